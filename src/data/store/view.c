/* One view of the file over several statements. */
#include "store_priv.h"

bool store_writing(const struct store *s)
{
	return s->txn != NULL;
}

/* Without a view of its own each statement opens one: dearer, and never wrong by itself. */
bool view_begin(struct store *s)
{
	struct err ignored = ERR_INIT;

	return sqlite3_get_autocommit(s->db) && stmt_run(stmt_get(s, "BEGIN"), &ignored) == OK;
}

/* Nothing was written, so taking back does as well as keeping, and unlike that it cannot fail where
 * a damaged page did: the reader has heard of that already. */
void view_end(struct store *s, bool begun)
{
	struct err ignored = ERR_INIT;

	if (begun && !sqlite3_get_autocommit(s->db) &&
	    stmt_run(stmt_get(s, "ROLLBACK"), &ignored) != OK && !sqlite3_get_autocommit(s->db))
		BUG("end of a view: %s", ignored.detail);
}

bool store_look_begin(struct store *s)
{
	return view_begin(s);
}

void store_look_end(struct store *s, bool begun)
{
	view_end(s, begun);
}
