/* Tying a mapping to the header row of a file, and choosing the one that fits. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "mapping_priv.h"

char *mapping_fold(const char *header)
{
	struct buf folded = BUF_INIT, out = BUF_INIT;
	utf8_fold(&folded, header);
	for (const char *p = folded.s; *p != '\0'; p++) {
		bool blank = strchr(" \t\n_-*:.", *p) != NULL;
		if (!blank)
			buf_putc(&out, *p);
		else if (out.n > 0 && out.s[out.n - 1] != ' ')
			buf_putc(&out, ' ');
	}
	buf_trim(&out);
	buf_free(&folded);
	return buf_take(&out);
}

/* The column whose folded header is one of WORD; -1. */
static int find_header(char *const *folded, size_t n, const char *word)
{
	char *wanted = mapping_fold(word);
	int found = -1;
	for (size_t i = 0; i < n && found < 0; i++) {
		if (strcmp(folded[i], wanted) == 0)
			found = (int)i;
	}
	mem_free(wanted);
	return found;
}

static void add_cell(struct mapping_plan *p, struct column_plan *c, int cell)
{
	c->cell = mem_resize(c->cell, c->n + 1, sizeof *c->cell);
	c->cell[c->n++] = cell;
	if (cell >= 0)
		p->known[cell] = true;
}

static int first_header(char *const *folded, size_t n, const struct config_words *words)
{
	for (size_t i = 0; i < words->n; i++) {
		int cell = find_header(folded, n, words->v[i]);
		if (cell >= 0)
			return cell;
	}
	return -1;
}

static void plan_column(struct mapping_plan *p, size_t i, char *const *folded)
{
	const struct mapping_column *c = &p->m->columns[i];
	for (size_t j = 0; j < c->headers.n; j++) {
		int cell = find_header(folded, p->n, c->headers.v[j]);
		if (cell >= 0)
			add_cell(p, &p->columns[i], cell);
	}
	for (size_t j = 0; j < c->njoin; j++)
		add_cell(p, &p->columns[i], first_header(folded, p->n, &c->join[j]));
}

static bool is_there(const struct column_plan *c)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->cell[i] >= 0)
			return true;
	}
	return false;
}

static bool path_is_there(const struct mapping_plan *p, const char *path)
{
	for (size_t i = 0; i < p->m->ncolumns; i++) {
		if (strcmp(p->m->columns[i].path, path) == 0 &&
		    (is_there(&p->columns[i]) || p->m->columns[i].value != NULL))
			return true;
	}
	return false;
}

static enum err_code check_required(const struct mapping_plan *p, struct err *e)
{
	for (size_t i = 0; i < p->m->ncolumns; i++) {
		const struct mapping_column *c = &p->m->columns[i];
		if (!c->required || path_is_there(p, c->path))
			continue;
		const struct config_words *words = c->njoin > 0 ? &c->join[0] : &c->headers;
		return err_set(e, ERR_CONFIG, tr("The list has no column \"%s\". Name one so, or"
		    " choose another mapping than %s."), words->n > 0 ? words->v[0] : c->path,
		    p->m->name);
	}
	return OK;
}

static struct mapping_plan *make(const struct mapping *m, char *const *header, size_t n)
{
	struct mapping_plan *p = mem_alloc(sizeof *p);
	*p = (struct mapping_plan){ .m = m, .key = -1, .n = n };
	p->columns = mem_array(m->ncolumns, sizeof *p->columns);
	p->header = mem_array(n, sizeof *p->header);
	p->known = mem_array(n, sizeof *p->known);
	for (size_t i = 0; i < n; i++)
		p->header[i] = mem_dup(header[i]);
	return p;
}

static void plan_headers(struct mapping_plan *p)
{
	char **folded = mem_array(p->n, sizeof *folded);
	for (size_t i = 0; i < p->n; i++)
		folded[i] = mapping_fold(p->header[i]);
	for (size_t i = 0; i < p->m->ncolumns; i++)
		plan_column(p, i, folded);
	p->key = first_header(folded, p->n, &p->m->key);
	if (p->key >= 0)
		p->known[p->key] = true;
	for (size_t i = 0; i < p->m->ignore.n; i++) {
		int cell = find_header(folded, p->n, p->m->ignore.v[i]);
		if (cell >= 0)
			p->known[cell] = true;
	}
	for (size_t i = 0; i < p->n; i++)
		mem_free(folded[i]);
	mem_free(folded);
}

/* One column and no header: the first row is data of the first entry. */
static bool plan_headerless(struct mapping_plan *p)
{
	if (!p->m->headerless || p->n != 1 || p->known[0])
		return false;
	add_cell(p, &p->columns[0], 0);
	mem_free(p->header[0]);
	p->header[0] = mem_dup(p->m->columns[0].headers.n > 0 ? p->m->columns[0].headers.v[0] :
	    p->m->columns[0].path);
	return true;
}

enum err_code mapping_plan_new(const struct mapping *m, char *const *header, size_t n,
    bool *has_header, struct mapping_plan **out, struct err *e)
{
	struct mapping_plan *p = make(m, header, n);
	plan_headers(p);
	*has_header = !plan_headerless(p);
	*out = p;
	if (check_required(p, e) == OK)
		return OK;
	mapping_plan_free(p);
	*out = NULL;
	return e->code;
}

void mapping_plan_free(struct mapping_plan *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->m->ncolumns; i++)
		mem_free(p->columns[i].cell);
	for (size_t i = 0; i < p->n; i++)
		mem_free(p->header[i]);
	mem_free(p->columns);
	mem_free(p->header);
	mem_free(p->known);
	mem_free(p);
}

size_t mapping_plan_known(const struct mapping_plan *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->n; i++)
		n += p->known[i];
	return n;
}

bool mapping_plan_knows(const struct mapping_plan *p, size_t column)
{
	return column < p->n && p->known[column];
}

/* How well M fits: headers known + 1; a list without header fits as badly as possible. 0: not. */
static size_t fitness(const struct mapping *m, char *const *header, size_t n)
{
	struct mapping_plan *p;
	struct err e = ERR_INIT;
	bool has_header;
	if (mapping_plan_new(m, header, n, &has_header, &p, &e) != OK)
		return 0;
	size_t fit = has_header ? mapping_plan_known(p) + 1 : 1;
	mapping_plan_free(p);
	return fit;
}

/* How many headers M would know: of two that fit equally well the narrower one was made for the
 * list. */
static size_t vocabulary(const struct mapping *m)
{
	size_t n = m->key.n + m->ignore.n;
	for (size_t i = 0; i < m->ncolumns; i++) {
		n += m->columns[i].headers.n;
		for (size_t j = 0; j < m->columns[i].njoin; j++)
			n += m->columns[i].join[j].n;
	}
	return n;
}

const struct mapping *mapping_choose(const struct mapping_set *s, char *const *header, size_t n)
{
	const struct mapping *best = NULL;
	size_t most = 0;
	for (size_t i = 0; i < s->n; i++) {
		size_t fit = fitness(s->v[i], header, n);
		if (fit == 0 || fit < most)
			continue;
		if (fit == most && vocabulary(s->v[i]) >= vocabulary(best))
			continue;
		most = fit;
		best = s->v[i];
	}
	return best;
}
