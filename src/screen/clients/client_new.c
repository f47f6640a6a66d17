/* A new client: the form, and the box of those who may be the same person. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/catalog.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/intake.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "tui/canvas.h"
#include "tui/loop.h"

enum { BOX_ROWS_MAX = 6, BOX_FRAME = 6 };       /* likely doubles shown; rows around them */
enum { DIGIT_OTHER = 7, DIGIT_FAMILY = 8, DIGIT_COMPARE = 9 };

struct client_new {
	struct formview form;           /* must be first */
	struct alike_list alike;
	struct client_card_list cards;  /* of alike, in its order */
	struct rect box;
	int shown;                      /* rows in the box */
	bool in_box;                    /* the cursor is there: digits answer */
	int sel;
	int64_t distinct_from;          /* 7 was pressed: the strongest one it was said about */
	bool goes_on;                   /* Ctrl-S: the file opens on its form */
};

/* ---- who may be the same person ---- */

static int64_t strongest(const struct client_new *st)
{
	return st->alike.n && st->alike.v[0].strength == 1 ? st->alike.v[0].client_id : 0;
}

static enum err_code load_alike(struct screen *s, struct err *e)
{
	struct client_new *st = s->state;
	struct desk *d = front_desk(s);
	int64_t ids[BOX_ROWS_MAX];
	size_t n = 0;
	enum err_code rc = intake_alike_edit(d, st->form.edit, true, &st->alike, e);

	if (rc != OK)
		return rc;
	for (; n < st->alike.n && n < BOX_ROWS_MAX; n++)
		ids[n] = st->alike.v[n].client_id;
	rc = client_cards(d->store, ids, n, clock_now(), &st->cards, e);
	if (st->sel >= (int)st->cards.n)
		st->sel = 0;
	if (!st->cards.n)
		st->in_box = false;
	screen_dirty(s, DIRTY_LAYOUT | DIRTY_DRAW);
	return rc;
}

static bool decides_who(const struct form_field *f)
{
	static const char *const columns[] = { "name", "pinyin", "alias", "birth", "document_no",
		"number" };

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (f->path.how != PATH_NONE && !strcmp(f->path.column_name, columns[i]))
			return true;
	return false;
}

static void field_left(struct screen *s, int field)
{
	struct client_new *st = s->state;
	struct err e = ERR_INIT;

	if (decides_who(&form_edit_form(st->form.edit)->fields[field]) && load_alike(s, &e) != OK)
		screen_refuse(s, &e);
}

/* ---- opening ---- */

static void draft_title(struct screen *s, struct buf *out)
{
	struct client_new *st = s->state;
	int name = formview_find(form_edit_form(st->form.edit), NULL, "name");

	buf_printf(out, "%s ", tr("New client"));
	if (name >= 0)
		form_edit_text(st->form.edit, name, out);
	buf_trim(out);
}

static enum err_code new_open(struct screen *s, const void *arg, struct err *e)
{
	const struct client_new_arg *a = arg;
	struct client_new *st = s->state;
	struct desk *d = front_desk(s);
	struct form *form = form_catalog_find(d->forms, "client-new");
	struct form_env env;
	bool hint = false;
	enum err_code rc = OK;

	if (!form)
		form = form_catalog_find(d->forms, "client");
	if (!form)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("There is no form for clients. Call the administrator."));
	form_env_make(d, &env);
	st->form.title = draft_title;
	st->form.left = field_left;
	formview_init(&st->form, s, form_edit_new(form, &env), "client-new");
	if (a && a->typed)
		hint = client_fill_typed(st->form.edit, a->typed);
	if (a && a->draft_id)
		rc = formview_resume(&st->form, a->draft_id, e);
	if (rc != OK || formview_typing(&st->form))
		return rc;
	formview_go_first(&st->form);
	if (hint)
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("Taken from Find. Complete the name and the phone."));
	else if (a && a->typed && a->typed[0])
		formview_answer(&st->form);     /* what Find knew is filled in: on to what lacks */
	return OK;
}

