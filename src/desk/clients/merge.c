#include "desk/merge.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/value.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/flag.h"
#include "data/measure.h"
#include "data/record.h"
#include "data/todo.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "merge_priv.h"

/* dependant before appointment: the guard wants the person treated to belong to the client. */
static int rank(const struct table_def *t)
{
	return !strcmp(t->name, "dependant") ? 0 : !strcmp(t->name, "appointment") ? 2 : 1;
}

enum err_code merge_clash(struct desk *d, int64_t keep, int64_t gone, struct err *e)
{
	struct appointment_list theirs = { 0 };
	struct appointment_row mine;
	struct err none = ERR_INIT;
	char a[48], b[48];
	enum err_code rc = appointment_list_client(d->store, gone, 0, 0, 200, &theirs, e);

	for (size_t i = 0; i < theirs.n && rc == OK; i++) {
		const struct appointment_row *r = &theirs.v[i];

		if (!r->live || appointment_of_person(d->store, keep, r->dependant_id, r->start_at,
		    r->end_at, r->id, &mine, &none) != OK) {
			err_clear(&none);
			continue;
		}
		rc = err_set(e, ERR_TAKEN,
		    tr("Not merged. Booked twice at one hour: %s %s and %s %s. Move or cancel "
		       "one."),
		    desk_time_text(d, mine.start_at, a, sizeof a),
		    describe_in_language(mine.service, mine.service_en),
		    desk_time_text(d, r->start_at, b, sizeof b),
		    describe_in_language(r->service, r->service_en));
	}
	appointment_list_free(&theirs);
	return rc;
}

/* The guard refused: says which two it was about. */
static enum err_code name_clash(struct desk *d, int64_t keep, int64_t gone, struct err *e)
{
	struct err named = ERR_INIT;

	if (merge_clash(d, keep, gone, &named) == ERR_TAKEN)
		err_copy(e, &named);
	return e->code;
}

/* Work lists end with the file: they speak of one that is no longer there. A new time that is still
 * to be found goes on (todo_merge). */
bool merge_is_pointed(const struct table_def *t, const struct column_def *c)
{
	return t->cls == TABLE_RECORDED && c->flags & COL_CLIENT &&
	    strcmp(t->name, "client_todo") != 0 &&
	    !(!strcmp(t->name, "client") && !strcmp(c->name, "merged_into"));
}

static enum err_code repoint_rank(struct desk *d, struct txn *t, int want, int64_t keep,
    int64_t gone, struct err *e)
{
	for (size_t i = 0; i < catalog_size; i++) {
		const struct table_def *def = &catalog[i];

		for (size_t k = 0; rank(def) == want && k < def->ncolumns; k++) {
			const struct column_def *c = &def->columns[k];

			if (!merge_is_pointed(def, c) || c->flags & COL_KEY)
				continue;
			if (client_repoint(t, def->name, c->name, gone, keep, NULL, e) == OK)
				continue;
			return e->code == ERR_TAKEN ? name_clash(d, keep, gone, e) : e->code;
		}
	}
	return OK;
}

/* A flag that both have would stand twice: the one that goes gives its text to the one that
 * stays. */
static enum err_code join_flags(struct desk *d, struct txn *t, int64_t keep, int64_t gone,
    struct err *e)
{
	struct flag_list mine = { 0 }, theirs = { 0 };
	struct buf text = { 0 };
	enum err_code rc = flag_list(d->store, keep, &mine, e);
	int64_t id;

	if (rc == OK)
		rc = flag_list(d->store, gone, &theirs, e);
	for (size_t i = 0; i < theirs.n && rc == OK; i++)
		for (size_t k = 0; k < mine.n && rc == OK; k++) {
			if (strcmp(theirs.v[i].kind, mine.v[k].kind) != 0)
				continue;
			buf_clear(&text);
			buf_puts(&text, mine.v[k].text);
			if (theirs.v[i].text[0] && !strstr(mine.v[k].text, theirs.v[i].text))
				buf_printf(&text, "%s%s", text.n ? "; " : "", theirs.v[i].text);
			rc = flag_clear(t, gone, theirs.v[i].kind, e);
			if (rc == OK)
				rc = flag_set(t, keep, mine.v[k].kind,
				    text.n ? buf_str(&text) : NULL,
				    mine.v[k].since[0] ? mine.v[k].since : NULL, &id, e);
		}
	buf_free(&text);
	flag_list_free(&mine);
	flag_list_free(&theirs);
	return rc;
}

static const struct merge_choice *choice_of(const struct merge_choice *take, size_t n,
    const char *column)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(take[i].column, column))
			return &take[i];
	return NULL;
}

bool merge_joins(const char *column)
{
	static const char *const texts[] = { "history", "personality", "interests", "hobbies",
	    "needs",
		"habits", "wishes", "notes" };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (!strcmp(texts[i], column))
			return true;
	return false;
}

bool merge_stays(const struct column_def *c)
{
	static const char *const own[] = { "file_no", "origin_key", "merged_into", "state" };

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (!strcmp(own[i], c->name))
			return true;
	return c->flags & (COL_SYSTEM | COL_KEY);
}

/* Cover is not lost, whatever was chosen: a file that hides a name hides it in the one it goes
 * into, and is not uncovered by what goes into it. */
