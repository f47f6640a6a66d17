/* One client's history: all sources in one order, the same whatever the size of a page. */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/note.h"
#include "data/timeline.h"

static void note_at(struct world *w, int64_t client, int64_t at, const char *text)
{
	struct action_head head = { .name = "client-note" };
	struct txn *t;

	must(w, action_begin(w->s, &w->me, &head, &t, &w->e));
	must(w, note_insert(t, client, HELP_DAY, at, text, NULL, &w->e));
	commit(w, t);
}

static void edit(struct world *w, int64_t client, const char *from, const char *to)
{
	struct action_head head = { .name = "client-edit", .reason = "moved" };
	struct txn *t;

	must(w, action_begin(w->s, &w->other, &head, &t, &w->e));
	must(w, change_text(w, t, "client", client, "address", from, to));
	action_subject(t, "client", client);
	commit(w, t);
}

static void histories_of(struct world *w, int64_t client)
{
	struct action_head head = { .name = "appt-book" };
	struct txn *t;

	note_at(w, client, HELP_NOW - HOUR, "wants less heat");
	note_at(w, client, HELP_NOW - HOUR, "prefers afternoon");
	edit(w, client, NULL, "here");
	must(w, action_begin(w->s, &w->me, &head, &t, &w->e));
	add_appointment(w, t, client, w->room, 20);
	add_appointment(w, t, client, w->room, -1);
	commit(w, t);
}

static void everything_newest_first(void **state)
{
	struct world *w = *state;
	struct timeline l = { 0 };

	histories_of(w, w->ann);
	must(w, timeline_list(w->s, w->ann, 0, 0, TIMELINE_PAGE, &l, &w->e));
	/* two appointments, the edit, the action of the fixture, the file, two notes */
	assert_int_equal(l.n, 7);
	assert_int_equal(l.v[0].kind, TIMELINE_APPOINTMENT);
	assert_int_equal(l.v[0].letter, 'B');
	assert_int_equal(l.v[0].end_at, l.v[0].at + HOUR);
	assert_string_equal(l.v[0].part[2], "R1");
	assert_int_equal(l.v[1].kind, TIMELINE_ACTION);
	assert_string_equal(l.v[1].part[0], "client-edit");
	assert_string_equal(l.v[1].part[2], "moved");
	assert_string_equal(l.v[1].staff, "陈立");
	assert_int_equal(l.v[3].kind, TIMELINE_FILE);
	assert_int_equal(l.v[3].letter, 'N');
	assert_string_equal(l.v[3].part[3], "Ann");
	assert_int_equal(l.v[4].kind, TIMELINE_APPOINTMENT);
	assert_string_equal(l.v[5].part[0], "prefers afternoon");
	assert_string_equal(l.v[6].part[0], "wants less heat");
	assert_string_equal(l.v[6].ref_table, "client_note");
	assert_string_equal(l.v[6].staff, "王芳");
	timeline_free(&l);
}

static void pages_join_without_seam(void **state)
{
	struct world *w = *state;
	struct timeline all = { 0 }, page = { 0 };

	histories_of(w, w->ann);
	must(w, timeline_list(w->s, w->ann, 0, 0, TIMELINE_PAGE, &all, &w->e));
	for (int size = 1; size < 8; size++) {
		int64_t at = 0, key = 0;
		size_t seen = 0;

		do {
			must(w, timeline_list(w->s, w->ann, at, key, size, &page, &w->e));
			for (size_t i = 0; i < page.n; i++, seen++) {
				assert_int_equal(page.v[i].at, all.v[seen].at);
				assert_int_equal(page.v[i].key, all.v[seen].key);
				at = page.v[i].at;
				key = page.v[i].key;
			}
		} while (page.n == (size_t)size);
		assert_int_equal(seen, all.n);
	}
	timeline_free(&page);
	timeline_free(&all);
}

/* A merge changes whose rows they are; what was logged about the other file is still told. */
static void a_merged_file_brings_its_history(void **state)
{
	struct world *w = *state;
	struct action_head head = { .name = "client-merge" };
	struct timeline l = { 0 };
	struct txn *t;
	int files = 0, merges = 0, edits = 0, notes = 0;

	histories_of(w, w->bob);
	must(w, action_begin(w->s, &w->me, &head, &t, &w->e));
	must(w, client_repoint(t, "client_note", "client_id", w->bob, w->ann, NULL, &w->e));
	must(w, client_repoint(t, "appointment", "client_id", w->bob, w->ann, NULL, &w->e));
	must(w, client_set_merged(t, w->bob, w->ann, &w->e));
	commit(w, t);
	must(w, timeline_list(w->s, w->ann, 0, 0, TIMELINE_PAGE, &l, &w->e));
	for (size_t i = 0; i < l.n; i++) {
		files += l.v[i].kind == TIMELINE_FILE;
		notes += l.v[i].kind == TIMELINE_NOTE;
		merges += strcmp(l.v[i].part[0], "client-merge") == 0;
		edits += strcmp(l.v[i].part[0], "client-edit") == 0;
	}
	assert_int_equal(files, 2);
	assert_int_equal(notes, 2);
	assert_int_equal(merges, 1);
	assert_int_equal(edits, 1);
	timeline_free(&l);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown_plans)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everything_newest_first),
		TEST(pages_join_without_seam),
		TEST(a_merged_file_brings_its_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
