/* FIELD=VALUE on the command line, through the same forms as on the screen. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/desk.h"
#include "desk/rows.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"

static enum err_code unknown_field(const struct form *form, const char *name, struct err *e)
{
	struct buf names = BUF_INIT;
	const char *near = NULL;
	int best = 3;

	for (size_t i = 0; i < form->nfields; i++) {
		int far = word_distance(name, form->fields[i].name);

		buf_printf(&names, "%s%s", i ? " " : "", form->fields[i].name);
		if (far < best) {
			best = far;
			near = form->fields[i].name;
		}
	}
	if (near)
		err_set(e, ERR_USAGE, tr("The form has no field \"%.40s\". Did you mean %s?"), name,
		    near);
	else
		err_set(
		    e, ERR_USAGE, tr("The form has no field \"%.40s\". It has: %s"), name, names.s);
	buf_free(&names);
	return e->code;
}

enum err_code form_set_word(struct form_edit *x, const char *word, const char *usage,
    struct err *e)
{
	const struct form *form = form_edit_form(x);
	const char *equals = strchr(word, '=');
	char *name;
	int field;
	enum err_code rc;

	if (!equals || equals == word)
		return err_set(e, ERR_USAGE,
		    tr("\"%.40s\" is not FIELD=VALUE. Usage: frontdesk %s"), word, usage);
	name = mem_dup_n(word, (size_t)(equals - word));
	field = form_field_index(form, name);
	rc = field < 0 ? unknown_field(form, name, e) : form_edit_set_text(x, field, equals + 1, e);
	mem_free(name);
	return rc;
}

enum err_code form_choice(struct cmd_context *c, const char *form, const struct arg *a,
    struct err *e)
{
	const struct form *f = form_catalog_find(c->desk->forms, form);
	int i = f && a->given ? form_field_index(f, a->name) : -1;
	struct buf codes = BUF_INIT;
	bool known = i < 0;

	for (size_t k = 0; i >= 0 && k < f->fields[i].nchoices && !known; k++) {
		known = !strcmp(f->fields[i].choices[k].code, a->text);
		buf_printf(&codes, "%s%s", k ? ", " : "", f->fields[i].choices[k].code);
	}
	if (!known)
		err_set(e, ERR_USAGE, tr("--%s takes one of: %s."), a->name, buf_str(&codes));
	buf_free(&codes);
	return known ? OK : e->code;
}

enum err_code rows_put_words(struct cmd_context *c, const struct rows_words *w, int64_t *id,
    struct err *e)
{
	struct form *form = form_catalog_find(c->desk->forms, w->form);
	struct conflict_list clash = { 0 };
	struct form_edit *x = NULL;
	struct form_env env;
	enum err_code rc = OK;

	if (!form)
		return err_set(e, ERR_CONFIG, tr("There is no form \"%s\" in %s."), w->form,
		    c->forms_dir);
	rows_env(c->desk, rows_kind(w->form), &env);
	if (w->id)
		rc = form_edit_open(form, &env, w->id, &x, e);
	else
		x = form_edit_new(form, &env);
	for (int i = 0; i < w->n && rc == OK; i++)
		rc = form_set_word(x, w->words[i], c->usage, e);
	if (rc == OK)
		rc = rows_save(c->desk, x, w->owner, &clash, id, e);
	conflict_list_free(&clash);
	form_edit_free(x);
	return rc;
}

enum err_code rows_say(struct cmd_context *c, const char *table, int64_t id)
{
	static const struct table_col columns[] = { { "id", 0, true }, { "name", 0, false } };
	char name[160];
	struct table_out *t;

	rows_name(c->desk, table, id, name, sizeof name);
	if (c->format == FORMAT_TEXT) {
		say(c, "%lld %s", (long long)id, name);
		return OK;
	}
	t = table_begin(c, columns, COUNT(columns));
	table_int(t, id);
	table_text(t, name);
	table_row(t);
	table_end(t, NULL);
	return OK;
}
