/* Limits of complaints: how they come about, what is left of them, and their words. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/complaint.h"
#include "desk/calendar.h"
#include "desk/complaint.h"
#include "desk/desk.h"
#include "form/complaints.h"

enum { DAYS_AHEAD = 731, DAY_MINUTES = 1440 };

static int64_t wall(const struct desk *d, int32_t day, int minute)
{
	return minute < DAY_MINUTES ? zone_instant(d->zone, day, minute * 60) :
	    zone_day_start(d->zone, day + 1);
}

enum err_code complaint_limit(struct desk *d, int64_t branch_id, int64_t from, int hours,
    bool working, int64_t *out, struct err *e)
{
	int64_t left = (int64_t)hours * 3600;
	int32_t first = zone_local(d->zone, from).day;

	*out = from + left;
	for (int32_t day = first; working && day < first + DAYS_AHEAD; day++) {
		struct open_hours h;
		int64_t start, end;

		if (calendar_hours(d, branch_id, day, &h, e) != OK)
			return e->code;
		start = wall(d, day, h.open_min);
		end = wall(d, day, h.close_min);
		if (start < from)
			start = from;
		if (h.open_min >= h.close_min || end <= start)
			continue;
		if (end - start >= left) {
			*out = start + left;
			return OK;
		}
		left -= end - start;
	}
	return OK;
}

int64_t complaint_next(const struct complaint *c, enum complaint_limit_kind *which)
{
	int64_t at = c->solve_due_at;
	enum complaint_limit_kind kind = COMPLAINT_END;

	if (c->promise_at && c->promise_at < at) {
		at = c->promise_at;
		kind = COMPLAINT_PROMISE;
	}
	if (!c->answered_at && c->answer_due_at < at) {
		at = c->answer_due_at;
		kind = COMPLAINT_ANSWER;
	}
	if (which)
		*which = kind;
	return at;
}

/* ---- words ---- */

static const char *word_label(const struct complaint_words *w, const char *code)
{
	const struct complaint_word *x = complaint_word_find(w, code);

	return x ? label_text(&x->label) : code;
}

const char *complaint_word(const struct desk *d, enum complaint_words_of of, const char *code)
{
	const struct complaints_file *f = d->complaints;
	const struct complaint_kind *k = complaints_kind(f, code);

	if (!f || !code[0])
		return code;
	switch (of) {
	case COMPLAINT_LEVEL:
		return word_label(&f->levels, code);
	case COMPLAINT_CHANNEL:
		return word_label(&f->channels, code);
	case COMPLAINT_CAUSE:
		return word_label(&f->causes, code);
	case COMPLAINT_KIND:
		return k ? label_text(&k->label) : code;
	}
	return code;
}

const char *complaint_code(const struct desk *d, enum complaint_words_of of, int64_t n)
{
	const struct complaints_file *f = d->complaints;
	const struct complaint_words *w;

	if (!f || n < 1)
		return NULL;
	if (of == COMPLAINT_KIND)
		return (size_t)n <= f->nkinds ? f->kinds[n - 1].code : NULL;
	w = of == COMPLAINT_LEVEL ? &f->levels : of == COMPLAINT_CHANNEL ? &f->channels :
	    &f->causes;
	return (size_t)n <= w->n ? w->v[n - 1].code : NULL;
}

int64_t complaint_place(const struct desk *d, enum complaint_words_of of, const char *code)
{
	const char *have;

	for (int64_t n = 1; (have = complaint_code(d, of, n)); n++)
		if (!strcmp(have, code))
			return n;
	return 0;
}

char *complaint_why(struct desk *d, const struct complaint *c, char *out, size_t size)
{
	const struct complaint_kind *k = complaints_kind(d->complaints, c->kind);
	char from[40], answer[40], solve[40];

	desk_time_text(d, c->created_at, from, sizeof from);
	desk_time_text(d, c->answer_due_at, answer, sizeof answer);
	desk_time_text(d, c->solve_due_at, solve, sizeof solve);
	if (!k)
		return text_fmt(out, size, tr("The kind \"%s\" is not in complaints.cfg any more. "
		    "First answer by %s, solved by %s."), c->kind, answer, solve);
	return text_fmt(out, size, tr("%s: made %s, first answer within %d h = %s, solved within "
	    "%d h = %s. %s (complaints.cfg:%d)"), label_text(&k->label), from, k->answer, answer,
	    k->solve, solve, k->working ? tr("Hours in which the house is open.") :
	    tr("Hours by the clock."), k->line);
}

char *complaint_left_text(const struct complaint *c, int64_t now, char *out, size_t size)
{
	int64_t left = complaint_next(c, NULL) - now, min = (left < 0 ? -left : left) / 60;

	if (!strcmp(c->state, "closed"))
		return text_copy(out, size, tr("settled"));
	if (min >= 48 * 60)
		return text_fmt(out, size, left < 0 ? tr("late %lld days") : tr("%lld days left"),
		    (long long)(min / 1440));
	if (left < 0 && min >= 60)
		return text_fmt(out, size, tr("late %lld h"), (long long)(min / 60));
	if (left < 0)
		return text_fmt(out, size, tr("late %lld min"), (long long)min);
	return text_fmt(out, size, tr("%lld h %02lld left"), (long long)(min / 60),
	    (long long)(min % 60));
}
