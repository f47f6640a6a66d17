/* surveys, suggestions: what clients say about visits, how it is reckoned, what could be better. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/improvement.h"
#include "desk/suggestion.h"
#include "desk/survey.h"
#include "desk/survey_find.h"

enum { S_DUE, S_RATES, S_SERVICE, S_STAFF, S_ON, S_TIER, S_GROWTH, S_SEGMENT, S_ALL, S_N };
static const struct arg survey_args[] = {
	[S_DUE] = { .name = "due", .kind = ARG_SWITCH },
	[S_RATES] = { .name = "rates", .value = "BY" },
	[S_SERVICE] = { .name = "service", .value = "S" },
	[S_STAFF] = { .name = "staff", .value = "X" },
	[S_ON] = { .name = "on", .value = "DAYS" },
	[S_TIER] = { .name = "tier", .value = "T" },
	[S_GROWTH] = { .name = "growth", .value = "G" },
	[S_SEGMENT] = { .name = "segment", .value = "S" },
	[S_ALL] = { .name = "all-branches", .kind = ARG_SWITCH },
};

static const struct table_col survey_columns[] = {
	{ "id", 5, true }, { "visit", 10, false }, { "client_id", 0, true },
	{ "client", 16, false }, { "service", 14, false }, { "staff", 12, false },
	{ "state", 9, false }, { "from", 16, false }, { "until", 10, false },
	{ "asked", 8, false }, { "returned", 10, false }, { "answered", 8, true },
	{ "percent", 7, true }, { "lowest", 6, true }, { "friend", 6, true },
	{ "branch", 0, false },
};

static enum err_code put_survey(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct survey_row *r = item;
	char day[11];

	(void)e;
	table_int(t, r->id);
	table_text(t, r->day);
	table_int(t, survey_hides(c->desk, r) ? 0 : r->client_id);
	table_text(t, survey_name(c->desk, r));
	table_text(t, describe_in_language(r->service, r->service_en));
	table_text(t, r->staff);
	table_text(t, r->state);
	table_time(t, r->from_at);
	table_text(t, desk_day_of(c->desk, r->expire_at, day));
	table_text(t, r->asked);
	table_text(t, r->returned_day);
	table_int(t, r->answered);
	if (r->answered)
		table_int(t, (r->score + r->answered / 2) / r->answered);
	else
		table_text(t, "");
	table_int(t, r->lowest);
	if (r->friend >= 0)
		table_int(t, r->friend);
	else
		table_text(t, "");
	table_text(t, r->branch);
	table_row(t);
	return OK;
}

static const struct table_col rate_columns[] = {
	{ "id", 6, true }, { "name", 20, false }, { "due", 6, true }, { "out", 6, true },
	{ "returned", 8, true }, { "answered", 8, true }, { "percent", 7, true },
	{ "low", 5, true }, { "friend_answers", 14, true }, { "friend_net", 10, true },
};

static enum err_code put_rate(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct survey_rate *r = item;
	int percent = survey_percent(r), net;

	(void)c;
	(void)e;
	table_int(t, r->key);
	table_text(t, describe_in_language(r->name, r->name_en));
	table_int(t, r->due);
	table_int(t, r->out);
	table_int(t, r->returned);
	table_int(t, r->answered);
	if (percent >= 0)
		table_int(t, percent);
	else
		table_text(t, "");
	table_int(t, r->low);
	table_int(t, r->asked_friend);
	if (survey_net(r, &net))
		table_int(t, net);
	else
		table_text(t, "");
	table_row(t);
	return OK;
}

static enum err_code list_rates(struct cmd_context *c, const struct survey_find *f,
    const char *from, const char *to, struct err *e)
{
	static const struct table_list list = { rate_columns, COUNT(rate_columns), put_rate,
		N_("No survey in that time.") };
	static const char *const words[] = { "month", "branch", "person", "service" };
	struct survey_rates l = { 0 };
	size_t by = 0;
	enum err_code rc;

	while (by < COUNT(words) && strcmp(words[by], c->args[S_RATES].text) != 0)
		by++;
	if (by == COUNT(words))
		return err_set(e, ERR_USAGE, "%s",
		    tr("--rates takes month, branch, person or service."));
	rc = survey_find_rates(c->desk, f, (enum survey_by)by, from, to, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	survey_rates_free(&l);
	return rc;
}

/* The days of a month, or of a whole year: YYYY-MM, YYYY. */
static enum err_code read_days(struct cmd_context *c, const char *word, char from[12], char to[12],
    struct err *e)
{
	char today[11];
	int32_t first;
	bool year = word && strlen(word) == 4;

