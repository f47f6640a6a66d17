/* See calendars.h. */
#include "calendars.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "data/appointment.h"
#include "desk.h"
#include "desk/desk.h"
#include "years.h"

#define DAY "2026-11-25"
#define RUNS 9
#define STARTS 7
#define MOVES 20
#define LIMIT_S 20              /* of one command */
#define QUIET_MS 300            /* behind its first output: a program has painted all */

/* ---- the same appointments ---- */

struct writer {
	struct desk *desk;
	const char *folder;
	FILE *calcurse, *remind;
	bool khal;                      /* one file each */
};

static FILE *open_file(const char *folder, const char *name)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	bench_must(f, path);
	return f;
}

static void make_folder(const char *folder, const char *name)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	mkdir(path, 0777);
	bench_must(access(path, W_OK) == 0, path);
}

static void write_event(const struct writer *w, const struct appointment_row *a)
{
	char name[64];
	struct local_time from = zone_local(w->desk->zone, a->start_at);
	struct local_time to = zone_local(w->desk->zone, a->end_at);
	struct ymd c = day_split(from.day);
	FILE *f;

	snprintf(name, sizeof name, "khal/clinic/%lld.ics", (long long)a->id);
	f = open_file(w->folder, name);
	fprintf(f, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VEVENT\r\n"
	    "UID:%lld\r\nDTSTAMP:20261120T000000Z\r\n"
	    "DTSTART;TZID=Asia/Shanghai:%04d%02d%02dT%02d%02d00\r\n"
	    "DTEND;TZID=Asia/Shanghai:%04d%02d%02dT%02d%02d00\r\nSUMMARY:%s %s %s\r\n"
	    "LOCATION:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", (long long)a->id, c.year, c.month,
	    c.day, from.second / 3600, from.second / 60 % 60, c.year, c.month, c.day,
	    to.second / 3600, to.second / 60 % 60, a->client, a->service_en, a->staff, a->room);
	bench_must(fclose(f) == 0, name);
}

static void write_one(const struct writer *w, const struct appointment_row *a)
{
	struct local_time from = zone_local(w->desk->zone, a->start_at);
	struct local_time to = zone_local(w->desk->zone, a->end_at);
	struct ymd c = day_split(from.day);
	int minutes = (int)((a->end_at - a->start_at) / 60);

	if (!a->live && !strcmp(a->state, "cancelled"))
		return;
	fprintf(w->calcurse, "%02d/%02d/%04d @ %02d:%02d -> %02d/%02d/%04d @ %02d:%02d"
	    " |%s, %s, %s %s\n", c.month, c.day, c.year, from.second / 3600,
	    from.second / 60 % 60, c.month, c.day, c.year, to.second / 3600, to.second / 60 % 60,
	    a->client, a->service_en, a->staff, a->room);
	fprintf(w->remind, "REM %s AT %02d:%02d DURATION %d:%02d MSG %s, %s, %s %s\n", a->day,
	    from.second / 3600, from.second / 60 % 60, minutes / 60, minutes % 60, a->client,
	    a->service_en, a->staff, a->room);
	if (w->khal)
		write_event(w, a);
}

static void write_days(const struct writer *w, int32_t from, int32_t to)
{
	struct appointment_list l = { 0 };
	struct err e = ERR_INIT;

	for (int32_t day = from; day < to; day++) {
		char text[DAY_TEXT];

		bench_must(appointment_list_day(w->desk->store, w->desk->branch_id,
		    day_format(day, text), &l, &e) == OK, e.text);
		for (size_t i = 0; i < l.n; i++)
			write_one(w, &l.v[i]);
	}
	appointment_list_free(&l);
}

static void write_config(const char *folder)
{
	FILE *f = open_file(folder, "khal/config");

	fprintf(f, "[calendars]\n[[clinic]]\npath = %s/khal/clinic\n[sqlite]\n"
	    "path = %s/khal/khal.db\n[locale]\nlocal_timezone = Asia/Shanghai\n"
	    "default_timezone = Asia/Shanghai\ntimeformat = %%H:%%M\ndateformat = %%Y-%%m-%%d\n"
	    "longdateformat = %%Y-%%m-%%d\ndatetimeformat = %%Y-%%m-%%d %%H:%%M\n"
	    "longdatetimeformat = %%Y-%%m-%%d %%H:%%M\n[default]\ndefault_calendar = clinic\n",
	    folder, folder);
	bench_must(fclose(f) == 0, "khal/config");
}

/* What calcurse takes in as one more appointment. */
static void write_import(const char *folder)
{
	FILE *f = open_file(folder, "one.ics");

	fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VEVENT\r\nUID:one\r\n"
	    "DTSTAMP:20261120T000000Z\r\nDTSTART:20261126T123000Z\r\nDTEND:20261126T130000Z\r\n"
	    "SUMMARY:Wang Xiaoming Laser\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", f);
	bench_must(fclose(f) == 0, "one.ics");
}

