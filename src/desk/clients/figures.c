#include "desk/figures.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/appointment.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/orders/order_priv.h"

/* ---- units ---- */

/* value in TO = value in FROM * by + plus. Factors: NIST SP 811, appendix B; glucose by its molar
 * mass, 180.16 g/mol. */
static const struct unit {
	const char *from, *to;
	double by, plus;
} units[] = {
	{ "lb", "kg", 0.45359237, 0 }, { "g", "kg", 0.001, 0 }, { "\u65a4", "kg", 0.5, 0 },
	{ "in", "cm", 2.54, 0 }, { "m", "cm", 100, 0 }, { "mm", "cm", 0.1, 0 },
	{ "f", "\u00b0C", 5.0 / 9, -160.0 / 9 }, { "\u00b0f", "\u00b0C", 5.0 / 9, -160.0 / 9 },
	{ "mg", "mmol/L", 1 / 18.016, 0 }, { "mg/dl", "mmol/L", 1 / 18.016, 0 },
	{ "kpa", "mmHg", 7.50062, 0 }, { "min", "h", 1.0 / 60, 0 },
};

static bool same_unit(const char *typed, const char *unit)
{
	size_t n = strlen(typed);

	return !n || strncasecmp(typed, unit, n) == 0 ||
	    (!strncmp(unit, "\u00b0", 2) && strcasecmp(typed, unit + 2) == 0);
}

static const struct unit *find_unit(const char *typed, const char *to)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (!strcasecmp(units[i].from, typed) && !strcmp(units[i].to, to))
			return &units[i];
	return NULL;
}

/* ---- typed figures ---- */

/* The number at the start of TEXT, with a point or a comma; END behind it. False: none. */
static bool read_number(const char *text, double *out, const char **end)
{
	char digits[24];
	size_t n = 0;
	bool point = false, any = false;

	while (*text == ' ')
		text++;
	if (*text == '-')
		digits[n++] = *text++;
	for (; n + 1 < sizeof digits; text++) {
		if (isdigit((unsigned char)*text))
			any = true;
		else if ((*text == '.' || *text == ',') && !point)
			point = true;
		else
			break;
		digits[n++] = *text == ',' ? '.' : *text;
	}
	digits[n] = '\0';
	*end = text;
	*out = any ? strtod(digits, NULL) : 0;
	return any;
}

static const char *name_of(const struct indicator *i)
{
	return describe_in_language(i->name, i->name_en);
}

char *figures_text(const struct indicator *i, double value, char *out, size_t size)
{
	return text_fmt(out, size, "%.*f", i->decimals, value);
}

static enum err_code check_range(const struct indicator *i, double value, struct err *e)
{
	char now[32], min[32], max[32];

	if (value >= i->min && value <= i->max)
		return OK;
	return err_invalid(e, i->code, tr("%s %s %s is out of %s-%s. Correct it."), name_of(i),
	    figures_text(i, value, now, sizeof now), i->unit,
	    figures_text(i, i->min, min, sizeof min), figures_text(i, i->max, max, sizeof max));
}

enum err_code figures_parse(const struct indicator *i, const char *text, double *value, char *typed,
    struct err *e)
{
	const char *rest;
	const struct unit *u = NULL;
	struct buf unit = BUF_INIT;
	enum err_code rc = OK;

	typed[0] = '\0';
	if (!read_number(text, value, &rest))
		return err_invalid(e, i->code, tr("%s: a figure is wanted, in %s."), name_of(i),
		    i->unit);
	buf_puts(&unit, rest);
	buf_trim(&unit);
	if (!same_unit(buf_str(&unit), i->unit)) {
		u = find_unit(buf_str(&unit), i->unit);
		if (!u)
			rc = err_invalid(e, i->code, tr("%s: the unit %.20s is not known. Type it "
			    "in %s."), name_of(i), buf_str(&unit), i->unit);
	}
	buf_free(&unit);
	if (rc != OK)
		return rc;
	if (u) {
		text_copy(typed, 32, text);
		*value = *value * u->by + u->plus;
	}
	return check_range(i, *value, e);
}

/* The next word of a line of figures; NULL: only a remark is left. */
static const char *take_word(const char *p, char *word, size_t size)
{
	size_t n = 0;

	while (*p == ' ' || *p == '/')
		p++;
	if (!isdigit((unsigned char)*p) && !(*p == '-' && (p[1] == ' ' || p[1] == '/' || !p[1])))
		return NULL;
	while (*p && *p != ' ' && *p != '/' && n + 1 < size)
		word[n++] = *p++;
	word[n] = '\0';
	return p;
}

enum err_code figures_parse_line(const struct indicator *const *list, size_t nlist,
    const char *line, struct figures_entry *x, char *remark, size_t size, struct err *e)
{
	const char *p = line, *next;
	char word[40];

	x->n = 0;
	for (size_t i = 0; i < nlist && (next = take_word(p, word, sizeof word)); i++) {
		struct figures_value *v = &x->value[x->n];

		p = next;
		if (!strcmp(word, "-"))
			continue;
		if (figures_parse(list[i], word, &v->value, v->typed, e) != OK)
			return e->code;
		v->indicator_id = list[i]->id;
		x->n++;
	}
	while (*p == ' ')
		p++;
	text_copy(remark, size, p);
	if (!x->n)
		return err_set(e, ERR_INVALID, "%s", tr("No figure was typed: 118/76 72, then a "
		    "remark if there is one."));
	return OK;
}

