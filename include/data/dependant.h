#ifndef FD_DATA_DEPENDANT_H
#define FD_DATA_DEPENDANT_H
/*
 * Pets and family members who are served under a client. Columns are changed with record_update.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

#define DEPENDANT_NAME 484

struct dependant {
	int64_t id, rev, client_id, created_at;
	char kind[8];                   /* pet, family */
	char relation[24];              /* child, mother ...; "" for a pet */
	char name[DEPENDANT_NAME];
	char gender[4], birth[12];
	char species[64], breed[96];
	char note[400];
	char state[12];
	int64_t file_id;                /* a family member's own file, 0: none */
};
struct dependant_list {
	struct dependant *v;
	size_t n, cap;
};

enum err_code dependant_get(struct store *s, int64_t id, struct dependant *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* Those in force, in order of entry. Replaces OUT. */
enum err_code dependant_list(struct store *s, int64_t client_id, struct dependant_list *out,
    struct err *e) MUST_CHECK;
void dependant_list_free(struct dependant_list *l);
/* Files under which FILE is entered as a family member, in order of entry. *N <= MAX. */
enum err_code dependant_list_owners(struct store *s, int64_t file_id, int64_t *ids, size_t max,
    size_t *n, struct err *e) MUST_CHECK;

/* Inserts D; id, rev, created_at and state are set here. "" counts as NULL. */
enum err_code dependant_insert(struct txn *t, const struct dependant *d, int64_t *id,
    struct err *e) MUST_CHECK;
/* on or retired. ERR_NOTFOUND. */
enum err_code dependant_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;

#endif
