#ifndef FD_SCREEN_FRONT_H
#define FD_SCREEN_FRONT_H
/*
 * What all screens share: the desk they work at, the badges of row 1, the global commands (F1 ..
 * F12, Ctrl-Q ...), drafts of what is being typed, the lock. One a process; screen_app() of every
 * screen is the struct front. Screens of this floor only.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/printer.h"
#include "desk/desk.h"
#include "desk/signin.h"
#include "screen/cmdline.h"
#include "screen/reports.h"
#include "screen/schedule.h"
#include "tui/screen.h"

/* Facts for `needs` of commands. The first come from the front, the others from the screen. */
enum front_need {
	NEED_WRITE = 1u << 0,           /* the file can be written */
	NEED_LOGIN = 1u << 1,           /* somebody is logged in */
	NEED_ROW = 1u << 2,             /* a row is selected */
	NEED_CLIENT = 1u << 3,          /* a client is at hand */
	NEED_CLEAN = 1u << 4,           /* nothing unsaved on the screen */
	NEED_TEXT = 1u << 5,            /* the cursor is in a text field */
	NEED_NO_TEXT = 1u << 6,         /* it is not */
};

enum badge { BADGE_REQUEST, BADGE_WAIT, BADGE_CALL, BADGE_ESCALATION, BADGE_CASE, BADGE_MESSAGE,
	BADGE_JOB, BADGE_SIGN, BADGE_COUNT };

struct listing;
struct loop;

/*
 * Typing that is kept: a form registers itself while it is open. A second after it was typed,
 * when a field is left, at the lock and at a hang-up the front writes it to the person's drafts;
 * leaving the form parks it. The same person may take it over at another terminal: `taken` here.
 */
struct draft_source {
	struct draft_source *next;
	void *ctx;
	const char *form;                       /* "client-new" */
	int64_t ref_id;                         /* row being edited, 0: a new one */
	int64_t draft_id;                       /* 0 until it was written once */
	bool dirty;                             /* set by draft_typed */
	bool taken;                             /* it goes on elsewhere, nothing was typed since */
	int64_t typed_ms;                       /* first key that is not written */
	int64_t renewed_ms, looked_ms;          /* its claim */
	int failed;                             /* times in a row that it could not be written */
	bool line;                              /* of a prompt: no job */
	void (*write)(void *ctx, struct buf *title, struct buf *body, struct buf *cursor);
};

/* The prompt of row 23, while what is typed in it is kept: front_prompt.c. */
struct front_prompt {
	struct draft_source source;             /* watched while `word` is not empty */
	char word[48], text[2048];
};

struct front {
	struct desk *desk;
	struct loop *loop;
	int idle_lock_s, idle_logout_s;
	bool mouse;                             /* the terminal sends clicks: see tui/term.h */
	const char *language;                   /* of this terminal; NULL or "": each person's
						 * own */
	int badge[BADGE_COUNT];                 /* -1: could not be read */
	bool badge_late[BADGE_COUNT];
	int64_t badges_ms;                      /* read at most once a second */
	int64_t client_id;                      /* the client at hand (F5, F7, F8, `.`), 0: none */
	int64_t dependant_id;                   /* of the client at hand, who is treated; 0: the
						 * client */
	int64_t last_client_id;                 /* Space Enter in an empty Find */
	struct draft_source *drafts;
	struct front_prompt prompt;
	int64_t box_draft;                      /* that the next box goes on with: askform.h */
	struct schedule_memory schedule;        /* where the person was in the schedule */
	struct report_memory reports;           /* of which days and where, while F9 is used */
	int32_t list_day;                       /* of the lists of a day, 0: the next open one */
	const struct cmdline_words *words;      /* behind the command that is running, NULL: a
						 * key */
	struct cmdline_run run;
	struct cmdline_memory lines;
	struct printer printer;
	const char *export_folder;              /* NULL: the home of the Unix account */
	struct listing *listing;                /* what is being printed: see screen/listing.h */
	bool ring_look;                         /* a telephone may ring: see front_ring.c */
	int64_t ring_at;                        /* the last one that was said */
	char ring_number[24];
	int64_t pressed_ms, pressed_at;         /* last key, by both clocks: see idle_s in
						 * front.c */
	int64_t minute;                         /* that row 1 shows */
	bool language_chosen;                   /* at the lock: wins over the person's own */
	int64_t merge_id;                       /* whose other file is being asked for
						 * (merge_ask) */
	int64_t expected_staff;                 /* whom the first log-in asks for the PIN, 0:
						 * anybody */
	int64_t home_branch;                    /* the terminal's own, while another is looked at;
						 * 0: this one */
	char locked_by[96];                     /* who locked it, "" at the first log-in */
	int64_t locked_at, locked_staff, locked_jobs;
	struct signin_tries tries;              /* of who locked it, while the file is read only */
	int64_t thrown_id, thrown_at;           /* job thrown away last, for Ctrl-Z; 0: none */
};

