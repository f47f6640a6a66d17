#include "desk/gathering.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/client.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/messages/outbox_priv.h"
#include "survey_priv.h"

/* ---- the event ---- */

static enum err_code check_draft(const struct gathering_draft *x, struct err *e)
{
	if (!x->name || text_is_blank(x->name))
		return err_invalid(e, "name", "%s", tr("What is the event called? Type it."));
	if (!x->day || day_parse(x->day) == DAY_NONE)
		return err_invalid(e, "day", "%s", tr("On which day? Type it."));
	return OK;
}

static void put_draft(const struct desk *d, struct visit_set *set,
    const struct gathering_draft *x)
{
	int32_t day = day_parse(x->day);

	visit_set_text(set, "day", x->day);
	visit_set_text(set, "name", x->name);
	visit_set_int(set, "start_at", x->start_min < 0 ? 0 :
	    zone_instant(d->zone, day, x->start_min * 60));
	visit_set_text(set, "place", x->place);
	visit_set_text(set, "text", x->text);
}

enum err_code gathering_add(struct desk *d, const struct gathering_draft *x, int64_t *id,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct txn *t;
	enum err_code rc = check_draft(x, e);

	if (rc == OK)
		rc = survey_begin(d, "event-edit", NULL, &t, e);
	if (rc != OK)
		return rc;
	put_draft(d, &set, x);
	visit_set_int(&set, "branch_id", d->branch_id);
	visit_set_int(&set, "created_at", txn_now(t));
	rc = survey_insert_row(t, "gathering", &set, id, e);
	return survey_end(t, rc, "gathering", *id, e);
}

/* Begins about an event that still takes place. */
static enum err_code begin_open(struct desk *d, int64_t id, const char *reason, struct txn **t,
    struct err *e)
{
	struct gathering_row r;
	enum err_code rc = survey_begin(d, "event-edit", reason, t, e);

	if (rc != OK)
		return rc;
	rc = gathering_get(d->store, id, &r, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, r.branch_id, e);
	if (rc == OK && strcmp(r.state, "open") != 0)
		rc = err_set(e, ERR_CONFLICT, tr("Not done. %s: %s."), r.name,
		    gathering_state_word(r.state));
	if (rc != OK)
		action_rollback(*t);
	return rc;
}

enum err_code gathering_change(struct desk *d, int64_t id, const struct gathering_draft *x,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct txn *t;
	enum err_code rc = check_draft(x, e);

	if (rc == OK)
		rc = begin_open(d, id, NULL, &t, e);
	if (rc != OK)
		return rc;
	put_draft(d, &set, x);
	rc = survey_put_row(t, OK, "gathering", id, &set, e);
	return survey_end(t, rc, "gathering", id, e);
}

static enum err_code set_guest(struct txn *t, int64_t guest_id, const char *state,
    struct err *e)
{
	struct visit_set set = { .n = 0 };

	visit_set_text(&set, "state", state);
	return columns_put(t, "guest", guest_id, &set, e);
}

/* Who was asked and was not seen stayed away. */
static enum err_code mark_absent(struct desk *d, struct txn *t, int64_t id, struct err *e)
{
	struct guest_list l = { 0 };
	enum err_code rc = guest_list(d->store, id, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].state, "invited") || !strcmp(l.v[i].state, "accepted"))
			rc = set_guest(t, l.v[i].id, "absent", e);
	guest_list_free(&l);
	return rc;
}

/* What is still to come is not over: its guests would all have stayed away. */
static enum err_code check_held(struct desk *d, int64_t id, struct err *e)
{
	struct gathering_row r;
	char day[48];
	enum err_code rc = gathering_get(d->store, id, &r, e);

	if (rc == OK && !strcmp(r.state, "open") && day_parse(r.day) > desk_today(d))
		rc = err_set(e, ERR_CONFLICT, tr("Not ended. %s is on %s. x, then 2 calls it off."),
		    r.name, desk_date_text(d, r.day, day, sizeof day));
	return rc;
}

enum err_code gathering_end(struct desk *d, int64_t id, bool cancelled, const char *reason,
    struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct txn *t;
	enum err_code rc;

	if (cancelled && text_is_blank(reason))
		return err_invalid(e, "reason", "%s", tr("Say why: it is asked later."));
	rc = cancelled ? OK : check_held(d, id, e);
	if (rc == OK)
		rc = begin_open(d, id, reason, &t, e);
	if (rc != OK)
		return rc;
	if (!cancelled)
		rc = mark_absent(d, t, id, e);
	visit_set_text(&set, "state", cancelled ? "cancelled" : "over");
	rc = survey_put_row(t, rc, "gathering", id, &set, e);
	return survey_end(t, rc, "gathering", id, e);
}

