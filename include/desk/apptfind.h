#ifndef FD_DESK_APPTFIND_H
#define FD_DESK_APPTFIND_H
/*
 * Finding appointments and counting them (SC-8), by one line as people type it or by key and value:
 *
 *	wxm 0823            whose: name, pinyin, telephone, mail, card, file number, as in Find
 *	tm   fri..+7   nov  days, in the grammar of dates; 14:30 is who is there then, pm, t 13..18
 *	cl  R3  laser       a person, room, device by code or name; a service likewise
 *	confirmed  noshow   a state; `live`: whatever is still to come or under way
 *	pd  br=all          another branch; all of them, for who may see them
 *
 * Words without a key are tried in this order: dates, states, things, services, branches; what is
 * left is the client's. Figures alone are always the client's (a telephone, a card). With a key
 * nothing is guessed: c= dr= op= rm= dev= svc= st= br= on=. What was understood is said by
 * apptfind_say, so that a guess is seen.
 *
 * Without a day: of a client all, newest page first; else the next 14 days from today. Anybody may
 * find; names are covered where they are shown.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment_find.h"

struct desk;

#define APPTFIND_ROWS 100
#define APPTFIND_DAYS 14
#define APPTFIND_DAYS_MAX 366

struct apptfind {
	int64_t branch_id;              /* 0: all */
	int32_t from, to;               /* DAY_NONE: not said */
	int from_min, to_min;           /* start within these minutes of the local day; 0, 0: any */
	int at_min;                     /* under way at this minute, -1: any */
	int64_t resource_id, service_id;
	char state[12];                 /* code, "live", "" any */
	int64_t client[FIND_CLIENTS];
	size_t nclient;
	bool of_client;                 /* somebody was asked for, perhaps nobody was found */
	char who[200];                  /* words of the client */
	/* For apptfind_say. */
	char resource[96], service[96], branch[24];
};
/* Nothing said yet, in the branch at hand. */
void apptfind_init(const struct desk *d, struct apptfind *f);
/* One part by its key (above; "dr" and its like are one): ERR_NOTFOUND, ERR_INVALID, ERR_DENIED
 * with the sentence. */
enum err_code apptfind_set(struct desk *d, struct apptfind *f, const char *key, const char *value,
    struct err *e) MUST_CHECK;
/* A whole line; replaces F. Errors of parts with a key as apptfind_set. */
enum err_code apptfind_parse(struct desk *d, const char *typed, struct apptfind *f, struct err *e)
    MUST_CHECK;
/* What F asks for in words: "Wed 25 Nov - Tue 1 Dec, 陈立, laser, confirmed; wxm: 2 clients". */
char *apptfind_say(struct desk *d, const struct apptfind *f, char *out, size_t size);

enum apptfind_by { COUNT_NONE, COUNT_BRANCH, COUNT_DAY, COUNT_HOUR, COUNT_STAFF, COUNT_BYS };
/* The word of each: branch, day, hour, staff; COUNT_NONE for another. */
enum apptfind_by apptfind_by(const char *word);
const char *apptfind_by_label(enum apptfind_by by);     /* tr()ed */

struct apptfind_count {
	int64_t key;                    /* branch, day, hour of the local day, resource (0:
					 * nobody) */
	char label[96];
	int64_t n, live;                /* all; still to come, under way */
};
struct apptfind_result {
	struct appointment_list rows;   /* by start; at most as many as were asked for */
	size_t all;                     /* found */
	struct {
		struct apptfind_count *v;
		size_t n, cap;
	} counts;                       /* in the order of their keys; of staff by name */
};
/* At most ROWS rows (screens: APPTFIND_ROWS); with BY also the counts of all that was found.
 * Replaces OUT. ERR_INVALID: more than APPTFIND_DAYS_MAX days without a client. */
enum err_code apptfind_run(struct desk *d, const struct apptfind *f, enum apptfind_by by,
    size_t rows, struct apptfind_result *out, struct err *e) MUST_CHECK;
void apptfind_free(struct apptfind_result *r);

#endif
