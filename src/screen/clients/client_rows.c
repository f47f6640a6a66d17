/* The rows of a client's timeline in words: read once, drawn often. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "client_priv.h"
#include "data/history.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "form/form_catalog.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "tui/canvas.h"

enum { DAY_CELLS = 6, CLOCK_COL = 7, LETTER_COL = 13, KIND_COL = 15, TEXT_COL = 26 };
enum { WHO_CELLS = 11 };
enum { SECTION_TODAY = -1 };            /* a year's section is minus the year */

/* ---- words ---- */

/* The label of a stored code, where the form has the column; the code itself otherwise. */
static const char *choice_label(const struct client_file *st, const char *column, const char *code)
{
	const struct form *f = form_catalog_find(st->desk->forms, "client");
	int field = f ? formview_find(f, NULL, column) : -1;

	return field >= 0 ? form_choice_label(&f->fields[field], code) : code;
}

static void add_part(struct buf *b, const char *before, const char *text)
{
	if (text[0])
		buf_printf(b, "%s%s%s", b->n && b->s[b->n - 1] != '\n' ? ", " : "", before, text);
}

static void say_file(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	if (r->ref_id != st->client_id && !r->part[1][0])
		buf_puts(b, tr("another file, merged into this one"));
	else if (r->ref_id != st->client_id)
		buf_printf(b, tr("file %s, merged into this one"), r->part[1]);
	else if (r->part[2][0])
		buf_printf(b, tr("taken over from a list: %s"), r->part[2]);
	else
		buf_puts(b, tr("file opened"));
	if (r->part[0][0])
		buf_printf(b, tr(", source: %s"), choice_label(st, "source", r->part[0]));
}

static void say_action(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	struct action_row a;
	struct err none = ERR_INIT;
	char text[300];

	if (action_get(st->desk->store, r->ref_id, &a, &none) == OK)
		buf_puts(b, describe_action(st->desk, &a, text, sizeof text));
	else
		buf_puts(b, describe_name(r->part[0]));
	add_part(b, "", r->part[2]);
}

static void say_note(const struct client_file *st, const struct timeline_row *r, struct buf *b)
{
	(void)st;
	buf_puts(b, r->part[0]);
}

static void say_appointment(const struct client_file *st, const struct timeline_row *r,
    struct buf *b)
{
	char minutes[32];

	add_part(b, "", describe_in_language(r->part[0], r->part[5]));
	add_part(b, "", r->part[1]);
	add_part(b, "", r->part[2]);
	text_fmt(minutes, sizeof minutes, tr("%d min"), (int)((r->end_at - r->at) / 60));
	add_part(b, "", minutes);
	add_part(b, "", describe_reason(st->desk, r->part[3]));
}

static const struct {
	const char *word;
	void (*say)(const struct client_file *, const struct timeline_row *, struct buf *);
} kinds[] = {
	[TIMELINE_FILE] = { N_("file"), say_file },
	[TIMELINE_ACTION] = { N_("change"), say_action },
	[TIMELINE_NOTE] = { N_("remark"), say_note },
	[TIMELINE_APPOINTMENT] = { N_("visit"), say_appointment },
	[TIMELINE_VISIT] = { N_("arrival"), client_say_visit },
	[TIMELINE_CONSULTATION] = { N_("consulted"), client_say_row },
	[TIMELINE_MEASURE] = { N_("measured"), client_say_measure },
	[TIMELINE_PLAN] = { N_("plan"), client_say_plan },
	[TIMELINE_AGREEMENT] = { N_("agreement"), client_say_agreement },
	[TIMELINE_TREATMENT] = { N_("treated"), client_say_row },
	[TIMELINE_ADVERSE] = { N_("reaction"), client_say_row },
	[TIMELINE_ORDER] = { N_("order"), client_say_order },
	[TIMELINE_PAYMENT] = { N_("payment"), client_say_payment },
	[TIMELINE_CARD] = { N_("prepaid"), client_say_order },
	[TIMELINE_TEST] = { N_("test"), client_say_row },
	[TIMELINE_MESSAGE] = { N_("message"), client_say_message },
	[TIMELINE_INCIDENT] = { N_("incident"), client_say_row },
	[TIMELINE_REQUEST] = { N_("request"), client_say_row },
	[TIMELINE_CALLBACK] = { N_("callback"), client_say_callback },
	[TIMELINE_COMPLAINT] = { N_("complaint"), client_say_case },
	[TIMELINE_ESCALATION] = { N_("to expert"), client_say_row },
	[TIMELINE_SURVEY] = { N_("survey"), client_say_survey },
	[TIMELINE_SUGGESTION] = { N_("suggestion"), client_say_suggestion },
	[TIMELINE_GUEST] = { N_("event"), client_say_guest },
	[TIMELINE_REPLY] = { N_("reply"), client_say_reply },
	[TIMELINE_CULTIVATION] = { N_("cultivation"), client_say_cultivation },
};

