/* What becomes of appointments, told to the rules of callbacks. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "desk/schedule/booking_priv.h"
#include "callback_events_priv.h"
#include "data/appointment.h"
#include "data/payment.h"
#include "data/txn.h"
#include "desk/desk.h"

/* Who has a time again needs not be asked for one. */
enum err_code callback_booked_in(struct txn *t, struct desk *d, int64_t client_id,
    int64_t dependant_id, struct err *e)
{
	enum err_code rc = callback_drop_event(t, d, client_id, dependant_id, "noshow",
	    tr("booked again"), e);

	return rc == OK ? callback_drop_event(t, d, client_id, dependant_id, "consulted",
	    tr("booked"), e) : rc;
}

static void about_appointment(const struct appointment_row *a, const char *event, int64_t at,
    struct callback_event *out)
{
	*out = (struct callback_event){ .event = event, .source = "appointment",
		.source_id = a->id, .at = at, .branch_id = a->branch_id,
		.client_id = a->client_id, .dependant_id = a->dependant_id, .about = a->service,
		.about_en = a->service_en, .service = a->service_code };
}

/* Asked some days before: whoever books for tomorrow, now. */
enum err_code callback_deposit_in(struct txn *t, struct desk *d, int64_t appointment_id,
    struct err *e)
{
	struct appointment_row a;
	struct callback_event ev;
	int64_t at;
	enum err_code rc = appointment_row_get(d->store, appointment_id, &a, e);

	if (rc != OK)
		return rc;
	at = callback_day_start(d, a.day, CALLBACK_DEPOSIT_BEFORE, 0);
	about_appointment(&a, "booked-deposit", at > txn_now(t) ? at : txn_now(t), &ev);
	return callback_raise_in(t, d, &ev, NULL, e);
}

static bool is_deposit_of(const struct callback *x, const void *ctx)
{
	const struct appointment *a = ctx;

	return !strcmp(x->event, "booked-deposit") && x->source_id == a->id &&
	    !strcmp(x->source, "appointment");
}

/* A deposit that counts is asked about by the new day. */
static enum err_code ask_deposit(struct txn *t, struct desk *d, const struct appointment *a,
    struct err *e)
{
	int64_t paid = 0;
	enum err_code rc = payment_sum_appointment(d->store, a->id, &paid, e);

	return rc == OK && paid > 0 ? callback_deposit_in(t, d, a->id, e) : rc;
}

enum err_code callback_moved_in(struct txn *t, struct desk *d, const struct appointment *a,
    struct err *e)
{
	enum err_code rc = callback_drop_open(t, d, a->client_id, is_deposit_of, a, tr("moved"),
	    e);

	return rc == OK ? ask_deposit(t, d, a, e) : rc;
}

/* Comes back to life: what was asked about it is answered. */
static enum err_code back(struct txn *t, struct desk *d, const struct appointment *a,
    struct err *e)
{
	enum err_code rc = callback_booked_in(t, d, a->client_id, a->dependant_id, e);

	return rc == OK ? ask_deposit(t, d, a, e) : rc;
}

static enum err_code missed(struct txn *t, struct desk *d, int64_t appointment_id, struct err *e)
{
	struct appointment_row a;
	struct callback_event ev;
	enum err_code rc = appointment_row_get(d->store, appointment_id, &a, e);

	if (rc != OK)
		return rc;
	about_appointment(&a, "noshow", txn_now(t), &ev);
	return callback_raise_in(t, d, &ev, NULL, e);
}

enum err_code callback_appointment_in(struct txn *t, struct desk *d, const struct appointment *a,
    const char *state, struct err *e)
{
	enum err_code rc;

	if (!strcmp(state, "confirmed") || !strcmp(state, "serving") || !strcmp(state, "done"))
		return OK;
	if (!strcmp(state, "booked"))
		return back(t, d, a, e);
	rc = callback_drop_source(t, d, a->client_id, "appointment", a->id,
	    booking_state_label(state), e);
	return rc == OK && !strcmp(state, "noshow") ? missed(t, d, a->id, e) : rc;
}
