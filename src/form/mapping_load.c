/* Import mappings as they stand in forms/import-*.cfg. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "form/mapping.h"
#include "form_priv.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

static const char *const as_names[] = { "text", "name", "date", "birth", "phone", "email", NULL };
static const char *const bad_names[] = { "refuse", "note", "drop", NULL };

/* ---- a column ---- */

static int one_of(struct config_reader *r, const struct config_node *v, const char *const *names)
{
	const char *text = config_node_text(v);
	for (int i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], text) == 0)
			return i;
	}
	char hint[96];
	config_fault(r, v, tr("%s = \"%.40s\" is not known%s"), config_node_name(v), text,
	    config_hint(config_near(text, names), hint, sizeof hint));
	return 0;
}

static void set_as(struct config_reader *r, void *t, const struct config_node *v)
{
	((struct mapping_column *)t)->as = (enum mapping_as)one_of(r, v, as_names);
}

static void set_bad(struct config_reader *r, void *t, const struct config_node *v)
{
	((struct mapping_column *)t)->bad = (enum mapping_bad)one_of(r, v, bad_names);
}

static void set_column_path(struct config_reader *r, void *t, const struct config_node *v)
{
	struct mapping_column *c = t;
	struct err e = ERR_INIT;
	c->path = config_node_text(v);
	if (form_path_parse(c->path, &c->where, &e) != OK)
		config_fault(r, v, "%s", e.text);
}

struct part_target {
	struct config_words words;
};

static const struct attr part_attrs[] = {
	{ .name = "part", .type = ATTR_WORDS, AT(struct part_target, words) },
};

/* Each part is one header or an array of alternatives. */
static void set_join(struct config_reader *r, void *t, const struct config_node *v)
{
	struct mapping_column *c = t;
	c->njoin = config_node_count(v);
	c->join = mem_array(c->njoin, sizeof *c->join);
	for (size_t i = 0; i < c->njoin; i++) {
		struct part_target part = { { 0 } };
		config_read_value(r, config_node_at(v, i), &part_attrs[0], &part);
		c->join[i] = part.words;
	}
}

static const struct attr value_attrs[] = {
	{ .name = "to", .type = ATTR_TEXT, .required = true, AT(struct mapping_value, to),
	    .help = "what is stored" },
	{ .name = "from", .type = ATTR_WORDS, .required = true, AT(struct mapping_value, from),
	    .help = "what lists say instead" },
};

static void set_values(struct config_reader *r, void *t, const struct config_node *v)
{
	struct mapping_column *c = t;
	c->nvalues = config_node_count(v);
	c->values = mem_array(c->nvalues, sizeof *c->values);
	for (size_t i = 0; i < c->nvalues; i++) {
		const struct config_node *one = config_node_at(v, i);
		if (config_node_type(one) == CONFIG_GROUP)
			config_read_group(r, one, value_attrs, COUNT(value_attrs), &c->values[i]);
		else
			config_fault(
			    r, one, tr("a value is a group: { to = \"..\"; from = [..]; }"));
	}
}

static const struct attr column_attrs[] = {
	{ .name = "path",
	    .type = ATTR_TEXT,
	    .required = true,
	    .set = set_column_path,
	    .help = "where it goes, as in a form" },
	{ .name = "headers",
	    .type = ATTR_WORDS,
	    AT(struct mapping_column, headers),
	    .help = "names of the column, the best first" },
	{ .name = "join",
	    .type = ATTR_LIST,
	    .set = set_join,
	    .help = "columns put together; each part has alternatives" },
	{ .name = "with",
	    .type = ATTR_TEXT,
	    .max = 8,
	    AT(struct mapping_column, with),
	    .help = "between joined parts" },
	{ .name = "value",
	    .type = ATTR_TEXT,
	    AT(struct mapping_column, value),
	    .help = "where the list has nothing" },
	{ .name = "empty",
	    .type = ATTR_WORDS,
	    AT(struct mapping_column, empty),
	    .help = "cells that mean nothing" },
	{ .name = "as",
	    .type = ATTR_TEXT,
	    .set = set_as,
	    .help = "text name date birth phone email" },
	{ .name = "bad",
	    .type = ATTR_TEXT,
	    .set = set_bad,
	    .help = "a value that cannot be used: refuse the row, note it, drop it" },
	{ .name = "values", .type = ATTR_LIST, .set = set_values, .help = "words and their codes" },
	{ .name = "required",
	    .type = ATTR_BOOL,
	    AT(struct mapping_column, required),
	    .help = "no row without it" },
};

