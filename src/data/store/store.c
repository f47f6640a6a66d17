#include "store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

/* Debian's library has them; another one may not, and then nothing would be recorded. */
static enum err_code check_library(struct err *e)
{
	static const char *const needed[] = { "ENABLE_SESSION", "ENABLE_PREUPDATE_HOOK" };

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		if (!sqlite3_compileoption_used(needed[i]))
			return err_set(e, ERR_CONFIG,
			    tr("The SQLite library of this system lacks %s. "
			       "Call the administrator."),
			    needed[i]);
	}
	return OK;
}

enum err_code store_exec(struct store *s, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? OK : store_error(s, rc, e);
}

static void harden(sqlite3 *db)
{
	static const struct {
		int option, value;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
	};
	static const struct {
		int limit, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 16 << 20 },
		{ SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },
		{ SQLITE_LIMIT_ATTACHED, 1 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200 },
	};

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		sqlite3_db_config(db, options[i].option, options[i].value, NULL);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(db, limits[i].limit, limits[i].value);
}

/* On a disk that may only be read SQLite must be told not to look for other processes: the files
 * that they meet by cannot be made there. */
static char *frozen_uri(const char *path)
{
	struct buf uri = BUF_INIT;

	buf_puts(&uri, "file:");
	for (; *path; path++) {
		if (strchr("%?#", *path))
			buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*path);
		else
			buf_putc(&uri, *path);
	}
	buf_puts(&uri, "?immutable=1");
	return buf_take(&uri);
}

/* NOFOLLOW, never CREATE: a mistyped path must not become an empty store. */
static enum err_code connect(struct store *s, unsigned flags, struct err *e)
{
	bool frozen = (flags & STORE_READ_ONLY) && file_is_frozen(s->path);
	int mode = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | (frozen ? SQLITE_OPEN_URI : 0) |
	    (flags & STORE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	char *name = frozen ? frozen_uri(s->path) : mem_dup(s->path);
	int rc = sqlite3_open_v2(name, &s->db, mode, NULL);

	mem_free(name);
	if (!s->db)
		BUG("out of memory");
	sqlite3_extended_result_codes(s->db, 1);
	if (rc != SQLITE_OK)
		return store_error(s, rc, e);
	sqlite3_busy_handler(s->db, gate_busy, s);
	harden(s->db);
	return OK;
}

enum err_code store_configure(struct store *s, unsigned flags, struct err *e)
{
	static const char common[] =
	    "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA cache_size = -8000;"
	    "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
	    "PRAGMA journal_size_limit = 4194304; PRAGMA wal_autocheckpoint = 1000;";
	/* A whole site in one transaction: what does not fit goes out to the log again and
	 * again. */
	static const char bulk[] = "PRAGMA synchronous = OFF; PRAGMA cache_size = -512000";
	enum err_code code = store_exec(s, common, e);

	if (code == OK && !s->read_only)
		code = store_exec(s, "PRAGMA journal_mode = WAL", e);
	if (code == OK)
		code = store_exec(s,
		    flags & STORE_NO_SYNC ? bulk : "PRAGMA synchronous = FULL",
		    e);
	return code;
}

int store_patience(struct store *s, int ms)
{
	int before = s->wait_ms;

	s->wait_ms = ms;
	return before;
}

static struct store *new_store(const char *path, unsigned flags)
{
	struct store *s = mem_alloc(sizeof *s);

	s->path = file_resolve(path);
	s->read_only = flags & STORE_READ_ONLY;
	s->gate_fd = -1;
	s->wait_ms = STORE_WAIT_MS;
	s->jitter = (unsigned)getpid();
	return s;
}

static enum err_code pragma_int(struct store *s, const char *sql, int64_t *out, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	*out = stmt_row(q, e) ? stmt_col_int(q, 0) : 0;
	return stmt_done(q, e);
}

static enum err_code check_version(struct store *s, int64_t version, struct err *e)
{
	if (version == STORE_SCHEMA_VERSION)
		return OK;
	if (version > STORE_SCHEMA_VERSION)
		return err_set(e, ERR_CONFIG,
		    tr("The file %s was made by a newer frontdesk (its form %lld, "
		       "this program knows %d). Install the newer program."),
		    s->path, (long long)version, STORE_SCHEMA_VERSION);
	return err_set(e, ERR_CONFIG,
	    tr("The file %s is of an older form (%lld, this program needs "
	       "%d). Call the administrator."),
	    s->path, (long long)version, STORE_SCHEMA_VERSION);
}

/* The first read of the file: what is no database at all shows here. */
static enum err_code check_identity(struct store *s, struct err *e)
{
	int64_t id = 0, version = 0;
	struct err why = ERR_INIT;

