/* Cases, tab Cultivation: which clients are to become more to the house, whose affair that is, what
 * it costs beside what they pay, when it is looked at again. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/value.h"
#include "base/when.h"
#include "desk/cover.h"
#include "desk/cultivation.h"
#include "desk/desk.h"
#include "desk/segment.h"
#include "form/segment.h"
#include "screen/clientline.h"
#include "screen/clientpick.h"
#include "screen/front.h"
#include "tui/dialog.h"

enum { ENDED_DAYS = 60, REVIEW_DAYS = 14 };

struct cultivation_box {
	int64_t id, client_id, owner_id, budget;
	int64_t target;                 /* place of the tier in the rules, as the form has it */
	bool review;
	char measure[1204], review_day[12];
};

/* ---- rows ---- */

static const char *short_word(const char *state)
{
	return !strcmp(state, "reached") ? tr("attained") :
	    !strcmp(state, "missed") ? tr("fell short") : tr("given up");
}

static void put_row(struct desk *d, const struct cultivation_row *r, struct area_rows *out)
{
	struct area_row *row = area_rows_add(out);
	bool due = cultivation_due(d, r);
	struct err none = ERR_INIT;
	int64_t paid = 0;
	char day[16];

	row->id = r->id;
	row->client_id = r->client_id;
	row->style = due ? STYLE_LATE : !strcmp(r->state, "on") ? STYLE_TEXT : STYLE_GREY;
	if (!strcmp(r->state, "on"))
		text_fmt(row->cell[0], sizeof row->cell[0], due ? tr("%s due") : "%s",
		    day_short(day_parse(r->review_day), day, sizeof day));
	else
		text_copy(row->cell[0], sizeof row->cell[0], short_word(r->state));
	clientline_name(d, r->client_id, row->cell[1], sizeof row->cell[1]);
	text_copy(row->cell[2], sizeof row->cell[2], segment_tier_text(d, r->target));
	text_copy(row->cell[3], sizeof row->cell[3], r->owner);
	desk_sum(d, r->cost, row->cell[4], sizeof row->cell[4]);
	if (cultivation_revenue(d, r, &paid, &none) == OK)
		desk_sum(d, paid, row->cell[5], sizeof row->cell[5]);
	text_copy(row->cell[6], sizeof row->cell[6], r->result[0] ? r->result : r->measure);
}

static void put_covered(struct desk *d, struct cultivation_row *r, struct area_rows *out)
{
	cover_cultivation(d, r);
	put_row(d, r, out);
}

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct cultivation_list l = { 0 };
	enum err_code rc = of.client_id ? cultivation_list_client(d->store, of.client_id, &l, e) :
	    cultivation_list_on(d->store, d->branch_id, 0, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		put_covered(d, &l.v[i], out);
	if (rc == OK && !of.client_id)
		rc = cultivation_list_ended(d->store, d->branch_id,
		    clock_now() - ENDED_DAYS * 86400, &l, e);
	for (size_t i = 0; i < l.n && rc == OK && !of.client_id; i++)
		put_covered(d, &l.v[i], out);
	cultivation_list_free(&l);
	return rc;
}

static enum err_code sum(struct screen *s, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct cultivation_list l = { 0 };
	int64_t due = 0, cost = 0, paid = 0;
	char text[2][64];
	enum err_code rc = cultivation_list_on(d->store, d->branch_id, 0, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		int64_t one = 0;

		rc = cultivation_revenue(d, &l.v[i], &one, e);
		due += cultivation_due(d, &l.v[i]);
		cost += l.v[i].cost;
		paid += one;
	}
	if (rc == OK)
		buf_printf(out, tr("%zu go on, %lld to review; cost %s, paid %s"), l.n,
		    (long long)due, desk_sum(d, cost, text[0], sizeof text[0]),
		    desk_sum(d, paid, text[1], sizeof text[1]));
	cultivation_list_free(&l);
	return rc;
}

