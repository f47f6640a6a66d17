/*
 * The queue of writers. SQLite itself sleeps and tries again, so whoever just wrote gets the lock
 * anew and others starve; flock() on a file beside the store lets the kernel wake them in turn.
 * It is only a queue: without it everything is as right, just less fair.
 */
#include "store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"

/* What the lock itself gets when the queue took all the time. */
#define AFTER_GATE(s) ((s)->wait_ms / 5)

static void open_gate(struct store *s)
{
	struct buf path = BUF_INIT;

	s->gate_tried = true;
	buf_printf(&path, "%s.gate", s->path);
	s->gate_fd = open(path.s, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (s->gate_fd >= 0 && fchmod(s->gate_fd, 0660) != 0) /* whatever the umask */
		log_line(LOG_WARN, "gate: fchmod: %s", strerror(errno));
	if (s->gate_fd < 0)
		s->gate_fd = open(path.s, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (s->gate_fd < 0)
		log_line(LOG_WARN, "gate: %s: %s", path.s, strerror(errno));
	buf_free(&path);
}

static void on_alarm(int sig)
{
	(void)sig; /* only to end flock() with EINTR */
}

struct alarm {
	timer_t timer;
	bool armed;
	struct sigaction old;
	sigset_t old_mask;
};

/* Rings after MS and then every 100 ms, should the first ring come just before flock() sleeps. */
static void alarm_set(struct alarm *a, int64_t ms)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
	struct sigaction act = { .sa_handler = on_alarm };
	struct itimerspec when = { .it_value = { ms / 1000, ms % 1000 * 1000000 },
		.it_interval = { 0, 100000000 } };
	sigset_t open_set;

	sigaction(SIGALRM, &act, &a->old);
	sigemptyset(&open_set);
	sigaddset(&open_set, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &open_set, &a->old_mask);
	a->armed = timer_create(CLOCK_MONOTONIC, &ev, &a->timer) == 0;
	if (a->armed)
		timer_settime(a->timer, 0, &when, NULL);
}

static void alarm_clear(struct alarm *a)
{
	if (a->armed)
		timer_delete(a->timer);
	sigprocmask(SIG_SETMASK, &a->old_mask, NULL);
	sigaction(SIGALRM, &a->old, NULL);
}

/* Sleeps in the kernel's queue. Other signals than the alarm do not end the wait. */
static bool wait_in_queue(struct store *s)
{
	struct alarm a = { .armed = false };
	int64_t left = s->wait_until - clock_mono_ms();
	bool got = false;

	if (left <= 0)
		return false;
	alarm_set(&a, left);
	while (a.armed && clock_mono_ms() < s->wait_until && !got) {
		got = flock(s->gate_fd, LOCK_EX) == 0;
		if (!got && errno != EINTR)
			break;
	}
	alarm_clear(&a);
	return got;
}

void gate_enter(struct store *s)
{
	int64_t now = clock_mono_ms();

	s->wait_until = now + s->wait_ms;
	if (!s->gate_tried)
		open_gate(s);
	if (s->gate_fd < 0)
		return;
	/* Mostly nobody is there: one try saves setting the alarm. */
	s->gate_held = flock(s->gate_fd, LOCK_EX | LOCK_NB) == 0 || wait_in_queue(s);
	now = clock_mono_ms() + AFTER_GATE(s);
	if (!s->gate_held && s->wait_until < now)
		s->wait_until = now;
}

void gate_leave(struct store *s)
{
	if (s->gate_held)
		flock(s->gate_fd, LOCK_UN);
	s->gate_held = false;
	s->wait_until = 0;
}

void gate_close(struct store *s)
{
	if (s->gate_fd >= 0)
		close(s->gate_fd);
	s->gate_fd = -1;
}

/* Microseconds before try number COUNT; at random, so that waiters do not march in step. */
static unsigned pause_us(struct store *s, int count)
{
	static const struct {
		int below;
		unsigned base, spread;
	} steps[] = {
		{ 4, 100, 200 },
		{ 10, 300, 600 },
		{ 30, 750, 1500 },
		{ INT32_MAX, 2000, 4000 },
	};
	int i = 0;

	while (count >= steps[i].below)
		i++;
	s->jitter = s->jitter * 1103515245u + 12345u;
	return steps[i].base + (s->jitter >> 16) % steps[i].spread;
}

/* Also asked outside of write transactions (recovery after a crash): then the wait starts here. */
int gate_busy(void *store, int count)
{
	struct store *s = store;
	int64_t now = clock_mono_ms();

	if (count == 0 && s->wait_until < now && !s->gate_held)
		s->wait_until = now + s->wait_ms;
	if (now >= s->wait_until)
		return 0;
	usleep(pause_us(s, count));
	return 1;
}
