/* client show: one file, all of its columns. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/flag.h"
#include "data/phone.h"
#include "data/record.h"
#include "data/todo.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "desk/rights.h"

static const struct arg table[] = {
	{ .name = "reason", .value = "TEXT" },
};

/* What the columns of the row do not say, gathered as text. */
struct extra {
	struct buf phones, flags, dependants, todo;
};

static void put_phones(struct cmd_context *c, const struct phone_list *l, struct buf *out)
{
	char number[32];

	for (size_t i = 0; i < l->n; i++) {
		const struct phone *p = &l->v[i];

		buf_printf(out, "%s%s %s", i ? "; " : "", p->relation,
		    shown_phone(c, p->number, number, sizeof number));
		if (p->name[0])
			buf_printf(out, " %s", p->name);
		if (p->guardian)
			buf_printf(out, " (%s)", tr("guardian"));
		if (!p->may_tell)
			buf_printf(out, " (%s)", tr("not to be told"));
	}
}

static enum err_code gather_phones(
    struct cmd_context *c, int64_t id, struct buf *out, struct err *e)
{
	struct phone_list l = { .n = 0 };
	enum err_code rc = phone_list(c->store, id, &l, e);

	put_phones(c, &l, out);
	phone_list_free(&l);
	return rc;
}

static enum err_code gather_flags(struct cmd_context *c, int64_t id, struct buf *out, struct err *e)
{
	struct flag_list l = { .n = 0 };
	enum err_code rc = flag_list(c->store, id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(out, "%s%s%s%s", i ? "; " : "", l.v[i].kind, l.v[i].text[0] ? " " : "",
		    l.v[i].text);
	flag_list_free(&l);
	return rc;
}

static enum err_code gather_dependants(
    struct cmd_context *c, int64_t id, struct buf *out, struct err *e)
{
	struct dependant_list l = { .n = 0 };
	enum err_code rc = dependant_list(c->store, id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(out, "%s%s (%s)", i ? "; " : "", l.v[i].name, l.v[i].kind);
	dependant_list_free(&l);
	return rc;
}

static enum err_code gather_todo(struct cmd_context *c, int64_t id, struct buf *out, struct err *e)
{
	struct todo_list l = { .n = 0 };
	enum err_code rc = todo_list_client(c->store, id, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		const struct todo *w = &l.v[i];

		if (strcmp(w->state, "open") != 0)
			continue;
		buf_printf(out, "%s%s: %s", out->n ? "; " : "", w->kind, w->why);
		if (w->other_id)
			buf_printf(out, " (%lld)",
			    (long long)(w->other_id == id ? w->client_id : w->other_id));
	}
	todo_list_free(&l);
	return rc;
}

static enum err_code gather(
    struct cmd_context *c, int64_t id, bool hidden, struct extra *x, struct err *e)
{
	enum err_code rc = hidden ? OK : gather_phones(c, id, &x->phones, e);

	if (rc == OK)
		rc = gather_flags(c, id, &x->flags, e);
	if (rc == OK && !hidden)
		rc = gather_dependants(c, id, &x->dependants, e);
	return rc == OK ? gather_todo(c, id, &x->todo, e) : rc;
}

/* ---- printing ---- */

/* Of a restricted file others see that it is there, and what must be seen before anything is
 * done. */
static bool is_open_column(const char *name)
{
	static const char *const open[] = { "id", "branch_id", "state", "merged_into", "file_no",
		"alias", "restricted", "needs", "day", "gender" };

	for (size_t i = 0; i < COUNT(open); i++)
		if (!strcmp(open[i], name))
			return true;
	return false;
}

struct pair {
	const char *name;
	char *text;
	int64_t at; /* an instant instead of a text */
	bool number;
};
struct pairs {
	struct pair *v;
	size_t n, cap;
};

static void add_pair(struct pairs *p, const char *name, const char *text)
{
	*vec_push(p) = (struct pair){ .name = name, .text = mem_dup(text) };
}

static void add_columns(
    struct cmd_context *c, struct pairs *p, const struct record *r, bool hidden)
{
	char number[32];

