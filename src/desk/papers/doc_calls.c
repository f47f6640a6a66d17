/* Callbacks on paper: the list to call from, with room for what came of it; the end of a day. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "desk/calllist.h"
#include "desk/contact.h"
#include "desk/cover.h"
#include "desk/dayclose.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "doc_priv.h"

/* ---- the list ---- */

static void put_call(struct document *doc, struct desk *d, const struct calllist_row *r)
{
	char text[240], late[48];

	document_row(doc);
	document_cellf(doc, "%s%s%s", r->who, r->quiet ? " " : "",
	    r->quiet ? tr("QUIET") : "");
	document_cell(doc, r->phone);
	document_cell(doc, calllist_what(d, &r->c, text, sizeof text));
	calllist_late(r, late, sizeof late);
	document_cellf(doc, "%s%s%s", calllist_due(d, &r->c, text, sizeof text), late[0] ? " " : "",
	    late);
	document_cell(doc, calllist_window(d, r, text, sizeof text));
	document_cellf(doc, "%d", r->c.tries);
	document_cell(doc, r->c.staff[0] ? r->c.staff : calllist_role_word(d, r->c.role));
	/* Room to write on. */
	document_cell(doc, r->section >= CALLS_DONE ?
	    calllist_step_word("call", r->c.result) : "________________________________");
}

static void put_columns(struct document *doc)
{
	document_column(doc, tr("client"), 5, DOCUMENT_LEFT);
	document_column(doc, tr("phone"), 5, DOCUMENT_LEFT);
	document_column(doc, tr("what"), 6, DOCUMENT_LEFT);
	document_column(doc, tr("due"), 5, DOCUMENT_LEFT);
	document_column(doc, tr("window"), 5, DOCUMENT_LEFT);
	document_column(doc, tr("try"), 2, DOCUMENT_LEFT);
	document_column(doc, tr("who"), 4, DOCUMENT_LEFT);
	document_column(doc, tr("result"), 8, DOCUMENT_LEFT);
}

static void put_calls(struct document *doc, struct desk *d, const struct calllist_rows *l)
{
	char head[120];

	if (!l->n) {
		document_para(doc, tr("Nobody is to be called."));
		return;
	}
	put_columns(doc);
	for (size_t i = 0; i < l->n; i++) {
		if (!i || l->v[i].section != l->v[i - 1].section)
			document_group(doc, text_fmt(head, sizeof head, "%s",
			    calllist_section_word(l->v[i].section)));
		put_call(doc, d, &l->v[i]);
	}
	document_small(doc, text_fmt(head, sizeof head, trn("%zu row", "%zu rows",
	    (long)l->n), l->n));
	document_small(doc, tr("* the client's own wish. QUIET: do not say who is calling."));
}

struct document *paper_calls_of(struct desk *d, const struct calllist_rows *l)
{
	char day[11], title[160], echo[60];
	struct document *doc;

	text_fmt(title, sizeof title, "%s  %s", tr("Callbacks"),
	    doc_day_text(desk_today_text(d, day), echo, sizeof echo));
	doc = document_start(d, DOCUMENT_A4_WIDE, title);
	put_calls(doc, d, l);
	return doc;
}

/* A day that is named is the one on which they are due; else what there is to do. */
enum err_code paper_callbacks(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct calllist_rows l = { .n = 0 };
	struct calllist f;
	size_t open = 0;
	enum err_code rc = OK;

	*out = NULL;
	calllist_init(d, &f);
	if (ref->word && ref->word[0]) {
		text_copy(f.state, sizeof f.state, "any");
		text_copy(f.from, sizeof f.from, ref->word);
		text_copy(f.to, sizeof f.to, ref->word);
		if (day_parse(ref->word) == DAY_NONE)
			rc = err_set(e, ERR_USAGE, tr("%.40s is no day. Write YYYY-MM-DD."),
			    ref->word);
	}
	if (rc == OK)
		rc = calllist_load(d, &f, false, &l, e);
	if (rc == OK && !f.from[0]) {
		/* What is done needs no paper. */
		while (open < l.n && l.v[open].section < CALLS_DONE)
			open++;
		l.n = open;
	}
	if (rc == OK)
		*out = paper_calls_of(d, &l);
	calllist_rows_free(&l);
	return rc;
}

/* ---- the end of a day (RP-4) ---- */

/* Lines whose open ones stand below, each on a line of its own. */
static const char *const parts[] = { "visits", "callbacks", "complaints", "escalations" };

static bool stands_below(const struct dayclose *c, const char *code)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!c->signed_off.id && !strcmp(parts[i], code))
			return true;
	return false;
}

