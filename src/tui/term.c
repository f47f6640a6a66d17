#include "term_priv.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

#include <curses.h>

enum { ESC_DELAY_MS = 50 };
/* Whoever is at the other end of a line says how large the window is; each cell takes memory. */
enum { ROWS_MAX = 500, COLS_MAX = 1000 };

/* Sequences of xterm that terminfo does not hold everywhere; others ignore them. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Row 2, because a report of row 1 looks like a function key of xterm. The sign is U+2500. */
#define WIDTH_PROBE "\0337\033[2;1H\xe2\x94\x80\033[6n\033[2;1H\033[K\0338"

static struct term *current;    /* for the hook of BUG() only */

static void send(struct term *t, const char *sequence)
{
	fputs(sequence, t->out);
	fflush(t->out);
}

/* ---- character set ---- */

static bool is_ascii_name(const char *charset)
{
	return strcmp(charset, "ANSI_X3.4-1968") == 0 || strcmp(charset, "US-ASCII") == 0;
}

/* ssh often does not forward LANG: then ASCII says nothing about the terminal. */
static enum err_code set_charset(const struct term_options *o, struct err *e)
{
	const char *charset;

	if (!setlocale(LC_ALL, ""))
		setlocale(LC_ALL, "C");
	setlocale(LC_NUMERIC, "C");
	charset = nl_langinfo(CODESET);
	if (strcmp(charset, "UTF-8") == 0)
		return OK;
	if ((is_ascii_name(charset) || o->force_utf8) && setlocale(LC_CTYPE, "C.UTF-8"))
		return OK;
	return err_set(e, ERR_USAGE,
	    tr("This terminal is set to %s, the screens need UTF-8. Set it to UTF-8 and "
	       "LANG=C.UTF-8, or start with --force-utf8."), charset);
}

/* ---- taking over ---- */

static bool lacks_paste(const char *name)
{
	static const char *const old[] = { "linux", "vt1", "vt2", "vt5", "ansi", "cygwin", "con" };

	for (size_t i = 0; i < sizeof old / sizeof *old; i++)
		if (strncmp(name, old[i], strlen(old[i])) == 0)
			return true;
	return false;
}

static bool can_place_cursor(void)
{
	const char *cup = tigetstr("cup");

	return cup && cup != (const char *)-1;
}

static void set_modes(struct term *t)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	meta(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	nodelay(stdscr, TRUE);
	if (t->options.mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED,
		    NULL);
		mouseinterval(0);
	}
}

static void start(struct term *t)
{
	if (!getenv("ESCDELAY"))
		set_escdelay(ESC_DELAY_MS);
	set_modes(t);
	term_define_keys();
	term_set_looks(t);
	curs_set(0);
	refresh();                      /* clears: nothing to lose under the probe */
	send(t, PASTE_ON);
	if (t->options.lines == TERM_LINES_AUTO) {
		t->probing = true;
		send(t, WIDTH_PROBE);
	}
}

static void restore(void)
{
	if (!current || isendwin())
		return;
	send(current, PASTE_OFF);
	endwin();
}

/* Of the window, what is used; false: its size is not known. */
static bool window_size(int *rows, int *cols)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || !w.ws_row || !w.ws_col)
		return false;
	*rows = w.ws_row < ROWS_MAX ? w.ws_row : ROWS_MAX;
	*cols = w.ws_col < COLS_MAX ? w.ws_col : COLS_MAX;
	return true;
}

/* newterm looks into the environment before it asks the terminal. */
static void limit_size(void)
{
	char text[16];
	int rows, cols;

	unsetenv("LINES");
	unsetenv("COLUMNS");
	if (!window_size(&rows, &cols))
		return;
	setenv("LINES", text_fmt(text, sizeof text, "%d", rows), 1);
	setenv("COLUMNS", text_fmt(text, sizeof text, "%d", cols), 1);
}

static enum err_code refuse_terminal(struct term *t, const char *name, struct err *e)
{
	if (t->screen) {
		endwin();
		delscreen(t->screen);
	}
	mem_free(t);
	return err_set(e, ERR_USAGE,
	    tr("The screens do not work on a terminal of type \"%s\". "
	       "Set TERM, for example to xterm."),
	    name);
}

enum err_code term_open(const struct term_options *options, struct term **out, struct err *e)
{
	const char *name = getenv("TERM");
	struct term *t;

	ASSERT(!current);
	*out = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, ERR_USAGE, tr("The screens need a terminal."));
	if (set_charset(options, e) != OK)
		return e->code;
	t = mem_alloc(sizeof *t);
	t->options = *options;
	t->out = stdout;
	t->stale = true;
	t->lines = options->lines == TERM_LINES_UNICODE;
	t->guard = lacks_paste(name ? name : "");
	limit_size();
	/* newterm and not initscr, which leaves the program when TERM is unknown. */
	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen || !can_place_cursor())
		return refuse_terminal(t, name ? name : "", e);
	canvas_init(&t->shown, LINES, COLS);
	current = t;
	bug_set_hook(restore);
	start(t);
	*out = t;
	return OK;
}

void term_close(struct term *t)
{
	if (!t)
		return;
	restore();
	bug_set_hook(NULL);
	current = NULL;
	delscreen(t->screen);
	canvas_free(&t->shown);
	mem_free(t);
}

void term_suspend(struct term *t)
{
	def_prog_mode();
	send(t, PASTE_OFF);
	endwin();
}

void term_resume(struct term *t)
{
	reset_prog_mode();
	set_modes(t);
	clearok(curscr, TRUE);
	refresh();
	send(t, PASTE_ON);
	t->stale = true;
}

/* ---- what the loop asks ---- */

static int get_fd(void *term)
{
	(void)term;
	return STDIN_FILENO;
}

static void get_size(void *term, int *rows, int *cols)
{
	int r, c;

	(void)term;
	if (window_size(&r, &c) && is_term_resized(r, c))
		resizeterm(r, c);
	*rows = LINES;
	*cols = COLS;
}

static void redraw(void *term)
{
	struct term *t = term;

	clearok(curscr, TRUE);
	t->stale = true;
}

/* The probe wrote one sign from column 1: the cursor then stands in column 2 if it is narrow. */
static bool report(void *term, const struct key *k)
{
	struct term *t = term;

	if (k && t->probing) {
		t->probing = false;
		t->lines = k->col == 2;
	}
	return t->lines;
}

const struct term_ops term_ops = {
	.fd = get_fd,
	.read = term_read,
	.size = get_size,
	.paint = term_paint,
	.redraw = redraw,
	.report = report,
};
