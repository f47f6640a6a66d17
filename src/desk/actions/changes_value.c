/* Values of the store as people say them. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/branch.h"
#include "data/dependant.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/arrival.h"
#include "desk/arrival_leave.h"
#include "desk/changes.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/roster.h"
#include "form/form.h"
#include "form/form_catalog.h"
#include "form/roles.h"

/* ---- ids ---- */

static char *say_number(int64_t id, char *out, size_t size)
{
	return text_fmt(out, size, "%lld", (long long)id);
}

static char *say_branch(struct desk *d, int64_t id, char *out, size_t size)
{
	struct branch b;
	struct err none = ERR_INIT;

	if (!id)
		return text_copy(out, size, tr("all branches"));
	if (branch_get(d->store, id, &b, &none) != OK)
		return say_number(id, out, size);
	return text_copy(out, size, describe_in_language(b.name, b.name_en));
}

static char *say_service(struct desk *d, int64_t id, char *out, size_t size)
{
	struct service s;
	struct err none = ERR_INIT;

	if (service_get(d->store, id, &s, &none) != OK)
		return say_number(id, out, size);
	return text_copy(out, size, tr_language()[0] == 'e' && s.name_en[0] ? s.name_en : s.name);
}

static char *say_resource(struct desk *d, int64_t id, char *out, size_t size)
{
	struct resource r;
	struct err none = ERR_INIT;

	return resource_get(d->store, id, &r, &none) == OK ? text_copy(out, size, r.name) :
	    say_number(id, out, size);
}

static char *say_dependant(struct desk *d, int64_t id, char *out, size_t size)
{
	struct dependant p;
	struct err none = ERR_INIT;

	return dependant_get(d->store, id, &p, &none) == OK ? text_copy(out, size, p.name) :
	    say_number(id, out, size);
}

static const struct {
	const char *column;
	char *(*say)(struct desk *d, int64_t id, char *out, size_t size);
} references[] = {
	{ "staff_id", describe_staff }, { "owner_id", describe_staff },
	{ "expert_id", describe_staff }, { "coordinator_id", describe_staff },
	{ "charge_phone", describe_staff }, { "charge_web", describe_staff },
	{ "charge_wechat", describe_staff }, { "charge_app", describe_staff },
	{ "charge_walkin", describe_staff }, { "second_id", describe_staff },
	{ "client_id", describe_client },
	{ "merged_into", describe_client }, { "referrer_id", describe_client },
	{ "other_id", describe_client },
	{ "file_id", describe_client }, { "branch_id", say_branch }, { "service_id", say_service },
	{ "resource_id", say_resource }, { "dependant_id", say_dependant },
	{ "appointment_id", describe_appointment }, { "low_id", describe_appointment },
	{ "high_id", describe_appointment },
};

static bool ends_in(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && !strcmp(text + n - m, end);
}

static bool say_reference(struct desk *d, const char *column, const struct value *v, char *out,
    size_t size)
{
	for (size_t i = 0; v->type == VALUE_INT &&
	    i < sizeof references / sizeof references[0]; i++)
		if (!strcmp(references[i].column, column)) {
			references[i].say(d, v->i, out, size);
			return true;
		}
	/* Whoever did something. */
	if (v->type != VALUE_INT || !ends_in(column, "_by"))
		return false;
	describe_staff(d, v->i, out, size);
	return true;
}

/* ---- times ---- */

/* With the date always: an action is also read on another day. */
static char *say_instant(struct desk *d, int64_t at, char *out, size_t size)
{
	char day[48], clock[16];

	day_echo(zone_local(d->zone, at).day, desk_today(d), day, sizeof day);
	return text_fmt(out, size, "%s %s", day, desk_clock_text(d, at, clock, sizeof clock));
}

static bool is_day(const char *column)
{
	static const char *const columns[] = { "day", "since", "bought", "next", "storage_told",
		"from_day", "to_day", "since_day", "until_day", "agreement_day",
		"agreement_until", "follow_day" };

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (!strcmp(columns[i], column))
			return true;
	return false;
}

