/* Who changed what and when, before and after: of one row of the timeline, or of the whole file. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/catalog.h"
#include "data/history.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/form_edit.h"
#include "tui/canvas.h"

enum { ACTIONS_MAX = 200 };

struct history_arg {
	const struct timeline_row *row;
	const char *title, *text;       /* a text to read instead of the changes */
};

struct history {
	struct viewport view;
	char title[80];
	struct rect box;
};

/* ---- collecting ---- */

/* What is being put together. */
struct collect {
	const struct client_file *st;
	struct history *out;
	char table[32], key[48];        /* of the row wanted; "" = every row */
	const struct action_row *action;
	bool said;                      /* the action has its line */
	size_t n;                       /* actions that have one */
};

static const struct column_def *column_of(const struct change_line *line)
{
	const struct table_def *t = catalog_table(line->table);

	return t ? catalog_column(t, line->column) : NULL;
}

/* What the program keeps for itself tells a person nothing, but for what can be seen on the
 * screens. */
static bool is_plumbing(const struct change_line *line)
{
	static const char *const seen[] = { "state", "file_no", "start_at", "end_at", "reason" };
	const struct column_def *c = column_of(line);

	for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
		if (!strcmp(seen[i], line->column))
			return false;
	return !c || !c->label || (c->flags & (COL_SYSTEM | COL_KEY | COL_CLIENT)) ||
	    !strcmp(line->column, "day") || !strcmp(line->column, "at");
}

/* That a new row is in force, and what is "no" in it, goes without saying. */
static bool is_default(const struct change_line *line)
{
	return line->op == CHANGE_INSERT && (!strcmp(line->column, "state") ||
	    (line->after.type == VALUE_INT && line->after.i == 0));
}

/* The field that shows the column: gives its label, and hides what the person may not see. */
static int field_of(const struct client_file *st, const struct change_line *line)
{
	const struct form *f = st->form.edit ? form_edit_form(st->form.edit) : NULL;

	for (size_t i = 0; f && i < f->nfields; i++) {
		const struct form_path *p = &f->fields[i].path;

		if (p->table && !strcmp(p->table->name, line->table) &&
		    !strcmp(p->column_name, line->column))
			return (int)i;
	}
	return -1;
}

static const char *label_of(const struct client_file *st, int field,
    const struct change_line *line)
{
	const struct column_def *c = column_of(line);

	if (field >= 0)
		return label_text(&form_edit_form(st->form.edit)->fields[field].label);
	return c && c->label ? tr(c->label) : line->column;
}

static void put_value(const struct client_file *st, int field, const struct value *v,
    struct buf *out)
{
	size_t before = out->n;
	char number[32];

	if (field >= 0)
		form_edit_value_text(st->form.edit, field, v, out);
	else
		buf_puts(out, value_text(v, number, sizeof number));
	if (out->n == before)
		buf_puts(out, "-");
}

/* Instants are shown as people read them. */
static bool put_instant(const struct client_file *st, const struct change_line *line,
    const struct value *v, struct buf *out)
{
	size_t n = strlen(line->column);
	char at[64];

	if (n < 3 || strcmp(line->column + n - 3, "_at") != 0 || v->type != VALUE_INT)
		return false;
	buf_puts(out, desk_time_text(st->desk, v->i, at, sizeof at));
	return true;
}

static void put_side(const struct client_file *st, const struct change_line *line, int field,
    const struct value *v, struct buf *out)
{
	if (!put_instant(st, line, v, out))
		put_value(st, field, v, out);
}

static void say_action(struct collect *c)
{
	char at[64], who[160], text[300];
	struct buf line = { 0 };

	if (c->said)
		return;
	c->said = true;
	c->n++;
	desk_time_text(c->st->desk, c->action->at, at, sizeof at);
	formview_who(c->st->desk, c->action->id, who, sizeof who);
	buf_printf(&line, "%s  %s  %s", at, who,
	    describe_action(c->st->desk, c->action, text, sizeof text));
	if (c->action->reason[0])
		buf_printf(&line, " (%s)", describe_reason(c->st->desk, c->action->reason));
	if (c->action->undone_by)
		buf_printf(&line, " [%s]", tr("taken back"));
	viewport_add(&c->out->view, STYLE_TAB, 4, buf_str(&line));
	buf_free(&line);
}

static void put_change(const struct client_file *st, const struct change_line *line, int field,
    struct buf *out)
{
	if (line->op != CHANGE_INSERT) {
		put_side(st, line, field, &line->before, out);
		buf_puts(out, " -> ");
	}
	put_side(st, line, field, &line->after, out);
}

/* In the open file what its pages show is no secret (their fields hide what they must); what they
 * do not show is private as anywhere. Remarks stand in the timeline. */
static bool is_hidden(const struct client_file *st, const struct change_line *line, int field)
{
	const struct column_def *c = column_of(line);

	return field < 0 && c && (c->flags & COL_PRIVATE) && strcmp(line->table, "client_note") &&
	    !rights_may(st->desk, "see-private");
}

