/* move, confirm, cancel, noshow. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "data/appointment.h"
#include "desk/booking_reach.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/wait.h"

/* How far it reaches, as the words say. */
static enum err_code reach_of(const struct arg *later, const struct arg *group,
    enum booking_reach *reach, struct err *e)
{
	if (later->given && group->given)
		return err_set(e, ERR_USAGE, "%s",
		    tr("--later is of a series, --group of a group. Say one of them."));
	*reach = later->given ? BOOKING_LATER : group->given ? BOOKING_GROUP : BOOKING_ONE;
	return OK;
}

/* Who waits for what came free: for the person at the terminal, beside the rows. */
static enum err_code say_freed(struct cmd_context *c, struct err *e)
{
	struct wait_fits fits = { 0 };
	struct wait_time time;
	struct buf who = BUF_INIT;
	char at[48];
	size_t n = 0;
	enum err_code rc = wait_freed(c->desk, &time, &n, e);

	if (rc == OK && n)
		rc = wait_find(c->desk, &time, &fits, e);
	for (size_t i = 0; i < fits.n; i++) {
		char name[200];

		buf_printf(&who, "%s%s", i ? ", " : "",
		    describe_client(c->desk, fits.v[i].who.client_id, name, sizeof name));
	}
	if (rc == OK && fits.n)
		say_aside(c, tr("%s came free. Who waits for it: %s."),
		    desk_time_text(c->desk, time.start_at, at, sizeof at), buf_str(&who));
	buf_free(&who);
	wait_fits_free(&fits);
	return rc;
}

static enum err_code print_all(struct cmd_context *c, const int64_t *ids, size_t n, struct err *e)
{
	enum err_code rc = appt_print(c, ids, n, e);

	return rc == OK ? say_freed(c, e) : rc;
}

/* ---- move ---- */

enum { M_AT, M_STAFF, M_ROOM, M_DEVICE, M_REASON, M_LATER, M_GROUP, M_QUIET, M_N };

static const struct arg move_table[M_N] = {
	[M_AT] = { .name = "at", .value = "'YYYY-MM-DD HH:MM'", .needed = true },
	[M_STAFF] = { .name = "staff", .value = "X" },
	[M_ROOM] = { .name = "room", .value = "R" },
	[M_DEVICE] = { .name = "device", .value = "V" },
	[M_REASON] = { .name = "reason", .value = "TEXT" },
	[M_LATER] = { .name = "later", .kind = ARG_SWITCH },
	[M_GROUP] = { .name = "group", .kind = ARG_SWITCH },
	[M_QUIET] = { .name = "quiet", .kind = ARG_SWITCH },
};

/* What is free instead, for the same client and service. */
static void offer(struct cmd_context *c, const struct booking_shift *s)
{
	struct booking_wish w = { .start_at = s->start_at, .except = s->id, .nwith = s->nwith };
	struct appointment a;
	struct err none = ERR_INIT;

	memcpy(w.with, s->with, sizeof w.with);
	if (appointment_get(c->store, s->id, &a, &none) == OK && a.service_id) {
		w.branch_id = a.branch_id;
		w.client_id = a.client_id;
		w.dependant_id = a.dependant_id;
		w.service_id = a.service_id;
		appt_offer(c, &w);
	}
	appointment_free(&a);
}

static enum err_code move(struct cmd_context *c, const struct arg *a, struct booking_shift *s,
    struct err *e)
{
	int64_t ids[BOOKING_REACH_MAX];
	enum booking_reach reach = BOOKING_ONE;
	size_t n = 0;
	enum err_code rc = reach_of(&a[M_LATER], &a[M_GROUP], &reach, e);

	if (rc == OK)
		rc = booking_reach_ids(c->desk, s->id, reach, ids, &n, e);
	if (rc == OK)
		rc = booking_reach_move(c->desk, reach, s, a[M_REASON].text, NULL, e);
	if (rc == ERR_TAKEN || rc == ERR_INVALID)
		offer(c, s);
	return rc == OK ? print_all(c, ids, n, e) : rc;
}

