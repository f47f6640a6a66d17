/* The second person's PIN: beside you, or at another terminal; and what a screen gets from it. */
#include "house.h"

#include <string.h>

#include "base/buf.h"
#include "data/store.h"
#include "desk/approve.h"
#include "desk/rights.h"
#include "desk/signin.h"

#define PIN "271828"
#define WHAT "merge Bob Brown (no number) into 王小明: 2 appointments, 1 telephone move"

static int tried;
static bool failing;
static int64_t second, staff;
static char why[100];

/* As a use case would: the gate is asked with what the front has set for this one try. */
static enum err_code try_again(struct screen *owner, struct err *e)
{
	struct desk *d = front_desk(owner);

	tried++;
	second = d->who.second_id;
	staff = d->who.staff_id;
	text_copy(why, sizeof why, d->who.why);
	if (failing)
		return err_set(e, ERR_BUSY, "Somebody else is writing.");
	return rights_check(d, &d->who, "client-merge", e);
}

/* One's own first one: who is given a PIN by another cannot sign for that other for a day. */
static void give_pin(struct house *h, int64_t to)
{
	int64_t me = h->d.who.staff_id;

	must(h, desk_become(&h->d, to, &h->e));
	must(h, signin_set_pin(&h->d, to, PIN, &h->e));
	must(h, desk_become(&h->d, me, &h->e));
}

static void ask(struct house *h, const char *because)
{
	struct second_ask a = { .right = "client-merge", .text = WHAT, .why = because,
		.done = try_again };

	tried = 0;
	second = staff = 0;
	why[0] = '\0';
	must(h, front_second(screen_top(h->l), &a, &h->e));
	loop_settle(h->l);
}

static const char *top(struct house *h)
{
	return screen_top(h->l)->type->name;
}

static void what_is_signed_stands_there_in_words(void **state)
{
	struct house *h = *state;

	ask(h, NULL);
	show(h);
	see(h, "Needs a second person: merge two files", "merge Bob Brown (no number) into 王小明:",
	    "王芳, T1, 14:32", "May sign:", "吴磊 (wl)", "F10 sign");
	nosee(h, "王芳 (wf)");
}

static void somebody_else_signs_here(void **state)
{
	struct house *h = *state;

	give_pin(h, h->wl);
	ask(h, NULL);
	loop_type(h->l, "the same card\nwl\n");
	see(h, "吴磊, manager");
	loop_type(h->l, PIN);
	nosee(h, PIN);
	see(h, "******");
	loop_press(h->l, "Enter");              /* goes on, never signs */
	assert_int_equal(tried, 0);
	loop_press(h->l, "F10");
	assert_int_equal(tried, 1);
	assert_int_equal(second, h->wl);
	assert_int_equal(staff, h->wf);
	assert_string_equal(why, "the same card");
	assert_string_equal(top(h), "today");
	/* For that one try alone; and nobody was logged in by it. */
	assert_int_equal(h->d.who.second_id, 0);
	assert_null(h->d.who.why);
	assert_int_equal(h->d.who.staff_id, h->wf);
}

static void ones_own_pin_does_not_count(void **state)
{
	struct house *h = *state;

	give_pin(h, h->wf);
	ask(h, "typed before");
	loop_type(h->l, "wf\n" PIN);
	see(h, "One's own PIN does not count");
	loop_press(h->l, "F10");
	see_row(h, -2, "One's own PIN does not count. Somebody else must sign.");
	assert_int_equal(tried, 0);
}

static void who_may_not_do_it_may_not_sign_it(void **state)
{
	struct house *h = *state;

	give_pin(h, h->cl);
	ask(h, "typed before");
	loop_type(h->l, "cl\n" PIN);
	loop_press(h->l, "F10");
	see_row(h, -2, "陈立 may not sign this: merge two files.");
	assert_int_equal(tried, 0);
}

