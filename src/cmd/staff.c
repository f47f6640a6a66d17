/* staff list, add, pin, unlock. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd/pin.h"
#include "cmd_priv.h"
#include "data/branch.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/kpi.h"
#include "desk/people.h"
#include "desk/signin.h"

/* ---- list ---- */

static const struct arg list_table[] = {
	{ .name = "all", .kind = ARG_SWITCH },
};

static const struct table_col columns[] = {
	{ "id", 4, true },
	{ "code", 8, false },
	{ "name", 14, false },
	{ "name_en", -1, false },
	{ "roles", 24, false },
	{ "branch", 8, false },
	{ "phone", -1, false },
	{ "login", 10, false },
	{ "state", 7, false },
	{ "pin", 3, false },
	{ "rating", 6, true },
	{ "answers", 7, true },
};

/* A person of the list, with what surveys say. */
struct listed {
	struct staff p;
	struct kpi_share rating;
};

static enum err_code roles_text(struct cmd_context *c, int64_t id, struct buf *out, struct err *e)
{
	struct staff_role_list l = { .n = 0 };
	enum err_code rc = staff_roles(c->store, id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(out, "%s%s", i ? " " : "", l.v[i].role);
	staff_role_list_free(&l);
	return rc;
}

static enum err_code branch_text(
    struct cmd_context *c, int64_t id, char *out, size_t size, struct err *e)
{
	struct branch b;

	out[0] = '\0';
	if (!id)
		return OK;
	if (branch_get(c->store, id, &b, e) == OK)
		text_copy(out, size, b.code);
	return e->code;
}

/* Percent of the best mark; nothing where nobody rated, or it is not to be seen. */
static void put_rating(struct table_out *t, const struct kpi_share *x)
{
	if (x->of)
		table_int(t, (x->n + x->of / 2) / x->of);
	else
		table_text(t, "");
	table_int(t, x->of);
}

static enum err_code put_person(struct cmd_context *c, struct table_out *t, const void *item,
    struct err *e)
{
	const struct listed *x = item;
	const struct staff *p = &x->p;
	struct buf roles = BUF_INIT;
	char branch[24], phone[sizeof p->phone];
	enum err_code rc = roles_text(c, p->id, &roles, e);

	if (rc == OK)
		rc = branch_text(c, p->branch_id, branch, sizeof branch, e);
	if (rc == OK) {
		table_int(t, p->id);
		table_text(t, p->code);
		table_text(t, p->name);
		table_text(t, p->name_en);
		table_text(t, roles.s);
		table_text(t, branch);
		table_text(t, shown_phone(c, p->phone, phone, sizeof phone));
		table_text(t, p->login);
		table_text(t, p->state);
		table_text(t, signin_has_pin(c->desk, p->id) ? "yes" : "no");
		put_rating(t, &x->rating);
		table_row(t);
	}
	buf_free(&roles);
	return rc;
}

static struct kpi_share rating_of(const struct kpi_ratings *l, int64_t staff_id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].staff_id == staff_id)
			return l->v[i].share;
	return (struct kpi_share){ 0 };
}

static enum err_code run_list(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	static const struct table_list list = { columns, COUNT(columns), put_person,
		N_("Nobody works here yet.") };
	const struct arg *args = c->args;
	struct staff_list l = { .n = 0 };
	struct kpi_ratings ratings = { 0 };
	struct {
		struct listed *v;
		size_t n, cap;
	} rows = { 0 };
	enum err_code rc = staff_list(c->store, 0, args[0].given, &l, e);

	(void)argc;
	(void)argv;
	if (rc == OK)
		rc = kpi_ratings(c->desk, &ratings, e);
	for (size_t i = 0; i < l.n; i++)
		*vec_push(&rows) = (struct listed){ l.v[i], rating_of(&ratings, l.v[i].id) };
	if (rc == OK)
		rc = table_list(c, &list, rows.v, rows.n, sizeof *rows.v, e);
	vec_free(&rows);
	kpi_ratings_free(&ratings);
	staff_list_free(&l);
	return rc;
}

