#include "wish_help.h"

#include "form/messages.h"

int wish_setup_in(void **state, const char *zone, int64_t now)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup_in(state, zone, now) != 0)
		return -1;
	w = *state;
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	add_need(w, w->consult, (struct need_row){ 1, "staff", "expert", 0, 0, 0, 0, 0 });
	add_need(w, w->laser_service, (struct need_row){ 1, "staff", "expert", 0, 0, 0, 0, 0 });
	add_need(w, w->laser_service, (struct need_row){ 2, "room", "", 0, 10, 10, 0, 0 });
	add_need(w, w->laser_service, (struct need_row){ 3, "device", "", 0, 0, 0, 0, 0 });
	return 0;
}

int wish_setup(void **state)
{
	return wish_setup_in(state, "Asia/Shanghai", HELP_NOW);
}

struct booking_wish wish(struct desk_world *w, int64_t client, int64_t service, int64_t start)
{
	(void)w;
	return (struct booking_wish){ .client_id = client, .service_id = service,
		.start_at = start, .channel = "phone" };
}

struct booking_wish wish_with(struct desk_world *w, int64_t client, int64_t service,
    int64_t start, int64_t resource)
{
	struct booking_wish x = wish(w, client, service, start);

	x.with[x.nwith++] = resource;
	return x;
}

enum err_code try_wish(struct desk_world *w, const struct booking_wish *x)
{
	int64_t id;
	enum err_code rc = booking_book(&w->d, x, 1, &id, &w->e);

	assert_true((rc == OK) == (id != 0));
	return rc;
}

int64_t booked(struct desk_world *w, const struct booking_wish *x)
{
	int64_t id;

	must(w, booking_book(&w->d, x, 1, &id, &w->e));
	return id;
}

int64_t count_rows(struct desk_world *w, const char *table, const char *where)
{
	return number(w, "SELECT count(*) FROM %s WHERE %s", table, where);
}
