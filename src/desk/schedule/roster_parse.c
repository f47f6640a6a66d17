/* Weekly hours as one line: what was typed is read and put in order (roster_text.c writes it). */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "desk/roster.h"

const char *const roster_kind_codes[] = { "work", "only", "break" };

enum { DAYS_ALL = 0x7f, DAYS_NONE = 0, MINUTE_MAX = 24 * 60 };

/* ---- words ---- */

enum word_kind { WORD_DAY, WORD_DAYS, WORD_KIND, WORD_FROM, WORD_UNTIL };
static const struct word {
	const char *text;
	enum word_kind kind;
	int value;              /* weekday, bits of days, enum roster_kind */
} words[] = {
	{ "monday", WORD_DAY, 1 }, { "mon", WORD_DAY, 1 }, { "tuesday", WORD_DAY, 2 },
	{ "tues", WORD_DAY, 2 }, { "tue", WORD_DAY, 2 }, { "wednesday", WORD_DAY, 3 },
	{ "wed", WORD_DAY, 3 }, { "thursday", WORD_DAY, 4 }, { "thurs", WORD_DAY, 4 },
	{ "thur", WORD_DAY, 4 }, { "thu", WORD_DAY, 4 }, { "friday", WORD_DAY, 5 },
	{ "fri", WORD_DAY, 5 }, { "saturday", WORD_DAY, 6 }, { "sat", WORD_DAY, 6 },
	{ "sunday", WORD_DAY, 7 }, { "sun", WORD_DAY, 7 },
	{ "weekdays", WORD_DAYS, 0x1f }, { "weekend", WORD_DAYS, 0x60 },
	{ "daily", WORD_DAYS, DAYS_ALL }, { "every day", WORD_DAYS, DAYS_ALL },
	{ "工作日", WORD_DAYS, 0x1f }, { "周末", WORD_DAYS, 0x60 }, { "每天", WORD_DAYS, DAYS_ALL },
	{ "每日", WORD_DAYS, DAYS_ALL },
	{ "work", WORD_KIND, ROSTER_WORK }, { "上班", WORD_KIND, ROSTER_WORK },
	{ "only", WORD_KIND, ROSTER_ONLY }, { "仅", WORD_KIND, ROSTER_ONLY },
	{ "只", WORD_KIND, ROSTER_ONLY }, { "break", WORD_KIND, ROSTER_BREAK },
	{ "lunch", WORD_KIND, ROSTER_BREAK }, { "午休", WORD_KIND, ROSTER_BREAK },
	{ "休息", WORD_KIND, ROSTER_BREAK },
	{ "from", WORD_FROM, 0 }, { "自", WORD_FROM, 0 }, { "从", WORD_FROM, 0 },
	{ "until", WORD_UNTIL, 0 }, { "till", WORD_UNTIL, 0 }, { "截至", WORD_UNTIL, 0 },
	{ "止于", WORD_UNTIL, 0 },
};

static const char *const figures[] = { "一", "二", "三", "四", "五", "六", "日", "天" };
static const char *const week_words[] = { "周", "星期", "礼拜" };

/* ---- reading ---- */

struct reader {
	const char *p;
	const struct when_base *base;
	struct roster_line *out;
	enum roster_kind kind;
	unsigned days;                  /* bits; 0: none said */
	int32_t day;                    /* a date said instead of weekdays, DAY_NONE */
	bool hours;                     /* hours were read since the days */
	bool week;                      /* 周 was read: figures are days */
	int32_t from, until;
	struct err *e;
};

static bool starts(const char *p, const char *with)
{
	return !strncmp(p, with, strlen(with));
}

static void skip_blanks(struct reader *r)
{
	while (*r->p == ' ')
		r->p++;
}

static bool take(struct reader *r, const char *text)
{
	skip_blanks(r);
	if (!starts(r->p, text))
		return false;
	r->p += strlen(text);
	return true;
}

static enum err_code bad(struct reader *r, const char *at)
{
	return err_set(r->e, ERR_INVALID,
	    tr("\"%.30s\" is not understood. Type it as: mon-fri 9-12,13-18; sat 9-13"), at);
}

/* A dash in any of its shapes, or its word. */
static bool take_dash(struct reader *r)
{
	return take(r, "-") || take(r, "~") || take(r, "–") || take(r, "—") || take(r, "到") ||
	    take(r, "至");
}

/* A letter right behind a word would make it another one: "money" is not Monday. */
static const struct word *find_word(const char *p)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t n = strlen(words[i].text);

		if (starts(p, words[i].text) &&
		    !(p[0] >= 'a' && p[0] <= 'z' && p[n] >= 'a' && p[n] <= 'z'))
			return &words[i];
	}
	return NULL;
}