/* Who was treated stands first, where no long text cuts it off. Whoever sees the alias alone sees
 * no family. */
static void say_entry(const struct client_file *st, const struct timeline_row *r, struct buf *out)
{
	if (!st->closed_form)
		add_part(out, tr("for "), r->treated);
	kinds[r->kind].say(st, r, out);
}

/* An appointment is a visit once somebody came. */
static const char *word_of(const struct timeline_row *r)
{
	if (r->kind == TIMELINE_APPOINTMENT && !strchr("ASD", r->letter))
		return N_("booking");
	return kinds[r->kind].word;
}

/* ---- making rows ---- */

static void add_section(struct client_file *st, int64_t id)
{
	struct client_row *row = vec_push(&st->rows);

	row->id = id;
	if (id == SECTION_TODAY)
		text_copy(row->text, sizeof row->text, tr("today"));
	else
		text_fmt(row->text, sizeof row->text, "%lld", (long long)-id);
}

static void add_row(struct client_file *st, size_t entry, int64_t next_key)
{
	const struct timeline_row *r = &st->entries.v[entry];
	struct client_row *row = vec_push(&st->rows);
	struct buf text = { 0 };

	row->id = r->key;
	row->entry = entry;
	day_short(zone_local(st->desk->zone, r->at).day, row->day, sizeof row->day);
	desk_clock_text(st->desk, r->at, row->clock, sizeof row->clock);
	row->kind = r->key == next_key ? N_("NEXT") : word_of(r);
	row->style = clientline_state_style(r->letter);
	say_entry(st, r, &text);
	text_copy(row->text, sizeof row->text, buf_str(&text));
	text_copy(row->who, sizeof row->who, r->staff);
	buf_free(&text);
}

/* The next live appointment: the lowest of those still to come. 0: none. */
static int64_t find_next(const struct client_file *st, int64_t now)
{
	int64_t key = 0;

	for (size_t i = 0; i < st->entries.n && st->entries.v[i].at > now - 3600; i++)
		if (st->entries.v[i].kind == TIMELINE_APPOINTMENT &&
		    st->entries.v[i].end_at > now && strchr("BCAS", st->entries.v[i].letter))
			key = st->entries.v[i].key;
	return key;
}

void client_rows_make(struct client_file *st)
{
	int64_t now = clock_now(), next = find_next(st, now);
	int year = day_split(desk_today(st->desk)).year;
	bool past = false, any_ahead = false;

	st->rows.n = 0;
	for (size_t i = 0; i < st->entries.n; i++) {
		const struct timeline_row *r = &st->entries.v[i];
		int of_row = day_split(zone_local(st->desk->zone, r->at).day).year;

		if (r->at <= now && !past && any_ahead)
			add_section(st, SECTION_TODAY);
		past |= r->at <= now;
		any_ahead |= r->at > now;
		if (of_row != year)
			add_section(st, -of_row);
		year = of_row;
		add_row(st, i, next);
	}
	list_reloaded(&st->list);
	st->pane_of = 0;
}

/* ---- reading ---- */

