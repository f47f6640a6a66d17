/* Reports (F9): the tabs in their order, and what they share: the days, the branch, row 2. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/branch.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/roster.h"
#include "report_priv.h"
#include "tui/textline.h"

enum { CALM_MS = 3000 };

static const struct area_tab kpi_tab = { .name = "kpi", .title = N_("KPI"),
	.screen = &kpi_screen };
static const struct area_tab peak_tab = { .name = "peak", .title = N_("Peak hours"),
	.screen = &peak_screen };
static const struct area_tab times_tab = { .name = "times", .title = N_("Times"),
	.screen = &times_screen };
static const struct area_tab people_tab = { .name = "people", .title = N_("People"),
	.screen = &persons_screen };
static const struct area_tab pyramid_tab = { .name = "pyramid", .title = N_("Pyramid"),
	.screen = &pyramid_screen };
static const struct area_tab cases_tab = { .name = "complaints", .title = N_("Complaints"),
	.screen = &complaint_report_screen };
static const struct area_tab survey_tab = { .name = "surveys", .title = N_("Surveys"),
	.screen = &survey_report_screen };
static const struct area_tab load_tab = { .name = "load", .title = N_("Load"),
	.screen = &loads_screen };
static const struct area_tab *const tabs[] = { &kpi_tab, &peak_tab, &times_tab, &people_tab,
	&pyramid_tab, &cases_tab, &survey_tab, &load_tab };

const struct area_table reports_area = {
	.type = &kpi_screen, .title = N_("Reports"), .tabs = tabs,
	.ntabs = sizeof tabs / sizeof *tabs,
};

enum err_code reports_enter(struct screen *s, const char *tab, struct err *e)
{
	return area_goto(s, &kpi_screen, tab, e);
}

/* ---- of which days, and where ---- */

struct report_memory *report_memory(const struct screen *s)
{
	return &front_of(s)->reports;
}

/* The words once more, where a day has passed since: `this month` grows. */
static enum err_code read_period(struct screen *s, struct err *e)
{
	struct report_memory *m = report_memory(s);
	struct desk *d = front_desk(s);
	int64_t branch = m->span.branch_id;
	int32_t today = desk_today(d);
	bool moved = !m->set || m->home != d->branch_id;

	if (!moved && (m->fixed || m->today == today))
		return OK;
	if (kpi_parse(d, m->typed, &m->span, e) != OK)
		return e->code;
	if (!moved)
		m->span.branch_id = branch;
	m->set = true;
	m->fixed = false;
	m->home = d->branch_id;
	m->today = today;
	return OK;
}

char *report_period_text(const struct desk *d, const struct kpi_span *x, char *out, size_t size)
{
	int year = day_split(desk_today(d)).year;
	char zh[16], en[16], *comma;

	kpi_span_text(x, out, size);
	comma = strstr(out, ", ");
	if (comma)
		*comma = '\0';          /* how many days they are */
	if (day_split(x->from).year != year || day_split(x->to).year != year)
		return out;
	text_fmt(zh, sizeof zh, "%d-", year);
	text_fmt(en, sizeof en, " %d", year);
	for (char *p = out; *p;) {
		size_t n = !strncmp(p, zh, strlen(zh)) ? strlen(zh) :
		    !strncmp(p, en, strlen(en)) && p[strlen(en)] != '-' ? strlen(en) : 0;

		if (n)
			memmove(p, p + n, strlen(p + n) + 1);
		else
			p++;
	}
	return out;
}

static void name_branch(struct report *r)
{
	struct branch b;
	struct err none = ERR_INIT;

	if (!r->span.branch_id)
		text_copy(r->where, sizeof r->where, tr("all branches"));
	else if (branch_get(r->desk->store, r->span.branch_id, &b, &none) == OK)
		text_copy(r->where, sizeof r->where, describe_in_language(b.name, b.name_en));
}

enum err_code report_load(struct screen *s, struct err *e)
{
	struct report *r = s->state;
	enum err_code rc = read_period(s, e);

	if (rc != OK)
		return rc;
	r->span = report_memory(s)->span;
	report_period_text(r->desk, &r->span, r->period, sizeof r->period);
	name_branch(r);
	return kpi_may(r->desk, r->span.branch_id, e);
}

enum err_code report_open(struct screen *s, struct err *e)
{
	struct report *r = s->state;

	r->desk = front_desk(s);
	r->anew = true;
	if (kpi_may(r->desk, r->desk->branch_id, e) != OK)
		return e->code;
	return report_load(s, e);
}

void report_reread(struct screen *s)
{
	((struct report *)s->state)->anew = true;
	screen_dirty(s, DIRTY_LOAD);
}

bool report_wait(struct screen *s)
{
	struct report *r = s->state;
	int64_t now = clock_mono_ms();

	r->put_off = !r->anew && r->read_ms && now - r->read_ms < CALM_MS;
	if (!r->put_off)
		r->read_ms = now;
	return r->put_off;
}

