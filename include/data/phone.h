#ifndef FD_DATA_PHONE_H
#define FD_DATA_PHONE_H
/*
 * Telephone numbers of a client: the own ones and those of relatives and contact persons. Numbers
 * are stored as digits, perhaps with a leading + (the desk cleans what was typed).
 * Reading: anybody. Writing: the desk floor. Columns are changed with record_update.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct phone {
	int64_t id, rev, client_id;
	char relation[24];              /* self, landline, mother ...: code of the form */
	char number[24];
	char name[200];                 /* of the contact person, "" */
	char note[200];
	bool guardian, may_tell;
	char state[12];
};
struct phone_list {
	struct phone *v;
	size_t n, cap;
};

/* Numbers in force, the own ones first, then in order of entry. Replaces OUT. */
enum err_code phone_list(struct store *s, int64_t client_id, struct phone_list *out, struct err *e)
    MUST_CHECK;
void phone_list_free(struct phone_list *l);
/* True for a relation that means the client's own number (self, landline, work, mobile). */
bool phone_is_own(const char *relation);

/* Inserts P (client_id, relation, number, name, guardian, may_tell, note count). */
enum err_code phone_insert(struct txn *t, const struct phone *p, int64_t *id, struct err *e)
    MUST_CHECK;
/* on or retired. ERR_NOTFOUND. */
enum err_code phone_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;

#endif
