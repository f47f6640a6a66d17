/* The tabs of a client's file: the timeline, the pages of its form, the lists under it. */
#include <string.h>

#include "base/tr.h"
#include "client_priv.h"
#include "form/form_edit.h"

bool client_on_timeline(const struct client_file *st)
{
	return st->tab == 0;
}

/* Pages: the timeline, those of the form, the lists that hang under the client. */
int client_form_pages(const struct client_file *st)
{
	return st->form.edit ? (int)form_edit_form(st->form.edit)->nsections : 0;
}

bool client_on_list(const struct client_file *st)
{
	return st->tab > client_form_pages(st);
}

bool client_on_form(const struct client_file *st)
{
	return !client_on_timeline(st) && !client_on_list(st);
}

bool client_is_closed(const struct client_file *st)
{
	return st->closed_form &&
	    (client_on_form(st) || (client_on_list(st) && !st->side.is->when_closed));
}

int client_tab_count(const struct client_file *st)
{
	return 1 + client_form_pages(st) + client_sides_count(st);
}

/* The list of a tab, NULL: it is none. */
static const struct client_side *side_of_tab(const struct client_file *st, int tab)
{
	int at = tab - 1 - client_form_pages(st);

	return at < 0 ? NULL : client_sides_at(st, at);
}

const char *client_tab_title(const struct client_file *st, int tab, char *out, size_t size)
{
	const struct client_side *side = side_of_tab(st, tab);

	if (side)
		return client_side_title(st, side, out, size);
	return tab ? label_text(&form_edit_form(st->form.edit)->sections[tab - 1].title) :
	    tr("Timeline");
}

/* The word by which another screen names the tab. */
static const char *tab_name(const struct client_file *st, int tab)
{
	const struct client_side *side = side_of_tab(st, tab);

	if (side)
		return side->name;
	return tab ? form_edit_form(st->form.edit)->sections[tab - 1].name : "timeline";
}

void client_show_tab(struct screen *s, int tab)
{
	struct client_file *st = s->state;

	formview_stop(&st->form);
	st->tab = tab;
	if (client_on_form(st))
		formview_show_section(&st->form, tab - 1);
	if (client_on_list(st)) {
		client_side_show(st, side_of_tab(st, tab));
		screen_dirty(s, DIRTY_LOAD);
	}
	client_form_look(s);
	screen_dirty(s, DIRTY_LAYOUT | DIRTY_DRAW);
}

void client_go_tab(struct screen *s, const char *name)
{
	struct client_file *st = s->state;

	for (int i = 1; i < client_tab_count(st); i++)
		if (!strcmp(tab_name(st, i), name)) {
			client_show_tab(s, i);
			return;
		}
}
