/* See figures.h. */
#include "figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"

static int met, missed;

static int64_t read_clock(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

int64_t bench_now(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t bench_cpu(void)
{
	return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

void samples_add(struct samples *s, int64_t v)
{
	*vec_push(s) = v;
}

static int rising(const void *pa, const void *pb)
{
	const int64_t *a = pa, *b = pb;

	return (*a > *b) - (*a < *b);
}

int64_t samples_at(struct samples *s, double share)
{
	if (!s->n)
		return 0;
	qsort(s->v, s->n, sizeof *s->v, rising);
	return s->v[(size_t)(share * (double)(s->n - 1) + 0.5)];
}

int64_t samples_median(struct samples *s)
{
	return samples_at(s, 0.5);
}

void samples_free(struct samples *s)
{
	vec_free(s);
}

double bench_ms(int64_t ns)
{
	return (double)ns / 1e6;
}

void bench_target(const char *what, double got, double limit, const char *unit)
{
	bool good = got <= limit;

	printf("  %-46s %9.2f %-4s <= %-8.2f %s\n", what, got, unit, limit,
	    good ? "met" : "MISSED");
	fflush(stdout);
	*(good ? &met : &missed) += 1;
}

void bench_end(void)
{
	printf("targets: %d met, %d missed\n", met, missed);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t bench_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

void bench_must(bool ok, const char *text)
{
	if (ok)
		return;
	fflush(stdout);
	fprintf(stderr, "%s\n", text);
	exit(1);
}
