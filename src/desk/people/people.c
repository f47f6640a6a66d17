#include "desk/people.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/action.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/roles.h"
#include "rows_priv.h"

static bool is_name(const char *s)
{
	bool seen = false;
	uint32_t cp;

	while ((cp = utf8_next(&s)) != 0) {
		if (cp_is_dropped(cp) || cp == '\n' || cp == '\t')
			return false;
		seen = seen || cp != ' ';
	}
	return seen;
}

static enum err_code check(
    struct desk *d, const struct staff *who, const char *const *roles, size_t n, struct err *e)
{
	if (!rows_is_code(who->code))
		return err_invalid(e, "code", "%s",
		    tr("A code is a small letter, then small letters, figures, - _ and dots, "
		       "at most 22."));
	if (!is_name(who->name))
		return err_invalid(e, "name", "%s",
		    tr("A name is needed, without control characters."));
	for (size_t i = 0; i < n; i++)
		if (!roles_find(d->roles, roles[i]))
			return err_invalid(e, "role",
			    tr("There is no role \"%.40s\" in forms/roles.cfg."), roles[i]);
	return OK;
}

static enum err_code insert(struct txn *t, const struct staff *who, const char *const *roles,
    size_t n, int64_t *id, struct err *e)
{
	enum err_code rc = staff_insert(t, who, id, e);

	if (rc == ERR_DUPLICATE) {
		err_clear(e);
		return err_set(e, ERR_DUPLICATE,
		    tr("Not added. The code %s or its Unix name belongs to "
		       "somebody. Choose another."),
		    who->code);
	}
	for (size_t i = 0; i < n && rc == OK; i++) {
		struct staff_role role = {
			.staff_id = *id, .branch_id = who->branch_id, .main = i == 0
		};

		text_copy(role.role, sizeof role.role, roles[i]);
		rc = staff_role_set(t, &role, e);
	}
	return rc;
}

enum err_code people_add(struct desk *d, const struct staff *who, const char *const *roles,
    size_t nroles, int64_t *id, struct err *e)
{
	struct action_head head = { .name = "staff-edit" };
	struct txn *t;
	enum err_code rc = check(d, who, roles, nroles, e);

	*id = 0;
	if (rc == OK)
		rc = rights_check(d, &d->who, head.name, e);
	for (size_t i = 0; i < nroles && rc == OK; i++)
		rc = rights_check_give(d, roles[i], who->branch_id, e);
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = insert(t, who, roles, nroles, id, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "staff", *id);
	return action_commit(t, NULL, e);
}
