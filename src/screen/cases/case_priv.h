#ifndef FD_SCREEN_CASES_CASE_PRIV_H
#define FD_SCREEN_CASES_CASE_PRIV_H
/* The boxes over a complaint, for its screen and its list: src/screen/cases/case_do.c. */
#include <stdint.h>

#include "base/err.h"

struct screen;

enum err_code case_do_step(struct screen *s, int64_t id, struct err *e) MUST_CHECK;
enum err_code case_do_message(struct screen *s, int64_t id, struct err *e) MUST_CHECK;
enum err_code case_do_edit(struct screen *s, int64_t id, struct err *e) MUST_CHECK;
enum err_code case_do_close(struct screen *s, int64_t id, struct err *e) MUST_CHECK;

#endif
