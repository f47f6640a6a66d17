/* An absence in its form: days and hours of the branch, as people say them, for two instants. */
#include <stdio.h>
#include <string.h>

#include "absence_priv.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/history.h"
#include "desk/absence.h"
#include "desk/desk.h"
#include "form/form_edit.h"

enum err_code absence_answer(struct desk *d, int64_t id, const char *field, struct value *out,
    struct err *e)
{
	struct absence a;
	char day[DAY_TEXT];
	enum err_code rc = absence_get(d->store, id, &a, e);
	struct local_time from, to;

	if (rc != OK)
		return rc;
	from = zone_local(d->zone, a.start_at);
	to = zone_local(d->zone, a.end_at);
	if (!strcmp(field, "day"))
		value_set_text(out, day_format(from.day, day));
	else if (!strcmp(field, "to_day"))
		value_set_text(out, day_format(to.day, day));
	else if (!strcmp(field, "from"))
		value_set_int(out, from.second / 60);
	else if (!strcmp(field, "to"))
		value_set_int(out, to.second / 60);
	return OK;
}

/* The later of the two where the hour comes twice: an absence rather lasts too long. */
static bool instant(struct desk *d, const struct form_edit *edit, const char *day,
    const char *minute, bool last, int64_t *out)
{
	const struct value *a = rows_answer_value(edit, day);
	const struct value *b = rows_answer_value(edit, minute);
	int64_t at[2];
	int32_t on = a->type == VALUE_TEXT ? day_parse(a->s) : DAY_NONE;
	int n;

	if (on == DAY_NONE || b->type != VALUE_INT)
		return false;
	n = zone_instants(d->zone, on, (int)b->i * 60, at);
	*out = n ? at[last ? n - 1 : 0] : zone_day_start(d->zone, on) + b->i * 60;
	return true;
}

enum err_code absence_rows_save(struct desk *d, const struct rows_save *s, int64_t *id,
    struct err *e)
{
	struct absence a = { .id = s->id };
	struct absence_result done;
	enum err_code rc = OK;

	if (s->id)
		rc = absence_get(d->store, s->id, &a, e);
	if (rc != OK)
		return rc;
	if (!s->id)
		a.resource_id = s->owner;
	text_copy(a.kind, sizeof a.kind, rows_text(s->edit, "kind"));
	if (!text_take(a.reason, sizeof a.reason, rows_text(s->edit, "reason")))
		return err_invalid(e, "reason", "%s",
		    tr("That is longer than can be kept. Shorten it."));
	if (!instant(d, s->edit, "day", "from", false, &a.start_at))
		return err_invalid(e, "from", "%s", tr("From which day and hour? Fill both."));
	if (!instant(d, s->edit, "to_day", "to", true, &a.end_at))
		return err_invalid(e, "to", "%s", tr("Until which day and hour? Fill both."));
	rc = s->id ? absence_change(d, &a, &done, e) : absence_add(d, &a, &done, e);
	if (rc == OK)
		*id = done.id;
	return rc;
}

enum err_code absence_rows_state(struct desk *d, int64_t id, const char *state,
    const char *reason, struct err *e)
{
	struct absence_result done;

	if (!strcmp(state, "on"))
		return err_set(e, ERR_CONFLICT, "%s",
		    tr("What is over does not come back. Enter a new absence."));
	return absence_end(d, id, reason, &done, e);
}

/* ---- taking back ---- */

static int64_t absence_of(const struct action_row *a)
{
	long long id = 0;

	return sscanf(a->subject, "absence:%lld", &id) == 1 ? id : 0;
}

bool absence_is_recorded(struct desk *d, const struct action_row *a)
{
	(void)d;
	return absence_of(a) != 0;
}

enum err_code absence_unrecord(struct desk *d, const struct action_row *a, const char *reason,
    int64_t *new_id, struct err *e)
{
	struct absence_result done;
	enum err_code rc = absence_end(d, absence_of(a), reason, &done, e);

	*new_id = rc == OK ? done.action_id : 0;
	return rc;
}
