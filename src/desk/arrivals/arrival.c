/* The triage card as it is saved: what is asked, and into the queue. */
#include "desk/arrival.h"

#include <string.h>

#include "arrival_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/flag.h"
#include "data/kpi.h"
#include "data/sequence.h"
#include "desk/callback_events.h"
#include "desk/desk.h"

#define PLACE_WALKIN 1000000000000000   /* walk-ins stand behind all who are booked */

/* ---- into the queue ---- */

static bool one_of(const char *word, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (!strcmp(words[i], word))
			return true;
	return !word[0];
}

/* Words that a form or a script may bring. */
static enum err_code check_words(const struct arrival *a, struct err *e)
{
	static const char *const identities[] = { "phone", "document", "known", "unchecked", NULL };
	static const char *const allergies[] = { "same", "none", "more", NULL };
	static const char *const valuables[] = { "kept", "none", NULL };

	if (!one_of(a->identity, identities))
		return err_invalid(e, "identity", "%s",
		    tr("Identity is phone, document, known or unchecked."));
	if (!one_of(a->allergy, allergies))
		return err_invalid(e, "allergy", "%s", tr("Allergy is same, none or more."));
	if (!one_of(a->valuables, valuables))
		return err_invalid(e, "valuables", "%s", tr("Valuables are kept or none."));
	return OK;
}

static enum err_code check(const struct arrival *a, const struct arrival_card *card,
    struct err *e)
{
	bool more = !strcmp(a->allergy, "more") ||
	    (!strcmp(a->allergy, "none") && card->allergy_known && card->allergy_due);

	if (check_words(a, e) != OK)
		return e->code;
	if (!a->identity[0])
		return err_invalid(e, "identity", "%s", tr("Identity is still open. Press 1-4."));
	if (!strcmp(a->identity, "unchecked") && text_is_blank(a->identity_why))
		return err_invalid(e, "identity_why", "%s",
		    tr("Not checked needs a reason. Say why."));
	if (card->allergy_due && !a->allergy[0] && !a->visit_id)
		return err_invalid(e, "allergy", "%s",
		    tr("The allergy is still open. Ask and answer it."));
	if (more && text_is_blank(a->allergy_text) && strcmp(a->allergy, card->was.allergy) != 0)
		return err_invalid(e, "allergy_text", "%s", tr("Say what about the allergy."));
	for (size_t i = 0; i < a->ncompanions; i++)
		if (a->companion[i].may_know && card->no_companion)
			return err_invalid(e, "told1", "%s",
			    tr("The client forbids telling whoever comes along."));
	return OK;
}

/* What the file says of the allergy: what was there, and what was heard today. */
static enum err_code write_allergy(struct desk *d, struct txn *t, const struct arrival *a,
    const struct arrival_card *card, struct err *e)
{
	char text[FLAG_TEXT + sizeof a->allergy_text + 100], today[11];

	if (!a->allergy_text[0] || !strcmp(a->allergy, "same"))
		return OK;
	desk_today_text(d, today);
	if (!strcmp(a->allergy, "none"))
		text_fmt(text, sizeof text, tr("%s; said on %s: no more, %s"), card->allergy, today,
		    a->allergy_text);
	else
		text_fmt(text, sizeof text, "%s%s%s", card->allergy,
		    card->allergy[0] ? "; " : "", a->allergy_text);
	/* Nothing of it may be cut off: whoever treats relies on it. */
	if (strlen(text) >= FLAG_TEXT)
		return err_invalid(e, "allergy_text", "%s",
		    tr("The file holds no more about the allergy. Shorten what stands there (F5 "
		    "e)."));
	return flag_set(t, a->client_id, "allergy", text,
	    card->allergy_since[0] ? card->allergy_since : today, NULL, e);
}

static enum err_code write_companions(struct txn *t, int64_t visit, const struct arrival *a,
    struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < a->ncompanions && rc == OK; i++) {
		struct companion c = { .visit_id = visit,
			.may_know = a->companion[i].may_know };

		text_copy(c.name, sizeof c.name, a->companion[i].name);
		text_copy(c.relation, sizeof c.relation, a->companion[i].relation);
		text_copy(c.phone, sizeof c.phone, a->companion[i].phone);
		rc = companion_insert(t, &c, NULL, e);
	}
	return rc;
}

/* A07; rises through the day of the branch, never given twice. */
static enum err_code next_number(struct desk *d, struct txn *t, const char *day, char *out,
    size_t size, struct err *e)
{
	char name[48];
	int64_t n;
	enum err_code rc;

	text_fmt(name, sizeof name, "queue:%lld:%s", (long long)d->branch_id, day);
	rc = sequence_next(t, name, &n, e);
	if (rc == OK)
		text_fmt(out, size, "A%02lld", (long long)n);
	return rc;
}

