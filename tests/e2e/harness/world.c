/* Everything around the program: its database, the clock, other processes, the scenario's own
 * settings. See run.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "child.h"
#include "db.h"
#include "run.h"

#define COMMAND_MS 30000

/* --- words about the scenario ---------------------------------------------------------------- */

static bool world_name(struct run *r, const struct scn_line *l)
{
	mem_free(r->name);
	r->name = mem_dup(l->word[0].text);
	return true;
}

static bool world_desc(struct run *r, const struct scn_line *l)
{
	(void)r, (void)l;
	return true;
}

static bool is_command(const char *name)
{
	const char *argv[] = { "/bin/sh", "-c", "command -v -- \"$0\"", name, NULL };
	struct buf out = { .n = 0 };
	bool found = child_run(argv, NULL, NULL, COMMAND_MS, &out) == 0;

	buf_free(&out);
	return found;
}

static bool world_needs(struct run *r, const struct scn_line *l)
{
	for (int i = 0; i < l->count && !r->skipped; i++)
		if (!is_command(l->word[i].text)) {
			printf("skipped %s: %s is not installed\n", r->scn->path, l->word[i].text);
			r->skipped = true;
		}
	return true;
}

static bool world_env(struct run *r, const struct scn_line *l)
{
	for (int i = 0; i < l->count; i++) {
		if (!strchr(l->word[i].text, '='))
			return run_fail(r, "%s is not NAME=VALUE", l->word[i].text);
		*vec_push(&r->env) = mem_dup(l->word[i].text);
	}
	return true;
}

static bool world_deadline(struct run *r, const struct scn_line *l)
{
	int64_t ms;

	if (!run_span(r, l->word[0].text, &ms))
		return false;
	r->deadline_ms = (int)ms;
	return true;
}

static bool world_limit(struct run *r, const struct scn_line *l)
{
	int64_t ms;

	if (!run_span(r, l->word[0].text, &ms))
		return false;
	r->limit_s = (int)((ms + 999) / 1000);
	run_rearm(r);
	return true;
}

/* --- clock ----------------------------------------------------------------------------------- */

/* By rename: the program never reads half a number. */
static bool write_clock(struct run *r)
{
	char *next = run_path(r, "clock.new");
	FILE *f = fopen(next, "we");
	bool done = f && fprintf(f, "%lld\n", (long long)r->now) > 0;

	if (f)
		done = !fclose(f) && done;
	done = (done && !rename(next, r->clock)) || run_fail(r, "%s: %s", next, strerror(errno));
	mem_free(next);
	return done;
}

/* HH:MM or HH:MM:SS; HOUR stays -1 when it is neither. */
static void time_read(const char *text, int *hour, int *minute, int *second)
{
	int h, m, used = 0, more = 0;

	if (sscanf(text, "%2d:%2d%n", &h, &m, &used) < 2)
		return;
	if (text[used] && sscanf(text + used, ":%2d%n", second, &more) < 1)
		return;
	if (text[used + more])
		return;
	*hour = h;
	*minute = m;
}

/* YYYY-MM-DDTHH:MM[:SS], the first instant that shows it in the scenario's zone. */
static bool read_instant(struct run *r, const char *text, int64_t *at)
{
	struct err e = ERR_INIT;
	const struct zone *zone;
	int hour = -1, minute = -1, second = 0;
	char date[DAY_TEXT];
	int64_t found[2];
	int32_t day;

	text_fmt(date, sizeof date, "%.10s", text);
	day = day_parse(date);
	if (strlen(text) > 11 && text[10] == 'T')
		time_read(text + 11, &hour, &minute, &second);
	if (day == DAY_NONE || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second > 59)
		return run_fail(r, "%s is not a time like 2026-11-24T14:32", text);
	if (zone_open(r->zone, &zone, &e) != OK)
		return run_fail(r, "zone %s: %s", r->zone, e.text);
	if (!zone_instants(zone, day, hour * 3600 + minute * 60 + second, found))
		return run_fail(r, "the clocks of %s skip %s", r->zone, text);
	*at = found[0];
	return true;
}

static bool world_clock(struct run *r, const struct scn_line *l)
{
	const char *text = l->word[0].text;
	int64_t ms;

	if (!strcmp(text, "real")) {
		r->now = 0;
		return true;
	}
	if (*text != '+' && *text != '-')
		return read_instant(r, text, &r->now) && write_clock(r);
	if (!run_span(r, text + 1, &ms))
		return false;
	r->now += *text == '+' ? ms / 1000 : -ms / 1000;
	return write_clock(r);
}

static bool world_zone(struct run *r, const struct scn_line *l)
{
	text_copy(r->zone, sizeof r->zone, l->word[0].text);
	return true;
}

