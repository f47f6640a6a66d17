/* Any words on the command line, separated by newlines: options of the program, the command,
 * options of a command; taken or refused with a text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/options.h"
#include "base/day.h"
#include "base/mem.h"
#include "cmd/args.h"
#include "cmd/cmd.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define WORDS 32

static int split(char *text, char **argv)
{
	int n = 0;

	for (char *word; n < WORDS && (word = strsep(&text, "\n"));)
		argv[n++] = word;
	argv[n] = NULL;
	return n;
}

static void check_args(int argc, char **argv)
{
	struct cmd_context c = { .out = NULL };
	struct arg args[] = {
		{ .name = "clients", .kind = ARG_INT, .min = 1, .max = 100 },
		{ .name = "why", .kind = ARG_TEXT },
		{ .name = "distinct", .kind = ARG_SWITCH },
		{ .name = "from", .kind = ARG_DAY },
	};
	struct err e = ERR_INIT;
	int rest = -1;
	int64_t id;

	if (args_parse(&c, args, 4, argc, argv, &rest, &e) != OK) {
		if (e.code != ERR_USAGE || !e.text[0])
			abort();
		return;
	}
	if (rest < 0 || rest > argc || (args[0].given && (args[0].number < 1 ||
	    args[0].number > 100)) || (args[1].given && !args[1].text))
		abort();
	for (int i = 0; i < rest; i++)
		if (args_id(argv[i], &id) && id < 0)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char program[] = "frontdesk", *argv[WORDS + 2] = { program };
	char *text = mem_dup_n((const char *)data, size);
	struct app_options options;
	struct err e = ERR_INIT;
	int argc = split(text, argv + 1), used = 0;

	if (options_parse(argc + 1, argv, &options, &e) == OK) {
		if (options.argc < 0 || options.argc > argc)
			abort();
		if (options.argc > 0 && !cmd_find(options.argc, options.argv, &used))
			(void)cmd_near(options.argv[0]);
		if (used < 0 || used > options.argc)
			abort();
		check_args(options.argc - used, options.argv + used);
	} else if (!e.text[0]) {
		abort();
	}
	mem_free(text);
	return 0;
}
