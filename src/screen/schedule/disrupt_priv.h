#ifndef FD_SCREEN_SCHEDULE_DISRUPT_PRIV_H
#define FD_SCREEN_SCHEDULE_DISRUPT_PRIV_H
/* The tab of the disruptions: its state, and the picture. */
#include "desk/desk.h"
#include "desk/disrupt.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "tui/list.h"

/* A row in words, made when it was read. */
struct disrupt_words {
	char when[48], client[200], service[96], state[64];
	char way[DISRUPT_WAYS][120];    /* time, person, room */
	char all[DISRUPT_WAYS][160];    /* with everything that is taken */
	char person[24], tail[16], notice[300];
	bool key;
};

struct disrupt_tab {
	struct desk *desk;
	struct disrupt_outages outages;
	int64_t absence_id;             /* the one shown, 0: none */
	struct disrupt_rows rows;
	struct {
		struct disrupt_words *v;
		size_t n, cap;
	} words;                        /* in the order of rows */
	struct list list;
	struct {
		int64_t *v;
		size_t n, cap;
	} seen;                         /* appointments that were marked once by themselves */
	int64_t next_id;                /* where the cursor goes after something was done */
};

extern const struct list_ops disrupt_row_ops;
const struct disrupt_outage *disrupt_shown(const struct disrupt_tab *st);       /* NULL: none */
const struct disrupt_row *disrupt_row_at(const struct disrupt_tab *st);         /* NULL: none */
void disrupt_fill_words(struct disrupt_tab *st);
void disrupt_draw(const struct screen *s, struct canvas *c);
/* How many rows are marked that still wait. */
size_t disrupt_marked(const struct disrupt_tab *st);
/* Asks in row 23 who is away, from when, until when. */
enum err_code disrupt_new(struct screen *s, struct err *e) MUST_CHECK;

/* AT for who reads it beside OTHER: the day is left out only where it is the same; that it is today
 * says nothing there. Returns OUT. */
char *disrupt_time(const struct desk *d, int64_t at, int64_t other, char *out, size_t size);

#endif
