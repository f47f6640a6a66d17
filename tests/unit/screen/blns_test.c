/*
 * The big list of naughty strings, in every free text of a client's file and of a new client:
 * typed and pasted, saved and read again, each comes back byte for byte, less what the editor
 * never takes.
 */
#include "house.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "form/form.h"
#include "form/form_edit.h"
#include "screen/formview.h"
#include "tui/field.h"

#define LIST "tests/fixtures/blns.txt"

/* UNSEEN: of a cut text, how many may have been dropped or been blanks at its end. */
enum { TEXT_MAX_BYTES = 20000, FEWEST = 500, UNSEEN = 60 };

/* Runs ONE for each text of the list: its lines but the empty ones and the comments. */
static void each_text(struct house *h, void (*one)(struct house *h, const char *text, int number))
{
	FILE *f = fopen(LIST, "re");
	char line[TEXT_MAX_BYTES];
	int n = 0;

	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] && line[0] != '#')
			one(h, line, n++);
	}
	fclose(f);
	assert_true(n >= FEWEST);
}

/* ---- what must come back ---- */

static uint32_t take_any(const struct field *f, uint32_t cp)
{
	(void)f;
	return cp;
}

static void insert_letters(struct field *f, const char *text)
{
	while (*text) {
		const char *from = text;
		uint32_t cp = utf8_next(&text);

		if (cp >= ' ' && cp != 0x7f)
			field_insert(f, from, (size_t)(text - from));
	}
}

/* What an editor of that size makes of TEXT, and the form of that: no blanks at the ends. */
static void expect_text(const char *text, bool typed, int rows, int cols, size_t max,
    struct buf *out)
{
	struct field f;

	buf_clear(out);
	field_init(&f, rows, cols, max);
	f.filter = take_any;
	if (typed)
		insert_letters(&f, text);
	else
		field_insert(&f, text, strlen(text));
	buf_puts(out, field_text(&f));
	buf_trim(out);
	field_free(&f);
}

static bool may_be_missing(uint32_t cp)
{
	return cp_is_dropped(cp) || cp_cells(cp) <= 0 || cp == ' ' || cp == '\t' || cp == 0xa0 ||
	    cp == 0x3000;
}

/* Whatever the editor is: nothing that can be seen is missing before it was full, nothing was
 * added. */
static void only_the_unseen_is_missing(const char *text, const char *kept, size_t max)
{
	const char *t = text, *k = kept;

	while (*t) {
		uint32_t cp = utf8_next(&t);
		const char *next = k;

		if (*k && utf8_next(&next) == cp)
			k = next;
		else if (!may_be_missing(cp) && utf8_count(kept) + UNSEEN < max)
			fail_msg("U+%04X is missing from \"%s\": \"%s\"", cp, text, kept);
	}
	if (*k)
		fail_msg("not in \"%s\": \"%s\"", text, k);
}

/* ---- a second look, through one connection of our own ---- */

static sqlite3 *eye;

