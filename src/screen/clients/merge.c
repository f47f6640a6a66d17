/* Two files of one person side by side: one key a field, the survivor chosen, signed by a second
 * person. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/search.h"
#include "data/todo.h"
#include "desk/changes.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "desk/intake.h"
#include "desk/rights.h"
#include "merge_priv.h"
#include "screen/clientline.h"
#include "tui/dialog.h"
#include "tui/loop.h"
#include "tui/picker.h"

enum { OTHERS = 12 };

/* ---- fields ---- */

size_t merge_rows(const struct merge *st)
{
	size_t n = 0;

	while (n < st->view.fields.n && (st->all || !st->view.fields.v[n].equal))
		n++;
	return n;
}

const struct merge_field *merge_row(const struct merge *st)
{
	int row = list_row(&st->list);

	return row >= 0 && (size_t)row < st->view.fields.n ? &st->view.fields.v[row] : NULL;
}

/* Place in `taken`; ntaken: the survivor's own is kept. */
static size_t taken_at(const struct merge *st, const char *column)
{
	size_t i = 0;

	while (i < st->ntaken && strcmp(st->taken[i].column, column) != 0)
		i++;
	return i;
}

int merge_side(const struct merge *st, const struct merge_field *f)
{
	size_t at = taken_at(st, f->column->name);

	if (f->equal)
		return TAKE_KEEP;
	if (!f->may_choose)
		return f->keep.type == VALUE_NULL || (f->gone.type == VALUE_INT && f->gone.i &&
		    !f->keep.i) ? TAKE_GONE : TAKE_KEEP;
	return at < st->ntaken ? st->taken[at].side : TAKE_KEEP;
}

/* Columns that only make sense together go together: card number and level. */
static void choose(struct merge *st, const struct merge_field *f, int side)
{
	const char *group = column_group(f->column);

	for (size_t i = 0; i < st->view.fields.n; i++) {
		const struct merge_field *other = &st->view.fields.v[i];
		size_t at = taken_at(st, other->column->name);

		if (!other->may_choose || strcmp(column_group(other->column), group) != 0)
			continue;
		if (side == TAKE_KEEP && at < st->ntaken)
			st->taken[at] = st->taken[--st->ntaken];
		if (side == TAKE_KEEP || at == CHOICES_MAX)
			continue;
		st->ntaken += at == st->ntaken;
		st->taken[at] = (struct merge_taken){ other->column->name,
			side == TAKE_BOTH && !other->may_join ? TAKE_GONE : side };
	}
}

/* ---- reading ---- */

static void put_texts(struct merge *st)
{
	vec_free(&st->texts);
	for (size_t i = 0; i < st->view.fields.n; i++) {
		const struct merge_field *f = &st->view.fields.v[i];
		char (*pair)[2][300] = vec_push(&st->texts);

		change_value_text(st->desk, "client", f->column->name, &f->keep, (*pair)[0],
		    sizeof (*pair)[0]);
		change_value_text(st->desk, "client", f->column->name, &f->gone, (*pair)[1],
		    sizeof (*pair)[1]);
	}
}

static enum err_code merge_load(struct screen *s, struct err *e)
{
	struct merge *st = s->state;
	int64_t ids[] = { st->keep, st->gone };
	enum err_code rc = merge_preview(st->desk, st->keep, st->gone, &st->view, e);

	put_texts(st);
	if (rc == OK)
		rc = client_cards(st->desk->store, ids, 2, clock_now(), &st->cards, e);
	list_reloaded(&st->list);
	return rc;
}

/* A look at a restricted file is written down before it is seen. */
static enum err_code note_looks(struct merge *st, struct err *e)
{
	int64_t ids[] = { st->keep, st->gone };
	enum err_code rc = OK;

	for (int i = 0; i < 2 && rc == OK; i++)
		if (cover_is_on(st->desk, ids[i]))
			rc = intake_look(st->desk, ids[i], "restricted", "merge", e);
	return rc;
}

static enum err_code merge_open(struct screen *s, const void *arg, struct err *e)
{
	const struct merge_arg *a = arg;
	struct merge *st = s->state;
	enum err_code rc;

