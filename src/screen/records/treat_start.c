/* The box before a treatment begins: what must not be done, what is missing, `1 seen`. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/catalog.h"
#include "data/visit.h"
#include "desk/arrival_pay.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/money.h"
#include "desk/treatment.h"
#include "screen/treat.h"
#include "tui/canvas.h"
#include "tui/textline.h"
#include "tui/viewport.h"
#include "screen/arrivals/visit_priv.h"

enum { BOX_COLS = 76 };
enum start_need { NEED_CONSENT = 1u << 8, NEED_LACK = 1u << 9, NEED_DUE = 1u << 10,
	NEED_PASS = 1u << 11, NEED_OWN = 1u << 12 };

struct treat_start {
	struct desk *desk;
	int64_t visit_id;
	struct treatment_ready ready;
	struct viewport text;
	struct rect box;
	const char *consent;            /* as it was answered */
	int64_t began_at;               /* entered later: the real time, 0: now */
	char without[200];
	char client[200];
};

static bool wants_consent(const struct treat_start *st)
{
	return st->ready.ngaps == 1 && !strcmp(st->ready.gap[0].code, "consent");
}

/* ---- opening ---- */

static void put_seen(struct treat_start *st)
{
	const char *p = st->ready.seen;
	char line[TREATMENT_TEXT];

	for (int i = 0; *p; i++) {
		size_t n = strcspn(p, "\n");

		text_copy_n(line, sizeof line, p, n);
		viewport_add(&st->text, i < st->ready.risks ? STYLE_RISK : STYLE_TEXT, 2, line);
		p += n + (p[n] == '\n');
	}
}

static void fill_text(struct treat_start *st)
{
	char line[120], at[48];

	viewport_clear(&st->text);
	if (st->began_at)
		viewport_add(&st->text, STYLE_NOTE, 2, text_fmt(line, sizeof line,
		    tr("Entered later: it began %s."),
		    desk_time_text(st->desk, st->began_at, at, sizeof at)));
	for (size_t i = 0; i < st->ready.ngaps; i++)
		viewport_add(&st->text, STYLE_RISK, 2, st->ready.gap[i].text);
	put_seen(st);
	if (st->ready.wanted[0]) {
		char wanted[500];

		text_fmt(wanted, sizeof wanted, tr("Wanted today: %s"), st->ready.wanted);
		viewport_add(&st->text, STYLE_NOTE, 2, wanted);
	}
}

static enum err_code start_load(struct screen *s, struct err *e)
{
	struct treat_start *st = s->state;
	const struct treatment_for f = { .visit_id = st->visit_id };
	enum err_code rc = treatment_prepare(st->desk, &f, &st->ready, e);

	if (rc != OK)
		return rc;
	clientline_name(st->desk, st->ready.is.client_id, st->client, sizeof st->client);
	fill_text(st);
	screen_dirty(s, DIRTY_LAYOUT);
	return OK;
}

static enum err_code start_open(struct screen *s, const void *arg, struct err *e)
{
	struct treat_start *st = s->state;

	st->desk = front_desk(s);
	st->visit_id = *(const int64_t *)arg;
	viewport_init(&st->text);
	return start_load(s, e);
}

static void start_close(struct screen *s)
{
	viewport_free(&((struct treat_start *)s->state)->text);
}

static unsigned start_facts(const struct screen *s)
{
	const struct treat_start *st = s->state;

	return NEED_NO_TEXT | (wants_consent(st) ? NEED_CONSENT : 0) |
	    (wants_consent(st) && !st->ready.minor ? NEED_OWN : 0) |
	    (!st->ready.ngaps || (wants_consent(st) && !st->ready.minor) ? NEED_PASS : 0) |
	    (st->ready.ngaps && !wants_consent(st) ? NEED_LACK : 0) |
	    (st->ready.due ? NEED_DUE : 0);
}

/* ---- beginning ---- */

static enum err_code begin(struct screen *s, struct err *e)
{
	struct treat_start *st = s->state;
	const struct treatment_begin b = { .is = { .visit_id = st->visit_id },
		.seen = st->ready.seen, .consent = st->consent, .started_at = st->began_at,
		.without = st->without[0] ? st->without : NULL };
	int64_t id = 0;
	enum err_code rc = treatment_start(st->desk, &b, &id, e);

