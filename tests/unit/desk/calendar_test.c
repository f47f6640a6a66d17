/* When people, rooms and devices can be had: hours, rosters, absences, travel; the sentences of a
 * refusal; days on which the clock is put on or back. */
#include "hours_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/zone.h"
#include "data/ephemeral.h"
#include "data/hold.h"
#include "desk/calendar.h"

#define NOT "Not booked."

/* "09:00-12:00 free, 12:00-13:00 break ..." of RESOURCE in ja. */
static const char *day_of_thing(struct desk_world *w, int64_t resource, int64_t branch, int plus)
{
	static const char *const words[] = { "free", "closed", "off", "break", "absent", "out",
		"taken", "held", "travel" };
	static char out[600];
	struct span_list l = { 0 };
	int64_t until = 0;

	must(w, calendar_day(&w->d, resource, branch, desk_today(&w->d) + plus, &l, &w->e));
	*out = '\0';
	for (size_t i = 0; i < l.n; i++) {
		struct local_time from = zone_local(w->d.zone, l.v[i].start_at);
		struct local_time to = zone_local(w->d.zone, l.v[i].end_at);
		size_t n = strlen(out);

		/* Without gaps, from midnight to midnight. */
		assert_true(l.v[i].start_at <= until || until == 0);
		until = l.v[i].end_at > until ? l.v[i].end_at : until;
		if (l.v[i].kind != SPAN_CLOSED)
			text_fmt(out + n, sizeof out - n, "%s%02d:%02d-%02d:%02d %s", n ? ", " : "",
			    from.second / 3600, from.second / 60 % 60, to.second / 3600,
			    to.second / 60 % 60, words[l.v[i].kind]);
	}
	assert_int_equal(l.v[0].start_at,
	    zone_day_start(w->d.zone, desk_today(&w->d) + plus));
	assert_int_equal(until, zone_day_start(w->d.zone, desk_today(&w->d) + plus + 1));
	span_list_free(&l);
	return out;
}

static enum err_code check(struct desk_world *w, int64_t resource, int64_t branch, int64_t from,
    int minutes)
{
	return calendar_check(&w->d, resource, branch, from, from + minutes * 60, 0, NOT, &w->e);
}

/* ---- hours of the branch ---- */

static struct open_hours hours_of(struct desk_world *w, int64_t branch, int plus)
{
	struct open_hours h;

	must(w, calendar_hours(&w->d, branch, desk_today(&w->d) + plus, &h, &w->e));
	return h;
}

static void a_branch_has_its_hours(void **state)
{
	struct desk_world *w = *state;
	struct open_hours h = hours_of(w, 0, 0);

	assert_int_equal(h.open_min, 540);
	assert_int_equal(h.close_min, 1230);
	assert_string_equal(h.reason, "");
	assert_int_equal(hours_of(w, w->pd, 0).open_min, 600);
	assert_string_equal(day_of_thing(w, w->r1, w->ja, 0), "09:00-20:30 free");
}

/* A date before a weekday, one's own before everybody's, the newest of two that are equal. */
static void rows_of_hours_have_an_order(void **state)
{
	struct desk_world *w = *state;

	add_opening(w, w->ja, 2, 600, 700);             /* Tuesdays: today */
	add_opening(w, 0, 2, 610, 710);
	assert_int_equal(hours_of(w, w->ja, 0).open_min, 600);
	assert_int_equal(hours_of(w, w->pd, 0).open_min, 610);
	assert_int_equal(hours_of(w, w->ja, 1).open_min, 540);
	assert_int_equal(hours_of(w, w->ja, 7).open_min, 600);
	add_opening_days(w, 0, 0, 1, 620, 620, "National Day");
	assert_int_equal(hours_of(w, w->ja, 0).open_min, 620);
	assert_string_equal(hours_of(w, w->pd, 1).reason, "National Day");
	assert_int_equal(hours_of(w, w->ja, 2).open_min, 540);
	add_opening_days(w, w->ja, 0, 0, 630, 730, NULL);
	add_opening_days(w, w->ja, 0, 0, 640, 740, NULL);
	assert_int_equal(hours_of(w, w->ja, 0).open_min, 640);
}

