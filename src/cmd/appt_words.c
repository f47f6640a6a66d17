/* How appointments, times and things are named on a command line. */
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/when.h"
#include "appt_priv.h"
#include "cmd_priv.h"
#include "data/appointment.h"
#include "data/resource.h"
#include "desk/booking_import.h"
#include "desk/desk.h"

enum err_code appt_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
{
	struct appointment a;
	enum err_code rc;

	if (!args_id(word[0] == '#' ? word + 1 : word, id))
		return err_set(e, ERR_USAGE,
		    tr("\"%.40s\" is no number of an appointment. frontdesk today lists them."),
		    word);
	rc = appointment_get(c->store, *id, &a, e);
	appointment_free(&a);
	return rc;
}

enum err_code appt_when(struct cmd_context *c, const char *text, int64_t *at, struct err *e)
{
	struct when_base base = desk_when(c->desk);
	struct when w;
	struct err why = ERR_INIT;

	/* As scripts write it: whether it is past is for the rules to say. */
	if (strlen(text) == 16 && text[4] == '-') {
		if (booking_time_parse(c->desk, text, at, &why) == OK)
			return OK;
		return err_set(e, ERR_USAGE, "%s", why.text);
	}
	if (when_parse(text, WHEN_PLAN, &base, &w, &why) != OK)
		return err_set(e, ERR_USAGE, "%s", why.text);
	if (!w.at || w.minute < 0)
		return err_set(e, ERR_USAGE, "%s", tr("Say day and hour: YYYY-MM-DD HH:MM."));
	*at = w.at;
	return OK;
}

/* By name only where a single one has it. */
static enum err_code by_name(struct cmd_context *c, const char *kind, const char *word,
    struct resource *out, struct err *e)
{
	struct resource_list l = { 0 };
	size_t hits = 0;
	enum err_code rc = resource_list(c->store, c->desk->branch_id, kind, false, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!strcmp(l.v[i].name, word)) {
			*out = l.v[i];
			hits++;
		}
	resource_list_free(&l);
	if (rc == OK && hits != 1)
		rc = err_set(e, ERR_NOTFOUND, tr("No such room or device \"%.40s\" here."), word);
	return rc;
}

enum err_code thing_named(struct cmd_context *c, const char *kind, const char *word, int64_t *id,
    struct err *e)
{
	struct resource r = { .id = 0 };
	struct err none = ERR_INIT;
	enum err_code rc = resource_by_code(c->store, word, &r, &none);

	if (rc == ERR_NOTFOUND && args_id(word, id)) {
		err_clear(&none);
		rc = resource_get(c->store, *id, &r, &none);
	}
	if (rc == ERR_NOTFOUND)
		rc = by_name(c, kind, word, &r, e);
	else if (rc != OK)
		rc = err_copy(e, &none);
	if (rc == OK && strcmp(r.kind, kind) != 0)
		rc = err_set(e, ERR_USAGE, !strcmp(kind, "room") ? tr("\"%.40s\" is no room.") :
		    tr("\"%.40s\" is no device."), word);
	*id = rc == OK ? r.id : 0;
	return rc;
}

enum err_code appt_with(struct cmd_context *c, const struct arg arg[3],
    int64_t with[BOOKING_PARTS], size_t *n, struct err *e)
{
	static const char *const kinds[] = { "staff", "room", "device" };
	enum err_code rc = OK;

	for (int i = 0; i < 3 && rc == OK; i++) {
		if (!arg[i].given)
			continue;
		rc = i ? thing_named(c, kinds[i], arg[i].text, &with[*n], e) :
		    staff_resource_named(c, arg[i].text, &with[*n], e);
		*n += rc == OK;
	}
	return rc;
}

enum err_code appt_amount(struct cmd_context *c, const char *text, int64_t *amount, struct err *e)
{
	struct err why = ERR_INIT;

	*amount = 0;
	if (money_parse(text, c->desk->currency, amount, &why) != OK)
		return err_set(e, ERR_USAGE, "--deposit: %s", why.text);
	return *amount >= 0 ? OK : err_set(e, ERR_USAGE, "%s",
	    tr("--deposit takes an amount, such as 200."));
}
