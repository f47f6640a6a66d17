/* Tests from the order to the reading: each step by the right person, kits from stock, reports that
 * are seen when they are reviewed, results that come in from the laboratory. */
#include "desk_help.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/user_file.h"
#include "data/action.h"
#include "data/attachment.h"
#include "data/history.h"
#include "data/product.h"
#include "data/record.h"
#include "data/staff.h"
#include "data/stock.h"
#include "desk/attach.h"
#include "desk/lab.h"
#include "desk/order.h"
#include "desk/papers.h"
#include "desk/stock.h"
#include "desk/testing.h"
#include "desk/tick.h"
#include "desk/undo.h"

static int64_t kit, kind, lot;

static void set(struct change *c, const char *column, const char *text, int64_t n)
{
	*c = (struct change){ .column = column };
	if (text)
		value_set_text(&c->value, text);
	else
		value_set_int(&c->value, n);
}

/* A kit with three pieces, a kind of test of 10 days and 3, and who does what: wf sends, cl is the
 * expert, wl the lab desk (and may see reports). */
static void catalogue(struct desk_world *w)
{
	struct action_head head = { .name = "resource-edit" };
	struct product p = { .code = "kit", .name = "kit", .kind = "kit", .unit = "box" };
	struct stock_receipt r = { .code = "K1", .quantity = 3 };
	struct change c[8];
	struct txn *t;

	act_as(w, w->admin, 0);
	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, product_insert(t, &p, &kit, &w->e));
	set(&c[0], "code", "blood", 0);
	set(&c[1], "name", "blood panel B", 0);
	set(&c[2], "price", NULL, 98000);
	set(&c[3], "kit_id", NULL, kit);
	set(&c[4], "report_days", NULL, 10);
	set(&c[5], "review_days", NULL, 3);
	set(&c[6], "created_at", NULL, 1);
	must(w, record_insert(t, "test_type", c, 7, &kind, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	for (size_t i = 0; i < 7; i++)
		value_free(&c[i].value);
	r.product_id = kit;
	must(w, stock_receive(&w->d, &r, &lot, &w->e));
}

static int64_t order_tests(struct desk_world *w, int64_t n)
{
	struct order_draft o = { .client_id = w->ann, .kind = "tests", .nlines = 1,
		.lines = { { .test_type_id = kind, .quantity = n, .price = -1 } } };
	int64_t id;

	act_as(w, w->wl, 0);
	must(w, order_add(&w->d, &o, &id, &w->e));
	return id;
}

static struct test *read_test(struct desk_world *w, int64_t id)
{
	static struct test x;

	must(w, test_get(w->s, id, &x, &w->e));
	return &x;
}

static void is_at(struct desk_world *w, int64_t id, const char *stage, const char *due)
{
	const struct test *x = read_test(w, id);

	assert_string_equal(x->stage, stage);
	assert_string_equal(x->due_day, due);
}

static enum err_code step(struct desk_world *w, int64_t id, struct testing_answer a)
{
	a.test_id = id;
	if (!a.from)
		a.from = read_test(w, id)->stage;
	return testing_step(&w->d, &a, &w->e);
}

static char *write_file(struct desk_world *w, const char *name, const char *text)
{
	static char path[200];

	text_fmt(path, sizeof path, "%s/%s", w->dir, name);
	must(w, user_file_write(path, text, strlen(text), &w->e));
	return path;
}

static int64_t kits_left(struct desk_world *w)
{
	struct lot l;

	must(w, lot_get(w->s, lot, &l, &w->e));
	return l.quantity;
}

static void an_order_makes_a_test_for_each_piece(void **state)
{
	struct desk_world *w = *state;

	catalogue(w);
	order_tests(w, 2);
	assert_int_equal(number(w, "SELECT count(*) FROM test"), 2);
	is_at(w, 1, "ordered", "2026-11-25");
	assert_string_equal(read_test(w, 2)->number, "T-0002");
	assert_int_equal(number(w, "SELECT total FROM order_money"), 196000);
}

/* The voucher is signed and, behind it, each test that is open has its page for the laboratory. */
static void the_application_goes_along_with_the_voucher(void **state)
{
	struct desk_world *w = *state;
	struct buf text = BUF_INIT;
	struct document *doc;

	catalogue(w);
	order_tests(w, 2);
	must(w, testing_cancel(&w->d, 2, "asked twice", &w->e));
	must(w, paper_order(&w->d, &(struct paper_ref){ .word = read_test(w, 1)->order }, &doc,
	    &w->e));
	document_text(doc, 100, &text);
	assert_non_null(strstr(buf_str(&text), "Test application T-0001"));
	assert_non_null(strstr(buf_str(&text), "王小明"));
	assert_non_null(strstr(buf_str(&text), "It is fit to be tested"));
	assert_null(strstr(buf_str(&text), "T-0002"));
	document_free(doc);
	buf_free(&text);
}

/* The laboratory must know whose sample it is: under an alias nobody of the family is named, nor
 * born on a day. */
static void the_application_says_who_is_tested(void **state)
{
	struct desk_world *w = *state;

	catalogue(w);
	order_tests(w, 1);
	raw(w, "INSERT INTO dependant(client_id, kind, relation, name, created_at, rev)"
	    " VALUES (%lld, 'family', 'child', 'Kim', 1, 1)", (long long)w->ann);
	raw(w, "UPDATE test SET dependant_id = (SELECT max(id) FROM dependant)");
	for (int restricted = 0; restricted < 2; restricted++) {
		struct buf text = BUF_INIT;
		struct document *doc;

		raw(w, "UPDATE client SET restricted = %d, birth = '1990-05-17' WHERE id = %lld",
		    restricted, (long long)w->ann);
		act_as(w, w->wf, 0);
		must(w, paper_order(&w->d, &(struct paper_ref){ .word =
		    read_test(w, 1)->order }, &doc, &w->e));
		document_text(doc, 100, &text);
		assert_int_equal(strstr(buf_str(&text), "Kim") == NULL, restricted);
		assert_int_equal(strstr(buf_str(&text), "1990-05-17") == NULL, restricted);
		document_free(doc);
		buf_free(&text);
	}
}

static void from_the_order_to_the_reading(void **state)
{
	struct desk_world *w = *state;
	char *path = write_file(w, "r.pdf", "%PDF report");
	struct attachment a;

	catalogue(w);
	order_tests(w, 1);
	refused(w, step(w, 1, (struct testing_answer){ .told = false }), ERR_INVALID,
	    "Tell the client");
	must(w, step(w, 1, (struct testing_answer){ .told = true, .text = "taken along" }));
	is_at(w, 1, "sent", "2026-12-08");
	assert_int_equal(kits_left(w), 2);
	must(w, step(w, 1, (struct testing_answer){ .text = "3 ml, clear" }));
	is_at(w, 1, "testing", "2026-12-04");
	refused(w, step(w, 1, (struct testing_answer){ .path = "" }), ERR_INVALID, "in which file");
	must(w, step(w, 1, (struct testing_answer){ .path = path }));
	is_at(w, 1, "review", "2026-11-27");
	must(w, attachment_get(w->s, read_test(w, 1)->report_id, &a, &w->e));
	assert_int_equal(a.bytes, 11);
	must(w, step(w, 1, (struct testing_answer){ .text = "" }));
	is_at(w, 1, "reviewed", "2026-11-26");
	refused(w, step(w, 1, (struct testing_answer){ .final = " " }), ERR_INVALID,
	    "final report");
	must(w, step(w, 1, (struct testing_answer){ .final = "Iron is low." }));
	must(w, step(w, 1, (struct testing_answer){ .text = "printed" }));
	is_at(w, 1, "paper", "2026-11-27");
	refused(w, step(w, 1, (struct testing_answer){ .given_to = "" }), ERR_INVALID,
	    "who took it");
	must(w, step(w, 1, (struct testing_answer){ .given_to = "herself" }));
	must(w, step(w, 1, (struct testing_answer){ .text = "by telephone" }));
	is_at(w, 1, "explained", "");
	refused(w, step(w, 1, (struct testing_answer){ .from = "explained" }), ERR_CONFLICT,
	    "ended");
	/* Every step stands with who and when; none was overwritten. */
	assert_int_equal(number(w, "SELECT count(*) FROM test_event WHERE staff_id = %lld",
	    (long long)w->wl), 10);
}

static void each_step_is_somebodys(void **state)
{
	struct desk_world *w = *state;

	catalogue(w);
	order_tests(w, 1);
	act_as(w, w->cl, 0);
	refused(w, step(w, 1, (struct testing_answer){ .told = true }), ERR_DENIED,
	    "For the coordinator: kit sent");
	act_as(w, w->wf, 0);
	refused(w, step(w, 1, (struct testing_answer){ .told = true }), ERR_DENIED, "吴磊");
	is_at(w, 1, "ordered", "2026-11-25");
}

/* The lab desk of the other house may do every step there, and none here. */
static void the_tests_of_another_house_are_left_alone(void **state)
{
	struct desk_world *w = *state;
	struct staff_role role = { .staff_id = w->lt, .branch_id = w->pd, .role = "lab" };
	struct txn *t;

	catalogue(w);
	order_tests(w, 1);
	act_as(w, w->admin, 0);
	must(w, action_begin(w->s, &w->d.who, &(struct action_head){ .name = "staff-edit" }, &t,
	    &w->e));
	must(w, staff_role_set(t, &role, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	must(w, desk_become(&w->d, w->lt, &w->e));
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	refused(w, step(w, 1, (struct testing_answer){ .told = true }), ERR_DENIED,
	    "see all branches");
	refused(w, testing_cancel(&w->d, 1, "a slip", &w->e), ERR_DENIED, "see all branches");
	is_at(w, 1, "ordered", "2026-11-25");
}

static void two_at_one_step_the_second_is_told(void **state)
{
	struct desk_world *w = *state;

	catalogue(w);
	order_tests(w, 1);
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	refused(w, step(w, 1, (struct testing_answer){ .from = "ordered", .told = true }),
	    ERR_CONFLICT, "is at \"kit sent\" by now");
	assert_int_equal(kits_left(w), 2);
}

static void an_unfit_sample_takes_a_new_kit(void **state)
{
	struct desk_world *w = *state;

	catalogue(w);
	order_tests(w, 1);
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	refused(w, step(w, 1, (struct testing_answer){ .unfit = true }), ERR_INVALID, "why");
	must(w, step(w, 1, (struct testing_answer){ .unfit = true, .text = "clotted" }));
	is_at(w, 1, "sent", "2026-12-08");
	assert_int_equal(read_test(w, 1)->kits, 2);
	assert_int_equal(kits_left(w), 1);
	must(w, step(w, 1, (struct testing_answer){ .unfit = true, .text = "too little" }));
	refused(w, step(w, 1, (struct testing_answer){ .unfit = true, .text = "again" }), ERR_TAKEN,
	    "Only 0 kit");
}

static void a_kit_sent_by_mistake_lies_in_stock_again(void **state)
{
	struct desk_world *w = *state;
	int64_t action;

	catalogue(w);
	order_tests(w, 1);
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	must(w, undo_action(&w->d, last_action(w), true, "", &action, &w->e));
	is_at(w, 1, "ordered", "2026-11-25");
	assert_int_equal(kits_left(w), 3);
	assert_int_equal(read_test(w, 1)->kits, 0);
}

static void a_step_goes_back(void **state)
{
	struct desk_world *w = *state;
	int64_t action;
	struct buf detail = BUF_INIT;
	int64_t bad;

	catalogue(w);
	order_tests(w, 1);
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	must(w, step(w, 1, (struct testing_answer){ .unfit = true, .text = "clotted" }));
	must(w, undo_action(&w->d, last_action(w), false, "", &action, &w->e));
	assert_int_equal(read_test(w, 1)->kits, 1);
	assert_int_equal(kits_left(w), 2);
	must(w, verify_figures(w->s, &bad, &detail, &w->e));
	assert_int_equal(bad, 0);
	buf_free(&detail);
}

static void a_cancelled_order_ends_its_tests(void **state)
{
	struct desk_world *w = *state;
	int64_t id, action;

	catalogue(w);
	id = order_tests(w, 2);
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	must(w, order_cancel(&w->d, id, "moved away", &w->e));
	is_at(w, 1, "cancelled", "");
	assert_string_equal(read_test(w, 2)->reason, "moved away");
	must(w, undo_action(&w->d, last_action(w), true, "", &action, &w->e));
	is_at(w, 1, "sent", "2026-12-08");
	is_at(w, 2, "ordered", "2026-11-25");
}

static void the_report_is_the_lab_desks_until_it_is_reviewed(void **state)
{
	struct desk_world *w = *state;
	char *path = write_file(w, "r.pdf", "%PDF report");
	int64_t report;

	catalogue(w);
	order_tests(w, 1);
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	must(w, step(w, 1, (struct testing_answer){ .path = path }));
	report = read_test(w, 1)->report_id;
	must(w, attach_verify(&w->d, report, &w->e));
	act_as(w, w->cl, 0);
	refused(w, attach_verify(&w->d, report, &w->e), ERR_DENIED, "not reviewed yet");
	act_as(w, w->wl, 0);
	must(w, step(w, 1, (struct testing_answer){ .text = NULL }));
	act_as(w, w->cl, 0);
	must(w, attach_verify(&w->d, report, &w->e));
	write_file(w, "r.pdf", "%PDF another");
	refused(w, attach_verify(&w->d, report, &w->e), ERR_CORRUPT, "was changed");
	unlink(path);
	refused(w, attach_verify(&w->d, report, &w->e), ERR_NOTFOUND, "");
}

/* A scan's path names the client often enough. */
static void the_path_of_a_restricted_file_is_covered(void **state)
{
	struct desk_world *w = *state;
	char *path = write_file(w, "bob-brown.pdf", "%PDF scan");
	int64_t id;

	act_as(w, w->wl, 0);
	must(w, attach_file(&w->d, w->bob, "before", path, "", &id, &w->e));
	must(w, attach_verify(&w->d, id, &w->e));
	act_as(w, w->wf, 0);
	refused(w, attach_verify(&w->d, id, &w->e), ERR_DENIED, "restricted");
}

static void only_files_are_attached(void **state)
{
	struct desk_world *w = *state;
	char link[200], pipe[200];
	struct attachment a;

	text_fmt(link, sizeof link, "%s/link", w->dir);
	text_fmt(pipe, sizeof pipe, "%s/pipe", w->dir);
	assert_int_equal(symlink("/etc/passwd", link), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	refused(w, attach_read(link, &a, &w->e), ERR_INVALID, "is a link");
	refused(w, attach_read(pipe, &a, &w->e), ERR_INVALID, "is no file");
	refused(w, attach_read(w->dir, &a, &w->e), ERR_INVALID, "is no file");
	refused(w, attach_read("", &a, &w->e), ERR_INVALID, "which file");
	refused(w, attach_read("/none/at/all", &a, &w->e), ERR_NOTFOUND, "");
	refused(w, attach_read("/dev/zero", &a, &w->e), ERR_INVALID, "is no file");
}

static void a_kit_that_does_not_come_back_is_a_task(void **state)
{
	struct desk_world *w = *state;
	size_t n;

	catalogue(w);
	order_tests(w, 1);
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	must(w, testing_kits(&w->d, &n, &w->e));
	assert_int_equal(n, 0);
	clock_fix(HELP_NOW + 16 * 86400);
	must(w, testing_kits(&w->d, &n, &w->e));
	assert_int_equal(n, 1);
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE kind = 'kit'"
	    " AND state = 'open'"), 1);
	assert_int_equal(testing_late(&w->d, read_test(w, 1)), 2);
	must(w, step(w, 1, (struct testing_answer){ .text = "came" }));
	must(w, testing_kits(&w->d, &n, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM client_todo WHERE kind = 'kit'"
	    " AND state = 'open'"), 0);
}

static void who_holds_it_up_is_asked(void **state)
{
	struct desk_world *w = *state;
	struct buf why = BUF_INIT;
	size_t n;

	catalogue(w);
	order_tests(w, 1);
	must(w, testing_escalate(&w->d, 1, &n, &w->e));
	assert_true(n >= 1);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'staff-test'"),
	    n);
	must(w, testing_why(&w->d, 1, &why, &w->e));
	assert_non_null(strstr(buf_str(&why), "next: kit sent, report date told, by 2026-11-25."));
	buf_free(&why);
}

/* ---- the laboratory ---- */

static char *folder(struct desk_world *w, const char *list)
{
	static char dir[200];
	char path[260];

	text_fmt(dir, sizeof dir, "%s/lab", w->dir);
	mkdir(dir, 0700);
	text_fmt(path, sizeof path, "%s/list.csv", dir);
	must(w, user_file_write(path, list, strlen(list), &w->e));
	return dir;
}

static void result_file(struct desk_world *w, const char *name, const char *text)
{
	char path[260];

	text_fmt(path, sizeof path, "%s/lab/%s", w->dir, name);
	must(w, user_file_write(path, text, strlen(text), &w->e));
}

static void note_refused(void *ctx, long line, const char *raw, const char *reason)
{
	(void)raw;
	buf_printf(ctx, "%ld %s\n", line, reason);
}

static void results_go_to_their_tests_or_wait(void **state)
{
	struct desk_world *w = *state;
	struct lab_report r;
	struct lab_import o = { .dir = folder(w, "number,file,values\r\nT-0001,a.pdf,iron=9\r\n"
	    "T-0002,b.pdf,\r\nT-9999,c.pdf,\r\n") };
	struct lab_file_list l = { 0 };

	catalogue(w);
	order_tests(w, 2);
	must(w, step(w, 1, (struct testing_answer){ .told = true }));
	must(w, step(w, 1, (struct testing_answer){ .text = "ok" }));
	result_file(w, "a.pdf", "A");
	result_file(w, "b.pdf", "B");
	result_file(w, "c.pdf", "C");
	must(w, lab_import(&w->d, &o, &r, &w->e));
	assert_int_equal(r.matched, 1);
	assert_int_equal(r.waiting, 2);
	is_at(w, 1, "review", "2026-11-27");
	must(w, lab_import(&w->d, &o, &r, &w->e));
	assert_int_equal(r.known, 3);
	assert_int_equal(r.matched + r.waiting, 0);
	must(w, lab_waiting(&w->d, &l, &w->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].reason, "the test is at \"ordered\"");
	assert_string_equal(l.v[1].reason, "no test of that number");
	must(w, step(w, 2, (struct testing_answer){ .told = true }));
	must(w, step(w, 2, (struct testing_answer){ .text = "ok" }));
	must(w, lab_match(&w->d, l.v[0].id, "T-0002", &w->e));
	is_at(w, 2, "review", "2026-11-27");
	refused(w, lab_dismiss(&w->d, l.v[1].id, " ", &w->e), ERR_INVALID, "Say why");
	w->d.branch_id = w->pd;
	refused(w, lab_dismiss(&w->d, l.v[1].id, "not ours", &w->e), ERR_INVALID,
	    "another branch");
	refused(w, lab_match(&w->d, l.v[1].id, "T-0002", &w->e), ERR_INVALID, "another branch");
	w->d.branch_id = w->ja;
	must(w, lab_dismiss(&w->d, l.v[1].id, "another house's", &w->e));
	must(w, lab_waiting(&w->d, &l, &w->e));
	assert_int_equal(l.n, 0);
	lab_file_list_free(&l);
}

static void nothing_outside_of_the_folder_is_opened(void **state)
{
	struct desk_world *w = *state;
	struct buf bad = BUF_INIT;
	struct lab_report r;
	struct lab_import o = { .dir = folder(w, "number,file\n1,/etc/passwd\n2,../r.pdf\n3,link\n"
	    "4,.hidden\n5,none.pdf\n6,\n7,list.csv\n"), .refused = note_refused, .ctx = &bad };
	char link[260];

	catalogue(w);
	text_fmt(link, sizeof link, "%s/link", o.dir);
	assert_int_equal(symlink("/etc/passwd", link), 0);
	must(w, lab_import(&w->d, &o, &r, &w->e));
	assert_int_equal(r.refused, 6);
	assert_int_equal(r.waiting, 1);
	assert_non_null(strstr(buf_str(&bad), "2 \"/etc/passwd\" is no file of the folder."));
	assert_non_null(strstr(buf_str(&bad), "4 "));
	assert_int_equal(number(w, "SELECT count(*) FROM lab_file"), 1);
	buf_free(&bad);
}

static void lists_that_are_none_are_refused(void **state)
{
	struct desk_world *w = *state;
	struct lab_import o = { .dir = folder(w, "name,file\nx,y\n") };
	struct lab_report r;

	catalogue(w);
	refused(w, lab_import(&w->d, &o, &r, &w->e), ERR_INVALID, "No column of this list");
	folder(w, "");
	refused(w, lab_import(&w->d, &o, &r, &w->e), ERR_INVALID, "empty");
	result_file(w, "more.csv", "number,file\n");
	refused(w, lab_import(&w->d, &o, &r, &w->e), ERR_INVALID, "several");
	o.dir = "/none";
	refused(w, lab_import(&w->d, &o, &r, &w->e), ERR_NOTFOUND, "");
}

#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(an_order_makes_a_test_for_each_piece),
		T(the_application_goes_along_with_the_voucher),
		T(the_application_says_who_is_tested),
		T(from_the_order_to_the_reading),
		T(the_path_of_a_restricted_file_is_covered),
		T(each_step_is_somebodys),
		T(the_tests_of_another_house_are_left_alone),
		T(two_at_one_step_the_second_is_told),
		T(an_unfit_sample_takes_a_new_kit), T(a_kit_sent_by_mistake_lies_in_stock_again),
		T(a_step_goes_back), T(a_cancelled_order_ends_its_tests),
		T(the_report_is_the_lab_desks_until_it_is_reviewed), T(only_files_are_attached),
		T(a_kit_that_does_not_come_back_is_a_task), T(who_holds_it_up_is_asked),
		T(results_go_to_their_tests_or_wait), T(nothing_outside_of_the_folder_is_opened),
		T(lists_that_are_none_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