struct front *front_of(const struct screen *s);
struct desk *front_desk(const struct screen *s);

/* Takes the terminal, opens Today (under the lock when nobody is logged in) and runs until quit or
 * hang-up. What `desk` and the idle times say must be set; the rest zeroed. ERR_USAGE: no usable
 * terminal. */
enum err_code front_run(struct front *f, struct err *e) MUST_CHECK;
/* The same for tests: a loop without a terminal, Today opened. The caller frees it with
 * loop_free. */
struct loop *front_loop(struct front *f, int rows, int cols);
/* Every screen type, for --dump-keys, key checks and tests. */
extern const struct screen_type *const front_screens[];
extern const size_t front_screens_count;
struct keymap front_global(void);

void front_draft_watch(struct front *f, struct draft_source *d);
void front_draft_unwatch(struct front *f, struct draft_source *d);      /* not known: nothing */
void front_draft_typed(struct front *f, struct draft_source *d);        /* after each change */
void front_draft_flush(struct front *f);                                /* writes all dirty ones
									 * now */
void front_draft_try(struct front *f);          /* the same, without waiting for others who write */
/* The form is left: parks it, and row 23 says so. False: it could be kept nowhere, and row 23
 * says why. */
bool front_draft_leave(struct front *f, struct draft_source *d) MUST_CHECK;
/* The work was saved: its draft is dropped. */
void front_draft_done(struct front *f, struct draft_source *d);

/*
 * What a second person must sign (PP-5). Every screen that gets ERR_SECOND from a use case:
 *
 *	rc = merge_files(d, keep, gone, take, n, &action, e);
 *	if (rc == ERR_SECOND)
 *		rc = front_second(s, &(struct second_ask){ .right = "client-merge", .text = what,
 *		    .done = merge_now }, e);
 *
 * and merge_now(s, e) tries again: it runs once, when somebody has signed, with who.second_id and
 * who.why of the desk set for that call alone. When nobody signs it never runs. ERR_SECOND in E is
 * cleared. What was signed at another terminal and then failed is tried at once, without asking
 * again, while that signature lasts. For an action that always needs one, ask without trying first.
 */
struct second_ask {
	const char *right;              /* who has it may sign */
	const char *text;               /* what, in figures and words; copied, cannot change any
					 * more */
	const char *why;                /* the reason so far, NULL: to be typed */
	enum err_code (*done)(struct screen *owner, struct err *e);
};
enum err_code front_second(
    struct screen *s, const struct second_ask *ask, struct err *e) MUST_CHECK;

/* Asked before somebody begins to type what the use case of that right would refuse at the end.
 * ERR_DENIED with the sentence; a second person is asked for when it is done, not here. */
enum err_code front_may(const struct screen *s, const char *right, struct err *e) MUST_CHECK;
/* For a screen with tabs whose cursor stands in a field: nobody and nothing is known by a bracket,
 * so [ and ] pass through the tabs there too. KEY_UNUSED: another key. */
enum key_use front_bracket(struct screen *s, const struct key *k);
/* After an own write: areas reload at once, badges are read again. */
void front_wrote(struct screen *s);
void front_at_hand(struct screen *s, int64_t client_id);
/* Locks at once: drafts are written, the lock lies on top of everything. */
void front_lock(struct front *f);
/* After a right PIN: the same person goes on where he was; another gets a fresh Today. Offers
 * drafts. */
enum err_code front_login(struct front *f, int64_t staff_id, struct err *e) MUST_CHECK;
/* Switches the language of this session ("en", "zh"); while nobody is logged in, of the next
 * one. */
enum err_code front_set_language(struct front *f, const char *language, struct err *e) MUST_CHECK;

#endif
