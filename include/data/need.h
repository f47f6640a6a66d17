#ifndef FD_DATA_NEED_H
#define FD_DATA_NEED_H
/*
 * What a service needs of whom, and who and what is good for it. A skill is a word of the site
 * (expert, laser, treatment); a person without a skill of his own counts by his roles. Columns are
 * changed with record_update.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

#define NEED_SKILL 44

/* One line: one person, room or device. Minutes count from the promised start. */
struct need {
	int64_t id, rev, service_id;
	int line;                       /* 1 .. 8; the first of staff leads */
	char kind[8];                   /* staff, room, device */
	char skill[NEED_SKILL];         /* "": any of that kind */
	int same_line;                  /* > 0: whoever was taken for that line comes once more */
	int prep_min, clean_min;        /* taken before and after the presence */
	int from_min, for_min;          /* present from the n-th minute, so long; 0: to the end */
	char state[12];
};
struct need_list {
	struct need *v;
	size_t n, cap;
};
/* In force (with RETIRED: all), by line. Replaces OUT, like all lists here. */
enum err_code need_list(struct store *s, int64_t service_id, bool retired, struct need_list *out,
    struct err *e) MUST_CHECK;
void need_list_free(struct need_list *l);
enum err_code need_insert(struct txn *t, const struct need *n, int64_t *id, struct err *e)
    MUST_CHECK;                         /* id, rev, state are ignored */
enum err_code need_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */

/* Skills in force of one person, room or device, by word. */
struct skill {
	char word[NEED_SKILL];
};
struct skill_list {
	struct skill *v;
	size_t n, cap;
};
enum err_code skill_list(struct store *s, int64_t resource_id, struct skill_list *out,
    struct err *e) MUST_CHECK;
/* Every skill word that somebody or something has, once. */
enum err_code skill_words(struct store *s, struct skill_list *out, struct err *e) MUST_CHECK;
void skill_list_free(struct skill_list *l);
/* Gives a skill (again), or takes it away; the row stays, retired. */
enum err_code skill_set(struct txn *t, int64_t resource_id, const char *skill, bool on,
    struct err *e) MUST_CHECK;

/* Everybody and everything that BRANCH can use and that is not retired, by kind (staff, room,
 * device), rank and id; one row for each word it is good for, with "" at least one. Words of people
 * without a skill in force are their roles in BRANCH. In one query. */
struct good {
	int64_t resource_id, branch_id, staff_id;       /* branch 0: any; staff 0: no person */
	int rank;
	bool rotation;                  /* takes turns */
	bool on;                        /* false: out of order, away for long */
	char kind[8], name[96];
	char word[NEED_SKILL];
};
struct good_list {
	struct good *v;
	size_t n, cap;
};
enum err_code good_list(struct store *s, int64_t branch_id, struct good_list *out, struct err *e)
    MUST_CHECK;
void good_list_free(struct good_list *l);

#endif
