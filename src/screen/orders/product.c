/* An order of goods: lines are typed, the sums stand beside them. */
#include "screen/product.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/product.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/form_env.h"
#include "desk/order.h"
#include "desk/pay.h"
#include "desk/stock.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/clientline.h"
#include "screen/formview.h"
#include "tui/canvas.h"

enum { LINES = 6, COL_PRICE = 47, COL_TOTAL = 55, COL_LASTS = 66, COL_OUT = 73 };

/* One line as it stands in the form. */
struct product_line {
	struct product p;               /* id 0: nothing chosen */
	int64_t quantity, total;
	int dose, lasts;
	char allergy[120];
};

enum product_need { NEED_OTHER = 1u << 8 };

struct product_state {
	struct formview form;           /* must be first */
	struct desk *desk;
	int64_t client_id, owed;
	struct client_card_list card;
	struct product_list goods;
	struct product_line line[LINES];
	int64_t total, warned;          /* warned: the sum of products that F10 has named */
	bool too_much;
	bool later;                     /* what is not in stock was said once: it may come later */
	int64_t other;                  /* branch that has all of it, 0: none; as it was said */
	int64_t free, other_free;       /* of the first product that is short */
	char other_name[96];
	char address[300];
};

/* ---- reading the form ---- */

static const struct field_state *field_of(const struct product_state *st, const char *name)
{
	return form_edit_field(st->form.edit,
	    form_field_index(form_edit_form(st->form.edit), name));
}

static const struct value *value_of(const struct product_state *st, char what, int i)
{
	char name[8];

	text_fmt(name, sizeof name, "%c%d", what, i + 1);
	return &field_of(st, name)->value;
}

static const char *text_of(const struct product_state *st, const char *name)
{
	const struct field_state *x = field_of(st, name);

	return x->visible && x->value.type == VALUE_TEXT ? x->value.s : NULL;
}

static const struct product *find_product(const struct product_state *st, int64_t id)
{
	for (size_t i = 0; i < st->goods.n; i++)
		if (st->goods.v[i].id == id)
			return &st->goods.v[i];
	return NULL;
}

static void read_line(struct product_state *st, int i)
{
	struct product_line *l = &st->line[i];
	const struct value *p = value_of(st, 'p', i), *q = value_of(st, 'q', i),
	    *dose = value_of(st, 'd', i);
	const struct product *found = p->type == VALUE_INT ? find_product(st, p->i) : NULL;
	struct err none = ERR_INIT;
	int64_t was = l->p.id;

	l->p = found ? *found : (struct product){ 0 };
	l->quantity = q->type == VALUE_INT ? q->i : 0;
	l->dose = dose->type == VALUE_REAL ? (int)(dose->d * 100 + 0.5) : 0;
	l->total = 0;
	if (l->p.id != was)
		order_allergy(st->desk, st->client_id, l->p.id, l->allergy, sizeof l->allergy);
	if (!l->p.id)
		l->allergy[0] = 0;
	if (l->p.id && order_sum(l->quantity, l->p.price, 0, &l->total, &none) != OK)
		st->too_much = true;
	l->lasts = order_lasts(l->quantity, l->p.pieces, l->dose);
}

/* What stands on the screen beside the fields: anew after every key. */
static void read_lines(struct product_state *st)
{
	st->total = 0;
	st->too_much = false;
	for (int i = 0; i < LINES; i++) {
		read_line(st, i);
		if (__builtin_add_overflow(st->total, st->line[i].total, &st->total) ||
		    st->total > MONEY_MAX)
			st->too_much = true;
		if (st->too_much)
			st->total = 0;
	}
}

/* ---- what the form asks ---- */

static enum err_code lookup(void *arg, const struct form_field *f, const char *typed,
    struct form_options *out, struct err *e)
{
	struct product_state *st = arg;
	char price[MONEY_TEXT];