static void new_close(struct screen *s)
{
	struct client_new *st = s->state;

	formview_free(&st->form);
	client_card_list_free(&st->cards);
}

static enum leave new_leave(struct screen *s)
{
	return formview_leave(&((struct client_new *)s->state)->form);
}

/* ---- saving ---- */

/* Goes where the client was wanted: back to who asked, else into the file. */
static void finish(struct screen *s, int64_t id, const char *tab)
{
	struct loop *l = s->loop;
	bool asked = s->owner;
	struct client_arg file = { .client_id = id, .tab = tab };
	struct err e = ERR_INIT;

	front_at_hand(s, id);
	screen_finish(s, 1, &id);
	if (!asked && screen_open(l, &client_screen, &file, &e) != OK)
		screen_refuse(screen_top(l), &e);
	else if (asked && tab && screen_top(l)->type == &client_screen)
		client_go_tab(screen_top(l), tab);
}

/* Likely the same person, and nobody was asked: it went on the work list. */
static const struct alike *unanswered(const struct client_new *st)
{
	for (size_t i = 0; i < st->alike.n; i++)
		if (st->alike.v[i].strength == 2)
			return &st->alike.v[i];
	return NULL;
}

static void tell_opened(struct screen *s, int64_t id)
{
	struct desk *d = front_desk(s);
	const struct alike *like = unanswered(s->state);
	struct client c;
	struct err none = ERR_INIT;
	char name[200], other[200], why[64], until[16], said[300];

	if (client_get(d->store, id, &c, &none) != OK)
		return;
	clientline_name(d, id, name, sizeof name);
	if (c.file_no)
		text_fmt(said, sizeof said, tr("Opened file %s for %s."), c.file_no, name);
	else
		text_fmt(said, sizeof said, tr("Opened a file for %s; its number comes later."),
		    name);
	if (like)
		screen_done(s, tr("%s Like %s (%s): F2, tab Duplicates."), said,
		    clientline_name(d, like->client_id, other, sizeof other),
		    alike_text(like->why, why, sizeof why));
	else
		screen_done(s, tr("%s Ctrl-Z undoes until %s."), said,
		    client_undo_until(d, until, sizeof until));
	client_free(&c);
}

/* The question whether it is the same person must be answered before a file is opened. */
static void go_to_box(struct screen *s)
{
	struct client_new *st = s->state;

	formview_commit(&st->form);
	st->in_box = true;
	st->sel = 0;
	screen_dirty(s, DIRTY_DRAW);
}

static enum err_code save(struct screen *s, bool distinct, struct err *e)
{
	struct client_new *st = s->state;
	int64_t id;
	enum err_code rc;

	formview_commit(&st->form);
	rc = intake_add(front_desk(s), st->form.edit, distinct, &id, e);
	if (rc == ERR_DUPLICATE) {
		struct err again = ERR_INIT;

		if (load_alike(s, &again) == OK && st->cards.n)
			go_to_box(s);
		return rc;
	}
	if (rc == ERR_INVALID) {
		st->in_box = false;
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	front_wrote(s);
	tell_opened(s, id);
	finish(s, id, st->goes_on ? form_edit_form(st->form.edit)->sections[0].name : NULL);
	return OK;
}

static enum err_code run_save(struct screen *s, struct err *e)
{
	struct client_new *st = s->state;
	bool distinct = st->distinct_from && st->distinct_from == strongest(st);
	char name[200];

