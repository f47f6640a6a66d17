/*
 * A branch's year through the use cases, hour by hour: treatments closed, stopped and taken back,
 * consultations, appointments missed and made anew, goods sold and cancelled, the nightly jobs, and
 * callers who work off what is due in each window. Short here; YEAR_DAYS=365 for the whole year,
 * YEAR_SEED for another one.
 *
 * At every evening nothing that was due is left; in the end each treatment has exactly its
 * contacts, and what became pointless is nobody's.
 */
#include "desk_help.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/history.h"
#include "data/product.h"
#include "desk/arrival.h"
#include "desk/arrival_leave.h"
#include "desk/callback.h"
#include "desk/callback_jobs.h"
#include "desk/callback_make.h"
#include "desk/dayclose.h"
#include "desk/order.h"
#include "desk/treatment.h"
#include "desk/undo.h"
#include "form/callbacks.h"
#include "form/checklists.h"

#define CLIENTS 40
#define SIX 6

static const char checklists[] =
	"checklists = ( { code = \"laser\"; title = \"Laser\";\n"
	"  steps = ( { code = \"tea\"; phase = \"before\"; title = \"tea\";\n"
	"    required = false; } ); } );\n";

struct treated {
	int64_t id;
	size_t owed;
};
struct year {
	struct desk_world *w;
	uint64_t random;
	int64_t midnight;               /* of the day before the first */
	int day;                        /* from the first */
	int64_t client[CLIENTS], oil;
	struct {
		struct treated *v;
		size_t n, cap;
	} treated;
	int64_t missed, consulted, sold, calls, unanswered;
};

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	must(w, checklists_parse_text("checklists.cfg", checklists, strlen(checklists),
	    &w->d.checklists, &faults, &w->e));
	must(w, callbacks_load("forms/callbacks.cfg", &w->d.callbacks, &faults, &w->e));
	act_as(w, w->admin, 0);
	return 0;
}

static long from_environment(const char *name, long fallback)
{
	const char *text = getenv(name);

	return text && *text ? strtol(text, NULL, 10) : fallback;
}

static long upto(struct year *y, long n)
{
	y->random ^= y->random << 13;
	y->random ^= y->random >> 7;
	y->random ^= y->random << 17;
	return (long)(y->random % (uint64_t)n);
}

static int64_t somebody(struct year *y)
{
	return y->client[upto(y, CLIENTS)];
}

/* The clock is that of Shanghai, where no hour is skipped. */
static int64_t hour_of(const struct year *y, int day, int hour, int minute)
{
	return y->midnight + day * INT64_C(86400) + hour * 3600 + minute * 60;
}

static void wait_until(struct year *y, int hour, int minute)
{
	clock_fix(hour_of(y, y->day, hour, minute));
}

/* ---- what happens ---- */

static void treat(struct year *y)
{
	struct desk_world *w = y->w;
	struct treatment_begin b = { .is = { .client_id = somebody(y),
	    .service_id = w->laser_service }, .started_at = clock_now() - 2400 };
	struct treatment_ready r;
	int64_t id, undone;
	long what = upto(y, 10);

	must(w, treatment_prepare(&w->d, &b.is, &r, &w->e));
	b.seen = r.seen;
	must(w, treatment_start(&w->d, &b, &id, &w->e));
	if (what == 0) {
		must(w, treatment_stop(&w->d, id, "dizzy", "herself", &w->e));
		*vec_push(&y->treated) = (struct treated){ id, 1 };
		return;
	}
	must(w, treatment_use_answer(&w->d, id, "yes", "self", NULL, &w->e));
	must(w, treatment_close(&w->d, id, &w->e));
	if (what == 1) {                /* a slip: taken back, and closed once more */
		must(w, undo_action(&w->d, last_action(w), false, NULL, &undone, &w->e));
		assert_int_equal(number(w, "SELECT count(*) FROM callback WHERE"
		    " source = 'treatment' AND source_id = %lld", (long long)id), 0);
		must(w, treatment_close(&w->d, id, &w->e));
	}
	*vec_push(&y->treated) = (struct treated){ id, SIX };
}

static void consult(struct year *y)
{
	struct desk_world *w = y->w;
	char day[11];
	struct arrival_leave l = { .outcome = "consulted" };
	struct arrival_card c;
	int64_t visit;

	l.follow_day = desk_day_of(&w->d, hour_of(y, y->day + 1 + (int)upto(y, 10), 12, 0), day);
	must(w, arrival_prepare(&w->d, somebody(y), 0, &c, &w->e));
	text_copy(c.is.identity, sizeof c.is.identity, "known");
	text_copy(c.is.allergy, sizeof c.is.allergy, c.allergy_known ? "same" : "none");
	c.is.service_id = w->consult;
	must(w, arrival_add(&w->d, &c.is, &visit, &w->e));
	must(w, arrival_leave(&w->d, visit, &l, &w->e));
	y->consulted++;
}

