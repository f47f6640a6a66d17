/* ring: the hook of a telephone exchange. Who rings stands on every terminal of the branch. */
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/ring.h"

/* The answer is for whoever sets the hook up: the exchange throws it away. */
static enum err_code answer(struct cmd_context *c, struct err *e)
{
	struct ring_caller callers[RING_CALLERS];
	char name[200], number[32];
	size_t n;
	enum err_code rc = ring_callers(c->desk, callers, &n, e);

	for (size_t i = 0; i < n && rc == OK; i++) {
		shown_phone(c, callers[i].number, number, sizeof number);
		if (callers[i].client_id)
			say(c, "%s  %lld  %s", number, (long long)callers[i].client_id,
			    describe_client(c->desk, callers[i].client_id, name, sizeof name));
		else
			say(c, "%s  -  %s", number, tr("in no file yet"));
	}
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	enum err_code rc = ring_tell(c->desk, argv[0], e);

	(void)argc;
	return rc == OK ? answer(c, e) : rc;
}

const struct cmd cmd_ring = {
	.name = "ring",
	.words = "NUMBER",
	.min = 1,
	.max = 1,
	.help = N_("Says that NUMBER rings in the branch: its client stands on top of Find for two "
		   "minutes. For a hook of the telephone exchange."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
