/* Form files: what each mistake is told as, where fields come to stand, how they meet the
 * catalogue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "form/form.h"
#include "form/form_catalog.h"

/* A form of the client table with FIELDS as its only section; line 1 is the first of FIELDS. */
static char *with_fields(const char *fields)
{
	struct buf b = BUF_INIT;
	buf_printf(&b,
	    "form: { name = \"f\"; title = \"T\"; table = \"client\"; sections = ( { name = \"s\";"
	    " fields = ( %s ); } ); };",
	    fields);
	return buf_take(&b);
}

static char *faults_of_form(const char *text, struct form **out)
{
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	struct form *f;
	enum err_code rc = form_parse_text("t.cfg", text, strlen(text), &f, &faults, &e);
	assert_true((f != NULL) == (rc == OK));
	if (rc == OK)
		rc = form_bind(f, &faults, &e);
	assert_int_equal(rc, faults.n > 0 ? ERR_CONFIG : OK);
	fault_list_print(&faults, &b);
	fault_list_free(&faults);
	if (out != NULL && rc == OK)
		*out = f;
	else
		form_free(f);
	return buf_take(&b);
}

static struct form *good(const char *fields)
{
	struct form *f = NULL;
	char *text = with_fields(fields), *faults = faults_of_form(text, &f);
	assert_string_equal(faults, "");
	mem_free(faults);
	mem_free(text);
	return f;
}

static void bad_form(const char *text, const char *wanted)
{
	char *faults = faults_of_form(text, NULL);
	assert_string_equal(faults, wanted);
	mem_free(faults);
}

static void bad(const char *fields, const char *wanted)
{
	char *text = with_fields(fields);
	bad_form(text, wanted);
	mem_free(text);
}

/* ---- mistakes ---- */

static void the_frame_is_checked(void **state)
{
	(void)state;
	bad_form("", "t.cfg: \"form\" is missing\n");
	bad_form("fom: {};", "t.cfg:1: unknown setting \"fom\" (did you mean \"form\"?)\n"
	    "t.cfg: \"form\" is missing\n");
	bad_form("form = 1;", "t.cfg:1: \"form\": a group is wanted: { ... }\n");
	bad_form("form: { name = \"f\"; title = \"T\"; table = \"client\"; sections = (); };",
	    "t.cfg:1: the form has no field\n");
	bad_form("form: { name = \"f\"; title = \"T\"; table = \"client\"; sections = ( 1 ); };",
	    "t.cfg:1: the form has no field\n");
	bad_form("form: { name = \"f\"; };", "t.cfg:1: \"title\" is missing\n"
	    "t.cfg:1: \"table\" is missing\nt.cfg:1: \"sections\" is missing\n");
}