	(void)f;
	(void)e;
	for (size_t i = 0; i < st->goods.n; i++) {
		const struct product *p = &st->goods.v[i];
		struct value v = { .type = VALUE_INT, .i = p->id };

		if (form_env_fits(typed, p->name, p->name_en, p->code))
			form_options_add(out, &v, describe_in_language(p->name, p->name_en),
			    desk_money(st->desk, p->price, price, sizeof price));
	}
	return OK;
}

static void label(void *arg, const struct form_field *f, int64_t id, char *out, size_t size)
{
	const struct product *p = find_product(arg, id);

	(void)f;
	text_copy(out, size, p ? describe_in_language(p->name, p->name_en) : "");
}

static void preset(void *arg, const struct form_field *f, struct value *out)
{
	struct product_state *st = arg;

	if (!strcmp(f->preset, "@address") && st->address[0])
		value_set_text(out, st->address);
}

/* ---- opening ---- */

static void draft_title(struct screen *s, struct buf *out)
{
	struct product_state *st = s->state;
	char name[200];

	clientline_name(st->desk, st->client_id, name, sizeof name);
	buf_printf(out, tr("Order: %s"), name);
}

static enum err_code read_world(struct product_state *st, struct err *e)
{
	struct client c;
	enum err_code rc = product_list(st->desk->store, "goods", false, &st->goods, e);

	if (rc == OK)
		rc = pay_owed(st->desk, st->client_id, &st->owed, e);
	if (rc == OK)
		rc = client_cards(st->desk->store, &st->client_id, 1, clock_now(), &st->card, e);
	if (rc == OK)
		rc = client_get(st->desk->store, st->client_id, &c, e);
	if (rc != OK)
		return rc;
	text_copy(st->address, sizeof st->address, c.address);
	client_free(&c);
	return OK;
}

static enum err_code product_open(struct screen *s, const void *arg, struct err *e)
{
	const struct product_arg *a = arg;
	struct product_state *st = s->state;
	struct desk *d = front_desk(s);
	struct form *form = form_catalog_find(d->forms, "product-order");
	struct form_env env;

	st->desk = d;
	st->client_id = a->client_id;
	if (!form)
		return err_set(e, ERR_CONFIG, tr("There is no form %s.cfg. Call the "
		    "administrator."),
		    "product-order");
	if (front_may(s, "order-add", e) != OK || read_world(st, e) != OK)
		return e->code;
	form_env_make(d, &env);
	env.source = (struct form_source){ .arg = st, .lookup = lookup, .label = label,
		.preset = preset };
	st->form.title = draft_title;
	formview_init(&st->form, s, form_edit_new(form, &env), "product-order");
	st->form.draft.ref_id = st->client_id;
	formview_go_first(&st->form);
	if (a->draft_id && formview_resume(&st->form, a->draft_id, e) != OK)
		return e->code;
	read_lines(st);
	return OK;
}

static void product_close(struct screen *s)
{
	struct product_state *st = s->state;

	formview_free(&st->form);
	product_list_free(&st->goods);
	client_card_list_free(&st->card);
}

static enum leave product_leave(struct screen *s)
{
	return formview_leave(&((struct product_state *)s->state)->form);
}

/* ---- the last order again ---- */

static void set_field(struct product_state *st, char what, int i, const struct value *v)
{
	char name[8];
	struct err none = ERR_INIT;

	text_fmt(name, sizeof name, "%c%d", what, i + 1);
	if (form_edit_set_value(st->form.edit, form_field_index(form_edit_form(st->form.edit),
	    name),
	    v, &none) == OK)
		st->form.typed = true;
}

static enum err_code take_last(struct product_state *st, struct err *e)
{
	struct order_draft last;
	struct order_line_list hold = { 0 };
	int n = 0;
	enum err_code rc = order_last(st->desk, st->client_id, "goods", &last, &hold, e);

