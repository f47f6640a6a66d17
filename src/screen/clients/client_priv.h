#ifndef FD_SCREEN_CLIENTS_CLIENT_PRIV_H
#define FD_SCREEN_CLIENTS_CLIENT_PRIV_H
/* What the screens about one client share: the file itself, its rows, boxes that lie over it. */
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "client_side_priv.h"
#include "data/client.h"
#include "data/timeline.h"
#include "screen/formview.h"
#include "screen/screens.h"
#include "tui/list.h"
#include "tui/viewport.h"

enum {
	NEED_LIST = 1u << 16,           /* a list under the client is shown, to be changed */
	NEED_FORM = 1u << 17,           /* a page of the form is */
	NEED_ROWS = 1u << 18,           /* the timeline or a list is */
	NEED_NOT_TIME = 1u << 19,       /* the form or a list is */
	NEED_MAY_CANCEL = 1u << 20,     /* rows of a list; appointments by right */
	NEED_MAY_CONFIRM = 1u << 21,
};

enum client_view { VIEW_ALL, VIEW_VISITS, VIEW_RECORDS, VIEW_MONEY, VIEW_TALK, VIEW_COUNT };

struct listing;

/* A row of the timeline in words, made when it was read. */
struct client_row {
	int64_t id;                     /* key of the timeline; negative: a section */
	size_t entry;                   /* index into `entries` */
	char day[16], clock[8];
	const char *kind;               /* tr()ed when drawn */
	char text[320], who[48];
	enum style style;               /* of the letter */
};

/* A remark while it is typed. */
struct client_remark {
	struct draft_source draft;
	struct buf text;
	bool watched;
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
	int tab;                        /* 0 the timeline, then sections, then lists */
	struct client_sides side;       /* the lists, of which one is shown */
	struct client_remark remark;
	bool closed_form;               /* restricted, and the person may not see it by name */
	int64_t opened_before;          /* desk.opened_client when the file was opened */
	char notice[400];               /* what whoever serves next must know; "" nothing */
	int64_t gone_to;                /* appointment that was booked or moved here, 0 */
	bool errand;                    /* opened for one field: saving goes back */
	bool looked_phone;              /* the look at the numbers is recorded */
	bool more;                      /* there are older rows */
	bool merged;                    /* another file was asked for */
};

const struct client_card *client_card(const struct client_file *st);            /* never NULL */
extern const char client_only_alias[];                  /* N_() */

/* ---- tabs (client_tab.c) ---- */

/* What the one shown is: the timeline, a page of the form, a list under the client. */
bool client_on_timeline(const struct client_file *st);
bool client_on_form(const struct client_file *st);
bool client_on_list(const struct client_file *st);
/* A restricted file shows neither form nor family to whoever sees its alias only. */
bool client_is_closed(const struct client_file *st);
int client_form_pages(const struct client_file *st);
int client_tab_count(const struct client_file *st);
/* OUT is used for titles with a count. */
const char *client_tab_title(const struct client_file *st, int tab, char *out, size_t size);
void client_show_tab(struct screen *s, int tab);
/* Opens the tab by name ("timeline", a section of the form, a list) on a client's file. */
void client_go_tab(struct screen *s, const char *tab);

/* ---- pages of the form (client_form.c) ---- */

enum err_code client_form_open(struct screen *s, struct err *e) MUST_CHECK;
/* Goes on with what was typed before. */
/* The cursor goes into FIELD; saving goes back to who asked. */
void client_form_errand(struct screen *s, const char *field);
enum err_code client_form_resume(struct screen *s, int64_t draft_id, struct err *e) MUST_CHECK;
/* Records the look when the page shows a number that not everybody may see in full. */
void client_form_look(struct screen *s);
/* `form-done`, and `form-save` (arg 1), which stays in the field. */
enum err_code client_form_run_save(struct screen *s, struct err *e);

/* ---- picture (client_view.c) ---- */

void client_layout(struct screen *s, struct rect body);
void client_draw(const struct screen *s, struct canvas *c);
/* The selected row in full beside the list. */
void client_show_pane(struct client_file *st);

/* ---- appointments (client_appt.c) ---- */

enum err_code client_run_book(struct screen *s, struct err *e);
enum err_code client_run_move(struct screen *s, struct err *e);
enum err_code client_run_cancel(struct screen *s, struct err *e);
enum err_code client_run_next(struct screen *s, struct err *e);
enum err_code client_run_noshow(struct screen *s, struct err *e);
enum err_code client_run_arrive(struct screen *s, struct err *e);
enum err_code client_run_free(struct screen *s, struct err *e);

/* ---- a remark (client_remark.c) ---- */

/* Asks for it in row 23; on the whole screen. */
enum err_code client_remark_ask(struct screen *s, struct err *e) MUST_CHECK;
enum err_code client_remark_long(struct screen *s, struct err *e) MUST_CHECK;
/* For `leave`: one half typed is parked. */
enum leave client_remark_leave(struct screen *s);
void client_remark_free(struct screen *s);
/* Name as this person may see it. */
char *client_name(const struct client_file *st, char *out, size_t size);

/* ---- rows (client_rows.c) ---- */

/* Reads the rows again, as many as there were. */
enum err_code client_rows_load(struct client_file *st, struct err *e) MUST_CHECK;
/* The cursor goes to the row of that appointment, if it is shown. */
void client_rows_go(struct client_file *st, int64_t appointment_id);
/* It was taken back: the cursor returns to the next one to come. */
void client_rows_back(struct client_file *st);
enum err_code client_rows_older(struct client_file *st, struct err *e) MUST_CHECK;
/* Makes the rows of the view anew from the entries. */
void client_rows_make(struct client_file *st);
void client_rows_free(struct client_file *st);
/* The rows that are shown, for printing. */
struct listing *client_rows_listing(const struct client_file *st, const char *client);
const struct client_row *client_row_at(const struct client_file *st); /* selected, or NULL */
const struct timeline_row *client_entry_at(const struct client_file *st);       /* likewise */
/* Everything about one entry, for the side pane and for Enter. */
void client_entry_full(const struct client_file *st, const struct timeline_row *r, struct buf *out);
extern const struct list_ops client_list_ops;

/* The family member or pet who is treated, 0: the client. */
int64_t client_treated(const struct client_file *st);

/* ---- what was typed to find somebody (client_typed.c) ---- */

/* Fills name, telephone and mail of a new file by the kind of the words. True when they were more
 * to find somebody by than to call him: initials, the end of a number behind letters. */
bool client_fill_typed(struct form_edit *edit, const char *typed);

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

/* client_says.c: rows of the timeline from visits on, in words. */
struct timeline_row;
typedef void client_say(const struct client_file *, const struct timeline_row *, struct buf *);
client_say client_say_row, client_say_callback, client_say_visit, client_say_measure,
    client_say_plan, client_say_agreement, client_say_order, client_say_payment, client_say_message,
    client_say_case, client_say_cultivation, client_say_survey, client_say_suggestion,
    client_say_guest, client_say_reply;

#endif
