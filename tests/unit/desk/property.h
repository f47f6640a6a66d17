#ifndef FD_TEST_PROPERTY_H
#define FD_TEST_PROPERTY_H
/* A made-up site on which random things are done: through the use cases of the desk, and through
 * records where no use case exists yet. */
#include "desk_help.h"
#include "oracle.h"

struct property {
	struct desk_world w;
	struct oracle o;
	uint64_t random;
};

/* 0 .. N-1 */
long pick(struct property *p, long n);
/* Does one of everything that can be done, at random; *KIND = its name. The code says how it ended:
 * OK, or a refusal of which no trace may be left. */
enum err_code property_action(struct property *p, const char **kind);

#endif
