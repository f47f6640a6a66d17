/* Sheets of the day for when nothing else works. */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/user_file.h"
#include "desk/sheets.h"

static void read_sheet(struct desk_world *w, const char *name, struct buf *out)
{
	char path[300];

	text_fmt(path, sizeof path, "%s/%s", w->dir, name);
	buf_clear(out);
	must(w, user_file_read(path, out, &w->e));
}

static void today_and_the_next_day_of_every_branch(void **state)
{
	struct desk_world *w = *state;
	struct buf b = BUF_INIT;
	int64_t n = -1, here;

	act_as(w, w->wf, 0);
	book(w, w->ann, w->r_cl, at(w, 0, 16, 0), 30);
	book(w, w->bob, w->r_ly, at(w, 1, 10, 0), 30);
	must(w, sheets_write(&w->d, &n, &w->e));
	assert_int_equal(n, 0);
	w->d.config.sheets_folder = w->dir;
	/* As the job writes them: the program itself knows every name. */
	w->d.who = (struct actor){ .branch_id = w->ja, .station = "", .origin = "tick",
		.peer = "" };
	w->d.owner = true;
	here = w->d.branch_id;
	must(w, sheets_write(&w->d, &n, &w->e));
	assert_int_equal(n, 8);
	assert_int_equal(w->d.branch_id, here);
	read_sheet(w, "ja-2026-11-24-day.txt", &b);
	assert_non_null(strstr(buf_str(&b), "16:00"));
	/* Whoever finds the paper reads the alias of a restricted file. */
	read_sheet(w, "ja-2026-11-25-day.txt", &b);
	assert_non_null(strstr(buf_str(&b), "Mr B"));
	assert_null(strstr(buf_str(&b), "Bob Brown"));
	read_sheet(w, "pd-2026-11-24-experts.txt", &b);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(today_and_the_next_day_of_every_branch, desk_setup,
		    desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