	for (size_t i = 0; rc == OK && i < last.nlines && n < LINES; i++) {
		const struct order_draft_line *l = &last.lines[i];
		struct value v = { .type = VALUE_INT, .i = l->product_id };

		/* What is not sold any more is left out. */
		if (!find_product(st, l->product_id))
			continue;
		set_field(st, 'p', n, &v);
		v.i = l->quantity;
		set_field(st, 'q', n, &v);
		v = (struct value){ .type = VALUE_REAL, .d = l->dose / 100.0 };
		if (l->dose)
			set_field(st, 'd', n, &v);
		n++;
	}
	order_line_list_free(&hold);
	return rc;
}

static enum err_code run_answer(struct screen *s, struct err *e)
{
	struct product_state *st = s->state;
	bool again = st->form.at == 0 && !strcmp(field_text(&st->form.editor), ".");
	enum err_code rc;

	if (again) {
		field_set(&st->form.editor, "");
		st->form.touched = false;
		rc = take_last(st, e);
		if (rc == OK)
			formview_go_first(&st->form);
	} else {
		rc = formview_run_answer(s, e);
	}
	read_lines(st);
	return rc;
}

static enum key_use product_key(struct screen *s, const struct key *k)
{
	enum key_use use = formview_screen_key(s, k);

	if (use == KEY_USED)
		read_lines(s->state);
	return use;
}

/* ---- doing it ---- */

static void make_draft(const struct product_state *st, struct order_draft *o)
{
	*o = (struct order_draft){ .client_id = st->client_id, .kind = "goods",
		.start_day = text_of(st, "start"), .send = text_of(st, "send"),
		.send_to = text_of(st, "to"), .note = text_of(st, "note") };
	for (int i = 0; i < LINES; i++)
		if (st->line[i].p.id)
			o->lines[o->nlines++] = (struct order_draft_line){
				.product_id = st->line[i].p.id, .price = -1,
				.quantity = st->line[i].quantity, .dose = st->line[i].dose };
}

/* What the client must not have is named once; F10 again orders it all the same. */
static enum err_code check_allergy(struct product_state *st, struct err *e)
{
	int64_t named = 0;

	for (int i = 0; i < LINES; i++)
		if (st->line[i].allergy[0])
			named += st->line[i].p.id;
	if (!named || named == st->warned)
		return OK;
	for (int i = 0; i < LINES; i++)
		if (st->line[i].allergy[0])
			err_set(e, ERR_CONFLICT,
			    tr("Not ordered yet. %s: %s. F10 again orders it all the same."),
			    describe_in_language(st->line[i].p.name, st->line[i].p.name_en),
			    st->line[i].allergy);
	st->warned = named;
	return e->code;
}

static bool has_all(struct product_state *st, const struct order_draft *o, int64_t branch)
{
	struct stock_short s;
	struct err none = ERR_INIT;

	for (size_t i = 0; i < o->nlines; i++)
		if (stock_look(st->desk, o->lines[i].product_id, branch, o->lines[i].quantity, &s,
		    &none) != OK || s.is_short)
			return false;
	return true;
}

/* The branch that has most of what is short here, where that has all of the order. */
static void find_other(struct product_state *st, const struct order_draft *o)
{
	struct stock_short s;
	struct err none = ERR_INIT;

	st->other = 0;
	for (size_t i = 0; i < o->nlines && !st->other; i++) {
		if (stock_look(st->desk, o->lines[i].product_id, 0, o->lines[i].quantity, &s,
		    &none) != OK || !s.is_short || !s.other_id)
			continue;
		if (!has_all(st, o, s.other_id))
			return;
		st->other = s.other_id;
		st->free = s.free;
		st->other_free = s.other_free;
		text_copy(st->other_name, sizeof st->other_name, s.other);
	}
}

/* What is not there is said once; F10 again orders it all the same, for when it comes, Alt-e where
 * another branch has it. */
static enum err_code ask_later(struct product_state *st, const struct order_draft *o,
    struct err *e)
{
	char text[sizeof e->text];

