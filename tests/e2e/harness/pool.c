/* See pool.h. */
#include "pool.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "child.h"
#include "run.h"

#define SKIPPED 77
#define SH_LIMIT_MS 150000

struct job {
	const char *file;
	pid_t pid;
	FILE *report;           /* what it printed */
	char *first;            /* first line of a failure, for the list at the end */
};

struct pool {
	const struct pool_options *o;
	struct job *jobs;
	int count;
	struct pool_result result;
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* A scenario that is there to fail. */
static bool is_bad(const char *file)
{
	return !strncmp(base_name(file), "bad-", 4);
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && !strcmp(text + n - m, end);
}

/* --- one test, in its process ---------------------------------------------------------------- */

static void on_alarm(int sig)
{
	(void)sig;
	tty_stop = 1;
}

static int play_scenario(const struct pool_options *o, const char *file)
{
	struct scn scn;
	struct buf problem = { .n = 0 };
	struct run run = {
		.scn = &scn, .program = o->program, .top = o->top, .cache = o->cache,
		.verbose = o->verbose, .keep = o->keep, .generate = o->generate && !is_bad(file),
		.discard = is_bad(file), .slow = o->slow, .limit_s = o->limit_s,
	};
	enum run_result result = RUN_FAILED;

	if (scn_load(&scn, file, &problem))
		result = run_play(&run);
	else
		printf("FAIL %s\n", problem.s);
	scn_free(&scn);
	buf_free(&problem);
	return result == RUN_PASSED ? 0 : result == RUN_SKIPPED ? SKIPPED : 1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static int play_script(const struct pool_options *o, const char *file)
{
	const char *tmp = getenv("TMPDIR");
	struct buf dir = { .n = 0 }, out = { .n = 0 };
	const char *argv[] = { "/bin/sh", file, NULL, NULL };
	int status;

	buf_printf(&dir, "%s/scn-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(dir.s)) {
		printf("FAIL %s: %s: %s\n", file, dir.s, strerror(errno));
		buf_free(&dir);
		return 1;
	}
	argv[2] = dir.s;
	setenv("FRONTDESK", o->program, 1);
	setenv("SCN", o->self, 1);
	status = child_run(argv, NULL, NULL, SH_LIMIT_MS * o->slow, &out);
	if (status && status != SKIPPED)
		printf("FAIL %s: status %d\n%s\n    kept: %s\n", file, status, buf_str(&out),
		    dir.s);
	else if (!o->keep)
		nftw(dir.s, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	buf_free(&dir);
	buf_free(&out);
	return status == 0 || status == SKIPPED ? status : 1;
}

_Noreturn static void work(const struct pool_options *o, const struct job *j)
{
	struct sigaction alarmed = { .sa_handler = on_alarm };
	int status;

	dup2(fileno(j->report), 1);
	dup2(fileno(j->report), 2);
	sigaction(SIGALRM, &alarmed, NULL);
	status = ends_with(j->file, ".sh") ? play_script(o, j->file) : play_scenario(o, j->file);
	exit(status);
}

/* --- judging --------------------------------------------------------------------------------- */

static void read_report(struct job *j, struct buf *out)
{
	char part[4096];
	size_t n;

	rewind(j->report);
	while ((n = fread(part, 1, sizeof part, j->report)) > 0)
		buf_add(out, part, n);
	fclose(j->report);
}

/* For bad-*.scn: what its `# expect:` lines ask for and the report lacks is added to the report. */
static bool failed_as_expected(const struct job *j, int status, struct buf *report)
{
	struct buf text = { .n = 0 }, missing = { .n = 0 };
	const char *p;

	if (status == 0)
		buf_puts(&missing, "FAIL it should have failed\n");
	scn_slurp(j->file, &text);
	for (p = strstr(buf_str(&text), "# expect: "); p; p = strstr(p, "# expect: ")) {
		char *want;
		p += strlen("# expect: ");
		want = mem_dup_n(p, strcspn(p, "\n"));
		if (!strstr(buf_str(report), want))
			buf_printf(&missing, "FAIL %s: its report lacks: %s\n", j->file, want);
		mem_free(want);
	}
	buf_puts(report, buf_str(&missing));
	buf_free(&text);
	p = missing.s;
	buf_free(&missing);
	return !p;
}

static void remember(struct job *j, const char *report)
{
	const char *fail = strstr(report, "FAIL ");
	const char *line = fail ? fail : j->file;

	j->first = mem_dup_n(line, strcspn(line, "\n"));
}

static void judge(struct pool *p, struct job *j, int status)
{
	struct buf report = { .n = 0 };
	bool bad = is_bad(j->file);
	bool failed = status && status != SKIPPED;

	read_report(j, &report);
	if (status > 128)
		buf_printf(&report, "FAIL %s: the runner itself ended with status %d\n", j->file,
		    status);
	if (bad)
		failed = status > 128 || !failed_as_expected(j, status, &report);
	if (failed || (p->o->verbose && !bad) || status == SKIPPED)
		fwrite(buf_str(&report), 1, report.n, stdout);
	p->result.failed += failed;
	p->result.skipped += !failed && status == SKIPPED;
	p->result.passed += !failed && status != SKIPPED;
	if (failed)
		remember(j, buf_str(&report));
	if (p->o->verbose)
		printf("%s: %s\n", j->file,
		    failed ? "failed" : status == SKIPPED ? "skipped" : "passed");
	buf_free(&report);
}

/* --- side by side ---------------------------------------------------------------------------- */

static void begin(struct pool *p, int i, const char *file)
{
	struct job *j = &p->jobs[i];

	j->file = file;
	j->report = tmpfile();
	fflush(stdout);
	j->pid = j->report ? fork() : -1;
	if (j->pid == 0)
		work(p->o, j);
	if (j->pid < 0) {
		j->first = mem_dup(strerror(errno));
		p->result.failed++;
	}
}

static bool end_one(struct pool *p)
{
	int status;
	pid_t pid = wait(&status);

	for (int i = 0; pid > 0 && i < p->count; i++)
		if (p->jobs[i].pid == pid) {
			p->jobs[i].pid = -1;
			judge(p, &p->jobs[i], child_status(status));
			return true;
		}
	return false;
}

/* One alone has just been told. */
static void list_failures(struct pool *p)
{
	for (int i = 0; i < p->count; i++) {
		if (p->jobs[i].first && p->count > 1)
			printf("%s\n", p->jobs[i].first);
		mem_free(p->jobs[i].first);
	}
}

struct pool_result pool_run(const struct pool_options *o, char *const *files, int count)
{
	struct pool p = { .o = o, .count = count };
	int running = 0;

	p.jobs = mem_array((size_t)count, sizeof *p.jobs);
	for (int i = 0; i < count; i++) {
		if (running == o->jobs)
			running -= end_one(&p);
		begin(&p, i, files[i]);
		running += p.jobs[i].pid > 0;
	}
	while (running > 0 && end_one(&p))
		running--;
	if (p.result.failed > 1)
		puts("");
	list_failures(&p);
	mem_free(p.jobs);
	return p.result;
}