static void say_head(struct desk *d, const struct cultivation_row *r, struct buf *out)
{
	char name[200], money[64], day[48];

	buf_printf(out, tr("%s, since %s: "), clientline_name(d, r->client_id, name, sizeof name),
	    desk_date_text(d, r->day, day, sizeof day));
	if (r->tier[0])
		buf_printf(out, "%s > ", segment_tier_text(d, r->tier));
	buf_puts(out, segment_tier_text(d, r->target));
	if (r->growth[0])
		buf_printf(out, ", %s", segment_growth_text(d, r->growth));
	buf_printf(out, tr("; owner %s"), r->owner);
	if (r->budget >= 0)
		buf_printf(out, tr("; may cost %s"), desk_sum(d, r->budget, money, sizeof money));
	buf_putc(out, '\n');
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct cultivation_steps steps = { 0 };
	struct cultivation_row r;
	char money[2][64], day[48];
	int64_t paid = 0;
	enum err_code rc = cultivation_get(d->store, id, &r, e);

	if (rc == OK)
		rc = cultivation_revenue(d, &r, &paid, e);
	if (rc == OK)
		rc = cultivation_list_steps(d->store, id, &steps, e);
	if (rc != OK) {
		cultivation_steps_free(&steps);
		return rc;
	}
	cover_cultivation_steps(d, &r, &steps);
	cover_cultivation(d, &r);
	say_head(d, &r, out);
	buf_printf(out, tr("Measure: %s\n"), r.measure);
	buf_printf(out, tr("Cost so far %s, paid since %s"),
	    desk_sum(d, r.cost, money[0], sizeof money[0]),
	    desk_sum(d, paid, money[1], sizeof money[1]));
	if (r.review_day[0] && !strcmp(r.state, "on"))
		buf_printf(out, tr("; next review %s"), desk_date_text(d, r.review_day, day,
		    sizeof day));
	if (r.result[0])
		buf_printf(out, "\n%s: %s", cultivation_state_word(r.state), r.result);
	for (size_t i = steps.n; i-- > 0;) {
		const struct cultivation_step *x = &steps.v[i];

		buf_printf(out, "\n%s %s%s: %s", day_short(day_parse(x->day), day,
		    sizeof day), x->staff,
		    strcmp(x->kind, "review") ? "" : tr(", review"), x->text);
		if (x->cost)
			buf_printf(out, " (%s)", desk_sum(d, x->cost, money[0], sizeof money[0]));
	}
	cultivation_steps_free(&steps);
	return OK;
}

/* ---- beginning, changing ---- */

/* A tier by its place in the rules, as the form's lookup has it. */
static int64_t tier_place(const struct desk *d, const char *word)
{
	for (size_t i = 0; d->segments && i < d->segments->tiers.n; i++)
		if (!strcmp(d->segments->tiers.v[i].code, word))
			return (int64_t)i + 1;
	return 0;
}

static const char *tier_at(const struct desk *d, int64_t place)
{
	return d->segments && place > 0 && (size_t)place <= d->segments->tiers.n ?
	    d->segments->tiers.v[place - 1].code : "";
}

static void preset(const struct askform *a, const void *ctx, const char *word, struct value *out)
{
	const struct cultivation_box *box = ctx;

	(void)a;
	if (!strcmp(word, "target") && box->target)
		value_set_int(out, box->target);
	else if (!strcmp(word, "measure") && box->measure[0])
		value_set_text(out, box->measure);
	else if (!strcmp(word, "owner") && box->owner_id)
		value_set_int(out, box->owner_id);
	else if (!strcmp(word, "budget") && box->budget > 0)
		value_set_int(out, box->budget);
	else if (!strcmp(word, "review") && box->review_day[0])
		value_set_text(out, box->review_day);
	else if (!strcmp(word, "kind"))
		value_set_text(out, box->review ? "review" : "done");
}

static enum err_code note(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct cultivation_box *box = ctx;
	struct desk *d = front_desk(owner);
	struct cultivation_draft draft = { .client_id = box->client_id,
		.target = tier_at(d, askform_int(x, "target")),
		.measure = askform_text(x, "measure"), .owner_id = askform_int(x, "owner"),
		.budget = askform_int(x, "budget") > 0 ? askform_int(x, "budget") : -1,
		.review_day = askform_text(x, "review_day") };
	int64_t id = box->id;
	enum err_code rc = id ? cultivation_change(d, id, &draft, e) :
	    cultivation_add(d, &draft, &id, e);

	if (rc != OK)
		return rc;
	screen_done(owner, "%s", tr("Noted. y enters what is done, and reviews."));
	area_point(owner, id);
	return OK;
}