static void a_closed_day_says_why(void **state)
{
	struct desk_world *w = *state;

	add_opening_days(w, 0, 2, 2, 0, 0, "National Day");
	add_opening_days(w, w->ja, 3, 3, 0, 0, NULL);
	refused(w, check(w, w->r1, w->ja, at(w, 2, 10, 0), 60), ERR_INVALID,
	    "Not booked. Thu 26 Nov is closed (National Day). Take another day.");
	refused(w, check(w, w->r1, w->ja, at(w, 3, 10, 0), 60), ERR_INVALID,
	    "Not booked. Fri 27 Nov is closed. Take another day.");
	refused(w, check(w, w->r1, w->ja, at(w, 1, 20, 0), 60), ERR_INVALID,
	    "Not booked. Open from 09:00 to 20:30. Take a time in between.");
	must(w, check(w, w->r1, w->ja, at(w, 1, 19, 30), 60));
}

/* ---- rosters ---- */

static void a_roster_says_who_works_when(void **state)
{
	struct desk_world *w = *state;

	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 0), "09:00-20:30 free");
	add_roster(w, w->r_cl, w->ja, "work", 2, HM(8, 0), HM(12, 0));
	add_roster(w, w->r_cl, w->ja, "work", 2, HM(13, 0), HM(18, 0));
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 0),
	    "09:00-12:00 free, 12:00-13:00 off, 13:00-18:00 free, 18:00-20:30 off");
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1), "09:00-20:30 off");
	refused(w, check(w, w->r_cl, w->ja, at(w, 7, 17, 30), 60), ERR_INVALID,
	    "Not booked. 陈立 works 08:00-18:00 on Tue 1 Dec. f finds other times.");
	refused(w, check(w, w->r_cl, w->ja, at(w, 1, 10, 0), 60), ERR_INVALID,
	    "Not booked. 陈立 does not work here on Wed 25 Nov. f finds other times.");
}

static void a_break_is_taken_off(void **state)
{
	struct desk_world *w = *state;

	add_roster(w, w->r_cl, w->ja, "break", 0, HM(12, 0), HM(13, 0));
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1),
	    "09:00-12:00 free, 12:00-13:00 break, 13:00-20:30 free");
	refused(w, check(w, w->r_cl, w->ja, at(w, 1, 11, 30), 60), ERR_INVALID,
	    "Not booked. 陈立 has a break till 13:00. f finds other times.");
}

/* On such days these hours and no others, wherever they are. */
static void an_exception_stands_instead_of_the_week(void **state)
{
	struct desk_world *w = *state;
	int64_t mobile = add_thing(w, "staff", "zm", 0, w->ja);

	add_roster(w, mobile, w->ja, "work", 0, HM(9, 0), HM(18, 0));
	add_roster_days(w, mobile, w->ja, "only", 1, 1, HM(14, 0), HM(16, 0));
	add_roster_days(w, mobile, w->pd, "only", 2, 3, HM(10, 0), HM(12, 0));
	assert_string_equal(day_of_thing(w, mobile, w->ja, 0), "09:00-18:00 free, 18:00-20:30 off");
	assert_string_equal(day_of_thing(w, mobile, w->ja, 1),
	    "09:00-14:00 off, 14:00-16:00 free, 16:00-20:30 off");
	assert_string_equal(day_of_thing(w, mobile, w->ja, 2), "09:00-20:30 off");
	assert_string_equal(day_of_thing(w, mobile, w->pd, 3), "10:00-12:00 free, 12:00-18:00 off");
	assert_string_equal(day_of_thing(w, mobile, w->pd, 4), "10:00-18:00 off");
}

/* An exception for somebody who has no week on the roster changes its days alone. */
static void without_a_week_the_house_is_the_week(void **state)
{
	struct desk_world *w = *state;
	int64_t any = add_thing(w, "staff", "zm", 0, w->pd), device = add_thing(w, "device", "X", 0,
	    0);

	add_roster_days(w, w->r_ly, w->ja, "only", 1, 1, HM(14, 0), HM(16, 0));
	assert_string_equal(day_of_thing(w, w->r_ly, w->ja, 0), "09:00-20:30 free");
	assert_string_equal(day_of_thing(w, w->r_ly, w->ja, 1),
	    "09:00-14:00 off, 14:00-16:00 free, 16:00-20:30 off");
	/* At home and nowhere else; what has no home is everywhere. */
	assert_string_equal(day_of_thing(w, any, w->pd, 0), "10:00-18:00 free");
	assert_string_equal(day_of_thing(w, any, w->ja, 0), "09:00-20:30 off");
	assert_string_equal(day_of_thing(w, device, w->ja, 0), "09:00-20:30 free");
	assert_string_equal(day_of_thing(w, device, w->pd, 0), "10:00-18:00 free");
}