static void fill_row(struct desk *d, const struct arrival *a, struct visit_row *v)
{
	*v = (struct visit_row){ .branch_id = d->branch_id, .client_id = a->client_id,
		.dependant_id = a->dependant_id, .appointment_id = a->appointment_id,
		.arrived_at = a->arrived_at, .service_id = a->service_id,
		.resource_id = a->resource_id, .room_id = a->room_id,
		.greeter_id = a->greeter_id, .since_at = a->arrived_at,
		.place = a->arrived_at * PLACE_STEP + (a->appointment_id ? 0 : PLACE_WALKIN) };
	desk_day_of(d, a->arrived_at, v->day);
	text_copy(v->state, sizeof v->state, "waiting");
	text_copy(v->zone, sizeof v->zone, a->appointment_id ? "booked" : "walkin");
	text_copy(v->identity, sizeof v->identity, a->identity);
	text_copy(v->identity_why, sizeof v->identity_why, a->identity_why);
	text_copy(v->wants, sizeof v->wants, a->wants);
	text_copy(v->changed, sizeof v->changed, a->changed);
	text_copy(v->allergy, sizeof v->allergy, a->allergy);
	text_copy(v->valuables, sizeof v->valuables, a->valuables);
	text_copy(v->learnt, sizeof v->learnt, a->learnt);
}

static enum err_code insert(struct desk *d, struct txn *t, const struct arrival *a,
    const struct arrival_card *card, int64_t *visit, struct err *e)
{
	struct visit_row v;
	enum err_code rc;

	fill_row(d, a, &v);
	rc = next_number(d, t, v.day, v.number, sizeof v.number, e);
	if (rc == OK)
		rc = visit_insert(t, &v, visit, e);
	if (rc == OK)
		rc = visit_event_insert(t, *visit, a->arrived_at, "waiting", v.number, e);
	if (rc == OK)
		rc = write_companions(t, *visit, a, e);
	if (rc == OK)
		rc = write_allergy(d, t, a, card, e);
	if (rc == OK)
		rc = callback_booked_in(t, d, a->client_id, a->dependant_id, e);
	return rc == OK ? arrival_appointment(d, t, a->appointment_id, "arrived", NULL, e) : rc;
}

static enum err_code refuse_twice(struct desk *d, const struct visit_row *v, struct err *e)
{
	char at[48];

	return err_set(e, ERR_DUPLICATE, tr("Already here since %s as %s. Enter opens that card."),
	    desk_time_text(d, v->arrived_at, at, sizeof at), v->number);
}

bool arrival_entered_later(const struct visit_row *v)
{
	return v->created_at - v->arrived_at >= KPI_LATER_S;
}

/* What was on paper while the host was down is entered with its time, never ahead of it. */
static enum err_code check_time(const struct arrival *a, int64_t now, struct err *e)
{
	return a->arrived_at <= now ? OK : err_invalid(e, "arrived", "%s",
	    tr("Nobody has arrived later than now. Correct the time."));
}

/* Everything is looked at again under the lock: another terminal may have been quicker. */
static enum err_code add(struct desk *d, struct txn *t, const struct arrival *a, int64_t *visit,
    struct err *e)
{
	struct arrival_card card;
	struct appointment_row row;
	struct visit_row here;
	enum err_code rc = OK;

	if (visit_of_person(d->store, a->client_id, a->dependant_id, &here, e) == OK) {
		*visit = here.id;
		return refuse_twice(d, &here, e);
	}
	if (e->code != ERR_NOTFOUND)
		return e->code;
	err_clear(e);
	card = (struct arrival_card){ 0 };
	if (a->appointment_id) {
		rc = appointment_row_get(d->store, a->appointment_id, &row, e);
		if (rc == OK)
			rc = arrival_check_appointment(d, &row, a->client_id, e);
	}
	if (rc == OK)
		rc = arrival_propose(d, a->client_id, a->appointment_id ? &row : NULL, &card, e);
	if (rc == OK)
		rc = check(a, &card, e);
	if (rc == OK)
		rc = check_time(a, txn_now(t), e);
	return rc == OK ? insert(d, t, a, &card, visit, e) : rc;
}

