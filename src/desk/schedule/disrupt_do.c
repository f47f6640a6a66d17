/* Asking and moving: all of one key press in one action. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "data/action.h"
#include "data/disruption.h"
#include "data/ephemeral.h"
#include "data/hold.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/settings.h"
#include "disrupt_priv.h"

/* One F10. */
struct run {
	struct desk *d;
	struct txn *t;
	int64_t absence_id;
	struct disruption_list rows;    /* as they stand inside the transaction */
	struct disrupt_done *out;
	bool agreed;                    /* the clients said yes, each to the time of the pick */
};

typedef enum err_code (*help_fn)(struct run *r, const struct appointment_row *a,
    const struct disrupt_pick *p, struct err *e);

static bool is_open(const struct run *r, int64_t appointment_id)
{
	for (size_t i = 0; i < r->rows.n; i++)
		if (r->rows.v[i].appointment_id == appointment_id)
			return !strcmp(r->rows.v[i].state, "open") ||
			    !strcmp(r->rows.v[i].state, "asked");
	return false;
}

/* ---- is the way out still there? ---- */

/* Exactly those people, rooms and devices, at that time. */
static bool still_free(struct desk *d, const struct appointment_row *a, const struct free_time *t,
    struct free_time *out)
{
	struct free_wish w = disrupt_wish(a);
	struct err none = ERR_INIT;

	for (size_t i = 0; i < t->nparts; i++)
		w.with[w.nwith++] = t->part[i].resource_id;
	return free_at(d, &w, t->start_at, "", out, &none) == OK;
}

static void name_replaced(struct run *r, const struct appointment_row *a, int64_t start_at)
{
	char name[200], at[48], text[300];

	describe_client(r->d, a->client_id, name, sizeof name);
	desk_time_text(r->d, start_at, at, sizeof at);
	text_fmt(text, sizeof text, "%s%s%s: %s", r->out->replaced, r->out->replaced[0] ? ", " : "",
	    name, at);
	text_copy(r->out->replaced, sizeof r->out->replaced, text);
}

static bool overlap(const struct free_time *a, const struct free_time *b)
{
	for (size_t i = 0; i < a->nparts; i++)
		for (size_t k = 0; k < b->nparts; k++)
			if (a->part[i].resource_id == b->part[k].resource_id &&
			    a->part[i].start_at < b->part[k].end_at &&
			    b->part[k].start_at < a->part[i].end_at)
				return true;
	return false;
}

/* Those of P that can still be had and can all be held together; when the first is gone, the next
 * best instead. OUT->n 0: no way out. */
static enum err_code settle_ways(struct run *r, const struct appointment_row *a,
    const struct disrupt_pick *p, struct disrupt_pick *out, struct err *e)
{
	struct near_time near[DISRUPT_WAYS];
	size_t n = 0;
	bool first = false;
	enum err_code rc = OK;

	*out = (struct disrupt_pick){ .appointment_id = p->appointment_id };
	for (size_t i = 0; i < p->n; i++) {
		struct free_time t;
		bool fits = still_free(r->d, a, &p->way[i], &t);

		for (size_t k = 0; k < out->n && fits; k++)
			fits = !overlap(&out->way[k], &t);
		if (fits)
			out->way[out->n++] = t;
		first = first || (fits && !i);
	}
	if (!out->n) {
		rc = disrupt_ways(r->d, a, NULL, near, &n, NULL, NULL, e);
		/* Yes was said to a time, not to who does it. */
		for (size_t i = 0; i < n && rc == OK && !out->n; i++)
			if (!r->agreed || near[i].time.start_at == p->way[0].start_at)
				out->way[out->n++] = near[i].time;
	}
	if (rc == OK && out->n && !first)
		name_replaced(r, a, out->way[0].start_at);
	return rc;
}

/* ---- one row ---- */

static void count_told(struct run *r, int64_t message)
{
	if (message)
		r->out->messages++;
	else
		r->out->calls++;
}

static enum err_code hold_way(struct run *r, const struct appointment_row *a,
    const struct free_time *w, struct err *e)
{
	struct hold h = { .what = "move", .ref_id = a->id, .for_at = w->start_at,
		.until_at = txn_now(r->t) + setting_of(r->d, SETTING_ASK_MIN) * 60 };
	enum err_code rc = OK;

	/* Who has not said yes by then does not come. */
	if (h.until_at > w->start_at)
		h.until_at = w->start_at;
	for (size_t i = 0; i < w->nparts && rc == OK; i++) {
		h.resource_id = w->part[i].resource_id;
		h.start_at = w->part[i].start_at;
		h.end_at = w->part[i].end_at;
		rc = hold_keep(r->t, &h, e);
	}
	return rc;
}

/* "1: 11-24 15:30, 2: 11-25 14:30": figures alone, whoever reads it. */
static void offer_text(const struct desk *d, const struct disrupt_pick *p, struct buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		struct local_time l = zone_local(d->zone, p->way[i].start_at);
		struct ymd day = day_split(l.day);

		buf_printf(out, "%s%zu: %02d-%02d %02d:%02d", i ? ", " : "", i + 1, day.month,
		    day.day, l.second / 3600, l.second / 60 % 60);
	}
}