	st->desk = front_desk(s);
	merge_list_init(s);
	rc = merge_older(st->desk, a->a, a->b, &st->keep, e);
	st->gone = st->keep == a->a ? a->b : a->a;
	if (rc == OK)
		rc = merge_preview(st->desk, st->keep, st->gone, &st->view, e);
	return rc == OK ? note_looks(st, e) : rc;
}

static void merge_close(struct screen *s)
{
	struct merge *st = s->state;

	merge_preview_free(&st->view);
	client_card_list_free(&st->cards);
	vec_free(&st->texts);
	list_free(&st->list);
}

static unsigned merge_facts(const struct screen *s)
{
	const struct merge_field *f = merge_row(s->state);

	return NEED_NO_TEXT | (f ? NEED_ROW : 0) | (f && f->may_choose ? NEED_CHOICE : 0) |
	    (f && f->may_join ? NEED_JOIN : 0);
}

/* ---- merging ---- */

static enum err_code open_survivor(struct screen *s, int64_t keep, const char *name, struct err *e)
{
	struct client_arg arg = { .client_id = keep };
	struct loop *l = s->loop;
	struct desk *d = front_desk(s);
	char until[16];
	enum err_code rc;

	desk_clock_text(d, clock_now() + (int64_t)d->config.undo_minutes * 60, until, sizeof until);
	front_wrote(s);
	front_at_hand(s, keep);
	screen_finish(s, 1, NULL);
	/* The file it was started from may be the one that is gone now. */
	if (screen_top(l)->type == &client_screen && screen_under(screen_top(l)))
		screen_back(screen_top(l));
	rc = screen_open(l, &client_screen, &arg, e);
	screen_done(screen_top(l), tr("Merged into %s. Ctrl-Z takes it apart again until %s."),
	    name,
	    until);
	return rc;
}

/* What the second person has seen is what is done: changed meanwhile, it is shown anew. */
static enum err_code check_seen(struct screen *s, struct err *e)
{
	struct merge *st = s->state;
	enum err_code rc = merge_load(s, e);

	if (rc == OK && (st->view.keep_rev != st->keep_rev || st->view.gone_rev != st->gone_rev))
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("Not merged. One of the files was changed meanwhile; look again, then "
		       "F10."));
	return rc;
}

static enum err_code merge_now(struct screen *s, struct err *e)
{
	struct merge *st = s->state;
	struct merge_choice take[CHOICES_MAX];
	char name[200];
	int64_t action;
	enum err_code rc = check_seen(s, e);

	for (size_t i = 0; i < st->ntaken; i++)
		take[i] = (struct merge_choice){ st->taken[i].column,
		    st->taken[i].side == TAKE_BOTH };
	if (rc == OK)
		rc = merge_files(st->desk, st->keep, st->gone, take, st->ntaken, &action, e);
	if (rc != OK)
		return rc;
	clientline_name(st->desk, st->keep, name, sizeof name);
	return open_survivor(s, st->keep, name, e);
}

static void put_file(struct merge *st, int64_t id, const char *no, char *out, size_t size)
{
	char name[200];

	text_fmt(out, size, "%s (%s)", clientline_name(st->desk, id, name, sizeof name),
	    no[0] ? no : tr("no file number"));
}

/* What is signed, in figures. */
static void say_all(struct merge *st, char *out, size_t size)
{
	char gone[240], keep[240], moves[300], fields[200] = "";

	put_file(st, st->gone, st->view.gone_no, gone, sizeof gone);
	put_file(st, st->keep, st->view.keep_no, keep, sizeof keep);
	for (size_t i = 0; i < st->ntaken; i++) {
		size_t n = strlen(fields);
		const struct column_def *c = catalog_column(catalog_table("client"),
		    st->taken[i].column);

		text_fmt(fields + n, sizeof fields - n, "%s%s", n ? ", " : "", tr(c->label));
	}
	text_fmt(out, size, tr("merge %s into %s. Moves: %s. Taken from it: %s."), gone, keep,
	    merge_moves_text(st, moves, sizeof moves), fields[0] ? fields : tr("nothing"));
}

static enum err_code run_merge(struct screen *s, struct err *e)
{
	struct merge *st = s->state;
	char text[600];
	enum err_code rc;

