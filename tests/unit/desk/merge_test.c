/* Two files of one person: nothing is lost, what clashes is named, and it can be undone. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/flag.h"
#include "data/phone.h"
#include "data/record.h"
#include "data/search.h"
#include "data/sheet.h"
#include "data/todo.h"
#include "desk/intake.h"
#include "desk/merge.h"
#include "desk/undo.h"

#define T15 at(w, 0, 15, 0)

static enum err_code merge(struct desk_world *w, int64_t keep, int64_t gone, int64_t *action)
{
	return merge_files(&w->d, keep, gone, NULL, 0, action, &w->e);
}

static void as_manager(struct desk_world *w)
{
	act_as(w, w->wl, w->admin);
}

/* Rows of every kind that hang under a client. */
static void fill_file(struct desk_world *w, int64_t client, const char *number_of,
    const char *allergy)
{
	struct action_head head = { .name = "client-edit" };
	struct phone p = { .client_id = client, .relation = "mother", .may_tell = true };
	struct value green = { .type = VALUE_NULL };
	struct txn *t;
	int64_t id, sheet;

	add_dependant(w, client, "小宝");
	must(w, intake_note(&w->d, client, "a note", &w->e));
	text_copy(p.number, sizeof p.number, number_of);
	value_set_text(&green, "green");
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, phone_insert(t, &p, &id, &w->e));
	must(w, flag_set(t, client, "allergy", allergy, HELP_DAY, &id, &w->e));
	must(w, sheet_insert(t, client, "client", "0123", "the form", &sheet, &w->e));
	must(w, sheet_answer_set(t, sheet, "tea", &green, true, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&green);
}

static void everything_moves_to_the_file_that_stays(void **state)
{
	static const char *const tables[] = { "client_phone", "dependant", "client_note", "sheet",
		"appointment" };
	struct desk_world *w = *state;
	struct search_result hits = { .n = 0 };
	int64_t action;

	fill_file(w, w->ann, "13511111111", "lidocaine");
	fill_file(w, w->cid, "13522222222", "penicillin");
	book(w, w->ann, w->r1, T15, 60);
	book(w, w->cid, w->r2, at(w, 0, 17, 0), 60);
	as_manager(w);
	must(w, merge(w, w->ann, w->cid, &action));
	assert_int_equal(action, last_action(w));
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		assert_int_equal(number(w, "SELECT count(*) FROM %s WHERE client_id = %lld",
		    tables[i],
		    (long long)w->cid), 0);
		assert_true(number(w, "SELECT count(*) FROM %s WHERE client_id = %lld", tables[i],
		    (long long)w->ann) >= 2);
	}
	assert_int_equal(number(w,
	    "SELECT count(*) FROM client WHERE id = %lld AND state = 'merged'"
	    " AND merged_into = %lld", (long long)w->cid, (long long)w->ann), 1);
	/* Found by what the other file was found by. */
	must(w, search_find(w->s, "chensiyu", HELP_DAY, 20, &hits, &w->e));
	assert_int_equal(hits.n, 1);
	assert_int_equal(hits.v[0].client_id, w->ann);
	assert_string_equal(hits.v[0].via, "merged");
}

static void what_the_file_lacked_it_gets_and_what_was_chosen(void **state)
{
	struct desk_world *w = *state;
	struct merge_choice name = { .column = "name" };
	int64_t action;

	as_manager(w);
	must(w, merge_files(&w->d, w->bob, w->cid, &name, 1, &action, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE id = %lld AND name = '陈思雨'"
	    " AND birth = '2000-01-15' AND alias = 'Mr B'", (long long)w->bob), 1);
}

