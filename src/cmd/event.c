/* events, event guests: what the house arranges, and who is on the list of it. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/gathering.h"
#include "desk/desk.h"
#include "desk/gathering.h"

static const struct table_col event_columns[] = {
	{ "id", 5, true }, { "day", 10, false }, { "start", 16, false }, { "name", 24, false },
	{ "state", 9, false }, { "guests", 6, true }, { "invited", 7, true },
	{ "accepted", 8, true }, { "came", 5, true }, { "place", 0, false },
};

static enum err_code put_event(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct gathering_row *g = item;

	(void)c;
	(void)e;
	table_int(t, g->id);
	table_text(t, g->day);
	if (g->start_at)
		table_time(t, g->start_at);
	else
		table_text(t, "");
	table_text(t, g->name);
	table_text(t, g->state);
	table_int(t, g->guests);
	table_int(t, g->invited);
	table_int(t, g->accepted);
	table_int(t, g->came);
	table_text(t, g->place);
	table_row(t);
	return OK;
}

static enum err_code run_events(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { event_columns, COUNT(event_columns), put_event,
		N_("No event.") };
	struct gathering_list l = { 0 };
	enum err_code rc = gathering_list(c->store, c->desk->branch_id, &l, e);

	(void)argc;
	(void)argv;
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	gathering_list_free(&l);
	return rc;
}

const struct cmd cmd_events = {
	.name = "events", .words = "", .help = N_("Events of the house, the latest first."),
	.needs = CMD_FILE | CMD_DESK, .run = run_events,
};

/* ---- guests ---- */

enum { G_INVITE, G_N };
static const struct arg guest_args[] = { [G_INVITE] = { .name = "invite", .kind = ARG_SWITCH } };

static const struct table_col guest_columns[] = {
	{ "id", 5, true }, { "client_id", 9, true }, { "client", 18, false },
	{ "file_no", 9, false }, { "state", 9, false }, { "feedback", 0, false },
};

static enum err_code put_guest(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct guest_row *g = item;

	(void)e;
	table_int(t, g->id);
	table_int(t, g->client_id);
	table_text(t, guest_name(c->desk, g));
	table_text(t, g->file_no);
	table_text(t, g->state);
	table_text(t, guest_feedback(c->desk, g));
	table_row(t);
	return OK;
}

static enum err_code list_guests(struct cmd_context *c, int64_t id, struct err *e)
{
	static const struct table_list list = { guest_columns, COUNT(guest_columns), put_guest,
		N_("Nobody is on the list.") };
	struct guest_list l = { 0 };
	enum err_code rc = guest_list(c->store, id, &l, e);

	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	guest_list_free(&l);
	return rc;
}

/* The clients as they are named on the command line. */
static enum err_code put_guests(struct cmd_context *c, int64_t id, int n, char **words,
    struct err *e)
{
	int64_t *ids = mem_array((size_t)n, sizeof *ids);
	struct gathering_put put;
	bool invite = c->args[G_INVITE].given;
	enum err_code rc = OK;

	for (int i = 0; i < n && rc == OK; i++)
		rc = args_client_open(c, words[i], &ids[i], e);
	if (rc == OK)
		rc = gathering_put_clients(c->desk, id, ids, (size_t)n, invite, &put, e);
	mem_free(ids);
	if (rc != OK)
		return rc;
	say(c, tr("On the list: %zu; on it before: %zu; file closed: %zu; invited: %zu; to be "
	    "called: %zu."), put.listed, put.known, put.closed, put.sent, put.call);
	return OK;
}

static enum err_code run_guests(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct gathering_row g;
	int64_t id;

	if (!args_id(argv[0], &id))
		return err_set(e, ERR_USAGE,
		    tr("%.20s is no event. `frontdesk events` lists them."), argv[0]);
	if (gathering_get(c->store, id, &g, e) != OK ||
	    desk_may_see_branch(c->desk, g.branch_id, e) != OK)
		return e->code;
	return argc > 1 ? put_guests(c, id, argc - 1, argv + 1, e) : list_guests(c, id, e);
}

const struct cmd cmd_event_guests = {
	.name = "event guests", .words = "EVENT [CLIENT ...]", .min = 1,
	.max = 1 + GATHERING_GUESTS, .args = guest_args, .nargs = G_N,
	.help = N_("Who is on the list of an event; with clients: puts them on it, with --invite "
	    "the invitation goes to them."),
	.needs = CMD_FILE | CMD_DESK, .run = run_guests,
};