const struct cmd cmd_staff_list = {
	.name = "staff list",
	.words = "",
	.args = list_table,
	.nargs = COUNT(list_table),
	.help = N_("Who works here; --all with those who left."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run_list,
};

/* ---- PIN ---- */

static enum err_code set_pin(struct cmd_context *c, int64_t id, bool from_stdin, struct err *e)
{
	bool change = signin_asks_old(c->desk, id);
	char old[PIN_MAX] = "", pin[PIN_MAX] = "";
	enum err_code rc = change ? pin_ask(from_stdin, tr("PIN until now"), old, e) : OK;

	if (rc == OK)
		rc = pin_ask_new(from_stdin, pin, e);
	if (rc == OK)
		rc = change ? signin_change_pin(c->desk, old, pin, e) :
			      signin_set_pin(c->desk, id, pin, e);
	pin_forget(old);
	pin_forget(pin);
	return rc;
}

static const struct arg pin_table[] = {
	{ .name = "pin-stdin", .kind = ARG_SWITCH },
};

static enum err_code run_pin(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	int64_t id;
	enum err_code rc = staff_named(c, argv[0], &id, e);

	(void)argc;
	if (rc == OK)
		rc = set_pin(c, id, args[0].given, e);
	if (rc == OK)
		say(c, tr("PIN of %s set."), argv[0]);
	return rc;
}

const struct cmd cmd_staff_pin = {
	.name = "staff pin",
	.words = "CODE",
	.min = 1,
	.max = 1,
	.args = pin_table,
	.nargs = COUNT(pin_table),
	.help = N_(
	    "Sets somebody's PIN: asked for on the terminal, or the first line of standard input."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_pin,
};

static enum err_code run_unlock(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t id;
	enum err_code rc = staff_named(c, argv[0], &id, e);

	(void)argc;
	if (rc == OK)
		rc = signin_unlock(c->desk, id, e);
	if (rc == OK)
		say(c, tr("%s may log in again."), argv[0]);
	return rc;
}

const struct cmd cmd_staff_unlock = {
	.name = "staff unlock",
	.words = "CODE",
	.min = 1,
	.max = 1,
	.help = N_("Lifts the lock after wrong PINs."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_unlock,
};

/* ---- add ---- */

#define ROLES_MAX 16

enum { ADD_ROLE, ADD_BRANCH, ADD_LOGIN, ADD_NAME_EN, ADD_PHONE, ADD_LANGUAGE, ADD_PIN };
static const struct arg add_table[] = {
	[ADD_ROLE] = { .name = "role", .value = "ROLE,..." },
	[ADD_BRANCH] = { .name = "branch", .value = "CODE" },
	[ADD_LOGIN] = { .name = "login", .value = "NAME" },
	[ADD_NAME_EN] = { .name = "name-en", .value = "TEXT" },
	[ADD_PHONE] = { .name = "phone", .value = "NUMBER" },
	[ADD_LANGUAGE] = { .name = "language", .value = "zh|en" },
	[ADD_PIN] = { .name = "pin-stdin", .kind = ARG_SWITCH },
};

/* Cuts WORDS at its commas in place. */
static size_t split(char *words, const char *out[ROLES_MAX])
{
	size_t n = 0;

	while (words && n < ROLES_MAX) {
		char *comma = strchr(words, ',');

		if (comma)
			*comma = '\0';
		out[n++] = words;
		words = comma ? comma + 1 : NULL;
	}
	return n;
}

static enum err_code fill(
    struct cmd_context *c, char **argv, const struct arg *args, struct staff *out, struct err *e)
{
	const char *language = args[ADD_LANGUAGE].text;
	struct branch b;

	text_copy(out->code, sizeof out->code, argv[0]);
	text_copy(out->name, sizeof out->name, argv[1]);
	text_copy(out->name_en, sizeof out->name_en, args[ADD_NAME_EN].text);
	text_copy(out->phone, sizeof out->phone, args[ADD_PHONE].text);
	text_copy(out->login, sizeof out->login, args[ADD_LOGIN].text);
	text_copy(out->language, sizeof out->language, language);
	desk_today_text(c->desk, out->day);
	if (strlen(argv[0]) >= sizeof out->code || strlen(argv[1]) >= sizeof out->name)
		return err_set(e, ERR_INVALID, "%s", tr("Code or name is too long."));
	if (language && strcmp(language, "zh") != 0 && strcmp(language, "en") != 0)
		return err_set(e, ERR_USAGE, "%s", tr("--language takes zh or en."));
	if (!args[ADD_BRANCH].given)
		return OK;
	if (branch_by_code(c->store, args[ADD_BRANCH].text, &b, e) == ERR_NOTFOUND) {
		err_clear(e);
		err_set(
		    e, ERR_NOTFOUND, tr("There is no branch \"%.40s\"."), args[ADD_BRANCH].text);
	} else if (e->code == OK) {
		out->branch_id = b.id;
	}
	return e->code;
}

static enum err_code add(struct cmd_context *c, char **argv, const struct arg *args, struct err *e)
{
	struct staff who = { .id = 0 };
	const char *roles[ROLES_MAX];
	char *words = mem_dup(args[ADD_ROLE].text);
	int64_t id = 0;
	enum err_code rc = fill(c, argv, args, &who, e);

	if (rc == OK)
		rc = people_add(c->desk, &who, roles, split(words, roles), &id, e);
	mem_free(words);
	if (rc == OK && args[ADD_PIN].given)
		rc = set_pin(c, id, true, e);
	if (rc == OK)
		say(c, "%lld %s", (long long)id, who.code);
	else if (id)
		say_aside(c, tr("%s is added, but has no PIN yet."), who.code);
	return rc;
}

static enum err_code run_add(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return add(c, argv, c->args, e);
}

const struct cmd cmd_staff_add = {
	.name = "staff add",
	.words = "CODE NAME",
	.min = 2,
	.max = 2,
	.args = add_table,
	.nargs = COUNT(add_table),
	.help = N_("Takes somebody on; without --branch for the head office, in all branches."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run_add,
};