static void fields_name_their_mistakes(void **state)
{
	(void)state;
	bad("1", "t.cfg:1: a field is a group: { name = \"..\"; kind = \"..\"; }\n");
	bad("{ kind = \"text\"; }", "t.cfg:1: field 1: \"name\" is missing\n");
	bad("{ name = \"a\"; }", "t.cfg:1: field \"a\": \"kind\" is missing\n");
	bad("{ name = \"a\"; kind = \"txt\"; }",
	    "t.cfg:1: field \"a\": kind = \"txt\" is not known (did you mean \"text\"?)\n");
	bad("{ name = \"a\"; kind = \"text\"; lable = \"A\"; }",
	    "t.cfg:1: field \"a\": unknown setting \"lable\" (did you mean \"label\"?)\n");
	bad("{ name = \"a\"; kind = \"text\"; required = [\"book\", \"complet\"]; }",
	    "t.cfg:1: field \"a\": required = \"complet\" is not known (did you mean "
	    "\"complete\"?)\n");
	bad("{ name = \"a\"; kind = \"text\"; check = \"emial\"; }",
	    "t.cfg:1: field \"a\": check = \"emial\" is not known (did you mean \"email\"?)\n");
	bad("{ name = \"a\"; kind = \"text\"; filter = \"digit\"; }",
	    "t.cfg:1: field \"a\": filter = \"digit\" is not known (did you mean \"digits\"?)\n");
	bad("{ name = \"a\"; kind = \"text\"; width = 79; }",
	    "t.cfg:1: field \"a\": width = 79 is out of range (1 to 78)\n");
	bad("{ name = \"a\"; kind = \"choice\"; }",
	    "t.cfg:1: field \"a\": a choice needs \"choices\"\n");
	bad("{ name = \"a\"; kind = \"choice\"; choices = ( \"x\" ); }",
	    "t.cfg:1: field \"a\": a choice is a group: { code = \"..\"; label = \"..\"; }\n");
	bad("{ name = \"a\"; kind = \"choice\"; choices = ( { code = \"x\"; label = \"X\"; },"
	    " { code = \"x\"; label = \"Y\"; } ); }",
	    "t.cfg:1: field \"a\": choice \"x\" stands twice\n");
	bad("{ name = \"a\"; kind = \"text\"; choices = ( { code = \"x\"; label = \"X\"; } ); }",
	    "t.cfg:1: field \"a\": only a choice has \"choices\"\n");
	bad("{ name = \"a\"; kind = \"lookup\"; }",
	    "t.cfg:1: field \"a\": kind = \"lookup\" and \"lookup\" go together\n");
	bad("{ name = \"a\"; kind = \"int\"; min = 5; max = 1; }",
	    "t.cfg:1: field \"a\": min 5 is greater than max 1\n");
	bad("{ name = \"a\"; kind = \"text\"; max = 1; }",
	    "t.cfg:1: field \"a\": min and max are for numbers\n");
	bad("{ name = \"a\"; kind = \"text\"; height = 2; }",
	    "t.cfg:1: field \"a\": only a memo has several rows\n");
	bad("{ name = \"a\"; kind = \"bool\"; required = \"book\"; }",
	    "t.cfg:1: field \"a\": this kind of field cannot be required\n");
	bad("{ name = \"a\"; kind = \"date\"; default = \"tody\"; }",
	    "t.cfg:1: field \"a\": default \"tody\" does not fit kind \"date\"\n");
	bad("{ name = \"a\"; kind = \"int\"; default = \"x\"; }",
	    "t.cfg:1: field \"a\": default \"x\" does not fit kind \"int\"\n");
	bad("{ name = \"a\"; kind = \"static\"; path = \"name\"; }",
	    "t.cfg:1: field \"a\": a static text has no path\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"flag[quiet]\"; }",
	    "t.cfg:1: field \"a\": a path to a whole row is for kind = \"bool\"\n");
}

static void fields_must_agree_among_each_other(void **state)
{
	(void)state;
	bad("{ name = \"a\"; kind = \"text\"; },\n{ name = \"a\"; kind = \"text\"; }",
	    "t.cfg:2: field \"a\" stands twice (line 1)\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"name\"; },\n"
	    "{ name = \"b\"; kind = \"text\"; path = \"name\"; }",
	    "t.cfg:2: field \"b\": path \"name\" belongs to field \"a\" (line 1)\n");
	bad("{ name = \"source\"; kind = \"text\"; },\n"
	    "{ name = \"b\"; kind = \"text\"; visible_if = \"sorce = x\"; }",
	    "t.cfg:2: field \"b\": the condition names no field: \"sorce\" (did you mean "
	    "\"source\"?)\n");
	bad("{ name = \"a\"; kind = \"text\"; readonly_if = \"@mior = 1\"; }",
	    "t.cfg:1: field \"a\": the condition names no field: \"@mior\" (did you mean "
	    "\"@minor\"?)\n");
	bad("{ name = \"a\"; kind = \"text\"; required_if = \"a = 1\"; }",
	    "t.cfg:1: field \"a\": the condition depends on itself\n");
	bad("{ name = \"a\"; kind = \"text\"; visible_if = \"b = \"; }",
	    "t.cfg:1: field \"a\": condition \"b = \": a word expected before \"the end\"\n");
	bad("{ name = \"a\"; kind = \"text\"; width = 20; },\n"
	    "{ name = \"b\"; kind = \"text\"; col = 21; }",
	    "t.cfg:2: field \"b\" lies over field \"a\" (line 1)\n");
	bad("{ name = \"a\"; kind = \"text\"; width = 70; }",
	    "t.cfg:1: field \"a\" ends at cell 83, the page has 78\n");
}

