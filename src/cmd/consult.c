/* consult list, show, find: the sheets of consultations, for scripts and comparing. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "data/sheet.h"
#include "desk/consult.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/form_catalog.h"

/* ---- list ---- */

enum { LIST_CLIENT };
static const struct arg list_table[] = {
	[LIST_CLIENT] = { .name = "client", .value = "C" },
};
static const struct table_col list_columns[] = {
	{ "id", 5, true }, { "day", 10, false }, { "client_id", 0, true },
	{ "client", 16, false }, { "form", 18, false }, { "state", 5, false },
	{ "outcome", 10, false }, { "staff", 10, false }, { "expert", 10, false },
	{ "diagnosis", 0, false },
};

/* The diagnosis of a file that is covered is covered too. */
static enum err_code put_line(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct consultation *x = item;
	struct client_card card;
	bool hidden;

	if (card_of(c, x->client_id, &card, e) != OK)
		return e->code;
	hidden = cover_hides(c->desk, cover_of_card(&card));
	table_int(t, x->id);
	table_text(t, x->day);
	table_int(t, x->client_id);
	table_text(t, shown_name(c, &card));
	table_text(t, x->form);
	table_text(t, x->state);
	table_text(t, x->outcome);
	table_text(t, x->staff);
	table_text(t, x->expert);
	table_text(t, hidden ? "" : x->diagnosis);
	table_row(t);
	return OK;
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list out = { list_columns, COUNT(list_columns), put_line,
		N_("No consultation.") };
	struct consultation_list l = { 0 };
	int64_t client = 0;
	enum err_code rc = OK;

	(void)argc, (void)argv;
	if (c->args[LIST_CLIENT].given)
		rc = args_client(c, c->args[LIST_CLIENT].text, &client, e);
	if (rc == OK && client)
		rc = consultation_list_client(c->store, client, &l, e);
	else if (rc == OK)
		rc = consultation_list_open(c->store, c->desk->branch_id, &l, e);
	if (rc == OK)
		rc = table_list(c, &out, l.v, l.n, sizeof *l.v, e);
	consultation_list_free(&l);
	return rc;
}

const struct cmd cmd_consult_list = {
	.name = "consult list", .words = "", .args = list_table, .nargs = COUNT(list_table),
	.help = N_("Consultations that are open at this branch, or all of a client."),
	.needs = CMD_FILE | CMD_DESK, .run = run_list,
};

/* ---- show ---- */

enum { SHOW_COMPARE };
static const struct arg show_table[] = {
	[SHOW_COMPARE] = { .name = "compare", .kind = ARG_SWITCH },
};
static const struct table_col show_columns[] = {
	{ "page", 12, false }, { "field", 16, false }, { "question", 22, false },
	{ "code", 14, false }, { "answer", 0, false },
};
static const struct table_col compare_columns[] = {
	{ "page", 12, false }, { "field", 16, false }, { "question", 22, false },
	{ "last", 26, false }, { "now", 0, false },
};

static void put_text(struct table_out *t, const struct form_edit *x, int field,
    const struct value *v)
{
	struct buf text = BUF_INIT;

	if (v->type != VALUE_NULL)
		form_edit_value_text(x, field, v, &text);
	table_text(t, buf_str(&text));
	buf_free(&text);
}

static void put_question(struct table_out *t, const struct form *form, const struct form_field *f)
{
	table_text(t, label_text(&form->sections[f->section].title));
	table_text(t, f->name);
	table_text(t, label_text(&f->label));
}

/* What the person may not see has neither code nor answer. */
static void put_answers(struct table_out *t, const struct form_edit *x, bool compare)
{
	const struct form *form = form_edit_form(x);
	char code[64];

	for (int i = 0; i < (int)form->nfields; i++) {
		const struct form_field *f = &form->fields[i];
		const struct field_state *s = form_edit_field(x, i);
		const struct value *last = form_edit_last(x, i);
		bool none = s->value.type == VALUE_NULL && (!compare || last->type == VALUE_NULL);

		if (none || s->masked || (compare && value_equal(last, &s->value)))
			continue;
		put_question(t, form, f);
		if (compare)
			put_text(t, x, i, last);
		else
			table_text(t, f->kind == FIELD_CHOICE ?
			    value_text(&s->value, code, sizeof code) : "");
		put_text(t, x, i, &s->value);
		table_row(t);
	}
}

