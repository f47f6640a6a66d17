/* See run.h. */
#include "run.h"

#include <errno.h>
#include <ftw.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

#define GRACE_MS 1000           /* for programs of a failed scenario to end when it goes away */

/* --- for the verbs --------------------------------------------------------------------------- */

bool run_fail(struct run *r, const char *fmt, ...)
{
	va_list ap;

	if (r->failure.n)
		return false;
	if (tty_stop)
		buf_printf(&r->failure, "the scenario took longer than its %d seconds\n",
		    r->limit_s * r->slow);
	va_start(ap, fmt);
	buf_vprintf(&r->failure, fmt, ap);
	va_end(ap);
	return false;
}

struct seat *run_seat_named(struct run *r, const char *name)
{
	for (int i = 0; i < r->seats; i++)
		if (!strcmp(r->seat[i].name, name))
			return &r->seat[i];
	return NULL;
}

struct seat *run_seat(struct run *r, const struct scn_line *l)
{
	struct seat *s = l->seat ? run_seat_named(r, l->seat) : r->seats ? &r->seat[0] : NULL;

	if (!s)
		run_fail(r, "no terminal %s was started", l->seat ? l->seat : "");
	return s;
}

char *run_path(const struct run *r, const char *name)
{
	struct buf path = { .n = 0 };

	buf_printf(&path, "%s/%s", r->dir, name);
	return buf_take(&path);
}

void run_rearm(const struct run *r)
{
	alarm((unsigned)(r->limit_s * r->slow));
}

bool run_eventually(struct run *r, int deadline_ms, bool (*check)(struct run *r, void *arg),
    void *arg)
{
	int64_t until = tty_now_us() + (int64_t)deadline_ms * r->slow * 1000;

	while (!check(r, arg)) {
		int64_t left = (until - tty_now_us()) / 1000;
		if (left <= 0 || tty_stop || r->failure.n)
			return false;
		tty_serve((int)left, NULL, 0);
	}
	return true;
}

/* --- playing --------------------------------------------------------------------------------- */

static const struct verb *find_verb(const char *name)
{
	static const struct verb *const tables[] = { act_verbs, look_verbs, world_verbs };

	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
		for (const struct verb *v = tables[t]; v->name; v++)
			if (!strcmp(v->name, name))
				return v;
	return NULL;
}

static bool is_block(const char *verb)
{
	return !strcmp(verb, "repeat") || !strcmp(verb, "end");
}

/* Form of a line, before anything is started: a slip in the last line shows at once. */
static bool check_line(struct run *r, const struct scn_line *l)
{
	const struct verb *v = find_verb(l->verb);

	r->at = l;
	if (is_block(l->verb))
		return l->count == (l->verb[0] == 'r') ||
		    run_fail(r, "repeat takes a number, end nothing");
	if (!v)
		return run_fail(r, "no such verb: %s", l->verb);
	if (l->count < v->min || (v->max >= 0 && l->count > v->max))
		return run_fail(r, "%s does not take %d words", l->verb, l->count);
	if (l->bang && !(v->flags & TAKES_BANG))
		return run_fail(r, "%s takes no !", l->verb);
	return true;
}

/* A program that dies by a signal nobody sent fails the scenario, whatever the line was about. */
static bool check_crashes(struct run *r)
{
	for (int i = 0; i < r->seats; i++) {
		const struct tty *t = r->seat[i].tty;
		int sig = t && t->ended && WIFSIGNALED(t->status) ? WTERMSIG(t->status) : 0;
		if (sig && sig != r->seat[i].signal)
			return run_fail(r, "the program on terminal %s was killed by signal %d "
			    "(%s)", r->seat[i].name, sig, strsignal(sig));
	}
	return true;
}

static bool play_line(struct run *r, const struct scn_line *l)
{
	const struct verb *v = find_verb(l->verb);
	bool done;

	if (r->verbose)
		printf("%s:%d: %s\n", l->file, l->number, l->source);
	if (!v || ((v->flags & NEEDS_SEAT) && !run_seat(r, l)))
		return false;
	done = v->run(r, l);
	if (!done || tty_stop)
		run_fail(r, "it did not hold");
	return check_crashes(r) && !r->failure.n;
}

bool run_text(struct run *r, const char *line)
{
	const struct scn_line *outer = r->at;
	char *path = run_path(r, "line");
	struct scn one = { .n = 0 };
	FILE *f = fopen(path, "we");
	bool done = f && fputs(line, f) >= 0;

	if (f)
		done = !fclose(f) && done;
	done = done && scn_load(&one, path, &r->failure);
	for (size_t i = 0; done && i < one.n; i++)
		done = check_line(r, &one.v[i]) && play_line(r, &one.v[i]);
	r->at = outer;
	scn_free(&one);
	mem_free(path);
	return done;
}

