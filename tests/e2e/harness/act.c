/* What people do at a terminal: start the program, press keys, paste, resize, leave. See run.h. */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/mem.h"
#include "child.h"
#include "run.h"

/* --- start ----------------------------------------------------------------------------------- */

static struct seat *take_seat(struct run *r, const char *name)
{
	struct seat *s = run_seat_named(r, name);
	struct buf log = { .n = 0 };

	if (s || r->seats == SEATS || strlen(name) >= SEAT_NAME) {
		if (!s)
			run_fail(r, "no room for a terminal %s", name);
		return s;
	}
	s = &r->seat[r->seats++];
	text_copy(s->name, sizeof s->name, name);
	buf_printf(&log, "%s/%s.log", r->dir, name);
	s->log = buf_take(&log);
	return s;
}

static bool spawn(struct run *r, struct seat *s, const struct scn_line *l, int from)
{
	const char **argv = mem_array((size_t)l->count + 4, sizeof *argv);
	const char **env = run_env(r, s->name);
	struct tty_options o = {
		.argv = argv, .env = env, .cwd = r->dir,
		.rows = r->rows, .cols = r->cols, .idle = true,
	};

	argv[0] = r->program;
	argv[1] = "-d";
	argv[2] = r->db;
	for (int i = from; i < l->count; i++)
		argv[3 + i - from] = l->word[i].text;
	s->tty = tty_spawn(&o);
	run_env_free(env);
	mem_free(argv);
	return s->tty || run_fail(r, "no terminal: %s", strerror(errno));
}

/* Waits until the program rests. A program that ended is at rest too; what follows will say. */
static bool settle(struct run *r, struct seat *s, const char *after)
{
	int ms = r->deadline_ms * r->slow;

	if (tty_sync(s->tty, ms) != TTY_LATE)
		return true;
	return run_fail(r, "the program on terminal %s did not come to rest within %d ms after %s",
	    s->name, ms, after);
}

/* A seat for a new program; NULL and a failure when one still runs there. */
static struct seat *clear_seat(struct run *r, const char *name)
{
	struct seat *s = take_seat(r, name);

	if (s && s->tty && !s->tty->ended) {
		run_fail(r, "terminal %s has a program already", s->name);
		return NULL;
	}
	if (!s)
		return NULL;
	if (s->tty)
		tty_close(s->tty, 0);
	s->tty = NULL;
	s->signal = 0;
	s->presses = s->most_bytes = 0;
	s->took.n = 0;
	return s;
}

static bool act_start(struct run *r, const struct scn_line *l)
{
	bool named = l->count && l->word[0].text[0] != '-' && !l->word[0].quoted;
	struct seat *s = clear_seat(r, named ? l->word[0].text : l->seat ? l->seat : "a");

	return s && spawn(r, s, l, named) && settle(r, s, "its start");
}

/* Any program in place of ours, as ssh: it cannot say when it rests, so what follows looks until
 * it holds. */
static bool act_dial(struct run *r, const struct scn_line *l)
{
	struct seat *s = clear_seat(r, l->seat ? l->seat : "a");
	const char **argv = mem_array((size_t)l->count + 1, sizeof *argv);
	const char **env = run_env(r, s ? s->name : "");
	struct tty_options o = {
		.argv = argv, .env = env, .cwd = r->dir, .rows = r->rows, .cols = r->cols,
	};

	for (int i = 0; i < l->count; i++)
		argv[i] = l->word[i].text;
	if (s && !(s->tty = tty_spawn(&o)))
		run_fail(r, "no terminal: %s", strerror(errno));
	run_env_free(env);
	mem_free(argv);
	return s && s->tty;
}

/* --- keys ------------------------------------------------------------------------------------ */

static bool can_take_keys(struct run *r, const struct seat *s)
{
	if (!s->tty->ended)
		return true;
	return run_fail(r, "the program on terminal %s has ended with status %d", s->name,
	    child_status(s->tty->status));
}

/* Behind every send: wait, and keep the figures of this press. */
static bool pressed(struct run *r, struct seat *s, int presses, const char *what)
{
	struct tty_timing t;

	if (!settle(r, s, what))
		return false;
	tty_timing(s->tty, &t);
	s->presses += presses;
	if (t.bytes > s->most_bytes)
		s->most_bytes = t.bytes;
	*vec_push(&s->took) = t.settled_us;
	return true;
}

