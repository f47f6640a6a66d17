#include "store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

int64_t store_free_bytes(const struct store *s)
{
	struct statvfs fs;

	if (statvfs(s->path, &fs) != 0)
		return 0;
	return (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
}

/* ---- consistency ---------------------------------------------------------------------- */

/* One row "ok" is good news; any other row says what is wrong. */
static enum err_code expect_ok(struct store *s, const char *sql, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);
	char found[200] = "";
	enum err_code code;

	if (stmt_row(q, e) && strcmp(stmt_col_text(q, 0), "ok") != 0)
		stmt_col_copy(q, 0, found, sizeof found);
	code = stmt_done(q, e);
	if (code != OK || !*found)
		return code;
	err_set(e, ERR_CORRUPT,
	    tr("The file %s is damaged. Do not work on it; call the "
	       "administrator."),
	    s->path);
	return err_detail(e, "%s", found);
}

enum err_code store_quick_check(struct store *s, struct err *e)
{
	enum err_code code = expect_ok(s, "PRAGMA quick_check(1)", e);

	if (code == OK)
		code = expect_ok(s, "PRAGMA foreign_key_check", e);
	return code;
}

/* ---- backup --------------------------------------------------------------------------- */

static enum err_code os_error(const char *path, int os, struct err *e)
{
	return err_set(e, os == ENOSPC || os == EDQUOT ? ERR_FULL : ERR_IO,
	    tr("The copy %s could not be written: %s. Choose another place."), path, strerror(os));
}

static bool has_content(const char *path, const char *tail)
{
	struct buf b = BUF_INIT;
	struct stat st;
	bool has;

	buf_printf(&b, "%s%s", path, tail);
	has = stat(b.s, &st) == 0 && st.st_size > 0;
	buf_free(&b);
	return has;
}

/* SQLite would write what lies in an old log into the new file beside it, which then is damaged
 * (sqlite.org/howtocorrupt.html, 1.4). It lies there while somebody has the old file open, and
 * after a crash. */
static enum err_code check_leftovers(const char *path, struct err *e)
{
	static const char *const tails[] = { "-wal", "-journal" };

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		if (has_content(path, tails[i]))
			return err_set(e, ERR_BUSY,
			    tr("Nothing was copied. %s%s still belongs to what stood there, or "
			       "somebody has it open. Choose another name."),
			    path, tails[i]);
	}
	return OK;
}

/* Is PATH what belongs to the store itself, there or not: its log, its queue? A copy in the place
 * of the log would be the end of what was just written. */
static bool is_companion(struct store *s, const char *path)
{
	static const char *const tails[] = { "-wal", "-shm", "-journal", ".gate" };
	char *to = file_resolve(path);
	size_t n = strlen(s->path);
	bool is = false;

	for (size_t i = 0; i < sizeof tails / sizeof *tails && !strncmp(to, s->path, n); i++)
		is = is || strcmp(to + n, tails[i]) == 0;
	mem_free(to);
	return is;
}

/* The copy must not replace the file that it is made of, nor one that is in use. */
static enum err_code check_target(struct store *s, const char *path, struct err *e)
{
	struct stat from, to;

	if (is_companion(s, path))
		return err_set(e, ERR_DUPLICATE,
		    tr("%s belongs to the file itself. Choose another name for the copy."), path);
	if (stat(s->path, &from) == 0 && stat(path, &to) == 0 && from.st_dev == to.st_dev &&
	    from.st_ino == to.st_ino)
		return err_set(e, ERR_DUPLICATE,
		    tr("%s is the file itself. Choose another name for the "
		       "copy."),
		    path);
	return check_leftovers(path, e);
}

static enum err_code make_empty(const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0660);

	if (fd < 0)
		return os_error(path, errno, e);
	close(fd);
	return OK;
}

/* All pages in one step: one view of the file, and no restart however much others write. */
static int copy_pages(struct store *s, sqlite3 *to)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", s->db, "main");
	int step, end;

	if (!b)
		return sqlite3_errcode(to);
	step = sqlite3_backup_step(b, -1);
	end = sqlite3_backup_finish(b); /* says nothing of a file that was busy */
	return step == SQLITE_DONE ? end : step;
}

static int on_check(void *whole, int n, char **values, char **names)
{
	(void)names;
	*(bool *)whole = n == 1 && values[0] && strcmp(values[0], "ok") == 0;
	return 0;
}

/* The copy is read back: one that cannot be is of no use. No sync before its end: nobody knows its
 * name yet. */
static enum err_code fill_copy(struct store *s, const char *path, struct err *e)
{
	struct store copy = { .path = mem_dup(path), .gate_fd = -1 };
	bool whole = false;
	enum err_code code = OK;
	int rc = sqlite3_open_v2(path, &copy.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(copy.db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = copy_pages(s, copy.db);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(copy.db, "PRAGMA quick_check(1)", on_check, &whole, NULL);
	if (rc != SQLITE_OK)
		code = store_error(&copy, rc, e);
	else if (!whole)
		code = err_set(e, ERR_CORRUPT, tr("The copy %s is damaged. Check the disk."), path);
	sqlite3_close(copy.db);
	mem_free(copy.path);
	return code;
}

static enum err_code sync_path(const char *path, int flags, struct err *e)
{
	int fd = open(path, flags | O_CLOEXEC), os = 0;

	if (fd < 0)
		return os_error(path, errno, e);
	if (fsync(fd) != 0)
		os = errno;
	close(fd);
	return os ? os_error(path, os, e) : OK;
}

enum err_code store_publish(const char *fresh, const char *path, struct err *e)
{
	char *slash, *dir = mem_dup(path);
	enum err_code code = sync_path(fresh, O_RDONLY, e);

	if (code == OK && rename(fresh, path) != 0)
		code = os_error(path, errno, e);
	slash = strrchr(dir, '/');
	if (slash)
		slash[slash == dir] = '\0';
	if (code == OK)
		code = sync_path(slash ? dir : ".", O_RDONLY | O_DIRECTORY, e);
	mem_free(dir);
	return code;
}

enum err_code store_backup(struct store *s, const char *path, struct err *e)
{
	struct buf temp = BUF_INIT;
	enum err_code code = check_target(s, path, e);

	buf_printf(&temp, "%s.new-%d", path, (int)getpid());
	if (code == OK)
		code = make_empty(temp.s, e);
	if (code == OK) {
		code = fill_copy(s, temp.s, e);
		if (code == OK)
			code = store_publish(temp.s, path, e);
		if (code != OK)
			unlink(temp.s);
	}
	buf_free(&temp);
	return code;
}