static void check_column(struct config_reader *r, const struct mapping_column *c,
    const struct config_node *n)
{
	if (c->headers.n > 0 && c->njoin > 0)
		config_fault(r, n, tr("headers and join exclude each other"));
	if (c->headers.n == 0 && c->njoin == 0 && c->value == NULL)
		config_fault(r, n, tr("needs headers, join or value"));
}

static void read_column(struct config_reader *r, struct mapping *m, const struct config_node *n)
{
	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a column is a group: { path = \"..\"; headers = [..]; }"));
		return;
	}
	struct mapping_column *c = &m->columns[m->ncolumns++];
	const struct config_node *path = config_node_get(n, "path");
	c->with = " ";
	c->line = config_node_line(n);
	if (path != NULL && config_node_text(path) != NULL)
		text_fmt(r->what, sizeof r->what, tr("column \"%.40s\""), config_node_text(path));
	if (config_read_group(r, n, column_attrs, COUNT(column_attrs), c))
		check_column(r, c, n);
	r->what[0] = '\0';
}

/* ---- the mapping ---- */

static void set_columns(struct config_reader *r, void *t, const struct config_node *v)
{
	struct mapping *m = t;
	m->columns = mem_array(config_node_count(v), sizeof *m->columns);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_column(r, m, config_node_at(v, i));
	if (m->ncolumns == 0)
		config_fault(r, v, tr("the mapping has no column"));
}

/* Y, M, D and signs between them; a year is there. */
static bool is_date_format(const char *s)
{
	return s[0] != '\0' && strspn(s, "YMD-/. ") == strlen(s) && strstr(s, "YYYY") != NULL &&
	    strlen(s) <= 16;
}

static void check_dates(struct config_reader *r, const struct mapping *m,
    const struct config_node *n)
{
	for (size_t i = 0; i < m->dates.n; i++) {
		if (!is_date_format(m->dates.v[i]))
			config_fault(r, n, tr("date \"%.40s\": write it with YYYY, MM, DD, M, D and"
			    " - / . between"), m->dates.v[i]);
	}
}

static const struct attr mapping_attrs[] = {
	{ .name = "name",
	    .type = ATTR_NAME,
	    .required = true,
	    AT(struct mapping, name),
	    .help = "begins the origin key of every file that comes in by it" },
	{ .name = "title",
	    .type = ATTR_LABEL,
	    .required = true,
	    AT(struct mapping, title),
	    .help = "what people see" },
	{ .name = "table",
	    .type = ATTR_NAME,
	    .required = true,
	    AT(struct mapping, table),
	    .help = "table of its records" },
	{ .name = "key",
	    .type = ATTR_WORDS,
	    AT(struct mapping, key),
	    .help = "headers of the list's own number: twice adds nothing" },
	{ .name = "dates",
	    .type = ATTR_WORDS,
	    AT(struct mapping, dates),
	    .help = "tried in order" },
	{ .name = "ignore",
	    .type = ATTR_WORDS,
	    AT(struct mapping, ignore),
	    .help = "headers that are known and not taken over" },
	{ .name = "headerless",
	    .type = ATTR_BOOL,
	    AT(struct mapping, headerless),
	    .help = "also for one column without a header" },
	{ .name = "columns",
	    .type = ATTR_LIST,
	    .required = true,
	    .set = set_columns,
	    .help = "what goes where" },
};

static void set_mapping(struct config_reader *r, void *t, const struct config_node *v)
{
	if (config_read_group(r, v, mapping_attrs, COUNT(mapping_attrs), t))
		check_dates(r, t, v);
}