static enum err_code run_move(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct booking_shift s = { .id = 0 };
	enum err_code rc = OK;

	(void)argc;
	if (!a[M_AT].given)
		rc = err_set(e, ERR_USAGE, tr("A word is missing. Usage: frontdesk %s"),
		    c->usage);
	if (rc == OK)
		rc = appt_named(c, argv[0], &s.id, e);
	if (rc == OK)
		rc = appt_when(c, a[M_AT].text, &s.start_at, e);
	if (rc == OK)
		rc = appt_with(c, &a[M_STAFF], s.with, &s.nwith, e);
	s.quiet = a[M_QUIET].given;
	s.nlater = s.nwith;
	return rc == OK ? move(c, a, &s, e) : rc;
}

/* ---- cancel ---- */

enum { C_REASON, C_BACK, C_SECOND, C_LATER, C_GROUP, C_REBOOK, C_QUIET, C_N };

static const struct arg cancel_table[C_N] = {
	[C_REASON] = { .name = "reason", .value = "TEXT", .needed = true },
	[C_BACK] = { .name = "pay-back", .kind = ARG_SWITCH },
	[C_SECOND] = { .name = "second", .value = "X" },
	[C_LATER] = { .name = "later", .kind = ARG_SWITCH },
	[C_GROUP] = { .name = "group", .kind = ARG_SWITCH },
	[C_REBOOK] = { .name = "no-rebook", .kind = ARG_SWITCH },
	[C_QUIET] = { .name = "quiet", .kind = ARG_SWITCH },
};

static enum err_code run_cancel(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct booking_end x = { .id = 0 };
	int64_t ids[BOOKING_REACH_MAX];
	enum booking_reach reach = BOOKING_ONE;
	size_t n = 0;
	enum err_code rc = appt_named(c, argv[0], &x.id, e);

	(void)argc;
	x.reason = a[C_REASON].text;
	x.pay_back = a[C_BACK].given;
	x.no_rebook = a[C_REBOOK].given;
	x.quiet = a[C_QUIET].given;
	if (rc == OK && a[C_SECOND].given)
		rc = second_signs(c, a[C_SECOND].text, "pay-back", e);
	if (rc == OK)
		rc = reach_of(&a[C_LATER], &a[C_GROUP], &reach, e);
	if (rc == OK)
		rc = booking_reach_ids(c->desk, x.id, reach, ids, &n, e);
	if (rc == OK)
		rc = booking_reach_cancel(c->desk, reach, &x, NULL, e);
	return rc == OK ? print_all(c, ids, n, e) : rc;
}

/* ---- confirm, noshow ---- */

static const struct arg step_table[] = {
	{ .name = "reason", .value = "TEXT" },
	{ .name = "quiet", .kind = ARG_SWITCH },
};

static enum err_code run_step(struct cmd_context *c, const char *state, const char *word,
    struct err *e)
{
	struct booking_step x = { .state = state, .reason = c->args[0].text,
		.quiet = c->args[1].given };
	enum err_code rc = appt_named(c, word, &x.id, e);

	if (rc == OK)
		rc = booking_step(c->desk, &x, e);
	return rc == OK ? appt_print(c, &x.id, 1, e) : rc;
}

static enum err_code run_confirm(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return run_step(c, "confirmed", argv[0], e);
}

static enum err_code run_noshow(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return run_step(c, "noshow", argv[0], e);
}

const struct cmd cmd_move = {
	.name = "move",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = move_table,
	.nargs = M_N,
	.usage = "ID --at 'YYYY-MM-DD HH:MM' [--staff X] [--room R] [--device V] [--reason TEXT]"
	    " [--later | --group] [--quiet]",
	.help = N_("Moves an appointment, with --later its series from there on, with --group the"
	    " whole group; who cannot come is replaced."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_move,
};

const struct cmd cmd_confirm = {
	.name = "confirm",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = step_table,
	.nargs = COUNT(step_table),
	.help = N_("Notes that the client has confirmed; the message says time, place and what to"
	    " observe."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_confirm,
};

const struct cmd cmd_cancel = {
	.name = "cancel",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = cancel_table,
	.nargs = C_N,
	.usage = "ID --reason TEXT [--pay-back [--second X]] [--later | --group] [--no-rebook]"
	    " [--quiet]",
	.help = N_("Cancels an appointment, with --later its series from there on, with --group the"
	    " whole group; the deposit is kept unless --pay-back."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_cancel,
};

const struct cmd cmd_noshow = {
	.name = "noshow",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = step_table,
	.nargs = COUNT(step_table),
	.help = N_("Notes that nobody came, once the minutes of grace are over."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_noshow,
};