static enum err_code ask(struct screen *s, const struct cultivation_box *box, const char *text,
    struct err *e)
{
	return askform_open(s, &(struct askform){ .form = "cultivation",
	    .title = tr("Cultivation"), .text = text, .right = "cultivate", .ctx = box,
	    .size = sizeof *box, .preset = preset, .done = note,
	    .draft = box->id ? "cultivation" : "cultivation-new",
	    .draft_ref = box->id ? box->id : box->client_id }, e);
}

/* For whom, what the client is now, and what the rules propose for that. */
static enum err_code ask_new(struct screen *s, int64_t client_id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct cultivation_box box = { .client_id = client_id, .owner_id = d->who.staff_id,
		.budget = -1, .target = 1 };
	struct client_class is;
	char name[200], text[400];
	enum err_code rc = segment_of(d, client_id, &is, e);

	if (rc != OK)
		return rc;
	text_copy(box.measure, sizeof box.measure, cultivation_measure(d, is.growth));
	day_format(desk_today(d) + REVIEW_DAYS, box.review_day);
	text_fmt(text, sizeof text, "%s: %s%s%s", clientline_name(d, client_id, name, sizeof name),
	    segment_tier_text(d, is.tier), is.growth[0] ? ", " : "",
	    segment_growth_text(d, is.growth));
	return ask(s, &box, text, e);
}

