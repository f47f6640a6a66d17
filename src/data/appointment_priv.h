#ifndef FD_DATA_APPOINTMENT_PRIV_H
#define FD_DATA_APPOINTMENT_PRIV_H
/* One appointment as a line of a list, for the files of this floor that make lists. */
#include <stdint.h>

#include "base/err.h"

struct appointment_list;
struct store;

/* Adds the line of appointment ID. ERR_NOTFOUND. */
enum err_code appointment_line_add(struct store *s, int64_t id, struct appointment_list *out,
    struct err *e) MUST_CHECK;

#endif