static void set_text(struct desk_world *w, int64_t client, const char *column, const char *text)
{
	struct action_head head = { .name = "client-edit" };
	struct conflict_list none = { 0 };
	struct change c = { .column = column };
	struct txn *t;

	value_set_text(&c.value, text);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, record_update(t, "client", client, &c, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	value_free(&c.value);
}

static void two_texts_are_joined_where_that_was_chosen(void **state)
{
	struct desk_world *w = *state;
	struct merge_choice notes = { "notes", true }, name = { "name", true };
	char text[100];
	int64_t action;

	set_text(w, w->ann, "notes", "likes tea");
	set_text(w, w->cid, "notes", "comes by bus");
	as_manager(w);
	refused(w, merge_files(&w->d, w->ann, w->cid, &name, 1, &action, &w->e), ERR_USAGE,
	    "cannot be taken over");
	must(w, merge_files(&w->d, w->ann, w->cid, &notes, 1, &action, &w->e));
	assert_string_equal(text_of(w, "SELECT notes FROM client WHERE merged_into IS NULL"
	    " AND notes LIKE 'likes%'", text, sizeof text), "likes tea; comes by bus");
}

static const struct merge_field *field_of(const struct merge_preview *p, const char *column)
{
	for (size_t i = 0; i < p->fields.n; i++)
		if (!strcmp(p->fields.v[i].column->name, column))
			return &p->fields.v[i];
	return NULL;
}

static int64_t moved(const struct merge_preview *p, const char *label)
{
	for (size_t i = 0; i < p->moves.n; i++)
		if (!strcmp(p->moves.v[i].label, label))
			return p->moves.v[i].n;
	return 0;
}

static void it_is_shown_before_it_is_done(void **state)
{
	struct desk_world *w = *state;
	struct merge_preview p = { .keep_rev = 0 };
	int64_t keep;
	bool same = false;

	fill_file(w, w->cid, "13522222222", "penicillin");
	set_text(w, w->ann, "notes", "likes tea");
	set_text(w, w->cid, "notes", "comes by bus");
	set_text(w, w->cid, "email", "c@example.cn");
	book(w, w->cid, w->r2, at(w, 0, 17, 0), 60);
	must(w, merge_older(&w->d, w->cid, w->ann, &keep, &w->e));
	assert_int_equal(keep, w->ann);
	must(w, merge_preview(&w->d, w->ann, w->cid, &p, &w->e));
	assert_true(field_of(&p, "name")->may_choose);
	assert_false(field_of(&p, "name")->may_join);
	assert_true(field_of(&p, "notes")->may_join);
	assert_false(field_of(&p, "email")->may_choose);        /* only one has it */
	assert_true(field_of(&p, "branch_id")->equal);
	assert_null(field_of(&p, "file_no"));
	for (size_t i = 0; i < p.fields.n; i++) {               /* what is the same stands last */
		assert_false(same && !p.fields.v[i].equal);
		same |= p.fields.v[i].equal;
	}
	assert_int_equal(moved(&p, "appointment"), 1);
	assert_true(moved(&p, "telephone") >= 2);
	assert_string_equal(p.clash, "");
	merge_preview_free(&p);
}

static void two_bookings_at_one_hour_are_named_before(void **state)
{
	struct desk_world *w = *state;
	struct merge_preview p = { .keep_rev = 0 };

	book(w, w->ann, w->r1, T15, 60);
	book(w, w->cid, w->r2, T15 + 1800, 60);
	must(w, merge_preview(&w->d, w->ann, w->cid, &p, &w->e));
	assert_non_null(strstr(p.clash, "Booked twice at one hour"));
	merge_preview_free(&p);
}

static void a_restricted_file_is_not_shown_to_everybody(void **state)
{
	struct desk_world *w = *state;
	struct merge_preview p = { .keep_rev = 0 };

	refused(w, merge_preview(&w->d, w->ann, w->bob, &p, &w->e), ERR_DENIED, "restricted");
	as_manager(w);
	must(w, merge_preview(&w->d, w->ann, w->bob, &p, &w->e));
	assert_false(field_of(&p, "restricted")->may_choose);
	merge_preview_free(&p);
}

/* A file that hides a name must not lose its cover in one that does not. */
static void a_restricted_file_stays_restricted(void **state)
{
	struct desk_world *w = *state;
	int64_t action;

	as_manager(w);
	must(w, merge(w, w->ann, w->bob, &action));
	assert_int_equal(number(w, "SELECT count(*) FROM client WHERE id = %lld AND restricted = 1"
	    " AND alias = 'Mr B'", (long long)w->ann), 1);
}

/* Nor by somebody who merges an open file into it and chooses that one's "not restricted". */
static void a_restricted_file_is_not_uncovered(void **state)
{
	struct desk_world *w = *state;
	struct merge_choice take[] = { { .column = "restricted" } };
	int64_t action;

	as_manager(w);
	must(w, merge_files(&w->d, w->bob, w->ann, take, 1, &action, &w->e));
	assert_int_equal(number(w, "SELECT restricted FROM client WHERE id = %lld",
	    (long long)w->bob), 1);
}

static void one_flag_says_what_both_said(void **state)
{
	struct desk_world *w = *state;
	char text[100];
	int64_t action;

	fill_file(w, w->ann, "13511111111", "lidocaine");
	fill_file(w, w->cid, "13522222222", "penicillin");
	as_manager(w);
	must(w, merge(w, w->ann, w->cid, &action));
	text_of(w, "SELECT text FROM client_flag WHERE state = 'on'", text, sizeof text);
	assert_string_equal(text, "lidocaine; penicillin");
	assert_int_equal(number(w, "SELECT count(*) FROM client_flag WHERE state = 'on'"), 1);
}

static void an_undo_restores_every_byte(void **state)
{
	struct desk_world *w = *state;
	char *before, *after;
	int64_t action, id;

	fill_file(w, w->ann, "13511111111", "lidocaine");
	fill_file(w, w->cid, "13522222222", "penicillin");
	book(w, w->cid, w->r2, at(w, 0, 17, 0), 60);
	as_manager(w);
	before = snapshot(w);
	must(w, merge(w, w->ann, w->cid, &action));
	must(w, undo_action(&w->d, action, false, NULL, &id, &w->e));
	after = snapshot(w);
	assert_string_equal(before, after);
	mem_free(before);
	mem_free(after);
	assert_int_equal(number(w, "SELECT count(*) FROM client_term WHERE term = 'nchensiyu'"
	    " AND client_id = %lld", (long long)w->cid), 1);
}

static void two_times_at_one_hour_are_both_named(void **state)
{
	struct desk_world *w = *state;
	char *before, *after;
	int64_t action;

	book(w, w->ann, w->r1, T15, 60);
	book(w, w->cid, w->r2, T15 + 1800, 60);
	as_manager(w);
	before = snapshot(w);
	refused(w, merge(w, w->ann, w->cid, &action), ERR_TAKEN,
	    "Not merged. Booked twice at one hour: 15:00 初诊咨询 and 15:30 初诊咨询. "
	    "Move or cancel one.");
	after = snapshot(w);
	assert_string_equal(before, after);
	assert_int_equal(action, 0);
	mem_free(before);
	mem_free(after);
	/* Over is over: one that was cancelled does not clash. */
	must(w, booking_cancel(&w->d, 2, "double", &w->e));
	must(w, merge(w, w->ann, w->cid, &action));
}

static void a_file_that_referred_the_other_does_not_refer_itself(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "client-edit" };
	struct change set = { "referrer_id", { .type = VALUE_NULL }, { .type = VALUE_INT } };
	struct conflict_list none = { 0 };
	struct txn *t;
	int64_t action;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	set.value.i = w->cid;
	must(w, record_update(t, "client", w->ann, &set, 1, &none, &w->e));
	must(w, record_update(t, "client", w->bob, &set, 1, &none, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	as_manager(w);
	must(w, merge(w, w->ann, w->cid, &action));
	assert_int_equal(number(w, "SELECT referrer_id IS NULL FROM client WHERE id = %lld",
	    (long long)w->ann), 1);
	assert_int_equal(number(w, "SELECT referrer_id FROM client WHERE id = %lld",
	    (long long)w->bob), w->ann);
}

static void lines_of_the_work_lists_end_with_the_file(void **state)
{
	struct desk_world *w = *state;
	struct action_head head = { .name = "client-edit" };
	struct todo line = { .branch_id = w->ja, .client_id = w->cid, .other_id = w->ann,
		.day = HELP_DAY, .kind = "duplicate", .why = "sound, birthday" };
	struct txn *t;
	int64_t id, action;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, todo_insert(t, &line, false, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	as_manager(w);
	must(w, merge(w, w->ann, w->cid, &action));
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE state = 'open'"), 0);
}

static void what_cannot_be_merged(void **state)
{
	struct desk_world *w = *state;
	struct merge_choice number_column = { .column = "file_no" },
		unknown = { .column = "shoe_size" };
	int64_t action;

	refused(w, merge(w, w->ann, w->cid, &action), ERR_DENIED,
	    "Not your right: merge two files.");
	act_as(w, w->wl, 0);
	refused(w, merge(w, w->ann, w->cid, &action), ERR_SECOND, "Needs a second person");
	as_manager(w);
	refused(w, merge(w, w->ann, w->ann, &action), ERR_INVALID, "one and the same file");
	refused(w, merge(w, w->ann, 999, &action), ERR_NOTFOUND, "no such file");
	refused(w, merge_files(&w->d, w->ann, w->cid, &number_column, 1, &action, &w->e), ERR_USAGE,
	    "\"file_no\" cannot be taken over");
	refused(w, merge_files(&w->d, w->ann, w->cid, &unknown, 1, &action, &w->e), ERR_USAGE,
	    "\"shoe_size\" cannot be taken over");
	must(w, merge(w, w->ann, w->cid, &action));
	refused(w, merge(w, w->bob, w->cid, &action), ERR_INVALID, "merged or closed already");
}

/* Three files of one person, one after the other: the chain leads to the last one. */
static void merging_goes_on(void **state)
{
	struct desk_world *w = *state;
	struct search_result hits = { .n = 0 };
	int64_t action;

	as_manager(w);
	must(w, merge(w, w->ann, w->cid, &action));
	must(w, merge(w, w->bob, w->ann, &action));
	must(w, search_find(w->s, "chensiyu", HELP_DAY, 20, &hits, &w->e));
	assert_int_equal(hits.n, 1);
	assert_int_equal(hits.v[0].client_id, w->bob);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(everything_moves_to_the_file_that_stays),
		T(what_the_file_lacked_it_gets_and_what_was_chosen),
		T(two_texts_are_joined_where_that_was_chosen),
		T(it_is_shown_before_it_is_done),
		T(two_bookings_at_one_hour_are_named_before),
		T(a_restricted_file_is_not_shown_to_everybody),
		T(a_restricted_file_stays_restricted),
		T(a_restricted_file_is_not_uncovered),
		T(one_flag_says_what_both_said),
		T(an_undo_restores_every_byte),
		T(two_times_at_one_hour_are_both_named),
		T(a_file_that_referred_the_other_does_not_refer_itself),
		T(lines_of_the_work_lists_end_with_the_file),
		T(what_cannot_be_merged),
		T(merging_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
