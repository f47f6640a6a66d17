/* What use cases of surveys, suggestions, improvements and events do alike. */
#include "base/value.h"
#include "data/action.h"
#include "desk/desk.h"
#include "survey_priv.h"

enum err_code survey_begin(struct desk *d, const char *name, const char *reason, struct txn **t,
    struct err *e)
{
	struct action_head head = { .name = name, .reason = reason };

	return action_begin(d->store, &d->who, &head, t, e);
}

enum err_code survey_end(struct txn *t, enum err_code rc, const char *table, int64_t id,
    struct err *e)
{
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, table, id);
	return action_commit(t, NULL, e);
}

static void free_set(struct visit_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		value_free(&set->v[i].value);
	set->n = 0;
}

enum err_code survey_insert_row(struct txn *t, const char *table, struct visit_set *set,
    int64_t *id, struct err *e)
{
	enum err_code rc = record_insert(t, table, set->v, set->n, id, e);

	free_set(set);
	return rc;
}

enum err_code survey_put_row(struct txn *t, enum err_code rc, const char *table, int64_t id,
    struct visit_set *set, struct err *e)
{
	if (rc == OK)
		return columns_put(t, table, id, set, e);
	free_set(set);
	return rc;
}