static int setup(void **state)
{
	const struct house *h;

	if (house_setup(state) != 0)
		return -1;
	h = *state;
	return sqlite3_open_v2(h->path, &eye, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK ? 0 : -1;
}

static int teardown(void **state)
{
	sqlite3_close(eye);
	return house_teardown(state);
}

/* First column of the first row; owned by the caller. */
static char *look(const char *sql)
{
	sqlite3_stmt *q;
	char *text;

	assert_int_equal(sqlite3_prepare_v2(eye, sql, -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	text = mem_dup((const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	return text;
}

/* ---- the form ---- */

static struct formview *form_on_top(struct house *h)
{
	return formview_of(screen_top(h->l));
}

static const struct form_field *field_of(const struct formview *v, int i)
{
	return &form_edit_form(v->edit)->fields[i];
}

/* A text of the client's own row that takes anything. */
static bool is_free(const struct formview *v, int i)
{
	const struct form_field *f = field_of(v, i);

	return (f->kind == FIELD_TEXT || f->kind == FIELD_MEMO) && f->path.how == PATH_COLUMN &&
	    !f->check && f->filter == FILTER_NONE && formview_enterable(v, i);
}

/* The bracket behind the field with the cursor stands in its column, whatever is between. */
static void border_stands(struct house *h, const char *text)
{
	struct formview *v = form_on_top(h);
	const struct form_field *f = field_of(v, v->at);
	const struct canvas *c = loop_canvas(h->l);
	int row = v->area.row + f->row - 1 - v->top;
	int col = v->area.col + f->col - 1 + f->label_width + 1 + f->width;

	for (int i = 0; i < f->height; i++) {
		const struct cell *cell = canvas_at(c, row + i, col);

		if (cell->len != 1 || cell->text[0] != ']')
			fail_msg("the row of %s is broken by \"%s\":\n%s", f->name, text,
			    loop_text(h->l));
	}
}

static void type_letters(struct house *h, const char *text)
{
	struct buf letters = { 0 };

	while (*text) {
		uint32_t cp = utf8_next(&text);

		if (cp >= ' ' && cp != 0x7f)    /* those are keys, not letters */
			buf_put_cp(&letters, cp);
	}
	loop_type(h->l, buf_str(&letters));
	buf_free(&letters);
}

static void fill(struct house *h, int field, const char *text, bool typed)
{
	formview_go(form_on_top(h), field);
	loop_press(h->l, "^U ^K");
	if (typed)
		type_letters(h, text);
	else
		loop_paste(h->l, text);
	border_stands(h, text);
}

static void same_in_file(const struct formview *v, int field, const char *text,
    bool typed)
{
	const struct form_field *f = field_of(v, field);
	struct buf want = { 0 };
	char sql[200], *kept;

	text_fmt(sql, sizeof sql, "SELECT coalesce(%s, '') FROM client WHERE id = %lld",
	    f->path.column_name, (long long)form_edit_id(v->edit));
	kept = look(sql);
	expect_text(text, typed, f->height, f->width, (size_t)f->max_length, &want);
	if (strcmp(kept, buf_str(&want)) != 0)
		fail_msg("%s of \"%s\":\n  kept \"%s\"\n  want \"%s\"", f->name, text, kept,
		    buf_str(&want));
	only_the_unseen_is_missing(text, kept, (size_t)f->max_length);
	buf_free(&want);
	mem_free(kept);
}

/* ---- the client's file ---- */

/* All free texts get it, one by the keys and the others pasted; then F10. */
static void one_in_the_file(struct house *h, const char *text, int number)
{
	struct formview *v = form_on_top(h);
	int n = (int)form_edit_form(v->edit)->nfields, nth = 0, fields = 0;

	for (int i = 0; i < n; i++)
		fields += is_free(v, i);
	assert_true(fields >= 4);
	for (int i = 0; i < n; i++)
		if (is_free(v, i))
			fill(h, i, text, nth++ == number % fields);
	loop_press(h->l, "F10");
	assert_false(form_edit_dirty(v->edit));
	nth = 0;
	for (int i = 0; i < n; i++)
		if (is_free(v, i))
			same_in_file(v, i, text, nth++ == number % fields);
}

static void every_text_stays_as_it_is_in_the_file(void **state)
{
	struct house *h = *state;
	struct client_arg arg = { .client_id = h->ann };

	must(h, screen_open(h->l, &client_screen, &arg, &h->e));
	loop_press(h->l, "] e");
	each_text(h, one_in_the_file);
}

/* ---- a new client ---- */

static void back_to_today(struct house *h)
{
	while (screen_under(screen_top(h->l))) {
		screen_finish(screen_top(h->l), ANSWER_BACK, NULL);
		loop_settle(h->l);
	}
}

static void name_in_file(const char *text, bool typed)
{
	char *kept = look("SELECT name FROM client ORDER BY id DESC LIMIT 1");
	struct buf want = { 0 };

	expect_text(text, typed, 1, 18, 120, &want);
	if (strcmp(kept, buf_str(&want)) != 0)
		fail_msg("the name \"%s\":\n  kept \"%s\"\n  want \"%s\"", text, kept,
		    buf_str(&want));
	only_the_unseen_is_missing(text, kept, 120);
	buf_free(&want);
	mem_free(kept);
}

static int opened;

/* As name and in every text: a file is opened under that name, or the form says why not and keeps
 * it. */
static void one_new_client(struct house *h, const char *text, int number)
{
	struct buf want = { 0 };
	struct formview *v;
	int name;

	must(h, screen_open(h->l, &client_new_screen, NULL, &h->e));
	loop_settle(h->l);
	v = form_on_top(h);
	name = formview_find(form_edit_form(v->edit), NULL, "name");
	for (int i = 0; i < (int)form_edit_form(v->edit)->nfields; i++)
		if (is_free(v, i) || i == name)
			fill(h, i, text, i == name && number % 2);
	loop_press(h->l, "F10");
	if (strstr(loop_text(h->l), "Perhaps the same person") &&
	    screen_top(h->l)->type == &client_new_screen)
		loop_press(h->l, "7");
	if (screen_top(h->l)->type == &client_screen) {
		opened++;
		name_in_file(text, number % 2);
	} else {
		assert_ptr_equal(screen_top(h->l)->type, &client_new_screen);
		expect_text(text, number % 2, 1, 18, 120, &want);
		formview_go(form_on_top(h), name);
		assert_non_null(strstr(field_text(&v->editor), buf_str(&want)));
	}
	buf_free(&want);
	back_to_today(h);
}

static void every_text_is_a_name_or_is_refused_and_kept(void **state)
{
	struct house *h = *state;

	opened = 0;
	each_text(h, one_new_client);
	assert_true(opened > 300);      /* most of them have a letter */
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 3 + opened);
}

/* ---- looking for them ---- */

static void one_search(struct house *h, const char *text, int number)
{
	(void)number;
	loop_press(h->l, "^U ^K");
	loop_paste(h->l, text);
	see(h, "[Find]");
	see_row(h, -1, "F1 help");
}

static void every_text_can_be_looked_for(void **state)
{
	struct house *h = *state;

	loop_press(h->l, "F2");
	each_text(h, one_search);
	assert_int_equal(number(h, "SELECT count(*) FROM client"), 3);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_text_stays_as_it_is_in_the_file),
		TEST(every_text_is_a_name_or_is_refused_and_kept),
		TEST(every_text_can_be_looked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
