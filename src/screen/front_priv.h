#ifndef FD_SCREEN_FRONT_PRIV_H
#define FD_SCREEN_FRONT_PRIV_H
/* What the files of the front share: row 1, drafts, the screens that it opens itself. */
#include <stdint.h>

#include "screen/front.h"

struct canvas;

/* A key was pressed: nobody is away. */
void front_pressed(struct front *f);
void front_header(void *app, const struct screen *top, struct canvas *c, int row);
/* Reads the badges again, at most once a second. */
void front_badges_tick(struct front *f, int64_t mono_ms);

/* Writes what was typed and not touched for a second. */
void front_draft_tick(struct front *f, int64_t mono_ms);
/* Marks all written ones as parked: the terminal is gone. */
void front_draft_park(struct front *f);

/* Opens the list of kept drafts over the present screen, if there are any. */
enum err_code front_offer_drafts(struct front *f, struct err *e) MUST_CHECK;

enum err_code front_check_keys(struct err *e) MUST_CHECK;

/* Run by the global commands of these names. */
enum err_code front_run_cmdline(struct screen *s, struct err *e);
enum err_code front_run_log(struct screen *s, struct err *e);
enum err_code front_run_macro(struct screen *s, struct err *e);

extern const struct screen_type cmdline_screen, log_screen;

extern const struct screen_type lock_screen, today_screen, draft_screen, second_screen;

#endif
