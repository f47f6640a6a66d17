/* Records, tabs Figures and Habits: of one client. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "data/measure.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/figures.h"
#include "desk/settings.h"
#include "screen/front.h"
#include "screen/vitals.h"
#include "tui/textline.h"

/* ---- figures ---- */

static void band_text(const struct indicator *i, const struct figures_band *b, char *out,
    size_t size)
{
	char low[32], high[32];

	text_fmt(out, size, "%s-%s%s", b->has_low ? figures_text(i, b->low, low, sizeof low) : "",
	    b->has_high ? figures_text(i, b->high, high, sizeof high) : "", b->own ? " *" : "");
	if (!b->has_low && !b->has_high)
		out[0] = '\0';
}

static enum err_code add_row(struct screen *s, int64_t client_id, const struct indicator *i,
    struct area_rows *out, struct err *e)
{
	struct desk *d = front_desk(s);
	struct area_row *r = area_rows_add(out);
	struct figures_band b;
	struct measure m;
	struct err none = ERR_INIT;
	int gap = figures_gap_days(d, client_id, 0, i->id,
	    (int)setting_of(d, SETTING_GAP_DAYS));

	r->id = i->id;
	r->client_id = client_id;
	text_copy(r->cell[0], sizeof r->cell[0], describe_in_language(i->name, i->name_en));
	text_copy(r->cell[2], sizeof r->cell[2], i->unit);
	if (figures_band(d, client_id, i, &b, e) != OK)
		return e->code;
	band_text(i, &b, r->cell[3], sizeof r->cell[3]);
	if (gap)
		text_fmt(r->cell[5], sizeof r->cell[5],
		    tr("%d days without, before the next visit"), gap);
	if (measure_last(d->store, client_id, 0, i->id, &m, &none) != OK)
		return OK;
	figures_text(i, m.value, r->cell[1], sizeof r->cell[1]);
	desk_time_text(d, m.at, r->cell[4], sizeof r->cell[4]);
	if (figures_beyond(&b, m.value)) {
		text_fmt(r->cell[1], sizeof r->cell[1], "%.*f !", i->decimals, m.value);
		r->style = STYLE_LATE;
	}
	return OK;
}

