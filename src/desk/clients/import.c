#include "desk/import.h"

#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/client.h"
#include "data/search.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/segment.h"
#include "form/check.h"
#include "form/fault.h"
#include "form/mapping.h"
#include "import_priv.h"
#include "intake_priv.h"

#define BATCH 1000
#define CLASS_SLICES 600        /* of the job: 60,000 files, some seconds; the rest by the clock */

struct import {
	struct desk *d;
	const struct import_options *o;
	struct import_report *report;
	struct mapping_set mappings;
	const struct mapping *mapping;
	struct mapping_plan *plan;
	struct csv_reader *csv;
	struct import_seen seen;
	struct import_names names;
	struct { char **v; size_t n, cap; } header;
	struct import_line line[BATCH];
	size_t n;
	bool stopped;
};

static void refuse(struct import *im, struct import_line *l, const char *why)
{
	mem_free(l->refused);
	l->refused = mem_dup(why);
	im->report->refused++;
	if (im->o->refused)
		im->o->refused(im->o->ctx, l->line, l->raw ? l->raw : "", why);
}

/* ---- reading ---- */

static enum err_code load_mappings(struct import *im, struct err *e)
{
	struct fault_list faults = { 0 };
	enum err_code rc = mapping_set_load(im->d->config.forms_dir, &im->mappings, &faults, e);

	fault_list_free(&faults);
	return rc;
}

static enum err_code choose_mapping(struct import *im, char *const *header, size_t n, struct err *e)
{
	if (im->o->mapping) {
		im->mapping = mapping_set_find(&im->mappings, im->o->mapping);
		if (!im->mapping)
			return err_set(e, ERR_NOTFOUND,
			    tr("No mapping \"%s\". See forms/import-*.cfg for those there are."),
			    im->o->mapping);
		return OK;
	}
	im->mapping = mapping_choose(&im->mappings, header, n);
	if (!im->mapping)
		return err_set(e, ERR_INVALID, "%s",
		    tr("No mapping fits the header of this list. Name its columns as in "
		    "forms/import-default.cfg, or write a mapping."));
	return OK;
}

/* A column that no mapping names is kept in the remarks: a list holds nothing for no reason. */
static void keep_unknown(const struct import *im, const struct csv_row *row, struct mapped_row *out)
{
	for (size_t i = 0; i < row->n && i < im->header.n; i++)
		if (!mapping_plan_knows(im->plan, i) && row->v[i][0])
			import_remark(out, im->header.v[i], row->v[i]);
}

static void keep_header(struct import *im, const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		*vec_push(&im->header) = mem_dup(row->v[i]);
}

static void drop_header(struct import *im)
{
	for (size_t i = 0; i < im->header.n; i++)
		mem_free(im->header.v[i]);
	vec_free(&im->header);
}

static void prepare(struct import *im, const struct csv_row *row)
{
	struct check_env env = { .label = "", .today = desk_today(im->d),
		.country = im->d->country };
	struct import_line *l = &im->line[im->n++];
	struct err e = ERR_INIT;

	*l = (struct import_line){ .line = row->line, .raw = mem_dup(row->raw) };
	im->report->lines++;
	mapping_apply(im->plan, row->v, row->n, &env, &l->row);
	keep_unknown(im, row, &l->row);
	import_key(&im->seen, im->mapping->name, &l->row, l->key, sizeof l->key);
	if (l->row.refused) {
		for (size_t i = 0; i < l->row.problems.n; i++)
			if (l->row.problems.v[i].refuses) {
				refuse(im, l, l->row.problems.v[i].text);
				return;
			}
	}
	if (import_resolve(im->d, &im->names, l, &e) != OK)
		refuse(im, l, e.text);
}

static enum err_code read_header(struct import *im, struct err *e)
{
	struct csv_row row;
	bool more, has_header;
	enum err_code rc = csv_next(im->csv, &row, &more, e);

	if (rc == OK && !more)
		rc = err_set(e, ERR_INVALID, "%s", tr("The list is empty."));
	if (rc == OK)
		rc = choose_mapping(im, row.v, row.n, e);
	if (rc == OK)
		rc = mapping_plan_new(im->mapping, row.v, row.n, &has_header, &im->plan, e);
	if (rc != OK)
		return rc;
	text_copy(im->report->mapping, sizeof im->report->mapping, im->mapping->name);
	if (has_header)
		keep_header(im, &row);
	else
		prepare(im, &row);
	return OK;
}

static void read_bad_record(struct import *im, const struct csv_row *row, const char *why)
{
	struct import_line *l = &im->line[im->n++];

	*l = (struct import_line){ .line = row->line, .raw = mem_dup(row->raw) };
	im->report->lines++;
	refuse(im, l, why);
}

static bool read_batch(struct import *im)
{
	struct csv_row row;
	bool more = true;

	while (im->n < BATCH && more) {
		struct err e = ERR_INIT;

		if (csv_next(im->csv, &row, &more, &e) != OK)
			read_bad_record(im, &row, e.text);
		else if (more)
			prepare(im, &row);
	}
	return more;
}

/* ---- writing ---- */

/* Faults of one line; anything else stops the import. */
static bool is_line_fault(enum err_code code)
{
	return code == ERR_INVALID || code == ERR_STORE || code == ERR_CONFLICT ||
	    code == ERR_DUPLICATE || code == ERR_CONFIG;
}

