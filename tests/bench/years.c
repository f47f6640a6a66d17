/* See years.h. */
#include "years.h"

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/client.h"
#include "data/hours.h"
#include "data/need.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk/desk.h"
#include "figures.h"

#define ROOMS 20
#define DEVICES 10
#define FIRST_MIN 540
#define LASTS 40                        /* minutes, one behind the other */
#define SERVICES 8

struct years {
	struct desk *desk;
	struct txn *txn;
	int64_t person[YEARS_PEOPLE], room[ROOMS], device[DEVICES];
	int64_t service[SERVICES];
	size_t nservices;
	int64_t clients, drawn;
	int32_t day;
	char text[DAY_TEXT];
	struct err e;
};

static void must(struct years *y, enum err_code rc)
{
	bench_must(rc == OK, y->e.text);
}

static enum err_code permit(void *ctx, const struct actor *who, const char *name, struct err *e)
{
	(void)ctx;
	(void)who;
	(void)name;
	(void)e;
	return OK;
}

/* ---- the house ---- */

char *years_code(int person, char out[24])
{
	return text_fmt(out, 24, "yr%d", person);
}

static int64_t add_thing(struct years *y, const char *kind, int64_t staff_id, const char *code,
    const char *name)
{
	struct resource r = { .branch_id = y->desk->branch_id, .staff_id = staff_id, .rank = 50 };
	int64_t id;

	text_copy(r.kind, sizeof r.kind, kind);
	text_copy(r.code, sizeof r.code, code);
	text_copy(r.name, sizeof r.name, name);
	must(y, resource_insert(y->txn, &r, &id, &y->e));
	must(y, skill_set(y->txn, id, YEARS_SERVICE, true, &y->e));
	return id;
}

static int64_t add_person(struct years *y, int i)
{
	struct staff p = { .branch_id = y->desk->branch_id };
	struct roster r = { .branch_id = y->desk->branch_id, .kind = "work",
		.from_min = FIRST_MIN, .to_min = 1230 };
	int64_t id;

	years_code(i, p.code);
	text_fmt(p.name, sizeof p.name, "Years %d", i);
	must(y, staff_insert(y->txn, &p, &id, &y->e));
	r.resource_id = add_thing(y, "staff", id, p.code, p.name);
	must(y, roster_insert(y->txn, &r, &id, &y->e));
	return r.resource_id;
}

static void add_things(struct years *y)
{
	char code[24];

	for (int i = 0; i < YEARS_PEOPLE; i++)
		y->person[i] = add_person(y, i);
	for (int i = 0; i < ROOMS; i++)
		y->room[i] = add_thing(y, "room", 0, text_fmt(code, sizeof code, "yroom%d", i),
		    code);
	for (int i = 0; i < DEVICES; i++)
		y->device[i] = add_thing(y, "device", 0,
		    text_fmt(code, sizeof code, "ydevice%d", i), code);
}

static void add_service(struct years *y)
{
	struct service v = { .code = YEARS_SERVICE, .name = "Years", .minutes = LASTS };
	struct service_list all = { 0 };
	int64_t id;

	must(y, service_list(y->desk->store, false, &all, &y->e));
	for (size_t i = 0; i < all.n && y->nservices < SERVICES; i++)
		y->service[y->nservices++] = all.v[i].id;
	service_list_free(&all);
	must(y, service_insert(y->txn, &v, &id, &y->e));
	for (int i = 0; i < 3; i++) {
		static const char *const kinds[] = { "staff", "room", "device" };
		struct need n = { .service_id = id, .line = i + 1, .skill = YEARS_SERVICE };
		int64_t line;

		text_copy(n.kind, sizeof n.kind, kinds[i]);
		must(y, need_insert(y->txn, &n, &line, &y->e));
	}
}

/* ---- appointments ---- */

/* Another one each time, far from the one before: as people come. What the made-up site has booked
 * already for the days to come stays in the way. */
static int64_t draw_client(struct years *y, int64_t start, bool live)
{
	for (;;) {
		int64_t id = 1 + y->drawn++ * 7919 % y->clients, other;
		struct busy_list busy = { 0 };

		if (!live)
			return id;
		must(y, appointment_busy_person(y->desk->store, id, 0, start, start + LASTS * 60,
		    &busy, &y->e));
		other = (int64_t)busy.n;
		busy_list_free(&busy);
		if (!other)
			return id;
	}
}

static void put(struct years *y, int person, int slot, bool live)
{
	int64_t start = zone_day_start(y->desk->zone, y->day) + (FIRST_MIN + slot * LASTS) * 60;
	char channel[] = "phone";
	struct take take[] = { { .resource_id = y->person[person] },
		{ .resource_id = y->room[(person + slot) % ROOMS] },
		{ .resource_id = y->device[(person / 2 + slot) % DEVICES] } };
	struct appointment a = { .branch_id = y->desk->branch_id, .start_at = start,
		.end_at = start + LASTS * 60, .created_at = start - 5 * 86400,
		.channel = channel };
	struct appointment_new new = { .row = &a, .take = take, .ntake = person % 2 ? 3 : 2 };

	a.client_id = draw_client(y, start, live);
	a.service_id = y->service[(size_t)(person + slot) % y->nservices];
	text_copy(a.day, sizeof a.day, y->text);
	text_copy(a.state, sizeof a.state, live ? "booked" : slot == 7 ? "noshow" : "done");
	must(y, appointment_insert(y->txn, &new, NULL, &y->e));
}

static void fill_day(struct years *y, bool live)
{
	day_format(y->day, y->text);
	for (int slot = 0; slot < YEARS_TIMES; slot++)
		for (int i = 0; i < YEARS_PEOPLE; i++)
			put(y, i, slot, live);
}

/* Client numbers are given without gaps. */
static void count_clients(struct years *y)
{
	int64_t low = 0, high = INT64_C(1) << 40, id;
	size_t n;

	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		must(y, client_list_ids(y->desk->store, middle - 1, &id, 1, &n, &y->e));
		if (n)
			low = middle;
		else
			high = middle;
	}
	bench_must(low > 0, "a site without clients");
	y->clients = low;
}

static void write_all(struct years *y)
{
	struct actor who = { .station = "", .origin = "base", .peer = "" };
	struct action_head head = { .name = "demo-fill", .subject = "site:1" };
	int32_t today = desk_today(y->desk);

	count_clients(y);
	action_set_gate(y->desk->store, permit, NULL);
	must(y, action_begin_base(y->desk->store, &who, &head, &y->txn, &y->e));
	add_things(y);
	add_service(y);
	for (y->day = today - YEARS_BACK; y->day < today + YEARS_AHEAD; y->day++)
		fill_day(y, y->day >= today);
	must(y, action_commit(y->txn, NULL, &y->e));
}

bool years_fill(const char *path)
{
	struct desk_config config = { .forms_dir = "forms", .station = "bench", .branch = "ja" };
	struct desk d;
	struct years y = { .desk = &d, .e = ERR_INIT };
	struct service there;
	struct store *s;
	bool fills;

	must(&y, store_open(path, STORE_NO_SYNC, &s, &y.e));
	must(&y, desk_open(s, &config, &d, &y.e));
	fills = service_by_code(s, YEARS_SERVICE, &there, &y.e) != OK;
	err_clear(&y.e);
	if (fills)
		write_all(&y);
	desk_close(&d);
	store_close(s);
	return fills;
}
