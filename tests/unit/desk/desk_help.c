#include "desk_help.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/catalog.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/ephemeral.h"
#include "data/phone.h"
#include "data/record.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/staff.h"
#include "data/store.h"
#include "support/eye.h"

static const char roles_cfg[] =
	"second = [\"client-merge\", \"appt-overbook\", \"undo-other\", \"pay-back\",\n"
	"  \"day-close-open\",\n"
	"  \"price-over\","
	"  \"export\"];\n"
	"roles = (\n"
	"  { code = \"reception\"; label = \"front desk\";\n"
	"    rights = [\"client-*\", \"appt-*\", \"undo\", \"see-money\", \"ask-restricted\",\n"
	"      \"order-add\", \"order-cancel\", \"order-send\", \"price-discount\",\n"
	"      \"pay-take\", \"prepaid-edit\", \"cashup\",\n"
	"      \"case-take\", \"case-step\", \"escalate\", \"message-send\","
	" \"day-mark\", \"suggest\", \"survey-take\"];\n"
	"    except = [\"client-merge\", \"appt-overbook\", \"client-import\"]; },\n"
	"  { code = \"expert\"; label = \"expert\"; rights = [\"client-note\", \"undo\",\n"
	"      \"consult-edit\", \"escalate-answer\"]; },\n"
	"  { code = \"lab\"; label = \"lab desk\"; rights = [\"test-*\"]; },\n"
	"  { code = \"manager\"; label = \"manager\"; rights = [\"*\"];\n"
	"    except = [\"site-edit\"]; },\n"
	"  { code = \"admin\"; label = \"administrator\"; rights = [\"*\"]; }\n"
	");\n";

static const char client_cfg[] =
	"form:\n{\n"
	"  name = \"client\"; title = \"Client file\"; table = \"client\"; label_width = 11;\n"
	"  sections = ( { name = \"file\"; title = \"File\"; fields = (\n"
	"    { name = \"name\"; label = \"Name\"; kind = \"text\"; path = \"name\"; width = 20;\n"
	"      check = \"name\"; required = [\"save\"]; },\n"
	"    { name = \"phone\"; label = \"Phone\"; kind = \"phone\";\n"
	"      path = \"phone[self].number\"; width = 20;\n"
	"      required = [\"book\"]; required_if = \"email = ''\"; },\n"
	"    { name = \"birth\"; label = \"Birthday\"; kind = \"birth\"; path = \"birth\";\n"
	"      required = [\"complete\"]; },\n"
	"    { name = \"document\"; label = \"Document\"; kind = \"text\";\n"
	"      path = \"document_no\";\n"
	"      width = 20; },\n"
	"    { name = \"email\"; label = \"E-mail\"; kind = \"text\";\n"
	"      path = \"email\"; width = 30; },\n"
	"    { name = \"source\"; label = \"Source\"; kind = \"choice\"; path = \"source\";\n"
	"      required = [\"complete\"]; choices = ( { code = \"friend\"; label = \"friend\"; },\n"
	"        { code = \"web\"; label = \"web\"; } ); },\n"
	"    { name = \"allergy\"; label = \"Allergy\"; kind = \"text\";\n"
	"      path = \"flag[allergy].text\";\n"
	"      width = 30; },\n"
	"    { name = \"tea\"; label = \"Tea\"; kind = \"choice\";\n"
	"      choices = ( { code = \"green\"; label = \"green tea\"; },\n"
	"        { code = \"black\"; label = \"black tea\"; } ); }\n"
	"  ); } );\n};\n";

void must(struct desk_world *w, enum err_code code)
{
	if (code != OK)
		fail_msg("%s: %s (%s)", err_word(code), w->e.text, w->e.detail);
}

void refused(struct desk_world *w, enum err_code code, enum err_code want, const char *part)
{
	if (code != want || !strstr(w->e.text, part))
		fail_msg("%s, wanted %s with \"%s\": %s (%s)", err_word(code), err_word(want), part,
		    w->e.text, w->e.detail);
	err_clear(&w->e);
}

void act_as(struct desk_world *w, int64_t staff, int64_t second)
{
	must(w, desk_become(&w->d, staff, &w->e));
	w->d.who.second_id = second;
}

static struct desk_config config_of(struct desk_world *w, const char *station)
{
	return (struct desk_config){ .forms_dir = w->forms, .station = station, .branch = "ja",
		.origin = "ui", .peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30 };
}

struct desk *other_terminal(struct desk_world *w, struct desk *out, int64_t staff,
    const char *station)
{
	struct desk_config config = config_of(w, station);

	must(w, desk_open(w->s, &config, out, &w->e));
	must(w, desk_become(out, staff, &w->e));
	return out;
}

