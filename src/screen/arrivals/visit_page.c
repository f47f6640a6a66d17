/* The forms of a visit on a screen of their own: the triage card, leaving, assigning, the cash
 * desk. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "screen/clients/client_priv.h"
#include "desk/arrival_leave.h"
#include "desk/desk.h"
#include "desk/visit_form.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "screen/front/formview_priv.h"
#include "screen/arrival.h"
#include "screen/clientline.h"
#include "tui/canvas.h"
#include "visit_priv.h"

enum visit_need { NEED_VISIT = 1u << 8 };

struct visit_page {
	struct formview form;           /* must be first */
	struct visit_form f;
	struct client_card_list card;   /* of the client, one */
	char name[40], word[64];        /* drafts are kept under it: see arrival_of_draft */
};

/* ---- drafts: the word holds what a row has not got yet ---- */

static void name_draft(struct visit_page *st)
{
	const struct arrival *a = &st->f.card.is;

	text_fmt(st->word, sizeof st->word, "%s+%lld+%lld+%lld+%lld+%lld", st->name,
	    (long long)a->client_id, (long long)a->appointment_id, (long long)a->arrived_at,
	    (long long)a->visit_id, (long long)a->dependant_id);
}

static bool read_word(const char *word, char *form, size_t size, struct visit_arg *out)
{
	static const char *const forms[] = { "triage", "leaving", "visit-assign", "visit-pay" };
	const char *plus = strchr(word, '+');
	long long client, appointment = 0, at = 0, visit = 0, treated = 0;

	for (size_t i = 0; plus && i < sizeof forms / sizeof forms[0]; i++) {
		if (strlen(forms[i]) != (size_t)(plus - word) ||
		    strncmp(forms[i], word, (size_t)(plus - word)) != 0)
			continue;
		if (sscanf(plus, "+%lld+%lld+%lld+%lld+%lld", &client, &appointment, &at, &visit,
		    &treated) < 1)
			return false;
		text_copy(form, size, forms[i]);
		*out = (struct visit_arg){ .form = forms[i], .client_id = client,
			.appointment_id = appointment, .arrived_at = at, .visit_id = visit,
			.treated = treated };
		return true;
	}
	return false;
}

bool arrival_of_draft(const char *word, char *form, size_t size, int64_t *client_id)
{
	struct visit_arg arg;

	if (!read_word(word, form, size, &arg))
		return false;
	*client_id = arg.client_id;
	return true;
}

enum err_code arrival_resume(struct loop *l, const char *word, int64_t draft_id, bool *mine,
    struct err *e)
{
	struct visit_arg arg;
	char form[40];

	*mine = read_word(word, form, sizeof form, &arg);
	if (!*mine)
		return OK;
	arg.draft_id = draft_id;
	return screen_open(l, &visit_screen, &arg, e);
}

static void page_title(struct screen *s, struct buf *out)
{
	struct visit_page *st = s->state;
	char client[200];

	buf_printf(out, "%s: %s", label_text(&form_edit_form(st->form.edit)->title),
	    clientline_name(front_desk(s), st->f.card.is.client_id, client, sizeof client));
}

/* ---- opening ---- */

/* Whoever is here already: the card of that visit, said so. */
static void tell_here(struct screen *s, const struct visit_arg *a)
{
	struct visit_page *st = s->state;
	const struct arrival_card *c = &st->f.card;
	char at[48];

	if (a->visit_id || !c->is.visit_id)
		return;
	screen_say(s, STYLE_MSG_INFO, tr("Already here since %s (%s). This is that card."),
	    desk_time_text(front_desk(s), c->is.arrived_at, at, sizeof at),
	    c->since_at_station);
}

static enum err_code page_open(struct screen *s, const void *arg, struct err *e)
{
	const struct visit_arg *a = arg;
	struct visit_page *st = s->state;
	struct desk *d = front_desk(s);
	struct form *form = form_catalog_find(d->forms, a->form);
	struct form_env env;