static enum err_code write_line(struct import *im, struct txn *t, struct import_line *l,
    struct err *e)
{
	int64_t known;
	enum err_code rc = client_by_origin(im->d->store, l->key, &known, e);

	if (rc == OK)
		l->client_id = -known;
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return import_write(im->d, t, l, e);
}

/* A line that the store refuses after all is left out; what it had written already goes with it,
 * and the others stay. */
static enum err_code write_or_refuse(struct import *im, struct txn *t, struct import_line *l,
    struct err *e)
{
	struct err why = ERR_INIT;
	enum err_code rc = txn_part_begin(t, e);

	if (rc != OK)
		return rc;
	if (write_line(im, t, l, &why) == OK)
		return txn_part_keep(t, e);
	if (!is_line_fault(why.code))
		return err_copy(e, &why);
	l->client_id = 0;
	refuse(im, l, why.text);
	return txn_part_drop(t, e);
}

static enum err_code write_batch(struct import *im, struct err *e)
{
	struct action_head head = { .name = "client-import", .reason = im->mapping->name };
	struct txn *t;
	enum err_code rc = action_begin(im->d->store, &im->d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; i < im->n && rc == OK; i++)
		if (!im->line[i].refused)
			rc = write_or_refuse(im, t, &im->line[i], e);
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

static struct term_source source_of(const struct mapped_row *row, const char **phones, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n && n + 1 < max; i++)
		if (!strncmp(row->v[i].path, "phone[", 6) && strstr(row->v[i].path, "].number") &&
		    row->v[i].value)
			phones[n++] = row->v[i].value;
	phones[n] = NULL;
	return (struct term_source){ .name = mapped_get(row, "name"),
		.alias = mapped_get(row, "alias"), .pinyin = mapped_get(row, "pinyin"),
		.phones = phones, .birth = mapped_get(row, "birth"),
		.document = mapped_get(row, "document_no") };
}

static enum err_code list_alike(struct import *im, struct txn *t, struct err *e)
{
	const char *phones[8];
	enum err_code rc = OK;

	for (size_t i = 0; i < im->n && rc == OK; i++) {
		struct import_line *l = &im->line[i];
		struct alike_list alike;
		struct term_source who;

		if (l->refused || l->client_id <= 0)
			continue;
		who = source_of(&l->row, phones, 8);
		rc = intake_alike(im->d, &who, l->client_id, false, &alike, e);
		/* Of two new ones only the later names the earlier. */
		for (size_t k = 0; k < alike.n;)
			if (alike.v[k].client_id > l->client_id)
				memmove(&alike.v[k], &alike.v[k + 1],
				    (--alike.n - k) * sizeof alike.v[0]);
			else
				k++;
		if (rc == OK)
			rc = intake_todo_alike(im->d, t, l->client_id, &alike, false,
			    &im->report->alike, e);
	}
	return rc;
}

/* After the commit, since then all lines of the batch can be found by their terms. */
static enum err_code write_alike(struct import *im, struct err *e)
{
	struct action_head head = { .name = "client-import", .reason = im->mapping->name };
	struct txn *t;
	enum err_code rc = action_begin(im->d->store, &im->d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	rc = list_alike(im, t, e);
	if (rc == OK)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

static void count_batch(struct import *im)
{
	for (size_t i = 0; i < im->n; i++) {
		struct import_line *l = &im->line[i];

		if (l->refused)
			continue;
		if (l->client_id < 0)
			im->report->known++;
		else
			im->report->added++;
		if (l->client_id >= 0 && l->missing.n)
			im->report->incomplete++;
	}
}

static void drop_batch(struct import *im)
{
	for (size_t i = 0; i < im->n; i++)
		import_line_free(&im->line[i]);
	im->n = 0;
}

static enum err_code run(struct import *im, struct err *e)
{
	bool more = true;
	enum err_code rc = read_header(im, e);

	while (rc == OK && more && !im->stopped) {
		more = read_batch(im);
		if (im->n && !im->o->dry) {
			rc = write_batch(im, e);
			if (rc == OK)
				rc = write_alike(im, e);
		}
		if (rc != OK)
			break;
		count_batch(im);
		drop_batch(im);
		if (im->o->progress)
			im->stopped = !im->o->progress(im->o->ctx, csv_offset(im->csv), im->o->size,
			    im->report);
	}
	drop_batch(im);
	return rc;
}

enum err_code import_clients(struct desk *d, const struct import_options *o,
    struct import_report *out, struct err *e)
{
	struct import *im = mem_alloc(sizeof *im);
	struct segment_work classes;
	enum err_code rc = rights_check(d, &d->who, "client-import", e);

	*out = (struct import_report){ 0 };
	im->d = d;
	im->o = o;
	im->report = out;
	if (rc == OK)
		rc = load_mappings(im, e);
	if (rc == OK)
		rc = csv_open(o->bytes, o->size, &im->csv, e);
	if (rc == OK)
		rc = run(im, e);
	if (rc == OK && !o->dry)
		rc = segment_compute_stale(d, CLASS_SLICES, &classes, e);
	csv_close(im->csv);
	mapping_plan_free(im->plan);
	mapping_set_free(&im->mappings);
	import_seen_free(&im->seen);
	import_names_free(&im->names);
	drop_header(im);
	mem_free(im);
	return rc;
}
