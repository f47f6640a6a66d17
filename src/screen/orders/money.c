/* The box: a form over whatever asked, with the sentence of what F10 does. */
#include "screen/money.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/client.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/pay.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "money_priv.h"
#include "screen/clientline.h"
#include "tui/canvas.h"
#include "tui/loop.h"

static const struct money_kind *const kinds[] = { &money_pay_kind, &money_order_end_kind,
	&money_order_send_kind, &money_order_invoice_kind, &money_order_price_kind,
	&money_card_sell_kind, &money_card_give_kind, &money_card_back_kind,
	&money_shift_begin_kind, &money_shift_end_kind };

static const struct money_kind *kind_of(const char *word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i]->form, word))
			return kinds[i];
	return NULL;
}

/* ---- reading the form ---- */

int money_field(const struct money *m, const char *name)
{
	return form_field_index(form_edit_form(m->form.edit), name);
}

/* NULL: the form of this kind has no such field. */
static const struct field_state *field_of(const struct money *m, const char *name)
{
	int field = money_field(m, name);

	return field < 0 ? NULL : form_edit_field(m->form.edit, field);
}

const char *money_code(const struct money *m, const char *name)
{
	const struct field_state *x = field_of(m, name);

	return x && x->visible && x->value.type == VALUE_TEXT ? x->value.s : "";
}

int64_t money_int(const struct money *m, const char *name)
{
	const struct field_state *x = field_of(m, name);

	return x && x->visible && x->value.type == VALUE_INT ? x->value.i : 0;
}

bool money_said(const struct money *m, const char *name)
{
	const struct field_state *x = field_of(m, name);

	return x && x->visible && x->value.type != VALUE_NULL;
}

/* ---- what the form asks of the world ---- */

static void preset(void *arg, const struct form_field *f, struct value *out)
{
	struct money *m = arg;

	if (m->kind->preset && f->preset && f->preset[0] == '@')
		m->kind->preset(m, f->preset + 1, out);
}

static bool is_worldly(const struct form_field *f)
{
	return f->lookup && (!strcmp(f->lookup, "client") || !strcmp(f->lookup, "service"));
}

static enum err_code lookup(void *arg, const struct form_field *f, const char *typed,
    struct form_options *out, struct err *e)
{
	struct money *m = arg;

	if (is_worldly(f))
		return m->world.lookup(m->world.arg, f, typed, out, e);
	return m->kind->lookup ? m->kind->lookup(m, f->lookup ? f->lookup : "", typed, out, e) :
	    OK;
}

/* The name of an id is the label of the choice that has it. */
static void label(void *arg, const struct form_field *f, int64_t id, char *out, size_t size)
{
	struct money *m = arg;
	struct form_options all = { 0 };
	struct err none = ERR_INIT;

	text_copy(out, size, "");
	if (is_worldly(f)) {
		m->world.label(m->world.arg, f, id, out, size);
		return;
	}
	if (lookup(arg, f, "", &all, &none) == OK)
		for (size_t i = 0; i < all.n; i++)
			if (all.v[i].value.i == id)
				text_copy(out, size, all.v[i].label);
	form_options_free(&all);
}

/* ---- opening ---- */

static void draft_title(struct screen *s, struct buf *out)
{
	buf_puts(out, ((struct money *)s->state)->title);
}

static enum err_code read_client(struct money *m, struct err *e)
{
	enum err_code rc;

	if (!m->client_id)
		return OK;
	clientline_name(m->desk, m->client_id, m->name, sizeof m->name);
	rc = pay_owed(m->desk, m->client_id, &m->owed, e);
	if (rc == OK)
		rc = pay_owed_by_now(m->desk, m->client_id, &m->by_now, e);
	return rc == OK ? pay_kept(m->desk, m->client_id, &m->kept, e) : rc;
}

static void make_title(struct money *m, const struct form *form)
{
	if (m->name[0])
		text_fmt(m->title, sizeof m->title, "%s: %s", label_text(&form->title), m->name);
	else
		text_copy(m->title, sizeof m->title, label_text(&form->title));
}

static enum err_code money_start(struct screen *s, const void *arg, struct err *e)
{
	const struct money_arg *a = arg;
	struct money *m = s->state;
	struct form *form;
	struct form_env env;

	m->desk = front_desk(s);
	m->screen = s;
	m->kind = kind_of(a->word);
	m->client_id = a->client_id;
	m->id = a->id;
	form = m->kind ? form_catalog_find(m->desk->forms, m->kind->form) : NULL;
	if (!form)
		return err_set(e, ERR_CONFIG, tr("There is no form %s.cfg. Call the "
		    "administrator."),
		    a->word);
	if (front_may(s, m->kind->right, e) != OK ||
	    (m->kind->whose && m->kind->whose(m, e) != OK) || read_client(m, e) != OK ||
	    (m->kind->open && m->kind->open(m, e) != OK))
		return e->code;
	make_title(m, form);
	form_env_make(m->desk, &env);
	m->world = env.source;
	env.source.arg = m;
	env.source.preset = preset;
	env.source.lookup = lookup;
	env.source.label = label;
	m->form.title = draft_title;
	formview_init(&m->form, s, form_edit_new(form, &env), m->kind->form);
	m->form.draft.ref_id = m->id ? -m->id : m->client_id;
	formview_go_first(&m->form);
	if (m->kind->first)
		formview_go(&m->form, money_field(m, m->kind->first));
	return a->draft_id ? formview_resume(&m->form, a->draft_id, e) : OK;
}

