/* callbacks: what is owed to clients, by when, by whom; any list of it; why one is due. */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "cmd/safe.h"
#include "cmd_priv.h"
#include "desk/callback_make.h"
#include "desk/calllist.h"
#include "desk/desk.h"

enum { A_ROLE, A_STAFF, A_STATE, A_RULE, A_EVENT, A_CHANNEL, A_SEGMENT, A_SERVICE, A_CLIENT,
	A_BRANCH, A_LATE, A_WHY, A_N };

static const struct arg table[A_N] = {
	[A_ROLE] = { .name = "role", .value = "R" },
	[A_STAFF] = { .name = "staff", .value = "X" },
	[A_STATE] = { .name = "state", .value = "STATE" },
	[A_RULE] = { .name = "rule", .value = "RULE" },
	[A_EVENT] = { .name = "event", .value = "EVENT" },
	[A_CHANNEL] = { .name = "channel", .value = "CHANNEL" },
	[A_SEGMENT] = { .name = "segment", .value = "SEGMENT" },
	[A_SERVICE] = { .name = "service", .value = "TEXT" },
	[A_CLIENT] = { .name = "client", .value = "C" },
	[A_BRANCH] = { .name = "branch", .value = "CODE|all" },
	[A_LATE] = { .name = "late", .kind = ARG_SWITCH },
	[A_WHY] = { .name = "why", .value = "ID" },
};

/* The key of the line that the screen takes (desk/calllist.h). */
static const char *const keys[A_N] = {
	[A_ROLE] = "role", [A_STAFF] = "who", [A_STATE] = "st", [A_RULE] = "rule",
	[A_EVENT] = "ev", [A_CHANNEL] = "ch", [A_SEGMENT] = "seg", [A_SERVICE] = "svc",
	[A_BRANCH] = "br",
};

static const struct table_col columns[] = {
	{ "id", 6, true },
	{ "due", 16, false },
	{ "window_from", 16, false },
	{ "window_to", 16, false },
	{ "late_min", 8, true },
	{ "state", 9, false },
	{ "role", 10, false },
	{ "kind", 10, false },
	{ "client_id", 0, true },
	{ "client", 16, false },
	{ "phone", 12, false },
	{ "attempts", 8, true },
	{ "staff_id", 0, true },
	{ "rule", 0, false },
	{ "staff", 0, false },
	{ "channel", 0, false },
	{ "about", 0, false },
	{ "section", 0, false },
	{ "segments", 0, false },
	{ "result", 0, false },
	{ "done", 0, false },
};

static const char *const sections[CALLS_SECTIONS] = { "now", "left", "later", "expert", "message",
	"tomorrow", "ahead", "done", "ended" };

static void put_row(struct cmd_context *c, struct table_out *t, const struct calllist_row *r)
{
	char what[240];

	table_int(t, r->c.id);
	table_time(t, r->c.due_at);
	table_time(t, r->open_from);
	table_time(t, r->open_to);
	table_int(t, r->late_s / 60);
	table_text(t, r->c.state);
	table_text(t, r->c.role);
	table_text(t, r->c.event);
	table_int_or_empty(t, r->c.client_id);
	table_text(t, r->who);
	table_text(t, r->phone);
	table_int(t, r->c.tries);
	table_int_or_empty(t, r->c.staff_id);
	table_text(t, r->c.rule);
	table_text(t, r->c.staff_code);
	table_text(t, r->c.channel);
	table_text(t, calllist_what(c->desk, &r->c, what, sizeof what));
	table_text(t, sections[r->section]);
	table_text(t, r->c.segments);
	table_text(t, r->c.result);
	table_time(t, r->c.done_at);
	table_row(t);
}

static enum err_code make_wish(struct cmd_context *c, const struct arg *args, const char *day,
    struct calllist *f, struct err *e)
{
	enum err_code rc = OK;

	calllist_init(c->desk, f);
	for (size_t i = 0; i < A_N && rc == OK; i++)
		if (keys[i] && args[i].given)
			rc = calllist_set(c->desk, f, keys[i], args[i].text, e);
	if (rc == OK && args[A_CLIENT].given)
		rc = args_client_open(c, args[A_CLIENT].text, &f->client_id, e);
	f->late = args[A_LATE].given;
	return rc == OK && day ? calllist_set(c->desk, f, "on", day, e) : rc;
}

static enum err_code say_why(struct cmd_context *c, const char *word, struct err *e)
{
	struct buf text = BUF_INIT, safe = BUF_INIT;
	int64_t id;
	enum err_code rc = OK;

	if (!args_id(word, &id))
		rc = err_set(e, ERR_USAGE, "%s", tr("--why needs the number of a callback."));
	if (rc == OK)
		rc = callback_why(c->desk, id, &text, e);
	if (rc == OK)
		safe_put(&safe, buf_str(&text), SAFE_TEXT);
	fwrite(buf_str(&safe), 1, safe.n, c->out);
	buf_free(&text);
	buf_free(&safe);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct calllist_rows l = { .n = 0 };
	struct calllist f;
	struct table_out *t;
	bool narrowed = argc > 0;
	enum err_code rc;

	if (args[A_WHY].given)
		return say_why(c, args[A_WHY].text, e);
	rc = make_wish(c, args, argc ? argv[0] : NULL, &f, e);
	for (size_t i = 0; i < A_N; i++)
		narrowed |= args[i].given && i != A_ROLE && i != A_STAFF && i != A_BRANCH;
	if (rc == OK)
		rc = calllist_load(c->desk, &f, narrowed, &l, e);
	if (rc == OK) {
		t = table_begin(c, columns, COUNT(columns));
		for (size_t i = 0; i < l.n; i++)
			put_row(c, t, &l.v[i]);
		table_end(t, tr("Nobody is to be called."));
		if (l.more)
			say_aside(c, "%s", tr("There are more: narrow the list by days."));
	}
	calllist_rows_free(&l);
	return rc;
}

const struct cmd cmd_callbacks = {
	.name = "callbacks",
	.words = "[D]",
	.max = 1,
	.args = table,
	.nargs = A_N,
	.help = N_("Who is to be called back, with window and lateness: today and tomorrow, or any "
	    "list by days and what a contact has; --why tells why one is due."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
