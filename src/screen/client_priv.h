#ifndef FD_SCREEN_CLIENT_PRIV_H
#define FD_SCREEN_CLIENT_PRIV_H
/* What the screens about one client share: the file itself, its rows, boxes that lie over it. */
#include <stdbool.h>
#include <stdint.h>

#include "data/client.h"
#include "data/timeline.h"
#include "screen/formview.h"
#include "screen/screens.h"
#include "tui/list.h"
#include "tui/viewport.h"

enum client_view { VIEW_ALL, VIEW_VISITS, VIEW_TALK, VIEW_COUNT };

/* A row of the timeline in words, made when it was read. */
struct client_row {
	int64_t id;                     /* key of the timeline; negative: a section */
	size_t entry;                   /* index into `entries` */
	char day[16], clock[8];
	const char *kind;               /* tr()ed when drawn */
	char text[320], who[48];
	enum style style;               /* of the letter */
};

struct client_file {
	struct formview form;           /* must be first */
	struct desk *desk;
	int64_t client_id;
	struct client_card_list card;   /* one */
	struct timeline entries;
	struct {
		struct client_row *v;
		size_t n, cap;
	} rows;                         /* those of the view, with sections */
	struct list list;
	struct viewport pane;           /* the selected row in full, from 110 columns on */
	int64_t pane_of;                /* key of the row it shows */
	struct rect pane_area;
	enum client_view view;
	int tab;                        /* 0 the timeline, else section + 1 */
	bool closed_form;               /* restricted, and the person may not see it by name */
	bool looked_phone;              /* the look at the numbers is recorded */
	bool more;                      /* there are older rows */
	bool merged;                    /* another file was asked for */
};

const struct client_card *client_card(const struct client_file *st);            /* never NULL */
/* Opens the tab by name ("timeline", or a section of the form) on a client's file. */
void client_go_tab(struct screen *s, const char *tab);

/* ---- rows (client_rows.c) ---- */

/* Reads the rows again, as many as there were. */
enum err_code client_rows_load(struct client_file *st, struct err *e) MUST_CHECK;
enum err_code client_rows_older(struct client_file *st, struct err *e) MUST_CHECK;
/* Makes the rows of the view anew from the entries. */
void client_rows_make(struct client_file *st);
void client_rows_free(struct client_file *st);
const struct client_row *client_row_at(const struct client_file *st); /* selected, or NULL */
const struct timeline_row *client_entry_at(const struct client_file *st);       /* likewise */
/* Everything about one entry, for the side pane and for Enter. */
void client_entry_full(const struct client_file *st, const struct timeline_row *r, struct buf *out);
extern const struct list_ops client_list_ops;

/* ---- boxes ---- */

/* Who changed what and when. ROW NULL: the whole file. */
enum err_code history_open(struct screen *owner, const struct timeline_row *row, struct err *e)
    MUST_CHECK;
/* A long text in a box: TITLE, TEXT copied. */
enum err_code history_tell(struct screen *owner, const char *title, const char *text,
    struct err *e) MUST_CHECK;

/* What is typed in the form beside the file of CLIENT. */
enum err_code compare_open(struct screen *owner, const struct form_edit *edit, int64_t client_id,
    struct err *e) MUST_CHECK;

/* Until when Ctrl-Z takes an action of now back: "14:41". */
char *client_undo_until(const struct desk *d, char *out, size_t size);

#endif
