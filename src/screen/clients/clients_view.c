/* How Clients looks: the line to type in, the rows found, and the selected one in short. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "clients_priv.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/listing.h"
#include "tui/viewport.h"

enum { PREVIEW_ROWS = 5 };
enum { NAME_CELLS = 25, AGE_COL = 26, FILE_COL = 33, PHONE_COL = 42, LAST_COL = 51, NEXT_COL = 61 };

/* ---- rows ---- */

/* Behind those who were found there is always the way to a new file. */
static bool offers_new(const struct clients *st)
{
	return st->tab == TAB_FIND && !st->want.classes &&
	    field_text(&st->find)[strspn(field_text(&st->find), " ")];
}

static int rows(const void *ctx)
{
	const struct clients *st = ctx;

	if (st->tab == TAB_EXPORT)
		return st->nways;
	return clients_lead(st) + (int)st->cards.n + offers_new(st);
}

static int64_t row_id(const void *ctx, int row)
{
	const struct clients *st = ctx;

	if (st->tab == TAB_EXPORT)
		return row + 1;
	if (row < clients_lead(st))
		return ROW_RINGS;
	row -= clients_lead(st);
	if ((size_t)row >= st->cards.n)
		return ROW_NEW;
	/* A file may stand on the list of duplicates several times. */
	return st->tab == TAB_DUPLICATES ? st->todo_id[row] : st->cards.v[row].id;
}

/* Without the weekday, so that ten figures tell the year too. */
static char *short_day(const struct clients *st, const char *day, char *out, size_t size)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int32_t d = day[0] ? day_parse(day) : DAY_NONE;
	struct ymd at;
	bool old;

	if (d == DAY_NONE)
		return text_copy(out, size, "-");
	at = day_split(d);
	old = at.year != day_split(desk_today(st->desk)).year;
	if (tr_language()[0] == 'z' && old)
		return text_fmt(out, size, "%02d-%02d-%02d", at.year % 100, at.month, at.day);
	if (tr_language()[0] == 'z')
		return text_fmt(out, size, "%02d-%02d", at.month, at.day);
	if (old)
		return text_fmt(out, size, "%d %s %02d", at.day, months[at.month - 1],
		    at.year % 100);
	return text_fmt(out, size, "%d %s", at.day, months[at.month - 1]);
}

static void draw_card(const struct clients *st, const struct client_card *card, struct canvas *c,
    struct rect w)
{
	char name[600], text[64];
	int wide = w.cols > 100 ? 12 : 0, number = clients_which_number(st, card->id), used = 0;

	clientline_full_name(st->desk, card, name, sizeof name);
	if (number)
		used = canvas_put(c, w.row, w.col, text_fmt(text, sizeof text, "%d ", number),
		    STYLE_REQUIRED, 2);
	canvas_pad(c, w.row, w.col + used, name, STYLE_TEXT, NAME_CELLS + wide - used);
	clientline_person(card->gender, card->birth, desk_today(st->desk), text, sizeof text);
	canvas_put(c, w.row, w.col + AGE_COL + wide, text, STYLE_TEXT, 6);
	canvas_put(c, w.row, w.col + FILE_COL + wide,
	    card->file_no[0] ? card->file_no : tr("none yet"),
	    card->file_no[0] ? STYLE_TEXT : STYLE_GREY, 8);
	canvas_put(c, w.row, w.col + PHONE_COL + wide,
	    clientline_tail(card->phone, text, sizeof text), STYLE_TEXT, 8);
}

/* What a client was found by, as it is said: relations are words of the form. */
static const char *via_word(const char *via)
{
	static const struct {
		const char *via, *label;
	} words[] = {
		{ "card", N_("card number") }, { "mail", N_("e-mail") },
		{ "number", N_("old number") }, { "prepaid", N_("prepaid card") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].via, via))
			return tr(words[i].label);
	return tr(via);
}

static void draw_dates(const struct clients *st, int row, struct canvas *c, struct rect w)
{
	const struct client_card *card = &st->cards.v[row];
	int wide = w.cols > 100 ? 12 : 0;
	char text[64];

	if (st->via[row][0]) {
		if (!strcmp(st->via[row], "rings"))
			text_copy(text, sizeof text, tr("rings"));
		else
			text_fmt(text, sizeof text, tr("via %s"), via_word(st->via[row]));
		canvas_put(c, w.row, w.col + LAST_COL + wide, text, STYLE_PROPOSED,
		    w.cols - LAST_COL - wide);
		return;
	}
	canvas_put(c, w.row, w.col + LAST_COL + wide, short_day(st, card->last_day, text,
	    sizeof text), STYLE_TEXT, NEXT_COL - LAST_COL - 1);
	canvas_put(c, w.row, w.col + NEXT_COL + wide, card->next_at ?
	    desk_time_text(st->desk, card->next_at, text, sizeof text) : "-", STYLE_TEXT,
	    w.cols - NEXT_COL - wide);
}

