/* One plan: its sessions, team, what the client agreed to and does at home, in one list. */
#include "screen/plan.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/staff.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/plan.h"
#include "form/roles.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/money.h"
#include "screen/schedule.h"
#include "screen/screens.h"
#include "screen/treated.h"
#include "tui/canvas.h"
#include "tui/dialog.h"
#include "tui/list.h"
#include "tui/textline.h"

enum plan_need { NEED_ANSWER = 1u << 8 };

/* A row stands for one of four things; its number says which and which one. */
enum row_kind { ROW_RULE, ROW_SESSION, ROW_MEMBER, ROW_QUESTION, ROW_HOME };
struct plan_row {
	enum row_kind kind;
	size_t at;                      /* in its list */
};

struct plan_page {
	struct plan p;
	struct plan_left left;
	struct plan_session_list sessions;
	struct plan_member_list team;
	struct agreement_list asked;
	struct plan_home_list home;
	struct client_card_list card;
	char treated[520];              /* who is, where it is not the client */
	struct { struct plan_row *v; size_t n, cap; } rows;
	struct list list;
	int64_t booking;                /* session that is being booked */
};

static struct plan_page *page_of(const struct screen *s)
{
	return s->state;
}

/* ---- rows ---- */

static void add_rows(struct plan_page *st, enum row_kind kind, size_t n)
{
	if (!n)
		return;
	*vec_push(&st->rows) = (struct plan_row){ ROW_RULE, kind };
	for (size_t i = 0; i < n; i++)
		*vec_push(&st->rows) = (struct plan_row){ kind, i };
}

static enum err_code read_lists(struct plan_page *st, struct desk *d, struct err *e)
{
	enum err_code rc = plan_session_list(d->store, st->p.id, &st->sessions, e);

	if (rc == OK)
		rc = plan_member_list(d->store, st->p.id, true, &st->team, e);
	if (rc == OK)
		rc = agreement_list_plan(d->store, st->p.id, &st->asked, e);
	return rc == OK ? plan_home_list(d->store, st->p.id, &st->home, e) : rc;
}

static enum err_code page_load(struct screen *s, struct err *e)
{
	struct plan_page *st = page_of(s);
	struct desk *d = front_desk(s);
	enum err_code rc = plan_get(d->store, st->p.id, &st->p, e);

	if (rc == OK)
		rc = client_cards(d->store, &st->p.client_id, 1, clock_now(), &st->card, e);
	if (rc == OK)
		rc = plan_left(d, st->p.id, &st->left, e);
	if (rc == OK)
		rc = read_lists(st, d, e);
	treated_text(d, st->p.client_id, st->p.dependant_id, st->treated, sizeof st->treated);
	st->rows.n = 0;
	add_rows(st, ROW_SESSION, st->sessions.n);
	add_rows(st, ROW_MEMBER, st->team.n);
	add_rows(st, ROW_QUESTION, st->asked.n);
	add_rows(st, ROW_HOME, st->home.n);
	list_reloaded(&st->list);
	return rc;
}

static int row_count(const void *ctx)
{
	return (int)((const struct plan_page *)ctx)->rows.n;
}

static int64_t row_id(const void *ctx, int row)
{
	const struct plan_page *st = ctx;
	const struct plan_row *r = &st->rows.v[row];
	int64_t id = 0;

	switch (r->kind) {
	case ROW_RULE: return -1 - (int64_t)r->at;
	case ROW_SESSION: id = st->sessions.v[r->at].id; break;
	case ROW_MEMBER: id = st->team.v[r->at].id; break;
	case ROW_QUESTION: id = st->asked.v[r->at].id; break;
	case ROW_HOME: id = st->home.v[r->at].line; break;
	}
	return ((int64_t)r->kind << 56) | id;
}

