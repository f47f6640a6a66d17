#ifndef FD_BASE_FEED_H
#define FD_BASE_FEED_H
/*
 * Handing a text to another program: the print command of frontdesk.ini, frontdesk-print. No shell;
 * the program runs with the person's own group and without any file of ours, and hears the text on
 * its standard input.
 */
#include <stddef.h>

#include "base/err.h"

struct buf;

#define FEED_WORDS 64                   /* of a command */
#define FEED_ANSWER (64u << 20)         /* bytes that are read of what a program says */

/* WORDS, parted by blanks, as pointers into TEXT, which is cut up; those behind FEED_WORDS are left
 * out, NULL ends them. How many. */
size_t feed_words(char *text, char *argv[FEED_WORDS + 1]);

/* Runs WORDS, parted by blanks, with the N bytes at INPUT, and waits until it ends, SECONDS at most
 * (then it is killed, as it is when it says more than FEED_ANSWER). What it says is thrown away.
 * ERR_NOTFOUND there is no such program; ERR_IO it ended with a status other than 0, or not at
 * all. */
enum err_code feed_command(const char *words, const char *input, size_t n, int seconds,
    struct err *e) MUST_CHECK;

/* The same with its words apart, and with what it says: OUT gets its standard output, SAID its
 * standard error, also when it fails; either may be NULL. *STATUS (may be NULL) is what it ended
 * with, -1 where it did not. */
struct feed {
	char *const *argv;              /* ended by NULL; looked for in PATH of this program */
	const char *input;
	size_t n;
	int seconds;
	char *const *environ;           /* ended by NULL; NULL: that of this program */
};
enum err_code feed_run(const struct feed *f, struct buf *out, struct buf *said, int *status,
    struct err *e) MUST_CHECK;

#endif