/* What each view of the timeline is about. */
static unsigned kinds_of(const struct client_file *st)
{
	static const unsigned sets[VIEW_COUNT] = {
		[VIEW_ALL] = TIMELINE_ALL,
		[VIEW_VISITS] = TIMELINE_BIT(TIMELINE_APPOINTMENT) | TIMELINE_BIT(TIMELINE_VISIT),
		[VIEW_RECORDS] = TIMELINE_BIT(TIMELINE_CONSULTATION) |
		    TIMELINE_BIT(TIMELINE_PLAN) | TIMELINE_BIT(TIMELINE_AGREEMENT) |
		    TIMELINE_BIT(TIMELINE_TREATMENT) | TIMELINE_BIT(TIMELINE_ADVERSE) |
		    TIMELINE_BIT(TIMELINE_MEASURE) | TIMELINE_BIT(TIMELINE_TEST),
		[VIEW_MONEY] = TIMELINE_BIT(TIMELINE_ORDER) | TIMELINE_BIT(TIMELINE_PAYMENT) |
		    TIMELINE_BIT(TIMELINE_CARD),
		[VIEW_TALK] = TIMELINE_BIT(TIMELINE_NOTE) | TIMELINE_BIT(TIMELINE_MESSAGE) |
		    TIMELINE_BIT(TIMELINE_REQUEST) | TIMELINE_BIT(TIMELINE_CALLBACK) |
		    TIMELINE_BIT(TIMELINE_COMPLAINT) | TIMELINE_BIT(TIMELINE_ESCALATION) |
		    TIMELINE_BIT(TIMELINE_SURVEY) | TIMELINE_BIT(TIMELINE_SUGGESTION) |
		    TIMELINE_BIT(TIMELINE_GUEST) | TIMELINE_BIT(TIMELINE_REPLY) |
		    TIMELINE_BIT(TIMELINE_CULTIVATION),
	};

	return sets[st->view];
}

enum err_code client_rows_load(struct client_file *st, struct err *e)
{
	/* As many as were shown; all of them and a page of new ones when the end was reached. */
	bool first = !st->entries.n;
	int limit = (int)st->entries.n + (st->more && !first ? 0 : TIMELINE_PAGE);
	int64_t next;
	enum err_code rc =
	    timeline_list_kinds(st->desk->store, st->client_id, kinds_of(st), 0, 0, limit,
		&st->entries, e);

	if (rc != OK)
		return rc;
	st->more = (int)st->entries.n == limit;
	client_rows_make(st);
	next = find_next(st, clock_now());
	if (first && next)
		list_select(&st->list, next);
	return OK;
}

static int64_t key_of(const struct client_file *st, int64_t appointment_id)
{
	for (size_t i = 0; i < st->entries.n; i++)
		if (st->entries.v[i].kind == TIMELINE_APPOINTMENT &&
		    st->entries.v[i].ref_id == appointment_id)
			return st->entries.v[i].key;
	return 0;
}

void client_rows_go(struct client_file *st, int64_t appointment_id)
{
	int64_t key = key_of(st, appointment_id);

	st->gone_to = key ? appointment_id : 0;
	if (key)
		list_select(&st->list, key);
}

void client_rows_back(struct client_file *st)
{
	if (!st->gone_to || key_of(st, st->gone_to))
		return;
	st->gone_to = 0;
	list_reset(&st->list);
	list_select(&st->list, find_next(st, clock_now()));
}

enum err_code client_rows_older(struct client_file *st, struct err *e)
{
	struct timeline page = { 0 };
	const struct timeline_row *last;
	enum err_code rc;

	if (!st->more || !st->entries.n)
		return OK;
	last = &st->entries.v[st->entries.n - 1];
	rc = timeline_list_kinds(st->desk->store, st->client_id, kinds_of(st), last->at, last->key,
	    TIMELINE_PAGE, &page, e);
	if (rc != OK)
		return rc;
	st->more = page.n == TIMELINE_PAGE;
	for (size_t i = 0; i < page.n; i++)
		*vec_push(&st->entries) = page.v[i];    /* parts and all */
	vec_free(&page);
	client_rows_make(st);
	return OK;
}

