#ifndef FD_DATA_MEASURE_H
#define FD_DATA_MEASURE_H
/*
 * Vital signs and indicators: what is measured, the values of a client over time, the client's own
 * band, what is asked for daily. A value is struck out with a reason, never removed. Values are in
 * the indicator's unit; what was entered in another one is kept beside it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct indicator {
	int64_t id;
	int decimals;                   /* shown */
	double min, max;                /* beyond these nobody is */
	bool has_low, has_high;
	double low, high;               /* band of the site */
	char code[24], name[96], name_en[96], chart[40], unit[24];
};
struct indicator_list {
	struct indicator *v;
	size_t n, cap;
};
/* Those in force, in the site's order. Replaces OUT. */
enum err_code indicator_list(struct store *s, struct indicator_list *out, struct err *e)
    MUST_CHECK;
void indicator_list_free(struct indicator_list *l);
enum err_code indicator_by_code(struct store *s, const char *code, struct indicator *out,
    struct err *e) MUST_CHECK;          /* ERR_NOTFOUND, likewise below */
enum err_code indicator_get(struct store *s, int64_t id, struct indicator *out, struct err *e)
    MUST_CHECK;

struct measure {
	int64_t id, rev, branch_id, client_id, dependant_id, created_at;
	int64_t indicator_id, at;       /* at: when it was taken */
	int64_t treatment_id, consultation_id, staff_id;        /* 0: none */
	double value;
	bool struck;
	char day[12];
	char typed[32];                 /* as entered where the unit was another, "" */
	char source[12];                /* here, told, message, laboratory */
	char remark[200], reason[200];
	char code[24], staff[96];
};
struct measure_list {
	struct measure *v;
	size_t n, cap;
};
/* One series of a person (DEPENDANT 0: the client), oldest first, those at or after FROM_AT; struck
 * ones too. Lists replace OUT. */
enum err_code measure_list_series(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t indicator_id, int64_t from_at, struct measure_list *out, struct err *e) MUST_CHECK;
/* All of a client, newest first, at most LIMIT. */
enum err_code measure_list_client(struct store *s, int64_t client_id, int limit,
    struct measure_list *out, struct err *e) MUST_CHECK;
/* Of one treatment, of one consultation, in the order they were taken. */
enum err_code measure_list_treatment(struct store *s, int64_t treatment_id,
    struct measure_list *out, struct err *e) MUST_CHECK;
enum err_code measure_list_consultation(struct store *s, int64_t consultation_id,
    struct measure_list *out, struct err *e) MUST_CHECK;
void measure_list_free(struct measure_list *l);
/* The newest value of a series that is not struck. ERR_NOTFOUND. */
enum err_code measure_last(struct store *s, int64_t client_id, int64_t dependant_id,
    int64_t indicator_id, struct measure *out, struct err *e) MUST_CHECK;
enum err_code measure_get(struct store *s, int64_t id, struct measure *out, struct err *e)
    MUST_CHECK;

/* Inserts M: ids, day, at, value, typed, source, remark count. The range is the desk floor's
 * affair (desk/figures.h). */
enum err_code measure_insert(struct txn *t, const struct measure *m, int64_t *id, struct err *e)
    MUST_CHECK;
/* ERR_CONFLICT: it is struck already. */
enum err_code measure_strike(struct txn *t, int64_t id, const char *reason, struct err *e)
    MUST_CHECK;

/* ---- a client's own band ---- */

struct target {
	int64_t indicator_id;
	bool has_low, has_high;
	double low, high;
	char ask_until[12];             /* asked for daily until then, "" */
};
struct target_list {
	struct target *v;
	size_t n, cap;
};
enum err_code target_list(struct store *s, int64_t client_id, struct target_list *out,
    struct err *e) MUST_CHECK;
void target_list_free(struct target_list *l);
/* Sets it, over the one before. */
enum err_code target_set(struct txn *t, int64_t client_id, const struct target *x, struct err *e)
    MUST_CHECK;
/* Two files become one: where both have a band, that of TO stays. */
enum err_code target_merge(struct txn *t, int64_t from, int64_t to, struct err *e) MUST_CHECK;

/* ---- habits ---- */

struct habit {
	int64_t id, rev, client_id, dependant_id, staff_id, created_at;
	char day[12], name[124], amount[64], since[16], instead[124], replaced_day[12];
	char state[12];                 /* open, replaced, dropped */
	char staff[96];
};
struct habit_list {
	struct habit *v;
	size_t n, cap;
};
/* Open ones first, then by id. */
enum err_code habit_list(struct store *s, int64_t client_id, struct habit_list *out,
    struct err *e) MUST_CHECK;
void habit_list_free(struct habit_list *l);
enum err_code habit_get(struct store *s, int64_t id, struct habit *out, struct err *e) MUST_CHECK;
enum err_code habit_insert(struct txn *t, const struct habit *h, int64_t *id, struct err *e)
    MUST_CHECK;
/* WAS as in the row that was seen. DAY: of `replaced`, else NULL. ERR_CONFLICT. */
enum err_code habit_set_state(struct txn *t, int64_t id, const char *was, const char *state,
    const char *day, struct err *e) MUST_CHECK;

#endif