/* "A", "-" or the letter of the appointment's state, as in the grid. */
static const char *session_state(const struct desk *d, const struct plan_session *x, char *out,
    size_t size)
{
	if (!strcmp(x->state, "used"))
		return tr("done");
	if (!strcmp(x->state, "dropped"))
		return tr("dropped");
	if (!x->start_at)
		return "-";
	return desk_time_text(d, x->start_at, out, size);
}

static void draw_session(const struct plan_page *st, const struct desk *d, size_t i,
    struct canvas *c, struct rect w)
{
	const struct plan_session *x = &st->sessions.v[i];
	enum style style = strcmp(x->state, "open") == 0 ? STYLE_TEXT : STYLE_GREY;
	char text[80], sum[MONEY_TEXT];

	text_fmt(text, sizeof text, "%3d", x->number);
	canvas_put(c, w.row, w.col, text, style, 4);
	canvas_put(c, w.row, w.col + 5, describe_in_language(x->service, x->service_en), style, 22);
	canvas_put(c, w.row, w.col + 28, x->planned_day, style, 11);
	canvas_put(c, w.row, w.col + 40, session_state(d, x, text, sizeof text), style, 18);
	canvas_put(c, w.row, w.col + 60, desk_sum(d, x->price, sum, sizeof sum), style,
	    14);
}

static const char *role_word(const struct desk *d, const char *role)
{
	const struct role *r = roles_find(d->roles, role);

	return r ? label_text(&r->label) : role;
}

static void draw_member(const struct plan_page *st, const struct desk *d, size_t i,
    struct canvas *c, struct rect w)
{
	const struct plan_member *m = &st->team.v[i];
	enum style style = m->until_at ? STYLE_GREY : STYLE_TEXT;
	char text[700], day[48];

	canvas_put(c, w.row, w.col, role_word(d, m->role), style, 14);
	canvas_put(c, w.row, w.col + 15, m->staff, style, 14);
	if (m->until_at)
		text_fmt(text, sizeof text, tr("until %s"),
		    desk_time_text(d, m->until_at, day, sizeof day));
	else
		text_fmt(text, sizeof text, "%s%s%s%s%s", m->by, m->by[0] ? ": " : "", m->reason,
		    m->told[0] ? ", " : "", m->told);
	canvas_put(c, w.row, w.col + 30, text, style, w.cols - 30);
}

static void draw_question(const struct plan_page *st, const struct desk *d, size_t i,
    struct canvas *c, struct rect w)
{
	const struct agreement *a = &st->asked.v[i];
	bool open = strcmp(a->answer, "open") == 0;
	char text[640], when[48];

	canvas_put(c, w.row, w.col, agreement_word(a->kind), STYLE_TEXT, 26);
	canvas_put(c, w.row, w.col + 27, open ? tr("[ ] open") : agreement_answer_word(a->answer),
	    strcmp(a->answer, "yes") == 0 ? STYLE_TEXT : STYLE_LATE, 12);
	text_fmt(text, sizeof text, "%s%s%s  %s", open ? "" :
	    desk_time_text(d, a->at, when, sizeof when), open ? "" : " ", a->staff, a->text);
	canvas_put(c, w.row, w.col + 40, text, STYLE_TEXT, w.cols - 40);
}

static void draw_home(const struct plan_page *st, const struct desk *d, size_t i,
    struct canvas *c, struct rect w)
{
	const struct plan_home *h = &st->home.v[i];
	char text[160], when[48];

	canvas_put(c, w.row, w.col, h->text, STYLE_TEXT, w.cols - 28);
	if (h->confirmed_at)
		text_fmt(text, sizeof text, "%s %s", desk_time_text(d, h->confirmed_at, when,
		    sizeof when), h->staff);
	else
		text_copy(text, sizeof text, tr("not confirmed"));
	canvas_put(c, w.row, w.col + w.cols - 27, text, STYLE_GREY, 27);
}

