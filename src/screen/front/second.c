/*
 * A second person's PIN: somebody else with the right signs what is about to be done, beside you
 * or at another terminal. What is signed stands here in figures and words and cannot change any
 * more.
 */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/approval.h"
#include "data/catalog.h"
#include "data/staff.h"
#include "desk/approve.h"
#include "desk/desk.h"
#include "desk/signin.h"
#include "form/roles.h"
#include "front_priv.h"
#include "second_priv.h"
#include "tui/loop.h"

enum { F_WHY, F_WHO, F_PIN, F_WAY, F_COUNT };
enum { BOX_COLS = 72, WHY_COLS = 52, SHORT_COLS = 12, SIGNERS_MAX = 200 };

struct second_answer {
	int64_t staff_id;
	int64_t approval_id;            /* signed at another terminal by this one, 0: here */
	const char *why;
	enum err_code (*done)(struct screen *owner, struct err *e);
};

struct second {
	struct approval what;           /* the question; its text never changes */
	struct second_answer answer;
	struct field why, who, pin;
	int at;                         /* F_... with the cursor */
	int64_t staff_id;               /* whom `who` means; 0 nobody, -1 several */
	char note[160];                 /* beside Who */
	bool refused;                   /* that person may not */
	char signers[SIGNERS_MAX];      /* who may, by name */
	int64_t asked_at, until_at;     /* asked at another terminal */
	char asked_of[96];
	bool look;                      /* an answer may have come */
	struct rect box;
	int text_rows;
};

static struct field *field_at(struct second *st, int at)
{
	struct field *fields[] = { &st->why, &st->who, &st->pin };

	return at < F_WAY ? fields[at] : NULL;
}

/* ---- who ---- */

static void put_role(struct desk *d, const struct staff *p, char *out, size_t size)
{
	struct staff_role_list roles = { 0 };
	struct err none = ERR_INIT;
	const struct role *role = NULL;

	if (d->roles && staff_roles(d->store, p->id, &roles, &none) == OK && roles.n)
		role = roles_find(d->roles, roles.v[0].role);
	text_fmt(out, size, "%s%s%s", p->name, role ? ", " : "", role ? label_text(&role->label) :
	    "");
	staff_role_list_free(&roles);
}

static void find_who(struct screen *s)
{
	struct second *st = s->state;
	struct desk *d = front_desk(s);
	struct staff p;
	struct err e = ERR_INIT;

	st->note[0] = '\0';
	st->staff_id = signin_find(d, field_text(&st->who));
	st->refused = false;
	if (st->staff_id < 0)
		text_copy(st->note, sizeof st->note, tr("several people fit"));
	if (st->staff_id <= 0 || staff_get(d->store, st->staff_id, &p, &e) != OK)
		return;
	st->refused = approve_may(d, st->what.right, st->staff_id, &e) != OK;
	if (st->refused)
		text_copy(st->note, sizeof st->note, e.text);
	else
		put_role(d, &p, st->note, sizeof st->note);
}

static enum err_code list_signers(struct screen *s, struct err *e)
{
	struct second *st = s->state;
	struct staff_list l = { 0 };
	struct buf names = BUF_INIT;
	enum err_code rc = approve_signers(front_desk(s), st->what.right, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(&names, "%s%s (%s)", i ? ", " : "", l.v[i].name, l.v[i].code);
	text_copy(st->signers, sizeof st->signers, buf_str(&names));
	buf_free(&names);
	staff_list_free(&l);
	return rc;
}

/* ---- opening, closing ---- */

static enum err_code second_open(struct screen *s, const void *arg, struct err *e)
{
	const struct second_ask *ask = arg;
	struct second *st = s->state;

