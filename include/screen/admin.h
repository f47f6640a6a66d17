#ifndef FD_SCREEN_ADMIN_H
#define FD_SCREEN_ADMIN_H
/*
 * The area of the house (F12): people, rooms and devices, services, roster, absences, opening
 * hours, branches, settings, actions. Its tabs are several screens, which share the row of tabs.
 * Screens of this floor only.
 */
#include "base/err.h"
#include "tui/screen.h"

struct canvas;

/* ARG: NULL (people), or a struct admin_arg. */
struct admin_arg {
	const char *tab;                /* "people", "rooms", "services", "absences", "hours",
					 * "branches", "settings" */
};
extern const struct screen_type admin_screen;

/* Rosters of the branch at hand: a week of everybody, the coming days for the manager's review,
 * busy and idle hours. No argument. roster_tab_screen is the same under the schedule (F3). */
extern const struct screen_type roster_screen, roster_tab_screen;

/* Row 2 with the tab of S in brackets: of admin_screen the one named TAB, else NULL. */
void admin_draw_tabs(const struct screen *s, const char *tab, struct canvas *c);
/* `tab-next`, `tab-prev` of a screen of this area: the tab BY places further. */
enum err_code admin_go_tab(struct screen *s, const char *tab, int by, struct err *e) MUST_CHECK;

#endif
