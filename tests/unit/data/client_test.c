/* The client file: its row, its card, its children, and what a merge does to rows. */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/figures.h"
#include "data/flag.h"
#include "data/note.h"
#include "data/phone.h"
#include "data/search.h"
#include "data/todo.h"

static int64_t phone_of(struct world *w, struct txn *t, int64_t client, const char *relation,
    const char *number)
{
	struct phone p = { .client_id = client, .may_tell = true };
	int64_t id;

	text_copy(p.relation, sizeof p.relation, relation);
	text_copy(p.number, sizeof p.number, number);
	must(w, phone_insert(t, &p, &id, &w->e));
	return id;
}

static int64_t whole_file(struct world *w, struct txn *t)
{
	struct client c = { .branch_id = 1, .created_by = 1, .referrer_id = w->bob, .expert_id = 2,
		.coordinator_id = 1, .restricted = 1, .day = mem_dup(HELP_DAY),
		.file_no = mem_dup("26-0412"), .name = mem_dup("王小明"), .alias = mem_dup("M."),
		.pinyin = mem_dup("Wang Xiaoming"), .gender = mem_dup("m"),
		    .birth = mem_dup("1992"),
		.document_no = mem_dup("D1"), .card_no = mem_dup("VIP7"),
		    .card_level = mem_dup("gold"),
		.email = mem_dup("w@example.cn"), .address = mem_dup("a"),
		    .source = mem_dup("friend"),
		.history = mem_dup("h"), .personality = mem_dup("p"), .interests = mem_dup("i"),
		.hobbies = mem_dup("o"), .needs = mem_dup("tea"), .habits = mem_dup("b"),
		.wishes = mem_dup("w"), .notes = mem_dup(""), .origin_key = mem_dup("old:9") };
	int64_t id;

	must(w, client_insert(t, &c, &id, &w->e));
	client_free(&c);
	return id;
}

static void a_whole_row_comes_back_as_it_went_in(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = whole_file(w, t), action = commit(w, t);
	struct client c;

	must(w, client_get(w->s, id, &c, &w->e));
	assert_int_equal(c.rev, action);
	assert_int_equal(c.created_at, HELP_NOW);
	assert_int_equal(c.referrer_id, w->bob);
	assert_int_equal(c.expert_id, 2);
	assert_int_equal(c.restricted, 1);
	assert_string_equal(c.state, "active");
	assert_string_equal(c.name, "王小明");
	assert_string_equal(c.wishes, "w");
	assert_string_equal(c.document_no, "D1");
	assert_string_equal(c.origin_key, "old:9");
	assert_null(c.notes);           /* nothing was typed: NULL, not an empty text */
	client_free(&c);
	assert_int_equal(client_get(w->s, 999, &c, &w->e), ERR_NOTFOUND);
	client_free(&c);
}

static void keys_find_one_file(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t id = whole_file(w, t), found;
	struct client twice = { .branch_id = 1, .day = mem_dup(HELP_DAY), .name = mem_dup("x"),
		.file_no = mem_dup("26-0412") };

	assert_int_equal(client_insert(t, &twice, &found, &w->e), ERR_DUPLICATE);
	client_free(&twice);
	err_clear(&w->e);
	commit(w, t);
	must(w, client_by_file_no(w->s, "26-0412", &found, &w->e));
	assert_int_equal(found, id);
	must(w, client_by_origin(w->s, "old:9", &found, &w->e));
	assert_int_equal(found, id);
	assert_int_equal(client_by_file_no(w->s, "26-0413", &found, &w->e), ERR_NOTFOUND);
}

