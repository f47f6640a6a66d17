#include "desk/survey_find.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/segment.h"

enum { WORD = 120 };

void survey_find_init(const struct desk *d, struct survey_find *f)
{
	*f = (struct survey_find){ .rated_id = 0 };
	apptfind_init(d, &f->is);
}

/* ---- tier, growth, segment ---- */

static bool take_class(const struct segment_rules *rules, const char *typed, char *out, size_t size)
{
	for (size_t i = 0; i < rules->n; i++)
		if (!strcasecmp(typed, rules->v[i].code) ||
		    !strcasecmp(typed, label_text(&rules->v[i].label))) {
			text_copy(out, size, rules->v[i].code);
			return true;
		}
	return false;
}

/* KEY NULL: whichever of them it is. */
static bool find_class(const struct desk *d, const char *key, const char *typed,
    struct survey_find *f)
{
	const struct segments_file *s = d->segments;
	const struct {
		const char *key;
		const struct segment_rules *rules;
	} all[] = { { "seg", s ? &s->segments : NULL }, { "tier", s ? &s->tiers : NULL },
		{ "growth", s ? &s->growth : NULL } };

	for (size_t i = 0; s && i < sizeof all / sizeof *all; i++)
		if ((!key || !strcasecmp(key, all[i].key)) &&
		    take_class(all[i].rules, typed, f->class, sizeof f->class))
			return true;
	return false;
}

static bool is_class_key(const char *key)
{
	return !strcasecmp(key, "seg") || !strcasecmp(key, "tier") || !strcasecmp(key, "growth");
}

/* ---- days ---- */

/* Of visits that were: figures and months count back. */
static enum err_code set_days(struct desk *d, struct survey_find *f, const char *typed,
    struct err *e)
{
	struct when_base base = desk_when(d);
	struct when w;
	enum err_code rc = when_parse(typed, WHEN_RANGE, &base, &w, e);

	if (rc != OK)
		return rc;
	if (!w.day_said || w.day == DAY_NONE)
		return err_set(e, ERR_INVALID, tr("\"%s\" names no day of a visit. Type t, w, nov, "
		    "11.1..11.15."), typed);
	f->is.from = w.day;
	f->is.to = w.last != DAY_NONE ? w.last : w.day;
	return OK;
}

/* Figures alone are a client's. */
static bool is_days(struct desk *d, struct survey_find *f, const char *word)
{
	struct err none = ERR_INIT;

	return word[strspn(word, "0123456789")] && set_days(d, f, word, &none) == OK;
}

/* ---- what of appointments does not hold here ---- */

static enum err_code find_person(struct desk *d, struct survey_find *f, struct err *e)
{
	struct resource r;
	enum err_code rc;

	if (!f->is.resource_id)
		return OK;
	rc = resource_get(d->store, f->is.resource_id, &r, e);
	if (rc == OK && !r.staff_id)
		rc = err_set(e, ERR_INVALID, tr("%s is no person. A survey is about who served."),
		    r.name);
	f->rated_id = r.staff_id;
	return rc;
}

static enum err_code settle(struct desk *d, struct survey_find *f, struct err *e)
{
	if (f->is.state[0] || f->is.at_min >= 0 || f->is.to_min)
		return err_set(e, ERR_INVALID, "%s", tr("Surveys have no state and no hour. Type "
		    "days, a service, a person, a branch, a client, a tier or a segment."));
	if (!f->is.branch_id && !rights_may(d, "see-branches"))
		f->is.branch_id = d->branch_id;
	return find_person(d, f, e);
}

/* ---- by key, by line ---- */

enum err_code survey_find_set(struct desk *d, struct survey_find *f, const char *key,
    const char *value, struct err *e)
{
	enum err_code rc;

	if (is_class_key(key))
		return find_class(d, key, value, f) ? OK : err_set(e, ERR_NOTFOUND,
		    tr("There is no %s \"%s\". F12 has the words of the site."), key, value);
	rc = !strcasecmp(key, "on") ? set_days(d, f, value, e) :
	    apptfind_set(d, &f->is, key, value, e);
	return rc == OK ? settle(d, f, e) : rc;
}

/* What is about days and the client's class is taken out of the line; the rest is as for
 * appointments. */
static enum err_code take_word(struct desk *d, struct survey_find *f, const char *word,
    struct buf *rest, struct err *e)
{
	const char *is = strchr(word, '=');
	char key[16];

	if (is && (size_t)(is - word) < sizeof key &&
	    (is_class_key(text_copy_n(key, sizeof key, word, (size_t)(is - word))) ||
	    !strcasecmp(key, "on")))
		return survey_find_set(d, f, key, is + 1, e);
	if (is || (!find_class(d, NULL, word, f) && !is_days(d, f, word)))
		buf_printf(rest, "%s%s", rest->n ? " " : "", word);
	return OK;
}

