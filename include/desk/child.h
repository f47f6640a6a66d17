#ifndef FD_DESK_CHILD_H
#define FD_DESK_CHILD_H
/*
 * Rows that hang under a client and have a form of their own: family and pets (SPEC IN-6), usual
 * goods (IN-13). One save is one action, `client-family` or `client-goods`, with the client as
 * its subject.
 */
#include <stdint.h>

#include "base/err.h"

struct conflict_list;
struct desk;
struct form_edit;

/* Saves EDIT, a form over `dependant` or `client_goods` (else a BUG): a new row under CLIENT, or
 * what changed in the row that is open. *ID = the row. ERR_INVALID with the field; ERR_CONFLICT
 * fills CONFLICTS and the edit's fields. */
enum err_code child_save(struct desk *d, struct form_edit *edit, int64_t client_id,
    struct conflict_list *conflicts, int64_t *id, struct err *e) MUST_CHECK;
/* Takes the row out of use, with the reason; it stays in the history. ERR_CONFLICT: a family
 * member or pet is booked, with the time. */
enum err_code child_retire(struct desk *d, const char *table, int64_t id, const char *reason,
    struct err *e) MUST_CHECK;
/* The usual goods were bought again today: the day that was said for it is over. */
enum err_code child_goods_bought(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* The advice on keeping them was given today. ERR_INVALID: none is written down. */
enum err_code child_goods_told(struct desk *d, int64_t id, struct err *e) MUST_CHECK;

#endif
