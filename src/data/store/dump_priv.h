#ifndef FD_DATA_STORE_DUMP_PRIV_H
#define FD_DATA_STORE_DUMP_PRIV_H
/* Whole tables in a fixed order: for the hash of a base action and for comparing two files. */
#include "store_priv.h"

/* SELECT of all columns of T in the catalogue's order, sorted by its key. Kept by the store. */
const char *dump_sql(struct store *s, const struct table_def *t);
/* SHA-256 over all recorded tables. */
enum err_code dump_hash(struct store *s, unsigned char out[HASH_SIZE], struct err *e) MUST_CHECK;

#endif
