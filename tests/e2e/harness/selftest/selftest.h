#ifndef FD_E2E_SELFTEST_H
#define FD_E2E_SELFTEST_H
/*
 * What the harness is tried on: a desk of a few hundred lines that behaves like the real program
 * towards a terminal, a database and the clock, and misbehaves when it is told to.
 */
#include <stdbool.h>

bool toy_is_called(const char *argv0);  /* the program was started under the name "toy" */
int toy_main(int argc, char **argv);

/* Tries what scenarios cannot reach: a program without an idle pipe, key names, times. Prints what
 * does not hold. */
bool selftest_library(void);

#endif
