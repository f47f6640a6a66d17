/* What the tabs of Arrivals show, read in one go. */
#include <string.h>

#include "arrivals_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/mark.h"
#include "desk/arrival_leave.h"
#include "desk/arrival_pay.h"
#include "desk/arrival_room.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/settings.h"
#include "form/form.h"
#include "form/form_catalog.h"
#include "screen/clientline.h"

/* ---- reading ---- */

/* What is due before the treatment, of those at the cash desk: also what nobody charged yet. */
static enum err_code load_owed(struct arrivals *st, struct err *e)
{
	enum err_code rc = OK;

	st->owed.n = 0;
	for (size_t i = 0; i < st->cash.n && rc == OK; i++) {
		struct arrivals_owed o = { .visit_id = st->cash.v[i].id };

		rc = arrival_due_now(st->desk, &st->cash.v[i], &o.open, e);
		*vec_push(&st->owed) = o;
	}
	return rc;
}

/* Everybody here, by where: in the order of the queue. */
static enum err_code load_here(struct arrivals *st, struct err *e)
{
	struct visit_list here = { 0 };
	enum err_code rc = visit_list_here(st->desk->store, st->desk->branch_id, &here, e);

	if (rc == OK)
		st->waiting.n = st->rooms.n = st->cash.n = 0;
	for (size_t i = 0; i < here.n && rc == OK; i++) {
		struct visit_row *v = &here.v[i];

		*vec_push(arrival_in_room(v->state) ? &st->rooms : &st->waiting) = *v;
		if (!strcmp(v->state, "paying") || arrival_open_due(v))
			*vec_push(&st->cash) = *v;
	}
	visit_list_free(&here);
	if (rc == OK)
		rc = load_owed(st, e);
	if (rc != OK)
		return rc;
	return treatment_list_open(st->desk->store, st->desk->branch_id, &st->running, e);
}

static bool is_here(const struct arrivals *st, int64_t appointment)
{
	for (size_t i = 0; i < st->waiting.n; i++)
		if (st->waiting.v[i].appointment_id == appointment)
			return true;
	for (size_t i = 0; i < st->rooms.n; i++)
		if (st->rooms.v[i].appointment_id == appointment)
			return true;
	return false;
}

/* Booked for today, and not received yet. */
static enum err_code load_expected(struct arrivals *st, struct err *e)
{
	struct appointment_list all = { 0 };
	char day[11];
	enum err_code rc = appointment_list_day(st->desk->store, st->desk->branch_id,
	    desk_today_text(st->desk, day), &all, e);

	if (rc == OK)
		st->expected.n = 0;
	for (size_t i = 0; i < all.n && rc == OK; i++)
		if (strchr("BCA", all.v[i].letter) && !is_here(st, all.v[i].id))
			*vec_push(&st->expected) = all.v[i];
	appointment_list_free(&all);
	return rc == OK ? late_day(st->desk, desk_today_text(st->desk, day), &st->late, e) : rc;
}

/* The first who is not long overdue: whoever will stand at the desk next. */
void arrivals_rewind(struct arrivals *st)
{
	size_t i = 0;

	while (i < st->expected.n && st->expected.v[i].start_at < clock_now() - 15 * 60)
		i++;
	list_reset(&st->list[PANE_EXPECTED]);
	if (i < st->expected.n)
		list_select(&st->list[PANE_EXPECTED], st->expected.v[i].id);
}

static bool is_in(const struct visit_list *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].id == id)
			return true;
	return false;
}

/* Whoever was led on from here is still the one that the next key is about. */
static void follow(struct screen *s)
{
	struct arrivals *st = s->state;
	int pane = is_in(&st->rooms, st->follow_id) ? PANE_ROOMS : PANE_WAITING;

	if (st->follow_id && st->tab == TAB_INCIDENTS)
		list_select(&st->other, st->follow_id);
	if (st->follow_id && st->tab == TAB_BOARD &&
	    (pane == PANE_ROOMS || is_in(&st->waiting, st->follow_id))) {
		arrivals_set_pane(s, pane);
		list_select(&st->list[pane], st->follow_id);
	}
	st->follow_id = 0;
}