/* ---- guests ---- */

static enum err_code insert_guest(struct txn *t, int64_t id, int64_t client_id, int64_t *row,
    struct err *e)
{
	struct visit_set set = { .n = 0 };

	visit_set_int(&set, "gathering_id", id);
	visit_set_int(&set, "client_id", client_id);
	visit_set_int(&set, "created_at", txn_now(t));
	return survey_insert_row(t, "guest", &set, row, e);
}

enum err_code gathering_list_client(struct desk *d, int64_t id, int64_t client_id, struct err *e)
{
	struct txn *t;
	bool listed = false;
	int64_t row;
	enum err_code rc = begin_open(d, id, NULL, &t, e);

	if (rc != OK)
		return rc;
	rc = guest_is_listed(d->store, id, client_id, &listed, e);
	if (rc == OK && listed)
		rc = err_set(e, ERR_CONFLICT, "%s", tr("Is on the list already."));
	if (rc == OK)
		rc = insert_guest(t, id, client_id, &row, e);
	return survey_end(t, rc, "gathering", id, e);
}

/* What changed nothing leaves no action that could be taken back. */
static enum err_code end_of(struct txn *t, enum err_code rc, size_t changed, int64_t id,
    struct err *e)
{
	if (rc == OK && !changed) {
		action_rollback(t);
		return OK;
	}
	return survey_end(t, rc, "gathering", id, e);
}

enum err_code gathering_list_word(struct desk *d, int64_t id, const char *word, size_t limit,
    size_t *n, struct err *e)
{
	struct guest_ids who = { 0 };
	struct txn *t;
	enum err_code rc = begin_open(d, id, NULL, &t, e);

	*n = 0;
	if (rc != OK)
		return rc;
	rc = guest_candidates(d->store, id, d->branch_id, word,
	    (int)(limit && limit < GATHERING_GUESTS ? limit : GATHERING_GUESTS), &who, e);
	for (size_t i = 0; i < who.n && rc == OK; i++) {
		int64_t row;

		rc = insert_guest(t, id, who.v[i], &row, e);
	}
	if (rc == OK)
		*n = who.n;
	guest_ids_free(&who);
	return end_of(t, rc, *n, id, e);
}

/* The words of the invitation, as the guest reads. */
struct invitation {
	char zh[1600], en[1600];
};

static void put_words(const struct desk *d, const struct gathering_row *r, const char *language,
    char *out, size_t size)
{
	bool zh = !strcmp(language, "zh");
	const char *comma = zh ? "，" : ", ";
	int32_t day = day_parse(r->day);
	char at[48];

	if (r->start_at)
		told_time_text(day, zone_local(d->zone, r->start_at).second, language, at,
		    sizeof at);
	else
		told_day_text(day, language, at, sizeof at);
	text_fmt(out, size, "%s%s%s%s%s%s%s%s", r->name, comma, at, r->place[0] ? comma : "",
	    r->place, zh ? "。" : ".", r->text[0] && !zh ? " " : "", r->text);
}

static void invitation(const struct desk *d, const struct gathering_row *r,
    struct invitation *out)
{
	put_words(d, r, "zh", out->zh, sizeof out->zh);
	put_words(d, r, "en", out->en, sizeof out->en);
}

/* WORDS to the guest of row ID; who gets no message stays on the list to be called. */
static enum err_code invite_one(struct desk *d, struct txn *t, int64_t id, int64_t client_id,
    const struct invitation *words, size_t *sent, size_t *call, struct err *e)
{
	const struct tell_about about = { .what = TELL_INVITE, .client_id = client_id,
		.extra = words->en, .extra_zh = words->zh };
	int64_t message = 0;
	enum err_code rc = outbox_client(d, t, &about, &message, e);

	if (rc == OK && message)
		rc = set_guest(t, id, "invited", e);
	*sent += message != 0;
	*call += message == 0;
	return rc;
}

enum err_code gathering_invite(struct desk *d, int64_t id, size_t *sent, size_t *call,
    struct err *e)
{
	struct guest_list l = { 0 };
	struct gathering_row r;
	struct txn *t;
	struct invitation words;
	enum err_code rc = begin_open(d, id, NULL, &t, e);

