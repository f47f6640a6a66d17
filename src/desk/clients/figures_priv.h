#ifndef FD_DESK_CLIENTS_FIGURES_PRIV_H
#define FD_DESK_CLIENTS_FIGURES_PRIV_H
/* For the making of a site. */
#include "data/txn.h"

/* Puts the indicators that every house measures into a new file. */
enum err_code figures_begin_in(struct txn *t, struct err *e) MUST_CHECK;

#endif