static bool act_key(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);

	for (int i = 0; i < l->count; i++) {
		const char *name = l->word[i].text;
		if (!can_take_keys(r, s))
			return false;
		if (!tty_key(s->tty, name))
			return run_fail(r, "no key is called %s", name);
		if (!pressed(r, s, 1, name))
			return false;
	}
	return true;
}

/* Bytes of the character at P; a newline is typed with Enter. */
static size_t char_len(const char *p, size_t n)
{
	size_t len = 1;

	while (len < n && ((unsigned char)p[len] & 0xC0) == 0x80)
		len++;
	return len;
}

static long char_count(const struct scn_word *w)
{
	long n = 0;

	for (size_t i = 0; i < w->n; i += char_len(w->text + i, w->n - i))
		n++;
	return n;
}

static bool type_word(struct run *r, struct seat *s, const struct scn_word *w)
{
	for (size_t i = 0, len; i < w->n; i += len) {
		const char *p = w->text + i;
		len = char_len(p, w->n - i);
		if (!can_take_keys(r, s))
			return false;
		tty_send(s->tty, *p == '\n' ? "\r" : p, len);
		if (!pressed(r, s, 1, w->text))
			return false;
	}
	return true;
}

static bool act_type(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);

	for (int i = 0; i < l->count; i++)
		if (!type_word(r, s, &l->word[i]))
			return false;
	return true;
}

/* Keys and text in one write, as a person types ahead of a slow line. */
static bool act_burst(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);
	struct buf bytes = { .n = 0 };
	bool known = can_take_keys(r, s);
	long presses = 0;

	for (int i = 0; known && i < l->count; i++) {
		const struct scn_word *w = &l->word[i];
		if (w->quoted)
			buf_add(&bytes, w->text, w->n);
		else if (!vt_key(s->tty->vt, w->text, &bytes))
			known = run_fail(r, "no key is called %s", w->text);
		presses += w->quoted ? char_count(w) : 1;
	}
	if (known)
		tty_send(s->tty, buf_str(&bytes), bytes.n);
	buf_free(&bytes);
	return known && pressed(r, s, (int)presses, "the burst");
}

static bool act_paste(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);

	if (!can_take_keys(r, s))
		return false;
	tty_paste(s->tty, l->word[0].text, l->word[0].n);
	return pressed(r, s, 1, "the paste");
}

static bool act_bytes(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);

	if (!can_take_keys(r, s))
		return false;
	tty_send(s->tty, l->word[0].text, l->word[0].n);
	return pressed(r, s, 1, "the bytes");
}

/* --- the terminal itself --------------------------------------------------------------------- */

static bool read_size(struct run *r, const struct scn_line *l, int *rows, int *cols)
{
	if (!run_int(r, &l->word[0], rows) || !run_int(r, &l->word[1], cols))
		return false;
	return (*rows > 0 && *rows <= 500 && *cols > 0 && *cols <= 500) ||
	    run_fail(r, "a terminal has 1 to 500 rows and columns");
}

static bool act_size(struct run *r, const struct scn_line *l)
{
	return read_size(r, l, &r->rows, &r->cols);
}

static bool act_resize(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);
	int rows, cols;

	if (!read_size(r, l, &rows, &cols) || !can_take_keys(r, s))
		return false;
	if (rows == vt_rows(s->tty->vt) && cols == vt_cols(s->tty->vt))
		return true;            /* the kernel tells the program nothing */
	tty_resize(s->tty, rows, cols);
	return settle(r, s, "the resize");
}

/* From here on no more than so many bytes a second are read from the terminal; 0: all at once. */
static bool act_speed(struct run *r, const struct scn_line *l)
{
	int n;

	if (!run_int(r, &l->word[0], &n))
		return false;
	run_seat(r, l)->tty->speed = n;
	return n >= 0 || run_fail(r, "bytes a second are 0 or more");
}

/* Nothing is read from the terminal any more: a client that froze, a cable that was pulled. */
static bool act_deaf(struct run *r, const struct scn_line *l)
{
	run_seat(r, l)->tty->speed = TTY_DEAF;
	return true;
}

static bool act_term(struct run *r, const struct scn_line *l)
{
	text_copy(r->term, sizeof r->term, l->word[0].text);
	return true;
}

/* --- signals and leaving --------------------------------------------------------------------- */

static int signal_number(const char *name)
{
	if (!strncmp(name, "SIG", 3))
		name += 3;
	for (int n = 1; n < 32; n++)
		if (sigabbrev_np(n) && !strcmp(sigabbrev_np(n), name))
			return n;
	return 0;
}

