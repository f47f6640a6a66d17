/* A few questions in a box: the form, what it is for, and what is done with the answers. */
#include "screen/askform.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "askform_priv.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "desk/form_env.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/formview.h"
#include "screen/front.h"
#include "tui/canvas.h"
#include "tui/viewport.h"

struct ask_box {
	struct formview form;           /* must be first */
	struct askform a;
	char title[200], text[600], word[48];
	char *keep;                     /* owned */
	struct form_env house;          /* what the house knows: desk/form_env.h */
	_Alignas(16) char ctx[ASKFORM_CTX];
};

static const struct value *value_of(const struct form_edit *x, const char *field)
{
	static const struct value none = { .type = VALUE_NULL };
	int i = form_field_index(form_edit_form(x), field);

	return i >= 0 && form_edit_field(x, i)->visible ? &form_edit_field(x, i)->value : &none;
}

const char *askform_text(const struct form_edit *x, const char *field)
{
	const struct value *v = value_of(x, field);

	return v->type == VALUE_TEXT ? v->s : "";
}

int64_t askform_int(const struct form_edit *x, const char *field)
{
	const struct value *v = value_of(x, field);

	return v->type == VALUE_INT ? v->i : 0;
}

bool askform_given(const struct form_edit *x, const char *field)
{
	return value_of(x, field)->type != VALUE_NULL;
}

/* The form's world is the house's; only its own defaults come from whoever asks. */
static void preset(void *arg, const struct form_field *f, struct value *out)
{
	const struct ask_box *st = arg;

	if (st->a.preset && f->preset[0] == '@')
		st->a.preset(&st->a, st->ctx, f->preset + 1, out);
}

static enum err_code lookup(void *arg, const struct form_field *f, const char *typed,
    struct form_options *out, struct err *e)
{
	const struct form_source *house = &((const struct ask_box *)arg)->house.source;

	return house->lookup(house->arg, f, typed, out, e);
}

static void label(void *arg, const struct form_field *f, int64_t id, char *out, size_t size)
{
	const struct form_source *house = &((const struct ask_box *)arg)->house.source;

	house->label(house->arg, f, id, out, size);
}

static bool may(void *arg, const char *right)
{
	const struct form_source *house = &((const struct ask_box *)arg)->house.source;

	return house->may(house->arg, right);
}

static struct form_edit *make_edit(struct screen *s, struct form *form)
{
	struct ask_box *st = s->state;
	struct form_env env;

	form_env_make(front_desk(s), &st->house);
	env = st->house;
	env.source = (struct form_source){ .arg = st, .lookup = lookup, .label = label,
		.preset = preset, .may = may };
	return form_edit_new(form, &env);
}

/* What the draft needs besides its answers is no typing. */
static bool more_any(const struct screen *s)
{
	(void)s;
	return false;
}

static void more_save(const struct screen *s, struct buf *body)
{
	const struct ask_box *st = s->state;

	if (st->keep && st->keep[0])
		formview_more_put(body, ASKFORM_KEEP, st->keep);
}

static void more_load(struct screen *s, const char *word, const char *text)
{
	(void)s;
	(void)word;                     /* read before the box was opened */
	(void)text;
}

static const struct formview_more more = { .any = more_any, .save = more_save, .load = more_load };

static void draft_title(struct screen *s, struct buf *out)
{
	buf_puts(out, ((const struct ask_box *)s->state)->title);
}

static enum err_code ask_open(struct screen *s, const void *arg, struct err *e)
{
	struct ask_box *st = s->state;
	struct desk *d = front_desk(s);
	const struct askform *a = arg;
	struct form *form = form_catalog_find(d->forms, a->form);

	if (!form)
		return err_set(e, ERR_CONFIG, tr("There is no form \"%s\". Call the "
		    "administrator."),
		    a->form);
	ASSERT(a->size <= ASKFORM_CTX);
	st->a = *a;
	text_copy(st->title, sizeof st->title, a->title);
	text_copy(st->text, sizeof st->text, a->text);
	if (a->ctx)
		memcpy(st->ctx, a->ctx, a->size);
	st->a.ctx = NULL;
	st->keep = a->draft_keep ? mem_dup(a->draft_keep) : NULL;
	if (a->draft)
		askform_word(st->word, sizeof st->word, a->draft, a->draft_with);
	st->form.title = draft_title;
	formview_init(&st->form, s, make_edit(s, form), a->draft ? st->word : NULL);
	st->form.more = &more;
	formview_go_first(&st->form);
	return formview_again(&st->form, a->draft_ref, e);
}

static void ask_close(struct screen *s)
{
	struct ask_box *st = s->state;

	formview_free(&st->form);
	mem_free(st->keep);
}

static enum leave ask_leave(struct screen *s)
{
	struct ask_box *st = s->state;

	if (st->word[0])
		return formview_leave(&st->form);
	formview_discard(&st->form);
	return LEAVE_GO;
}

