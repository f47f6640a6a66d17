#include "desk/settings.h"

#include "base/buf.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/site.h"
#include "desk/desk.h"

const struct setting_row setting_rows[SETTING_COUNT] = {
	[SETTING_STEP_MIN] = { "schedule.step", N_("minutes between proposed times"), 15, 5, 120 },
	[SETTING_GRACE_MIN] = { "schedule.grace", N_("minutes before a no-show may be said"), 15,
	    0, 240 },
	[SETTING_TRAVEL_MIN] = { "schedule.travel",
	    N_("minutes between two branches that have no time of their own"), 30, 0, 600 },
	[SETTING_LOAD_WARN] = { "schedule.load",
	    N_("percent of a working day above which a booking warns"), 85, 1, 100 },
	[SETTING_HOLD_MIN] = { "schedule.hold", N_("minutes a proposed time is held"), 5, 1, 60 },
	[SETTING_REQUEST_MIN] = { "request.limit",
	    N_("minutes in which a request from outside is answered"), 120, 5, 1440 },
	[SETTING_WAIT_MIN] = { "arrival.round",
	    N_("minutes of waiting after which somebody goes over"), 5, 1, 120 },
	[SETTING_MESSAGE_DELAY_MIN] = { "message.delay",
	    N_("minutes a message waits before it leaves"), 5, 0, 120 },
	[SETTING_QUIET_FROM] = { "message.quiet-from",
	    N_("hour from which messages wait for the morning"), 21, 0, 24 },
	[SETTING_QUIET_TO] = { "message.quiet-to",
	    N_("hour from which they leave again"), 8, 0, 24 },
	[SETTING_MESSAGE_TRIES] = { "message.tries",
	    N_("times a message that did not leave is tried"), 3, 1, 9 },
	[SETTING_NEWS_CONSENT] = { "message.consent",
	    N_("news only to who agreed (1), or to all who did not refuse (0)"), 1, 0, 1 },
	[SETTING_ALLERGY_MONTHS] = { "arrival.allergy",
	    N_("months after which allergies are asked anew"), 6, 1, 60 },
	[SETTING_LATE_CHANGE_DAYS] = { "schedule.change",
	    N_("days before which a change is not late"), 1, 0, 30 },
	[SETTING_DEPOSIT_LATE] = { "deposit.late",
	    N_("deposit of what is cancelled late: kept for the client (1), paid back (2)"), 1, 1,
	    2 },
	[SETTING_DEPOSIT_EARLY] = { "deposit.early",
	    N_("deposit of what is cancelled in time: kept for the client (1), paid back (2)"), 1,
	    1, 2 },
	[SETTING_OPEN_DAYS] = { "schedule.ahead", N_("days that can be booked ahead"), 366, 1,
	    1830 },
	[SETTING_ASK_MIN] = { "schedule.ask",
	    N_("minutes a time is held while a client is asked about it"), 120, 5, 1440 },
	[SETTING_CONFIRM_MIN] = { "treat.confirm",
	    N_("minutes in which the manager confirms a step"), 10, 1, 240 },
	[SETTING_CONSENT_DAYS] = { "treat.consent",
	    N_("days for which a consent to a service holds"), 365, 1, 3660 },
	[SETTING_EXPIRY_DAYS] = { "stock.expiry",
	    N_("days before its expiry in which a lot stands out"), 60, 0, 730 },
	[SETTING_DISCOUNT_PERCENT] = { "price.discount",
	    N_("percent of discount that needs no second person"), 20, 0, 100 },
	[SETTING_EVENING_HOUR] = { "escalate.evening",
	    N_("hour from which an expert has until the next day"), 18, 8, 24 },
	[SETTING_ESCALATE_HOURS] = { "escalate.hours",
	    N_("hours in which an expert answers what came in the evening"), 24, 1, 72 },
	[SETTING_CALL_TRIES] = { "call.tries",
	    N_("calls without an answer before the lead decides"), 4, 1, 20 },
	[SETTING_SURVEY_DAYS] = { "survey.every",
	    N_("days in which a client is asked once how a visit was"), 30, 1, 365 },
	[SETTING_SURVEY_KEEP_DAYS] = { "survey.keep",
	    N_("days for which a survey can be answered"), 14, 1, 90 },
	[SETTING_GAP_DAYS] = { "figures.gap",
	    N_("days without a value before the next visit that stand out"), 14, 1, 365 },
};

int64_t setting_of(struct desk *d, enum setting_number which)
{
	const struct setting_row *r = &setting_rows[which];
	struct err none = ERR_INIT;
	int64_t n;

	if (setting_get_int(d->store, r->key, r->fallback, &n, &none) != OK)
		return r->fallback;
	return n < r->min || n > r->max ? r->fallback : n;
}

char *setting_text(struct desk *d, const char *key, char *out, size_t size)
{
	struct err none = ERR_INIT;

	if (setting_get(d->store, key, out, size, &none) != OK)
		text_copy(out, size, "");
	return out;
}

enum err_code settings_set(struct desk *d, enum setting_number which, int64_t value,
    struct err *e)
{
	const struct setting_row *r = &setting_rows[which];
	struct action_head head = { .name = "site-edit" };
	struct txn *t;
	char text[24];
	enum err_code rc;

	if (value < r->min || value > r->max)
		return err_set(e, ERR_INVALID, tr("%s: from %lld to %lld."), tr(r->label),
		    (long long)r->min, (long long)r->max);
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = setting_set(t, r->key, text_fmt(text, sizeof text, "%lld", (long long)value), e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	return action_commit(t, NULL, e);
}