/* Whoever does not come, or comes to an agreement on another day. */
static void miss(struct year *y)
{
	struct desk_world *w = y->w;
	int64_t client = somebody(y), start = clock_now() + 1800, a;

	if (try_book(w, client, w->r2, start, 30, &a) != OK) {
		err_clear(&w->e);
		return;
	}
	clock_fix(start + 3600);
	must(w, booking_set_state(&w->d, a, "noshow", NULL, &w->e));
	y->missed++;
	if (upto(y, 2) && try_book(w, client, w->r2, start + 3 * 86400, 30, &a) != OK)
		err_clear(&w->e);
}

static void sell(struct year *y)
{
	struct desk_world *w = y->w;
	struct order_draft o = { .client_id = somebody(y), .kind = "goods", .nlines = 1,
		.later = true, .lines = { { .product_id = y->oil, .quantity = 1, .price = -1,
		.dose = 300 } } };
	int64_t id;

	must(w, order_add(&w->d, &o, &id, &w->e));
	y->sold++;
	if (upto(y, 4) == 0)
		must(w, order_cancel(&w->d, id, "not wanted", &w->e));
}

static void let_happen(struct year *y, int hour)
{
	void (*const events[])(struct year *y) = { treat, treat, consult, miss, sell };
	long n = upto(y, 3);

	for (long i = 0; i < n; i++) {
		wait_until(y, hour, (int)i * 10);
		events[upto(y, sizeof events / sizeof *events)](y);
	}
}

/* ---- callers ---- */

static void call_one(struct year *y, int64_t id, bool reached)
{
	struct desk_world *w = y->w;
	bool call = number(w, "SELECT channel = 'call' FROM callback WHERE id = %lld",
	    (long long)id) == 1;
	bool asks = number(w, "SELECT asks FROM callback WHERE id = %lld", (long long)id) == 1;
	struct callback_outcome o = { .id = id, .result = call ? "details" : "told",
		.reaction = "none", .recovery = "as expected", .advice = "kept",
		.satisfied = asks ? 4 : 0, .text = "all is well" };

	if (call && !reached)
		o = (struct callback_outcome){ .id = id, .result = "no-answer" };
	must(w, callback_done(&w->d, &o, NULL, &w->e));
	y->calls++;
	y->unanswered += call && !reached;
}

/* All that can be called now; at the end of the day everybody is reached. */
static void work_off(struct year *y, bool last)
{
	struct callback_who who = { .whose = CALLBACK_ALL };
	struct desk_world *w = y->w;
	int64_t skip[1] = { 0 }, id;

	for (int i = 0; i < 1000; i++) {
		enum err_code rc = callback_next(&w->d, &who, skip, 0, &id, &w->e);

		if (rc == ERR_NOTFOUND) {
			err_clear(&w->e);
			return;
		}
		must(w, rc);
		call_one(y, id, last || upto(y, 8));
	}
	fail_msg("the queue has no end");
}

static int64_t overdue(struct year *y)
{
	return number(y->w, "SELECT count(*) FROM callback WHERE state = 'open' AND due_at < %lld",
	    (long long)clock_now());
}

/* ---- days ---- */

/* As tick does it: by nobody. */
static void nightly(struct year *y)
{
	struct desk_world *w = y->w;
	struct actor was = w->d.who;
	char result[200];
	size_t n;

	w->d.who = (struct actor){ .branch_id = w->ja, .station = "", .origin = "tick",
		.peer = "" };
	must(w, callback_jobs_run(&w->d, result, sizeof result, &w->e));
	must(w, callback_expire(&w->d, &n, &w->e));
	w->d.who = was;
}

/* Nothing is left: the day is signed without a reason and a second person. */
static void sign_off(struct year *y)
{
	struct desk_world *w = y->w;
	struct dayclose sheet;
	char today[11];

	must(w, dayclose_load(&w->d, desk_today_text(&w->d, today), &sheet, &w->e));
	if (sheet.open_lines)
		fail_msg("day %d: %s: %s", y->day, sheet.v[sheet.first_open - 1].code,
		    sheet.v[sheet.first_open - 1].text);
	must(w, dayclose_sign(&w->d, today, NULL, NULL, &w->e));
}

static void one_day(struct year *y, bool events)
{
	static const struct {
		int hour, minute;
		bool last;
	} rounds[] = { { 11, 40, false }, { 14, 40, false }, { 17, 20, false },
		{ 20, 20, true } };
	wait_until(y, 3, 0);
	nightly(y);
	for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
		if (events && !rounds[i].last)
			let_happen(y, rounds[i].hour - 1);
		wait_until(y, rounds[i].hour, rounds[i].minute);
		work_off(y, rounds[i].last);
	}
	wait_until(y, 23, 0);
	sign_off(y);
	if (overdue(y)) {
		char what[200];

		fail_msg("day %d: %lld overdue: %s", y->day, (long long)overdue(y), text_of(y->w,
		    "SELECT rule || ' ' || channel || ' due ' || due_at || ' sum ' || sum || ' ' ||"
		    " coalesce(held, '') FROM callback WHERE state = 'open' ORDER BY due_at", what,
		    sizeof what));
	}
}

