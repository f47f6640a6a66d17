#ifndef FD_SCREEN_RECORDS_TREAT_PRIV_H
#define FD_SCREEN_RECORDS_TREAT_PRIV_H
/*
 * What the screens of a treatment share: lines that are asked for in row 23, of which nothing typed
 * is lost. A kind of line is a row of the table in treat_ask.c; its draft is kept under treat+KIND
 * and the row it belongs to.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "data/client.h"
#include "desk/treatment.h"
#include "desk/treatment_note.h"
#include "screen/front.h"
#include "tui/list.h"

enum treat_kind { ASK_FIGURE, ASK_VITALS, ASK_FOUND, ASK_REMARK, ASK_CALL, ASK_STOP, ASK_AGREED,
	ASK_REACTION, ASK_OUTCOME, ASK_NOTE, ASK_SUMMARY, ASK_USE, ASK_KINDS };

/* The states of both screens begin with one. */
struct treat_ask {
	struct desk *desk;
	int64_t id;                     /* the treatment */
	struct client_card_list card;   /* of the client, one */
	enum treat_kind kind;
	int64_t ref;                    /* the step, or the treatment */
	char head[500];                 /* kept before the text: the reason of a stop, the
					 * number of a reaction */
	struct buf text;
	struct draft_source draft;
	char word[32];
	bool watched;
};

/* What is done with an answer. OK: it is saved, the draft goes. */
enum err_code treat_save(struct screen *s, enum treat_kind kind, int64_t ref, const char *head,
    const char *text, struct err *e) MUST_CHECK;
enum err_code notes_save(struct screen *s, enum treat_kind kind, int64_t ref, const char *text,
    struct err *e) MUST_CHECK;

enum err_code treat_ask_open(struct screen *s, int64_t id, struct err *e) MUST_CHECK;
void treat_ask_close(struct screen *s);
/* Asks in row 23 (a summary on the whole screen), beginning with TEXT. */
enum err_code treat_ask(struct screen *s, enum treat_kind kind, int64_t ref, const char *text,
    struct err *e) MUST_CHECK;
enum leave treat_ask_leave(struct screen *s);
void treat_draw_client(const struct screen *s, struct canvas *c);
char *treat_client_name(const struct screen *s, char *out, size_t size);

struct treat {
	struct treat_ask ask;           /* first */
	struct treatment_view view;
	struct treatment_view last;     /* the session before of the same service; n 0: none */
	struct list list;
	bool opened;                    /* the cursor has found its place */
	int64_t pressed_ms, pressed_at; /* last y, so that a key pressed twice is one */
	int64_t wanted_step;            /* the cursor goes there, 0 */
	struct adverse_list adverse;    /* reactions, the newest first */
	char title[120];
	struct rect area;
};
/* `w` and what is typed there (src/screen/records/treat_react.c). */
enum err_code treat_run_react(struct screen *s, struct err *e) MUST_CHECK;
enum err_code treat_react(struct screen *s, const char *text, struct err *e) MUST_CHECK;
enum err_code treat_react_on(struct screen *s, const char *number, const char *text,
    struct err *e) MUST_CHECK;
/* "14:52 blister, cooled: healed", of the one that goes on, else of the newest; "" of none. */
char *treat_reaction_text(const struct treat *st, char *out, size_t size);
const struct treatment_item *treat_item(const struct treat *st);        /* NULL: none */
void treat_draw(const struct screen *s, struct canvas *c);
void treat_layout(struct screen *s, struct rect body);
extern const struct list_ops treat_ops;

#endif