static bool act_sig(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);
	int n = signal_number(l->word[0].text);

	if (!n)
		return run_fail(r, "no signal is called %s", l->word[0].text);
	if (!can_take_keys(r, s))
		return false;
	s->signal = n;
	return !kill(s->tty->pid, n) || run_fail(r, "no signal could be sent: %s", strerror(errno));
}

static bool wait_end(struct run *r, struct seat *s)
{
	int ms = r->deadline_ms * r->slow;

	return tty_wait_exit(s->tty, ms) ||
	    run_fail(r, "the program on terminal %s did not end within %d ms", s->name, ms);
}

static bool act_hangup(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);

	if (!can_take_keys(r, s))
		return false;
	tty_hangup(s->tty);
	if (!s->signal)
		s->signal = SIGHUP;
	return wait_end(r, s);
}

/* STATUS is a number or the name of a signal. */
static bool act_exits(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);
	const char *text = l->count ? l->word[0].text : "0";
	int number = signal_number(text), want;
	struct scn_word w = { .text = (char *)(uintptr_t)text };

	if (number)
		want = 128 + number;
	else if (!run_int(r, &w, &want))
		return false;
	if (!wait_end(r, s))
		return false;
	return child_status(s->tty->status) == want || run_fail(r,
	    "expected status %s, the program on terminal %s ended with %d", text, s->name,
	    child_status(s->tty->status));
}

static bool act_quit(struct run *r, const struct scn_line *l)
{
	const struct seat *s = run_seat(r, l);
	struct buf line = { .n = 0 };
	bool done = true;

	if (!s->tty->ended) {
		buf_printf(&line, "@%s %s", s->name, r->leave);
		done = run_text(r, line.s);
		buf_free(&line);
	}
	return done && act_exits(r, l);
}

static bool act_leave(struct run *r, const struct scn_line *l)
{
	mem_free(r->leave);
	r->leave = mem_dup(l->word[0].text);
	return true;
}

/* --- figures --------------------------------------------------------------------------------- */

static bool act_count(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);

	s->presses = s->most_bytes = 0;
	s->took.n = 0;
	return true;
}

static bool act_keys(struct run *r, const struct scn_line *l)
{
	return run_compare(r, l, 0, "key presses", run_seat(r, l)->presses);
}

static int by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static int64_t median_ms(struct seat *s)
{
	if (!s->took.n)
		return 0;
	qsort(s->took.v, s->took.n, sizeof *s->took.v, by_size);
	return s->took.v[s->took.n / 2] / 1000;
}

static bool act_metric(struct run *r, const struct scn_line *l)
{
	struct seat *s = run_seat(r, l);
	const char *what = l->word[0].text;

	if (!strcmp(what, "bytes"))
		return run_compare(r, l, 1, "bytes of the costliest key press", s->most_bytes);
	if (!strcmp(what, "ms"))
		return run_compare(r, l, 1, "milliseconds of the median key press", median_ms(s));
	return run_fail(r, "metric knows bytes and ms, not %s", what);
}

const struct verb act_verbs[] = {
	{ "start", 0, -1, 0, act_start },
	{ "dial", 1, -1, 0, act_dial },
	{ "speed", 1, 1, NEEDS_SEAT, act_speed },
	{ "deaf", 0, 0, NEEDS_SEAT, act_deaf },
	{ "size", 2, 2, 0, act_size },
	{ "term", 1, 1, 0, act_term },
	{ "leave", 1, 1, 0, act_leave },
	{ "key", 1, -1, NEEDS_SEAT, act_key },
	{ "type", 1, -1, NEEDS_SEAT, act_type },
	{ "burst", 1, -1, NEEDS_SEAT, act_burst },
	{ "paste", 1, 1, NEEDS_SEAT, act_paste },
	{ "bytes", 1, 1, NEEDS_SEAT, act_bytes },
	{ "resize", 2, 2, NEEDS_SEAT, act_resize },
	{ "sig", 1, 1, NEEDS_SEAT, act_sig },
	{ "hangup", 0, 0, NEEDS_SEAT, act_hangup },
	{ "exits", 0, 1, NEEDS_SEAT, act_exits },
	{ "quit", 0, 1, NEEDS_SEAT, act_quit },
	{ "count", 0, 0, NEEDS_SEAT, act_count },
	{ "keys", 1, 2, NEEDS_SEAT, act_keys },
	{ "metric", 3, 3, NEEDS_SEAT, act_metric },
	{ .name = NULL },
};
