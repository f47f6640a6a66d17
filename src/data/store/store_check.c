#include "store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/tr.h"

/* ---- paths and owners ----------------------------------------------------------------- */

/* SQLite's NOFOLLOW refuses a link anywhere in the path; only the last part matters to us. */
char *file_resolve(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	char *dir = slash ? mem_dup_n(path, (size_t)(slash - path) + 1) : mem_dup(".");
	char real[PATH_MAX];
	struct buf out = BUF_INIT;

	if (realpath(dir, real))
		buf_printf(&out, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
	else
		buf_puts(&out, path);
	mem_free(dir);
	return buf_take(&out);
}

static char *dir_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return mem_dup(".");
	return mem_dup_n(path, slash == path ? 1 : (size_t)(slash - path));
}

static void put_mode(struct buf *b, mode_t mode)
{
	static const char letters[] = "rwxrwxrwx";

	buf_putc(b, S_ISDIR(mode) ? 'd' : '-');
	for (int i = 0; i < 9; i++)
		buf_putc(b, mode & (mode_t)(0400 >> i) ? letters[i] : '-');
}

static void put_owner(struct buf *b, const struct stat *st)
{
	const struct passwd *u = getpwuid(st->st_uid);
	const struct group *g;

	if (u)
		buf_puts(b, u->pw_name);
	else
		buf_printf(b, "%u", (unsigned)st->st_uid);
	g = getgrgid(st->st_gid);
	if (g)
		buf_printf(b, ":%s", g->gr_name);
	else
		buf_printf(b, ":%u", (unsigned)st->st_gid);
}

char *file_describe(const char *path, char *out, size_t size)
{
	struct stat st;
	struct buf b = BUF_INIT;

	if (stat(path, &st) != 0)
		return text_copy(out, size, strerror(errno));
	put_mode(&b, st.st_mode);
	buf_putc(&b, ' ');
	put_owner(&b, &st);
	text_copy(out, size, b.s);
	buf_free(&b);
	return out;
}

/* By the effective ids: the program may be set-group-id. */
static bool may(const char *path, int how)
{
	return faccessat(AT_FDCWD, path, how, AT_EACCESS) == 0;
}

/* "PATH (mode owner:group)", for messages. Owned by the caller. */
static char *describe(const char *path)
{
	char what[100];
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s (%s)", path, file_describe(path, what, sizeof what));
	return buf_take(&b);
}

/* ---- the disk below ------------------------------------------------------------------- */

/* Magic numbers of linux/magic.h. Locks and shared memory do not work across machines. */
static const struct disk {
	uint32_t magic;
	const char *name;
	bool refused;
} disks[] = {
	{ 0x00006969, "NFS", true },
	{ 0xFF534D42, "CIFS", true },
	{ 0xFE534D42, "SMB2", true },
	{ 0x0000517B, "SMB", true },
	{ 0x0000564C, "NCP", true },
	{ 0x5346414F, "AFS", true },
	{ 0x6B414653, "AFS", true },
	{ 0x73757245, "Coda", true },
	{ 0x01021997, "9P", true },
	{ 0x00C36400, "Ceph", true },
	{ 0x0BD00BD0, "Lustre", true },
	{ 0x47504653, "GPFS", true },
	{ 0x7461636F, "OCFS2", true },
	{ 0x01161970, "GFS2", true },
	{ 0x786F4256, "vboxsf", true },
	{ 0xBACBACBC, "vmhgfs", true },
	{ 0x65735546, "FUSE (may be a network disk)", false },
	{ 0x01021994, "tmpfs (gone after a restart)", false },
};

static enum err_code check_disk(const char *path, struct err *e)
{
	struct statfs fs;

	if (statfs(path, &fs) != 0)
		return OK; /* what is really wrong with it shows below */
	for (size_t i = 0; i < sizeof disks / sizeof *disks; i++) {
		if (disks[i].magic != (uint32_t)fs.f_type)
			continue;
		if (disks[i].refused)
			return err_set(e, ERR_IO,
			    tr("The file %s is on a network disk (%s), where two "
			       "terminals would damage it. Move it to a disk of this machine."),
			    path, disks[i].name);
		log_line(LOG_WARN, "store: %s is on %s", path, disks[i].name);
	}
	return OK;
}

