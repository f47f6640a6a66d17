#include "toy.h"

#include <string.h>

#include "base/clock.h"
#include "tui/field.h"
#include "tui/help.h"

/* ---- home: a list ---- */

struct home {
	struct list list;
};

static int count(const void *ctx)
{
	return ((const struct toy *)ctx)->count;
}

static int64_t id(const void *ctx, int row)
{
	return ((const struct toy *)ctx)->fruit[row].id;
}

static void draw_fruit(const void *ctx, int row, struct canvas *c, struct rect where)
{
	const struct toy *t = ctx;

	if (t->fruit[row].id < 0)
		canvas_rule(c, where.row, where.col, where.cols, t->fruit[row].name);
	else
		canvas_put(c, where.row, where.col, t->fruit[row].name, STYLE_TEXT, CANVAS_REST);
}

static void text_of(const void *ctx, int row, struct buf *out)
{
	buf_puts(out, ((const struct toy *)ctx)->fruit[row].name);
}

static const struct list_ops fruit_ops = {
	.count = count, .id = id, .draw = draw_fruit, .text = text_of,
};

static enum err_code home_open(struct screen *s, const void *arg, struct err *e)
{
	struct home *h = s->state;
	struct toy *t = screen_app(s);

	(void)arg, (void)e;
	list_init(&h->list, s, &fruit_ops, t, LIST_NUMBERED | LIST_MARKS);
	h->list.empty = "No fruit. n buys some.";
	return OK;
}

static enum err_code home_load(struct screen *s, struct err *e)
{
	struct toy *t = screen_app(s);

	t->loads++;
	if (t->load_fails)
		return err_set(e, ERR_IO, "The basket cannot be read. Look again later.");
	list_reloaded(&((struct home *)s->state)->list);
	return OK;
}

static unsigned home_facts(const struct screen *s)
{
	return list_id(&((const struct home *)s->state)->list) ? TOY_HAS_ROW : 0;
}

static void home_layout(struct screen *s, struct rect body)
{
	list_layout(&((struct home *)s->state)->list, body);
}

static void home_draw(const struct screen *s, struct canvas *c)
{
	canvas_put(c, SCREEN_ROW_AREA, 0, "Fruit", STYLE_TAB, CANVAS_REST);
	list_draw(&((const struct home *)s->state)->list, c);
}

static enum key_use home_key(struct screen *s, const struct key *k)
{
	return list_key(&((struct home *)s->state)->list, k);
}

static void home_tick(struct screen *s, int64_t mono_ms)
{
	(void)mono_ms;
	((struct toy *)screen_app(s))->ticks++;
}

static void home_close(struct screen *s)
{
	list_free(&((struct home *)s->state)->list);
}

static const char *selected(struct screen *s)
{
	const struct home *h = s->state;
	struct toy *t = screen_app(s);
	int row = list_row(&h->list);

	return row < 0 ? "?" : t->fruit[row].name;
}

static enum err_code eat(struct screen *s, struct err *e)
{
	struct toy *t = screen_app(s);

	if (strcmp(selected(s), "stone") == 0)
		return err_set(e, ERR_INVALID, "Not eaten. A stone is no fruit. n buys some.");
	buf_printf(&t->log, "eat %s; ", selected(s));
	screen_done(s, "Eaten: %s.", selected(s));
	return OK;
}

static enum err_code open_form(struct screen *s, struct err *e)
{
	return screen_open(s->loop, &toy_form, selected(s), e);
}

static void answered(struct screen *owner, int answer, const void *value)
{
	struct toy *t = screen_app(owner);

	buf_printf(&t->log, "answer %d %s; ", answer, value ? (const char *)value : "-");
}

static enum err_code ask(struct screen *s, struct err *e)
{
	return screen_ask(s, &toy_overlay, NULL, answered, e);
}

static const struct command home_commands[] = {
	{ .name = "row-open", .keys = "Enter", .label = "open", .help = "Opens the form.",
	  .needs = TOY_HAS_ROW, .run = open_form },
	{ .name = "row-eat", .code = "ea", .keys = "e", .label = "eat", .help = "Eats it.",
	  .needs = TOY_HAS_ROW | TOY_MAY_EAT, .flags = COMMAND_ROW, .run = eat },
	{ .name = "row-ask", .keys = "y", .label = "ask", .help = "Asks.", .flags = COMMAND_ROW,
	  .right = "ask", .run = ask },
};

