/* client merge KEEP GONE: two files of one person become one. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/merge.h"

#define TAKEN_MAX 40

static const struct arg table[] = {
	{ .name = "take", .value = "COLUMN,..." },
};

/* Cuts WORDS at its commas in place. */
static size_t split(char *words, struct merge_choice *out)
{
	size_t n = 0;

	for (char *p = words; p && n < TAKEN_MAX; n++) {
		char *comma = strchr(p, ',');

		if (comma)
			*comma = '\0';
		out[n] = (struct merge_choice){ .column = p };
		p = comma ? comma + 1 : NULL;
	}
	return n;
}

static enum err_code merge(struct cmd_context *c, char **argv, const char *take, struct err *e)
{
	struct merge_choice choice[TAKEN_MAX];
	char *words = mem_dup(take);
	int64_t keep = 0, gone = 0, action = 0;
	enum err_code rc = args_client(c, argv[0], &keep, e);

	if (rc == OK)
		rc = args_client(c, argv[1], &gone, e);
	if (rc == OK)
		rc = merge_files(c->desk, keep, gone, choice, split(words, choice), &action, e);
	mem_free(words);
	if (rc == OK)
		say(c, tr("Merged %lld into %lld. frontdesk undo %lld takes it back."),
		    (long long)gone, (long long)keep, (long long)action);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	(void)argc;
	return merge(c, argv, c->args[0].text, e);
}

const struct cmd cmd_client_merge = {
	.name = "client merge",
	.words = "KEEP GONE",
	.min = 2,
	.max = 2,
	.args = table,
	.nargs = COUNT(table),
	.help = N_(
	    "Merges the second file into the first; --take names columns of the second that win."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
