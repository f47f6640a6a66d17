#ifndef FD_BENCH_QUERIES_H
#define FD_BENCH_QUERIES_H
/* What people type to find a client, by kind, made from clients of the file. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

#define QUERY_TEXT 128

struct query_set {
	const char *name;
	const char *like;               /* column of client that LIKE would look through; number: of
	                                 * client_phone; NULL: LIKE cannot */
	char (*v)[QUERY_TEXT];
	size_t n, cap;
};

enum { QUERY_SETS = 20 };

/* PER_SET queries of each kind (fewer where the file has not so many), from clients drawn by SEED.
 * Ends the program when the file cannot be read. */
void query_sets_make(struct store *s, size_t per_set, uint64_t seed,
    struct query_set out[QUERY_SETS]);
void query_sets_free(struct query_set sets[QUERY_SETS]);

#endif
