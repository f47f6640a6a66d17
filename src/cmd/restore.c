/*
 * restore FILE: a backup becomes the file. The file that was there is moved aside, never
 * removed, and not while others have it open: what they write would be lost with it. Whenever it
 * is cut short there is a file, whole: the old one or the new one (tests/torture/restore.sh).
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/history.h"
#include "data/store.h"

static const struct arg table[] = {
	{ .name = "yes", .kind = ARG_SWITCH },
};

/* A backup with a broken chain is still better than none, but nobody shall take it unawares. */
static enum err_code check_backup(struct store *from, int64_t *actions, struct err *e)
{
	struct chain_result chain = { .count = 0 };
	enum err_code rc = store_quick_check(from, e);

	if (rc == OK)
		rc = chain_verify(from, &chain, e);
	if (rc == OK && chain.bad)
		rc = err_set(e, ERR_CORRUPT,
		    tr("Not restored. In the copy action %lld is not as it was "
		       "written. Choose another copy."),
		    (long long)chain.bad);
	*actions = chain.count;
	return rc;
}

static bool there_is(const char *path, const char *tail)
{
	struct buf b = BUF_INIT;
	bool there;

	buf_printf(&b, "%s%s", path, tail);
	there = access(b.s, F_OK) == 0;
	buf_free(&b);
	return there;
}

/* The last one to close the file takes its -wal away; if it stays, somebody else has it open. */
static enum err_code check_unused(const char *path, struct err *e)
{
	struct store *s = NULL;
	struct err why = ERR_INIT;
	enum err_code rc = store_open(path, 0, &s, &why);

	if (rc == OK)
		rc = store_quick_check(s, &why);
	store_close(s);
	if (rc == ERR_BUSY || (rc == OK && there_is(path, "-wal")))
		return err_set(e, ERR_BUSY,
		    tr("Not restored. Others have %s open. Close all screens first."), path);
	return OK; /* a damaged file is what one restores over */
}

/* A file is whole only with its companions. */
static const char *const parts[] = { "", "-wal", "-shm", "-journal" };

static enum err_code move_part(const char *path, const char *to, const char *tail, struct err *e)
{
	struct buf old = BUF_INIT, new = BUF_INIT;
	enum err_code rc = OK;

	buf_printf(&old, "%s%s", path, tail);
	buf_printf(&new, "%s%s", to, tail);
	if (rename(old.s, new.s) != 0 && errno != ENOENT)
		rc = err_set(e, ERR_IO, tr("Not restored. %s could not be moved aside: %s."), old.s,
		    strerror(errno));
	buf_free(&old);
	buf_free(&new);
	return rc;
}

/* The file's second name; where the disk knows no such thing it is moved, and for a moment there is
 * none. */
static enum err_code keep_old(const char *path, const char *aside, struct err *e)
{
	return link(path, aside) == 0 ? OK : move_part(path, aside, "", e);
}

/* Puts everything back: E holds the cause already. */
static void take_back(const char *path, const char *aside)
{
	struct err none = ERR_INIT;

	for (size_t i = 0; i < COUNT(parts); i++)
		if (move_part(aside, path, parts[i], &none) != OK)
			err_clear(&none);
	if (there_is(path, ""))
		unlink(aside);          /* of two names of one file none moves */
}

/* What lies beside the old file belongs to it and must not be read into another. */
static enum err_code swap(const char *fresh, const char *path, const char *aside, bool there,
    struct err *e)
{
	enum err_code rc = there ? keep_old(path, aside, e) : OK;

	for (size_t i = 1; i < COUNT(parts) && rc == OK; i++)
		rc = move_part(path, aside, parts[i], e);
	if (rc == OK)
		rc = store_publish(fresh, path, e);
	if (rc != OK)
		take_back(path, aside);
	return rc;
}

/* A name that nothing has yet: what was moved aside an hour or a second ago stays too. */
static void name_aside(const char *path, struct buf *out)
{
	int n = 1;

	buf_printf(out, "%s.before-%lld", path, (long long)clock_now());
	while (there_is(out->s, "")) {
		buf_clear(out);
		buf_printf(out, "%s.before-%lld-%d", path, (long long)clock_now(), ++n);
	}
}

