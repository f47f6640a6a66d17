/* The action log as it is read: lists, before and after, the chain. */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"

static int64_t edit(
    struct world *w, const struct actor *who, int64_t client, const char *base, const char *value)
{
	struct txn *t = begin_as(w, w->s, who);

	must(w, change_text(w, t, "client", client, "email", base, value));
	return commit(w, t);
}

/* Five actions, a minute each, on two files by two people. 1 is the world's own. */
static void fill(struct world *w)
{
	clock_fix(HELP_NOW + 60);
	edit(w, &w->me, w->ann, NULL, "2");
	clock_fix(HELP_NOW + 120);
	edit(w, &w->other, w->bob, NULL, "3");
	clock_fix(HELP_NOW + 180);
	edit(w, &w->me, w->ann, "2", "4");
	clock_fix(HELP_NOW + 240);
	edit(w, &w->me, w->bob, "3", "5");
}

static void expect(struct world *w, struct action_filter f, const char *ids)
{
	struct action_list l = { .n = 0 };
	struct buf b = BUF_INIT;

	must(w, action_list_find(w->s, &f, &l, &w->e));
	for (size_t i = 0; i < l.n; i++)
		buf_printf(&b, "%s%lld", i ? " " : "", (long long)l.v[i].id);
	assert_string_equal(b.s, ids);
	buf_free(&b);
	action_list_free(&l);
}

static void lists_newest_first(void **state)
{
	struct world *w = *state;

	fill(w);
	expect(w, (struct action_filter){ .limit = 10 }, "5 4 3 2 1");
	expect(w, (struct action_filter){ .limit = 2 }, "5 4");
	expect(w, (struct action_filter){ .limit = 2, .before_id = 4 }, "3 2");
	expect(w, (struct action_filter){ .client_id = w->ann }, "4 2 1");
	expect(w, (struct action_filter){ .client_id = w->bob, .staff_id = 2 }, "3");
	expect(w, (struct action_filter){ .staff_id = 1 }, "5 4 2 1");
	expect(
	    w, (struct action_filter){ .staff_id = 1, .name = "test-do", .before_id = 4 }, "2 1");
	expect(w, (struct action_filter){ .name = "other" }, "");
	expect(w, (struct action_filter){ .from_at = HELP_NOW + 120 }, "5 4 3");
	expect(w, (struct action_filter){ .to_at = HELP_NOW + 120 }, "2 1");
	expect(
	    w, (struct action_filter){ .from_at = HELP_NOW + 61, .to_at = HELP_NOW + 200 }, "4 3");
	expect(w, (struct action_filter){ .from_at = HELP_NOW + 9999 }, "");
	expect(w, (struct action_filter){ .client_id = w->cid, .from_at = HELP_NOW + 1 }, "");
}

static void knows_what_was_undone(void **state)
{
	struct world *w = *state;
	struct action_row r;
	int64_t first, second, third;

	first = edit(w, &w->me, w->ann, NULL, "x");
	must(w, undo(w, first, &second));
	must(w, action_get(w->s, first, &r, &w->e));
	assert_int_equal(r.undone_by, second);
	must(w, undo(w, second, &third));
	must(w, action_get(w->s, first, &r, &w->e));
	assert_int_equal(r.undone_by, 0);
	must(w, action_get(w->s, second, &r, &w->e));
	assert_int_equal(r.undone_by, third);
	assert_int_equal(r.undoes, first);
	assert_int_equal(action_get(w->s, 99, &r, &w->e), ERR_NOTFOUND);
}

/* ---- before and after ---- */

static bool tell(void *ctx, const struct change_line *l)
{
	char before[32], after[32];

	buf_printf(ctx, "%s[%s].%s%s: %s -> %s\n", l->table, l->key, l->column,
	    l->by_rule ? " (by rule)" : "", value_text(&l->before, before, sizeof before),
	    value_text(&l->after, after, sizeof after));
	return true;
}

static bool stop(void *ctx, const struct change_line *l)
{
	(void)l;
	++*(int *)ctx;
	return false;
}