static enum err_code ask_one(struct run *r, const struct appointment_row *a,
    const struct disrupt_pick *p, struct err *e)
{
	struct buf text = BUF_INIT;
	struct tell_about about = { .what = TELL_ASK_MOVE, .appointment_id = a->id };
	int64_t message = 0;
	enum err_code rc = OK;

	for (size_t i = 0; i < p->n && rc == OK; i++)
		rc = hold_way(r, a, &p->way[i], e);
	offer_text(r->d, p, &text);
	about.extra = buf_str(&text);
	if (rc == OK)
		rc = outbox_client(r->d, r->t, &about, &message, e);
	/* Who cannot be written to has not been asked yet: somebody calls, with the time held. */
	if (rc == OK)
		rc = disruption_set(r->t, r->absence_id, a->id, message ? "asked" : "open",
		    about.extra, e);
	buf_free(&text);
	if (rc == OK)
		count_told(r, message);
	return rc;
}

static enum err_code move_one(struct run *r, const struct appointment_row *a,
    const struct disrupt_pick *p, struct err *e)
{
	struct booking_shift s = { .id = a->id, .start_at = p->way[0].start_at,
		.nwith = p->way[0].nparts };
	enum err_code rc;

	for (size_t i = 0; i < s.nwith; i++)
		s.with[i] = p->way[0].part[i].resource_id;
	rc = booking_shift_in(r->d, r->t, &s, 1, NULL, e);
	return rc;
}

static enum err_code help_one(struct run *r, const struct disrupt_pick *p, help_fn help,
    struct err *e)
{
	struct appointment_row a;
	struct disrupt_pick now;
	enum err_code rc;

	if (!is_open(r, p->appointment_id)) {
		r->out->gone++;
		return OK;
	}
	rc = appointment_row_get(r->d->store, p->appointment_id, &a, e);
	/* What was held for this client before is looked for anew, without its own hold in the
	 * way. */
	if (rc == OK)
		rc = hold_let_go(r->t, "move", a.id, e);
	if (rc == OK)
		rc = settle_ways(r, &a, p, &now, e);
	if (rc != OK)
		return rc;
	if (!now.n) {
		r->out->stuck += !r->agreed;
		r->out->taken += r->agreed;
		return OK;
	}
	r->out->done++;
	return help(r, &a, &now, e);
}

static enum err_code run_all(struct desk *d, int64_t absence_id, const struct disrupt_pick *pick,
    size_t n, help_fn help, struct disrupt_done *out, struct err *e)
{
	struct action_head head = { .name = "appt-disrupt" };
	struct run r = { .d = d, .absence_id = absence_id, .out = out,
		.agreed = help == move_one };
	enum err_code rc = action_begin(d->store, &d->who, &head, &r.t, e);

	*out = (struct disrupt_done){ 0 };
	if (rc != OK)
		return rc;
	rc = disruption_list(d->store, absence_id, &r.rows, e);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = help_one(&r, &pick[i], help, e);
	disruption_list_free(&r.rows);
	if (rc != OK) {
		action_rollback(r.t);
		return rc;
	}
	action_subject(r.t, "absence", absence_id);
	return action_commit(r.t, NULL, e);
}

enum err_code disrupt_ask(struct desk *d, int64_t absence_id, const struct disrupt_pick *pick,
    size_t n, struct disrupt_done *out, struct err *e)
{
	return run_all(d, absence_id, pick, n, ask_one, out, e);
}

enum err_code disrupt_move(struct desk *d, int64_t absence_id, const struct disrupt_pick *pick,
    size_t n, struct disrupt_done *out, struct err *e)
{
	return run_all(d, absence_id, pick, n, move_one, out, e);
}

/* ---- the others ---- */

enum err_code disrupt_keep(struct desk *d, int64_t absence_id, int64_t appointment_id,
    const char *reason, struct err *e)
{
	struct action_head head = { .name = "appt-disrupt", .reason = reason };
	struct run r = { .d = d, .absence_id = absence_id };
	enum err_code rc;

	if (text_is_blank(reason))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Say why it can take place: who does it, or what has changed."));
	rc = action_begin(d->store, &d->who, &head, &r.t, e);
	if (rc != OK)
		return rc;
	rc = disruption_list(d->store, absence_id, &r.rows, e);
	if (rc == OK && !is_open(&r, appointment_id))
		rc = err_set(e, ERR_CONFLICT, "%s", tr("Somebody settled it meanwhile."));
	if (rc == OK)
		rc = hold_let_go(r.t, "move", appointment_id, e);
	if (rc == OK)
		rc = disruption_set(r.t, absence_id, appointment_id, "kept", reason, e);
	disruption_list_free(&r.rows);
	if (rc != OK) {
		action_rollback(r.t);
		return rc;
	}
	action_subject(r.t, "appointment", appointment_id);
	return action_commit(r.t, NULL, e);
}

enum err_code disrupt_let_go(struct desk *d, int64_t appointment_id, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, &d->who, &t, e);

	if (rc != OK)
		return rc;
	rc = hold_let_go(t, "move", appointment_id, e);
	if (rc != OK) {
		ephemeral_rollback(t);
		return rc;
	}
	return ephemeral_commit(t, e);
}
