/* roster show, add, off, leave, open: when people and things can be had, and when not. */

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "cmd_priv.h"
#include "data/branch.h"
#include "data/disruption.h"
#include "data/hours.h"
#include "data/record.h"
#include "data/resource.h"
#include "desk/absence.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/roster.h"
#include "desk/rows.h"

static char *clock_of(int minute, char *out, size_t size)
{
	return text_fmt(out, size, "%02d:%02d", minute / 60, minute % 60);
}

/* ---- show ---- */

static const struct table_col columns[] = {
	{ "id", 5, true }, { "resource", 10, false }, { "name", 12, false },
	{ "branch", 7, false }, { "kind", 6, false }, { "weekday", 7, true },
	{ "from", 6, false }, { "to", 6, false }, { "from_day", 11, false },
	{ "to_day", 11, false }, { "note", 0, false },
};

static void put_row(struct cmd_context *c, struct table_out *t, const struct roster *r)
{
	struct resource who;
	struct err none = ERR_INIT;
	char text[24];
	bool known = resource_get(c->store, r->resource_id, &who, &none) == OK;

	table_int(t, r->id);
	table_text(t, known ? who.code : "");
	table_text(t, known ? who.name : "");
	table_text(t, branch_code_of(c, r->branch_id, text, sizeof text));
	table_text(t, r->kind);
	table_int(t, r->weekday);
	table_text(t, clock_of(r->from_min, text, sizeof text));
	table_text(t, clock_of(r->to_min, text, sizeof text));
	table_text(t, r->from_day);
	table_text(t, r->to_day);
	table_text(t, r->note);
	table_row(t);
}

static enum err_code run_show(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct roster_list l = { 0 };
	struct table_out *t;
	int64_t id;
	enum err_code rc = OK;

	if (argc)
		rc = resource_named(c, argv[0], &id, e);
	if (rc == OK)
		rc = argc ? roster_list(c->store, &id, 1, NULL, NULL, &l, e) :
		    roster_list_branch(c->store, c->desk->branch_id, false, &l, e);
	if (rc != OK)
		return rc;
	t = table_begin(c, columns, COUNT(columns));
	for (size_t i = 0; i < l.n; i++)
		put_row(c, t, &l.v[i]);
	roster_list_free(&l);
	table_end(t, tr("No hours yet: whenever the branch is open."));
	return OK;
}

