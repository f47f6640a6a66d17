#ifndef FD_DATA_STAFF_H
#define FD_DATA_STAFF_H
/*
 * People who work here and their roles. A person has several roles, each in one branch or in all
 * (0). Names of roles are codes of forms/roles.cfg. Columns are changed with record_update.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct staff {
	int64_t id, rev, branch_id, created_at; /* branch_id 0: head office */
	char code[24];                  /* typed at log-in */
	char name[96], name_en[96];
	char gender[4], phone[24];
	char day[12];                   /* joined on */
	char login[40];                 /* Unix user, "" */
	char language[8];               /* "": the site's */
	char state[12];
};
struct staff_list {
	struct staff *v;
	size_t n, cap;
};

struct staff_role {
	int64_t staff_id, branch_id;    /* branch 0: in every branch */
	char role[24];
	bool main;
};
struct staff_role_list {
	struct staff_role *v;
	size_t n, cap;
};

enum err_code staff_get(struct store *s, int64_t id, struct staff *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND, likewise below */
enum err_code staff_by_code(struct store *s, const char *code, struct staff *out, struct err *e)
    MUST_CHECK;
enum err_code staff_by_login(struct store *s, const char *login, struct staff *out, struct err *e)
    MUST_CHECK;
/* By name; BRANCH 0 = all; without RETIRED only those in force. Replaces OUT. */
enum err_code staff_list(struct store *s, int64_t branch_id, bool retired, struct staff_list *out,
    struct err *e) MUST_CHECK;
/* Those who have ROLE in BRANCH (or everywhere), in force, by name; BRANCH 0 = anywhere. */
enum err_code staff_list_role(struct store *s, const char *role, int64_t branch_id,
    struct staff_list *out, struct err *e) MUST_CHECK;
void staff_list_free(struct staff_list *l);
enum err_code staff_count(struct store *s, int64_t *n, struct err *e) MUST_CHECK;

/* Roles in force of one person, the main one first. Replaces OUT. */
enum err_code staff_roles(struct store *s, int64_t staff_id, struct staff_role_list *out,
    struct err *e) MUST_CHECK;
void staff_role_list_free(struct staff_role_list *l);

/* Inserts P; id, rev, state are ignored; created_at is now. ERR_DUPLICATE: code or login exists. */
enum err_code staff_insert(struct txn *t, const struct staff *p, int64_t *id, struct err *e)
    MUST_CHECK;
/* on, out or retired. ERR_NOTFOUND. */
enum err_code staff_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;
/* Gives a role (again), or changes whether it is the main one (the others then are not). */
enum err_code staff_role_set(struct txn *t, const struct staff_role *r, struct err *e) MUST_CHECK;
/* Takes a role away; the row stays, retired. None in force is OK. */
enum err_code staff_role_clear(struct txn *t, int64_t staff_id, const char *role,
    int64_t branch_id, struct err *e) MUST_CHECK;

#endif
