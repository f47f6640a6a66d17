/* Cases, tab Surveys: who may be asked, who has a form out, what came back this month. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/survey_find.h"
#include "screen/front.h"
#include "screen/survey.h"
#include "survey_priv.h"
#include "tui/dialog.h"

enum { RATE_LINES = 5, MONTHS = 3 };

static void put_row(struct desk *d, const struct survey_row *r, struct area_rows *out)
{
	struct area_row *row = area_rows_add(out);
	bool later = r->from_at > clock_now() && strcmp(r->state, "returned") != 0;
	char at[16], day[11];

	row->id = r->id;
	row->client_id = survey_hides(d, r) ? 0 : r->client_id;
	row->style = r->lowest && r->lowest <= SURVEY_COMPLAINS ? STYLE_LATE :
	    !strcmp(r->state, "due") && !later ? STYLE_TEXT : STYLE_GREY;
	day_short(day_parse(r->day), row->cell[0], sizeof row->cell[0]);
	text_copy(row->cell[1], sizeof row->cell[1], survey_name(d, r));
	text_copy(row->cell[2], sizeof row->cell[2],
	    describe_in_language(r->service, r->service_en));
	text_copy(row->cell[3], sizeof row->cell[3], r->staff);
	text_copy(row->cell[4], sizeof row->cell[4], survey_state_word(r->state));
	survey_mark_text(r->answered, r->score, row->cell[5], sizeof row->cell[5]);
	if (later)
		text_fmt(row->cell[5], sizeof row->cell[5], tr("from %s"),
		    day_short(day_parse(desk_day_of(d, r->from_at, day)), at, sizeof at));
}

static void put_all(struct desk *d, const struct survey_list *l, struct area_rows *out)
{
	for (size_t i = 0; i < l->n; i++)
		put_row(d, &l->v[i], out);
}

/* What is open, then what came back since the first of the month. */
static enum err_code load_house(struct desk *d, const char *which, struct area_rows *out,
    struct err *e)
{
	struct survey_list l = { 0 };
	char from[12], to[11];
	struct survey_find f;
	enum err_code rc = survey_find_parse(d, which, &f, e);

	if (rc == OK)
		rc = survey_find_run(d, &f, NULL, NULL, &l, e);
	put_all(d, &l, out);
	text_copy(from, sizeof from, desk_today_text(d, to));
	memcpy(from + 8, "01", 2);
	if (rc == OK)
		rc = survey_find_run(d, &f, from, to, &l, e);
	if (rc == OK)
		put_all(d, &l, out);
	survey_list_free(&l);
	return rc;
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct survey_list l = { 0 };
	enum err_code rc;

	if (!of.client_id)
		return load_house(d, area_which(s), out, e);
	rc = survey_list_client(d->store, of.client_id, &l, e);
	if (rc == OK)
		put_all(d, &l, out);
	survey_list_free(&l);
	return rc;
}

static enum err_code which(struct screen *s, const char *text, struct buf *out, struct err *e)
{
	struct survey_find f;
	char said[200];
	enum err_code rc = survey_find_parse(front_desk(s), text, &f, e);

	if (rc == OK)
		buf_puts(out, survey_find_say(front_desk(s), &f, said, sizeof said));
	return rc;
}

static enum err_code sum(struct screen *s, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	int64_t due;
	char month[120];
	enum err_code rc;

	if (area_which(s)[0]) {
		buf_puts(out, tr("only: "));
		return which(s, area_which(s), out, e);
	}
	rc = survey_count_due(d->store, d->branch_id, clock_now(), &due, e);

	if (rc == OK)
		rc = survey_month_text(d, month, sizeof month, e);
	if (rc == OK)
		buf_printf(out, tr("due %lld   %s"), (long long)due, month);
	return rc;
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct survey_row r;
	char at[48], day[48];
	enum err_code rc = survey_get(d->store, id, &r, e);

	if (rc != OK)
		return rc;
	buf_printf(out, tr("%s: visit %s, %s"), survey_name(d, &r),
	    desk_date_text(d, r.day, day, sizeof day), survey_state_word(r.state));
	if (r.returned_at)
		buf_printf(out, " %s", desk_time_text(d, r.returned_at, at, sizeof at));
	else
		buf_printf(out, tr(", until %s"),
		    desk_time_text(d, r.expire_at, at, sizeof at));
	if (r.lowest)
		buf_printf(out, tr("; worst mark %lld"), (long long)r.lowest);
	if (r.friend >= 0)
		buf_printf(out, tr("; would send a friend %lld of 10"), (long long)r.friend);
	if (r.suggestion[0])
		buf_printf(out, "\n%s", cover_words(d, r.client_id, r.suggestion));
	return OK;
}

/* ---- rates ---- */

