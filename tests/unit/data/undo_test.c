/* Taking actions back: the inverse, by column, with guards and derived rows; and what is
 * refused. */
#include "store_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int64_t edit(struct world *w, const struct actor *who, const char *column, const char *base,
    const char *value)
{
	struct txn *t = begin_as(w, w->s, who);

	must(w, change_text(w, t, "client", w->ann, column, base, value));
	return commit(w, t);
}

static int64_t book(struct world *w, int64_t client, int64_t resource, int h, int64_t *appointment)
{
	struct txn *t = begin(w);
	int64_t id = add_appointment(w, t, client, resource, h);

	if (appointment)
		*appointment = id;
	return commit(w, t);
}

static int64_t run(struct world *w, const struct actor *who, const char *text)
{
	struct txn *t = begin_as(w, w->s, who);

	sql(t, text);
	return commit(w, t);
}

static void proofs_hold(struct world *w)
{
	struct chain_result chain;
	int64_t bad;

	must(w, chain_verify(w->s, &chain, &w->e));
	assert_int_equal(chain.bad, 0);
	must(w, verify_overlap(w->s, &bad, NULL, &w->e));
	assert_int_equal(bad, 0);
	must(w, verify_figures(w->s, &bad, NULL, &w->e));
	assert_int_equal(bad, 0);
	must(w, verify_terms(w->s, &bad, NULL, &w->e));
	assert_int_equal(bad, 0);
}

/* ---- what goes back ---- */

static void an_edit_goes_back_and_forth(void **state)
{
	struct world *w = *state;
	char *before = snapshot(w), *after, *now;
	int64_t action = edit(w, &w->me, "name", "Ann", "Anna"), back, again;

	after = snapshot(w);
	must(w, undo(w, action, &back));
	now = snapshot(w);
	assert_string_equal(now, before);
	mem_free(now);
	must(w, undo(w, back, &again));
	now = snapshot(w);
	assert_string_equal(now, after);
	proofs_hold(w);
	mem_free(before);
	mem_free(after);
	mem_free(now);
}

static void a_new_file_goes_with_its_terms(void **state)
{
	struct world *w = *state;
	char *before = snapshot(w), *now;
	struct txn *t = begin(w);
	int64_t action, back, id = add_client(w, t, "Dora");

	action = commit(w, t);
	must(w, undo(w, action, &back));
	now = snapshot(w);
	assert_string_equal(now, before);
	assert_int_equal(number(w, "SELECT count(*) FROM client_term WHERE client_id = 4"), 0);
	t = begin(w); /* a number is never given out twice */
	assert_true(add_client(w, t, "Eve") > id);
	commit(w, t);
	proofs_hold(w);
	mem_free(before);
	mem_free(now);
}

