/* See desk.h. */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

#define QUIET_MS 40             /* of a program that cannot say that it is at rest */

static const char *const peer_env[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "TERM=xterm-256color",
	"LANG=C.UTF-8", "HOME=/nonexistent", "ESCDELAY=50", NULL };

static void write_clock(char path[256], const char *site)
{
	FILE *f;

	snprintf(path, 256, "%.240s.clock", site);
	f = fopen(path, "w");
	/* 2026-11-24 14:32 in the site's zone */
	bench_must(f && fputs("2026-11-24T06:32:00Z\n", f) >= 0 && fclose(f) == 0, "no clock file");
}

struct tty *desk_start(const char *site, int rows, int cols)
{
	return desk_start_as(site, "wf", rows, cols);
}

struct tty *desk_start_as(const char *site, const char *staff, int rows, int cols)
{
	const char *program = getenv("FRONTDESK");
	const char *const argv[] = { program, "-d", site, "-u", staff, NULL };
	char clock[256], set[280];
	const char *const env[] = { peer_env[0], peer_env[1], peer_env[2], peer_env[3], set,
		NULL };
	struct tty_options o = { .argv = argv, .env = env, .rows = rows, .cols = cols,
		.idle = true };
	struct tty *t;

	bench_must(program && access(program, X_OK) == 0, "FRONTDESK is not a program");
	write_clock(clock, site);
	snprintf(set, sizeof set, "FRONTDESK_CLOCK=%s", clock);
	t = tty_spawn(&o);
	bench_must(t && tty_sync(t, DESK_WAIT_MS) == TTY_READY, "the program does not start");
	return t;
}

static bool is_installed(const char *program)
{
	static const char *const folders[] = { "/usr/local/bin", "/usr/bin", "/bin" };
	char path[256];

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(path, sizeof path, "%s/%s", folders[i], program);
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

struct tty *desk_peer(const char *const *argv, const char *cwd, int rows, int cols)
{
	struct tty_options o = { .argv = argv, .env = peer_env, .cwd = cwd, .rows = rows,
		.cols = cols };
	struct tty *t;

	if (!is_installed(argv[0]))
		return NULL;
	t = tty_spawn(&o);
	bench_must(t, "no terminal");
	/* Slow starters first say nothing for a while. */
	tty_settle(t, 700, DESK_WAIT_MS);
	return t;
}

int64_t desk_key(struct tty *t, const char *key, long *bytes)
{
	struct tty_timing m;
	enum tty_state state = tty_measure(t, key, QUIET_MS, DESK_WAIT_MS, &m);

	if (bytes)
		*bytes = m.bytes;
	if (state == TTY_READY || !t->has_idle)
		return m.settled_us * 1000;
	bench_must(false, "the program does not answer");
	return 0;
}

void desk_keys(struct tty *t, const char *const *keys)
{
	for (; *keys; keys++)
		desk_key(t, *keys, NULL);
}

void desk_end(struct tty *t)
{
	tty_close(t, 2000);
}

static bool read_proc(const struct tty *t, const char *name, char *out, size_t size)
{
	char path[64];
	size_t n;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/%s", (long)t->pid, name);
	f = fopen(path, "r");
	if (!f)
		return false;
	n = fread(out, 1, size - 1, f);
	out[n] = '\0';
	fclose(f);
	return true;
}

long desk_rss(const struct tty *t)
{
	char text[4096];
	const char *line = read_proc(t, "status", text, sizeof text) ? strstr(text, "VmRSS:") :
	    NULL;

	return line ? strtol(line + 6, NULL, 10) : 0;
}

/* utime and stime are fields 14 and 15; the second may hold blanks, but ends with the last ). */
long desk_ticks(const struct tty *t)
{
	char text[1024];
	const char *p = read_proc(t, "stat", text, sizeof text) ? strrchr(text, ')') : NULL;
	long sum = 0;

	for (int field = 3; p && *p && field <= 15; field++) {
		p = strchr(p + 1, ' ');
		if (p && field >= 14)
			sum += strtol(p, NULL, 10);
	}
	return sum;
}
