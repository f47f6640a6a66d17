#include "house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/client.h"
#include "data/note.h"
#include "data/phone.h"
#include "data/record.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk/booking.h"
#include "desk/site.h"
#include "screen/listing.h"
#include "support/eye.h"

void must(struct house *h, enum err_code code)
{
	if (code != OK)
		fail_msg("%s: %s (%s)", err_word(code), h->e.text, h->e.detail);
}

static struct txn *begin(struct house *h, const char *name)
{
	struct action_head head = { .name = name };
	struct txn *t;

	must(h, action_begin(h->s, &h->d.who, &head, &t, &h->e));
	return t;
}

static void commit(struct house *h, struct txn *t)
{
	must(h, action_commit(t, NULL, &h->e));
}

/* ---- looking ---- */

static void complain(struct house *h, const char *file, int line, const char *what,
    const char *text)
{
	fprintf(stderr, "%s\n", loop_text(h->l));
	_fail(file, line);
	fail_msg("%s:%d: %s \"%s\"", file, line, what, text);
}

void see_at(struct house *h, const char *file, int line, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, line);
	while ((text = va_arg(ap, const char *))) {
		if (!strstr(loop_text(h->l), text)) {
			fprintf(stderr, "not on the screen: \"%s\"\n%s\n", text, loop_text(h->l));
			_fail(file, line);
		}
	}
	va_end(ap);
}

void nosee_at(struct house *h, const char *file, int line, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, line);
	while ((text = va_arg(ap, const char *))) {
		if (strstr(loop_text(h->l), text)) {
			fprintf(stderr, "on the screen: \"%s\"\n%s\n", text, loop_text(h->l));
			_fail(file, line);
		}
	}
	va_end(ap);
}

void see_row_at(struct house *h, const char *file, int line, int row, const char *text)
{
	const struct canvas *c = loop_canvas(h->l);
	struct buf b = { 0 };
	bool found;

	canvas_row_text(c, row < 0 ? c->rows + row : row, &b);
	found = strstr(buf_str(&b), text);
	buf_free(&b);
	if (!found)
		complain(h, file, line, "not on that row:", text);
}

enum style style_of(struct house *h, const char *text)
{
	const struct canvas *c = loop_canvas(h->l);

	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++) {
			struct buf b = { 0 };
			bool here;

			for (int i = col; i < c->cols; i++)
				buf_add(&b, canvas_at(c, row, i)->text, canvas_at(c, row, i)->len);
			here = !strncmp(buf_str(&b), text, strlen(text));
			buf_free(&b);
			if (here && canvas_at(c, row, col)->len)
				return canvas_style_at(c, row, col);
		}
	fail_msg("\"%s\" is not on the screen:\n%s", text, loop_text(h->l));
	return STYLE_TEXT;
}

void show(struct house *h)
{
	if (getenv("SHOW"))
		fprintf(stderr, "%s\n", loop_text(h->l));
}

char *text_of(struct house *h, const char *sql, char *out, size_t size)
{
	return eye_text(h->path, sql, out, size);
}

int64_t number(struct house *h, const char *sql, ...)
{
	char text[1000];
	va_list ap;

	va_start(ap, sql);
	text_vfmt(text, sizeof text, sql, ap);
	va_end(ap);
	return eye_number(h->path, text);
}

/* ---- rows ---- */

int64_t add_client(struct house *h, const char *name, const char *phone, const char *birth)
{
	struct client c = { .branch_id = 1, .day = mem_dup(HOUSE_DAY), .name = mem_dup(name),
		.birth = mem_dup(birth), .gender = mem_dup("m"), .created_by = h->wf };
	struct phone p = { .relation = "self", .may_tell = true };
	struct txn *t = begin(h, "client-add");
	int64_t id;

	must(h, client_insert(t, &c, &p.client_id, &h->e));
	if (phone) {
		text_copy(p.number, sizeof p.number, phone);
		must(h, phone_insert(t, &p, &id, &h->e));
	}
	commit(h, t);
	client_free(&c);
	return p.client_id;
}

int64_t add_visit(struct house *h, int64_t client, int64_t start, int minutes)
{
	struct booking b = { .client_id = client, .service_id = h->laser, .start_at = start,
		.end_at = start + minutes * 60, .part = { { .resource_id = h->doctor, .part = 1 } },
		.nparts = 1, .channel = "phone" };
	int64_t id;

	must(h, booking_make(&h->d, &b, &id, &h->e));
	return id;
}

void add_note(struct house *h, int64_t client, int64_t at, const char *text)
{
	struct txn *t = begin(h, "client-note");
	int64_t id;

	must(h, note_insert(t, client, HOUSE_DAY, at, text, &id, &h->e));
	commit(h, t);
}

static enum err_code allow(void *ctx, const struct actor *who, const char *name, struct err *e)
{
	(void)ctx, (void)who, (void)name, (void)e;
	return OK;
}

