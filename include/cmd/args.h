#ifndef FD_CMD_ARGS_H
#define FD_CMD_ARGS_H
/*
 * The words of one command: --name=value, --name value, switches, and the rest in order. Each
 * command has a table of what it takes; anything else is ERR_USAGE with the nearest name. `--`
 * ends options.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct cmd_context;

#define ARG_MAX_BYTES 4096

enum arg_kind { ARG_TEXT, ARG_INT, ARG_SWITCH, ARG_DAY };

struct arg {
	const char *name;               /* without dashes */
	const char *value;              /* what it takes, for the synopsis: "DAY"; NULL of a
					 * switch */
	enum arg_kind kind;
	bool needed;                    /* the synopsis shows it without brackets; the command
					 * checks it */
	long min, max;                  /* of ARG_INT */
	/* Filled by args_parse; text borrowed from argv. With `given` false the number is that of
	 * the table, its default, and the day DAY_NONE. */
	bool given;
	const char *text;
	long number;
	int32_t day;
};

/* Reads ARGV into ARGS; words that are no options are moved to the front of ARGV, *REST = how
 * many. `--format` is known everywhere. `-` alone is a word; a number such as -5 is no option.
 * Texts must be UTF-8 without control characters and at most ARG_MAX_BYTES long. ERR_USAGE. */
enum err_code args_parse(struct cmd_context *c, struct arg *args, size_t nargs, int argc,
    char **argv, int *rest, struct err *e) MUST_CHECK;
/* The arg of that name; a BUG when the table has none. */
const struct arg *args_get(const struct arg *args, size_t nargs, const char *name);
/* Between MIN and MAX words must be left; else ERR_USAGE with USAGE of the command. */
enum err_code args_words(int rest, int min, int max, const char *usage, struct err *e) MUST_CHECK;
/* A whole number without sign, at most 18 digits: the id of a row or an action. False: it is
 * none. */
bool args_id(const char *text, int64_t *id);
/* A client by id, `no:26-0412`, or a search with exactly one hit. ERR_NOTFOUND, ERR_USAGE when
 * several match (names the first few). */
enum err_code args_client(struct cmd_context *c, const char *text, int64_t *id, struct err *e)
    MUST_CHECK;
/* The same for what lists the rows of one file: ERR_DENIED where the file is covered for who asks
 * (desk/cover.h); a name that is not shown protects nothing when the file is named. */
enum err_code args_client_open(struct cmd_context *c, const char *text, int64_t *id,
    struct err *e) MUST_CHECK;

#endif
