#include "tui/screen.h"

#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "loop_priv.h"
#include "tui/help.h"

void *screen_app(const struct screen *s)
{
	return s->loop->app.app;
}

void screen_dirty(struct screen *s, unsigned bits)
{
	s->dirty |= bits;
}

struct screen *screen_top(const struct loop *l)
{
	return l->stack.n ? l->stack.v[l->stack.n - 1] : NULL;
}

/* Place of S on the stack, counted from 1; 0 = not on it. */
static size_t place_of(const struct screen *s)
{
	for (size_t i = 0; s && i < s->loop->stack.n; i++)
		if (s->loop->stack.v[i] == s)
			return i + 1;
	return 0;
}

struct screen *screen_under(const struct screen *s)
{
	size_t place = place_of(s);

	return place > 1 ? s->loop->stack.v[place - 2] : NULL;
}

void screen_free(struct screen *s)
{
	if (s->type->close)
		s->type->close(s);
	mem_free(s->state);
	mem_free(s);
}

/* ---- opening ---- */

static struct screen *screen_new(struct loop *l, const struct screen_type *type)
{
	struct screen *s = mem_alloc(sizeof *s);

	s->type = type;
	s->state = mem_alloc(type->state_size);
	s->loop = l;
	s->serial = ++l->screens;
	s->areas = type->areas;
	s->dirty = DIRTY_LAYOUT | DIRTY_LOAD | DIRTY_DRAW;
	return s;
}

/* Opens S, which the caller has made. */
static enum err_code open_screen(struct screen *s, const void *arg, struct err *e)
{
	const struct screen_type *type = s->type;
	struct loop *l = s->loop;
	enum err_code rc = OK;

	loop_enter(l);
	*vec_push(&l->stack) = s;
	if (type->open)
		rc = type->open(s, arg, e);
	if (rc != OK && !s->closing) {
		s->owner = NULL;
		screen_finish(s, ANSWER_BACK, NULL);
	}
	if (rc == OK && !s->closing)
		screen_settle(s);
	loop_leave(l);
	return rc;
}

enum err_code screen_open(struct loop *l, const struct screen_type *type, const void *arg,
    struct err *e)
{
	return open_screen(screen_new(l, type), arg, e);
}

enum err_code screen_ask(struct screen *owner, const struct screen_type *type, const void *arg,
    void (*done)(struct screen *owner, int answer, const void *value), struct err *e)
{
	struct screen *s = screen_new(owner->loop, type);

	s->owner = owner;
	s->done = done;
	return open_screen(s, arg, e);
}

enum err_code screen_ask_widget(struct screen *owner, const struct screen_type *type,
    const void *arg, void (*finish)(struct screen *, struct screen *, int, const void *),
    struct err *e)
{
	struct screen *s = screen_new(owner->loop, type);

	s->owner = owner;
	s->finish = finish;
	return open_screen(s, arg, e);
}

/* ---- closing ---- */

/* Takes S, which is on top, off the stack. It is freed when no engine call runs any more. */
static void take_off(struct screen *s)
{
	struct loop *l = s->loop;

	l->stack.n--;
	s->closing = true;
	*vec_push(&l->closed) = s;
	if (l->prompt.owner == s)
		prompt_drop(l);
}

static void answer_owner(struct screen *s, int answer, const void *value)
{
	struct screen *owner = s->owner;

	s->owner = NULL;
	if (!place_of(owner))
		return;
	if (s->finish)
		s->finish(s, owner, answer, value);
	else if (s->done)
		s->done(owner, answer, value);
}

static void show_top(struct loop *l)
{
	struct screen *top = screen_top(l);

	l->dirty |= DIRTY_DRAW;
	if (top && top->type->shown)
		top->type->shown(top);
}

void screen_finish(struct screen *s, int answer, const void *value)
{
	struct loop *l = s->loop;
	size_t place = place_of(s);

	if (!place)
		return;
	loop_enter(l);
	while (l->stack.n >= place)
		take_off(screen_top(l));
	show_top(l);
	answer_owner(s, answer, value);
	loop_leave(l);
}

bool screen_back(struct screen *s)
{
	if (s->type->leave && s->type->leave(s) == LEAVE_STAY)
		return false;
	s->loop->backs++;
	screen_finish(s, ANSWER_BACK, NULL);
	return true;
}

/* Leaves all screens but the lowest, from the top. */
static bool leave_all(struct loop *l)
{
	while (l->stack.n > 1) {
		struct screen *top = screen_top(l);
		size_t n = l->stack.n;

		if (top->type->leave && top->type->leave(top) == LEAVE_STAY)
			return false;
		l->backs++;
		if (l->stack.n == n && screen_top(l) == top)
			screen_finish(top, ANSWER_BACK, NULL);
		else if (l->stack.n > n)
			return false;           /* it opened something that wants an answer */
	}
	return true;
}

enum err_code screen_goto(struct loop *l, const struct screen_type *type, const void *arg,
    struct err *e)
{
	enum err_code rc = OK;

	loop_enter(l);
	if (!leave_all(l))
		rc = ERR_CANCELLED;
	else if (!screen_top(l) || screen_top(l)->type != type)
		rc = screen_open(l, type, arg, e);
	loop_leave(l);
	return rc;
}

/* ---- loading ---- */

static void lay_out(struct screen *s)
{
	s->dirty &= ~(unsigned)DIRTY_LAYOUT;
	s->body = (struct rect){
		.row = SCREEN_ROW_BODY, .col = 0,
		.rows = s->loop->canvas.rows - 4, .cols = s->loop->canvas.cols,
	};
	if (s->type->layout)
		s->type->layout(s, s->body);
}

