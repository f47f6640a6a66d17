#ifndef FD_SCREEN_SCHEDULE_GRID_PRIV_H
#define FD_SCREEN_SCHEDULE_GRID_PRIV_H
/*
 * A grid of time: rows are steps of the local day, columns are people (or rooms, devices) of one
 * day, or the days of one of them. It holds what the calendar says, the cursor and the picture; the
 * screens day and week fill its columns and act on what lies under the cursor.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment.h"
#include "desk/calendar.h"
#include "tui/canvas.h"
#include "tui/screen.h"

struct buf;
struct desk;
struct schedule_memory;

/* One cell: the strongest span in its step, and what begins there. */
struct grid_cell {
	enum span_kind kind;
	int64_t ref;                    /* of the span */
	int row;                        /* into grid.rows when it is taken and shown, else -1 */
	bool start;                     /* it begins in this cell (or above the first row) */
	int more;                       /* others that begin in the same step */
};

struct grid_column {
	int64_t resource_id, staff_id;  /* staff_id 0: a room or a device */
	int32_t day;
	char title[96];
	struct span_list spans;
	struct span_list past;          /* done and missed ones, which take no time any more */
	bool shown;                     /* its appointments are among grid.rows */
	struct grid_cell *cell;         /* nrows of them */
};

struct grid {
	struct desk *desk;
	int64_t branch_id;
	struct grid_column *v;
	size_t n;
	struct appointment_taking_list takings; /* of all columns, whatever their state */
	struct appointment_list rows;   /* those of the columns that were shown by now */
	int booked;                     /* appointments that stand, or took place */
	/* Appointments of which the person who looks was told and has not seen it: `*`. */
	struct {
		int64_t *v;
		size_t n, cap;
	} news;
	int from_min, to_min, step;     /* of the local day */
	int nrows;
	int row, col;                   /* cursor */
	int top, first;                 /* first row and column on the screen */
	struct rect area;
	int per_page, width;            /* columns that fit, cells of one */
	bool whole;                     /* all columns are shown, however narrow: a week */
	int now_row;                    /* -1: not today */
	const struct schedule_memory *memory;   /* what is carried; NULL: nothing */
};

void grid_free(struct grid *g);
/* New columns; the spans are read by grid_load. The cursor stays on its resource, day and time. */
void grid_columns(struct grid *g, const struct grid_column *columns, size_t n);
/* Reads what is where in all columns, without names: to be followed by grid_show. */
enum err_code grid_load(struct grid *g, struct err *e) MUST_CHECK;
/* Reads the appointments of the columns that are on the screen, where they were not yet: after
 * whatever moves the cursor or changes the layout. Few of a large house are seen at once, and it is
 * whose they are that costs. ALL: of the others too. */
enum err_code grid_show(struct grid *g, bool all, struct err *e) MUST_CHECK;
/* Steps of half an hour, or of a quarter where there is room for the whole day. */
void grid_layout(struct grid *g, struct rect area);
void grid_draw(const struct grid *g, struct canvas *c);
/* Arrows, PgUp, PgDn, Home, End. */
bool grid_key(struct grid *g, const struct key *k);

const struct grid_column *grid_column(const struct grid *g);    /* with the cursor; NULL: none */
const struct grid_cell *grid_cell(const struct grid *g);        /* NULL: none */
/* The appointment under the cursor, once it was shown; NULL. */
const struct appointment_row *grid_appointment(const struct grid *g);
/* All that begin in the cell with the cursor, by time; at most MAX. */
size_t grid_beginning(const struct grid *g, const struct appointment_row **rows, size_t max);
int grid_minute(const struct grid *g);                          /* of the local day */
int64_t grid_instant(const struct grid *g);                     /* of the cursor */
/* Minutes that are free from the cursor on. */
int grid_free_minutes(const struct grid *g);
/* Puts the cursor on that time; between two steps it goes to the one that holds it. */
void grid_go_minute(struct grid *g, int minute);
bool grid_go_resource(struct grid *g, int64_t resource_id);
bool grid_go_appointment(struct grid *g, int64_t id);
/* The next free cell from the cursor on, in its column then in the next ones; false: none. */
bool grid_go_free(struct grid *g);
/* What lies under the cursor in one line: "陈立, Fri 27 Nov 15:30: 60 min free." */
void grid_describe(const struct grid *g, char *out, size_t size);
/* Appointments that stand there, and what is still free, of all columns: for row 3. */
void grid_totals(const struct grid *g, int *booked, int *free_minutes);
/* First of the two hours in which most is booked; -1: nothing is. */
int grid_peak_hour(const struct grid *g);

#endif