static bool covers(const struct column_def *c, const struct value *v)
{
	return !strcmp(c->name, "restricted") && v->i == 1;
}

/* What the survivor gets in a column: what was chosen, what it lacks, or both texts. */
static bool new_value(const struct column_def *c, const struct merge_choice *choice,
    const struct value *mine, const struct value *theirs, struct value *out)
{
	struct buf both = BUF_INIT;

	if (merge_stays(c) || theirs->type == VALUE_NULL || value_equal(mine, theirs) ||
	    covers(c, mine) ||
	    (mine->type != VALUE_NULL && !choice && !covers(c, theirs)))
		return false;
	value_copy(out, theirs);
	if (mine->type == VALUE_TEXT && choice && choice->both) {
		buf_printf(&both, "%s; %s", mine->s, theirs->s);
		value_set_text(out, buf_str(&both));
	}
	buf_free(&both);
	return true;
}

static enum err_code take_columns(struct desk *d, struct txn *t, int64_t keep, int64_t gone,
    const struct merge_choice *take, size_t n, struct err *e)
{
	struct record a = { 0 }, b = { 0 };
	struct change *set = NULL;
	size_t nset = 0;
	struct conflict_list none = { 0 };
	enum err_code rc = record_load(d->store, "client", keep, &a, e);

	if (rc == OK)
		rc = record_load(d->store, "client", gone, &b, e);
	if (rc == OK)
		set = mem_array(a.table->ncolumns, sizeof *set);
	for (size_t i = 0; rc == OK && i < a.table->ncolumns; i++) {
		const struct column_def *c = &a.table->columns[i];

		if (!new_value(c, choice_of(take, n, c->name), &a.v[i], &b.v[i], &set[nset].value))
			continue;
		set[nset].column = c->name;
		set[nset++].base = a.v[i];
	}
	if (rc == OK && nset)
		rc = record_update(t, "client", keep, set, nset, &none, e);
	for (size_t i = 0; i < nset; i++)
		value_free(&set[i].value);
	mem_free(set);
	conflict_list_free(&none);
	record_free(&a);
	record_free(&b);
	return rc;
}

/* Who was referred by the file that goes would now have been sent by himself. */
static enum err_code drop_self_referral(struct desk *d, struct txn *t, int64_t keep, struct err *e)
{
	struct conflict_list none = { 0 };
	struct record now;
	struct change set = { .column = "referrer_id" };
	enum err_code rc = record_load(d->store, "client", keep, &now, e);

	if (rc != OK)
		return rc;
	set.base = *record_get(&now, "referrer_id");
	if (set.base.type == VALUE_INT && set.base.i == keep)
		rc = record_update(t, "client", keep, &set, 1, &none, e);
	conflict_list_free(&none);
	record_free(&now);
	return rc;
}

enum err_code merge_check_files(struct desk *d, int64_t keep, int64_t gone, struct err *e)
{
	struct client a = { 0 }, b = { 0 };
	enum err_code rc;

	if (keep == gone)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Not merged. It is one and the same file."));
	rc = client_get(d->store, keep, &a, e);
	if (rc == OK)
		rc = client_get(d->store, gone, &b, e);
	if (rc == OK && (strcmp(a.state, "active") != 0 || strcmp(b.state, "active") != 0))
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not merged. One of them is merged or closed already."));
	client_free(&a);
	client_free(&b);
	return rc;
}

static enum err_code check_choices(const struct merge_choice *take, size_t n, struct err *e)
{
	const struct table_def *t = catalog_table("client");

	for (size_t i = 0; i < n; i++) {
		const struct column_def *c = catalog_column(t, take[i].column);

		if (!c || merge_stays(c) || (take[i].both && !merge_joins(c->name)))
			return err_set(e, ERR_USAGE, tr("\"%s\" cannot be taken over in a merge."),
			    take[i].column);
	}
	return OK;
}

static enum err_code merge_rows(struct desk *d, struct txn *t, int64_t keep, int64_t gone,
    const struct merge_choice *take, size_t n, struct err *e)
{
	enum err_code rc = txn_touch_client(t, keep, e);

	if (rc == OK)
		rc = txn_touch_client(t, gone, e);
	if (rc == OK)
		rc = take_columns(d, t, keep, gone, take, n, e);
	if (rc == OK)
		rc = join_flags(d, t, keep, gone, e);
	for (int want = 0; want <= 2 && rc == OK; want++)
		rc = repoint_rank(d, t, want, keep, gone, e);
	if (rc == OK)
		rc = drop_self_referral(d, t, keep, e);
	if (rc == OK)
		rc = todo_merge(t, gone, keep, e);
	if (rc == OK)
		rc = target_merge(t, gone, keep, e);
	if (rc == OK)
		rc = client_set_merged(t, gone, keep, e);
	return rc;
}

enum err_code merge_files(struct desk *d, int64_t keep, int64_t gone,
    const struct merge_choice *take, size_t n, int64_t *action, struct err *e)
{
	struct action_head head = { .name = "client-merge" };
	struct txn *t;
	enum err_code rc = check_choices(take, n, e);

	*action = 0;
	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = merge_check_files(d, keep, gone, e);
	if (rc == OK)
		rc = merge_rows(d, t, keep, gone, take, n, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "client", keep);
	return action_commit(t, action, e);
}
