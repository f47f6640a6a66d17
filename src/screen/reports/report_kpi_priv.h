#ifndef FD_SCREEN_REPORTS_REPORT_KPI_PRIV_H
#define FD_SCREEN_REPORTS_REPORT_KPI_PRIV_H
/* The tab KPI of the reports: what it reads (report_kpi.c), how it looks (report_kpi_view.c). */
#include "report_priv.h"

/* All figures beside their bars, or one of them by day, week or month. */
enum kpi_view { KPI_VIEW_ALL, KPI_VIEW_DAY, KPI_VIEW_WEEK, KPI_VIEW_MONTH, KPI_VIEWS };

enum { KPI_LINE_DAYS = 60, KPI_LINE_SHORT = 30, KPI_BRANCHES = 6 };

struct kpi_state {
	struct report r;                /* first: report_priv.h */
	enum kpi_view view;
	enum kpi_figure figure;         /* of the views by time */
	struct kpi_span before;
	struct kpi_share past[KPI_COUNT], today[KPI_COUNT], now[KPI_COUNT], was[KPI_COUNT];
	struct kpi_points line;         /* KPI_LINE_DAYS days up to the end of the span */
	struct kpi_points parts;        /* of the span, oldest first; of the views by time */
	struct kpi_points branches;     /* beside each other where there is room; else empty */
	struct kpi_points branch_parts[KPI_BRANCHES];   /* by time: of the first of them */
	struct kpi_heat heat;
	struct kpi_loads loads;
	int not_closed;                 /* days that nobody signed off */
	bool wide;                      /* branches have room */
	/* What was read, and when: what is past is not read again while others work. */
	struct kpi_span read;
	enum kpi_view read_view;
	int32_t read_day;
	int64_t read_at;
	bool read_wide;
	char read_language;             /* names of branches are read in it */
};

/* How many branches stand beside each other by time. */
int kpi_branches_shown(const struct kpi_state *st);
/* The figure of one of them in the days of P, which is one of `parts`. Returns OUT. */
char *kpi_branch_text(const struct kpi_state *st, int branch, const struct kpi_point *p, char *out,
    size_t size);
const struct kpi_point *kpi_part_at(const struct kpi_state *st, int row);       /* newest first */
bool kpi_is_empty(const struct kpi_state *st);
/* "Tue 24 Nov", "23-29 Nov", "Nov 2026". Returns OUT. */
char *kpi_part_text(const struct kpi_state *st, const struct kpi_point *p, char *out, size_t size);
void kpi_row_draw(const void *ctx, int row, struct canvas *c, struct rect w);
void kpi_screen_draw(const struct screen *s, struct canvas *c);
/* Rows that the heat map and its rule take; 0 where it is not shown. */
int kpi_heat_rows(const struct kpi_state *st);
/* ". : = +" by where the value lies between the lowest and the highest; a blank where nothing was
 * counted. N days at the end of the line, two to a cell. Returns OUT. */
char *kpi_line_text(const struct kpi_points *line, enum kpi_figure f, int days, char *out,
    size_t size);

#endif