/* ---- adding ---- */

/* Diastolic lies below systolic. */
static enum err_code check_pair(const struct indicator *a, double va, const struct indicator *b,
    double vb, struct err *e)
{
	if (strcmp(a->code, "sys") != 0 || strcmp(b->code, "dia") != 0 || vb < va)
		return OK;
	return err_invalid(e, "dia", "%s", tr("Systolic below diastolic. Exchange them."));
}

static enum err_code check_all(struct desk *d, const struct figures_entry *x, struct err *e)
{
	struct indicator i, k;

	if (x->at > clock_now() + 60)
		return err_invalid(e, "at", "%s", tr("That time is still to come."));
	for (size_t a = 0; a < x->n; a++)
		if (indicator_get(d->store, x->value[a].indicator_id, &i, e) != OK ||
		    check_range(&i, x->value[a].value, e) != OK)
			return e->code;
	for (size_t a = 0; a < x->n; a++) {
		if (indicator_get(d->store, x->value[a].indicator_id, &i, e) != OK)
			return e->code;
		for (size_t b = 0; b < x->n; b++)
			if (indicator_get(d->store, x->value[b].indicator_id, &k, e) != OK ||
			    check_pair(&i, x->value[a].value, &k, x->value[b].value, e) != OK)
				return e->code;
	}
	return OK;
}

enum err_code figures_add_in(struct txn *t, struct desk *d, const struct figures_entry *x,
    struct err *e)
{
	struct measure m = { .branch_id = d->branch_id, .client_id = x->client_id,
		.dependant_id = x->dependant_id, .at = x->at ? x->at : clock_now(),
		.treatment_id = x->treatment_id, .consultation_id = x->consultation_id };
	int64_t id;
	enum err_code rc = check_all(d, x, e);

	text_copy(m.source, sizeof m.source, x->source ? x->source : "here");
	text_copy(m.remark, sizeof m.remark, x->remark ? x->remark : "");
	desk_day_of(d, m.at, m.day);
	for (size_t i = 0; i < x->n && rc == OK; i++) {
		m.indicator_id = x->value[i].indicator_id;
		m.value = x->value[i].value;
		text_copy(m.typed, sizeof m.typed, x->value[i].typed);
		rc = measure_insert(t, &m, &id, e);
	}
	return rc;
}

static enum err_code begin(struct desk *d, const char *reason, struct txn **t, struct err *e)
{
	struct action_head head = { .name = "measure-add", .reason = reason };

	return action_begin(d->store, &d->who, &head, t, e);
}

static enum err_code finish(struct txn *t, enum err_code rc, const char *table, int64_t id,
    struct err *e)
{
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	action_subject(t, table, id);
	return action_commit(t, NULL, e);
}

enum err_code figures_add(struct desk *d, const struct figures_entry *x, struct err *e)
{
	struct txn *t;
	enum err_code rc = begin(d, NULL, &t, e);

	if (rc != OK)
		return rc;
	rc = order_check_whom(d, x->client_id, x->dependant_id, e);
	if (rc == OK)
		rc = figures_add_in(t, d, x, e);
	return finish(t, rc, "client", x->client_id, e);
}

enum err_code figures_strike(struct desk *d, int64_t measure_id, const char *reason,
    struct err *e)
{
	struct txn *t;
	enum err_code rc;

	if (!reason || !reason[0])
		return err_invalid(e, "reason", "%s", tr("Say why the value is struck."));
	rc = begin(d, reason, &t, e);
	return rc == OK ? finish(t, measure_strike(t, measure_id, reason, e), "measure",
	    measure_id, e) : rc;
}

static enum err_code strike_own(struct desk *d, struct txn *t, int64_t id, int64_t *at,
    struct err *e)
{
	struct measure m;
	char today[DAY_TEXT];
	enum err_code rc = measure_get(d->store, id, &m, e);

	if (rc != OK)
		return rc;
	if (m.staff_id != d->who.staff_id || strcmp(m.day, desk_today_text(d, today)) != 0)
		return err_set(e, ERR_DENIED, "%s", tr("Only an own value of today is corrected. "
		    "x strikes it, with a reason."));
	*at = m.at;
	return measure_strike(t, id, tr("corrected"), e);
}

enum err_code figures_correct(struct desk *d, const int64_t *ids, size_t n,
    const struct figures_entry *x, struct err *e)
{
	struct figures_entry fresh = *x;
	struct txn *t;
	enum err_code rc = begin(d, tr("corrected"), &t, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; i < n && rc == OK; i++)
		rc = strike_own(d, t, ids[i], &fresh.at, e);
	if (rc == OK)
		rc = figures_add_in(t, d, &fresh, e);
	return finish(t, rc, "client", x->client_id, e);
}

