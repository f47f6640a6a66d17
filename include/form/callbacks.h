#ifndef FD_FORM_CALLBACKS_H
#define FD_FORM_CALLBACKS_H
/*
 * forms/callbacks.cfg: which contacts an event owes whom, and by when (SPEC CB-1 .. CB-3).
 *
 *   windows = ["11:00-12:30", "14:30-17:30", "19:30-20:30"];
 *   announce = "30min";        (of all calls; a rule may say another time, or "none")
 *   callbacks = (
 *     { code = "treat-2h"; label = { en = "2 hours after"; zh = "2 小时"; }; event = "treated";
 *       when = "kind != stopped"; role = "service"; from = "0min"; by = "2h"; channel = "call";
 *       limit_beats_windows = true; message = "callback"; script = "treat-2h";
 *       priority = 1; expire = "2d"; },
 *     { code = "treat-d3"; .. from = "3d"; by = "3d"; asks = true; } );
 *
 * A delay is a figure and a unit: min, h (exact time), d, m (civil days and months of the site's
 * calendar, the day of the event is day 0; from 31 January one month leads to the last day of
 * February). What the times of a rule become is desk/callback_due.h.
 *
 * A condition (form/expr.h) asks what is known of the event: the words of callback_facts.
 *
 * For the desk floor and check-forms; the result is immutable.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/config_file.h"
#include "form/expr.h"
#include "form/fault.h"
#include "form/label.h"

#define CALLBACK_RULES 100
#define CALL_WINDOWS 6

extern const char *const callback_events[];     /* treated ...; ended by NULL */
extern const char *const callback_roles[];      /* service consultant nurse expert */
extern const char *const callback_channels[];   /* call message mail face visit */
/* first service kind tailored branch seg-WORD: see callbacks.c; ended by NULL. Besides
 * seg-WORD for every segment of the house: 1 or 0. */
extern const char *const callback_facts[];
#define CALLBACK_SEGMENT_FACT "seg-"

enum delay_unit { DELAY_MIN, DELAY_HOUR, DELAY_DAY, DELAY_MONTH };
extern const char *const delay_units[];         /* by enum: min h d m; ended by NULL */
struct delay {
	int n;
	enum delay_unit unit;
};
/* "2h", "3d": false when it is no delay. Bytes of the other: enough for any. */
#define DELAY_TEXT 16
bool delay_parse(const char *text, struct delay *out);
char *delay_format(struct delay x, char out[DELAY_TEXT]);

/* Minutes of the local day, 06:00 .. 24:00, in order and apart; the end does not belong to it. */
struct call_window {
	int from_min, to_min;
};
struct call_windows {
	struct call_window v[CALL_WINDOWS];
	size_t n;
};
/* "15:00-18:00", "9:00-11:00, 15:00-", "-12:00": what a client wishes; full-width signs are fine.
 * An open end is that of SITE's hours (NULL: 09:00 and 20:30). False, OUT empty: not understood. */
bool call_windows_parse(const char *text, const struct call_windows *site,
    struct call_windows *out);
/* "11:00-12:30, 14:30-17:30" */
#define CALL_WINDOWS_TEXT 96
char *call_windows_format(const struct call_windows *w, char out[CALL_WINDOWS_TEXT]);

/* How long before a call a message says that one will ring (CB-6). */
#define CALL_ANNOUNCE_NONE (-1)
#define CALL_ANNOUNCE_FILE (-2)
#define CALL_ANNOUNCE_MAX (12 * 60)

struct callback_rule {
	const char *code;
	struct label label;
	const char *event;
	struct expr *when;              /* NULL: always */
	const char *role;
	bool personal;                  /* goes to the person the event names */
	struct delay from, by;          /* after the event */
	const char *channel;
	const char *script;             /* NULL: none */
	const char *message;            /* template of messages.cfg: of channel `message`; at once
					 * with limit_beats_windows; to who forbids calls. NULL */
	bool asks;                      /* satisfaction */
	bool limit_beats_windows;       /* the limit of min or h stands whatever the windows */
	int priority;                   /* 1 .. 5, 3 unless said */
	struct delay expire;            /* after the last day, of no use any more */
	int announce_min;               /* CALL_ANNOUNCE_FILE: as the file says; ask
					 * callbacks_announce_min */
	int line;
};

struct callbacks_file {
	struct call_windows windows;
	int announce;                   /* minutes + 1, 0: none; unless the rule says otherwise */
	struct callback_rule *v;
	size_t n;
	struct config_file *file;
};

/* ERR_NOTFOUND, ERR_IO, ERR_CONFIG. */
enum err_code callbacks_load(const char *path, struct callbacks_file **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
enum err_code callbacks_parse_text(const char *name, const char *text, size_t n,
    struct callbacks_file **out, struct fault_list *faults, struct err *e) MUST_CHECK;
void callbacks_free(struct callbacks_file *f);          /* NULL is fine */
/* NULL: none of that code; also for F NULL. */
const struct callback_rule *callbacks_find(const struct callbacks_file *f, const char *code);
/* Minutes before a call of rule CODE ("" or unknown: made by hand) at which its message goes;
 * CALL_ANNOUNCE_NONE: none goes by itself. */
int callbacks_announce_min(const struct callbacks_file *f, const char *code);

#endif
