#ifndef FD_DESK_DAYLIST_H
#define FD_DESK_DAYLIST_H
/*
 * Check lists of the day and of an appointment (AR-1, AR-10), who is on duty, incidents. The items
 * are the yes/no fields of a form file: forms/day-opening.cfg, day-closing.cfg, prepare.cfg.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

struct day_item {
	char kind[12];                  /* opening, closing, prepare */
	char item[40], label[120];
	int64_t ref_id;                 /* prepare: the appointment */
	bool on;
	bool that_day;                  /* prepare: only done on the day itself, which is to come */
	int64_t at;                     /* ticked, with who */
	char staff[96];
};
struct day_items {
	struct day_item *v;
	size_t n, cap;
};
/* The items of KIND (REF 0 for the day) with their ticks, in the order of the form. Adds to OUT. */
enum err_code daylist_items(struct desk *d, const char *kind, int64_t ref, const char *day,
    struct day_items *out, struct err *e) MUST_CHECK;
void day_items_free(struct day_items *l);
/* Ticks or unticks one (right day-mark). */
enum err_code daylist_tick(struct desk *d, const struct day_item *item, const char *day, bool on,
    struct err *e) MUST_CHECK;
/* STAFF answers for the house on DAY (right day-mark). */
enum err_code daylist_duty(struct desk *d, const char *day, int64_t staff, struct err *e)
    MUST_CHECK;

/* An incident is a row with a form (desk/rows.h, form "incident"); its state is open or done. */
enum err_code incident_set_state(struct desk *d, int64_t id, const char *state, struct err *e)
    MUST_CHECK;

#endif
