/*
 * The program at a terminal: from start to the first screen, from a key in Find to the painted
 * results in files of growing size, moving in a full list beside other programs of the same machine
 * in the same run, bytes on the line, memory.
 *
 *   screen_bench FILE.db ...   smallest first
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "desk.h"

#define FILES 4
#define STARTS 15
#define ROUNDS 6                /* of typing each word */
#define MOVES 60

struct site {
	const char *path;
	struct samples first, start;    /* first bytes; all painted */
	struct samples typed, full, bytes;      /* full: where the list is full in any file */
	long rss;
};

/* ---- start ---- */

static void measure_start(struct site *s)
{
	for (int i = 0; i < STARTS; i++) {
		struct tty *t = desk_start(s->path, 24, 80);
		struct tty_timing m;

		tty_timing(t, &m);
		samples_add(&s->start, m.settled_us * 1000);
		samples_add(&s->first, m.first_us * 1000);
		desk_end(t);
	}
}

/* ---- typing in Find ---- */

/* Keys of one word, each waited for; then back to nothing typed. */
static void type_word(struct tty *t, struct site *s, const char *const *keys, bool full)
{
	int n = 0;

	for (; keys[n]; n++) {
		long bytes;

		samples_add(&s->typed, desk_key(t, keys[n], &bytes));
		samples_add(&s->bytes, bytes);
		if (full && n < 5)
			samples_add(&s->full, s->typed.v[s->typed.n - 1]);
	}
	while (n--)
		desk_key(t, "Backspace", NULL);
}

static void measure_typing(struct site *s)
{
	static const char *const words[][9] = {
		{ "z", "h", "a", "n", "g", "x" }, { "王", "小" }, { "0", "8", "2", "3" },
		{ "w", "x", "m" }, { "l", "i", "s", "i", "y", "u" }, { "A", "n", "n", "a" },
		{ "陈", "思", "雨" }, { "1", "3", "8" },
	};
	struct tty *t = desk_start(s->path, 24, 80);

	desk_key(t, "F2", NULL);
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			type_word(t, s, words[i], i == 0);
	s->rss = desk_rss(t);
	desk_end(t);
}

static void tell_sites(struct site *s, int n)
{
	printf("\n%-16s%12s%12s%12s%8s%12s%12s%12s\n", "site", "first, ms", "start, ms",
	    "key in Find", "p95", "full list", "bytes a key", "memory, MiB");
	for (int i = 0; i < n; i++) {
		const char *name = strrchr(s[i].path, '/');

		printf("%-16s%12.1f%12.1f%12.2f%8.2f%12.2f%12ld%12.1f\n",
		    name ? name + 1 : s[i].path,
		    bench_ms(samples_median(&s[i].first)), bench_ms(samples_median(&s[i].start)),
		    bench_ms(samples_median(&s[i].typed)), bench_ms(samples_at(&s[i].typed, 0.95)),
		    bench_ms(samples_median(&s[i].full)), (long)samples_median(&s[i].bytes),
		    (double)s[i].rss / 1024);
	}
}

/* ---- moving in a list ---- */

struct peer {
	const char *name;
	const char *argv[8];
	const char *ready[8];           /* keys that lead into the list; NULL: it is there */
	const char *down;
};

/* FOLDER holds what they show, made by run.sh. */
static const struct peer peers[] = {
	{ "less", { "less", "lines.txt", NULL }, { NULL }, "j" },
	{ "tig", { "tig", NULL }, { NULL }, "j" },
	{ "htop", { "htop", "-d", "100", NULL }, { NULL }, "Down" },
	{ "mc", { "mc", "-u", ".", NULL }, { NULL }, "Down" },
	{ "dialog", { "dialog", "--file", "menu.txt", NULL }, { NULL }, "Down" },
	{ "abook", { "abook", "--datafile", "people.abook", NULL }, { NULL }, "j" },
	{ "visidata", { "vd", "people.csv", NULL }, { NULL }, "j" },
};

struct moving {
	struct samples took, bytes;
};

