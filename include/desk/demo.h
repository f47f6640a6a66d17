#ifndef FD_DESK_DEMO_H
#define FD_DESK_DEMO_H
/*
 * A made-up site in Chinese and English, for practice, tests and measurements. The same arguments
 * give the same bytes. Names are composed from common surnames and given names; nobody exists.
 */
#include <stdint.h>

#include "base/err.h"

struct callbacks_file;
struct segments_file;
struct checklists_file;
struct store;

struct demo_options {
	long clients;                   /* default 500 */
	int days;                       /* of appointments before and after today: default 14 */
	uint64_t seed;                  /* default 1 */
	int32_t today;                  /* DAY_NONE: the real one */
	const struct checklists_file *checklists;       /* of the treatments; NULL: none are made */
	const struct callbacks_file *callbacks; /* what is owed to clients; NULL: nothing is */
	struct segments_file *segments;         /* how they are classed; NULL: not at all */
	void (*progress)(void *ctx, long done, long all);
	void *ctx;
};
/* Fills an empty store (only what init made is there). ERR_DUPLICATE: has clients already. */
enum err_code demo_fill(struct store *s, const struct demo_options *o, struct err *e) MUST_CHECK;

#endif
