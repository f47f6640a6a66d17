#include "store_priv.h"

#include <errno.h>
#include <string.h>

#include "base/tr.h"

/* What the guards of the schema say, and what that means to the person. */
static const struct guard {
	const char *word;
	enum err_code code;
	const char *text;
} guards[] = {
	{ "FD-OVERLAP", ERR_TAKEN,
	    N_("That time is taken by now. Nothing was saved. Choose another time.") },
	{ "FD-PERSON", ERR_TAKEN,
	    N_("The client has another appointment at that time. Nothing was saved. Choose another "
	       "time.") },
	{ "FD-DEPENDANT", ERR_TAKEN,
	    N_("Who is to be treated belongs to another client's file. Nothing was saved.") },
	{ "FD-PARENT", ERR_CONFLICT,
	    N_("Staff, room or device do not fit the appointment's time or branch. Nothing was "
	       "saved.") },
	{ "FD-IMMUTABLE", ERR_CONFLICT,
	    N_("That cannot be changed afterwards. Nothing was saved. Cancel it and make a new "
	       "one.") },
	{ "FD-REPLACE", ERR_CONFLICT, N_("That number exists already. Nothing was saved.") },
	{ "FD-KEEP", ERR_CONFLICT, N_("Nothing is deleted here. Cancel it instead.") },
	{ "FD-CARD", ERR_TAKEN,
	    N_("The card does not hold that much. Nothing was saved. Look at its balance.") },
	{ "FD-STOCK", ERR_TAKEN,
	    N_("Not so much in stock. Nothing was saved. Order less or another lot.") },
	{ "FD-APPEND-ONLY", ERR_CONFLICT,
	    N_("What was written stays as it was. Nothing was saved. Take it back "
	       "instead.") },
};

static const struct guard *guard_of(const char *message)
{
	for (size_t i = 0; i < sizeof guards / sizeof *guards; i++) {
		if (strstr(message, guards[i].word))
			return &guards[i];
	}
	return NULL;
}

static enum err_code guard_error(const char *message, struct err *e)
{
	const struct guard *g = guard_of(message);

	if (g)
		return err_set(e, g->code, "%s", tr(g->text));
	return err_set(
	    e, ERR_CONFLICT, "%s", tr("A rule of the file refused that. Nothing was saved."));
}

static enum err_code constraint_error(int rc, const char *message, struct err *e)
{
	switch (rc) {
	case SQLITE_CONSTRAINT_TRIGGER: return guard_error(message, e);
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return err_set(
		    e, ERR_DUPLICATE, "%s", tr("That exists already. Nothing was saved."));
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Something that belongs to it is not in the file. Nothing was saved."));
	default:
		return err_set(e, ERR_INVALID, "%s",
		    tr("The file does not take that value. Nothing was saved. Correct it."));
	}
}

static enum err_code full_error(struct err *e)
{
	return err_set(e, ERR_FULL, "%s",
	    tr("The disk is full: nothing can be saved. Typing is kept. "
	       "Call the administrator."));
}

static enum err_code io_error(struct store *s, struct err *e)
{
	int os = sqlite3_system_errno(s->db);

	if (os == ENOSPC || os == EDQUOT)
		return full_error(e);
	err_set(e, ERR_IO,
	    tr("The file %s could not be read or written. Typing is kept. Call the "
	       "administrator."),
	    s->path);
	return err_detail(e, "%s", os ? strerror(os) : "no system code");
}

static enum err_code known_error(struct store *s, int rc, const char *message, struct err *e)
{
	switch (rc & 0xff) {
	case SQLITE_CONSTRAINT: return constraint_error(rc, message, e);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(e, ERR_BUSY, "%s",
		    tr("Not saved: others kept the file busy for 5 s. Typing is kept. Do it "
		       "again."));
	case SQLITE_FULL: return full_error(e);
	case SQLITE_READONLY:
		return err_set(e, ERR_READONLY,
		    tr("The file %s may only be read here. Nothing was saved. "
		       "Call the administrator."),
		    s->path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(e, ERR_CORRUPT,
		    tr("The file %s is damaged. Do not work on it; call the "
		       "administrator."),
		    s->path);
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(e, ERR_DENIED,
		    tr("The file %s may not be opened by this account. Call the "
		       "administrator."),
		    s->path);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN: return io_error(s, e);
	case SQLITE_TOOBIG:
	case SQLITE_MISMATCH: return constraint_error(rc, message, e);
	default:
		return err_set(e, ERR_STORE, "%s",
		    tr("The file refused that. Nothing was saved. Call the administrator."));
	}
}

/* The message names tables and columns, never values: it may go to the log. */
enum err_code store_error(struct store *s, int rc, struct err *e)
{
	const char *message = sqlite3_errmsg(s->db);
	enum err_code code;

	ASSERT(rc != SQLITE_OK && rc != SQLITE_ROW && rc != SQLITE_DONE);
	code = known_error(s, rc, message, e);
	err_detail(e, "sqlite %d: %s", rc, message);
	return code;
}
