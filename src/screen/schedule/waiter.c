/* One who waits: in words, booked, put off. */
#include "waiter_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/event.h"
#include "desk/describe.h"
#include "desk/roster.h"
#include "desk/wait.h"
#include "screen/front.h"
#include "screen/schedule.h"
#include "tui/textline.h"

enum { DAYS = 30, ALL_DAYS = 127, ALL_DAY = 1440 };

/* ---- in words ---- */

char *waiter_age_text(const struct waiter *w, char *out, size_t size)
{
	long days = (long)((clock_now() - w->created_at) / 86400);

	if (days < 1)
		text_copy(out, size, tr("today"));
	else
		text_fmt(out, size, trn("%ld day", "%ld days", days), days);
	if (w->urgent) {
		char text[80];

		text_fmt(text, sizeof text, "%s !", out);
		text_copy(out, size, text);
	}
	return out;
}

static void add_days(const struct waiter *w, struct buf *out)
{
	const char *sign = " ";

	if (w->weekdays == ALL_DAYS)
		return;
	buf_puts(out, ",");
	for (int i = 0; i < 7; i++)
		if (w->weekdays >> i & 1)
			buf_printf(out, "%s%s", sign, roster_day_text(i + 1));
}

static void add_hours(const struct waiter *w, struct buf *out)
{
	if (w->from_min > 0 && w->to_min < ALL_DAY)
		buf_printf(out, ", %02d:%02d-%02d:%02d", w->from_min / 60, w->from_min % 60,
		    w->to_min / 60, w->to_min % 60);
	else if (w->from_min > 0)
		buf_printf(out, tr(", after %02d:%02d"), w->from_min / 60, w->from_min % 60);
	else if (w->to_min < ALL_DAY)
		buf_printf(out, tr(", before %02d:%02d"), w->to_min / 60, w->to_min % 60);
}

static void add_wish(struct desk *d, const struct waiter *w, struct buf *out)
{
	char day[48];

	buf_printf(out, "%s%s%s", describe_in_language(w->service, w->service_en),
	    w->wanted[0] ? ", " : "", w->wanted);
	add_hours(w, out);
	add_days(w, out);
	if (w->from_day[0] && day_parse(w->from_day) > desk_today(d))
		buf_printf(out, tr(", from %s"), day_echo(day_parse(w->from_day), desk_today(d),
		    day, sizeof day));
	if (w->to_day[0])
		buf_printf(out, tr(", until %s"), day_echo(day_parse(w->to_day), desk_today(d), day,
		    sizeof day));
}

char *waiter_wants_text(struct desk *d, const struct waiter *w, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	add_wish(d, w, &b);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}

char *waiter_why_text(struct desk *d, const struct waiter *w, char *out, size_t size)
{
	struct buf b = BUF_INIT;
	char since[48], has[48];

	add_wish(d, w, &b);
	if (w->has_at)
		text_fmt(out, size, tr("Wants %s. Waits since %s; has %s and would move up."),
		    buf_str(&b), desk_time_text(d, w->created_at, since, sizeof since),
		    desk_time_text(d, w->has_at, has, sizeof has));
	else
		text_fmt(out, size, tr("Wants %s. Waits since %s."), buf_str(&b),
		    desk_time_text(d, w->created_at, since, sizeof since));
	buf_free(&b);
	return out;
}

/* ---- times ---- */

/* Who has an appointment gains nothing by a later one. */
static enum err_code drop_later(const struct waiter *w, enum err_code rc, struct free_list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (!w->has_at || l->v[i].start_at < w->has_at)
			l->v[n++] = l->v[i];
	l->n = n;
	return rc;
}