static enum err_code may_read(struct cmd_context *c, int64_t client_id, struct err *e)
{
	struct client_card card;

	if (card_of(c, client_id, &card, e) != OK)
		return e->code;
	if (cover_hides(c->desk, cover_of_card(&card)))
		return err_set(e, ERR_DENIED, "%s", tr("That file is restricted. "
		    "Open it first, with a reason."));
	return OK;
}

static enum err_code run_show(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	bool compare = c->args[SHOW_COMPARE].given;
	struct consult x;
	struct consult_what what = { 0 };
	struct form_edit *edit = NULL;
	struct table_out *t;
	enum err_code rc = OK;

	(void)argc;
	if (!args_id(argv[0], &what.id))
		return err_set(e, ERR_USAGE, tr("\"%.40s\" is no consultation's number. "
		    "consult list shows them."), argv[0]);
	rc = consult_open(c->desk, &what, &x, e);
	if (rc == OK)
		rc = may_read(c, x.is.client_id, e);
	if (rc == OK && compare && !x.last.id)
		rc = err_set(e, ERR_NOTFOUND, "%s",
		    tr("There was no earlier consultation by this sheet."));
	if (rc == OK)
		rc = consult_edit(&x, &edit, e);
	if (rc != OK)
		return rc;
	t = compare ? table_begin(c, compare_columns, COUNT(compare_columns)) :
	    table_begin(c, show_columns, COUNT(show_columns));
	put_answers(t, edit, compare);
	table_end(t, tr("No answer."));
	form_edit_free(edit);
	return OK;
}

const struct cmd cmd_consult_show = {
	.name = "consult show", .words = "ID", .min = 1, .max = 1, .args = show_table,
	.nargs = COUNT(show_table),
	.help = N_("The answers of a consultation; --compare: what is otherwise than in the one "
	    "before."),
	.needs = CMD_FILE | CMD_DESK, .run = run_show,
};

/* ---- find ---- */

enum { FIND_MAX = 1000 };
static const struct table_col find_columns[] = {
	{ "sheet", 6, true }, { "client_id", 9, true }, { "client", 16, false },
	{ "form", 20, false }, { "created_at", 16, false },
};

/* A question that the form does not show to a person is not to be found out by asking for its
 * answers; what no form knows any more, nobody can judge. */
static bool may_ask(const struct cmd_context *c, const char *name, const char *field)
{
	const struct form *f = form_catalog_find(c->desk->forms, name);
	int i = f ? form_field_index(f, field) : -1;

	return i >= 0 && (!f->fields[i].see || rights_may(c->desk, f->fields[i].see));
}

static enum err_code put_hit(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct sheet_hit *h = item;
	struct client_card card;

	if (card_of(c, h->client_id, &card, e) != OK)
		return e->code;
	if (cover_hides(c->desk, cover_of_card(&card)))
		return OK;
	table_int(t, h->sheet_id);
	table_int(t, h->client_id);
	table_text(t, shown_name(c, &card));
	table_text(t, h->form);
	table_time(t, h->created_at);
	table_row(t);
	return OK;
}

static enum err_code run_find(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list out = { find_columns, COUNT(find_columns), put_hit,
		N_("No such answer.") };
	struct sheet_hits l = { 0 };
	size_t n = 0;
	enum err_code rc = sheet_find(c->store, argv[0], argv[1], FIND_MAX, &l, e);

	(void)argc;
	for (size_t i = 0; i < l.n; i++)
		if (may_ask(c, l.v[i].form, argv[0]))
			l.v[n++] = l.v[i];
	l.n = n;
	if (rc == OK)
		rc = table_list(c, &out, l.v, l.n, sizeof *l.v, e);
	sheet_hits_free(&l);
	return rc;
}

const struct cmd cmd_consult_find = {
	.name = "consult find", .words = "FIELD CODE", .min = 2, .max = 2,
	.help = N_("Who answered a question so: the name of the field and the code of the answer."),
	.needs = CMD_FILE | CMD_DESK, .run = run_find,
};