/* A weekday in either language; 0: none stands here. */
static int take_day(struct reader *r)
{
	const struct word *w;

	skip_blanks(r);
	w = find_word(r->p);
	if (w && w->kind == WORD_DAY) {
		r->p += strlen(w->text);
		r->week = false;
		return w->value;
	}
	for (size_t i = 0; i < sizeof week_words / sizeof week_words[0]; i++)
		if (starts(r->p, week_words[i])) {
			r->p += strlen(week_words[i]);
			r->week = true;
			break;
		}
	for (size_t i = 0; r->week && i < sizeof figures / sizeof figures[0]; i++)
		if (starts(r->p, figures[i])) {
			r->p += strlen(figures[i]);
			return i == 7 ? 7 : (int)i + 1;
		}
	return 0;
}

static unsigned day_bits(int from, int to)
{
	unsigned bits = 0;

	for (int d = from;; d = d % 7 + 1) {    /* sat-mon goes round */
		bits |= 1u << (d - 1);
		if (d == to)
			return bits;
	}
}

/* Days after hours, or a word for the kind: what follows belongs to them. */
static void begin_part(struct reader *r)
{
	if (!r->hours)
		return;
	r->days = DAYS_NONE;
	r->day = DAY_NONE;
	r->hours = false;
}

static enum err_code read_days(struct reader *r, int first)
{
	const char *at = r->p;
	int last = first;

	begin_part(r);
	if (take_dash(r)) {
		last = take_day(r);
		if (!last)
			return bad(r, at);
	}
	r->days |= day_bits(first, last);
	return OK;
}

/* Figures with an optional colon, and their Chinese signs; -1: no time. */
static int take_time(struct reader *r)
{
	char *end;
	long h, m = 0;
	size_t n = strspn(r->p, "0123456789");

	if (!n || n > 4)
		return -1;
	h = strtol(r->p, &end, 10);
	if (n > 2) {
		m = h % 100;
		h /= 100;
	} else if ((*end == ':' || *end == '.') && strspn(end + 1, "0123456789") == 2) {
		m = strtol(end + 1, &end, 10);
	} else if (starts(end, "点半")) {
		m = 30;
		end += strlen("点半");
	} else if (starts(end, "点") || starts(end, "时")) {
		end += strlen("点");
		if (strspn(end, "0123456789") == 2)
			m = strtol(end, &end, 10);
		if (starts(end, "分"))
			end += strlen("分");
	}
	if (h > 24 || m > 59 || h * 60 + m > MINUTE_MAX)
		return -1;
	r->p = end;
	return (int)(h * 60 + m);
}

static enum err_code add_row(struct reader *r, int weekday, int from, int to)
{
	struct roster_row row = { r->kind, weekday, from, to, DAY_NONE, DAY_NONE };

	if (r->day != DAY_NONE)
		row.from_day = row.to_day = r->day;
	if (r->out->n == ROSTER_ROWS)
		return err_set(r->e, ERR_INVALID, tr("That is too much for one line: at most %d "
		    "rows. Use two lines."), ROSTER_ROWS);
	r->out->v[r->out->n++] = row;
	return OK;
}

static enum err_code read_hours(struct reader *r)
{
	const char *at = r->p;
	int from = take_time(r), to;
	enum err_code rc = OK;

	if (from < 0 || !take_dash(r))
		return bad(r, at);
	skip_blanks(r);
	to = take_time(r);
	if (to < 0)
		return bad(r, at);
	if (to <= from || from >= MINUTE_MAX)
		return err_set(r->e, ERR_INVALID,
		    tr("\"%.20s\" ends before it begins. Hours are of one day: 22-24 and 0-6."),
		    at);
	r->hours = true;
	r->week = false;
	if (r->days == DAYS_NONE || r->days == DAYS_ALL)
		return add_row(r, 0, from, to);
	for (int d = 1; d <= 7 && rc == OK; d++)
		if (r->days & 1u << (d - 1))
			rc = add_row(r, d, from, to);
	return rc;
}

/* The next word, up to a blank or a sign that ends it, as a date; false: it is none. */
static bool take_date(struct reader *r, int32_t *out)
{
	struct when w;
	struct err none = ERR_INIT;
	char text[40];
	size_t n;

	skip_blanks(r);
	n = strcspn(r->p, " ;,");
	if (!n || n >= sizeof text)
		return false;
	text_fmt(text, sizeof text, "%.*s", (int)n, r->p);
	if (when_parse(text, WHEN_PLAN, r->base, &w, &none) != OK || w.day == DAY_NONE ||
	    !w.day_said)
		return false;
	*out = w.day;
	r->p += n;
	return true;
}

static enum err_code read_word(struct reader *r, const struct word *w)
{
	const char *at = r->p;
	bool ok = true;

	r->p += strlen(w->text);
	if (w->kind == WORD_KIND || w->kind == WORD_DAYS)
		begin_part(r);
	if (w->kind == WORD_KIND)
		r->kind = (enum roster_kind)w->value;
	else if (w->kind == WORD_DAYS)
		r->days |= (unsigned)w->value;
	else if (w->kind == WORD_FROM)
		ok = take_date(r, &r->from);
	else if (w->kind == WORD_UNTIL)
		ok = take_date(r, &r->until);
	return ok ? OK :
	    err_set(r->e, ERR_INVALID, tr("\"%.30s\": a day is missing, as 12.1."), at);
}