int64_t at(struct desk_world *w, int plus, int hour, int minute)
{
	int64_t found[2];
	int n = zone_instants(w->d.zone, desk_today(&w->d) + plus, hour * 3600 + minute * 60,
	    found);

	assert_true(n > 0);
	return found[0];
}

/* ---- rows ---- */

static struct txn *begin(struct desk_world *w, const char *name)
{
	struct action_head head = { .name = name };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	return t;
}

static void commit(struct desk_world *w, struct txn *t)
{
	must(w, action_commit(t, NULL, &w->e));
}

int64_t add_client(struct desk_world *w, const char *name, const char *phone, const char *birth)
{
	struct client c = { .branch_id = w->ja, .day = mem_dup(HELP_DAY), .name = mem_dup(name),
		.birth = mem_dup(birth) };
	struct phone p = { .relation = "self", .may_tell = true };
	struct txn *t = begin(w, "client-add");
	int64_t id;

	must(w, client_insert(t, &c, &p.client_id, &w->e));
	if (phone) {
		text_copy(p.number, sizeof p.number, phone);
		must(w, phone_insert(t, &p, &id, &w->e));
	}
	commit(w, t);
	client_free(&c);
	return p.client_id;
}

int64_t add_dependant(struct desk_world *w, int64_t client, const char *name)
{
	struct dependant row = { .client_id = client, .kind = "family", .relation = "child" };
	struct txn *t = begin(w, "client-edit");
	int64_t id;

	text_copy(row.name, sizeof row.name, name);
	must(w, dependant_insert(t, &row, &id, &w->e));
	commit(w, t);
	return id;
}

enum err_code try_book(struct desk_world *w, int64_t client, int64_t resource, int64_t start,
    int minutes, int64_t *id)
{
	struct booking b = { .client_id = client, .service_id = w->consult, .start_at = start,
		.end_at = start + minutes * 60, .part = { { .resource_id = resource, .part = 1 } },
		.nparts = resource != 0, .channel = "phone" };

	return booking_make(&w->d, &b, id, &w->e);
}

int64_t book(struct desk_world *w, int64_t client, int64_t resource, int64_t start, int minutes)
{
	int64_t id;

	must(w, try_book(w, client, resource, start, minutes, &id));
	return id;
}

int64_t last_action(struct desk_world *w)
{
	return number(w, "SELECT max(id) FROM action");
}

/* ---- looking ---- */

char *text_of(struct desk_world *w, const char *sql, char *out, size_t size)
{
	return eye_text(w->path, sql, out, size);
}

int64_t number(struct desk_world *w, const char *sql, ...)
{
	char text[1000];
	va_list ap;

	va_start(ap, sql);
	text_vfmt(text, sizeof text, sql, ap);
	va_end(ap);
	return eye_number(w->path, text);
}

