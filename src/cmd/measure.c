/* measure list, add, strike: vital signs and indicators; habit list, add, step. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "data/measure.h"
#include "desk/desk.h"
#include "desk/figures.h"

/* ---- list ---- */

enum { LIST_OF, LIST_LIMIT };
static const struct arg list_table[] = {
	[LIST_OF] = { .name = "indicator", .value = "CODE" },
	[LIST_LIMIT] = { .name = "limit", .value = "N", .kind = ARG_INT, .min = 1, .max = 100000,
	    .number = 200 },
};

static const struct table_col columns[] = {
	{ "id", 6, true }, { "taken", 16, false }, { "indicator", 10, false },
	{ "value", 8, false }, { "unit", 7, false }, { "typed", 8, false },
	{ "source", 8, false }, { "by", 8, false },
	{ "state", 6, false }, { "remark", 0, false }, { "reason", -1, false },
};

static enum err_code put_measure(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct measure *m = item;
	struct indicator i;
	char text[32];
	enum err_code rc = indicator_get(c->store, m->indicator_id, &i, e);

	if (rc != OK)
		return rc;
	table_int(t, m->id);
	table_time(t, m->at);
	table_text(t, i.code);
	table_text(t, figures_text(&i, m->value, text, sizeof text));
	table_text(t, i.unit);
	table_text(t, m->typed);
	table_text(t, m->source);
	table_text(t, m->staff);
	table_text(t, m->struck ? "struck" : "on");
	table_text(t, m->remark);
	table_text(t, m->reason);
	table_row(t);
	return OK;
}

static enum err_code indicator_named(struct cmd_context *c, const char *code, struct indicator *out,
    struct err *e)
{
	struct indicator_list l = { 0 };
	struct buf known = BUF_INIT;
	enum err_code rc = indicator_by_code(c->store, code, out, e);

	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	rc = indicator_list(c->store, &l, e);
	for (size_t i = 0; i < l.n; i++)
		buf_printf(&known, "%s%s", i ? ", " : "", l.v[i].code);
	if (rc == OK)
		rc = err_set(e, ERR_USAGE, tr("There is no indicator %.24s. There are: %.160s."),
		    code, buf_str(&known));
	buf_free(&known);
	indicator_list_free(&l);
	return rc;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_measure,
		N_("Nothing was measured.") };
	const struct arg *of = &c->args[LIST_OF];
	struct measure_list l = { 0 };
	struct indicator i;
	int64_t client;
	enum err_code rc = args_client_open(c, argv[0], &client, e);

	(void)argc;
	if (rc == OK && of->given) {
		rc = indicator_named(c, of->text, &i, e);
		if (rc == OK)
			rc = measure_list_series(c->store, client, 0, i.id, 0, &l, e);
	} else if (rc == OK) {
		rc = measure_list_client(c->store, client, (int)c->args[LIST_LIMIT].number, &l, e);
	}
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	measure_list_free(&l);
	return rc;
}

