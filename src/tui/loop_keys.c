/* One event at a time: to the prompt, the screen on top, its commands, the global ones. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "loop_priv.h"

static bool is_typing(const struct screen *s)
{
	return s->type->typing && s->type->typing(s);
}

static enum key_use give(struct screen *s, const struct key *k)
{
	enum key_use use = s->type->key ? s->type->key(s, k) : KEY_UNUSED;

	if (use == KEY_USED)
		s->dirty |= DIRTY_DRAW;
	return use;
}

/* Global commands that S lets through. */
static const struct command *global_for_key(const struct screen *s, struct key k)
{
	const struct command *c = command_for_key(s->loop->app.global, k);

	if (c && screen_own_bar(s) && !(c->flags & COMMAND_ALWAYS))
		return NULL;
	return c;
}

static void run_key(struct screen *s, struct key k)
{
	const struct command *c = command_for_key(s->type->commands, k);
	struct err e = ERR_INIT;

	if (!c)
		c = global_for_key(s, k);
	/* The error has been shown in row 23; there is nobody above to tell. */
	if (c && screen_run(s, c, &e) != OK)
		return;
}

/* A text key that no field took: on a screen without the cursor in a field, Chinese characters
 * mean that an input method is on. */
static void mention_input_method(struct loop *l, struct key k)
{
	if (k.kind == KEV_CHAR && cp_is_han(k.code))
		loop_say(l, STYLE_MSG_INFO, tr("Input method is on: Shift switches it off, "
		    "Ctrl-O lists the actions by number"));
}

static void dispatch_typing(struct screen *s, struct key k)
{
	k = key_alt_as_func(k);
	if (give(s, &k) == KEY_UNUSED && !key_is_text(k) && k.kind != KEV_PASTE)
		run_key(s, k);
}

static void dispatch_command(struct screen *s, struct key k)
{
	k = key_as_command(k);
	mention_input_method(s->loop, k);
	if (give(s, &k) == KEY_USED)
		return;
	if (k.kind == KEV_PASTE)
		loop_say(s->loop, STYLE_MSG_INFO,
		    tr("Pasted text is taken in a field only. Nothing was done."));
	else
		run_key(s, k);
}

/* Too small to see anything: text goes on into its field, commands wait, only lock works. */
static void dispatch_small(struct screen *s, struct key k)
{
	const struct command *c = command_for_key(s->loop->app.global, k);
	struct err e = ERR_INIT;

	if (c && (c->flags & COMMAND_ALWAYS)) {
		if (screen_run(s, c, &e) != OK)
			return;
	} else if (is_typing(s) && (key_is_text(k) || k.kind == KEV_PASTE)) {
		give(s, &k);
	}
}

void loop_key(struct loop *l, struct key k)
{
	struct screen *s = screen_top(l);

	if (!s)
		return;
	screen_settle(s);
	s = screen_top(l);
	if (!s)
		return;
	if (loop_too_small(l))
		dispatch_small(s, k);
	else if (is_typing(s))
		dispatch_typing(s, k);
	else
		dispatch_command(s, k);
}

/* A message goes with the first key press after it was painted. */
static void age_message(struct loop *l)
{
	if (!l->message_seen)
		return;
	l->message[0] = '\0';
	l->message_seen = false;
	l->dirty |= DIRTY_DRAW;
}

static bool take_report(struct loop *l, struct key k)
{
	if (k.kind == KEV_REPORT && l->ops && l->ops->report) {
		bool lines = l->ops->report(l->term, &k);

		if (lines != l->canvas.lines)
			l->dirty |= DIRTY_DRAW;
		l->canvas.lines = lines;
	}
	return k.kind == KEV_REPORT || k.kind == KEV_RESIZE || k.kind == KEV_NONE;
}

/* Too small to read the question: text goes on into it, answering waits. */
static bool prompt_takes(const struct loop *l, struct key k)
{
	return textline_active(l) &&
	    (!loop_too_small(l) || key_is_text(k) || k.kind == KEV_PASTE);
}

void loop_dispatch(struct loop *l, struct key k)
{
	if (take_report(l, k))
		return;
	loop_enter(l);
	if (l->app.pressed)
		l->app.pressed(l->app.app);
	age_message(l);
	/* A line that asks is answered first. */
	if (k.kind == KEV_MOUSE && !textline_active(l))
		loop_mouse(l, k);
	else if (prompt_takes(l, k) && prompt_key(l, &k))
		l->dirty |= DIRTY_DRAW;
	else if (k.kind != KEV_MOUSE)
		loop_key(l, k);
	if (l->app.after)
		l->app.after(l->app.app);
	loop_leave(l);
}

/* ---- driven by tests ---- */

static void press(struct loop *l, const char *name, size_t n)
{
	struct key k;

	if (!key_parse(name, n, &k))
		BUG("no key %.*s", (int)n, name);
	loop_dispatch(l, k);
	loop_settle(l);
}

void loop_press(struct loop *l, const char *names)
{
	loop_settle(l);
	while (*names) {
		size_t n = strcspn(names, " ");

		if (n)
			press(l, names, n);
		names += n + strspn(names + n, " ");
	}
}

void loop_type(struct loop *l, const char *text)
{
	uint32_t cp;

	loop_settle(l);
	while ((cp = utf8_next(&text))) {
		loop_dispatch(l, cp == '\n' ? key_func(K_ENTER) : key_char(cp));
		loop_settle(l);
	}
}

void loop_paste(struct loop *l, const char *text)
{
	loop_settle(l);
	loop_dispatch(l, (struct key){ .kind = KEV_PASTE, .text = text, .n = strlen(text) });
	loop_settle(l);
}

void loop_burst(struct loop *l, const struct key *keys, size_t n)
{
	struct key k;

	loop_settle(l);
	for (size_t i = 0; i < n; i++)
		keyin_push(&l->in, keys[i]);
	while (keyin_next(&l->in, &k))
		loop_dispatch(l, k);
	loop_settle(l);
}

int loop_drop_keys(struct loop *l)
{
	struct key k;
	int n = 0;

	while (keyin_next(&l->in, &k))
		n += k.kind != KEV_REPORT && k.kind != KEV_NONE;
	return n;
}
