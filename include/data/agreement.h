#ifndef FD_DATA_AGREEMENT_H
#define FD_DATA_AGREEMENT_H
/*
 * What a client was told and agreed to: the expert's advice, the price, a change of team, consent
 * to a treatment, the use of a session. Asked first (open), then answered, with who asked, when,
 * how it was signed and the scan. An answer is never filled beforehand.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct agreement {
	int64_t id, rev, branch_id, client_id, created_at;
	int64_t plan_id, service_id, treatment_id, order_id, attachment_id; /* 0: none */
	int64_t at, staff_id;           /* of the answer, 0 */
	int version;                    /* of the plan, 0 */
	char day[12];
	char kind[12];                  /* advice, price, told, photos, team, home, consent, use,
					 * order, other */
	char answer[8];                 /* open, yes, no */
	char signed_by[12];             /* self, guardian, spoken; "" */
	char text[400], staff[96];
};
struct agreement_list {
	struct agreement *v;
	size_t n, cap;
};
/* Of a plan, of a treatment, oldest first. All lists replace OUT. */
enum err_code agreement_list_plan(struct store *s, int64_t plan_id, struct agreement_list *out,
    struct err *e) MUST_CHECK;
enum err_code agreement_list_treatment(struct store *s, int64_t treatment_id,
    struct agreement_list *out, struct err *e) MUST_CHECK;
/* Of an order: that it was signed. */
enum err_code agreement_list_order(struct store *s, int64_t order_id, struct agreement_list *out,
    struct err *e) MUST_CHECK;
/* Of one client, newest first, at most LIMIT. */
enum err_code agreement_list_client(struct store *s, int64_t client_id, int limit,
    struct agreement_list *out, struct err *e) MUST_CHECK;
void agreement_list_free(struct agreement_list *l);
enum err_code agreement_get(struct store *s, int64_t id, struct agreement *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* The newest answered consent of CLIENT to SERVICE. ERR_NOTFOUND. */
enum err_code agreement_consent(struct store *s, int64_t client_id, int64_t service_id,
    struct agreement *out, struct err *e) MUST_CHECK;

/* Inserts A (branch, client, kind, links, text; answer may be set at once with at, signed_by). */
enum err_code agreement_insert(struct txn *t, const struct agreement *a, int64_t *id,
    struct err *e) MUST_CHECK;
/* Answers what is open: yes or no, now, by the transaction's actor. ERR_CONFLICT: it was answered
 * meanwhile. */
enum err_code agreement_answer(struct txn *t, int64_t id, const char *answer,
    const char *signed_by, const char *text, struct err *e) MUST_CHECK;
/* A scan of the signed paper; 0 takes it off. */
enum err_code agreement_set_scan(struct txn *t, int64_t id, int64_t attachment_id, struct err *e)
    MUST_CHECK;

#endif
