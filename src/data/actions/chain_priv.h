#ifndef FD_DATA_ACTIONS_CHAIN_PRIV_H
#define FD_DATA_ACTIONS_CHAIN_PRIV_H
/* What is hashed of an action. Form 1; a change of it is form 2, never another form 1. */
#include <stdint.h>

#include "base/hash.h"
#include "data/store/stmt_priv.h"

#define ACTION_FORMAT 1

struct action_record {
	int64_t id, format, at;
	const char *name;
	int64_t staff_id, second_id;
	const char *station, *origin, *peer, *subject, *command, *reason;
	int64_t undoes, schema;
	const void *changeset;
	size_t size;
};

void chain_hash(const unsigned char prev[HASH_SIZE], const struct action_record *a,
    unsigned char out[HASH_SIZE]);

/* Columns for chain_read, in its order; the hash is column CHAIN_HASH. */
#define CHAIN_COLUMNS "id, format, at, name, staff_id, second_id, station, origin, peer, subject," \
	" command, reason, undoes, schema, changeset, hash"
#define CHAIN_HASH 15
/* Borrowed from the statement's row. */
void chain_read(struct stmt *q, struct action_record *out);
/* Whether the row's own hash is right behind PREV. */
bool chain_row_whole(struct stmt *q, const unsigned char prev[HASH_SIZE]);

#endif
