/* waitlist, disrupt: who would come sooner, and what absences touch. */

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/waiter.h"
#include "desk/absence.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/disrupt.h"
#include "desk/wait.h"

/* ---- waitlist ---- */

static void minute_text(int minute, int none, char out[16])
{
	if (minute == none)
		text_copy(out, 16, "");
	else
		text_fmt(out, 16, "%02d:%02d", minute / 60, minute % 60);
}

/* "1234567" for every day, "135" for Monday, Wednesday, Friday. */
static void weekday_text(unsigned bits, char out[16])
{
	size_t n = 0;

	for (int i = 0; i < 7; i++)
		if (bits >> i & 1)
			out[n++] = (char)('1' + i);
	out[n] = '\0';
}

static enum err_code put_waiter(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct waiter *w = item;
	char client[484], days[16], from[16], to[16];
	int64_t at, until;
	enum err_code rc = wait_offered(c->desk, w, &at, &until, e);

	if (rc != OK)
		return rc;
	weekday_text(w->weekdays, days);
	minute_text(w->from_min, 0, from);
	minute_text(w->to_min, 1440, to);
	table_int(t, w->id);
	table_time(t, w->created_at);
	table_int(t, (clock_now() - w->created_at) / 86400);
	table_text(t, w->state);
	table_text(t, w->urgent ? "yes" : "");
	table_int(t, w->client_id);
	table_text(t, describe_client(c->desk, w->client_id, client, sizeof client));
	table_text(t, describe_in_language(w->service, w->service_en));
	table_text(t, w->wanted);
	table_text(t, w->from_day);
	table_text(t, w->to_day);
	table_text(t, days);
	table_text(t, from);
	table_text(t, to);
	table_time(t, w->has_at);
	table_time(t, at);
	table_time(t, until);
	table_text(t, w->note);
	table_row(t);
	return OK;
}

static enum err_code run_waitlist(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_col columns[] = {
		{ "id", 6, true }, { "since", 16, false }, { "days", 5, true },
		{ "state", 8, false }, { "urgent", 6, false }, { "client_id", 9, true },
		{ "client", 14, false }, { "service", 12, false }, { "with", 10, false },
		{ "from_day", 10, false }, { "to_day", 10, false }, { "weekdays", 8, false },
		{ "from", 5, false }, { "to", 5, false }, { "has", 16, false },
		{ "offered", 16, false }, { "held_until", 16, false }, { "note", 0, false },
	};
	static const struct table_list list = { columns, COUNT(columns), put_waiter,
		N_("Nobody waits for a sooner time.") };
	struct waiter_list l = { 0 };
	enum err_code rc = waiter_list_open(c->desk->store, c->desk->branch_id, 0, &l, e);

	(void)argc;
	(void)argv;
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	waiter_list_free(&l);
	return rc;
}

const struct cmd cmd_waitlist = {
	.name = "waitlist",
	.words = "",
	.help = N_("Who would come sooner: urgent ones first, then the longest wait."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_waitlist,
};

/* ---- disrupt ---- */

static const struct arg disrupt_table[] = {
	{ .name = "all", .kind = ARG_SWITCH },
};

static void put_row(struct cmd_context *c, struct table_out *t, const struct disrupt_outage *o,
    const struct disrupt_row *r)
{
	const struct disrupt_row *x = r;

	table_int(t, o->what.id);
	table_text(t, o->name);
	table_text(t, absence_kind_text(o->what.kind));
	table_time(t, o->what.start_at);
	table_time(t, o->what.end_at);
	table_int(t, x->a.id);
	table_time(t, x->was_at);
	table_text(t, x->state);
	table_int(t, x->a.client_id);
	table_text(t, cover_treated(c->desk, cover_of_row(&x->a)));
	table_text(t, describe_in_language(x->a.service, x->a.service_en));
	for (size_t i = 0; i < DISRUPT_WAYS; i++)
		table_time(t, i < x->nways ? x->way[i].time.start_at : 0);
	table_time(t, x->nheld ? x->held_until : 0);
	table_time(t, disrupt_waits(x) ? 0 : x->a.start_at);
	table_row(t);
}

static enum err_code put_outage(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct disrupt_outage *o = item;
	struct disrupt_rows l = { 0 };
	enum err_code rc = disrupt_load(c->desk, o->what.id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (c->args[0].given || disrupt_waits(&l.v[i]))
			put_row(c, t, o, &l.v[i]);
	disrupt_rows_free(&l);
	return rc;
}

static enum err_code run_disrupt(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_col columns[] = {
		{ "absence", 7, true }, { "who", 10, false }, { "kind", 10, false },
		{ "from", 16, false }, { "until", 16, false }, { "id", 6, true },
		{ "start", 16, false }, { "state", 9, false }, { "client_id", 9, true },
		{ "client", 14, false }, { "service", 12, false }, { "way1", 16, false },
		{ "way2", 16, false }, { "way3", 16, false }, { "held_until", 16, false },
		{ "now", 16, false },
	};
	static const struct table_list list = { columns, COUNT(columns), put_outage,
		N_("Nothing booked waits for another time.") };
	struct disrupt_outages l = { 0 };
	enum err_code rc = disrupt_list(c->desk, &l, e);

	(void)argc;
	(void)argv;
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	disrupt_outages_free(&l);
	return rc;
}

const struct cmd cmd_disrupt = {
	.name = "disrupt",
	.words = "",
	.args = disrupt_table,
	.nargs = COUNT(disrupt_table),
	.help = N_("Appointments that an absence touches, with up to three ways out each."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_disrupt,
};