static void write_period(struct desk *d, const char *folder, const char *name, int back, int ahead,
    bool khal)
{
	struct writer w = { .desk = d, .folder = folder, .khal = khal };
	int32_t today = desk_today(d);
	char path[64];

	make_folder(folder, name);
	snprintf(path, sizeof path, "%s/apts", name);
	w.calcurse = open_file(folder, path);
	snprintf(path, sizeof path, "%s/all.rem", name);
	w.remind = open_file(folder, path);
	write_days(&w, today - back, today + ahead);
	bench_must(fclose(w.calcurse) == 0 && fclose(w.remind) == 0, path);
	snprintf(path, sizeof path, "%s/todo", name);
	bench_must(fclose(open_file(folder, path)) == 0, path);
}

void calendars_write(struct desk *d, const char *folder)
{
	char done[512];

	mkdir(folder, 0777);
	snprintf(done, sizeof done, "%s/one.ics", folder);
	if (access(done, F_OK) == 0)
		return;
	make_folder(folder, "khal");
	make_folder(folder, "khal/clinic");
	write_config(folder);
	write_period(d, folder, "month", 0, YEARS_AHEAD, true);
	write_period(d, folder, "years", YEARS_BACK, YEARS_AHEAD, false);
	write_import(folder);
}

/* ---- commands ---- */