enum err_code arrivals_load(struct screen *s, struct err *e)
{
	struct arrivals *st = s->state;
	enum err_code rc = load_here(st, e);

	if (rc == OK)
		rc = load_expected(st, e);
	if (rc == OK)
		rc = arrival_rooms(st->desk, &st->all_rooms, e);
	if (rc == OK && arrivals_tab(st->tab)->load)
		rc = arrivals_tab(st->tab)->load(st, e);
	if (rc == OK)
		rc = arrival_figures(st->desk, &st->figures, e);
	st->every = setting_of(st->desk, SETTING_WAIT_MIN);
	st->minute = clock_now() / 60;
	for (int i = 0; i < PANES; i++)
		list_reloaded(&st->list[i]);
	list_reloaded(&st->other);
	if (!st->opened)
		arrivals_rewind(st);
	st->opened = true;
	follow(s);
	st->detail_of = -1;
	arrivals_look(s);
	screen_dirty(s, DIRTY_LAYOUT);
	return rc;
}

void arrivals_free(struct arrivals *st)
{
	for (int i = 0; i < PANES; i++)
		list_free(&st->list[i]);
	list_free(&st->other);
	visit_list_free(&st->waiting);
	visit_list_free(&st->rooms);
	visit_list_free(&st->left);
	visit_list_free(&st->cash);
	vec_free(&st->owed);
	treatment_list_free(&st->running);
	appointment_list_free(&st->expected);
	late_times_free(&st->late);
	arrival_rooms_free(&st->all_rooms);
	incident_list_free(&st->incidents);
	vec_free(&st->checks);
	viewport_free(&st->detail);
}

/* ---- the row in full ---- */

static void add(struct arrivals *st, struct buf *all, const char *label, const char *text)
{
	char line[700];

	if (!text[0])
		return;
	buf_printf(all, "%s%s: %s", all->n ? "; " : "", label, text);
	text_fmt(line, sizeof line, "%s: %s", label, text);
	viewport_add(&st->detail, STYLE_TEXT, 2, line);
}

