#ifndef FD_DESK_CLIENTS_SEGMENT_PRIV_H
#define FD_DESK_CLIENTS_SEGMENT_PRIV_H
/* How a class comes about: shared by segment.c (the rules), segment_why.c (in words), segment_job.c
 * (by the clock). */
#include "data/segment.h"
#include "form/segment.h"

struct desk;
struct txn;

/* Everything a class was computed from. */
struct segment_sum {
	struct client_class found;
	struct class_figures figures;
	char text[SEGMENT_FIGURES][24]; /* of the conditions, "" not known */
	struct override_list overrides; /* in force today, newest first */
	char from[12], today[12];
};
/* Computes anew, whatever the row says. A file that was merged away has no class. */
enum err_code segment_sum(struct desk *d, int64_t client_id, struct segment_sum *out,
    struct err *e) MUST_CHECK;
/* The same as of another day; of D it needs store, zone, currency and segments alone. */
enum err_code segment_sum_at(struct desk *d, int64_t client_id, int32_t today, int64_t now,
    struct segment_sum *out, struct err *e) MUST_CHECK;
void segment_sum_free(struct segment_sum *s);
/* The override of KIND (of kind segment: of VALUE) in force, NULL. */
const struct client_override *segment_override(const struct segment_sum *s, const char *kind,
    const char *value);
/* Computes what T's action has made stale (an action_settle; CTX is the desk). Bulk work leaves
 * most to segment_settle_all or the clock. */
enum err_code segment_settle(void *ctx, struct txn *t, struct err *e) MUST_CHECK;
/* At most MAX of the files of T that are stale, as of TODAY: of a site made up just now. */
enum err_code segment_settle_all(struct desk *d, struct txn *t, int32_t today, int64_t now,
    size_t max, struct err *e) MUST_CHECK;
/* Is WORD one of WORDS (between blanks)? */
bool segment_in(const char *words, const char *word);

#endif
