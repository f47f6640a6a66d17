/* Opening the file: what is refused, and in which words. */
#include "store_help.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "data/client.h"
#include "data/store/store_priv.h"

static enum err_code reopen(struct world *w, unsigned flags)
{
	enum err_code code;

	store_close(w->s);
	w->s = NULL;
	err_clear(&w->e);
	code = store_open(w->path, flags, &w->s, &w->e);
	return code;
}

static void says(struct world *w, const char *part)
{
	if (!strstr(w->e.text, part))
		fail_msg("\"%s\" is not in: %s", part, w->e.text);
}

/* Closed first: what the shell does then is not ours. */
static void refused_after(
    struct world *w, const char *outside, enum err_code code, const char *part)
{
	store_close(w->s);
	w->s = NULL;
	shell(w, outside);
	assert_int_equal(reopen(w, 0), code);
	says(w, part);
}

/* ---- the file ---- */

static void a_new_file_belongs_to_the_group(void **state)
{
	struct world *w = *state;
	struct stat st;
	char path[128];

	snprintf(path, sizeof path, "%s/b.db", w->dir);
	umask(077);
	must(w, store_create(path, &w->e));
	umask(022);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0660);
	assert_int_equal(number(w, "PRAGMA application_id"), STORE_APPLICATION_ID);
	assert_int_equal(number(w, "PRAGMA user_version"), STORE_SCHEMA_VERSION);
	assert_int_equal(number(w, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number(w, "PRAGMA recursive_triggers"), 1);
}

static void synchronous_is_full(void **state)
{
	struct world *w = *state;
	char mode[10];

	must(w, reopen(w, 0));
	assert_int_equal(number(w, "PRAGMA synchronous"), 2);
	assert_string_equal(text_of(w, "PRAGMA journal_mode", mode, sizeof mode), "wal");
	must(w, reopen(w, STORE_NO_SYNC));
	assert_int_equal(number(w, "PRAGMA synchronous"), 0);
}

static void an_existing_file_stays(void **state)
{
	struct world *w = *state;

	assert_int_equal(store_create(w->path, &w->e), ERR_DUPLICATE);
	says(w, "exists already");
	assert_int_equal(number(w, "SELECT count(*) FROM client"), 3);
}

static void no_file(void **state)
{
	struct world *w = *state;
	struct store *s;
	char path[128];

	snprintf(path, sizeof path, "%s/none.db", w->dir);
	assert_int_equal(store_open(path, 0, &s, &w->e), ERR_NOTFOUND);
	says(w, "`frontdesk init` makes one");
	assert_int_equal(access(path, F_OK), -1); /* and none was made */
	assert_null(s);
}

static void a_link_is_not_followed(void **state)
{
	struct world *w = *state;
	struct store *s;
	char path[128];

	snprintf(path, sizeof path, "%s/link.db", w->dir);
	assert_int_equal(symlink(w->path, path), 0);
	assert_int_equal(store_open(path, 0, &s, &w->e), ERR_DENIED);
	says(w, "is a link");
}

