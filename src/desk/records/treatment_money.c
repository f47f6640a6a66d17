/* What a treatment has to do with money: due before it, used by it. */
#include "data/card.h"
#include "desk/desk.h"
#include "desk/pay.h"
#include "desk/prepaid.h"
#include "treatment_priv.h"

enum err_code treatment_due(struct desk *d, const struct treatment_for *f, int64_t *open,
    struct err *e)
{
	struct pay_due due = { .open = 0 };
	enum err_code rc = pay_due_now(d, f->client_id, f->visit_id, f->session_id, &due, e);

	*open = rc == OK ? due.open : 0;
	return rc;
}

enum err_code treatment_card(struct desk *d, const struct treatment_line *t, int64_t *card,
    int64_t *left, struct err *e)
{
	struct card c;
	enum err_code rc = prepaid_for_service(d, t->client_id, t->service_id, card, e);

	*left = 0;
	if (rc == OK && *card)
		rc = card_get(d->store, *card, &c, e);
	if (rc == OK && *card)
		*left = c.sessions;
	return rc;
}

enum err_code treatment_card_use(struct desk *d, struct txn *t, int64_t card, int64_t treatment,
    struct err *e)
{
	return prepaid_use_session_in(t, d, card, treatment, e);
}
