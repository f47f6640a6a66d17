/* What must hold before anything is booked and is no guard's business: hours, files, things out of
 * use. */
#include <string.h>

#include "base/clock.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "data/branch.h"
#include "data/client.h"
#include "data/resource.h"
#include "data/site.h"
#include "desk/calendar.h"
#include "desk/desk.h"
#include "desk/settings.h"

/* Somebody who books "now" has been typing for a while. */
#define PAST_GRACE_SECONDS 900

enum err_code booking_place(struct desk *d, int64_t branch_id, struct booking_place *out,
    struct err *e)
{
	struct branch branch;
	struct site site;
	enum err_code rc;

	*out = (struct booking_place){ d->branch_id, d->zone };
	if (!branch_id || branch_id == d->branch_id)
		return OK;
	rc = branch_get(d->store, branch_id, &branch, e);
	if (rc == OK)
		rc = site_get(d->store, &site, e);
	if (rc != OK)
		return rc;
	*out = (struct booking_place){ branch.id, NULL };
	return zone_open(branch.zone[0] ? branch.zone : site.zone, &out->zone, e);
}

enum err_code booking_check_time(struct desk *d, const struct booking_place *p, int64_t start_at,
    int64_t end_at, const char *not_done, struct err *e)
{
	int32_t day = zone_local(p->zone, start_at).day;
	int32_t today = zone_local(p->zone, clock_now()).day;
	int64_t ahead;
	char at[48];

	/* The end is open: midnight sharp still lies on the day. */
	if (end_at <= start_at || end_at - start_at > 86400 ||
	    zone_local(p->zone, end_at - 1).day != day)
		return err_set(e, ERR_INVALID,
		    tr("%s The end must lie after the start, on the same day."), not_done);
	if (start_at < clock_now() - PAST_GRACE_SECONDS)
		return err_set(e, ERR_INVALID, tr("%s %s is past. Take a later time."), not_done,
		    desk_time_text(d, start_at, at, sizeof at));
	ahead = setting_of(d, SETTING_OPEN_DAYS);
	if (day - today > ahead)
		return err_set(e, ERR_INVALID,
		    tr("%s Times are given %d days ahead. Take an earlier day."), not_done,
		    (int)ahead);
	return OK;
}

enum err_code booking_check_hours(struct desk *d, const struct booking_place *p,
    int64_t start_at, int64_t end_at, const char *not_done, struct err *e)
{
	struct local_time from = zone_local(p->zone, start_at);
	struct local_time to = zone_local(p->zone, end_at - 1);
	struct open_hours h;
	enum err_code rc = calendar_hours(d, p->branch_id, from.day, &h, e);
	char day[48];

	if (rc != OK)
		return rc;
	if (from.second >= h.open_min * 60 && to.second < h.close_min * 60)
		return OK;
	if (h.open_min < h.close_min)
		return err_set(e, ERR_INVALID,
		    tr("%s Open from %02d:%02d to %02d:%02d. Take a time in between."), not_done,
		    h.open_min / 60, h.open_min % 60, h.close_min / 60, h.close_min % 60);
	day_echo(from.day, zone_local(p->zone, clock_now()).day, day, sizeof day);
	if (h.reason[0])
		return err_set(e, ERR_INVALID, tr("%s %s is closed (%s). Take another day."),
		    not_done, day, h.reason);
	return err_set(e, ERR_INVALID, tr("%s %s is closed. Take another day."), not_done, day);
}

enum err_code booking_check_client(struct desk *d, int64_t client_id, struct err *e)
{
	struct client c;
	enum err_code rc = client_get(d->store, client_id, &c, e);

	if (rc != OK)
		return rc;
	if (!strcmp(c.state, "merged"))
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not booked. That file was merged into another. Open the other one."));
	else if (strcmp(c.state, "active") != 0)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not booked. That file is closed. Open it again first."));
	client_free(&c);
	return rc;
}

enum err_code booking_check_resource(struct desk *d, int64_t resource_id, const char *not_done,
    struct err *e)
{
	struct resource r;
	enum err_code rc = resource_get(d->store, resource_id, &r, e);

	if (rc != OK || !strcmp(r.state, "on"))
		return rc;
	if (!strcmp(r.state, "retired"))
		return err_set(e, ERR_TAKEN, tr("%s %s is no longer here. Take another."), not_done,
		    r.name);
	if (!strcmp(r.kind, "staff"))
		return err_set(e, ERR_TAKEN, tr("%s %s is away. Take somebody else."), not_done,
		    r.name);
	return err_set(e, ERR_TAKEN, tr("%s %s is out of order. Take another."), not_done, r.name);
}
