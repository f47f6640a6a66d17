#include "desk/macros.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/action.h"
#include "data/site.h"
#include "desk/desk.h"

#define PREFIX "macro:"

static bool is_letter(uint32_t cp)
{
	return cp >= 0x80 || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static bool is_name(const char *name)
{
	const char *p = name;
	uint32_t cp = utf8_next(&p);

	if (!is_letter(cp) || strlen(name) >= MACRO_NAME || !utf8_valid(name, strlen(name)))
		return false;
	while ((cp = utf8_next(&p)))
		if (!is_letter(cp) && cp != '-' && (cp < '0' || cp > '9'))
			return false;
	return true;
}

static char *key_of(const char *name, char *out, size_t size)
{
	return text_fmt(out, size, PREFIX "%s", name);
}

enum err_code macros_list(struct desk *d, struct macro_list *out, struct err *e)
{
	struct setting_list all = { 0 };
	enum err_code rc = setting_list(d->store, PREFIX, &all, e);

	out->n = 0;
	for (size_t i = 0; i < all.n; i++) {
		struct macro *m = vec_push(out);

		text_copy(m->name, sizeof m->name, all.v[i].key + strlen(PREFIX));
		text_copy(m->line, sizeof m->line, all.v[i].value);
	}
	setting_list_free(&all);
	return rc;
}

void macro_list_free(struct macro_list *l)
{
	vec_free(l);
}

enum err_code macros_get(struct desk *d, const char *name, char *out, struct err *e)
{
	char key[sizeof PREFIX + MACRO_NAME];

	*out = '\0';
	if (!is_name(name))
		return OK;
	return setting_get(d->store, key_of(name, key, sizeof key), out, MACRO_LINE, e);
}

static enum err_code check(const char *name, const char *line, struct err *e)
{
	if (!is_name(name))
		return err_set(e, ERR_INVALID, "%s",
		    tr("A macro's name is a letter, then letters, figures and hyphens."));
	if (line && strlen(line) >= MACRO_LINE)
		return err_set(e, ERR_INVALID, "%s", tr("That line is too long for a macro."));
	return OK;
}

enum err_code macros_set(struct desk *d, const char *name, const char *line, struct err *e)
{
	struct action_head head = { .name = "site-edit" };
	char key[sizeof PREFIX + MACRO_NAME], subject[48];
	struct txn *t;
	enum err_code rc = check(name, line, e);

	if (rc != OK)
		return rc;
	key_of(name, key, sizeof key);
	text_fmt(subject, sizeof subject, "setting:%s", key);
	head.subject = subject;
	rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = setting_set(t, key, line && *line ? line : NULL, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	return action_commit(t, NULL, e);
}
