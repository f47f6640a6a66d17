/* What is typed is kept as a draft; what others change comes in without overwriting it. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/draft.h"
#include "data/history.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "formview_priv.h"

/* ---- keeping ---- */

static void write_draft(void *ctx, struct buf *title, struct buf *body, struct buf *cursor)
{
	struct formview *v = ctx;
	int field = formview_typing(v) ? v->at : v->last;

	v->title(v->owner, title);
	form_edit_save_draft(v->edit, body);
	if (v->more)
		v->more->save(v->owner, body);
	/* Counted from the end: as it is shown again, a number may have got blanks. */
	if (field >= 0)
		buf_printf(cursor, "%s:%zu", formview_field(v, field)->name,
		    strlen(field_text(&v->editor)) - v->editor.cur);
}

static bool worth_keeping(const struct formview *v)
{
	return form_edit_dirty(v->edit) || (v->more && v->more->any(v->owner));
}

void formview_watch(struct formview *v)
{
	struct front *f = front_of(v->owner);

	if (!v->draft.form)
		return;
	if (!v->watched) {
		v->draft.ctx = v;
		v->draft.write = write_draft;
		front_draft_watch(f, &v->draft);
		v->watched = true;
	}
	if (worth_keeping(v))
		front_draft_typed(f, &v->draft);
	else
		front_draft_done(f, &v->draft);         /* all of it was taken back */
}

void formview_more_changed(struct formview *v)
{
	v->typed = true;
	formview_watch(v);
}

void formview_more_put(struct buf *body, const char *word, const char *text)
{
	buf_printf(body, "#%s\t%s\n", word, text);
}

/* The lines of BODY that are the screen's own. */
static void load_more(struct formview *v, const char *body)
{
	while (v->more && *body) {
		size_t n = strcspn(body, "\n"), word = strcspn(body, "\t\n");
		struct buf line = BUF_INIT;

		if (*body == '#' && word < n) {
			buf_add(&line, body + 1, n - 1);
			line.s[word - 1] = '\0';
			v->more->load(v->owner, line.s, line.s + word);
		}
		buf_free(&line);
		body += n + (body[n] == '\n');
	}
}

void formview_keep(struct formview *v)
{
	if (v->watched && v->draft.dirty)
		front_draft_try(front_of(v->owner));
}

enum leave formview_leave(struct formview *v)
{
	if (!v->edit)
		return LEAVE_GO;
	formview_commit(v);
	/* On a full disk, for one, the words are nowhere but here. */
	if (v->typed && worth_keeping(v) &&
	    !front_draft_leave(front_of(v->owner), &v->draft))
		return LEAVE_STAY;
	return LEAVE_GO;
}

void formview_saved(struct formview *v)
{
	v->typed = v->touched = false;
	if (v->watched || v->draft.draft_id)
		front_draft_done(front_of(v->owner), &v->draft);
	v->draft.ref_id = form_edit_id(v->edit);
	if (formview_typing(v))
		formview_show_text(v);
}

void formview_discard(struct formview *v)
{
	struct front *f = front_of(v->owner);
	struct err e = ERR_INIT;

	formview_keep(v);
	if (v->draft.draft_id && drafts_set_state(f->desk, v->draft.draft_id, "kept", &e) != OK)
		screen_refuse(v->owner, &e);
	v->typed = v->draft.dirty = false;
}

/* ---- going on ---- */

static void put_cursor(struct formview *v, const char *cursor)
{
	const char *colon = strchr(cursor, ':');
	char name[96];
	int field;
	size_t n, left;

	if (!colon)
		return;
	text_copy(name, sizeof name, cursor);
	name[colon - cursor] = '\0';
	field = form_field_index(form_edit_form(v->edit), name);
	if (field < 0 || !formview_enterable(v, field))
		return;
	formview_go(v, field);
	formview_show_text(v);
	left = (size_t)strtoul(colon + 1, NULL, 10);
	n = strlen(field_text(&v->editor));
	while (v->editor.cur > 0 && n - v->editor.cur < left) {
		struct key back = key_func(K_LEFT);

		field_key(&v->editor, &back);
	}
}

static void tell_resumed(struct formview *v, const struct form_draft_result *r)
{
	struct screen *s = v->owner;

	if (r->changed)
		screen_say(s, STYLE_MSG_INFO,
		    trn("Going on. %zu field was changed elsewhere since: F10 asks.",
			"Going on. %zu fields were changed elsewhere since: F10 asks.",
			(long)r->changed),
		    r->changed);
	else if (r->lost)
		screen_say(s, STYLE_MSG_INFO, trn("Going on. %zu field is no longer in this form.",
		    "Going on. %zu fields are no longer in this form.", (long)r->lost), r->lost);
	else
		screen_say(s, STYLE_MSG_INFO, trn("Going on with what was typed: %zu field.",
		    "Going on with what was typed: %zu fields.", (long)r->taken), r->taken);
}

enum err_code formview_resume(struct formview *v, int64_t draft_id, struct err *e)
{
	struct front *f = front_of(v->owner);
	struct form_draft_result result;
	struct draft d;
	enum err_code rc = draft_get(f->desk->store, draft_id, &d, e);