const struct screen_type toy_home = {
	.name = "home", .title = "Home", .state_size = sizeof(struct home),
	.commands = KEYMAP_INIT(home_commands), .areas = TOY_AREA_FRUIT, .open = home_open,
	.load = home_load, .facts = home_facts, .layout = home_layout, .draw = home_draw,
	.key = home_key, .tick = home_tick, .close = home_close,
};

/* ---- form: a field ---- */

struct form {
	struct field field;
};

static enum err_code form_open(struct screen *s, const void *arg, struct err *e)
{
	struct form *f = s->state;

	field_init(&f->field, 1, 20, 0);
	if (((struct toy *)screen_app(s))->open_fails)
		return err_set(e, ERR_DENIED, "Not opened. Only the gardener may. Ask him.");
	field_set(&f->field, arg);
	return OK;
}

static bool form_typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void form_draw(const struct screen *s, struct canvas *c)
{
	const struct form *f = s->state;

	canvas_put(c, SCREEN_ROW_BODY, 0, "Name [", STYLE_TEXT, CANVAS_REST);
	field_draw(&f->field, c, SCREEN_ROW_BODY, 6, STYLE_FIELD_EDIT, true);
}

static enum key_use form_key(struct screen *s, const struct key *k)
{
	enum field_use use = field_key(&((struct form *)s->state)->field, k);

	return use == FIELD_UNUSED ? KEY_UNUSED : KEY_USED;
}

static enum leave form_leave(struct screen *s)
{
	struct toy *t = screen_app(s);
	struct form *f = s->state;

	text_copy(t->typed, sizeof t->typed, field_text(&f->field));
	return t->form_stays ? LEAVE_STAY : LEAVE_GO;
}

static bool form_field_help(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, "The name of the fruit, as people say it.");
	return true;
}

static void form_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, "Fruit have names here.");
}

static void form_close(struct screen *s)
{
	field_free(&((struct form *)s->state)->field);
}

static enum err_code save(struct screen *s, struct err *e)
{
	struct toy *t = screen_app(s);

	(void)e;
	buf_printf(&t->log, "saved %s; ", field_text(&((struct form *)s->state)->field));
	screen_finish(s, ANSWER_BACK, NULL);
	return OK;
}

static const struct command form_commands[] = {
	{ .name = "form-done", .keys = "F10", .label = "save", .help = "Saves.", .run = save },
};

const struct screen_type toy_form = {
	.name = "form", .title = "Form", .state_size = sizeof(struct form),
	.commands = KEYMAP_INIT(form_commands), .open = form_open, .typing = form_typing,
	.draw = form_draw, .key = form_key, .leave = form_leave, .close = form_close,
	.field_help = form_field_help, .page = form_page,
};

/* ---- overlay that answers ---- */

static void overlay_draw(const struct screen *s, struct canvas *c)
{
	canvas_box(c, rect_centre(s->body, 3, 20), STYLE_RULE, "Sure");
}

static enum key_use overlay_key(struct screen *s, const struct key *k)
{
	if (!key_equal(*k, key_char('1')))
		return KEY_UNUSED;
	screen_finish(s, 1, "yes");
	return KEY_USED;
}

const struct screen_type toy_overlay = {
	.name = "sure", .title = "Sure", .flags = SCREEN_OVERLAY, .draw = overlay_draw,
	.key = overlay_key,
};

const struct screen_type toy_plain = { .name = "plain", .title = "Plain" };

/* ---- the application ---- */

static enum err_code go_plain(struct screen *s, struct err *e)
{
	return screen_goto(s->loop, &toy_plain, NULL, e);
}

static enum err_code go_home(struct screen *s, struct err *e)
{
	return screen_goto(s->loop, &toy_home, NULL, e);
}

static enum err_code lock(struct screen *s, struct err *e)
{
	(void)e;
	buf_puts(&((struct toy *)screen_app(s))->log, "locked; ");
	return OK;
}