static void row_draw(const void *ctx, int row, struct canvas *c, struct rect w)
{
	static const char *const titles[] = { [ROW_SESSION] = N_("sessions"),
		[ROW_MEMBER] = N_("team"), [ROW_QUESTION] = N_("agreements"),
		[ROW_HOME] = N_("to do at home") };
	const struct plan_page *st = ctx;
	const struct desk *d = front_desk(st->list.owner);
	const struct plan_row *r = &st->rows.v[row];

	switch (r->kind) {
	case ROW_RULE: canvas_rule(c, w.row, 0, c->cols, tr(titles[r->at])); break;
	case ROW_SESSION: draw_session(st, d, r->at, c, w); break;
	case ROW_MEMBER: draw_member(st, d, r->at, c, w); break;
	case ROW_QUESTION: draw_question(st, d, r->at, c, w); break;
	case ROW_HOME: draw_home(st, d, r->at, c, w); break;
	}
}

static void row_text(const void *ctx, int row, struct buf *out)
{
	const struct plan_page *st = ctx;
	const struct plan_row *r = &st->rows.v[row];

	if (r->kind == ROW_SESSION)
		buf_puts(out, st->sessions.v[r->at].service);
	else if (r->kind == ROW_MEMBER)
		buf_puts(out, st->team.v[r->at].staff);
	else if (r->kind == ROW_QUESTION)
		buf_puts(out, agreement_word(st->asked.v[r->at].kind));
	else if (r->kind == ROW_HOME)
		buf_puts(out, st->home.v[r->at].text);
}

static const struct list_ops row_ops = { .count = row_count, .id = row_id, .draw = row_draw,
	.text = row_text };

static const struct plan_row *chosen(const struct plan_page *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->rows.n ? &st->rows.v[row] : NULL;
}

static const struct plan_session *chosen_session(const struct plan_page *st)
{
	const struct plan_row *r = chosen(st);

	return r && r->kind == ROW_SESSION ? &st->sessions.v[r->at] : NULL;
}

static const struct agreement *chosen_question(const struct plan_page *st)
{
	const struct plan_row *r = chosen(st);

	return r && r->kind == ROW_QUESTION ? &st->asked.v[r->at] : NULL;
}

static void wrote(struct screen *s)
{
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD);
}

/* ---- the client's answers ---- */

static enum err_code run_yes(struct screen *s, struct err *e);

static void answered(struct screen *s, int answer, int64_t ref)
{
	static const char *const signed_by[] = { "", "self", "guardian", "spoken" };
	struct err e = ERR_INIT;

	if (answer < 1 || answer > 4)
		return;
	if (plan_answer(front_desk(s), ref, answer == 4 ? "no" : "yes",
	    answer == 4 ? "spoken" : signed_by[answer], NULL, &e) != OK) {
		screen_refuse(s, &e);
		return;
	}
	screen_done(s, "%s", answer == 4 ? tr("Not agreed: it stands in the plan.") :
	    tr("Agreed, with date and your name. Ctrl-Z takes it back."));
	wrote(s);
}

/* From any other row: to the first question that is open, so that y and a digit answer it. */
static enum err_code go_to_open(struct screen *s, struct err *e)
{
	struct plan_page *st = page_of(s);

	for (size_t i = 0; i < st->rows.n; i++) {
		const struct plan_row *r = &st->rows.v[i];

		if (r->kind == ROW_QUESTION && !strcmp(st->asked.v[r->at].answer, "open")) {
			list_select(&st->list, row_id(st, (int)i));
			return run_yes(s, e);
		}
	}
	return err_set(e, ERR_INVALID, "%s", tr("Nothing is open: all was answered."));
}

static enum err_code run_yes(struct screen *s, struct err *e)
{
	struct plan_page *st = page_of(s);
	const struct plan_row *r = chosen(st);
	const struct agreement *a = chosen_question(st);
	struct dialog box = { .title = a ? agreement_word(a->kind) : "", .done = answered,
		.text = a ? a->text : "", .ref = a ? a->id : 0,
		.choices = { { 1, tr("agreed, signed by the client"), NULL },
			{ 2, tr("agreed, signed by the guardian"), NULL },
			{ 3, tr("agreed, said"), NULL }, { 4, tr("not agreed"), NULL } } };

