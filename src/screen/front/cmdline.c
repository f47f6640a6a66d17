/* The command line, Ctrl-P or `:`: any screen, command or client by name, several in a row. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cmdline_priv.h"
#include "desk/desk.h"
#include "front_priv.h"
#include "tui/loop.h"

/* ---- the line ---- */

/* Reads the line anew: what each part means, and the rows that say so. */
static void understand(struct screen *s)
{
	struct cmdline_box *st = s->state;
	struct cmdline_place place = cmdline_box_place(s, 0);

	cmdline_parse(field_text(&st->text), &st->parsed);
	st->notes = 0;
	for (size_t i = 0; i < st->parsed.n; i++) {
		struct cmdline_reading *r = &st->reading[i];

		cmdline_read(&st->parsed, i, &place, r);
		st->notes = cmdline_explain(&st->parsed, i, &place, r, st->note, st->notes);
		if (r->meaning == MEANS_VERB && cmdline_takes(r->verb.command, "line")) {
			st->parsed.n = i + 1;   /* the rest is its text */
			break;
		}
		cmdline_step(&place, r);
	}
	cmdline_choose(s);
	st->refused[0] = '\0';
	screen_dirty(s, DIRTY_DRAW);
}

/* Input methods: their signs stand for those of the grammar. */
static uint32_t take_sign(const struct field *f, uint32_t cp)
{
	(void)f;
	cp = cp_narrow(cp);
	switch (cp) {
	case 0x3002: return '.';
	case 0x3001: return ',';
	case 0x201c:
	case 0x201d: return '"';
	default: return cp;
	}
}

static enum err_code box_open(struct screen *s, const void *arg, struct err *e)
{
	struct cmdline_box *st = s->state;
	const char *kept = front_of(s)->lines.kept;

	(void)arg;
	(void)e;
	field_init(&st->text, 1, 70, CMDLINE_CHARS);
	st->text.filter = take_sign;
	field_set(&st->text, kept);
	st->kept = kept[0];
	st->recall = -1;
	understand(s);
	return OK;
}

/* What was typed and not run is there the next time. */
static void box_close(struct screen *s)
{
	struct cmdline_box *st = s->state;

	if (st->text.text && !st->ran && front_of(s)->desk->who.staff_id)
		text_copy(front_of(s)->lines.kept, CMDLINE_BYTES, field_text(&st->text));
	field_free(&st->text);
	vec_free(&st->choices);
}

static bool box_typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void replace(struct screen *s, size_t from, size_t to, const char *text)
{
	struct cmdline_box *st = s->state;
	struct buf line = { 0 };
	char *old = mem_dup(field_text(&st->text));

	buf_add(&line, old, from);
	buf_puts(&line, text);
	field_set(&st->text, buf_str(&line));
	st->kept = false;
	buf_puts(&line, old + to);
	/* The cursor stands behind what came in. */
	if (old[to]) {
		size_t at = from + strlen(text);

		field_set(&st->text, buf_str(&line));
		while (st->text.cur > at) {
			struct key left = key_func(K_LEFT);

			field_key(&st->text, &left);
		}
	}
	buf_free(&line);
	mem_free(old);
	understand(s);
}

/* ---- choices ---- */

static void move_choice(struct cmdline_box *st, int by)
{
	int n = (int)st->choices.n, rows = cmdline_body_rows(st);

	st->sel = st->sel + by;
	if (st->sel >= n)
		st->sel = n - 1;
	if (st->sel < st->top)
		st->top = st->sel > 0 ? st->sel : 0;
	if (st->sel >= st->top + rows)
		st->top = st->sel - rows + 1;
}

static void pin(struct cmdline_box *st, int64_t client_id)
{
	struct cmdline_pin *p = &st->pins.v[st->pins.n % CMDLINE_PINS];
	struct buf text = { 0 };

	/* As the reading made it: the words with one blank between. */
	buf_add(&text, field_text(&st->text) + st->from, st->to - st->from);
	for (char *a = text.s, *b = text.s; text.n; a++) {
		if ((*a == ' ' && a[1] == ' ') || *a == '"')
			continue;
		*b++ = *a;
		if (!*a)
			break;
	}
	text_copy(p->text, sizeof p->text, buf_str(&text));
	p->client_id = client_id;
	if (st->pins.n < CMDLINE_PINS)
		st->pins.n++;
	buf_free(&text);
}