void raw(struct desk_world *w, const char *fmt, ...)
{
	sqlite3 *db;
	char sql[1000], *why = NULL;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(sql, sizeof sql, fmt, ap);
	va_end(ap);
	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

static void dump_table(sqlite3 *db, const struct table_def *t, struct buf *out)
{
	struct buf q = BUF_INIT;
	sqlite3_stmt *st;

	buf_puts(&q, "SELECT 1");
	for (size_t i = 0; i < t->ncolumns; i++)
		if (strcmp(t->columns[i].name, "rev") != 0)
			buf_printf(&q, " || '|' || quote(%s)", t->columns[i].name);
	buf_printf(&q, " FROM %s ORDER BY 1", t->name);
	assert_int_equal(sqlite3_prepare_v2(db, q.s, -1, &st, NULL), SQLITE_OK);
	buf_printf(out, "%s\n", t->name);
	while (sqlite3_step(st) == SQLITE_ROW)
		buf_printf(out, "%s\n", (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	buf_free(&q);
}

char *snapshot(struct desk_world *w)
{
	struct buf out = BUF_INIT;
	sqlite3 *db = eye_open(w->path);

	for (size_t i = 0; i < catalog_size; i++)
		if (catalog[i].cls == TABLE_RECORDED)
			dump_table(db, &catalog[i], &out);
	sqlite3_close(db);
	return buf_take(&out);
}

/* ---- the house ---- */

static void write_file(const char *dir, const char *name, const char *text)
{
	char path[200];
	FILE *f;

	text_fmt(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int64_t add_staff(struct desk_world *w, struct txn *t, const char *code, const char *name,
    const char *role_code, int64_t branch)
{
	struct staff p = { .branch_id = branch };
	struct staff_role role = { .branch_id = branch, .main = true };

	text_copy(p.code, sizeof p.code, code);
	text_copy(p.name, sizeof p.name, name);
	must(w, staff_insert(t, &p, &role.staff_id, &w->e));
	text_copy(role.role, sizeof role.role, role_code);
	must(w, staff_role_set(t, &role, &w->e));
	return role.staff_id;
}

static int64_t add_resource(struct desk_world *w, struct txn *t, const char *kind, const char *name,
    int64_t branch, int64_t staff)
{
	struct resource r = { .branch_id = branch, .staff_id = staff };
	int64_t id;

	text_copy(r.kind, sizeof r.kind, kind);
	text_copy(r.code, sizeof r.code, name);
	text_copy(r.name, sizeof r.name, name);
	must(w, resource_insert(t, &r, &id, &w->e));
	return id;
}

static void add_people(struct desk_world *w)
{
	struct branch pd = { .code = "pd", .name = "浦东", .open_min = 600, .close_min = 1080 };
	struct txn *t = begin(w, "staff-edit");
	int64_t ly;

	w->ja = 1;
	w->admin = 1;
	must(w, branch_insert(t, &pd, &w->pd, &w->e));
	w->wf = add_staff(w, t, "wf", "王芳", "reception", w->ja);
	w->lt = add_staff(w, t, "lt", "李婷", "reception", w->pd);
	w->cl = add_staff(w, t, "cl", "陈立", "expert", w->ja);
	w->wl = add_staff(w, t, "wl", "吴磊", "manager", 0);
	ly = add_staff(w, t, "ly", "刘洋", "expert", w->ja);
	w->r_cl = add_resource(w, t, "staff", "陈立", w->ja, w->cl);
	w->r_ly = add_resource(w, t, "staff", "刘洋", w->ja, ly);
	w->r1 = add_resource(w, t, "room", "R1", w->ja, 0);
	w->r2 = add_resource(w, t, "room", "R2", w->ja, 0);
	w->laser = add_resource(w, t, "device", "Laser-1", w->ja, 0);
	w->p1 = add_resource(w, t, "room", "P1", w->pd, 0);
	commit(w, t);
}

static void add_catalogue(struct desk_world *w)
{
	struct service consult = { .code = "consult", .name = "初诊咨询", .minutes = 30 };
	struct service laser = { .code = "laser", .name = "激光", .minutes = 60 };
	struct conflict_list none = { 0 };
	struct change hide[] = {
		{ "restricted", { .type = VALUE_INT }, { .type = VALUE_INT, .i = 1 } },
		{ "alias", { .type = VALUE_NULL }, { .type = VALUE_NULL } },
	};
	struct txn *t = begin(w, "resource-edit");

	must(w, service_insert(t, &consult, &w->consult, &w->e));
	must(w, service_insert(t, &laser, &w->laser_service, &w->e));
	commit(w, t);
	w->ann = add_client(w, "王小明", "13800000823", "1992-03-14");
	w->bob = add_client(w, "Bob Brown", "13900003391", NULL);
	w->cid = add_client(w, "陈思雨", "13600001948", "2000-01-15");
	value_set_text(&hide[1].value, "Mr B");
	t = begin(w, "client-edit");
	must(w, record_update(t, "client", w->bob, hide, 2, &none, &w->e));
	commit(w, t);
	value_free(&hide[1].value);
}

int desk_setup_in(void **state, const char *zone, int64_t now)
{
	struct desk_world *w = mem_alloc(sizeof *w);
	struct site_options site = { .name = "康禾 Kanghe", .zone = zone, .branch_code = "ja",
		.branch_name = "静安", .pin_cost = 1 };
	struct desk_config config;

	*state = w;
	clock_fix(now);
	text_copy(w->dir, sizeof w->dir, "/tmp/fd-desk-XXXXXX");
	if (!mkdtemp(w->dir))
		return -1;
	text_fmt(w->path, sizeof w->path, "%s/a.db", w->dir);
	text_fmt(w->forms, sizeof w->forms, "%s/forms", w->dir);
	if (mkdir(w->forms, 0700) != 0)
		return -1;
	write_file(w->forms, "roles.cfg", roles_cfg);
	write_file(w->forms, "client.cfg", client_cfg);
	must(w, store_create(w->path, &w->e));
	must(w, store_open(w->path, STORE_NO_SYNC, &w->s, &w->e));
	must(w, site_create(w->s, &site, &w->e));
	config = config_of(w, "T1");
	must(w, desk_open(w->s, &config, &w->d, &w->e));
	w->d.owner = true;              /* until somebody is at the desk */
	add_people(w);
	add_catalogue(w);
	w->d.owner = false;
	act_as(w, w->wf, 0);
	return 0;
}

int desk_setup(void **state)
{
	return desk_setup_in(state, "Asia/Shanghai", HELP_NOW);
}

int desk_teardown(void **state)
{
	struct desk_world *w = *state;
	char command[100];

	desk_close(&w->d);
	store_close(w->s);
	text_fmt(command, sizeof command, "rm -rf '%s'", w->dir);
	if (system(command) != 0)
		return -1;
	clock_fix(0);
	mem_free(w);
	return 0;
}
