/* What a row must be before it is saved, and before it goes out of use. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/appointment.h"
#include "data/branch.h"
#include "data/measure.h"
#include "data/need.h"
#include "data/product.h"
#include "data/record.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/form_edit.h"
#include "rights_priv.h"
#include "rows_priv.h"

enum { YEARS_AHEAD = 10 };

/* ---- codes ---- */

bool rows_is_code(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_.");

	return n && n < sizeof((struct staff *)0)->code - 1 && !s[n] &&
	    !(s[0] >= '0' && s[0] <= '9');
}

/* Id of the row of TABLE with CODE, 0: none. */
static int64_t code_owner(struct desk *d, const char *table, const char *code)
{
	struct err none = ERR_INIT;
	struct staff staff;
	struct branch branch;
	struct resource resource;
	struct service service;
	struct product product;
	struct indicator indicator;

	if (!strcmp(table, "product"))
		return product_by_code(d->store, code, &product, &none) == OK ? product.id : 0;
	if (!strcmp(table, "indicator"))
		return indicator_by_code(d->store, code, &indicator, &none) == OK ? indicator.id :
		    0;
	if (!strcmp(table, "staff"))
		return staff_by_code(d->store, code, &staff, &none) == OK ? staff.id : 0;
	if (!strcmp(table, "branch"))
		return branch_by_code(d->store, code, &branch, &none) == OK ? branch.id : 0;
	if (!strcmp(table, "resource"))
		return resource_by_code(d->store, code, &resource, &none) == OK ? resource.id : 0;
	return service_by_code(d->store, code, &service, &none) == OK ? service.id : 0;
}

static enum err_code check_code(struct desk *d, const struct rows_save *s, struct err *e)
{
	const char *table = form_edit_form(s->edit)->bound->name;
	const char *code = rows_text(s->edit, "code");
	char text[200], name[120];
	int64_t other;

	if (!rows_is_code(code))
		return rows_refuse(s->edit, "code", ERR_INVALID, e,
		    tr("A code is a small letter, then small letters, figures, - _ and dots, "
		       "at most 22."));
	other = code_owner(d, table, code);
	if (!other || other == s->id)
		return OK;
	text_fmt(text, sizeof text, tr("The code %s belongs to %s. Choose another."), code,
	    rows_name(d, table, other, name, sizeof name));
	return rows_refuse(s->edit, "code", ERR_DUPLICATE, e, text);
}

/* ---- people ---- */

static enum err_code check_login(struct desk *d, const struct rows_save *s, struct err *e)
{
	struct err none = ERR_INIT;
	const char *login = rows_text(s->edit, "login");
	struct staff other;
	char text[200];

	if (!login[0] || staff_by_login(d->store, login, &other, &none) != OK || other.id == s->id)
		return OK;
	text_fmt(text, sizeof text, tr("The account %s belongs to %s. Choose another."), login,
	    other.name);
	return rows_refuse(s->edit, "login", ERR_DUPLICATE, e, text);
}

/* Nobody reaches past the own branch, nor over somebody who may do more. */
static enum err_code check_reach(struct desk *d, const struct rows_save *s, struct err *e)
{
	struct staff now;
	enum err_code rc = rights_check_give(d, "", rows_int(s->edit, "branch_id", 0), e);

	if (rc != OK || !s->id)
		return rc;
	rc = staff_get(d->store, s->id, &now, e);
	if (rc == OK)
		rc = rights_check_give(d, "", now.branch_id, e);
	return rc == OK ? rights_check_over(d, s->id, e) : rc;
}

enum err_code rows_check_staff(struct desk *d, const struct rows_save *s, struct err *e)
{
	enum err_code rc = check_code(d, s, e);

	if (rc == OK)
		rc = check_login(d, s, e);
	if (rc == OK && s->id && rows_int(s->edit, "verified_by", 0) == s->id)
		rc = rows_refuse(s->edit, "verified_by", ERR_INVALID, e,
		    tr("Somebody else must have seen the certificates."));
	return rc == OK ? check_reach(d, s, e) : rc;
}

/* Who leaves is not to be booked any more either. */
enum err_code rows_state_staff(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e)
{
	struct resource r;
	enum err_code rc = rights_check_reach(d, "staff-edit", id, e);

	if (rc == OK && id == d->who.staff_id && strcmp(state, "on") != 0)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Nobody takes the own entry out of use. Ask somebody else."));
	if (rc != OK || strcmp(state, "retired") != 0)
		return rc;
	rc = resource_by_staff(d->store, id, &r, e);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc == OK)
		rc = rows_check_unused(d, r.id, e);
	return rc == OK ? resource_set_state(t, r.id, state, e) : rc;
}

