#ifndef FD_SCREEN_SCHEDULE_BOOK_PRIV_H
#define FD_SCREEN_SCHEDULE_BOOK_PRIV_H
/* What the files of booking share: book.c the screen, book_times.c which times are offered,
 * book_group.c several clients, book_do.c what F10 does. */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/when.h"
#include "data/client.h"
#include "desk/booking.h"
#include "desk/booking_group.h"
#include "desk/free.h"
#include "screen/formview.h"
#include "screen/schedule.h"
#include "tui/canvas.h"

#define BOOK_TIMES 9
#define BOOK_HOLD_MS 400                /* a time under the cursor for so long is held for others */

enum book_field { BOOK_SERVICE, BOOK_WITH, BOOK_ROOM, BOOK_DEVICE, BOOK_WHEN, BOOK_NEEDS, BOOK_NOTE,
	BOOK_CHANNEL, BOOK_TELL, BOOK_ASKED, BOOK_DEPOSIT, BOOK_METHOD, BOOK_SERIES, BOOK_FIELDS };

struct book {
	struct formview form;           /* must be first */
	struct desk *desk;
	struct client_card_list card;   /* of the client, one */
	int64_t client_id, dependant_id;
	char treated[520];              /* "for Kim", "": the client */
	struct book_arg arg;            /* as it was asked for; texts are not kept */
	int field[BOOK_FIELDS];         /* of the form, by enum book_field; -1: it has none */
	/* The times offered: near for one service, days for several. */
	struct near_list near;
	struct free_day_list days;
	struct book_line {              /* their words, so that drawing reads nothing */
		char at[48], staff[80], room[40], device[60], rest[120];
		bool busy;
	} line[BOOK_TIMES];
	int sel;
	bool walked;                    /* Down or Up chose the row: a typed time is given up */
	struct when when;               /* as typed, with `typed_ok` */
	bool typed_ok, typed_any;
	int64_t moved_at, moved_lead;   /* its time and its first person; 0: nothing is moved */
	char moved[160];                /* what is moved: "14:30 Laser, 陈立" */
	char why[240];                  /* nothing fits: why; or why the typed time cannot be */
	char asked_times[700];          /* text of the fields the times were found for */
	int64_t hold[BOOKING_PARTS];    /* what others see as held, 0: none */
	size_t nhold;
	int64_t held_at;                /* start of what is held */
	int64_t sel_ms;                 /* when the cursor came to this row, 0: it is held */
	int64_t asks_deposit;           /* of the service, minor units */
	char reason[200];
	char branch[96];                /* name, where it is not the desk's; "" */
	struct booking_group group;     /* beside the client; n 0: nobody */
	char group_names[300];          /* of all, the client first */
	char lacks[64];                 /* first field that the file lacks: where the cursor goes */
	bool regrouped;                 /* since the times were found */
	struct series_day series[BOOKING_SERIES_MAX];
	struct booking_series plan;
};

/* Text and value of a field as they stand now, also while it is being typed. */
const char *book_text(const struct book *st, enum book_field f);
int64_t book_id(const struct book *st, enum book_field f);      /* of a lookup, 0 */
const char *book_code(const struct book *st, enum book_field f);        /* of a choice, "" */

/* Finds the times for the fields as they stand. */
enum err_code book_find(struct book *st, struct err *e) MUST_CHECK;
int book_rows(const struct book *st);
/* The time under the cursor; NULL: none. For several services the first one of that day. */
const struct free_time *book_chosen(const struct book *st);
void book_draw_times(const struct book *st, struct canvas *c, struct rect where);
/* The wish that the fields make, without a time. */
void book_wish(const struct book *st, struct booking_wish *out);

/* What F10 does for the time with the mark; asks what must be asked. */
enum err_code book_do(struct screen *s, struct err *e) MUST_CHECK;
enum err_code book_run_insert(struct screen *s, struct err *e) MUST_CHECK;

/* ---- several clients ---- */

#define BOOK_GROUP_TRIED 40             /* times of the first one that are tried for all */
/* The wishes of all for the time T of the first. */
enum err_code book_group_wishes(const struct book *st, const struct free_time *t,
    struct booking_wish *out, struct err *e) MUST_CHECK;
/* Leaves of the times offered those at which all can be; why not, where none is left. */
enum err_code book_group_filter(struct book *st, struct err *e) MUST_CHECK;
enum err_code book_run_group(struct screen *s, struct err *e) MUST_CHECK;
/* What a draft of a booking keeps beside its fields: the group, and what it was opened for. */
extern const struct formview_more book_more;
void book_group_names(struct book *st);
#define BOOK_GROUP_COMMAND \
	{ .name = "book-group", .keys = "Alt-g", .label = N_("group"), .needs = NEED_WRITE, \
	  .flags = COMMAND_NO_BAR, .help = N_("Another client with it, together or in a row; " \
	  "chosen again, taken out."), .run = book_run_group }

#endif
