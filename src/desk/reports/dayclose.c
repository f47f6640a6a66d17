#include "desk/dayclose.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "desk/calllist.h"
#include "desk/contact.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/inbox.h"

/* What a line says of one open thing, behind the client's name. */
typedef char *say_item(struct desk *d, const struct day_open *x, char *out, size_t size);

static char *say_visit(struct desk *d, const struct day_open *x, char *out, size_t size)
{
	char since[48];

	desk_time_text(d, x->at, since, sizeof since);
	return x->label[0] ? text_fmt(out, size, tr("%s since %s"), x->label, since) :
	    text_fmt(out, size, tr("here since %s"), since);
}

static char *say_owner(struct desk *d, const struct day_open *x, char *out, size_t size)
{
	return x->staff_id ? describe_staff(d, x->staff_id, out, size) : text_copy(out, size, "");
}

static char *say_callback(struct desk *d, const struct day_open *x, char *out, size_t size)
{
	struct err none = ERR_INIT;
	struct callback_row c;

	if (callback_row_get(d->store, x->id, &c, &none) != OK)
		return text_copy(out, size, x->label);
	return calllist_what(d, &c, out, size);
}

static char *say_label(struct desk *d, const struct day_open *x, char *out, size_t size)
{
	(void)d;
	return text_copy(out, size, x->label);
}

static char *say_complaint(struct desk *d, const struct day_open *x, char *out, size_t size)
{
	char who[96];

	return text_fmt(out, size, "%s %s", x->label, say_owner(d, x, who, sizeof who));
}

static const struct line {
	const char *code, *label;
	bool blocks;
	int reads;                      /* enum day_line; -1: counted as a whole */
	say_item *say;
} lines[DAYCLOSE_LINES] = {
	{ "callbacks", N_("Callbacks due today"), true, DAY_CALLBACKS, say_callback },
	{ "visits", N_("Visits without an end"), true, DAY_VISITS, say_visit },
	{ "steps", N_("Treatment steps not confirmed"), true, DAY_STEPS, say_owner },
	{ "complaints", N_("Complaints over the limit"), true, DAY_COMPLAINTS, say_complaint },
	{ "requests", N_("Requests not answered"), true, DAY_REQUESTS, say_label },
	{ "messages", N_("Messages failed"), true, DAY_MESSAGES, NULL },
	{ "escalations", N_("Escalations not answered"), true, DAY_ESCALATIONS, say_owner },
	{ "confirm", N_("Tomorrow: confirmed"), false, -1, NULL },
	{ "experts", N_("Tomorrow's list sent to experts"), false, -1, NULL },
};

int32_t dayclose_day(struct desk *d)
{
	struct local_time now = zone_local(d->zone, clock_now());
	struct err none = ERR_INIT;
	struct day_close c;
	char day[DAY_TEXT];

	if (now.second / 60 >= d->open_min)
		return now.day;
	if (day_close_get(d->store, d->branch_id, day_format(now.day - 1, day), &c, &none) == OK)
		return now.day;
	return now.day - 1;
}

static struct day_span span_of(const struct desk *d, const char *day)
{
	int32_t number = day_parse(day);

	return (struct day_span){ .branch_id = d->branch_id, .day = day,
		.from_at = zone_day_start(d->zone, number),
		.to_at = zone_day_start(d->zone, number + 1), .now = clock_now() };
}

/* ---- what is open ---- */

static void put_open(struct desk *d, const struct line *l, const struct day_open *x,
    struct dayclose_open *out)
{
	char name[128] = "", more[200] = "";

	*out = (struct dayclose_open){ .id = x->id, .client_id = x->client_id };
	if (x->client_id)
		describe_client(d, x->client_id, name, sizeof name);
	else if (l->reads == DAY_MESSAGES && x->staff_id)
		describe_staff(d, x->staff_id, name, sizeof name);
	if (l->say)
		l->say(d, x, more, sizeof more);
	/* Who has no file is known by the name that came with the wish. */
	text_fmt(out->text, sizeof out->text, "%s%s%s", name, name[0] && more[0] ? ": " : "", more);
}

static enum err_code list_open(struct desk *d, const char *day, const struct line *l,
    struct dayclose_opens *out, struct err *e)
{
	const struct day_span span = span_of(d, day);
	struct day_opens items = { 0 };
	enum err_code rc = day_open_list(d->store, l->reads, &span, &items, e);