	text_fmt(from, 12, "%s%s", word ? word : desk_today_text(c->desk, today),
	    year ? "-01-01" : word ? "-01" : "");
	if (!word)
		memcpy(from + 8, "01", 3);
	first = day_parse(from);
	if (first == DAY_NONE)
		return err_set(e, ERR_USAGE, tr("%.20s is no month. Write YYYY-MM."), word);
	day_format(day_add_months(first, year ? 12 : 1) - 1, to);
	return OK;
}

/* Each condition that was given, by the key of the screen's line. */
static enum err_code read_find(struct cmd_context *c, struct survey_find *f, struct err *e)
{
	static const struct {
		int arg;
		const char *key;
	} keys[] = { { S_ON, "on" }, { S_TIER, "tier" }, { S_GROWTH, "growth" },
		{ S_SEGMENT, "seg" } };
	enum err_code rc = OK;

	survey_find_init(c->desk, f);
	if (c->args[S_ALL].given)
		rc = survey_find_set(c->desk, f, "br", "all", e);
	if (rc == OK && c->args[S_SERVICE].given)
		rc = service_named(c, c->args[S_SERVICE].text, &f->is.service_id, e);
	if (rc == OK && c->args[S_STAFF].given)
		rc = staff_named(c, c->args[S_STAFF].text, &f->rated_id, e);
	for (size_t i = 0; i < COUNT(keys) && rc == OK; i++)
		if (c->args[keys[i].arg].given)
			rc = survey_find_set(c->desk, f, keys[i].key, c->args[keys[i].arg].text,
			    e);
	return rc;
}

static enum err_code run_surveys(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { survey_columns, COUNT(survey_columns), put_survey,
		N_("No survey.") };
	bool due = c->args[S_DUE].given;
	char from[12], to[12];
	struct survey_find f;
	struct survey_list l = { 0 };
	enum err_code rc = read_days(c, argc ? argv[0] : NULL, from, to, e);

	if (rc == OK)
		rc = read_find(c, &f, e);
	if (rc != OK)
		return rc;
	if (c->args[S_RATES].given)
		return list_rates(c, &f, from, to, e);
	rc = survey_find_run(c->desk, &f, due ? NULL : from, due ? NULL : to, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	survey_list_free(&l);
	return rc;
}

const struct cmd cmd_surveys = {
	.name = "surveys", .words = "[MONTH]", .max = 1, .args = survey_args, .nargs = S_N,
	.help = N_("Surveys that came back in a month (this one), or --due: who is still to be "
	    "asked; or --rates by month, branch, person or service. Narrowed by service, staff, "
	    "days of the visit, tier, growth or segment of the client; --all-branches."),
	.needs = CMD_FILE | CMD_DESK, .run = run_surveys,
};

/* ---- suggestions ---- */

enum { G_CLIENT, G_N };
static const struct arg suggestion_args[] = {
	[G_CLIENT] = { .name = "client", .value = "C" },
};
static const struct table_col suggestion_columns[] = {
	{ "id", 5, true }, { "day", 10, false }, { "by", 14, false }, { "channel", 8, false },
	{ "state", 9, false }, { "decided_by", 10, false }, { "told", 8, false },
	{ "answered_by", 11, false }, { "text", 40, false }, { "reason", 0, false },
};

static enum err_code put_suggestion(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	struct suggestion_row shown = *(const struct suggestion_row *)item, *r = &shown;

	(void)e;
	cover_suggestion(c->desk, r);
	table_int(t, r->id);
	table_text(t, r->day);
	table_text(t, suggestion_name(c->desk, r));
	table_text(t, r->channel);
	table_text(t, r->state);
	table_text(t, r->decided_by);
	table_text(t, r->told);
	table_text(t, r->answered_by);
	table_text(t, r->text);
	table_text(t, r->reason);
	table_row(t);
	return OK;
}

static enum err_code run_suggestions(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { suggestion_columns, COUNT(suggestion_columns),
		put_suggestion, N_("No suggestion.") };
	char from[12], to[12];
	struct suggestion_list l = { 0 };
	int64_t client = 0;
	enum err_code rc = read_days(c, argc ? argv[0] : NULL, from, to, e);

	if (rc == OK && c->args[G_CLIENT].given)
		rc = args_client_open(c, c->args[G_CLIENT].text, &client, e);
	if (rc == OK)
		rc = client ? suggestion_list_client(c->store, client, &l, e) :
		    suggestion_list(c->store, c->desk->branch_id, from, &l, e);
	if (rc == OK)
		rc = table_list(c, &list, l.v, l.n, sizeof *l.v, e);
	suggestion_list_free(&l);
	return rc;
}

const struct cmd cmd_suggestions = {
	.name = "suggestions", .words = "[MONTH]", .max = 1, .args = suggestion_args,
	.nargs = G_N,
	.help = N_("Suggestions that are open, and those decided since the first of a month (this "
	    "one); or all of a client."),
	.needs = CMD_FILE | CMD_DESK, .run = run_suggestions,
};
