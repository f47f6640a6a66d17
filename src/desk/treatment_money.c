/* What a treatment has to do with money: due before it, used by it. */
#include "desk/desk.h"
#include "treatment_priv.h"

enum err_code treatment_due(struct desk *d, const struct treatment_for *f, int64_t *open,
    struct err *e)
{
	struct visit_row v;
	enum err_code rc;

	*open = 0;
	if (!f->visit_id)
		return OK;
	rc = visit_get(d->store, f->visit_id, &v, e);
	if (rc == OK)
		*open = arrival_open_due(&v);
	return rc;
}

/* No card is kept yet. */
enum err_code treatment_card(struct desk *d, const struct treatment_line *t, int64_t *card,
    int64_t *left, struct err *e)
{
	(void)d, (void)t, (void)e;
	*card = *left = 0;
	return OK;
}

enum err_code treatment_card_use(struct desk *d, struct txn *t, int64_t card, int64_t treatment,
    struct err *e)
{
	(void)d, (void)t, (void)treatment;
	return card ? err_set(e, ERR_NOTFOUND, "no card %lld", (long long)card) : OK;
}
