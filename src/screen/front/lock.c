/* Log-in and lock: who is at this terminal. No client's name, ever: the public sees it. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk/desk.h"
#include "desk/signin.h"
#include "front_priv.h"
#include "tui/field.h"
#include "tui/help.h"
#include "tui/loop.h"

enum { F_WHO, F_PIN, F_LANGUAGE, F_COUNT };
enum { LABEL_COL = 10, FIELD_COL = 19, WHO_COLS = 17 };

struct lock {
	struct field who, pin;
	int at;                         /* F_... with the cursor */
	int64_t staff_id;               /* whom `who` means; 0 nobody, -1 several */
	char name[96];
	bool empty;                     /* nobody in the file */
};

static void find_who(struct screen *s)
{
	struct lock *st = s->state;
	struct staff p;
	struct err none = ERR_INIT;

	st->name[0] = '\0';
	st->staff_id = signin_find(front_desk(s), field_text(&st->who));
	if (st->staff_id > 0 && staff_get(front_desk(s)->store, st->staff_id, &p, &none) == OK)
		text_fmt(st->name, sizeof st->name, "%s%s%s", p.name, p.name_en[0] ? " " : "",
		    p.name_en);
	screen_dirty(s, DIRTY_DRAW);
}

static enum err_code lock_open(struct screen *s, const void *arg, struct err *e)
{
	struct lock *st = s->state;
	struct front *f = front_of(s);
	struct staff p;
	int64_t n, who = f->locked_staff ? f->locked_staff : f->expected_staff;
	enum err_code rc = staff_count(f->desk->store, &n, e);

	(void)arg;
	field_init(&st->who, 1, WHO_COLS, 40);
	field_init(&st->pin, 1, WHO_COLS, 32);
	st->pin.flags = FIELD_SECRET;
	st->empty = n == 0;
	if (rc == OK && who && staff_get(f->desk->store, who, &p, e) == OK) {
		field_set(&st->who, p.code);
		find_who(s);
		st->at = F_PIN;
	}
	err_clear(e);
	return rc;
}

static void lock_close(struct screen *s)
{
	struct lock *st = s->state;

	field_set(&st->pin, "");
	field_free(&st->who);
	field_free(&st->pin);
}

static bool lock_typing(const struct screen *s)
{
	return ((const struct lock *)s->state)->at != F_LANGUAGE;
}

/* ---- answering ---- */

/* Somebody unknown is tried like everybody else: the answer tells nothing about who exists. A file
 * that can only be read lets back in who locked this terminal. */
static enum err_code check_pin(struct screen *s, const struct staff *p, int64_t *id, struct err *e)
{
	struct lock *st = s->state;
	struct front *f = front_of(s);
	const char *pin = field_text(&st->pin);

	*id = st->staff_id;
	if (store_is_read_only(f->desk->store) && f->locked_staff &&
	    f->locked_staff == st->staff_id)
		return signin_return(f->desk, st->staff_id, pin, &f->tries, e);
	return signin_check(f->desk, p->code[0] ? p->code : field_text(&st->who), pin, id, e);
}

static enum err_code log_in(struct screen *s, struct err *e)
{
	struct lock *st = s->state;
	struct front *f = front_of(s);
	struct staff p = { 0 };
	int64_t id;
	enum err_code rc;

	if (st->staff_id > 0 && staff_get(f->desk->store, st->staff_id, &p, e) != OK)
		return e->code;
	rc = check_pin(s, &p, &id, e);
	field_set(&st->pin, "");
	screen_dirty(s, DIRTY_DRAW);
	return rc == OK ? front_login(f, id, e) : rc;
}

static enum err_code run_login(struct screen *s, struct err *e)
{
	struct lock *st = s->state;

	if (st->empty)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("No staff in this file. frontdesk init makes the first manager."));
	if (!field_text(&st->who)[0]) {
		st->at = F_WHO;
		screen_dirty(s, DIRTY_DRAW);
		return err_set(e, ERR_INVALID, "%s", tr("Type your initials, then Enter."));
	}
	if (st->staff_id < 0)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Several people fit. Type more of the name, or the code."));
	if (!field_text(&st->pin)[0]) {
		st->at = F_PIN;
		screen_dirty(s, DIRTY_DRAW);
		return OK;
	}
	return log_in(s, e);
}

static enum err_code run_enter(struct screen *s, struct err *e)
{
	struct lock *st = s->state;

	if (st->at == F_WHO && field_text(&st->who)[0]) {
		st->at = F_PIN;
		screen_dirty(s, DIRTY_DRAW);
		return OK;
	}
	return run_login(s, e);
}

static enum err_code run_next(struct screen *s, struct err *e)
{
	struct lock *st = s->state;

	(void)e;
	st->at = (st->at + s->command->arg + F_COUNT) % F_COUNT;
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_language(struct screen *s, struct err *e)
{
	return front_set_language(front_of(s), tr_language()[0] == 'z' ? "en" : "zh", e);
}

static enum err_code run_help(struct screen *s, struct err *e)
{
	return help_open(s, e);
}

static const struct command commands[] = {
	{ .name = "help", .keys = "F1", .label = N_("help"), .flags = COMMAND_BAR_FIRST,
	  .help = N_("Shows the keys of this screen; twice: its page."), .run = run_help },
	{ .name = "log-in", .keys = "F10", .label = N_("log in"),
	  .help = N_("Checks the PIN and opens Today, or goes on where you were."),
	  .run = run_login },
	{ .name = "field-answer", .keys = "Enter", .label = N_("go on"), .flags = COMMAND_NO_BAR,
	  .help = N_("Initials, Enter, PIN, Enter."), .run = run_enter },
	{ .name = "pane-next", .keys = "Tab Down", .label = N_("field"), .arg = 1,
	  .help = N_("Next field; the language is the last."), .run = run_next },
	{ .name = "pane-prev", .keys = "S-Tab Up", .label = N_("field"), .arg = -1,
	  .flags = COMMAND_NO_BAR, .help = N_("Field before."), .run = run_next },
	{ .name = "language", .keys = "Alt-l", .label = N_("language"),
	  .help = N_("Switches between Chinese and English."), .run = run_language },
};

static enum key_use lock_key(struct screen *s, const struct key *k)
{
	struct lock *st = s->state;
	struct err e = ERR_INIT;
	enum field_use use;

