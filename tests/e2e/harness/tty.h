#ifndef FD_E2E_TTY_H
#define FD_E2E_TTY_H
/*
 * A program on a pseudo-terminal, with vt.h as its screen. For the scenario runner and for the
 * benchmarks in tests/bench (link tty.c, vt.c and the archive of the base floor).
 *
 * Waiting is exact where the program supports it. It is given FRONTDESK_IDLE_FD, a pipe into which
 * it writes a byte each time it is about to block: 'r' after a reload of its own painted something,
 * any other byte after input (or a resize, or the first paint) was drained and painted. tty_sync
 * waits for a byte that is not 'r', then for the program's input queue to be empty, then reads all
 * output. Linux hands over what is still on its way inside a pty when either end is polled, so an
 * empty poll is a proof. The pipe is non-blocking; a program ignores a full one.
 * For other programs there is tty_settle: output has ended when it has been quiet for a while.
 *
 * Every open terminal is served whenever one is waited for, so none blocks on a full pty.
 * Single-threaded. Times are microseconds of the monotonic clock.
 */
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "vt.h"

#define TTY_DEAF (-1)           /* a speed at which nothing is read at all */

enum tty_state {
	TTY_READY,
	TTY_LATE,               /* not within the deadline, or tty_stop was raised */
	TTY_ENDED,              /* the program is gone */
};

struct tty_options {
	const char *const *argv;        /* argv[0] is looked up in PATH; NULL-terminated */
	const char *const *env;         /* the whole environment, NULL: the caller's */
	const char *cwd;                /* NULL: the caller's */
	int rows, cols;
	bool idle;                      /* give it FRONTDESK_IDLE_FD */
};

struct tty {
	struct tty *next;
	struct vt *vt;
	pid_t pid;
	int master, idle;               /* -1 once closed */
	bool has_idle;
	bool ended;
	int status;                     /* of waitpid, when ended */
	int speed;                      /* bytes a second that are read at most, 0: all */
	int64_t next_us;                /* of such a line: no more output before */
	unsigned acks, reloads;         /* idle bytes since the last send */
	bool replied;                   /* the terminal answered a question since the last send */
	long bytes, reads;              /* output since the last send */
	int64_t sent_us, first_us, last_us, ack_us;
	char slave[64];
};

struct tty_timing {
	int64_t first_us;               /* key to first output, -1: none */
	int64_t settled_us;             /* key to the last output parsed, and to the idle byte */
	long bytes, reads;
};

/* Set by a signal handler to make every wait end at once as TTY_LATE. */
extern volatile sig_atomic_t tty_stop;

int64_t tty_now_us(void);

/* NULL with errno when there is no pty or no process; a program that cannot be executed ends with
 * status 127 and says why on its screen. */
struct tty *tty_spawn(const struct tty_options *o);

/* Reads what all terminals have to say and waits for it at most TIMEOUT_MS; EXTRA is polled with
 * them (NULL, 0). Returns the number of descriptors that were ready. */
int tty_serve(int timeout_ms, struct pollfd *extra, int count);

void tty_send(struct tty *t, const char *bytes, size_t n);
bool tty_key(struct tty *t, const char *name);          /* false: no such key, nothing sent */
void tty_paste(struct tty *t, const char *text, size_t n);
void tty_resize(struct tty *t, int rows, int cols);

enum tty_state tty_sync(struct tty *t, int deadline_ms);
enum tty_state tty_settle(struct tty *t, int quiet_ms, int deadline_ms);
/* tty_key, then tty_sync (or tty_settle with QUIET_MS for a program without an idle pipe). */
enum tty_state tty_measure(struct tty *t, const char *key, int quiet_ms, int deadline_ms,
    struct tty_timing *out);
void tty_timing(const struct tty *t, struct tty_timing *out);

bool tty_wait_exit(struct tty *t, int deadline_ms);
void tty_hangup(struct tty *t);                         /* the line is cut: SIGHUP, end of input */
/* Hangs up, waits GRACE_MS, kills if need be, frees. Returns the status of waitpid. */
int tty_close(struct tty *t, int grace_ms);

#endif
