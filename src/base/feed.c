#include "base/feed.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

enum { NO_PROGRAM = 127, LOOK_MS = 50 };

/* A file in memory: a program that stops reading, or that is not read, can then not hold us up. */
static int in_memory(const char *input, size_t n, struct err *e)
{
	int fd = memfd_create("document", MFD_CLOEXEC);

	while (fd >= 0 && n) {
		ssize_t done = write(fd, input, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			break;
		input += done;
		n -= (size_t)done;
	}
	if (fd >= 0 && !n && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	err_set(e, ERR_IO, "%s", tr("There is no room for the document. Close something first."));
	return -1;
}

size_t feed_words(char *text, char *argv[FEED_WORDS + 1])
{
	size_t n = 0;

	for (char *p = text; *p && n < FEED_WORDS; ) {
		p += strspn(p, " ");
		if (!*p)
			break;
		argv[n++] = p;
		p += strcspn(p, " ");
		if (*p)
			*p++ = '\0';
	}
	argv[n] = NULL;
	return n;
}

/* The program's group is given up for good; true: it cannot be taken again. */
static bool drop_group(void)
{
	gid_t mine = getgid(), was = getegid();

	if (setresgid(mine, mine, mine) != 0)
		return false;
	return was == mine || geteuid() == 0 || setgid(was) != 0;
}

/* In the child: nothing of ours goes along, neither terminal nor files nor the program's group. */
static void become(const struct feed *f, const int fds[3])
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	for (int i = 0; i < 3; i++)
		if (dup2(fds[i], i) < 0)
			_exit(NO_PROGRAM);
	closefrom(3);
	if (!drop_group())
		_exit(NO_PROGRAM);
	setsid();
	execvpe(f->argv[0], f->argv, f->environ ? f->environ : environ);
	_exit(NO_PROGRAM);
}

/* Has it said more than anybody reads? What it says stays in memory. */
static bool says_too_much(const int fds[3])
{
	struct stat out, said;

	return fstat(fds[1], &out) == 0 && fstat(fds[2], &said) == 0 &&
	    (out.st_size > (off_t)FEED_ANSWER || said.st_size > (off_t)FEED_ANSWER);
}

/* Its status, -1 when the time was over, or it said too much, and it was killed. */
static int wait_for(pid_t pid, int seconds, const int fds[3])
{
	int fd = pidfd_open(pid, 0), status = -1;
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	int rc, left = seconds * 1000;

	do {
		rc = poll(&ready, 1, left < LOOK_MS ? left : LOOK_MS);
		left -= rc ? 0 : LOOK_MS;
	} while ((rc < 0 && errno == EINTR) || (!rc && left > 0 && !says_too_much(fds)));
	if (fd >= 0)
		close(fd);
	if (rc <= 0 && kill(-pid, SIGKILL) != 0)        /* it leads a session: with its children */
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return rc > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void take_answer(int fd, struct buf *out)
{
	char chunk[65536];
	off_t at = 0;
	ssize_t n;

	while (out && out->n < FEED_ANSWER && (n = pread(fd, chunk, sizeof chunk, at)) > 0) {
		buf_add(out, chunk, (size_t)n);
		at += n;
	}
}

static int run(const struct feed *f, const int fds[3])
{
	pid_t pid = fork();

	if (!pid)
		become(f, fds);
	return pid > 0 ? wait_for(pid, f->seconds, fds) : NO_PROGRAM;
}

enum err_code feed_run(const struct feed *f, struct buf *out, struct buf *said, int *status,
    struct err *e)
{
	int fds[3] = { -1, -1, -1 }, rc = -1;

	if (!f->argv[0])
		return err_set(e, ERR_NOTFOUND, "%s", tr("No command is set."));
	fds[0] = in_memory(f->input, f->n, e);
	if (fds[0] >= 0)
		fds[1] = in_memory("", 0, e);
	if (fds[1] >= 0)
		fds[2] = in_memory("", 0, e);
	if (fds[2] >= 0) {
		rc = run(f, fds);
		take_answer(fds[1], out);
		take_answer(fds[2], said);
	}
	for (int i = 0; i < 3; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	if (status)
		*status = rc;
	if (fds[2] < 0 || !rc)
		return e->code;
	if (rc == NO_PROGRAM)
		return err_set(e, ERR_NOTFOUND, tr("The program %s cannot be run."), f->argv[0]);
	return err_set(e, ERR_IO, tr("The program %s did not take the document."), f->argv[0]);
}

enum err_code feed_command(const char *words, const char *input, size_t n, int seconds,
    struct err *e)
{
	char *text = mem_dup(words), *argv[FEED_WORDS + 1];
	struct feed f = { .argv = argv, .input = input, .n = n, .seconds = seconds };
	enum err_code rc;

	feed_words(text, argv);
	rc = feed_run(&f, NULL, NULL, NULL, e);
	mem_free(text);
	return rc;
}
