/* Appointments: what is taken, what is refused and with which words, moving, states, holds. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/client.h"
#include "data/record.h"
#include "data/resource.h"
#include "desk/describe.h"

#define T15 at(w, 0, 15, 0)
#define T16 at(w, 0, 16, 0)

static enum err_code move(struct desk_world *w, int64_t id, int64_t start, int minutes)
{
	struct booking_move m = { .id = id, .start_at = start, .end_at = start + minutes * 60 };

	return booking_move(&w->d, &m, 1, NULL, &w->e);
}

static int64_t overlaps(struct desk_world *w)
{
	return number(w, "SELECT count(*) FROM appointment_resource a JOIN appointment_resource b"
	    " ON a.resource_id = b.resource_id AND a.appointment_id < b.appointment_id"
	    " WHERE a.active = 1 AND b.active = 1 AND a.start_at < b.end_at"
	    " AND b.start_at < a.end_at");
}

/* ---- making ---- */

static void a_booking_takes_person_room_and_device_together(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->ann, .service_id = w->laser_service, .start_at = T15,
		.end_at = T16, .part = { { .resource_id = w->r_cl }, { .resource_id = w->r1 },
		    { .resource_id = w->laser } }, .nparts = 3, .channel = "wechat",
		    .note = "first" };
	char day[16];
	int64_t id;

	must(w, booking_make(&w->d, &b, &id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM appointment_resource WHERE active = 1"
	    " AND appointment_id = %lld AND start_at = %lld", (long long)id, (long long)T15), 3);
	assert_string_equal(text_of(w, "SELECT day FROM appointment", day, sizeof day), HELP_DAY);
	assert_int_equal(number(w, "SELECT taken_by FROM appointment"), w->wf);
	assert_int_equal(number(w, "SELECT subject = 'appointment:' || %lld FROM action"
	    " ORDER BY id DESC LIMIT 1", (long long)id), 1);
}

static void preparation_and_clean_up_reach_outside(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->ann, .start_at = T15, .end_at = T16,
		.part = { { .resource_id = w->r1, .start_at = T15 - 600, .end_at = T16 + 900 } },
		.nparts = 1 };
	int64_t id;

	must(w, booking_make(&w->d, &b, &id, &w->e));
	refused(w, try_book(w, w->cid, w->r1, T16, 30, &id), ERR_TAKEN, "R1 is taken");
	must(w, try_book(w, w->cid, w->r1, T16 + 900, 30, &id));
}

static void a_taken_time_says_who_has_it_until_when(void **state)
{
	struct desk_world *w = *state;
	int64_t id, before = last_action(w);

	book(w, w->ann, w->r_cl, T15, 60);
	refused(w, try_book(w, w->cid, w->r_cl, T15 + 1800, 30, &id), ERR_TAKEN,
	    "Not booked. 陈立 is taken: 王小明, 15:00-16:00. Take another time.");
	assert_int_equal(id, 0);
	assert_int_equal(last_action(w), before + 1);
	/* Right before and right after are free. */
	book(w, w->cid, w->r_cl, T15 - 900, 15);
	book(w, w->cid, w->r_cl, T16, 15);
}

static void a_restricted_name_is_not_told(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	book(w, w->bob, w->r1, T15, 60);
	refused(w, try_book(w, w->ann, w->r1, T15, 60, &id), ERR_TAKEN, "R1 is taken: Mr B, 15:00");
}

/* As an import may leave it: restricted, and no alias to show. */
static void drop_alias(struct desk_world *w, int64_t client)
{
	struct action_head head = { .name = "client-edit" };
	struct change set = { .column = "alias" };
	struct conflict_list none = { 0 };
	struct txn *t;

	value_set_text(&set.base, "Mr B");
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, "client", client, &set, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&set.base);
}

static void a_restricted_name_without_an_alias_is_not_told_either(void **state)
{
	struct desk_world *w = *state;
	char name[80];
	int64_t id;

	book(w, w->bob, w->r1, T15, 60);
	drop_alias(w, w->bob);
	refused(w, try_book(w, w->ann, w->r1, T15, 60, &id), ERR_TAKEN,
	    "R1 is taken: (restricted), 15:00");
	assert_string_equal(describe_client(&w->d, w->bob, name, sizeof name), "(restricted)");
}

