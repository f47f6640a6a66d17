#ifndef FD_DATA_RECORDS_PLAN_PRIV_H
#define FD_DATA_RECORDS_PLAN_PRIV_H
/* What the files of plans share: plan.c, plan_parts.c, plan_session.c. */
#include "base/err.h"

extern const char plan_missing[];       /* N_() */
/* ERR_NOTFOUND of an UPDATE that names the state it expects: somebody was faster. */
enum err_code plan_changed(enum err_code rc, struct err *e);

#endif