	if (rc == ERR_CONFLICT)
		screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	if (rc == ERR_DUPLICATE && id) {
		err_clear(e);
		rc = OK;                /* somebody was quicker: that one is opened */
	}
	if (rc != OK)
		return rc;
	screen_done(s, tr("Begun: %s. y does the first step."), st->client);
	front_wrote(s);
	screen_finish(s, 1, &id);
	return OK;
}

static enum err_code run_seen(struct screen *s, struct err *e)
{
	static const char *const consents[] = { NULL, "self", "guardian", "spoken" };
	struct treat_start *st = s->state;

	st->consent = wants_consent(st) ? consents[s->command->arg] : NULL;
	return begin(s, e);
}

/* All that is lacking: who signs answers for each of it. */
static void although(const struct treat_start *st, char *out, size_t size)
{
	struct buf all = BUF_INIT;

	for (size_t i = 0; i < st->ready.ngaps; i++)
		buf_printf(&all, "%s%s", i ? " " : "", st->ready.gap[i].text);
	text_fmt(out, size, tr("%s begins although: %s"), st->client, buf_str(&all));
	buf_free(&all);
}

static enum err_code why_typed(struct screen *s, const char *text, struct err *e)
{
	struct treat_start *st = s->state;
	char what[400];
	enum err_code rc;

	if (!text)
		return OK;
	if (text_is_blank(text))
		return err_set(e, ERR_INVALID, "%s", tr("Say why it begins all the same."));
	text_copy(st->without, sizeof st->without, text);
	rc = begin(s, e);
	if (rc != ERR_SECOND)
		return rc;
	although(st, what, sizeof what);
	return front_second(s, &(struct second_ask){ .right = "treat-override", .text = what,
	    .why = text, .done = begin }, e);
}

/* ---- paying ---- */

