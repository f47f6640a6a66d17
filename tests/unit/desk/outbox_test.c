/* Messages that an event owes somebody: who is told, how, when, and who is not. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/client.h"
#include "data/flag.h"
#include "data/message.h"
#include "data/phone.h"
#include "data/record.h"
#include "data/resource.h"
#include "desk/outbox.h"
#include "form/messages.h"

static int outbox_setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	return 0;
}

static struct txn *begin(struct desk_world *w)
{
	struct action_head head = { .name = "client-edit" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	return t;
}

static void set_text(struct desk_world *w, const char *table, int64_t id, const char *column,
    const char *text)
{
	struct change c = { .column = column };
	struct conflict_list none = { 0 };
	struct txn *t = begin(w);

	value_set_text(&c.value, text);
	must(w, record_update(t, table, id, &c, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&c.value);
}

static int64_t tell(struct desk_world *w, enum tell what, int64_t appointment, bool by_hand)
{
	struct tell_about a = { .what = what, .appointment_id = appointment, .by_hand = by_hand };
	struct txn *t = begin(w);
	int64_t id;

	must(w, outbox_client(&w->d, t, &a, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	return id;
}

static struct message newest(struct desk_world *w, int64_t client)
{
	struct message_list l = { 0 };
	struct message m;

	must(w, message_list_client(w->s, client, 0, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	m = l.v[0];
	message_list_free(&l);
	return m;
}

static void a_client_is_told_in_his_language_after_a_while(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 3, 15, 0), 30);
	struct message m;

	set_text(w, "client", w->ann, "gender", "f");
	set_text(w, "service", w->consult, "advice", "空腹。");
	assert_true(tell(w, TELL_BOOKED, id, false) > 0);
	m = newest(w, w->ann);
	assert_string_equal(m.text, "【康禾 Kanghe】王小明女士您好，已为您约好11月27日周五 15:00 "
	    "初诊咨询（陈立），地点：静安 。空腹。 如需改期，请最迟11月26日周四致电。");
	assert_string_equal(m.language, "zh");
	assert_string_equal(m.channel, "sms");
	assert_string_equal(m.number, "13800000823");
	assert_string_equal(m.state, "queued");
	assert_string_equal(m.day, HELP_DAY);
	assert_int_equal(m.due_at, HELP_NOW + 300);
	assert_int_equal(m.appointment_id, id);
}

/* The message must not say what the screens hide; what cannot be addressed goes without. */
static void a_restricted_file_is_written_to_by_its_alias(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->bob, w->r_cl, at(w, 1, 15, 0), 30);
	struct tell_about a = { .what = TELL_REMIND, .appointment_id = id };
	char text[400];

	act_as(w, w->wl, 0);            /* who would see the name on the screen */
	must(w, outbox_preview(&w->d, &a, text, sizeof text, &w->e));
	assert_non_null(strstr(text, "Dear Mr B, "));
	assert_null(strstr(text, "Brown"));
	assert_non_null(strstr(text, "Wed 25 Nov at 15:00"));
}