static void rows_that_touch_are_one_time(void **state)
{
	struct desk_world *w = *state;
	struct calendar *c;
	const struct day_bits *b;
	int n = 0;

	add_roster(w, w->r_cl, w->ja, "work", 0, HM(10, 2), HM(11, 0));
	add_roster(w, w->r_cl, w->ja, "work", 0, HM(9, 0), HM(10, 2));
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1),
	    "09:00-11:00 free, 11:00-20:30 off");
	must(w, calendar_open(&w->d, w->ja, desk_today(&w->d), 2, 0, 0, &c, &w->e));
	must(w, calendar_bits(c, w->r_cl, desk_today(&w->d) + 1, &b, &w->e));
	for (int i = 0; i < CALENDAR_WORDS; i++)
		n += __builtin_popcountll(b->w[i]);
	assert_int_equal(n, 24);
	calendar_close(c);
}

/* ---- away, out, taken, held ---- */

static void leave_takes_the_time_away(void **state)
{
	struct desk_world *w = *state;

	add_absence(w, w->r_cl, "leave", at(w, 1, 14, 0), at(w, 2, 12, 0));
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1),
	    "09:00-14:00 free, 14:00-20:30 absent");
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 2),
	    "09:00-12:00 absent, 12:00-20:30 free");
	refused(w, check(w, w->r_cl, w->ja, at(w, 1, 13, 30), 60), ERR_TAKEN,
	    "Not booked. 陈立 is on leave till Thu 26 Nov 12:00. f finds other times.");
	must(w, check(w, w->r_cl, w->ja, at(w, 1, 13, 0), 60));
	must(w, check(w, w->r_cl, w->ja, at(w, 2, 12, 0), 60));
	add_absence(w, w->laser, "out", at(w, 0, 0, 0), at(w, 0, 18, 0));
	refused(w, check(w, w->laser, w->ja, at(w, 0, 15, 0), 60), ERR_TAKEN,
	    "Not booked. Laser-1 is out of order till 18:00. f finds other times.");
}

static void what_is_out_of_use_has_no_time(void **state)
{
	struct desk_world *w = *state;

	set_thing_state(w, w->laser, "out");
	set_thing_state(w, w->r_ly, "out");
	set_thing_state(w, w->r1, "retired");
	assert_string_equal(day_of_thing(w, w->laser, w->ja, 1), "09:00-20:30 out");
	refused(w, check(w, w->laser, w->ja, at(w, 1, 9, 0), 60), ERR_TAKEN,
	    "Not booked. Laser-1 is out of order. Take another.");
	refused(w, check(w, w->r_ly, w->ja, at(w, 1, 9, 0), 60), ERR_TAKEN,
	    "Not booked. 刘洋 is away. Take somebody else.");
	refused(w, check(w, w->r1, w->ja, at(w, 1, 9, 0), 60), ERR_TAKEN,
	    "Not booked. R1 is no longer here. Take another.");
	refused(w, check(w, 999, w->ja, at(w, 1, 9, 0), 60), ERR_NOTFOUND, "no such");
}

/* What is booked is seen, whatever came after it. */
static void appointments_are_always_told(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 60);
	struct span_list l = { 0 };

	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1),
	    "09:00-15:00 free, 15:00-16:00 taken, 16:00-20:30 free");
	/* The check leaves what is booked here to the guards. */
	must(w, check(w, w->r_cl, w->ja, at(w, 1, 15, 0), 60));
	add_absence(w, w->r_cl, "ill", at(w, 1, 0, 0), at(w, 2, 0, 0));
	add_opening_days(w, w->ja, 1, 1, HM(9, 0), HM(15, 30), NULL);
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1),
	    "09:00-15:00 absent, 15:00-16:00 taken");
	must(w, calendar_day(&w->d, w->r_cl, w->ja, desk_today(&w->d) + 1, &l, &w->e));
	assert_int_equal(l.v[2].ref, a);
	span_list_free(&l);
}

static void what_others_hold_is_shown_and_ends(void **state)
{
	struct desk_world *w = *state;
	struct desk other;
	int64_t hold;

	must(w, booking_hold(&w->d, w->r_cl, at(w, 1, 10, 0), at(w, 1, 11, 0), &hold, &w->e));
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1), "09:00-20:30 free");
	other_terminal(w, &other, w->wl, "T2");
	must(w, booking_hold(&other, w->r_cl, at(w, 1, 15, 0), at(w, 1, 16, 0), &hold, &w->e));
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1),
	    "09:00-15:00 free, 15:00-16:00 held, 16:00-20:30 free");
	clock_fix(HELP_NOW + 301);
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1), "09:00-20:30 free");
	desk_close(&other);
}

