/*
 * The real terminal module on a pseudo terminal, looked at through an emulator (libvterm). The toy
 * program runs in a child; the parent types, waits for its idle byte and looks.
 */
#include <dlfcn.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <vterm.h>

#include "base/buf.h"
#include "toy.h"
#include "tui/term.h"

enum { ROWS = 24, COLS = 80, PATIENCE_MS = 10000 };

/* The emulator is loaded at run time: the tests of a floor link that floor's libraries only. */
#define EMULATOR(CALL) \
	CALL(vterm_new) \
	CALL(vterm_free) \
	CALL(vterm_set_utf8) \
	CALL(vterm_set_size) \
	CALL(vterm_obtain_screen) \
	CALL(vterm_obtain_state) \
	CALL(vterm_screen_enable_altscreen) \
	CALL(vterm_screen_reset) \
	CALL(vterm_screen_get_cell) \
	CALL(vterm_input_write) \
	CALL(vterm_output_read) \
	CALL(vterm_state_get_cursorpos)
#define DECLARE(name) __typeof__(name) *name;
#define LOAD(name) *(void **)&lib.name = dlsym(handle, #name);
#define HAVE(name) assert_non_null(lib.name);

static struct {
	EMULATOR(DECLARE)
} lib;

static int load_emulator(void **state)
{
	void *handle = dlopen("libvterm.so.0", RTLD_NOW);

	(void)state;
	if (!handle)
		fail_msg("%s", dlerror());
	EMULATOR(LOAD)
	EMULATOR(HAVE)
	return 0;
}

static struct {
	pid_t child;
	int master, idle, result;
	VTerm *vt;
	VTermScreen *screen;
	size_t bytes;                   /* received since last asked */
	struct buf raw;
	bool mute;                      /* the emulator answers nothing */
} tt;

/* ---- the child ---- */

/* What else the child does before it runs the loop. */
static enum { STRAIGHT_ON, NAP_FIRST, BREAK_A_PROMISE } errand;

static void do_errand(struct term *term)
{
	if (errand == BREAK_A_PROMISE)
		BUG("the toy is broken");
	if (errand == NAP_FIRST) {
		term_suspend(term);
		term_resume(term);
	}
}

static void child(int idle, int result, const struct term_options *options)
{
	struct err e = ERR_INIT;
	struct term *term;
	struct toy toy;
	char number[16];
	int code = 0;

	setenv("FRONTDESK_IDLE_FD", text_fmt(number, sizeof number, "%d", idle), 1);
	if (term_open(options, &term, &e) != OK) {
		dprintf(result, "refused: %s", e.text);
		_exit(2);
	}
	do_errand(term);
	toy_start_at(&toy, &term_ops, term, 0, 0);
	if (loop_run(toy.loop, &e) != OK)
		code = 1;
	dprintf(result, "%s", buf_str(&toy.log));
	toy_stop(&toy);
	term_close(term);
	_exit(code);
}

/* ---- the emulator ---- */

/* What the emulator has to say (reports) goes back to the program. */
static void answer(void)
{
	char out[256];
	size_t n = lib.vterm_output_read(tt.vt, out, sizeof out);

	if (n > 0 && !tt.mute)
		assert_int_equal(write(tt.master, out, n), (ssize_t)n);
}

/* Takes what the program wrote; false when the line is closed. */
static bool take(void)
{
	char in[4096];
	ssize_t n = read(tt.master, in, sizeof in);

	if (n <= 0)
		return false;
	tt.bytes += (size_t)n;
	buf_add(&tt.raw, in, (size_t)n);
	lib.vterm_input_write(tt.vt, in, (size_t)n);
	answer();
	return true;
}

/* Waits until the program says that it is idle and all that it wrote was taken. */
static void settle(void)
{
	struct pollfd p[] = { { tt.master, POLLIN, 0 }, { tt.idle, POLLIN, 0 } };
	char byte;

	for (;;) {
		if (poll(p, 2, PATIENCE_MS) <= 0)
			fail_msg("the program does not answer");
		if (p[0].revents & POLLIN) {
			if (!take())
				fail_msg("the program has gone");
		} else if (p[1].revents) {
			if (read(tt.idle, &byte, 1) != 1)
				fail_msg("the program has gone");
			return;
		} else if (p[0].revents) {
			fail_msg("the line is closed");
		}
	}
}

