#include "desk/signin.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/access.h"
#include "data/ephemeral.h"
#include "data/login.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "pin_priv.h"

#define TRIES 5                 /* in a row, then the person is locked */
#define STATION_TRIES 10        /* of anybody at one terminal, then it pauses */
#define STATION_PAUSE_S 60
#define LOCK_FIRST_S 60
#define LOCK_MAX_S 1800
#define APART_SECONDS 86400

/* 1 minute after the fifth wrong one, doubled with each further five, at most 30. */
static int lock_seconds(int failed)
{
	int s = LOCK_FIRST_S;

	for (int i = TRIES; i + TRIES <= failed + 1 && s < LOCK_MAX_S; i += TRIES)
		s *= 2;
	return s < LOCK_MAX_S ? s : LOCK_MAX_S;
}

/* The actor of a log-in: nobody yet, at this terminal. */
static struct actor at_station(const struct desk *d)
{
	return (struct actor){ .branch_id = d->branch_id, .station = d->who.station,
		.origin = d->who.origin, .peer = d->who.peer };
}

static enum err_code locked_until(struct desk *d, int64_t until, struct err *e)
{
	char at[48];

	return err_set(e, ERR_DENIED,
	    tr("Locked until %s after wrong PINs. A manager can lift it (F12)."),
	    desk_time_text(d, until, at, sizeof at));
}

/* Whom a try is counted for: somebody with a PIN, or, alike in every way, what was typed. */
struct tried {
	int64_t staff_id;               /* 0: nobody who could log in is called so */
	const char *typed;
};

static enum err_code find_tried(struct desk *d, const char *typed, struct staff *out,
    struct tried *t, struct err *e)
{
	enum err_code rc = staff_by_code(d->store, typed, out, e);

	*t = (struct tried){ .typed = typed };
	if (rc == OK && !strcmp(out->state, "on") && signin_has_pin(d, out->id))
		t->staff_id = out->id;
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		rc = OK;
	}
	return rc;                      /* what cannot be read is no wrong PIN */
}

/* How long a lock would be if this try were the one too many. */
static int next_lock(struct desk *d, const struct tried *who)
{
	struct login row;
	struct err none = ERR_INIT;
	enum err_code rc = who->staff_id ? login_get(d->store, who->staff_id, &row, &none) :
	    login_unknown(d->store, who->typed, &row, &none);

	return lock_seconds(rc == OK ? row.failed : 0);
}

static enum err_code count_for(struct desk *d, struct txn *t, const struct tried *who,
    struct login *out, struct err *e)
{
	int lock = next_lock(d, who);
	enum err_code rc = who->staff_id ?
	    login_count_failed(t, who->staff_id, TRIES, lock, out, e) :
	    login_count_unknown(t, who->typed, TRIES, lock, out, e);

	if (rc != ERR_DENIED)
		return rc;
	err_clear(e);
	return locked_until(d, out->locked_until, e);
}

/* Counted and committed before the PIN is looked at: pulling the plug gains nothing. */
static enum err_code count_try(struct desk *d, const struct actor *actor, const struct tried *who,
    struct login *out, struct err *e)
{
	int64_t station_until = 0;
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, actor, &t, e);

	if (rc != OK)
		return rc;
	rc = station_count_failed(t, STATION_TRIES, STATION_PAUSE_S, &station_until, e);
	if (rc == ERR_DENIED) {
		err_clear(e);
		rc = locked_until(d, station_until, e);
	} else if (rc == OK) {
		rc = count_for(d, t, who, out, e);
	}
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static enum err_code tried_right(struct desk *d, const struct actor *who, int64_t staff_id,
    const char *new_hash, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, who, &t, e);

	if (rc != OK)
		return rc;
	rc = login_reset(t, staff_id, e);
	if (rc == OK)
		rc = station_reset(t, e);
	if (rc == OK && new_hash[0])
		rc = login_rehash(t, staff_id, new_hash, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static enum err_code say_wrong(int failed, struct err *e)
{
	int left = TRIES - failed % TRIES;

	if (left == TRIES)
		return err_set(e, ERR_DENIED, "%s",
		    tr("Wrong PIN. Locked for a while now. A manager can lift it (F12)."));
	return err_set(e, ERR_DENIED, trn("Wrong PIN. %d try left, then a wait.",
	    "Wrong PIN. %d tries left, then a wait.", left), left);
}

/* Who was meant stands in the trail; what nobody is called does not: it is often a PIN typed in the
 * wrong place, and as long as whoever types wants. */
static enum err_code tried_wrong(struct desk *d, struct actor *who, const char *code, int failed,
    struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, who, &t, e);

	if (rc != OK)
		return rc;
	rc = access_insert(t, 0, "login-refused", code, e);
	if (rc == OK)
		rc = ephemeral_commit(t, e);
	else
		ephemeral_rollback(t);
	return rc == OK ? say_wrong(failed, e) : rc;
}

