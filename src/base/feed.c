#include "base/feed.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/tr.h"

enum { WORDS_MAX = 64, NO_PROGRAM = 127 };

/* The document as a file in memory: a program that stops reading can then not hold us up. */
static int document(const char *input, size_t n, struct err *e)
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

/* Points into TEXT, which is cut up. */
static void split(char *text, char *argv[WORDS_MAX + 1])
{
	size_t n = 0;

	for (char *p = text; *p && n < WORDS_MAX; ) {
		p += strspn(p, " ");
		if (!*p)
			break;
		argv[n++] = p;
		p += strcspn(p, " ");
		if (*p)
			*p++ = '\0';
	}
	argv[n] = NULL;
}

/* In the child: nothing of ours goes along, neither the terminal nor the program's group. */
static void become(char *const argv[], int in)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (dup2(in, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
	    dup2(null, STDERR_FILENO) < 0 || setgid(getgid()) != 0)
		_exit(NO_PROGRAM);
	setsid();
	execvp(argv[0], argv);
	_exit(NO_PROGRAM);
}

/* Its status, -1 when the time was over and it was killed. */
static int wait_for(pid_t pid, int seconds)
{
	int fd = pidfd_open(pid, 0), status = -1;
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	int rc;

	do
		rc = poll(&ready, 1, seconds * 1000);
	while (rc < 0 && errno == EINTR);
	if (fd >= 0)
		close(fd);
	if (rc <= 0)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return rc > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

enum err_code feed_command(const char *words, const char *input, size_t n, int seconds,
    struct err *e)
{
	char *text = mem_dup(words), *argv[WORDS_MAX + 1];
	int in = document(input, n, e), status = NO_PROGRAM;
	pid_t pid;

	split(text, argv);
	if (in < 0 || !argv[0]) {
		mem_free(text);
		return in < 0 ? e->code : err_set(e, ERR_NOTFOUND, "%s", tr("No command is set."));
	}
	pid = fork();
	if (!pid)
		become(argv, in);
	close(in);
	if (pid > 0)
		status = wait_for(pid, seconds);
	if (status == NO_PROGRAM)
		err_set(e, ERR_NOTFOUND, tr("The program %s cannot be run."), argv[0]);
	else if (status)
		err_set(e, ERR_IO, tr("The program %s did not take the document."), argv[0]);
	mem_free(text);
	return status ? e->code : OK;
}