	if (r && r->kind == ROW_HOME) {
		if (plan_home_told(front_desk(s), st->p.id, st->home.v[r->at].line, e) != OK)
			return e->code;
		screen_done(s, "%s", tr("Confirmed by the client."));
		wrote(s);
		return OK;
	}
	if (!a || strcmp(a->answer, "open") != 0)
		return go_to_open(s, e);
	return dialog_open(s, &box, e);
}

/* ---- booking a session ---- */

static enum err_code book_session(struct screen *s, const struct plan_session *x, struct err *e);

static bool is_to_book(const struct plan_session *x)
{
	return !strcmp(x->state, "open") && !x->appointment_id && x->service_id;
}

/* The first marked session that is not booked yet; NULL: none. */
static const struct plan_session *next_marked(const struct plan_page *st)
{
	for (size_t i = 0; i < st->rows.n; i++) {
		const struct plan_row *r = &st->rows.v[i];

		if (r->kind == ROW_SESSION && list_marked(&st->list, row_id(st, (int)i)) &&
		    is_to_book(&st->sessions.v[r->at]))
			return &st->sessions.v[r->at];
	}
	return NULL;
}

/* One after the other: Esc stops, what is marked stays so. */
static enum err_code book_next(struct screen *s, int64_t session, int64_t appointment,
    struct err *e)
{
	struct plan_page *st = page_of(s);
	const struct plan_session *next;

	if (plan_session_book(front_desk(s), session, appointment, e) != OK)
		return e->code;
	list_mark(&st->list, (int64_t)ROW_SESSION << 56 | session, false);
	next = next_marked(st);
	return next ? book_session(s, next, e) : OK;
}

static void booked(struct screen *s, int answer, const void *value)
{
	struct plan_page *st = page_of(s);
	int64_t session = st->booking;
	struct err e = ERR_INIT;

	st->booking = 0;
	if (answer == 1 && session && book_next(s, session, *(const int64_t *)value, &e) != OK)
		screen_refuse(s, &e);
	wrote(s);
}

static const struct plan_session *next_open(const struct plan_page *st)
{
	const struct plan_session *x = next_marked(st);

	if (!x)
		x = chosen_session(st);
	for (size_t i = 0; !x && i < st->sessions.n; i++)
		if (!strcmp(st->sessions.v[i].state, "open") && !st->sessions.v[i].appointment_id)
			x = &st->sessions.v[i];
	return x && !strcmp(x->state, "open") && x->service_id ? x : NULL;
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	const struct plan_session *x = next_open(page_of(s));

	if (!x)
		return err_set(e, ERR_INVALID, "%s", tr("No session is open."));
	return x->appointment_id ? schedule_card(s, x->appointment_id, e) : book_session(s, x, e);
}

static enum err_code book_session(struct screen *s, const struct plan_session *x, struct err *e)
{
	struct plan_page *st = page_of(s);
	struct book_arg arg = { .client_id = st->p.client_id, .dependant_id = st->p.dependant_id,
		.service = { x->service_id }, .nservices = 1,
		.when = x->planned_day[0] ? x->planned_day : NULL };

	st->booking = x->id;
	if (plan_team_for(front_desk(s), st->p.id, x->service_id, arg.with, 1, &arg.nwith, e) != OK)
		return e->code;
	return screen_ask(s, &book_screen, &arg, booked, e);
}

/* ---- changing and stopping ---- */

static void edited(struct screen *s, int answer, const void *value)
{
	(void)answer;
	(void)value;
	wrote(s);
}