	if (st->view.clash[0])
		return err_set(e, ERR_TAKEN, "%s", st->view.clash);
	st->keep_rev = st->view.keep_rev;
	st->gone_rev = st->view.gone_rev;
	rc = rights_check(st->desk, &st->desk->who, "client-merge", e);
	if (rc == OK)
		return merge_now(s, e);
	if (rc != ERR_SECOND)
		return rc;
	say_all(st, text, sizeof text);
	return front_second(s, &(struct second_ask){ .right = "client-merge", .text = text,
	    .done = merge_now }, e);
}

/* ---- other commands ---- */

static enum err_code run_choose(struct screen *s, struct err *e)
{
	struct merge *st = s->state;
	const struct merge_field *f = merge_row(st);

	if (!f || !f->may_choose)
		return err_set(e, ERR_INVALID, "%s", f && f->equal ?
		    tr("Both have the same: there is nothing to choose.") :
		    tr("Only one of them has it: it is kept whatever is chosen."));
	if (s->command->arg == TAKE_BOTH && !f->may_join)
		return err_set(e, ERR_INVALID, "%s",
		    tr("Only long texts can be kept both. 1 or 2."));
	choose(st, f, s->command->arg);
	list_move(&st->list, 1);
	return OK;
}

/* The other one survives; whose value was chosen stays chosen. */
static enum err_code run_swap(struct screen *s, struct err *e)
{
	struct merge *st = s->state;
	struct merge_taken before[CHOICES_MAX];
	size_t n = st->ntaken;
	int64_t keep = st->keep;

	(void)e;
	memcpy(before, st->taken, sizeof before);
	st->ntaken = 0;
	st->keep = st->gone;
	st->gone = keep;
	for (size_t i = 0; i < st->view.fields.n; i++) {
		const struct merge_field *f = &st->view.fields.v[i];
		int side = TAKE_KEEP;

		for (size_t k = 0; k < n; k++)
			if (!strcmp(before[k].column, f->column->name))
				side = before[k].side;
		if (f->may_choose && side != TAKE_GONE && st->ntaken < CHOICES_MAX)
			st->taken[st->ntaken++] = (struct merge_taken){ f->column->name,
				side == TAKE_BOTH ? TAKE_BOTH : TAKE_GONE };
	}
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return OK;
}

static enum err_code run_all(struct screen *s, struct err *e)
{
	struct merge *st = s->state;

	(void)e;
	st->all = !st->all;
	list_reloaded(&st->list);
	return OK;
}

static enum err_code run_read(struct screen *s, struct err *e)
{
	struct merge *st = s->state;
	const struct merge_field *f = merge_row(st);
	struct buf text = BUF_INIT;
	int row = list_row(&st->list);
	enum err_code rc;

	if (!f)
		return OK;
	buf_printf(&text, "1: %s\n\n2: %s", st->texts.v[row][0], st->texts.v[row][1]);
	rc = dialog_tell(s, tr(f->column->label), buf_str(&text), e);
	buf_free(&text);
	return rc;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("merge"), .needs = NEED_WRITE,
	  .help = N_("Merges the right file into the left one; a second person signs."),
	  .run = run_merge },
	{ .name = "take-left", .keys = "1", .label = N_("left"), .arg = TAKE_KEEP,
	  .flags = COMMAND_ROW, .help = N_("Keeps what the file that stays has."),
	  .run = run_choose },
	{ .name = "take-right", .keys = "2", .label = N_("the right"), .arg = TAKE_GONE,
	  .flags = COMMAND_ROW, .help = N_("Takes what the file that goes has."),
	  .run = run_choose },
	{ .name = "take-both", .keys = "3", .label = N_("both"), .arg = TAKE_BOTH,
	  .flags = COMMAND_ROW, .help = N_("Keeps both texts, one behind the other."),
	  .run = run_choose },
	{ .name = "merge-swap", .keys = "s", .label = N_("swap"),
	  .help = N_("The other file stays; what was chosen stays chosen."), .run = run_swap },
	{ .name = "view-next", .code = "vw", .keys = "v", .label = N_("all"),
	  .help = N_("Also shows what is the same in both, or only what differs."),
	  .run = run_all },
	{ .name = "row-open", .keys = "Enter", .label = N_("read"), .needs = NEED_ROW,
	  .flags = COMMAND_ROW, .help = N_("Shows both texts in full."), .run = run_read },
};