/* --- other processes ------------------------------------------------------------------------- */

/* All words joined by blanks: the shell reads them again. */
static void join(const struct scn_line *l, struct buf *out)
{
	for (int i = 0; i < l->count; i++)
		buf_printf(out, "%s%s", i ? " " : "", l->word[i].text);
}

static bool run_command(struct run *r, const struct scn_line *l, const char *before)
{
	struct buf line = { .n = 0 };
	const char **env = run_env(r, "other");
	const char *argv[] = { "/bin/sh", "-c", NULL, NULL };
	struct scn_word bang = { .text = l->bang };
	int want = 0, status;

	if (l->bang && !run_int(r, &bang, &want)) {
		run_env_free(env);
		return false;
	}
	buf_puts(&line, before);
	join(l, &line);
	argv[2] = line.s;
	buf_clear(&r->said);
	status = child_run(argv, env, r->dir, COMMAND_MS * r->slow, &r->said);
	run_env_free(env);
	buf_free(&line);
	if (status == want)
		return true;
	if (status == CHILD_LATE)
		return run_fail(r, "the command did not end in time\n%s", buf_str(&r->said));
	return run_fail(r, "expected status %d, it ended with %d\n%s", want, status,
	    buf_str(&r->said));
}

static bool world_other(struct run *r, const struct scn_line *l)
{
	return run_command(r, l, "exec \"$FRONTDESK\" -d \"$DB\" ");
}

static bool world_sh(struct run *r, const struct scn_line *l)
{
	return run_command(r, l, "");
}

static bool world_out(struct run *r, const struct scn_line *l)
{
	for (int i = 0; i < l->count; i++)
		if (!strstr(buf_str(&r->said), l->word[i].text))
			return run_fail(r, "the command did not print \"%s\"", l->word[i].text);
	return true;
}

static bool world_noout(struct run *r, const struct scn_line *l)
{
	for (int i = 0; i < l->count; i++)
		if (strstr(buf_str(&r->said), l->word[i].text))
			return run_fail(r, "the command printed \"%s\"", l->word[i].text);
	return true;
}

/* --- database -------------------------------------------------------------------------------- */

struct question {
	const char *sql, *want;
	struct buf got, problem;
};

static bool is_answered(struct run *r, void *arg)
{
	struct question *q = arg;

	buf_clear(&q->got);
	if (!db_query(r->db, q->sql, &q->got, &q->problem))
		return run_fail(r, "the database says: %s", buf_str(&q->problem));
	return !strcmp(buf_str(&q->got), q->want);
}

static bool world_sql(struct run *r, const struct scn_line *l)
{
	struct question q = { .sql = l->word[0].text, .want = l->word[2].text };
	bool done;

	if (strcmp(l->word[1].text, "="))
		return run_fail(r, "sql needs a = between the question and its answer");
	done = run_eventually(r, r->deadline_ms, is_answered, &q);
	if (!done)
		run_fail(r, "expected \"%s\", the answer is \"%s\"", q.want, buf_str(&q.got));
	buf_free(&q.got);
	buf_free(&q.problem);
	return done;
}

/* exec SQL; exec! SQL [TEXT]: it must be refused, with TEXT among the reasons. */
static bool world_exec(struct run *r, const struct scn_line *l)
{
	struct buf problem = { .n = 0 };
	bool done = db_exec(r->db, l->word[0].text, &problem);
	const char *reason = l->count > 1 ? l->word[1].text : "";

	if (!l->bang && !done)
		run_fail(r, "the database refuses: %s", problem.s);
	if (l->bang && done)
		run_fail(r, "the database took what it should refuse");
	if (l->bang && !done && !strstr(problem.s, reason))
		run_fail(r, "expected \"%s\" among the reasons: %s", reason, problem.s);
	buf_free(&problem);
	return !r->failure.n;
}

const struct verb world_verbs[] = {
	{ "name", 1, 1, 0, world_name },
	{ "desc", 1, -1, 0, world_desc },
	{ "needs", 1, -1, 0, world_needs },
	{ "seed", 1, -1, 0, seed_run },
	{ "clock", 1, 1, 0, world_clock },
	{ "zone", 1, 1, 0, world_zone },
	{ "env", 1, -1, 0, world_env },
	{ "deadline", 1, 1, 0, world_deadline },
	{ "limit", 1, 1, 0, world_limit },
	{ "other", 1, -1, TAKES_BANG, world_other },
	{ "sh", 1, -1, TAKES_BANG, world_sh },
	{ "out", 1, -1, 0, world_out },
	{ "noout", 1, -1, 0, world_noout },
	{ "sql", 3, 3, 0, world_sql },
	{ "exec", 1, 2, TAKES_BANG, world_exec },
	{ .name = NULL },
};