/* ---- places and things ---- */

/* A clock that nobody can read would stop every terminal of the branch. */
static enum err_code check_zone(const struct rows_save *s, struct err *e)
{
	const char *name = rows_text(s->edit, "zone");
	const struct zone *zone;
	struct err why = ERR_INIT;

	if (!name[0] || zone_open(name, &zone, &why) == OK)
		return OK;
	return rows_refuse(s->edit, "zone", ERR_INVALID, e, why.text);
}

enum err_code rows_check_branch(struct desk *d, const struct rows_save *s, struct err *e)
{
	if (rows_int(s->edit, "close_min", 1230) <= rows_int(s->edit, "open_min", 540))
		return rows_refuse(s->edit, "close_min", ERR_INVALID, e,
		    tr("It closes after it opens. Correct one of the two."));
	if (check_zone(s, e) != OK)
		return e->code;
	return check_code(d, s, e);
}

enum err_code rows_state_branch(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e)
{
	(void)t;
	if (strcmp(state, "on") != 0 && id == d->branch_id)
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("This terminal works in that branch. Do it from another one."));
	return OK;
}

static enum err_code live_ones(struct desk *d, int64_t resource_id, struct appointment_list *out,
    struct err *e)
{
	int64_t now = clock_now();

	return appointment_list_resource(d->store, resource_id, now,
	    now + (int64_t)YEARS_AHEAD * 366 * 86400, true, out, e);
}

enum err_code rows_check_unused(struct desk *d, int64_t resource_id, struct err *e)
{
	struct appointment_list all = { 0 };
	char name[120], at[48];
	enum err_code rc = live_ones(d, resource_id, &all, e);

	if (rc == OK && all.n)
		rc = err_set(e, ERR_CONFLICT,
		    trn("Not changed: %2$d appointment still takes %1$s, at %3$s. Move it or "
			"record an absence.",
			"Not changed: %2$d appointments still take %1$s, the first at %3$s. Move "
			"them or record an absence.", (long)all.n),
		    rows_name(d, "resource", resource_id, name, sizeof name), (int)all.n,
		    desk_time_text(d, all.v[0].start_at, at, sizeof at));
	appointment_list_free(&all);
	return rc;
}

static enum err_code check_new_kind(const struct rows_save *s, struct err *e)
{
	if (s->id || strcmp(rows_text(s->edit, "kind"), "staff") != 0)
		return OK;
	return rows_refuse(s->edit, "kind", ERR_INVALID, e,
	    tr("People become bookable on the list of people (y). Choose room or device."));
}

/* What is booked there stays where it is. */
static enum err_code check_place(struct desk *d, const struct rows_save *s, struct err *e)
{
	int64_t branch = rows_int(s->edit, "branch_id", 0);
	struct resource now;
	enum err_code rc = s->id ? resource_get(d->store, s->id, &now, e) : OK;

	if (rc == OK && s->id && branch && now.branch_id != branch)
		rc = rows_check_unused(d, s->id, e);
	return rc;
}

enum err_code rows_check_resource(struct desk *d, const struct rows_save *s, struct err *e)
{
	enum err_code rc = check_code(d, s, e);

	if (rc == OK)
		rc = check_new_kind(s, e);
	return rc == OK ? check_place(d, s, e) : rc;
}

enum err_code rows_state_resource(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e)
{
	(void)t;
	return strcmp(state, "on") != 0 ? rows_check_unused(d, id, e) : OK;
}

enum err_code rows_state_dependant(struct desk *d, struct txn *t, int64_t id, const char *state,
    struct err *e)
{
	struct appointment_list all = { 0 };
	struct record row;
	char at[48];
	enum err_code rc = record_load(d->store, "dependant", id, &row, e);

	(void)t;
	if (rc != OK || !strcmp(state, "on"))
		return rc;
	rc = appointment_list_client(
	    d->store, record_int(&row, "client_id"), 0, 0, 200, &all, e);
	record_free(&row);
	/* Whoever is booked is still to come. */
	for (size_t i = 0; i < all.n && rc == OK; i++)
		if (all.v[i].live && all.v[i].dependant_id == id)
			rc = err_set(e, ERR_CONFLICT,
			    tr("Not taken out: booked for %s. Move or cancel that first."),
			    desk_time_text(d, all.v[i].start_at, at, sizeof at));
	appointment_list_free(&all);
	return rc;
}

/* ---- services ---- */

