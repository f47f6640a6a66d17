#ifndef FD_DESK_CALLLIST_H
#define FD_DESK_CALLLIST_H
/*
 * Callbacks as lists (SPEC CB-10, CB-11): found by one line as people type it or by key and value,
 * each in the section of the day where it stands, with its window; and what is done to several at
 * once: put off, carried over, given to somebody, merged, sampled. Working off one is
 * desk/callback.h.
 *
 *	fri..+7   nov       due in these days (of ended ones: ended then)
 *	late                past its time
 *	nurse  done         a role, a state
 *	zq                  a person by code or name
 *	laser               part of what it is about
 * With a key nothing is guessed: role= who= st= rule= ev= ch= seg= svc= br= on= c= late=.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/callback_list.h"

struct buf;
struct desk;

/* ---- which ones ---- */

struct calllist {
	int64_t branch_id;              /* 0: all */
	int64_t staff_id, client_id;    /* 0: anybody's */
	bool mine;                      /* given to the acting person, or to nobody of the roles */
	bool late;
	char state[12], from[12], to[12], roles[80];
	char rule[40], event[28], channel[12], segment[40], about[120];
	char person[96], branch[24];    /* for calllist_say */
};
/* Everything that is open in the branch at hand. */
void calllist_init(const struct desk *d, struct calllist *f);
/* One part by its key: ERR_NOTFOUND, ERR_INVALID, ERR_DENIED with the sentence. */
enum err_code calllist_set(struct desk *d, struct calllist *f, const char *key, const char *value,
    struct err *e) MUST_CHECK;
/* A whole line on top of F. */
enum err_code calllist_parse(struct desk *d, const char *typed, struct calllist *f, struct err *e)
    MUST_CHECK;
/* What F asks for in words; "" where it asks for nothing in particular. */
char *calllist_say(struct desk *d, const struct calllist *f, char *out, size_t size);
/* The roles of the acting person that do callbacks, blanks between; "service" for who has none. */
char *calllist_roles(struct desk *d, char *out, size_t size);

/* ---- the rows ---- */

/* `left`: due by now and no window left today. `ahead`: after tomorrow. */
enum calllist_section { CALLS_NOW, CALLS_LEFT, CALLS_LATER, CALLS_EXPERT, CALLS_MESSAGE,
	CALLS_TOMORROW, CALLS_AHEAD, CALLS_DONE, CALLS_ENDED, CALLS_SECTIONS };

struct calllist_row {
	struct callback_row c;
	enum calllist_section section;
	int64_t open_from, open_to;     /* the window in which it can be done: the one that is
					 * open, else the next; 0 0: none */
	bool own_wish;                  /* that window is the client's own */
	bool quiet;                     /* do not say who is calling */
	int64_t late_s;                 /* seconds past its time, 0: in time */
	char who[200];                  /* as the acting person may see it; a partner's name */
	char phone[24];                 /* likewise: whole, or the tail */
	char file_no[24];
};
struct calllist_rows {
	struct calllist_row *v;
	size_t n, cap;
	size_t count[CALLS_SECTIONS];
	size_t late;
	bool more;                      /* there are more than were read */
	int64_t window_from, window_to; /* of the branch, open now or next; 0 0: none */
	bool window_open;
};
/* By section, in it by due time. AHEAD false: what begins after tomorrow is left out, unless days
 * are asked for. Replaces OUT. */
enum err_code calllist_load(struct desk *d, const struct calllist *f, bool ahead,
    struct calllist_rows *out, struct err *e) MUST_CHECK;
void calllist_rows_free(struct calllist_rows *l);

/* For badges and boards, without reading the rows: what is due by now, of the acting person (given
 * to him, or to nobody of his roles; nothing without the right callback-do), of the branch, of all
 * branches. What waits for the expert or a message is left out. CHANNEL: NULL any. */
struct calllist_counts {
	int64_t due, late;
	int64_t until;                  /* end of the window that is open now, 0: none is */
};
enum calllist_of { CALLLIST_MINE, CALLLIST_BRANCH, CALLLIST_HOUSE };
enum err_code calllist_count(struct desk *d, enum calllist_of of, const char *channel,
    struct calllist_counts *out, struct err *e) MUST_CHECK;

