#include "property.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/branch.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/flag.h"
#include "data/phone.h"
#include "data/record.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/sheet.h"
#include "data/site.h"
#include "data/staff.h"
#include "data/todo.h"
#include "desk/form_env.h"
#include "desk/intake.h"
#include "desk/merge.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"

/* xorshift64* (Vigna 2016) */
long pick(struct property *p, long n)
{
	p->random ^= p->random >> 12;
	p->random ^= p->random << 25;
	p->random ^= p->random >> 27;
	return (long)((p->random * 0x2545f4914f6cdd1d >> 33) % (uint64_t)n);
}

/* A row of TABLE that fits WHERE; 0: none. */
static int64_t any_row(struct property *p, const char *table, const char *where)
{
	char sql[200];
	long n;

	text_fmt(sql, sizeof sql, "SELECT count(*) FROM %s WHERE %s", table, where);
	n = (long)oracle_number(&p->o, sql);
	if (!n)
		return 0;
	text_fmt(sql, sizeof sql, "SELECT id FROM %s WHERE %s ORDER BY id LIMIT 1 OFFSET %ld",
	    table,
	    where, pick(p, n));
	return oracle_number(&p->o, sql);
}

static int64_t any_client(struct property *p)
{
	return any_row(p, "client", "1");
}

static int64_t any_time(struct property *p)
{
	return at(&p->w, 1 + (int)pick(p, 3), 9, 0) + pick(p, 10 * 12) * 300;
}

static char *word(struct property *p, char out[24])
{
	return text_fmt(out, 24, "v%ld", pick(p, 400));
}

/* ---- appointments ---- */

static void random_booking(struct property *p, struct booking *b)
{
	*b = (struct booking){ .branch_id = 1 + pick(p, 2), .client_id = any_client(p),
		.service_id = any_row(p, "service", "1"), .start_at = any_time(p),
		    .channel = "phone" };
	b->end_at = b->start_at + (1 + pick(p, 8)) * 900;
	for (long n = 1 + pick(p, 3); n > 0; n--)
		b->part[b->nparts++] = (struct booking_part){ .resource_id = any_row(p, "resource",
		    "1"),
			.part = 1 };
	if (pick(p, 5) == 0) {          /* clean-up, or the same person a second time */
		b->part[0].start_at = b->start_at;
		b->part[0].end_at = b->end_at + 600;
	}
	if (pick(p, 6) == 0)
		b->dependant_id = any_row(p, "dependant", "1");
}

static enum err_code do_book(struct property *p)
{
	struct booking b;
	int64_t id;

	random_booking(p, &b);
	return booking_make(&p->w.d, &b, &id, &p->w.e);
}

static enum err_code do_overbook(struct property *p)
{
	struct booking b;
	int64_t id, other = any_row(p, "appointment", "live = 1 AND day > '" HELP_DAY "'");

	random_booking(p, &b);
	b.over = true;
	b.reason = "urgent";
	if (other) {
		char sql[160];

		text_fmt(sql, sizeof sql, "SELECT start_at FROM appointment WHERE id = %lld",
		    (long long)other);
		b.start_at = oracle_number(&p->o, sql);
		b.end_at = b.start_at + 1800;
		text_fmt(sql, sizeof sql, "SELECT coalesce(max(resource_id), 1) FROM"
		    " appointment_resource WHERE appointment_id = %lld", (long long)other);
		b.part[0] = (struct booking_part){ .resource_id = oracle_number(&p->o, sql),
		    .part = 1 };
		text_fmt(sql, sizeof sql, "SELECT branch_id FROM appointment WHERE id = %lld",
		    (long long)other);
		b.branch_id = oracle_number(&p->o, sql);
		b.nparts = 1;
	}
	return booking_make(&p->w.d, &b, &id, &p->w.e);
}

