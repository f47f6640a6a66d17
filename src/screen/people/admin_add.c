/* The small rows of the lower half, entered as one line; who is away; a setting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin_priv.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/branch.h"
#include "data/resource.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/house.h"
#include "desk/rows.h"
#include "desk/settings.h"
#include "form/label.h"
#include "form/roles.h"
#include "tui/loop.h"
#include "tui/picker.h"
#include "tui/textline.h"

static enum err_code done(struct screen *s, enum err_code rc, const char *what)
{
	if (rc != OK)
		return rc;
	front_wrote(s);
	screen_done(s, "%s", what);
	return OK;
}

/* ---- roles and abilities ---- */

/* "reception", "reception@pd", "expert@all": where it holds; the person's own branch if nothing is
 * said. False: there is no such branch. */
static bool place_of(struct admin *st, const char *at, int64_t *branch_id)
{
	struct branch b;
	struct staff p;
	struct err none = ERR_INIT;

	*branch_id = 0;
	if (at && (!strcmp(at, "all") || !strcmp(at, "*")))
		return true;
	if (at) {
		if (branch_by_code(st->desk->store, at, &b, &none) != OK)
			return false;
		*branch_id = b.id;
		return true;
	}
	if (staff_get(st->desk->store, st->asked_id, &p, &none) == OK)
		*branch_id = p.branch_id;
	return true;
}

/* By code, or by its label in the language of the screen. */
static const struct role *role_named(struct admin *st, const char *word)
{
	const struct role *r = roles_find(st->desk->roles, word);

	for (size_t i = 0; !r && i < st->desk->roles->n; i++)
		if (!strcmp(label_text(&st->desk->roles->roles[i].label), word))
			r = &st->desk->roles->roles[i];
	return r;
}

static void split_at(const char *text, char *word, size_t size, char **at)
{
	text_copy(word, size, text);
	*at = strchr(word, '@');
	if (*at)
		*(*at)++ = '\0';
	while (word[0] && word[strlen(word) - 1] == ' ')
		word[strlen(word) - 1] = '\0';
}

static void ability_note(struct screen *s, const char *text, struct buf *out)
{
	struct admin *st = s->state;
	const struct role *role;
	char word[80], *at;

	split_at(text, word, sizeof word, &at);
	role = st->tab == TAB_PEOPLE ? role_named(st, word) : NULL;
	if (role)
		buf_printf(out, tr("= role: %s"), label_text(&role->label));
	else if (word[0])
		buf_printf(out, tr("= good for: %s"), word);
	else if (st->tab == TAB_PEOPLE)
		buf_puts(out, tr("reception, reception@pd, expert@all; or laser"));
}

static enum err_code resource_of(struct admin *st, int64_t *id, struct err *e)
{
	struct resource r;

	*id = st->asked_id;
	if (st->tab != TAB_PEOPLE)
		return OK;
	if (resource_by_staff(st->desk->store, st->asked_id, &r, e) == ERR_NOTFOUND) {
		err_clear(e);
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("Nobody is good for anything who cannot be booked. y first."));
	}
	*id = r.id;
	return e->code;
}

static enum err_code ability_given(struct screen *s, const char *text, struct err *e)
{
	struct admin *st = s->state;
	const struct role *role;
	char word[80], *at, said[200];
	int64_t branch, resource;
	enum err_code rc;

	if (!text || !text[strspn(text, " ")])
		return OK;
	split_at(text, word, sizeof word, &at);
	role = st->tab == TAB_PEOPLE ? role_named(st, word) : NULL;
	if (role) {
		if (!place_of(st, at, &branch))
			return err_set(e, ERR_NOTFOUND, tr("There is no branch \"%.40s\"."), at);
		rc = house_role(st->desk, st->asked_id, role->code, branch, true, false, e);
		return done(s, rc, text_fmt(said, sizeof said, tr("Role given: %s."),
		    label_text(&role->label)));
	}
	rc = resource_of(st, &resource, e);
	if (rc == OK)
		rc = house_skill(st->desk, resource, word, true, e);
	return done(s, rc, text_fmt(said, sizeof said, tr("Good for %s from now on."), word));
}

/* ---- ways ---- */

static enum err_code way_given(struct screen *s, const char *text, struct err *e)
{
	struct admin *st = s->state;
	struct branch b;
	char code[24], said[200];
	int minutes = 0;

	if (!text || !text[strspn(text, " ")])
		return OK;
	if (sscanf(text, " %23s %d", code, &minutes) != 2)
		return err_set(e, ERR_INVALID, "%s",
		    tr("The code of the other branch and minutes: pd 40"));
	if (branch_by_code(st->desk->store, code, &b, e) == ERR_NOTFOUND) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND, tr("There is no branch \"%.40s\"."), code);
	}
	return done(s, house_travel(st->desk, st->asked_id, b.id, minutes, e),
	    text_fmt(said, sizeof said, tr("%d minutes to %s, both ways."), minutes, b.name));
}