/* Down to the last row that is seen and up again: never a scroll of the page. */
static void move_about(struct tty *t, const char *down, struct moving *m)
{
	const char *up = strcmp(down, "j") ? "Up" : "k";

	for (int i = 0; i < MOVES; i++) {
		long bytes;
		int64_t took = desk_key(t, i / 8 % 2 ? up : down, &bytes);

		if (took < 0)
			continue;       /* nothing to paint */
		samples_add(&m->took, took);
		samples_add(&m->bytes, bytes);
	}
}

static bool move_in_peer(const struct peer *p, const char *folder, int rows, int cols,
    struct moving *m)
{
	struct tty *t = desk_peer(p->argv, folder, rows, cols);

	if (!t)
		return false;
	desk_keys(t, p->ready);
	move_about(t, p->down, m);
	desk_end(t);
	return true;
}

static void move_in_ours(const char *site, int rows, int cols, struct moving *m)
{
	static const char *const ready[] = { "F2", "z", "h", "a", "n", "g", "Tab", NULL };
	struct tty *t = desk_start(site, rows, cols);

	desk_keys(t, ready);
	move_about(t, "Down", m);
	desk_end(t);
}

static void tell_moving(const char *name, struct moving *m, double ours)
{
	double ms = bench_ms(samples_median(&m->took));

	if (!m->took.n)
		printf("  %-12s not installed, or it painted nothing: left out\n", name);
	else
		printf("  %-12s%12.2f%12.2f%12ld%11.1fx\n", name, ms,
		    bench_ms(samples_at(&m->took, 0)), (long)samples_median(&m->bytes), ms / ours);
	samples_free(&m->took);
	samples_free(&m->bytes);
}

/* Says how ours does beside the others, and holds its bytes to the target. */
static void measure_moving(const char *site, const char *folder, int rows, int cols)
{
	struct moving ours = { .took = { 0 } };
	char what[64];
	double ms, bytes;

	move_in_ours(site, rows, cols, &ours);
	ms = bench_ms(samples_median(&ours.took));
	bytes = (double)samples_median(&ours.bytes);
	printf("\nmoving in a full list, %dx%d\n  %-12s%12s%12s%12s%12s\n", rows, cols, "",
	    "median, ms", "least, ms", "bytes", "to ours");
	tell_moving("frontdesk", &ours, ms);
	for (size_t i = 0; i < sizeof peers / sizeof *peers; i++) {
		struct moving m = { .took = { 0 } };

		if (move_in_peer(&peers[i], folder, rows, cols, &m))
			tell_moving(peers[i].name, &m, ms);
		else
			printf("  %-12s not installed: left out\n", peers[i].name);
	}
	snprintf(what, sizeof what, "bytes a move, %dx%d", rows, cols);
	bench_target(what, bytes, 300, "B");
}

int main(int argc, char **argv)
{
	static struct site s[FILES];
	const char *folder = getenv("BENCH_FOLDER");
	int n = argc - 1 < FILES ? argc - 1 : FILES;

	bench_must(n > 0 && folder, "BENCH_FOLDER=DIR screen_bench FILE.db ...");
	for (int i = 0; i < n; i++) {
		s[i].path = argv[i + 1];
		measure_start(&s[i]);
		measure_typing(&s[i]);
	}
	tell_sites(s, n);
	measure_moving(s[n - 1].path, folder, 24, 80);
	measure_moving(s[n - 1].path, folder, 50, 120);
	printf("\ntargets, %s\n", s[n - 1].path);
	bench_target("start to the first screen", bench_ms(samples_median(&s[n - 1].start)), 40,
	    "ms");
	bench_target("key to painted results in Find",
	    bench_ms(samples_median(&s[n - 1].typed)), 4, "ms");
	if (n > 1)
		bench_target("its growth from the smallest, full lists",
		    (double)samples_median(&s[n - 1].full) / (double)samples_median(&s[0].full),
		    1.5, "x");
	bench_target("memory", (double)s[n - 1].rss / 1024, 24, "MiB");
	bench_end();
	return 0;
}
