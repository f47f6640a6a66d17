#ifndef FD_SCREEN_REPORTS_H
#define FD_SCREEN_REPORTS_H
/*
 * F9, reports: figures of the house, peak hours, times, people, the value pyramid, complaints,
 * load. All tabs speak of the same days and the same branch, which the terminal keeps while one
 * goes to and fro; whoever logs in begins with the month at hand in the branch at hand. For who may
 * see figures (desk/kpi.h); others are refused at the door.
 */
#include <stdbool.h>
#include <stdint.h>

#include "desk/kpi.h"
#include "tui/screen.h"

/* What a terminal keeps of the reports. */
struct report_memory {
	bool set;
	struct kpi_span span;
	char typed[40];                 /* the period as typed, "": this month; read again on
					 * another day */
	bool fixed;                     /* SPAN is meant as it stands: stepped to by - and + */
	int32_t today;                  /* of which `typed` was read */
	int64_t home;                   /* the branch at hand then */
	int view;                       /* of the figures: days, weeks, months */
	enum kpi_figure figure;         /* with the cursor */
};

extern const struct screen_type kpi_screen, peak_screen, times_screen, persons_screen,
    pyramid_screen, complaint_report_screen, survey_report_screen, loads_screen;

/* The rows behind a figure. ARG: struct kpi_rows_arg. */
struct kpi_rows_arg {
	struct kpi_span span;
	enum kpi_figure figure;
	const char *title;              /* tr()ed, over the list; copied; NULL: the figure's */
	int64_t staff_id, resource_id;  /* those of one alone; 0: all */
	int weekday;                    /* of one day of the week alone, 1 = Monday; 0: all */
};
extern const struct screen_type kpi_rows_screen;

/* Goes to TAB (NULL: the first). */
enum err_code reports_enter(struct screen *s, const char *tab, struct err *e) MUST_CHECK;
/* `kp nov br=all`, `pk w-4..t`: takes the words of the command line. ERR_INVALID: as kpi_parse;
 * ERR_DENIED: another branch. */
enum err_code reports_take_words(struct screen *s, const char *words, struct err *e) MUST_CHECK;

#endif