/* Minutes of a service's needs are lengths, those of hours are times of the day. */
static bool is_length(const char *column)
{
	static const char *const columns[] = { "prep_min", "clean_min", "for_min" };

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (!strcmp(columns[i], column))
			return true;
	return false;
}

static bool say_time(struct desk *d, const char *column, const struct value *v, char *out,
    size_t size)
{
	int32_t day = v->type == VALUE_TEXT ? day_parse(v->s) : DAY_NONE;

	if (v->type == VALUE_INT && (!strcmp(column, "at") || ends_in(column, "_at"))) {
		say_instant(d, v->i, out, size);
		return true;
	}
	if (v->type == VALUE_INT && !strcmp(column, "weekday")) {
		text_copy(out, size, roster_day_text((int)v->i));
		return true;
	}
	if (v->type == VALUE_INT && ends_in(column, "_min") && !is_length(column)) {
		text_fmt(out, size, "%02d:%02d", (int)v->i / 60, (int)v->i % 60);
		return true;
	}
	if (day == DAY_NONE || !is_day(column))
		return false;
	day_echo(day, desk_today(d), out, size);
	return true;
}

/* ---- words ---- */

static bool say_yes_no(const char *column, const struct value *v, char *out, size_t size)
{
	static const char *const columns[] = { "restricted", "guardian", "may_tell", "main", "live",
		"active", "full_time", "rotation", "special", "tailored" };

	for (size_t i = 0; v->type == VALUE_INT && i < sizeof columns / sizeof columns[0]; i++)
		if (!strcmp(columns[i], column)) {
			text_copy(out, size, v->i ? tr("yes") : tr("no"));
			return true;
		}
	return false;
}

/* Codes of the schema; those of the house's forms are asked of the forms. */
static const struct {
	const char *code, *word;
} codes[] = {
	{ "on", N_("in force") }, { "out", N_("out of use") }, { "retired", N_("retired") },
	{ "active", N_("active") }, { "merged", N_("merged") }, { "closed", N_("closed") },
	{ "open", N_("to do") }, { "dismissed", N_("dismissed") }, { "booked", N_("booked") },
	{ "confirmed", N_("confirmed") }, { "arrived", N_("arrived") },
	{ "serving", N_("in service") },
	{ "done", N_("done") }, { "noshow", N_("no-show") }, { "cancelled", N_("cancelled") },
	{ "f", N_("female") }, { "m", N_("male") }, { "x", N_("other") },
	{ "self", N_("self") }, { "mother", N_("mother") }, { "father", N_("father") },
	{ "spouse", N_("spouse") }, { "child", N_("child") }, { "relative", N_("relative") },
	{ "friend", N_("friend") }, { "other", N_("other") }, { "driver", N_("driver") },
	{ "complete", N_("file to complete") }, { "duplicate", N_("likely double") },
	{ "family", N_("family member") }, { "pet", N_("pet") }, { "allergy", N_("ALLERGY") },
	{ "quiet", N_("QUIET") }, { "key", N_("key client") }, { "complaint", N_("COMPLAINT") },
	{ "contraindication", N_("CONTRAINDICATION") }, { "no_call", N_("no calls") },
	{ "no_message", N_("no messages") }, { "no_photo", N_("no photographs") },
	{ "no_companion", N_("tell no companion") }, { "staff", N_("person") },
	{ "room", N_("room") },
	{ "device", N_("device") }, { "zh", N_("Chinese") }, { "en", N_("English") },
	{ "direct", N_("own branch") }, { "franchise", N_("franchise") },
	{ "partner", N_("partner") },
	{ "phone", N_("phone") }, { "wechat", N_("WeChat") }, { "web", N_("web") },
	{ "app", N_("app") }, { "walkin", N_("walk-in") },
	{ "sms", N_("SMS") }, { "hand", N_("told in person") }, { "screen", N_("on the screen") },
	{ "queued", N_("to be sent") }, { "sent", N_("sent") }, { "delivered", N_("delivered") },
	{ "failed", N_("not delivered") }, { "withdrawn", N_("withdrawn") },
	{ "seen", N_("seen") }, { "offered", N_("offered") }, { "declined", N_("declined") },
	{ "known", N_("known by face") }, { "unchecked", N_("not checked") },
	{ "document", N_("document") }, { "same", N_("still so") }, { "none", N_("none") },
	{ "more", N_("more") }, { "kept", N_("locked away") },
};

