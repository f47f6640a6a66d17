/* The form of a plan: made from a template, or changed into a new version. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/client.h"
#include "desk/desk.h"
#include "desk/plan_form.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"
#include "form/plans.h"
#include "screen/clientline.h"
#include "screen/formview.h"
#include "screen/plan.h"
#include "screen/treated.h"
#include "tui/canvas.h"
#include "tui/dialog.h"

struct plan_edit {
	struct formview form;           /* must be first */
	struct plan_edit_arg arg;
	struct plan_draft draft;        /* as it opened */
	struct plan_form world;
	int version;                    /* of a plan that goes on */
	struct client_card_list card;
	char treated[520];              /* who is, where it is not the client */
	char template[40], word[96];
};

/* ---- drafts ---- */

static void name_draft(struct plan_edit *st)
{
	if (st->arg.plan_id)
		text_copy(st->word, sizeof st->word, "plan");
	else
		text_fmt(st->word, sizeof st->word, "plan+%lld+%lld+%s",
		    (long long)st->arg.client_id, (long long)st->arg.dependant_id, st->template);
}

bool plan_of_draft(const char *word, int64_t ref_id, struct plan_edit_arg *out, char *template,
    size_t size)
{
	long long client, dependant;
	char code[40] = "";

	if (!strcmp(word, "plan")) {
		*out = (struct plan_edit_arg){ .plan_id = ref_id };
		return ref_id > 0;
	}
	if (sscanf(word, "plan+%lld+%lld+%39s", &client, &dependant, code) != 3)
		return false;
	text_copy(template, size, code);
	*out = (struct plan_edit_arg){ .client_id = client, .dependant_id = dependant,
		.template = template };
	return true;
}

static void edit_title(struct screen *s, struct buf *out)
{
	struct plan_edit *st = s->state;
	char name[200];

	clientline_name(front_desk(s), st->arg.client_id, name, sizeof name);
	buf_printf(out, tr("Plan: %s"), name);
}

/* ---- opening ---- */

static enum err_code read_draft(struct screen *s, struct err *e)
{
	struct plan_edit *st = s->state;
	struct desk *d = front_desk(s);
	struct plan p;
	enum err_code rc;

	if (!st->arg.plan_id)
		return plan_from_template(d, st->arg.client_id, st->arg.dependant_id, st->template,
		    &st->draft, e);
	rc = plan_get(d->store, st->arg.plan_id, &p, e);
	if (rc == OK)
		rc = plan_as_draft(d, st->arg.plan_id, &st->draft, e);
	st->version = p.version;
	st->arg.client_id = p.client_id;
	return rc;
}

static enum err_code edit_open(struct screen *s, const void *arg, struct err *e)
{
	struct plan_edit *st = s->state;
	struct desk *d = front_desk(s);
	struct form *form = form_catalog_find(d->forms, "plan");
	struct form_env env;

	st->arg = *(const struct plan_edit_arg *)arg;
	text_copy(st->template, sizeof st->template, st->arg.template ? st->arg.template : "");
	st->arg.template = st->template;
	if (!form)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("There is no form for plans (plan.cfg). Call the administrator."));
	if (read_draft(s, e) != OK ||
	    client_cards(d->store, &st->arg.client_id, 1, clock_now(), &st->card, e) != OK)
		return e->code;
	treated_text(d, st->draft.client_id, st->draft.dependant_id, st->treated,
	    sizeof st->treated);
	plan_form_env(d, &st->draft, st->arg.plan_id > 0, &st->world, &env);
	name_draft(st);
	st->form.title = edit_title;
	formview_init(&st->form, s, form_edit_new(form, &env), st->word);
	st->form.draft.ref_id = st->arg.plan_id;
	formview_go_first(&st->form);
	return st->arg.draft_id ? formview_resume(&st->form, st->arg.draft_id, e) : OK;
}

static void edit_close(struct screen *s)
{
	struct plan_edit *st = s->state;

	formview_free(&st->form);
	client_card_list_free(&st->card);
}

static enum leave edit_leave(struct screen *s)
{
	return formview_leave(&((struct plan_edit *)s->state)->form);
}

/* ---- saving ---- */

static enum err_code save(struct screen *s, int64_t *id, struct err *e)
{
	struct plan_edit *st = s->state;
	struct plan_draft p = st->draft;
	struct desk *d = front_desk(s);
	enum err_code rc = plan_form_read(st->form.edit, &p, e);

	*id = st->arg.plan_id;
	if (rc != OK)
		return rc;
	if (*id)
		return plan_change(d, *id, st->version, &p, plan_form_why(st->form.edit), e);
	return plan_make(d, &p, id, e);
}

/* Errors of the use case name what is wrong; the fields are called otherwise. */
static void place_fault(struct err *e)
{
	if (!strcmp(e->field, "items"))
		text_copy(e->field, sizeof e->field, "service1");
}

static enum err_code run_done(struct screen *s, struct err *e)
{
	struct plan_edit *st = s->state;
	struct loop *loop = s->loop;
	bool fresh = !st->arg.plan_id, resumed = st->arg.draft_id > 0;
	int64_t id;
	enum err_code rc;

	formview_commit(&st->form);
	rc = form_edit_check(st->form.edit, e);
	if (rc == OK)
		rc = save(s, &id, e);
	if (rc == ERR_INVALID && e->field[0]) {
		place_fault(e);
		formview_fault(&st->form, e);
		return OK;
	}
	if (rc != OK)
		return rc;
	formview_saved(&st->form);
	front_wrote(s);
	screen_done(s, "%s", st->arg.plan_id ? tr("A new version. The client is asked again.") :
	    tr("The plan is made. y records what the client agrees to."));
	screen_finish(s, 1, &id);
	/* Nobody waits for a plan that was gone on with from a draft. */
	return fresh && resumed ? screen_open(loop, &plan_screen, &id, e) : OK;
}