	if (pragma_int(s, "PRAGMA application_id", &id, &why) != OK && why.code != ERR_CORRUPT)
		return err_copy(e, &why);
	if (why.code == ERR_CORRUPT) {
		err_set(e, ERR_CORRUPT,
		    tr("The file %s is not a database of frontdesk. Choose another "
		       "with -d."),
		    s->path);
		return err_detail(e, "%s", why.detail);
	}
	if (id != STORE_APPLICATION_ID)
		return err_set(e, ERR_CORRUPT,
		    tr("The file %s is the database of another program. "
		       "Choose another with -d."),
		    s->path);
	if (pragma_int(s, "PRAGMA user_version", &version, e) != OK)
		return e->code;
	return check_version(s, version, e);
}

static enum err_code open_checked(struct store *s, unsigned flags, struct err *e)
{
	enum err_code code = file_check(s->path, s->read_only, e);

	if (code == OK)
		code = connect(s, flags, e);
	if (code == OK)
		code = check_identity(s, e);
	if (code == OK)
		code = store_configure(s, flags, e);
	if (code == OK)
		code = guards_check(s, e);
	if (code == OK)
		pulse_read(s);
	return code;
}

enum err_code store_open(const char *path, unsigned flags, struct store **out, struct err *e)
{
	struct store *s;
	enum err_code code = check_library(e);

	*out = NULL;
	if (code != OK)
		return code;
	s = new_store(path, flags);
	code = open_checked(s, flags, e);
	if (code == OK)
		*out = s;
	else
		store_close(s);
	return code;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	if (s->txn)
		BUG("store closed inside a transaction");
	stmt_close_all(s);
	gate_close(s);
	if (sqlite3_close(s->db) != SQLITE_OK)
		BUG("statement left open at close: %s", sqlite3_errmsg(s->db));
	mem_free(s->path);
	mem_free(s);
}

const char *store_path(const struct store *s)
{
	return s->path;
}

bool store_is_read_only(const struct store *s)
{
	return s->read_only;
}

/* ---- a new file ----------------------------------------------------------------------- */

static enum err_code cannot_make(const char *path, int os, struct err *e)
{
	return err_set(e, os == EACCES || os == EROFS ? ERR_READONLY : ERR_IO,
	    tr("The file %s cannot be made: %s. Choose another place."), path, strerror(os));
}

/* SQLite would make it 0644 less the umask: the group could never write. The -wal and -shm files
 * get their mode from it. *MADE false: an empty file stood there and may be filled. */
static enum err_code make_file(const char *path, bool *made, struct err *e)
{
	int how = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, os = 0;
	int fd = open(path, how | O_EXCL, 0660);
	struct stat st;

	*made = fd >= 0;
	if (fd < 0 && errno == EEXIST)
		fd = open(path, how, 0660);
	if (fd < 0)
		return cannot_make(path, errno, e);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > 0) {
		close(fd);
		return err_set(e, ERR_DUPLICATE,
		    tr("The file %s exists already and stays as it is. Choose "
		       "another name."),
		    path);
	}
	if (fchmod(fd, 0660) != 0)
		os = errno;
	close(fd);
	return os ? err_set(e, ERR_IO, tr("The mode of %s cannot be set: %s."), path, strerror(os))
		  : OK;
}

static enum err_code write_schema(struct store *s, struct err *e)
{
	enum err_code code = store_configure(s, 0, e);

	if (code == OK)
		code = store_exec(s, "BEGIN IMMEDIATE", e);
	if (code == OK)
		code = store_exec(s, schema_sql, e);
	if (code == OK)
		code = store_exec(s, "COMMIT", e);
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return code;
}

static enum err_code fill_new(struct store *s, struct err *e)
{
	enum err_code code = file_check(s->path, false, e);

	if (code == OK)
		code = connect(s, 0, e);
	if (code == OK)
		code = write_schema(s, e);
	return code;
}

enum err_code store_create(const char *path, struct err *e)
{
	struct store *s;
	enum err_code code = check_library(e);
	bool made;

	if (code != OK)
		return code;
	s = new_store(path, 0);
	code = make_file(s->path, &made, e);
	if (code == OK)
		code = fill_new(s, e);
	store_close(s);
	if (made && code != OK)
		store_discard(path);
	return code;
}

void store_discard(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-journal", ".gate" };

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		struct buf b = BUF_INIT;

		buf_printf(&b, "%s%s", path, tails[i]);
		(void)unlink(b.s); /* most of them were never there */
		buf_free(&b);
	}
}