/* In words, tr()ed and borrowed, or in OUT. */
const char *calllist_section_word(enum calllist_section section);
const char *calllist_role_word(struct desk *d, const char *role);
const char *calllist_role_brief(struct desk *d, const char *role);      /* for a narrow column */
const char *calllist_state_word(const char *state);
const char *calllist_step_word(const char *kind, const char *result);
char *calllist_what(struct desk *d, const struct callback_row *c, char *out, size_t size);
/* "until 17:30", "19:30-20:30", "Fri 11:00-12:30", with * for the client's own wish; without the
 * day also where the section says that it is tomorrow. */
char *calllist_window(struct desk *d, const struct calllist_row *r, char *out, size_t size);
/* "17:30", "Mon 17:30": when it was due, of one that is over when it ended. */
char *calllist_due(struct desk *d, const struct callback_row *c, char *out, size_t size);
/* "late 21 h", "" in time. */
char *calllist_late(const struct calllist_row *r, char *out, size_t size);

/* ---- what is done to several, in one action ---- */

/* All of them or none. ERR_TAKEN: another caller has one in hand just now. */
struct calllist_some {
	const int64_t *ids;
	size_t n;
};
enum { CALLLIST_SOME = 500 };
/* A time as typed ("wed 11"), with its echo. ERR_INVALID: has passed. */
enum err_code calllist_when(struct desk *d, const char *typed, int64_t *at, char *echo,
    size_t size, struct err *e) MUST_CHECK;
/* Put off until AT: each to its client's next window from then. Right callback-do. ERR_CONFLICT:
 * one has ended meanwhile, then none is put off. */
enum err_code calllist_later(struct desk *d, const struct calllist_some *s, int64_t at,
    const char *text, struct err *e) MUST_CHECK;
/* The same at the end of a day (SPEC CB-8), with its reason: 1 not reached, 2 the client's wish,
 * 3 no time, 4 other; 3 and 4 say why in TEXT. STAFF: who does it, 0: as before. */
extern const char *const calllist_reasons[4];           /* words, in this order */
const char *calllist_reason_word(const char *reason);   /* tr()ed; the word itself when unknown */
struct calllist_carry {
	const char *reason, *text;
	int64_t at, staff_id;
};
enum err_code calllist_carry(struct desk *d, const struct calllist_some *s,
    const struct calllist_carry *c, struct err *e) MUST_CHECK;
/* To a person, or to anybody of ROLE (STAFF 0). Right callback-give. */
enum err_code calllist_give(struct desk *d, const struct calllist_some *s, int64_t staff_id,
    const char *role, const char *text, struct err *e) MUST_CHECK;

/* ---- contacts that fall together (CB-11) ---- */

/* The other open ones of its client and person treated whose days meet those of ID. */
enum err_code calllist_together(struct desk *d, int64_t id, struct callback_rows *out,
    struct err *e) MUST_CHECK;
/* They become part of KEEP, which takes over the earliest time and the question of satisfaction;
 * each says so in a step, and what of it waits in the outbox is withdrawn. Right callback-merge.
 * ERR_INVALID: not the same client's; ERR_CONFLICT: one has ended, or waits for the expert. */
enum err_code calllist_merge(struct desk *d, int64_t keep, const struct calllist_some *s,
    struct err *e) MUST_CHECK;

/* ---- samples of the supervisor ---- */

/* N done ones of F, or PERCENT of them, drawn by lot, none twice. Right callback-sample. */
enum err_code calllist_draw(struct desk *d, const struct calllist *f, int n, int percent,
    struct callback_rows *out, struct err *e) MUST_CHECK;
/* MARK 1 .. 5 with a remark, which 3 and below need. ERR_CONFLICT: it is not done. */
enum err_code calllist_sample(struct desk *d, int64_t id, int mark, const char *text,
    struct err *e) MUST_CHECK;

#endif