static void load(struct screen *s)
{
	struct err e = ERR_INIT;

	s->dirty &= ~(unsigned)DIRTY_LOAD;
	if (s->type->load && s->type->load(s, &e) != OK)
		screen_refuse(s, &e);
}

void screen_settle(struct screen *s)
{
	struct loop *l = s->loop;

	if (!(s->dirty & (DIRTY_LAYOUT | DIRTY_LOAD)) || loop_too_small(l))
		return;
	loop_enter(l);
	s->dirty |= DIRTY_DRAW;
	if (s->dirty & DIRTY_LAYOUT)
		lay_out(s);
	if (s->dirty & DIRTY_LOAD)
		load(s);
	if ((s->dirty & DIRTY_LAYOUT) && !s->closing)   /* what was loaded changed the layout */
		lay_out(s);
	loop_leave(l);
}

/* ---- messages ---- */

static void say(struct screen *s, enum style style, const char *fmt, va_list ap)
{
	struct buf text = { .s = NULL };

	buf_vprintf(&text, fmt, ap);
	loop_say(s->loop, style, buf_str(&text));
	buf_free(&text);
}

void screen_say(struct screen *s, enum style style, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(s, style, fmt, ap);
	va_end(ap);
}

void screen_done(struct screen *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(s, STYLE_MSG_DONE, fmt, ap);
	va_end(ap);
}

void screen_refuse(struct screen *s, const struct err *e)
{
	if (e->code != OK && e->text[0])
		loop_say(s->loop, STYLE_MSG_REFUSED, e->text);
}

/* ---- commands ---- */

/* The help of the lock is no way round the lock. */
bool screen_own_bar(const struct screen *s)
{
	const struct screen *under = s->type == &help_screen ? screen_under(s) : NULL;

	return (s->type->flags & SCREEN_OWN_BAR) || (under && screen_own_bar(under));
}

unsigned screen_facts(const struct screen *s)
{
	const struct loop_app *app = &s->loop->app;

	return (app->facts ? app->facts(app->app) : 0) |
	    (s->type->facts ? s->type->facts(s) : 0);
}

static const char *right_of(const struct screen *s, const struct command *c)
{
	const char *now = s->type->right ? s->type->right(s, c) : NULL;

	return now ? now : c->right;
}

bool screen_has_right(const struct screen *s, const struct command *c)
{
	const struct loop_app *app = &s->loop->app;
	const char *right = right_of(s, c);

	return !right || !app->may || app->may(app->app, right, NULL);
}

bool screen_offers(const struct screen *s, const struct command *c)
{
	return command_allowed(c, screen_facts(s)) && screen_has_right(s, c);
}

static enum err_code refuse(const struct screen *s, const struct command *c, unsigned missing,
    struct err *e)
{
	const struct loop_app *app = &s->loop->app;
	const char *why = s->type->why_not ? s->type->why_not(s, missing) : NULL;

	if (!why && app->why_not)
		why = app->why_not(app->app, missing);
	if (why)
		return err_set(e, ERR_INVALID, "%s", why);
	return err_set(e, ERR_INVALID, tr("Not possible here: %s."),
	    c->label ? tr(c->label) : c->name);
}

enum err_code screen_may(const struct screen *s, const struct command *c, struct err *e)
{
	const struct loop_app *app = &s->loop->app;
	unsigned missing = command_missing(c, screen_facts(s));
	const char *right = right_of(s, c);

	if (missing)
		return refuse(s, c, missing, e);
	if (right && app->may && !app->may(app->app, right, e))
		return e->code;
	return OK;
}

enum err_code screen_run(struct screen *s, const struct command *c, struct err *e)
{
	const struct command *before = s->command;
	enum err_code rc;

	loop_enter(s->loop);
	s->command = c;
	if (!strcmp(c->name, "screen-back"))
		s->loop->backs++;       /* also where it only leaves the fields of a form */
	rc = screen_may(s, c, e);
	if (rc == OK)
		rc = c->run(s, e);
	s->command = before;
	s->dirty |= DIRTY_DRAW;
	if (rc != OK)
		screen_refuse(s, e);
	loop_leave(s->loop);
	return rc;
}

const struct command *screen_command(const struct screen *s, const char *name)
{
	const struct keymap maps[] = { s->type->commands, s->loop->app.global };

	for (size_t m = 0; m < 2; m++)
		for (size_t i = 0; i < maps[m].n; i++)
			if (strcmp(maps[m].rows[i].name, name) == 0)
				return &maps[m].rows[i];
	return NULL;
}

const char *screen_name_of(const struct screen *s, const struct command *c)
{
	const char *own = NULL;

	if (s->done_label && !strcmp(c->name, "form-done"))
		own = s->done_label;
	else if (s->type->label)
		own = s->type->label(s, c);
	return own ? own : c->label;
}

const char *screen_label(const struct screen *s, const struct command *c)
{
	const char *label = screen_name_of(s, c);

	return label ? tr(label) : "";
}

enum err_code screen_run_back(struct screen *s, struct err *e)
{
	(void)e;
	screen_back(s);
	return OK;
}

void screen_split(struct rect body, struct rect *list, struct rect *pane)
{
	*list = *pane = body;
	pane->cols = body.cols >= SCREEN_PANE_FROM ? SCREEN_PANE_COLS : 0;
	pane->col = body.col + body.cols - pane->cols;
	if (pane->cols)
		list->cols = body.cols - pane->cols - 1;
}