static void random_move(struct property *p, struct booking_move *m)
{
	*m = (struct booking_move){ .id = any_row(p, "appointment", "live = 1"),
		.start_at = any_time(p) };
	m->end_at = m->start_at + (1 + pick(p, 8)) * 900;
	if (pick(p, 3) == 0) {
		char sql[160];

		text_fmt(sql, sizeof sql, "SELECT coalesce(max(resource_id), 1) FROM"
		    " appointment_resource WHERE appointment_id = %lld", (long long)m->id);
		m->swap[0].from = oracle_number(&p->o, sql);
		m->swap[0].to = any_row(p, "resource", "1");
		m->nswap = 1;
	}
}

static enum err_code do_move(struct property *p)
{
	struct booking_move m;

	random_move(p, &m);
	return booking_move(&p->w.d, &m, 1, pick(p, 2) ? "asked for" : NULL, &p->w.e);
}

/* Two exchange their times, or two move anywhere together. */
static enum err_code do_swap(struct property *p)
{
	struct booking_move m[2];
	struct appointment a, b;

	random_move(p, &m[0]);
	random_move(p, &m[1]);
	if (pick(p, 3) && m[0].id && m[1].id) {
		must(&p->w, appointment_get(p->w.s, m[0].id, &a, &p->w.e));
		must(&p->w, appointment_get(p->w.s, m[1].id, &b, &p->w.e));
		m[0] = (struct booking_move){ .id = a.id, .start_at = b.start_at,
		    .end_at = b.end_at };
		m[1] = (struct booking_move){ .id = b.id, .start_at = a.start_at,
		    .end_at = a.end_at };
		appointment_free(&a);
		appointment_free(&b);
	}
	return booking_move(&p->w.d, m, 2, NULL, &p->w.e);
}

static enum err_code do_step(struct property *p)
{
	static const char *const states[] = { "confirmed", "arrived", "serving", "done", "noshow" };

	return booking_set_state(&p->w.d, any_row(p, "appointment", "state <> 'cancelled'"),
	    states[pick(p, 5)], pick(p, 3) ? NULL : "why", &p->w.e);
}

static enum err_code do_cancel(struct property *p)
{
	return booking_cancel(&p->w.d, any_row(p, "appointment", "live = 1"), "ill", &p->w.e);
}

/* ---- the file, by its form ---- */

static enum err_code type(struct property *p, struct form_edit *x, const char *name,
    const char *text)
{
	const struct form *f = form_edit_form(x);

	for (size_t i = 0; i < f->nfields; i++)
		if (!strcmp(f->fields[i].name, name))
			return form_edit_set_text(x, (int)i, text, &p->w.e);
	fail_msg("no field %s", name);
	return ERR_USAGE;
}

static enum err_code type_something(struct property *p, struct form_edit *x)
{
	static const char *const fields[] = { "name", "email", "birth", "phone", "allergy",
	    "address",
		"notes", "phone2", "phone2_name", "card", "document", "habits" };
	const char *field = fields[pick(p, 12)];
	char text[48], some[24];

	word(p, some);
	if (!strncmp(field, "phone", 5) && strcmp(field, "phone2_name") != 0)
		text_fmt(text, sizeof text, "138%08ld", 10000000 + pick(p, 500));
	else if (!strcmp(field, "email"))
		text_fmt(text, sizeof text, "%s@example.org", some);
	else if (!strcmp(field, "birth"))
		text_fmt(text, sizeof text, "19%02ld-0%ld-1%ld", 50 + pick(p, 40), 1 + pick(p, 9),
		    pick(p, 9));
	else if (!strcmp(field, "name"))
		text_fmt(text, sizeof text, "%s %s", pick(p, 2) ? "王小明" : "Ann", some);
	else
		text_copy(text, sizeof text, some);
	if (strcmp(field, "name") != 0 && pick(p, 5) == 0)
		text[0] = '\0';
	return type(p, x, field, text);
}

static enum err_code do_edit(struct property *p)
{
	struct conflict_list conflicts = { 0 };
	struct form_env env;
	struct form_edit *x;
	enum err_code rc;