enum err_code signin_check(struct desk *d, const char *staff_code, const char *pin,
    int64_t *staff_id, struct err *e)
{
	struct actor actor = at_station(d);
	struct login row = { 0 };
	struct staff staff = { 0 };
	struct tried who;
	char rehash[PIN_HASH_SIZE] = "";
	enum err_code rc = find_tried(d, staff_code, &staff, &who, e);

	*staff_id = 0;
	if (rc != OK)
		return rc;
	/* Tries that cannot be counted are not allowed. */
	if (store_is_read_only(d->store))
		return err_set(e, ERR_READONLY, "%s",
		    tr("No log-in while the file can only be read. Call the administrator."));
	rc = count_try(d, &actor, &who, &row, e);
	if (rc != OK)
		return rc;
	if (!pin_match(pin, row.pin_hash, d->config.pin_cost))
		return tried_wrong(d, &actor, who.staff_id ? staff.code : "", row.failed, e);
	if (pin_needs_rehash(row.pin_hash, d->config.pin_cost) &&
	    pin_hash(pin, d->config.pin_cost, rehash, e) != OK)
		err_clear(e);           /* the old hash still serves */
	rc = tried_right(d, &actor, staff.id, rehash, e);
	if (rc == OK)
		*staff_id = staff.id;
	return rc;
}

enum err_code signin_return(struct desk *d, int64_t staff_id, const char *pin,
    struct signin_tries *tries, struct err *e)
{
	struct login row;
	int64_t now = clock_now();
	enum err_code rc = login_get(d->store, staff_id, &row, e);

	if (rc != OK)
		return rc;
	if (tries->until > now || row.locked_until > now)
		return locked_until(d, tries->until > now ? tries->until : row.locked_until, e);
	if (++tries->failed % TRIES == 0)
		tries->until = now + lock_seconds(tries->failed - 1);
	if (!pin_match(pin, row.pin_hash, d->config.pin_cost))
		return say_wrong(tries->failed, e);
	*tries = (struct signin_tries){ 0 };
	return OK;
}

/* One's own first PIN is free; a later one needs the old one, or a terminal left open for a moment
 * would be enough to become somebody for good. */
static enum err_code may_set(struct desk *d, int64_t staff_id, struct err *e)
{
	bool own = staff_id && staff_id == d->who.staff_id;
	enum err_code rc;

	if (own && !d->admin)
		return !signin_has_pin(d, staff_id) ? OK :
		    err_set(e, ERR_DENIED, "%s", tr("One's own PIN is changed with the old one."));
	rc = rights_check(d, &d->who, "pin-set", e);
	return rc == OK ? rights_check_reach(d, "pin-set", staff_id, e) : rc;
}