static void companions(struct arrivals *st, const struct visit_row *v, char *out, size_t size)
{
	struct companion_list l = { 0 };
	struct buf b = BUF_INIT;
	struct err none = ERR_INIT;

	if (companion_list(st->desk->store, v->id, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++)
			buf_printf(&b, "%s%s%s%s (%s)", i ? ", " : "", l.v[i].name,
			    l.v[i].phone[0] ? " " : "", l.v[i].phone,
			    l.v[i].may_know ? tr("may be told") : tr("not to be told"));
	text_copy(out, size, b.s);
	buf_free(&b);
	companion_list_free(&l);
}

static void visit_sentence(struct arrivals *st, const struct visit_row *v, char *out, size_t size)
{
	char name[200], at[16];

	arrivals_name(st, v, name, sizeof name);
	if (!strcmp(v->state, "left"))
		text_fmt(out, size, tr("%s left at %s: %s."), name,
		    desk_clock_text(st->desk, v->left_at, at, sizeof at),
		    arrival_outcome_word(v->outcome));
	else if (arrival_waits(v) && v->staff[0])
		text_fmt(out, size, tr("%s waits %lld min for %s. r: went over, y: leads on."),
		    name, (long long)arrival_minutes(v, clock_now()), v->staff);
	else if (arrival_waits(v))
		text_fmt(out, size, tr("%s waits %lld min. r: went over, y: leads on."), name,
		    (long long)arrival_minutes(v, clock_now()));
	else
		text_fmt(out, size, tr("%s %s for %lld min. Enter: the record, y: leads on."), name,
		    arrival_state_word(v->state), (long long)arrival_minutes(v, clock_now()));
}

/* AR-7: what was told and given on leaving, each with who and when. */
static void leaving_marks(struct arrivals *st, const struct visit_row *v, char *out, size_t size)
{
	const struct form *f = form_catalog_find(st->desk->forms, "leaving");
	struct mark_list l = { 0 };
	struct buf b = BUF_INIT;
	struct err none = ERR_INIT;
	char field[48], at[16];

	if (mark_list(st->desk->store, "leaving", v->id, v->branch_id, v->day, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++) {
			int k = f ? form_field_index(f, text_fmt(field, sizeof field, "mark_%s",
			    l.v[i].item)) : -1;

			buf_printf(&b, "%s%s %s %s", i ? ", " : "", k >= 0 ?
			    label_text(&f->fields[k].label) : l.v[i].item, l.v[i].staff,
			    desk_clock_text(st->desk, l.v[i].at, at, sizeof at));
		}
	text_copy(out, size, b.s);
	buf_free(&b);
	mark_list_free(&l);
}

/* AR-8: what the greeter learnt, needs, allergy and companions, for whoever serves next. */
static void look_visit(struct arrivals *st, const struct visit_row *v)
{
	struct buf all = BUF_INIT;
	char text[700];

	visit_sentence(st, v, st->line[0], sizeof st->line[0]);
	viewport_add(&st->detail, STYLE_TAB, 0, st->line[0]);
	if (!st->public_view) {
		if (cover_patient(st->desk, cover_of_visit(v))[0])
			add(st, &all, tr("client"), cover_name(st->desk, cover_of_visit(v)));
		if (!strcmp(v->state, "left")) {
			leaving_marks(st, v, text, sizeof text);
			add(st, &all, tr("on leaving"), text);
		}
		add(st, &all, tr("learnt"), v->learnt);
		add(st, &all, tr("wants"), v->wants);
		add(st, &all, tr("changed"), v->changed);
		clientline_notice(st->desk, v->client_id, v->dependant_id, text, sizeof text);
		add(st, &all, tr("file"), text);
		companions(st, v, text, sizeof text);
		add(st, &all, tr("came with"), text);
		add(st, &all, tr("greeter"), v->greeter);
		add(st, &all, tr("identity"), !strcmp(v->identity, "unchecked") ? v->identity_why :
		    "");
		add(st, &all, tr("follow up on"), v->follow_day);
		add(st, &all, tr("about it"), v->outcome_text);
	}
	text_copy(st->line[1], sizeof st->line[1], all.s);
	buf_free(&all);
}

static void look_expected(struct arrivals *st, const struct appointment_row *a)
{
	struct buf all = BUF_INIT;
	char text[700], name[200];

	text_fmt(st->line[0], sizeof st->line[0], tr("%s is expected. a: is here, z: no-show."),
	    arrivals_expected_name(st, a, name, sizeof name));
	viewport_add(&st->detail, STYLE_TAB, 0, st->line[0]);
	if (!st->public_view) {
		clientline_notice(st->desk, a->client_id, a->dependant_id, text, sizeof text);
		add(st, &all, tr("file"), text);
		add(st, &all, tr("needs"), a->needs);
		add(st, &all, tr("note"), a->note);
	}
	text_copy(st->line[1], sizeof st->line[1], all.s);
	buf_free(&all);
}

static void look_incident(struct arrivals *st, const struct incident_row *i)
{
	struct buf all = BUF_INIT;

	text_copy(st->line[0], sizeof st->line[0], i->what);
	add(st, &all, tr("measures"), i->measures);
	add(st, &all, tr("follow-up"), i->follow_up);
	add(st, &all, tr("follow up on"), i->follow_day);
	text_copy(st->line[1], sizeof st->line[1], all.s);
	buf_free(&all);
}

void arrivals_look(struct screen *s)
{
	struct arrivals *st = s->state;
	int64_t id = list_id(arrivals_list(s));

	if (id == st->detail_of)
		return;
	st->detail_of = id;
	st->line[0][0] = st->line[1][0] = '\0';
	viewport_clear(&st->detail);
	if (arrivals_visit(st))
		look_visit(st, arrivals_visit(st));
	else if (arrivals_expected(st))
		look_expected(st, arrivals_expected(st));
	else if (arrivals_incident(st))
		look_incident(st, arrivals_incident(st));
	viewport_layout(&st->detail, st->side);
}