/* Of two rooms the second: not the first one's name, and nobody's who works there. */
static void the_thing_that_is_taken_is_named(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->ann, .start_at = T15, .end_at = T16,
		.part = { { .resource_id = w->r_cl }, { .resource_id = w->r1 },
		    { .resource_id = w->r2 } }, .nparts = 3 };
	int64_t id, hold;

	must(w, booking_make(&w->d, &b, &id, &w->e));
	refused(w, try_book(w, w->cid, w->r2, T15, 30, &id), ERR_TAKEN, "Not booked. R2 is taken");
	refused(w, booking_hold(&w->d, w->r2, T15, T16, &hold, &w->e), ERR_TAKEN, "R2 is taken");
}

static void nobody_is_in_two_places(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	book(w, w->ann, w->r1, T15, 60);
	refused(w, try_book(w, w->ann, w->r2, T15 + 1800, 60, &id), ERR_TAKEN,
	    "Not booked. 王小明 has an appointment then: 15:00-16:00.");
}

/* A mother comes with two children at once, and is treated herself as well: three people. */
static void two_children_of_one_mother_come_together(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->ann, .start_at = T15, .end_at = T16 };
	int64_t one = add_dependant(w, w->ann, "小宝"), two = add_dependant(w, w->ann, "大宝"), id;

	b.dependant_id = one;
	must(w, booking_make(&w->d, &b, &id, &w->e));
	b.dependant_id = two;
	must(w, booking_make(&w->d, &b, &id, &w->e));
	b.dependant_id = 0;
	must(w, booking_make(&w->d, &b, &id, &w->e));
	b.dependant_id = one;
	refused(w, booking_make(&w->d, &b, &id, &w->e), ERR_TAKEN, "Not booked. 小宝 is taken");
}

static void a_child_of_somebody_else_is_refused(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->cid, .start_at = T15, .end_at = T16,
		.dependant_id = add_dependant(w, w->ann, "小宝") };
	int64_t id;
	enum err_code rc = booking_make(&w->d, &b, &id, &w->e);

	assert_true(rc == ERR_TAKEN || rc == ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment"), 0);
}

static void past_and_closed_hours_are_refused(void **state)
{
	struct desk_world *w = *state;
	int64_t id;

	refused(w, try_book(w, w->ann, w->r1, at(w, 0, 14, 0), 30, &id), ERR_INVALID,
	    "Not booked. 14:00 is past. Take a later time.");
	/* Who books "now" has been typing for a while. */
	must(w, try_book(w, w->ann, w->r1, at(w, 0, 14, 20), 30, &id));
	refused(w, try_book(w, w->ann, w->r1, at(w, 1, 8, 30), 30, &id), ERR_INVALID,
	    "Not booked. Open from 09:00 to 20:30.");
	refused(w, try_book(w, w->ann, w->r1, at(w, 1, 20, 15), 30, &id), ERR_INVALID, "Open from");
	must(w, try_book(w, w->ann, w->r1, at(w, 1, 20, 0), 30, &id));
	refused(w, try_book(w, w->ann, w->r1, at(w, 1, 10, 0), 0, &id), ERR_INVALID,
	    "The end must lie after the start");
	refused(w, try_book(w, w->ann, w->r1, at(w, 1, 10, 0), 1500, &id), ERR_INVALID,
	    "on the same day");
}

/* 浦东 opens at ten and closes at six, whatever the hours of the desk that books. */
static void another_branch_has_its_own_hours_and_things(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .branch_id = w->pd, .client_id = w->ann, .start_at = at(w, 1, 9, 0),
		.end_at = at(w, 1, 9, 30), .part = { { .resource_id = w->p1 } }, .nparts = 1 };
	int64_t id;

	refused(w, booking_make(&w->d, &b, &id, &w->e), ERR_INVALID, "Open from 10:00 to 18:00.");
	b.start_at = at(w, 1, 11, 0);
	b.end_at = at(w, 1, 11, 30);
	must(w, booking_make(&w->d, &b, &id, &w->e));
	b.part[0].resource_id = w->r1;
	b.start_at = at(w, 1, 12, 0);
	b.end_at = at(w, 1, 12, 30);
	refused(w, booking_make(&w->d, &b, &id, &w->e), ERR_INVALID, "R1 cannot be had here");
}

static void set_resource(struct desk_world *w, int64_t resource, const char *to)
{
	struct action_head head = { .name = "resource-edit" };
	struct txn *t;

	act_as(w, w->wl, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, resource_set_state(t, resource, to, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	act_as(w, w->wf, 0);
}

static void what_is_out_of_order_cannot_be_booked(void **state)
{
	struct desk_world *w = *state;
	struct booking_move m = { .start_at = T15, .end_at = T16, .swap = { { w->r1, w->r2 } },
		.nswap = 1 };
	int64_t id;

	m.id = book(w, w->ann, w->r1, T15, 60);
	set_resource(w, w->laser, "out");
	refused(w, try_book(w, w->cid, w->laser, T15, 30, &id), ERR_TAKEN,
	    "Not booked. Laser-1 is out of order. Take another.");
	set_resource(w, w->r_cl, "out");
	refused(w, try_book(w, w->cid, w->r_cl, T15, 30, &id), ERR_TAKEN,
	    "Not booked. 陈立 is away. Take somebody else.");
	set_resource(w, w->r2, "retired");
	refused(w, try_book(w, w->cid, w->r2, T15, 30, &id), ERR_TAKEN, "R2 is no longer here.");
	refused(w, booking_move(&w->d, &m, 1, NULL, &w->e), ERR_TAKEN,
	    "Not moved. R2 is no longer here.");
}

/* Also where the move leaves it alone: the room it was booked into has gone out of order since. */
static void what_went_out_of_order_is_not_kept_by_a_move(void **state)
{
	struct desk_world *w = *state;
	struct booking_move other_room = { .start_at = T16, .end_at = T16 + 1800,
		.swap = { { w->r1, w->r2 } }, .nswap = 1 };
	int64_t id = book(w, w->ann, w->r1, T15, 30), two = book(w, w->cid, w->r_cl, T15, 30);

	set_resource(w, w->r1, "out");
	refused(w, move(w, id, T16, 30), ERR_TAKEN, "Not moved. R1 is out of order. Take another.");
	other_room.id = id;
	must(w, booking_move(&w->d, &other_room, 1, NULL, &w->e));
	set_resource(w, w->r_cl, "retired");
	refused(w, move(w, two, T16, 30), ERR_TAKEN, "Not moved. 陈立 is no longer here.");
}

static void closed_and_merged_files_are_not_booked(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "client-edit" };
	struct txn *t;
	int64_t id;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, client_set_state(t, w->bob, "closed", &w->e));
	must(w, client_set_merged(t, w->cid, w->ann, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	refused(w, try_book(w, w->bob, w->r1, T15, 30, &id), ERR_INVALID, "That file is closed.");
	refused(w, try_book(w, w->cid, w->r1, T15, 30, &id), ERR_INVALID, "merged into another");
	refused(w, try_book(w, 999, w->r1, T15, 30, &id), ERR_NOTFOUND, "no such file");
}

/* ---- booking over ---- */

static void booking_over_needs_right_reason_and_a_second_person(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->cid, .start_at = T15, .end_at = T16, .over = true,
		.part = { { .resource_id = w->r_cl } }, .nparts = 1 };
	int64_t first = book(w, w->ann, w->r_cl, T15, 60), id, third;

	refused(w, booking_make(&w->d, &b, &id, &w->e), ERR_INVALID, "needs a reason");
	b.reason = "emergency";
	refused(w, booking_make(&w->d, &b, &id, &w->e), ERR_DENIED, "Not your right");
	act_as(w, w->wl, 0);
	refused(w, booking_make(&w->d, &b, &id, &w->e), ERR_SECOND, "second person");
	act_as(w, w->wl, w->admin);
	must(w, booking_make(&w->d, &b, &id, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM overbooking WHERE low_id = %lld"
	    " AND high_id = %lld AND resource_id = %lld AND staff_id = %lld AND second_id = %lld"
	    " AND reason = 'emergency'", (long long)first, (long long)id, (long long)w->r_cl,
	    (long long)w->wl, (long long)w->admin), 1);
	/* The pair may overlap, a third one may not. */
	act_as(w, w->wf, 0);
	refused(w, try_book(w, w->bob, w->r_cl, T15, 15, &third), ERR_TAKEN, "陈立 is taken");
}

static void booking_over_is_never_for_one_person_in_two_places(void **state)
{
	struct desk_world *w = *state;
	struct booking b = { .client_id = w->ann, .start_at = T15, .end_at = T16, .over = true,
		.reason = "urgent", .part = { { .resource_id = w->r_cl } }, .nparts = 1 };
	int64_t id;

	book(w, w->ann, w->r_cl, T15, 60);
	act_as(w, w->wl, w->admin);
	refused(w, booking_make(&w->d, &b, &id, &w->e), ERR_TAKEN,
	    "王小明 has an appointment then");
}

/* ---- moving ---- */

static void a_move_takes_everything_along(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60), to = at(w, 3, 10, 0);

	must(w, move(w, id, to, 90));
	assert_int_equal(number(w, "SELECT count(*) FROM appointment a JOIN appointment_resource r"
	    " ON r.appointment_id = a.id WHERE a.start_at = %lld AND a.end_at = %lld"
	    " AND r.start_at = a.start_at AND r.end_at = a.end_at AND r.active = 1"
	    " AND a.state = 'booked' AND a.day = '2026-11-27'", (long long)to,
	    (long long)(to + 5400)), 1);
	book(w, w->cid, w->r1, T15, 60);
}

static void a_move_onto_a_taken_time_leaves_all_as_it_was(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60);
	char *before, *after;

	book(w, w->cid, w->r1, T16, 60);
	before = snapshot(w);
	refused(w, move(w, id, T16 - 1800, 60), ERR_TAKEN,
	    "Not moved. R1 is taken: 陈思雨, 16:00-17:00");
	refused(w, move(w, id, at(w, 0, 21, 0), 60), ERR_INVALID, "Not moved. Open from");
	refused(w, move(w, 999, T15, 60), ERR_NOTFOUND, "no such appointment");
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void two_change_places(void **state)
{
	struct desk_world *w = *state;
	struct booking_move m[2] = { { .start_at = T16, .end_at = T16 + 3600 },
		{ .start_at = T15, .end_at = T16 } };

	m[0].id = book(w, w->ann, w->r_cl, T15, 60);
	m[1].id = book(w, w->cid, w->r_cl, T16, 60);
	must(w, booking_move(&w->d, m, 2, "asked for", &w->e));
	assert_int_equal(number(w, "SELECT start_at FROM appointment WHERE id = %lld",
	    (long long)m[0].id), T16);
	assert_int_equal(number(w, "SELECT start_at FROM appointment WHERE id = %lld",
	    (long long)m[1].id), T15);
	assert_int_equal(number(w, "SELECT count(*) FROM action WHERE name = 'appt-move'"), 1);
	assert_int_equal(overlaps(w), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment WHERE state = 'moving'"), 0);
}

/* Two people at one hour exchange their rooms: the time stays, what they take changes. */
static void two_exchange_their_rooms(void **state)
{
	struct desk_world *w = *state;
	struct booking_move m[2] = {
		{ .start_at = T15, .end_at = T16, .swap = { { w->r1, w->r2 } }, .nswap = 1 },
		{ .start_at = T15, .end_at = T16, .swap = { { w->r2, w->r1 } }, .nswap = 1 },
	};

	m[0].id = book(w, w->ann, w->r1, T15, 60);
	m[1].id = book(w, w->cid, w->r2, T15, 60);
	must(w, booking_move(&w->d, m, 2, NULL, &w->e));
	assert_int_equal(number(w, "SELECT resource_id FROM appointment_resource WHERE"
	    " appointment_id = %lld", (long long)m[0].id), w->r2);
	refused(w, booking_move(&w->d, m, 1, NULL, &w->e), ERR_NOTFOUND, "does not take that");
}

static void of_several_moves_all_or_none_happen(void **state)
{
	struct desk_world *w = *state;
	struct booking_move m[2] = { { .start_at = T16, .end_at = T16 + 3600 },
		{ .start_at = at(w, 1, 10, 0), .end_at = at(w, 1, 11, 0) } };
	char *before, *after;

	m[0].id = book(w, w->ann, w->r1, T15, 60);
	m[1].id = book(w, w->cid, w->r2, T15, 60);
	book(w, w->bob, w->r2, m[1].start_at, 60);
	before = snapshot(w);
	refused(w, booking_move(&w->d, m, 2, NULL, &w->e), ERR_TAKEN,
	    "Not moved. R2 is taken: Mr B");
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
}

static void what_is_over_is_not_moved(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60);

	must(w, booking_cancel(&w->d, id, "ill", &w->e));
	refused(w, move(w, id, T16, 60), ERR_INVALID, "Not moved. It is over or cancelled.");
}

