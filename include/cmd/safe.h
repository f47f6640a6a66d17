#ifndef FD_CMD_SAFE_H
#define FD_CMD_SAFE_H
/*
 * Stored and typed texts on their way to somebody's terminal: an escape sequence in a client's name
 * must not move the cursor, change the title or hide a line. Bad bytes become U+FFFD; control
 * characters (C0, DEL, C1) and those that turn the direction of writing vanish.
 */
#include "base/buf.h"

enum safe_how {
	SAFE_LINE,              /* line ends and tabs become blanks */
	SAFE_TEXT,              /* line ends and tabs stay */
};

void safe_put(struct buf *out, const char *text, enum safe_how how);

#endif
