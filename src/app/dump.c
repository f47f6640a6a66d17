/* What the program says about itself: for people, the manual and tests. */
#include <stdio.h>
#include <string.h>

#include "app_priv.h"
#include "base/tr.h"
#include "cmd/cmd.h"
#include "data/store.h"
#include "screen/front.h"
#include "tui/command.h"

static void put_help(void)
{
	fputs(tr("usage: frontdesk [-c INI] [-d DB] [-b BRANCH] [-u STAFF] [COMMAND ...]\n"
		 "Without a command: the screens; without a terminal, today's board as text.\n"
		 "\n"
		 "  -c, --config INI     settings, instead of /etc/frontdesk/frontdesk.ini\n"
		 "  -d, --database DB    the file, instead of the one in the settings\n"
		 "  -b, --branch CODE    branch to work in\n"
		 "  -u, --user CODE      person who works\n"
		 "  -h, --help           this\n"
		 "  -V, --version        version\n"
		 "      --dump-keys      all keys of all screens\n"
		 "      --print-schema   the schema of the file\n"
		 "\n"
		 "Commands (--format=text|csv|json on all that list):\n"),
	    stdout);
	cmd_help(stdout);
	fputs(
	    tr("\nExit status: 0 done, 1 failed, 2 usage or settings, 3 refused by a rule, "
	       "4 not found, 5 not permitted.\n"),
	    stdout);
}

/* screen<tab>name<tab>code<tab>keys<tab>label<tab>help; * is every screen. */
static void put_command(void *ctx, const char *screen, const struct command *c)
{
	(void)ctx;
	printf("%s\t%s\t%s\t%s\t%s\t%s\n", screen, c->name, c->code ? c->code : "", c->keys,
	    c->label ? c->label : "", c->help);
}

static void put_keys(void)
{
	command_dump("*", front_global(), put_command, NULL);
	for (size_t i = 0; i < front_screens_count; i++)
		command_dump(front_screens[i]->name, front_screens[i]->commands, put_command, NULL);
}

void dump_ask(enum app_ask ask)
{
	switch (ask) {
	case ASK_HELP: put_help(); break;
	case ASK_VERSION: puts("frontdesk " APP_VERSION); break;
	case ASK_DUMP_KEYS: put_keys(); break;
	case ASK_PRINT_SCHEMA: fwrite(schema_sql, 1, schema_sql_size, stdout); break;
	case ASK_RUN: break;
	}
}