static void before_and_after(void **state)
{
	struct world *w = *state;
	struct buf b = BUF_INIT;
	struct txn *t = begin(w);
	int64_t id;
	int lines = 0;

	add_appointment(w, t, w->ann, w->room, 1);
	commit(w, t);
	t = begin(w);
	sql(t, "UPDATE appointment SET state = 'cancelled', live = 0, reason = 'ill', rev = 3");
	sql(t, "UPDATE appointment_resource SET part = 2");
	id = commit(w, t);
	must(w, action_each_change(w->s, id, tell, &b, &w->e));
	assert_string_equal(b.s,
	    "appointment[1].state: booked -> cancelled\n"
	    "appointment[1].live: 1 -> 0\n"
	    "appointment[1].reason:  -> ill\n"
	    "appointment_resource[1,1,1].appointment_id: 1 -> \n"
	    "appointment_resource[1,1,1].resource_id: 1 -> \n"
	    "appointment_resource[1,1,1].part: 1 -> \n"
	    "appointment_resource[1,1,1].start_at: 1795510800 -> \n"
	    "appointment_resource[1,1,1].end_at: 1795514400 -> \n"
	    "appointment_resource[1,1,1].active: 1 -> \n"
	    "appointment_resource[1,1,2].appointment_id:  -> 1\n"
	    "appointment_resource[1,1,2].resource_id:  -> 1\n"
	    "appointment_resource[1,1,2].part:  -> 2\n"
	    "appointment_resource[1,1,2].start_at:  -> 1795510800\n"
	    "appointment_resource[1,1,2].end_at:  -> 1795514400\n"
	    "appointment_resource[1,1,2].active:  -> 0\n");
	must(w, action_each_change(w->s, id, stop, &lines, &w->e));
	assert_int_equal(lines, 1);
	buf_free(&b);
	assert_int_equal(action_each_change(w->s, 99, tell, &b, &w->e), ERR_NOTFOUND);
}

/* What the guards' triggers did is told apart from what a person did. */
static void by_hand_and_by_rule(void **state)
{
	struct world *w = *state;
	struct buf b = BUF_INIT;
	struct txn *t = begin(w);

	add_appointment(w, t, w->ann, w->room, 1);
	commit(w, t);
	t = begin(w);
	sql(t, "UPDATE appointment SET state = 'done', live = 0, rev = 3");
	must(w, action_each_change(w->s, commit(w, t), tell, &b, &w->e));
	assert_string_equal(b.s,
	    "appointment[1].state: booked -> done\n"
	    "appointment[1].live: 1 -> 0\n"
	    "appointment_resource[1,1,1].active (by rule): 1 -> 0\n");
	buf_free(&b);
}

/* ---- the chain ---- */

static int64_t bad_after(struct world *w, const char *attack)
{
	struct chain_result r;
	struct buf text = BUF_INIT;

	/* An attacker takes the guards away first. */
	buf_printf(&text,
	    "DROP TRIGGER IF EXISTS action_bu; DROP TRIGGER IF EXISTS action_bd;"
	    "DROP TRIGGER IF EXISTS action_bi; %s",
	    attack);
	shell(w, text.s);
	buf_free(&text);
	must(w, chain_verify(w->s, &r, &w->e));
	return r.bad;
}

static void a_whole_chain(void **state)
{
	struct world *w = *state;
	struct chain_result r;

	fill(w);
	must(w, chain_verify(w->s, &r, &w->e));
	assert_int_equal(r.count, 5);
	assert_int_equal(r.last_id, 5);
	assert_int_equal(r.bad, 0);
	assert_int_equal(number(w, "SELECT length(hash) FROM action WHERE id = 5"), 32);
}

static void every_attack_is_found(void **state)
{
	static const struct {
		const char *attack;
		int64_t bad;
	} attacks[] = {
		{ "UPDATE action SET staff_id = 1 WHERE id = 3", 3 },
		{ "UPDATE action SET at = at + 1 WHERE id = 4", 4 },
		{ "UPDATE action SET reason = 'x' WHERE id = 2", 2 },
		/* What stands in one field is moved into its neighbour. */
		{ "UPDATE action SET peer = '', subject = peer || subject WHERE id = 3", 3 },
		{ "UPDATE action SET changeset = substr(changeset, 2) WHERE id = 5", 5 },
		{ "UPDATE action SET hash = zeroblob(32) WHERE id = 2", 2 },
		{ "UPDATE action SET hash = x'00' WHERE id = 5", 5 },
		{ "UPDATE action SET format = 2 WHERE id = 5", 5 },
		{ "DELETE FROM action WHERE id = 3", 4 },
		{ "DELETE FROM action WHERE id = 3; UPDATE action SET id = id - 1 WHERE id > 3",
		    3 },
		{ "UPDATE action SET id = -3 WHERE id = 3; UPDATE action SET id = 3 WHERE id = 4;"
		  "UPDATE action SET id = 4 WHERE id = -3",
		    3 },
	};
	struct world *w = *state;

	fill(w);
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
		char copy[120];
		struct world other = *w;

		snprintf(copy, sizeof copy, "%s/attack%zu.db", w->dir, i);
		must(w, store_backup(w->s, copy, &w->e));
		text_copy(other.path, sizeof other.path, copy);
		must(w, store_open(copy, 0, &other.s, &w->e));
		if (bad_after(&other, attacks[i].attack) != attacks[i].bad)
			fail_msg("not found: %s", attacks[i].attack);
		store_close(other.s);
	}
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		T(lists_newest_first),
		T(knows_what_was_undone),
		T(before_and_after),
		T(by_hand_and_by_rule),
		T(a_whole_chain),
		T(every_attack_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