	form_env_make(&p->w.d, &env);
	rc = form_edit_open(form_catalog_find(p->w.d.forms, "client"), &env, any_client(p), &x,
	    &p->w.e);
	if (rc != OK)
		return rc;
	for (long n = 1 + pick(p, 3); n > 0 && rc == OK; n--)
		rc = type_something(p, x);
	if (rc == OK)
		rc = intake_save(&p->w.d, x, &conflicts, &p->w.e);
	conflict_list_free(&conflicts);
	form_edit_free(x);
	return rc;
}

static enum err_code do_add(struct property *p)
{
	struct form_env env;
	struct form_edit *x;
	enum err_code rc;
	char name[40], some[24];
	int64_t id;

	form_env_make(&p->w.d, &env);
	x = form_edit_new(form_catalog_find(p->w.d.forms, "client"), &env);
	rc = type(p, x, "name", text_fmt(name, sizeof name, "陈思雨%s", word(p, some)));
	for (long n = pick(p, 4); n > 0 && rc == OK; n--)
		rc = type_something(p, x);
	if (rc == OK)
		rc = intake_add(&p->w.d, x, pick(p, 2), &id, &p->w.e);
	form_edit_free(x);
	return rc;
}

static enum err_code do_note(struct property *p)
{
	char text[24];

	return intake_note(&p->w.d, any_client(p), word(p, text), &p->w.e);
}

static enum err_code do_number(struct property *p)
{
	return intake_number(&p->w.d, any_client(p), &p->w.e);
}

static enum err_code do_merge(struct property *p)
{
	int64_t action;

	return merge_files(&p->w.d, any_row(p, "client", "state = 'active'"), any_client(p), NULL,
	    0,
	    &action, &p->w.e);
}

static enum err_code do_todo(struct property *p)
{
	static const char *const states[] = { "open", "done", "dismissed" };
	int64_t id = any_row(p, "client_todo", "1");

	return id ? intake_todo_done(&p->w.d, id, states[pick(p, 3)], &p->w.e) : OK;
}

/* ---- records ---- */

typedef enum err_code (*write_fn)(struct property *p, struct txn *t);

static enum err_code act(struct property *p, const char *name, write_fn write)
{
	struct action_head head = { .name = name };
	struct txn *t;
	enum err_code rc = action_begin(p->w.s, &p->w.d.who, &head, &t, &p->w.e);

	if (rc != OK)
		return rc;
	rc = write(p, t);
	if (rc == OK)
		return action_commit(t, NULL, &p->w.e);
	action_rollback(t);
	return rc;
}

static enum err_code set_text(struct property *p, struct txn *t, const char *table, int64_t id,
    const char *column, const char *text)
{
	struct change c = { .column = column };
	struct conflict_list none = { 0 };
	struct record now;
	enum err_code rc;

	if (!id)
		return OK;
	rc = record_load(p->w.s, table, id, &now, &p->w.e);
	if (rc != OK)
		return rc;
	value_set_text(&c.value, text);
	c.base = *record_get(&now, column);
	rc = record_update(t, table, id, &c, 1, &none, &p->w.e);
	value_free(&c.value);
	conflict_list_free(&none);
	record_free(&now);
	return rc;
}

static enum err_code write_flag(struct property *p, struct txn *t)
{
	static const char *const kinds[] = { "allergy", "quiet", "key" };
	const char *kind = kinds[pick(p, 3)];
	int64_t client = any_client(p), id;
	char text[24];

	if (pick(p, 3) == 0)
		return flag_clear(t, client, kind, &p->w.e);
	return flag_set(t, client, kind, pick(p, 3) ? word(p, text) : NULL, HELP_DAY, &id, &p->w.e);
}

static enum err_code write_phone(struct property *p, struct txn *t)
{
	struct phone row = { .client_id = any_client(p), .relation = "mother" };
	int64_t id = any_row(p, "client_phone", "1");

	switch (pick(p, 3)) {
	case 0:
		return phone_set_state(t, id, pick(p, 2) ? "on" : "retired", &p->w.e);
	case 1:
		text_fmt(row.number, sizeof row.number, "139%08ld", pick(p, 900));
		return set_text(p, t, "client_phone", id, "number", row.number);
	default:
		text_fmt(row.number, sizeof row.number, "137%08ld", pick(p, 900));
		return phone_insert(t, &row, &id, &p->w.e);
	}
}

