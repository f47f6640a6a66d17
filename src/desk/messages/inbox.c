#include "desk/inbox.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/resource.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/outbox.h"

enum err_code inbox_list(struct desk *d, struct message_list *out, struct err *e)
{
	return message_list_staff(d->store, d->who.staff_id, INBOX_MAX, out, e);
}

/* ---- seen ---- */

static enum err_code begin(struct desk *d, const char *name, struct txn **t, struct err *e)
{
	struct action_head head = { .name = name };

	return action_begin(d->store, &d->who, &head, t, e);
}

static enum err_code end(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

static enum err_code mark(struct desk *d, const struct message_list *l, int64_t id,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, "message-read", &t, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; i < l->n && rc == OK; i++)
		if (!id || l->v[i].id == id)
			rc = message_set_state(t, l->v[i].id, NULL, "seen", e);
	if (id)
		action_subject(t, "message", id);
	return end(t, rc, e);
}

enum err_code inbox_seen(struct desk *d, int64_t id, struct err *e)
{
	struct message_list l = { 0 };
	bool mine = !id;
	enum err_code rc = inbox_list(d, &l, e);

	for (size_t i = 0; i < l.n && !mine; i++)
		mine = l.v[i].id == id;
	if (rc == OK && !mine)
		rc = err_set(e, ERR_DENIED, "%s",
		    tr("That message is another's, or was seen already."));
	if (rc == OK && l.n)
		rc = mark(d, &l, id, e);
	message_list_free(&l);
	return rc;
}

enum err_code inbox_seen_appointment(struct desk *d, int64_t appointment_id, struct err *e)
{
	struct message_list all = { 0 }, mine = { 0 };
	int64_t id = 0;
	enum err_code rc = message_of_staff(d->store, d->who.staff_id, appointment_id, &id, e);

	if (rc != OK || !id)
		return rc;
	rc = inbox_list(d, &all, e);
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].appointment_id == appointment_id)
			*vec_push(&mine) = all.v[i];
	if (rc == OK && mine.n)
		rc = mark(d, &mine, 0, e);
	message_list_free(&all);
	message_list_free(&mine);
	return rc;
}

/* ---- what could not be delivered ---- */

enum err_code inbox_failed(struct desk *d, struct message_list *out, struct err *e)
{
	enum err_code rc = message_list_failed(d->store, d->branch_id, INBOX_MAX, out, e);

	for (size_t i = 0; i < out->n; i++)
		cover_message(d, &out->v[i]);
	return rc;
}

static enum err_code set_failed(struct desk *d, int64_t id, const char *state, struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, "message-send", &t, e);

	if (rc != OK)
		return rc;
	action_subject(t, "message", id);
	return end(t, message_set_state(t, id, "failed", state, e), e);
}

enum err_code inbox_again(struct desk *d, int64_t id, struct err *e)
{
	return set_failed(d, id, "queued", e);
}

enum err_code inbox_drop(struct desk *d, int64_t id, struct err *e)
{
	return set_failed(d, id, "withdrawn", e);
}

/* ---- the next day ---- */

/* One who serves, with all of the day: "09:00 王小明 laser; 11:30 ...", in both languages: it is
 * read by somebody else. */
struct duty {
	int64_t resource_id, staff_id;
	size_t n;
	struct buf zh, en;
};
struct duties {
	struct duty *v;
	size_t n, cap;
};

static void free_duties(struct duties *l)
{
	for (size_t i = 0; i < l->n; i++)
		buf_free(&l->v[i].zh), buf_free(&l->v[i].en);
	vec_free(l);
}

static struct duty *duty_of(struct desk *d, struct duties *l, int64_t resource_id)
{
	struct resource r;
	struct err none = ERR_INIT;
	struct duty *x;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].resource_id == resource_id)
			return &l->v[i];
	if (resource_get(d->store, resource_id, &r, &none) != OK)
		return NULL;
	x = vec_push(l);
	buf_init(&x->zh);
	buf_init(&x->en);
	x->resource_id = resource_id;
	x->staff_id = r.staff_id;
	return x;
}