	text_copy(st->what.right, sizeof st->what.right, ask->right);
	text_copy(st->what.text, sizeof st->what.text, ask->text);
	st->answer.done = ask->done;
	st->asked_at = clock_now();
	field_init(&st->why, 1, WHY_COLS, 100);
	field_init(&st->who, 1, SHORT_COLS, 40);
	field_init(&st->pin, 1, SHORT_COLS, 32);
	st->pin.flags = FIELD_SECRET;
	field_set(&st->why, ask->why ? ask->why : "");
	st->at = field_text(&st->why)[0] ? F_WHO : F_WHY;
	return list_signers(s, e);
}

static void forget(struct screen *s, int64_t approval_id)
{
	struct err none = ERR_INIT;

	if (approval_id && approve_withdraw(front_desk(s), approval_id, &none) != OK)
		err_clear(&none);       /* it ends by the clock */
}

static void take_back(struct screen *s)
{
	struct second *st = s->state;

	forget(s, st->what.id);
	st->what.id = 0;
}

static void second_close(struct screen *s)
{
	struct second *st = s->state;

	take_back(s);
	if (st->pin.text)
		field_set(&st->pin, "");
	field_free(&st->why);
	field_free(&st->who);
	field_free(&st->pin);
}

static bool second_typing(const struct screen *s)
{
	const struct second *st = s->state;

	return !st->what.id && st->at < F_WAY;
}

/* Back from the lock: a PIN half typed is nobody's any more. */
static void second_shown(struct screen *s)
{
	struct second *st = s->state;

	field_set(&st->pin, "");
	st->look = true;
}

/* ---- signing ---- */

static enum err_code need(struct screen *s, int at, const char *text, struct err *e)
{
	((struct second *)s->state)->at = at;
	screen_dirty(s, DIRTY_DRAW);
	return err_set(e, ERR_INVALID, "%s", text);
}

static enum err_code check_filled(struct screen *s, bool here, struct err *e)
{
	struct second *st = s->state;

	if (text_is_blank(field_text(&st->why)))
		return need(s, F_WHY, tr("Type why it is done; it stands in the action list."), e);
	if (here && !field_text(&st->who)[0])
		return need(s, F_WHO, tr("Type the initials of who signs."), e);
	if (st->staff_id < 0)
		return need(s, F_WHO, tr("Several people fit. Type more of the name, or the code."),
		    e);
	if (!st->staff_id && field_text(&st->who)[0])
		return need(s, F_WHO, tr("Nobody fits that. Type initials, a name or the code."),
		    e);
	if (st->refused)
		return need(s, F_WHO, st->note, e);
	if (here && !field_text(&st->pin)[0])
		return need(s, F_PIN, tr("Who signs types the PIN, then F10."), e);
	return OK;
}

static void signed_by(struct screen *s, int64_t staff_id, int64_t approval_id)
{
	struct second *st = s->state;

	st->answer.approval_id = approval_id;
	text_copy(st->what.why, sizeof st->what.why, field_text(&st->why));
	st->answer.staff_id = staff_id;
	st->answer.why = st->what.why;
	screen_finish(s, 1, &st->answer);
}

static enum err_code run_sign(struct screen *s, struct err *e)
{
	struct second *st = s->state;
	enum err_code rc;

	if (st->what.id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("The question is at the other screen. Esc takes it back."));
	if (!st->signers[0])
		return err_set(e, ERR_DENIED, "%s",
		    tr("Nobody else here has this right. A manager can give it (F12)."));
	rc = check_filled(s, true, e);
	if (rc != OK)
		return rc;
	rc = approve_here(front_desk(s), st->what.right, st->staff_id, field_text(&st->pin), e);
	field_set(&st->pin, "");
	if (rc == OK)
		signed_by(s, st->staff_id, 0);
	return rc;
}

/* ---- at another terminal ---- */

static enum err_code ask_there(struct screen *s, struct err *e)
{
	struct second *st = s->state;
	struct approval stored;
	struct staff p;
	enum err_code rc = check_filled(s, false, e);