/* "+ new client "wxm08"", and whether somebody else fits. */
static void draw_new(const struct clients *st, bool rings, struct canvas *c, struct rect w)
{
	int wide = w.cols > 100 ? 12 : 0;
	char text[200];

	text_fmt(text, sizeof text, tr("+ new client \"%s\""),
	    rings ? st->new_number : field_text(&st->find));
	canvas_put(c, w.row, w.col, text, STYLE_PROPOSED, LAST_COL + wide - 1);
	canvas_put(c, w.row, w.col + LAST_COL + wide, rings ? tr("rings") :
	    st->more ? tr("there are more: type on") : st->cards.n ? tr("no one else matches") :
	    tr("no one matches"), STYLE_GREY, w.cols - LAST_COL - wide);
}

static void draw_row(const void *ctx, int at, struct canvas *c, struct rect w)
{
	const struct clients *st = ctx;
	int row = at - clients_lead(st), wide = w.cols > 100 ? 12 : 0;
	const struct client_card *card;
	char name[200], text[300];

	if (st->tab == TAB_EXPORT) {
		clients_export_row(st, at, c, w);
		return;
	}
	if (row < 0 || (size_t)row >= st->cards.n) {
		draw_new(st, row < 0, c, w);
		return;
	}
	card = &st->cards.v[row];
	draw_card(st, card, c, w);
	if (st->tab == TAB_COMPLETE) {
		canvas_put(c, w.row, w.col + LAST_COL + wide, st->why[row], STYLE_REQUIRED,
		    w.cols - LAST_COL - wide);
	} else if (st->tab == TAB_DUPLICATES) {
		clientline_name(st->desk, st->other_id[row], name, sizeof name);
		text_fmt(text, sizeof text, "2 %s: %s", name, st->why[row]);
		canvas_put(c, w.row, w.col + LAST_COL + wide, text, STYLE_TEXT,
		    w.cols - LAST_COL - wide);
	} else {
		draw_dates(st, row, c, w);
	}
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct clients *st = ctx;

	row -= clients_lead(st);
	if (row < 0 || (size_t)row >= st->cards.n)
		return;
	buf_printf(out, "%s %s %s", st->cards.v[row].name, st->cards.v[row].pinyin,
	    st->cards.v[row].file_no);
}

static const struct list_ops ops = { .count = rows, .id = row_id, .draw = draw_row,
	.text = row_text };

/* ---- for printing ---- */

const char *const clients_columns[6] = { N_("name"), N_("age"), N_("file no"), N_("phone"),
	N_("last"), N_("next") };

static void put_who(const struct clients *st, const struct client_card *card, struct listing *l)
{
	char name[600], text[64];

	listing_cell(l, clientline_full_name(st->desk, card, name, sizeof name));
	listing_cell(l, clientline_person(card->gender, card->birth, desk_today(st->desk), text,
	    sizeof text));
	listing_cell(l, card->file_no);
	listing_cell(l, clientline_tail(card->phone, text, sizeof text));
}

void clients_put_card(const struct clients *st, const struct client_card *card, struct listing *l)
{
	char text[64];

	put_who(st, card, l);
	listing_cell(l, card->last_day);
	listing_cell(l, card->next_at ? desk_time_text(st->desk, card->next_at, text, sizeof text) :
	    "");
}

/* On the work lists the reason stands where the dates are elsewhere. */
struct listing *clients_listing(const struct clients *st)
{
	const char *columns[6];
	bool todo = st->tab == TAB_COMPLETE || st->tab == TAB_DUPLICATES;
	struct listing *l;
	char name[300], title[100];

	memcpy(columns, clients_columns, sizeof columns);
	if (todo)
		columns[4] = st->tab == TAB_COMPLETE ? N_("lacks") : N_("perhaps the same as");
	text_fmt(name, sizeof name, "clients/%s", clients_tab_name(st->tab));
	text_fmt(title, sizeof title, "%s: %s", tr("Clients"), clients_tab_title(st->tab));
	l = listing_new(name, title, columns, todo ? 5 : 6);
	for (size_t i = 0; i < st->cards.n; i++) {
		if (!todo) {
			clients_put_card(st, &st->cards.v[i], l);
			continue;
		}
		put_who(st, &st->cards.v[i], l);
		if (st->tab == TAB_DUPLICATES) {
			char other[200];

			text_fmt(name, sizeof name, "%s: %s", clientline_name(st->desk,
			    st->other_id[i], other, sizeof other), st->why[i]);
		}
		listing_cell(l, st->tab == TAB_DUPLICATES ? name : st->why[i]);
	}
	return l;
}