static void begin(struct year *y)
{
	struct action_head head = { .name = "resource-edit" };
	struct product p = { .code = "oil", .name = "oil", .kind = "goods", .unit = "box",
		.price = 100, .pieces = 60 };
	struct txn *t;
	char name[24];

	for (int i = 0; i < CLIENTS; i++)
		y->client[i] = add_client(y->w, text_fmt(name, sizeof name, "Client %d", i), NULL,
		    NULL);
	must(y->w, action_begin(y->w->s, &y->w->d.who, &head, &t, &y->w->e));
	must(y->w, product_insert(t, &p, &y->oil, &y->w->e));
	must(y->w, action_commit(t, NULL, &y->w->e));
}

/* ---- what must hold in the end ---- */

static void each_treatment_has_its_contacts(struct year *y)
{
	for (size_t i = 0; i < y->treated.n; i++)
		assert_int_equal(number(y->w, "SELECT count(*) FROM callback"
		    " WHERE source = 'treatment' AND source_id = %lld",
		    (long long)y->treated.v[i].id), y->treated.v[i].owed);
	assert_int_equal(number(y->w, "SELECT count(*) FROM (SELECT 1 FROM callback"
	    " WHERE source <> '' AND result IS NOT 'dropped'"
	    " GROUP BY source, source_id, rule, day HAVING count(*) > 1)"), 0);
	/* On which day, by a sum of its own; who was not reached is called again later. */
	assert_int_equal(number(y->w, "SELECT count(*) FROM callback WHERE tries = 0 AND ("
	    " (rule = 'treat-d3' AND due_day <> date(day, '+3 days')) OR"
	    " (rule = 'treat-d7' AND due_day <> date(day, '+7 days')) OR"
	    " (rule = 'treat-adviser' AND due_day <> date(day, '+1 days')) OR"
	    " (rule = 'treat-2h' AND due_day <> day))"), 0);
	assert_int_equal(number(y->w, "SELECT count(*) FROM callback"
	    " WHERE from_at < event_at OR (state = 'done' AND done_at < from_at)"), 0);
}

static void what_ended_says_how(struct year *y)
{
	assert_int_equal(number(y->w, "SELECT count(*) FROM callback k WHERE k.state <> 'open'"
	    " AND NOT EXISTS (SELECT 1 FROM callback_step x WHERE x.callback_id = k.id)"), 0);
	assert_int_equal(number(y->w, "SELECT count(*) FROM callback WHERE state = 'done'"
	    " AND result IS NULL"), 0);
	/* Who has a time again is asked for none. */
	assert_int_equal(number(y->w, "SELECT count(*) FROM callback k WHERE k.state = 'open'"
	    " AND k.event = 'noshow' AND EXISTS (SELECT 1 FROM appointment a WHERE a.live = 1"
	    " AND a.client_id = k.client_id AND a.created_at > k.event_at)"), 0);
	/* Nothing is owed for an order that was cancelled. */
	assert_int_equal(number(y->w, "SELECT count(*) FROM callback k JOIN client_order o"
	    " ON o.id = k.source_id WHERE k.source = 'client_order' AND k.state = 'open'"
	    " AND o.state = 'cancelled'"), 0);
}

static void a_year_leaves_nothing_undone_and_nothing_twice(void **state)
{
	struct desk_world *w = *state;
	struct year y = { .w = w, .midnight = at(w, 0, 0, 0),
		.random = 88172645463325252u + (uint64_t)from_environment("YEAR_SEED", 1) };
	long days = from_environment("YEAR_DAYS", 35);
	struct chain_result chain;

	begin(&y);
	for (y.day = 1; y.day <= days; y.day++)
		one_day(&y, true);
	each_treatment_has_its_contacts(&y);
	what_ended_says_how(&y);
	must(w, chain_verify(w->s, &chain, &w->e));
	assert_int_equal(chain.bad, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM day_close WHERE reason IS NULL"), days);
	print_message("%ld days: %zu treatments, %lld consulted, %lld missed, %lld orders;", days,
	    y.treated.n, (long long)y.consulted, (long long)y.missed, (long long)y.sold);
	print_message(" %lld calls, %lld not answered, %lld dropped, %lld still to come\n",
	    (long long)y.calls, (long long)y.unanswered,
	    (long long)number(w, "SELECT count(*) FROM callback WHERE result = 'dropped'"),
	    (long long)number(w, "SELECT count(*) FROM callback WHERE state = 'open'"));
	assert_true(y.treated.n > (size_t)days / 4);
	vec_free(&y.treated);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_year_leaves_nothing_undone_and_nothing_twice,
		    setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
