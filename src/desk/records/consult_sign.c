/* Who took part in a consultation: each of the four signs for themselves. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "desk/consult.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/signin.h"
#include "form/roles.h"

const char *const consult_roles[CONSULT_ROLES] = { "manager", "consultant", "expert", "operator" };

static const char *role_word(const struct desk *d, const char *role)
{
	const struct role *r = roles_find(d->roles, role);

	return r ? label_text(&r->label) : role;
}

static bool is_role(const char *role)
{
	for (size_t i = 0; i < CONSULT_ROLES; i++)
		if (!strcmp(consult_roles[i], role))
			return true;
	return false;
}

static bool has_signed(const struct attendance_list *l, const char *role)
{
	for (size_t i = 0; i < l->n; i++)
		if (!strcmp(l->v[i].role, role))
			return true;
	return false;
}

/* One person stands for one role: four people take part. */
static enum err_code check_sign(struct desk *d, const struct actor *who, int64_t id,
    const char *role, struct err *e)
{
	struct attendance_list l = { 0 };
	enum err_code rc = attendance_list(d->store, id, &l, e);

	if (rc == OK && has_signed(&l, role))
		rc = err_set(e, ERR_CONFLICT, tr("The %s has signed already."),
		    role_word(d, role));
	for (size_t i = 0; rc == OK && i < l.n; i++)
		if (l.v[i].staff_id == who->staff_id)
			rc = err_set(e, ERR_DENIED, tr("%s has signed as %s. Each role is another "
			    "person."), l.v[i].staff, role_word(d, l.v[i].role));
	attendance_list_free(&l);
	return rc;
}

static enum err_code sign_as(struct desk *d, const struct actor *who, int64_t id,
    const char *role, struct err *e)
{
	struct action_head head = { .name = "consult-sign" };
	struct consultation c;
	struct txn *t;
	enum err_code rc;

	if (!is_role(role) || !rights_has_role(d, who->staff_id, role))
		return err_set(e, ERR_DENIED, tr("Not signed: that is for who works here as %s."),
		    role_word(d, role));
	rc = action_begin(d->store, who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = consultation_get(d->store, id, &c, e);
	if (rc == OK)
		rc = check_sign(d, who, id, role, e);
	if (rc == OK)
		rc = attendance_insert(t, id, role, who->staff_id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "consultation", id);
	return action_commit(t, NULL, e);
}

enum err_code consult_sign(struct desk *d, int64_t id, const char *role, struct err *e)
{
	return sign_as(d, &d->who, id, role, e);
}

enum err_code consult_sign_pin(struct desk *d, int64_t id, const char *role,
    const char *staff_code, const char *pin, struct err *e)
{
	struct actor who = d->who;
	enum err_code rc = signin_check(d, staff_code, pin, &who.staff_id, e);

	who.second_id = 0;
	return rc == OK ? sign_as(d, &who, id, role, e) : rc;
}

enum err_code consult_unsigned(struct desk *d, const struct consultation *c, struct buf *out,
    struct err *e)
{
	struct attendance_list l = { 0 };
	enum err_code rc = OK;

	if (!c->tailored)
		return OK;
	if (c->id)
		rc = attendance_list(d->store, c->id, &l, e);
	for (size_t i = 0; rc == OK && i < CONSULT_ROLES; i++)
		if (!has_signed(&l, consult_roles[i]))
			buf_printf(out, "%s%s", out->n ? ", " : "",
			    role_word(d, consult_roles[i]));
	attendance_list_free(&l);
	return rc;
}
