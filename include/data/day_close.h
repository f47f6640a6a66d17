#ifndef FD_DATA_DAY_CLOSE_H
#define FD_DATA_DAY_CLOSE_H
/*
 * A branch's day as it was signed off, with the sheet as it stood then (SPEC CB-8, RP-4).
 * Reading: anybody. Writing: the desk floor.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct day_close {
	int64_t id, rev, branch_id, created_at, staff_id;
	int64_t second_id;              /* with open lines: who agreed; 0: nothing was open */
	char day[12];
	char reason[400];               /* with open lines: why; "" */
	char staff[96], second[96];     /* names; ignored on insert */
};
struct day_close_line {
	char line[16];                  /* callbacks, visits, steps ... */
	int64_t open, done;
	char text[600];                 /* who is open, in words */
};
struct day_close_lines {
	struct day_close_line *v;
	size_t n, cap;
};

enum err_code day_close_get(struct store *s, int64_t branch_id, const char *day,
    struct day_close *out, struct err *e) MUST_CHECK;   /* ERR_NOTFOUND: not signed */
/* In the order in which they were written. Replaces OUT. */
enum err_code day_close_lines(struct store *s, int64_t close_id, struct day_close_lines *out,
    struct err *e) MUST_CHECK;
void day_close_lines_free(struct day_close_lines *l);
/* By the transaction's actor; second_id and reason stand together or not at all. ERR_CONFLICT: the
 * day is signed. */
enum err_code day_close_insert(struct txn *t, const struct day_close *c, int64_t *id,
    struct err *e) MUST_CHECK;
enum err_code day_close_line_insert(struct txn *t, int64_t close_id,
    const struct day_close_line *l, struct err *e) MUST_CHECK;

/*
 * What is still open of a day, and what came to its end on it, by line of the sheet. These are the
 * lines that are read from one table each; confirmations and reminders are the desk's own.
 */
enum day_line { DAY_CALLBACKS, DAY_VISITS, DAY_STEPS, DAY_COMPLAINTS, DAY_REQUESTS, DAY_MESSAGES,
	DAY_ESCALATIONS, DAY_LINES };

struct day_span {
	int64_t branch_id;
	const char *day;                /* YYYY-MM-DD */
	int64_t from_at, to_at;         /* its instants, the second one outside */
	int64_t now;                    /* limits count until then */
};
struct day_open {
	int64_t id, client_id;          /* client 0: nobody known */
	int64_t staff_id;               /* whose it is, 0: anybody's */
	int64_t at;                     /* due, or since */
	char label[140];                /* number, name as it came, what it is about */
};
struct day_opens {
	struct day_open *v;
	size_t n, cap;
};
enum { DAY_OPENS = 500 };               /* read at most */

/* The longest open first, at most DAY_OPENS. Replaces OUT. */
enum err_code day_open_list(struct store *s, enum day_line line, const struct day_span *of,
    struct day_opens *out, struct err *e) MUST_CHECK;
void day_open_free(struct day_opens *l);
/* How many there are, however many. */
enum err_code day_open_count(struct store *s, enum day_line line, const struct day_span *of,
    int64_t *n, struct err *e) MUST_CHECK;
enum err_code day_done_count(struct store *s, enum day_line line, const struct day_span *of,
    int64_t *n, struct err *e) MUST_CHECK;

#endif