	if (rc != OK)
		return rc;
	if (d.staff_id != f->desk->who.staff_id) {
		draft_free(&d);
		return err_set(
		    e, ERR_DENIED, "%s", tr("Not opened. What was typed there is another's."));
	}
	rc = drafts_take(f->desk, draft_id, e);
	if (rc != OK) {
		draft_free(&d);
		return rc;
	}
	result = form_edit_load_draft(v->edit, d.body ? d.body : "");
	load_more(v, d.body ? d.body : "");
	v->draft.draft_id = draft_id;
	v->typed = true;
	put_cursor(v, d.cursor);
	draft_free(&d);
	formview_watch(v);
	formview_keep(v);               /* open again: nobody is offered it a second time */
	tell_resumed(v, &result);
	return OK;
}

enum err_code formview_again(struct formview *v, int64_t ref_id, struct err *e)
{
	struct front *f = front_of(v->owner);
	int64_t id = f->box_draft;

	f->box_draft = 0;
	v->draft.ref_id = ref_id;
	if (!id && v->draft.form && ref_id &&
	    drafts_find(f->desk, "parked", v->draft.form, ref_id, &id, e) != OK)
		return e->code;
	return id ? formview_resume(v, id, e) : OK;
}

/* ---- others ---- */

char *formview_who(struct desk *d, int64_t action_id, char *out, size_t size)
{
	struct action_row a;
	struct staff p;
	struct err none = ERR_INIT;

	text_copy(out, size, "");
	if (!action_id || action_get(d->store, action_id, &a, &none) != OK)
		return out;
	if (!a.staff_id || staff_get(d->store, a.staff_id, &p, &none) != OK)
		return text_copy(out, size, a.station);
	if (!a.station[0])              /* at the command line, at a terminal without a name */
		return text_copy(out, size, p.name);
	return text_fmt(out, size, "%s (%s)", p.name, a.station);
}

/* Did the person at this terminal do what came last to this client: an undo, for one? That was said
 * already, and it is no news. */
static bool is_own_doing(const struct formview *v)
{
	struct desk *d = front_desk(v->owner);
	struct action_filter find = { .client_id = form_edit_id(v->edit), .limit = 1 };
	struct action_list l = { 0 };
	struct err none = ERR_INIT;
	bool own;

	if (strcmp(form_edit_form(v->edit)->table, "client") != 0)
		return false;
	own = action_list_find(d->store, &find, &l, &none) == OK && l.n &&
	    l.v[0].staff_id == d->who.staff_id && !strcmp(l.v[0].station, d->who.station) &&
	    !strcmp(l.v[0].origin, d->who.origin);
	action_list_free(&l);
	return own;
}

/* What fields held before a reload, to see which of them moved. */
static struct value *copy_bases(const struct formview *v, size_t n)
{
	struct value *before = mem_array(n, sizeof *before);

	for (size_t i = 0; i < n; i++)
		value_copy(&before[i], &form_edit_field(v->edit, (int)i)->base);
	return before;
}

/* Marks what moved, and names in LABELS those that clash with what is typed here, else all; the
 * action that wrote the last one goes to *ACTION. Returns whether any clashes. */
static bool mark_news(struct formview *v, const struct value *before, bool own,
    struct buf *labels, int64_t *action)
{
	const struct form *f = form_edit_form(v->edit);
	bool clash = false;

	for (size_t i = 0; i < f->nfields; i++)
		clash |= form_edit_field(v->edit, (int)i)->conflict == CONFLICT_OPEN;
	for (size_t i = 0; i < f->nfields; i++) {
		const struct field_state *s = form_edit_field(v->edit, (int)i);
		bool open = s->conflict == CONFLICT_OPEN,
		     moved = !value_equal(&before[i], &s->base);

		if (moved && !open && !own && (int)i != v->at)
			v->news[i] = true;
		if (clash ? !open : !moved)
			continue;
		buf_printf(labels, "%s%s", labels->n ? ", " : "", label_text(&f->fields[i].label));
		*action = s->action_id;
	}
	return clash;
}

static void tell_changed(struct formview *v, const struct value *before)
{
	struct buf labels = { 0 };
	int64_t action = 0;
	bool own = is_own_doing(v);
	bool clash = mark_news(v, before, own, &labels, &action);
	char who[160];

	formview_who(front_desk(v->owner), action, who, sizeof who);
	if (clash)
		screen_say(v->owner, STYLE_MSG_REFUSED,
		    tr("Changed by %s while you typed: %s. F10 asks: mine or theirs."), who,
		    buf_str(&labels));
	else if (own)
		;                       /* said where it was done */
	else if (labels.n && !who[0])           /* a row that is gone again has nobody to name */
		screen_say(v->owner, STYLE_MSG_INFO, tr("Changed just now: %s."), buf_str(&labels));
	else if (labels.n)
		screen_say(v->owner, STYLE_MSG_INFO, tr("Changed by %s just now: %s."), who,
		    buf_str(&labels));
	buf_free(&labels);
}

enum err_code formview_reload(struct formview *v, struct err *e)
{
	size_t n, changed = 0;
	struct value *before;
	enum err_code rc;

	if (!v->edit || !form_edit_id(v->edit))
		return OK;
	n = form_edit_form(v->edit)->nfields;
	before = copy_bases(v, n);
	rc = form_edit_refresh(v->edit, &changed, e);
	if (rc == OK && changed) {
		tell_changed(v, before);
		if (formview_typing(v) && !form_edit_field(v->edit, v->at)->dirty)
			formview_show_text(v);
		screen_dirty(v->owner, DIRTY_DRAW);
	}
	for (size_t i = 0; i < n; i++)
		value_free(&before[i]);
	mem_free(before);
	return rc;
}
