/* The day before: what is read back, who was not reached, what is laid ready, who is told. */
#include "wish_help.h"

#include <string.h>

#include "data/action.h"
#include "data/event.h"
#include "data/message.h"
#include "data/payment.h"
#include "data/record.h"
#include "desk/contact.h"
#include "desk/inbox.h"
#include "desk/prepare.h"

static const char tomorrow[] = "2026-11-25";

static void set_text(struct desk_world *w, const char *table, int64_t id, const char *column,
    const char *text)
{
	struct change c = { .column = column };
	struct conflict_list none = { 0 };
	struct action_head head = { .name = "site-edit" };
	int64_t was = w->d.who.staff_id;
	struct txn *t;

	act_as(w, w->admin, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	value_set_text(&c.value, text);
	must(w, record_update(t, table, id, &c, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&c.value);
	act_as(w, was, 0);
}

/* ---- on the telephone ---- */

static void content_time_place_and_what_to_observe_are_read_back(void **state)
{
	struct desk_world *w = *state;
	int64_t ann = book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);
	int64_t bob = book(w, w->bob, w->r1, at(w, 1, 9, 30), 30);
	char text[600];

	set_text(w, "service", w->consult, "advice", "请空腹");
	set_text(w, "service", w->consult, "advice_en", "Come without breakfast.");
	must(w, contact_read_back(&w->d, ann, text, sizeof text, &w->e));
	assert_non_null(strstr(text, "11月25日周三 09:00"));
	assert_non_null(strstr(text, "初诊咨询（陈立）"));
	assert_non_null(strstr(text, "静安"));
	assert_non_null(strstr(text, "请空腹"));
	must(w, contact_read_back(&w->d, bob, text, sizeof text, &w->e));
	assert_non_null(strstr(text, "Wed 25 Nov at 09:30"));
	assert_non_null(strstr(text, "Come without breakfast."));
}

static void who_was_not_reached_stays_in_the_history(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);
	struct event last;

	must(w, contact_missed(&w->d, id, "engaged", &w->e));
	must(w, event_last(w->s, id, "not-reached", &last, &w->e));
	assert_string_equal(last.text, "engaged");
	assert_int_equal(last.staff_id, w->wf);
}

static void a_message_is_queued_or_says_why_not(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);
	int64_t mute = add_client(w, "Nobody Reachable", NULL, "1970");
	int64_t other = book(w, mute, w->r1, at(w, 1, 9, 0), 30);
	int64_t n = count_rows(w, "message", "template = 'confirm'");

	must(w, contact_sms(&w->d, id, TELL_CONFIRM, &w->e));
	assert_int_equal(count_rows(w, "message", "template = 'confirm'"), n + 1);
	refused(w, contact_sms(&w->d, other, TELL_CONFIRM, &w->e), ERR_INVALID, "no mobile");
	act_as(w, w->cl, 0);
	refused(w, contact_sms(&w->d, id, TELL_CONFIRM, &w->e), ERR_DENIED, "send a message");
}

static void the_next_open_day_skips_what_is_closed(void **state)
{
	struct desk_world *w = *state;
	int32_t today = desk_today(&w->d);

	assert_int_equal(contact_next_open(&w->d, today), today + 1);
	add_opening_days(w, w->ja, 1, 2, 0, 0, "stocktaking");
	assert_int_equal(contact_next_open(&w->d, today), today + 3);
}

static void confirmed_counts_whatever_came_after_it(void **state)
{
	struct desk_world *w = *state;
	struct contact_day n;
	int64_t a = book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);
	int64_t gone = book(w, w->cid, w->r_cl, at(w, 1, 12, 0), 30);

	book(w, w->bob, w->r_cl, at(w, 1, 10, 0), 30);
	must(w, booking_set_state(&w->d, a, "confirmed", NULL, &w->e));
	must(w, booking_cancel(&w->d, gone, "ill", &w->e));
	must(w, contact_count(&w->d, tomorrow, &n, &w->e));
	assert_int_equal(n.all, 2);
	assert_int_equal(n.confirmed, 1);
}

/* ---- laid ready ---- */

static void what_a_service_wants_is_ticked_with_who(void **state)
{
	struct desk_world *w = *state;
	struct prepare_day l = { 0 };

	book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);
	set_text(w, "service", w->consult, "prepare", "ruler  scale");
	must(w, prepare_list(&w->d, tomorrow, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].items.n, 2);
	assert_string_equal(l.v[0].items.v[1].label, "scale");
	assert_int_equal(l.v[0].ticked, 0);
	must(w, daylist_tick(&w->d, &l.v[0].items.v[1], tomorrow, true, &w->e));
	must(w, prepare_list(&w->d, tomorrow, &l, &w->e));
	assert_int_equal(l.v[0].ticked, 1);
	assert_string_equal(l.v[0].items.v[1].staff, "王芳");
	must(w, prepare_all(&w->d, &l.v[0], &w->e));
	must(w, prepare_list(&w->d, tomorrow, &l, &w->e));
	assert_int_equal(l.v[0].ticked, 2);
	must(w, daylist_tick(&w->d, &l.v[0].items.v[0], tomorrow, false, &w->e));
	must(w, prepare_list(&w->d, tomorrow, &l, &w->e));
	assert_int_equal(l.v[0].ticked, 1);
	prepare_free(&l);
}

