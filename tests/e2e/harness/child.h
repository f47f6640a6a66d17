#ifndef FD_E2E_CHILD_H
#define FD_E2E_CHILD_H
/*
 * Programs that tests start: what happens between fork and exec, and a command that is run to its
 * end with its output collected.
 */
#include <sys/types.h>

#include "base/buf.h"

#define CHILD_LATE (-1)         /* child_run: did not end in time and was killed */

/* After fork: signals as new, ENV as the whole environment (NULL keeps it), CWD (NULL keeps it). */
void child_prepare(const char *const *env, const char *cwd);
/* Executes ARGV from PATH; where that cannot be done, says why on stderr and exits with 127. */
_Noreturn void child_become(const char *const *argv);

/* Runs ARGV with stdin empty and appends stdout and stderr to OUT. Serves all terminals (tty.h)
 * meanwhile. Returns the exit status, 128 + signal, or CHILD_LATE (its process
 * group is killed then). */
int child_run(const char *const *argv, const char *const *env, const char *cwd, int deadline_ms,
    struct buf *out);
/* Exit status or 128 + signal of what waitpid told. */
int child_status(int status);

#endif
