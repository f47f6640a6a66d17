#ifndef FD_BASE_FEED_H
#define FD_BASE_FEED_H
/*
 * Handing a document to another program: the print command of frontdesk.ini. No shell; the program
 * runs with the person's own group, hears the document on its standard input, and what it says is
 * thrown away.
 */
#include <stddef.h>

#include "base/err.h"

/* Runs WORDS, parted by blanks, with the N bytes at INPUT, and waits until it ends, SECONDS at most
 * (then it is killed). ERR_NOTFOUND there is no such program; ERR_IO it ended with a status other
 * than 0, or not at all. */
enum err_code feed_command(const char *words, const char *input, size_t n, int seconds,
    struct err *e) MUST_CHECK;

#endif