enum err_code rows_check_service(struct desk *d, const struct rows_save *s, struct err *e)
{
	return check_code(d, s, e);
}

enum err_code rows_check_product(struct desk *d, const struct rows_save *s, struct err *e)
{
	return check_code(d, s, e);
}

/* What was measured before must stay possible: the form asks the unit once; limits are in order. */
enum err_code rows_check_indicator(struct desk *d, const struct rows_save *s, struct err *e)
{
	const struct value *min = rows_value(s->edit, "min"), *max = rows_value(s->edit, "max");
	const struct value *low = rows_value(s->edit, "low"), *high = rows_value(s->edit, "high");

	if (min->type == VALUE_REAL && max->type == VALUE_REAL && min->d >= max->d)
		return rows_refuse(s->edit, "max", ERR_INVALID, e,
		    tr("The largest is above the smallest. Correct one of the two."));
	if (low->type == VALUE_REAL && high->type == VALUE_REAL && low->d > high->d)
		return rows_refuse(s->edit, "high", ERR_INVALID, e,
		    tr("The band ends above where it begins. Correct one of the two."));
	return check_code(d, s, e);
}

static bool line_taken(struct desk *d, const struct rows_save *s, int64_t line)
{
	struct need_list l = { 0 };
	struct err none = ERR_INIT;
	bool taken = false;

	if (need_list(d->store, s->owner, false, &l, &none) != OK)
		return false;
	for (size_t i = 0; i < l.n && !taken; i++)
		taken = l.v[i].line == line && l.v[i].id != s->id;
	need_list_free(&l);
	return taken;
}

enum err_code rows_check_need(struct desk *d, const struct rows_save *s, struct err *e)
{
	int64_t line = rows_int(s->edit, "line", 1), same = rows_int(s->edit, "same_line", 0);
	const char *skill = rows_text(s->edit, "skill");

	if (line_taken(d, s, line))
		return rows_refuse(s->edit, "line", ERR_DUPLICATE, e,
		    tr("The service has that line already. Change it, or take the next number."));
	if (same >= line)
		return rows_refuse(s->edit, "same_line", ERR_INVALID, e,
		    tr("The same as a line above it: a smaller number."));
	if (strchr(skill, ' ') || strchr(skill, ','))
		return rows_refuse(s->edit, "skill", ERR_INVALID, e,
		    tr("One word. For two abilities, two lines."));
	return OK;
}

/* ---- hours ---- */

static enum err_code check_days(const struct rows_save *s, bool both, struct err *e)
{
	const char *from = rows_text(s->edit, "from_day"), *to = rows_text(s->edit, "to_day");

	if (both && !from[0] != !to[0])
		return rows_refuse(s->edit, from[0] ? "to_day" : "from_day", ERR_INVALID, e,
		    tr("Two days, the first and the last; for one day the same."));
	if (from[0] && to[0] && strcmp(from, to) > 0)
		return rows_refuse(s->edit, "to_day", ERR_INVALID, e,
		    tr("The last day comes before the first. Correct one of the two."));
	return OK;
}

enum err_code rows_there_opening(const struct desk *d, const char *right, int64_t branch_id,
    struct err *e)
{
	struct branch_list all = { 0 };
	enum err_code rc = OK;

	if (branch_id)
		return rights_check_there(d, right, branch_id, e);
	rc = branch_list(d->store, false, &all, e);
	for (size_t i = 0; i < all.n && rc == OK; i++)
		rc = rights_check_there(d, right, all.v[i].id, e);
	branch_list_free(&all);
	return rc;
}

enum err_code rows_check_opening(struct desk *d, const struct rows_save *s, struct err *e)
{
	(void)d;
	if (rows_int(s->edit, "close_min", 0) < rows_int(s->edit, "open_min", 0))
		return rows_refuse(s->edit, "close_min", ERR_INVALID, e,
		    tr("It closes after it opens. The same time twice: closed all day."));
	if (!rows_int(s->edit, "weekday", 0) && !rows_text(s->edit, "from_day")[0])
		return rows_refuse(s->edit, "weekday", ERR_INVALID, e,
		    tr("A weekday, or days from and to."));
	return check_days(s, true, e);
}

enum err_code rows_check_roster(struct desk *d, const struct rows_save *s, struct err *e)
{
	(void)d;
	if (rows_int(s->edit, "to_min", 0) <= rows_int(s->edit, "from_min", 0))
		return rows_refuse(s->edit, "to_min", ERR_INVALID, e,
		    tr("The end comes before the beginning. Correct one of the two."));
	return check_days(s, false, e);
}
