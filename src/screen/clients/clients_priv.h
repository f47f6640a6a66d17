#ifndef FD_SCREEN_CLIENTS_CLIENTS_PRIV_H
#define FD_SCREEN_CLIENTS_CLIENTS_PRIV_H
/* What the files of the screen Clients share. */
#include <stdbool.h>
#include <stdint.h>

#include "data/client.h"
#include "desk/find.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/field.h"
#include "tui/list.h"

enum { TAB_FIND, TAB_RECENT, TAB_APPOINTMENTS, TAB_COMPLETE, TAB_DUPLICATES, TAB_EXPORT,
    TAB_COUNT };
enum { SEARCH_ROWS = 64, FIND_COLS = 22, FIND_MAX = 64 };
/* Numbers of the rows that are no file. */
#define ROW_NEW INT64_MAX
#define ROW_RINGS (INT64_MAX - 1)
enum { NEED_DUPLICATE = 1u << 16, NEED_FILES = 1u << 17 };

struct listing;

/* A list of files that can leave the house as a whole. */
enum { EXPORT_WAYS = 4 };
struct clients_way {
	const char *name, *label;       /* stable word; N_() */
	int64_t n, branch_id;           /* branch 0: all */
	const char *todo;               /* kind of work list, NULL: every file */
};

struct clients {
	struct desk *desk;
	struct screen *screen;
	int tab;
	bool in_find;                   /* the cursor is in Find: letters are text */
	struct field find;
	struct list list;
	struct client_card_list cards;
	char via[SEARCH_ROWS][32];      /* why a row was found, beside the name */
	int64_t todo_id[SEARCH_ROWS], other_id[SEARCH_ROWS];
	char why[SEARCH_ROWS][200];
	bool more, loaded;
	char new_number[24];            /* rings and is nobody's: the first row opens a new file */
	int64_t rings_until;            /* the next ring that is over then, 0: nothing rings */
	int64_t preview_of;             /* file that the preview is about */
	char notice[400], next[160], last[160], care[160];
	bool fresh;                     /* other rows altogether: the next load selects the first */
	int64_t search_us;
	unsigned typed_at;              /* pictures made when the text in Find changed last */
	int callers;                    /* rows of those who ring */
	struct find_want want;          /* what Find was understood as */
	struct {
		struct class_place *v;
		size_t n, cap;
	} pages;                        /* by class alone: where the pages before this one ended */
	struct class_place page_end;    /* of this one */
	/* `1-9 which?` was asked, about these: a digit is an answer, whatever comes in. */
	int64_t asked[9];
	int nasked;                     /* 0: not asked */
	int64_t guests[SEARCH_ROWS];    /* files that an event is asked for (clients_guests.c) */
	int nguests;
	struct clients_way ways[EXPORT_WAYS];   /* of the tab Export */
	int nways;
	char trail[8][160];             /* what left the house last, newest first */
	int ntrail;
};

enum err_code clients_load(struct screen *s, struct err *e) MUST_CHECK;  /* clients_load.c */
const char *clients_tab_title(int tab);
/* Row 2; the tab Appointments is a screen of its own (finding.c). */
void clients_draw_tabs(int tab, struct canvas *c);
const char *clients_tab_name(int tab);
const struct client_card *clients_card(const struct clients *st);       /* selected; NULL */
/* The selected row opens a new file: with what stands in Find, or with the number that rings. */
bool clients_on_new(const struct clients *st);
/* Rows before the first card: that of an unknown number. */
int clients_lead(const struct clients *st);
/* Reads what the preview shows of the selected file (clients_preview.c). */
void clients_preview(struct screen *s);
/* The rows shown on the tab, for printing. */
struct listing *clients_listing(const struct clients *st);
/* Adds the cells of a card as the list shows them. */
void clients_put_card(const struct clients *st, const struct client_card *card, struct listing *l);
extern const char *const clients_columns[6];
/* ---- the tab Export (clients_export.c) ---- */
enum err_code clients_export_load(struct clients *st, struct err *e) MUST_CHECK;
void clients_export_row(const struct clients *st, int row, struct canvas *c, struct rect w);
void clients_export_trail(const struct clients *st, struct canvas *c, struct rect at);
/* Enter: the whole list behind the selected row. */
enum err_code clients_export_run(struct screen *s, struct err *e) MUST_CHECK;
/* ---- by class (clients_class.c) ---- */
/* By class alone: pages; PgDn behind the last row, PgUp before the first. */
bool clients_has_pages(const struct clients *st);
enum key_use clients_page_key(struct screen *s, const struct key *k);
/* Asks which class, and adds its word to Find. */
enum err_code clients_ask_class(struct screen *s, struct err *e);
/* ---- to an event of the house (clients_guests.c) ---- */
/* The marked files, else the one with the cursor: asks onto the list of which, says how many. */
enum err_code clients_invite(struct screen *s, struct err *e);
/* ---- `1-9 which?` (clients_which.c) ---- */
/* Enter came in one go with the text: several rows match that nobody has seen yet. Then it asks,
 * drops what was typed ahead behind it, and returns true. */
bool clients_ask_which(struct screen *s);
/* The answer, or what ends the question; KEY_UNUSED: K is not about it. */
enum key_use clients_which_key(struct screen *s, const struct key *k);
/* Digit of a card's row while it is asked, else 0. */
int clients_which_number(const struct clients *st, int64_t client_id);
enum err_code clients_open_file(struct screen *s, int64_t client_id, struct err *e) MUST_CHECK;
void clients_list_init(struct screen *s);
void clients_layout(struct screen *s, struct rect body);
void clients_draw(const struct screen *s, struct canvas *c);

#endif