	if (rc != OK)
		return rc;
	text_copy(st->what.why, sizeof st->what.why, field_text(&st->why));
	st->what.asked_of = st->staff_id;
	st->asked_of[0] = '\0';
	if (st->staff_id && staff_get(front_desk(s)->store, st->staff_id, &p, e) == OK)
		text_copy(st->asked_of, sizeof st->asked_of, p.name);
	rc = approve_ask(front_desk(s), &st->what, &st->what.id, e);
	if (rc == OK)
		rc = approve_look(front_desk(s), st->what.id, &stored, e);
	if (rc != OK)
		return rc;
	st->until_at = stored.until_at;
	front_wrote(s);
	return OK;
}

static void not_signed(struct screen *s, const struct approval *a)
{
	struct second *st = s->state;
	struct staff p = { 0 };
	struct err none = ERR_INIT;

	take_back(s);
	st->at = F_WHO;
	screen_dirty(s, DIRTY_DRAW);
	if (strcmp(a->state, "refused") != 0)
		screen_say(s, STYLE_MSG_REFUSED, "%s",
		    tr("Nobody answered in time. 2 asks again; or somebody signs here."));
	else if (staff_get(front_desk(s)->store, a->answered_by, &p, &none) == OK)
		screen_say(s, STYLE_MSG_REFUSED, tr("Not signed. %s says no: %s"), p.name,
		    a->answer);
}

static void look(struct screen *s)
{
	struct second *st = s->state;
	struct desk *d = front_desk(s);
	struct approval a;
	struct err e = ERR_INIT;
	int64_t by;

	st->look = false;
	if (approve_look(d, st->what.id, &a, &e) != OK) {
		screen_refuse(s, &e);
	} else if (!strcmp(a.state, "approved")) {
		if (approve_take(d, st->what.id, &st->what, &by, &e) == OK) {
			st->what.id = 0;        /* answered: closing does not take it back */
			signed_by(s, by, a.id);
		} else {
			screen_refuse(s, &e);
		}
	} else if (strcmp(a.state, "open") != 0) {
		not_signed(s, &a);
	}
}

/* The answer is taken here and not on reading: only the person who asked, with this box in
 * front, goes on; under the lock it waits. */
static void second_tick(struct screen *s, int64_t mono_ms)
{
	struct second *st = s->state;

	(void)mono_ms;
	if (st->what.id && screen_top(s->loop) == s && (st->look || clock_now() >= st->until_at))
		look(s);
}

static enum err_code second_load(struct screen *s, struct err *e)
{
	((struct second *)s->state)->look = true;
	return list_signers(s, e);
}

/* ---- keys ---- */

static enum err_code run_next(struct screen *s, struct err *e)
{
	struct second *st = s->state;

	if (!st->what.id)
		st->at = (st->at + s->command->arg + F_COUNT) % F_COUNT;
	(void)e;
	return OK;
}

/* Enter goes on and never signs. */
static enum err_code run_enter(struct screen *s, struct err *e)
{
	struct second *st = s->state;

	if (st->what.id)
		return OK;
	if (st->at < F_PIN) {
		st->at++;
		return OK;
	}
	if (check_filled(s, true, e) != OK)
		return e->code;
	screen_say(s, STYLE_MSG_INFO, "%s", tr("F10 signs."));
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("sign"),
	  .help = N_("The second person signs with the PIN; what was asked about is done."),
	  .run = run_sign },
	{ .name = "field-answer", .keys = "Enter", .label = N_("go on"), .flags = COMMAND_NO_BAR,
	  .help = N_("Why, Enter, initials, Enter, PIN, F10."), .run = run_enter },
	{ .name = "pane-next", .keys = "Tab Down", .label = N_("field"), .arg = 1,
	  .help = N_("Next field; the last chooses between here and another screen."),
	  .run = run_next },
	{ .name = "pane-prev", .keys = "S-Tab Up", .label = N_("field"), .arg = -1,
	  .flags = COMMAND_NO_BAR, .help = N_("Field before."), .run = run_next },
	{ .name = "screen-back", .keys = "Esc ^C", .label = N_("back"), .flags = COMMAND_BAR_LAST,
	  .help = N_("Nothing is done; a question to another screen is taken back."),
	  .run = screen_run_back },
};

static enum key_use way_key(struct screen *s, const struct key *k)
{
	struct second *st = s->state;
	struct err e = ERR_INIT;

