#ifndef FD_APP_OPTIONS_H
#define FD_APP_OPTIONS_H
/*
 * The words before the command: frontdesk [-c INI] [-d DB] [-b BRANCH] [-u STAFF] [COMMAND ...].
 * Pure: what to do about them is main's.
 */
#include <stdbool.h>

#include "base/err.h"

enum app_ask { ASK_RUN, ASK_HELP, ASK_VERSION, ASK_DUMP_KEYS, ASK_PRINT_SCHEMA };

struct app_options {
	enum app_ask ask;
	/* Borrowed from argv; NULL: not given. */
	const char *ini, *database, *branch, *staff;
	int argc;                       /* the command and its words; 0: none */
	char **argv;
};

/* -c INI, --config=INI and so on; the first word that is no option begins the command.
 * ERR_USAGE. */
enum err_code options_parse(int argc, char **argv, struct app_options *out, struct err *e)
    MUST_CHECK;

#endif
