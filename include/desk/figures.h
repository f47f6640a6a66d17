#ifndef FD_DESK_FIGURES_H
#define FD_DESK_FIGURES_H
/*
 * Vital signs, indicators and habits (SPEC IN-7): what people type becomes a value in the
 * indicator's unit, within what a body can have; values are added and struck, never changed.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/measure.h"

struct desk;
struct txn;

#define FIGURES_AT_ONCE 8

/* "118", "36,5", "180 lb", "98.6F", "5.4 mmol": the value in I's unit. TYPED (size 32) = what was
 * entered where the unit was another, else "". ERR_INVALID: no figure, an unknown unit, or out of
 * I's range, with the sentence. */
enum err_code figures_parse(const struct indicator *i, const char *text, double *value, char *typed,
    struct err *e) MUST_CHECK;
/* "118", "36.5" with the indicator's decimals. */
char *figures_text(const struct indicator *i, double value, char *out, size_t size);

struct figures_entry {
	int64_t client_id, dependant_id, treatment_id, consultation_id; /* 0: none but the client */
	int64_t at;                     /* 0: now */
	const char *source;             /* here, told, message, laboratory; NULL: here */
	const char *remark;             /* NULL: none */
	struct figures_value {
		int64_t indicator_id;
		double value;
		char typed[32];
	} value[FIGURES_AT_ONCE];
	size_t n;
};
/* Adds them as one action measure-add. ERR_INVALID: out of range; a lower value above its upper one
 * (diastolic above systolic); a time to come. */
enum err_code figures_add(struct desk *d, const struct figures_entry *x, struct err *e) MUST_CHECK;
/* The same inside somebody's action. */
enum err_code figures_add_in(struct txn *t, struct desk *d, const struct figures_entry *x,
    struct err *e) MUST_CHECK;
/* The line a person types for one chart: the figures in the order of LIST, with / or blanks
 * between, `-` for none, then a remark: "118/76 72 after tea". Fills value, n and REMARK. */
enum err_code figures_parse_line(const struct indicator *const *list, size_t nlist,
    const char *line, struct figures_entry *x, char *remark, size_t size, struct err *e) MUST_CHECK;
/* A reason must be said. */
enum err_code figures_strike(struct desk *d, int64_t measure_id, const char *reason,
    struct err *e) MUST_CHECK;

/* Replaces own values of today (N of IDS, taken together) by X, in one action: the old ones are
 * struck as corrected, X is of the time at which they were taken. ERR_DENIED: another's or of
 * another day, these are struck with a reason. */
enum err_code figures_correct(struct desk *d, const int64_t *ids, size_t n,
    const struct figures_entry *x, struct err *e) MUST_CHECK;
/* "110-130", "-130", "110-", then "until 11.30" or "until 2026-11-30" or nothing: the client's own
 * band of I and until when it is asked for daily. "" = neither. ERR_INVALID with the sentence. */
enum err_code figures_parse_target(struct desk *d, const struct indicator *i, const char *text,
    struct target *out, struct err *e) MUST_CHECK;

/* The band in which a client's values should lie: the own one, else the site's. */
struct figures_band {
	bool has_low, has_high, own;
	double low, high;
	char ask_until[12];             /* asked for daily until then, "" */
};
enum err_code figures_band(struct desk *d, int64_t client_id, const struct indicator *i,
    struct figures_band *out, struct err *e) MUST_CHECK;
bool figures_beyond(const struct figures_band *b, double value);
enum err_code figures_set_target(struct desk *d, int64_t client_id, const struct target *x,
    struct err *e) MUST_CHECK;

/* How long nothing was measured before the next appointment: days since the newest value, with an
 * appointment ahead; 0: no gap of LIMIT days, or none ahead. */
int figures_gap_days(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t indicator_id, int limit);

/* ---- habits ---- */

enum err_code habit_add(struct desk *d, const struct habit *h, int64_t *id, struct err *e)
    MUST_CHECK;
/* replaced (today), dropped, open again. */
enum err_code habit_step(struct desk *d, int64_t id, const char *state, struct err *e) MUST_CHECK;

#endif