static void each_thing_that_lacks_is_asked_for(void **state)
{
	struct house *h = *state;

	give_pin(h, h->wl);
	ask(h, NULL);
	loop_press(h->l, "F10");
	see_row(h, -2, "Type why");
	loop_type(h->l, "because");
	loop_press(h->l, "F10");
	see_row(h, -2, "initials of who signs");
	loop_type(h->l, "zzq");
	loop_press(h->l, "F10");
	see_row(h, -2, "Nobody fits that");
	loop_press(h->l, "Backspace Backspace Backspace");
	loop_type(h->l, "wl");
	loop_press(h->l, "F10");
	see_row(h, -2, "PIN, then F10");
	loop_type(h->l, "111111");
	loop_press(h->l, "F10");
	see_row(h, -2, "Wrong PIN. 4 tries left");
	nosee(h, "******");
	assert_int_equal(tried, 0);
	loop_press(h->l, "Esc");
	assert_string_equal(top(h), "today");
	assert_int_equal(tried, 0);
}

static void a_pasted_pin_is_none(void **state)
{
	struct house *h = *state;

	give_pin(h, h->wl);
	ask(h, "because");
	loop_type(h->l, "wl\n");
	loop_paste(h->l, PIN);
	loop_press(h->l, "F10");
	assert_int_equal(tried, 0);
}

/* ---- at another terminal ---- */

/* 吴磊 at T9, with a screen of his own over the same file. */
struct other {
	struct desk d;
	struct front f;
	struct loop *l;
};

static void sit_down(struct house *h, struct other *o)
{
	struct desk_config config = { .forms_dir = "forms", .station = "T9", .branch = "ja",
		.origin = "ui", .peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 9 };
	struct store *s;

	*o = (struct other){ .l = NULL };
	must(h, store_open(h->path, STORE_NO_SYNC, &s, &h->e));
	must(h, desk_open(s, &config, &o->d, &h->e));
	must(h, desk_become(&o->d, h->wl, &h->e));
	o->f = (struct front){ .desk = &o->d };
	o->l = front_loop(&o->f, 24, 80);
	loop_settle(o->l);
}

static void get_up(struct other *o)
{
	struct store *s = o->d.store;

	loop_free(o->l);
	desk_close(&o->d);
	store_close(s);
}

static void see_there(struct other *o, const char *text)
{
	if (!strstr(loop_text(o->l), text))
		fail_msg("\"%s\" is not on the other screen:\n%s", text, loop_text(o->l));
}

static int64_t mono;

static void both_poll(struct house *h, struct other *o)
{
	mono += 2000;
	loop_poll(o->l, mono);
	loop_poll(h->l, mono);
}

static void ask_there(struct house *h, struct other *o)
{
	give_pin(h, h->wl);
	sit_down(h, o);
	mono = clock_mono_ms();
	both_poll(h, o);
	ask(h, "the same card");
	loop_type(h->l, "wl");
	loop_press(h->l, "Tab Tab 2");
	see(h, "Asked 吴磊. Waits until 14:42; Esc takes it back.");
	both_poll(h, o);
}

static void it_is_asked_and_answered_on_the_other_screen(void **state)
{
	struct house *h = *state;
	struct other o;

	ask_there(h, &o);
	see_there(&o, "Sign1!");
	see_there(&o, "Somebody asks you to sign something. Alt-s shows it.");
	see_there(&o, "Asked of you to sign");
	loop_press(o.l, "Alt-s");
	see_there(&o, "To sign, 1 of 1: merge two files");
	see_there(&o, "merge Bob Brown (no number) into 王小明:");
	see_there(&o, "the same card");
	see_there(&o, "王芳, T1, 14:32");
	loop_press(h->l, "F10");                        /* nothing is done meanwhile */
	see_row(h, -2, "The question is at the other screen. Esc takes it back.");
	loop_type(o.l, PIN);
	loop_press(o.l, "F10");
	see_there(&o, "Signed. It is done at the other screen");
	assert_int_equal(tried, 0);
	both_poll(h, &o);
	both_poll(h, &o);
	assert_int_equal(tried, 1);
	assert_int_equal(second, h->wl);
	assert_string_equal(why, "the same card");
	assert_string_equal(top(h), "today");
	get_up(&o);
}

