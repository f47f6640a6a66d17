/* A client as somebody names one on a command line. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd/args.h"
#include "cmd/cmd.h"
#include "data/client.h"
#include "data/search.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/find.h"

#define NAMED 4 /* of several that match */

static enum err_code nobody(const char *text, struct err *e)
{
	err_clear(e);
	return err_set(e, ERR_NOTFOUND,
	    tr("No client matches \"%.60s\". frontdesk client find lists "
	       "who is there."),
	    text);
}

/* *FOUND false: TEXT names nobody that way, go on. */
static enum err_code by_id(
    struct cmd_context *c, const char *text, int64_t *id, bool *found, struct err *e)
{
	struct client row = { 0 };
	enum err_code rc;

	*found = false;
	if (!args_id(text, id))
		return OK;
	rc = client_get(c->store, *id, &row, e);
	client_free(&row);
	*found = rc == OK;
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return OK;
}

static enum err_code several(
    struct cmd_context *c, const char *text, const struct search_result *hits, struct err *e)
{
	struct buf names = BUF_INIT;
	char name[200];

	for (size_t i = 0; i < hits->n && i < NAMED; i++)
		buf_printf(&names, "%s%lld %s", i ? ", " : "", (long long)hits->v[i].client_id,
		    describe_client(c->desk, hits->v[i].client_id, name, sizeof name));
	if (hits->n > NAMED)
		buf_puts(&names, " ..");
	err_set(e, ERR_USAGE, tr("\"%.40s\" matches several: %s. Name one by its number."), text,
	    names.s);
	buf_free(&names);
	return e->code;
}

static enum err_code by_search(struct cmd_context *c, const char *text, int64_t *id, struct err *e)
{
	struct search_result hits = { .n = 0 };
	enum err_code rc =
	    find_clients(c->desk, text, 20, &hits, e);

	if (rc != OK)
		return rc;
	if (!hits.n)
		return nobody(text, e);
	*id = hits.v[0].client_id;
	return hits.n == 1 ? OK : several(c, text, &hits, e);
}

enum err_code args_client(struct cmd_context *c, const char *text, int64_t *id, struct err *e)
{
	bool found = false;
	enum err_code rc;

	*id = 0;
	if (!strncmp(text, "no:", 3)) {
		rc = client_by_file_no(c->store, text + 3, id, e);
		return rc == ERR_NOTFOUND ? nobody(text, e) : rc;
	}
	rc = by_id(c, text[0] == '#' ? text + 1 : text, id, &found, e);
	if (rc != OK || found)
		return rc;
	if (!text[0] || text[0] == '#')
		return nobody(text, e);
	return by_search(c, text, id, e);
}

enum err_code args_client_open(struct cmd_context *c, const char *text, int64_t *id,
    struct err *e)
{
	enum err_code rc = args_client(c, text, id, e);

	if (rc == OK && cover_hides_id(c->desk, *id))
		rc = err_set(e, ERR_DENIED, "%s", tr("That file is restricted. "
		    "Open it first, with a reason."));
	return rc;
}