	for (size_t i = 0; i < items.n && rc == OK; i++)
		put_open(d, l, &items.v[i], vec_push(out));
	day_open_free(&items);
	return rc;
}

enum err_code dayclose_list(struct desk *d, const char *day, const char *code,
    struct dayclose_opens *out, struct err *e)
{
	dayclose_opens_free(out);
	for (size_t i = 0; i < DAYCLOSE_LINES; i++)
		if (!strcmp(lines[i].code, code) && lines[i].reads >= 0)
			return list_open(d, day, &lines[i], out, e);
	return err_invalid(e, "line", "%s", tr("That line has no list of its own."));
}

void dayclose_opens_free(struct dayclose_opens *l)
{
	vec_free(l);
}

static enum err_code load_line(struct desk *d, const char *day, const struct line *l,
    struct dayclose_line *out, struct err *e)
{
	const struct day_span span = span_of(d, day);
	struct dayclose_opens open = { 0 };
	struct buf text = BUF_INIT;
	enum err_code rc = list_open(d, day, l, &open, e);

	if (rc == OK)
		rc = day_done_count(d->store, l->reads, &span, &out->done, e);
	out->open = (int64_t)open.n;
	if (rc == OK && open.n == DAY_OPENS)
		rc = day_open_count(d->store, l->reads, &span, &out->open, e);
	for (size_t i = 0; i < open.n && text.n < DAYCLOSE_TEXT; i++)
		buf_printf(&text, "%s%s", i ? ", " : "", open.v[i].text);
	text_copy(out->text, sizeof out->text, buf_str(&text));
	buf_free(&text);
	dayclose_opens_free(&open);
	return rc;
}

static enum err_code load_confirm(struct desk *d, const char *next, struct dayclose_line *out,
    struct err *e)
{
	struct contact_day n = { 0, 0 };
	enum err_code rc = contact_count(d, next, &n, e);

	out->open = n.all - n.confirmed;
	out->done = n.confirmed;
	if (out->open)
		text_fmt(out->text, sizeof out->text, tr("%lld still open"),
		    (long long)out->open);
	return rc;
}

static enum err_code load_experts(struct desk *d, const char *next, struct dayclose_line *out,
    struct err *e)
{
	size_t told = 0, all = 0;
	enum err_code rc = inbox_untold(d, next, &told, &all, out->text,
	    sizeof out->text, e);

	out->open = (int64_t)(all - told);
	out->done = (int64_t)told;
	return rc;
}

static enum err_code load_now(struct desk *d, struct dayclose *out, struct err *e)
{
	char next[DAY_TEXT];
	enum err_code rc = OK;

	day_format(contact_next_open(d, day_parse(out->day)), next);
	for (size_t i = 0; i < DAYCLOSE_LINES && rc == OK; i++) {
		if (lines[i].reads >= 0)
			rc = load_line(d, out->day, &lines[i], &out->v[i], e);
		else if (!strcmp(lines[i].code, "confirm"))
			rc = load_confirm(d, next, &out->v[i], e);
		else
			rc = load_experts(d, next, &out->v[i], e);
	}
	return rc;
}

static enum err_code load_signed(struct desk *d, struct dayclose *out, struct err *e)
{
	struct day_close_lines l = { 0 };
	enum err_code rc = day_close_lines(d->store, out->signed_off.id, &l, e);

	for (size_t k = 0; k < l.n; k++)
		for (size_t i = 0; i < DAYCLOSE_LINES; i++) {
			if (strcmp(lines[i].code, l.v[k].line) != 0)
				continue;
			out->v[i].open = l.v[k].open;
			out->v[i].done = l.v[k].done;
			text_copy(out->v[i].text, sizeof out->v[i].text, l.v[k].text);
		}
	day_close_lines_free(&l);
	return rc;
}

enum err_code dayclose_load(struct desk *d, const char *day, struct dayclose *out, struct err *e)
{
	struct err none = ERR_INIT;
	enum err_code rc;