/* The copy is made beside the file first, however long that takes; the rest is names. */
static enum err_code put_in_place(struct cmd_context *c, struct store *from, const char *aside,
    bool there, struct err *e)
{
	struct buf fresh = BUF_INIT;
	enum err_code rc;

	buf_printf(&fresh, "%s.new-%d-restored", c->database, (int)getpid());
	rc = store_backup(from, fresh.s, e);
	if (rc == OK && there)
		rc = check_unused(c->database, e);
	if (rc == OK)
		rc = swap(fresh.s, c->database, aside, there, e);
	if (rc != OK)
		unlink(fresh.s);
	else if (there)
		say(c, tr("The file that was there is now %s."), aside);
	buf_free(&fresh);
	return rc;
}

static enum err_code restore(struct cmd_context *c, struct store *from, bool yes, struct err *e)
{
	struct buf aside = BUF_INIT;
	bool there = there_is(c->database, "");
	enum err_code rc = OK;

	if (there && !yes)
		return err_set(e, ERR_USAGE,
		    tr("Nothing was done: %s exists. --yes moves it aside first."), c->database);
	name_aside(c->database, &aside);
	if (there)
		rc = check_unused(c->database, e);
	if (rc == OK)
		rc = put_in_place(c, from, aside.s, there, e);
	buf_free(&aside);
	return rc;
}

/* Reading a copy leaves helpers beside it that were not there before; the copy stays as it was. */
static void tidy(const char *path, const char *tail, bool was_there)
{
	struct buf b = BUF_INIT;
	struct stat st;

	buf_printf(&b, "%s%s", path, tail);
	if (!was_there && stat(b.s, &st) == 0 && (!st.st_size || !strcmp(tail, "-shm")))
		unlink(b.s);
	buf_free(&b);
}

/* A log beside a copy is read as part of it, whoever put it there: in a folder where others may
 * make files, what it says is theirs. */
static enum err_code check_log(const char *path, const char *tail, struct err *e)
{
	struct buf log = BUF_INIT;
	struct stat copy, st;
	enum err_code rc = OK;

	buf_printf(&log, "%s%s", path, tail);
	if (stat(path, &copy) == 0 && lstat(log.s, &st) == 0 &&
	    (!S_ISREG(st.st_mode) || st.st_uid != copy.st_uid))
		rc = err_set(e, ERR_DENIED,
		    tr("Not restored. %s was not made by the owner of the copy. "
		       "Copy the file alone to another folder first."),
		    log.s);
	buf_free(&log);
	return rc;
}

static enum err_code check_logs(const char *path, struct err *e)
{
	enum err_code rc = check_log(path, "-wal", e);

	return rc == OK ? check_log(path, "-journal", e) : rc;
}

static enum err_code restore_from(
    struct cmd_context *c, const char *path, bool yes, int64_t *actions, struct err *e)
{
	bool wal = there_is(path, "-wal"), shm = there_is(path, "-shm");
	struct store *from = NULL;
	enum err_code rc = check_logs(path, e);

	if (rc == OK)
		rc = store_open(path, STORE_READ_ONLY, &from, e);
	if (rc == OK)
		rc = check_backup(from, actions, e);
	if (rc == OK)
		rc = restore(c, from, yes, e);
	store_close(from);
	tidy(path, "-wal", wal);
	tidy(path, "-shm", shm);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	int64_t actions = 0;
	enum err_code rc = restore_from(c, argv[0], args[0].given, &actions, e);

	(void)argc;
	if (rc == OK)
		say(c, tr("Restored %s from %s: %lld actions, chain whole."), c->database, argv[0],
		    (long long)actions);
	return rc;
}

const struct cmd cmd_restore = {
	.name = "restore",
	.words = "FILE",
	.min = 1,
	.max = 1,
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Puts a backup in the place of the file; what was there is moved aside."),
	.needs = CMD_OWNER,
	.run = run,
};