	if (!key_is_text(*k) || (k->code != '1' && k->code != '2'))
		return KEY_UNUSED;
	if (k->code == '1')
		st->at = field_text(&st->who)[0] ? F_PIN : F_WHO;
	else if (ask_there(s, &e) != OK)
		screen_refuse(s, &e);
	return KEY_USED;
}

static enum key_use second_key(struct screen *s, const struct key *k)
{
	struct second *st = s->state;
	struct field *f = field_at(st, st->at);
	enum field_use use;

	if (st->what.id)
		return KEY_UNUSED;
	if (!f)
		return way_key(s, k);
	use = field_key(f, k);
	if (use == FIELD_CHANGED && st->at == F_WHO)
		find_who(s);
	return use == FIELD_UNUSED ? KEY_UNUSED : KEY_USED;
}

/* ---- drawing ---- */

int second_draw_text(struct canvas *c, struct rect box, int row, const char *text, int rows)
{
	int used = 0;
	size_t skip;

	second_draw_label(c, box, row, tr("For"));
	for (const char *p = text; *p && used < rows; p += skip, used++) {
		size_t n = text_wrap(p, box.cols - SECOND_FIELD_COL - 3, &skip);
		char line[400];

		text_fmt(line, sizeof line, "%.*s", (int)n, p);
		canvas_put(c, row + used, box.col + SECOND_FIELD_COL, line, STYLE_TAB,
		    box.cols - SECOND_FIELD_COL - 2);
	}
	return used;
}

int second_text_rows(const char *text, int cols)
{
	int rows = 0;
	size_t skip;

	for (const char *p = text; *p && rows < SECOND_TEXT_ROWS; p += skip, rows++)
		text_wrap(p, cols - SECOND_FIELD_COL - 3, &skip);
	return rows ? rows : 1;
}

void second_draw_label(struct canvas *c, struct rect box, int row, const char *label)
{
	canvas_put(c, row, box.col + 2, label, STYLE_TEXT, SECOND_FIELD_COL - 3);
}

void second_draw_field(struct canvas *c, struct rect box, int row, const struct field *f,
    const char *label, bool focus)
{
	int col = box.col + SECOND_FIELD_COL;

	second_draw_label(c, box, row, label);
	canvas_put(c, row, col, "[", STYLE_RULE, 1);
	field_draw(f, c, row, col + 1, focus ? STYLE_FIELD_EDIT : STYLE_FIELD, focus);
	canvas_put(c, row, col + 1 + f->cols, "]", STYLE_RULE, 1);
}

static void second_layout(struct screen *s, struct rect body)
{
	struct second *st = s->state;

	st->text_rows = second_text_rows(st->what.text, BOX_COLS);
	st->box = rect_centre(body, st->text_rows + 9, BOX_COLS);
}

static void draw_way(const struct second *st, struct canvas *c, int row)
{
	bool focus = !st->what.id && st->at == F_WAY;
	int col = st->box.col + SECOND_FIELD_COL;

	second_draw_label(c, st->box, row, tr("Or"));
	canvas_putf(c, row, col, focus ? STYLE_FIELD_EDIT : STYLE_FIELD, "[%d]", st->what.id ? 2 :
	    1);
	canvas_put(c, row, col + 5, tr("1 here  2 ask on another screen, the PIN comes there"),
	    STYLE_TEXT, st->box.cols - SECOND_FIELD_COL - 7);
	if (focus)
		canvas_cursor(c, row, col + 1);
}

static void draw_foot(const struct screen *s, struct canvas *c, int row)
{
	const struct second *st = s->state;
	char text[400], until[48];

	if (st->what.id)
		text_fmt(text, sizeof text, tr("Asked %s. Waits until %s; Esc takes it back."),
		    st->asked_of[0] ? st->asked_of : tr("all who may sign"),
		    desk_time_text(front_desk(s), st->until_at, until, sizeof until));
	else if (st->signers[0])
		text_fmt(text, sizeof text, tr("May sign: %s"), st->signers);
	else
		text_copy(text, sizeof text, tr("Nobody else here has this right."));
	canvas_put(c, row, st->box.col + 2, text, st->what.id ? STYLE_MSG_INFO : STYLE_GREY,
	    st->box.cols - 4);
}