static void a_folder_may_be_a_link(void **state)
{
	struct world *w = *state;
	struct store *s;
	char link[80], path[128];

	snprintf(link, sizeof link, "%s/way", w->dir);
	snprintf(path, sizeof path, "%s/a.db", link);
	assert_int_equal(symlink(w->dir, link), 0);
	must(w, store_open(path, 0, &s, &w->e));
	assert_string_equal(store_path(s), w->path);
	store_close(s);
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void not_a_database(void **state)
{
	struct world *w = *state;
	struct store *s;
	char path[128];

	snprintf(path, sizeof path, "%s/letter.db", w->dir);
	write_file(path,
	    "Dear Sir or Madam, this is a letter and no database at all. It is long "
	    "enough to have a header of a hundred bytes, but it is not one.");
	assert_int_equal(store_open(path, 0, &s, &w->e), ERR_CORRUPT);
	says(w, "is not a database of frontdesk");
	err_clear(&w->e);
	assert_int_equal(store_open(w->dir, 0, &s, &w->e), ERR_CORRUPT);
	says(w, "is not a file");
}

static void of_another_program(void **state)
{
	refused_after(
	    *state, "PRAGMA application_id = 1", ERR_CORRUPT, "is the database of another program");
}

static void empty_database(void **state)
{
	struct world *w = *state;
	struct store *s;
	char path[128];

	snprintf(path, sizeof path, "%s/empty.db", w->dir);
	write_file(path, "");
	assert_int_equal(store_open(path, 0, &s, &w->e), ERR_CORRUPT);
	says(w, "is the database of another program");
	err_clear(&w->e);
	must(w, store_create(path, &w->e)); /* an empty file may be filled */
}

/* As another user, because the superuser may do everything. The child's exit status is FN's
 * answer. */
static void as_nobody(struct world *w, bool (*fn)(struct world *w))
{
	pid_t pid;
	int status;

	store_close(w->s);
	w->s = NULL;
	if (geteuid() != 0)
		skip();
	pid = fork();
	if (pid == 0) {
		if (setgid(65534) != 0 || setuid(65534) != 0)
			_exit(2);
		_exit(fn(w) ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static bool nothing_is_lost_where_nothing_can_be_made(struct world *w)
{
	struct stat st;

	return store_create(w->path, &w->e) == ERR_READONLY && stat(w->path, &st) == 0 &&
	    st.st_size > 0;
}

static void a_file_that_was_not_made_here_is_not_taken_away(void **state)
{
	struct world *w = *state;

	chmod(w->path, 0444);
	chmod(w->dir, 0777);
	as_nobody(w, nothing_is_lost_where_nothing_can_be_made);
}

static void what_is_no_file_is_not_filled(void **state)
{
	struct world *w = *state;
	struct stat st;
	char path[128];

	snprintf(path, sizeof path, "%s/pipe.db", w->dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(store_create(path, &w->e), ERR_DUPLICATE);
	assert_int_equal(stat(path, &st), 0);
	unlink(path);
}

/* A folder stands where the log should be: the schema cannot be written. */
static void a_file_that_cannot_be_filled_goes_again(void **state)
{
	struct world *w = *state;
	struct stat st;
	char path[128], log[140];

	snprintf(path, sizeof path, "%s/half.db", w->dir);
	snprintf(log, sizeof log, "%s-wal", path);
	assert_int_equal(mkdir(log, 0700), 0);
	assert_int_not_equal(store_create(path, &w->e), OK);
	assert_int_equal(stat(path, &st), -1);
	rmdir(log);
}

static void newer_and_older_forms(void **state)
{
	refused_after(
	    *state, "PRAGMA user_version = 99", ERR_CONFIG, "was made by a newer frontdesk");
	refused_after(*state, "PRAGMA user_version = 0", ERR_CONFIG, "is of an older form");
}

/* ---- guards ---- */

static void a_missing_guard(void **state)
{
	struct world *w = *state;

	refused_after(w, "DROP TRIGGER appointment_resource_bi", ERR_CORRUPT, "The rules inside");
	assert_non_null(strstr(w->e.detail, "appointment_resource_bi"));
}

static void a_changed_guard(void **state)
{
	refused_after(*state,
	    "DROP TRIGGER appointment_bd; CREATE TRIGGER appointment_bd"
	    " BEFORE DELETE ON appointment BEGIN SELECT 1; END",
	    ERR_CORRUPT, "were changed from outside");
}

static void an_added_trigger(void **state)
{
	refused_after(*state, "CREATE TRIGGER x AFTER INSERT ON client BEGIN SELECT 1; END",
	    ERR_CORRUPT, "were changed from outside");
}

static void a_missing_table(void **state)
{
	refused_after(*state, "PRAGMA foreign_keys = OFF; DROP TABLE client_note", ERR_CORRUPT,
	    "were changed from outside");
}

/* A bit that tipped over in the text of a table: what does not fit is the file, not the program. */
static void a_damaged_table_text(void **state)
{
	struct world *w = *state;
	struct client c;

	store_close(w->s);
	shell(w, "PRAGMA writable_schema = ON; UPDATE sqlite_schema"
	    " SET sql = replace(sql, 'email TEXT', 'emakl TEXT') WHERE name = 'client'");
	w->s = NULL;
	must(w, reopen(w, 0));
	assert_int_equal(client_get(w->s, w->ann, &c, &w->e), ERR_CORRUPT);
	says(w, "is damaged");
	err_clear(&w->e);
	shell(w, "PRAGMA writable_schema = ON; UPDATE sqlite_schema"
	    " SET sql = replace(sql, 'REFERENCES staff(id)', 'REFERENCES staff(ix)')"
	    " WHERE name = 'login'");
	must(w, reopen(w, 0));
	assert_int_equal(store_quick_check(w->s, &w->e), ERR_CORRUPT);
	says(w, "is damaged");
}

/* Hostile SQL of a stray shell: the guards are in the file. */
static void guards_hold_in_any_program(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	sqlite3 *db;
	static const char *const attacks[] = {
		"INSERT INTO appointment_resource VALUES (2, 1, 1, 1795510800, 1795514400, 1)",
		"INSERT OR REPLACE INTO appointment_resource"
		" VALUES (2, 1, 1, 1795510800, 1795514400, 1)",
		"INSERT OR IGNORE INTO appointment_resource"
		" VALUES (2, 1, 1, 1795510800, 1795514400, 1)",
		"UPDATE OR REPLACE appointment SET start_at = 1795510800, end_at = 1795514400,"
		" client_id = 1 WHERE id = 2",
		"DELETE FROM appointment",
		"UPDATE action SET reason = 'x'",
		"DELETE FROM action",
		"INSERT OR REPLACE INTO action SELECT * FROM action WHERE id = 1",
	};

	add_appointment(w, t, w->ann, w->room, 1);
	add_appointment(w, t, w->bob, 0, 1);
	commit(w, t);
	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++)
		assert_int_equal(sqlite3_exec(db, attacks[i], NULL, NULL, NULL), SQLITE_CONSTRAINT);
	sqlite3_close(db);
}

/* ---- rights ---- */

static bool refused_as_read_only(struct world *w)
{
	return store_open(w->path, 0, &w->s, &w->e) == ERR_READONLY &&
	    strstr(w->e.text, "a.db (-rw-r--r-- root:root)");
}

static void a_file_that_may_only_be_read(void **state)
{
	struct world *w = *state;

	chmod(w->path, 0644);
	chmod(w->dir, 0777);
	as_nobody(w, refused_as_read_only);
}

static bool refused_because_of_the_folder(struct world *w)
{
	return store_open(w->path, 0, &w->s, &w->e) == ERR_READONLY &&
	    strstr(w->e.text, "the folder") && strstr(w->e.text, "(drwxr-xr-x root:root)");
}

static void a_folder_that_may_only_be_read(void **state)
{
	struct world *w = *state;

	chmod(w->path, 0666);
	chmod(w->dir, 0755);
	as_nobody(w, refused_because_of_the_folder);
}

static bool refused_to_read(struct world *w)
{
	return store_open(w->path, 0, &w->s, &w->e) == ERR_DENIED &&
	    strstr(w->e.text, "(-rw-rw---- root:root)");
}

static void a_file_of_others(void **state)
{
	struct world *w = *state;

	chmod(w->dir, 0777);
	as_nobody(w, refused_to_read);
}

static bool refused_because_of_wal(struct world *w)
{
	return store_open(w->path, 0, &w->s, &w->e) == ERR_DENIED &&
	    strstr(w->e.text, "a.db-wal (-rw------- root:root)");
}

static void left_over_by_another_account(void **state)
{
	struct world *w = *state;
	char path[128];

	store_close(w->s);
	w->s = NULL;
	snprintf(path, sizeof path, "%s-wal", w->path);
	write_file(path, "");
	chmod(path, 0600);
	chmod(w->path, 0666);
	chmod(w->dir, 0777);
	as_nobody(w, refused_because_of_wal);
}

static bool reads_only(struct world *w)
{
	struct txn *t;

	return store_open(w->path, STORE_READ_ONLY, &w->s, &w->e) == OK &&
	    store_is_read_only(w->s) && ephemeral_begin(w->s, &w->me, &t, &w->e) == ERR_READONLY &&
	    !t;
}

static void reading_needs_no_right_to_write(void **state)
{
	struct world *w = *state;

	chmod(w->path, 0644);
	chmod(w->dir, 0777);
	as_nobody(w, reads_only);
}

/* ---- live ---- */

static void others_changes_are_seen_once(void **state)
{
	struct world *w = *state;
	struct store *two = open_again(w);
	struct txn *t;

	assert_int_equal(store_poll(two), 0);
	t = begin(w);
	must(w, change_text(w, t, "client", w->ann, "email", NULL, "a"));
	commit(w, t);
	assert_int_equal(store_poll(two), AREA_CLIENT);
	assert_int_equal(store_poll(two), 0);
	assert_int_equal(store_poll(w->s), 0); /* our own is not news */
	assert_int_equal(store_own_changes(w->s) & AREA_CLIENT, AREA_CLIENT);
	assert_int_equal(store_own_changes(w->s), 0);
	store_close(two);
}

static void own_commits_are_not_told_with_the_next_of_others(void **state)
{
	struct world *w = *state;
	struct store *two = open_again(w);
	struct txn *t = begin_as(w, two, &w->other);

	must(w, change_text(w, t, "client", w->ann, "email", NULL, "a"));
	commit(w, t);
	t = begin(w);
	add_appointment(w, t, w->ann, w->room, 1);
	commit(w, t);
	assert_int_equal(store_poll(two), AREA_SCHEDULE | AREA_ARRIVALS);
	store_close(two);
}

static void drafts_wake_nobody(void **state)
{
	struct world *w = *state;
	struct store *two = open_again(w);
	struct txn *t;

	must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
	sql(t,
	    "INSERT INTO draft(staff_id, station, form, body, state, created_at, saved_at)"
	    " VALUES (1, 'T1', 'client', '', 'open', 0, 0)");
	must(w, ephemeral_commit(t, &w->e));
	assert_int_equal(store_poll(two), 0);
	must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
	txn_touch_area(t, AREA_JOBS);
	must(w, ephemeral_commit(t, &w->e));
	assert_int_equal(store_poll(two), AREA_JOBS);
	store_close(two);
}

/* ---- the rest ---- */

static void a_backup_opens_as_the_file_did(void **state)
{
	struct world *w = *state;
	char path[128];
	struct store *copy;
	struct record r;

	snprintf(path, sizeof path, "%s/copy.db", w->dir);
	must(w, store_backup(w->s, path, &w->e));
	must(w, store_backup(w->s, path, &w->e)); /* and again over it */
	must(w, store_open(path, 0, &copy, &w->e));
	must(w, record_load(copy, "client", w->ann, &r, &w->e));
	assert_string_equal(record_text(&r, "name"), "Ann");
	record_free(&r);
	must(w, store_quick_check(copy, &w->e));
	store_close(copy);
	assert_int_equal(store_backup(w->s, w->path, &w->e), ERR_DUPLICATE);
	says(w, "is the file itself");
}

/* An unfinished log belongs to the file that stood there: it would be written into the new one. */
static void a_backup_never_lies_beside_another_files_log(void **state)
{
	struct world *w = *state;
	struct stat st;
	char path[128], log[140];

	snprintf(path, sizeof path, "%s/copy.db", w->dir);
	snprintf(log, sizeof log, "%s-wal", path);
	write_file(log, "frames of yesterday");
	assert_int_equal(store_backup(w->s, path, &w->e), ERR_BUSY);
	says(w, "copy.db-wal still belongs to what stood there");
	assert_int_equal(stat(path, &st), -1);
	err_clear(&w->e);
	write_file(log, ""); /* closed, with nothing in it */
	must(w, store_backup(w->s, path, &w->e));
}

/* A slip of the hand at the command line: the name of the log instead of a copy's. */
static void a_backup_spares_what_belongs_to_the_file(void **state)
{
	static const char *const tails[] = { "-wal", "-shm", "-journal", ".gate" };
	struct world *w = *state;
	char path[300];

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		snprintf(path, sizeof path, "%s%s", w->path, tails[i]);
		assert_int_equal(store_backup(w->s, path, &w->e), ERR_DUPLICATE);
		err_clear(&w->e);
	}
}

static void a_backup_that_has_no_place(void **state)
{
	struct world *w = *state;

	assert_int_equal(store_backup(w->s, "/nowhere/copy.db", &w->e), ERR_IO);
	says(w, "could not be written");
}

static void a_damaged_file_is_found(void **state)
{
	struct world *w = *state;
	char noise[4096];
	int fd;

	must(w, store_quick_check(w->s, &w->e));
	assert_true(store_free_bytes(w->s) > 0);
	store_close(w->s);
	memset(noise, 0x5a, sizeof noise);
	fd = open(w->path, O_RDWR);
	assert_int_equal(pwrite(fd, noise, sizeof noise, 40 * 4096), sizeof noise);
	close(fd);
	must(w, store_open(w->path, 0, &w->s, &w->e));
	assert_int_equal(store_quick_check(w->s, &w->e), ERR_CORRUPT);
	says(w, "is damaged");
}

static void a_dangling_row_is_found(void **state)
{
	struct world *w = *state;

	shell(w,
	    "PRAGMA foreign_keys = OFF; DELETE FROM client_figures; DELETE FROM staff WHERE id = 2;"
	    "UPDATE client SET expert_id = 2 WHERE id = 1");
	assert_int_equal(store_quick_check(w->s, &w->e), ERR_CORRUPT);
	assert_string_equal(w->e.detail, "client");
}

static void opening_is_quick(void **state)
{
	struct world *w = *state;
	int64_t best = INT64_MAX;

	for (int i = 0; i < 10; i++) {
		int64_t from = clock_mono_us(), took;

		must(w, reopen(w, 0));
		took = clock_mono_us() - from;
		best = took < best ? took : best;
	}
	print_message("open and close: %lld us\n", (long long)best);
	assert_true(best < 50000);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)
	const struct CMUnitTest tests[] = {
		T(a_new_file_belongs_to_the_group),
		T(synchronous_is_full),
		T(an_existing_file_stays),
		T(no_file),
		T(a_link_is_not_followed),
		T(a_folder_may_be_a_link),
		T(not_a_database),
		T(of_another_program),
		T(empty_database),
		T(a_file_that_was_not_made_here_is_not_taken_away),
		T(what_is_no_file_is_not_filled),
		T(a_file_that_cannot_be_filled_goes_again),
		T(newer_and_older_forms),
		T(a_missing_guard),
		T(a_changed_guard),
		T(an_added_trigger),
		T(a_missing_table),
		T(a_damaged_table_text),
		T(guards_hold_in_any_program),
		T(a_file_that_may_only_be_read),
		T(a_folder_that_may_only_be_read),
		T(a_file_of_others),
		T(left_over_by_another_account),
		T(reading_needs_no_right_to_write),
		T(others_changes_are_seen_once),
		T(own_commits_are_not_told_with_the_next_of_others),
		T(drafts_wake_nobody),
		T(a_backup_opens_as_the_file_did),
		T(a_backup_spares_what_belongs_to_the_file),
		T(a_backup_never_lies_beside_another_files_log),
		T(a_backup_that_has_no_place),
		T(a_damaged_file_is_found),
		T(a_dangling_row_is_found),
		T(opening_is_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
