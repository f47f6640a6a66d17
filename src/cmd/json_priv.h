#ifndef FD_CMD_JSON_PRIV_H
#define FD_CMD_JSON_PRIV_H
/* Texts and values as JSON. What could steer a terminal is escaped, not left out: nothing is
 * lost. */
#include "base/buf.h"
#include "base/value.h"

void json_put_text(struct buf *b, const char *text);
/* Numbers bare, null for null; bytes are never handed out. */
void json_put_value(struct buf *b, const struct value *v);
/* "name": with a comma before it unless it is the first one of its object. */
void json_put_name(struct buf *b, const char *name);

#endif