	if (!form)
		return err_set(
		    e, ERR_CONFIG, tr("There is no form \"%s\". Call the administrator."), a->form);
	text_copy(st->name, sizeof st->name, a->form);
	if (visit_form_open(d, st->name, a->visit_id, a->client_id, a->treated,
	    a->appointment_id, a->arrived_at, &st->f, e) != OK)
		return e->code;
	if (client_cards(d->store, &st->f.card.is.client_id, 1, clock_now(), &st->card, e) != OK)
		return e->code;
	visit_form_env(&st->f, &env);
	name_draft(st);
	st->form.title = page_title;
	formview_init(&st->form, s, form_edit_new(form, &env), st->word);
	front_at_hand(s, st->f.card.is.client_id);
	if (a->draft_id)
		return formview_resume(&st->form, a->draft_id, e);
	formview_go_first(&st->form);
	tell_here(s, a);
	return OK;
}

static void page_close(struct screen *s)
{
	struct visit_page *st = s->state;

	formview_free(&st->form);
	client_card_list_free(&st->card);
}

static enum leave page_leave(struct screen *s)
{
	return formview_leave(&((struct visit_page *)s->state)->form);
}

enum err_code arrival_open(struct screen *s, int64_t client_id, int64_t appointment_id,
    struct err *e)
{
	struct visit_arg arg = { .form = "triage", .client_id = client_id,
		.appointment_id = appointment_id };

	/* Whoever was chosen in the file is the one who stands here; a time names its own. */
	if (!appointment_id && front_of(s)->client_id == client_id)
		arg.treated = front_of(s)->dependant_id;
	return screen_open(s->loop, &visit_screen, &arg, e);
}

/* ---- saving ---- */

static void tell_triage(struct screen *s, const struct visit_row *v, const char *who,
    const char *until)
{
	struct visit_page *st = s->state;

	if (st->f.card.is.visit_id)
		screen_done(s, tr("Saved the card of %s (%s). Ctrl-Z undoes until %s."), who,
		    v->number, until);
	else if (v->staff[0])
		screen_done(s, tr("%s: %s waits for %s. Ctrl-Z undoes until %s."), v->number, who,
		    v->staff, until);
	else
		screen_done(s, tr("%s: %s waits. Ctrl-Z undoes until %s."), v->number, who, until);
}

static void tell_saved(struct screen *s, int64_t visit)
{
	struct visit_page *st = s->state;
	struct visit_row v;
	struct err none = ERR_INIT;
	char who[200], until[16], money[32];

	if (visit_get(front_desk(s)->store, visit, &v, &none) != OK)
		return;
	clientline_name(front_desk(s), v.client_id, who, sizeof who);
	client_undo_until(front_desk(s), until, sizeof until);
	if (!strcmp(st->name, "triage"))
		tell_triage(s, &v, who, until);
	else if (!strcmp(st->name, "leaving"))
		screen_done(s, tr("%s has left: %s. Ctrl-Z undoes until %s."), who,
		    arrival_outcome_word(v.outcome), until);
	else if (!strcmp(st->name, "visit-pay"))
		screen_done(s, arrival_open_due(&v) ? tr("%s: %s is still to be paid.") :
		    tr("%s: all is paid (%s)."), who,
		    desk_money(front_desk(s), arrival_open_due(&v) ? arrival_open_due(&v) :
		    v.paid, money, sizeof money));
	else
		screen_done(s, tr("Assigned: %s. Ctrl-Z undoes until %s."), who, until);
}

static enum err_code save(struct screen *s, struct err *e)
{
	struct visit_page *st = s->state;
	int64_t visit;
	enum err_code rc;

