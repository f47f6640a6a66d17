#include "arrival_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/record.h"

struct arrival_card card_of(struct desk_world *w, int64_t client, int64_t appointment)
{
	struct arrival_card c;

	must(w, arrival_prepare(&w->d, client, appointment, &c, &w->e));
	return c;
}

struct arrival known(const struct arrival_card *c)
{
	struct arrival a = c->is;

	text_copy(a.identity, sizeof a.identity, "known");
	if (!a.allergy[0])
		text_copy(a.allergy, sizeof a.allergy, c->allergy_known ? "same" : "none");
	return a;
}

int64_t arrive(struct desk_world *w, int64_t client, int64_t appointment)
{
	struct arrival_card c = card_of(w, client, appointment);
	struct arrival a = known(&c);
	int64_t visit;

	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	return visit;
}

struct visit_row seen(struct desk_world *w, int64_t visit)
{
	struct visit_row v;

	must(w, visit_get(w->s, visit, &v, &w->e));
	return v;
}

enum err_code step(struct desk_world *w, int64_t visit, const char *state, int64_t room)
{
	return arrival_step(&w->d, visit, seen(w, visit).state, state, room, NULL, NULL, &w->e);
}

enum err_code leave(struct desk_world *w, int64_t visit, const char *outcome,
    const char *day, const char *text)
{
	struct arrival_leave l = { .outcome = outcome, .follow_day = day, .text = text };

	return arrival_leave(&w->d, visit, &l, &w->e);
}

void led_to(struct desk_world *w, int64_t service, const char *where)
{
	struct change c = { .column = "led_to" };
	struct conflict_list none = { 0 };
	struct action_head head = { .name = "resource-edit" };
	struct txn *t;

	value_set_text(&c.base, "treating");
	value_set_text(&c.value, where);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, "service", service, &c, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&c.base);
	value_free(&c.value);
}

int arrival_setup(void **state)
{
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	act_as(w, w->wl, 0);
	led_to(w, w->consult, "consult");
	return 0;
}

void later(int minutes)
{
	clock_fix(clock_now() + minutes * 60);
}