const struct cmd cmd_roster_show = {
	.name = "roster show",
	.words = "[CODE]",
	.max = 1,
	.help = N_("Hours of everybody in the branch, or of one in all branches."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_show,
};

/* ---- add ---- */

static const struct arg add_table[] = { { .name = "week", .kind = ARG_SWITCH } };
static enum err_code run_add(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct roster_line l = { .n = 0 };
	struct form_env env;
	char text[400];
	int64_t id;
	size_t n;
	enum err_code rc = resource_named(c, argv[0], &id, e);

	(void)argc;
	form_env_make(c->desk, &env);
	if (rc == OK)
		rc = roster_parse(argv[1], &env.when, &l, e);
	if (rc == OK)
		rc = roster_put(c->desk, id, c->desk->branch_id, &l, args[0].given, &n, e);
	if (rc == OK)
		say(c, trn("%zu row changed: %s", "%zu rows changed: %s", (long)n), n,
		    roster_line_text(&l, text, sizeof text));
	return rc;
}

const struct cmd cmd_roster_add = {
	.name = "roster add",
	.words = "CODE LINE",
	.min = 2,
	.max = 2,
	.args = add_table,
	.nargs = COUNT(add_table),
	.help = N_("Hours as one line: 'mon-fri 9-12,13-18'; --week: these instead of the others."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_add,
};

/* ---- off ---- */

static enum err_code row_named(struct cmd_context *c, const char *word, int64_t *id,
    struct err *e)
{
	struct record r;
	enum err_code rc;

	if (!args_id(word, id))
		return err_set(e, ERR_USAGE, tr("\"%.40s\" is no number of a row (roster show)."),
		    word);
	rc = record_load(c->store, "roster", *id, &r, e);
	if (rc == OK)
		record_free(&r);
	return rc;
}

static enum err_code run_off(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return rows_retire_named(c, "roster", row_named, argv[0], e);
}

const struct cmd cmd_roster_off = {
	.name = "roster off",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = rows_why,
	.nargs = COUNT(rows_why),
	.help = N_("Takes a row of hours out, by its number."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_off,
};

/* ---- leave ---- */

enum { LEAVE_FROM, LEAVE_TO, LEAVE_KIND, LEAVE_WHY, LEAVE_END };
static const struct arg leave_table[] = {
	[LEAVE_FROM] = { .name = "from", .value = "WHEN" },
	[LEAVE_TO] = { .name = "to", .value = "WHEN" },
	[LEAVE_KIND] = { .name = "kind", .value = "KIND" },
	[LEAVE_WHY] = { .name = "why", .value = "TEXT" },
	[LEAVE_END] = { .name = "end", .value = "ID" },
};
static const struct table_col leave_columns[] = {
	{ "id", 5, true }, { "resource", 10, false }, { "name", 12, false }, { "kind", 9, false },
	{ "start", 17, false }, { "end", 17, false }, { "reason", 0, false },
	{ "touched", 7, true }, { "open", 5, true },
};

static enum err_code put_leave(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct absence *a = item;
	struct resource who = { 0 };
	int64_t all, open;
	enum err_code rc = disruption_count(c->store, a->id, &all, &open, e);

	if (rc == OK)
		rc = resource_get(c->store, a->resource_id, &who, e);
	if (rc != OK)
		return rc;
	table_int(t, a->id);
	table_text(t, who.code);
	table_text(t, who.name);
	table_text(t, a->kind);
	table_time(t, a->start_at);
	table_time(t, a->end_at);
	table_text(t, a->reason);
	table_int(t, all);
	table_int(t, open);
	table_row(t);
	return OK;
}

static enum err_code list_leave(struct cmd_context *c, struct err *e)
{
	static const struct table_list list = { leave_columns, COUNT(leave_columns), put_leave,
		N_("Everybody is here and all works.") };
	struct absence_list l = { 0 };
	enum err_code rc =
	    absence_list_open(c->store, c->desk->branch_id, clock_now(), &l, e);

	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	absence_list_free(&l);
	return rc;
}

/* "2026-11-25 13:00", "tm 13", "fri" with the hour of the day that is meant where none is said. */
static enum err_code instant_of(struct cmd_context *c, const char *typed, int minute,
    int64_t *at, struct err *e)
{
	struct form_env env;
	struct when w;
	int64_t found[2];

	form_env_make(c->desk, &env);
	if (!typed)
		return err_set(e, ERR_USAGE, tr("Usage: frontdesk %s"), c->usage);
	if (when_parse(typed, WHEN_PLAN, &env.when, &w, e) != OK)
		return e->code;
	if (w.minute >= 0)
		minute = w.minute;
	if (!zone_instants(c->desk->zone, w.day, minute * 60, found))
		found[0] = zone_day_start(c->desk->zone, w.day) + (int64_t)minute * 60;
	*at = found[0];
	return OK;
}

static enum err_code record_leave(struct cmd_context *c, const char *who, const struct arg *args,
    struct err *e)
{
	struct absence a = { 0 };
	struct absence_result done;
	char text[120];
	enum err_code rc = resource_named(c, who, &a.resource_id, e);

	text_copy(a.kind, sizeof a.kind, args[LEAVE_KIND].given ? args[LEAVE_KIND].text : "leave");
	if (rc == OK && !text_take(a.reason, sizeof a.reason, args[LEAVE_WHY].text))
		rc = err_set(e, ERR_USAGE, tr("--%s is longer than can be kept. Shorten it."),
		    "why");
	if (rc == OK)
		rc = instant_of(c, args[LEAVE_FROM].text, c->desk->open_min, &a.start_at, e);
	if (rc == OK)
		rc = instant_of(c, args[LEAVE_TO].text, c->desk->close_min, &a.end_at, e);
	if (rc == OK)
		rc = absence_add(c->desk, &a, &done, e);
	if (rc == OK)
		say(c, "%lld %s", (long long)done.id,
		    absence_result_text(&done, text, sizeof text));
	return rc;
}

static enum err_code end_leave(struct cmd_context *c, const char *word, const char *why,
    struct err *e)
{
	struct absence_result done;
	int64_t id;
	char text[120];
	enum err_code rc;

	if (!args_id(word, &id))
		return err_set(e, ERR_USAGE, tr("\"%.40s\" is no number of an absence."), word);
	rc = absence_end(c->desk, id, why, &done, e);
	if (rc == OK)
		say(c, "%lld %s", (long long)id,
		    absence_result_text(&done, text, sizeof text));
	return rc;
}

static enum err_code run_leave(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;

	if (args_words(argc, 0, args[LEAVE_END].given ? 0 : 1, c->usage, e) != OK)
		return e->code;
	if (args[LEAVE_END].given)
		return end_leave(c, args[LEAVE_END].text, args[LEAVE_WHY].text, e);
	return argc ? record_leave(c, argv[0], args, e) : list_leave(c, e);
}

const struct cmd cmd_roster_leave = {
	.name = "roster leave",
	.words = "[CODE]",
	.max = 1,
	.args = leave_table,
	.nargs = COUNT(leave_table),
	.usage = "[CODE --from WHEN --to WHEN [--kind KIND] [--why TEXT] | --end ID [--why TEXT]]",
	.help = N_("Who and what is away; records leave, illness or a thing out of order, or its "
		   "end. Says how many appointments need another time."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_leave,
};

/* ---- opening hours ---- */

static const struct arg open_table[] = { { .name = "off", .value = "ID" } };
static const struct table_col open_columns[] = {
	{ "id", 5, true }, { "branch", 7, false }, { "weekday", 7, true },
	{ "from_day", 11, false }, { "to_day", 11, false }, { "opens", 6, false },
	{ "closes", 6, false }, { "reason", 0, false },
};

static enum err_code list_open(struct cmd_context *c, struct err *e)
{
	struct opening_list l = { 0 };
	struct table_out *t;
	char text[24];
	enum err_code rc = opening_list(c->store, 0, false, &l, e);

	if (rc != OK)
		return rc;
	t = table_begin(c, open_columns, COUNT(open_columns));
	for (size_t i = 0; i < l.n; i++) {
		const struct opening *o = &l.v[i];

		table_int(t, o->id);
		table_text(t, branch_code_of(c, o->branch_id, text, sizeof text));
		table_int_or_empty(t, o->weekday);
		table_text(t, o->from_day);
		table_text(t, o->to_day);
		table_text(t, o->open_min == o->close_min ? "closed" :
		    clock_of(o->open_min, text, sizeof text));
		table_text(t, o->open_min == o->close_min ? "" :
		    clock_of(o->close_min, text, sizeof text));
		table_text(t, o->reason);
		table_row(t);
	}
	opening_list_free(&l);
	table_end(t, tr("Always open as the branches say."));
	return OK;
}

static enum err_code run_open(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *off = &c->args[0];
	struct rows_words w = { .form = "opening", .words = argv, .n = argc };
	int64_t id = 0;
	enum err_code rc = args_words(argc, 0, off->given ? 0 : 20, c->usage, e);

	if (rc == OK && off->given && !args_id(off->text, &id))
		rc = err_set(e, ERR_USAGE, tr("Usage: frontdesk %s"), c->usage);
	if (rc == OK && off->given)
		rc = rows_set_state(c->desk, rows_kind("opening"), id, "retired", NULL, e);
	if (rc == OK && w.n)
		rc = rows_put_words(c, &w, &id, e);
	return rc == OK ? list_open(c, e) : rc;
}

const struct cmd cmd_roster_open = {
	.name = "roster open",
	.words = "[FIELD=VALUE ...]",
	.max = 20,
	.args = open_table,
	.nargs = COUNT(open_table),
	.usage = "[FIELD=VALUE ... | --off ID]",
	.help = N_("Hours that differ from the branch's own: holidays, short days; adds one, or "
		   "takes one out."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_open,
};
