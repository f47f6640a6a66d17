/* Side by side: what is typed for a new client, and the file that may be the same person's. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "client_priv.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/rights.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "tui/canvas.h"

enum { LABEL_CELLS = 12 };

struct compare_arg {
	const struct form_edit *typed;
	int64_t client_id;
};

struct pair {
	const struct label *label;
	char *typed, *stored;
};

struct compare {
	struct form_edit *stored;       /* keeps the labels alive */
	struct {
		struct pair *v;
		size_t n, cap;
	} pairs;
	char name[300];
	struct rect box;
	int top;
};

static char *text_of(const struct form_edit *edit, int field)
{
	struct buf text = { 0 };

	form_edit_text(edit, field, &text);
	return buf_take(&text);
}

/* Fields that are empty on both sides say nothing. */
static void add_pair(struct compare *st, const struct form_edit *typed, int field)
{
	const struct form_field *f = &form_edit_form(typed)->fields[field];
	char *mine, *theirs;
	struct pair *p;

	if (f->kind == FIELD_STATIC)
		return;
	mine = text_of(typed, field);
	theirs = text_of(st->stored, field);
	if ((!mine || !mine[0]) && (!theirs || !theirs[0])) {
		mem_free(mine);
		mem_free(theirs);
		return;
	}
	p = vec_push(&st->pairs);
	*p = (struct pair){ &f->label, mine, theirs };
}

static enum err_code refuse_restricted(struct desk *d, int64_t id, struct err *e)
{
	if (!cover_hides_id(d, id))
		return OK;
	return err_set(e, ERR_DENIED, "%s",
	    tr("Restricted file: only named staff see more than the alias. Ask one of them."));
}

static enum err_code compare_begin(struct screen *s, const void *arg, struct err *e)
{
	const struct compare_arg *a = arg;
	struct compare *st = s->state;
	struct desk *d = front_desk(s);
	const struct form *form = form_edit_form(a->typed);
	struct form_env env;
	enum err_code rc = refuse_restricted(d, a->client_id, e);

	form_env_make(d, &env);
	if (rc == OK)
		rc = form_edit_open(
		    (struct form *)(uintptr_t)form, &env, a->client_id, &st->stored, e);
	if (rc != OK)
		return rc;
	clientline_name(d, a->client_id, st->name, sizeof st->name);
	for (size_t i = 0; i < form->nfields; i++)
		add_pair(st, a->typed, (int)i);
	return OK;
}

static void compare_close(struct screen *s)
{
	struct compare *st = s->state;

	for (size_t i = 0; i < st->pairs.n; i++) {
		mem_free(st->pairs.v[i].typed);
		mem_free(st->pairs.v[i].stored);
	}
	vec_free(&st->pairs);
	form_edit_free(st->stored);
}

static int rows_shown(const struct compare *st)
{
	return st->box.rows - 3;
}

static void compare_layout(struct screen *s, struct rect body)
{
	struct compare *st = s->state;

	st->box = rect_centre(body, (int)st->pairs.n + 3, body.cols < 110 ? 78 : 108);
}

static enum key_use compare_key(struct screen *s, const struct key *k)
{
	struct compare *st = s->state;
	int step = key_is(*k, K_DOWN) ? 1 : key_is(*k, K_UP) ? -1 :
	    key_is(*k, K_PGDN) ? rows_shown(st) : key_is(*k, K_PGUP) ? -rows_shown(st) : 0;
	int most = (int)st->pairs.n - rows_shown(st);

	if (!step)
		return KEY_UNUSED;
	st->top += step;
	if (st->top > most)
		st->top = most;
	if (st->top < 0)
		st->top = 0;
	screen_dirty(s, DIRTY_DRAW);
	return KEY_USED;
}

/* What differs stands out in colour and by the sign between the two. */
static void draw_pair(const struct compare *st, struct canvas *c, const struct pair *p, int row)
{
	int col = st->box.col + 2, half = (st->box.cols - 4 - LABEL_CELLS) / 2 - 2;
	const char *mine = p->typed ? p->typed : "", *theirs = p->stored ? p->stored : "";
	bool both = mine[0] && theirs[0], same = !strcmp(mine, theirs);

	canvas_put(c, row, col, label_text(p->label), STYLE_GREY, LABEL_CELLS - 1);
	canvas_put(c, row, col + LABEL_CELLS, mine, STYLE_TEXT, half);
	canvas_put(c, row, col + LABEL_CELLS + half + 1, same ? "=" : both ? "#" : " ",
	    same ? STYLE_GREY : STYLE_NEWS, 1);
	canvas_put(c, row, col + LABEL_CELLS + half + 3, theirs, both && !same ? STYLE_NEWS :
	    STYLE_TEXT, half);
}

static void compare_draw(const struct screen *s, struct canvas *c)
{
	const struct compare *st = s->state;
	int col = st->box.col + 2 + LABEL_CELLS, half = (st->box.cols - 4 - LABEL_CELLS) / 2 - 2;
	int row = st->box.row + 1;

	canvas_box(c, st->box, STYLE_RULE, tr("Side by side"));
	canvas_put(c, row, col, tr("typed here"), STYLE_TAB, half);
	canvas_put(c, row, col + half + 3, st->name, STYLE_TAB, half);
	for (int i = 0; i < rows_shown(st) && st->top + i < (int)st->pairs.n; i++)
		draw_pair(st, c, &st->pairs.v[st->top + i], ++row);
}

static const struct command commands[] = {
	{ .name = "screen-back", .keys = "Esc q ^C Enter F10", .label = N_("back"),
	  .flags = COMMAND_BAR_LAST,
	  .help = N_("Back to the box of likely doubles."), .run = screen_run_back },
};

static void compare_help_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What you typed on the left, the file that may be of the same person on the "
	    "right. = is the same in both, # differs. Esc goes back to the question: 1 uses "
	    "that file, 7 opens another one."));
}

const struct screen_type compare_screen = {
	.name = "compare", .title = N_("Side by side"), .state_size = sizeof(struct compare),
	.flags = SCREEN_OVERLAY,
	.commands = KEYMAP_INIT(commands), .open = compare_begin, .layout = compare_layout,
	.draw = compare_draw, .key = compare_key, .close = compare_close,
	.page = compare_help_page,
};

enum err_code compare_open(struct screen *owner, const struct form_edit *edit, int64_t client_id,
    struct err *e)
{
	return screen_open(
	    owner->loop, &compare_screen, &(struct compare_arg){ edit, client_id }, e);
}
