/* What changed, for the screens: data_version says whether to look, `pulse` where. */
#include "store_priv.h"

#include "base/log.h"

#include <string.h>

static const char version_sql[] = "PRAGMA data_version";
static const char pulse_sql[] = "SELECT area, n FROM pulse /* scan: ten rows */";

static int bit_index(unsigned bit)
{
	for (int i = 0; i < AREA_COUNT; i++) {
		if (bit == 1u << i)
			return i;
	}
	return -1;
}

/* Reads the counters anew; the areas whose counter moved. A failed read tells of nothing: the next
 * poll tries again, and whoever reads data meets the cause. */
static unsigned read_counters(struct store *s)
{
	struct err e = ERR_INIT;
	struct stmt *q = stmt_get(s, pulse_sql);
	unsigned moved = 0;

	while (stmt_row(q, &e)) {
		int i = bit_index((unsigned)stmt_col_int(q, 0));
		int64_t n = stmt_col_int(q, 1);

		if (i < 0 || n == s->pulse[i])
			continue;
		s->pulse[i] = n;
		moved |= 1u << i;
	}
	if (stmt_done(q, &e) != OK)
		log_line(LOG_WARN, "pulse: %s", e.detail);
	return moved;
}

static int64_t read_version(struct store *s)
{
	struct err e = ERR_INIT;
	struct stmt *q = stmt_get(s, version_sql);
	int64_t version = stmt_row(q, &e) ? stmt_col_int(q, 0) : s->data_version;

	if (stmt_done(q, &e) != OK)
		log_line(LOG_WARN, "poll: %s", e.detail);
	return version;
}

void pulse_read(struct store *s)
{
	s->data_version = read_version(s);
	(void)read_counters(s);
}

/* A statement in the middle of its rows holds its view of the file: nothing new would ever be seen,
 * and the log would grow without end. */
static void assert_idle(struct store *s)
{
	for (sqlite3_stmt *q = NULL; (q = sqlite3_next_stmt(s->db, q)) != NULL;) {
		if (sqlite3_stmt_busy(q))
			BUG("statement left open: %s", sqlite3_sql(q));
	}
}

unsigned store_poll(struct store *s)
{
	int64_t version;

	assert_idle(s);
	version = read_version(s);
	if (version == s->data_version)
		return 0;
	s->data_version = version;
	return read_counters(s);
}

/* Our own commit does not move data_version; without this the next change of somebody else would
 * announce ours again. */
void pulse_own(struct store *s, unsigned areas)
{
	s->own |= areas;
	for (int i = 0; i < AREA_COUNT; i++)
		s->pulse[i] += areas >> i & 1;
}

unsigned store_own_changes(struct store *s)
{
	unsigned areas = s->own;

	s->own = 0;
	return areas;
}
