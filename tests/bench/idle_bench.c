/*
 * What fifty terminals on one machine cost: all idle, each looking four times a second whether
 * somebody changed something; then all typing, so that drafts are saved all the time, and everybody
 * notices.
 *
 *   idle_bench FILE.db
 *
 * Then every second one looks at a list while the others type; and that once more, for comparison,
 * as if nobody could tell what changed: with each key all areas of `pulse` are counted up, so that
 * everybody reads everything again.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "desk.h"

#define TERMINALS 50
#define IDLE_S 10
#define TYPING_S 20
#define KEY_MS 40               /* between two keys of the house: one a terminal in two seconds */

static struct tty *desk[TERMINALS];

static long ticks_of_all(void)
{
	long sum = 0;

	for (int i = 0; i < TERMINALS; i++)
		sum += desk_ticks(desk[i]);
	return sum;
}

/* Per cent of one core over SECONDS, while each terminal's output is taken in. */
static double share(long before, int64_t from)
{
	double used = (double)(ticks_of_all() - before) / (double)sysconf(_SC_CLK_TCK);

	return 100 * used / ((double)(bench_now() - from) / 1e9);
}

static void serve_until(int64_t until)
{
	for (int64_t left; (left = until - bench_now()) > 0;)
		tty_serve((int)(left / 1000000) + 1, NULL, 0);
}

static double idle(void)
{
	int64_t from = bench_now();
	long before = ticks_of_all();

	serve_until(from + IDLE_S * 1000000000LL);
	return share(before, from);
}

/* At each STEP-th terminal. EVERY (may be NULL): all areas count as changed with each key. */
static double typing(long *keys, long step, sqlite3 *every)
{
	int64_t from = bench_now(), next = from;
	long before = ticks_of_all();

	for (*keys = 0; next < from + TYPING_S * 1000000000LL; ++*keys) {
		long turn = *keys * step / TERMINALS;

		bench_must(tty_key(desk[*keys * step % TERMINALS], turn % 12 == 11 ? "Backspace" :
		    "a"),
		    "no key");
		bench_must(!every || sqlite3_exec(every, "UPDATE pulse SET n = n + 1", NULL, NULL,
		    NULL) == SQLITE_OK, "the areas cannot be counted up");
		next += KEY_MS * 1000000LL;
		serve_until(next);
	}
	return share(before, from);
}

static sqlite3 *open_file(const char *path)
{
	sqlite3 *db;

	bench_must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK,
	    "the file cannot be opened a second time");
	sqlite3_busy_timeout(db, 5000);
	return db;
}

/* In the form for a new client, where what is typed is kept as a draft. */
static void open_forms(void)
{
	static const char *const keys[] = { "F2", "Tab", "n", NULL };

	for (int i = 0; i < TERMINALS; i++)
		desk_keys(desk[i], keys);
}

static void look_at_lists(void)
{
	static const char *const keys[] = { "F2", NULL };

	for (int i = 1; i < TERMINALS; i += 2)
		desk_keys(desk[i], keys);
}

int main(int argc, char **argv)
{
	double at_rest, busy, looking, blind;
	long keys, rss = 0;
	sqlite3 *every;

	bench_must(argc > 1, "idle_bench FILE.db");
	every = open_file(argv[1]);
	for (int i = 0; i < TERMINALS; i++)
		desk[i] = desk_start(argv[1], 24, 80);
	serve_until(bench_now() + 2000000000LL);
	at_rest = idle();
	open_forms();
	busy = typing(&keys, 1, NULL);
	look_at_lists();
	looking = typing(&keys, 2, NULL);
	blind = typing(&keys, 2, every);
	for (int i = 0; i < TERMINALS; i++)
		rss += desk_rss(desk[i]);
	printf("\n%d terminals: idle %.1f %% of one core; %ld keys in %d s %.1f %%; half of them "
	    "at "
	    "a list %.1f %%, %.1f %% if all were read again at each change; %.1f MiB each\n",
	    TERMINALS, at_rest, keys, TYPING_S, busy, looking, blind,
	    (double)rss / TERMINALS / 1024);
	bench_target("fifty terminals idle", at_rest, 3, "%");
	bench_target("fifty terminals typing", busy, 10, "%");
	for (int i = 0; i < TERMINALS; i++)
		desk_end(desk[i]);
	sqlite3_close(every);
	bench_end();
	return 0;
}