static void paths_meet_the_catalogue(void **state)
{
	(void)state;
	bad("{ name = \"dob\"; kind = \"birth\"; path = \"birht\"; }",
	    "t.cfg:1: field \"dob\": no column \"birht\" in client (did you mean \"birth\"?)\n");
	bad("{ name = \"a\"; kind = \"int\"; path = \"name\"; }",
	    "t.cfg:1: field \"a\": column \"name\""
	    " holds text, kind \"int\" makes whole numbers\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"file_no\"; }",
	    "t.cfg:1: field \"a\": column \"file_no\" of client is set by the program\n");
	bad("{ name = \"a\"; kind = \"phone\"; path = \"phon[self].number\"; }",
	    "t.cfg:1: field \"a\": client has no rows \"phon\" (did you mean \"phone\"?)\n");
	bad("{ name = \"a\"; kind = \"phone\"; path = \"phone[self].nummer\"; }",
	    "t.cfg:1: field \"a\":"
	    " no column \"nummer\" in client_phone (did you mean \"number\"?)\n");
	bad("{ name = \"a\"; kind = \"phone\"; path = \"phone[guardan=1].number\"; }", "t.cfg:1:"
	    " field \"a\": no column \"guardan\" in client_phone (did you mean \"guardian\"?)\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"note[x].text\"; }",
	    "t.cfg:1: field \"a\": rows of"
	    " client_note have no key: write note[column=value]\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"Name\"; }",
	    "t.cfg:1: field \"a\": path \"Name\":"
	    " a column, or child[key].column, in small letters\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"phone[self\"; }",
	    "t.cfg:1: field \"a\": path \"phone[self\": the bracket is never closed\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"phone[+0].number\"; }",
	    "t.cfg:1: field \"a\":"
	    " path \"phone[+0].number\": in the brackets stands a key, +1, or column=value\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"phone[self]number\"; }",
	    "t.cfg:1: field \"a\": path \"phone[self]number\": after the bracket stands .column\n");
	bad("{ name = \"a\"; kind = \"text\"; path = \"phone[self].name\"; }",
	    "t.cfg:1: field \"a\":"
	    " its row needs column \"number\" of client_phone too, and no field has it\n");
	bad_form(
	    "form: { name = \"f\"; title = \"T\"; table = \"cleint\"; sections = ( { name = \"s\";"
	    " fields = ( { name = \"a\"; kind = \"text\"; } ); } ); };",
	    "t.cfg: no table \"cleint\" (did you mean \"client\"?)\n");
}

static void all_faults_come_at_once_with_their_lines(void **state)
{
	(void)state;
	bad("{ name = \"a\"; kind = \"txt\"; },\n{ name = \"b\"; kind = \"text\"; widht = 3; },\n"
	    "{ nme = \"c\"; kind = \"text\"; },\n{ name = \"d\"; kind = \"text\"; path = \"nam\"; "
	    "}",
	    "t.cfg:1: field \"a\": kind = \"txt\" is not known (did you mean \"text\"?)\n"
	    "t.cfg:2: field \"b\": unknown setting \"widht\" (did you mean \"width\"?)\n"
	    "t.cfg:3: field 3: unknown setting \"nme\" (did you mean \"name\"?)\n"
	    "t.cfg:3: field 3: \"name\" is missing\n"
	    "t.cfg:4: field \"d\": no column \"nam\" in client (did you mean \"name\"?)\n");
}

static void too_many_fields_are_refused(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	for (int i = 0; i <= FORM_FIELDS_MAX; i++)
		buf_printf(&b, "%s{ name = \"f%d\"; kind = \"text\"; }", i > 0 ? "," : "", i);
	bad(b.s, "t.cfg:1: more than 400 fields in one form\n");
	buf_free(&b);
}

/* Whatever is cut off or changed in a good file, it is refused or read, and never more than that.
 */
static void damaged_files_never_hurt(void **state)
{
	(void)state;
	char *text =
	    with_fields("{ name = \"a\"; label = { en = \"A\"; zh = \"甲\"; }; kind = \"choice\";"
			" choices = ( { code = \"x\"; label = \"X\"; } ); visible_if = \"b in (1, "
			"2)\"; default = 5; },"
			"{ name = \"b\"; kind = \"text\"; path = \"flag[allergy].text\"; required "
			"= [\"book\"]; }");
	size_t n = strlen(text);
	unsigned seed = 3;
	for (size_t i = 0; i < 6 * n; i++) {
		char *copy = mem_dup(text);
		struct fault_list faults = { 0 };
		struct err e = ERR_INIT;
		struct form *f;
		seed = seed * 1103515245u + 12345u;
		if (i >= n)
			copy[i % n] = "{}()[];=\",0aX\\\n\x80"[seed >> 16 & 15];
		if (form_parse_text("t", copy, i < n ? i : n, &f, &faults, &e) == OK)
			(void)!form_bind(f, &faults, &e);
		form_free(f);
		fault_list_free(&faults);
		mem_free(copy);
	}
	mem_free(text);
}

/* ---- good ones ---- */

static void fields_flow_down_the_page(void **state)
{
	(void)state;
	struct form *f = good(
	    "{ name = \"a\"; kind = \"text\"; }, { name = \"b\"; kind = \"text\"; col = 41; },"
	    "{ name = \"c\"; kind = \"memo\"; height = 3; }, { name = \"d\"; kind = \"int\"; },"
	    "{ name = \"e\"; kind = \"bool\"; row = 10; col = 5; }");
	static const int rows[] = { 1, 1, 2, 5, 10 }, cols[] = { 1, 41, 1, 1, 5 };
	for (int i = 0; i < 5; i++) {
		assert_int_equal(f->fields[i].row, rows[i]);
		assert_int_equal(f->fields[i].col, cols[i]);
	}
	assert_int_equal(f->sections[0].rows, 10);
	assert_int_equal(f->fields[0].label_width, 11);
	assert_int_equal(f->fields[4].width, 1);
	form_free(f);
}

static void fields_that_take_turns_may_share_a_place(void **state)
{
	(void)state;
	struct form *f = good("{ name = \"a\"; kind = \"text\"; row = 1; },"
	    "{ name = \"b\"; kind = \"text\"; row = 1; visible_if = \"a = x\"; }");
	form_free(f);
}

static void columns_that_must_be_filled_are_required_to_save(void **state)
{
	(void)state;
	struct form *f =
	    good("{ name = \"a\"; kind = \"text\"; path = \"name\"; required = \"book\"; },"
		 "{ name = \"b\"; kind = \"text\"; path = \"notes\"; },"
		 "{ name = \"c\"; kind = \"phone\"; path = \"phone[self].number\"; }");
	assert_int_equal(f->fields[0].required, STAGE_SAVE | STAGE_BOOK);
	assert_int_equal(f->fields[1].required, 0);
	assert_int_equal(f->fields[2].required, 0);
	form_free(f);
}

static void a_path_is_written_as_it_was_read(void **state)
{
	(void)state;
	static const char *const paths[] = { "name", "phone[self].number", "phone[+2].name",
		"phone[guardian=1].relation", "flag[no_call]" };
	for (size_t i = 0; i < 5; i++) {
		struct form_path p;
		struct err e = ERR_INIT;
		char text[128];
		assert_int_equal(form_path_parse(paths[i], &p, &e), OK);
		assert_string_equal(form_path_text(&p, text, sizeof text), paths[i]);
	}
}

static void the_version_of_a_form_is_its_text(void **state)
{
	(void)state;
	struct form *a = good("{ name = \"a\"; kind = \"text\"; }");
	struct form *b = good("{ name = \"a\"; kind = \"text\"; }");
	struct form *c = good("{ name = \"a\";  kind = \"text\"; }");
	assert_string_equal(a->hash, b->hash);
	assert_string_not_equal(a->hash, c->hash);
	assert_int_equal(strlen(a->hash), 64);
	form_free(a);
	form_free(b);
	form_free(c);
}

/* ---- directories ---- */

/* A fresh folder under TMPDIR; the caller frees the name. */
static char *fresh_folder(void)
{
	const char *base = getenv("TMPDIR");
	struct buf b = BUF_INIT;
	buf_printf(&b, "%s/form-test-XXXXXX", base == NULL ? P_tmpdir : base);
	assert_non_null(mkdtemp(b.s));
	return buf_take(&b);
}

static void put_file(const char *dir, const char *name, const char *text)
{
	char path[160], fresh[200];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	snprintf(fresh, sizeof fresh, "%s.new", path);
	FILE *f = fopen(fresh, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	assert_int_equal(rename(fresh, path), 0);
}

static void put_form(const char *dir, const char *file, const char *name, const char *label)
{
	struct buf b = BUF_INIT;
	buf_printf(&b,
	    "form: { name = \"%s\"; title = \"T\"; table = \"client\"; sections = ( {"
	    " name = \"s\"; fields = ( { name = \"a\"; kind = \"text\"; label = \"%s\"; } ); } ); "
	    "};",
	    name, label);
	put_file(dir, file, b.s);
	buf_free(&b);
}

static void remove_all(char *dir)
{
	static const char *const names[] = { "a.cfg", "b.cfg", "c.cfg", "roles.cfg",
		".hidden.cfg" };
	char path[160];
	for (size_t i = 0; i < 5; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(dir), 0);
	mem_free(dir);
}

static void a_catalogue_follows_its_directory(void **state)
{
	(void)state;
	char *dir = fresh_folder();
	struct form_catalog *c;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	bool changed;
	put_form(dir, "a.cfg", "alpha", "one");
	put_form(dir, "b.cfg", "beta", "one");
	put_file(dir, "roles.cfg", "roles = ();");
	put_file(dir, ".hidden.cfg", "rubbish");
	assert_int_equal(form_catalog_open(dir, &c, &faults, &e), OK);
	assert_int_equal(form_catalog_count(c), 2);
	assert_int_equal(form_catalog_reload(c, &changed, &faults, &e), OK);
	assert_false(changed);

	/* a held form outlives its replacement */
	struct form *old = form_catalog_find(c, "alpha");
	form_hold(old);
	put_form(dir, "a.cfg", "alpha", "other");
	assert_int_equal(form_catalog_reload(c, &changed, &faults, &e), OK);
	assert_true(changed);
	assert_string_equal(label_text(&old->fields[0].label), "one");
	assert_string_equal(label_text(&form_catalog_find(c, "alpha")->fields[0].label), "other");
	form_free(old);

	/* a broken file keeps its last good form, and says so once */
	put_file(dir, "a.cfg", "form: {");
	assert_int_equal(form_catalog_reload(c, &changed, &faults, &e), ERR_CONFIG);
	assert_int_equal(faults.n, 1);
	assert_string_equal(label_text(&form_catalog_find(c, "alpha")->fields[0].label), "other");
	fault_list_free(&faults);
	err_clear(&e);
	assert_int_equal(form_catalog_reload(c, &changed, &faults, &e), OK);

	/* two files must not have one name; a file that went takes its form along */
	put_form(dir, "c.cfg", "beta", "again");
	assert_int_equal(form_catalog_reload(c, &changed, &faults, &e), ERR_CONFIG);
	assert_non_null(strstr(faults.v[0].text, "another file has a form \"beta\" already"));
	char gone[160];
	snprintf(gone, sizeof gone, "%s/b.cfg", dir);
	unlink(gone);
	fault_list_free(&faults);
	err_clear(&e);
	assert_int_equal(form_catalog_reload(c, &changed, &faults, &e), OK);
	assert_null(form_catalog_find(c, "beta"));
	form_catalog_free(c);
	remove_all(dir);
}

static void a_file_of_no_known_kind_is_a_fault(void **state)
{
	(void)state;
	char *dir = fresh_folder(), wanted[300];
	struct form_catalog *c;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	put_file(dir, "a.cfg", "\nfrom: { };");
	put_file(dir, "b.cfg", "# nothing\n");
	assert_int_equal(form_catalog_open(dir, &c, &faults, &e), ERR_CONFIG);
	fault_list_print(&faults, &b);
	snprintf(wanted, sizeof wanted,
	    "%s/a.cfg:2: no kind of file begins with \"from\" (did you mean"
	    " \"form\"?)\n%s/b.cfg: the file is empty\n",
	    dir, dir);
	assert_string_equal(b.s, wanted);
	assert_int_equal(form_catalog_count(c), 0);
	form_catalog_free(c);
	fault_list_free(&faults);
	buf_free(&b);
	remove_all(dir);
	err_clear(&e);
	assert_int_equal(form_catalog_open("no-such-folder", &c, &faults, &e), ERR_NOTFOUND);
	assert_null(c);
}

static void the_shipped_forms_have_no_fault(void **state)
{
	(void)state;
	struct form_catalog *c;
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	enum err_code rc = form_catalog_open("forms", &c, &faults, &e);
	fault_list_print(&faults, &b);
	assert_string_equal(b.s, "");
	assert_int_equal(rc, OK);
	assert_non_null(form_catalog_find(c, "client"));
	assert_non_null(form_catalog_find(c, "client-new"));
	form_catalog_free(c);
	buf_free(&b);
}

static void strings_come_as_source_for_xgettext(void **state)
{
	(void)state;
	char *dir = fresh_folder(), wanted[500];
	struct fault_list faults = { 0 };
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	put_file(dir, "a.cfg",
	    "form: {\n title = \"Say \\\"hi\\\"\";\n label = { en = \"E\"; zh = \"Z\"; };\n"
	    " x = ( { help = \"one\\ntwo\"; code = \"c\"; } ); };");
	assert_int_equal(forms_strings(dir, &b, &faults, &e), OK);
	snprintf(wanted, sizeof wanted, "#line 2 \"%s/a.cfg\"\nN_(\"Say \\\"hi\\\"\");\n"
	    "#line 4 \"%s/a.cfg\"\nN_(\"one\\ntwo\");\n", dir, dir);
	assert_string_equal(b.s, wanted);
	buf_free(&b);
	remove_all(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_frame_is_checked),
		cmocka_unit_test(fields_name_their_mistakes),
		cmocka_unit_test(fields_must_agree_among_each_other),
		cmocka_unit_test(paths_meet_the_catalogue),
		cmocka_unit_test(all_faults_come_at_once_with_their_lines),
		cmocka_unit_test(too_many_fields_are_refused),
		cmocka_unit_test(damaged_files_never_hurt),
		cmocka_unit_test(fields_flow_down_the_page),
		cmocka_unit_test(fields_that_take_turns_may_share_a_place),
		cmocka_unit_test(columns_that_must_be_filled_are_required_to_save),
		cmocka_unit_test(a_path_is_written_as_it_was_read),
		cmocka_unit_test(the_version_of_a_form_is_its_text),
		cmocka_unit_test(a_catalogue_follows_its_directory),
		cmocka_unit_test(a_file_of_no_known_kind_is_a_fault),
		cmocka_unit_test(the_shipped_forms_have_no_fault),
		cmocka_unit_test(strings_come_as_source_for_xgettext),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