static void begin(const char *type, const struct term_options *options)
{
	struct winsize w = { .ws_row = ROWS, .ws_col = COLS };
	int idle[2], result[2];

	assert_int_equal(pipe(idle), 0);
	assert_int_equal(pipe(result), 0);
	tt.vt = lib.vterm_new(ROWS, COLS);
	lib.vterm_set_utf8(tt.vt, 1);
	tt.screen = lib.vterm_obtain_screen(tt.vt);
	lib.vterm_screen_enable_altscreen(tt.screen, 1);
	lib.vterm_screen_reset(tt.screen, 1);
	tt.child = forkpty(&tt.master, NULL, NULL, &w);
	assert_true(tt.child >= 0);
	if (tt.child == 0) {
		setenv("TERM", type, 1);
		close(idle[0]);
		close(result[0]);
		child(idle[1], result[1], options);
	}
	close(idle[1]);
	close(result[1]);
	tt.idle = idle[0];
	tt.result = result[0];
}

static void start(const char *type)
{
	begin(type, &(struct term_options){ .lines = TERM_LINES_ASCII });
	settle();
}

static void press(const char *bytes)
{
	tt.bytes = 0;
	assert_int_equal(write(tt.master, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
	settle();
}

/* Ends the program; its exit status, with what it wrote down in LOG. */
static int end(char log[512])
{
	ssize_t n;
	int status, at = 0;

	while (take())
		;
	while ((n = read(tt.result, log + at, (size_t)(511 - at))) > 0)
		at += (int)n;
	log[at] = '\0';
	assert_int_equal(waitpid(tt.child, &status, 0), tt.child);
	tt.child = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int quit(char log[512])
{
	assert_int_equal(write(tt.master, "\x18", 1), 1);
	return end(log);
}

static int fresh(void **state)
{
	(void)state;
	setenv("LANG", "C.UTF-8", 1);
	unsetenv("LC_ALL");
	unsetenv("NO_COLOR");
	tt.mute = false;
	errand = STRAIGHT_ON;
	buf_clear(&tt.raw);
	return 0;
}

static int gone(void **state)
{
	(void)state;
	if (tt.child > 0) {
		kill(tt.child, SIGKILL);
		waitpid(tt.child, NULL, 0);
		tt.child = 0;
	}
	close(tt.master);
	close(tt.idle);
	close(tt.result);
	lib.vterm_free(tt.vt);
	buf_free(&tt.raw);
	return 0;
}

/* ---- looking ---- */

static VTermScreenCell cell(int row, int col)
{
	VTermScreenCell c;

	memset(&c, 0, sizeof c);
	lib.vterm_screen_get_cell(tt.screen, (VTermPos){ .row = row, .col = col }, &c);
	return c;
}

static const char *row(int number)
{
	static struct buf text;

	buf_clear(&text);
	for (int col = 0; col < COLS; col++) {
		VTermScreenCell c = cell(number, col);

		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && c.chars[i]; i++)
			if (c.chars[i] != (uint32_t)-1)
				buf_put_cp(&text, c.chars[i]);
		if (!c.chars[0])
			buf_putc(&text, ' ');
	}
	buf_trim(&text);
	return buf_str(&text);
}

static VTermPos cursor(void)
{
	VTermPos p;

	lib.vterm_state_get_cursorpos(lib.vterm_obtain_state(tt.vt), &p);
	return p;
}

static void the_picture_is_the_canvas(void **state)
{
	char log[512];

	(void)state;
	start("xterm-256color");
	assert_string_equal(row(0), "Home");
	assert_string_equal(row(2), "> 1 apple");
	assert_string_equal(row(5), "4 大枣");
	assert_string_equal(row(23), "F1 help  Enter open  e eat  y ask  ^O actions  Esc back");
	press("e");
	assert_string_equal(row(22), "Eaten: apple.");
	press("\r");
	assert_string_equal(row(2), "Name [apple");
	assert_int_equal(cursor().row, 2);
	assert_int_equal(cursor().col, 11);
	assert_int_equal(quit(log), 0);
	assert_string_equal(log, "eat apple; ");
}

static void every_byte_sequence_of_a_key_works_on_every_terminal(void **state)
{
	static const char *const types[] = { "xterm-256color", "xterm", "linux", "vt100",
		"screen-256color", "tmux-256color" };
	static const char *const f2[] = { "\033OQ", "\033[12~", "\033[[B", "\0332" };
	static const char *const down[] = { "\033[B", "\033OB" };
	static const char *const end_keys[] = { "\033OF", "\033[F", "\033[4~" };
	char log[512];

	(void)state;
	for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
		start(types[t]);
		for (size_t i = 0; i < sizeof f2 / sizeof *f2; i++) {
			press(f2[i]);
			assert_string_equal(row(0), "Plain");
			press("\033[13~");
			assert_string_equal(row(0), "Home");
		}
		for (size_t i = 0; i < sizeof down / sizeof *down; i++) {
			press("\033[H");
			press(down[i]);
			assert_string_equal(row(3), "> 2 banana");
		}
		for (size_t i = 0; i < sizeof end_keys / sizeof *end_keys; i++) {
			press("\033[1~");
			assert_string_equal(row(2), "> 1 apple");
			press(end_keys[i]);
			assert_string_equal(row(6), "> 5 stone");
		}
		assert_int_equal(quit(log), 0);
		gone(NULL);
	}
	start("xterm");
}

static void unknown_sequences_type_nothing(void **state)
{
	(void)state;
	start("vt100");
	press("\033[99;5u");
	press("\033[27;6;105~");
	assert_string_equal(row(2), "> 1 apple");
	press("\r");
	press("\033[99;5u");
	assert_string_equal(row(2), "Name [apple");
	press("\x7f\x08\xff\xe5\xbc\xa0");
	assert_string_equal(row(2), "Name [app\xef\xbf\xbd张");
}

static void a_bracketed_paste_runs_nothing(void **state)
{
	char log[512];

	(void)state;
	start("xterm-256color");
	assert_non_null(strstr(buf_str(&tt.raw), "\033[?2004h"));
	press("\033[200~e\r\033[15~e\033[201~");
	assert_string_equal(row(22), "Pasted text is taken in a field only. Nothing was done.");
	press("\r");
	press("\033[200~张三\r\033[15~q\003李\033[201~");
	assert_string_equal(row(2), "Name [apple张三 q李");
	assert_int_equal(quit(log), 0);
	assert_string_equal(log, "");
	assert_non_null(strstr(buf_str(&tt.raw), "\033[?2004l"));
}

static void a_burst_without_paste_marks_is_a_paste_on_the_console(void **state)
{
	char log[512];

	(void)state;
	start("linux");
	press("eeee\reeee");
	assert_string_equal(row(22), "Pasted text is taken in a field only. Nothing was done.");
	assert_int_equal(quit(log), 0);
	assert_string_equal(log, "");
}

static void control_keys_reach_the_program(void **state)
{
	char log[512];

	(void)state;
	start("xterm-256color");
	press("\x03");          /* no signal, no end */
	press("\x1a");
	press("\x13");          /* no XOFF */
	press("\x11");
	assert_int_equal(quit(log), 0);
	assert_string_equal(log, "locked; ");
}

static void colours_follow_terminal_and_no_color(void **state)
{
	VTermScreenCell c;

	(void)state;
	start("xterm-256color");
	c = cell(2, 0);
	assert_true(VTERM_COLOR_IS_INDEXED(&c.bg));
	assert_int_equal(c.bg.indexed.idx, 24);
	gone(NULL);
	start("linux");
	c = cell(2, 0);
	assert_int_equal(c.bg.indexed.idx, 4);
	assert_true(c.attrs.bold);
	gone(NULL);
	setenv("NO_COLOR", "1", 1);
	start("xterm-256color");
	c = cell(2, 0);
	assert_true(VTERM_COLOR_IS_DEFAULT_BG(&c.bg));
	assert_true(c.attrs.reverse);
	assert_false(cell(2, 40).attrs.reverse);
	gone(NULL);
	unsetenv("NO_COLOR");
	start("vt100");
	assert_true(cell(2, 0).attrs.reverse);
}

static void an_ascii_locale_still_shows_chinese(void **state)
{
	(void)state;
	setenv("LANG", "C", 1);
	start("xterm-256color");
	assert_string_equal(row(5), "4 大枣");
}

static void an_unknown_terminal_is_refused_in_words(void **state)
{
	static const char *const types[] = { "no-such-terminal", "dumb", "" };
	char log[512];

	(void)state;
	for (int i = 0; i < 3; i++) {
		if (i)
			gone(NULL);
		begin(types[i], &(struct term_options){ .lines = TERM_LINES_ASCII });
		assert_int_equal(end(log), 2);
		assert_non_null(strstr(log, "refused: The screens do not work on a terminal"));
	}
}

static void box_lines_come_when_the_probe_is_answered(void **state)
{
	(void)state;
	begin("xterm-256color", &(struct term_options){ .lines = TERM_LINES_AUTO });
	settle();
	press("y");
	press("\x0c");          /* whatever came first, report or key: all is settled now */
	assert_non_null(strstr(row(10), "┌── Sure"));
	assert_string_equal(row(1), "Fruit");
	gone(NULL);
	tt.mute = true;
	begin("xterm-256color", &(struct term_options){ .lines = TERM_LINES_AUTO });
	settle();
	press("y");
	assert_non_null(strstr(row(10), "+-- Sure"));
}

static void a_resize_is_followed(void **state)
{
	struct winsize w = { .ws_row = 30, .ws_col = 100 };

	(void)state;
	start("xterm-256color");
	lib.vterm_set_size(tt.vt, 30, 100);
	assert_int_equal(ioctl(tt.master, TIOCSWINSZ, &w), 0);
	settle();
	assert_string_equal(row(29), "F1 help  Enter open  e eat  y ask  ^O actions  Esc back");
	assert_string_equal(row(23), "");
	w.ws_row = 20;
	w.ws_col = 60;
	lib.vterm_set_size(tt.vt, 20, 60);
	assert_int_equal(ioctl(tt.master, TIOCSWINSZ, &w), 0);
	settle();
	assert_string_equal(row(1), "| frontdesk needs 80 x 24.             |");
}

static void a_closed_line_ends_the_program(void **state)
{
	char log[512];
	int status;
	ssize_t n;

	(void)state;
	start("xterm-256color");
	close(tt.master);
	n = read(tt.result, log, sizeof log - 1);
	assert_true(n > 0);
	log[n] = '\0';
	assert_string_equal(log, "hung up; ");
	assert_int_equal(waitpid(tt.child, &status, 0), tt.child);
	tt.child = 0;
	assert_true(WIFEXITED(status));
	tt.master = -1;
}

static int count_of(const char *what)
{
	int n = 0;

	for (const char *p = buf_str(&tt.raw); (p = strstr(p, what)); p++)
		n++;
	return n;
}

static void after_a_nap_everything_works_again(void **state)
{
	char log[512];

	(void)state;
	errand = NAP_FIRST;
	start("xterm-256color");
	assert_int_equal(count_of("\033[?2004h"), 2);
	assert_int_equal(count_of("\033[?1049l"), 1);
	press("\033[B");
	assert_string_equal(row(3), "> 2 banana");
	press("\x03");
	assert_int_equal(quit(log), 0);
	assert_int_equal(count_of("\033[?2004l"), 2);
}

/* The terminal is usable after a BUG: the other screen is back, pastes are not bracketed. */
static void a_bug_gives_the_terminal_back(void **state)
{
	char log[512];

	(void)state;
	errand = BREAK_A_PROMISE;
	begin("xterm-256color", &(struct term_options){ .lines = TERM_LINES_ASCII });
	assert_int_equal(end(log), -1);
	assert_int_equal(count_of("\033[?1049l"), 1);
	assert_int_equal(count_of("\033[?2004l"), 1);
}

static void few_bytes_go_over_the_line(void **state)
{
	(void)state;
	start("xterm-256color");
	press("j");
	assert_in_range(tt.bytes, 1, 400);
	press("\x1c");
	assert_int_equal(tt.bytes, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_picture_is_the_canvas),
		TEST(every_byte_sequence_of_a_key_works_on_every_terminal),
		TEST(unknown_sequences_type_nothing),
		TEST(a_bracketed_paste_runs_nothing),
		TEST(a_burst_without_paste_marks_is_a_paste_on_the_console),
		TEST(control_keys_reach_the_program),
		TEST(colours_follow_terminal_and_no_color),
		TEST(an_ascii_locale_still_shows_chinese),
		TEST(an_unknown_terminal_is_refused_in_words),
		TEST(box_lines_come_when_the_probe_is_answered),
		TEST(a_resize_is_followed),
		TEST(a_closed_line_ends_the_program),
		TEST(after_a_nap_everything_works_again),
		TEST(a_bug_gives_the_terminal_back),
		TEST(few_bytes_go_over_the_line),
	};

	return cmocka_run_group_tests(tests, load_emulator, NULL);
}
