/* The loop as it runs: a pipe stands for the keyboard, a canvas for the terminal. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "toy.h"

/* A terminal of pipes. The script acts each time the loop says that it is idle. */
struct fake {
	int in[2];
	int rows, cols, paints, sizes, redraws;
	struct canvas shown;
};

static struct toy toy;
static struct fake fake;
static int idle[2];

static int fake_fd(void *t)
{
	return ((struct fake *)t)->in[0];
}

static void fake_read(void *t, struct keyin *in, int64_t now_ms)
{
	char bytes[256];
	ssize_t n = read(((struct fake *)t)->in[0], bytes, sizeof bytes);

	if (n > 0)
		keyin_bytes(in, bytes, (size_t)n, now_ms);
	keyin_burst_end(in, now_ms);
}

static void fake_size(void *t, int *rows, int *cols)
{
	struct fake *f = t;

	f->sizes++;
	*rows = f->rows;
	*cols = f->cols;
}

static int fake_paint(void *t, const struct canvas *c)
{
	struct fake *f = t;
	bool same = f->shown.rows == c->rows && f->shown.cols == c->cols &&
	    memcmp(f->shown.cells, c->cells,
		(size_t)c->rows * (size_t)c->cols * sizeof *c->cells) == 0;

	if (same)
		return 0;
	canvas_resize(&f->shown, c->rows, c->cols);
	canvas_copy(&f->shown, c);
	return ++f->paints;
}

static void fake_redraw(void *t)
{
	((struct fake *)t)->redraws++;
}

static bool fake_report(void *t, const struct key *k)
{
	(void)t;
	return k && k->col == 2;
}

static const struct term_ops fake_ops = {
	.fd = fake_fd, .read = fake_read, .size = fake_size, .paint = fake_paint,
	.redraw = fake_redraw, .report = fake_report,
};