void client_rows_free(struct client_file *st)
{
	timeline_free(&st->entries);
	vec_free(&st->rows);
}

const struct client_row *client_row_at(const struct client_file *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

const struct timeline_row *client_entry_at(const struct client_file *st)
{
	const struct client_row *row = client_row_at(st);

	return row && row->id > 0 ? &st->entries.v[row->entry] : NULL;
}

/* With the whole date: on paper no section tells the year. */
struct listing *client_rows_listing(const struct client_file *st, const char *client)
{
	static const char *const columns[] = { N_("when"), N_("state"), N_("kind"), N_("text"),
		N_("by") };
	struct listing *l;
	char title[300], when[32], day[11], state[2] = "";

	text_fmt(title, sizeof title, "%s: %s", client, tr("Timeline"));
	l = listing_new("client/timeline", title, columns, 5);
	for (size_t i = 0; i < st->rows.n; i++) {
		const struct client_row *r = &st->rows.v[i];
		const struct timeline_row *entry = &st->entries.v[r->entry];

		if (r->id < 0)
			continue;
		desk_day_of(st->desk, entry->at, day);
		text_fmt(when, sizeof when, "%s %s", day, r->clock);
		state[0] = entry->letter;
		listing_cell(l, when);
		listing_cell(l, state);
		listing_cell(l, tr(r->kind));
		listing_cell(l, r->text);
		listing_cell(l, r->who);
	}
	return l;
}

/* ---- one entry in full ---- */

static const struct {
	char letter;
	const char *word;
} states[] = {
	{ 'B', N_("booked") }, { 'C', N_("confirmed") }, { 'A', N_("arrived") },
	{ 'S', N_("in service") }, { 'D', N_("done") }, { 'Z', N_("no-show") },
	{ 'X', N_("cancelled") },
};

void client_entry_full(const struct client_file *st, const struct timeline_row *r, struct buf *out)
{
	char at[64];

	desk_time_text(st->desk, r->at, at, sizeof at);
	buf_printf(out, "%s  %s", at, tr(word_of(r)));
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (states[i].letter == r->letter && r->kind == TIMELINE_APPOINTMENT)
			buf_printf(out, ", %s", tr(states[i].word));
	buf_putc(out, '\n');
	say_entry(st, r, out);
	if (r->staff[0]) {
		buf_putc(out, '\n');
		buf_printf(out, tr("by %s"), r->staff);
	}
}

/* ---- the list ---- */

static int row_count(const void *ctx)
{
	return (int)((const struct client_file *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	return ((const struct client_file *)ctx)->rows.v[row].id;
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	const struct client_file *st = ctx;
	const struct client_row *r = &st->rows.v[row];
	char letter[2] = { 0 };
	int who = w.col + w.cols - WHO_CELLS;

	if (r->id < 0) {
		canvas_rule(c, w.row, w.col, w.cols, r->text);
		return;
	}
	letter[0] = st->entries.v[r->entry].letter;
	canvas_right(c, w.row, w.col, r->day, STYLE_TEXT, DAY_CELLS);
	canvas_put(c, w.row, w.col + CLOCK_COL, r->clock, STYLE_TEXT, 5);
	canvas_put(c, w.row, w.col + LETTER_COL, letter, r->style, 1);
	canvas_put(c, w.row, w.col + KIND_COL, tr(r->kind), STYLE_TEXT, TEXT_COL - KIND_COL - 1);
	canvas_put(c, w.row, w.col + TEXT_COL, r->text, STYLE_TEXT, who - w.col - TEXT_COL - 1);
	canvas_put(c, w.row, who, r->who, STYLE_GREY, WHO_CELLS);
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct client_row *r = &((const struct client_file *)ctx)->rows.v[row];

	if (r->id > 0)
		buf_printf(out, "%s %s %s %s", r->day, tr(r->kind), r->text, r->who);
}

const struct list_ops client_list_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };
