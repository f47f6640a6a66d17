/* What is offered when a time is wanted: itself, others, near ones, idle hours of later days. */
#include "hours_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "data/action.h"
#include "data/hours.h"
#include "data/record.h"
#include "desk/free.h"

/* A service with an expert, a room and a device: `laser` of the house. */
static int setup(void **state)
{
	struct desk_world *w;
	int rc = desk_setup(state);

	if (rc)
		return rc;
	w = *state;
	add_need(w, w->laser_service, (struct need_row){ 1, "staff", "expert", 0, 0, 0, 0, 0 });
	add_need(w, w->laser_service, (struct need_row){ 2, "room", "", 0, 0, 0, 0, 0 });
	add_need(w, w->laser_service, (struct need_row){ 3, "device", "laser", 0, 0, 0, 0, 0 });
	add_skill(w, w->laser, "laser");
	return 0;
}

static struct free_wish wish(int64_t service)
{
	return (struct free_wish){ .service = { service }, .nservices = 1, .from_day = DAY_NONE,
		.days = 7, .count = 3 };
}

static void set_column(struct desk_world *w, const char *table, int64_t id, const char *column,
    int64_t value)
{
	struct action_head head = { .name = "resource-edit" };
	struct change set = { .column = column, .value = { .type = VALUE_INT, .i = value } };
	struct conflict_list none = { 0 };
	struct record r;
	struct actor who = w->d.who;
	struct txn *t;

	who.staff_id = w->admin;
	must(w, record_load(w->s, table, id, &r, &w->e));
	set.base = *record_get(&r, column);
	must(w, action_begin(w->s, &who, &head, &t, &w->e));
	must(w, record_update(t, table, id, &set, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	record_free(&r);
}

static const char *near_texts(struct desk_world *w, const struct free_wish *x, int64_t start,
    size_t count)
{
	static char out[800];
	struct near_list l = { 0 };

	must(w, free_near(&w->d, x, start, count, &l, &w->e));
	*out = '\0';
	for (size_t i = 0; i < l.n; i++) {
		size_t n = strlen(out);
		char when[64];

		desk_time_text(&w->d, l.v[i].time.start_at, when, sizeof when);
		text_fmt(out + n, sizeof out - n, "%s%s %s %s", n ? "; " : "", when,
		    l.v[i].time.lead_id == w->r_cl ? "cl" : "ly", near_kind_text(l.v[i].kind));
	}
	near_list_free(&l);
	return out;
}

static void what_is_near_to_a_time(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);

	assert_string_equal(near_texts(w, &x, at(w, 3, 15, 30), 6),
	    "Fri 27 Nov 15:30 cl as typed; Fri 27 Nov 15:30 ly another person;"
	    " Fri 27 Nov 15:15 cl same day; 14:45 cl sooner; Sat 28 Nov 15:30 cl same hour;"
	    " Sat 28 Nov 09:00 cl later");
	assert_string_equal(near_texts(w, &x, at(w, 3, 15, 30), 2),
	    "Fri 27 Nov 15:30 cl as typed; Fri 27 Nov 15:30 ly another person");
}

/* Nine is booked on Saturday, ten is idle: that is offered, though nine is free with another. */
static void later_days_offer_their_idle_hour(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);

	book(w, w->bob, w->r_cl, at(w, 4, 9, 0), 30);
	assert_non_null(strstr(near_texts(w, &x, at(w, 3, 15, 30), 6),
	    "; Sat 28 Nov 10:00 ly later"));
}

static void what_is_offered_instead_of_a_person(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);

	x.with[x.nwith++] = w->r_cl;
	book(w, w->bob, w->r_cl, at(w, 0, 9, 0) + 86400, 30);
	add_absence(w, w->r_cl, "leave", at(w, 0, 0, 0), at(w, 1, 11, 0));
	x.days = 1;
	assert_string_equal(near_texts(w, &x, at(w, 1, 10, 0), 4),
	    "Wed 25 Nov 10:00 ly another person; Wed 25 Nov 11:00 cl same day;"
	    " Thu 26 Nov 10:00 cl same hour; Thu 26 Nov 09:00 cl later");
	/* The client's usual one, where somebody else would be at that time. */
	set_column(w, "client", w->ann, "expert_id", w->cl);
	x.client_id = w->ann;
	x.nwith = 0;
	assert_string_equal(near_texts(w, &x, at(w, 1, 10, 0), 3),
	    "Wed 25 Nov 10:00 ly as typed; Wed 25 Nov 09:45 ly same day;"
	    " Wed 25 Nov 11:00 cl usual person");
}

static void a_past_time_is_not_offered(void **state)
{
	struct desk_world *w = *state;
	struct free_wish x = wish(w->laser_service);

	x.days = 1;
	assert_string_equal(near_texts(w, &x, at(w, 0, 9, 0), 2),
	    "14:45 cl same day; Wed 25 Nov 09:00 cl same hour");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_near_to_a_time),
		TEST(later_days_offer_their_idle_hour),
		TEST(what_is_offered_instead_of_a_person),
		TEST(a_past_time_is_not_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
