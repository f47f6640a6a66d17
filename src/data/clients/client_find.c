/* Finding a client by a key, and lists of ids. Searching as people type is search.c. */
#include <string.h>

#include "base/mem.h"
#include "base/term.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/search.h"
#include "data/store/row_priv.h"

static const char no_client[] = N_("There is no such file. Search for it (F2).");

static const char by_file_no_sql[] = "SELECT id FROM client WHERE file_no = :file_no";

enum err_code client_by_file_no(struct store *s, const char *file_no, int64_t *id, struct err *e)
{
	struct stmt *q = stmt_get(s, by_file_no_sql);

	stmt_text(q, ":file_no", file_no);
	return row_run(q, id, no_client, e);
}

static const char by_origin_sql[] = "SELECT id FROM client WHERE origin_key = :key";

enum err_code client_by_origin(struct store *s, const char *origin_key, int64_t *id,
    struct err *e)
{
	struct stmt *q = stmt_get(s, by_origin_sql);

	stmt_text(q, ":key", origin_key);
	return row_run(q, id, no_client, e);
}

/* The term of a whole number is the longest one that it makes: without blanks and country code. */
static void whole_number(const char *number, char out[TERM_MAX])
{
	const char *const phones[] = { number, NULL };
	struct term_source src = { .phones = phones };
	struct term_list terms = { 0 };

	*out = '\0';
	term_make(&src, &terms);
	for (size_t i = 0; i < terms.n; i++) {
		if (terms.v[i][0] == 'p' && strlen(terms.v[i]) > strlen(out))
			memcpy(out, terms.v[i], TERM_MAX);
	}
	term_list_free(&terms);
}

static const char numbers_sql[] =
	"SELECT number FROM client_phone WHERE client_id = :client AND state = 'on'";

/* The term says that a number ends like this one; here the whole of it is compared. */
static enum err_code has_number(struct store *s, int64_t client_id, const char *term, bool *has,
    struct err *e)
{
	struct stmt *q = stmt_get(s, numbers_sql);
	char theirs[TERM_MAX];

	*has = false;
	stmt_int(q, ":client", client_id);
	while (!*has && stmt_row(q, e)) {
		whole_number(stmt_col_text(q, 0), theirs);
		*has = strcmp(theirs, term) == 0;
	}
	return stmt_done(q, e);
}

enum err_code client_by_phone(struct store *s, const char *number, int64_t *ids, size_t max,
    size_t *n, struct err *e)
{
	int64_t near[200];
	char term[TERM_MAX];
	size_t found = 0;
	enum err_code rc = OK;

	*n = 0;
	whole_number(number, term);
	if (*term)
		rc = search_by_term(s, term, near, sizeof near / sizeof *near, &found, e);
	for (size_t i = 0; i < found && *n < max && rc == OK; i++) {
		bool has;

		rc = has_number(s, near[i], term, &has, e);
		if (rc == OK && has)
			ids[(*n)++] = near[i];
	}
	return rc;
}

static const char merged_into_sql[] = "SELECT merged_into FROM client WHERE id = :id";

enum err_code client_survivor(struct store *s, int64_t id, int64_t *survivor, struct err *e)
{
	enum err_code rc = OK;
	int64_t next = id;

	/* A chain cannot close: only active files are merged, and only into others. Unless somebody
	 * wrote past the program. */
	for (int steps = 0; next && rc == OK; steps++) {
		struct stmt *q = stmt_get(s, merged_into_sql);

		*survivor = next;
		stmt_int(q, ":id", next);
		rc = row_run(q, &next, no_client, e);
		if (rc == OK && steps == CLIENT_MERGES_MAX)
			rc = err_set(e, ERR_CORRUPT,
			    tr("File %lld was merged in a circle. Do not work on it; call the "
			       "administrator."),
			    (long long)id);
	}
	return rc;
}

static const char list_merged_sql[] =
	"SELECT id FROM client WHERE merged_into = :id ORDER BY id LIMIT :max";

enum err_code client_list_merged(struct store *s, int64_t id, int64_t *ids, size_t max, size_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_merged_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":max", (int64_t)max);
	return row_ids(q, ids, max, n, e);
}

static const char count_sql[] =
	"SELECT count(*) FROM client WHERE state <> 'merged'"
	"    AND (:branch = 0 OR branch_id = :branch) /* scan: on a page that is asked for */";

enum err_code client_count(struct store *s, int64_t branch_id, int64_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, count_sql);

	stmt_int(q, ":branch", branch_id);
	return row_number(q, n, e);
}

static const char list_referred_sql[] =
    "SELECT id FROM client WHERE referrer_id = :id AND state <> 'merged' ORDER BY id LIMIT :max";

enum err_code client_list_referred(struct store *s, int64_t id, int64_t *ids, size_t max,
    size_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, list_referred_sql);

	stmt_int(q, ":id", id);
	stmt_int(q, ":max", (int64_t)max);
	return row_ids(q, ids, max, n, e);
}

/* One client comes up many times: a bounded look back, doubles dropped below. */
static const char list_recent_sql[] =
	"SELECT c.client_id FROM action a JOIN action_client c ON c.action_id = a.id"
	"  WHERE a.staff_id = :staff ORDER BY a.id DESC, c.client_id LIMIT :look";

#define RECENT_LOOK 400

static bool has_id(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++) {
		if (ids[i] == id)
			return true;
	}
	return false;
}

enum err_code client_list_recent(struct store *s, int64_t staff_id, int64_t *ids, size_t max,
    size_t *n, struct err *e)
{
	struct stmt *q = stmt_get(s, list_recent_sql);

	*n = 0;
	stmt_int(q, ":staff", staff_id);
	stmt_int(q, ":look", RECENT_LOOK);
	while (*n < max && stmt_row(q, e)) {
		int64_t id = stmt_col_int(q, 0);

		if (!has_id(ids, *n, id))
			ids[(*n)++] = id;
	}
	return stmt_done(q, e);
}

static const char list_ids_sql[] =
	"SELECT id FROM client WHERE id > :after ORDER BY id LIMIT :max";

enum err_code client_list_ids(struct store *s, int64_t after, int64_t *ids, size_t max, size_t *n,
    struct err *e)
{
	struct stmt *q = stmt_get(s, list_ids_sql);

	stmt_int(q, ":after", after);
	stmt_int(q, ":max", (int64_t)max);
	return row_ids(q, ids, max, n, e);
}