/* The person by code or by name. */
static enum err_code staff_typed(struct desk *d, const char *word, int64_t *id, struct err *e)
{
	struct staff_list l = { 0 };
	enum err_code rc = staff_list(d->store, d->branch_id, false, &l, e);

	*id = 0;
	for (size_t i = 0; rc == OK && i < l.n && !*id; i++)
		if (!strcmp(l.v[i].code, word) || !strcmp(l.v[i].name, word))
			*id = l.v[i].id;
	staff_list_free(&l);
	if (rc == OK && !*id)
		rc = err_set(e, ERR_NOTFOUND, tr("Nobody here is called %.40s."), word);
	return rc;
}

/* "刘洋, on leave, by telephone". */
static enum err_code member_typed(struct screen *s, const char *text, struct err *e)
{
	struct plan_page *st = page_of(s);
	const struct plan_row *r = chosen(st);
	char part[3][200] = { "", "", "" };
	int64_t who;

	if (!text || !r || r->kind != ROW_MEMBER)
		return OK;
	for (size_t i = 0; i < 3 && text; i++) {
		const char *end = i < 2 ? strchr(text, ',') : NULL;

		while (*text == ' ')
			text++;
		text_fmt(part[i], sizeof part[i], "%.*s", (int)(end ? (size_t)(end - text) :
		    strlen(text)), text);
		text = end ? end + 1 : NULL;
	}
	if (staff_typed(front_desk(s), part[0], &who, e) != OK ||
	    plan_set_member(front_desk(s), st->p.id, st->team.v[r->at].role, who, part[1],
	    part[2], e) != OK)
		return e->code;
	screen_done(s, "%s", tr("Another person serves: it stands in the team. Ctrl-Z takes it "
	    "back."));
	wrote(s);
	return OK;
}

static enum err_code run_edit(struct screen *s, struct err *e)
{
	struct plan_edit_arg arg = { .plan_id = page_of(s)->p.id };
	const struct plan_row *r = chosen(page_of(s));

	if (front_may(s, "plan-edit", e) != OK)
		return e->code;
	if (r && r->kind == ROW_MEMBER) {
		textline_ask(s, &(struct textline){ .done = member_typed,
		    .keep = "plan-member", .keep_ref = arg.plan_id,
		    .label = tr("Who instead, why, how the client was told (commas between)") });
		return OK;
	}
	return screen_ask(s, &plan_edit_screen, &arg, edited, e);
}

static enum err_code stop_now(struct screen *s, const char *text, struct err *e)
{
	struct plan_page *st = page_of(s);
	struct desk *d = front_desk(s);
	char sum[MONEY_TEXT];
	int64_t back;

	if (!text)
		return OK;
	if (plan_stop(d, st->p.id, text, &back, e) != OK)
		return e->code;
	screen_done(s, back ? tr("Stopped. %s is kept for the client: $ pays it back.") :
	    tr("Stopped. Ctrl-Z takes it back."), money_text(back, d->currency, sum, sizeof sum));
	wrote(s);
	return OK;
}

static enum err_code refused(struct screen *s, const char *text, struct err *e)
{
	const struct agreement *a = chosen_question(page_of(s));

	if (!text || !a)
		return OK;
	if (plan_answer(front_desk(s), a->id, "no", "spoken", text, e) != OK)
		return e->code;
	screen_done(s, "%s", tr("Not agreed: it stands in the plan."));
	wrote(s);
	return OK;
}

static enum err_code run_stop(struct screen *s, struct err *e)
{
	const struct agreement *a = chosen_question(page_of(s));

	if (a && !strcmp(a->answer, "open")) {
		if (front_may(s, "plan-agree", e) != OK)
			return e->code;
		textline_ask(s, &(struct textline){ .label = tr("What does the client not agree "
		    "to?"), .keep = "plan-refused", .keep_ref = a->id, .done = refused });
		return OK;
	}
	if (front_may(s, "plan-edit", e) != OK)
		return e->code;
	textline_ask(s, &(struct textline){ .label = tr("Why is the plan stopped?"),
	    .keep = "plan-stop", .keep_ref = page_of(s)->p.id, .done = stop_now });
	return OK;
}

