#ifndef FD_DESK_KPI_H
#define FD_DESK_KPI_H
/*
 * The figures of the house (SPEC RP-1, RP-2): what they are called and mean, of which days, of
 * whom, and the rows behind them. Counted from the rows themselves whenever they are asked for:
 * nothing is kept, so nothing can be stale. Every figure is "N of OF" and is never told without OF.
 *
 * Who may: the right see-figures; another branch than the one at hand, or all of them, besides it
 * see-branches. Every function here asks, and gives ERR_DENIED with the sentence. The names of
 * clients reach people through desk/cover.h alone: rows come with ids.
 *
 * Figures of parts add up: those of a week are the sums of its days, those of the house the sums
 * of its branches. So a share of a long time is never a mean of shares.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"
#include "data/kpi.h"

struct desk;

/* ---- what they are called ---- */

enum kpi_unit {
	KPI_PERCENT,                    /* 100 n / of */
	KPI_POINTS,                     /* n / of: N is a sum of percents (marks of surveys) */
	KPI_MINUTES,                    /* n / of seconds, told in minutes with one decimal */
};
struct kpi_info {
	const char *code;               /* for good: "client-on-time"; columns, command line, CSV */
	const char *label;              /* N_(), at most 24 cells */
	const char *what;               /* N_(): what N is, of what: "N of OF" in words */
	const char *rule;               /* N_(): the definition, as `w` shows it */
	enum kpi_unit unit;
	int better;                     /* 1 more is better, -1 less, 0 neither */
	int full;                       /* at which value a bar is full: 100, minutes 15 */
	enum kpi_kind kind;             /* what the rows behind it are */
};
extern const struct kpi_info kpi_info[KPI_COUNT];
/* KPI_COUNT: none of that code. */
enum kpi_figure kpi_by_code(const char *code);

/* Tenths: of a percent, of a minute. -1: there was nothing to count. */
int kpi_tenths(enum kpi_figure f, const struct kpi_share *x);
/* "91 %", "7.2 min", "-" where nothing was counted. Returns OUT. */
char *kpi_text(enum kpi_figure f, const struct kpi_share *x, char *out, size_t size);
/* "301 of 331: arrived not after the time of the appointment". Returns OUT. */
char *kpi_of_text(enum kpi_figure f, const struct kpi_share *x, char *out, size_t size);

/* ---- of which days and where ---- */

/* Days both included; never empty. What lies ahead has loads, and nothing else to count yet. */
struct kpi_span {
	int64_t branch_id;              /* 0: all */
	int32_t from, to;
};
#define KPI_SPAN_DAYS 3700              /* the most that is taken at once */
/* ERR_DENIED: may not see figures, or not those of that branch. */
enum err_code kpi_may(const struct desk *d, int64_t branch_id, struct err *e) MUST_CHECK;
/* `nov`, `q3`, `9.1..11.24`, `t`, `w`: base/when.h. NULL or "": this month up to today. A month or
 * quarter that is not over ends today. The branch is the one at hand. ERR_INVALID with the way
 * out. */
enum err_code kpi_parse(struct desk *d, const char *typed, struct kpi_span *out, struct err *e)
    MUST_CHECK;
/* What X is compared with: a month to date with the same days of the month before, a whole month
 * with the whole one before, anything else with as many days just before it. */
void kpi_before(const struct kpi_span *x, struct kpi_span *out);
/* "1 Nov - 24 Nov 2026, 24 days"; of one day "24 Nov 2026". Returns OUT. */
char *kpi_span_text(const struct kpi_span *x, char *out, size_t size);
/* Days of X before today that were worked (a visit or an appointment) and never signed off: figures
 * are marked with a star where there are any. */
enum err_code kpi_unsigned(struct desk *d, const struct kpi_span *x, int *days, struct err *e)
    MUST_CHECK;

/* ---- figures ---- */

enum err_code kpi_read(struct desk *d, const struct kpi_span *x, struct kpi_share out[KPI_COUNT],
    struct err *e) MUST_CHECK;

/* A row of figures: a day, a week (from Monday; the first and last may be cut), a month, a branch,
 * the whole span. */
enum kpi_by { KPI_BY_DAY, KPI_BY_WEEK, KPI_BY_MONTH, KPI_BY_BRANCH, KPI_BY_ALL };
struct kpi_point {
	int32_t from, to;
	int64_t branch_id;              /* 0: all */
	char name[96];                  /* by branch: its name as people read it, else "" */
	struct kpi_share share[KPI_COUNT];
};
struct kpi_points {
	struct kpi_point *v;
	size_t n, cap;
};
/* By time: every part of X, oldest first, also those without rows. By branch: those the figures of
 * which may be seen, in their order. Replaces OUT, like all lists here. */
enum err_code kpi_series(struct desk *d, const struct kpi_span *x, enum kpi_by by,
    struct kpi_points *out, struct err *e) MUST_CHECK;
void kpi_points_free(struct kpi_points *l);

/* The rows behind a figure (data/kpi.h), newest first, at most KPI_ROWS. Their `about` is the
 * service, or what else it is about, in the language of the screen; staff_id is whose it was. The
 * client of a survey is 0 for who was rated. */
#define KPI_ROWS 2000
/* Of loads: the appointments that took the time, N in minutes. */
enum err_code kpi_rows(struct desk *d, const struct kpi_span *x, enum kpi_figure f,
    struct kpi_rows *out, struct err *e) MUST_CHECK;

/* ---- of whom ---- */

