#ifndef FD_DESK_DEMO_DEMO_PRIV_H
#define FD_DESK_DEMO_DEMO_PRIV_H
/*
 * What the files of the made-up site share. Everything comes from one stream of pseudo-random
 * numbers, so the order of calls is part of the result: the same arguments give the same rows.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"
#include "data/record.h"
#include "desk/demo.h"
#include "desk/roster.h"

struct txn;
struct zone;

#define DEMO_BRANCHES 2
#define DEMO_STAFF 15
#define DEMO_RESOURCES 32
#define DEMO_SERVICES 8
#define DEMO_PRODUCTS 7
#define DEMO_TESTS 4                    /* kinds in the catalogue */
#define DEMO_OPENINGS 12
#define DEMO_WEEKS 12
#define DEMO_PARTY 6                    /* people and things of one appointment */
#define DEMO_MANAGER 10                 /* place of 吴磊 among the staff */
#define DEMO_STEP 5                     /* minutes */
#define DEMO_STEPS (24 * 60 / DEMO_STEP)
/* How far today has got: half past two, at whatever hour the site is made. */
#define DEMO_NOW_MIN (14 * 60 + 30)
#define DEMO_YEARS 5                    /* the oldest file */

/* One thing that can be taken, with what of the day at hand cannot be had. */
struct demo_resource {
	int64_t id;
	const char *code;
	int branch;                     /* index; -1: in both */
	int place;                      /* where it is on the day at hand; -1: nowhere */
	/* e expert, c consultant, o operator, n nurse, l lab desk; R room, C consulting room;
	 * L laser, H HIFU. */
	char group;
	bool busy[DEMO_STEPS];
};

/* Hours that differ; open = close: closed. from DAY_NONE: on that weekday. */
struct demo_opening {
	int branch, weekday;
	int32_t from, to;
	int open, close;
	const char *reason;
};

/* The week of one person in one branch. */
struct demo_week {
	struct demo_resource *resource;
	int branch;
	struct roster_line line;
};

/* One of those an appointment takes: present from that minute, so long (0: to the end), and what is
 * needed before and after. */
struct demo_need {
	char group;
	int prep, clean, from, lasts;
};

struct demo_service {
	int64_t id, price;              /* of one session, minor units */
	int minutes;
	const struct demo_need *need;   /* the person who leads it first; ended by group 0 */
};

struct demo_dependant {
	int64_t id;
	long client;                    /* index */
};

/* An appointment that somebody came to. */
struct demo_came {
	int64_t appointment, dependant, lead, room;     /* resources; room 0: none */
	int64_t arrived;
	long client;                    /* index, likewise branch and service */
	int branch;
	size_t service;
	int32_t day;
	int minute, minutes;
	const char *state;              /* arrived, serving, done */
};

struct demo {
	struct txn *txn;
	const struct demo_options *options;
	const struct zone *zone;
	uint64_t random;
	int32_t today;
	int32_t since;                  /* day of the oldest file */
	long clients;
	int days;
	int64_t branch[DEMO_BRANCHES];
	int open_min[DEMO_BRANCHES], close_min[DEMO_BRANCHES];
	struct demo_opening opening[DEMO_OPENINGS];
	size_t nopenings;
	struct demo_week week[DEMO_WEEKS];
	size_t nweeks;
	int64_t staff[DEMO_STAFF];
	int64_t desk_staff[2];          /* who take appointments and open files */
	struct demo_resource resource[DEMO_RESOURCES];
	size_t nresources;
	struct demo_service service[DEMO_SERVICES];
	size_t nservices;
	int64_t orders, receipts;       /* numbers given so far */
	int64_t product[DEMO_PRODUCTS], test_type[DEMO_TESTS];
	int64_t first_client;           /* id of client 0; the ids follow each other */
	struct {
		struct demo_dependant *v;
		size_t n, cap;
	} dependants;
	struct {
		struct demo_came *v;
		size_t n, cap;
	} came;
};

/* ---- demo.c ---- */