	st->goes_on = s->command->arg;
	formview_commit(&st->form);
	if (!strongest(st) || distinct)
		return save(s, distinct, e);
	go_to_box(s);
	screen_say(s, STYLE_MSG_REFUSED,
	    tr("Perhaps the same person: %s. 1 uses that file, 7 makes another."),
	    clientline_name(front_desk(s), st->alike.v[0].client_id, name, sizeof name));
	return OK;
}

/* ---- answers of the box ---- */

/* What was typed stays for a week: it may hold more than the file. */
static void use_file(struct screen *s, int row, const char *tab)
{
	struct client_new *st = s->state;
	int64_t id = st->cards.v[row].id;
	char name[200];

	formview_discard(&st->form);
	clientline_name(front_desk(s), id, name, sizeof name);
	if (tab)
		screen_say(
		    s, STYLE_MSG_INFO, tr("The file of %s: write the family member here."), name);
	else
		screen_done(s, tr("Took the file of %s. No new one was opened."), name);
	finish(s, id, tab);
}

/* Where a family member is written down: the page of that name, else the first one (second
 * phone). */
static const char *family_tab(struct screen *s)
{
	const struct form *f = form_catalog_find(front_desk(s)->forms, "client");

	for (size_t i = 0; f && i < f->nsections; i++)
		if (!strcmp(f->sections[i].name, "family"))
			return "family";
	return f && f->nsections ? f->sections[0].name : NULL;
}

static enum err_code answer(struct screen *s, int digit, struct err *e)
{
	struct client_new *st = s->state;

	if (digit <= st->shown) {
		use_file(s, digit - 1, NULL);
	} else if (digit == DIGIT_OTHER) {
		st->distinct_from = strongest(st);
		return save(s, true, e);
	} else if (digit == DIGIT_FAMILY) {
		use_file(s, 0, family_tab(s));
	} else if (digit == DIGIT_COMPARE) {
		return compare_open(s, st->form.edit, st->cards.v[st->sel].id, e);
	}
	return OK;
}

static enum key_use box_key(struct screen *s, const struct key *k)
{
	struct client_new *st = s->state;
	struct err e = ERR_INIT;
	int step = key_is(*k, K_DOWN) ? 1 : key_is(*k, K_UP) ? -1 : 0;

	if (step) {
		if (st->sel + step >= 0 && st->sel + step < st->shown)
			st->sel += step;
		screen_dirty(s, DIRTY_DRAW);
		return KEY_USED;
	}
	if (!key_is_text(*k) || k->code < '1' || k->code > '9')
		return KEY_UNUSED;
	if (answer(s, (int)(k->code - '0'), &e) != OK)
		screen_refuse(screen_top(s->loop), &e);
	return KEY_USED;
}

static enum key_use new_key(struct screen *s, const struct key *k)
{
	struct client_new *st = s->state;

	return st->in_box ? box_key(s, k) : formview_key(&st->form, k);
}

/* ---- commands ---- */

static enum err_code run_enter(struct screen *s, struct err *e)
{
	struct client_new *st = s->state;

	if (st->in_box)
		return answer(s, st->sel + 1, e);
	formview_answer(&st->form);
	return OK;
}

/* From the last field into the box, from there to the first. */
static enum err_code run_pane(struct screen *s, struct err *e)
{
	struct client_new *st = s->state;

	(void)e;
	if (st->in_box) {
		st->in_box = false;
		screen_dirty(s, DIRTY_DRAW);
	} else if (!formview_move(&st->form, s->command->arg) && st->cards.n) {
		go_to_box(s);
	}
	return OK;
}

static enum err_code run_section(struct screen *s, struct err *e)
{
	struct client_new *st = s->state;
	int to = st->form.section + s->command->arg;

	(void)e;
	if (st->in_box)
		st->in_box = false;
	else if (to >= 0 && to < (int)form_edit_form(st->form.edit)->nsections)
		formview_show_section(&st->form, to);
	else if (st->cards.n)
		go_to_box(s);
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static enum err_code run_down(struct screen *s, struct err *e)
{
	return ((struct client_new *)s->state)->in_box ? OK : formview_run_choices(s, e);
}

static enum err_code run_long(struct screen *s, struct err *e)
{
	return ((struct client_new *)s->state)->in_box ? OK : formview_run_long(s, e);
}

static enum err_code run_back(struct screen *s, struct err *e)
{
	struct client_new *st = s->state;

