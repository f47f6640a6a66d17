/* A second person signs on the command line: the PIN is asked for on the terminal. */
#include "base/buf.h"
#include "base/tr.h"
#include "cmd/pin.h"
#include "cmd_priv.h"
#include "desk/approve.h"
#include "desk/desk.h"

enum err_code second_signs(struct cmd_context *c, const char *word, const char *right,
    struct err *e)
{
	char pin[PIN_MAX], prompt[80];
	int64_t id;
	enum err_code rc = staff_named(c, word, &id, e);

	if (rc == OK)
		rc = approve_may(c->desk, right, id, e);
	if (rc != OK)
		return rc;
	rc = pin_ask(false, text_fmt(prompt, sizeof prompt, tr("PIN of %.40s"), word), pin, e);
	if (rc == OK)
		rc = approve_here(c->desk, right, id, pin, e);
	pin_forget(pin);
	if (rc == OK)
		c->desk->who.second_id = id;
	return rc;
}
