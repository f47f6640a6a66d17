#ifndef FD_SCREEN_CALLBACKS_QUEUE_PRIV_H
#define FD_SCREEN_CALLBACKS_QUEUE_PRIV_H
/* What the files of the queue's screen share. */
#include "base/buf.h"
#include "data/client.h"
#include "desk/callback.h"
#include "desk/callback_brief.h"
#include "desk/script.h"
#include "screen/formview.h"
#include "screen/front.h"
#include "screen/queue.h"

enum { QUEUE_KEPT = 200 };

struct queue_page {
	struct formview form;           /* must be first */
	struct desk *desk;
	struct callback_who who;
	int64_t id;                     /* at hand, 0: none */
	int64_t claimed_at;
	int64_t minute;                 /* of the windows and sums that are shown */
	int64_t message_id;             /* that went ahead when its caller turned to it, 0 */
	struct callback_brief brief;
	struct client_card_list card;
	struct callback_queue queue;
	struct script_said script;
	struct buf past;                /* what happened to the client, on wide screens */
	char partner[200];              /* instead of a client */
	char class[160];                /* of the client, in words */
	char empty[200];                /* why nothing is at hand */
	char next[200];                 /* whose turn it is afterwards */
	bool outside;                   /* called anyway */
	int64_t booked_id;              /* next visit, from here */
	char booked[100];
	int64_t seen[QUEUE_KEPT];       /* skipped and done here, in their order */
	size_t nseen, back;             /* BACK: how far one has gone back */
	bool resumed;
};
struct queue_page *queue_page(const struct screen *s);

/* Takes ID in hand, shows it, with an empty form or the draft (0: none). */
enum err_code queue_take(struct screen *s, int64_t id, int64_t draft_id, struct err *e) MUST_CHECK;
/* The next one that is free; none: the empty page. */
enum err_code queue_take_next(struct screen *s, struct err *e) MUST_CHECK;
/* The caller turns to the one at hand: it is announced where that is due (callback_announce.h). */
void queue_turn_to(struct screen *s);
void queue_put_back(struct screen *s);
int queue_field(const struct queue_page *st, const char *name);

void queue_draw(const struct screen *s, struct canvas *c);
/* Where the form stands. */
struct rect queue_form_area(const struct screen *s);

enum err_code queue_run_done(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_later(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_escalate(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_book(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_announce(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_remark(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_why(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_call(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_whole(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_give(struct screen *s, struct err *e) MUST_CHECK;
enum err_code queue_run_other(struct screen *s, struct err *e) MUST_CHECK;

#endif
