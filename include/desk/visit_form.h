#ifndef FD_DESK_VISIT_FORM_H
#define FD_DESK_VISIT_FORM_H
/*
 * The forms about a visit (triage, leaving, visit-assign, visit-pay): how they open and what saving
 * them does. Their fields have no columns: forms/NAME.cfg says what is asked, the names of the
 * fields say what it means (visit_form.c has the table), unknown names are kept nowhere.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/arrival.h"
#include "form/form_edit.h"

struct desk;

struct visit_form {
	struct desk *desk;
	const char *name;               /* of the form; borrowed */
	struct arrival_card card;
	char before[600];               /* needs and wishes of the file */
	char next_day[12];              /* of the client's next appointment, "" */
	bool minor;                     /* who arrives is a child: who came along is asked */
	struct arrival_companion guardian;      /* of the file, proposed as the one; name "" none */
	int position;                   /* in the queue, 0: does not wait */
	int64_t price, price_open;      /* at the cash desk: of a service that nobody charged yet */
	struct form_source base;        /* what the form's world is made of */
};

/* NAME for a visit, or, where VISIT is 0, the card of CLIENT, or of TREATED of that file, who just
 * arrives with APPOINTMENT (0: the next one of today). ARRIVED_AT: of a card that was begun before;
 * 0: now. Errors as arrival_prepare_for, arrival_card. */
enum err_code visit_form_open(struct desk *d, const char *name, int64_t visit, int64_t client,
    int64_t treated, int64_t appointment, int64_t arrived_at, struct visit_form *out,
    struct err *e) MUST_CHECK;
/* The world of its form; F must outlive the edit. */
void visit_form_env(struct visit_form *f, struct form_env *out);
/* Saves what stands in EDIT. *VISIT = the visit. ERR_INVALID with the field; what the use cases
 * say. */
enum err_code visit_form_save(struct visit_form *f, struct form_edit *edit, int64_t *visit,
    struct err *e) MUST_CHECK;
/* Is nothing open any more, so that a booked client's card can be saved at once? */
bool visit_form_complete(const struct visit_form *f, struct form_edit *edit);

#endif