static void put_lines(struct document *doc, const struct dayclose *c)
{
	document_column(doc, "", 1, DOCUMENT_RIGHT);
	document_column(doc, tr("line"), 7, DOCUMENT_LEFT);
	document_column(doc, tr("still to do"), 2, DOCUMENT_RIGHT);
	document_column(doc, tr("done"), 2, DOCUMENT_RIGHT);
	document_column(doc, tr("who"), 12, DOCUMENT_LEFT);
	for (int i = 0; i < DAYCLOSE_LINES; i++) {
		document_row(doc);
		document_cellf(doc, "%d", i + 1);
		document_cell(doc, c->v[i].label);
		document_cellf(doc, "%lld", (long long)c->v[i].open);
		document_cellf(doc, "%lld", (long long)c->v[i].done);
		document_cell(doc, stands_below(c, c->v[i].code) ? c->v[i].open ? tr("see below") :
		    "" : c->v[i].text);
	}
}

/* One part of the sheet: who is open on a line, each on a line of its own. */
static enum err_code put_open(struct document *doc, struct desk *d, const struct dayclose *c,
    const char *code, struct err *e)
{
	struct dayclose_opens l = { 0 };
	enum err_code rc = dayclose_list(d, c->day, code, &l, e);

	for (size_t i = 0; i < DAYCLOSE_LINES && l.n; i++)
		if (!strcmp(c->v[i].code, code))
			document_heading(doc, c->v[i].label);
	for (size_t i = 0; i < l.n; i++)
		document_item(doc, l.v[i].text);
	dayclose_opens_free(&l);
	return rc;
}

static int by_expert(const void *a, const void *b)
{
	const struct appointment_row *x = a, *y = b;
	int by_name = strcmp(x->staff, y->staff);

	return by_name ? by_name : (x->start_at > y->start_at) - (x->start_at < y->start_at);
}

static void put_tomorrow_row(struct document *doc, struct desk *d,
    const struct appointment_row *a)
{
	char span[48], remark[800];

	document_row(doc);
	document_cell(doc, doc_span(d, a->start_at, a->end_at, span, sizeof span));
	document_cell(doc, (char[]){ a->letter, '\0' });
	document_cell(doc, cover_treated(d, cover_of_row(a)));
	document_cell(doc, describe_in_language(a->service, a->service_en));
	document_cell(doc, doc_remark(d, a, remark, sizeof remark));
}

static enum err_code put_tomorrow(struct document *doc, struct desk *d, const struct dayclose *c,
    struct err *e)
{
	struct appointment_list l = { 0 };
	char day[DAY_TEXT], echo[60], head[120];
	enum err_code rc;

	day_format(contact_next_open(d, day_parse(c->day)), day);
	rc = doc_day(d, &(struct paper_ref){ .word = day }, false, day, &l, e);
	document_heading(doc, text_fmt(head, sizeof head, tr("By expert, %s"),
	    doc_day_text(day, echo, sizeof echo)));
	if (rc == OK && !l.n)
		document_para(doc, tr("Nothing is booked then."));
	if (l.n) {
		qsort(l.v, l.n, sizeof *l.v, by_expert);
		document_column(doc, tr("time"), 4, DOCUMENT_LEFT);
		document_column(doc, "", 1, DOCUMENT_LEFT);
		document_column(doc, tr("client"), 6, DOCUMENT_LEFT);
		document_column(doc, tr("service"), 6, DOCUMENT_LEFT);
		document_column(doc, tr("remark"), 9, DOCUMENT_LEFT);
	}
	for (size_t i = 0; i < l.n; i++) {
		if (!i || strcmp(l.v[i].staff, l.v[i - 1].staff) != 0)
			document_group(doc, l.v[i].staff[0] ? l.v[i].staff : tr("nobody"));
		put_tomorrow_row(doc, d, &l.v[i]);
	}
	appointment_list_free(&l);
	return rc;
}

static void put_signature(struct document *doc, struct desk *d, const struct day_close *x)
{
	char when[48], text[700];

	if (!x->id) {
		document_sign(doc, tr("Signed by"), tr("Second person"), tr("Time"));
		return;
	}
	document_pair(doc, tr("Signed by"), text_fmt(text, sizeof text, "%s, %s", x->staff,
	    desk_time_text(d, x->created_at, when, sizeof when)));
	document_pair(doc, tr("Second person"), x->second);
	document_pair(doc, tr("Reason"), x->reason);
}

enum err_code paper_close(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct document *doc;
	struct dayclose c;
	char day[DAY_TEXT];
	enum err_code rc = dayclose_load(d, ref->word && ref->word[0] ? ref->word :
	    day_format(dayclose_day(d), day), &c, e);

	*out = NULL;
	if (rc != OK)
		return rc;
	doc = doc_day_start(d, tr("End of day"), c.day);
	put_lines(doc, &c);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && rc == OK && !c.signed_off.id; i++)
		rc = put_open(doc, d, &c, parts[i], e);
	if (rc == OK)
		rc = put_tomorrow(doc, d, &c, e);
	put_signature(doc, d, &c.signed_off);
	if (rc != OK) {
		document_free(doc);
		return rc;
	}
	*out = doc;
	return OK;
}
