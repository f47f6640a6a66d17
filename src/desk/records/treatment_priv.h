#ifndef FD_DESK_RECORDS_TREATMENT_PRIV_H
#define FD_DESK_RECORDS_TREATMENT_PRIV_H
/* What the files about treatments share. */
#include "desk/arrivals/arrival_priv.h"
#include "desk/attach.h"
#include "desk/treatment.h"

struct txn;

/* Facts that conditions ask for besides the steps. */
struct treatment_facts {
	bool minor, allergy, first, pet;
};
enum err_code treatment_facts(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t service_id, struct treatment_facts *out, struct err *e) MUST_CHECK;

/* Does the acting person have ROLE at the branch at hand? "" and NULL: anybody has. */
bool treatment_has_role(struct desk *d, const char *role);

/* Begins the action NAME about treatment ID and reads it under the lock. ERR_CONFLICT: it is over;
 * ERR_INVALID: it is another branch's. */
enum err_code treatment_begin_on(struct desk *d, const char *name, const char *reason, int64_t id,
    struct txn **t, struct treatment_view *v, struct err *e) MUST_CHECK;
/* Commits when RC is OK, else rolls back. Frees V. */
enum err_code treatment_end_on(struct txn *t, struct treatment_view *v, enum err_code rc,
    struct err *e) MUST_CHECK;
/* ---- money (treatment_money.c) ---- */

/* What of it is due by now and not paid. */
enum err_code treatment_due(struct desk *d, const struct treatment_for *f, int64_t *open,
    struct err *e) MUST_CHECK;
/* A card of sessions that covers the service (0: none), and what is left on it. */
enum err_code treatment_card(struct desk *d, const struct treatment_line *t, int64_t *card,
    int64_t *left, struct err *e) MUST_CHECK;
enum err_code treatment_card_use(struct desk *d, struct txn *t, int64_t card, int64_t treatment,
    struct err *e) MUST_CHECK;

/* The client's name for a sentence. */
const char *treatment_name(const struct desk *d, const struct treatment_line *t);
/* "3 (skin check)" */
char *treatment_step_name(const struct treatment_item *i, char *out, size_t size);

/* ---- photographs (treatment_photo.c) ---- */

#define TREATMENT_PHOTOS 6

struct treatment_photos {
	struct attachment v[TREATMENT_PHOTOS];
	size_t n;
};
/* The files that FINDING names (NULL: none): words that are whole paths. Outside any transaction.
 * ERR_INVALID, ERR_NOTFOUND, ERR_DENIED as attach_read. */
enum err_code treatment_photos_read(const char *finding, struct treatment_photos *out,
    struct err *e) MUST_CHECK;
/* Keeps them with the client where the step of I asks for photographs, inside somebody's action. */
enum err_code treatment_photos_keep(struct desk *d, struct txn *t, const struct treatment_view *v,
    const struct treatment_item *i, const struct treatment_photos *p, struct err *e) MUST_CHECK;

#endif
