/* queue: who is here, where, since when; in the order of the queue. */
#include "base/clock.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/visit.h"
#include "desk/arrival.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/settings.h"

static const struct table_col columns[] = {
	{ "id", 0, true },
	{ "number", 6, false },
	{ "client_id", 0, true },
	{ "client", 18, false },
	{ "zone", 7, false },
	{ "state", 9, false },
	{ "arrived", 16, false },
	{ "since", 16, false },
	{ "minutes", 7, true },
	{ "round", 5, true },
	{ "service", 12, false },
	{ "staff", 10, false },
	{ "room", 6, false },
	{ "greeter", 0, false },
};

static void put_row(struct cmd_context *c, struct table_out *t, const struct visit_row *v)
{
	int64_t now = clock_now();

	table_int(t, v->id);
	table_text(t, v->number);
	table_int(t, v->client_id);
	table_text(t, cover_treated(c->desk, cover_of_visit(v)));
	table_text(t, v->zone);
	table_text(t, v->state);
	table_time(t, v->arrived_at);
	table_time(t, arrival_wait_from(v));
	table_int(t, arrival_minutes(v, now));
	table_int(t, arrival_round(v, now, setting_of(c->desk, SETTING_WAIT_MIN)));
	table_text(t, describe_in_language(v->service, v->service_en));
	table_text(t, v->staff);
	table_text(t, v->room);
	table_text(t, v->greeter);
	table_row(t);
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct visit_list here = { 0 };
	struct table_out *t;
	enum err_code rc = visit_list_here(c->store, c->desk->branch_id, &here, e);

	(void)argc;
	(void)argv;
	if (rc == OK) {
		t = table_begin(c, columns, COUNT(columns));
		for (size_t i = 0; i < here.n; i++)
			put_row(c, t, &here.v[i]);
		table_end(t, tr("Nobody is here."));
	}
	visit_list_free(&here);
	return rc;
}

const struct cmd cmd_queue = {
	.name = "queue",
	.words = "",
	.help = N_("Who is here in the branch: number, where, since when, the minutes waited and "
	    "the round that nobody has answered yet."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