enum err_code waiter_times(struct desk *d, const struct waiter *w, size_t count,
    struct free_list *out, struct err *e)
{
	struct free_wish wish = { .branch_id = w->branch_id, .client_id = w->client_id,
		.dependant_id = w->dependant_id, .service = { w->service_id }, .nservices = 1,
		.with = { w->resource_id }, .nwith = w->resource_id != 0, .from_day = DAY_NONE,
		.days = DAYS, .from_min = w->from_min, .to_min = w->to_min,
		.weekdays = w->weekdays, .except = w->has_at ? w->appointment_id : 0,
		.count = count, .one_a_day = true };
	const char *begins[] = { w->from_day, w->put_off_until };
	int32_t today = desk_today(d), last = w->to_day[0] ? day_parse(w->to_day) : DAY_NONE;
	int32_t first = today;

	for (size_t i = 0; i < 2; i++)
		if (begins[i][0] && day_parse(begins[i]) > first)
			first = day_parse(begins[i]);
	free_list_free(out);
	if (last != DAY_NONE && last < first)
		return OK;
	wish.from_day = first;
	if (last != DAY_NONE && last - first + 1 < DAYS)
		wish.days = last - first + 1;
	return drop_later(w, free_find(d, &wish, out, e), out);
}

/* ---- booking ---- */

/* The time that was left by moving up is offered on. */
static void booked(struct screen *owner, int answer, const void *value)
{
	struct desk *d = front_desk(owner);
	struct offer_arg offer = { .branch_id = d->branch_id };
	struct event was;
	struct err e = ERR_INIT;
	bool opened;

	if (answer != 1)
		return;
	screen_dirty(owner, DIRTY_LOAD);
	if (event_last(d->store, *(const int64_t *)value, "moved", &was, &e) != OK ||
	    was.at < clock_now() - 2)
		return;
	offer.start_at = was.start_at;
	offer.end_at = was.end_at;
	if (schedule_offer(owner, &offer, &opened, &e) != OK)
		screen_refuse(owner, &e);
}

enum err_code waiter_book(struct screen *s, const struct waiter *w, int64_t start_at,
    int64_t with, struct err *e)
{
	struct book_arg arg = { .branch_id = w->branch_id, .client_id = w->client_id,
		.dependant_id = w->dependant_id,
		.service = { w->service_id }, .nservices = 1, .start_at = start_at,
		.waiter_id = w->id, .move_id = w->has_at ? w->appointment_id : 0 };
	enum err_code rc = wait_let_go(front_desk(s), w, e);

	if (with) {
		arg.with[0] = with;
		arg.nwith = 1;
	}
	return rc == OK ? screen_ask(s, &book_screen, &arg, booked, e) : rc;
}

/* ---- put off ---- */


static void defer_note(struct screen *s, const char *text, struct buf *out)
{
	struct when_base base = desk_when(front_desk(s));
	struct err none = ERR_INIT;
	struct when w;
	char echo[120];

	if (text[0] && when_parse(text, WHEN_DATE, &base, &w, &none) == OK)
		buf_puts(out, when_echo(&w, WHEN_DATE, &base, echo, sizeof echo));
}

static enum err_code deferred(struct screen *s, const char *text, struct err *e)
{
	struct desk *d = front_desk(s);
	struct when_base base = desk_when(d);
	int64_t id = *(const int64_t *)textline_ctx(s);
	struct when w;
	char day[DAY_TEXT], words[48];
	enum err_code rc;

	if (!text)
		return OK;
	rc = when_parse(text, WHEN_DATE, &base, &w, e);
	if (rc == OK && w.day == DAY_NONE)
		rc = err_set(e, ERR_INVALID, "%s", tr("That is no date. Type fri, +7 or 3.15."));
	if (rc == OK)
		rc = wait_put_off(d, id, day_format(w.day, day), e);
	if (rc != OK)
		return rc;
	screen_done(s, tr("Put off: nothing is offered before %s."),
	    day_echo(w.day, desk_today(d), words, sizeof words));
	front_wrote(s);
	return OK;
}

void waiter_ask_defer(struct screen *s, int64_t id)
{
	static int64_t whose;   /* one prompt at a time */
	struct textline ask = { .label = tr("Put off until"), .max_cp = 40, .ctx = &whose,
		.note = defer_note, .done = deferred };

	whose = id;
	textline_ask(s, &ask);
}