static enum err_code run_history(struct screen *s, struct err *e)
{
	struct plan_page *st = page_of(s);
	struct desk *d = front_desk(s);
	struct plan_version_list l = { 0 };
	struct buf text = BUF_INIT;
	char when[48], sum[MONEY_TEXT];
	enum err_code rc = plan_version_list(d->store, st->p.id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(&text, tr("version %d, %s, %s: %s  %s\n"), l.v[i].version,
		    desk_time_text(d, l.v[i].at, when, sizeof when), l.v[i].staff,
		    desk_sum(d, l.v[i].price, sum, sizeof sum), l.v[i].text);
	if (rc == OK)
		rc = dialog_tell(s, tr("Versions of the plan"), buf_str(&text), e);
	buf_free(&text);
	plan_version_list_free(&l);
	return rc;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	const struct plan *p = &page_of(s)->p;
	struct document *doc;
	enum err_code rc = plan_paper(front_desk(s), p->id, &doc, e);

	return rc == OK ? listing_ask(s, listing_paper("plan", doc, 1), p->client_id, e) : rc;
}

static enum err_code run_pay(struct screen *s, struct err *e)
{
	return money_pay(s, page_of(s)->p.client_id, 0, e);
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct client_arg arg = { .client_id = page_of(s)->p.client_id };

	return screen_open(s->loop, &client_screen, &arg, e);
}

static const struct command commands[] = {
	{ .name = "row-next", .code = "ok", .keys = "y", .label = N_("agreed"),
	  .needs = NEED_ROW | NEED_ANSWER | NEED_WRITE, .flags = COMMAND_ROW,
	  .help = N_("The client's answer to the row, or to the first open one, with date and who "
	      "asked; what is done at home: confirmed."), .run = run_yes },
	{ .name = "appt-book", .code = "bk", .keys = "b", .label = N_("book"),
	  .right = "appt-book",
	  .needs = NEED_WRITE, .help = N_("Books the session of the row, or the next open one; all "
	      "that Space has marked, one after the other."), .run = run_book },
	{ .name = "row-edit", .code = "ed", .keys = "e", .label = N_("edit"),
	  .right = "plan-edit",
	  .needs = NEED_WRITE, .help = N_("A new version; the old ones stay."), .run = run_edit },
	{ .name = "row-cancel", .code = "ca", .keys = "x", .label = N_("stop"),
	  .needs = NEED_WRITE, .help = N_("Stops the plan, with a reason: what is not used is "
	      "credited."), .run = run_stop },
	{ .name = "pay-take", .code = "py", .keys = "$", .label = N_("pay"),
	  .right = "pay-take",
	  .needs = NEED_WRITE, .help = N_("Takes money of the plan's client."), .run = run_pay },
	{ .name = "row-history", .code = "hi", .keys = "h", .label = N_("versions"),
	  .help = N_("Versions: who changed what and why."), .run = run_history },
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints the plan, with lines to sign."), .run = run_print },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .help = N_("Opens the client's file."), .run = run_client },
};

/* ---- the screen ---- */

static enum err_code page_open(struct screen *s, const void *arg, struct err *e)
{
	struct plan_page *st = page_of(s);
	enum err_code rc;