static enum key_use merge_key(struct screen *s, const struct key *k)
{
	if (key_is_text(*k) && k->code >= '1' && k->code <= '3')
		return KEY_UNUSED;
	return list_key(&((struct merge *)s->state)->list, k);
}

static void merge_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Two files of one person become one. The left file stays, the right one goes "
	    "into it: visits, remarks, telephones and all that hangs under it come along, "
	    "nothing is lost. Only rows that differ are shown; v shows all. 1 keeps the left "
	    "value, 2 takes the right one, 3 keeps both texts; s lets the other file "
	    "stay.\n\nF10 asks a second person to sign. Whoever looks for the file that went "
	    "is led to the one that stayed. Ctrl-Z, and F12 later, takes the merge apart "
	    "again."));
}

const struct screen_type merge_screen = {
	.name = "merge", .title = N_("Merge two files"), .state_size = sizeof(struct merge),
	.commands = KEYMAP_INIT(commands), .areas = AREA_CLIENT | AREA_SCHEDULE,
	.open = merge_open, .load = merge_load, .facts = merge_facts, .layout = merge_layout,
	.draw = merge_draw, .key = merge_key, .close = merge_close,
	.page = merge_help_page,
};

/* ---- asking for the other file ---- */

/* Namesakes look the same by name: sex, age and file number tell them apart. */
static void offer_file(struct front *f, int64_t id, const char *why, struct picker_list *out)
{
	struct client_card_list cards = { 0 };
	struct err none = ERR_INIT;
	char name[200], person[16], hint[160];

	if (client_cards(f->desk->store, &id, 1, clock_now(), &cards, &none) != OK)
		err_clear(&none);
	if (cards.n) {
		text_fmt(hint, sizeof hint, "%s%s%s  %s", why, *why ? "  " : "",
		    clientline_person(cards.v[0].gender, cards.v[0].birth, desk_today(f->desk),
		    person, sizeof person), cards.v[0].file_no);
		picker_add(out, id, "", clientline_name(f->desk, id, name, sizeof name), hint);
	}
	client_card_list_free(&cards);
}

static void offer_doubles(struct front *f, struct picker_list *out)
{
	struct todo_list todo = { 0 };
	struct err none = ERR_INIT;
	char why[200];

	if (todo_list_client(f->desk->store, f->merge_id, &todo, &none) != OK)
		return;
	for (size_t i = 0; i < todo.n; i++) {
		const struct todo *t = &todo.v[i];
		int64_t other = t->client_id == f->merge_id ? t->other_id : t->client_id;

		if (!strcmp(t->kind, "duplicate") && !strcmp(t->state, "open") && other)
			offer_file(f, other, intake_why_text(f->desk, t->why, why, sizeof why),
			    out);
	}
	todo_list_free(&todo);
}

static void other_choices(void *ctx, const char *text, struct picker_list *out)
{
	struct front *f = ctx;
	struct search_result hits;
	struct err none = ERR_INIT;

	if (!text[0]) {
		offer_doubles(f, out);
		return;
	}
	if (find_clients(f->desk, text, OTHERS, &hits,
	    &none) != OK)
		return;
	for (size_t i = 0; i < hits.n; i++)
		if (hits.v[i].client_id != f->merge_id)
			offer_file(f, hits.v[i].client_id, "", out);
}

static void other_chosen(struct screen *owner, const struct picker_choice *choice)
{
	struct merge_arg arg = { .a = front_of(owner)->merge_id, .b = choice ? choice->id : 0 };
	struct err e = ERR_INIT;

	if (choice && screen_open(owner->loop, &merge_screen, &arg, &e) != OK)
		screen_refuse(owner, &e);
}

enum err_code merge_ask(struct screen *s, int64_t client_id, struct err *e)
{
	struct front *f = front_of(s);
	char name[200], title[260];
	struct picker ask = { .at = { s->body.row + 2, 10, 1, 60 }, .title = title, .ctx = f,
		.choices = other_choices, .done = other_chosen };

	f->merge_id = client_id;
	text_fmt(title, sizeof title, tr("Merge %s with"), clientline_name(f->desk, client_id, name,
	    sizeof name));
	return picker_open(s, &ask, e);
}