	if (!st->in_box)
		return screen_run_back(s, e);
	st->in_box = false;
	screen_dirty(s, DIRTY_DRAW);
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("save"), .needs = NEED_WRITE,
	  .help = N_("Opens the file; asks first when somebody is very much alike."),
	  .run = run_save },
	{ .name = "row-open", .keys = "Enter", .label = N_("go on"),
	  .help = N_("Next field that needs an answer; in the box: takes that file."),
	  .run = run_enter },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .help = N_("Next field; from the last one into the box of likely doubles."),
	  .run = run_pane },
	{ .name = "field-edit", .keys = "^E", .label = N_("long text"),
	  .help = N_("Opens a note on the whole screen; F10 or Esc brings it back."),
	  .run = run_long },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"),
	  .help = N_("Opens the choices of a field marked v; else one row down."),
	  .run = run_down },
	{ .name = "field-up", .keys = "Up", .flags = COMMAND_NO_BAR,
	  .help = N_("One row up."), .run = formview_run_up },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Field before; from the first one into the box."), .run = run_pane },
	{ .name = "form-save", .keys = "^S", .label = N_("save+go"), .arg = 1, .needs = NEED_WRITE,
	  .flags = COMMAND_NO_BAR,
	  .help = N_("Opens the file and goes on in its form."), .run = run_save },
	{ .name = "tab-next", .keys = "PgDn Alt-.", .arg = 1, .flags = COMMAND_NO_BAR,
	  .help = N_("Next page of the form, then the box of likely doubles."),
	  .run = run_section },
	{ .name = "tab-prev", .keys = "PgUp Alt-,", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Page of the form before."), .run = run_section },
	{ .name = "screen-back", .keys = "Esc q ^C", .label = N_("back"),
	  .flags = COMMAND_BAR_LAST,
	  .help = N_("From the box to the form; from there back, and what was typed is kept."),
	  .run = run_back },
};

/* ---- picture ---- */

static void new_layout(struct screen *s, struct rect body)
{
	struct client_new *st = s->state;
	int form_rows, free_rows = body.rows - 1;       /* the last row says what is open */

	st->shown = (int)st->cards.n;
	form_rows = form_edit_form(st->form.edit)->sections[st->form.section].rows;
	/* A long form gives way: at least one likely double is always seen. */
	while (st->shown > 1 && form_rows + st->shown + BOX_FRAME > free_rows)
		st->shown--;
	st->box = (struct rect){ 0 };
	if (st->shown) {
		int rows = st->shown + BOX_FRAME;

		st->box = (struct rect){ body.row + free_rows - rows, 0, rows, 80 };
		if (body.row + form_rows < st->box.row)
			st->box.row = body.row + form_rows;
		free_rows = st->box.row - body.row;
	}
	formview_layout(&st->form, (struct rect){ body.row, 0, free_rows, body.cols });
}

static void draw_alike(const struct screen *s, struct canvas *c, int i, int row)
{
	const struct client_new *st = s->state;
	const struct client_card *card = &st->cards.v[i];
	char name[600], person[16], tail[16], why[80], number[8];
	int col = st->box.col + 2;
	bool selected = st->in_box && st->sel == i;

	clientline_full_name(front_desk(s), card, name, sizeof name);
	clientline_person(
	    card->gender, card->birth, desk_today(front_desk(s)), person, sizeof person);
	clientline_tail(card->phone, tail, sizeof tail);
	text_fmt(number, sizeof number, "%s %d", selected ? ">" : " ", i + 1);
	canvas_put(c, row, col, number, STYLE_TEXT, 3);
	canvas_pad(c, row, col + 4, name, STYLE_TEXT, 26);
	canvas_pad(c, row, col + 31, person, STYLE_TEXT, 5);
	canvas_pad(
	    c, row, col + 37, card->file_no[0] ? card->file_no : tr("none yet"), STYLE_TEXT, 8);
	canvas_pad(c, row, col + 46, tail, STYLE_TEXT, 7);
	canvas_put(c, row, col + 54, alike_text(st->alike.v[i].why, why, sizeof why),
	    st->alike.v[i].strength == 1 ? STYLE_RISK : STYLE_TEXT, st->box.cols - 58);
	if (selected)
		canvas_tint(c, (struct rect){ row, col, 1, st->box.cols - 4 }, STYLE_SELECTED);
}

