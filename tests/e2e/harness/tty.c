/* See tty.h. */
#include "tty.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "child.h"

#define TTY_MAX 64              /* terminals open at the same time */
#define SLICE_MS 50             /* a wait looks up at least this often (signals, ended programs) */
#define ANSWER_MS 30            /* what a program may need to act on an answer of the terminal */
#define PART_MS 20              /* a slow line hands over what has come in so long */
#define FULL_MS 10000           /* a program that reads nothing for so long gets no more input */

volatile sig_atomic_t tty_stop;
static struct tty *all;

int64_t tty_now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

/* --- starting -------------------------------------------------------------------------------- */

_Noreturn static void child_exec(const struct tty_options *o, int idle)
{
	char fd[16];
	int keep = idle >= 0 ? fcntl(idle, F_DUPFD, 3) : -1;    /* a copy that survives exec */

	child_prepare(o->env, o->cwd);
	snprintf(fd, sizeof fd, "%d", keep);
	if (keep >= 0)
		setenv("FRONTDESK_IDLE_FD", fd, 1);
	else
		unsetenv("FRONTDESK_IDLE_FD");
	child_become(o->argv);
}

static void on_reply(const char *s, size_t n, void *user)
{
	struct tty *t = user;

	if (t->master >= 0 && write(t->master, s, n) == (ssize_t)n)
		t->replied = true;
}