static enum err_code load_figures(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct indicator_list l = { 0 };
	enum err_code rc = indicator_list(front_desk(s)->store, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = add_row(s, of.client_id, &l.v[i], out, e);
	indicator_list_free(&l);
	return rc;
}

static enum err_code open_chart(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct indicator i;
	struct vitals_arg arg = { .client_id = client_id };

	if (!id)
		return screen_open(s->loop, &vitals_screen, &arg, e);
	if (indicator_get(front_desk(s)->store, id, &i, e) != OK)
		return e->code;
	arg.chart = i.chart;
	return screen_open(s->loop, &vitals_screen, &arg, e);
}

/* The box of the chart asks for the values. */
static enum err_code add_figures(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct screen *top;
	enum err_code rc;

	(void)id;
	if (!client_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("No client is at hand. F2 finds one, then come back here."));
	rc = open_chart(s, 0, client_id, e);
	if (rc != OK)
		return rc;
	top = screen_top(s->loop);
	return screen_run(top, screen_command(top, "row-new"), e);
}

/* The row whose band is asked for. */
struct band_ask {
	int64_t indicator_id, client_id;
};

static enum err_code band_typed(struct screen *s, const char *text, struct err *e)
{
	const struct band_ask *ask = textline_ctx(s);
	struct desk *d = front_desk(s);
	struct indicator i;
	struct target x;

	if (!text)
		return OK;
	if (indicator_get(d->store, ask->indicator_id, &i, e) != OK ||
	    figures_parse_target(d, &i, text, &x, e) != OK ||
	    figures_set_target(d, ask->client_id, &x, e) != OK)
		return e->code;
	screen_done(s, "%s", tr("The band is set. Ctrl-Z takes it back."));
	area_wrote(s);
	return OK;
}

static enum err_code ask_band(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	static struct band_ask ask;     /* one prompt at a time */
	struct figures_band b;
	struct indicator i;
	char text[120] = "", label[160];

	if (indicator_get(front_desk(s)->store, id, &i, e) != OK ||
	    figures_band(front_desk(s), client_id, &i, &b, e) != OK)
		return e->code;
	ask = (struct band_ask){ id, client_id };
	if (b.own) {
		band_text(&i, &b, text, sizeof text);
		text[strcspn(text, " ")] = '\0';
	}
	text_fmt(label, sizeof label, tr("%s, own band, asked for daily until:"),
	    describe_in_language(i.name, i.name_en));
	textline_ask(s, &(struct textline){ .label = label, .text = text, .ctx = &ask,
	    .done = band_typed });
	return OK;
}

static const struct list_column figure_columns[] = { { N_("indicator"), 0 }, { N_("last"), 18 },
	{ N_("unit"), 28 }, { N_("band"), 36 }, { N_("when"), 46 }, { N_("gap"), 63 } };
static const struct area_act figure_acts[] = {
	{ .command = "row-open", .run = open_chart, .label = N_("chart"),
	  .help = N_("The series as a chart and a table.") },
	{ .command = "row-new", .run = add_figures, .right = "measure-add", .label = N_("add"),
	  .help = N_("Enters measured values.") },
	{ .command = "row-edit", .run = ask_band, .right = "measure-add", .label = N_("band"),
	  .help = N_("The band this client's values should lie in.") },
};

const struct area_tab figures_tab = {
	.name = "figures", .title = N_("Figures"), .columns = figure_columns, .ncolumns = 6,
	.client_only = true, .load = load_figures, .acts = figure_acts, .nacts = 3,
	.empty = N_("Nothing is measured here. F12 has the indicators."),
	.page = N_("The newest value of each indicator, ! where it lies beyond the band (* the "
	    "client's own). Enter shows all of them over time, n enters values of the first "
	    "chart. e sets the client's own band and until when it is asked for daily: 110-130 "
	    "until 11.30; nothing typed takes both off."),
};

/* ---- habits ---- */

static const char *state_word(const char *state)
{
	return !strcmp(state, "open") ? tr("to replace") : !strcmp(state, "replaced") ?
	    tr("replaced") : tr("dropped");
}

static enum err_code load_habits(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct habit_list l = { 0 };
	enum err_code rc = habit_list(front_desk(s)->store, of.client_id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct area_row *r = area_rows_add(out);
		const struct habit *h = &l.v[i];

		r->id = h->id;
		r->client_id = h->client_id;
		r->style = strcmp(h->state, "open") == 0 ? STYLE_TEXT : STYLE_GREY;
		text_copy(r->cell[0], sizeof r->cell[0], h->name);
		text_copy(r->cell[1], sizeof r->cell[1], h->amount);
		text_copy(r->cell[2], sizeof r->cell[2], h->since);
		text_copy(r->cell[3], sizeof r->cell[3], h->instead);
		text_copy(r->cell[4], sizeof r->cell[4], state_word(h->state));
		text_copy(r->cell[5], sizeof r->cell[5], h->replaced_day);
	}
	habit_list_free(&l);
	return rc;
}

/* "coffee, 3 cups, 2019, green tea". */
static enum err_code habit_typed(struct screen *s, const char *text, struct err *e)
{
	struct habit h = { .client_id = area_client(s) };
	char *const to[] = { h.name, h.amount, h.since, h.instead };
	const size_t size[] = { sizeof h.name, sizeof h.amount, sizeof h.since, sizeof h.instead };
	int64_t id;

	if (!text)
		return OK;
	for (size_t i = 0; i < 4 && text; i++) {
		const char *end = i < 3 ? strchr(text, ',') : NULL;
		struct buf part = BUF_INIT;

		buf_add(&part, text, end ? (size_t)(end - text) : strlen(text));
		buf_trim(&part);
		text_copy(to[i], size[i], buf_str(&part));
		buf_free(&part);
		text = end ? end + 1 : NULL;
	}
	if (habit_add(front_desk(s), &h, &id, e) != OK)
		return e->code;
	area_wrote(s);
	return OK;
}

static enum err_code add_habit(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)id;
	if (!client_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("No client is at hand. F2 finds one, then come back here."));
	textline_ask(s, &(struct textline){
	    .label = tr("Habit, how much, since, what instead (commas between)"),
	    .keep = "habit-add", .keep_ref = client_id, .done = habit_typed });
	return OK;
}

static enum err_code step_habit(struct screen *s, int64_t id, const char *state, struct err *e)
{
	enum err_code rc = habit_step(front_desk(s), id, state, e);

	if (rc == OK)
		area_wrote(s);
	return rc;
}

static enum err_code replace_habit(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return step_habit(s, id, "replaced", e);
}

static enum err_code drop_habit(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	(void)client_id;
	return step_habit(s, id, "dropped", e);
}

static const struct list_column habit_columns[] = { { N_("habit"), 0 }, { N_("amount"), 18 },
	{ N_("since"), 30 }, { N_("instead"), 40 }, { N_("state"), 56 },
	{ N_("replaced on"), 67 } };
static const struct area_act habit_acts[] = {
	{ .command = "row-new", .run = add_habit, .right = "measure-add",
	  .help = N_("Takes down a habit to replace.") },
	{ .command = "row-next", .run = replace_habit, .right = "measure-add",
	  .label = N_("replaced"),
	  .help = N_("The habit is replaced: what by, since when.") },
	{ .command = "row-cancel", .run = drop_habit, .right = "measure-add", .label = N_("drop"),
	  .help = N_("Drops the habit, with a reason.") },
};

const struct area_tab habits_tab = {
	.name = "habits", .title = N_("Habits"), .columns = habit_columns, .ncolumns = 6,
	.client_only = true, .load = load_habits, .acts = habit_acts, .nacts = 3,
	.empty = N_("No habit yet. n enters one: coffee, 3 cups, 2019, green tea."),
	.page = N_("What the client should give up, and what takes its place. y: replaced today; x "
	    "takes it off."),
};
