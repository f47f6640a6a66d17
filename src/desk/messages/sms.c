#include "desk/sms.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/ephemeral.h"
#include "data/job.h"
#include "data/store.h"
#include "desk/desk.h"
#include "sms_priv.h"

/* ---- actions of the program ---- */

/* The program, whoever started it. Borrowed by the transaction, of which there is one at a time. */
const struct actor *sms_actor(const struct desk *d)
{
	static struct actor who;

	who = (struct actor){ .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
	return &who;
}

enum err_code sms_begin(struct desk *d, struct txn **t, struct err *e)
{
	const struct action_head head = { .name = "sms-sync" };

	*t = NULL;
	return action_begin(d->store, sms_actor(d), &head, t, e);
}

enum err_code sms_end(struct txn *t, enum err_code rc, struct err *e)
{
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

/* ---- one at a time ---- */

/* The kernel gives the lock back when its holder dies, so whoever has it knows that nobody else is
 * handing anything over. The spool command does not inherit it. -1: somebody else has it. */
static enum err_code take_lock(struct desk *d, int *fd, struct err *e)
{
	char path[4200];

	text_fmt(path, sizeof path, "%s.sms", store_path(d->store));
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (*fd < 0)
		return err_set(e, ERR_IO, tr("The lock %s cannot be made: %s."), path,
		    strerror(errno));
	if (fchmod(*fd, 0660) != 0 && errno != EPERM)
		log_line(LOG_WARN, "sms: fchmod: %s", strerror(errno));
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return OK;
	close(*fd);
	*fd = -1;
	return OK;
}

/* ---- what a dead one left behind ---- */

static enum err_code find_dead(struct desk *d, struct sms_report *r, struct err *e)
{
	const struct message_step x = { .was = "handing", .next = "unsure",
		.why = N_("stopped while it was handed over") };
	struct message_list l = { 0 };
	struct txn *t;
	enum err_code rc = message_list_handing(d->store, &l, e);

	if (rc == OK && l.n) {
		rc = sms_begin(d, &t, e);
		for (size_t i = 0; i < l.n && rc == OK; i++)
			rc = message_go(t, l.v[i].id, &x, e);
		rc = t ? sms_end(t, rc, e) : rc;
		r->unsure += (int64_t)l.n;
	}
	message_list_free(&l);
	return rc;
}

/* ---- the run ---- */

static enum err_code keep_health(struct desk *d, const struct sms_report *r, struct err *e)
{
	struct txn *t;
	enum err_code rc = ephemeral_begin(d->store, sms_actor(d), &t, e);

	if (rc != OK)
		return rc;
	rc = job_set(t, SMS_JOB, txn_now(t) + 60, r->said[0] ? r->said : SMS_WELL, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

static enum err_code run(struct desk *d, struct sms_report *r, struct err *e)
{
	enum err_code rc = find_dead(d, r, e);

	r->silent = !d->config.spool_command;
	if (rc != OK || r->silent)
		return rc;
	rc = sms_hand(d, r, e);
	if (rc == OK)
		rc = sms_follow(d, r, e);
	if (rc == OK)
		rc = sms_take_in(d, r, e);
	return rc == OK ? keep_health(d, r, e) : rc;
}

enum err_code sms_sync(struct desk *d, struct sms_report *out, struct err *e)
{
	int fd;
	enum err_code rc;

	*out = (struct sms_report){ .busy = false };
	rc = take_lock(d, &fd, e);
	out->busy = rc == OK && fd < 0;
	if (rc != OK || out->busy)
		return rc;
	rc = run(d, out, e);
	close(fd);
	return rc;
}

enum err_code sms_health(struct desk *d, struct sms_health *out, struct err *e)
{
	struct job last;
	enum err_code rc = job_get(d->store, SMS_JOB, &last, e);

	*out = (struct sms_health){ .set = d->config.spool_command };
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc != OK || !out->set)
		return rc;
	out->at = last.last_at;
	out->well = !strcmp(last.result, SMS_WELL);
	if (!out->well)
		text_copy(out->said, sizeof out->said, last.result);
	return OK;
}