static void money_close(struct screen *s)
{
	formview_free(&((struct money *)s->state)->form);
}

static enum leave money_leave(struct screen *s)
{
	return formview_leave(&((struct money *)s->state)->form);
}

/* ---- doing it ---- */

static enum err_code save_now(struct screen *s, struct err *e)
{
	struct money *m = s->state;
	struct buf done = BUF_INIT;
	int64_t client = m->client_id;
	enum err_code rc = m->kind->save(m, &done, e);

	if (rc == OK) {
		screen_done(s, "%s", buf_str(&done));
		formview_saved(&m->form);
		front_wrote(s);
		screen_finish(s, 1, &client);
	}
	buf_free(&done);
	return rc;
}

static enum err_code save_signed(struct screen *s, struct err *e)
{
	struct money *m = s->state;
	struct buf what = BUF_INIT;
	struct second_ask ask = { .right = m->kind->second, .done = save_now,
		.why = money_code(m, "reason") };
	enum err_code rc = save_now(s, e);

	if (rc != ERR_SECOND || !m->kind->second) {
		buf_free(&what);
		return rc;
	}
	err_clear(e);
	m->kind->what(m, &what);
	ask.text = buf_str(&what);
	rc = front_second(s, &ask, e);
	buf_free(&what);
	return rc;
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct money *m = s->state;
	enum err_code rc;

	formview_commit(&m->form);
	rc = form_edit_check(m->form.edit, e);
	if (rc == OK)
		rc = save_signed(s, e);
	if (rc == ERR_INVALID && e->field[0]) {
		formview_fault(&m->form, e);
		return OK;
	}
	return rc;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("do it"), .needs = NEED_WRITE,
	  .help = N_("Does what the box is for: the line below the fields says it in figures."),
	  .run = run_done },
	FORMVIEW_COMMANDS,
};

/* ---- picture ---- */

static struct rect box_of(const struct screen *s)
{
	return rect_centre(s->body, 17, 78);
}

static void money_layout(struct screen *s, struct rect body)
{
	struct money *m = s->state;
	struct rect box = box_of(s);

	(void)body;
	box.rows -= 3;
	formview_layout(&m->form, rect_inset(box, 1, 2));
}

static void money_draw(const struct screen *s, struct canvas *c)
{
	const struct money *m = s->state;
	struct rect box = box_of(s);
	struct buf line = BUF_INIT;

	canvas_box(c, box, STYLE_RULE, m->title);
	formview_draw(&m->form, c);
	if (m->extra[0])
		canvas_put(c, box.row + box.rows - 3, box.col + 2, m->extra, STYLE_TEXT,
		    box.cols - 4);
	if (m->kind->line)
		m->kind->line(m, &line);
	canvas_put(c, box.row + box.rows - 2, box.col + 2, buf_str(&line), STYLE_GREY,
	    box.cols - 4);
	buf_free(&line);
}

static unsigned money_facts(const struct screen *s)
{
	const struct money *m = s->state;

	return NEED_TEXT | (m->client_id ? NEED_CLIENT : 0);
}

static void money_page(const struct screen *s, struct buf *out)
{
	const struct money *m = s->state;

	buf_puts(out, tr(m && m->kind && m->kind->page ? m->kind->page :
	    money_pay_kind.page));
}

const struct screen_type money_screen = {
	.name = "pay", .title = N_("Payment"), .state_size = sizeof(struct money),
	.commands = KEYMAP_INIT(commands), .flags = SCREEN_OVERLAY,
	.open = money_start, .facts = money_facts, .typing = formview_screen_typing,
	.layout = money_layout, .draw = money_draw, .key = formview_screen_key,
	.field_help = formview_screen_help, .leave = money_leave, .close = money_close,
	.page = money_page,
};

/* ---- for others ---- */

enum err_code money_open(struct screen *s, const struct money_arg *a, struct err *e)
{
	return screen_open(s->loop, &money_screen, a, e);
}

enum err_code money_pay(struct screen *s, int64_t client_id, int64_t appointment_id,
    struct err *e)
{
	struct money_arg a = { .word = "pay", .client_id = client_id, .id = appointment_id };

	return money_open(s, &a, e);
}

bool money_of_draft(const char *word, int64_t ref_id, struct money_arg *out)
{
	const struct money_kind *k = kind_of(word);

	*out = (struct money_arg){ .word = k ? k->form : word,
		.client_id = ref_id > 0 ? ref_id : 0, .id = ref_id < 0 ? -ref_id : 0 };
	return k != NULL;
}