/* ---- states ---- */

static void steps_follow_each_other(void **state)
{
	static const char *const all[] = { "booked", "confirmed", "arrived", "serving", "done",
		"noshow", "cancelled", "moving" };
	static const char *const fit[] = { "booked>confirmed", "booked>arrived", "booked>noshow",
		"confirmed>arrived", "confirmed>noshow", "noshow>arrived", "noshow>booked",
		"arrived>serving", "arrived>done", "serving>done" };
	static const char *const ways[][4] = { { NULL }, { "confirmed" }, { "arrived" },
		{ "arrived", "serving" }, { "arrived", "done" }, { "noshow" } };
	struct desk_world *w = *state;
	int wrong = 0;

	for (size_t way = 0; way < 6; way++) {
		int64_t start = at(w, 1 + (int)way, 10, 0);

		for (size_t to = 0; to < 8; to++) {
			int64_t id = book(w, w->ann, w->r1, start, 30);
			char step[40];
			bool may = false;

			/* The first moment of a no-show, the last of booking again. */
			clock_fix(start + 900);

			for (int i = 0; i < 4 && ways[way][i]; i++)
				must(w, booking_set_state(&w->d, id, ways[way][i], NULL, &w->e));
			text_fmt(step, sizeof step, "%s>%s", all[way], all[to]);
			for (size_t i = 0; i < sizeof fit / sizeof fit[0]; i++)
				may |= !strcmp(fit[i], step);
			wrong += (booking_may_step(&w->d, id, all[to], &w->e) == OK) != may;
			err_clear(&w->e);
			wrong += (booking_set_state(&w->d, id, all[to], NULL, &w->e) == OK) != may;
			err_clear(&w->e);
			clock_fix(HELP_NOW);
			start += 1800;
		}
	}
	assert_int_equal(wrong, 0);
}

static void a_step_that_cannot_follow_says_so(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60);

	refused(w, booking_set_state(&w->d, id, "serving", NULL, &w->e), ERR_INVALID,
	    "It is booked: in service cannot follow.");
	refused(w, booking_set_state(&w->d, id, "booked", NULL, &w->e), ERR_INVALID,
	    "It is booked already.");
	clock_fix(T15 + 900);
	must(w, booking_set_state(&w->d, id, "noshow", NULL, &w->e));
	/* The time is free again; who comes after all takes it if it still is. */
	book(w, w->cid, w->r1, T15, 60);
	refused(w, booking_set_state(&w->d, id, "arrived", NULL, &w->e), ERR_TAKEN,
	    "Not marked as arrived. R1 is taken: 陈思雨, 15:00-16:00.");
	refused(w, booking_cancel(&w->d, id, "late", &w->e), ERR_INVALID,
	    "Not cancelled. It is no-show.");
}

