/* What a message can speak of. Both languages are written here whatever the screen speaks: a
 * message is read by somebody else. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/schedule/booking_priv.h"
#include "data/appointment.h"
#include "data/client.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/settings.h"
#include "outbox_priv.h"

static bool in_chinese(const char *language)
{
	return !strcmp(language, "zh");
}

/* ---- reading ---- */

/* Whoever writes, a restricted file is written to by its alias. */
static void set_names(struct told *x, struct cover c)
{
	x->covered = c.on;
	text_copy(x->client, sizeof x->client, c.on ? c.alias : c.name);
	text_copy(x->patient, sizeof x->patient, !c.on && c.patient && c.patient[0] ? c.patient :
	    x->client);
}

static enum err_code load_appointment(struct desk *d, int64_t id, struct told *x, struct err *e)
{
	struct appointment_row row;
	enum err_code rc = appointment_row_get(d->store, id, &row, e);

	if (rc != OK)
		return rc;
	x->client_id = row.client_id;
	x->start_at = row.start_at;
	x->branch.id = row.branch_id;
	x->service.id = row.service_id;
	set_names(x, cover_of_row(&row));
	text_copy(x->gender, sizeof x->gender, row.gender);
	text_copy(x->flags, sizeof x->flags, row.flags);
	text_copy(x->staff, sizeof x->staff, row.staff);
	return OK;
}

static enum err_code load_client(struct desk *d, int64_t id, struct told *x, struct err *e)
{
	struct client_card_list cards = { 0 };
	enum err_code rc = client_cards(d->store, &id, 1, clock_now(), &cards, e);

	if (rc == OK && !cards.n)
		rc = err_set(e, ERR_NOTFOUND, "%s",
		    tr("There is no such client any more."));
	if (rc == OK) {
		x->client_id = id;
		x->branch.id = d->branch_id;
		set_names(x, cover_of_card(&cards.v[0]));
		text_copy(x->gender, sizeof x->gender, cards.v[0].gender);
		text_copy(x->flags, sizeof x->flags, cards.v[0].flags);
	}
	client_card_list_free(&cards);
	return rc;
}

enum err_code told_load(struct desk *d, const struct tell_about *a, struct told *out,
    struct err *e)
{
	enum err_code rc;

	*out = (struct told){ .extra = a->extra, .extra_zh = a->extra_zh };
	rc = a->appointment_id ? load_appointment(d, a->appointment_id, out, e) :
	    load_client(d, a->client_id, out, e);
	if (rc == OK && a->branch_id && !a->appointment_id)
		out->branch.id = a->branch_id;
	if (rc == OK)
		rc = branch_get(d->store, out->branch.id, &out->branch, e);
	if (rc == OK && out->service.id)
		rc = service_get(d->store, out->service.id, &out->service, e);
	return rc;
}

const char *told_language(const struct told *x)
{
	for (const char *p = x->client; *p;)
		if (cp_is_han(utf8_next(&p)))
			return "zh";
	return "en";
}

/* ---- words ---- */

char *told_day_text(int32_t day, const char *language, char *out, size_t size)
{
	static const char *const zh[] = { "", "周一", "周二", "周三", "周四", "周五", "周六",
		"周日" };
	static const char *const en[] = { "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const month[] = { "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	struct ymd d = day_split(day);

	if (in_chinese(language))
		return text_fmt(out, size, "%d月%d日%s", d.month, d.day, zh[day_weekday(day)]);
	return text_fmt(out, size, "%s %d %s", en[day_weekday(day)], d.day, month[d.month]);
}

char *told_time_text(int32_t day, int second, const char *language, char *out, size_t size)
{
	char words[48];

	told_day_text(day, language, words, sizeof words);
	return text_fmt(out, size, "%s %02d:%02d", words, second / 3600, second / 60 % 60);
}

static void fill_times(struct desk *d, struct told *x, const char *language)
{
	struct booking_place place;
	struct err none = ERR_INIT;
	struct local_time at;
	int32_t limit, today;

	if (booking_place(d, x->branch.id, &place, &none) != OK)
		return;
	at = zone_local(place.zone, x->start_at);
	today = zone_local(place.zone, clock_now()).day;
	limit = at.day - (int32_t)setting_of(d, SETTING_LATE_CHANGE_DAYS);
	told_day_text(at.day, language, x->day, sizeof x->day);
	text_fmt(x->time, sizeof x->time, "%02d:%02d", at.second / 3600, at.second / 60 % 60);
	told_day_text(limit > today ? limit : today, language, x->limit, sizeof x->limit);
}

/* Of a request: how soon it is answered. */
static void fill_answer_time(struct desk *d, struct told *x, const char *language)
{
	int min = (int)setting_of(d, SETTING_REQUEST_MIN);
	bool hours = min % 60 == 0;

	text_fmt(x->limit, sizeof x->limit, "%d %s", hours ? min / 60 : min,
	    in_chinese(language) ? (hours ? "小时" : "分钟") : (hours ? "h" : "min"));
}

void told_fill(struct desk *d, struct told *x, const char *language)
{
	bool zh = in_chinese(language);
	const struct service *v = &x->service;

	x->day[0] = x->time[0] = x->limit[0] = '\0';
	if (x->start_at)
		fill_times(d, x, language);
	else
		fill_answer_time(d, x, language);
	x->value[MESSAGE_CLIENT] = x->client;
	x->value[MESSAGE_PATIENT] = x->patient;
	x->value[MESSAGE_ADDRESS_FORM] = x->covered || !d->messages ? "" :
	    messages_address(d->messages, x->gender, language);
	x->value[MESSAGE_DAY] = x->day;
	x->value[MESSAGE_TIME] = x->time;
	x->value[MESSAGE_SERVICE] = !zh && v->name_en[0] ? v->name_en : v->name;
	x->value[MESSAGE_STAFF] = x->staff;
	x->value[MESSAGE_BRANCH] = !zh && x->branch.name_en[0] ? x->branch.name_en :
	    x->branch.name;
	x->value[MESSAGE_ADDRESS] = x->branch.address;
	x->value[MESSAGE_PHONE] = x->branch.phone;
	x->value[MESSAGE_SITE] = d->site_name;
	x->value[MESSAGE_ADVICE] = !zh && v->advice_en[0] ? v->advice_en : v->advice;
	x->value[MESSAGE_TEXT] = zh && x->extra_zh ? x->extra_zh : x->extra ? x->extra : "";
	x->value[MESSAGE_LIMIT] = x->limit;
}
