#ifndef FD_CMD_CMD_H
#define FD_CMD_CMD_H
/*
 * The command line: one row a subcommand, one file a subcommand. No curses here. The row says
 * which words and options there are; cmd_run reads them by it (cmd/args.h) before the command
 * runs. That works through the desk, prints through cmd/table.h and returns an error code; cmd_run
 * prints the error's text on stderr and turns the code into the exit status of the manual:
 *   0 done (also an empty list)   1 failed (I/O, busy, broken chain)   2 usage
 *   3 refused by a rule (taken, conflict, duplicate, lines refused)   4 not found   5 not permitted
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "base/printer.h"
#include "cmd/args.h"

struct desk;
struct store;

enum cmd_format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

enum cmd_need {
	CMD_FILE = 1u << 0,             /* the database is opened */
	CMD_DESK = 1u << 1,             /* and site, forms, rights and the person */
	CMD_WRITE = 1u << 2,            /* refused on a file that can only be read */
	CMD_FORMS = 1u << 3,            /* forms only, no database (check-forms) */
	CMD_OWNER = 1u << 4,            /* only for the owner of the database file (or of the
	                                 * folder it is to be made in): the whole file is read
	                                 * or written */
	CMD_NO_SYNC = 1u << 5,          /* a crash may leave nothing useful behind (demo) */
};

struct cmd_context {
	struct store *store;            /* NULL without CMD_FILE */
	struct desk *desk;              /* NULL without CMD_DESK */
	const char *database;           /* path */
	const char *forms_dir;
	const char *base_path;          /* copy that `verify --replay` starts from; NULL: none */
	FILE *out, *err;
	bool err_tty;                   /* progress is shown only then */
	enum cmd_format format;
	/* From frontdesk.ini. */
	struct printer printer;
	const char *spool_command;      /* NULL: none set */
	long disk_warn_mb;
	int pin_cost;
	bool owner;                     /* the process belongs to the owner of the database file */
	bool privileged;                /* set-group-id: files that the user names are not opened */
	struct {
		int64_t id;
		char code[24];
	} codes[16];                    /* of people who were asked for last, by staff_code_of */
	/* Of the command that runs; set by cmd_run. */
	const struct arg *args;         /* its options as given, in the order of its table */
	const char *usage;              /* its name and synopsis, for a message */
};

enum { CMD_ARGS = 32, CMD_USAGE = 640 };

struct cmd {
	const char *name;               /* "client find": words separated by a blank */
	const char *words;              /* what follows the name: "TEXT", "[CODE]"; "": nothing.
					 * NULL: `run` gets the words as they were typed and reads
					 * them itself; then `usage` is needed */
	int min, max;                   /* how many words there may be */
	const struct arg *args;         /* its options, in the order of the synopsis */
	size_t nargs;                   /* at most CMD_ARGS */
	const char *usage;              /* the synopsis where options exclude each other; NULL: made
					 * from words and args */
	const char *help;               /* N_(), one sentence */
	unsigned needs;
	/* ARGV holds the words alone; the options are in c->args. */
	enum err_code (*run)(struct cmd_context *c, int argc, char **argv, struct err *e);
};

extern const struct cmd *const cmd_table[];
extern const size_t cmd_count;

/* The command whose words begin ARGV; *USED = how many words its name took. NULL: none. */
const struct cmd *cmd_find(int argc, char **argv, int *used);
/* The nearest name for "did you mean"; NULL. */
const char *cmd_near(const char *word);
/* What follows the name: words, then the options: "TEXT [--limit N]". Returns OUT. */
char *cmd_usage(const struct cmd *cmd, char *out, size_t size);
int cmd_exit(enum err_code code);
/* Runs CMD with the words behind its name; says its error on c->err. Returns the exit status;
 * also 1 when what was printed could not be written. */
int cmd_run(const struct cmd *cmd, struct cmd_context *c, int argc, char **argv);
/* Says E on ERR as commands do: one line, without control characters. OK says nothing. */
void cmd_say_error(FILE *err, const struct err *e);
/* Lists all commands with usage and help. */
void cmd_help(FILE *out);

#endif