/* ---- doing it ---- */

static enum err_code do_it(struct screen *s, struct err *e)
{
	struct ask_box *st = s->state;
	struct screen *owner = screen_under(s);
	int64_t id = 0;
	enum err_code rc = st->a.done(owner, st->form.edit, st->ctx, e);

	if (rc == ERR_INVALID && e->field[0] &&
	    form_field_index(form_edit_form(st->form.edit), e->field) >= 0) {
		formview_fault(&st->form, e);
		err_clear(e);
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	front_wrote(owner);
	screen_dirty(owner, DIRTY_LOAD);
	screen_finish(s, 1, &id);
	return OK;
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct ask_box *st = s->state;
	enum err_code rc;

	formview_commit(&st->form);
	rc = form_edit_check(st->form.edit, e);
	if (rc == ERR_INVALID) {
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc == OK)
		rc = do_it(s, e);
	if (rc == ERR_SECOND && st->a.second) {
		struct second_ask ask = { .right = st->a.second, .text = st->title,
			.why = askform_text(st->form.edit, "reason"), .done = do_it };

		err_clear(e);
		return front_second(s, &ask, e);
	}
	return rc;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("do it"), .needs = NEED_WRITE,
	  .help = N_("Does it with these answers."), .run = run_done },
	FORMVIEW_COMMANDS,
};

/* ---- picture ---- */

enum { TEXT_ROWS = 4, BOX_COLS = 78 };

/* The text above the questions, and a row below it. */
static int text_rows(const struct ask_box *st)
{
	const char *text = st->text;
	int rows = 0;

	for (size_t skip; *text && rows < TEXT_ROWS; text += skip, rows++)
		text_wrap(text, BOX_COLS - 4, &skip);
	return rows && rows < TEXT_ROWS ? rows + 1 : rows;
}

static struct rect box_of(const struct screen *s)
{
	const struct ask_box *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);

	return rect_centre(s->body, 5 + text_rows(st) + f->sections[0].rows +
	    (st->a.line != NULL), BOX_COLS);
}

static void ask_layout(struct screen *s, struct rect body)
{
	struct ask_box *st = s->state;
	struct rect box = box_of(s);
	int top = 1 + text_rows(st);

	(void)body;
	formview_layout(&st->form, (struct rect){ box.row + top, box.col + 2,
	    box.rows - top - 2 - (st->a.line != NULL), box.cols - 4 });
}

static void draw_line(const struct screen *s, struct canvas *c, struct rect box)
{
	const struct ask_box *st = s->state;
	struct buf line = BUF_INIT;

	st->a.line(front_of(s)->desk, st->form.edit, &line);
	canvas_put(c, box.row + box.rows - 3, box.col + 2, buf_str(&line), STYLE_TAB,
	    box.cols - 4);
	buf_free(&line);
}

static void ask_draw(const struct screen *s, struct canvas *c)
{
	const struct ask_box *st = s->state;
	struct rect box = box_of(s);

	canvas_box(c, box, STYLE_RULE, st->title);
	if (st->text[0])
		text_put_wrapped(c, (struct rect){ box.row + 1, box.col + 2, text_rows(st),
		    box.cols - 4 }, st->text, STYLE_TEXT);
	formview_draw(&st->form, c);
	if (st->a.line)
		draw_line(s, c, box);
	canvas_put(c, box.row + box.rows - 2, box.col + 2, st->word[0] ?
	    tr("F10 does it. Esc leaves it: what was typed is kept.") :
	    tr("F10 does it. Esc leaves it as it is."), STYLE_GREY, box.cols - 4);
}

static unsigned ask_facts(const struct screen *s)
{
	(void)s;
	return NEED_TEXT;
}

static void ask_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "A few questions about what is being done: Enter goes to the next one, Down opens the "
	    "choices of a field marked v, a digit answers where choices are numbered. F10 does it; "
	    "Esc leaves everything as it was; what was typed here is kept as a job (Ctrl-T), and "
	    "stands here again when the same is asked about the same row."));
}

const struct screen_type askform_screen = {
	.name = "questions", .title = N_("Questions"), .state_size = sizeof(struct ask_box),
	.commands = KEYMAP_INIT(commands), .flags = SCREEN_OVERLAY,
	.open = ask_open, .facts = ask_facts, .typing = formview_screen_typing,
	.layout = ask_layout, .draw = ask_draw, .key = formview_screen_key, .leave = ask_leave,
	.close = ask_close, .field_help = formview_screen_help, .page = ask_page,
};

enum err_code askform_open(struct screen *s, const struct askform *a, struct err *e)
{
	enum err_code rc = a->right ? front_may(s, a->right, e) : OK;

	ASSERT(!a->draft || askform_of_draft(a->draft, NULL));
	return rc == OK ? screen_open(s->loop, &askform_screen, a, e) : rc;
}
