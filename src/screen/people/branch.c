/*
 * Another branch at this terminal: whoever belongs to several may look into each and work there.
 * The terminal keeps its own, and has it back when somebody else logs in.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "data/branch.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "screen/front/front_priv.h"
#include "tui/loop.h"
#include "tui/picker.h"

/* Where one is looking at belongs to the branch that is left. */
static void forget_places(struct front *f)
{
	f->schedule = (struct schedule_memory){ .minute = -1 };
	f->list_day = 0;
	f->badges_ms = 0;
	loop_refresh_all(f->loop);
}

enum err_code front_go_branch(struct screen *s, int64_t branch_id, struct err *e)
{
	struct front *f = front_of(s);
	struct loop *l = s->loop;
	int64_t before = f->desk->branch_id;
	enum err_code rc;

	if (branch_id == before) {
		screen_say(s, STYLE_MSG_INFO, tr("Already there: %s."), f->desk->branch_name);
		return OK;
	}
	rc = desk_may_see_branch(f->desk, branch_id, e);
	/* What is being typed was begun in the branch that is left: it is parked there. */
	if (rc == OK)
		rc = screen_goto(l, &today_screen, NULL, e);
	if (rc == OK)
		rc = desk_set_branch(f->desk, branch_id, e);
	if (rc != OK)
		return rc;
	if (!f->home_branch)
		f->home_branch = before;
	forget_places(f);
	screen_done(screen_top(l), tr("Now in %s. Everything here is that branch's until you leave "
	    "it (Alt-b)."), f->desk->branch_name);
	return OK;
}

enum err_code front_home_branch(struct front *f, struct err *e)
{
	int64_t home = f->home_branch;

	f->home_branch = 0;
	if (!home || home == f->desk->branch_id)
		return OK;
	forget_places(f);
	return desk_set_branch(f->desk, home, e);
}

/* ---- which ---- */

static void choices(void *ctx, const char *text, struct picker_list *out)
{
	struct front *f = ctx;
	struct branch_list all = { 0 };
	struct err none = ERR_INIT;

	if (branch_list(f->desk->store, false, &all, &none) != OK)
		return;
	for (size_t i = 0; i < all.n; i++) {
		const struct branch *b = &all.v[i];

		const char *name = describe_in_language(b->name, b->name_en);

		if (!rights_belongs_to(f->desk, f->desk->who.staff_id, b->id) ||
		    !picker_fits(text, b->code, name))
			continue;
		picker_add(out, b->id, b->code, name,
		    b->id == f->desk->branch_id ? tr("here now") : b->code);
	}
	branch_list_free(&all);
}

static void chosen(struct screen *owner, const struct picker_choice *choice)
{
	struct err e = ERR_INIT;

	if (choice && front_go_branch(owner, choice->id, &e) != OK)
		screen_refuse(owner, &e);
}

static enum err_code by_word(struct screen *s, const char *word, struct err *e)
{
	struct branch_list all = { 0 };
	int64_t id = 0;
	size_t n = 0;
	enum err_code rc = branch_list(front_desk(s)->store, false, &all, e);

	for (size_t i = 0; rc == OK && i < all.n; i++)
		if (picker_fits(word, all.v[i].code, all.v[i].name) ||
		    picker_fits(word, all.v[i].code, all.v[i].name_en)) {
			id = all.v[i].id;
			n++;
		}
	branch_list_free(&all);
	if (rc == OK && n == 1)
		return front_go_branch(s, id, e);
	if (rc == OK)
		err_set(e, ERR_NOTFOUND, n ?
		    tr("Several branches fit \"%s\". Type more of the name, or branch alone.") :
		    tr("No branch fits \"%s\". branch alone lists them."), word);
	return e->code;
}

enum err_code front_run_branch(struct screen *s, struct err *e)
{
	const struct cmdline_words *words = cmdline_words(s);
	struct picker ask = { .at = { s->body.row, 2, 1, 50 }, .title = tr("Branch"),
		.choices = choices, .ctx = front_of(s), .done = chosen };

	/* A box that is open asks something else. */
	if (s->type->flags & SCREEN_OVERLAY)
		return OK;
	if (words && words->find[0])
		return by_word(s, words->find, e);
	return picker_open(s, &ask, e);
}