void report_tick(struct screen *s, int64_t mono_ms)
{
	const struct report *r = s->state;

	if (r->put_off && mono_ms - r->read_ms >= CALM_MS)
		screen_dirty(s, DIRTY_LOAD);
}

void report_listed(struct screen *s)
{
	struct report *r = s->state;

	if (r->anew)
		list_reset(&r->list);
	else
		list_reloaded(&r->list);
	r->anew = false;
}

/* What was typed holds from now on; a mistake leaves all as it was. */
static enum err_code take_period(struct screen *s, const char *typed, struct err *e)
{
	struct report_memory *m = report_memory(s);
	struct kpi_span x;

	if (kpi_parse(front_desk(s), typed, &x, e) != OK)
		return e->code;
	if (x.from > desk_today(front_desk(s)))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Those days are still ahead. Type nov, q3, w or 9.1..11.24."));
	x.branch_id = m->set ? m->span.branch_id : x.branch_id;
	*m = (struct report_memory){ .set = true, .span = x, .today = desk_today(front_desk(s)),
		.home = front_desk(s)->branch_id, .view = m->view, .figure = m->figure };
	text_copy(m->typed, sizeof m->typed, typed);
	return OK;
}

static enum err_code period_given(struct screen *s, const char *text, struct err *e)
{
	enum err_code rc = text ? take_period(s, text, e) : OK;

	if (rc == OK && text)
		report_reread(s);
	return rc;
}

static void period_note(struct screen *s, const char *text, struct buf *out)
{
	struct kpi_span x;
	struct err e = ERR_INIT;
	char echo[80];

	if (kpi_parse(front_desk(s), text, &x, &e) == OK)
		buf_printf(out, "= %s", kpi_span_text(&x, echo, sizeof echo));
	else
		buf_puts(out, e.text);
}

enum err_code report_run_period(struct screen *s, struct err *e)
{
	(void)e;
	textline_ask(s, &(struct textline){ .label = tr("Period"), .max_cp = 38,
	    .note = period_note, .done = period_given });
	return OK;
}

/* ---- stepping ---- */

static int32_t month_first(int32_t day)
{
	return day - day_split(day).day + 1;
}

/* Months, whole or up to today, step by months; anything else by its length. */
static void shift(struct kpi_span *x, int by, int32_t today)
{
	bool months = x->from == month_first(x->from) &&
	    (x->to == today || month_first(x->to + 1) == x->to + 1);
	int32_t days = x->to - x->from + 1;

	if (months) {
		struct ymd a = day_split(x->from), b = day_split(x->to);
		int n = (b.year - a.year) * 12 + b.month - a.month + 1;

		x->from = day_add_months(x->from, by * n);
		x->to = day_add_months(x->from, n) - 1;
	} else {
		x->from += by * days;
		x->to += by * days;
	}
	if (x->from <= today && x->to > today)
		x->to = today;
}

enum err_code report_run_shift(struct screen *s, struct err *e)
{
	struct report_memory *m = report_memory(s);
	int32_t today = desk_today(front_desk(s));
	struct kpi_span x = m->span;

	if (!s->command->arg) {
		if (take_period(s, "", e) != OK)
			return e->code;
		report_reread(s);
		return OK;
	}
	shift(&x, s->command->arg, today);
	if (x.from > today)
		return err_set(e, ERR_INVALID, "%s", tr("What comes after is still ahead."));
	m->span = x;
	m->fixed = true;
	report_reread(s);
	return OK;
}

/* ---- branches ---- */

/* Those whose figures may be seen; 0, all of them, last. */
static enum err_code read_branches(struct desk *d, int64_t *ids, size_t max, size_t *n,
    struct err *e)
{
	struct branch_list l = { 0 };
	struct err none = ERR_INIT;
	enum err_code rc = branch_list(d->store, false, &l, e);

	*n = 0;
	for (size_t i = 0; i < l.n && *n + 1 < max; i++) {
		err_clear(&none);
		if (kpi_may(d, l.v[i].id, &none) == OK)
			ids[(*n)++] = l.v[i].id;
	}
	err_clear(&none);
	if (*n > 1 && kpi_may(d, 0, &none) == OK)
		ids[(*n)++] = 0;
	branch_list_free(&l);
	return rc;
}

enum err_code report_run_branch(struct screen *s, struct err *e)
{
	struct report_memory *m = report_memory(s);
	int64_t ids[64];
	size_t n, at = 0;
	enum err_code rc = read_branches(front_desk(s), ids, sizeof ids / sizeof *ids, &n, e);