static void paid(struct screen *s, int answer, const void *value)
{
	(void)answer;
	(void)value;
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static enum err_code run_pay(struct screen *s, struct err *e)
{
	struct treat_start *st = s->state;
	struct visit_arg arg = { .form = "visit-pay", .visit_id = st->visit_id };
	struct visit_row v;

	if (front_may(s, "visit-cash", e) != OK ||
	    visit_get(st->desk->store, st->visit_id, &v, e) != OK)
		return e->code;
	front_at_hand(s, v.client_id);
	return arrival_owes_order(st->desk, &v) ? money_pay(s, v.client_id, 0, e) :
	    screen_ask(s, &visit_screen, &arg, paid, e);
}

/* ---- entered later ---- */

static enum err_code began_typed(struct screen *s, const char *text, struct err *e)
{
	struct treat_start *st = s->state;
	const struct desk *d = st->desk;
	struct when_base base = desk_when(d);
	struct when w;

	if (!text || text_is_blank(text))
		return OK;
	if (when_parse(text, WHEN_REPORT, &base, &w, e) != OK)
		return e->code;
	if (!w.at || w.at > clock_now())
		return err_set(e, ERR_INVALID, "%s", tr("Say when it was: 10:10, y 16:30."));
	st->began_at = w.at;
	fill_text(st);
	screen_dirty(s, DIRTY_LAYOUT | DIRTY_DRAW);
	return OK;
}

/* From paper, once the host is there again (RN-4). */
static enum err_code run_later(struct screen *s, struct err *e)
{
	if (front_may(s, "treat-later", e) != OK)
		return e->code;
	textline_ask(s, &(struct textline){ .label = tr("Began at"), .max_cp = 30,
		.done = began_typed });
	return OK;
}

static enum err_code run_without(struct screen *s, struct err *e)
{
	struct treat_start *st = s->state;

	(void)e;
	st->consent = NULL;
	textline_ask(s, &(struct textline){ .label = tr("Begins all the same, because"),
	    .max_cp = 60, .keep = "treat-without", .keep_ref = st->visit_id, .done = why_typed });
	return OK;
}

static const struct command commands[] = {
	{ .name = "treat-seen", .keys = "1", .label = N_("seen"), .arg = 1,
	  .needs = NEED_WRITE, .dash = NEED_PASS,
	  .help = N_("What must not be done was read; the client has signed the consent where "
	    "one is wanted."), .run = run_seen },
	{ .name = "treat-guardian", .keys = "2", .label = N_("guardian"), .arg = 2,
	  .needs = NEED_CONSENT | NEED_WRITE,
	  .help = N_("Seen; the guardian has signed the consent."), .run = run_seen },
	{ .name = "treat-spoken", .keys = "3", .label = N_("said yes"), .arg = 3,
	  .needs = NEED_OWN | NEED_WRITE,
	  .help = N_("Seen; the client said yes, nothing is signed."), .run = run_seen },
	{ .name = "treat-later", .keys = "9", .label = N_("began at"), .flags = COMMAND_NO_BAR,
	  .needs = NEED_WRITE,
	  .help = N_("It began earlier and was kept on paper: the real time, then the answer."),
	  .run = run_later },
	{ .name = "pay-take", .code = "py", .keys = "$", .label = N_("pay"),
	  .needs = NEED_DUE | NEED_WRITE, .bar = NEED_DUE, .right = "visit-cash",
	  .help = N_("Takes what is still to be paid; then it is looked at again."),
	  .run = run_pay },
	{ .name = "treat-without", .keys = "8", .label = N_("all same"),
	  .needs = NEED_LACK | NEED_WRITE,
	  .help = N_("Begins although something is missing: with a reason and a second person."),
	  .run = run_without },
};

/* ---- picture ---- */

static void start_layout(struct screen *s, struct rect body)
{
	struct treat_start *st = s->state;
	int rows;

	viewport_layout(&st->text, (struct rect){ 0, 0, 1, BOX_COLS - 4 });
	rows = viewport_rows(&st->text);
	if (rows > body.rows - 4)
		rows = body.rows - 4;
	st->box = rect_centre(body, rows + 4, BOX_COLS);
	viewport_layout(&st->text, (struct rect){ st->box.row + 1, st->box.col + 2, rows,
	    BOX_COLS - 4 });
}

static const char *answers(const struct treat_start *st)
{
	if (wants_consent(st) && st->ready.minor)
		return tr("2 seen, guardian signed   Esc back");
	if (wants_consent(st))
		return tr("1 seen, signed   2 guardian signed   3 said yes   Esc back");
	if (st->ready.due)
		return tr("$ takes it   8 begins all the same, with a second person   Esc back");
	if (st->ready.ngaps)
		return tr("8 begins all the same, with a second person   Esc back");
	return tr("1 seen   Esc back");
}

static void start_draw(const struct screen *s, struct canvas *c)
{
	const struct treat_start *st = s->state;
	char title[300];

	text_fmt(title, sizeof title, tr("Before it begins: %s, %s"), st->client,
	    st->ready.list ? label_text(&st->ready.list->title) : "");
	canvas_box(c, st->box, STYLE_RULE, title);
	viewport_draw(&st->text, c);
	canvas_hline(c, st->box.row + st->box.rows - 3, st->box.col + 2, BOX_COLS - 4, STYLE_RULE);
	canvas_put(c, st->box.row + st->box.rows - 2, st->box.col + 2, answers(st), STYLE_TAB,
	    BOX_COLS - 4);
}

static enum key_use start_key(struct screen *s, const struct key *k)
{
	if (key_is_text(*k))
		return KEY_UNUSED;      /* digits are answers here */
	return viewport_key(&((struct treat_start *)s->state)->text, k);
}

static void start_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Allergies and what must not be done, what the checklist wants asked, what is new, "
	    "what was noted last time. 1 says that it was read; it stands in the record with "
	    "name and time. Where the consent is not signed yet, the digit says how it was given "
	    "just now. What is missing stands on top in capitals: money that is due, the "
	    "guardian of a minor, an open question of the plan, something in the file that "
	    "forbids it. 8 begins all the same: with a reason, and somebody who may allow it "
	    "signs. 9 says that it began earlier, where it was kept on paper."));
}

const struct screen_type treat_start_screen = {
	.name = "treat-start", .title = N_("Before a treatment"),
	.state_size = sizeof(struct treat_start), .commands = KEYMAP_INIT(commands),
	.areas = AREA_RECORDS | AREA_CLIENT | AREA_ORDERS, .flags = SCREEN_OVERLAY,
	.open = start_open, .load = start_load, .facts = start_facts, .layout = start_layout,
	.draw = start_draw, .key = start_key, .close = start_close, .page = start_page,
};
