/* One row of a list becomes fields of a file. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "mapping_priv.h"

#define NOTES "notes"           /* where goes what cannot be used otherwise */

struct row {
	const struct mapping_plan *plan;
	char *const *cells;
	size_t n;
	const struct check_env *env;
	struct mapped_row *out;
	struct buf notes;
	bool *constant;                 /* beside out->v: the value came from the mapping alone */
};

/* ---- report ---- */

static void problem(struct row *r, const char *path, bool refuses, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

static void problem(struct row *r, const char *path, bool refuses, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	struct mapped_problem *p = vec_push(&r->out->problems);
	p->path = path;
	p->refuses = refuses;
	p->text = buf_take(&b);
	r->out->refused |= refuses;
}

static void note(struct row *r, const char *header, const char *value)
{
	if (r->notes.n > 0)
		buf_putc(&r->notes, '\n');
	buf_printf(&r->notes, "%s: %s", header, value);
}

static void put(struct row *r, const char *path, const char *value, bool constant)
{
	struct mapped *m = vec_push(r->out);
	m->path = path;
	m->value = mem_dup(value);
	r->constant = mem_resize(r->constant, r->out->n, sizeof *r->constant);
	r->constant[r->out->n - 1] = constant;
}

/* ---- cells ---- */

/* A cell without invisible characters, its blanks joined. */
static void clean(const char *cell, struct buf *out)
{
	buf_clear(out);
	for (const char *p = cell; *p != '\0';) {
		uint32_t cp = utf8_next(&p);
		bool blank = cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0x3000;
		if (!blank && !cp_is_dropped(cp))
			buf_put_cp(out, cp);
		else if (blank && out->n > 0 && out->s[out->n - 1] != ' ')
			buf_putc(out, ' ');
	}
	buf_trim(out);
}

static bool same_folded(const char *a, const char *b)
{
	struct buf fa = BUF_INIT, fb = BUF_INIT;
	utf8_fold(&fa, a);
	utf8_fold(&fb, b);
	bool same = strcmp(fa.s, fb.s) == 0;
	buf_free(&fa);
	buf_free(&fb);
	return same;
}

static bool among(const struct config_words *words, const char *text)
{
	for (size_t i = 0; i < words->n; i++) {
		if (same_folded(words->v[i], text))
			return true;
	}
	return false;
}

static bool take_cell(
    const struct row *r, const struct mapping_column *c, int cell, struct buf *out)
{
	buf_clear(out);
	if (cell < 0 || (size_t)cell >= r->n)
		return false;
	clean(r->cells[cell], out);
	if (among(&c->empty, out->s))
		buf_clear(out);
	return out->n > 0;
}

static void join_cells(const struct row *r, const struct mapping_column *c,
    const struct column_plan *plan, struct buf *out)
{
	struct buf part = BUF_INIT;
	for (size_t i = 0; i < plan->n; i++) {
		if (!take_cell(r, c, plan->cell[i], &part))
			continue;
		buf_puts(out, out->n > 0 ? c->with : "");
		buf_puts(out, part.s);
	}
	buf_free(&part);
}

/* ---- values ---- */

static enum check_grade to_code(const struct mapping_column *c, struct buf *value, char *why,
    size_t size)
{
	for (size_t i = 0; i < c->nvalues; i++) {
		if (!same_folded(c->values[i].to, value->s) && !among(&c->values[i].from, value->s))
			continue;
		buf_clear(value);
		buf_puts(value, c->values[i].to);
		return CHECK_OK;
	}
	text_fmt(why, size, tr("not one of the words that the mapping knows"));
	return CHECK_WRONG;
}

static enum check_grade to_date(const struct row *r, const struct mapping_column *c,
    const struct check_env *env, struct buf *value, char *why, size_t size)
{
	char date[11];
	if (!mapping_date(value->s, &r->plan->m->dates, date)) {
		text_fmt(why, size, tr("no date of the forms that the mapping names"));
		return CHECK_WRONG;
	}
	buf_clear(value);
	buf_puts(value, date);
	if (c->as == AS_BIRTH)
		return validator_find("birth")->run(value->s, env, why, size);
	return CHECK_OK;
}

static enum check_grade to_phone(const struct check_env *env, struct buf *value, char *why,
    size_t size)
{
	char number[PHONE_MAX];
	if (phone_normalise(value->s, env, number, why, size) != CHECK_OK)
		return CHECK_WRONG;
	buf_clear(value);
	buf_puts(value, number);
	return CHECK_OK;
}

static enum check_grade to_name(const struct check_env *env, struct buf *value, char *why,
    size_t size)
{
	if (utf8_count(value->s) <= 120)
		return validator_find("name")->run(value->s, env, why, size);
	text_fmt(why, size, tr("longer than 120 characters"));
	return CHECK_WRONG;
}

/* Brings VALUE into its stored form. */
static enum check_grade convert(const struct row *r, const struct mapping_column *c,
    const struct check_env *env, struct buf *value, char *why, size_t size)
{
	if (c->nvalues > 0)
		return to_code(c, value, why, size);
	switch (c->as) {
	case AS_TEXT: return CHECK_OK;
	case AS_NAME: return to_name(env, value, why, size);
	case AS_DATE:
	case AS_BIRTH: return to_date(r, c, env, value, why, size);
	case AS_PHONE: return to_phone(env, value, why, size);
	case AS_EMAIL: return validator_find("email")->run(value->s, env, why, size);
	}
	return CHECK_OK;
}

static void cannot_use(struct row *r, const struct mapping_column *c, const char *header,
    const char *value, const char *why)
{
	problem(r, c->path, c->bad == BAD_REFUSE, tr("%s \"%.60s\": %s"), header, value, why);
	if (c->bad == BAD_NOTE)
		note(r, header, value);
}

/* One cell (or joined cells) of a path. True when it gave the path its value. */
static bool use(
    struct row *r, const struct mapping_column *c, const char *header, struct buf *value)
{
	char why[200], *raw = mem_dup(value->s);
	const char *have = mapped_get(r->out, c->path);
	why[0] = '\0';
	struct check_env env = *r->env;
	env.label = header; /* sentences begin with the name that the list itself uses */
	bool good = convert(r, c, &env, value, why, sizeof why) != CHECK_WRONG;
	if (have != NULL) {
		if (!good || strcmp(have, value->s) != 0)
			note(r, header, raw);
	} else if (good) {
		put(r, c->path, value->s, false);
	} else {
		cannot_use(r, c, header, raw, why);
	}
	mem_free(raw);
	return have == NULL && good;
}

static const char *join_header(const struct row *r, const struct column_plan *plan)
{
	for (size_t i = 0; i < plan->n; i++) {
		if (plan->cell[i] >= 0)
			return r->plan->header[plan->cell[i]];
	}
	return "";
}

static void take_column(struct row *r, size_t i)
{
	const struct mapping_column *c = &r->plan->m->columns[i];
	const struct column_plan *plan = &r->plan->columns[i];
	struct buf value = BUF_INIT;
	if (c->njoin > 0) {
		join_cells(r, c, plan, &value);
		if (value.n > 0)
			use(r, c, join_header(r, plan), &value);
	}
	for (size_t j = 0; c->njoin == 0 && j < plan->n; j++) {
		if (take_cell(r, c, plan->cell[j], &value))
			use(r, c, r->plan->header[plan->cell[j]], &value);
	}
	buf_free(&value);
}

/* ---- the row ---- */

static void take_defaults(struct row *r)
{
	const struct mapping *m = r->plan->m;
	for (size_t i = 0; i < m->ncolumns; i++) {
		const struct mapping_column *c = &m->columns[i];
		if (c->value != NULL && mapped_get(r->out, c->path) == NULL)
			put(r, c->path, c->value, true);
	}
}

static void check_required(struct row *r)
{
	const struct mapping *m = r->plan->m;
	for (size_t i = 0; i < m->ncolumns; i++) {
		const struct mapping_column *c = &m->columns[i];
		const char *name = c->headers.n > 0 ? c->headers.v[0] : c->path;
		if (c->required && !r->out->refused && mapped_get(r->out, c->path) == NULL)
			problem(r, c->path, true, tr("%s is empty"), name);
	}
}

static const struct form_path *path_of(const struct row *r, const char *path)
{
	const struct mapping *m = r->plan->m;
	for (size_t i = 0; i < m->ncolumns; i++) {
		if (m->columns[i].path == path)
			return &m->columns[i].where;
	}
	return NULL;
}

static bool same_child(const struct form_path *a, const struct form_path *b)
{
	return a->how == b->how && strcmp(a->child, b->child) == 0 && a->nth == b->nth &&
	    strcmp(a->key_column, b->key_column) == 0 && strcmp(a->key, b->key) == 0;
}

/* True when the row of the list says something about the child row itself. */
static bool child_is_told(const struct row *r, const struct form_path *child)
{
	for (size_t i = 0; i < r->out->n; i++) {
		const struct form_path *p = path_of(r, r->out->v[i].path);
		if (p != NULL && !r->constant[i] && same_child(p, child))
			return true;
	}
	return false;
}

/* A default relation without a number is no telephone. */
static void drop_lone_defaults(struct row *r)
{
	size_t kept = 0;
	for (size_t i = 0; i < r->out->n; i++) {
		const struct form_path *p = path_of(r, r->out->v[i].path);
		bool lone =
		    p != NULL && p->how != PATH_COLUMN && r->constant[i] && !child_is_told(r, p);
		if (lone) {
			mem_free(r->out->v[i].value);
			continue;
		}
		r->constant[kept] = r->constant[i];
		r->out->v[kept++] = r->out->v[i];
	}
	r->out->n = kept;
}

static void put_notes(struct row *r)
{
	for (size_t i = 0; i < r->out->n && r->notes.n > 0; i++) {
		struct mapped *m = &r->out->v[i];
		if (strcmp(m->path, NOTES) != 0)
			continue;
		struct buf all = BUF_INIT;
		buf_printf(&all, "%s\n%s", m->value, r->notes.s);
		mem_free(m->value);
		m->value = buf_take(&all);
		return;
	}
	if (r->notes.n > 0)
		put(r, NOTES, r->notes.s, false);
}

static void put_key(struct row *r)
{
	struct buf key = BUF_INIT, cell = BUF_INIT;
	if (r->plan->key >= 0 && (size_t)r->plan->key < r->n)
		clean(r->cells[r->plan->key], &cell);
	if (cell.n > 0) {
		buf_printf(&key, "%s:%s", r->plan->m->name, cell.s);
		r->out->origin_key = buf_take(&key);
	}
	buf_free(&cell);
	buf_free(&key);
}

/* Cells beyond the header: a separator inside a value has moved everything behind it. */
static void check_width(struct row *r)
{
	for (size_t i = r->plan->n; i < r->n; i++) {
		if (r->cells[i][0] == '\0')
			continue;
		problem(r, "", true, tr("the row has %zu cells, the header %zu"), r->n, r->plan->n);
		return;
	}
}

void mapping_apply(const struct mapping_plan *p, char *const *cells, size_t n,
    const struct check_env *env, struct mapped_row *out)
{
	struct row r = { .plan = p, .cells = cells, .n = n, .env = env, .out = out,
		.notes = BUF_INIT };
	*out = (struct mapped_row){ 0 };
	check_width(&r);
	for (size_t i = 0; i < p->m->ncolumns; i++)
		take_column(&r, i);
	take_defaults(&r);
	check_required(&r);
	drop_lone_defaults(&r);
	put_notes(&r);
	put_key(&r);
	buf_free(&r.notes);
	mem_free(r.constant);
}

const char *mapped_get(const struct mapped_row *r, const char *path)
{
	for (size_t i = 0; i < r->n; i++) {
		if (strcmp(r->v[i].path, path) == 0)
			return r->v[i].value;
	}
	return NULL;
}

void mapped_row_free(struct mapped_row *r)
{
	for (size_t i = 0; i < r->n; i++)
		mem_free(r->v[i].value);
	for (size_t i = 0; i < r->problems.n; i++)
		mem_free(r->problems.v[i].text);
	vec_free(&r->problems);
	vec_free(r);
	mem_free(r->origin_key);
	r->origin_key = NULL;
	r->refused = false;
}
