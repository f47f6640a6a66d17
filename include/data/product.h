#ifndef FD_DATA_PRODUCT_H
#define FD_DATA_PRODUCT_H
/*
 * What can be sold over the counter: goods, kits, material. Columns are changed with record_update.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct product {
	int64_t id, rev, created_at;
	int64_t price;                  /* of one unit, minor units */
	int64_t pieces;                 /* in one unit */
	int64_t low;                    /* warned below */
	int rank;
	bool special;                   /* needs special instruction */
	char code[24], name[120], name_en[120], kind[12], unit[32], piece[32], state[12];
	char content[400], storage[400];
};
struct product_list {
	struct product *v;
	size_t n, cap;
};

enum err_code product_get(struct store *s, int64_t id, struct product *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
enum err_code product_by_code(struct store *s, const char *code, struct product *out,
    struct err *e) MUST_CHECK;          /* ERR_NOTFOUND */
/* By rank and name; KIND NULL: all; without RETIRED only those in force. Replaces OUT. */
enum err_code product_list(struct store *s, const char *kind, bool retired,
    struct product_list *out, struct err *e) MUST_CHECK;
void product_list_free(struct product_list *l);
/* Inserts P (all but id, rev, created_at, state count). ERR_DUPLICATE: the code exists. */
enum err_code product_insert(struct txn *t, const struct product *p, int64_t *id, struct err *e)
    MUST_CHECK;

#endif