void clients_list_init(struct screen *s)
{
	struct clients *st = s->state;

	list_init(&st->list, s, &ops, st, LIST_MARKS);
}

/* ---- the page ---- */

void clients_layout(struct screen *s, struct rect body)
{
	struct clients *st = s->state;
	struct rect list, pane;
	int top = st->tab == TAB_FIND ? 2 : 1;
	int foot = body.cols >= SCREEN_PANE_FROM ? 0 : PREVIEW_ROWS;

	screen_split(body, &list, &pane);
	list_layout(&st->list, (struct rect){ body.row + top, 0, body.rows - top - foot,
	    list.cols });
}

void clients_draw_tabs(int tab, struct canvas *c)
{
	const char *names[TAB_COUNT];
	int used;

	for (int i = 0; i < TAB_COUNT; i++)
		names[i] = clients_tab_title(i);
	used = canvas_put(c, SCREEN_ROW_AREA, 0, tr("Clients"), STYLE_TEXT, CANVAS_REST);
	canvas_tabs(c, SCREEN_ROW_AREA, used + 2, names, TAB_COUNT, tab);
}

static void draw_find(const struct clients *st, struct canvas *c, int row)
{
	int used = canvas_put(c, row, 0, tr("Find"), STYLE_TEXT, 10) + 1;
	char said[200];

	canvas_put(c, row, used, "[", STYLE_RULE, 1);
	field_draw(&st->find, c, row, used + 1, st->in_find ? STYLE_FIELD_EDIT : STYLE_FIELD,
	    st->in_find);
	canvas_put(c, row, used + 1 + FIND_COLS, "]", STYLE_RULE, 1);
	if (st->want.classes && !st->want.unknown[0])
		canvas_put(c, row, used + 4 + FIND_COLS,
		    find_said(st->desk, &st->want, said, sizeof said), STYLE_PROPOSED,
		    CANVAS_REST);
	else
		canvas_put(c, row, used + 4 + FIND_COLS,
		    tr("name, pinyin, initials, digits, card; Alt-c class"), STYLE_GREY,
		    CANVAS_REST);
}

static void draw_header(const struct clients *st, struct canvas *c, int row)
{
	int wide = st->list.area.cols > 100 ? 12 : 0;
	struct list_column columns[] = {
		{ N_("name"), 0 }, { N_("age"), AGE_COL + wide }, { N_("file no"),
		  FILE_COL + wide },
		{ N_("phone"), PHONE_COL + wide }, { N_("last"), LAST_COL + wide },
		{ N_("next"), NEXT_COL + wide },
	};
	int n = 6;

	if (st->tab == TAB_COMPLETE || st->tab == TAB_DUPLICATES) {
		columns[4].title = st->tab == TAB_COMPLETE ? N_("lacks") :
		    N_("perhaps the same as");
		n = 5;
	}
	list_header(&st->list, c, row, columns, n, -1);
}

/* What the desk wants to know before the file is opened. */
static void draw_preview(const struct clients *st, const struct client_card *card,
    struct canvas *c, struct rect at)
{
	bool beside = at.cols < c->cols;
	int wrap = beside ? 6 : 1, row = 1;
	char name[600], title[900], flags[300], text[300], class[200];
	const struct {
		const char *label, *text;
	} lines[] = {
		{ tr("Next"), st->next }, { tr("Last"), st->last }, { tr("Care"), st->care },
	};

	clientline_full_name(st->desk, card, name, sizeof name);
	clientline_class(st->desk, card, class, sizeof class);
	text_fmt(title, sizeof title, "%s  %s%s%s", name, card->file_no,
	    class[0] && !beside ? "  " : "", beside ? "" : class);
	canvas_rule(c, at.row, at.col, at.cols, title);
	if (beside && class[0])
		row += text_put_wrapped(c, (struct rect){ at.row + row, at.col, 2, at.cols }, class,
		    STYLE_TEXT);
	clientline_flags(card->flags, flags, sizeof flags);
	if (beside && flags[0])
		row += text_put_wrapped(c, (struct rect){ at.row + row, at.col, 2, at.cols }, flags,
		    clientline_flag_style(card->flags));
	if (st->notice[0] || !flags[0] || beside)
		row += text_put_wrapped(c, (struct rect){ at.row + row, at.col, wrap, at.cols },
		    st->notice, clientline_flag_style(card->flags));
	else
		canvas_put(c, at.row + row++, at.col, flags, clientline_flag_style(card->flags),
		    at.cols);
	row = beside ? row + 1 : 2;
	for (size_t i = 0; i < 3; i++) {
		text_fmt(text, sizeof text, "%-5s %s", lines[i].label, lines[i].text);
		row += text_put_wrapped(c,
		    (struct rect){ at.row + row, at.col, beside ? 3 : 1, at.cols }, text,
		    STYLE_TEXT);
	}
}

