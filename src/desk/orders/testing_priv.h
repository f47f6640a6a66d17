#ifndef FD_DESK_ORDERS_TESTING_PRIV_H
#define FD_DESK_ORDERS_TESTING_PRIV_H
/* What the files about tests share. */
#include "desk/testing.h"

/* An action about test ID (0: none yet). */
enum err_code testing_begin(struct desk *d, const char *name, const char *reason, int64_t id,
    int64_t undoes, struct txn **t, struct err *e) MUST_CHECK;
/* A line on the screen of one of ours (0: nobody): the test, then TEXT. */
enum err_code testing_tell(struct txn *t, struct desk *d, const struct test *x, int64_t staff_id,
    const char *text, struct err *e) MUST_CHECK;
/* The appointment at which it is read to the client; *ID 0: none is booked. */
enum err_code testing_find_reading(struct desk *d, const struct test *x, int64_t *id,
    struct err *e) MUST_CHECK;
/* Values that came with the report become the client's figures, now that it is reviewed. */
enum err_code testing_measures_in(struct txn *t, struct desk *d, const struct test *x,
    struct err *e) MUST_CHECK;

#endif
