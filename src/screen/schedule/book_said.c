/* `bk wxm fri 15 dr=cl svc=laser`: what was typed behind the verb, for the booking it opens. */
#include "book_said_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "screen/front.h"

/* As it is typed in When, in figures: nothing is guessed twice. */
static const char *when_text(const struct when *w, char *out, size_t size)
{
	static const char *const parts[] = { [WHEN_AM] = "am", [WHEN_PM] = "pm",
		[WHEN_EVE] = "eve" };
	char day[DAY_TEXT];
	struct buf b = BUF_INIT;

	if (w->day != DAY_NONE)
		buf_puts(&b, day_format(w->day, day));
	if (w->minute >= 0)
		buf_printf(&b, "%s%02d:%02d", b.n ? " " : "", w->minute / 60, w->minute % 60);
	else if (w->part != WHEN_ANY)
		buf_printf(&b, "%s%s", b.n ? " " : "", parts[w->part]);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}

static void add_with(struct book_arg *arg, int64_t resource_id)
{
	for (size_t i = 0; i < arg->nwith; i++)
		if (arg->with[i] == resource_id)
			return;
	if (arg->nwith < BOOKING_PARTS)
		arg->with[arg->nwith++] = resource_id;
}

static enum err_code add_staff(
    struct desk *d, int64_t staff_id, struct book_arg *arg, struct err *e)
{
	struct resource r;
	enum err_code rc = resource_by_staff(d->store, staff_id, &r, e);

	if (rc == OK)
		add_with(arg, r.id);
	return rc;
}

static enum err_code take_key(
    struct desk *d, const struct cmdline_key *k, struct book_arg *arg, struct err *e)
{
	bool staff = !strcmp(k->key, "dr") || !strcmp(k->key, "op");
	enum err_code rc = OK;

	if (!strcmp(k->key, "svc"))
		arg->nservices = 0;
	for (size_t i = 0; i < k->n && rc == OK; i++)
		if (!strcmp(k->key, "svc") && arg->nservices < FREE_SERVICES)
			arg->service[arg->nservices++] = k->id[i];
		else if (staff)
			rc = add_staff(d, k->id[i], arg, e);
		else
			add_with(arg, k->id[i]);
	return rc;
}

enum err_code book_said(struct screen *s, struct book_arg *arg, struct err *e)
{
	const struct cmdline_words *w = cmdline_words(s);
	struct schedule_memory *m = schedule_memory(s);
	enum err_code rc = OK;

	if (!w || !s->command || strcmp(s->command->name, "appt-book") != 0)
		return OK;
	/* Who is named wins over the person of the column that the cursor is in. */
	if (w->nkeys)
		arg->nwith = 0;
	for (size_t i = 0; i < w->nkeys && rc == OK; i++)
		rc = take_key(front_desk(s), &w->key[i], arg, e);
	if (w->when_said) {
		arg->start_at = 0;
		arg->when = when_text(&w->when, m->said, sizeof m->said);
	}
	return rc;
}
