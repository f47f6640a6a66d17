#include "desk/tick.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/catalog.h"
#include "data/draft.h"
#include "data/ephemeral.h"
#include "data/history.h"
#include "data/hold.h"
#include "data/job.h"
#include "desk/callback_announce.h"
#include "desk/callback_jobs.h"
#include "desk/callback_make.h"
#include "desk/channel.h"
#include "desk/desk.h"
#include "desk/plan.h"
#include "desk/segment.h"
#include "desk/sheets.h"
#include "desk/sms.h"
#include "desk/prepaid.h"
#include "desk/survey.h"
#include "desk/testing.h"

#define KEPT_DRAFTS_DAYS 7
#define CHAIN_BROKEN "broken at "       /* stable words of job_run.result, read by tick_chain */

/* A job runs inside an ephemeral transaction of its own, or with T NULL when it reads only or
 * begins an action itself. */
typedef enum err_code (*job_fn)(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e);

static enum err_code expire_holds(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	(void)d;
	text_copy(result, size, "expired holds removed");
	return hold_expire(t, e);
}

static enum err_code expire_drafts(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	(void)d;
	text_fmt(result, size, "drafts thrown away over %d days ago removed", KEPT_DRAFTS_DAYS);
	return draft_expire(t, txn_now(t) - (int64_t)KEPT_DRAFTS_DAYS * 86400, e);
}

/* The end of the chain, for a place outside the file: whoever rewrites the log later is found
 * out. */
static enum err_code anchor(struct desk *d, struct txn *t, char *result, size_t size, struct err *e)
{
	struct chain_result chain;
	char hex[HASH_HEX];
	enum err_code rc = chain_verify(d->store, &chain, e);

	(void)t;
	if (rc != OK)
		return rc;
	if (chain.bad) {
		text_fmt(result, size, CHAIN_BROKEN "%lld", (long long)chain.bad);
		return err_set(e, ERR_CORRUPT, tr("Chain broken at %lld. Do not work on this file; "
		    "call the administrator."), (long long)chain.bad);
	}
	text_fmt(
	    result, size, "action %lld %s", (long long)chain.last_id, hash_hex(chain.tail, hex));
	log_line(LOG_INFO, "anchor: %s", result);
	return OK;
}

/* "1 plan broken off", "3 plans broken off": of the log, in English as all of it. */
static void say_count(char *result, size_t size, size_t n, const char *one, const char *many)
{
	text_fmt(result, size, "%zu %s", n, n == 1 ? one : many);
}

static struct actor tick_actor(const struct desk *d)
{
	return (struct actor){ .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
}

/* What nobody used in its time goes off: by the program, whoever started it. An action of its own,
 * so no transaction is open around it. */
static enum err_code expire_cards(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	struct actor who = d->who;
	size_t n = 0;
	enum err_code rc;

	(void)t;
	d->who = tick_actor(d);
	rc = prepaid_expire(d, &n, e);
	d->who = who;
	if (rc == OK)
		say_count(result, size, n, "prepaid card expired", "prepaid cards expired");
	return rc;
}

/* What nobody can use any more leaves the lists, with a step that says so. */
static enum err_code expire_callbacks(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	size_t n = 0;
	enum err_code rc = callback_expire(d, &n, e);

	(void)t;
	if (rc == OK)
		say_count(result, size, n, "callback expired", "callbacks expired");
	return rc;
}

/* Begins an action of its own: no transaction is open around it. */
static enum err_code broken_plans(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	int64_t n;
	enum err_code rc = plan_find_broken(d, &n, e);

	(void)t;
	if (rc == OK)
		say_count(result, size, (size_t)n, "plan broken off", "plans broken off");
	return rc;
}

static enum err_code late_kits(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	size_t n;
	enum err_code rc = testing_kits(d, &n, e);

	(void)t;
	if (rc == OK)
		say_count(result, size, n, "kit late or back", "kits late or back");
	return rc;
}

/* So much at a time that the jobs behind it are not kept waiting; the rest with the next call. */
#define CLASS_SLICES 20
#define CLASS_US (20 * INT64_C(1000000))

static enum err_code compute_classes(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	const int64_t until = clock_mono_us() + CLASS_US;
	struct segment_work work = { .left = true }, one;
	enum err_code rc = OK;

	(void)t;
	while (rc == OK && work.left && clock_mono_us() < until) {
		rc = segment_compute(d, CLASS_SLICES, &one, e);
		work.done += one.done;
		work.over += one.over;
		work.left = one.left;
	}
	if (rc == OK)
		text_fmt(result, size, "%zu %s computed, %zu %s ended%s", work.done,
		    work.done == 1 ? "client" : "clients", work.over,
		    work.over == 1 ? "override" : "overrides",
		    work.left ? ", more is left" : "");
	return rc;
}

static enum err_code callbacks(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	(void)t;
	return callback_jobs_run(d, result, size, e);
}

static enum err_code calls_ahead(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	size_t n;
	enum err_code rc = callback_announce_due(d, &n, e);

	(void)t;
	if (rc == OK)
		say_count(result, size, n, "message before a call", "messages before calls");
	return rc;
}

static enum err_code late_requests(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	size_t n;
	enum err_code rc = channel_tell_late(d, &n, e);

	(void)t;
	if (rc == OK)
		say_count(result, size, n, "request late", "requests late");
	return rc;
}

static enum err_code keep_sheets(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	int64_t n;
	enum err_code rc = sheets_write(d, &n, e);

	(void)t;
	if (rc != OK)
		return rc;
	if (n > 0)
		say_count(result, size, (size_t)n, "sheet written", "sheets written");
	else    /* the only way to none: every branch has its two */
		text_copy(result, size, "none, [sheets] folder is not set");
	return OK;
}

/* Out and in; the words are those that sms_health reads. */
static enum err_code send_messages(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	struct sms_report r;
	enum err_code rc = sms_sync(d, &r, e);

	(void)t;
	if (rc == OK)
		text_copy(result, size, r.said[0] ? r.said : SMS_WELL);
	return rc;
}

static enum err_code due_surveys(struct desk *d, struct txn *t, char *result, size_t size,
    struct err *e)
{
	struct actor who = d->who;
	size_t n = 0;
	enum err_code rc;