	if (st->at == F_LANGUAGE) {
		if (k->kind != KEV_CHAR || (k->code != '1' && k->code != '2'))
			return KEY_UNUSED;
		if (front_set_language(front_of(s), k->code == '1' ? "zh" : "en", &e) != OK)
			screen_refuse(s, &e);
		return KEY_USED;
	}
	use = field_key(st->at == F_WHO ? &st->who : &st->pin, k);
	if (use == FIELD_UNUSED)
		return KEY_UNUSED;
	if (use == FIELD_CHANGED && st->at == F_WHO)
		find_who(s);
	screen_dirty(s, DIRTY_DRAW);
	return KEY_USED;
}

/* ---- drawing ---- */

static void draw_field(const struct screen *s, struct canvas *c, int row, int which,
    const char *label)
{
	const struct lock *st = s->state;
	const struct field *f = which == F_WHO ? &st->who : &st->pin;
	bool focus = st->at == which;

	canvas_put(c, row, LABEL_COL, label, STYLE_TEXT, FIELD_COL - LABEL_COL - 1);
	canvas_put(c, row, FIELD_COL, "[", STYLE_RULE, 1);
	field_draw(f, c, row, FIELD_COL + 1, focus ? STYLE_FIELD_EDIT : STYLE_FIELD, focus);
	canvas_put(c, row, FIELD_COL + 1 + WHO_COLS, "]", STYLE_RULE, 1);
}

static void draw_language(const struct screen *s, struct canvas *c, int row)
{
	const struct lock *st = s->state;
	bool chinese = tr_language()[0] == 'z';

	canvas_put(c, row, LABEL_COL, chinese ? "Language" : "语言", STYLE_TEXT, CANVAS_REST);
	canvas_putf(c, row, FIELD_COL, st->at == F_LANGUAGE ? STYLE_FIELD_EDIT : STYLE_FIELD,
	    "[%d]", chinese ? 1 : 2);
	canvas_put(c, row, FIELD_COL + 5, "1 中文  2 English", STYLE_TEXT, CANVAS_REST);
	if (st->at == F_LANGUAGE)
		canvas_cursor(c, row, FIELD_COL + 1);
}

static void draw_title(const struct screen *s, struct canvas *c, int row)
{
	const struct front *f = front_of(s);
	char at[48], text[200];

	if (f->locked_by[0])
		text_fmt(text, sizeof text, tr("Locked by %s at %s. Nothing is lost."),
		    f->locked_by,
		    desk_clock_text(f->desk, f->locked_at, at, sizeof at));
	else
		text_copy(text, sizeof text, tr("Who is at this terminal?"));
	canvas_put(c, row, LABEL_COL + 11, text, STYLE_TAB, CANVAS_REST);
}

static void draw_jobs(const struct front *f, struct canvas *c, int row)
{
	char text[200];

	text_fmt(text, sizeof text, trn("%d job of %s is parked; any terminal goes on with it.",
	    "%d jobs of %s are parked; any terminal goes on with them.", (long)f->locked_jobs),
	    (int)f->locked_jobs, f->locked_by);
	canvas_put(c, row, LABEL_COL, text, STYLE_GREY, CANVAS_REST);
}

static void lock_draw(const struct screen *s, struct canvas *c)
{
	const struct lock *st = s->state;
	int top = s->body.row + (s->body.rows - 14) / 3;

	canvas_fill(c, (struct rect){ SCREEN_ROW_AREA, 0, 1 + s->body.rows, c->cols }, STYLE_TEXT);
	draw_title(s, c, top);
	if (st->empty) {
		canvas_put(c, top + 2, LABEL_COL,
		    tr("No staff in this file. frontdesk init makes the first manager."),
		    STYLE_TEXT, CANVAS_REST);
		return;
	}
	draw_field(s, c, top + 2, F_WHO, tr("Who"));
	canvas_put(c, top + 2, FIELD_COL + WHO_COLS + 5, st->staff_id < 0 ?
	    tr("several people fit") : st->name, STYLE_PROPOSED, CANVAS_REST);
	draw_field(s, c, top + 3, F_PIN, tr("PIN"));
	draw_language(s, c, top + 4);
	if (front_of(s)->locked_jobs)
		draw_jobs(front_of(s), c, top + 7);
	if (front_of(s)->locked_by[0])
		canvas_put(c, top + 6, LABEL_COL,
		    tr("Another person may log in: what was begun stays with its owner."),
		    STYLE_GREY, CANVAS_REST);
}

static void lock_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Type your initials or the beginning of your name, Enter, your PIN, Enter. The "
	    "same person goes on where he was; another one begins anew, and what was begun "
	    "stays with its owner. After five wrong PINs the person is locked for a while; a "
	    "manager can lift it (F12). Tab leads to the language."));
}

const struct screen_type lock_screen = {
	.name = "lock", .title = N_("Log-in"), .state_size = sizeof(struct lock),
	.flags = SCREEN_OWN_BAR,
	.commands = KEYMAP_INIT(commands),
	.open = lock_open, .typing = lock_typing, .draw = lock_draw, .key = lock_key,
	.close = lock_close,
	.page = lock_help_page,
};
