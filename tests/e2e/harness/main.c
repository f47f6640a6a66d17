/*
 * scn: plays end-to-end scenarios.
 *
 *	scn [-v] [-k] [--jobs N] [--limit SECONDS] [FILE.scn|FILE.sh ...]
 *	scn --selftest
 *
 * Without files: all of tests/e2e. The program under test is $FRONTDESK, else frontdesk beside this
 * program. GENERATE=1 writes golden screens, SCN_SLOW=4 multiplies all deadlines.
 */
#include <errno.h>
#include <getopt.h>
#include <glob.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "pool.h"
#include "selftest/selftest.h"

static char self[PATH_MAX];     /* this program */
static char here[PATH_MAX];     /* its folder */
static char top[PATH_MAX];      /* folder of the project */
static char program[PATH_MAX];
static char cache[PATH_MAX];

static int number_in(const char *text, int least)
{
	char *end;
	long n = strtol(text, &end, 10);

	return *end || n < least || n > 100000 ? least : (int)n;
}

/* The project is the first folder above this program that has tests/e2e, else the current one. */
static void find_top(void)
{
	char probe[PATH_MAX];

	text_copy(top, sizeof top, here);
	while (*top) {
		text_fmt(probe, sizeof probe, "%s/tests/e2e", top);
		if (!access(probe, X_OK))
			return;
		*strrchr(top, '/') = '\0';
	}
	text_copy(top, sizeof top, ".");
}

static void find_places(void)
{
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	const char *given = getenv("FRONTDESK");
	char at[PATH_MAX];

	self[n > 0 ? n : 0] = '\0';
	text_copy(here, sizeof here, self);
	if (strrchr(here, '/'))
		*strrchr(here, '/') = '\0';
	find_top();
	if (!given || !*given)
		text_fmt(program, sizeof program, "%s/frontdesk", here);
	else if (*given == '/' || !getcwd(at, sizeof at))
		text_copy(program, sizeof program, given);
	else
		text_fmt(program, sizeof program, "%s/%s", at, given);
	text_fmt(cache, sizeof cache, "%s/e2e-cache", here);
}

static struct pool_result run_found(const struct pool_options *o, const char *folder)
{
	struct pool_result result;
	char scn[PATH_MAX + 16], sh[PATH_MAX + 16];
	glob_t found;

	text_fmt(scn, sizeof scn, "%s/*.scn", folder);
	text_fmt(sh, sizeof sh, "%s/*.sh", folder);
	glob(scn, 0, NULL, &found);
	glob(sh, GLOB_APPEND, NULL, &found);
	result = pool_run(o, found.gl_pathv, (int)found.gl_pathc);
	globfree(&found);
	return result;
}

static int finish(struct pool_result r)
{
	printf("%d passed, %d failed", r.passed, r.failed);
	if (r.skipped)
		printf(", %d skipped", r.skipped);
	puts("");
	return r.failed > 0;
}

/* The harness on trial: scenarios that must pass and that must fail, with a program of its own,
 * which is this one under another name. */
static int selftest(struct pool_options *o)
{
	char folder[PATH_MAX + 32], link[PATH_MAX + 8];
	struct pool_result r;
	bool sound;

	unlink(text_fmt(link, sizeof link, "%s/toy", here));
	if (symlink(self, link) && errno != EEXIST) {
		perror(link);
		return 2;
	}
	o->program = link;
	sound = selftest_library();
	r = run_found(o, text_fmt(folder, sizeof folder, "%s/tests/e2e/harness/selftest", top));
	r.failed += !sound;
	r.passed += sound;
	return finish(r);
}

enum { OPT_JOBS = 256, OPT_LIMIT, OPT_SELFTEST };

static const struct option options[] = {
	{ "jobs", required_argument, NULL, OPT_JOBS },
	{ "limit", required_argument, NULL, OPT_LIMIT },
	{ "selftest", no_argument, NULL, OPT_SELFTEST },
	{ .name = NULL },
};

static int usage(void)
{
	fputs("usage: scn [-v] [-k] [--jobs N] [--limit SECONDS] [FILE.scn|FILE.sh ...]\n"
	    "       scn --selftest\n", stderr);
	return 2;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value && strcmp(value, "0");
}

int main(int argc, char **argv)
{
	struct pool_options o = {
		.program = program, .self = self, .top = top, .cache = cache,
		.generate = is_set("GENERATE"), .jobs = 2, .limit_s = 60,
		.slow = is_set("SCN_SLOW") ? number_in(getenv("SCN_SLOW"), 1) : 1,
	};
	char folder[PATH_MAX + 16];
	bool test_self = false;
	struct pool_result r;

	if (toy_is_called(argv[0]))
		return toy_main(argc, argv);
	setlocale(LC_CTYPE, "C.UTF-8");         /* widths of characters, regular expressions */
	for (int c; (c = getopt_long(argc, argv, "vk", options, NULL)) != -1;)
		switch (c) {
		case 'v': o.verbose = true; break;
		case 'k': o.keep = true; break;
		case OPT_JOBS: o.jobs = number_in(optarg, 1); break;
		case OPT_LIMIT: o.limit_s = number_in(optarg, 1); break;
		case OPT_SELFTEST: test_self = true; break;
		default: return usage();
		}
	find_places();
	if (test_self)
		return selftest(&o);
	if (optind < argc)
		r = pool_run(&o, argv + optind, argc - optind);
	else
		r = run_found(&o, text_fmt(folder, sizeof folder, "%s/tests/e2e", top));
	return finish(r);
}