/* A PIN is no recorded data (its hash must not lie in the action log), so the trace is a look. */
static enum err_code with_trace(struct desk *d, int64_t staff_id, const char *what,
    const char *hash, struct err *e)
{
	struct staff staff;
	struct txn *t;
	enum err_code rc = staff_get(d->store, staff_id, &staff, e);

	if (rc == OK)
		rc = ephemeral_begin(d->store, &d->who, &t, e);
	if (rc != OK)
		return rc;
	rc = hash ? login_set_pin(t, staff_id, hash, e) : login_reset(t, staff_id, e);
	if (rc == OK)
		rc = access_insert(t, 0, what, staff.code, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static enum err_code store_pin(struct desk *d, int64_t staff_id, const char *pin, struct err *e)
{
	char hash[PIN_HASH_SIZE];
	const char *weak = pin_weak(pin, d->config.pin_min, NULL);
	enum err_code rc = weak ? err_set(e, ERR_INVALID, "%s", weak) :
	    pin_hash(pin, d->config.pin_cost, hash, e);

	return rc == OK ? with_trace(d, staff_id, "pin-set", hash, e) : rc;
}

enum err_code signin_set_pin(struct desk *d, int64_t staff_id, const char *pin, struct err *e)
{
	enum err_code rc = may_set(d, staff_id, e);

	return rc == OK ? store_pin(d, staff_id, pin, e) : rc;
}

bool signin_asks_old(struct desk *d, int64_t staff_id)
{
	return staff_id && staff_id == d->who.staff_id && !d->admin && signin_has_pin(d, staff_id);
}

enum err_code signin_change_pin(struct desk *d, const char *old, const char *pin, struct err *e)
{
	int64_t who = 0;
	enum err_code rc = signin_check(d, d->staff_code, old, &who, e);

	return rc == OK ? store_pin(d, who, pin, e) : rc;
}

enum err_code signin_unlock(struct desk *d, int64_t staff_id, struct err *e)
{
	enum err_code rc = rights_check(d, &d->who, "pin-set", e);

	if (rc == OK)
		rc = rights_check_reach(d, "pin-set", staff_id, e);
	return rc == OK ? with_trace(d, staff_id, "lock-lifted", NULL, e) : rc;
}

static bool pin_is_from(const struct desk *d, int64_t staff_id, int64_t other)
{
	struct login row;
	struct err none = ERR_INIT;

	return other && login_get(d->store, staff_id, &row, &none) == OK && row.set_by == other &&
	    clock_now() - row.set_at < APART_SECONDS;
}

enum err_code signin_check_apart(const struct desk *d, int64_t a, int64_t b, struct err *e)
{
	if (!pin_is_from(d, a, b) && !pin_is_from(d, b, a))
		return OK;
	return err_set(e, ERR_SECOND, "%s",
	    tr("One of the two set the other's PIN within a day. Somebody else must sign."));
}

bool signin_has_pin(struct desk *d, int64_t staff_id)
{
	struct login row;
	struct err none = ERR_INIT;

	return login_get(d->store, staff_id, &row, &none) == OK;
}

static int64_t by_code(const struct staff_list *all, const char *typed)
{
	for (size_t i = 0; i < all->n; i++)
		if (!strcasecmp(all->v[i].code, typed))
			return all->v[i].id;
	return 0;
}

/* Whoever's name, initials or pinyin begin with what was typed. */
static int64_t by_name(const struct staff_list *all, const char *typed)
{
	struct term_query query;
	struct term_list terms = { 0 };
	int64_t found = 0;

	term_query_parse(typed, &query);
	for (size_t i = 0; i < all->n && found >= 0; i++) {
		const struct staff *p = &all->v[i];

		term_make(&(struct term_source){ .name = p->name,
		    .alias = p->name_en[0] ? p->name_en : NULL }, &terms);
		if (term_match(&query, &terms, NULL))
			found = found ? -1 : p->id;
	}
	term_list_free(&terms);
	return found;
}

int64_t signin_find(struct desk *d, const char *typed)
{
	struct staff_list all = { 0 };
	struct err none = ERR_INIT;
	int64_t found;

	if (!typed[0])
		return 0;
	if (staff_list(d->store, 0, false, &all, &none) != OK)
		all.n = 0;
	found = by_code(&all, typed);
	if (!found)
		found = by_name(&all, typed);
	staff_list_free(&all);
	return found;
}