/* The client rings whom she likes; who came is seen where she is expected. */
static void who_came_is_said_in_the_house_alone(void **state)
{
	static const char *const here[] = { "arrived", "noshow" };
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60);

	act_as(w, w->wl, 0);
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	must(w, booking_set_state(&w->d, id, "confirmed", NULL, &w->e));
	clock_fix(T15 + 900);
	for (size_t i = 0; i < 2; i++)
		refused(w, booking_set_state(&w->d, id, here[i], NULL, &w->e), ERR_INVALID,
		    "That is booked at branch ja.");
	must(w, desk_set_branch(&w->d, w->ja, &w->e));
	must(w, booking_set_state(&w->d, id, "arrived", NULL, &w->e));
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	refused(w, booking_set_state(&w->d, id, "done", NULL, &w->e), ERR_INVALID,
	    "Not marked as done.");
}

static void cancelling_needs_a_reason_and_frees_the_time(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60);
	char reason[40];

	refused(w, booking_cancel(&w->d, id, "", &w->e), ERR_INVALID, "Not cancelled. Say why.");
	must(w, booking_cancel(&w->d, id, "client ill", &w->e));
	assert_string_equal(text_of(w, "SELECT reason FROM appointment", reason, sizeof reason),
	    "client ill");
	book(w, w->cid, w->r1, T15, 60);
	refused(w, booking_cancel(&w->d, id, "again", &w->e), ERR_INVALID, "It is cancelled.");
}

static void a_right_is_needed_for_each(void **state)
{
	struct desk_world *w = *state;
	int64_t id = book(w, w->ann, w->r1, T15, 60), other;

	act_as(w, w->cl, 0);
	refused(w, try_book(w, w->cid, w->r2, T15, 30, &other), ERR_DENIED,
	    "Not your right: book.");
	refused(w, move(w, id, T16, 60), ERR_DENIED, "Not your right: move an appointment.");
	refused(w, booking_cancel(&w->d, id, "x", &w->e), ERR_DENIED, "cancel an appointment");
	refused(w, booking_set_state(&w->d, id, "arrived", NULL, &w->e), ERR_DENIED,
	    "Not your right");
}

/* ---- holds ---- */

static void what_one_terminal_holds_another_cannot_book(void **state)
{
	struct desk_world *w = *state;
	struct desk t2;
	int64_t hold, theirs, id;

	must(w, booking_hold(&w->d, w->r1, T15, T16, &hold, &w->e));
	other_terminal(w, &t2, w->wl, "T2");
	assert_int_equal(booking_hold(&t2, w->r1, T15, T16, &theirs, &w->e), ERR_TAKEN);
	err_clear(&w->e);
	act_as(w, w->wl, 0);
	refused(w, try_book(w, w->cid, w->r1, T15 + 1800, 60, &id), ERR_TAKEN,
	    "Not booked. T1 holds that time until 14:37. Take another.");
	/* Five minutes later nobody keeps it any more. */
	clock_fix(HELP_NOW + 301);
	must(w, try_book(w, w->cid, w->r1, T15 + 1800, 60, &id));
	desk_close(&t2);
}

