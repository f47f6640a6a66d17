#include "tui/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/tr.h"
#include "loop_priv.h"

/* The write end of the pipe that signal handlers wake the loop with. */
static int wake_to = -1;
static volatile sig_atomic_t hang_up_signal, size_signal;
static volatile sig_atomic_t painting;  /* on this descriptor, plus one; 0: not */

static int idle_fd_from_environment(void)
{
	const char *text = secure_getenv("FRONTDESK_IDLE_FD");
	char *end;
	long fd;

	if (!text || !*text)
		return -1;
	fd = strtol(text, &end, 10);
	if (*end || fd < 3 || fd > 1023 || fcntl((int)fd, F_GETFD) == -1)
		return -1;
	return (int)fd;
}

struct loop *loop_new(const struct loop_app *app, const struct term_ops *ops, void *term, int rows,
    int cols)
{
	struct loop *l = mem_alloc(sizeof *l);

	l->app = *app;
	l->ops = ops;
	l->term = term;
	l->idle_fd = idle_fd_from_environment();
	if (ops)
		ops->size(term, &rows, &cols);
	canvas_init(&l->canvas, rows, cols);
	if (ops && ops->report)
		l->canvas.lines = ops->report(term, NULL);
	l->dirty = DIRTY_DRAW;
	return l;
}

void loop_free(struct loop *l)
{
	if (!l)
		return;
	loop_enter(l);
	prompt_drop(l);
	while (l->stack.n > 0) {
		screen_free(l->stack.v[--l->stack.n]);
	}
	loop_leave(l);
	vec_free(&l->stack);
	vec_free(&l->closed);
	keyin_free(&l->in);
	canvas_free(&l->canvas);
	buf_free(&l->text);
	mem_free(l);
}

void loop_enter(struct loop *l)
{
	l->depth++;
}

void loop_leave(struct loop *l)
{
	if (--l->depth > 0)
		return;
	while (l->closed.n > 0)
		screen_free(l->closed.v[--l->closed.n]);
}

void loop_quit(struct loop *l)
{
	l->quit = true;
}

bool loop_hung_up(const struct loop *l)
{
	return l->hung_up;
}

void loop_moved(struct loop *l, unsigned areas)
{
	for (size_t i = 0; i < l->stack.n; i++)
		if (l->stack.v[i]->areas & areas)
			l->stack.v[i]->dirty |= DIRTY_LOAD | DIRTY_DRAW;
	if (areas)
		l->dirty |= DIRTY_DRAW;         /* row 1 counts things of its own */
}

void loop_refresh_all(struct loop *l)
{
	for (size_t i = 0; i < l->stack.n; i++)
		l->stack.v[i]->dirty |= DIRTY_LAYOUT | DIRTY_LOAD | DIRTY_DRAW;
	l->dirty |= DIRTY_DRAW;
}

void loop_redraw(struct loop *l)
{
	l->dirty |= DIRTY_DRAW;
	if (l->ops && l->ops->redraw)
		l->ops->redraw(l->term);
}

void *loop_app_data(const struct loop *l)
{
	return l->app.app;
}

struct keymap loop_global(const struct loop *l)
{
	return l->app.global;
}

unsigned loop_backs(const struct loop *l)
{
	return l->backs;
}

unsigned loop_pictures(const struct loop *l)
{
	return l->pictures;
}

void loop_say(struct loop *l, enum style style, const char *text)
{
	struct loop_said *said = &l->said[l->said_n++ % LOOP_MESSAGES];

	text_copy(said->text, sizeof said->text, text);
	said->at = clock_now();
	text_copy(l->message, sizeof l->message, text);
	l->message_style = style;
	l->message_seen = false;
	l->dirty |= DIRTY_DRAW;
}

void loop_hint(struct loop *l, const char *text)
{
	text_copy(l->message, sizeof l->message, text);
	l->message_style = STYLE_MSG_INFO;
	l->message_seen = false;
	l->dirty |= DIRTY_DRAW;
}

