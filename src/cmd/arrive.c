/* arrive: receives a client as the triage card does, for a kiosk or a script at the door. */
#include "base/buf.h"
#include "base/tr.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "data/appointment.h"
#include "desk/arrival.h"
#include "desk/describe.h"
#include "desk/desk.h"

enum { ARG_CLIENT, ARG_ID, ARG_IDENTITY, ARG_ALLERGY, ARG_ALLERGY_TEXT, ARG_WANTS, ARG_LEARNT,
	ARG_AT };

static const struct arg table[] = {
	[ARG_CLIENT] = { .name = "client", .value = "C" },
	[ARG_ID] = { .name = "id", .value = "N", .kind = ARG_INT, .min = 1, .max = 1000000000 },
	[ARG_IDENTITY] = { .name = "identity", .value = "phone|document|known" },
	[ARG_ALLERGY] = { .name = "allergy", .value = "same|none|more" },
	[ARG_ALLERGY_TEXT] = { .name = "allergy-text", .value = "TEXT" },
	[ARG_WANTS] = { .name = "wants", .value = "TEXT" },
	[ARG_LEARNT] = { .name = "learnt", .value = "TEXT" },
	[ARG_AT] = { .name = "at", .value = "TIME" },
};

static enum err_code find_client(struct cmd_context *c, const struct arg *args, int64_t *client,
    struct err *e)
{
	struct appointment_row a;
	enum err_code rc;

	if (args[ARG_CLIENT].given == args[ARG_ID].given)
		return err_set(e, ERR_USAGE, tr("Say either --client or --id. Usage: frontdesk %s"),
		    c->usage);
	if (args[ARG_CLIENT].given)
		return args_client(c, args[ARG_CLIENT].text, client, e);
	rc = appointment_row_get(c->store, args[ARG_ID].number, &a, e);
	if (rc == OK)
		*client = a.client_id;
	return rc;
}

static enum err_code take(char *to, size_t size, const struct arg *a, struct err *e)
{
	if (!a->given || text_take(to, size, a->text))
		return OK;
	return err_set(e, ERR_USAGE, tr("--%s is longer than can be kept. Shorten it."), a->name);
}

static enum err_code fill(const struct arg *args, struct arrival *a, struct err *e)
{
	const struct {
		int arg;
		char *to;
		size_t size;
	} texts[] = {
		{ ARG_IDENTITY, a->identity, sizeof a->identity },
		{ ARG_ALLERGY, a->allergy, sizeof a->allergy },
		{ ARG_ALLERGY_TEXT, a->allergy_text, sizeof a->allergy_text },
		{ ARG_WANTS, a->wants, sizeof a->wants },
		{ ARG_LEARNT, a->learnt, sizeof a->learnt },
	};
	enum err_code rc = OK;

	for (size_t i = 0; i < COUNT(texts) && rc == OK; i++)
		rc = take(texts[i].to, texts[i].size, &args[texts[i].arg], e);
	return rc;
}

static enum err_code receive(struct cmd_context *c, const struct arg *args, int64_t client,
    struct err *e)
{
	struct arrival_card card;
	struct arrival *a = &card.is;
	struct visit_row v;
	int64_t visit;
	char name[200];
	enum err_code rc = arrival_prepare(c->desk, client, args[ARG_ID].number, &card, e);

	if (rc == OK)
		rc = fill(args, a, e);
	if (rc != OK)
		return rc;
	a->visit_id = 0;
	if (args[ARG_AT].given)
		rc = appt_when(c, args[ARG_AT].text, &a->arrived_at, e);
	if (rc != OK)
		return rc;
	rc = arrival_add(c->desk, a, &visit, e);
	if (rc == OK)
		rc = visit_get(c->store, visit, &v, e);
	if (rc == OK)
		say(c, "%s  %s", v.number, describe_client(c->desk, client, name, sizeof name));
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	int64_t client = 0;
	enum err_code rc = find_client(c, c->args, &client, e);

	(void)argc;
	(void)argv;
	return rc == OK ? receive(c, c->args, client, e) : rc;
}

const struct cmd cmd_arrive = {
	.name = "arrive",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.usage = "--client C | --id N --identity phone|document|known [--allergy same|none|more] "
	    "[--allergy-text TEXT] [--wants TEXT] [--learnt TEXT] [--at TIME]",
	.help = N_("Receives a client: the appointment N, the next one of today, or a walk-in. "
	    "Prints the queue number."),
	.needs = CMD_FILE | CMD_DESK | CMD_WRITE,
	.run = run,
};
