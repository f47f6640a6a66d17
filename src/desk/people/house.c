#include "desk/house.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/hours.h"
#include "data/mark.h"
#include "data/need.h"
#include "data/resource.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/roles.h"
#include "rights_priv.h"
#include "rows_priv.h"

static enum err_code begin(struct desk *d, const char *name, struct txn **t, struct err *e)
{
	struct action_head head = { .name = name };

	return action_begin(d->store, &d->who, &head, t, e);
}

static enum err_code end(struct txn *t, const char *table, int64_t id, enum err_code rc,
    struct err *e)
{
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, table, id);
	return action_commit(t, NULL, e);
}

/* ---- what somebody is good for ---- */

static bool is_word(const char *s)
{
	size_t n = strlen(s);

	return n && n < NEED_SKILL && n <= 40 && !strpbrk(s, " \t\n,;\"'");
}

static bool has_skill(struct desk *d, int64_t resource_id, const char *skill)
{
	struct skill_list l = { 0 };
	struct err none = ERR_INIT;
	bool has = false;

	if (skill_list(d->store, resource_id, &l, &none) != OK)
		return false;
	for (size_t i = 0; i < l.n && !has; i++)
		has = !strcmp(l.v[i].word, skill);
	skill_list_free(&l);
	return has;
}

enum err_code house_skill(struct desk *d, int64_t resource_id, const char *skill, bool on,
    struct err *e)
{
	struct resource r;
	struct txn *t;
	enum err_code rc = resource_get(d->store, resource_id, &r, e);

	if (rc == OK && !is_word(skill))
		return err_invalid(e, "skill", "%s",
		    tr("One word of at most 40 letters, as the services name it: laser."));
	if (rc == OK)
		rc = rights_check_there(d, "resource-edit", r.branch_id, e);
	if (rc == OK)
		rc = begin(d, "resource-edit", &t, e);
	if (rc != OK)
		return rc;
	if (has_skill(d, resource_id, skill) != on)
		rc = skill_set(t, resource_id, skill, on, e);
	return end(t, "resource", resource_id, rc, e);
}

/* ---- roles ---- */

static bool has_role(struct desk *d, int64_t staff_id, const char *role, int64_t branch_id)
{
	struct staff_role_list l = { 0 };
	struct err none = ERR_INIT;
	bool has = false;

	if (staff_roles(d->store, staff_id, &l, &none) != OK)
		return false;
	for (size_t i = 0; i < l.n && !has; i++)
		has = !strcmp(l.v[i].role, role) && l.v[i].branch_id == branch_id;
	staff_role_list_free(&l);
	return has;
}

static enum err_code write_role(struct txn *t, int64_t staff_id, const char *role,
    int64_t branch_id, bool on, bool main, struct err *e)
{
	struct staff_role row = { .staff_id = staff_id, .branch_id = branch_id, .main = main };

	text_copy(row.role, sizeof row.role, role);
	return on ? staff_role_set(t, &row, e) :
	    staff_role_clear(t, staff_id, role, branch_id, e);
}

enum err_code house_role(struct desk *d, int64_t staff_id, const char *role, int64_t branch_id,
    bool on, bool main, struct err *e)
{
	struct staff who;
	struct txn *t;
	enum err_code rc = staff_get(d->store, staff_id, &who, e);

	if (rc == OK && on && !roles_find(d->roles, role))
		return err_invalid(e, "role",
		    tr("There is no role \"%.40s\" in forms/roles.cfg."), role);
	if (rc == OK && !on && !has_role(d, staff_id, role, branch_id))
		return err_set(e, ERR_NOTFOUND, tr("%s has no role \"%.40s\" there."), who.name,
		    role);
	if (rc == OK)
		rc = rights_check(d, &d->who, "staff-edit", e);
	if (rc == OK)
		rc = rights_check_give(d, role, branch_id, e);
	if (rc == OK)
		rc = rights_check_over(d, staff_id, e);
	if (rc == OK && !on && staff_id == d->who.staff_id)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Nobody takes the own roles away. Ask somebody else."));
	if (rc == OK)
		rc = begin(d, "staff-edit", &t, e);
	if (rc != OK)
		return rc;
	return end(t, "staff", staff_id,
	    write_role(t, staff_id, role, branch_id, on, main, e), e);
}

/* ---- people who can be booked ---- */

enum err_code house_bookable(struct desk *d, int64_t staff_id, int64_t *id, struct err *e)
{
	struct resource r, there;
	struct staff who;
	struct txn *t;
	enum err_code rc = staff_get(d->store, staff_id, &who, e);

	*id = 0;
	if (rc != OK)
		return rc;
	if (resource_by_staff(d->store, staff_id, &there, e) == OK) {
		*id = there.id;
		return strcmp(there.state, "on") != 0 ?
		    rows_set_state(d, rows_kind("resource"), there.id, "on", NULL, e) : OK;
	}
	err_clear(e);
	r = (struct resource){ .kind = "staff", .branch_id = who.branch_id, .staff_id = staff_id };
	text_copy(r.code, sizeof r.code, who.code);
	text_copy(r.name, sizeof r.name, who.name);
	if (resource_by_code(d->store, r.code, &there, e) == OK)
		return err_set(e, ERR_DUPLICATE,
		    tr("Not bookable yet: %s has the code %s. Change one of the two codes."),
		    there.name, r.code);
	err_clear(e);
	rc = rights_check_there(d, "resource-edit", r.branch_id, e);
	if (rc == OK)
		rc = begin(d, "resource-edit", &t, e);
	if (rc != OK)
		return rc;
	rc = resource_insert(t, &r, id, e);
	return end(t, "resource", *id, rc, e);
}

/* ---- ways, marks ---- */

static bool is_so_far(struct desk *d, int64_t a, int64_t b, int minutes)
{
	struct travel_list l = { 0 };
	struct err none = ERR_INIT;
	bool same = false;

	if (travel_list(d->store, a, &l, &none) != OK)
		return false;
	for (size_t i = 0; i < l.n && !same; i++)
		same = l.v[i].other_id == b && l.v[i].minutes == minutes;
	travel_list_free(&l);
	return same;
}

enum err_code house_travel(struct desk *d, int64_t a, int64_t b, int minutes, struct err *e)
{
	struct txn *t;
	enum err_code rc;

	if (a == b || !a || !b || minutes < 0 || minutes > 600)
		return err_invalid(e, "minutes", "%s",
		    tr("Two different branches, and 0 to 600 minutes between them."));
	rc = begin(d, "site-edit", &t, e);
	if (rc != OK)
		return rc;
	if (!is_so_far(d, a, b, minutes))
		rc = travel_set(t, a, b, minutes, e);
	return end(t, "branch", a, rc, e);
}

enum err_code house_review(struct desk *d, int32_t day, bool on, struct err *e)
{
	struct mark m = { .branch_id = d->branch_id, .kind = "review", .item = "roster" };
	struct txn *t;
	enum err_code rc = begin(d, "day-mark", &t, e);

	if (rc != OK)
		return rc;
	day_format(day, m.day);
	return end(t, "branch", d->branch_id, mark_set(t, &m, on, e), e);
}
