#ifndef FD_DATA_DOSSIER_H
#define FD_DATA_DOSSIER_H
/*
 * Everything that is kept about one client, by the paths of the catalogue: what is handed out
 * when a client asks for it. A table that the catalogue knows cannot be forgotten.
 * Reading only: who may, and that it is noted, is the desk's.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"
#include "data/catalog.h"

struct store;

/* Does TABLE hold what people did about a client, or who looked? (Not what is computed from
 * that.) */
bool dossier_has(const struct table_def *table);

/* One row, a value a column in the catalogue's order; false stops. */
typedef bool (*dossier_fn)(void *ctx, const struct table_def *table, const struct value *row);
/* The rows of TABLE that belong to CLIENT, by their keys. Nothing is written meanwhile. */
enum err_code dossier_each(struct store *s, const struct table_def *table, int64_t client_id,
    dossier_fn fn, void *ctx, struct err *e) MUST_CHECK;

#endif
