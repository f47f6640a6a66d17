#ifndef FD_DESK_ARRIVAL_LEAVE_H
#define FD_DESK_ARRIVAL_LEAVE_H
/*
 * The end of a visit (SPEC AR-6, AR-7): how it ended, what each way of ending asks for, the marks
 * of the leaving card. The appointment of the visit ends with it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

/* What an outcome asks for (AR-6). */
enum follow { FOLLOW_NONE, FOLLOW_MAY, FOLLOW_MUST };
struct outcome {
	const char *code, *label;       /* label: N_() */
	enum follow day, text;
	bool paid;                      /* what is due must be paid */
	const char *appointment;        /* what becomes of the appointment */
};
extern const struct outcome outcomes[];
extern const size_t outcomes_count;

/* The word of an outcome for people. */
const char *arrival_outcome_word(const char *outcome);

#define ARRIVAL_MARKS 16
struct arrival_leave {
	const char *outcome;
	const char *follow_day;         /* "" or NULL: none */
	const char *text;               /* likewise */
	struct {
		const char *item;       /* code of the form */
		bool on;
	} mark[ARRIVAL_MARKS];
	size_t nmarks;
};
/* The end of a visit (AR-6, AR-7). ERR_INVALID with the field: outcome, follow_day, text. */
enum err_code arrival_leave(struct desk *d, int64_t id, const struct arrival_leave *l,
    struct err *e) MUST_CHECK;

#endif
