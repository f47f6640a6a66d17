#ifndef FD_APP_SSH_H
#define FD_APP_SSH_H
/*
 * Coming over SSH. A Unix name of one's own is proof of who somebody is only there, where a key
 * opened the session: a terminal of the house may have been left open. The environment is the
 * caller's and proves nothing, so the server itself is looked for among the processes above.
 */
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define SSH_ADDRESS 48

/* Does a process of root called sshd stand above PID? PROC = "/proc". Where processes of others are
 * hidden, or something stands between that outlives its session (tmux), it cannot be told: false.
 * The first process of a machine does not count: everything forgotten stands below it. */
bool ssh_serves(const char *proc, pid_t pid);
/* The client's address out of SSH_CONNECTION (NULL: not set), "" when there is none. */
char *ssh_address(const char *connection, char out[SSH_ADDRESS]);
/* What the log may hold of SSH_ORIGINAL_COMMAND, which is never run: the first word and how long
 * it is, for a client's name may stand in the rest. "" when nothing was asked for. */
char *ssh_wish(const char *command, char *out, size_t size);
/* Has this process a terminal at all, also when what it reads and prints are pipes? */
bool ssh_has_terminal(void);

#endif