static void picked(struct screen *owner, int64_t client_id)
{
	struct err e = ERR_INIT;

	if (client_id && ask_new(owner, client_id, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code run_new(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	int64_t client = area_client(s);

	(void)id;
	(void)client_id;
	if (front_may(s, "cultivate", e) != OK)
		return e->code;
	return client ? ask_new(s, client, e) :
	    clientpick_open(s, tr("Cultivate which client"), picked, e);
}

static enum err_code run_edit(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct cultivation_row r;
	struct cultivation_box box = { .id = id };
	enum err_code rc = cultivation_get(d->store, id, &r, e);

	(void)client_id;
	if (rc != OK)
		return rc;
	if (cover_hides_cultivation(d, &r))
		return err_set(e, ERR_DENIED, "%s", tr("This file is restricted. Its owner changes "
		    "it, or open the file first: i, with a reason."));
	box.owner_id = r.owner_id;
	box.budget = r.budget;
	box.target = tier_place(d, r.target);
	text_copy(box.measure, sizeof box.measure, r.measure);
	text_copy(box.review_day, sizeof box.review_day, r.review_day);
	return ask(s, &box, NULL, e);
}

/* ---- steps, the end ---- */

static enum err_code step(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct cultivation_box *box = ctx;
	struct desk *d = front_desk(owner);
	bool review = !strcmp(askform_text(x, "kind"), "review");
	const char *next = askform_text(x, "review_day"), *text = askform_text(x, "text");
	char day[48];
	enum err_code rc = review ?
	    cultivation_review(d, box->id, text, askform_int(x, "cost"), next, e) :
	    cultivation_did(d, box->id, text, askform_int(x, "cost"), e);

	if (rc == OK && review)
		screen_done(owner, tr("Reviewed. Next on %s."),
		    desk_date_text(d, next, day, sizeof day));
	else if (rc == OK)
		screen_done(owner, "%s", tr("Entered. Ctrl-Z takes it back."));
	return rc;
}

static enum err_code run_next(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct desk *d = front_desk(s);
	struct cultivation_box box = { .id = id };
	struct cultivation_row r;
	enum err_code rc = cultivation_get(d->store, id, &r, e);

	(void)client_id;
	if (rc != OK)
		return rc;
	cover_cultivation(d, &r);
	box.review = cultivation_due(d, &r);
	day_format(desk_today(d) + REVIEW_DAYS, box.review_day);
	return askform_open(s, &(struct askform){ .form = "cultivation-step",
	    .title = tr("What was done, or how it stands"), .text = r.measure,
	    .right = "cultivate", .ctx = &box, .size = sizeof box, .preset = preset, .done = step,
	    .draft = "cultivation-step", .draft_ref = id }, e);
}

static enum err_code end(struct screen *owner, const struct form_edit *x, void *ctx, struct err *e)
{
	const struct cultivation_box *box = ctx;
	enum err_code rc = cultivation_end(front_desk(owner), box->id, askform_text(x, "state"),
	    askform_text(x, "result"), e);

	if (rc == OK)
		screen_done(owner, "%s", tr("Ended. Ctrl-Z takes it back."));
	return rc;
}

static enum err_code run_cancel(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct cultivation_box box = { .id = id };

	(void)client_id;
	return askform_open(s, &(struct askform){ .form = "cultivation-end",
	    .title = tr("What came of it"), .right = "cultivate", .ctx = &box,
	    .size = sizeof box, .done = end, .draft = "cultivation-end", .draft_ref = id }, e);
}

static enum err_code run_open(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct buf text = BUF_INIT;
	enum err_code rc = detail(s, id, &text, e);

	(void)client_id;
	if (rc == OK)
		rc = dialog_tell(s, tr("Cultivation"), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

/* ---- going on ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	if (!strcmp(at->word, "cultivation-new"))
		return ask_new(s, at->ref, e);
	return !strcmp(at->word, "cultivation-step") ? run_next(s, at->ref, 0, e) :
	    !strcmp(at->word, "cultivation-end") ? run_cancel(s, at->ref, 0, e) :
	    run_edit(s, at->ref, 0, e);
}

static int64_t whose(struct desk *d, int64_t id)
{
	struct cultivation_row r;
	struct err none = ERR_INIT;

	return cultivation_get(d->store, id, &r, &none) == OK ? r.client_id : 0;
}

static int64_t own(struct desk *d, int64_t client_id)
{
	(void)d;
	return client_id;
}

static const struct askform_again again[] = {
	{ "cultivation-new", "cultivation", &cases_screen, "cultivation", run_again, own },
	{ "cultivation", "cultivation", &cases_screen, "cultivation", run_again, whose },
	{ "cultivation-step", "cultivation-step", &cases_screen, "cultivation", run_again, whose },
	{ "cultivation-end", "cultivation-end", &cases_screen, "cultivation", run_again, whose },
};
ASKFORM_AGAIN(cultivation_again, again);

static const struct list_column columns[] = { { N_("review"), 0 }, { N_("client"), 11 },
	{ N_("target tier"), 24 }, { N_("owner"), 41 }, { N_("cost"), 50 }, { N_("paid"), 56 },
	{ N_("measures"), 64 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = run_open,
	  .help = N_("Shows the measure whole.") },
	{ .command = "row-new", .run = run_new,
	  .help = N_("Plans a measure for a client.") },
	{ .command = "row-next", .run = run_next, .right = "cultivate", .label = N_("step"),
	  .help = N_("One step of the measure on.") },
	{ .command = "row-edit", .run = run_edit, .right = "cultivate",
	  .help = N_("Changes the measure.") },
	{ .command = "row-cancel", .run = run_cancel, .right = "cultivate", .label = N_("result"),
	  .help = N_("Ends the measure with its result.") },
};

const struct area_tab cultivation_tab = {
	.name = "cultivation", .title = N_("Cultivation"), .columns = columns, .ncolumns = 7,
	.own_title = N_("client"), .numbered = true, .load = load, .sum = sum, .detail = detail,
	.acts = acts, .nacts = sizeof acts / sizeof *acts,
	.empty = N_("This client is not cultivated. n begins."),
	.empty_house = N_("Nobody is cultivated. n begins, for a client."),
	.page = N_("Clients who are to become more to the house: the tier that is wanted, the "
	    "measure (proposed by the type of growth), who sees to it, what it cost beside what "
	    "the client paid since. n begins, e changes it; y enters what was done with what it "
	    "cost, or a review with the next one; x ends it as reached, missed or given up, with "
	    "its result. Reviews that are due are red here and stand on the owner's Today."),
};