const char *loop_message(const struct loop *l, int i, int64_t *at)
{
	const struct loop_said *said;

	if (i < 0 || i >= LOOP_MESSAGES || i >= l->said_n)
		return NULL;
	said = &l->said[(l->said_n - 1 - i) % LOOP_MESSAGES];
	if (at)
		*at = said->at;
	return said->text;
}

void loop_clear_message(struct loop *l)
{
	loop_hint(l, "");
}

void loop_forget_messages(struct loop *l)
{
	loop_clear_message(l);
	l->said_n = 0;
}

/* ---- polls ---- */

void loop_do_poll(struct loop *l, int64_t mono_ms)
{
	loop_enter(l);
	clock_refresh();
	if (l->app.poll_areas)
		loop_moved(l, l->app.poll_areas(l->app.app));
	for (size_t i = 0; i < l->stack.n; i++)
		if (l->stack.v[i]->type->tick)
			l->stack.v[i]->type->tick(l->stack.v[i], mono_ms);
	if (l->app.tick)
		l->app.tick(l->app.app, mono_ms);
	if (clock_now() / 60 != l->minute)
		l->dirty |= DIRTY_DRAW;
	if (l->app.after)
		l->app.after(l->app.app);
	loop_leave(l);
}

void loop_poll(struct loop *l, int64_t mono_ms)
{
	loop_do_poll(l, mono_ms);
	loop_settle(l);
}

void loop_resize(struct loop *l, int rows, int cols)
{
	loop_apply_size(l, rows, cols);
	loop_settle(l);
}

/* ---- signals ---- */

static void on_signal(int sig)
{
	int saved = errno;

	if (sig == SIGWINCH)
		size_signal = 1;
	else
		hang_up_signal = 1;
	/* Somebody at the other end has stopped reading, and the paint waits for him: what is on
	 * its way is thrown away, so that it ends and the drafts are written. */
	if (hang_up_signal && painting)
		tcflush(painting - 1, TCOFLUSH);
	if (write(wake_to, "", 1) < 0)
		errno = 0;              /* the pipe is full: the loop wakes anyway */
	errno = saved;
}

static const int handled[] = { SIGHUP, SIGTERM, SIGWINCH, SIGPIPE };
enum { HANDLED = sizeof handled / sizeof handled[0] };

static void take_signals(struct sigaction old[HANDLED])
{
	struct sigaction sa = { .sa_handler = on_signal };

	hang_up_signal = size_signal = 0;
	sigemptyset(&sa.sa_mask);
	for (int i = 0; i < HANDLED; i++) {
		sa.sa_handler = handled[i] == SIGPIPE ? SIG_IGN : on_signal;
		sigaction(handled[i], &sa, &old[i]);
	}
}

static void give_signals_back(const struct sigaction old[HANDLED])
{
	for (int i = 0; i < HANDLED; i++)
		sigaction(handled[i], &old[i], NULL);
}

/* ---- the loop ---- */

static void drain_pipe(int fd)
{
	char bytes[64];

	while (read(fd, bytes, sizeof bytes) > 0)
		;
}

static void note_size(struct loop *l, int64_t now)
{
	int64_t earliest = l->painted_size_at + LOOP_RESIZE_MS;

	if (size_signal && l->resize_at == 0)
		l->resize_at = now > earliest ? now : earliest;
	size_signal = 0;
}

/* Resize storms: one picture per LOOP_RESIZE_MS. */
static void follow_size(struct loop *l, int64_t now)
{
	int rows, cols;

	note_size(l, now);
	if (l->resize_at == 0 || now < l->resize_at)
		return;
	l->resize_at = 0;
	l->painted_size_at = now;
	l->ops->size(l->term, &rows, &cols);
	loop_apply_size(l, rows, cols);
	if (l->ops->redraw)
		l->ops->redraw(l->term);
	l->owes_idle = true;
}