uint64_t demo_random(struct demo *d);
/* 0 .. N-1 */
long demo_upto(struct demo *d, long n);
/* True in N of 1,000 cases. */
bool demo_chance(struct demo *d, int n);
/* The instant that shows DAY and MINUTE on the wall of the site. */
int64_t demo_at(const struct demo *d, int32_t day, int minute);
/* The day on which the file of client INDEX was opened; rises with it. */
int32_t demo_opened(const struct demo *d, long index);

/* A row being put together. Column names are borrowed, values owned until demo_row_insert. */
struct demo_row {
	struct change v[32];
	size_t n;
};
/* 0, "" and NULL are left out. */
void demo_int(struct demo_row *r, const char *column, int64_t v);
void demo_text(struct demo_row *r, const char *column, const char *v);
void demo_real(struct demo_row *r, const char *column, double v);       /* 0 as well */
enum err_code demo_row_insert(struct demo *d, const char *table, struct demo_row *r, int64_t *id,
    struct err *e) MUST_CHECK;

/* ---- the parts, in the order in which they are made ---- */

enum err_code demo_house(struct demo *d, struct err *e) MUST_CHECK;     /* demo_house.c */
enum err_code demo_hours(struct demo *d, struct err *e) MUST_CHECK;     /* demo_hours.c */
enum err_code demo_clients(struct demo *d, struct err *e) MUST_CHECK;   /* demo_client.c */
enum err_code demo_schedule(struct demo *d, struct err *e) MUST_CHECK;  /* demo_schedule.c */

enum err_code demo_visits(struct demo *d, struct err *e) MUST_CHECK;    /* demo_visit.c */

enum err_code demo_goods(struct demo *d, struct err *e) MUST_CHECK;     /* demo_goods.c */
enum err_code demo_tests(struct demo *d, struct err *e) MUST_CHECK;     /* demo_test.c */

/* Of one branch, by its place (demo_consult.c). */
enum err_code demo_consultations(struct demo *d, int branch, struct err *e) MUST_CHECK;

enum err_code demo_money(struct demo *d, struct err *e) MUST_CHECK;     /* demo_money.c */
enum err_code demo_courses(struct demo *d, struct err *e) MUST_CHECK;   /* demo_course.c */

enum err_code demo_treatments(struct demo *d, struct err *e) MUST_CHECK; /* demo_treat.c */

enum err_code demo_calls(struct demo *d, struct err *e) MUST_CHECK;      /* demo_call.c */
enum err_code demo_cases(struct demo *d, struct err *e) MUST_CHECK;      /* demo_case.c */
enum err_code demo_requests(struct demo *d, struct err *e) MUST_CHECK;   /* demo_request.c */
enum err_code demo_messages(struct demo *d, struct err *e) MUST_CHECK;   /* demo_message.c */
enum err_code demo_surveys(struct demo *d, struct err *e) MUST_CHECK;    /* demo_survey.c */

enum err_code demo_segments(struct demo *d, struct err *e) MUST_CHECK;   /* demo_segment.c */
/* Last: what everybody is by RULES (NULL: nothing). */
enum err_code demo_classes(struct demo *d, struct store *s, struct segments_file *rules,
    struct err *e) MUST_CHECK;

/* Who is where on DAY and what of it is free (demo_hours.c). */
void demo_day(struct demo *d, int32_t day);

/* ---- demo_name.c ---- */

enum demo_name_kind { DEMO_CHINESE, DEMO_LATIN, DEMO_RARE };
struct demo_name {
	char text[120];
	char pinyin[80];                /* where the table would not know it, "" */
	char gender;                    /* f, m */
	enum demo_name_kind kind;
};
void demo_name_make(struct demo *d, struct demo_name *out);
/* Another name that sounds the same: 陈思雨, 陈思羽. False when there is none. */
bool demo_name_twin(const char *name, char *out, size_t size);
/* A given name alone, for children. */
const char *demo_given(struct demo *d, char gender);

#endif