static void second_draw(const struct screen *s, struct canvas *c)
{
	const struct second *st = s->state;
	struct rect box = st->box;
	bool open = !st->what.id;
	int row = box.row + 1;
	char text[200], at[48];

	text_fmt(text, sizeof text, tr("Needs a second person: %s"), approve_label(st->what.right));
	canvas_box(c, box, STYLE_RULE, text);
	second_draw_text(c, box, row, st->what.text, st->text_rows);
	row += st->text_rows;
	second_draw_field(c, box, row++, &st->why, tr("Why"), open && st->at == F_WHY);
	second_draw_label(c, box, row, tr("Asked"));
	text_fmt(text, sizeof text, "%s, %s, %s", front_desk(s)->staff_name,
	    front_desk(s)->who.station, desk_time_text(front_desk(s), st->asked_at, at, sizeof at));
	canvas_put(c, row++, box.col + SECOND_FIELD_COL, text, STYLE_TEXT, box.cols - 14);
	second_draw_field(c, box, row, &st->who, tr("Who"), open && st->at == F_WHO);
	canvas_put(c, row++, box.col + SECOND_FIELD_COL + SHORT_COLS + 4, st->note,
	    st->refused ? STYLE_WRONG : STYLE_PROPOSED,
	    box.cols - SECOND_FIELD_COL - SHORT_COLS - 6);
	second_draw_field(c, box, row++, &st->pin, tr("PIN"), open && st->at == F_PIN);
	draw_way(st, c, row++);
	canvas_hline(c, row++, box.col + 2, box.cols - 4, STYLE_RULE);
	draw_foot(s, c, row);
}

static void second_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "A risky step needs two people. Read the sentence in the box: it is what both "
	    "sign, and it cannot change any more. Say why, then let the other person type "
	    "initials and PIN here, or choose 2 and ask on another screen: the request comes "
	    "up there, and the step runs here as soon as it is signed. Nobody signs for "
	    "himself. Esc gives the step up; nothing was done.\n\nWho asked, who signed and "
	    "why stands with the action (F12)."));
}

const struct screen_type second_screen = {
	.name = "second", .title = N_("Second person"), .state_size = sizeof(struct second),
	.flags = SCREEN_OVERLAY, .areas = AREA_JOBS | AREA_PEOPLE,
	.commands = KEYMAP_INIT(commands),
	.open = second_open, .load = second_load, .typing = second_typing, .layout = second_layout,
	.draw = second_draw, .key = second_key, .tick = second_tick, .shown = second_shown,
	.close = second_close,
	.page = second_help_page,
};

/* ---- for every screen ---- */

/* The one try for which somebody signed. */
static enum err_code try_signed(struct screen *owner, const struct second_answer *a, struct err *e)
{
	struct actor *who = &front_desk(owner)->who;
	enum err_code rc;

	who->second_id = a->staff_id;
	who->approval_id = a->approval_id;
	who->why = a->why;
	rc = a->done(owner, e);
	who->second_id = who->approval_id = 0;
	who->why = NULL;
	return rc;
}

static void answered(struct screen *owner, int answer, const void *value)
{
	struct err e = ERR_INIT;

	if (answer == 1 && try_signed(owner, value, &e) != OK)
		screen_refuse(owner, &e);
}

enum err_code front_second(struct screen *s, const struct second_ask *ask, struct err *e)
{
	struct approval a;
	enum err_code rc;

	err_clear(e);
	/* Signed before, and what was to be done failed then: it is not asked for again. */
	if (!approve_ready(front_desk(s), ask->right, ask->text, &a))
		return screen_ask(s, &second_screen, ask, answered, e);
	rc = try_signed(s, &(struct second_answer){ .staff_id = a.answered_by,
	    .approval_id = a.id, .why = a.why, .done = ask->done }, e);
	if (rc == ERR_DENIED)
		forget(s, a.id);        /* who signed may not any more: the next try asks anew */
	return rc;
}
