#ifndef FD_DESK_PYRAMID_H
#define FD_DESK_PYRAMID_H
/*
 * The pyramid of clients (SPEC RP-3): how many are of each tier at the end of a span of days, who
 * moved in it meanwhile, what each tier paid, how content it was, and how much of the money came
 * from the fifth that paid most.
 *
 * Who may: as for the figures of the house (desk/kpi.h, kpi_may). Clients count with the branch
 * their file is at; money and surveys with the branch that took them. Tiers are those of
 * forms/segments.cfg, the highest first: a client is of the tier that the file had on the last day
 * of the span. Moves are known from the day on which a class was first computed.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "desk/kpi.h"

struct desk;

struct pyramid_tier {
	char code[28];                  /* "": not computed yet (the job of tick does it) */
	char name[80];                  /* as people read it */
	int64_t clients;                /* on the last day */
	int64_t fresh;                  /* of them: opened in the span */
	int64_t came, went;             /* moved in, moved out: first day against last */
	int64_t paid, payers;           /* minor units, less what was given back; who paid */
	struct kpi_share content;       /* KPI_POINTS: percents of answers */
};

struct pyramid_move {
	int64_t client_id;
	char day[DAY_TEXT];             /* of the last step */
	char from[28], to[28];          /* tiers before the span and at its end */
	char from_name[80], to_name[80];
	int up;                         /* 1 to a higher tier, -1 to a lower one */
	int64_t paid;                   /* in the span */
};

struct pyramid {
	struct kpi_span span;
	struct {
		struct pyramid_tier *v;
		size_t n, cap;
	} tiers;                        /* as the file has them; the unknown ones last, if any */
	struct {
		struct pyramid_move *v;
		size_t n, cap;
	} moves;                        /* those that ended elsewhere; newest first */
	int64_t clients, ups, downs;
	int64_t paid, payers;           /* of all */
	int64_t top, top_paid;          /* the fifth that paid most, rounded up, and its sum */
};
/* Replaces OUT. ERR_DENIED as kpi_may. A site without segments.cfg has no tiers: all are
 * unknown. */
enum err_code pyramid_read(struct desk *d, const struct kpi_span *x, struct pyramid *out,
    struct err *e) MUST_CHECK;
void pyramid_free(struct pyramid *p);
/* The tier of that code, NULL. */
const struct pyramid_tier *pyramid_tier_of(const struct pyramid *p, const char *code);

/* "the 12 who paid most (20 %) of 58: 41,300 of 60,100, 69 %". Returns OUT. */
char *pyramid_top_text(const struct desk *d, const struct pyramid *p, char *out, size_t size);
/* Percent of PART of WHOLE, rounded; -1 of nothing. */
int pyramid_percent(int64_t part, int64_t whole);

#endif