static void who_must_not_be_reached_is_not(void **state)
{
	static const char *const kinds[] = { "quiet", "no_message" };
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);

	for (int i = 0; i < 2; i++) {
		struct txn *t = begin(w);

		must(w, flag_set(t, w->ann, kinds[i], NULL, NULL, NULL, &w->e));
		must(w, action_commit(t, NULL, &w->e));
		assert_int_equal(tell(w, TELL_BOOKED, id, false), 0);
		t = begin(w);
		must(w, flag_clear(t, w->ann, kinds[i], &w->e));
		must(w, action_commit(t, NULL, &w->e));
		assert_true(tell(w, TELL_BOOKED, id, false) > 0);
	}
	/* No calls is no ban on messages. */
	struct txn *t = begin(w);

	must(w, flag_set(t, w->ann, "no_call", NULL, NULL, NULL, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	assert_true(tell(w, TELL_BOOKED, id, false) > 0);
	/* What the file of messages does not have is not sent. */
	messages_free(w->d.messages);
	w->d.messages = NULL;
	assert_int_equal(tell(w, TELL_BOOKED, id, false), 0);
}

static void add_phone(struct desk_world *w, int64_t client, const char *relation,
    const char *number, bool guardian, bool may_tell)
{
	struct phone p = { .client_id = client, .guardian = guardian, .may_tell = may_tell };
	struct txn *t = begin(w);

	text_copy(p.relation, sizeof p.relation, relation);
	text_copy(p.number, sizeof p.number, number);
	must(w, phone_insert(t, &p, NULL, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static void without_a_mobile_somebody_else_is_told(void **state)
{
	struct desk_world *w = *state;
	int64_t kid = add_client(w, "小宝", NULL, NULL);
	int64_t id = book(w, kid, w->r_cl, at(w, 1, 15, 0), 30);

	assert_int_equal(tell(w, TELL_BOOKED, id, false), 0);
	add_phone(w, kid, "landline", "02155551234", false, true);
	add_phone(w, kid, "uncle", "13700000001", false, false);
	assert_int_equal(tell(w, TELL_BOOKED, id, false), 0);
	add_phone(w, kid, "aunt", "13700000002", false, true);
	assert_true(tell(w, TELL_BOOKED, id, false) > 0);
	assert_string_equal(newest(w, kid).number, "13700000002");
	add_phone(w, kid, "mother", "13700000003", true, true);
	assert_true(tell(w, TELL_BOOKED, id, false) > 0);
	assert_string_equal(newest(w, kid).number, "13700000003");
	add_phone(w, kid, "self", "13700000004", false, true);
	assert_true(tell(w, TELL_BOOKED, id, false) > 0);
	assert_string_equal(newest(w, kid).number, "13700000004");
}

static void told_by_hand_is_kept_with_who(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	struct message m;

	assert_true(tell(w, TELL_CONFIRM, id, true) > 0);
	m = newest(w, w->ann);
	assert_string_equal(m.channel, "hand");
	assert_string_equal(m.state, "sent");
	assert_int_equal(m.staff_id, w->wf);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment_event WHERE what = 'told'"
	    " AND text = 'confirm'"), 1);
}

static void those_who_serve_are_told_but_not_of_their_own_doing(void **state)
{
	struct desk_world *w = *state;
	struct tell_about a = { .what = TELL_BOOKED };
	struct booking b = { .client_id = w->bob, .service_id = w->consult,
		.start_at = at(w, 1, 15, 0), .end_at = at(w, 1, 15, 30),
		.part = { { .resource_id = w->r_cl }, { .resource_id = w->r_ly },
		    { .resource_id = w->r1 } }, .nparts = 3 };
	struct message_list l = { 0 };
	struct txn *t;

	must(w, booking_make(&w->d, &b, &a.appointment_id, &w->e));
	t = begin(w);
	must(w, outbox_staff(&w->d, t, &a, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE channel = 'screen'"), 2);
	must(w, message_list_staff(w->s, w->cl, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].text, "新预约：11月25日周三 15:00 初诊咨询，Mr B");
	assert_int_equal(l.v[0].due_at, HELP_NOW);
	assert_int_equal(l.v[0].client_id, 0);
	message_list_free(&l);
	w->d.who.staff_id = w->cl;
	w->d.admin = true;
	t = begin(w);
	must(w, outbox_staff(&w->d, t, &a, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE staff_id = %lld",
	    (long long)w->cl), 1);
	t = begin(w);
	must(w, outbox_withdraw(t, a.appointment_id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE state = 'queued'"), 0);
}

static void a_request_is_answered_by_its_limit(void **state)
{
	struct desk_world *w = *state;
	struct tell_about a = { .what = TELL_REQUEST, .client_id = w->ann };
	char text[400];

	must(w, outbox_preview(&w->d, &a, text, sizeof text, &w->e));
	assert_non_null(strstr(text, "，2 小时内答复您。"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, outbox_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_client_is_told_in_his_language_after_a_while),
		T(a_restricted_file_is_written_to_by_its_alias),
		T(who_must_not_be_reached_is_not),
		T(without_a_mobile_somebody_else_is_told),
		T(told_by_hand_is_kept_with_who),
		T(those_who_serve_are_told_but_not_of_their_own_doing),
		T(a_request_is_answered_by_its_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
