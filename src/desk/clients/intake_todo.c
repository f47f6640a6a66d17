/* The work lists about files: what is still to complete, who may be one person. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "data/action.h"
#include "data/todo.h"
#include "desk/desk.h"
#include "form/form_catalog.h"
#include "intake_priv.h"

static struct todo new_todo(const struct desk *d, int64_t client_id, const char *kind)
{
	struct todo w = { .branch_id = d->branch_id, .client_id = client_id,
		.created_at = clock_now() };

	desk_today_text(d, w.day);
	text_copy(w.kind, sizeof w.kind, kind);
	return w;
}

enum err_code intake_todo_complete(struct desk *d, struct txn *t, int64_t client_id,
    const char *missing, struct err *e)
{
	struct todo w = new_todo(d, client_id, "complete");

	if (!missing[0])
		return todo_close(t, client_id, "complete", e);
	text_copy(w.why, sizeof w.why, missing);
	return todo_insert(t, &w, false, NULL, e);
}

enum err_code intake_todo_alike(struct desk *d, struct txn *t, int64_t client_id,
    const struct alike_list *alike, bool dismissed, long *n, struct err *e)
{
	enum err_code rc = OK;
	int64_t id;

	for (size_t i = 0; i < alike->n && rc == OK; i++) {
		struct todo w = new_todo(d, client_id, "duplicate");

		if (alike->v[i].strength > 2)
			continue;
		w.other_id = alike->v[i].client_id;
		alike_words(alike->v[i].why, w.why, sizeof w.why);
		rc = todo_insert(t, &w, false, &id, e);
		if (rc == OK && dismissed && alike->v[i].strength == 1)
			rc = todo_set_state(t, id, "dismissed", e);
		if (n)
			(*n)++;
	}
	return rc;
}

/* ---- in words ---- */

static const char *why_word(const struct form *form, const char *word)
{
	const char *alike = alike_word(word);

	for (size_t i = 0; form && !alike && i < form->nfields; i++)
		if (!strcmp(form->fields[i].name, word))
			return label_text(&form->fields[i].label);
	return alike ? alike : word;
}

char *intake_why_text(const struct desk *d, const char *why, char *out, size_t size)
{
	const struct form *form = form_catalog_find(d->forms, "client");
	struct buf text = { 0 };
	char word[64];

	for (size_t n; *why; why += n) {
		why += strspn(why, ", ");
		n = strcspn(why, ",");
		if (!n)
			break;
		text_fmt(word, sizeof word, "%.*s", (int)n, why);
		buf_printf(&text, "%s%s", text.n ? ", " : "", why_word(form, word));
	}
	text_copy(out, size, buf_str(&text));
	buf_free(&text);
	return out;
}

/* ---- done ---- */

enum err_code intake_todo_done(struct desk *d, int64_t todo_id, const char *state, struct err *e)
{
	struct action_head head = { .name = "client-todo" };
	struct todo w;
	struct txn *t;
	enum err_code rc = todo_get(d->store, todo_id, &w, e);

	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = todo_set_state(t, todo_id, state, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, "client", w.client_id);
	return action_commit(t, NULL, e);
}