/* Nanoseconds from start to end; -1: it is not there, or it did not do it in time. */
static int64_t run(const char *const *argv, const char *folder)
{
	int64_t from = bench_now();
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		alarm(LIMIT_S);
		setenv("HOME", folder, 1);
		setenv("LANG", "C.UTF-8", 1);
		if (null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
			_exit(126);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	bench_must(pid > 0 && waitpid(pid, &status, 0) == pid, "no process");
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? bench_now() - from : -1;
}

static void run_often(const char *const *argv, const char *folder, struct samples *out)
{
	if (!argv[0] || run(argv, folder) < 0)  /* the first fills caches */
		return;
	for (int i = 0; i < RUNS; i++) {
		int64_t took = run(argv, folder);

		if (took >= 0)
			samples_add(out, took);
	}
}

/* ---- at the terminal ---- */

static const char *const peer_env[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "TERM=xterm-256color",
	"LANG=C.UTF-8", "LC_TIME=C", "HOME=/tmp", "ESCDELAY=50", NULL };

static struct tty *start_peer(const char *const *argv, const char *folder, struct samples *start)
{
	struct tty_options o = { .argv = argv, .env = peer_env, .cwd = folder, .rows = 24,
		.cols = 80 };
	struct tty *t = tty_spawn(&o);
	struct tty_timing m;

	bench_must(t, "no terminal");
	for (int i = 0; !t->bytes && i < DESK_WAIT_MS / QUIET_MS; i++)
		tty_settle(t, QUIET_MS, QUIET_MS);
	tty_settle(t, QUIET_MS, DESK_WAIT_MS);
	tty_timing(t, &m);
	samples_add(start, m.settled_us * 1000);
	return t;
}

static void move_days(struct tty *t, const char *key, struct samples *next)
{
	for (int i = 0; i < MOVES; i++) {
		int64_t took = desk_key(t, key, NULL);

		if (took >= 0)
			samples_add(next, took);
	}
}

static void look_at_peer(const char *const *argv, const char *folder, const char *key,
    struct samples *start, struct samples *next)
{
	if (!argv[0])
		return;
	for (int i = 0; i < STARTS; i++) {
		struct tty *t = start_peer(argv, folder, start);

		if (i == STARTS - 1)
			move_days(t, key, next);
		desk_end(t);
	}
}

static void look_at_ours(const char *site, struct samples *start, struct samples *next)
{
	for (int i = 0; i < STARTS; i++) {
		struct tty *t = desk_start(site, 24, 80);
		struct tty_timing m;

		tty_timing(t, &m);
		samples_add(start, m.settled_us * 1000);
		if (i == STARTS - 1) {
			desk_key(t, "F3", NULL);
			move_days(t, "+", next);
		}
		desk_end(t);
	}
}

/* ---- the table ---- */

enum { LIST, START, NEXT, NEW, FIGURES };

struct peer {
	const char *name, *holds;
	const char *list[10], *new[10], *screen[8];
	const char *key;                /* goes to the next day */
};

/* Run in FOLDER. remind has no command that enters, and no screen in a terminal. */
static const struct peer peers[] = {
	{ "calcurse", "month", { "calcurse", "-q", "-D", "month", "-d", "11/25/2026",
	    "--input-datefmt", "1", NULL },
	    { "calcurse", "-q", "-D", "month", "-i", "one.ics", NULL },
	    { "calcurse", "-q", "-D", "month", NULL }, "l" },
	{ "calcurse", "10 years", { "calcurse", "-q", "-D", "years", "-d", "11/25/2026",
	    "--input-datefmt", "1", NULL },
	    { "calcurse", "-q", "-D", "years", "-i", "one.ics", NULL },
	    { "calcurse", "-q", "-D", "years", NULL }, "l" },
	{ "khal", "month", { "khal", "-c", "khal/config", "list", DAY, NULL },
	    { "khal", "-c", "khal/config", "new", "2026-11-26", "20:30", "21:00", "Wang Xiaoming",
	    NULL }, { "ikhal", "-c", "khal/config", NULL }, "Right" },
	{ "remind", "month", { "remind", "-q", "-h", "month/all.rem", DAY, NULL }, { NULL },
	    { NULL }, NULL },
	{ "remind", "10 years", { "remind", "-q", "-h", "years/all.rem", DAY, NULL }, { NULL },
	    { NULL }, NULL },
};

static void tell(const char *name, const char *holds, struct samples s[FIGURES],
    const double ours[FIGURES])
{
	printf("  %-10s%-10s", name, holds);
	for (int i = 0; i < FIGURES; i++) {
		double ms = bench_ms(samples_median(&s[i]));

		if (s[i].n && ours)
			printf("%10.1f%7.1fx", ms, ms / ours[i]);
		else if (s[i].n)
			printf("%10.1f%8s", ms, "");
		else
			printf("%10s%8s", "-", "");
		samples_free(&s[i]);
	}
	putchar('\n');
	fflush(stdout);
}

/* Each time another person at another time, behind the days that are booked out. */
static void book_ours(const char *program, const char *site, const char *folder,
    struct samples *out)
{
	uint64_t seed = (uint64_t)bench_now();

	for (int i = 0; i < RUNS * 2; i++) {
		uint64_t r = bench_random(&seed);
		char client[24], at[32];
		const char *const argv[] = { program, "-d", site, "-u", "wf", "book", "--client",
			client, "--service", YEARS_SERVICE, "--at", at, "--quiet", NULL };
		int64_t took;

		snprintf(client, sizeof client, "%d", (int)(1 + r % 9000));
		snprintf(at, sizeof at, "2027-%02d-%02d %02d:00", (int)(2 + r / 9000 % 5),
		    (int)(1 + r / 45000 % 28), (int)(9 + r / 1260000 % 10));
		took = run(argv, folder);
		if (took >= 0)
			samples_add(out, took);
	}
	bench_must(out->n, "nothing could be booked at the command line");
}

static void measure_ours(const char *site, const char *folder, double out[FIGURES])
{
	const char *program = getenv("FRONTDESK");
	const char *const list[] = { program, "-d", site, "-u", "wf", "day", DAY, "--format=csv",
		NULL };
	struct samples s[FIGURES] = { { 0 } };

	bench_must(program, "FRONTDESK is not a program");
	look_at_ours(site, &s[START], &s[NEXT]);
	run_often(list, folder, &s[LIST]);
	book_ours(program, site, folder, &s[NEW]);
	bench_must(s[LIST].n, "no list of the day at the command line");
	for (int i = 0; i < FIGURES; i++)
		out[i] = bench_ms(samples_median(&s[i]));
	tell("frontdesk", "10 years", s, NULL);
}

static void measure_peer(const struct peer *p, const char *folder, const double ours[FIGURES])
{
	struct samples s[FIGURES] = { { 0 } };

	run_often(p->list, folder, &s[LIST]);
	if (!s[LIST].n) {
		printf("  %-10s%-10snot installed, or longer than %d s: left out\n", p->name,
		    p->holds, LIMIT_S);
		return;
	}
	run_often(p->new, folder, &s[NEW]);     /* before its screens, which may leave a lock */
	look_at_peer(p->screen, ".", p->key, &s[START], &s[NEXT]);
	tell(p->name, p->holds, s, ours);
}

void calendars_compare(const char *site, const char *folder)
{
	char path[4096], there[4096];
	double ours[FIGURES];

	/* The programs are run in the folder, whose configuration names itself from there. */
	bench_must(realpath(site, path) && getcwd(there, sizeof there), site);
	printf("\nprograms that keep calendars, the same appointments, medians in ms\n"
	    "  %-20s%10s%8s%10s%8s%10s%8s%10s\n", "", "day list", "", "start", "", "next day", "",
	    "new entry");
	measure_ours(path, folder, ours);
	bench_must(chdir(folder) == 0, folder);
	for (size_t i = 0; i < sizeof peers / sizeof *peers; i++)
		measure_peer(&peers[i], folder, ours);
	bench_must(chdir(there) == 0, there);
}