static void set_nonblocking(int fd)
{
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static void tty_enter(struct tty *t, const struct tty_options *o)
{
	set_nonblocking(t->master);
	if (ptsname_r(t->master, t->slave, sizeof t->slave))
		t->slave[0] = '\0';
	t->vt = vt_new(o->rows, o->cols, on_reply, t);
	t->sent_us = tty_now_us();
	t->next = all;
	all = t;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int tty_count(void)
{
	int n = 0;

	for (const struct tty *t = all; t; t = t->next)
		n++;
	return n;
}

struct tty *tty_spawn(const struct tty_options *o)
{
	struct winsize size = {
		.ws_row = (unsigned short)o->rows, .ws_col = (unsigned short)o->cols,
	};
	struct tty *t = mem_alloc(sizeof *t);
	int pipes[2] = { -1, -1 };

	if (tty_count() >= TTY_MAX) {
		errno = EMFILE;
		goto no;
	}
	if (o->idle && pipe2(pipes, O_CLOEXEC | O_NONBLOCK))
		goto no;
	t->idle = pipes[0];
	t->has_idle = o->idle;
	t->pid = forkpty(&t->master, NULL, NULL, &size);
	if (t->pid == 0)
		child_exec(o, pipes[1]);
	if (pipes[1] >= 0)
		close(pipes[1]);
	if (t->pid < 0) {
		close_fd(&t->idle);
		goto no;
	}
	tty_enter(t, o);
	return t;
no:
	mem_free(t);
	return NULL;
}

/* --- serving --------------------------------------------------------------------------------- */

static void read_idle(struct tty *t)
{
	char bytes[256];
	ssize_t n = read(t->idle, bytes, sizeof bytes);

	if (n == 0)
		close_fd(&t->idle);
	for (ssize_t i = 0; i < n; i++) {
		if (bytes[i] == 'r') {
			t->reloads++;
			continue;
		}
		t->acks++;
		t->ack_us = tty_now_us();
	}
}

static void read_output(struct tty *t)
{
	char bytes[65536];
	size_t part = t->speed ? (size_t)t->speed * PART_MS / 1000 + 1 : sizeof bytes;
	ssize_t n = read(t->master, bytes, part < sizeof bytes ? part : sizeof bytes);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {           /* EIO: nobody has the other end open any more */
		close_fd(&t->master);
		return;
	}
	if (!t->first_us)
		t->first_us = tty_now_us();
	t->bytes += n;
	t->reads++;
	vt_feed(t->vt, bytes, (size_t)n);
	t->last_us = tty_now_us();
	if (t->speed)
		t->next_us = t->last_us + n * 1000000 / t->speed;
}

/* The master's descriptor, -1 while the line is still busy with what was read last. */
static int listen_fd(const struct tty *t, int *timeout_ms)
{
	int64_t left = t->speed > 0 ? (t->next_us - tty_now_us() + 999) / 1000 : 0;

	if (t->speed == TTY_DEAF)
		return -1;
	if (left <= 0)
		return t->master;
	if (*timeout_ms > left)
		*timeout_ms = (int)left;
	return -1;
}

static void reap(struct tty *t)
{
	if (!t->ended && waitpid(t->pid, &t->status, WNOHANG) == t->pid)
		t->ended = true;
}

/* A program that has closed its end but is not reaped yet wakes no poll: look again soon. */
static bool is_ending(const struct tty *t)
{
	return !t->ended && (t->master < 0 || (t->has_idle && t->idle < 0));
}

static int poll_list(struct pollfd *p, const struct pollfd *extra, int count, int *timeout_ms)
{
	int n = 0;

	for (struct tty *t = all; t; t = t->next) {
		p[n++] = (struct pollfd){ .fd = t->idle, .events = POLLIN };
		p[n++] = (struct pollfd){ .fd = listen_fd(t, timeout_ms), .events = POLLIN };
		if (is_ending(t) && *timeout_ms > 2)
			*timeout_ms = 2;
	}
	for (int i = 0; i < count; i++)
		p[n++] = extra[i];
	return n;
}

int tty_serve(int timeout_ms, struct pollfd *extra, int count)
{
	struct pollfd p[2 * TTY_MAX + 4];
	int n = poll_list(p, extra, count, &timeout_ms);
	int ready = poll(p, (nfds_t)n, timeout_ms < SLICE_MS ? timeout_ms : SLICE_MS);
	int i = 0;

	for (struct tty *t = all; t; t = t->next, i += 2) {
		if (ready > 0 && p[i].revents)
			read_idle(t);
		if (ready > 0 && p[i + 1].revents)
			read_output(t);
		reap(t);
	}
	for (int k = 0; k < count; k++)
		extra[k].revents = ready > 0 ? p[i + k].revents : 0;
	return ready;
}

/* Is there output that a slow line has not handed over yet? */
static bool is_behind(void)
{
	for (const struct tty *t = all; t; t = t->next) {
		struct pollfd p = { .fd = t->speed > 0 ? t->master : -1, .events = POLLIN };

		if (poll(&p, 1, 0) > 0 && !tty_stop)
			return true;
	}
	return false;
}

static void drain(void)
{
	for (int i = 0; i < 1000 && tty_serve(0, NULL, 0) > 0; i++)
		continue;
	while (is_behind())
		tty_serve(PART_MS, NULL, 0);
}

/* --- sending --------------------------------------------------------------------------------- */

static void mark_send(struct tty *t)
{
	drain();
	t->acks = t->reloads = 0;
	t->replied = false;
	t->bytes = t->reads = 0;
	t->first_us = t->last_us = t->ack_us = 0;
	t->sent_us = tty_now_us();
}

void tty_send(struct tty *t, const char *bytes, size_t n)
{
	int64_t until;

	mark_send(t);
	until = t->sent_us + FULL_MS * 1000LL;
	while (n && t->master >= 0 && !tty_stop && tty_now_us() < until) {
		ssize_t done = write(t->master, bytes, n);
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		} else {
			tty_serve(1, NULL, 0);
		}
	}
}

bool tty_key(struct tty *t, const char *name)
{
	struct buf bytes = { .n = 0 };
	bool known = vt_key(t->vt, name, &bytes);

	if (known)
		tty_send(t, buf_str(&bytes), bytes.n);
	buf_free(&bytes);
	return known;
}

void tty_paste(struct tty *t, const char *text, size_t n)
{
	struct buf bytes = { .n = 0 };

	vt_paste(t->vt, text, n, &bytes);
	tty_send(t, buf_str(&bytes), bytes.n);
	buf_free(&bytes);
}

void tty_resize(struct tty *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	mark_send(t);
	vt_resize(t->vt, rows, cols);
	if (t->master >= 0)
		ioctl(t->master, TIOCSWINSZ, &size);
}

/* --- waiting --------------------------------------------------------------------------------- */

/* Has the program read all that was sent? Polling the slave also makes the kernel pass on input
 * that is still on its way. */
static bool input_is_read(const struct tty *t)
{
	struct pollfd p = { .events = POLLIN };

	p.fd = open(t->slave, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (p.fd < 0)
		return true;
	poll(&p, 1, 0);
	close(p.fd);
	return !(p.revents & POLLIN);
}

static int left_ms(int64_t until)
{
	int64_t left = until - tty_now_us();

	return left <= 0 ? 0 : (int)(left / 1000) + 1;
}

/* An answer of the terminal is input too. Whether the byte at hand came before or after the program
 * read it cannot be told, so a second byte gets a moment to arrive. */
static void await_answer(struct tty *t)
{
	int64_t until = tty_now_us() + ANSWER_MS * 1000LL;
	unsigned seen = t->acks;

	t->replied = false;
	while (t->acks == seen && !t->ended && left_ms(until))
		tty_serve(left_ms(until), NULL, 0);
}

static bool is_at_rest(struct tty *t)
{
	if (!t->acks)
		return false;
	if (!input_is_read(t)) {
		t->acks = 0;    /* it has more to read, so another byte will come */
		return false;
	}
	drain();
	if (t->replied)
		await_answer(t);
	drain();
	return true;
}

enum tty_state tty_sync(struct tty *t, int deadline_ms)
{
	int64_t until = tty_now_us() + deadline_ms * 1000LL;

	if (!t->has_idle)
		return tty_settle(t, SLICE_MS, deadline_ms);
	for (;;) {
		if (t->ended) {
			drain();
			return TTY_ENDED;
		}
		if (is_at_rest(t))
			return t->ended ? TTY_ENDED : TTY_READY;
		if (tty_stop || !left_ms(until))
			return TTY_LATE;
		tty_serve(left_ms(until), NULL, 0);
	}
}

enum tty_state tty_settle(struct tty *t, int quiet_ms, int deadline_ms)
{
	int64_t until = tty_now_us() + deadline_ms * 1000LL;
	int64_t quiet_from = tty_now_us();

	for (;;) {
		long before = t->bytes;
		int left = left_ms(quiet_from + quiet_ms * 1000LL);
		if (t->ended)
			return TTY_ENDED;
		if (!left)
			return TTY_READY;
		if (tty_stop || !left_ms(until))
			return TTY_LATE;
		tty_serve(left, NULL, 0);
		if (t->bytes != before)
			quiet_from = tty_now_us();
	}
}

void tty_timing(const struct tty *t, struct tty_timing *out)
{
	int64_t last = t->last_us > t->ack_us ? t->last_us : t->ack_us;

	out->first_us = t->first_us ? t->first_us - t->sent_us : -1;
	out->settled_us = last ? last - t->sent_us : -1;
	out->bytes = t->bytes;
	out->reads = t->reads;
}

enum tty_state tty_measure(struct tty *t, const char *key, int quiet_ms, int deadline_ms,
    struct tty_timing *out)
{
	enum tty_state state;

	if (!tty_key(t, key))
		return TTY_LATE;
	state = t->has_idle ? tty_sync(t, deadline_ms) : tty_settle(t, quiet_ms, deadline_ms);
	tty_timing(t, out);
	return state;
}

/* --- ending ---------------------------------------------------------------------------------- */

bool tty_wait_exit(struct tty *t, int deadline_ms)
{
	int64_t until = tty_now_us() + deadline_ms * 1000LL;

	while (!t->ended && !tty_stop && left_ms(until))
		tty_serve(left_ms(until), NULL, 0);
	drain();
	return t->ended;
}

void tty_hangup(struct tty *t)
{
	drain();
	close_fd(&t->master);
}

static void unlink_tty(const struct tty *t)
{
	for (struct tty **at = &all; *at; at = &(*at)->next)
		if (*at == t) {
			*at = t->next;
			return;
		}
}

/* tty_stop may be raised here (time limit): the grace is kept all the same, a program that was told
 * to hang up must not be killed in the middle of its last write. */
int tty_close(struct tty *t, int grace_ms)
{
	int64_t until = tty_now_us() + grace_ms * 1000LL;
	int status;

	tty_hangup(t);
	while (!t->ended && left_ms(until))
		tty_serve(left_ms(until), NULL, 0);
	if (!t->ended) {
		kill(t->pid, SIGKILL);
		if (waitpid(t->pid, &t->status, 0) == t->pid)
			t->ended = true;
	}
	unlink_tty(t);
	close_fd(&t->idle);
	status = t->status;
	vt_free(t->vt);
	mem_free(t);
	return status;
}