	st->later = true;
	find_other(st, o);
	text_copy(text, sizeof text, e->text);
	err_clear(e);
	if (st->other)
		return err_set(e, ERR_TAKEN,
		    tr("Here are %lld, %s has %lld: F10 orders it for later, Alt-e there."),
		    (long long)st->free, st->other_name, (long long)st->other_free);
	return err_set(e, ERR_TAKEN, tr("%s F10 again orders it for later."), text);
}

static void tell_ordered(const struct product_state *st, struct screen *s,
    const struct client_order *o, bool elsewhere)
{
	char total[MONEY_TEXT];

	desk_money(st->desk, o->total, total, sizeof total);
	if (elsewhere)
		screen_done(s, tr("Ordered: %s, %s, kept at %s. $ takes the money."), o->number,
		    total, st->other_name);
	else
		screen_done(s, tr("Ordered: %s, %s. $ takes the money."), o->number, total);
}

/* OTHER: from the shelf of the branch that was named. */
static enum err_code order_now(struct product_state *st, struct screen *s, bool other,
    struct err *e)
{
	struct order_draft o;
	struct client_order made;
	int64_t id;
	enum err_code rc = check_allergy(st, e);

	make_draft(st, &o);
	o.later = st->later && !other;
	o.stock_branch_id = other ? st->other : 0;
	if (rc == OK)
		rc = order_add(st->desk, &o, &id, e);
	if (rc == ERR_TAKEN && !st->later)
		rc = ask_later(st, &o, e);
	if (rc == OK)
		rc = client_order_get(st->desk->store, id, &made, e);
	if (rc != OK)
		return rc;
	tell_ordered(st, s, &made, other);
	formview_saved(&st->form);
	front_wrote(s);
	screen_finish(s, 1, &id);
	return OK;
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct product_state *st = s->state;
	enum err_code rc;

	formview_commit(&st->form);
	read_lines(st);
	rc = form_edit_check(st->form.edit, e);
	if (rc == OK)
		rc = order_now(st, s, s->command->arg, e);
	if (rc == ERR_INVALID && e->field[0] &&
	    form_field_index(form_edit_form(st->form.edit), e->field) >= 0) {
		formview_fault(&st->form, e);
		return OK;
	}
	return rc;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("order it"), .needs = NEED_WRITE,
	  .help = N_("Orders what stands there; the client owes it from then on."),
	  .run = run_done },
	{ .name = "order-other", .keys = "Alt-e", .label = N_("elsewhere"), .arg = 1,
	  .needs = NEED_WRITE | NEED_OTHER,
	  .help = N_("What is not in stock here is kept at the branch that F10 named, to be "
	      "fetched there."), .run = run_done },
	{ .name = "row-open", .keys = "Enter", .label = N_("go on"),
	  .help = N_("Next field that needs an answer; after a point in the first line the last "
	      "order again."), .run = run_answer },
	{ .name = "pane-next", .keys = "Tab", .label = N_("field"), .arg = 1,
	  .help = N_("Next field."), .run = formview_run_field },
	{ .name = "pane-prev", .keys = "S-Tab", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Field before."), .run = formview_run_field },
	{ .name = "field-list", .keys = "Down", .label = N_("choices"),
	  .help = N_("The products that can be had."), .run = formview_run_choices },
	{ .name = "field-up", .keys = "Up", .flags = COMMAND_NO_BAR,
	  .help = N_("Field before."), .run = formview_run_up },
};

/* ---- picture ---- */

static void product_layout(struct screen *s, struct rect body)
{
	struct product_state *st = s->state;

	formview_layout(&st->form, body);
}

static void draw_line(const struct product_state *st, const struct product_line *l, int row,
    struct canvas *c)
{
	char text[MONEY_TEXT], day[DAY_TEXT];
	int32_t from = text_of(st, "start") ? day_parse(text_of(st, "start")) : DAY_NONE;

