#ifndef FD_E2E_RUN_H
#define FD_E2E_RUN_H
/*
 * A scenario while it is played: its folder, its terminals, its verbs. One process plays one
 * scenario. run.c owns the loop and the report; the verbs stand in tables in act.c (what people
 * do), look.c (what they see) and world.c (everything around the program).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "scn.h"
#include "tty.h"

#define SEATS 6
#define SEAT_NAME 16

/* A terminal with the program on it. */
struct seat {
	char name[SEAT_NAME];
	struct tty *tty;        /* NULL: never started */
	char *log;
	int signal;             /* a deadly signal the scenario itself sent */
	long presses;           /* since `count` */
	long most_bytes;        /* output of the costliest press since then */
	struct {
		int64_t *v;     /* settled times of the presses, microseconds */
		size_t n, cap;
	} took;
};

/* Cells that a golden screen does not compare: a place, or what a regular expression matches. */
struct mask {
	int row, col, cells;    /* row 0: PATTERN counts */
	char *pattern;
};

struct run {
	const struct scn *scn;
	const struct scn_line *at;
	const char *program;    /* absolute */
	const char *top;        /* folder of the project */
	const char *cache;      /* folder of seeded databases */
	bool verbose, keep, generate;
	bool discard;           /* the folder goes even when the scenario fails */
	int slow;               /* deadlines are multiplied by it */
	int limit_s;

	char *dir, *db, *clock;
	char *name;
	struct {
		char **v;       /* K=V of the verb env */
		size_t n, cap;
	} env;
	char term[32];
	char zone[64];
	int64_t now;            /* of the clock file, Unix seconds; 0: the real time */
	int rows, cols;
	int deadline_ms;
	char *leave;            /* a scenario line that leaves the program */

	struct seat seat[SEATS];
	int seats;
	struct buf said;        /* output of the last other, sh */
	struct {
		struct mask *v;
		size_t n, cap;
	} masks;
	struct buf failure;
	bool skipped;
};

enum { NEEDS_SEAT = 1, TAKES_BANG = 2 };

struct verb {
	const char *name;
	int min, max;           /* words; max -1: any number */
	int flags;
	bool (*run)(struct run *r, const struct scn_line *l);
};

extern const struct verb act_verbs[], look_verbs[], world_verbs[];      /* end with a NULL name */

enum run_result { RUN_PASSED, RUN_FAILED, RUN_SKIPPED };

/* Plays R->scn; R holds the settings above the blank line. Prints a report when it fails. */
enum run_result run_play(struct run *r);

/* Prints the failure with the screens and logs of all terminals. */
void run_report(const struct run *r);
/* Notes why the scenario fails (the first reason stays); returns false. */
bool run_fail(struct run *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The terminal that line L is about; NULL and a failure when there is none. */
struct seat *run_seat(struct run *r, const struct scn_line *l);
struct seat *run_seat_named(struct run *r, const char *name);
/* Plays one line of text as if it stood in the scenario (for `quit`). */
bool run_text(struct run *r, const char *line);
/* Asks CHECK again each time a terminal has printed something, until DEADLINE_MS have passed. */
bool run_eventually(struct run *r, int deadline_ms, bool (*check)(struct run *r, void *arg),
    void *arg);
/* Environment for a program on behalf of seat or job NAME. Free with run_env_free. */
const char **run_env(const struct run *r, const char *name);
void run_env_free(const char **env);
char *run_path(const struct run *r, const char *name);  /* DIR/NAME, caller frees */
void run_rearm(const struct run *r);                    /* the time limit starts anew */

/* Numbers and times as scenarios write them. False and a failure when they cannot be read. */
bool run_int(struct run *r, const struct scn_word *w, int *out);
bool run_span(struct run *r, const char *text, int64_t *ms);    /* 5s, 500ms, 2m, 1h30m, 1d */
bool run_place(struct run *r, const char *text, int *row, int *col);    /* "3,-1", from 1; to 0 */
/* `<= 12`, `= 3`, `3` from word I on. */
bool run_compare(struct run *r, const struct scn_line *l, int i, const char *what, int64_t value);

/* seed.c: puts a database at R->db. */
bool seed_run(struct run *r, const struct scn_line *l);
/* golden.c: compares or writes the screen of S as NAME. */
bool golden_check(struct run *r, struct seat *s, const char *name);
bool golden_mask(struct run *r, const struct scn_line *l);

#endif
