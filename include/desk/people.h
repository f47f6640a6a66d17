#ifndef FD_DESK_PEOPLE_H
#define FD_DESK_PEOPLE_H
/*
 * Taking somebody on (PP-2): the person and the roles, one action under the right staff-edit.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/staff.h"

struct desk;

/* CODE and NAME are needed; branch_id 0 = head office. Each of ROLES (the first is the main
 * one) must be in forms/roles.cfg and holds in the person's branch, of head office everywhere;
 * none may hand up power (rights_check_give: ERR_DENIED).
 * *ID = the person. ERR_INVALID with the field (code, name, role), ERR_DUPLICATE: code or login
 * exists. */
enum err_code people_add(struct desk *d, const struct staff *who, const char *const *roles,
    size_t nroles, int64_t *id, struct err *e) MUST_CHECK;

#endif
