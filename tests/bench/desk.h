#ifndef FD_BENCH_DESK_H
#define FD_BENCH_DESK_H
/* Programs on terminals for benchmarks: the program itself on a made-up site, and others. */
#include "e2e/harness/tty.h"
#include "figures.h"

#define DESK_WAIT_MS 20000

/* The program $FRONTDESK on the site SITE (FILE.db), at 14:32 of the day the site was made for. */
struct tty *desk_start(const char *site, int rows, int cols);
struct tty *desk_start_as(const char *site, const char *staff, int rows, int cols);     /* code */
/* Any program; NULL when it is not installed. */
struct tty *desk_peer(const char *const *argv, const char *cwd, int rows, int cols);
/* Presses KEY, waits until all is painted; nanoseconds. Ends the benchmark when nothing comes. */
int64_t desk_key(struct tty *t, const char *key, long *bytes);
void desk_keys(struct tty *t, const char *const *keys);  /* ends with NULL */
void desk_end(struct tty *t);

/* KiB that the process holds in memory; clock ticks of the processor it has used. */
long desk_rss(const struct tty *t);
long desk_ticks(const struct tty *t);

#endif