void change_elsewhere(struct house *h, const char *table, int64_t id, const char *column,
    const char *value)
{
	struct actor other = { .staff_id = h->cl, .branch_id = 1, .station = "T2", .origin = "ui",
		.peer = "" };
	struct action_head head = { .name = "client-edit" };
	struct change c = { .column = column };
	struct conflict_list none = { 0 };
	struct record now;
	struct store *s;
	struct txn *t;

	must(h, store_open(h->path, STORE_NO_SYNC, &s, &h->e));
	action_set_gate(s, allow, NULL);
	must(h, record_load(s, table, id, &now, &h->e));
	value_copy(&c.base, record_get(&now, column));
	value_set_text(&c.value, value);
	must(h, action_begin(s, &other, &head, &t, &h->e));
	must(h, record_update(t, table, id, &c, 1, &none, &h->e));
	must(h, action_commit(t, NULL, &h->e));
	value_free(&c.base);
	value_free(&c.value);
	record_free(&now);
	store_close(s);
}

void poll_now(struct house *h)
{
	loop_poll(h->l, clock_mono_ms());
}

/* ---- the house ---- */

static int64_t add_staff(struct house *h, struct txn *t, const char *code, const char *name,
    const char *role_code)
{
	struct staff p = { .branch_id = 1 };
	struct staff_role role = { .branch_id = 1, .main = true };

	text_copy(p.code, sizeof p.code, code);
	text_copy(p.name, sizeof p.name, name);
	text_copy(p.language, sizeof p.language, "en");
	must(h, staff_insert(t, &p, &role.staff_id, &h->e));
	text_copy(role.role, sizeof role.role, role_code);
	must(h, staff_role_set(t, &role, &h->e));
	return role.staff_id;
}

static void add_people(struct house *h)
{
	struct service laser = { .code = "laser", .name = "laser", .minutes = 60 };
	struct resource doctor = { .kind = "staff", .code = "cl", .name = "陈立", .branch_id = 1 };
	struct txn *t = begin(h, "staff-edit");

	h->wf = add_staff(h, t, "wf", "王芳", "reception");
	h->cl = add_staff(h, t, "cl", "陈立", "expert");
	h->wl = add_staff(h, t, "wl", "吴磊", "manager");
	doctor.staff_id = h->cl;
	must(h, service_insert(t, &laser, &h->laser, &h->e));
	must(h, resource_insert(t, &doctor, &h->doctor, &h->e));
	commit(h, t);
}

static void add_clients(struct house *h)
{
	struct change hide[] = {
		{ "restricted", { .type = VALUE_INT }, { .type = VALUE_INT, .i = 1 } },
		{ "alias", { .type = VALUE_NULL }, { .type = VALUE_NULL } },
	};
	struct conflict_list none = { 0 };
	struct txn *t;

	h->ann = add_client(h, "王小明", "13800000823", "1992-03-14");
	h->bob = add_client(h, "Bob Brown", "13900003391", NULL);
	h->cid = add_client(h, "陈思雨", "13600001948", "2000-01-15");
	value_set_text(&hide[1].value, "Mr B");
	t = begin(h, "client-edit");
	must(h, record_update(t, "client", h->bob, hide, 2, &none, &h->e));
	commit(h, t);
	value_free(&hide[1].value);
}

int house_setup(void **state)
{
	struct house *h = mem_alloc(sizeof *h);
	struct site_options site = { .name = "康禾 Kanghe", .zone = "Asia/Shanghai",
		.branch_code = "ja", .branch_name = "静安", .language = "en", .pin_cost = 1 };
	struct desk_config config = { .forms_dir = "forms", .station = "T1", .branch = "ja",
		.origin = "ui", .peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 9 };

	*state = h;
	clock_fix(HOUSE_NOW);
	text_copy(h->dir, sizeof h->dir, "/tmp/fd-screen-XXXXXX");
	if (!mkdtemp(h->dir))
		return -1;
	text_fmt(h->path, sizeof h->path, "%s/a.db", h->dir);
	must(h, store_create(h->path, &h->e));
	must(h, store_open(h->path, STORE_NO_SYNC, &h->s, &h->e));
	must(h, site_create(h->s, &site, &h->e));
	must(h, desk_open(h->s, &config, &h->d, &h->e));
	h->d.owner = true;              /* until somebody is at the desk */
	add_people(h);
	add_clients(h);
	h->d.owner = false;
	must(h, desk_become(&h->d, h->wf, &h->e));
	house_screen(h, 24, 80);
	return 0;
}

void house_screen(struct house *h, int rows, int cols)
{
	if (h->l)
		loop_free(h->l);
	listing_free(h->f.listing);
	h->f = (struct front){ .desk = &h->d };
	h->l = front_loop(&h->f, rows, cols);
	loop_settle(h->l);
}

void house_become(struct house *h, int64_t staff)
{
	must(h, desk_become(&h->d, staff, &h->e));
	house_screen(h, 24, 80);
}

void house_chinese(struct house *h)
{
	char command[200];

	text_fmt(command, sizeof command, "msgfmt -o '%s/zh_CN.mo' forms/po/zh_CN.po", h->dir);
	assert_int_equal(system(command), 0);
	assert_int_equal(setenv("FRONTDESK_LOCALEDIR", h->dir, 1), 0);
	must(h, front_set_language(&h->f, "zh", &h->e));
	loop_settle(h->l);
}

int house_teardown(void **state)
{
	struct house *h = *state;
	char command[100];

	loop_free(h->l);
	listing_free(h->f.listing);
	desk_close(&h->d);
	store_close(h->s);
	if (tr_set_language("en", &h->e) != OK)
		return -1;
	text_fmt(command, sizeof command, "rm -rf '%s'", h->dir);
	if (system(command) != 0)
		return -1;
	clock_fix(0);
	mem_free(h);
	return 0;
}