static void take_choice(struct screen *s, int i)
{
	struct cmdline_box *st = s->state;
	struct cmdline_choice choice = st->choices.v[i];
	size_t n = strlen(choice.insert);
	char text[sizeof choice.insert + 2];
	bool last = !field_text(&st->text)[st->to];

	st->sel = -1;
	if (choice.client_id) {
		pin(st, choice.client_id);
		understand(s);
		return;
	}
	text_fmt(text, sizeof text, "%s%s", choice.insert,
	    last && n && choice.insert[n - 1] != '=' ? " " : "");
	replace(s, st->from, st->to, text);
}

/* What all choices begin with, bytes. */
static size_t common(const struct cmdline_box *st)
{
	const char *first = st->choices.v[0].insert;
	size_t n = strlen(first);

	for (size_t i = 1; i < st->choices.n; i++)
		while (n && strncmp(first, st->choices.v[i].insert, n) != 0)
			n--;
	while (n && (first[n] & 0xc0) == 0x80)
		n--;                    /* not inside a character */
	return n;
}

static enum err_code run_complete(struct screen *s, struct err *e)
{
	struct cmdline_box *st = s->state;
	size_t n;
	char text[160];

	(void)e;
	if (st->sel >= 0) {
		take_choice(s, st->sel);
		return OK;
	}
	if (!st->choices.n) {
		text_copy(st->refused, sizeof st->refused, tr("Nothing is near. Esc leaves."));
		return OK;
	}
	n = common(st);
	if (st->choices.n == 1 && !st->choices.v[0].client_id) {
		take_choice(s, 0);
	} else if (n > st->to - st->from) {
		text_fmt(text, sizeof text, "%.*s", (int)n, st->choices.v[0].insert);
		replace(s, st->from, st->to, text);
	} else {
		st->sel = 0;
	}
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_down(struct screen *s, struct err *e)
{
	struct cmdline_box *st = s->state;

	(void)e;
	if (st->recall >= 0 && st->sel < 0) {
		st->recall--;
		field_set(&st->text, st->recall < 0 ? "" : front_of(s)->lines.line[st->recall]);
		understand(s);
		return OK;
	}
	if (st->choices.n)
		move_choice(st, 1);
	else
		text_copy(st->refused, sizeof st->refused, tr("No choices for this word."));
	return OK;
}

static enum err_code run_up(struct screen *s, struct err *e)
{
	struct cmdline_box *st = s->state;
	const struct cmdline_memory *m = &front_of(s)->lines;

	(void)e;
	if (st->sel >= 0) {
		move_choice(st, -1);
		return OK;
	}
	if (st->recall + 1 < (int)m->n) {
		st->recall++;
		field_set(&st->text, m->line[st->recall]);
		st->kept = false;
		understand(s);
	}
	return OK;
}

/* ---- running ---- */

/* The first part that is wrong for certain; nothing runs then, not half a line. */
static const struct cmdline_reading *first_fault(const struct cmdline_box *st)
{
	for (size_t i = 0; i < st->parsed.n; i++)
		if (st->reading[i].err.code && (st->reading[i].sure || i == 0))
			return &st->reading[i];
	return NULL;
}

static enum err_code run_line(struct screen *s, struct err *e)
{
	struct cmdline_box *st = s->state;
	const struct cmdline_reading *fault = first_fault(st);

	(void)e;
	if (st->sel >= 0) {
		take_choice(s, st->sel);
		return OK;
	}
	if (!field_text(&st->text)[0]) {
		screen_back(s);
		return OK;
	}
	if (st->parsed.full) {
		text_copy(st->refused, sizeof st->refused, tr("Too many parts for one line."));
		return OK;
	}
	if (!fault) {
		st->ran = true;
		screen_finish(s, 1, st);
		return OK;
	}
	text_copy(st->refused, sizeof st->refused, fault->err.text);
	if (fault->hits) {
		/* The choices are those of the part with the fault, wherever the cursor was. */
		st->text.cur = fault->hit_to;
		cmdline_choose(s);
		st->sel = 0;
	}
	return OK;
}

static enum err_code run_back(struct screen *s, struct err *e)
{
	struct cmdline_box *st = s->state;

