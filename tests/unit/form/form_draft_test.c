/* A record under edit that was interrupted: what a draft keeps, and what becomes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "edit_world.h"

static char *draft_of(const struct form_edit *x)
{
	struct buf b = BUF_INIT;
	form_edit_save_draft(x, &b);
	return buf_take(&b);
}

static void a_draft_holds_what_is_dirty(void **state)
{
	struct form_edit *x = open_wang(*state);
	struct err e = ERR_INIT;
	type(x, "notes", "~a\tb\\c\nd");
	type(x, "expert", "陈立");
	assert_int_equal(form_edit_set_text(x, at(x, "phone"), "138x", &e), ERR_INVALID);
	char *draft = draft_of(x);
	assert_string_equal(draft, "phone\t13800130823\t?138x\nexpert\t~\t2\n"
	    "notes\ttea\t\\~a\\tb\\\\c\\nd\n");
	mem_free(draft);
	form_edit_free(x);
}

static void a_draft_comes_back_as_it_was(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w), *y = open_wang(w);
	struct err e = ERR_INIT;
	type(x, "notes", "?a\tb\\c\nd\\n");
	type(x, "birth", "");
	type(x, "weight", "72.5");
	type(x, "quiet", "1");
	assert_int_equal(form_edit_set_text(x, at(x, "phone"), "~138x", &e), ERR_INVALID);
	char *draft = draft_of(x);
	struct form_draft_result r = form_edit_load_draft(y, draft);
	assert_int_equal(r.taken, 5);
	assert_int_equal(r.changed, 0);
	assert_int_equal(r.lost, 0);
	char *again = draft_of(y);
	assert_string_equal(again, draft);
	shows(y, "phone", "~138x");
	assert_int_equal(field(y, "phone")->grade, CHECK_WRONG);
	mem_free(again);
	mem_free(draft);
	form_edit_free(x);
	form_edit_free(y);
}

static void a_draft_meets_what_changed_since(void **state)
{
	struct world *w = *state;
	struct form_edit *x = open_wang(w);
	type(x, "notes", "mine");
	type(x, "name", "王大明");
	char *draft = draft_of(x);
	form_edit_free(x);
	fake_set(&w->store, "client", w->wang, "notes", "theirs");
	x = open_wang(w);
	struct form_draft_result r = form_edit_load_draft(x, draft);
	assert_int_equal(r.taken, 2);
	assert_int_equal(r.changed, 1);
	assert_int_equal(field(x, "notes")->conflict, CONFLICT_OPEN);
	assert_string_equal(field(x, "notes")->theirs.s, "theirs");
	shows(x, "notes", "mine");
	assert_int_equal(field(x, "name")->conflict, CONFLICT_NONE);
	mem_free(draft);
	form_edit_free(x);
}

static void what_a_draft_cannot_place_is_counted(void **state)
{
	struct form_edit *x = open_wang(*state);
	struct form_draft_result r = form_edit_load_draft(x, "gone\ta\tb\n\n\t\t\nexpert\t~\tx\n"
	    "notes\ttea\nname\t王小明\t王大明\nnotes\ttea\tcut off");
	assert_int_equal(r.taken, 1);
	assert_int_equal(r.lost, 6);
	shows(x, "name", "王大明");
	shows(x, "notes", "tea");
	form_edit_free(x);
}

/* Any damage to a draft is survived. */
static void damaged_drafts_never_hurt(void **state)
{
	struct world *w = *state;
	const char good[] =
	    "phone\t13800130823\t?138x\nexpert\t~\t2\nnotes\ttea\t\\~a\\tb\\\\c\\nd\n";
	unsigned seed = 11;
	for (int i = 0; i < 3000; i++) {
		char copy[sizeof good];
		struct form_edit *x = open_wang(w);
		memcpy(copy, good, sizeof good);
		for (int j = 0; j < 3; j++) {
			seed = seed * 1103515245u + 12345u;
			copy[(seed >> 8) % (sizeof good - 1)] = "\t\n\\~?a0\x80"[seed >> 28 & 7];
		}
		form_edit_load_draft(x, copy);
		char *again = draft_of(x);
		mem_free(again);
		form_edit_free(x);
	}
}

/* A screen may keep lines of its own in a draft: no field is lost by them. */
static void lines_of_the_screen_are_passed_over(void **state)
{
	struct world *w = *state;
	struct form_edit *x = form_edit_new(w->form, &w->env);
	struct form_draft_result r = form_edit_load_draft(x, "#row\t1,2\nname\t~\tX\n#last\t3");
	assert_int_equal(r.taken, 1);
	assert_int_equal(r.lost, 0);
	shows(x, "name", "X");
	form_edit_free(x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lines_of_the_screen_are_passed_over),
		TEST(a_draft_holds_what_is_dirty),
		TEST(a_draft_comes_back_as_it_was),
		TEST(a_draft_meets_what_changed_since),
		TEST(what_a_draft_cannot_place_is_counted),
		TEST(damaged_drafts_never_hurt),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
