#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "desk/schedule/booking_priv.h"
#include "data/history.h"
#include "data/payment.h"
#include "desk/desk.h"
#include "undo_booking_priv.h"

/* ---- what an action did, by the steps it wrote ---- */

struct step_row {
	char key[48];
	int64_t appointment_id, start_at;
	char what[28];
};
struct step_list {
	struct step_row *v;
	size_t n, cap;
	bool money;
};

static void read_column(struct step_row *r, const struct change_line *line)
{
	if (!strcmp(line->column, "appointment_id"))
		r->appointment_id = line->after.i;
	else if (!strcmp(line->column, "start_at"))
		r->start_at = line->after.i;
	else if (!strcmp(line->column, "what"))
		text_copy(r->what, sizeof r->what, line->after.s);
}

/* The columns of a row come one after the other. */
static bool read_line(void *ctx, const struct change_line *line)
{
	struct step_list *l = ctx;

	if (!strcmp(line->table, "payment"))
		l->money = true;
	if (strcmp(line->table, "appointment_event") != 0 || line->op != CHANGE_INSERT)
		return true;
	if (!l->n || strcmp(l->v[l->n - 1].key, line->key) != 0)
		text_copy(vec_push(l)->key, sizeof l->v->key, line->key);
	read_column(&l->v[l->n - 1], line);
	return true;
}

static enum err_code read_steps(struct desk *d, const struct action_row *a,
    struct step_list *out, struct err *e)
{
	*out = (struct step_list){ .n = 0 };
	return action_each_change(d->store, a->id, read_line, out, e);
}

/* Keeps the first step WHAT of each appointment. */
static void keep_only(struct step_list *l, const char *what)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		bool again = strcmp(l->v[i].what, what) != 0;

		for (size_t k = 0; k < n && !again; k++)
			again = l->v[k].appointment_id == l->v[i].appointment_id;
		if (!again)
			l->v[n++] = l->v[i];
	}
	l->n = n;
}

bool undo_has_money(struct desk *d, const struct action_row *a)
{
	struct step_list l;
	struct err none = ERR_INIT;
	bool money = read_steps(d, a, &l, &none) == OK && l.money;

	vec_free(&l);
	return money;
}

bool undo_is_noshow(struct desk *d, const struct action_row *a)
{
	struct step_list l;
	struct err none = ERR_INIT;
	bool is;

	if (read_steps(d, a, &l, &none) == OK)
		keep_only(&l, "noshow");
	is = l.n > 0;
	vec_free(&l);
	return is;
}

static enum err_code nothing(struct err *e)
{
	return err_set(e, ERR_CONFLICT, "%s",
	    tr("Not undone. Nothing of it is left as it was. Change it by hand."));
}

static const char *why(const char *reason)
{
	return reason && reason[0] ? reason : tr("taken back");
}

/* ---- the opposites ---- */

static enum err_code add_end(struct desk *d, int64_t id, const char *reason,
    struct booking_end *out, size_t *n, struct err *e)
{
	struct appointment a;
	int64_t paid = 0;
	enum err_code rc = appointment_get(d->store, id, &a, e);

	if (rc == OK && a.live && strcmp(a.state, "serving") != 0) {
		rc = payment_sum_appointment(d->store, id, &paid, e);
		out[(*n)++] = (struct booking_end){ .id = id, .reason = why(reason),
			.pay_back = paid > 0, .no_rebook = true };
	}
	appointment_free(&a);
	return rc;
}

enum err_code undo_unbook(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	struct booking_end *end = NULL;
	struct step_list l;
	size_t n = 0;
	enum err_code rc = read_steps(d, a, &l, e);

	keep_only(&l, "booked");
	end = mem_array(l.n + 1, sizeof *end);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = add_end(d, l.v[i].appointment_id, reason, end, &n, e);
	if (rc == OK)
		rc = n ? booking_end_all(d, end, n, new_id, e) : nothing(e);
	mem_free(end);
	vec_free(&l);
	return rc;
}

enum err_code undo_unmove(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	struct booking_shift *shift = NULL;
	struct step_list l;
	enum err_code rc = read_steps(d, a, &l, e);

	keep_only(&l, "moved");
	shift = mem_array(l.n + 1, sizeof *shift);
	for (size_t i = 0; i < l.n; i++)
		shift[i] = (struct booking_shift){ .id = l.v[i].appointment_id,
			.start_at = l.v[i].start_at };
	if (rc == OK)
		rc = l.n ? booking_shift_as(d, shift, l.n, why(reason), new_id, e) : nothing(e);
	mem_free(shift);
	vec_free(&l);
	return rc;
}

enum err_code undo_uncancel(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	struct booking_step *step = NULL;
	struct step_list l;
	enum err_code rc = read_steps(d, a, &l, e);

	keep_only(&l, strcmp(a->name, "appt-cancel") ? "noshow" : "cancelled");
	step = mem_array(l.n + 1, sizeof *step);
	for (size_t i = 0; i < l.n; i++)
		step[i] = (struct booking_step){ .id = l.v[i].appointment_id, .state = "booked",
			.reason = why(reason) };
	if (rc == OK)
		rc = l.n ? booking_step_all(d, step, l.n, new_id, e) : nothing(e);
	mem_free(step);
	vec_free(&l);
	return rc;
}