	formview_commit(&st->form);
	rc = visit_form_save(&st->f, st->form.edit, &visit, e);
	if (rc == ERR_INVALID && e->field[0]) {
		formview_fault(&st->form, e);
		err_clear(e);
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	front_wrote(s);
	tell_saved(s, visit);
	screen_finish(s, 1, &visit);
	return OK;
}

static enum err_code run_page(struct screen *s, struct err *e)
{
	struct visit_page *st = s->state;

	(void)e;
	formview_show_section(&st->form, st->form.section + s->command->arg);
	/* A page without a field (nobody came along) takes the cursor: the next one has it. */
	if (!formview_typing(&st->form))
		formview_go_first(&st->form);
	return OK;
}

static enum err_code run_file(struct screen *s, struct err *e)
{
	struct visit_page *st = s->state;
	struct client_arg arg = { .client_id = st->f.card.is.client_id };

	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum err_code run_pay(struct screen *s, struct err *e)
{
	struct visit_page *st = s->state;
	struct visit_arg arg = { .form = "visit-pay", .visit_id = st->f.card.is.visit_id };

	return screen_open(s->loop, &visit_screen, &arg, e);
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("save"), .needs = NEED_WRITE,
	  .help = N_("Saves the card: a new arrival goes into the queue."), .run = save },
	FORMVIEW_COMMANDS,
	{ .name = "form-next", .keys = "PgDn", .label = N_("page"), .arg = 1,
	  .help = N_("Next page of the form."), .run = run_page },
	{ .name = "form-prev", .keys = "PgUp", .flags = COMMAND_NO_BAR, .arg = -1,
	  .help = N_("Page before."), .run = run_page },
	{ .name = "client-open", .code = "in", .keys = "i", .label = N_("file"),
	  .help = N_("Opens the client's file; the card is kept."), .run = run_file },
	{ .name = "pay-take", .code = "py", .keys = "$", .label = N_("pay"), .needs = NEED_VISIT,
	  .right = "pay-take",
	  .help = N_("What is due at the cash desk, and what is taken."), .run = run_pay },
};

/* ---- keys ---- */

static bool on_digits(const struct visit_page *st)
{
	return formview_typing(&st->form) &&
	    formview_one_key(formview_field(&st->form, st->form.at));
}

/* In a one-key answer letters are commands: only digits and what erases belong to the field. */
static bool is_letter(const struct key *k)
{
	uint32_t cp = cp_narrow(k->code);

	return key_is_text(*k) && (cp < '0' || cp > '9');
}

/* "With: who" is answered on the next page, at once; there stands a child's guardian to be looked
 * at. False: it was not that answer. */
static bool follow_escort(struct visit_page *st, int answered)
{
	const struct form *f = form_edit_form(st->form.edit);
	int name = form_field_index(f, "name1");

	if (answered < 0 || strcmp(f->fields[answered].name, "escort") != 0 || name < 0 ||
	    !formview_enterable(&st->form, name) ||
	    (!formview_is_empty(&st->form, name) && !st->f.minor))
		return false;
	formview_go(&st->form, name);
	return true;
}

static enum key_use page_key(struct screen *s, const struct key *k)
{
	struct visit_page *st = s->state;
	bool digits = on_digits(st);
	int field = st->form.at;
	struct err e = ERR_INIT;
	enum key_use use;

