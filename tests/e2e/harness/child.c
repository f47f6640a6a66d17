/* See child.h. */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "tty.h"

static void fresh_signals(void)
{
	sigset_t none;

	for (int s = 1; s < 32; s++)
		signal(s, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void fresh_environment(const char *const *env)
{
	clearenv();
	for (; *env; env++) {
		const char *equals = strchrnul(*env, '=');
		char *name = mem_dup_n(*env, (size_t)(equals - *env));
		setenv(name, *equals ? equals + 1 : "", 1);
		mem_free(name);
	}
}

void child_prepare(const char *const *env, const char *cwd)
{
	fresh_signals();
	if (env)
		fresh_environment(env);
	if (cwd && chdir(cwd))
		dprintf(2, "%s: %s\r\n", cwd, strerror(errno));
}

_Noreturn void child_become(const char *const *argv)
{
	/* exec takes pointers to non-const for historical reasons; it changes nothing. */
	union {
		const char *const *in;
		char *const *out;
	} vector = { .in = argv };

	execvp(argv[0], vector.out);
	dprintf(2, "%s: %s\r\n", argv[0], strerror(errno));
	_exit(127);
}

int child_status(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static pid_t start(const char *const *argv, const char *const *env, const char *cwd, int out)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	setpgid(0, 0);
	dup2(open("/dev/null", O_RDONLY), 0);
	dup2(out, 1);
	dup2(out, 2);
	child_prepare(env, cwd);
	child_become(argv);
}

/* Reads until the pipe is closed by all who hold it. False: too late. */
static bool collect(int fd, int deadline_ms, struct buf *out)
{
	int64_t until = tty_now_us() + deadline_ms * 1000LL;
	char part[4096];

	while (tty_now_us() < until && !tty_stop) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t n;
		tty_serve(50, &p, 1);
		if (!p.revents)
			continue;
		n = read(fd, part, sizeof part);
		if (n <= 0)
			return true;
		buf_add(out, part, (size_t)n);
	}
	return false;
}

int child_run(const char *const *argv, const char *const *env, const char *cwd, int deadline_ms,
    struct buf *out)
{
	int pipes[2], status = 0;
	bool in_time;
	pid_t pid;

	if (pipe2(pipes, O_CLOEXEC))
		return CHILD_LATE;
	pid = start(argv, env, cwd, pipes[1]);
	close(pipes[1]);
	if (pid < 0) {
		close(pipes[0]);
		return CHILD_LATE;
	}
	in_time = collect(pipes[0], deadline_ms, out);
	close(pipes[0]);
	if (!in_time)
		kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return in_time ? child_status(status) : CHILD_LATE;
}
