#ifndef FD_SCREEN_SCREENS_H
#define FD_SCREEN_SCREENS_H
/*
 * The screens that other screens open, and what they are opened with. Each is one file of
 * src/screen (and perhaps a _view.c); its argument is read during `open` only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

struct conflict_list;
struct form_edit;

/* F2. ARG: NULL, or a struct clients_arg. */
struct clients_arg {
	const char *tab;                /* "find", "recent", "complete",
					 * "duplicates", "export" */
	const char *find;               /* already typed in Find; NULL: nothing */
};
extern const struct screen_type clients_screen;

/* A new file. ARG: NULL or a struct client_new_arg. Answers (screen_ask) with answer 1 and VALUE a
 * const int64_t * to the client's id, of the new file or of the existing one that was chosen. */
struct client_new_arg {
	const char *typed;              /* what stood in Find: fills name or telephone by its
					 * kind */
	int64_t draft_id;               /* go on with this draft, 0: a new one */
};
extern const struct screen_type client_new_screen;

/* The client's file. ARG: struct client_arg. A merged one opens the survivor and says so. */
struct client_arg {
	int64_t client_id;
	const char *tab;                /* "timeline", or a section of the form; NULL: the first */
	int64_t draft_id;               /* go on with this draft of the form, 0: none */
	const char *field;              /* the cursor begins here, saving goes back with 1; NULL */
};
extern const struct screen_type client_screen;
/* Goes on with a remark on S, which shows its client; drafts of remarks have this form. */
extern const char client_remark_draft[];
enum err_code client_remark_resume(struct screen *s, int64_t draft_id, struct err *e) MUST_CHECK;

/* A row in a form of its own, of a kind of desk/rows.h: a family member, goods, a person, a room,
 * hours. ARG: struct row_arg. Answers 1 with VALUE a const int64_t * to the row when it was
 * saved. */
struct row_arg {
	const char *form;
	int64_t owner_id, id;           /* owner: the client, the service ...; id 0: a new row */
	int64_t draft_id;               /* go on with this draft, 0: none */
};
extern const struct screen_type row_screen;
/* What a draft of such a row belongs to: its word, and the row it names. False: it is another's. */
struct desk;
bool row_form_of_draft(const char *word, int64_t ref_id, struct desk *d, struct row_arg *out);
int64_t row_form_client(const struct row_arg *a);       /* whose file it is under; 0: nobody's */

/* Field by field, after ERR_CONFLICT: over the form. ARG: struct form_edit * whose conflicts are
 * open. Answers 1: all are decided, save again; ANSWER_BACK: back to the form. */
extern const struct screen_type conflict_screen;

/* F12. Who did what. ARG: NULL or a struct actions_arg. */
struct actions_arg {
	int64_t client_id;              /* only those that touched this file, 0: all */
};
extern const struct screen_type actions_screen;

/* One action with every column it changed. ARG: const int64_t *, its id. */
extern const struct screen_type action_screen;

/* The appointments of a day as they stood after an action. ARG: const int64_t *, the action's
 * id. */
extern const struct screen_type past_screen;

/* Two files of one person side by side. ARG: struct merge_arg, both set. Ends with the survivor's
 * file.
 */
struct merge_arg {
	int64_t a, b;
};
extern const struct screen_type merge_screen;
/* Asks for the other file first: likely doubles of CLIENT on top, then whatever is typed. */
enum err_code merge_ask(struct screen *s, int64_t client_id, struct err *e) MUST_CHECK;

/* Lists that are worked off (src/screen/front/worklist_priv.h), no argument: tomorrow's
 * appointments to be confirmed and prepared, tomorrow by expert, whom to rebook, what was said to
 * the person at the desk, what reached no client. */
extern const struct screen_type confirm_screen, prepare_screen, experts_screen, rebook_screen,
    inbox_screen, failed_screen;
/* Finding appointments. ARG: NULL, or const char *: already typed. */
extern const struct screen_type finding_screen;

/* Questions of others that wait for one's signature: over any screen, no argument. */
extern const struct screen_type sign_screen;

/* Boxes over a client's file and over a new client; only for checks and dumps. */
extern const struct screen_type history_screen, compare_screen;

/* A list or a document as it will be on paper, to look at: p prints it. */
struct listing;
struct preview_arg {
	struct listing *listing;        /* the preview holds it */
	int64_t client_id;              /* as for listing_ask */
};
extern const struct screen_type preview_screen;

/* Opens what a draft belongs to, with what was typed. */
struct draft_arg {
	int64_t draft_id, ref_id;
	char form[48];
};
enum err_code draft_resume(struct loop *l, const struct draft_arg *arg, struct err *e) MUST_CHECK;

#endif