static bool is_coded(const char *column)
{
	static const char *const columns[] = { "state", "kind", "gender", "relation", "language",
		"channel", "source", "card_level", "unit", "species", "zone",
		"identity", "outcome", "allergy", "method", "valuables" };

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (!strcmp(columns[i], column))
			return true;
	return false;
}

static const char *choice_label(const struct form *f, const char *table, const char *column,
    const char *code)
{
	for (size_t i = 0; i < f->nfields; i++) {
		const struct form_field *field = &f->fields[i];
		const char *label = NULL;

		if (field->path.table && !strcmp(field->path.table->name, table) &&
		    !strcmp(field->path.column_name, column))
			label = form_choice_label(field, code);
		if (label && strcmp(label, code) != 0)
			return label;
	}
	return NULL;
}

static const char *form_word(struct desk *d, const char *table, const char *column,
    const char *code)
{
	size_t n = d->forms ? form_catalog_count(d->forms) : 0;
	const char *label = NULL;

	for (size_t i = 0; i < n && !label; i++)
		label = choice_label(form_catalog_at(d->forms, i), table, column, code);
	return label;
}

static bool say_code(struct desk *d, const char *table, const char *column, const struct value *v,
    char *out, size_t size)
{
	const struct role *role;
	const char *word;

	if (v->type != VALUE_TEXT)
		return false;
	if (!strcmp(column, "role") && d->roles && (role = roles_find(d->roles, v->s))) {
		text_copy(out, size, label_text(&role->label));
		return true;
	}
	word = form_word(d, table, column, v->s);
	if (!strcmp(table, "visit") && !strcmp(column, "state"))
		word = arrival_state_word(v->s);
	if (!strcmp(table, "visit") && !strcmp(column, "outcome"))
		word = arrival_outcome_word(v->s);
	if (!word && !is_coded(column))
		return false;
	for (size_t i = 0; !word && i < sizeof codes / sizeof codes[0]; i++)
		if (!strcmp(codes[i].code, v->s))
			word = tr(codes[i].word);
	text_copy(out, size, word ? word : v->s);
	return true;
}

/* ---- money ---- */

/* Sums are kept in the smallest unit, which nobody says. Of `amount` whole numbers alone: of goods
 * it may be half a bottle. */
static bool say_money(struct desk *d, const char *table, const char *column,
    const struct value *v, char *out, size_t size)
{
	static const char *const names[] = { "price", "deposit", "discount", "amount", "cost",
		"expected", "counted", "budget" };
	bool money = !strcmp(table, "visit") && !strcmp(column, "due");

	for (size_t i = 0; !money && i < sizeof names / sizeof names[0]; i++)
		money = !strcmp(names[i], column);
	if (!money || v->type != VALUE_INT)
		return false;
	desk_sum(d, v->i, out, size);
	return true;
}

char *change_value_text(struct desk *d, const char *table, const char *column,
    const struct value *v,
    char *out, size_t size)
{
	char number[32];

	if (v->type == VALUE_NULL)
		return text_copy(out, size, "-");
	if (!strcmp(table, "appointment") && !strcmp(column, "reason") && v->type == VALUE_TEXT)
		return text_copy(out, size, describe_reason(d, v->s));
	if (say_reference(d, column, v, out, size) || say_time(d, column, v, out, size) ||
	    say_yes_no(column, v, out, size) || say_money(d, table, column, v, out, size) ||
	    say_code(d, table, column, v, out, size))
		return out;
	return text_copy(out, size, value_text(v, number, sizeof number));
}
