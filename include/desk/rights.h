#ifndef FD_DESK_RIGHTS_H
#define FD_DESK_RIGHTS_H
/*
 * Who may do and see what (PP-1). A right is a word; forms/roles.cfg gives rights to roles,
 * staff_role gives roles to people. Every action's name is a right of the same name, asked by
 * action_begin, so that none can be forgotten on a screen or on the command line. The owner of
 * the file at the command line (desk.admin) and the program itself (no person, origin tick or the
 * owner's) may do everything.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/txn.h"

struct desk;

struct right {
	const char *name;               /* "client-merge" */
	const char *label;              /* N_("merge two files") */
	bool second;                    /* needs a second person by default (PP-5) */
	bool power;                     /* over people and site: rights_check_give */
	bool everybody;                 /* whoever is logged in has it, without a role */
};
extern const struct right rights[];
extern const size_t rights_count;

bool rights_may(const struct desk *d, const char *right);
/* May the acting person see the name of this restricted file: always, or because it was opened
 * with a reason just now (intake_ask_restricted)? Without looking into the file, for drawing: the
 * right is that of the last rights_look. */
bool rights_sees_name(const struct desk *d, int64_t client_id);
/* Had the acting person that right at the last rights_look? For drawing, asks no file: which keys
 * are offered. */
bool rights_shows(const struct desk *d, const char *right);
/* What is drawn from now on is drawn with the rights that the person has now: done whenever the
 * person or the branch changes, and to be done when the roles may have (data_version moved). */
void rights_look(struct desk *d);
/* The same with the sentence: ERR_DENIED, or ERR_SECOND when a second person must approve and none
 * has. */
enum err_code rights_check(const struct desk *d, const struct actor *who, const char *right,
    struct err *e) MUST_CHECK;
/* That sentence, with the roles that have the right. Returns ERR_DENIED. */
enum err_code rights_refuse(const struct desk *d, const char *right, struct err *e) MUST_CHECK;
bool rights_other_may(const struct desk *d, int64_t staff_id, const char *right);

/* Power is not handed up: nobody gives a role with a right of that kind that he has not got himself
 * there (BRANCH_ID 0: everywhere), nor sets the PIN of somebody who has one. ERR_DENIED names the
 * right. */
enum err_code rights_check_give(const struct desk *d, const char *role, int64_t branch_id,
    struct err *e) MUST_CHECK;
enum err_code rights_check_over(const struct desk *d, int64_t staff_id, struct err *e) MUST_CHECK;
/* Who works in one branch reaches nobody of another: the right is needed wherever somebody is at
 * home or has a role, besides rights_check_over. For a PIN, a lock, and who leaves. ERR_DENIED. */
enum err_code rights_check_reach(const struct desk *d, const char *right, int64_t staff_id,
    struct err *e) MUST_CHECK;
/* What belongs to a branch (BRANCH_ID; 0: to all, nothing is asked) is changed by who has the right
 * there. The right at hand is asked besides, by action_begin. ERR_DENIED. */
enum err_code rights_check_there(const struct desk *d, const char *right, int64_t branch_id,
    struct err *e) MUST_CHECK;
/* The person has a role in the branch (second: in the one at hand) or everywhere, or may see all
 * branches. */
bool rights_belongs_to(const struct desk *d, int64_t staff_id, int64_t branch_id);
bool rights_belongs(const struct desk *d, int64_t staff_id);
/* The person has that very role in the branch at hand, or everywhere. */
bool rights_has_role(const struct desk *d, int64_t staff_id, const char *role);

#endif
