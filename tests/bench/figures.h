#ifndef FD_BENCH_FIGURES_H
#define FD_BENCH_FIGURES_H
/*
 * Figures for benchmarks: samples and what they come to, and targets. Machines are noisy: what is
 * compared is medians, and a target that is missed is said, never hidden.
 * Times are nanoseconds of the monotonic clock.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct samples {
	int64_t *v;
	size_t n, cap;
};

int64_t bench_now(void);
int64_t bench_cpu(void);                /* processor time of this process, nanoseconds */
void samples_add(struct samples *s, int64_t v);
/* The sample that SHARE (0 to 1) of all do not exceed; 0 without any. Sorts. */
int64_t samples_at(struct samples *s, double share);
int64_t samples_median(struct samples *s);
void samples_free(struct samples *s);

double bench_ms(int64_t ns);

/* Says a figure beside its target: `  p50 of one Han   0.31 ms   <= 1.00   met`. */
void bench_target(const char *what, double got, double limit, const char *unit);
/* The last line of a program: how many of its targets were met. */
void bench_end(void);

/* The same numbers in every run. */
uint64_t bench_random(uint64_t *state);

/* Ends the program with TEXT when OK is false. */
void bench_must(bool ok, const char *text);

#endif