static void a_booking_goes_with_its_figures(void **state)
{
	struct world *w = *state;
	int64_t action = book(w, w->ann, w->room, 1, NULL), back;

	assert_int_equal(number(w, "SELECT n FROM kpi_day"), 1);
	must(w, undo(w, action, &back));
	assert_int_equal(number(w, "SELECT count(*) FROM kpi_day"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM appointment_resource"), 0);
	proofs_hold(w);
}

static void done_and_not_done_again(void **state)
{
	struct world *w = *state;
	int64_t action, back;

	book(w, w->ann, w->room, 1, NULL);
	action = run(w, &w->me, "UPDATE appointment SET state = 'done', live = 0, rev = 3");
	assert_int_equal(number(w, "SELECT n_done FROM client_figures"), 1);
	must(w, undo(w, action, &back));
	assert_int_equal(number(w, "SELECT count(*) FROM client_figures"), 0);
	assert_int_equal(number(w, "SELECT active FROM appointment_resource"), 1);
	proofs_hold(w);
}

/* Somebody else changed another column of the same row: both keep what they did. */
static void other_columns_stay(void **state)
{
	struct world *w = *state;
	int64_t action = edit(w, &w->me, "email", NULL, "mine"), back;
	struct record r;

	edit(w, &w->other, "address", NULL, "theirs");
	must(w, undo(w, action, &back));
	must(w, record_load(w->s, "client", w->ann, &r, &w->e));
	assert_int_equal(record_get(&r, "email")->type, VALUE_NULL);
	assert_string_equal(record_text(&r, "address"), "theirs");
	assert_int_equal(record_int(&r, "rev"), back); /* neither of the two versions */
	record_free(&r);
	proofs_hold(w);
}

/* a -> b -> a by others: rev differs, the content does not. */
static void there_and_back_by_others_is_no_conflict(void **state)
{
	struct world *w = *state;
	int64_t action = edit(w, &w->me, "email", NULL, "mine"), back;

	edit(w, &w->other, "email", "mine", "theirs");
	edit(w, &w->other, "email", "theirs", "mine");
	must(w, undo(w, action, &back));
	assert_int_equal(number(w, "SELECT email IS NULL AND rev = 5 FROM client WHERE id = 1"), 1);
}

static void an_import_goes_back_as_one(void **state)
{
	struct world *w = *state;
	char *before = snapshot(w), *now, name[20];
	struct txn *t = begin(w);
	int64_t back;

	for (int i = 0; i < 200; i++) {
		snprintf(name, sizeof name, "Person %d", i);
		add_client(w, t, name);
	}
	must(w, undo(w, commit(w, t), &back));
	now = snapshot(w);
	assert_string_equal(now, before);
	proofs_hold(w);
	mem_free(before);
	mem_free(now);
}

/* ---- what does not ---- */

static void same_column_is_refused_with_who_and_when(void **state)
{
	struct world *w = *state;
	int64_t action = edit(w, &w->me, "email", NULL, "mine"), none;
	char *before, *after;

	edit(w, &w->other, "email", "mine", "theirs");
	before = snapshot(w);
	assert_int_equal(undo(w, action, &none), ERR_CONFLICT);
	assert_string_equal(w->e.text,
	    "Not undone. 陈立 changed the e-mail at 16:00 (3). Undo that "
	    "first, or change it by hand.");
	after = snapshot(w);
	assert_string_equal(before, after);
	proofs_hold(w);
	mem_free(before);
	mem_free(after);
}

static void a_moved_room_is_called_a_room(void **state)
{
	struct world *w = *state;
	int64_t action, none;

	run(w, &w->me,
	    "INSERT INTO resource(rev, kind, branch_id, code, name) VALUES"
	    " (1, 'room', 1, 'r2', 'R2'), (1, 'room', 1, 'r3', 'R3')");
	book(w, w->ann, w->room, 1, NULL);
	action = run(w, &w->me, "UPDATE appointment_resource SET resource_id = 3");
	run(w, &w->other, "UPDATE appointment_resource SET resource_id = 4");
	assert_int_equal(undo(w, action, &none), ERR_CONFLICT);
	assert_string_equal(w->e.text,
	    "Not undone. 陈立 changed the room at 16:00 (5). Undo that "
	    "first, or change it by hand.");
}

static void from_outside_there_is_nobody_to_name(void **state)
{
	struct world *w = *state;
	int64_t action = edit(w, &w->me, "email", NULL, "mine"), none;

	shell(w, "UPDATE client SET email = 'shell' WHERE id = 1");
	assert_int_equal(undo(w, action, &none), ERR_CONFLICT);
	assert_string_equal(
	    w->e.text, "Not undone. The e-mail was changed since. Change it by hand.");
}

static void what_was_added_since_holds_it(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t action, none, id = add_client(w, t, "Dora");

	action = commit(w, t);
	book(w, id, w->room, 1, NULL);
	assert_int_equal(undo(w, action, &none), ERR_CONFLICT);
	assert_string_equal(w->e.text,
	    "Not undone: something was added since (appointment). Cancel "
	    "it instead.");
	proofs_hold(w);
}

/* Cancelled; the time was given to somebody else; the cancellation cannot go back. */
static void a_time_given_away_is_guarded(void **state)
{
	struct world *w = *state;
	int64_t action, none;

	book(w, w->ann, w->room, 1, NULL);
	action = run(w, &w->me, "UPDATE appointment SET state = 'cancelled', live = 0, rev = 3");
	book(w, w->bob, w->room, 1, NULL);
	assert_int_equal(undo(w, action, &none), ERR_TAKEN);
	assert_string_equal(w->e.text, "Not undone. That time is taken by now. Move it by hand.");
	assert_int_equal(number(w, "SELECT live FROM appointment WHERE id = 1"), 0);
	proofs_hold(w);
	/* Guards are on again. */
	assert_int_equal(number(w, "SELECT count(*) FROM action"), 4);
	{
		struct txn *t = begin(w);
		struct err e = ERR_INIT;

		assert_int_equal(try_sql(t,
				     "UPDATE appointment SET state = 'booked', live = 1"
				     " WHERE id = 1",
				     &e),
		    ERR_TAKEN);
		action_rollback(t);
	}
}

static void one_person_at_one_place(void **state)
{
	struct world *w = *state;
	int64_t action, none;

	book(w, w->ann, w->room, 1, NULL);
	action = run(w, &w->me, "UPDATE appointment SET state = 'cancelled', live = 0, rev = 3");
	book(w, w->ann, w->laser, 1, NULL);
	assert_int_equal(undo(w, action, &none), ERR_TAKEN);
	proofs_hold(w);
}

/* The permission of an overlap cannot go while the overlap stays. */
static void a_permission_in_use_stays(void **state)
{
	struct world *w = *state;
	int64_t permit, none;
	struct txn *t;

	book(w, w->ann, w->room, 1, NULL);
	book(w, w->bob, 0, 1, NULL);
	permit = run(w, &w->me,
	    "INSERT INTO overbooking(low_id, high_id, resource_id, staff_id, reason)"
	    " VALUES (1, 2, 1, 1, 'urgent')");
	t = begin(w);
	sql(t,
	    "INSERT INTO appointment_resource(appointment_id, resource_id, start_at, end_at,"
	    " active)"
	    " SELECT 2, 1, start_at, end_at, 1 FROM appointment WHERE id = 2");
	commit(w, t);
	assert_int_equal(undo(w, permit, &none), ERR_TAKEN);
	proofs_hold(w);
}

/* A room that went to another branch and got appointments there. */
static void a_room_cannot_go_back_from_under_its_appointments(void **state)
{
	struct world *w = *state;
	int64_t action =
	    run(w, &w->me, "UPDATE resource SET branch_id = NULL, rev = 2 WHERE id = 1");
	int64_t none;
	struct txn *t = begin(w);

	sql(t,
	    "INSERT INTO appointment(rev, branch_id, client_id, day, created_at, start_at, end_at)"
	    " VALUES (3, 2, 1, '" HELP_DAY "', 0, 1795507200, 1795510800);"
	    "INSERT INTO appointment_resource(appointment_id, resource_id, start_at, end_at,"
	    " active)"
	    " VALUES (1, 1, 1795507200, 1795510800, 1)");
	commit(w, t);
	assert_int_equal(undo(w, action, &none), ERR_CONFLICT);
	assert_string_equal(w->e.text,
	    "Not undone. It no longer fits what was done since. Change it "
	    "by hand.");
}

static void twice_is_refused_and_redo_is_not(void **state)
{
	struct world *w = *state;
	int64_t action = edit(w, &w->me, "email", NULL, "mine"), back, redo, none;

	must(w, undo(w, action, &back));
	assert_int_equal(undo(w, action, &none), ERR_CONFLICT);
	assert_string_equal(w->e.text,
	    "Not undone. 王芳 took it back already at 16:00 (3). Undo that "
	    "to have it again.");
	must(w, undo(w, back, &redo));
	must(w, undo(w, action, &none)); /* it stands again, so it can go again */
	assert_int_equal(number(w, "SELECT email IS NULL FROM client WHERE id = 1"), 1);
	proofs_hold(w);
}

static void a_value_used_by_another(void **state)
{
	struct world *w = *state;
	int64_t action, none;

	edit(w, &w->me, "file_no", NULL, "26-0001");
	action = edit(w, &w->me, "file_no", "26-0001", "26-0002");
	run(w, &w->other, "UPDATE client SET file_no = '26-0001', rev = 4 WHERE id = 2");
	assert_int_equal(undo(w, action, &none), ERR_CONFLICT);
	assert_string_equal(w->e.text,
	    "Not undone. What the client had is used by another by now. "
	    "Change it by hand.");
}

static void unknown_actions(void **state)
{
	struct world *w = *state;
	int64_t none;

	assert_int_equal(undo(w, 99, &none), ERR_NOTFOUND);
	assert_string_equal(w->e.text, "There is no action 99.");
}

/* Triggers are off while changes are applied: a forged blob must not reach what they protect. */
static void a_forged_record_is_refused(void **state)
{
	struct world *w = *state;
	int64_t action = edit(w, &w->me, "email", NULL, "mine"), none;
	struct store *again;

	store_close(w->s);
	shell(w,
	    "DROP TRIGGER action_bu; UPDATE action SET changeset = x'00' WHERE id = 2;"
	    "CREATE TRIGGER action_bu BEFORE UPDATE ON action BEGIN SELECT RAISE(ABORT,"
	    " 'FD-APPEND-ONLY'); END");
	again = open_again(w);
	w->s = again;
	assert_int_equal(undo(w, action, &none), ERR_CORRUPT);
	assert_non_null(strstr(w->e.text, "The record of action 2 is damaged"));
	assert_int_equal(number(w, "SELECT email = 'mine' FROM client WHERE id = 1"), 1);
}

/* ---- any order ---- */

/* Against an oracle that knows nothing of changesets: whatever is accepted, right after it was
 * done, gives back the rows as they were; whatever is refused leaves no trace. */
static const char *const deeds[] = {
	"UPDATE client SET email = 'e' || abs(random() % 5), rev = :rev"
	" WHERE id = 1 + abs(random() % 3)",
	"UPDATE client SET notes = coalesce(notes, '') || 'x', rev = :rev WHERE id = 1",
	"INSERT INTO client_phone(rev, client_id, relation, number)"
	" VALUES (:rev, 1 + abs(random() % 3), 'self', '138' || abs(random() % 100000))",
	"UPDATE client_phone SET client_id = 1 + abs(random() % 3), rev = :rev WHERE id % 2 = 0",
	"UPDATE client_phone SET state = 'retired', rev = :rev WHERE id % 3 = 0",
	"INSERT INTO appointment(rev, branch_id, client_id, day, created_at, start_at, end_at)"
	" VALUES (:rev, 1, 1 + abs(random() % 3), '2026-11-24', 0,"
	" 1795507200 + abs(random() % 9) * 1800,"
	" 1795507200 + 16200 + abs(random() % 4) * 600)",
	"INSERT INTO appointment_resource(appointment_id, resource_id, start_at, end_at, active)"
	" SELECT id, 1 + abs(random() % 2), start_at, end_at, live FROM appointment"
	" ORDER BY random() LIMIT 1",
	"UPDATE appointment SET state = 'cancelled', live = 0, rev = :rev WHERE id % 2 = 0",
	"UPDATE appointment SET state = 'done', live = 0, rev = :rev WHERE id % 3 = 0",
	"UPDATE appointment SET state = 'booked', live = 1, rev = :rev WHERE id % 5 = 0",
	"UPDATE appointment SET start_at = start_at + 600, end_at = end_at + 600, rev = :rev"
	" WHERE id % 4 = 1",
	"UPDATE appointment_resource SET resource_id = 3 - resource_id"
	" WHERE appointment_id % 3 = 1",
	"INSERT INTO setting(key, rev, value) VALUES ('k' || abs(random() % 3), :rev, random())"
	" ON CONFLICT(key) DO UPDATE SET value = excluded.value, rev = excluded.rev",
};

static int64_t random_deed(struct world *w, unsigned *seed)
{
	char text[600], rev[20];
	struct txn *t = begin(w);
	struct err e = ERR_INIT;
	const char *deed = deeds[rand_r(seed) % (sizeof deeds / sizeof *deeds)], *at;

	snprintf(rev, sizeof rev, "%lld", (long long)txn_action_id(t));
	*text = '\0';
	while ((at = strstr(deed, ":rev")) != NULL) {
		snprintf(text + strlen(text), sizeof text - strlen(text), "%.*s%s",
		    (int)(at - deed), deed, rev);
		deed = at + 4;
	}
	snprintf(text + strlen(text), sizeof text - strlen(text), "%s", deed);
	for (int64_t id = 1; id <= 3; id++)
		must(w, txn_touch_client(t, id, &w->e));
	if (try_sql(t, text, &e) == OK)
		return commit(w, t);
	action_rollback(t);
	return 0;
}

static void any_order(void **state)
{
	struct world *w = *state;
	unsigned seed = 7;
	int accepted = 0, refused = 0;

	for (int i = 0; i < 300; i++) {
		char *before = snapshot(w), *after, *now;
		int64_t action = random_deed(w, &seed), back = 0;
		int64_t old = 1 + rand_r(&seed) % 40;

		after = snapshot(w);
		if (action) {
			must(w, undo(w, action, &back));
			now = snapshot(w);
			assert_string_equal(now, before);
			mem_free(now);
			must(w, undo(w, back, &back));
			now = snapshot(w);
			assert_string_equal(now, after);
			mem_free(now);
		} else {
			assert_string_equal(after, before);
		}
		if (undo(w, old, &back) == OK) {
			accepted++;
		} else {
			now = snapshot(w);
			assert_string_equal(now, after);
			mem_free(now);
			refused++;
		}
		mem_free(before);
		mem_free(after);
	}
	proofs_hold(w);
	assert_true(accepted > 5 && refused > 5);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		T(an_edit_goes_back_and_forth),
		T(a_new_file_goes_with_its_terms),
		T(a_booking_goes_with_its_figures),
		T(done_and_not_done_again),
		T(other_columns_stay),
		T(there_and_back_by_others_is_no_conflict),
		T(an_import_goes_back_as_one),
		T(same_column_is_refused_with_who_and_when),
		T(a_moved_room_is_called_a_room),
		T(from_outside_there_is_nobody_to_name),
		T(what_was_added_since_holds_it),
		T(a_time_given_away_is_guarded),
		T(one_person_at_one_place),
		T(a_permission_in_use_stays),
		T(a_room_cannot_go_back_from_under_its_appointments),
		T(twice_is_refused_and_redo_is_not),
		T(a_value_used_by_another),
		T(unknown_actions),
		T(a_forged_record_is_refused),
		T(any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