/* While somebody outside is asked, the time is in everybody's way but that of the move itself. */
static void what_the_desk_keeps_is_nobodys_own(void **state)
{
	struct desk_world *w = *state;
	int64_t a = book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 60);
	struct hold h = { .resource_id = w->r_cl, .start_at = at(w, 1, 15, 0),
		.end_at = at(w, 1, 16, 0), .until_at = HELP_NOW + 3600, .what = "move",
		.ref_id = a };
	struct calendar *c;
	struct txn *t;

	must(w, ephemeral_begin(w->s, &w->d.who, &t, &w->e));
	must(w, hold_keep(t, &h, &w->e));
	must(w, ephemeral_commit(t, &w->e));
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1),
	    "09:00-10:00 taken, 10:00-15:00 free, 15:00-16:00 held, 16:00-20:30 free");
	for (int k = 0; k < 3; k++) {
		const struct day_bits *b;
		int n = 0;

		must(w, calendar_open(&w->d, 0, desk_today(&w->d) + 1, 1, k ? 0 : w->wf,
		    k == 2 ? a : 0, &c, &w->e));
		must(w, calendar_bits(c, w->r_cl, desk_today(&w->d) + 1, &b, &w->e));
		for (int i = 0; i < CALENDAR_WORDS; i++)
			n += __builtin_popcountll(b->w[i]);
		assert_int_equal(n, k == 2 ? 138 : 138 - 24);
		calendar_close(c);
	}
}

/* What lies on the seam of two readings is read once. */
static void a_week_is_read_without_seams(void **state)
{
	struct desk_world *w = *state;
	int32_t first = desk_today(&w->d);
	struct calendar *c;

	add_opening_days(w, w->ja, 0, 9, 0, HM(24, 0), NULL);
	for (int i = 1; i < 9; i++)
		take_time(w, w->bob, w->ja, (int64_t[]){ w->r_cl, 0 }, at(w, i, 0, 0) - 1800,
		    at(w, i, 0, 30) + 1800);
	must(w, calendar_open(&w->d, 0, first, 9, 0, 0, &c, &w->e));
	for (int i = 1; i < 8; i++)
		assert_int_equal(calendar_load(c, w->r_cl, first + i), 90 * 100 / 1440);
	calendar_close(c);
	for (int i = 1; i < 9; i++)
		take_time(w, w->ann, w->ja, (int64_t[]){ w->r_ly, 0 }, at(w, i, 0, 30),
		    at(w, i, 1, 30));
	must(w, calendar_open(&w->d, 0, first, 9, 0, 0, &c, &w->e));
	for (int i = 1; i < 9; i++)
		assert_int_equal(calendar_load(c, w->r_ly, first + i), 60 * 100 / 1440);
	calendar_close(c);
}

/* Several things over several days at once, in any order, say what each says alone. */
static void columns_say_what_each_day_says(void **state)
{
	struct desk_world *w = *state;
	int32_t first = desk_today(&w->d);
	struct calendar_column v[] = {
		{ .resource_id = w->r_ly, .day = first + 6 }, { .resource_id = w->r_cl, .day = first },
		{ .resource_id = w->r_cl, .day = first + 2 }, { .resource_id = w->r_ly, .day = first + 2 },
	};
	struct span_list alone = { 0 };

	for (int i = 0; i < 7; i++)
		take_time(w, w->bob, w->ja, (int64_t[]){ i % 3 ? w->r_cl : w->r_ly, 0 },
		    at(w, i, 10, i), at(w, i, 11, 0));
	for (int again = 0; again < 2; again++)
		must(w, calendar_columns(&w->d, w->ja, v, 4, &w->e));
	for (size_t i = 0; i < 4; i++) {
		must(w, calendar_day(&w->d, v[i].resource_id, w->ja, v[i].day, &alone, &w->e));
		assert_int_equal(v[i].spans.n, alone.n);
		for (size_t k = 0; k < alone.n; k++) {
			assert_int_equal(v[i].spans.v[k].start_at, alone.v[k].start_at);
			assert_int_equal(v[i].spans.v[k].end_at, alone.v[k].end_at);
			assert_int_equal(v[i].spans.v[k].kind, alone.v[k].kind);
			assert_int_equal(v[i].spans.v[k].ref, alone.v[k].ref);
		}
		span_list_free(&v[i].spans);
	}
	must(w, calendar_columns(&w->d, w->ja, NULL, 0, &w->e));
	v[1].resource_id = 999999;
	assert_int_equal(calendar_columns(&w->d, w->ja, v, 4, &w->e), ERR_NOTFOUND);
	for (size_t i = 0; i < 4; i++)
		span_list_free(&v[i].spans);
	span_list_free(&alone);
}

