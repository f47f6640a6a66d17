/* The row of tabs of the area of the house, and going from one to the other. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "screen/admin.h"
#include "screen/messages.h"
#include "screen/screens.h"
#include "tui/canvas.h"

static const struct tab {
	const struct screen_type *type;
	const char *name;               /* of admin_screen */
	const char *title;
} tabs[] = {
	{ &admin_screen, "people", N_("People") }, { &admin_screen, "rooms", N_("Rooms") },
	{ &admin_screen, "services", N_("Services") },
	{ &admin_screen, "products", N_("Products") },
	{ &admin_screen, "indicators", N_("Figures") }, { &roster_screen, NULL, N_("Roster") },
	{ &admin_screen, "absences", N_("Away") }, { &admin_screen, "hours", N_("Open at") },
	{ &admin_screen, "branches", N_("Branches") },
	{ &admin_screen, "settings", N_("Settings") }, { &messages_screen, NULL, N_("Messages") },
	{ &actions_screen, NULL, N_("Actions") },
};
enum { TABS = sizeof tabs / sizeof tabs[0] };

static int tab_of(const struct screen *s, const char *name)
{
	for (int i = 0; i < TABS; i++)
		if (tabs[i].type == s->type && (!tabs[i].name || !name ||
		    !strcmp(tabs[i].name, name)))
			return i;
	return 0;
}

/* Cells of the titles from FIRST on with GAP blanks between and the brackets of one. */
static int width_of(int first, int gap)
{
	int n = 2 - gap;

	for (int i = first; i < TABS; i++)
		n += gap + utf8_cells(tr(tabs[i].title));
	return n;
}

/* Where all do not fit, the word of the area goes first, then the blanks, then the first titles as
 * far as the current one stands behind them. */
void admin_draw_tabs(const struct screen *s, const char *name, struct canvas *c)
{
	const char *area = tr("Admin");
	int current = tab_of(s, name), lead = utf8_cells(area) + 2, col = 0, gap = 2, first = 0;
	char text[80];

	if (lead + width_of(0, gap) > c->cols)
		gap = 1;
	if (lead + width_of(0, gap) <= c->cols) {
		canvas_put(c, SCREEN_ROW_AREA, 0, area, STYLE_TEXT, CANVAS_REST);
		col = lead;
	}
	while (first < current && width_of(first, gap) + gap > c->cols && current > TABS / 2)
		first++;
	for (int i = first; i < TABS; i++) {
		bool on = i == current;

		text_fmt(text, sizeof text, on ? "[%s]" : "%s", tr(tabs[i].title));
		col += gap + canvas_put(c, SCREEN_ROW_AREA, col, text, on ? STYLE_TAB : STYLE_TEXT,
		    CANVAS_REST);
	}
}

enum err_code admin_go_tab(struct screen *s, const char *name, int by, struct err *e)
{
	const struct tab *to = &tabs[(tab_of(s, name) + by + TABS) % TABS];
	struct admin_arg arg = { .tab = to->name };

	return screen_goto(s->loop, to->type, to->name ? &arg : NULL, e);
}
