#include "data/site.h"

#include <errno.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/txn.h"
#include "data/store/row_priv.h"

static const char site_get_sql[] =
	"SELECT rev, name, zone, language, currency, country_code FROM site WHERE id = 1";

enum err_code site_get(struct store *s, struct site *out, struct err *e)
{
	struct stmt *q = stmt_get(s, site_get_sql);
	bool found = stmt_row(q, e);

	if (found) {
		out->rev = stmt_col_int(q, 0);
		stmt_col_copy(q, 1, out->name, sizeof out->name);
		stmt_col_copy(q, 2, out->zone, sizeof out->zone);
		stmt_col_copy(q, 3, out->language, sizeof out->language);
		stmt_col_copy(q, 4, out->currency, sizeof out->currency);
		stmt_col_copy(q, 5, out->country_code, sizeof out->country_code);
	}
	return row_end(q, found, N_("This file has no site yet. frontdesk init makes one."), e);
}

static const char site_insert_sql[] =
	"INSERT INTO site(id, rev, name, zone, language, currency, country_code)"
	"  VALUES (1, :rev, :name, :zone, coalesce(:language, 'zh'), coalesce(:currency, 'CNY'),"
	"    coalesce(:country, '86'))";

enum err_code site_insert(struct txn *t, const struct site *site, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), site_insert_sql);

	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":name", site->name);
	stmt_text(q, ":zone", site->zone);
	stmt_text(q, ":language", row_null(site->language));
	stmt_text(q, ":currency", row_null(site->currency));
	stmt_text(q, ":country", row_null(site->country_code));
	return stmt_run(q, e);
}

static const char setting_get_sql[] = "SELECT value FROM setting WHERE key = :key";

enum err_code setting_get(struct store *s, const char *key, char *out, size_t size, struct err *e)
{
	struct stmt *q = stmt_get(s, setting_get_sql);

	*out = '\0';
	stmt_text(q, ":key", key);
	if (stmt_row(q, e))
		stmt_col_copy(q, 0, out, size);
	return stmt_run(q, e);
}

enum err_code setting_get_int(struct store *s, const char *key, int64_t fallback, int64_t *out,
    struct err *e)
{
	char text[32], *end;
	enum err_code rc = setting_get(s, key, text, sizeof text, e);
	long long n;

	*out = fallback;
	if (rc != OK || !*text)
		return rc;
	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno == 0 && end != text && *end == '\0')
		*out = n;
	return OK;
}

/* By the key's beginning: a range of the primary key. */
static const char setting_list_sql[] =
	"SELECT key, value FROM setting WHERE key >= :prefix AND key < :prefix || char(1114111)"
	"  AND value IS NOT NULL ORDER BY key";

enum err_code setting_list(struct store *s, const char *prefix, struct setting_list *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, setting_list_sql);

	out->n = 0;
	stmt_text(q, ":prefix", prefix);
	while (stmt_row(q, e)) {
		struct setting *one = vec_push(out);

		stmt_col_copy(q, 0, one->key, sizeof one->key);
		stmt_col_copy(q, 1, one->value, sizeof one->value);
	}
	return stmt_done(q, e);
}

void setting_list_free(struct setting_list *l)
{
	vec_free(l);
}

static const char setting_set_sql[] =
	"INSERT INTO setting(key, rev, value) VALUES (:key, :rev, :value)"
	"  ON CONFLICT(key) DO UPDATE SET rev = excluded.rev, value = excluded.value";

enum err_code setting_set(struct txn *t, const char *key, const char *value, struct err *e)
{
	struct stmt *q = stmt_get(txn_store(t), setting_set_sql);

	stmt_text(q, ":key", key);
	stmt_int(q, ":rev", txn_action_id(t));
	stmt_text(q, ":value", value);
	return stmt_run(q, e);
}
