#include "desk/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/client.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"

enum { VALUE_SIZE = 2000 };

enum { CLIENTS = 64 };                  /* of one action; who touches more names nobody */

struct telling {
	struct desk *d;
	struct change_words *out;
	struct action_row action;
	bool hide_private;              /* the reader may not see private texts */
	bool hide_names;                /* it touches a restricted file, not for the reader */
	char row_table[32], row_key[48];        /* row of the line before */
};

/* ---- what may be seen ---- */

static int64_t subject_client(const struct action_row *a)
{
	return strncmp(a->subject, "client:", 7) ? 0 : strtoll(a->subject + 7, NULL, 10);
}

/* Does the line point to a restricted file? The row itself, or a column that holds a client. */
static bool look_for_names(void *ctx, const struct change_line *line)
{
	struct telling *t = ctx;
	const struct table_def *def = catalog_table(line->table);
	const struct column_def *c = def ? catalog_column(def, line->column) : NULL;

	if (!strcmp(line->table, "client"))
		t->hide_names |= cover_is_on(t->d, strtoll(line->key, NULL, 10));
	if (c && c->flags & COL_CLIENT)
		t->hide_names |= cover_is_on(t->d, line->before.i) ||
		    cover_is_on(t->d, line->after.i);
	return !t->hide_names;
}

/* Free words about a client, or by one: they name it as well as the name does. */
static bool is_words(const struct change_line *line)
{
	static const char *const tables[] = { "callback", "callback_step", "complaint",
		"complaint_step", "cultivation", "cultivation_step", "escalation", "guest",
		"message", "reply", "suggestion", "improvement" };
	static const char *const columns[] = { "about", "about_en", "against", "answer", "content",
		"done_text", "feedback", "measure", "problem", "promised", "reason", "result",
		"satisfied_why", "text", "wanted", "why" };
	bool table = false;

	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		table |= !strcmp(tables[i], line->table);
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (table && !strcmp(columns[i], line->column))
			return true;
	return false;
}

static bool is_hidden(const struct telling *t, const struct change_line *line,
    const struct column_def *c)
{
	if (t->hide_names && is_words(line))
		return true;
	if (c->flags & COL_PRIVATE && (t->hide_private || t->hide_names))
		return true;
	return t->hide_names && c->flags & COL_SEARCH &&
	    (!strcmp(line->column, "name") || !strcmp(line->column, "pinyin"));
}

/* ---- what is worth telling ---- */

/* The program's own columns tell a person nothing, but for those that a use case sets. */
static bool is_minor(const struct change_line *line, const struct column_def *c)
{
	static const char *const told[] = { "state", "merged_into", "file_no", "reason", "why",
	    "kind" };

	if (!strcmp(line->table, "form_text"))
		return true;            /* the text of a form, kept when it is first used */
	if (!strcmp(line->table, "visit") && !strcmp(line->column, "place"))
		return true;            /* to sort by; its event says from where to where */
	if (!strcmp(line->table, "visit_event") && !strcmp(line->column, "text"))
		return line->after.type == VALUE_NULL;
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
		if (!strcmp(told[i], line->column))
			return false;
	if (c->flags & (COL_SYSTEM | COL_KEY))
		return true;
	return !strcmp(line->column, "day") || (line->op == CHANGE_INSERT &&
	    (!strcmp(line->column, "branch_id") || (line->after.type == VALUE_INT &&
	    !line->after.i)));
}

/* ---- rows ---- */

static void say_row(struct telling *t, const struct change_line *line, const struct table_def *def,
    char *out, size_t size)
{
	int64_t id = strtoll(line->key, NULL, 10);
	char name[140];

	if (!strcmp(line->table, "client"))
		describe_client(t->d, id, name, sizeof name);
	else if (!strcmp(line->table, "appointment") ||
	    !strcmp(line->table, "appointment_resource"))
		describe_appointment(t->d, id, name, sizeof name);
	else if (!strcmp(line->table, "staff") || !strcmp(line->table, "staff_role"))
		describe_staff(t->d, id, name, sizeof name);
	else
		text_copy(name, sizeof name, line->key);
	text_fmt(out, size, "%s %s", tr(def->label), name);
}

static bool is_subject(const struct telling *t, const char *table)
{
	size_t n = strlen(table);

	return !strncmp(t->action.subject, table, n) && t->action.subject[n] == ':';
}

static bool tell(void *ctx, const struct change_line *line)
{
	struct telling *t = ctx;
	const struct table_def *def = catalog_table(line->table);
	const struct column_def *c = def ? catalog_column(def, line->column) : NULL;
	struct change_word *w;
	char text[VALUE_SIZE];

	if (!c)
		return true;
	w = vec_push(t->out);
	w->op = line->op;
	w->by_rule = line->by_rule;
	w->minor = is_minor(line, c);
	w->first = strcmp(t->row_table, line->table) || strcmp(t->row_key, line->key);
	text_copy(t->row_table, sizeof t->row_table, line->table);
	text_copy(t->row_key, sizeof t->row_key, line->key);
	say_row(t, line, def, w->row, sizeof w->row);
	if (is_subject(t, line->table))
		text_copy(w->column, sizeof w->column, tr(c->label));
	else
		text_fmt(w->column, sizeof w->column, "%s: %s", tr(def->label), tr(c->label));
	if (is_hidden(t, line, c))
		return true;
	w->before = mem_dup(change_value_text(t->d, line->table, line->column, &line->before, text,
	    sizeof text));
	w->after = mem_dup(change_value_text(t->d, line->table, line->column, &line->after, text,
	    sizeof text));
	return true;
}

/* Whose files it touched is kept with the action, a step of a complaint too. */
static enum err_code look_at_clients(struct telling *t, int64_t action, struct err *e)
{
	int64_t ids[CLIENTS];
	size_t n;
	enum err_code rc = action_clients(t->d->store, action, ids, CLIENTS, &n, e);

	t->hide_names = cover_is_on(t->d, subject_client(&t->action)) || n == CLIENTS;
	for (size_t i = 0; i < n && !t->hide_names; i++)
		t->hide_names = cover_is_on(t->d, ids[i]);
	return rc;
}

enum err_code changes_in_words(struct desk *d, int64_t action, struct change_words *out,
    struct err *e)
{
	struct telling t = { .d = d, .out = out, .hide_private = !rights_may(d, "see-private") };
	enum err_code rc = action_get(d->store, action, &t.action, e);

	change_words_free(out);
	if (rc != OK)
		return rc;
	if (!rights_may(d, "see-restricted")) {
		rc = look_at_clients(&t, action, e);
		if (rc == OK)
			rc = action_each_change(d->store, action, look_for_names, &t, e);
	}
	return rc == OK ? action_each_change(d->store, action, tell, &t, e) : rc;
}

void change_words_free(struct change_words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		mem_free(w->v[i].before);
		mem_free(w->v[i].after);
	}
	vec_free(w);
}