static void booking_ends_ones_own_hold(void **state)
{
	struct desk_world *w = *state;
	int64_t hold;

	must(w, booking_hold(&w->d, w->r1, T15, T16, &hold, &w->e));
	must(w, booking_hold(&w->d, w->r1, T15, T16, &hold, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM hold"), 1);
	book(w, w->ann, w->r1, T15, 60);
	assert_int_equal(number(w, "SELECT count(*) FROM hold"), 0);
	refused(w, booking_hold(&w->d, w->r1, T15, T16, &hold, &w->e), ERR_TAKEN,
	    "R1 is taken: 王小明");
	must(w, booking_release(&w->d, hold, &w->e));
	must(w, booking_release(&w->d, 0, &w->e));
}

/* 王芳 looks for a time at T1 and walks over to T2 to book it. */
static void ones_own_hold_elsewhere_is_no_hindrance(void **state)
{
	struct desk_world *w = *state;
	struct desk t2;
	struct booking b = { .client_id = w->ann, .start_at = T15, .end_at = T16,
		.part = { { .resource_id = w->r1 } }, .nparts = 1 };
	int64_t hold, id;

	must(w, booking_hold(&w->d, w->r1, T15, T16, &hold, &w->e));
	other_terminal(w, &t2, w->wf, "T2");
	must(w, booking_make(&t2, &b, &id, &w->e));
	desk_close(&t2);
}

static void a_hold_is_never_undone_nor_recorded(void **state)
{
	struct desk_world *w = *state;
	int64_t hold, before = last_action(w);

	must(w, booking_hold(&w->d, w->r1, T15, T16, &hold, &w->e));
	must(w, booking_release(&w->d, hold, &w->e));
	assert_int_equal(last_action(w), before);
}

/* ---- clocks ---- */

/* On 1 November 2026 New York's clocks go back from 2 to 1 at night: that day has 25 hours, and the
 * opening hours stay those on the wall. */
static void the_day_of_a_clock_change(void **state)
{
	struct desk_world *w = *state;
	int64_t nine = at(w, 1, 9, 0), id;
	char day[16];

	assert_int_equal(nine - at(w, 0, 9, 0), 25 * 3600);
	must(w, try_book(w, w->ann, w->r1, nine, 30, &id));
	assert_string_equal(text_of(w, "SELECT day FROM appointment", day, sizeof day),
	    "2026-11-01");
	refused(w, try_book(w, w->cid, w->r2, nine - 1800, 30, &id), ERR_INVALID,
	    "Open from 09:00");
	must(w, try_book(w, w->cid, w->r2, at(w, 1, 20, 0), 30, &id));
	/* A move from one side of the change to the other keeps the length. */
	must(w, move(w, id, at(w, 0, 10, 0), 30));
	must(w, move(w, id, at(w, 2, 10, 0), 30));
	assert_int_equal(number(w, "SELECT end_at - start_at FROM appointment WHERE id = %lld",
	    (long long)id), 1800);
	assert_string_equal(text_of(w, "SELECT day FROM appointment WHERE id = 2", day, sizeof day),
	    "2026-11-02");
}

static int new_york(void **state)
{
	return desk_setup_in(state, "America/New_York", 1793448000);  /* 31 October 2026, 08:00 */
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_booking_takes_person_room_and_device_together),
		T(preparation_and_clean_up_reach_outside),
		T(a_taken_time_says_who_has_it_until_when),
		T(a_restricted_name_is_not_told),
		T(a_restricted_name_without_an_alias_is_not_told_either),
		T(the_thing_that_is_taken_is_named),
		T(nobody_is_in_two_places),
		T(two_children_of_one_mother_come_together),
		T(a_child_of_somebody_else_is_refused),
		T(past_and_closed_hours_are_refused),
		T(another_branch_has_its_own_hours_and_things),
		T(what_is_out_of_order_cannot_be_booked),
		T(what_went_out_of_order_is_not_kept_by_a_move),
		T(closed_and_merged_files_are_not_booked),
		T(booking_over_needs_right_reason_and_a_second_person),
		T(booking_over_is_never_for_one_person_in_two_places),
		T(a_move_takes_everything_along),
		T(a_move_onto_a_taken_time_leaves_all_as_it_was),
		T(two_change_places),
		T(two_exchange_their_rooms),
		T(of_several_moves_all_or_none_happen),
		T(what_is_over_is_not_moved),
		T(steps_follow_each_other),
		T(a_step_that_cannot_follow_says_so),
		T(who_came_is_said_in_the_house_alone),
		T(cancelling_needs_a_reason_and_frees_the_time),
		T(a_right_is_needed_for_each),
		T(what_one_terminal_holds_another_cannot_book),
		T(booking_ends_ones_own_hold),
		T(ones_own_hold_elsewhere_is_no_hindrance),
		T(a_hold_is_never_undone_nor_recorded),
		cmocka_unit_test_setup_teardown(the_day_of_a_clock_change, new_york, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
