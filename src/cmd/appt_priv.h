#ifndef FD_CMD_APPT_PRIV_H
#define FD_CMD_APPT_PRIV_H
/* What the commands about appointments share. */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/args.h"
#include "cmd/cmd.h"
#include "desk/booking.h"

/* An appointment by its number: 48001 or #48001. ERR_USAGE, ERR_NOTFOUND. */
enum err_code appt_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
    MUST_CHECK;
/* A day and hour: YYYY-MM-DD HH:MM, or as on screens (fri 15). An hour that comes twice that night
 * asks which. ERR_USAGE. */
enum err_code appt_when(struct cmd_context *c, const char *text, int64_t *at, struct err *e)
    MUST_CHECK;
/* A room or device by code, number or name. ERR_NOTFOUND, ERR_USAGE when it is another kind. */
enum err_code thing_named(struct cmd_context *c, const char *kind, const char *word, int64_t *id,
    struct err *e) MUST_CHECK;
/* The resources of --staff, --room, --device: ARG points to these three, one after the other. */
enum err_code appt_with(struct cmd_context *c, const struct arg arg[3],
    int64_t with[BOOKING_PARTS], size_t *n, struct err *e) MUST_CHECK;
/* A deposit as typed, in minor units of the site's currency. ERR_USAGE. */
enum err_code appt_amount(struct cmd_context *c, const char *text, int64_t *amount, struct err *e)
    MUST_CHECK;

/* The rows of IDS, 0 left out, with the columns of `day`. */
enum err_code appt_print(struct cmd_context *c, const int64_t *ids, size_t n, struct err *e)
    MUST_CHECK;
/* The same of rows that were read; EMPTY is said as text where there is none. */
struct appointment_list;
void appt_print_rows(struct cmd_context *c, const struct appointment_list *l, const char *empty);
/* After a refusal: what else there is, as `free` lists it; nothing when nothing is near. */
void appt_offer(struct cmd_context *c, const struct booking_wish *w);

/* book --import FILE. */
enum err_code book_import(struct cmd_context *c, const char *path, bool dry, struct err *e)
    MUST_CHECK;

#endif