static bool play_lines(struct run *r)
{
	const struct scn *s = r->scn;
	int *left = mem_array(s->n + 1, sizeof *left);
	bool done = true;

	for (size_t i = 0; done && i < s->n && !r->skipped; i++) {
		const struct scn_line *l = r->at = &s->v[i];
		if (!is_block(l->verb)) {
			done = play_line(r, l);
		} else if (l->verb[0] == 'r') {
			done = run_int(r, &l->word[0], &left[i]);
			if (done && left[i] <= 0)
				i = l->mate;
		} else if (--left[l->mate] > 0) {
			i = l->mate;
		}
	}
	mem_free(left);
	return done;
}

static bool check_all(struct run *r)
{
	for (size_t i = 0; i < r->scn->n; i++)
		if (!check_line(r, &r->scn->v[i]))
			return false;
	return true;
}

/* --- beginning and end ----------------------------------------------------------------------- */

static bool make_folder(struct run *r)
{
	const char *tmp = getenv("TMPDIR");
	struct buf path = { .n = 0 };

	buf_printf(&path, "%s/scn-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	r->dir = buf_take(&path);
	if (!mkdtemp(r->dir))
		return run_fail(r, "%s: %s", r->dir, strerror(errno));
	r->db = run_path(r, "desk.db");
	r->clock = run_path(r, "clock");
	return true;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static bool check_sanitizers(struct run *r)
{
	char *pattern = run_path(r, "sanitizer.*");
	struct buf text = { .n = 0 };
	glob_t found;

	if (!glob(pattern, 0, NULL, &found)) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			scn_slurp(found.gl_pathv[i], &text);
		globfree(&found);
	}
	mem_free(pattern);
	if (text.n)
		buf_printf(&r->failure, "%sa sanitizer reports\n%.6000s",
		    r->failure.n ? "\n" : "", text.s);
	buf_free(&text);
	return !r->failure.n;
}

/* Ends what still runs, as a person who switches the terminal off. */
static bool end_programs(struct run *r)
{
	r->at = NULL;
	for (int i = 0; i < r->seats; i++)
		if (r->seat[i].tty && !r->seat[i].tty->ended) {
			tty_hangup(r->seat[i].tty);
			if (!tty_wait_exit(r->seat[i].tty, r->deadline_ms * r->slow))
				return run_fail(r, "terminal %s went away and its program stayed",
				    r->seat[i].name);
			if (WIFSIGNALED(r->seat[i].tty->status) &&
			    WTERMSIG(r->seat[i].tty->status) == SIGHUP)
				r->seat[i].signal = SIGHUP;
		}
	return check_crashes(r) && check_sanitizers(r);
}

static void free_run(struct run *r, bool keep)
{
	for (int i = 0; i < r->seats; i++) {
		if (r->seat[i].tty)
			tty_close(r->seat[i].tty, GRACE_MS);
		mem_free(r->seat[i].log);
		vec_free(&r->seat[i].took);
	}
	if (r->dir && !keep)
		nftw(r->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	for (size_t i = 0; i < r->env.n; i++)
		mem_free(r->env.v[i]);
	for (size_t i = 0; i < r->masks.n; i++)
		mem_free(r->masks.v[i].pattern);
	vec_free(&r->env);
	vec_free(&r->masks);
	mem_free(r->dir);
	mem_free(r->db);
	mem_free(r->clock);
	mem_free(r->name);
	mem_free(r->leave);
	buf_free(&r->said);
	buf_free(&r->failure);
}

static void set_defaults(struct run *r)
{
	r->rows = 24;
	r->cols = 80;
	r->deadline_ms = 5000;
	r->leave = mem_dup("burst C-p \"quit\" Enter");
	text_copy(r->term, sizeof r->term, "xterm-256color");
	text_copy(r->zone, sizeof r->zone, "Asia/Shanghai");
}

enum run_result run_play(struct run *r)
{
	bool done;

	set_defaults(r);
	run_rearm(r);
	done = make_folder(r) && check_all(r) && run_text(r, "clock 2026-11-24T09:00") &&
	    play_lines(r) && end_programs(r);
	alarm(0);
	if (!done) {
		check_sanitizers(r);
		run_report(r);
	} else if (r->keep) {
		printf("kept: %s\n", r->dir);
	}
	free_run(r, (!done && !r->discard) || r->keep);
	return !done ? RUN_FAILED : r->skipped ? RUN_SKIPPED : RUN_PASSED;
}