	if (rc != OK)
		return rc;
	if (n < 2)
		return err_set(e, ERR_INVALID, "%s",
		    tr("There is no other branch whose figures you may see."));
	while (at + 1 < n && ids[at] != m->span.branch_id)
		at++;
	m->span.branch_id = ids[(at + n + (size_t)(s->command->arg + (int)n)) % n];
	report_reread(s);
	return OK;
}

/* ---- words of the command line ---- */

static enum err_code take_branch(struct screen *s, const char *code, struct err *e)
{
	struct desk *d = front_desk(s);
	struct branch b = { .id = 0 };

	if (strcmp(code, "all") != 0 && branch_by_code(d->store, code, &b, e) != OK)
		return e->code;
	if (kpi_may(d, b.id, e) == OK)
		report_memory(s)->span.branch_id = b.id;
	return e->code;
}

enum err_code reports_take_words(struct screen *s, const char *words, struct err *e)
{
	struct buf period = BUF_INIT;
	char branch[40] = "";
	enum err_code rc;

	for (const char *p = words; *(p += strspn(p, " ")); p += strcspn(p, " ")) {
		int n = (int)strcspn(p, " ");

		if (!strncmp(p, "br=", 3))
			text_fmt(branch, sizeof branch, "%.*s", n - 3, p + 3);
		else
			buf_printf(&period, "%s%.*s", period.n ? " " : "", n, p);
	}
	rc = take_period(s, buf_str(&period), e);
	buf_free(&period);
	return rc == OK && branch[0] ? take_branch(s, branch, e) : rc;
}

/* ---- drawing ---- */

enum { LEAST_WHERE = 4 };               /* cells of a branch that is cut */

bool report_draw_tabs(const struct screen *s, struct canvas *c)
{
	const struct report *r = s->state;
	int used = area_draw_tabs(s, c), room = c->cols - used - 3, cells = utf8_cells(r->where);
	const char *where = cells <= room || r->span.branch_id ? r->where : tr("all");

	cells = utf8_cells(where) < room ? utf8_cells(where) : room;
	canvas_put(c, SCREEN_ROW_AREA, c->cols - cells - 1, where, STYLE_SUBJECT, cells);
	return utf8_cells(r->where) <= room;
}

int report_put_period(const struct screen *s, struct canvas *c, const char *period, int cells)
{
	const struct report *r = s->state;
	int row = s->body.row, used = 0, left = cells - utf8_cells(period) - 1;

	if (!report_draw_tabs(s, c) && left >= LEAST_WHERE)
		used = canvas_put(c, row, 0, r->where, STYLE_SUBJECT, left) + 1;
	return used + canvas_put(c, row, used, period, STYLE_TAB, cells - used);
}

void report_draw_head(const struct screen *s, struct canvas *c, const char *sum)
{
	const struct report *r = s->state;
	int row = s->body.row, used = 0;

	if (!report_draw_tabs(s, c))
		used = canvas_put(c, row, 0, r->where, STYLE_SUBJECT, 40) + 2;
	used += canvas_put(c, row, used, r->period, STYLE_TAB, CANVAS_REST);
	if (sum && used + 2 + utf8_cells(sum) < c->cols)
		canvas_put(c, row, c->cols - utf8_cells(sum) - 1, sum, STYLE_NOTE, CANVAS_REST);
}

void report_meter(struct canvas *c, int row, int col, int cells, int percent)
{
	int filled = (percent * cells + 50) / 100;

	if (percent < 0)
		return;
	/* Little is not nothing. */
	filled = filled || !percent ? filled : 1;
	canvas_fill(c, (struct rect){ row, col, 1, filled > cells ? cells : filled }, STYLE_FILL);
}

void report_say_hours(const struct kpi_heat *h, bool idle, int most, struct buf *out)
{
	int n = 0;

	for (int d = 1; d <= 7; d++)
		for (int i = h->from_hour; i < h->to_hour; i++) {
			if (!(idle ? h->at[d][i].idle : h->at[d][i].peak))
				continue;
			if (n++ < most)
				buf_printf(out, "%s%s %02d", out->n ? ", " : "",
				    roster_day_text(d), i);
		}
	if (n > most)
		buf_printf(out, " +%d", n - most);
	if (!n)
		buf_puts(out, tr("none"));
}

enum style report_heat(int64_t value, int64_t most)
{
	int64_t step = most > 0 ? (value * 5 + most - 1) / most : 0;

	if (value <= 0 || step < 1)
		return STYLE_TEXT;
	return (enum style)(STYLE_HEAT_1 + (step > 5 ? 5 : step) - 1);
}

struct listing *report_listing(const struct screen *s, const char *name, const char *title,
    const char *const *columns, size_t n)
{
	const struct report *r = s->state;
	char text[300], period[64];

	text_fmt(text, sizeof text, "%s, %s, %s", title, r->where,
	    kpi_span_text(&r->span, period, sizeof period));
	return listing_new(name, text, columns, n);
}