	*out = (struct dayclose){ .open_lines = 0 };
	if (day_parse(day) == DAY_NONE)
		return err_set(e, ERR_USAGE, tr("%.40s is no day. Write YYYY-MM-DD."), day);
	text_copy(out->day, sizeof out->day, day);
	for (size_t i = 0; i < DAYCLOSE_LINES; i++) {
		out->v[i].code = lines[i].code;
		out->v[i].label = tr(lines[i].label);
		out->v[i].blocks = lines[i].blocks;
	}
	rc = day_close_get(d->store, d->branch_id, day, &out->signed_off, &none);
	if (rc == OK)
		rc = load_signed(d, out, e);
	else if (rc == ERR_NOTFOUND)
		rc = load_now(d, out, e);
	else
		return err_copy(e, &none);
	for (int i = DAYCLOSE_LINES - 1; i >= 0; i--) {
		if (!out->v[i].blocks || !out->v[i].open)
			continue;
		out->open_lines++;
		out->first_open = i + 1;
	}
	return rc;
}

/* ---- signing ---- */

enum err_code dayclose_is_over(struct desk *d, const char *day, struct err *e)
{
	struct appointment_list l = { 0 };
	int64_t now = clock_now();
	size_t n = 0;
	enum err_code rc;

	if (day_parse(day) > desk_today(d))
		return err_invalid(e, "day", "%s", tr("Not signed. That day has not come yet."));
	rc = appointment_list_day(d->store, d->branch_id, day, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		n += l.v[i].live && l.v[i].start_at > now;
	appointment_list_free(&l);
	if (rc == OK && n)
		return err_invalid(e, "day",
		    tr("Not signed. %zu appointments of the day are still to come."), n);
	return rc;
}

static enum err_code check_open(const struct dayclose *c, const char *reason, struct err *e)
{
	if (c->signed_off.id)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Not signed. The day is signed off already."));
	if (c->open_lines && text_is_blank(reason))
		return err_invalid(e, "reason",
		    tr("Not signed. Open lines: %d, the first is line %d (%s): do it, carry it "
		    "over, or a manager says why."), c->open_lines, c->first_open,
		    c->v[c->first_open - 1].label);
	return OK;
}

static enum err_code write_sheet(struct txn *t, struct desk *d, const struct dayclose *c,
    const char *reason, int64_t *id, struct err *e)
{
	struct day_close head = { .branch_id = d->branch_id };
	enum err_code rc;

	text_copy(head.day, sizeof head.day, c->day);
	if (c->open_lines) {
		head.second_id = txn_actor(t)->second_id;
		/* The owner at the command line has nobody beside: the own name stands there. */
		if (!head.second_id)
			head.second_id = txn_actor(t)->staff_id;
		text_copy(head.reason, sizeof head.reason, reason);
	}
	rc = day_close_insert(t, &head, id, e);
	for (size_t i = 0; i < DAYCLOSE_LINES && rc == OK; i++) {
		struct day_close_line l = { .open = c->v[i].open, .done = c->v[i].done };

		text_copy(l.line, sizeof l.line, c->v[i].code);
		text_copy(l.text, sizeof l.text, c->v[i].text);
		rc = day_close_line_insert(t, *id, &l, e);
	}
	if (rc == OK)
		action_subject(t, "day_close", *id);
	return rc;
}

enum err_code dayclose_sign(struct desk *d, const char *day, const char *reason, int64_t *id,
    struct err *e)
{
	struct action_head head = { .name = "day-close" };
	bool open;
	struct dayclose c;
	int64_t made = 0;
	struct txn *t;
	enum err_code rc;

	if (!d->who.staff_id)
		return err_set(e, ERR_DENIED, "%s",
		    tr("A day is signed by a person. Log in, or say who with -u."));
	rc = dayclose_is_over(d, day, e);
	if (rc == OK)
		rc = dayclose_load(d, day, &c, e);
	if (rc == OK)
		rc = check_open(&c, reason, e);
	open = rc == OK && c.open_lines;
	if (open)
		head = (struct action_head){ .name = "day-close-open", .reason = reason };
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	/* Counted once more where nobody else writes: what came meanwhile is not signed unseen. */
	rc = dayclose_load(d, day, &c, e);
	if (rc == OK)
		rc = check_open(&c, reason, e);
	if (rc == OK && c.open_lines && !open)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not signed. Something opened meanwhile: look at the lines again."));
	if (rc == OK)
		rc = write_sheet(t, d, &c, reason, &made, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	if (id)
		*id = made;
	return action_commit(t, NULL, e);
}
