#ifndef FD_SCREEN_MESSAGES_COMPOSE_PRIV_H
#define FD_SCREEN_MESSAGES_COMPOSE_PRIV_H
/* Writing one message: compose.c the screen, compose_pick.c its templates, compose_draft.c what is
 * kept of it. */
#include <stdbool.h>
#include <stddef.h>

#include "data/client.h"
#include "desk/messages.h"
#include "screen/front.h"
#include "screen/messages.h"
#include "tui/canvas.h"
#include "tui/field.h"

struct compose {
	struct desk *desk;
	struct screen *owner;
	struct compose_arg arg;
	struct client_card_list card;
	const struct message_template *templates[MESSAGES_TEMPLATES];
	size_t n;
	int shown[MESSAGES_TEMPLATES];  /* those that fit `find` */
	int nshown;
	char find[48];                  /* letters typed to narrow the list */
	int page, chosen;               /* chosen: index of templates, -1: none yet */
	const char *language;           /* NULL: the client's */
	char other[8];                  /* the language `]` goes to */
	struct field text;
	bool typing, changed;
	struct rect box;                /* of the text */
	struct draft_source draft;
};

/* Fills the text from the chosen template. */
enum err_code compose_fill(struct compose *st, struct err *e) MUST_CHECK;

/* ---- templates ---- */

/* Those that fit `find`, the first page. */
void compose_narrow(struct compose *st);
/* The template of a digit (1 ..) on the page shown, -1: none. */
int compose_at(const struct compose *st, int digit);
int compose_pages(const struct compose *st);
/* Letters narrow, Backspace takes one back. False: not a key of the list. */
bool compose_letter(struct compose *st, const struct key *k);
void compose_draw_templates(const struct compose *st, const struct screen *s, struct canvas *c);

/* ---- what is kept ---- */

extern const char compose_draft_word[];
/* After each change by hand: the text is kept from now on. */
void compose_typed(struct compose *st);
/* Goes on with what was parked for this client (ID 0: the last of them, if any). */
enum err_code compose_go_on(struct compose *st, int64_t id, struct err *e) MUST_CHECK;
enum leave compose_leave(struct screen *s);
/* It was sent. */
void compose_sent(struct compose *st);
void compose_forget(struct compose *st);        /* the screen goes */

#endif