static void a_number_is_found_whole_with_or_without_country_code(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t ids[8];
	size_t n;

	phone_of(w, t, w->ann, "self", "13800132208");
	phone_of(w, t, w->bob, "mother", "+8613800132208");
	phone_of(w, t, w->cid, "self", "0013800132208");        /* ends alike, is another */
	commit(w, t);
	must(w, client_by_phone(w->s, "138 0013 2208", ids, 8, &n, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(ids[0], w->bob);
	assert_int_equal(ids[1], w->ann);
	must(w, client_by_phone(w->s, "+86 13800132208", ids, 8, &n, &w->e));
	assert_int_equal(n, 2);
	must(w, client_by_phone(w->s, "2208", ids, 8, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, client_by_phone(w->s, "", ids, 8, &n, &w->e));
	assert_int_equal(n, 0);
}

static void numbers_stand_own_first(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct phone_list l = { 0 };
	int64_t own, ids[4];
	size_t n;

	phone_of(w, t, w->ann, "mother", "13900000001");
	phone_of(w, t, w->ann, "landline", "02165530002");
	own = phone_of(w, t, w->ann, "self", "13900000003");
	commit(w, t);
	must(w, phone_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_string_equal(l.v[0].relation, "self");
	assert_string_equal(l.v[1].relation, "landline");
	assert_string_equal(l.v[2].relation, "mother");
	assert_true(l.v[2].may_tell);
	t = begin(w);
	must(w, phone_set_state(t, own, "retired", &w->e));
	commit(w, t);
	must(w, phone_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 2);
	must(w, search_by_term(w->s, "p0003", ids, 4, &n, &w->e));
	assert_int_equal(n, 0);
	t = begin(w);
	assert_int_equal(phone_set_state(t, 999, "on", &w->e), ERR_NOTFOUND);
	action_rollback(t);
	phone_list_free(&l);
}

static void a_card_shows_what_lists_show(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct client_card_list l = { 0 };
	int64_t id = whole_file(w, t), ids[] = { id, 999, w->ann };

	phone_of(w, t, id, "mother", "13911117766");
	must(w, flag_set(t, id, "quiet", NULL, NULL, NULL, &w->e));
	must(w, flag_set(t, id, "allergy", "lidocaine", HELP_DAY, NULL, &w->e));
	add_appointment(w, t, id, 0, 20);
	add_appointment(w, t, id, 0, 3);
	add_appointment(w, t, id, 0, -9);
	commit(w, t);
	must(w, client_cards(w->s, ids, 3, HELP_NOW, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].id, id);
	assert_string_equal(l.v[0].branch, "ja");
	assert_string_equal(l.v[0].phone, "13911117766");
	assert_string_equal(l.v[0].relation, "mother");
	assert_string_equal(l.v[0].flags, "allergy quiet");
	assert_true(l.v[0].restricted);
	assert_string_equal(l.v[0].alias, "M.");
	assert_int_equal(l.v[0].next_at, HELP_NOW + 3 * HOUR);
	assert_string_equal(l.v[1].name, "Ann");
	assert_string_equal(l.v[1].phone, "");
	assert_int_equal(l.v[1].next_at, 0);
	/* while it is going on, it is still the next one */
	must(w, client_cards(w->s, ids, 1, HELP_NOW + 3 * HOUR + 60, &l, &w->e));
	assert_int_equal(l.v[0].next_at, HELP_NOW + 3 * HOUR);
	must(w, client_cards(w->s, ids, 1, HELP_NOW + 4 * HOUR, &l, &w->e));
	assert_int_equal(l.v[0].next_at, HELP_NOW + 20 * HOUR);
	client_card_list_free(&l);
}

static void a_flag_set_again_is_the_same_row(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct flag_list l = { 0 };
	int64_t first, again;

	must(w, flag_set(t, w->ann, "allergy", "nuts", NULL, &first, &w->e));
	must(w, flag_clear(t, w->ann, "allergy", &w->e));
	must(w, flag_clear(t, w->ann, "allergy", &w->e));
	must(w, flag_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 0);
	must(w, flag_set(t, w->ann, "allergy", "latex", HELP_DAY, &again, &w->e));
	commit(w, t);
	assert_int_equal(first, again);
	must(w, flag_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].text, "latex");
	assert_string_equal(l.v[0].since, HELP_DAY);
	flag_list_free(&l);
}

static void kinds_that_do_not_fit_are_left_out_whole(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	char kinds[12];

	must(w, flag_set(t, w->ann, "allergy", NULL, NULL, NULL, &w->e));
	must(w, flag_set(t, w->ann, "key", NULL, NULL, NULL, &w->e));
	must(w, flag_set(t, w->ann, "quiet", NULL, NULL, NULL, &w->e));
	commit(w, t);
	must(w, flag_kinds(w->s, w->ann, kinds, sizeof kinds, &w->e));
	assert_string_equal(kinds, "allergy key");
}

static void family_and_pets(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct dependant d = { .client_id = w->ann, .kind = "pet", .name = "旺财",
	    .species = "dog" };
	struct dependant_list l = { 0 };
	int64_t pet, child;

	must(w, dependant_insert(t, &d, &pet, &w->e));
	d = (struct dependant){ .client_id = w->ann, .kind = "family", .relation = "child",
		.name = "小明", .birth = "2019-05" };
	must(w, dependant_insert(t, &d, &child, &w->e));
	must(w, dependant_set_state(t, pet, "retired", &w->e));
	commit(w, t);
	must(w, dependant_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].relation, "child");
	assert_string_equal(l.v[0].birth, "2019-05");
	must(w, dependant_get(w->s, pet, &d, &w->e));
	assert_string_equal(d.species, "dog");
	assert_string_equal(d.state, "retired");
	dependant_list_free(&l);
}

static void notes_come_in_pages(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct note_list l = { 0 };
	int64_t id[3];

	for (int i = 0; i < 3; i++)
		must(w, note_insert(t, w->ann, HELP_DAY, HELP_NOW, "told", &id[i], &w->e));
	must(w, note_set_state(t, id[1], "retired", &w->e));
	commit(w, t);
	must(w, note_list(w->s, w->ann, 0, 0, 1, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, id[2]);
	assert_string_equal(l.v[0].staff, "王芳");
	must(w, note_list(w->s, w->ann, l.v[0].at, l.v[0].id, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_int_equal(l.v[0].id, id[0]);
	note_list_free(&l);
}

static void a_file_number_is_given_once(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t ids[2];
	size_t n;

	must(w, client_set_file_no(t, w->ann, "26-0001", &w->e));
	assert_int_equal(client_set_file_no(t, w->ann, "26-0002", &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(client_set_file_no(t, w->bob, "26-0001", &w->e), ERR_DUPLICATE);
	commit(w, t);
	must(w, search_by_term(w->s, "c260001", ids, 2, &n, &w->e));
	must(w, client_by_file_no(w->s, "26-0001", &ids[0], &w->e));
	assert_int_equal(ids[0], w->ann);
}

static void a_merge_moves_every_row_and_is_followed(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	struct todo todo = { .branch_id = 1, .client_id = w->bob, .day = HELP_DAY,
		.kind = "complete", .why = "birth" };
	struct phone_list phones = { 0 };
	int64_t n, to, ids[4];
	size_t k;

	phone_of(w, t, w->bob, "self", "13800000001");
	must(w, todo_insert(t, &todo, false, NULL, &w->e));
	must(w, client_set_merged(t, w->cid, w->bob, &w->e));
	must(w, client_repoint(t, "client_phone", "client_id", w->bob, w->ann, &n, &w->e));
	assert_int_equal(n, 1);
	must(w, client_repoint(t, "client_todo", "client_id", w->bob, w->ann, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, client_set_merged(t, w->bob, w->ann, &w->e));
	commit(w, t);
	must(w, phone_list(w->s, w->ann, &phones, &w->e));
	assert_int_equal(phones.n, 1);
	phone_list_free(&phones);
	must(w, todo_count(w->s, "complete", 0, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, client_survivor(w->s, w->cid, &to, &w->e));
	assert_int_equal(to, w->ann);
	must(w, client_survivor(w->s, w->ann, &to, &w->e));
	assert_int_equal(to, w->ann);
	must(w, client_list_merged(w->s, w->ann, ids, 4, &k, &w->e));
	assert_int_equal(k, 1);
	must(w, search_by_term(w->s, "p0001", ids, 4, &k, &w->e));
	assert_int_equal(k, 1);
	assert_int_equal(ids[0], w->ann);
	t = begin(w);
	assert_int_equal(client_set_merged(t, w->bob, w->ann, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(client_set_merged(t, w->ann, w->bob, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(client_set_state(t, w->bob, "closed", &w->e), ERR_CONFLICT);
	action_rollback(t);
}

static void what_one_touched_last_comes_first(void **state)
{
	struct world *w = *state;
	int64_t ids[8], order[] = { w->ann, w->bob, w->ann };
	size_t n;

	for (int i = 0; i < 3; i++) {
		struct txn *t = begin(w);

		must(w, note_insert(t, order[i], HELP_DAY, HELP_NOW, "seen", NULL, &w->e));
		commit(w, t);
	}
	must(w, client_list_recent(w->s, 1, ids, 8, &n, &w->e));
	assert_int_equal(n, 3);
	assert_int_equal(ids[0], w->ann);
	assert_int_equal(ids[1], w->bob);
	must(w, client_list_recent(w->s, 2, ids, 8, &n, &w->e));
	assert_int_equal(n, 0);
	must(w, client_list_ids(w->s, w->ann, ids, 8, &n, &w->e));
	assert_int_equal(n, 2);
	assert_int_equal(ids[0], w->bob);
}

static void figures_of_a_client_start_at_nothing(void **state)
{
	struct world *w = *state;
	struct client_figures f;
	struct txn *t;

	must(w, figures_get(w->s, w->ann, &f, &w->e));
	assert_int_equal(f.n_done, 0);
	t = begin(w);
	add_appointment(w, t, w->ann, 0, -5);
	sql(t, "UPDATE appointment SET state = 'done', live = 0");
	commit(w, t);
	must(w, figures_get(w->s, w->ann, &f, &w->e));
	assert_int_equal(f.n_done, 1);
	assert_string_equal(f.last_day, HELP_DAY);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_whole_row_comes_back_as_it_went_in),
		TEST(keys_find_one_file),
		TEST(a_number_is_found_whole_with_or_without_country_code),
		TEST(numbers_stand_own_first),
		TEST(a_card_shows_what_lists_show),
		TEST(a_flag_set_again_is_the_same_row),
		TEST(kinds_that_do_not_fit_are_left_out_whole),
		TEST(family_and_pets),
		TEST(notes_come_in_pages),
		TEST(a_file_number_is_given_once),
		TEST(a_merge_moves_every_row_and_is_followed),
		TEST(what_one_touched_last_comes_first),
		TEST(figures_of_a_client_start_at_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