/* ---- the files ------------------------------------------------------------------------ */

static enum err_code check_kind(const char *path, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) != 0) {
		if (errno == EACCES)
			return err_set(e, ERR_DENIED,
			    tr("This account may not enter the folder of %s. "
			       "Call the administrator."),
			    path);
		return err_set(e, ERR_NOTFOUND,
		    tr("There is no file %s. `frontdesk init` makes one, -d "
		       "names another."),
		    path);
	}
	if (S_ISLNK(st.st_mode))
		return err_set(e, ERR_DENIED, tr("%s is a link. Name the file itself."), path);
	if (!S_ISREG(st.st_mode))
		return err_set(
		    e, ERR_CORRUPT, tr("%s is not a file. Choose another with -d."), path);
	return OK;
}

static enum err_code check_access(const char *path, const char *dir, bool read_only, struct err *e)
{
	char *file = describe(path), *folder = describe(dir);
	enum err_code code = OK;

	if (!may(path, R_OK))
		code = err_set(e, ERR_DENIED,
		    tr("This account may not read %s. Call the "
		       "administrator."),
		    file);
	else if (!read_only && !may(path, W_OK))
		code = err_set(e, ERR_READONLY,
		    tr("This account may not write %s. Call the "
		       "administrator."),
		    file);
	else if (!read_only && !may(dir, W_OK | X_OK))
		code = err_set(e, ERR_READONLY,
		    tr("This account may not write the folder %s. Call the "
		       "administrator."),
		    folder);
	mem_free(file);
	mem_free(folder);
	return code;
}

/* What a crash of another account left behind: SQLite would only say that it cannot open. */
static enum err_code check_leftover(
    const char *path, const char *tail, bool read_only, struct err *e)
{
	struct buf b = BUF_INIT;
	char *file;
	enum err_code code = OK;

	buf_printf(&b, "%s%s", path, tail);
	if (may(b.s, F_OK) && !may(b.s, read_only ? R_OK : R_OK | W_OK)) {
		file = describe(b.s);
		code = err_set(e, ERR_DENIED,
		    tr("This account may not use %s, which belongs to the "
		       "file. Call the administrator."),
		    file);
		mem_free(file);
	}
	buf_free(&b);
	return code;
}

enum err_code file_check(const char *path, bool read_only, struct err *e)
{
	char *dir = dir_of(path);
	enum err_code code = check_kind(path, e);

	if (code == OK)
		code = check_disk(path, e);
	if (code == OK)
		code = check_access(path, dir, read_only, e);
	if (code == OK)
		code = check_leftover(path, "-wal", read_only, e);
	if (code == OK)
		code = check_leftover(path, "-shm", read_only, e);
	mem_free(dir);
	return code;
}

/* Nobody writes there, so nothing beside the file is needed to read it, and nothing can be made. */
bool file_is_frozen(const char *path)
{
	struct statvfs fs;

	return statvfs(path, &fs) == 0 && (fs.f_flag & ST_RDONLY);
}

/* ---- the guards inside ---------------------------------------------------------------- */

/*
 * The end of the trigger that begins at P: the E of the first END; behind a semicolon, as
 * sqlite3_complete() has it.
 */
static const char *trigger_end(const char *p)
{
	const char *end = p;

	while ((end = strstr(end, "END;")) != NULL) {
		const char *before = end - 1;

		while (before > p && strchr(" \t\n", *before))
			before--;
		if (*before == ';')
			return end + strlen("END");
		end++;
	}
	return NULL;
}

struct trigger {
	const char *name, *sql;
	size_t name_len, sql_len;
	bool seen;
};
struct trigger_list {
	struct trigger *v;
	size_t n, cap;
};

/* The triggers that the program was built with; SQLite keeps their text letter by letter. */
static void built_in_triggers(struct trigger_list *out)
{
	static const char head[] = "\nCREATE TRIGGER ";
	const char *p = schema_sql, *end;

	while ((p = strstr(p, head)) != NULL) {
		struct trigger *t = vec_push(out);

		t->sql = p + 1;
		t->name = p + strlen(head);
		t->name_len = strcspn(t->name, " \t\n");
		end = trigger_end(t->name);
		if (!end)
			BUG("schema: trigger without end");
		t->sql_len = (size_t)(end - t->sql);
		p = end;
	}
}

