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
struct form_edit;
struct conflict_list;

struct day_item {
	char kind[12];                  /* opening, closing, prepare */
	char item[40], label[120];
	int64_t ref_id;                 /* prepare: the appointment */
	bool on;
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

/* Saves the form of an incident: a new one of CLIENT (0: nobody's), or what changed. *ID = it.
 * ERR_INVALID with the field; ERR_CONFLICT fills CONFLICTS. */
enum err_code incident_save(struct desk *d, struct form_edit *edit, int64_t client_id,
    struct conflict_list *conflicts, int64_t *id, struct err *e) MUST_CHECK;
/* open or done. */
enum err_code incident_set_state(struct desk *d, int64_t id, const char *state, struct err *e)
    MUST_CHECK;

#endif
