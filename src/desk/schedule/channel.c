#include "desk/channel.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/value.h"
#include "desk/arrivals/arrival_priv.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/record.h"
#include "data/request.h"
#include "data/staff.h"
#include "desk/changes.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/settings.h"

enum { AT_ONCE = 200 };

const char *const channel_words[] = { "phone", "web", "wechat", "app", "walkin", NULL };

static const struct {
	const char *channel, *column, *text;
	const char *zh;                 /* in messages: the language is their reader's */
} channels[] = {
	{ "phone", "charge_phone", N_("telephone"), "电话" },
	{ "web", "charge_web", N_("website"), "网站" },
	{ "wechat", "charge_wechat", N_("WeChat"), "微信" },
	{ "app", "charge_app", N_("app"), "应用" },
	{ "walkin", "charge_walkin", N_("walk-in"), "到店" },
};
enum { CHANNELS = sizeof channels / sizeof *channels };

static int place_of(const char *channel)
{
	for (int i = 0; i < CHANNELS; i++)
		if (!strcmp(channels[i].channel, channel))
			return i;
	return -1;
}

const char *channel_text(const char *channel)
{
	int at = place_of(channel);

	return at >= 0 ? tr(channels[at].text) : channel;
}

/* ---- who ---- */

enum err_code channel_charge(struct desk *d, int64_t branch_id, const char *channel,
    int64_t *staff_id, struct err *e)
{
	int at = place_of(channel);
	struct record r;
	struct staff p;
	enum err_code rc;

	*staff_id = 0;
	if (at < 0)
		return OK;
	rc = record_load(d->store, "branch", branch_id, &r, e);
	if (rc != OK)
		return rc;
	*staff_id = record_int(&r, channels[at].column);
	record_free(&r);
	if (!*staff_id)
		return OK;
	rc = staff_get(d->store, *staff_id, &p, e);
	if (rc == OK && strcmp(p.state, "on") != 0)
		*staff_id = 0;
	return rc;
}

char *channel_charge_name(struct desk *d, int64_t branch_id, const char *channel, char *out,
    size_t size)
{
	struct err none = ERR_INIT;
	struct staff p;
	int64_t id;

	if (channel_charge(d, branch_id, channel, &id, &none) != OK || !id ||
	    staff_get(d->store, id, &p, &none) != OK)
		return text_copy(out, size, "");
	return text_copy(out, size, p.name);
}

enum err_code channel_set_charge(struct desk *d, int64_t branch_id, const char *channel,
    int64_t staff_id, struct err *e)
{
	struct action_head head = { .name = "site-edit" };
	struct visit_set set = { .n = 0 };
	int at = place_of(channel);
	struct txn *t;
	enum err_code rc;

	if (at < 0)
		return err_set(e, ERR_INVALID, tr("There is no channel \"%.20s\". They are phone, "
		    "web, wechat, app, walkin."), channel);
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	action_subject(t, "branch", branch_id);
	if (staff_id)
		visit_set_int(&set, channels[at].column, staff_id);
	else
		visit_set_text(&set, channels[at].column, "");
	rc = columns_put(t, "branch", branch_id, &set, e);
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

/* ---- late ones ---- */

/* Whoever is meant reads it on the board, in the own language. Where nobody is in charge it is seen
 * on the boards of all. */
static enum err_code tell_one(struct desk *d, struct txn *t, const struct request *r,
    struct err *e)
{
	int place = place_of(r->channel);
	char en[200], zh[200], at[48];
	int64_t staff;
	enum err_code rc = channel_charge(d, r->branch_id, r->channel, &staff, e);

	if (rc == OK)
		rc = request_set_late(t, r->id, e);
	if (rc != OK || !staff)
		return rc;
	desk_clock_text(d, r->came_at, at, sizeof at);
	text_fmt(en, sizeof en, "%s, %s", place < 0 ? r->channel : channels[place].text, at);
	text_fmt(zh, sizeof zh, "%s %s", place < 0 ? r->channel : channels[place].zh, at);
	return outbox_say(d, t, "staff-request-late", r->branch_id, staff, zh, en, e);
}

static enum err_code tell_some(struct desk *d, int64_t before, size_t *n, struct err *e)
{
	const struct action_head head = { .name = "request-late" };
	const struct actor who = { .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
	struct request_list l = { 0 };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = request_list_late(d->store, before, AT_ONCE, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = tell_one(d, t, &l.v[i], e);
	*n = l.n;
	request_list_free(&l);
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

enum err_code channel_tell_late(struct desk *d, size_t *n, struct err *e)
{
	int64_t before = clock_now() - (int64_t)setting_of(d, SETTING_REQUEST_MIN) * 60;
	struct request_list l = { 0 };
	enum err_code rc = request_list_late(d->store, before, 1, &l, e);
	bool any = l.n > 0;

	*n = 0;
	request_list_free(&l);
	return rc == OK && any ? tell_some(d, before, n, e) : rc;
}