static enum err_code run_page(struct screen *s, struct err *e)
{
	struct formview *v = s->state;
	int n = (int)form_edit_form(v->edit)->nsections;

	(void)e;
	formview_show_section(v, (v->section + s->command->arg + n) % n);
	formview_go_first(v);
	return OK;
}

static const struct command commands[] = {
	{ .name = "form-done", .keys = "F10", .label = N_("save"), .needs = NEED_WRITE,
	  .help = N_("Makes the plan, or a new version of it."), .run = run_done },
	FORMVIEW_COMMANDS,
	{ .name = "tab-next", .keys = "PgDn Alt-.", .label = N_("page"), .arg = 1,
	  .help = N_("Next page: team, at home."), .run = run_page },
	{ .name = "tab-prev", .keys = "PgUp Alt-,", .arg = -1, .flags = COMMAND_NO_BAR,
	  .help = N_("Page before."), .run = run_page },
};

/* ---- picture ---- */

static void edit_layout(struct screen *s, struct rect body)
{
	formview_layout(s->state, (struct rect){ body.row + 2, 0, body.rows - 4, body.cols });
}

/* The sum as it stands while somebody types. */
static void draw_sum(const struct screen *s, struct canvas *c)
{
	const struct plan_edit *st = s->state;
	const struct desk *d = front_desk(s);
	struct plan_draft p = st->draft;
	struct err none = ERR_INIT;
	char sum[MONEY_TEXT], text[120];
	int64_t price = 0;

	if (plan_form_read(st->form.edit, &p, &none) != OK ||
	    plan_draft_price(&p, &price, &none) != OK)
		return;
	text_fmt(text, sizeof text, tr("Total %s %s"),
	    money_full(price, d->currency, sum, sizeof sum), d->currency);
	canvas_put(c, s->body.row + s->body.rows - 1, 0, text, STYLE_TEXT, CANVAS_REST);
}

static void edit_draw(const struct screen *s, struct canvas *c)
{
	const struct plan_edit *st = s->state;
	const struct form *f = form_edit_form(st->form.edit);
	const char *names[8];
	int n = 0;

	if (st->card.n)
		clientline_header(front_desk(s), st->card.v, c, SCREEN_ROW_AREA);
	if (st->treated[0])
		canvas_put(c, SCREEN_ROW_AREA, c->cols - utf8_cells(st->treated) - 1,
		    st->treated, STYLE_NOTE, CANVAS_REST);
	while (n < (int)f->nsections && n < 8) {
		names[n] = label_text(&f->sections[n].title);
		n++;
	}
	canvas_tabs(c, s->body.row, 0, names, n, st->form.section);
	formview_draw(&st->form, c);
	draw_sum(s, c);
}

static unsigned edit_facts(const struct screen *s)
{
	(void)s;
	return NEED_CLIENT | NEED_TEXT;
}

static void edit_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What is promised: services with the number of sessions, days from one to the next and "
	    "the price of one. Page Team: who serves; a role that the template names must be "
	    "filled. Page At home: what the client does between sessions.\n\nA change of a plan "
	    "that goes on makes a new version: sessions used stay as they were, the difference is "
	    "charged or credited, and the client is asked again."));
}

const struct screen_type plan_edit_screen = {
	.name = "plan-edit", .title = N_("Plan"), .state_size = sizeof(struct plan_edit),
	.commands = KEYMAP_INIT(commands), .open = edit_open, .facts = edit_facts,
	.typing = formview_screen_typing, .layout = edit_layout, .draw = edit_draw,
	.key = formview_screen_key, .leave = edit_leave, .close = edit_close,
	.field_help = formview_screen_help, .page = edit_page,
};

/* ---- a new one ---- */

static void made(struct screen *s, int answer, const void *value)
{
	struct err e = ERR_INIT;

	screen_dirty(s, DIRTY_LOAD);
	if (answer == 1 && screen_open(s->loop, &plan_screen, value, &e) != OK)
		screen_refuse(s, &e);
}

/* The client whose plan is being chosen stays the one at hand while the box is open. */
static void chosen(struct screen *s, int answer, int64_t ref)
{
	const struct desk *d = front_desk(s);
	struct plan_edit_arg arg = { .client_id = front_of(s)->client_id, .dependant_id = ref };
	struct err e = ERR_INIT;

	if (answer < 1 || (size_t)answer > d->plans->n)
		return;
	arg.template = d->plans->v[answer - 1].code;
	if (screen_ask(s, &plan_edit_screen, &arg, made, &e) != OK)
		screen_refuse(s, &e);
}

enum err_code plan_new(struct screen *s, int64_t client_id, int64_t dependant_id, struct err *e)
{
	const struct desk *d = front_desk(s);
	struct dialog box = { .title = tr("New plan"), .text = tr("From which template?"),
		.done = chosen, .ref = dependant_id };

	if (!client_id)
		return err_set(e, ERR_INVALID, "%s",
		    tr("No client is at hand. F2 finds one, then come back here."));
	if (!d->plans || !d->plans->n)
		return err_set(e, ERR_CONFIG, "%s",
		    tr("There are no templates (plans.cfg). Call the administrator."));
	if (front_may(s, "plan-edit", e) != OK)
		return e->code;
	front_at_hand(s, client_id);
	for (size_t i = 0; i < d->plans->n && i < DIALOG_CHOICES; i++)
		box.choices[i] = (struct dialog_choice){ .digit = (int)i + 1,
			.label = label_text(&d->plans->v[i].label) };
	return dialog_open(s, &box, e);
}
