#include "app/ssh.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

enum { GENERATIONS = 64, WISH_WORD = 40 };

struct process {
	bool server;
	int parent;
};

/* The real user counts, too: whoever starts su under the name of sshd has root's rights only as a
 * loan. From OpenSSH 9.8 on the part that serves one session has a name of its own. */
static bool read_process(const char *proc, int pid, struct process *out)
{
	char path[PATH_MAX], line[200];
	bool named = false, root = false;
	FILE *f;

	*out = (struct process){ .parent = 0 };
	f = fopen(text_fmt(path, sizeof path, "%s/%d/status", proc, pid), "re");
	if (!f)
		return false;
	while (fgets(line, sizeof line, f)) {
		named = named || !strcmp(line, "Name:\tsshd\n") ||
		    !strcmp(line, "Name:\tsshd-session\n");
		root = root || !strcmp(line, "Uid:\t0\t0\t0\t0\n");
		if (sscanf(line, "PPid:\t%9d", &out->parent) == 1)
			continue;
	}
	fclose(f);
	out->server = named && root;
	return true;
}

bool ssh_serves(const char *proc, pid_t pid)
{
	struct process p;

	if (!read_process(proc, (int)pid, &p))
		return false;
	for (int i = 0; i < GENERATIONS && p.parent > 1; i++) {
		if (!read_process(proc, p.parent, &p))
			return false;
		if (p.server)
			return true;
	}
	return false;
}

char *ssh_address(const char *connection, char out[SSH_ADDRESS])
{
	size_t n = connection ? strspn(connection, "0123456789abcdefABCDEF.:%") : 0;

	return text_fmt(out, SSH_ADDRESS, "%.*s", (int)(n < SSH_ADDRESS ? n : SSH_ADDRESS - 1),
	    n ? connection : "");
}

char *ssh_wish(const char *command, char *out, size_t size)
{
	size_t all = command ? strlen(command) : 0, n = all ? strcspn(command, " \t\n") : 0;

	if (!all)
		return text_copy(out, size, "");
	return text_fmt(out, size, "%.*s, %zu bytes", (int)(n < WISH_WORD ? n : WISH_WORD),
	    command, all);
}

bool ssh_has_terminal(void)
{
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}
