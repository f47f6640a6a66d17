/* Lists of a day for paper: by time, by expert, whom to ask, what to lay ready. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/appointment.h"
#include "data/client.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/prepare.h"
#include "desk/rights.h"
#include "doc_priv.h"

char *doc_person(const struct desk *d, const struct appointment_row *a, char *out, size_t size)
{
	return notice_person(a->gender, a->birth, desk_today(d), out, size);
}

char *doc_span(const struct desk *d, int64_t from, int64_t to, char *out, size_t size)
{
	char a[16], b[16];

	return text_fmt(out, size, "%s-%s", desk_clock_text(d, from, a, sizeof a),
	    desk_clock_text(d, to, b, sizeof b));
}

char *doc_remark(const struct desk *d, const struct appointment_row *a, char *out, size_t size)
{
	char flags[300];

	(void)d;
	notice_kinds(a->flags, flags, sizeof flags);
	return text_fmt(out, size, "%s%s%s%s%s", a->n_done ? "" : tr("first visit"),
	    !a->n_done && (flags[0] || a->needs[0]) ? "; " : "", flags,
	    flags[0] && a->needs[0] ? "; " : "", a->needs);
}

enum err_code doc_day(struct desk *d, const struct paper_ref *ref, bool all, char day[11],
    struct appointment_list *out, struct err *e)
{
	struct appointment_list read = { 0 };
	int32_t number = ref->word && ref->word[0] ? day_parse(ref->word) : desk_today(d);
	enum err_code rc;

	if (number == DAY_NONE)
		return err_set(e, ERR_USAGE, tr("%.40s is no day. Write YYYY-MM-DD."), ref->word);
	day_format(number, day);
	rc = appointment_list_day(d->store, d->branch_id, day, &read, e);
	out->n = 0;
	for (size_t i = 0; rc == OK && i < read.n; i++)
		if (all || read.v[i].live)
			*vec_push(out) = read.v[i];
	appointment_list_free(&read);
	return rc;
}

/* Paper outlives the year. */
char *doc_day_text(const char *day, char *out, size_t size)
{
	return day_echo(day_parse(day), DAY_NONE, out, size);
}

struct document *doc_day_start(struct desk *d, const char *title, const char *day)
{
	char echo[60], text[160];

	text_fmt(text, sizeof text, "%s  %s", title, doc_day_text(day, echo, sizeof echo));
	return document_start(d, DOCUMENT_A4, text);
}

static void put_count(struct document *doc, size_t n)
{
	char text[80];

	if (!n)
		document_para(doc, tr("Nothing is booked then."));
	else
		document_small(doc, text_fmt(text, sizeof text,
		    trn("%zu row", "%zu rows", (long)n), n));
}

/* Where and by whom it is treated: what all of these lists tell. */
static void put_appointment(struct document *doc, struct desk *d, const struct appointment_row *a,
    bool with_staff)
{
	char text[800];

	document_row(doc);
	document_cell(doc, doc_span(d, a->start_at, a->end_at, text, sizeof text));
	document_cell(doc, (char[]){ a->letter, '\0' });
	document_cell(doc, cover_treated(d, cover_of_row(a)));
	document_cell(doc, doc_person(d, a, text, sizeof text));
	document_cell(doc, describe_in_language(a->service, a->service_en));
	if (with_staff)
		document_cell(doc, a->staff);
	document_cellf(doc, "%s%s%s", a->room, a->room[0] && a->device[0] ? " " : "", a->device);
	document_cell(doc, doc_remark(d, a, text, sizeof text));
}

static void put_columns(struct document *doc, bool with_staff)
{
	document_column(doc, tr("time"), 4, DOCUMENT_LEFT);
	document_column(doc, "", 1, DOCUMENT_LEFT);
	document_column(doc, tr("client"), 6, DOCUMENT_LEFT);
	document_column(doc, "", 2, DOCUMENT_LEFT);
	document_column(doc, tr("service"), 6, DOCUMENT_LEFT);
	if (with_staff)
		document_column(doc, tr("staff"), 4, DOCUMENT_LEFT);
	document_column(doc, tr("room"), 3, DOCUMENT_LEFT);
	document_column(doc, tr("remark"), 8, DOCUMENT_LEFT);
}

enum err_code paper_day(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct appointment_list l = { 0 };
	char day[11];
	enum err_code rc = doc_day(d, ref, true, day, &l, e);

	*out = NULL;
	if (rc == OK) {
		*out = doc_day_start(d, tr("All appointments"), day);
		if (l.n)
			put_columns(*out, true);
		for (size_t i = 0; i < l.n; i++)
			put_appointment(*out, d, &l.v[i], true);
		put_count(*out, l.n);
		document_small(*out, tr("B booked, C confirmed, A arrived, S in service, D done, "
		    "Z no-show, X cancelled"));
	}
	appointment_list_free(&l);
	return rc;
}

static int by_person(const void *a, const void *b)
{
	const struct appointment_row *x = a, *y = b;
	int by_name = strcmp(x->staff, y->staff);

	if (x->staff_id != y->staff_id && by_name)
		return by_name;
	if (x->staff_id != y->staff_id)
		return x->staff_id < y->staff_id ? -1 : 1;
	return (x->start_at > y->start_at) - (x->start_at < y->start_at);
}