static enum err_code guard_error(struct store *s, const char *name, struct err *e)
{
	err_set(e, ERR_CORRUPT,
	    tr("The rules inside %s were changed from outside. Do not work on it; "
	       "call the administrator."),
	    s->path);
	return err_detail(e, "missing or changed: %s", name);
}

static struct trigger *find_trigger(struct trigger_list *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++) {
		struct trigger *t = &l->v[i];

		if (strlen(name) == t->name_len && strncmp(name, t->name, t->name_len) == 0)
			return t;
	}
	return NULL;
}

static bool same_trigger(const struct trigger *t, const char *sql)
{
	return strlen(sql) == t->sql_len && memcmp(sql, t->sql, t->sql_len) == 0;
}

/* Compares each object of the file; counts the tables that the catalogue knows. */
static enum err_code compare_objects(
    struct store *s, struct trigger_list *l, size_t *tables, struct err *e)
{
	static const char sql[] =
	    "SELECT type, name, sql FROM sqlite_schema"
	    " WHERE type IN ('trigger', 'table') /* scan: the schema is small */";
	struct stmt *q = stmt_get(s, sql);
	char wrong[64] = "";
	enum err_code code;

	while (!*wrong && stmt_row(q, e)) {
		struct trigger *t;

		if (strcmp(stmt_col_text(q, 0), "table") == 0) {
			*tables += catalog_table(stmt_col_text(q, 1)) != NULL;
			continue;
		}
		t = find_trigger(l, stmt_col_text(q, 1));
		if (t && same_trigger(t, stmt_col_text(q, 2)))
			t->seen = true;
		else
			stmt_col_copy(q, 1, wrong, sizeof wrong);
	}
	code = stmt_done(q, e);
	return code == OK && *wrong ? guard_error(s, wrong, e) : code;
}

enum err_code guards_check(struct store *s, struct err *e)
{
	struct trigger_list l = { .n = 0 };
	size_t tables = 0;
	enum err_code code;
	char name[64];

	built_in_triggers(&l);
	code = compare_objects(s, &l, &tables, e);
	for (size_t i = 0; code == OK && i < l.n; i++) {
		if (!l.v[i].seen)
			code = guard_error(s,
			    text_fmt(name, sizeof name, "%.*s", (int)l.v[i].name_len, l.v[i].name),
			    e);
	}
	if (code == OK && tables != catalog_size)
		code = guard_error(s, "a table", e);
	vec_free(&l);
	return code;
}

/* ---- the whole schema ----------------------------------------------------------------- */

static sqlite3_stmt *list_schema(sqlite3 *db)
{
	static const char sql[] = "SELECT type, name, tbl_name, coalesce(sql, '')"
				  " FROM sqlite_schema ORDER BY type, name"
				  " /* scan: the schema is small, sorted */";
	sqlite3_stmt *q = NULL;

	return db && sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK ? q : NULL;
}

/* The next row of both: are they the same? *MORE: neither was at its end. */
static bool same_next(sqlite3_stmt *a, sqlite3_stmt *b, bool *more)
{
	int ra = sqlite3_step(a), rb = sqlite3_step(b);

	*more = ra == SQLITE_ROW && rb == SQLITE_ROW;
	for (int i = 0; *more && i < 4; i++) {
		const void *x = sqlite3_column_blob(a, i), *y = sqlite3_column_blob(b, i);
		int n = sqlite3_column_bytes(a, i);

		if (n != sqlite3_column_bytes(b, i) || (n && memcmp(x, y, (size_t)n) != 0))
			return false;
	}
	return *more || (ra == SQLITE_DONE && rb == SQLITE_DONE);
}

bool schema_is_ours(struct store *s)
{
	sqlite3 *made = NULL;
	sqlite3_stmt *a = list_schema(s->db), *b = NULL;
	bool same = a != NULL, more = true;

	if (sqlite3_open(":memory:", &made) == SQLITE_OK &&
	    sqlite3_exec(made, schema_sql, NULL, NULL, NULL) == SQLITE_OK)
		b = list_schema(made);
	if (!b)
		BUG("schema: %s", sqlite3_errmsg(made));
	while (same && more)
		same = same_next(a, b, &more);
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	sqlite3_close(made);
	return same;
}