static void draw_box(const struct screen *s, struct canvas *c)
{
	const struct client_new *st = s->state;
	struct rect b = st->box;
	int row = b.row + 1, col = b.col + 2;
	char title[80], text[120];

	text_fmt(title, sizeof title, tr("Perhaps the same person (%zu)"), st->alike.n);
	canvas_box(c, b, STYLE_RULE, title);
	canvas_put(c, row, col + 4, tr("Name"), STYLE_GREY, 20);
	canvas_put(c, row, col + 37, tr("file no"), STYLE_GREY, 8);
	canvas_put(c, row, col + 46, tr("phone"), STYLE_GREY, 7);
	canvas_put(c, row, col + 54, tr("same"), STYLE_GREY, 20);
	for (int i = 0; i < st->shown; i++)
		draw_alike(s, c, i, ++row);
	canvas_hline(c, ++row, col, b.cols - 4, STYLE_RULE);
	text_fmt(text, sizeof text, st->shown == 1 ? tr("1 use that file") :
	    tr("1-%d use that file"), st->shown);
	canvas_putf(c, row + 1, col, STYLE_TEXT, "%s   %s", text,
	    tr("7 another person, create it   8 family of number 1"));
	canvas_put(c, row + 2, col, tr("9 compare side by side"), STYLE_TEXT, b.cols - 4);
	if (!st->in_box)
		canvas_right(c, row + 2, col + 40, tr("Tab or F10 goes here"), STYLE_GREY,
		    b.cols - 44);
}

static void new_draw(const struct screen *s, struct canvas *c)
{
	const struct client_new *st = s->state;
	struct buf status = { 0 };

	canvas_put(c, SCREEN_ROW_AREA, 0, tr("New client"), STYLE_TAB, CANVAS_REST);
	formview_draw(&st->form, c);
	if (st->shown)
		draw_box(s, c);
	if (st->in_box)
		c->cursor_on = false;
	formview_status(&st->form, &status);
	canvas_put(c, s->body.row + s->body.rows - 1, 0, buf_str(&status), STYLE_GREY, CANVAS_REST);
	buf_free(&status);
}

static unsigned new_facts(const struct screen *s)
{
	return ((const struct client_new *)s->state)->in_box ? NEED_NO_TEXT : NEED_TEXT;
}

static bool new_typing(const struct screen *s)
{
	const struct client_new *st = s->state;

	return !st->in_box && formview_typing(&st->form);
}

static bool new_help(const struct screen *s, struct buf *out)
{
	const struct client_new *st = s->state;

	return !st->in_box && formview_help(&st->form, out);
}

static void new_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "One file a person. While name, telephone and birthday are typed, the box below "
	    "shows files that may be of the same person, from all branches. When the "
	    "telephone and the sound of the name or the birthday agree, F10 asks first: 1 to "
	    "6 takes that file, 7 says that it is another person (recorded with your name), "
	    "8 goes to the family page of the first, 9 shows both side by side.\n\nEsc "
	    "leaves; what was typed is kept and stands on Today."));
}

const struct screen_type client_new_screen = {
	.name = "client-new", .title = N_("New client"), .state_size = sizeof(struct client_new),
	.commands = KEYMAP_INIT(commands), .areas = AREA_CLIENT,
	.open = new_open, .load = load_alike, .facts = new_facts, .typing = new_typing,
	.layout = new_layout, .draw = new_draw, .key = new_key, .leave = new_leave,
	.close = new_close, .field_help = new_help, .page = new_page,
};