static void open_items_stand_out(void **state)
{
	struct desk_world *w = *state;
	struct prepare_day l = { 0 };
	char text[300];

	book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);
	must(w, prepare_list(&w->d, tomorrow, &l, &w->e));
	assert_true(l.v[0].first);
	prepare_say(&w->d, &l.v[0], text, sizeof text);
	assert_non_null(strstr(text, "first visit"));
	l.v[0].owes = 120000;
	assert_true(prepare_stands_out(&l.v[0]));
	prepare_say(&w->d, &l.v[0], text, sizeof text);
	assert_non_null(strstr(text, "owes 1,200"));
	prepare_free(&l);
}

/* ---- to those who serve ---- */

static void experts_are_reminded_once(void **state)
{
	struct desk_world *w = *state;
	struct message_list mine = { 0 };
	size_t n, told, all;
	char names[64];

	book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30);
	book(w, w->bob, w->r_cl, at(w, 1, 10, 0), 30);
	must(w, inbox_untold(&w->d, tomorrow, &told, &all, names, sizeof names, &w->e));
	assert_string_equal(names, "陈立");
	assert_int_equal(told, 0);
	assert_int_equal(all, 1);
	must(w, inbox_remind(&w->d, tomorrow, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, inbox_remind(&w->d, tomorrow, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, inbox_untold(&w->d, tomorrow, &told, &all, names, sizeof names, &w->e));
	assert_string_equal(names, "");
	assert_int_equal(told, 1);
	act_as(w, w->cl, 0);
	must(w, inbox_list(&w->d, &mine, &w->e));
	assert_string_equal(mine.v[0].template, MESSAGE_REMINDER);
	/* A restricted file is called by its alias. */
	assert_non_null(strstr(mine.v[0].text, "09:00 王小明"));
	assert_non_null(strstr(mine.v[0].text, "10:00 Mr B"));
	message_list_free(&mine);
}

static void what_was_seen_is_new_no_more(void **state)
{
	struct desk_world *w = *state;
	struct booking_wish x = wish_with(w, w->ann, w->consult, at(w, 1, 9, 0), w->r_cl);
	struct booking_wish y = wish_with(w, w->cid, w->consult, at(w, 1, 11, 0), w->r_cl);
	int64_t first = booked(w, &x), n;

	booked(w, &y);
	refused(w, inbox_seen(&w->d, number(w, "SELECT max(id) FROM message"), &w->e), ERR_DENIED,
	    "another's");
	act_as(w, w->cl, 0);
	must(w, message_count_staff(w->s, w->cl, &n, &w->e));
	assert_int_equal(n, 2);
	must(w, inbox_seen_appointment(&w->d, first, &w->e));
	must(w, message_count_staff(w->s, w->cl, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, inbox_seen(&w->d, 0, &w->e));
	must(w, message_count_staff(w->s, w->cl, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, inbox_seen(&w->d, 0, &w->e));
}

static void let_fail(struct desk_world *w, int64_t message)
{
	struct action_head head = { .name = "message-send" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, message_set_state(t, message, "queued", "failed", &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static void what_failed_is_tried_again_or_dropped(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 30), n;
	struct message_list l = { 0 };

	must(w, contact_sms(&w->d, id, TELL_REMIND, &w->e));
	must(w, contact_sms(&w->d, id, TELL_CONFIRM, &w->e));
	let_fail(w, number(w, "SELECT max(id) FROM message"));
	let_fail(w, number(w, "SELECT max(id) - 1 FROM message"));
	must(w, inbox_failed(&w->d, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, inbox_again(&w->d, l.v[0].id, &w->e));
	must(w, inbox_drop(&w->d, l.v[1].id, &w->e));
	must(w, message_count_failed(w->s, w->ja, &n, &w->e));
	assert_int_equal(n, 0);
	refused(w, inbox_drop(&w->d, l.v[1].id, &w->e), ERR_CONFLICT, "meanwhile");
	message_list_free(&l);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, wish_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(content_time_place_and_what_to_observe_are_read_back),
		T(who_was_not_reached_stays_in_the_history),
		T(a_message_is_queued_or_says_why_not),
		T(the_next_open_day_skips_what_is_closed),
		T(confirmed_counts_whatever_came_after_it),
		T(what_a_service_wants_is_ticked_with_who),
		T(open_items_stand_out),
		T(experts_are_reminded_once),
		T(what_was_seen_is_new_no_more),
		T(what_failed_is_tried_again_or_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