static enum err_code drop(struct screen *s, struct err *e)
{
	(void)e;
	buf_printf(&((struct toy *)screen_app(s))->log, "dropped %d; ", loop_drop_keys(s->loop));
	return OK;
}

static enum err_code quit(struct screen *s, struct err *e)
{
	(void)e;
	loop_quit(s->loop);
	return OK;
}

static const struct command globals[] = {
	{ .name = "help", .keys = "F1 ?", .label = "help", .help = "Help.", .run = help_open,
	  .flags = COMMAND_BAR_FIRST },
	{ .name = "area-plain", .keys = "F2", .help = "Plain.", .run = go_plain },
	{ .name = "area-home", .keys = "F3", .help = "Home.", .run = go_home },
	{ .name = "row-actions", .keys = "^O .", .label = "actions", .help = "Menu.",
	  .run = menu_open },
	{ .name = "lock", .keys = "^Q", .help = "Locks.", .flags = COMMAND_ALWAYS, .run = lock },
	{ .name = "drop", .keys = "^D", .help = "Drops.", .run = drop },
	{ .name = "quit", .keys = "^X", .help = "Ends.", .run = quit },
	{ .name = "screen-back", .keys = "Esc q", .label = "back", .help = "Back.",
	  .flags = COMMAND_BAR_LAST, .run = screen_run_back },
};

static unsigned poll_areas(void *app)
{
	struct toy *t = app;
	unsigned moved = t->moved;

	t->moved = 0;
	return moved;
}

static unsigned facts(void *app)
{
	return ((struct toy *)app)->facts;
}

static const char *why_not(void *app, unsigned missing)
{
	(void)app;
	return missing & TOY_HAS_ROW ? "No fruit is selected. Down selects one." : NULL;
}

static bool may(void *app, const char *right, struct err *e)
{
	bool yes = !((struct toy *)app)->no_guest || strcmp(right, "ask") != 0;

	if (!yes && e)
		(void)err_set(e, ERR_DENIED, "Not your right: ask. Ask: the cook.");
	return yes;
}

static void header(void *app, const struct screen *top, struct canvas *c, int row)
{
	int used = canvas_put(c, row, 0, top->type->title, STYLE_BAR, CANVAS_REST);

	if (((struct toy *)app)->shows_minute)
		canvas_putf(c, row, used + 1, STYLE_BAR, "minute %d",
		    (int)(clock_now() / 60 % 60));
}

static void hangup(void *app)
{
	buf_puts(&((struct toy *)app)->log, "hung up; ");
}

static void pressed(void *app)
{
	((struct toy *)app)->pressed++;
}

const struct loop_app *toy_app(struct toy *t)
{
	static struct loop_app app;

	app = (struct loop_app){ .app = t, .global = KEYMAP(globals), .poll_areas = poll_areas,
		.facts = facts, .header = header, .why_not = why_not, .may = may, .hangup = hangup,
		.pressed = pressed };
	return &app;
}

void toy_start_at(struct toy *t, const struct term_ops *ops, void *term, int rows, int cols)
{
	static const char *const names[] = { "apple", "banana", "cherry", "大枣", "stone" };
	struct err e = ERR_INIT;

	*t = (struct toy){ .count = 5, .facts = TOY_MAY_EAT };
	for (int i = 0; i < 5; i++)
		t->fruit[i] = (struct toy_fruit){ .id = 100 + i, .name = names[i] };
	t->loop = loop_new(toy_app(t), ops, term, rows, cols);
	if (screen_open(t->loop, &toy_home, NULL, &e) != OK)
		BUG("%s", e.text);
}

void toy_start(struct toy *t)
{
	toy_start_at(t, NULL, NULL, 24, 80);
}

void toy_stop(struct toy *t)
{
	loop_free(t->loop);
	buf_free(&t->log);
}

const char *toy_row(struct toy *t, int row)
{
	static struct buf text;

	buf_clear(&text);
	canvas_row_text(loop_canvas(t->loop), row, &text);
	return buf_str(&text);
}

struct list *toy_list(struct toy *t)
{
	struct screen *s = screen_top(t->loop);

	while (s->type != &toy_home)
		s = screen_under(s);
	return &((struct home *)s->state)->list;
}
