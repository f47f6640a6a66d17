#ifndef FD_CMD_MONEY_PRIV_H
#define FD_CMD_MONEY_PRIV_H
/* What the commands about money share. */
#include "base/day.h"
#include "cmd_priv.h"

/* The days asked for, else the last 30. */
void money_days(struct cmd_context *c, const struct arg *from, const struct arg *to,
    char from_day[DAY_TEXT], char to_day[DAY_TEXT]);
/* A sum as people type it, 0 where it is not given. ERR_USAGE. */
enum err_code money_arg(struct cmd_context *c, const struct arg *a, int64_t *sum, struct err *e)
    MUST_CHECK;
/* An order by its number. ERR_NOTFOUND. */
enum err_code order_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
    MUST_CHECK;

#endif
