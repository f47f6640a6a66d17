#ifndef FD_DATA_RESOURCE_H
#define FD_DATA_RESOURCE_H
/*
 * What an appointment can take: staff, rooms, devices. Columns are changed with record_update;
 * `kind` never changes.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct resource {
	int64_t id, rev;
	int64_t branch_id;              /* 0: may work in any branch */
	int64_t staff_id;               /* of kind staff, else 0 */
	char kind[8];                   /* staff, room, device */
	char code[24];
	char name[96];
	char state[12];
	int rank;                       /* order of columns on screens; of equal ones the smaller
					 * is taken first */
	bool rotation;                  /* takes those who ask for nobody, by turn */
};
struct resource_list {
	struct resource *v;
	size_t n, cap;
};

enum err_code resource_get(struct store *s, int64_t id, struct resource *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND, likewise below */
enum err_code resource_by_code(struct store *s, const char *code, struct resource *out,
    struct err *e) MUST_CHECK;
enum err_code resource_by_staff(struct store *s, int64_t staff_id, struct resource *out,
    struct err *e) MUST_CHECK;
/* Those that BRANCH can use (its own and those of no branch), by kind (staff, room, device), rank
 * and name. BRANCH 0 = all; KIND NULL = every kind; without RETIRED no retired ones. Replaces
 * OUT. */
enum err_code resource_list(struct store *s, int64_t branch_id, const char *kind, bool retired,
    struct resource_list *out, struct err *e) MUST_CHECK;
void resource_list_free(struct resource_list *l);

/* Inserts R (kind, branch_id, staff_id, code, name, rank, rotation count). ERR_DUPLICATE: code or
 * person exists. */
enum err_code resource_insert(struct txn *t, const struct resource *r, int64_t *id, struct err *e)
    MUST_CHECK;
/* on, out (out of order, on leave for long) or retired. ERR_NOTFOUND. */
enum err_code resource_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;

#endif
