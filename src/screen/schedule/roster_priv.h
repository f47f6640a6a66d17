#ifndef FD_SCREEN_SCHEDULE_ROSTER_PRIV_H
#define FD_SCREEN_SCHEDULE_ROSTER_PRIV_H
/*
 * Rosters in three files: roster.c what it does, roster_load.c what it reads, roster_view.c how it
 * looks. Everything is counted from the spans of desk/calendar.h, so that the roster shows what a
 * booking meets.
 */
#include <stdbool.h>
#include <stdint.h>

#include "data/hours.h"
#include "desk/calendar.h"
#include "screen/admin.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/list.h"

enum roster_view { ROSTER_PEOPLE, ROSTER_THINGS, ROSTER_DAYS, ROSTER_PEAK, ROSTER_VIEWS };
enum { ROSTER_WEEK = 7, ROSTER_AHEAD = 14, ROSTER_HOURS = 24, ROSTER_CELL = 30 /* minutes */ };

/* One day of one person, room or device, in minutes. */
struct roster_day {
	int from, to;                   /* first and last minute of work; from < 0: none */
	int work, taken;
	bool away;                      /* some of it is taken away by an absence */
	bool away_all;
	bool closed;
	char away_kind[12];
	uint8_t hour_work[ROSTER_HOURS], hour_taken[ROSTER_HOURS];
	char bar[48];                   /* a sign for each half hour of the day */
};

struct roster_who {
	int64_t id;
	bool anywhere;                  /* in no branch alone */
	char code[24], name[96], kind[8];
	struct roster_day day[ROSTER_AHEAD];
};

struct roster_date {
	int32_t day;
	struct open_hours hours;
	int on, away, booked, work, taken;
	int busiest;                    /* hour, -1: none */
	bool seen;                      /* the manager has looked at it */
	char seen_by[96];
};

/* A line of the lower half. */
struct roster_note {
	int64_t id, ref;                /* ref: the row of the roster, 0: only to be read */
	char label[40], text[200];
	bool bar;                       /* a bar of half hours, and text behind it */
	bool ruler;                     /* the hours over the bars */
	int day;                        /* of the bar */
};

/* The area it stands in: that of the house, or the schedule. */
struct roster_area {
	void (*draw_tabs)(const struct screen *s, struct canvas *c);
	enum err_code (*go_tab)(struct screen *s, struct err *e);
	void (*counts)(struct screen *s);       /* behind the tabs; NULL: none */
};

struct roster_state {
	struct desk *desk;
	const struct roster_area *area;
	enum roster_view view;
	int32_t monday;                 /* of the week shown */
	bool below, fresh;
	struct list list, detail;
	struct {
		struct roster_who *v;
		size_t n, cap;
	} who;
	struct roster_date date[ROSTER_AHEAD];
	int peak[ROSTER_WEEK][ROSTER_HOURS];    /* percent booked, -1: nobody works */
	struct {
		struct roster_note *v;
		size_t n, cap;
	} notes;
	int first_hour, last_hour;      /* of the bars and of the figures */
	int64_t shown_id, asked_id;
};

/* What the two screen types are made of. */
enum { ROSTER_COMMANDS = 13 };
extern const struct command roster_commands[ROSTER_COMMANDS];
const char *roster_right(const struct screen *s, const struct command *c);
enum err_code roster_open_in(struct screen *s, const struct roster_area *area, struct err *e)
    MUST_CHECK;
enum err_code roster_load(struct screen *s, struct err *e) MUST_CHECK;
void roster_close(struct screen *s);
unsigned roster_facts(const struct screen *s);
void roster_tick(struct screen *s, int64_t mono_ms);
enum key_use roster_key(struct screen *s, const struct key *k);
struct list *roster_list_now(struct screen *s);
void roster_page(const struct screen *s, struct buf *out);
#define ROSTER_TYPE(word, opener) { \
	.name = word, .title = N_("Roster"), .state_size = sizeof(struct roster_state), \
	.commands = { roster_commands, ROSTER_COMMANDS }, \
	.areas = AREA_PEOPLE | AREA_SCHEDULE, .open = opener, .load = roster_load, \
	.facts = roster_facts, .layout = roster_layout, .draw = roster_draw, .key = roster_key, \
	.tick = roster_tick, .right = roster_right, \
	.close = roster_close, .page = roster_page, .list = roster_list_now, \
}

enum err_code roster_load_all(struct roster_state *st, struct err *e) MUST_CHECK;
enum err_code roster_load_notes(struct roster_state *st, struct err *e) MUST_CHECK;
/* The one with the cursor; NULL: the list shows days, or nobody. */
const struct roster_who *roster_who_at(const struct roster_state *st);
const struct roster_note *roster_note_at(const struct roster_state *st);
int roster_rows(const struct roster_state *st);

void roster_init(struct screen *s);
void roster_layout(struct screen *s, struct rect body);
void roster_draw(const struct screen *s, struct canvas *c);
/* "Mon 23 Nov - Sun 29 Nov". */
char *roster_week_text(const struct roster_state *st, char *out, size_t size);
/* 1 .. 5 of a percentage: 0-19, 20-39 .. 80-100. */
int roster_figure(int percent);

#endif
