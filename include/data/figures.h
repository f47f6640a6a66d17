#ifndef FD_DATA_FIGURES_H
#define FD_DATA_FIGURES_H
/*
 * Figures that triggers keep (never written by the program), and the counts of the home board.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct client_figures {
	char last_day[12];              /* last day on which something was done, "" */
	int64_t n_done, n_noshow;
};
/* A client without figures gives zeros. */
enum err_code figures_get(struct store *s, int64_t client_id, struct client_figures *out,
    struct err *e) MUST_CHECK;

struct today_counts {
	int64_t booked;                 /* appointments of the day that were not cancelled */
	int64_t to_come;                /* not yet arrived, end after now */
	int64_t here;                   /* arrived or in service */
	int64_t complete, duplicate;    /* open work on files */
};
/* BRANCH 0 = all. DAY is the local day, NOW the instant. */
enum err_code figures_today(struct store *s, int64_t branch_id, const char *day, int64_t now,
    struct today_counts *out, struct err *e) MUST_CHECK;

#endif