static enum err_code write_dependant(struct property *p, struct txn *t)
{
	struct dependant row = { .client_id = any_client(p), .kind = "family",
	    .relation = "child" };
	int64_t id = any_row(p, "dependant", "1");

	word(p, row.name);
	switch (pick(p, 3)) {
	case 0:
		return id ? dependant_set_state(t, id, pick(p, 2) ? "on" : "retired", &p->w.e) : OK;
	case 1:
		return set_text(p, t, "dependant", id, "name", row.name);
	default:
		return dependant_insert(t, &row, &id, &p->w.e);
	}
}

static enum err_code write_todo(struct property *p, struct txn *t)
{
	struct todo line = { .branch_id = 1, .client_id = any_client(p), .day = HELP_DAY,
		.kind = "complete" };

	word(p, line.why);
	if (pick(p, 2)) {
		text_copy(line.kind, sizeof line.kind, "duplicate");
		line.other_id = any_client(p);
	}
	return todo_insert(t, &line, pick(p, 2), NULL, &p->w.e);
}

static enum err_code write_staff(struct property *p, struct txn *t)
{
	struct staff row = { .branch_id = 1 };
	struct staff_role role = { .staff_id = any_row(p, "staff", "id > 1"), .role = "nurse",
		.branch_id = pick(p, 3), .main = pick(p, 2) };
	char text[24];
	int64_t id;

	word(p, row.code);
	word(p, row.name);
	switch (pick(p, 5)) {
	case 0:
		return staff_insert(t, &row, &id, &p->w.e);
	case 1:
		return staff_role_set(t, &role, &p->w.e);
	case 2:
		return staff_role_clear(t, role.staff_id, "nurse", role.branch_id, &p->w.e);
	case 3:
		return set_text(p, t, "staff", role.staff_id, "name_en", word(p, text));
	default:
		return set_text(p, t, "staff", role.staff_id, "phone", word(p, text));
	}
}

static enum err_code write_branch(struct property *p, struct txn *t)
{
	char text[24];

	if (pick(p, 3))
		return set_text(p, t, "branch", 1 + pick(p, 2), pick(p, 2) ? "name" : "address",
		    word(p, text));
	return set_text(p, t, "site", 1, "name", word(p, text));
}

static enum err_code write_setting(struct property *p, struct txn *t)
{
	char key[8], text[24];

	text_fmt(key, sizeof key, "k%ld", pick(p, 4));
	return setting_set(t, key, pick(p, 4) ? word(p, text) : NULL, &p->w.e);
}

static enum err_code write_catalogue(struct property *p, struct txn *t)
{
	struct service service = { .minutes = 30 };
	struct resource resource = { .kind = "room", .branch_id = 1 + pick(p, 2) };
	char text[24];
	int64_t id;

	word(p, service.code);
	word(p, service.name);
	text_copy(resource.code, sizeof resource.code, service.code);
	text_copy(resource.name, sizeof resource.name, service.code);
	switch (pick(p, 5)) {
	case 0:
		return service_insert(t, &service, &id, &p->w.e);
	case 1:
		return resource_insert(t, &resource, &id, &p->w.e);
	case 2:
		return set_text(p, t, "service", any_row(p, "service", "1"), "name_en", word(p,
		    text));
	case 3:
		return set_text(p, t, "resource", any_row(p, "resource", "1"), "name", word(p,
		    text));
	default:
		return resource_set_state(t, any_row(p, "resource", "1"), pick(p, 3) ? "on" : "out",
		    &p->w.e);
	}
}

static enum err_code write_answer(struct property *p, struct txn *t)
{
	int64_t sheet = any_row(p, "sheet", "1");
	struct value v = { .type = VALUE_NULL };
	char hash[24], field[8], text[24];
	enum err_code rc = OK;