/* 9-12 are hours, 12.24 and 2026-12-24 are a date: a date has no dash behind its first part, or
 * two. */
static bool is_hours(const char *p)
{
	size_t n = strspn(p, "0123456789:.");
	const char *dash = p + n;

	if (starts(dash, "点") || starts(dash, "时"))
		return true;
	while (*dash == ' ')
		dash++;
	if (!strchr("-~", *dash) && !starts(dash, "–") && !starts(dash, "—") &&
	    !starts(dash, "到") && !starts(dash, "至"))
		return false;
	return *dash != '-' || dash[1 + strspn(dash + 1, "0123456789")] != '-';
}

static enum err_code read_number(struct reader *r)
{
	const char *at = r->p;

	if (is_hours(r->p))
		return read_hours(r);
	begin_part(r);
	return take_date(r, &r->day) ? OK : bad(r, at);
}

static enum err_code read_one(struct reader *r)
{
	const struct word *w = find_word(r->p);
	int day = take_day(r);

	if (day)
		return read_days(r, day);
	if (w)
		return read_word(r, w);
	if (*r->p >= '0' && *r->p <= '9')
		return read_number(r);
	return bad(r, r->p);
}

static enum err_code read_all(struct reader *r)
{
	enum err_code rc = OK;

	for (skip_blanks(r); *r->p && rc == OK; skip_blanks(r)) {
		if (*r->p == ';') {
			r->p++;
			r->hours = r->hours || r->days != DAYS_NONE;
			begin_part(r);
			r->kind = ROSTER_WORK;
		} else if (*r->p == ',') {
			r->p++;
		} else {
			rc = read_one(r);
		}
	}
	return rc;
}

/* ---- in order ---- */

static int by_time(const void *a, const void *b)
{
	const struct roster_row *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->from_day != y->from_day)
		return x->from_day < y->from_day ? -1 : 1;
	if (x->weekday != y->weekday)
		return x->weekday - y->weekday;
	return x->from_min != y->from_min ? x->from_min - y->from_min : x->to_min - y->to_min;
}

static void add_periods(struct reader *r)
{
	for (size_t i = 0; i < r->out->n; i++) {
		struct roster_row *row = &r->out->v[i];

		if (row->from_day == DAY_NONE)
			row->from_day = r->from;
		if (row->to_day == DAY_NONE)
			row->to_day = r->until;
	}
}

static enum err_code settle(struct roster_line *l, struct err *e)
{
	size_t n = 0;

	qsort(l->v, l->n, sizeof l->v[0], by_time);
	for (size_t i = 0; i < l->n; i++) {
		struct roster_row *last = n ? &l->v[n - 1] : NULL, *row = &l->v[i];

		if (last && roster_same_day(last, row) && last->from_min == row->from_min &&
		    last->to_min == row->to_min)
			continue;
		if (last && roster_same_day(last, row) && row->from_min < last->to_min)
			return err_set(e, ERR_INVALID,
			    tr("%02d:%02d-%02d:%02d and %02d:%02d-%02d:%02d are of one day and "
			       "overlap. Make one of them."),
			    last->from_min / 60, last->from_min % 60, last->to_min / 60,
			    last->to_min % 60, row->from_min / 60, row->from_min % 60,
			    row->to_min / 60, row->to_min % 60);
		l->v[n++] = *row;
	}
	l->n = n;
	return OK;
}

/* Small letters, narrow figures and signs; the Chinese separators as their narrow ones. */
static void plain(const char *typed, struct buf *out)
{
	static const struct { uint32_t wide; char narrow; } signs[] = {
		{ 0x3001, ',' }, { 0x3000, ' ' }, { 0x3002, ';' }, { 0x301c, '~' },
	};

	for (const char *s = typed; *s;) {
		uint32_t cp = cp_narrow(utf8_next(&s));

		for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
			if (cp == signs[i].wide)
				cp = (unsigned char)signs[i].narrow;
		if (cp >= 'A' && cp <= 'Z')
			cp += 'a' - 'A';
		buf_put_cp(out, cp == '\t' ? ' ' : cp);
	}
}

enum err_code roster_parse(const char *typed, const struct when_base *base,
    struct roster_line *out, struct err *e)
{
	struct buf text = BUF_INIT;
	struct reader r = { .base = base, .out = out, .day = DAY_NONE, .from = DAY_NONE,
		.until = DAY_NONE, .e = e };
	enum err_code rc;

	out->n = 0;
	plain(typed, &text);
	r.p = buf_str(&text);
	rc = read_all(&r);
	if (rc == OK && !out->n)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Hours are missing. Type it as: mon-fri 9-12,13-18; sat 9-13"));
	if (rc == OK && r.from != DAY_NONE && r.until != DAY_NONE && r.until < r.from)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("The last day comes before the first. Correct one of the two."));
	add_periods(&r);
	if (rc == OK)
		rc = settle(out, e);
	if (rc != OK)
		out->n = 0;
	buf_free(&text);
	return rc;
}