	if (!l->p.id)
		return;
	canvas_put(c, row, COL_PRICE, desk_money(st->desk, l->p.price, text, sizeof text),
	    STYLE_GREY, COL_TOTAL - COL_PRICE - 1);
	canvas_put(c, row, COL_TOTAL, desk_money(st->desk, l->total, text, sizeof text),
	    STYLE_TEXT, COL_LASTS - COL_TOTAL - 1);
	if (!l->lasts)
		return;
	canvas_putf(c, row, COL_LASTS, STYLE_TEXT, tr("%d d"), l->lasts);
	if (from != DAY_NONE)
		canvas_put(c, row, COL_OUT, day_format(from + l->lasts, day) + 5, STYLE_TEXT, 6);
}

static void draw_sums(const struct product_state *st, struct rect a, struct canvas *c)
{
	char text[MONEY_TEXT];
	int row = a.row + 13;

	canvas_putf(c, a.row + 7, COL_PRICE, STYLE_TAB, tr("total %s %s"), st->desk->currency,
	    st->too_much ? tr("too much") : money_full(st->total, st->desk->currency, text,
	    sizeof text));
	for (int i = 0; i < LINES; i++) {
		const struct product_line *l = &st->line[i];

		if (l->allergy[0])
			canvas_putf(c, row++, a.col, STYLE_RISK, "%s: %s",
			    describe_in_language(l->p.name, l->p.name_en), l->allergy);
		else if (l->p.special)
			canvas_putf(c, row++, a.col, STYLE_NOTE, tr("%s needs instruction: %s"),
			    describe_in_language(l->p.name, l->p.name_en), l->p.storage);
	}
}

static void product_draw(const struct screen *s, struct canvas *c)
{
	const struct product_state *st = s->state;
	struct rect a = st->form.area;
	static const struct {
		int col;
		const char *label;
	} heads[] = { { 3, N_("product") }, { 31, N_("quantity") }, { 41, N_("a day") },
		{ COL_PRICE, N_("price") }, { COL_TOTAL, N_("total") }, { COL_LASTS, N_("lasts") },
		{ COL_OUT, N_("until") } };

	if (st->card.n)
		clientline_header(st->desk, &st->card.v[0], c, SCREEN_ROW_AREA);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		canvas_put(c, a.row, a.col + heads[i].col, tr(heads[i].label), STYLE_RULE, 10);
	formview_draw(&st->form, c);
	for (int i = 0; i < LINES; i++)
		draw_line(st, &st->line[i], a.row + 1 + i, c);
	draw_sums(st, a, c);
}

static unsigned product_facts(const struct screen *s)
{
	const struct product_state *st = s->state;

	return NEED_TEXT | NEED_CLIENT | (st->other ? NEED_OTHER : 0);
}

static void product_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "A line is product Enter quantity Enter daily use Enter; the price is the catalogue's. "
	    "Lasts is pieces times quantity by what is used a day. What the product contains is "
	    "held "
	    "against the client's allergies: F10 names it once and orders at the second time. "
	    "What is not in stock is said once: F10 again orders it for later, Alt-e keeps it at "
	    "the branch that has it. A point and Enter in the first line take the last order "
	    "again."));
}

const struct screen_type product_screen = {
	.name = "product", .title = N_("Order of goods"),
	.state_size = sizeof(struct product_state), .commands = KEYMAP_INIT(commands),
	.open = product_open, .facts = product_facts, .typing = formview_screen_typing,
	.layout = product_layout, .draw = product_draw, .key = product_key,
	.field_help = formview_screen_help, .leave = product_leave, .close = product_close,
	.page = product_page,
};

enum err_code product_order(struct screen *s, int64_t client_id,
    void (*made)(struct screen *owner, int answer, const void *order_id), struct err *e)
{
	struct product_arg a = { .client_id = client_id };

	return screen_ask(s, &product_screen, &a, made, e);
}
