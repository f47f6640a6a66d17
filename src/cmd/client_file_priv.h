#ifndef FD_CMD_CLIENT_FILE_PRIV_H
#define FD_CMD_CLIENT_FILE_PRIV_H
/* Everything about one client as a document. Who may, and that it is noted, is the caller's. */
#include <stdint.h>

#include "base/err.h"
#include "cmd/cmd.h"

/* As text, or as JSON by the format of C. A merged file gives the one that stays, with it. */
enum err_code client_file_put(struct cmd_context *c, int64_t id, struct err *e) MUST_CHECK;

#endif