static void put_line(struct desk *d, struct buf *b, const struct appointment_row *a,
    const char *service)
{
	struct cover who = cover_of_row(a);
	char clock[16];

	/* It is kept, and read by others than who wrote it: a restricted file goes by its alias. */
	buf_printf(b, "%s%s %s %s", b->n ? "; " : "",
	    desk_clock_text(d, a->start_at, clock, sizeof clock),
	    who.on ? cover_text(who.alias) : cover_treated(d, who), service);
	if (a->needs[0])
		buf_printf(b, " (%s)", a->needs);
}

static void add_line(struct desk *d, struct duty *x, const struct appointment_row *a)
{
	put_line(d, &x->zh, a, a->service);
	put_line(d, &x->en, a, a->service_en[0] ? a->service_en : a->service);
	x->n++;
}

static enum err_code add_appointment(struct desk *d, struct duties *l,
    const struct appointment_row *a, struct err *e)
{
	struct take_list takes = { 0 };
	enum err_code rc = appointment_takes(d->store, a->id, &takes, e);
	int64_t last = 0;

	for (size_t i = 0; i < takes.n && rc == OK; i++) {
		struct duty *x;

		if (strcmp(takes.v[i].kind, "staff") != 0 || takes.v[i].resource_id == last)
			continue;
		last = takes.v[i].resource_id;
		x = duty_of(d, l, last);
		if (x && x->staff_id)
			add_line(d, x, a);
	}
	take_list_free(&takes);
	return rc;
}

static enum err_code read_duties(struct desk *d, const char *day, struct duties *out,
    struct err *e)
{
	struct appointment_list l = { 0 };
	enum err_code rc = appointment_list_day(d->store, d->branch_id, day, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (l.v[i].live)
			rc = add_appointment(d, out, &l.v[i], e);
	appointment_list_free(&l);
	return rc;
}

static enum err_code tell(struct desk *d, struct txn *t, const struct duties *l, const char *day,
    size_t *n, struct err *e)
{
	enum err_code rc = OK;
	bool told;

	for (size_t i = 0; i < l->n && rc == OK; i++) {
		if (!l->v[i].staff_id)
			continue;
		rc = message_reminded(d->store, l->v[i].staff_id, day, &told, e);
		if (rc != OK || told)
			continue;
		rc = outbox_day(d, t, l->v[i].staff_id, day, buf_str(&l->v[i].zh),
		    buf_str(&l->v[i].en), e);
		*n += rc == OK;
	}
	return rc;
}

enum err_code inbox_remind(struct desk *d, const char *day, size_t *n, struct err *e)
{
	struct duties l = { 0 };
	struct txn *t;
	enum err_code rc = begin(d, "message-send", &t, e);

	*n = 0;
	if (rc != OK)
		return rc;
	rc = read_duties(d, day, &l, e);
	if (rc == OK)
		rc = tell(d, t, &l, day, n, e);
	free_duties(&l);
	return end(t, rc, e);
}

/* The name of who is still to be told, behind those before. */
static void add_untold(struct desk *d, int64_t staff_id, char *names, size_t size)
{
	char name[96];
	size_t n = strlen(names);

	describe_staff(d, staff_id, name, sizeof name);
	text_fmt(names + n, size - n, "%s%s", n ? ", " : "", name);
}

enum err_code inbox_untold(struct desk *d, const char *day, size_t *told, size_t *all,
    char *names, size_t size, struct err *e)
{
	struct duties l = { 0 };
	enum err_code rc = read_duties(d, day, &l, e);
	bool yes;

	*told = *all = 0;
	text_copy(names, size, "");
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (!l.v[i].staff_id)
			continue;
		rc = message_reminded(d->store, l.v[i].staff_id, day, &yes, e);
		++*all;
		*told += rc == OK && yes;
		if (rc == OK && !yes)
			add_untold(d, l.v[i].staff_id, names, size);
	}
	free_duties(&l);
	return rc;
}

enum err_code inbox_reminded(struct desk *d, const char *day, size_t *told, size_t *all,
    struct err *e)
{
	char names[8];

	return inbox_untold(d, day, told, all, names, sizeof names, e);
}
