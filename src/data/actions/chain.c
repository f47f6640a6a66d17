#include "chain_priv.h"

#include <string.h>

#include "data/history.h"

void chain_hash(const unsigned char prev[HASH_SIZE], const struct action_record *a,
    unsigned char out[HASH_SIZE])
{
	const char *const texts[] = { a->station, a->origin, a->peer, a->subject, a->command,
		a->reason };
	unsigned char blob[HASH_SIZE];
	struct hash *h = hash_new();

	hash_of(a->changeset, a->size, blob);
	hash_bytes(h, prev, HASH_SIZE);
	hash_int(h, a->id);
	hash_int(h, a->format);
	hash_int(h, a->at);
	hash_text(h, a->name);
	hash_int(h, a->staff_id);
	hash_int(h, a->second_id);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		hash_text(h, texts[i]);
	hash_int(h, a->undoes);
	hash_int(h, a->schema);
	hash_bytes(h, blob, HASH_SIZE);
	hash_end(h, out);
}

void chain_read(struct stmt *q, struct action_record *out)
{
	*out = (struct action_record){
		.id = stmt_col_int(q, 0),
		.format = stmt_col_int(q, 1),
		.at = stmt_col_int(q, 2),
		.name = stmt_col_text(q, 3),
		.staff_id = stmt_col_int(q, 4),
		.second_id = stmt_col_int(q, 5),
		.station = stmt_col_text(q, 6),
		.origin = stmt_col_text(q, 7),
		.peer = stmt_col_text(q, 8),
		.subject = stmt_col_text(q, 9),
		.command = stmt_col_text(q, 10),
		.reason = stmt_col_text(q, 11),
		.undoes = stmt_col_int(q, 12),
		.schema = stmt_col_int(q, 13),
	};
	out->changeset = stmt_col_blob(q, 14, &out->size);
}

bool chain_row_whole(struct stmt *q, const unsigned char prev[HASH_SIZE])
{
	struct action_record a;
	unsigned char want[HASH_SIZE];
	size_t n;
	const void *have = stmt_col_blob(q, CHAIN_HASH, &n);

	chain_read(q, &a);
	if (n != HASH_SIZE || a.format != ACTION_FORMAT)
		return false;
	chain_hash(prev, &a, want);
	return memcmp(want, have, HASH_SIZE) == 0;
}

enum err_code chain_verify(struct store *s, struct chain_result *out, struct err *e)
{
	static const char sql[] = "SELECT " CHAIN_COLUMNS " FROM action ORDER BY id"
				  " /* scan: the whole chain is checked */";
	struct stmt *q = stmt_get(s, sql);

	*out = (struct chain_result){ .count = 0 };
	while (stmt_row(q, e)) {
		size_t n;
		const void *hash;

		out->count++;
		out->last_id = stmt_col_int(q, 0);
		if (!out->bad && (out->last_id != out->count || !chain_row_whole(q, out->tail)))
			out->bad = out->last_id;
		hash = stmt_col_blob(q, CHAIN_HASH, &n);
		if (n == HASH_SIZE)
			memcpy(out->tail, hash, HASH_SIZE);
	}
	return stmt_done(q, e);
}