enum err_code arrival_add(struct desk *d, const struct arrival *a, int64_t *visit, struct err *e)
{
	struct action_head head = { .name = "visit-arrive" };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	*visit = 0;
	if (rc != OK)
		return rc;
	rc = add(d, t, a, visit, e);
	action_subject(t, "visit", *visit);
	return arrival_end(t, rc, e);
}

/* ---- a card that is there already ---- */

static bool same_companions(const struct arrival *a, const struct arrival *b)
{
	if (a->ncompanions != b->ncompanions)
		return false;
	for (size_t i = 0; i < a->ncompanions; i++) {
		const struct arrival_companion *x = &a->companion[i], *y = &b->companion[i];

		if (strcmp(x->name, y->name) != 0 || strcmp(x->relation, y->relation) != 0 ||
		    strcmp(x->phone, y->phone) != 0 || x->may_know != y->may_know)
			return false;
	}
	return true;
}

/* Those there were go out, those on the card come in: a row each, so that nothing is written
 * over. */
static enum err_code replace_companions(struct desk *d, struct txn *t, const struct arrival *a,
    struct err *e)
{
	struct companion_list old = { 0 };
	struct conflict_list none = { 0 };
	struct change out = { .column = "state" };
	enum err_code rc = companion_list(d->store, a->visit_id, &old, e);

	value_set_text(&out.base, "on");
	value_set_text(&out.value, "retired");
	for (size_t i = 0; i < old.n && rc == OK; i++)
		rc = record_update(t, "companion", old.v[i].id, &out, 1, &none, e);
	value_free(&out.base);
	value_free(&out.value);
	conflict_list_free(&none);
	companion_list_free(&old);
	return rc == OK ? write_companions(t, a->visit_id, a, e) : rc;
}

struct edit {
	struct change v[16];
	size_t n;
};

static void edit_text(struct edit *x, const char *column, const char *was, const char *is)
{
	struct change *c = &x->v[x->n++];

	ASSERT(x->n <= sizeof x->v / sizeof x->v[0]);
	*c = (struct change){ .column = column };
	value_set_text(&c->base, was[0] ? was : NULL);
	value_set_text(&c->value, is[0] ? is : NULL);
}

static void edit_id(struct edit *x, const char *column, int64_t was, int64_t is)
{
	struct change *c = &x->v[x->n++];

	ASSERT(x->n <= sizeof x->v / sizeof x->v[0]);
	*c = (struct change){ .column = column };
	if (was)
		value_set_int(&c->base, was);
	if (is)
		value_set_int(&c->value, is);
}

static enum err_code write_card(struct txn *t, const struct arrival *was, const struct arrival *a,
    struct err *e)
{
	struct conflict_list clash = { 0 };
	struct edit x = { .n = 0 };
	enum err_code rc;

	edit_text(&x, "identity", was->identity, a->identity);
	edit_text(&x, "identity_why", was->identity_why, a->identity_why);
	edit_text(&x, "wants", was->wants, a->wants);
	edit_text(&x, "changed", was->changed, a->changed);
	edit_text(&x, "learnt", was->learnt, a->learnt);
	edit_text(&x, "allergy", was->allergy, a->allergy);
	edit_text(&x, "valuables", was->valuables, a->valuables);
	edit_id(&x, "service_id", was->service_id, a->service_id);
	edit_id(&x, "greeter_id", was->greeter_id, a->greeter_id);
	if (was->dependant_id != a->dependant_id)
		edit_id(&x, "dependant_id", was->dependant_id, a->dependant_id);
	rc = record_update(t, "visit", a->visit_id, x.v, x.n, &clash, e);
	if (rc == ERR_CONFLICT) {
		err_clear(e);
		err_set(e, ERR_CONFLICT, "%s",
		    tr("Not saved. Somebody changed this card meanwhile. Esc, then open it "
		       "again."));
	}
	conflict_list_free(&clash);
	for (size_t i = 0; i < x.n; i++) {
		value_free(&x.v[i].base);
		value_free(&x.v[i].value);
	}
	return rc;
}

enum err_code arrival_save(struct desk *d, const struct arrival_card *was,
    const struct arrival *a, struct err *e)
{
	struct visit_row v;
	struct txn *t;
	enum err_code rc = check(a, was, e);

	if (rc == OK)
		rc = arrival_begin(d, "visit-arrive", NULL, a->visit_id, NULL, &t, &v, e);
	if (rc != OK)
		return rc;
	rc = write_card(t, &was->is, a, e);
	if (rc == OK && !same_companions(&was->is, a))
		rc = replace_companions(d, t, a, e);
	if (rc == OK)
		rc = write_allergy(d, t, a, was, e);
	return arrival_end(t, rc, e);
}