/* What was signed there and then failed here is tried again with that signature, unasked. */
static void a_signature_is_not_lost_when_it_fails(void **state)
{
	struct house *h = *state;
	struct other o;

	ask_there(h, &o);
	failing = true;
	loop_press(o.l, "Alt-s");
	loop_type(o.l, PIN);
	loop_press(o.l, "F10");
	both_poll(h, &o);
	both_poll(h, &o);
	assert_int_equal(tried, 1);
	see_row(h, -2, "Somebody else is writing");
	failing = false;
	ask(h, NULL);
	assert_int_equal(tried, 1);                     /* ask() counts anew: at once */
	assert_int_equal(second, h->wl);
	assert_string_equal(why, "the same card");
	assert_string_equal(top(h), "today");
	get_up(&o);
}

static void a_no_comes_back_with_its_reason(void **state)
{
	struct house *h = *state;
	struct other o;

	ask_there(h, &o);
	loop_press(o.l, "Alt-s x");
	loop_type(o.l, "two persons\n");
	both_poll(h, &o);
	both_poll(h, &o);
	see_row(h, -2, "Not signed. 吴磊 says no: two persons");
	assert_int_equal(tried, 0);
	assert_string_equal(top(h), "second");          /* may be asked again, or signed here */
	loop_type(h->l, "\n" PIN);
	loop_press(h->l, "F10");
	assert_int_equal(tried, 1);
	get_up(&o);
}

static void who_steps_back_takes_the_question_along(void **state)
{
	struct house *h = *state;
	struct other o;

	ask_there(h, &o);
	loop_press(o.l, "Alt-s");
	loop_press(h->l, "Esc");
	both_poll(h, &o);
	see_there(&o, "Nobody asks you to sign anything just now.");
	assert_string_equal(text_of(h, "SELECT state FROM approval", why, sizeof why), "withdrawn");
	get_up(&o);
}

static void nobody_answers(void **state)
{
	struct house *h = *state;
	struct other o;

	ask_there(h, &o);
	clock_fix(HOUSE_NOW + 600);
	both_poll(h, &o);
	see_row(h, -2, "Nobody answered in time. 2 asks again");
	assert_int_equal(tried, 0);
	get_up(&o);
}

/* The answer comes while the terminal is locked: it is not done behind the back of who asked. */
static void under_the_lock_it_waits(void **state)
{
	struct house *h = *state;
	struct other o;

	give_pin(h, h->wf);
	ask_there(h, &o);
	loop_press(h->l, "^Q");
	loop_press(o.l, "Alt-s");
	loop_type(o.l, PIN);
	loop_press(o.l, "F10");
	both_poll(h, &o);
	both_poll(h, &o);
	assert_string_equal(top(h), "lock");
	assert_int_equal(tried, 0);
	loop_type(h->l, PIN "\n");
	both_poll(h, &o);
	assert_int_equal(tried, 1);
	assert_int_equal(second, h->wl);
	get_up(&o);
}

static void it_fits_both_sizes(void **state)
{
	struct house *h = *state;

	house_screen(h, 40, 120);
	ask(h, NULL);
	show(h);
	see(h, "Needs a second person: merge two files", "F10 sign");
}

#define T(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_is_signed_stands_there_in_words), T(somebody_else_signs_here),
		T(ones_own_pin_does_not_count), T(who_may_not_do_it_may_not_sign_it),
		T(each_thing_that_lacks_is_asked_for), T(a_pasted_pin_is_none),
		T(it_is_asked_and_answered_on_the_other_screen), T(a_no_comes_back_with_its_reason),
		T(a_signature_is_not_lost_when_it_fails),
		T(who_steps_back_takes_the_question_along), T(nobody_answers),
		T(under_the_lock_it_waits), T(it_fits_both_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