struct kpi_person {
	int64_t staff_id;
	char code[24], name[96];        /* as entered */
	int64_t visits;                 /* waited for, heard or treated; each once */
	struct kpi_share steps;         /* required steps done by the person: to standard, of all */
	struct kpi_share calls;         /* callbacks done by the person: on time, of all */
	struct kpi_share rating;        /* surveys of visits to the person: KPI_POINTS */
	struct kpi_share asked;         /* appointments: asked for by name, of all */
	struct kpi_share load;          /* minutes: taken, of worked */
};
struct kpi_people {
	struct kpi_person *v;
	size_t n, cap;
};
/* Whoever has any of it, most visits first. */
enum err_code kpi_people(struct desk *d, const struct kpi_span *x, struct kpi_people *out,
    struct err *e) MUST_CHECK;
void kpi_people_free(struct kpi_people *l);
/* The visits behind kpi_person.visits, newest first, at most KPI_ROWS. */
enum err_code kpi_person_rows(struct desk *d, const struct kpi_span *x, int64_t staff_id,
    struct kpi_rows *out, struct err *e) MUST_CHECK;

/* Ratings for the staff directory (SPEC PP-2): of surveys in all branches of the last
 * KPI_RATING_DAYS, by staff_id. Of others than oneself with see-figures; without it they are left
 * out, and nothing is refused. */
#define KPI_RATING_DAYS 365
struct kpi_rating {
	int64_t staff_id;
	struct kpi_share share;         /* KPI_POINTS */
};
struct kpi_ratings {
	struct kpi_rating *v;
	size_t n, cap;
};
enum err_code kpi_ratings(struct desk *d, struct kpi_ratings *out, struct err *e) MUST_CHECK;
/* "92 % of 41 answers"; "" where nobody rated the person, or it is not to be seen. */
char *kpi_rating_text(const struct kpi_ratings *l, int64_t staff_id, char *out, size_t size);
void kpi_ratings_free(struct kpi_ratings *l);

/* ---- how long each stage takes ---- */

/* From arrival to leaving. A visit counts in each stage it went through; what was entered later
 * (SPEC RN-4) counts in none, and a stage beyond KPI_STAGE_MOST was not closed in time: left out,
 * and told in `dropped`. */
enum kpi_stage {
	KPI_STAGE_CARD,                 /* arrived .. card filled */
	KPI_STAGE_WAIT,                 /* card .. led to a consultation or treatment */
	KPI_STAGE_CONSULT,              /* in consultation */
	KPI_STAGE_PAY,                  /* led to pay .. paid */
	KPI_STAGE_READY,                /* ready .. in the room */
	KPI_STAGE_ROOM,                 /* in the room */
	KPI_STAGE_LEAVE,                /* treatment or consultation ended .. left */
	KPI_STAGE_WHOLE,                /* arrived .. left */
	KPI_STAGE_COUNT
};
extern const char *const kpi_stage_codes[KPI_STAGE_COUNT];      /* card, wait, consult .. */
extern const char *const kpi_stage_labels[KPI_STAGE_COUNT];     /* N_() */
#define KPI_STAGE_MOST (12 * 3600)
struct kpi_time {
	int64_t n, dropped;             /* visits */
	int64_t median, mean, p90, most;/* seconds; 0 without visits */
};
enum err_code kpi_stages(struct desk *d, const struct kpi_span *x,
    struct kpi_time out[KPI_STAGE_COUNT], struct err *e) MUST_CHECK;

/* ---- peak hours and load ---- */

/* What a weekday's hour saw, over all such hours of the span, on the clock of each branch. */
struct kpi_hour {
	int64_t visits;                 /* arrivals */
	int64_t open_min, work_min, taken_min; /* house open; people at work; of that taken */
	int tenths;                     /* arrivals an hour: visits / days, in tenths */
	bool open;                      /* somebody was at work in it at all */
	bool idle;                      /* open, and at most KPI_IDLE_PART of the mean */
	bool peak;                      /* at least twice the mean */
};
#define KPI_IDLE_PART 4                 /* a quarter */
struct kpi_heat {
	int from_hour, to_hour;         /* the hours that are worth a column: [from, to) */
	int days[8];                    /* 1 = Monday: such days of the span */
	int mean;                       /* arrivals an open hour, in tenths */
	struct kpi_hour at[8][24];      /* [weekday][hour]; weekday 0 is not used */
};
/* The average of 4 weeks: a span of 28 days up to yesterday, kpi_four_weeks. */
void kpi_four_weeks(struct desk *d, struct kpi_span *out);
enum err_code kpi_heat(struct desk *d, const struct kpi_span *x, struct kpi_heat *out,
    struct err *e) MUST_CHECK;

/* Of each person, room and device that could be had: minutes taken by appointments that were not
 * cancelled nor missed, of those it could work by opening hours, roster and absences. */
struct kpi_load {
	int64_t resource_id, staff_id, branch_id; /* 0: none, any */
	char kind[8];                   /* staff, room, device */
	char code[24], name[96];
	int64_t taken_min, work_min;
	int percent;                    /* -1: it did not work; above 100: squeezed in */
};
struct kpi_loads {
	struct kpi_load *v;
	size_t n, cap;
};
/* Staff, rooms, devices; each by percent, most first. */
enum err_code kpi_load(struct desk *d, const struct kpi_span *x, struct kpi_loads *out,
    struct err *e) MUST_CHECK;
void kpi_loads_free(struct kpi_loads *l);

#endif