static void put_rate(const struct survey_rate *r, struct buf *out)
{
	int percent = survey_percent(r);
	const char *name = describe_in_language(r->name, r->name_en);
	char friend[48];

	buf_printf(out, "%s: ", name[0] ? name : tr("nobody"));
	if (percent >= 0)
		buf_printf(out, tr("%d%% of %lld answers"), percent, (long long)r->answered);
	else
		buf_puts(out, tr("no answer yet"));
	buf_printf(out, tr("; out %lld, back %lld"), (long long)r->out, (long long)r->returned);
	if (r->asked_friend)
		buf_printf(out, "; %s", survey_net_text(r, friend, sizeof friend));
	buf_putc(out, '\n');
}

static enum err_code put_rates(struct desk *d, enum survey_by by, const struct survey_filter *f,
    struct buf *out, struct err *e)
{
	struct survey_rates l = { 0 };
	enum err_code rc = survey_rates(d->store, by, f, &l, e);
	size_t from = by == SURVEY_BY_MONTH && l.n > MONTHS ? l.n - MONTHS : 0;

	for (size_t i = from; i < l.n && i < from + RATE_LINES && rc == OK; i++)
		put_rate(&l.v[i], out);
	survey_rates_free(&l);
	return rc;
}

/* By month, then of this month by branch, person and service, the worst first; callbacks apart. */
static enum err_code show_rates(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct desk *d = front_desk(s);
	char month[12], year[12], to[11];
	struct survey_filter f = { .branch_id = d->branch_id, .from_day = year, .to_day = to };
	struct callback_marks calls;
	struct buf text = BUF_INIT;
	enum err_code rc;

	(void)id;
	(void)client_id;
	text_copy(month, sizeof month, desk_today_text(d, to));
	memcpy(month + 8, "01", 2);
	text_copy(year, sizeof year, month);
	memcpy(year + 5, "01", 2);
	rc = put_rates(d, SURVEY_BY_MONTH, &f, &text, e);
	f.from_day = month;
	buf_puts(&text, "\n");
	f.branch_id = rights_may(d, "see-branches") ? 0 : d->branch_id;
	if (rc == OK)
		rc = put_rates(d, SURVEY_BY_BRANCH, &f, &text, e);
	f.branch_id = d->branch_id;
	buf_puts(&text, "\n");
	if (rc == OK)
		rc = put_rates(d, SURVEY_BY_PERSON, &f, &text, e);
	buf_puts(&text, "\n");
	if (rc == OK)
		rc = put_rates(d, SURVEY_BY_SERVICE, &f, &text, e);
	if (rc == OK)
		rc = survey_callback_marks(d->store, &f, &calls, e);
	if (rc == OK && calls.n)
		buf_printf(&text, tr("\nIn callbacks: %d%% of %lld answers"),
		    (int)((calls.sum * 20 + calls.n / 2) / calls.n), (long long)calls.n);
	if (rc == OK)
		rc = dialog_tell(s, tr("Rates"), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

/* ---- what is done to one ---- */

static enum err_code open_survey(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct survey_arg arg = { .id = id };

	(void)client_id;
	return screen_open(s->loop, &survey_screen, &arg, e);
}

static enum err_code hand(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return survey_ask_hand(s, id, e);
}

static enum err_code later(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return survey_ask_later(s, id, NULL, e);
}

static enum err_code refuse(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return survey_ask_refusal(s, id, NULL, e);
}

static const struct list_column columns[] = { { N_("visit"), 0 }, { N_("client"), 7 },
	{ N_("service"), 22 }, { N_("person"), 37 }, { N_("state"), 47 }, { N_("mark"), 61 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = open_survey,
	  .help = N_("Takes the answers of the form.") },
	{ .command = "row-next", .run = hand, .right = "survey-take", .label = N_("hand out"),
	  .help = N_("The form is handed to the client.") },
	{ .command = "row-defer", .run = later, .right = "survey-take",
	  .help = N_("Puts it off to another day.") },
	{ .command = "row-cancel", .run = refuse, .right = "survey-take", .label = N_("refused"),
	  .help = N_("The client does not answer.") },
	{ .command = "row-why", .run = show_rates, .label = N_("rates"),
	  .help = N_("Forms out and returned, and what they say.") },
};

const struct area_tab surveys_tab = {
	.name = "surveys", .title = N_("Surveys"), .columns = columns, .ncolumns = 6,
	.numbered = true, .load = load, .sum = sum, .detail = detail, .which = which, .acts = acts,
	.nacts = sizeof acts / sizeof *acts,
	.empty = N_("No survey yet. One is due after a visit, once in 30 days."),
	.empty_house = N_("No survey is due. Rule: each visit, once in 30 days."),
	.page = N_("Who may be asked how a visit was, whose form is out, and what came back this "
	    "month. Enter asks and writes the answers down, y hands the form over or sends it, d "
	    "puts it off, x notes that the client wants none. g narrows by days of the visit, "
	    "service, person, branch, client, tier or segment: laser cl w new br=all; / by "
	    "any words of the rows. w shows the rates by month, branch, person and service: of the "
	    "questions that were answered, with how many there were, and who would send a friend: "
	    "the share of 9 and 10 less the share of 6 and below."),
};