static const struct attr file_attrs[] = {
	{ .name = "mapping", .type = ATTR_GROUP, .required = true, .set = set_mapping,
	    .help = "the mapping" },
};

static void free_target(void *target)
{
	mapping_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct mapping), .file_at = offsetof(struct mapping, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs), .free = free_target,
};

enum err_code mapping_load(const char *path, struct mapping **out, struct fault_list *faults,
    struct err *e)
{
	*out = config_load(&kind, path, NULL, faults, e);
	return *out ? OK : e->code;
}

enum err_code mapping_parse_text(const char *name, const char *text, size_t n, struct mapping **out,
    struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, NULL, faults, e);
	return *out ? OK : e->code;
}

static void free_column(struct mapping_column *c)
{
	config_words_free(&c->headers);
	config_words_free(&c->empty);
	for (size_t i = 0; i < c->njoin; i++)
		config_words_free(&c->join[i]);
	for (size_t i = 0; i < c->nvalues; i++)
		config_words_free(&c->values[i].from);
	mem_free(c->join);
	mem_free(c->values);
}

void mapping_free(struct mapping *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->ncolumns; i++)
		free_column(&m->columns[i]);
	mem_free(m->columns);
	config_words_free(&m->key);
	config_words_free(&m->dates);
	config_words_free(&m->ignore);
	config_file_free(m->file);
	mem_free(m);
}

/* ---- catalogue ---- */

enum err_code mapping_bind(struct mapping *m, struct fault_list *faults, struct err *e)
{
	const char *file = config_file_name(m->file);
	size_t before = faults->n + faults->more;
	const struct table_def *t = catalog_table(m->table);
	if (t == NULL)
		fault_add(faults, file, 0, tr("no table \"%s\"%s"), m->table, "");
	else if (catalog_column(t, "notes") == NULL)
		fault_add(faults, file, 0, tr("%s has no column \"notes\" for what cannot be used"),
		    m->table);
	for (size_t i = 0; t != NULL && i < m->ncolumns; i++) {
		struct mapping_column *c = &m->columns[i];
		struct err one = ERR_INIT;
		if (form_path_bind(&c->where, t, &one) != OK)
			fault_add(
			    faults, file, c->line, tr("column \"%s\": %s"), c->path, one.text);
	}
	return faults->n + faults->more == before ? OK : fault_list_err(faults, e);
}

/* ---- a directory ---- */

static bool is_mapping_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	return strncmp(slash == NULL ? path : slash + 1, "import-", 7) == 0;
}

static void load_into(struct mapping_set *s, const char *path, struct fault_list *faults)
{
	struct mapping *m;
	struct err e = ERR_INIT;
	if (mapping_load(path, &m, faults, &e) != OK) {
		if (e.code != ERR_CONFIG)
			fault_add(faults, path, 0, "%s", e.text);
		return;
	}
	if (mapping_bind(m, faults, &e) == OK && mapping_set_find(s, m->name) == NULL) {
		*vec_push(s) = m;
		return;
	}
	if (e.code == OK)
		fault_add(
		    faults, path, 0, tr("another file has a mapping \"%s\" already"), m->name);
	mapping_free(m);
}

enum err_code mapping_set_load(const char *dir, struct mapping_set *out, struct fault_list *faults,
    struct err *e)
{
	struct path_list paths = { 0 };
	size_t before = faults->n + faults->more;
	*out = (struct mapping_set){ 0 };
	if (form_dir_list(dir, &paths, e) != OK)
		return e->code;
	for (size_t i = 0; i < paths.n; i++) {
		if (is_mapping_file(paths.v[i]))
			load_into(out, paths.v[i], faults);
	}
	path_list_free(&paths);
	return faults->n + faults->more == before ? OK : fault_list_err(faults, e);
}

const struct mapping *mapping_set_find(const struct mapping_set *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->v[i]->name, name) == 0)
			return s->v[i];
	}
	return NULL;
}

void mapping_set_free(struct mapping_set *s)
{
	for (size_t i = 0; i < s->n; i++)
		mapping_free(s->v[i]);
	vec_free(s);
}
