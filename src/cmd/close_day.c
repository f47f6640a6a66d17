/* close-day: what is left of a day, its sheet, and its signature. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/document.h"
#include "base/tr.h"
#include "cmd/safe.h"
#include "cmd_priv.h"
#include "desk/dayclose.h"
#include "desk/desk.h"
#include "desk/export.h"
#include "desk/papers.h"

enum { A_SHEET, A_SIGN, A_REASON, A_SECOND, A_N };
enum { SHEET_CELLS = 100 };

static const struct arg table[A_N] = {
	[A_SHEET] = { .name = "sheet", .kind = ARG_SWITCH },
	[A_SIGN] = { .name = "sign", .kind = ARG_SWITCH },
	[A_REASON] = { .name = "reason", .value = "TEXT" },
	[A_SECOND] = { .name = "second", .value = "STAFF" },
};

static const struct table_col columns[] = {
	{ "line", 12, false },
	{ "what", 34, false },
	{ "open", 5, true },
	{ "done", 5, true },
	{ "who", 0, false },
};

static void put_lines(struct cmd_context *c, const struct dayclose *x)
{
	struct table_out *t = table_begin(c, columns, COUNT(columns));

	for (size_t i = 0; i < DAYCLOSE_LINES; i++) {
		table_text(t, x->v[i].code);
		table_text(t, x->v[i].label);
		table_int(t, x->v[i].open);
		table_int(t, x->v[i].done);
		table_text(t, x->v[i].text);
		table_row(t);
	}
	table_end(t, "");
}

static enum err_code put_sheet(struct cmd_context *c, const char *day, struct err *e)
{
	struct document *doc = NULL;
	struct buf text = BUF_INIT, safe = BUF_INIT;
	enum err_code rc = paper_close(c->desk, &(struct paper_ref){ .word = day }, &doc, e);

	if (rc == OK)
		rc = export_list(c->desk, 0, "close", 1, EXPORT_TEXT, e);
	if (rc == OK) {
		document_text(doc, SHEET_CELLS, &text);
		safe_put(&safe, buf_str(&text), SAFE_TEXT);
		fwrite(buf_str(&safe), 1, safe.n, c->out);
	}
	document_free(doc);
	buf_free(&text);
	buf_free(&safe);
	return rc;
}

static enum err_code sign(struct cmd_context *c, const char *day, struct err *e)
{
	const struct arg *args = c->args;
	enum err_code rc = OK;

	if (args[A_SECOND].given)
		rc = second_signs(c, args[A_SECOND].text, "day-close-open", e);
	if (rc == OK)
		rc = dayclose_sign(c->desk, day, args[A_REASON].given ? args[A_REASON].text : NULL,
		    NULL, e);
	c->desk->who.second_id = 0;
	if (rc == OK)
		say(c, tr("Signed: %s."), day);
	return rc;
}

/* A day with something open is never passed over in silence: the lines are shown, and the status
 * says that it is not done. */
static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct dayclose x;
	char day[DAY_TEXT];
	enum err_code rc;

	day_format(dayclose_day(c->desk), day);
	if (argc)
		text_copy(day, sizeof day, argv[0]);
	if ((args[A_REASON].given || args[A_SECOND].given) && !args[A_SIGN].given)
		return err_set(e, ERR_USAGE, "%s", tr("--reason and --second go with --sign."));
	rc = dayclose_load(c->desk, day, &x, e);
	if (rc != OK)
		return rc;
	if (args[A_SHEET].given)
		rc = put_sheet(c, day, e);
	else if (!args[A_SIGN].given || (x.open_lines && !args[A_REASON].given))
		put_lines(c, &x);
	if (rc == OK && args[A_SIGN].given)
		return sign(c, day, e);
	if (rc == OK && x.open_lines && !x.signed_off.id)
		return err_set(e, ERR_CONFLICT, tr("Open lines of %s: %d. The first is: %s."),
		    day, x.open_lines, x.v[x.first_open - 1].label);
	return rc;
}

const struct cmd cmd_close_day = {
	.name = "close-day",
	.words = "[D]",
	.max = 1,
	.args = table,
	.nargs = A_N,
	.help = N_("What is left of a day, line by line; its sheet; its signature. Status 3 while "
	    "something is open."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
