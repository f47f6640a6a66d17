/* Paths of fields: what stands in a form file, and where the catalogue has it. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "form/config_file.h"
#include "form/form.h"

/* ---- text ---- */

static bool is_column_sign(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static enum err_code bad(const char *text, const char *why, struct err *e)
{
	return err_set(e, ERR_CONFIG, tr("path \"%.60s\": %s"), text, why);
}

/* Copies a column or table name from *P; false when there is none or it is too long. */
static bool take_name(const char **p, char *out, size_t size)
{
	size_t n = 0;
	while (is_column_sign((*p)[n]))
		n++;
	if (n == 0 || n >= size)
		return false;
	text_fmt(out, size, "%.*s", (int)n, *p);
	*p += n;
	return true;
}

/* What stands between the brackets, N bytes at KEY. */
static bool parse_key(const char *key, size_t n, struct form_path *out)
{
	char text[64];
	if (n == 0 || n >= sizeof text)
		return false;
	text_fmt(text, sizeof text, "%.*s", (int)n, key);
	if (text[0] == '+') {
		out->how = PATH_NTH;
		out->nth = text[1] - '0';
		return n == 2 && out->nth >= 1 && out->nth <= 9;
	}
	const char *p = text, *sign = strchr(text, '=');
	out->how = sign == NULL ? PATH_CHILD : PATH_WHERE;
	if (sign != NULL && (!take_name(&p, out->key_column, sizeof out->key_column) || p != sign))
		return false;
	const char *value = sign == NULL ? text : sign + 1;
	text_copy(out->key, sizeof out->key, value);
	return value[0] != '\0' && strcmp(out->key, value) == 0;
}

static enum err_code parse_child(const char *text, const char *open, struct form_path *out,
    struct err *e)
{
	const char *close = strchr(open, ']');
	if (close == NULL)
		return bad(text, tr("the bracket is never closed"), e);
	if (!parse_key(open + 1, (size_t)(close - open - 1), out))
		return bad(text, tr("in the brackets stands a key, +1, or column=value"), e);
	const char *p = close + 1;
	if (*p == '\0')
		return OK;
	if (*p++ != '.' || !take_name(&p, out->column_name, sizeof out->column_name) || *p != '\0')
		return bad(text, tr("after the bracket stands .column"), e);
	return OK;
}

enum err_code form_path_parse(const char *text, struct form_path *out, struct err *e)
{
	const char *p = text;
	char first[32];
	*out = (struct form_path){ .how = PATH_COLUMN, .column = -1 };
	if (!take_name(&p, first, sizeof first))
		return bad(text, tr("a column, or child[key].column, in small letters"), e);
	if (*p == '\0') {
		text_copy(out->column_name, sizeof out->column_name, first);
		return OK;
	}
	text_copy(out->child, sizeof out->child, first);
	if (*p != '[')
		return bad(text, tr("a column, or child[key].column, in small letters"), e);
	return parse_child(text, p, out, e);
}

char *form_path_text(const struct form_path *p, char *out, size_t size)
{
	const char *dot = p->column_name[0] == '\0' ? "" : ".";
	switch (p->how) {
	case PATH_NONE: return text_copy(out, size, "");
	case PATH_COLUMN: return text_copy(out, size, p->column_name);
	case PATH_CHILD: return text_fmt(out, size, "%s[%s]%s%s", p->child, p->key, dot,
	    p->column_name);
	case PATH_WHERE:
		return text_fmt(out, size, "%s[%s=%s]%s%s", p->child, p->key_column, p->key, dot,
		    p->column_name);
	case PATH_NTH: return text_fmt(out, size, "%s[+%d]%s%s", p->child, p->nth, dot,
	    p->column_name);
	}
	return text_copy(out, size, "");
}

/* ---- catalogue ---- */

static const char *near_child(
    const struct table_def *root, const char *child, char *buf, size_t size)
{
	const char **names = mem_array(catalog_size + 1, sizeof *names);
	size_t n = 0, lead = strlen(root->name);
	for (size_t i = 0; i < catalog_size; i++) {
		const char *name = catalog[i].name;
		if (strncmp(name, root->name, lead) == 0 && name[lead] == '_')
			names[n++] = name + lead + 1;
	}
	const char *near = config_near(child, names);
	mem_free(names);
	return config_hint(near, buf, size);
}

static enum err_code bind_child(struct form_path *p, const struct table_def *root, struct err *e)
{
	char name[80], hint[96];
	text_fmt(name, sizeof name, "%s_%s", root->name, p->child);
	p->table = catalog_table(name);
	if (p->table == NULL)
		return err_set(e, ERR_CONFIG, tr("%s has no rows \"%s\"%s"), root->name, p->child,
		    near_child(root, p->child, hint, sizeof hint));
	if (p->how != PATH_WHERE && p->table->child_key == NULL)
		return err_set(e, ERR_CONFIG, tr("rows of %s have no key: write %s[column=value]"),
		    name, p->child);
	if (p->how != PATH_WHERE)
		text_copy(p->key_column, sizeof p->key_column, p->table->child_key);
	if (catalog_column(p->table, p->key_column) == NULL)
		return err_set(e, ERR_CONFIG, tr("no column \"%s\" in %s%s"), p->key_column, name,
		    config_hint(catalog_near_column(p->table, p->key_column), hint, sizeof hint));
	return OK;
}

enum err_code form_path_bind(struct form_path *p, const struct table_def *table, struct err *e)
{
	if (p->how == PATH_NONE)
		return OK;
	p->table = table;
	if (p->how != PATH_COLUMN && bind_child(p, table, e) != OK)
		return e->code;
	if (p->column_name[0] == '\0')
		return OK;
	p->column = catalog_column_index(p->table, p->column_name);
	if (p->column < 0) {
		char hint[96];
		return err_set(e, ERR_CONFIG, tr("no column \"%s\" in %s%s"), p->column_name,
		    p->table->name, config_hint(catalog_near_column(p->table, p->column_name),
		    hint, sizeof hint));
	}
	if ((p->table->columns[p->column].flags & (COL_SYSTEM | COL_KEY)) != 0)
		return err_set(e, ERR_CONFIG, tr("column \"%s\" of %s is set by the program"),
		    p->column_name, p->table->name);
	return OK;
}