/* ---- two branches ---- */

static void the_way_to_another_branch_takes_time(void **state)
{
	struct desk_world *w = *state;
	int64_t both = add_thing(w, "staff", "Dr Reyes", 0, w->ja), a;

	add_roster(w, both, w->ja, "work", 0, HM(9, 0), HM(18, 0));
	add_roster(w, both, w->pd, "work", 0, HM(9, 0), HM(18, 0));
	a = take_time(w, w->ann, w->pd, (int64_t[]){ both, 0 }, at(w, 1, 12, 0), at(w, 1, 13, 0));
	assert_string_equal(day_of_thing(w, both, w->ja, 1), "09:00-11:30 free, 11:30-12:00 travel,"
	    " 12:00-13:00 taken, 13:00-13:30 travel, 13:30-18:00 free, 18:00-20:30 off");
	add_travel(w, w->pd, w->ja, 45);
	assert_string_equal(day_of_thing(w, both, w->ja, 1), "09:00-11:15 free, 11:15-12:00 travel,"
	    " 12:00-13:00 taken, 13:00-13:45 travel, 13:45-18:00 free, 18:00-20:30 off");
	refused(w, check(w, both, w->ja, at(w, 1, 11, 0), 30), ERR_TAKEN,
	    "Not booked. Dr Reyes is on the way to 浦东 from Wed 25 Nov 11:15."
	    " f finds other times.");
	refused(w, check(w, both, w->ja, at(w, 1, 13, 0), 30), ERR_TAKEN,
	    "Not booked. Dr Reyes is on the way from 浦东 till Wed 25 Nov 13:45.");
	must(w, check(w, both, w->ja, at(w, 1, 13, 45), 30));
	/* The one that is being moved does not count. */
	must(w, calendar_check(&w->d, both, w->ja, at(w, 1, 13, 0), at(w, 1, 14, 0), a, NOT,
	    &w->e));
	/* There it is no way at all. */
	assert_string_equal(day_of_thing(w, both, w->pd, 1),
	    "10:00-12:00 free, 12:00-13:00 taken, 13:00-18:00 free");
}

/* ---- clock changes ---- */

static int setup_new_york_spring(void **state)
{
	/* 2027-03-13 09:00 in New York: in the night the clock goes from 2:00 to 3:00. */
	return desk_setup_in(state, "America/New_York", 1804946400);
}

static int setup_new_york_autumn(void **state)
{
	/* 2026-10-31 09:00 in New York: in the night the clock goes from 2:00 back to 1:00. */
	return desk_setup_in(state, "America/New_York", 1793451600);
}

static void an_hour_that_is_skipped_is_no_time(void **state)
{
	struct desk_world *w = *state;
	struct span_list l = { 0 };
	int64_t night = zone_day_start(w->d.zone, desk_today(&w->d) + 1);

	add_opening(w, w->ja, 7, HM(1, 0), HM(5, 0));
	add_roster(w, w->r_cl, w->ja, "break", 0, HM(2, 15), HM(3, 30));
	assert_string_equal(day_of_thing(w, w->r_cl, w->ja, 1),
	    "01:00-03:00 free, 03:00-03:30 break, 03:30-05:00 free");
	must(w, calendar_day(&w->d, w->r_cl, w->ja, desk_today(&w->d) + 1, &l, &w->e));
	assert_int_equal(l.v[1].end_at - l.v[1].start_at, 3600);
	assert_int_equal(l.v[l.n - 1].end_at - night, 23 * 3600);
	span_list_free(&l);
}

