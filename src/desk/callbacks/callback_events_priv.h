#ifndef FD_DESK_CALLBACKS_CALLBACK_EVENTS_PRIV_H
#define FD_DESK_CALLBACKS_CALLBACK_EVENTS_PRIV_H
/* What the files about events share. */
#include <stdbool.h>
#include <stdint.h>

#include "data/callback.h"
#include "desk/callback_events.h"
#include "desk/callback_make.h"

/* Drops what is open for CLIENT and FITS says, but for what waits for the expert and what the
 * acting person is calling just now. */
enum err_code callback_drop_open(struct txn *t, struct desk *d, int64_t client_id,
    bool (*fits)(const struct callback *x, const void *ctx), const void *ctx,
    const char *why, struct err *e) MUST_CHECK;
/* Those of EVENT, of whoever is treated (DEPENDANT 0: the client). */
enum err_code callback_drop_event(struct txn *t, struct desk *d, int64_t client_id,
    int64_t dependant_id, const char *event, const char *why, struct err *e) MUST_CHECK;
/* Those that one row has made. */
enum err_code callback_drop_source(struct txn *t, struct desk *d, int64_t client_id,
    const char *source, int64_t source_id, const char *why, struct err *e) MUST_CHECK;

/* The start of the local day BEFORE days before DAY, YYYY-MM-DD; AT where that is none. */
int64_t callback_day_start(const struct desk *d, const char *day, int before, int64_t at);

/* The rules count from so many days before goods are used up, before an appointment with a deposit:
 * forms/callbacks.cfg says so beside them. */
enum { CALLBACK_GOODS_BEFORE = 7, CALLBACK_DEPOSIT_BEFORE = 2 };

#endif