/* How many of those from FIRST on are of the same person. */
static size_t of_person(const struct appointment_list *l, size_t first)
{
	size_t n = 1;

	while (first + n < l->n && l->v[first + n].staff_id == l->v[first].staff_id)
		n++;
	return n;
}

enum err_code paper_experts(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct appointment_list l = { 0 };
	char day[11], head[260];
	enum err_code rc = doc_day(d, ref, false, day, &l, e);

	*out = NULL;
	if (rc == OK) {
		*out = doc_day_start(d, tr("By expert"), day);
		if (l.n) {
			qsort(l.v, l.n, sizeof *l.v, by_person);
			put_columns(*out, false);
		}
		for (size_t i = 0, left = 0; i < l.n; i++, left--) {
			if (!left) {
				left = of_person(&l, i);
				text_fmt(head, sizeof head, "%s  %zu", l.v[i].staff[0] ?
				    l.v[i].staff : tr("nobody"), left);
				document_group(*out, head);
			}
			put_appointment(*out, d, &l.v[i], false);
		}
		put_count(*out, l.n);
	}
	appointment_list_free(&l);
	return rc;
}

/* ---- whom to ask ---- */

/* In full only to who may see it in full. */
static void put_phone(struct document *doc, struct desk *d, const struct appointment_row *a)
{
	struct client_card_list cards = { 0 };
	struct err none = ERR_INIT;
	const char *number = "";

	if (!cover_hides(d, cover_of_row(a)) &&
	    client_cards(d->store, &a->client_id, 1, 0, &cards, &none) == OK && cards.n)
		number = cards.v[0].phone;
	if (number[0] && !rights_may(d, "see-phone"))
		document_cellf(doc, "..%s", number + (strlen(number) > 4 ? strlen(number) - 4 : 0));
	else
		document_cell(doc, number);
	client_card_list_free(&cards);
}

enum err_code paper_confirm(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct appointment_list l = { 0 };
	char day[11], text[800];
	size_t n = 0;
	enum err_code rc = doc_day(d, ref, false, day, &l, e);

	*out = NULL;
	if (rc == OK) {
		*out = doc_day_start(d, tr("To confirm"), day);
		document_column(*out, tr("time"), 2, DOCUMENT_LEFT);
		document_column(*out, tr("client"), 6, DOCUMENT_LEFT);
		document_column(*out, tr("phone"), 4, DOCUMENT_LEFT);
		document_column(*out, tr("service"), 6, DOCUMENT_LEFT);
		document_column(*out, tr("staff"), 4, DOCUMENT_LEFT);
		document_column(*out, tr("remark"), 8, DOCUMENT_LEFT);
	}
	for (size_t i = 0; rc == OK && i < l.n; i++) {
		if (l.v[i].letter != 'B')
			continue;
		n++;
		document_row(*out);
		document_cell(*out, desk_clock_text(d, l.v[i].start_at, text, sizeof text));
		document_cell(*out, cover_name(d, cover_of_row(&l.v[i])));
		put_phone(*out, d, &l.v[i]);
		document_cell(*out, describe_in_language(l.v[i].service, l.v[i].service_en));
		document_cell(*out, l.v[i].staff);
		document_cell(*out, doc_remark(d, &l.v[i], text, sizeof text));
	}
	if (rc == OK)
		put_count(*out, n);
	appointment_list_free(&l);
	return rc;
}

/* ---- what to lay ready ---- */

static void put_visit(struct document *doc, struct desk *d, const struct prepare_visit *v)
{
	char text[900], span[40], person[40], said[400];
	struct buf items = BUF_INIT;

	text_fmt(text, sizeof text, "%s  %s  %s  %s  %s",
	    doc_span(d, v->a.start_at, v->a.end_at, span, sizeof span),
	    cover_treated(d, cover_of_row(&v->a)), doc_person(d, &v->a, person, sizeof person),
	    describe_in_language(v->a.service, v->a.service_en), v->a.staff);
	document_heading(doc, text);
	document_pair2(doc, tr("Room"), v->a.room, tr("Device"), v->a.device);
	document_pair(doc, tr("Needs"), v->a.needs);
	document_pair(doc, tr("Know"), notice_client(d, v->a.client_id, v->a.dependant_id, text,
	    sizeof text));
	document_pair(doc, tr("Open"), prepare_say(d, v, said, sizeof said));
	for (size_t i = 0; i < v->items.n; i++)
		buf_printf(&items, "%s%s\u00a0%s", i ? "    " : "",
		    v->items.v[i].on ? "\u25a0" : "\u25a1", v->items.v[i].label);
	document_para(doc, items.s);
	buf_free(&items);
}

enum err_code paper_prepare(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e)
{
	struct appointment_list l = { 0 };
	struct prepare_day visits = { 0 };
	char day[11];
	enum err_code rc = doc_day(d, ref, false, day, &l, e);

	*out = NULL;
	if (rc == OK)
		rc = prepare_list(d, day, &visits, e);
	if (rc == OK) {
		*out = doc_day_start(d, tr("Lay ready"), day);
		for (size_t i = 0; i < visits.n; i++)
			put_visit(*out, d, &visits.v[i]);
		put_count(*out, visits.n);
	}
	prepare_free(&visits);
	appointment_list_free(&l);
	return rc;
}
