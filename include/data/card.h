#ifndef FD_DATA_CARD_H
#define FD_DATA_CARD_H
/*
 * Stored value and sessions paid ahead. What is left is the sum of a card's moves (card_balance, by
 * trigger) and never below nothing, whoever writes. Minor units.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct card {
	int64_t id, rev, branch_id, client_id, created_at, service_id;
	int64_t amount, sessions;       /* what is left */
	char day[12], number[16];       /* C-0042 */
	char kind[12];                  /* value, sessions */
	char name[120], until_day[12];  /* "": without end */
	char state[12], reason[300];    /* on, stopped */
	char service[96], service_en[96];
};
struct card_list {
	struct card *v;
	size_t n, cap;
};
void card_list_free(struct card_list *l);
enum err_code card_get(struct store *s, int64_t id, struct card *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
enum err_code card_by_number(struct store *s, const char *number, struct card *out,
    struct err *e) MUST_CHECK;          /* ERR_NOTFOUND */
/* Of one client, newest first. Lists replace OUT. */
enum err_code card_list_client(struct store *s, int64_t client_id, struct card_list *out,
    struct err *e) MUST_CHECK;
/* Of a branch (0: all), newest first: those with something on them, or all. */
enum err_code card_list_branch(struct store *s, int64_t branch_id, bool used_up, int limit,
    struct card_list *out, struct err *e) MUST_CHECK;
/* Those whose last day lies before DAY and which still hold something, at most LIMIT. */
enum err_code card_list_expired(struct store *s, const char *day, int limit,
    struct card_list *out, struct err *e) MUST_CHECK;
/* Inserts C (without id, rev, created_at, state). */
enum err_code card_insert(struct txn *t, const struct card *c, int64_t *id, struct err *e)
    MUST_CHECK;
enum err_code card_set_state(struct txn *t, int64_t id, const char *state, const char *reason,
    struct err *e) MUST_CHECK;

/* ---- moves ---- */

struct card_move {
	int64_t id, rev, card_id, at, amount, sessions;
	int64_t payment_id, treatment_id, other_id, reverses, staff_id;         /* 0: none */
	bool reversed;
	char day[12], kind[12];         /* load, gift, use, back, give, get, expire, reverse */
	char reason[300], other[16], staff[96];         /* number of the other card; who */
};
struct card_move_list {
	struct card_move *v;
	size_t n, cap;
};
void card_move_list_free(struct card_move_list *l);
enum err_code card_move_list(struct store *s, int64_t card_id, struct card_move_list *out,
    struct err *e) MUST_CHECK;          /* newest first */
enum err_code card_move_get(struct store *s, int64_t id, struct card_move *out, struct err *e)
    MUST_CHECK;
/* The one that a payment made, a treatment used. ERR_NOTFOUND. */
enum err_code card_move_of_payment(struct store *s, int64_t payment_id, struct card_move *out,
    struct err *e) MUST_CHECK;
enum err_code card_move_of_treatment(struct store *s, int64_t treatment_id,
    struct card_move *out, struct err *e) MUST_CHECK;
/* Inserts M (without id, rev, at, staff_id, reversed). ERR_CONFLICT: more than is on the card, or
 * what it reverses was reversed already. */
enum err_code card_move_insert(struct txn *t, const struct card_move *m, int64_t *id,
    struct err *e) MUST_CHECK;

#endif
