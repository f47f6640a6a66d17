/* Adverse reactions of a session: the sign when it is seen, then what was done, how it ended. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "treat_priv.h"
#include "tui/dialog.h"

static bool goes_on(const struct adverse *a)
{
	return strcmp(a->state, "over") != 0;
}

/* Two parts with a semicolon between, the Chinese one too. SECOND "" where there is none. */
static void two_parts(const char *text, char *first, size_t size, const char **second)
{
	static const char wide[] = "；";
	size_t plain = strcspn(text, ";");
	const char *other = strstr(text, wide);
	size_t n = other && (size_t)(other - text) < plain ? (size_t)(other - text) : plain;

	text_copy_n(first, size, text, n);
	*second = text + n;
	if (**second)
		*second += **second == ';' ? 1 : sizeof wide - 1;
	*second += strspn(*second, " ");
}

static char *reaction_text(const struct desk *d, const struct adverse *a, char *out, size_t size)
{
	char at[48];

	/* Once it is over what counts is how. */
	return text_fmt(out, size, "%s %s%s%s: %s", desk_time_text(d, a->at, at, sizeof at),
	    a->sign, a->measure[0] && !a->outcome[0] ? ", " : "",
	    a->outcome[0] ? "" : a->measure,
	    a->outcome[0] ? a->outcome : goes_on(a) ? tr("goes on") : tr("over"));
}

char *treat_reaction_text(const struct treat *st, char *out, size_t size)
{
	const struct adverse_list *l = &st->adverse;
	const struct adverse *a = l->n ? &l->v[0] : NULL;

	for (size_t i = l->n; i > 0; i--)
		if (goes_on(&l->v[i - 1]))
			a = &l->v[i - 1];
	return a ? reaction_text(st->ask.desk, a, out, size) : text_copy(out, size, "");
}

/* ---- asking ---- */

static enum err_code follow(struct screen *s, const struct adverse *a, struct err *e)
{
	struct treat *st = s->state;
	char text[480];
	enum err_code rc;

	text_fmt(text, sizeof text, "%s; ", a->measure);
	rc = treat_ask(s, ASK_OUTCOME, st->ask.id, a->measure[0] ? text : "", e);
	text_fmt(st->ask.head, sizeof st->ask.head, "%lld", (long long)a->id);
	return rc;
}

static void chosen(struct screen *s, int answer, int64_t ref)
{
	struct treat *st = s->state;
	struct err e = ERR_INIT;
	enum err_code rc = OK;
	int at = 0;

	(void)ref;
	if (answer == ANSWER_BACK)
		return;
	for (size_t i = 0; i < st->adverse.n && at < answer; i++)
		if (goes_on(&st->adverse.v[i]) && ++at == answer) {
			rc = follow(s, &st->adverse.v[i], &e);
			answer = -1;
		}
	if (answer > 0)
		rc = treat_ask(s, ASK_REACTION, st->ask.id, "", &e);
	if (rc != OK)
		screen_refuse(s, &e);
}

enum err_code treat_run_react(struct screen *s, struct err *e)
{
	struct treat *st = s->state;
	struct dialog box = { .title = tr("Adverse reaction"), .text = "", .done = chosen };
	char line[DIALOG_CHOICES][120];
	int n = 0;

	if (front_may(s, "treat-adverse", e) != OK)
		return e->code;
	for (size_t i = 0; i < st->adverse.n && n < DIALOG_CHOICES - 1; i++)
		if (goes_on(&st->adverse.v[i])) {
			box.choices[n].digit = n + 1;
			box.choices[n].label = reaction_text(st->ask.desk, &st->adverse.v[i],
			    line[n], 68);
			n++;
		}
	box.choices[n] = (struct dialog_choice){ .digit = n + 1, .label = tr("another one") };
	return n ? dialog_open(s, &box, e) : treat_ask(s, ASK_REACTION, st->ask.id, "", e);
}

/* ---- answers ---- */

static enum err_code kept(struct screen *s, const struct adverse_report *r, const char *said,
    struct err *e)
{
	struct treat_ask *a = s->state;
	int64_t id;
	enum err_code rc = treatment_adverse(a->desk, r, &id, e);

	if (rc != OK)
		return rc;
	screen_done(s, "%s", said);
	front_wrote(s);
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
	return OK;
}

/* "blister; cooled": the sign, and what was done about it. */
enum err_code treat_react(struct screen *s, const char *text, struct err *e)
{
	struct adverse_report r = { .treatment_id = ((struct treat_ask *)s->state)->id };
	char sign[400];

	two_parts(text, sign, sizeof sign, &r.measure);
	r.sign = sign;
	return kept(s, &r, tr("Kept as a reaction; the expert is told. w says how it ends."), e);
}

/* "cooled, cream; healed": what was done so far, and how it ended. */
enum err_code treat_react_on(struct screen *s, const char *number, const char *text,
    struct err *e)
{
	struct adverse_report r = { .treatment_id = ((struct treat_ask *)s->state)->id,
		.id = strtoll(number, NULL, 10) };
	char measure[400];

	two_parts(text, measure, sizeof measure, &r.outcome);
	r.measure = measure;
	r.over = !text_is_blank(r.outcome);
	return kept(s, &r, r.over ? tr("The reaction is over; how it ended is kept.") :
	    tr("Kept; the reaction goes on."), e);
}
