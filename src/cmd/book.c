/* book: one appointment, a series, or a list of them. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "desk/booking_group.h"
#include "desk/desk.h"
#include "desk/intake.h"

enum { A_CLIENT, A_SERVICE, A_AT, A_STAFF, A_ROOM, A_DEVICE, A_SERIES, A_SKIP, A_INSERT, A_REASON,
	A_SECOND, A_DEPOSIT, A_METHOD, A_NEEDS, A_NOTE, A_CHANNEL, A_QUIET, A_GROUP, A_ROW,
	A_IMPORT, A_DRY, A_N };

static const struct arg table[A_N] = {
	[A_CLIENT] = { .name = "client", .value = "C", .needed = true },
	[A_SERVICE] = { .name = "service", .value = "S", .needed = true },
	[A_AT] = { .name = "at", .value = "'YYYY-MM-DD HH:MM'",
		.needed = true },
	[A_STAFF] = { .name = "staff", .value = "X" },
	[A_ROOM] = { .name = "room", .value = "R" },
	[A_DEVICE] = { .name = "device", .value = "V" },
	[A_SERIES] = { .name = "series", .value = "'6 weekly'" },
	[A_SKIP] = { .name = "skip-taken", .kind = ARG_SWITCH },
	[A_INSERT] = { .name = "insert", .kind = ARG_SWITCH },
	[A_REASON] = { .name = "reason", .value = "TEXT" },
	[A_SECOND] = { .name = "second", .value = "X" },
	[A_DEPOSIT] = { .name = "deposit", .value = "N" },
	[A_METHOD] = { .name = "method", .value = "M" },
	[A_NEEDS] = { .name = "needs", .value = "T" },
	[A_NOTE] = { .name = "note", .value = "T" },
	[A_CHANNEL] = { .name = "channel", .value = "W" },
	[A_QUIET] = { .name = "quiet", .kind = ARG_SWITCH },
	[A_GROUP] = { .name = "group", .value = "C,C" },
	[A_ROW] = { .name = "in-row", .kind = ARG_SWITCH },
	[A_IMPORT] = { .name = "import", .value = "FILE.csv" },
	[A_DRY] = { .name = "dry-run", .kind = ARG_SWITCH },
};

/* ---- words ---- */

static enum err_code read_wish(struct cmd_context *c, const struct arg *a, struct booking_wish *w,
    struct err *e)
{
	enum err_code rc = OK;

	*w = (struct booking_wish){ .asked = a[A_STAFF].given, .insert = a[A_INSERT].given,
		.reason = a[A_REASON].text, .channel = a[A_CHANNEL].given ? a[A_CHANNEL].text :
		"phone", .needs = a[A_NEEDS].text, .note = a[A_NOTE].text,
		.quiet = a[A_QUIET].given, .method = a[A_METHOD].text };
	if (!a[A_CLIENT].given || !a[A_SERVICE].given || !a[A_AT].given)
		return err_set(e, ERR_USAGE, tr("A word is missing. Usage: frontdesk %s"),
		    c->usage);
	rc = args_client(c, a[A_CLIENT].text, &w->client_id, e);
	if (rc == OK)
		rc = service_named(c, a[A_SERVICE].text, &w->service_id, e);
	if (rc == OK)
		rc = appt_when(c, a[A_AT].text, &w->start_at, e);
	if (rc == OK)
		rc = appt_with(c, &a[A_STAFF], w->with, &w->nwith, e);
	for (int i = 0; i < 2 && rc == OK; i++)
		rc = form_choice(c, "book", &a[i ? A_CHANNEL : A_METHOD], e);
	if (rc == OK && a[A_DEPOSIT].given)
		rc = appt_amount(c, a[A_DEPOSIT].text, &w->deposit, e);
	if (rc == OK && a[A_SECOND].given)
		rc = second_signs(c, a[A_SECOND].text, "appt-overbook", e);
	return rc;
}

static enum err_code read_series(struct cmd_context *c, const char *text,
    struct booking_series *out, struct err *e)
{
	struct when_base base = desk_when(c->desk);
	struct when w;
	struct err why = ERR_INIT;

	if (when_parse(text, WHEN_PLAN, &base, &w, &why) != OK || !w.times)
		return err_set(e, ERR_USAGE, "%s",
		    tr("--series takes how often and how far apart: \"6 weekly\", \"6x4w\"."));
	*out = (struct booking_series){ .n = w.times,
		.every_days = w.every_days ? w.every_days : w.every_weeks * 7 };
	return OK;
}

/* What must stand in a file before it is booked for (the form decides). */
static enum err_code check_file(struct cmd_context *c, int64_t client_id, struct err *e)
{
	struct buf names = BUF_INIT;
	char lacks[300];
	enum err_code rc = intake_lacks_to_book(c->desk, client_id, &names, e);

	if (rc == OK && names.n)
		rc = err_set(e, ERR_INVALID, tr("Not booked. The file lacks: %s."),
		    intake_why_text(c->desk, buf_str(&names), lacks, sizeof lacks));
	buf_free(&names);
	return rc;
}

/* ---- one ---- */

static enum err_code book_one(struct cmd_context *c, const struct booking_wish *w, struct err *e)
{
	int64_t id;
	enum err_code rc = booking_book(c->desk, w, 1, &id, e);

	if (rc == ERR_TAKEN || rc == ERR_INVALID)
		appt_offer(c, w);
	return rc == OK ? appt_print(c, &id, 1, e) : rc;
}