	(void)e;
	if (st->sel >= 0)
		st->sel = -1;
	else
		screen_back(s);
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "Enter F10", .label = N_("run"),
	  .help = N_("Runs the line; stops at the first part that needs an answer."),
	  .run = run_line },
	{ .name = "complete", .keys = "Tab", .label = N_("complete"),
	  .help = N_("Completes the word; twice: shows what can stand there."),
	  .run = run_complete },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"),
	  .help = N_("What can stand there; in earlier lines: the later one."), .run = run_down },
	{ .name = "field-up", .keys = "Up", .label = N_("earlier"),
	  .help = N_("Earlier lines of this session."), .run = run_up },
	{ .name = "screen-back", .keys = "Esc ^C", .label = N_("back"), .flags = COMMAND_BAR_LAST,
	  .help = N_("Closes the line; its text is there the next time."), .run = run_back },
};

/* ---- keys ---- */

/* Of a paste only the first line counts, and it waits for Enter. */
static enum field_use take_paste(struct cmdline_box *st, const struct key *k)
{
	size_t n = 0;

	while (n < k->n && k->text[n] != '\n' && k->text[n] != '\r')
		n++;
	field_insert(&st->text, k->text, n);
	return FIELD_CHANGED;
}

static enum key_use box_key(struct screen *s, const struct key *k)
{
	struct cmdline_box *st = s->state;
	bool cut = k->kind == KEV_PASTE &&
	    (memchr(k->text, '\n', k->n) || memchr(k->text, '\r', k->n));
	enum field_use use;

	if (st->kept && (key_is_text(*k) || k->kind == KEV_PASTE))
		field_set(&st->text, "");
	use = k->kind == KEV_PASTE ? take_paste(st, k) : field_key(&st->text, k);
	if (use == FIELD_UNUSED)
		return KEY_UNUSED;
	st->kept = false;
	st->recall = -1;
	understand(s);
	if (cut)
		text_copy(st->refused, sizeof st->refused,
		    tr("Only the first line was taken. Enter runs it."));
	if (use == FIELD_REFUSED)
		text_fmt(st->refused, sizeof st->refused, tr("At most %d characters."),
		    CMDLINE_CHARS);
	return KEY_USED;
}

static void box_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr("A line is made of parts with ; between, done from left to right. A "
	    "part is a client (words as in Find), a command by its two letters, "
	    "its name or the beginning of it, or a macro. Behind a command stand "
	    "what it acts on: rows by number (3,5-7), a client, . for the client "
	    "at hand, \" \" for the one before, #26-0412 for a file, dates and "
	    "times, key=value.\n\nWhat is typed is explained below as it is typed. "
	    "Two possible meanings are asked about, never guessed: Down chooses. "
	    "When a part opens something that wants an answer, the rest waits; F10 "
	    "there goes on, Esc drops it."));
}

const struct screen_type cmdline_screen = {
	.name = "command", .title = N_("Command line"), .state_size = sizeof(struct cmdline_box),
	.flags = SCREEN_OVERLAY,
	.commands = KEYMAP_INIT(commands),
	.open = box_open, .typing = box_typing, .layout = cmdline_layout, .draw = cmdline_draw,
	.key = box_key, .close = box_close, .page = box_page,
};

static void ran(struct screen *owner, int answer, const void *value)
{
	const struct cmdline_box *st = value;
	char line[CMDLINE_BYTES];
	struct cmdline_pins pins;

	if (answer != 1)
		return;
	text_copy(line, sizeof line, field_text(&st->text));
	pins = st->pins;
	cmdline_start(front_of(owner), line, &pins);
}

enum err_code front_run_cmdline(struct screen *s, struct err *e)
{
	if (screen_top(s->loop)->type == &cmdline_screen)
		return OK;
	return screen_ask(screen_top(s->loop), &cmdline_screen, NULL, ran, e);
}