	*sent = *call = 0;
	if (rc != OK)
		return rc;
	rc = gathering_get(d->store, id, &r, e);
	if (rc == OK)
		rc = guest_list(d->store, id, &l, e);
	if (rc == OK)
		invitation(d, &r, &words);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].state, "listed"))
			rc = invite_one(d, t, l.v[i].id, l.v[i].client_id, &words, sent, call, e);
	guest_list_free(&l);
	return end_of(t, rc, *sent, id, e);
}

/* WORDS NULL: nobody is invited yet. */
static enum err_code put_one(struct desk *d, struct txn *t, int64_t id, int64_t client_id,
    const struct invitation *words, struct gathering_put *out, struct err *e)
{
	struct client c;
	bool listed = false, closed;
	int64_t row;
	enum err_code rc = client_get(d->store, client_id, &c, e);

	if (rc != OK)
		return rc;
	closed = strcmp(c.state, "active") != 0;
	client_free(&c);
	rc = guest_is_listed(d->store, id, client_id, &listed, e);
	out->known += listed;
	out->closed += closed && !listed;
	if (rc != OK || listed || closed)
		return rc;
	rc = insert_guest(t, id, client_id, &row, e);
	out->listed++;
	return rc == OK && words ?
	    invite_one(d, t, row, client_id, words, &out->sent, &out->call, e) : rc;
}

enum err_code gathering_put_clients(struct desk *d, int64_t id, const int64_t *clients, size_t n,
    bool invite, struct gathering_put *out, struct err *e)
{
	struct gathering_row r;
	struct txn *t;
	struct invitation words;
	enum err_code rc;

	*out = (struct gathering_put){ 0 };
	if (!n || n > GATHERING_GUESTS)
		return err_set(e, ERR_INVALID,
		    tr("Nobody is chosen. Space marks files, at most %d."), GATHERING_GUESTS);
	rc = begin_open(d, id, NULL, &t, e);
	if (rc != OK)
		return rc;
	rc = gathering_get(d->store, id, &r, e);
	if (rc == OK)
		invitation(d, &r, &words);
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = put_one(d, t, id, clients[i], invite ? &words : NULL, out, e);
	return survey_end(t, rc, "gathering", id, e);
}

enum err_code gathering_guest(struct desk *d, int64_t guest_id, const char *state,
    const char *feedback, struct err *e)
{
	struct visit_set set = { .n = 0 };
	struct gathering_row g;
	struct guest_row r;
	struct txn *t;
	enum err_code rc = survey_begin(d, "event-edit", NULL, &t, e);

	if (rc != OK)
		return rc;
	rc = guest_get(d->store, guest_id, &r, e);
	if (rc == OK)
		rc = gathering_get(d->store, r.gathering_id, &g, e);
	if (rc == OK)
		rc = desk_may_see_branch(d, g.branch_id, e);
	if (rc == OK && !strcmp(g.state, "cancelled"))
		rc = err_set(e, ERR_CONFLICT, tr("Not done. %s: %s."), g.name,
		    gathering_state_word(g.state));
	visit_set_text(&set, "state", state);
	if (feedback)
		visit_set_text(&set, "feedback", feedback);
	rc = survey_put_row(t, rc, "guest", guest_id, &set, e);
	return survey_end(t, rc, "gathering", rc == OK ? r.gathering_id : 0, e);
}

/* ---- for people ---- */

static const struct word {
	const char *code, *word;
} states[] = {
	{ "open", N_("planned") }, { "over", N_("over") }, { "cancelled", N_("cancelled") },
}, guests[] = {
	{ "listed", N_("listed") }, { "invited", N_("invited") },
	{ "accepted", N_("accepted") },
	{ "declined", N_("declined") }, { "came", N_("attended") },
	{ "absent", N_("stayed away") },
};

static const char *word_of(const struct word *w, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(w[i].code, code))
			return tr(w[i].word);
	return code;
}

const char *gathering_state_word(const char *state)
{
	return word_of(states, sizeof states / sizeof states[0], state);
}

const char *guest_state_word(const char *state)
{
	return word_of(guests, sizeof guests / sizeof guests[0], state);
}

const char *guest_name(const struct desk *d, const struct guest_row *r)
{
	return cover_name(d, cover_of_guest(r));
}

const char *guest_feedback(const struct desk *d, const struct guest_row *r)
{
	return cover_words(d, r->client_id, r->feedback);
}
