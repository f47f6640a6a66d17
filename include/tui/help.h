#ifndef FD_TUI_HELP_H
#define FD_TUI_HELP_H
/*
 * What F1 and Ctrl-O show, made from the command tables.
 * Help: in a field first that field, then the keys of the screen and those that work everywhere;
 * F1 again turns to the screen's page, and back. The menu: numbered commands that can run now.
 */
#include "base/err.h"
#include "tui/screen.h"

enum err_code help_open(struct screen *on, struct err *e) MUST_CHECK;
/* Commands of ON with COMMAND_ROW (all of its own when none has it), as one-key answers. */
enum err_code menu_open(struct screen *on, struct err *e) MUST_CHECK;

extern const struct screen_type help_screen;      /* for checks and dumps only */
extern const struct screen_type menu_screen;      /* for checks and dumps only */

#endif