static void draw_empty(const struct clients *st, struct canvas *c, int row)
{
	char text[420];

	if (st->tab == TAB_FIND && st->want.unknown[0])
		text_copy(text, sizeof text, st->want.unknown);
	else if (st->tab == TAB_FIND && st->want.classes)
		text_copy(text, sizeof text,
		    tr("No one of that class has it. Take a word out of Find."));
	else if (st->tab == TAB_FIND && field_text(&st->find)[0])
		text_fmt(text, sizeof text,
		    tr("No one matches. Enter opens a new file with \"%s\" (Esc: back)."),
		    field_text(&st->find));
	else if (st->tab == TAB_FIND)
		text_copy(text, sizeof text, tr("No clients yet. n opens the first file."));
	else if (st->tab == TAB_RECENT)
		text_copy(text, sizeof text, tr("You have not changed a file yet."));
	else
		text_copy(text, sizeof text, tr("Nothing to do here."));
	text_put_wrapped(c, (struct rect){ row, 2, 6, st->list.area.cols - 3 }, text,
	    STYLE_MSG_INFO);
}

static void draw_count(const struct clients *st, struct canvas *c, struct rect at)
{
	char text[120];

	if (!st->cards.n)
		return;
	if (clients_has_pages(st) && (st->more || st->pages.n))
		text_fmt(text, sizeof text, st->more ? tr("page %zu of more (PgDn), in %4.1f ms") :
		    tr("page %zu, the last, in %4.1f ms"), st->pages.n + 1,
		    (double)st->search_us / 1000.0);
	else
		text_fmt(text, sizeof text, st->more ? tr("the first %d, in %4.1f ms") :
	    tr("%d found in %4.1f ms"), (int)st->cards.n, (double)st->search_us / 1000.0);
	canvas_put(c, at.row + at.rows - 1, at.col + at.cols - utf8_cells(text), text, STYLE_GREY,
	    CANVAS_REST);
}

static void draw_export(const struct screen *s, struct canvas *c)
{
	static const struct list_column columns[] = { { N_("list"), 0 }, { N_("files"), 39 } };
	const struct clients *st = s->state;
	int row = s->body.row, under = row + 2 + st->nways;

	list_header(&st->list, c, row, columns, 2, -1);
	list_draw(&st->list, c);
	clients_export_trail(st, c, (struct rect){ under, 0, row + s->body.rows - under - 1,
	    c->cols });
	canvas_put(c, row + s->body.rows - 1, 0,
	    tr("Enter prints or exports the list. A long one needs a second person."), STYLE_GREY,
	    CANVAS_REST);
}

void clients_draw(const struct screen *s, struct canvas *c)
{
	const struct clients *st = s->state;
	const struct client_card *card = clients_card(st);
	struct rect list, pane;
	int row = s->body.row;

	screen_split(s->body, &list, &pane);
	clients_draw_tabs(st->tab, c);
	if (st->tab == TAB_EXPORT) {
		draw_export(s, c);
		return;
	}
	if (st->tab == TAB_FIND)
		draw_find(st, c, row++);
	draw_header(st, c, row++);
	if (rows(st))
		list_draw(&st->list, c);
	if (!st->cards.n && st->loaded)
		draw_empty(st, c, row + rows(st));
	if (!card)
		return;
	if (!pane.cols)
		pane = (struct rect){ s->body.row + s->body.rows - PREVIEW_ROWS, 0, PREVIEW_ROWS,
			c->cols };
	draw_preview(st, card, c, pane);
	if (st->tab == TAB_DUPLICATES)
		canvas_put(c, pane.row + PREVIEW_ROWS - 1, pane.col,
		    tr("Enter this file   2 the other one   7 two persons"), STYLE_MSG_INFO,
		    pane.cols);
	if (st->tab == TAB_FIND)
		draw_count(st, c, pane);
}