/* ---- n and x below ---- */

static int next_line(const struct admin *st)
{
	int n = 1;

	for (size_t i = 0; i < st->lines.n; i++)
		n += st->lines.v[i].kind == DETAIL_NEED;
	return n;
}

enum err_code admin_line_new(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	const struct admin_kind *k = admin_kind(st);
	bool way = st->tab == TAB_BRANCHES;

	if (st->tab == TAB_SERVICES) {
		if (next_line(st) > 8)
			return err_set(e, ERR_INVALID, "%s", tr("A service takes eight at most."));
		return admin_open_form(s, "need", st->shown_id, 0, e);
	}
	if (!k->adds)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Nothing can be added here. Tab goes back to the list."));
	st->asked_id = st->shown_id;
	textline_ask(s, &(struct textline){ .label = tr(k->adds), .max_cp = 60,
	    .note = way ? NULL : ability_note, .done = way ? way_given : ability_given });
	return OK;
}

static enum err_code take_need(struct screen *s, const char *reason, struct err *e)
{
	struct admin *st = s->state;

	return done(s, rows_set_state(st->desk, rows_kind("need"), st->asked.ref, "retired", reason,
	    e), tr("The service does not take that any more."));
}

static enum err_code line_retired(struct screen *s, const char *reason, struct err *e)
{
	struct admin *st = s->state;
	const struct detail_row *r = &st->asked;
	char said[200];

	if (!reason)
		return OK;
	if (r->kind == DETAIL_NEED)
		return take_need(s, reason, e);
	text_fmt(said, sizeof said, tr("Taken away: %s."), r->text);
	if (r->kind == DETAIL_ROLE)
		return done(s, house_role(st->desk, st->asked_id, r->word, r->ref, false, false, e),
		    said);
	return done(s, house_skill(st->desk, r->ref, r->word, false, e), said);
}

enum err_code admin_line_retire(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	const struct detail_row *r = admin_line_at(st);

	if (!r || (r->kind != DETAIL_ROLE && r->kind != DETAIL_SKILL && r->kind != DETAIL_NEED))
		return err_set(e, ERR_INVALID, "%s",
		    tr("Only roles, abilities and needs are taken away here."));
	st->asked = *r;
	st->asked_id = st->shown_id;
	textline_ask(s, &(struct textline){ .label = tr("Why"), .max_cp = 100,
	    .done = line_retired });
	return OK;
}

/* ---- who is away ---- */

static void who_choices(void *ctx, const char *text, struct picker_list *out)
{
	struct desk *d = ctx;
	struct resource_list all = { 0 };
	struct err none = ERR_INIT;

	if (resource_list(d->store, d->branch_id, NULL, false, &all, &none) != OK)
		return;
	for (size_t i = 0; i < all.n; i++)
		if (picker_fits(text, all.v[i].code, all.v[i].name))
			picker_add(out, all.v[i].id, all.v[i].code, all.v[i].name, all.v[i].code);
	resource_list_free(&all);
}

static void who_chosen(struct screen *s, const struct picker_choice *choice)
{
	struct err e = ERR_INIT;

	if (choice && admin_open_form(s, "absence", choice->id, 0, &e) != OK)
		screen_refuse(s, &e);
}

enum err_code admin_absence_new(struct screen *s, struct err *e)
{
	return picker_open(s, &(struct picker){ .at = { s->body.row, 2, 1, 30 },
	    .title = tr("Who or what is away"), .choices = who_choices, .ctx = front_desk(s),
	    .done = who_chosen }, e);
}

/* ---- settings ---- */

static enum err_code number_given(struct screen *s, const char *text, struct err *e)
{
	struct admin *st = s->state;
	enum setting_number which = (enum setting_number)(st->asked_id - 1);
	const struct setting_row *row = &setting_rows[which];
	char said[200];
	long n = (long)row->fallback;
	char *end;

	if (!text)
		return OK;
	if (text[strspn(text, " ")]) {
		n = strtol(text, &end, 10);
		if (end[strspn(end, " ")])
			return err_set(e, ERR_INVALID, "%s", tr("A whole number is wanted."));
	}
	return done(s, settings_set(st->desk, which, n, e),
	    text_fmt(said, sizeof said, tr("Set: %s = %ld."), tr(row->label), n));
}

enum err_code admin_setting_ask(struct screen *s, struct err *e)
{
	struct admin *st = s->state;
	const struct admin_row *r = admin_row_at(st);

	(void)e;
	if (!r)
		return OK;
	st->asked_id = r->id;
	textline_ask(s, &(struct textline){ .label = tr("Now"), .text = r->cell[1], .max_cp = 8,
	    .done = number_given });
	return OK;
}