const struct cmd cmd_measure_list = {
	.name = "measure list",
	.words = "CLIENT",
	.min = 1,
	.max = 1,
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("A client's values, the newest first; with --indicator one series, the oldest "
	    "first."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- add ---- */

enum { ADD_AT, ADD_SOURCE, ADD_REMARK };
static const struct arg add_table[] = {
	[ADD_AT] = { .name = "at", .value = "TIME" },
	[ADD_SOURCE] = { .name = "source", .value = "here|told|message|laboratory" },
	[ADD_REMARK] = { .name = "remark", .value = "TEXT" },
};

/* "sys=118", "weight=180 lb". */
static enum err_code take_value(struct cmd_context *c, const char *word, struct figures_entry *x,
    struct err *e)
{
	const char *is = strchr(word, '=');
	struct figures_value *v = &x->value[x->n];
	struct indicator i;
	char code[24];
	enum err_code rc;

	if (!is || (size_t)(is - word) >= sizeof code)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	text_fmt(code, sizeof code, "%.*s", (int)(is - word), word);
	rc = indicator_named(c, code, &i, e);
	if (rc == OK)
		rc = figures_parse(&i, is + 1, &v->value, v->typed, e);
	if (rc != OK)
		return rc;
	v->indicator_id = i.id;
	x->n++;
	return OK;
}

static const char *source_word(const char *text)
{
	static const char *const words[] = { "here", "told", "message", "laboratory" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (!strcmp(text, words[i]))
			return words[i];
	return NULL;
}

static enum err_code run_add(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct figures_entry x = { .remark = a[ADD_REMARK].text,
		.source = a[ADD_SOURCE].given ? source_word(a[ADD_SOURCE].text) : "here" };
	enum err_code rc;

	if (!x.source)
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = args_client(c, argv[0], &x.client_id, e);
	if (rc == OK && a[ADD_AT].given)
		rc = appt_when(c, a[ADD_AT].text, &x.at, e);
	for (int i = 1; i < argc && rc == OK; i++)
		rc = take_value(c, argv[i], &x, e);
	if (rc == OK)
		rc = figures_add(c->desk, &x, e);
	if (rc == OK)
		say(c, trn("%d value", "%d values", (int)x.n), (int)x.n);
	return rc;
}

const struct cmd cmd_measure_add = {
	.name = "measure add",
	.words = "CLIENT INDICATOR=VALUE...",
	.min = 2,
	.max = 1 + FIGURES_AT_ONCE,
	.args = add_table,
	.nargs = COUNT(add_table),
	.help = N_("Enters values taken at one time, now or --at: sys=118 dia=76; another unit is "
	    "said behind: weight=180lb."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_add,
};

/* ---- strike ---- */

static const struct arg strike_table[] = {
	{ .name = "why", .value = "TEXT", .needed = true },
};

static enum err_code run_strike(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t id;
	enum err_code rc;

	(void)argc;
	if (!args_id(argv[0], &id))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	rc = figures_strike(c->desk, id, c->args[0].text, e);
	if (rc == OK)
		say(c, "%s", tr("Struck: it stays in the list, and counts no more."));
	return rc;
}

const struct cmd cmd_measure_strike = {
	.name = "measure strike",
	.words = "ID",
	.min = 1,
	.max = 1,
	.args = strike_table,
	.nargs = COUNT(strike_table),
	.help = N_("Strikes a value out, with a reason; it stays to be seen."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_strike,
};

/* ---- habits ---- */

static const struct table_col habit_columns[] = {
	{ "id", 6, true }, { "day", 10, false }, { "habit", 18, false }, { "amount", 12, false },
	{ "since", 10, false }, { "instead", 18, false }, { "state", 8, false },
	{ "replaced", 10, false }, { "by", -1, false },
};

static enum err_code put_habit(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct habit *h = item;

	(void)c;
	(void)e;
	table_int(t, h->id);
	table_text(t, h->day);
	table_text(t, h->name);
	table_text(t, h->amount);
	table_text(t, h->since);
	table_text(t, h->instead);
	table_text(t, h->state);
	table_text(t, h->replaced_day);
	table_text(t, h->staff);
	table_row(t);
	return OK;
}

static enum err_code run_habits(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { habit_columns, COUNT(habit_columns), put_habit,
		N_("No habit.") };
	struct habit_list l = { 0 };
	int64_t client;
	enum err_code rc = args_client_open(c, argv[0], &client, e);

	(void)argc;
	if (rc == OK)
		rc = habit_list(c->store, client, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	habit_list_free(&l);
	return rc;
}

const struct cmd cmd_habit_list = {
	.name = "habit list",
	.words = "CLIENT",
	.min = 1,
	.max = 1,
	.help = N_("What a client should give up, and what takes its place."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_habits,
};

enum { HABIT_AMOUNT, HABIT_SINCE, HABIT_INSTEAD };
static const struct arg habit_table[] = {
	[HABIT_AMOUNT] = { .name = "amount", .value = "TEXT" },
	[HABIT_SINCE] = { .name = "since", .value = "TEXT" },
	[HABIT_INSTEAD] = { .name = "instead", .value = "TEXT" },
};

static enum err_code run_habit_add(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct habit h = { 0 };
	int64_t id;
	enum err_code rc = args_client(c, argv[0], &h.client_id, e);

	(void)argc;
	text_copy(h.name, sizeof h.name, argv[1]);
	text_copy(h.amount, sizeof h.amount, a[HABIT_AMOUNT].given ? a[HABIT_AMOUNT].text : "");
	text_copy(h.since, sizeof h.since, a[HABIT_SINCE].given ? a[HABIT_SINCE].text : "");
	text_copy(h.instead, sizeof h.instead, a[HABIT_INSTEAD].given ? a[HABIT_INSTEAD].text :
	    "");
	if (rc == OK)
		rc = habit_add(c->desk, &h, &id, e);
	if (rc == OK)
		say(c, "%lld", (long long)id);
	return rc;
}

const struct cmd cmd_habit_add = {
	.name = "habit add",
	.words = "CLIENT HABIT",
	.min = 2,
	.max = 2,
	.args = habit_table,
	.nargs = COUNT(habit_table),
	.help = N_("Enters a habit to be replaced."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_habit_add,
};

static enum err_code run_habit_step(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const char *const states[] = { "open", "replaced", "dropped" };
	int64_t id;

	(void)argc;
	if (!args_id(argv[0], &id))
		return err_set(e, ERR_USAGE, "%s", c->usage);
	for (size_t i = 0; i < COUNT(states); i++)
		if (!strcmp(argv[1], states[i]))
			return habit_step(c->desk, id, states[i], e);
	return err_set(e, ERR_USAGE, "%s", c->usage);
}

const struct cmd cmd_habit_step = {
	.name = "habit step",
	.words = "ID open|replaced|dropped",
	.min = 2,
	.max = 2,
	.help = N_("The habit, by its id in the list, was replaced today, or is taken off."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_habit_step,
};