static void an_hour_that_comes_twice_counts_twice(void **state)
{
	struct desk_world *w = *state;
	struct calendar *c;
	const struct day_bits *b;
	struct span_list l = { 0 };
	int n = 0;

	add_opening(w, w->ja, 7, HM(0, 0), HM(24, 0));
	add_roster(w, w->r_cl, w->ja, "break", 0, HM(1, 0), HM(1, 30));
	must(w, calendar_day(&w->d, w->r_cl, w->ja, desk_today(&w->d) + 1, &l, &w->e));
	assert_int_equal(l.n, 5);
	assert_int_equal(l.v[1].end_at - l.v[1].start_at, 1800);
	assert_int_equal(l.v[3].start_at - l.v[1].start_at, 3600);
	assert_int_equal(l.v[4].end_at - l.v[0].start_at, 25 * 3600);
	span_list_free(&l);
	must(w, calendar_open(&w->d, w->ja, desk_today(&w->d), 2, 0, 0, &c, &w->e));
	must(w, calendar_bits(c, w->r_cl, desk_today(&w->d) + 1, &b, &w->e));
	for (int i = 0; i < CALENDAR_WORDS; i++)
		n += __builtin_popcountll(b->w[i]);
	assert_int_equal(n, 24 * 12);
	assert_int_equal(calendar_start(c, desk_today(&w->d) + 2) -
	    calendar_start(c, desk_today(&w->d) + 1), 25 * 3600);
	calendar_close(c);
}

/* ---- many days ---- */

static void how_much_of_a_day_is_taken(void **state)
{
	struct desk_world *w = *state;
	struct calendar *c;

	add_roster(w, w->r_cl, w->ja, "work", 3, HM(9, 0), HM(14, 0));
	add_roster(w, w->r_cl, w->ja, "break", 3, HM(12, 0), HM(13, 0));
	book(w, w->ann, w->r_cl, at(w, 1, 9, 0), 60);
	must(w, calendar_open(&w->d, 0, desk_today(&w->d), 7, 0, 0, &c, &w->e));
	assert_int_equal(calendar_load(c, w->r_cl, desk_today(&w->d) + 1), 25);
	assert_int_equal(calendar_load(c, w->r_cl, desk_today(&w->d) + 2), -1);
	assert_int_equal(calendar_load(c, w->r_ly, desk_today(&w->d) + 1), 0);
	calendar_close(c);
}

static void the_person_treated_is_busy_anywhere(void **state)
{
	struct desk_world *w = *state;
	int32_t day = desk_today(&w->d) + 1;
	int64_t child = add_dependant(w, w->ann, "小宝"), a;
	const struct day_bits *b;
	struct calendar *c;

	a = take_time(w, w->ann, w->pd, (int64_t[]){ w->p1, 0 }, at(w, 1, 10, 0), at(w, 1, 10, 32));
	must(w, calendar_open(&w->d, 0, day - 1, 3, 0, 0, &c, &w->e));
	must(w, calendar_person(c, w->ann, 0, day, &b, &w->e));
	for (int i = 0; i < 288; i++)
		assert_int_equal(b->w[i / 64] >> (i % 64) & 1, i < 120 || i >= 127);
	must(w, calendar_person(c, w->ann, child, day, &b, &w->e));
	assert_int_equal(b->w[1], UINT64_MAX);
	calendar_close(c);
	must(w, calendar_open(&w->d, 0, day - 1, 3, 0, a, &c, &w->e));
	must(w, calendar_person(c, w->ann, 0, day, &b, &w->e));
	assert_int_equal(b->w[1], UINT64_MAX);
	calendar_close(c);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_branch_has_its_hours),
		TEST(rows_of_hours_have_an_order),
		TEST(a_closed_day_says_why),
		TEST(a_roster_says_who_works_when),
		TEST(a_break_is_taken_off),
		TEST(an_exception_stands_instead_of_the_week),
		TEST(without_a_week_the_house_is_the_week),
		TEST(rows_that_touch_are_one_time),
		TEST(leave_takes_the_time_away),
		TEST(what_is_out_of_use_has_no_time),
		TEST(appointments_are_always_told),
		TEST(what_others_hold_is_shown_and_ends),
		TEST(what_the_desk_keeps_is_nobodys_own),
		TEST(a_week_is_read_without_seams),
		TEST(columns_say_what_each_day_says),
		TEST(the_way_to_another_branch_takes_time),
		cmocka_unit_test_setup_teardown(an_hour_that_is_skipped_is_no_time,
		    setup_new_york_spring, desk_teardown),
		cmocka_unit_test_setup_teardown(an_hour_that_comes_twice_counts_twice,
		    setup_new_york_autumn, desk_teardown),
		TEST(how_much_of_a_day_is_taken),
		TEST(the_person_treated_is_busy_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