static bool take_change(void *ctx, const struct change_line *line)
{
	struct collect *c = ctx;
	const struct client_file *st = c->st;
	struct buf text = { 0 };
	int field;

	if (c->table[0] && (strcmp(c->table, line->table) != 0 || strcmp(c->key, line->key) != 0))
		return true;
	say_action(c);
	if (line->by_rule || is_plumbing(line) || is_default(line) || st->closed_form)
		return true;
	field = field_of(st, line);
	buf_printf(&text, "   %s: ", label_of(st, field, line));
	if (is_hidden(st, line, field))
		buf_puts(&text, tr("(changed)"));
	else
		put_change(st, line, field, &text);
	viewport_add(&c->out->view, STYLE_TEXT, 6, buf_str(&text));
	buf_free(&text);
	return true;
}

static enum err_code collect_actions(struct collect *c, const struct action_list *list,
    int64_t only, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < list->n && rc == OK; i++) {
		c->action = &list->v[i];
		c->said = false;
		if (only && list->v[i].id != only)
			continue;
		if (!c->table[0])
			say_action(c);
		rc = action_each_change(c->st->desk->store, list->v[i].id, take_change, c, e);
	}
	return rc;
}

static enum err_code collect(const struct client_file *st, const struct timeline_row *row,
    struct history *out, struct err *e)
{
	struct collect c = { .st = st, .out = out };
	struct action_filter f = { .client_id = st->client_id, .limit = ACTIONS_MAX };
	bool of_action = row && row->kind == TIMELINE_ACTION;
	bool of_file = !row || row->kind == TIMELINE_FILE;
	struct action_list list = { 0 };
	enum err_code rc = action_list_find(st->desk->store, &f, &list, e);

	if (!of_action && !of_file) {
		text_copy(c.table, sizeof c.table, row->ref_table);
		text_fmt(c.key, sizeof c.key, "%lld", (long long)row->ref_id);
	}
	if (rc == OK)
		rc = collect_actions(&c, &list, of_action ? row->ref_id : 0, e);
	if (rc == OK && !c.n)
		viewport_add(&out->view, STYLE_GREY, 0,
		    tr("Nothing is recorded about this row: it came with the first filling."));
	action_list_free(&list);
	return rc;
}

/* ---- the box ---- */

static enum err_code history_begin(struct screen *s, const void *arg, struct err *e)
{
	const struct history_arg *a = arg;
	struct history *st = s->state;
	struct screen *owner = screen_under(s);

	viewport_init(&st->view);
	text_copy(st->title, sizeof st->title, a->title ? a->title : tr("Changes"));
	if (a->text) {
		viewport_add(&st->view, STYLE_TEXT, 0, a->text);
		return OK;
	}
	return collect(owner->state, a->row, st, e);
}

static void history_layout(struct screen *s, struct rect body)
{
	struct history *st = s->state;
	int cols = body.cols < 110 ? 78 : 108, rows;

	viewport_layout(&st->view, (struct rect){ 0, 0, body.rows, cols - 4 });
	rows = viewport_rows(&st->view) + 2;
	st->box = rect_centre(body, rows > body.rows ? body.rows : rows < 5 ? 5 : rows, cols);
	viewport_layout(&st->view, rect_inset(st->box, 1, 2));
}

static void history_draw(const struct screen *s, struct canvas *c)
{
	const struct history *st = s->state;

	canvas_box(c, st->box, STYLE_RULE, st->title);
	viewport_draw(&st->view, c);
}

static enum key_use history_key(struct screen *s, const struct key *k)
{
	return viewport_key(&((struct history *)s->state)->view, k);
}

static void history_close(struct screen *s)
{
	viewport_free(&((struct history *)s->state)->view);
}

static const struct command commands[] = {
	{ .name = "screen-back", .keys = "Esc q ^C Enter F10 h", .label = N_("back"),
	  .flags = COMMAND_BAR_LAST, .help = N_("Back to the file."), .run = screen_run_back },
};

static void history_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "Who changed this and when, the newest first, each field before and after. F12 "
	    "has all actions of the house and takes them back."));
}

const struct screen_type history_screen = {
	.name = "history", .title = N_("Changes"), .state_size = sizeof(struct history),
	.flags = SCREEN_OVERLAY,
	.commands = KEYMAP_INIT(commands), .open = history_begin, .layout = history_layout,
	.draw = history_draw, .key = history_key, .close = history_close,
	.page = history_help_page,
};

enum err_code history_open(struct screen *owner, const struct timeline_row *row, struct err *e)
{
	return screen_open(owner->loop, &history_screen, &(struct history_arg){ .row = row }, e);
}

enum err_code history_tell(struct screen *owner, const char *title, const char *text,
    struct err *e)
{
	return screen_open(owner->loop, &history_screen,
	    &(struct history_arg){ .title = title, .text = text }, e);
}