	(void)t;
	d->who = tick_actor(d);
	rc = survey_nightly(d, &n, e);
	d->who = who;
	if (rc == OK)
		say_count(result, size, n, "survey due or expired", "surveys due or expired");
	return rc;
}

static const struct job_row {
	const char *name;
	int every_s;                    /* 86400: once a local day */
	bool writes;
	job_fn run;
} jobs[] = {
	{ "expire-holds", 600, true, expire_holds },
	{ "expire-drafts", 86400, true, expire_drafts },
	{ "expire-cards", 86400, false, expire_cards },
	{ "callbacks-expire", 86400, false, expire_callbacks },
	{ "late-kits", 86400, false, late_kits },
	{ "surveys", 86400, false, due_surveys },
	{ "broken-plans", 86400, false, broken_plans },
	{ "segments", 60, false, compute_classes },
	{ "callbacks", 86400, false, callbacks },
	{ "requests-late", 60, false, late_requests },
	{ "callbacks-ahead", 60, false, calls_ahead },
	{ SMS_JOB, 60, false, send_messages },
	{ "sheets", 3600, false, keep_sheets },
	{ "anchor", 86400, false, anchor },     /* last: what the others did is under it */
};

/* When it is due again: the next start of its period, so that a late run does not shift the
 * rest. */
static int64_t next_time(const struct desk *d, const struct job_row *j, int64_t now)
{
	if (j->every_s == 86400)
		return zone_day_start(d->zone, zone_local(d->zone, now).day + 1);
	return now - now % j->every_s + j->every_s;
}

static bool is_due(struct desk *d, const struct job_row *j)
{
	struct err none = ERR_INIT;
	struct job last;

	return job_get(d->store, j->name, &last, &none) != OK || last.next_at <= clock_now();
}

/* What a check found stands beside the time it was made, for screens that must not make it
 * again. */
static enum err_code keep_finding(struct desk *d, const struct job_row *j, const char *result,
    struct err *e)
{
	struct actor who = tick_actor(d);
	struct err second = ERR_INIT;
	struct txn *t;

	if (!result[0] || ephemeral_begin(d->store, &who, &t, &second) != OK)
		return e->code;
	if (job_set(t, j->name, next_time(d, j, txn_now(t)), result, &second) == OK) {
		if (ephemeral_commit(t, &second) != OK)
			log_line(LOG_ERROR, "tick %s: %s", j->name, second.detail);
	} else {
		ephemeral_rollback(t);
	}
	return e->code;
}

/* Asks again under the lock: of several that come at once only the first does it. */
static enum err_code run_job(struct desk *d, const struct job_row *j, bool all, bool *ran,
    char *result, size_t size, struct err *e)
{
	struct actor who = tick_actor(d);
	struct txn *t;
	enum err_code rc = OK;

	*ran = false;
	if (!j->writes)
		rc = j->run(d, NULL, result, size, e);
	if (rc == ERR_CORRUPT)
		return keep_finding(d, j, result, e);
	if (rc == OK)
		rc = ephemeral_begin(d->store, &who, &t, e);
	if (rc != OK)
		return rc;
	*ran = all || is_due(d, j);
	if (*ran && j->writes)
		rc = j->run(d, t, result, size, e);
	if (*ran && rc == OK)
		rc = job_set(t, j->name, next_time(d, j, txn_now(t)), result, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

enum err_code tick_run(struct desk *d, bool all, tick_report report, void *ctx, struct err *e)
{
	enum err_code last = OK;

	for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
		struct err one = ERR_INIT;
		int64_t from = clock_mono_us();
		char result[200] = "";
		bool ran = false;

		if (!all && !is_due(d, &jobs[i]))
			continue;
		if (run_job(d, &jobs[i], all, &ran, result, sizeof result, &one) != OK) {
			last = one.code;
			err_clear(e);
			err_copy(e, &one);
			log_line(LOG_ERROR, "tick %s: %s (%s)", jobs[i].name, one.text, one.detail);
			continue;
		}
		if (ran && report)
			report(ctx, jobs[i].name, (double)(clock_mono_us() - from) / 1e6, result);
	}
	return last;
}

enum err_code tick_chain(struct desk *d, struct chain_found *out, struct err *e)
{
	struct job last;
	enum err_code rc = job_get(d->store, "anchor", &last, e);
	long long n;

	*out = (struct chain_found){ .at = 0 };
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc != OK)
		return rc;
	out->at = last.last_at;
	if (sscanf(last.result, CHAIN_BROKEN "%lld", &n) == 1)
		out->bad = n;
	else if (sscanf(last.result, "action %lld", &n) == 1)
		out->last_id = n;
	return OK;
}
