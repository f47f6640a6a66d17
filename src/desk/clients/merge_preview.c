/* What a merge would do, before it is done: the two files side by side, what moves, what is in
 * the way. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/record.h"
#include "desk/desk.h"
#include "desk/merge.h"
#include "desk/rights.h"
#include "merge_priv.h"

enum err_code merge_older(struct desk *d, int64_t a, int64_t b, int64_t *keep, struct err *e)
{
	struct client x = { 0 }, y = { 0 };
	enum err_code rc = client_get(d->store, a, &x, e);

	if (rc == OK)
		rc = client_get(d->store, b, &y, e);
	*keep = x.created_at < y.created_at || (x.created_at == y.created_at && a < b) ? a : b;
	client_free(&x);
	client_free(&y);
	return rc;
}

static enum err_code may_see(struct desk *d, const struct record *a, const struct record *b,
    struct err *e)
{
	if ((!record_int(a, "restricted") && !record_int(b, "restricted")) ||
	    rights_may(d, "see-restricted"))
		return OK;
	return err_set(e, ERR_DENIED, "%s",
	    tr("Not merged. One of the files is restricted: who may see it can merge it."));
}

/* ---- columns ---- */

static void put_field(const struct column_def *c, const struct value *mine,
    const struct value *theirs,
    struct merge_preview *out)
{
	struct merge_field *f;

	if (merge_stays(c) || (mine->type == VALUE_NULL && theirs->type == VALUE_NULL))
		return;
	f = vec_push(&out->fields);
	f->column = c;
	f->equal = value_equal(mine, theirs);
	/* A file that hides a name stays hidden whatever is chosen. */
	f->may_choose = !f->equal && mine->type != VALUE_NULL && theirs->type != VALUE_NULL &&
	    strcmp(c->name, "restricted") != 0;
	f->may_join = f->may_choose && mine->type == VALUE_TEXT && merge_joins(c->name);
	value_copy(&f->keep, mine);
	value_copy(&f->gone, theirs);
}

/* First what must be chosen, then what only one has, then what is the same in both. */
static bool belongs(const struct column_def *c, const struct value *mine,
    const struct value *theirs,
    int pass)
{
	bool one = mine->type == VALUE_NULL || theirs->type == VALUE_NULL;

	(void)c;
	return pass == (value_equal(mine, theirs) ? 2 : one ? 1 : 0);
}

static void compare(const struct record *a, const struct record *b, struct merge_preview *out)
{
	for (int pass = 0; pass < 3; pass++)
		for (size_t i = 0; i < a->table->ncolumns; i++) {
			const struct column_def *c = &a->table->columns[i];

			if (belongs(c, &a->v[i], &b->v[i], pass))
				put_field(c, &a->v[i], &b->v[i], out);
		}
}

/* ---- rows ---- */

static enum err_code count_moves(struct desk *d, int64_t gone, struct merge_preview *out,
    struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < catalog_size && rc == OK; i++) {
		const struct table_def *def = &catalog[i];
		int64_t n = 0, one = 0;

		for (size_t k = 0; k < def->ncolumns && rc == OK; k++) {
			if (!merge_is_pointed(def, &def->columns[k]))
				continue;
			rc = client_count_pointed(d->store, def->name, def->columns[k].name, gone,
			    &one,
			    e);
			n += one;
		}
		if (n)
			*vec_push(&out->moves) = (struct merge_count){ .label = tr(def->label),
			    .n = n };
	}
	return rc;
}

static enum err_code look_for_clash(struct desk *d, int64_t keep, int64_t gone,
    struct merge_preview *out, struct err *e)
{
	struct err clash = ERR_INIT;
	enum err_code rc = merge_clash(d, keep, gone, &clash);

	if (rc != ERR_TAKEN)
		return rc == OK ? OK : err_copy(e, &clash);
	text_copy(out->clash, sizeof out->clash, clash.text);
	return OK;
}

enum err_code merge_preview(struct desk *d, int64_t keep, int64_t gone, struct merge_preview *out,
    struct err *e)
{
	struct record a = { 0 }, b = { 0 };
	enum err_code rc = merge_check_files(d, keep, gone, e);

	merge_preview_free(out);
	if (rc == OK)
		rc = record_load(d->store, "client", keep, &a, e);
	if (rc == OK)
		rc = record_load(d->store, "client", gone, &b, e);
	if (rc == OK)
		rc = may_see(d, &a, &b, e);
	if (rc == OK) {
		compare(&a, &b, out);
		text_copy(out->keep_no, sizeof out->keep_no, record_text(&a, "file_no"));
		text_copy(out->gone_no, sizeof out->gone_no, record_text(&b, "file_no"));
		out->keep_rev = record_int(&a, "rev");
		out->gone_rev = record_int(&b, "rev");
		rc = count_moves(d, gone, out, e);
	}
	if (rc == OK)
		rc = look_for_clash(d, keep, gone, out, e);
	record_free(&a);
	record_free(&b);
	return rc;
}

void merge_preview_free(struct merge_preview *p)
{
	for (size_t i = 0; i < p->fields.n; i++) {
		value_free(&p->fields.v[i].keep);
		value_free(&p->fields.v[i].gone);
	}
	vec_free(&p->fields);
	vec_free(&p->moves);
	*p = (struct merge_preview){ .keep_rev = 0 };
}