	for (size_t i = 0; i < r->table->ncolumns; i++) {
		const struct column_def *col = &r->table->columns[i];
		struct pair *pair;

		add_pair(p, col->name,
		    hidden && !is_open_column(col->name)
			? ""
			: shown_column(
			      c, col->name, value_text(&r->v[i], number, sizeof number)));
		pair = &p->v[p->n - 1];
		pair->number = col->type == VALUE_INT;
		if (!strcmp(col->name, "created_at"))
			pair->at = r->v[i].i;
	}
}

static void add_extra(struct pairs *p, const struct client_card *card, const struct extra *x)
{
	add_pair(p, "branch", card->branch);
	add_pair(p, "phones", buf_str(&x->phones));
	add_pair(p, "flags", buf_str(&x->flags));
	add_pair(p, "dependants", buf_str(&x->dependants));
	add_pair(p, "todo", buf_str(&x->todo));
	add_pair(p, "last_day", card->last_day);
	add_pair(p, "next_at", "");
	p->v[p->n - 1].at = card->next_at;
}

static bool is_instant(const struct pair *p)
{
	size_t n = strlen(p->name);

	return n > 3 && !strcmp(p->name + n - 3, "_at");
}

static void put_pair(struct cmd_context *c, const struct pair *p)
{
	char when[48];

	if (p->at)
		say(c, "%-16s%s", p->name, desk_time_text(c->desk, p->at, when, sizeof when));
	else if (p->text[0])
		say(c, "%-16s%s", p->name, p->text);
}

static void put_cell(struct table_out *t, const struct pair *p)
{
	int64_t n;

	if (is_instant(p))
		table_time(t, p->at);
	else if (!p->number)
		table_text(t, p->text);
	else if (args_id(p->text, &n))
		table_int(t, n);
	else
		table_int_or_empty(t, 0);
}

static void put_row(struct cmd_context *c, const struct pairs *p)
{
	struct table_col *cols = mem_array(p->n, sizeof *cols);
	struct table_out *t;

	for (size_t i = 0; i < p->n; i++)
		cols[i] = (struct table_col){ .name = p->v[i].name, .number = p->v[i].number };
	t = table_begin(c, cols, p->n);
	for (size_t i = 0; i < p->n; i++)
		put_cell(t, &p->v[i]);
	table_row(t);
	table_end(t, NULL);
	mem_free(cols);
}

static void print(struct cmd_context *c, const struct pairs *p)
{
	if (c->format != FORMAT_TEXT) {
		put_row(c, p);
		return;
	}
	for (size_t i = 0; i < p->n; i++)
		put_pair(c, &p->v[i]);
}

static void free_all(struct pairs *p, struct extra *x)
{
	for (size_t i = 0; i < p->n; i++)
		mem_free(p->v[i].text);
	vec_free(p);
	buf_free(&x->phones);
	buf_free(&x->flags);
	buf_free(&x->dependants);
	buf_free(&x->todo);
}

static enum err_code show(struct cmd_context *c, const struct client_card *card, struct err *e)
{
	bool hidden = cover_hides(c->desk, cover_of_card(card));
	struct pairs p = { 0 };
	struct extra x = { .phones = BUF_INIT };
	struct record r;
	enum err_code rc = record_load(c->store, "client", card->id, &r, e);

	if (rc != OK)
		return rc;
	rc = gather(c, card->id, hidden, &x, e);
	add_columns(c, &p, &r, hidden);
	add_extra(&p, card, &x);
	if (rc == OK)
		print(c, &p);
	free_all(&p, &x);
	record_free(&r);
	return rc;
}

/* Seeing the real name of a restricted file is written down before it is seen. */
static enum err_code note_look(struct cmd_context *c, const struct client_card *card,
    const struct arg *reason, struct err *e)
{
	if (!cover_of_card(card).on)
		return OK;
	if (rights_may(c->desk, "see-restricted"))
		return intake_look(c->desk, card->id, "restricted",
		    reason->given ? reason->text : "client show", e);
	return reason->given ? intake_ask_restricted(c->desk, card->id, reason->text, e) : OK;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	struct client_card card;
	int64_t id;
	enum err_code rc = args_client(c, argv[0], &id, e);

	(void)argc;
	if (rc == OK)
		rc = card_of(c, id, &card, e);
	if (rc == OK)
		rc = note_look(c, &card, &args[0], e);
	return rc == OK ? show(c, &card, e) : rc;
}

const struct cmd cmd_client_show = {
	.name = "client show",
	.words = "CLIENT",
	.min = 1,
	.max = 1,
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Shows one file: by number, no:26-0412, or a search with exactly one hit."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