enum err_code survey_find_parse(struct desk *d, const char *typed, struct survey_find *f,
    struct err *e)
{
	struct buf rest = BUF_INIT;
	struct apptfind days;
	char word[WORD];
	enum err_code rc = OK;

	survey_find_init(d, f);
	while (*typed && rc == OK) {
		size_t n = strcspn(typed, " ");

		if (n)
			rc = take_word(d, f, text_copy_n(word, sizeof word, typed, n), &rest, e);
		typed += n + (typed[n] == ' ');
	}
	days = f->is;
	if (rc == OK)
		rc = apptfind_parse(d, buf_str(&rest), &f->is, e);
	if (days.from != DAY_NONE) {
		f->is.from = days.from;
		f->is.to = days.to;
	}
	buf_free(&rest);
	return rc == OK ? settle(d, f, e) : rc;
}

/* ---- in words ---- */

static const char *class_word(const struct desk *d, const char *class)
{
	const struct segments_file *s = d->segments;
	const struct segment_rules *all[] = { s ? &s->segments : NULL, s ? &s->tiers : NULL,
		s ? &s->growth : NULL };

	for (size_t i = 0; s && class[0] && i < sizeof all / sizeof *all; i++) {
		const struct segment_rule *r = segment_rule_find(all[i], class);

		if (r)
			return label_text(&r->label);
	}
	return class;
}

static void add(struct buf *b, const char *text)
{
	if (text[0])
		buf_printf(b, "%s%s", b->n ? ", " : "", text);
}

char *survey_find_say(struct desk *d, const struct survey_find *f, char *out, size_t size)
{
	struct buf b = BUF_INIT;
	char from[48], to[48];

	if (f->is.from != DAY_NONE)
		add(&b, day_echo(f->is.from, desk_today(d), from, sizeof from));
	if (f->is.from != DAY_NONE && f->is.to != f->is.from)
		buf_printf(&b, " - %s", day_echo(f->is.to, desk_today(d), to, sizeof to));
	add(&b, !f->is.branch_id ? tr("all branches") : f->is.branch);
	add(&b, f->is.resource);
	add(&b, f->is.service);
	add(&b, class_word(d, f->class));
	add(&b, f->is.who);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}

/* ---- what is found ---- */

struct days {
	char from[12], to[12];
};

static void filter_of(const struct survey_find *f, struct days *visit, struct survey_filter *out)
{
	*out = (struct survey_filter){ .branch_id = f->is.branch_id,
		.service_id = f->is.service_id, .rated_id = f->rated_id,
		.class = f->class[0] ? f->class : NULL };
	if (f->is.from == DAY_NONE)
		return;
	day_format(f->is.from, visit->from);
	day_format(f->is.to, visit->to);
	out->visit_from = visit->from;
	out->visit_to = visit->to;
}

static enum err_code run_one(struct desk *d, const struct survey_filter *f,
    struct survey_list *out, struct err *e)
{
	return f->from_day ? survey_list_back(d->store, f, out, e) :
	    survey_list_open(d->store, f, out, e);
}

/* Of each client who was meant. */
static enum err_code run_clients(struct desk *d, const struct apptfind *is,
    struct survey_filter *f, struct survey_list *out, struct err *e)
{
	struct survey_list one = { 0 };
	enum err_code rc = OK;

	survey_list_free(out);
	for (size_t i = 0; i < is->nclient && rc == OK; i++) {
		f->client_id = is->client[i];
		rc = run_one(d, f, &one, e);
		for (size_t k = 0; k < one.n && rc == OK; k++)
			*vec_push(out) = one.v[k];
	}
	survey_list_free(&one);
	return rc;
}

enum err_code survey_find_run(struct desk *d, const struct survey_find *f, const char *back_from,
    const char *back_to, struct survey_list *out, struct err *e)
{
	struct survey_filter filter;
	struct days visit;

	filter_of(f, &visit, &filter);
	filter.from_day = back_from;
	filter.to_day = back_to;
	return f->is.of_client ? run_clients(d, &f->is, &filter, out, e) :
	    run_one(d, &filter, out, e);
}

enum err_code survey_find_rates(struct desk *d, const struct survey_find *f, enum survey_by by,
    const char *from, const char *to, struct survey_rates *out, struct err *e)
{
	struct survey_filter filter;
	struct days visit;

	filter_of(f, &visit, &filter);
	filter.from_day = filter.visit_from ? filter.visit_from : from;
	filter.to_day = filter.visit_to ? filter.visit_to : to;
	return survey_rates(d->store, by, &filter, out, e);
}
