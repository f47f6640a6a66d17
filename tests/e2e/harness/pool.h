#ifndef FD_E2E_POOL_H
#define FD_E2E_POOL_H
/*
 * Many tests side by side, each in a process of its own. A .scn file is played here, a .sh file by
 * its shell with a folder of its own as $1 (exit 0 passed, 77 skipped).
 * A scenario named bad-*.scn is there to fail: it passes when it does, and when its report holds
 * the text of each of its lines `# expect: TEXT`.
 */
#include <stdbool.h>

struct pool_options {
	const char *program;    /* absolute; $FRONTDESK of scripts */
	const char *self;       /* this program; $SCN of scripts */
	const char *top;        /* folder of the project */
	const char *cache;      /* folder of seeded databases */
	bool verbose, keep, generate;
	int jobs, slow, limit_s;
};

struct pool_result {
	int passed, failed, skipped;
};

/* Prints the report of each test that failed, then a line for each. */
struct pool_result pool_run(const struct pool_options *o, char *const *files, int count);

#endif
