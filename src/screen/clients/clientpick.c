#include "screen/clientpick.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/search.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/picker.h"

#define HITS 20
#define NEW_FILE (-1)

/* Namesakes look the same by name: sex, age and the tail of the number tell them apart. */
static void add_card(struct front *f, const struct client_card *card, struct picker_list *out)
{
	char name[600], person[16], tail[16], hint[80];

	clientline_person(card->gender, card->birth, desk_today(f->desk), person, sizeof person);
	clientline_tail(card->phone, tail, sizeof tail);
	text_fmt(hint, sizeof hint, "%s  %s  %s", person, card->file_no, tail);
	picker_add(out, card->id, "", clientline_full_name(f->desk, card, name, sizeof name), hint);
}

static void choices(void *ctx, const char *text, struct picker_list *out)
{
	struct front *f = ctx;
	struct client_card_list cards = { 0 };
	struct search_result hits;
	struct err none = ERR_INIT;
	int64_t ids[HITS];
	char label[120];

	if (find_clients(f->desk, text, HITS, &hits,
	    &none) != OK)
		return;
	for (size_t i = 0; i < hits.n && i < HITS; i++)
		ids[i] = hits.v[i].client_id;
	if (client_cards(f->desk->store, ids, hits.n, clock_now(), &cards, &none) == OK)
		for (size_t i = 0; i < cards.n; i++)
			add_card(f, &cards.v[i], out);
	client_card_list_free(&cards);
	text_copy(f->schedule.typed, sizeof f->schedule.typed, text);
	if (text[0])
		picker_add(out, NEW_FILE, "", text_fmt(label, sizeof label,
		    tr("+ new client \"%s\""), text), "");
}

static void new_opened(struct screen *owner, int answer, const void *value)
{
	struct front *f = front_of(owner);

	f->schedule.picked(owner, answer == 1 ? *(const int64_t *)value : 0);
}

static void chosen(struct screen *owner, const struct picker_choice *choice)
{
	struct front *f = front_of(owner);
	struct client_new_arg arg = { .typed = f->schedule.typed };
	struct err e = ERR_INIT;

	if (!choice || choice->id != NEW_FILE)
		f->schedule.picked(owner, choice ? choice->id : 0);
	else if (screen_ask(owner, &client_new_screen, &arg, new_opened, &e) != OK)
		screen_refuse(owner, &e);
}

enum err_code clientpick_open(struct screen *s, const char *title,
    void (*done)(struct screen *owner, int64_t client_id), struct err *e)
{
	struct front *f = front_of(s);
	struct picker ask = { .at = { s->body.row, 2, 1, 70 }, .title = title, .ctx = f,
		.choices = choices, .done = chosen };

	f->schedule.picked = done;
	return picker_open(s, &ask, e);
}
