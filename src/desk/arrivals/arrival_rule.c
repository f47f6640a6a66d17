/* The rules of the queue, as pure functions: waiting, rounds, what follows what, outcomes. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "desk/arrival.h"

static bool is(const char *a, const char *b)
{
	return !strcmp(a, b);
}

/* Which step may follow which; leaving is possible from everywhere and has its own use case. */
static const struct way {
	const char *from, *to;
} ways[] = {
	{ "waiting", "consult" }, { "waiting", "paying" }, { "waiting", "treating" },
	{ "waiting", "ready" },
	{ "consult", "waiting" }, { "consult", "paying" }, { "consult", "ready" },
	{ "consult", "treating" },
	{ "paying", "waiting" }, { "paying", "ready" }, { "paying", "treating" },
	{ "paying", "consult" },
	{ "ready", "treating" }, { "ready", "waiting" }, { "ready", "paying" },
	{ "ready", "consult" },
	{ "treating", "waiting" }, { "treating", "consult" }, { "treating", "paying" },
	{ "treating", "ready" },
};

bool arrival_may_follow(const char *from, const char *to)
{
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (is(ways[i].from, from) && is(ways[i].to, to))
			return true;
	return false;
}

bool arrival_in_room(const char *state)
{
	return is(state, "consult") || is(state, "treating");
}

bool arrival_waits(const struct visit_row *v)
{
	return is(v->state, "waiting") || is(v->state, "paying") || is(v->state, "ready");
}

int64_t arrival_wait_from(const struct visit_row *v)
{
	bool early = is(v->state, "waiting") && v->start_at > v->since_at;

	return early ? v->start_at : v->since_at;
}

int64_t arrival_minutes(const struct visit_row *v, int64_t now)
{
	int64_t from = arrival_wait_from(v);

	return now > from ? (now - from) / 60 : 0;
}

int64_t arrival_round(const struct visit_row *v, int64_t now, int64_t every)
{
	int64_t from = arrival_wait_from(v), length = every * 60, round;

	if (!arrival_waits(v) || now < from + length || length <= 0)
		return 0;
	round = (now - from) / length;
	return v->greeted_at >= from + round * length ? 0 : round;
}

int64_t arrival_open_due(const struct visit_row *v)
{
	return v->due > v->paid ? v->due - v->paid : 0;
}

bool arrival_to_be_treated(const struct visit_row *v)
{
	return is(v->led_to, "treating") && !v->treated;
}

const char *arrival_next(const struct visit_row *v)
{
	int64_t open = arrival_open_due(v);

	if (is(v->state, "waiting"))
		return !is(v->led_to, "treating") ? "consult" : open ? "paying" : "treating";
	if (is(v->state, "consult"))
		return open ? "paying" : v->due || arrival_to_be_treated(v) ? "ready" : "left";
	if (is(v->state, "paying"))
		return open ? NULL : v->treated ? "left" : "ready";
	if (is(v->state, "ready"))
		return "treating";
	return open ? "paying" : "left";
}

/* ---- words ---- */

struct word {
	const char *code, *label;
};

static const struct word states[] = {
	{ "waiting", N_("waits") }, { "consult", N_("in consultation") },
	{ "paying", N_("at the cash desk") }, { "ready", N_("waits for treatment") },
	{ "treating", N_("in treatment") }, { "left", N_("has left") },
};

const char *arrival_state_word(const char *state)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (is(states[i].code, state))
			return tr(states[i].label);
	return state;
}
