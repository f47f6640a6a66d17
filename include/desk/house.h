#ifndef FD_DESK_HOUSE_H
#define FD_DESK_HOUSE_H
/*
 * What people, rooms and devices are good for, roles, the way between branches: the small tables
 * with keys of several columns, which have no form (desk/rows.h has those with one). One action
 * each. Asking for what is so already is OK and writes nothing.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* Something RESOURCE is good for, a word of services' needs: laser, treatment. Right
 * resource-edit. ERR_INVALID: no single word; ERR_NOTFOUND. */
enum err_code house_skill(struct desk *d, int64_t resource_id, const char *skill, bool on,
    struct err *e) MUST_CHECK;
/* Gives or takes ROLE of a person in BRANCH (0: everywhere); MAIN: it becomes the main one. Right
 * staff-edit, and none may hand up power, nor take it from those above. ERR_INVALID: no such
 * role; ERR_DENIED. */
enum err_code house_role(struct desk *d, int64_t staff_id, const char *role, int64_t branch_id,
    bool on, bool main, struct err *e) MUST_CHECK;
/* Makes a person bookable, with the same code and name, in the home branch; *ID = the resource,
 * also when there was one. Right resource-edit. ERR_DUPLICATE: the code is taken by a room or
 * device. */
enum err_code house_bookable(struct desk *d, int64_t staff_id, int64_t *id, struct err *e)
    MUST_CHECK;
/* Minutes between two branches, both ways. Right site-edit. ERR_INVALID: the same branch, not 0 ..
 * 600. */
enum err_code house_travel(struct desk *d, int64_t a, int64_t b, int minutes, struct err *e)
    MUST_CHECK;
/* The manager has looked at DAY of the branch at hand (SC-11), or has not. Right day-mark. */
enum err_code house_review(struct desk *d, int32_t day, bool on, struct err *e) MUST_CHECK;

#endif