	if (!formview_typing(&st->form) || (digits && is_letter(k)))
		return KEY_UNUSED;
	use = formview_key(&st->form, k);
	if (digits && use == KEY_USED && follow_escort(st, field))
		return use;
	/* The digit that leaves nothing open is the last key of a whole card. */
	if (digits && use == KEY_USED && key_is_text(*k) &&
	    visit_form_complete(&st->f, st->form.edit) && save(s, &e) != OK)
		screen_refuse(s, &e);
	return use;
}

/* ---- picture ---- */

static void page_layout(struct screen *s, struct rect body)
{
	formview_layout(&((struct visit_page *)s->state)->form,
	    (struct rect){ body.row + 2, body.col, body.rows - 3, body.cols });
}

static void draw_head(const struct screen *s, struct canvas *c)
{
	const struct visit_page *st = s->state;
	const struct arrival_card *a = &st->f.card;
	struct desk *d = front_desk(s);
	struct buf b = BUF_INIT;
	char at[48], money[32];

	buf_printf(&b, tr("Arrived %s"), desk_time_text(d, a->is.arrived_at, at, sizeof at));
	if (a->start_at)
		buf_printf(&b, tr(", promised %s"), desk_time_text(d, a->start_at, at, sizeof at));
	else
		buf_puts(&b, tr(", walk-in"));
	if (a->is.visit_id)
		buf_printf(&b, ", %s, %s", a->was.number, arrival_state_word(a->was.state));
	else if (a->visits)
		buf_printf(&b, tr(", visit %lld"), (long long)a->visits + 1);
	else
		buf_puts(&b, tr(", first visit"));
	if (a->is.visit_id && arrival_entered_later(&a->was))
		buf_printf(&b, tr(", entered later: %s"),
		    desk_time_text(d, a->was.created_at, at, sizeof at));
	if (arrival_open_due(&a->was))
		buf_printf(&b, tr(", to pay %s"),
		    desk_money(front_desk(s), arrival_open_due(&a->was), money, sizeof money));
	canvas_put(c, s->body.row + 1, 0, b.s, STYLE_TEXT, CANVAS_REST);
	buf_free(&b);
}

static void draw_foot(const struct screen *s, struct canvas *c)
{
	const struct visit_page *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);
	struct buf text = { 0 };

	formview_status(&st->form, &text);
	if (f->nsections > 1)
		buf_printf(&text, tr("  Page %d of %zu (PgDn)."), st->form.section + 1,
		    f->nsections);
	canvas_put(c, s->body.row + s->body.rows - 1, 0, buf_str(&text), STYLE_GREY, CANVAS_REST);
	buf_free(&text);
}

static void page_draw(const struct screen *s, struct canvas *c)
{
	const struct visit_page *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);

	if (st->card.n)
		clientline_header(front_desk(s), &st->card.v[0], c, SCREEN_ROW_AREA);
	canvas_rule(c, s->body.row, 0, c->cols, label_text(&f->sections[st->form.section].title));
	draw_head(s, c);
	formview_draw(&st->form, c);
	draw_foot(s, c);
}

static unsigned page_facts(const struct screen *s)
{
	const struct visit_page *st = s->state;

	return NEED_CLIENT | (st->f.card.is.visit_id ? NEED_VISIT : 0) |
	    (formview_typing(&st->form) && !on_digits(st) ? NEED_TEXT : NEED_NO_TEXT);
}

static bool page_typing(const struct screen *s)
{
	const struct visit_page *st = s->state;

	return formview_typing(&st->form) && !on_digits(st);
}

static void page_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "The card of a client who stands at the desk. The time of arrival is that of the key "
	    "a, not of saving. The cursor is in Identity: one digit, and when nothing else is "
	    "open, the card of a booked client is done. F10 puts the client into the "
	    "queue.\n\nAllergies are asked at the first visit and anew after some months; what "
	    "is new goes into the file at once. Escort: 2 asks on the second page who came "
	    "along, with telephone, and whether they may be told. What the greeter learnt stands "
	    "below the board, for whoever serves next.\n\nA second arrival on the same day opens "
	    "the first card, unless the client has left. Esc keeps what was typed under Ctrl-T."));
}

const struct screen_type visit_screen = {
	.name = "visit-card", .title = N_("Card of a visit"),
	.state_size = sizeof(struct visit_page), .commands = KEYMAP_INIT(commands),
	.open = page_open, .facts = page_facts, .typing = page_typing, .layout = page_layout,
	.draw = page_draw, .key = page_key, .leave = page_leave, .close = page_close,
	.field_help = formview_screen_help, .page = page_page,
};