	st->p.id = *(const int64_t *)arg;
	list_init(&st->list, s, &row_ops, st, LIST_MARKS);
	rc = plan_get(front_desk(s)->store, st->p.id, &st->p, e);
	if (rc == OK)
		front_at_hand(s, st->p.client_id);
	return rc;
}

static void page_close(struct screen *s)
{
	struct plan_page *st = page_of(s);

	list_free(&st->list);
	vec_free(&st->rows);
	plan_session_list_free(&st->sessions);
	plan_member_list_free(&st->team);
	agreement_list_free(&st->asked);
	plan_home_list_free(&st->home);
	client_card_list_free(&st->card);
}

static unsigned page_facts(const struct screen *s)
{
	const struct plan_page *st = page_of(s);
	const struct plan_row *r = chosen(st);
	unsigned facts = NEED_CLIENT | (r ? NEED_ROW : 0);

	if (st->left.open || (r && r->kind == ROW_HOME))
		facts |= NEED_ANSWER;
	return facts;
}

static void page_layout(struct screen *s, struct rect body)
{
	list_layout(&page_of(s)->list, (struct rect){ body.row + 2, 0, body.rows - 5, body.cols });
}

static void draw_sums(const struct plan_page *st, const struct desk *d, struct canvas *c, int row)
{
	char paid[MONEY_TEXT], used[MONEY_TEXT], left[MONEY_TEXT], price[MONEY_TEXT], text[240];

	text_fmt(text, sizeof text, tr("Total %s, paid %s; used %d: %s, left %d: %s"),
	    desk_sum(d, st->left.price, price, sizeof price),
	    desk_sum(d, st->left.paid, paid, sizeof paid), st->left.used,
	    desk_sum(d, st->left.used_sum, used, sizeof used), st->left.left,
	    desk_sum(d, st->left.left_sum, left, sizeof left));
	canvas_put(c, row, 0, text, STYLE_TEXT, CANVAS_REST);
	if (!st->left.open)
		return;
	text_fmt(text, sizeof text, trn("%d agreement is open. A session cannot start without it.",
	    "%d agreements are open. A session cannot start without them.", st->left.open),
	    st->left.open);
	canvas_put(c, row + 1, 0, text, STYLE_LATE, CANVAS_REST);
}

static void page_draw(const struct screen *s, struct canvas *c)
{
	const struct plan_page *st = page_of(s);
	const struct desk *d = front_desk(s);
	char text[400];

	if (st->card.n)
		clientline_header(front_desk(s), st->card.v, c, SCREEN_ROW_AREA);
	if (st->treated[0])
		canvas_put(c, SCREEN_ROW_AREA, c->cols - utf8_cells(st->treated) - 1,
		    st->treated, STYLE_NOTE, CANVAS_REST);
	text_fmt(text, sizeof text, tr("Plan %s  %s, %d of %d done, version %d   %s: %s"),
	    st->p.number, plan_state_word(st->p.state), st->p.used, st->p.sessions, st->p.version,
	    st->p.name, st->p.goal);
	canvas_put(c, s->body.row, 0, text, STYLE_TEXT, CANVAS_REST);
	list_draw(&st->list, c);
	draw_sums(st, d, c, s->body.row + s->body.rows - 2);
}

static enum key_use page_key(struct screen *s, const struct key *k)
{
	return list_key(&page_of(s)->list, k);
}

static struct list *page_list(struct screen *s)
{
	return &page_of(s)->list;
}

static void page_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "A plan with its sessions, its team, what the client agreed to and what is done at "
	    "home. It counts once the client has agreed to every row under agreements: y on the "
	    "row. Then its price is charged, and sessions can begin.\n\nb books the next session "
	    "with the fixed team, or those that Space has marked, one after the other; e makes a "
	    "new version, x stops the plan: what was not used is credited. Who served before "
	    "stands grey in the team, with reason."));
}

const struct screen_type plan_screen = {
	.name = "plan", .title = N_("Plan"), .state_size = sizeof(struct plan_page),
	.commands = KEYMAP_INIT(commands), .areas = AREA_RECORDS | AREA_ORDERS | AREA_SCHEDULE,
	.open = page_open, .load = page_load, .facts = page_facts, .layout = page_layout,
	.draw = page_draw, .key = page_key, .close = page_close, .list = page_list,
	.page = page_page,
};