/* ---- bands ---- */

/* "110-130" at the start of TEXT; *REST behind it. */
static enum err_code read_band(const struct indicator *i, const char *text, struct target *out,
    const char **rest, struct err *e)
{
	while (*text == ' ')
		text++;
	*rest = text;
	if (!isdigit((unsigned char)*text) && *text != '-')
		return OK;
	if (*text != '-')
		out->has_low = read_number(text, &out->low, &text);
	while (*text == ' ')
		text++;
	if (*text != '-')
		return err_invalid(e, "low", tr("%s: type the band as 110-130."), name_of(i));
	text++;
	if (isdigit((unsigned char)*text))
		out->has_high = read_number(text, &out->high, &text);
	*rest = text;
	if ((out->has_low && check_range(i, out->low, e) != OK) ||
	    (out->has_high && check_range(i, out->high, e) != OK))
		return e->code;
	return OK;
}

enum err_code figures_parse_target(struct desk *d, const struct indicator *i, const char *text,
    struct target *out, struct err *e)
{
	struct when_base base = desk_when(d);
	const char *rest, *words[] = { "until", "\u5230", "\u81f3" };
	struct when w;

	*out = (struct target){ .indicator_id = i->id };
	if (read_band(i, text, out, &rest, e) != OK)
		return e->code;
	while (*rest == ' ')
		rest++;
	for (size_t k = 0; k < 3; k++)
		if (!strncmp(rest, words[k], strlen(words[k])))
			rest += strlen(words[k]);
	while (*rest == ' ')
		rest++;
	if (!*rest)
		return OK;
	if (when_parse(rest, WHEN_PLAN, &base, &w, e) != OK)
		return e->code;
	day_format(w.day, out->ask_until);
	return OK;
}

enum err_code figures_band(struct desk *d, int64_t client_id, const struct indicator *i,
    struct figures_band *out, struct err *e)
{
	struct target_list l = { 0 };
	enum err_code rc = target_list(d->store, client_id, &l, e);

	*out = (struct figures_band){ .has_low = i->has_low, .has_high = i->has_high,
		.low = i->low, .high = i->high };
	for (size_t k = 0; k < l.n; k++) {
		if (l.v[k].indicator_id != i->id)
			continue;
		text_copy(out->ask_until, sizeof out->ask_until, l.v[k].ask_until);
		if (!l.v[k].has_low && !l.v[k].has_high)
			continue;
		out->own = true;
		out->has_low = l.v[k].has_low;
		out->has_high = l.v[k].has_high;
		out->low = l.v[k].low;
		out->high = l.v[k].high;
	}
	target_list_free(&l);
	return rc;
}

bool figures_beyond(const struct figures_band *b, double value)
{
	return (b->has_low && value < b->low) || (b->has_high && value > b->high);
}

enum err_code figures_set_target(struct desk *d, int64_t client_id, const struct target *x,
    struct err *e)
{
	struct txn *t;
	enum err_code rc;

	if (x->has_low && x->has_high && x->low >= x->high)
		return err_invalid(e, "low", "%s", tr("The lower limit lies above the upper one."));
	rc = begin(d, NULL, &t, e);
	return rc == OK ? finish(t, target_set(t, client_id, x, e), "client", client_id, e) : rc;
}

int figures_gap_days(struct desk *d, int64_t client_id, int64_t dependant_id,
    int64_t indicator_id, int limit)
{
	struct appointment_row next;
	struct measure last;
	struct err none = ERR_INIT;
	int64_t days;

	if (measure_last(d->store, client_id, dependant_id, indicator_id, &last, &none) != OK ||
	    appointment_next(d->store, client_id, clock_now(), &next, &none) != OK)
		return 0;
	days = (next.start_at - last.at) / 86400;
	return days >= limit ? (int)days : 0;
}

/* ---- habits ---- */

enum err_code habit_add(struct desk *d, const struct habit *h, int64_t *id, struct err *e)
{
	struct habit row = *h;
	struct txn *t;
	enum err_code rc;

	*id = 0;
	if (!h->name[0])
		return err_invalid(e, "name", "%s", tr("Which habit?"));
	rc = begin(d, NULL, &t, e);
	if (rc != OK)
		return rc;
	desk_today_text(d, row.day);
	rc = habit_insert(t, &row, id, e);
	return finish(t, rc, "habit", *id, e);
}

enum err_code habit_step(struct desk *d, int64_t id, const char *state, struct err *e)
{
	struct habit h;
	struct txn *t;
	char day[DAY_TEXT];
	enum err_code rc = begin(d, NULL, &t, e);

	if (rc != OK)
		return rc;
	rc = habit_get(d->store, id, &h, e);
	if (rc == OK)
		rc = habit_set_state(t, id, h.state, state,
		    strcmp(state, "replaced") == 0 ? desk_today_text(d, day) : NULL, e);
	return finish(t, rc, "habit", id, e);
}
