/* Which actions are listed: by whom, what, about which client, on which days. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "actions_priv.h"
#include "data/search.h"
#include "data/staff.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "desk/rights.h"
#include "tui/picker.h"
#include "tui/textline.h"

enum { CHOICES = 12 };

/* ---- in words ---- */

static void say_days(struct actions *st, char *out, size_t size)
{
	char from[48], last[48];
	int32_t today = desk_today(st->desk);

	if (st->from == DAY_NONE)
		text_copy(out, size, tr("all days"));
	else if (st->from == st->last)
		day_echo(st->from, today, out, size);
	else
		text_fmt(out, size, "%s - %s", day_echo(st->from, today, from, sizeof from),
		    day_echo(st->last, today, last, sizeof last));
}

void actions_filter_words(struct actions *st)
{
	struct desk *d = st->desk;

	if (st->filter.staff_id)
		describe_staff(d, st->filter.staff_id, st->words[PANE_WHO], sizeof st->words[0]);
	else
		text_copy(st->words[PANE_WHO], sizeof st->words[0], tr("any"));
	text_copy(st->words[PANE_WHAT], sizeof st->words[0],
	    st->filter.name ? describe_name(st->filter.name) : tr("any"));
	if (st->filter.client_id)
		describe_client(d, st->filter.client_id, st->words[PANE_CLIENT],
		    sizeof st->words[0]);
	else
		text_copy(st->words[PANE_CLIENT], sizeof st->words[0], tr("any"));
	say_days(st, st->words[PANE_LIST], sizeof st->words[0]);
}

/* ---- choices ---- */

static void offer_any(const char *text, struct picker_list *out)
{
	if (picker_fits(text, "", tr("any")))
		picker_add(out, 0, "", tr("any"), NULL);
}

static void who_choices(void *ctx, const char *text, struct picker_list *out)
{
	struct actions *st = ctx;
	struct staff_list l = { 0 };
	struct err none = ERR_INIT;

	offer_any(text, out);
	if (staff_list(st->desk->store, 0, true, &l, &none) != OK)
		err_clear(&none);
	for (size_t i = 0; i < l.n; i++)
		if (picker_fits(text, l.v[i].code, l.v[i].name))
			picker_add(out, l.v[i].id, l.v[i].code, l.v[i].name, l.v[i].code);
	staff_list_free(&l);
}

/* Every action's name is a right of that name; those that only let somebody see are none. */
static void what_choices(void *ctx, const char *text, struct picker_list *out)
{
	(void)ctx;
	offer_any(text, out);
	for (size_t i = 0; i < rights_count; i++) {
		const char *name = rights[i].name, *words = describe_name(name);

		if (strcmp(words, name) != 0 && picker_fits(text, name, words))
			picker_add(out, (int64_t)i + 1, name, words, NULL);
	}
}

static void client_choices(void *ctx, const char *text, struct picker_list *out)
{
	struct actions *st = ctx;
	struct search_result hits;
	struct err none = ERR_INIT;
	char name[200];

	if (!text[0])
		offer_any(text, out);
	if (find_clients(st->desk, text, CHOICES, &hits,
	    &none) != OK)
		return;
	for (size_t i = 0; i < hits.n; i++)
		picker_add(out, hits.v[i].client_id, "",
		    describe_client(st->desk, hits.v[i].client_id, name, sizeof name), NULL);
}

static void chosen(struct screen *owner, const struct picker_choice *choice)
{
	struct actions *st = owner->state;

	if (!choice)
		return;
	switch (st->pane) {
	case PANE_WHO:
		st->filter.staff_id = choice->id;
		break;
	case PANE_WHAT:
		text_copy(st->name, sizeof st->name, choice->code);
		st->filter.name = choice->id ? st->name : NULL;
		break;
	case PANE_CLIENT:
		st->filter.client_id = choice->id;
		break;
	case PANE_LIST:
	case PANE_COUNT:
		return;
	}
	st->pane = PANE_LIST;
	actions_changed(owner);
}

enum err_code actions_filter_open(struct screen *s, const char *typed, struct err *e)
{
	static void (*const choices[PANE_COUNT])(void *, const char *, struct picker_list *) = {
		[PANE_WHO] = who_choices, [PANE_WHAT] = what_choices,
		    [PANE_CLIENT] = client_choices,
	};
	struct actions *st = s->state;
	struct picker ask = { .at = actions_filter_place(s, st->pane), .text = typed,
		.choices = choices[st->pane], .ctx = st, .done = chosen };

	return choices[st->pane] ? picker_open(s, &ask, e) : OK;
}

/* ---- days ---- */

static void days_note(struct screen *s, const char *text, struct buf *out)
{
	struct when_base base = desk_when(front_desk(s));
	struct err e = ERR_INIT;
	struct when w;
	char echo[120];

	if (!text[0])
		buf_puts(out, tr("empty: all days"));
	else if (when_parse(text, WHEN_RANGE, &base, &w, &e) == OK)
		buf_puts(out, when_echo(&w, WHEN_RANGE, &base, echo, sizeof echo));
	else
		buf_puts(out, e.text);
}

static enum err_code days_given(struct screen *s, const char *text, struct err *e)
{
	struct actions *st = s->state;
	struct when_base base = desk_when(st->desk);
	struct when w = { .day = DAY_NONE };
	enum err_code rc = OK;

	if (!text)
		return OK;
	if (text[0])
		rc = when_parse(text, WHEN_RANGE, &base, &w, e);
	if (rc != OK)
		return rc;
	st->from = text[0] ? w.day : DAY_NONE;
	st->last = text[0] && w.last != DAY_NONE ? w.last : st->from;
	st->filter.from_at = text[0] ? zone_day_start(st->desk->zone, st->from) : 0;
	st->filter.to_at = text[0] ? zone_day_start(st->desk->zone, st->last + 1) : 0;
	actions_changed(s);
	return OK;
}

enum err_code actions_ask_days(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Days"), .max_cp = 40, .filter = field_filter_narrow,
		.note = days_note, .done = days_given };

	(void)e;
	textline_ask(s, &ask);
	return OK;
}