static void take_input(struct loop *l, int64_t now)
{
	struct key k;

	l->ops->read(l->term, &l->in, now);
	while (keyin_next(&l->in, &k)) {
		if (k.kind == KEV_RESIZE)
			size_signal = 1;
		else
			loop_dispatch(l, k);
	}
	l->owes_idle = true;            /* also for half a character, or a key we have no name
					 * for */
}

static void timers(struct loop *l, int64_t now)
{
	struct key k;

	if (now >= l->poll_at) {
		loop_do_poll(l, now);
		l->poll_at = now + (l->app.poll_ms > 0 ? l->app.poll_ms : LOOP_POLL_MS);
	}
	follow_size(l, now);
	keyin_tick(&l->in, now);
	while (keyin_next(&l->in, &k)) {
		loop_dispatch(l, k);
		l->owes_idle = true;
	}
}

static void paint(struct loop *l)
{
	loop_settle(l);
	painting = l->ops->fd(l->term) + 1;
	if (l->ops->paint(l->term, &l->canvas) > 0)
		l->owes_idle = true;
	painting = 0;
}

/* Milliseconds until something is due. */
static int wait_ms(struct loop *l, int64_t now)
{
	int64_t at = l->poll_at;
	int paste = keyin_tick(&l->in, now);

	if (l->resize_at && l->resize_at < at)
		at = l->resize_at;
	if (paste >= 0 && now + paste < at)
		at = now + paste;
	return at > now ? (int)(at - now) : 0;
}

/* Tells a waiting test that everything so far has been seen and painted. */
static void tell_idle(struct loop *l)
{
	struct pollfd p = { .fd = l->idle_fd, .events = POLLOUT };

	if (l->owes_idle && l->idle_fd >= 0 && poll(&p, 1, 0) == 1 && (p.revents & POLLOUT) &&
	    write(l->idle_fd, "", 1) < 0)
		l->idle_fd = -1;        /* nobody listens any more */
	l->owes_idle = false;
}

/* One turn: wait for the terminal, a signal or a timer. False when poll itself is refused. */
static bool turn(struct loop *l, int wake_fd)
{
	struct pollfd fds[] = {
		{ .fd = l->ops->fd(l->term), .events = POLLIN },
		{ .fd = wake_fd, .events = POLLIN },
	};
	int n = poll(fds, 2, 0);

	if (n == 0 && l->resize_at == 0)
		tell_idle(l);
	if (n == 0)
		n = poll(fds, 2, wait_ms(l, clock_mono_ms()));
	if (n < 0 && errno != EINTR)
		return false;
	if (n > 0 && fds[1].revents)
		drain_pipe(wake_fd);
	if (n > 0 && (fds[0].revents & POLLIN))
		take_input(l, clock_mono_ms());
	if (hang_up_signal || (n > 0 && (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))))
		l->hung_up = l->quit = true;
	return true;
}

static enum err_code run(struct loop *l, int wake_fd, struct err *e)
{
	int rows, cols;

	l->ops->size(l->term, &rows, &cols);    /* it may have changed before signals were caught */
	loop_apply_size(l, rows, cols);
	l->owes_idle = true;
	while (!l->quit) {
		timers(l, clock_mono_ms());
		if (l->quit)
			break;
		paint(l);
		if (!turn(l, wake_fd))
			return err_set(e, ERR_IO, tr("The terminal cannot be read: %s."),
			    strerror(errno));
	}
	return OK;
}

enum err_code loop_run(struct loop *l, struct err *e)
{
	struct sigaction old[HANDLED];
	enum err_code rc;
	int ends[2];

	ASSERT(l->ops && l->stack.n > 0);
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return err_set(e, ERR_IO, tr("Out of file handles: %s."), strerror(errno));
	wake_to = ends[1];
	take_signals(old);
	rc = run(l, ends[0], e);
	if (l->hung_up) {
		log_line(LOG_INFO, "the terminal hung up");
		if (l->app.hangup)
			l->app.hangup(l->app.app);
	}
	give_signals_back(old);
	wake_to = -1;
	close(ends[0]);
	close(ends[1]);
	return rc;
}
