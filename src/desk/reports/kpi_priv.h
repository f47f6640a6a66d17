#ifndef FD_DESK_REPORTS_KPI_PRIV_H
#define FD_DESK_REPORTS_KPI_PRIV_H
/* What the files of the figures share. */
#include <stdbool.h>

#include "base/day.h"
#include "data/resource.h"
#include "desk/kpi.h"

/* The branches of X in their order, those out of use too: they had figures once. */
struct kpi_places {
	struct kpi_place {
		int64_t id;
		bool on;
		char name[96];          /* as people read it */
	} *v;
	size_t n, cap;
};
enum err_code kpi_places(struct desk *d, const struct kpi_span *x, struct kpi_places *out,
    struct err *e) MUST_CHECK;

/* Minutes of each resource on each day of a branch: what it could work, what was taken of it. */
struct kpi_work {
	struct resource_list resource;
	int32_t from;
	int days;
	int *work, *taken;              /* [resource * days + day] */
};
/* Of one branch. The caller frees it with kpi_work_free, also after a failure. */
enum err_code kpi_work_read(struct desk *d, int64_t branch_id, int32_t from, int32_t to,
    struct kpi_work *out, struct err *e) MUST_CHECK;
void kpi_work_free(struct kpi_work *w);
/* The figure that a resource of KIND counts in. */
enum kpi_figure kpi_load_figure(const char *kind);
bool kpi_is_load(enum kpi_figure f);
/* The appointments that took the time. Added to OUT, newest first. */
enum err_code kpi_load_rows(struct desk *d, const struct kpi_span *x, enum kpi_figure f,
    struct kpi_rows *out, struct err *e) MUST_CHECK;

/* What kpi_may says, and the days as texts. */
struct kpi_texts {
	char from[DAY_TEXT], to[DAY_TEXT];
};
enum err_code kpi_begin(const struct desk *d, const struct kpi_span *x, struct kpi_texts *out,
    struct err *e) MUST_CHECK;

#endif