static int fresh(void **state)
{
	char number[16];

	(void)state;
	fake = (struct fake){ .rows = 24, .cols = 80 };
	canvas_init(&fake.shown, 1, 1);
	assert_int_equal(pipe(fake.in), 0);
	assert_int_equal(pipe2(idle, O_NONBLOCK), 0);
	setenv("FRONTDESK_IDLE_FD", text_fmt(number, sizeof number, "%d", idle[1]), 1);
	toy_start_at(&toy, &fake_ops, &fake, 0, 0);
	return 0;
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int gone(void **state)
{
	(void)state;
	toy_stop(&toy);
	canvas_free(&fake.shown);
	for (int i = 0; i < 2; i++) {
		shut(&fake.in[i]);
		shut(&idle[i]);
	}
	return 0;
}

static void press(const char *bytes)
{
	assert_int_equal(write(fake.in[1], bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

static int idle_bytes(void)
{
	char bytes[64];
	ssize_t n = read(idle[0], bytes, sizeof bytes);

	return n < 0 ? 0 : (int)n;
}

static void run(void)
{
	struct err e = ERR_INIT;

	assert_int_equal(loop_run(toy.loop, &e), OK);
}

static void it_runs_until_told_to_quit(void **state)
{
	(void)state;
	press("e\x18");
	run();
	assert_string_equal(buf_str(&toy.log), "eat apple; ");
	assert_false(loop_hung_up(toy.loop));
}

static void a_closed_line_hangs_up_and_saves(void **state)
{
	(void)state;
	press("e");
	shut(&fake.in[1]);
	run();
	assert_true(loop_hung_up(toy.loop));
	assert_string_equal(buf_str(&toy.log), "eat apple; hung up; ");
}

static void many_keys_at_once_are_painted_once(void **state)
{
	(void)state;
	press("jjjjkjkjkjkj");
	shut(&fake.in[1]);
	run();
	assert_in_range(fake.paints, 1, 2);
}

/* A script that runs inside the loop: each time it is idle, the next step. */
static void (*script[8])(void);
static int script_at;

static void step(void *app, int64_t mono_ms)
{
	(void)app, (void)mono_ms;
	if (idle_bytes() > 0 && script[script_at])
		script[script_at++]();
}

static void with_script(void (*first)(void), void (*second)(void), void (*third)(void))
{
	struct loop_app app = *toy_app(&toy);
	struct err e = ERR_INIT;

	loop_free(toy.loop);
	script_at = 0;
	script[0] = first;
	script[1] = second;
	script[2] = third;
	script[3] = NULL;
	app.tick = step;
	app.poll_ms = 5;
	toy.loop = loop_new(&app, &fake_ops, &fake, 0, 0);
	assert_int_equal(screen_open(toy.loop, &toy_home, NULL, &e), OK);
}

static void press_e(void)
{
	press("e");
}

static void press_nothing_new(void)
{
	press("\x1c");          /* a key without a meaning: still answered by an idle byte */
}

static void press_quit(void)
{
	press("\x18");
}

static void change_fruit(void)
{
	toy.fruit[0].name = "apricot";
	toy.moved = TOY_AREA_FRUIT;
}

static void sees_the_change_and_quits(void)
{
	struct buf text = { .s = NULL };

	canvas_row_text(&fake.shown, 2, &text);
	assert_string_equal(buf_str(&text), "> 1 apricot");
	buf_free(&text);
	press_quit();
}

static void hang_up_by_signal(void)
{
	raise(SIGHUP);
}

static void terminate(void)
{
	raise(SIGTERM);
}

static void enlarge(void)
{
	fake.rows = 40;
	fake.cols = 120;
	for (int i = 0; i < 50; i++)
		raise(SIGWINCH);
}

static void it_says_when_it_is_idle(void **state)
{
	(void)state;
	with_script(press_e, press_nothing_new, press_quit);
	run();
	assert_string_equal(buf_str(&toy.log), "eat apple; ");
	assert_int_equal(script_at, 3);
}

static void a_reload_that_painted_is_told_as_well(void **state)
{
	(void)state;
	with_script(change_fruit, sees_the_change_and_quits, NULL);
	run();
	assert_int_equal(script_at, 2);
}

static void signals_hang_up_too(void **state)
{
	(void)state;
	with_script(hang_up_by_signal, NULL, NULL);
	run();
	assert_true(loop_hung_up(toy.loop));
	with_script(terminate, NULL, NULL);
	run();
	assert_string_equal(buf_str(&toy.log), "hung up; hung up; ");
}

static void a_storm_of_resizes_is_one_picture(void **state)
{
	(void)state;
	with_script(enlarge, press_quit, NULL);
	run();
	assert_int_equal(fake.shown.rows, 40);
	assert_int_equal(fake.redraws, 1);
}

static void the_width_probe_turns_on_box_lines(void **state)
{
	(void)state;
	press("\033[2;2Ry\x18");
	run();
	assert_true(loop_canvas(toy.loop)->lines);
	assert_non_null(strstr(loop_text(toy.loop), "┌── Sure"));
}

static void esc_at_the_end_of_a_burst_is_esc(void **state)
{
	(void)state;
	press("\r");
	with_script(NULL, NULL, NULL);
	press("\033");
	script[0] = press_quit;
	run();
	assert_string_equal(screen_top(toy.loop)->type->name, "home");
}

static void a_bad_idle_number_is_ignored(void **state)
{
	static const char *const bad[] = { "", "x", "1", "-4", "99999999999", "900" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		setenv("FRONTDESK_IDLE_FD", bad[i], 1);
		loop_free(toy.loop);
		toy.loop = NULL;
		toy_stop(&toy);
		toy_start_at(&toy, &fake_ops, &fake, 0, 0);
		press("e\x18");
		run();
		assert_int_equal(idle_bytes(), 0);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_runs_until_told_to_quit),
		TEST(a_closed_line_hangs_up_and_saves),
		TEST(many_keys_at_once_are_painted_once),
		TEST(it_says_when_it_is_idle),
		TEST(a_reload_that_painted_is_told_as_well),
		TEST(signals_hang_up_too),
		TEST(a_storm_of_resizes_is_one_picture),
		TEST(the_width_probe_turns_on_box_lines),
		TEST(esc_at_the_end_of_a_burst_is_esc),
		TEST(a_bad_idle_number_is_ignored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
