#ifndef FD_DESK_SURVEY_H
#define FD_DESK_SURVEY_H
/*
 * Satisfaction surveys (SPEC CP-2): a form becomes due when a visit ends, for a client at most once
 * in so many days (setting survey.every). It is asked on the telephone, in the house or by a
 * message, put off, refused, or it lapses. What comes back is kept by question in a sheet; marks of
 * 2 and below open a complaint, free text becomes a suggestion, both in the same transaction.
 *
 * Forms are the files forms/survey-*.cfg: survey-CODE where the service has one of its own, else
 * that of the setting survey.form, else survey-visit. A question counts for the rate where it is a
 * one-key number from 1 up: a mark is worth its share of the best one, and its remark is the
 * reason. A one-key number from 0 to 10 asks whether one would send a friend: it has a rate of its
 * own, the share of 9 and 10 less the share of 6 and below; of several the first that is answered
 * counts. Fields with a meaning: `better` (the suggestion), `how` (asked how: phone, house,
 * message), `named` (who served may see the name: yes).
 *
 * Who served a visit does not see whose survey it is unless the client agreed: every name of a
 * survey goes through survey_name.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/survey.h"
#include "form/form_edit.h"

struct buf;
struct desk;
struct txn;

#define SURVEY_ASKS_WHY 3       /* a mark of this or less is asked why */
#define SURVEY_COMPLAINS 2      /* of this or less opens a complaint */

/* ---- for who shows a client ---- */

/* The survey of CLIENT that is due or out. ERR_NOTFOUND: none. */
enum err_code survey_open_of(struct desk *d, int64_t client_id, struct survey_row *out,
    struct err *e) MUST_CHECK;
/* The last one that came back, in words for the queue's line: "5 of 5", "4.4 of 5"; "" for none, or
 * where the acting person may not see it. */
char *survey_last(struct desk *d, int64_t client_id, char *out, size_t size);

/* ---- when one is due ---- */

/* In the transaction in which VISIT ended: its survey, *ID 0 where none is due (one within the
 * days of the setting, or of this visit already; no form). Idempotent. */
enum err_code survey_raise_in(struct txn *t, struct desk *d, int64_t visit_id, int64_t *id,
    struct err *e) MUST_CHECK;
/* The nightly job: visits of the last days that have none get theirs, what is of no use any more
 * expires. *N = rows made and ended. */
enum err_code survey_nightly(struct desk *d, size_t *n, struct err *e) MUST_CHECK;

/* ---- asking ---- */

struct survey {
	struct desk *desk;
	struct form *form;              /* held by the catalogue */
	struct survey_row is;
	struct survey_row last;         /* the client's last one that came back, id 0: none */
};
/* ERR_NOTFOUND, ERR_CONFIG (its form is not loaded), ERR_DENIED (another branch). */
enum err_code survey_open(struct desk *d, int64_t id, struct survey *out, struct err *e)
    MUST_CHECK;
/* Its answers under edit, those of the client's last survey beside them. */
enum err_code survey_edit(const struct survey *x, struct form_edit **out, struct err *e) MUST_CHECK;
/* May it be answered still? */
bool survey_writable(const struct survey *x);

/* Does the field count: a one-key number from 1 up? */
bool survey_is_mark(const struct form_field *f);
/* Is it asked from 0 to 10 whether one would send a friend? */
bool survey_is_friend(const struct form_field *f);
/* A mark that is given and low, by field; 0: none, or not low. */
int survey_low_mark(const struct form_edit *edit, int field);
/* What low marks bring, a line: their reasons, a complaint. "" for nothing. */
void survey_notice(const struct survey *x, const struct form_edit *edit, struct buf *out);

struct survey_result {
	int64_t answered, score, lowest;
	int64_t friend;                 /* -1: not said */
	char complaint[24];             /* number of the one that was opened, "" */
	bool suggestion;                /* free text went to the suggestions */
};
/* Action survey-take: the answers, the marks, what follows from them. ERR_INVALID with the field: a
 * reason lacks, or nothing was answered. ERR_CONFLICT: it came back meanwhile. */
enum err_code survey_save(struct survey *x, struct form_edit *edit, struct survey_result *out,
    struct err *e) MUST_CHECK;

/* The mark at the beginning of an answer to a message, 1 to 5; *WORDS (may be NULL): what stands
 * behind it. 0: it begins with no mark. */
int survey_mark_said(const char *text, const char **words);
/* Action survey-take: the answer to a message, "4 long wait", as the question `overall` of the
 * form, the words as its reason. ERR_INVALID: no mark, or the form does not ask so. */
enum err_code survey_by_message(struct desk *d, int64_t id, const char *text, struct err *e)
    MUST_CHECK;

/* Action survey-take, likewise below: handed over on paper in the house, or sent as a message. HOW:
 * house, message. ERR_CONFLICT: it is not due. ERR_INVALID: no message may be sent to the
 * client. */
enum err_code survey_hand(struct desk *d, int64_t id, const char *how, struct err *e) MUST_CHECK;
/* Not before AT. ERR_INVALID: past, or after it expires. */
enum err_code survey_later(struct desk *d, int64_t id, int64_t at, struct err *e) MUST_CHECK;
/* The client wants none. */
enum err_code survey_refuse(struct desk *d, int64_t id, const char *why, struct err *e)
    MUST_CHECK;

/* ---- for people ---- */

/* The client's name as the acting person may see it. Borrowed. */
const char *survey_name(const struct desk *d, const struct survey_row *r);
bool survey_hides(const struct desk *d, const struct survey_row *r);
const char *survey_state_word(const char *state);
/* "4.4 of 5"; "" where nothing was answered. */
char *survey_mark_text(int64_t answered, int64_t score, char *out, size_t size);
/* Whole percent, -1: nothing was answered. */
int survey_percent(const struct survey_rate *r);
/* Would send a friend: -100 .. 100; false: nobody said. */
bool survey_net(const struct survey_rate *r, int *net);
/* "friend +43 of 21"; "" where nobody said. Returns OUT. */
char *survey_net_text(const struct survey_rate *r, char *out, size_t size);

#endif