/* ---- several ---- */

static const struct table_col look_columns[] = {
	{ "start", 16, false },
	{ "free", 4, false },
	{ "why", 0, false },
};

static void put_days(struct cmd_context *c, const struct series_day *day, int n)
{
	struct table_out *t = table_begin(c, look_columns, COUNT(look_columns));

	for (int i = 0; i < n; i++) {
		table_time(t, day[i].start_at);
		table_text(t, day[i].rc == OK ? "yes" : "no");
		table_text(t, day[i].why);
		table_row(t);
	}
	table_end(t, NULL);
}

static enum err_code book_series(struct cmd_context *c, const struct booking_wish *w,
    struct booking_series *series, bool skip, struct err *e)
{
	struct series_day day[BOOKING_SERIES_MAX];
	int64_t ids[BOOKING_SERIES_MAX];
	enum err_code rc = booking_series_look(c->desk, w, series, day, e);

	for (int i = 0; i < series->n && rc == OK && skip; i++)
		series->skip[i] = day[i].rc != OK;
	if (rc != OK)
		return rc;
	rc = booking_series(c->desk, w, series, ids, e);
	if (rc == OK)
		return appt_print(c, ids, (size_t)series->n, e);
	put_days(c, day, series->n);
	return rc;
}

/* ---- several clients ---- */

static enum err_code read_group(struct cmd_context *c, const char *text, struct booking_group *g,
    struct err *e)
{
	enum err_code rc = OK;

	while (*text && rc == OK) {
		size_t n = strcspn(text, ",");
		char one[200];

		if (g->n == BOOKING_GROUP_MAX)
			return err_set(e, ERR_INVALID, tr("Not booked. A group has at most %d."),
			    BOOKING_GROUP_MAX + 1);
		text_fmt(one, sizeof one, "%.*s", (int)n, text);
		rc = args_client(c, one, &g->client[g->n++], e);
		text += n + (text[n] == ',');
	}
	if (rc == OK && !g->n)
		rc = err_set(e, ERR_USAGE, "%s",
		    tr("--group takes the other clients, with commas between them."));
	return rc;
}

static enum err_code book_group(struct cmd_context *c, const struct booking_wish *w,
    const struct arg *a, struct err *e)
{
	struct booking_wish all[BOOKING_GROUP_MAX + 1];
	struct booking_group g = { .in_row = a[A_ROW].given };
	int64_t ids[BOOKING_GROUP_MAX + 1];
	enum err_code rc = read_group(c, a[A_GROUP].text, &g, e);

	for (size_t i = 0; i < g.n && rc == OK; i++)
		rc = check_file(c, g.client[i], e);
	if (rc == OK)
		rc = booking_group_wishes(c->desk, w, &g, all, e);
	if (rc == OK)
		rc = booking_book(c->desk, all, 1 + g.n, ids, e);
	return rc == OK ? appt_print(c, ids, 1 + g.n, e) : rc;
}

/* Each of these books in another way; what goes with one of them means nothing to the others. */
static enum err_code check_ways(const struct arg *a, struct err *e)
{
	static const int ways[] = { A_SERIES, A_GROUP, A_IMPORT };
	static const int with[][2] = { { A_SKIP, A_SERIES }, { A_ROW, A_GROUP },
		{ A_DRY, A_IMPORT }, { A_SECOND, A_INSERT }, { A_METHOD, A_DEPOSIT } };
	const struct arg *way = NULL;

	for (size_t i = 0; i < COUNT(ways); i++) {
		const struct arg *other = &a[ways[i]];

		if (way && other->given)
			return err_set(e, ERR_USAGE, tr("Either --%s or --%s."), way->name,
			    other->name);
		way = other->given ? other : way;
	}
	for (size_t i = 0; i < COUNT(with); i++)
		if (a[with[i][0]].given && !a[with[i][1]].given)
			return err_set(e, ERR_USAGE, tr("--%s goes with --%s."),
			    a[with[i][0]].name, a[with[i][1]].name);
	return OK;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct booking_wish w;
	struct booking_series series;
	enum err_code rc = check_ways(a, e);

	(void)argc;
	(void)argv;
	if (rc == OK && a[A_IMPORT].given)
		return book_import(c, a[A_IMPORT].text, a[A_DRY].given, e);
	if (rc == OK)
		rc = read_wish(c, a, &w, e);
	if (rc == OK)
		rc = check_file(c, w.client_id, e);
	if (rc == OK && a[A_SERIES].given) {
		rc = read_series(c, a[A_SERIES].text, &series, e);
		return rc == OK ? book_series(c, &w, &series, a[A_SKIP].given, e) : rc;
	}
	if (rc == OK && a[A_GROUP].given)
		return book_group(c, &w, a, e);
	return rc == OK ? book_one(c, &w, e) : rc;
}

const struct cmd cmd_book = {
	.name = "book",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.usage = "--client C --service S --at 'YYYY-MM-DD HH:MM' [--staff X] [--room R]"
	    " [--device V] [--series '6 weekly' [--skip-taken] | --group C,C [--in-row]]"
	    " [--insert --reason R [--second X]] [--deposit N [--method M]] [--needs T]"
	    " [--note T] [--channel W] [--quiet] | --import FILE.csv [--dry-run]",
	.help = N_("Books an appointment, a series, a group or a list; a refusal says who holds the"
	    " time and offers others."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