	if (!sheet || pick(p, 3) == 0)
		rc = sheet_insert(t, any_client(p), "client", text_fmt(hash, sizeof hash, "h%ld",
		    pick(p, 4)), "text of the form", &sheet, &p->w.e);
	text_fmt(field, sizeof field, "q%ld", pick(p, 3));
	if (pick(p, 3))
		value_set_text(&v, word(p, text));
	else if (pick(p, 2))
		value_set_real(&v, (double)pick(p, 1000) / 8);
	if (rc == OK)
		rc = sheet_answer_set(t, sheet, field, &v, v.type == VALUE_TEXT && pick(p, 2),
		    &p->w.e);
	value_free(&v);
	return rc;
}

static enum err_code write_state(struct property *p, struct txn *t)
{
	return client_set_state(t, any_client(p), pick(p, 4) ? "active" : "closed", &p->w.e);
}

static enum err_code write_many(struct property *p, struct txn *t)
{
	enum err_code rc = OK;
	char name[24];

	for (int i = 0; i < 10 && rc == OK; i++) {
		struct client c = { .branch_id = 1, .day = mem_dup(HELP_DAY),
			.name = mem_dup(word(p, name)) };
		int64_t id;

		rc = client_insert(t, &c, &id, &p->w.e);
		client_free(&c);
	}
	return rc;
}

/* Several things in one action: what belongs together goes back together. */
static enum err_code write_mixed(struct property *p, struct txn *t)
{
	static const write_fn all[] = { write_flag, write_phone, write_dependant, write_todo,
		write_answer, write_setting };
	enum err_code rc = OK;
	char text[24];

	for (long n = 2 + pick(p, 3); n > 0 && rc == OK; n--)
		rc = all[pick(p, 6)](p, t);
	if (rc == OK)
		rc = set_text(p, t, "client", any_client(p), "wishes", word(p, text));
	if (rc == OK)
		rc = set_text(p, t, "appointment", any_row(p, "appointment", "1"), "note",
		    word(p, text));
	return rc;
}

/* ---- one of everything ---- */

static const struct kind {
	const char *name;
	int weight;
	enum err_code (*run)(struct property *p);       /* a use case, or */
	write_fn write;                                 /* records under the right NAME */
	const char *right;
} kinds[] = {
	{ "book", 14, do_book, NULL, NULL },
	{ "overbook", 3, do_overbook, NULL, NULL },
	{ "move", 8, do_move, NULL, NULL },
	{ "swap", 6, do_swap, NULL, NULL },
	{ "step", 9, do_step, NULL, NULL },
	{ "cancel", 4, do_cancel, NULL, NULL },
	{ "edit", 14, do_edit, NULL, NULL },
	{ "add", 4, do_add, NULL, NULL },
	{ "note", 3, do_note, NULL, NULL },
	{ "number", 1, do_number, NULL, NULL },
	{ "merge", 3, do_merge, NULL, NULL },
	{ "todo", 3, do_todo, NULL, NULL },
	{ "flag", 5, NULL, write_flag, "client-edit" },
	{ "phone", 5, NULL, write_phone, "client-edit" },
	{ "dependant", 4, NULL, write_dependant, "client-edit" },
	{ "todo-add", 3, NULL, write_todo, "client-todo" },
	{ "staff", 4, NULL, write_staff, "staff-edit" },
	{ "branch", 3, NULL, write_branch, "site-edit" },
	{ "setting", 3, NULL, write_setting, "site-edit" },
	{ "catalogue", 4, NULL, write_catalogue, "resource-edit" },
	{ "answer", 5, NULL, write_answer, "client-edit" },
	{ "state", 2, NULL, write_state, "client-edit" },
	{ "many", 1, NULL, write_many, "client-import" },
	{ "mixed", 6, NULL, write_mixed, "client-edit" },
};

static const struct kind *any_kind(struct property *p)
{
	long all = 0, n;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		all += kinds[i].weight;
	n = pick(p, all);
	for (size_t i = 0;; i++) {
		n -= kinds[i].weight;
		if (n < 0)
			return &kinds[i];
	}
}

enum err_code property_action(struct property *p, const char **kind)
{
	const struct kind *k = any_kind(p);

	err_clear(&p->w.e);
	*kind = k->name;
	return k->run ? k->run(p) : act(p, k->right, k->write);
}
