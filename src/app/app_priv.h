#ifndef FD_APP_APP_PRIV_H
#define FD_APP_APP_PRIV_H
/* Between main and its parts. */
#include <stdbool.h>

#include "app/options.h"
#include "app/ssh.h"
#include "app/station.h"
#include "base/err.h"
#include "base/printer.h"

struct cmd;
struct desk_config;

#define APP_VERSION "0.1"

/* What is known before the file is opened. */
struct app {
	struct app_options options;
	struct station station;
	bool privileged, owner;
	bool ssh;                       /* a key opened this session */
	const char *database;           /* borrowed from options or station */
	char *base;                     /* owned */
	char forms[4200], tty[64], peer[160];
	char wish[80];                  /* what was to be run over SSH and is not: for the log */
};

/* --help, --version, --dump-keys, --print-schema, on standard output. */
void dump_ask(enum app_ask ask);

/* Opens the file as CMD needs it and runs it; the exit status. */
int command_run(struct app *a, const struct cmd *cmd, int argc, char **argv);
/* The screens; the exit status. */
int screens_run(struct app *a);
/* How this terminal prints; borrows from A. */
struct printer app_printer(const struct app *a);
void app_desk_config(const struct app *a, const char *origin, struct desk_config *out);

#endif
