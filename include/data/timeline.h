#ifndef FD_DATA_TIMELINE_H
#define FD_DATA_TIMELINE_H
/*
 * Everything that happened to a client, newest first, in pages. Rows hold facts; sentences are made
 * when shown, in the reader's language. Appointments still to come stand on top. What was entered
 * in files that were merged into this one is there too.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

/* Each with the table of its ref_id and the meaning of its parts. */
enum timeline_kind {
	TIMELINE_FILE = 1,    /* client: file opened. source, file number, origin key, name */
	TIMELINE_ACTION,      /* action: a change that no other row shows. name, subject, reason,
	                         * origin */
	TIMELINE_NOTE,        /* client_note. text */
	TIMELINE_APPOINTMENT, /* appointment, with end_at. service, staff, room and device, reason,
	                         * patient (as `treated`), service in English */
	/* What follows has the same parts each: what, what in English, a word of the row (state,
	 * kind, outcome), a sum in minor units as figures, a text, the number for people. */
	TIMELINE_VISIT, TIMELINE_CONSULTATION, TIMELINE_MEASURE, TIMELINE_PLAN,
	TIMELINE_AGREEMENT, TIMELINE_TREATMENT, TIMELINE_ADVERSE, TIMELINE_ORDER,
	TIMELINE_PAYMENT, TIMELINE_CARD, TIMELINE_TEST, TIMELINE_MESSAGE, TIMELINE_INCIDENT,
	TIMELINE_REQUEST,
	TIMELINE_CALLBACK,              /* done ones, when they were */
	TIMELINE_COMPLAINT, TIMELINE_ESCALATION,
	TIMELINE_SURVEY,                /* without its marks: not everybody may see them */
	TIMELINE_SUGGESTION, TIMELINE_GUEST,
	TIMELINE_REPLY,                 /* what the client answered; the text, what was done */
	TIMELINE_CULTIVATION,           /* measure; target tier, state, what it cost, the result */
	TIMELINE_KINDS
};
/* Sets of kinds: for what somebody wants to see. */
#define TIMELINE_ALL (~0u)
#define TIMELINE_BIT(kind) (1u << (kind))
#define TIMELINE_PARTS 6

struct timeline_row {
	int64_t at;                     /* when it happened or will happen */
	int64_t key;                    /* with AT the place in the order: for the next page */
	enum timeline_kind kind;
	const char *ref_table;          /* constant */
	int64_t ref_id;
	char state[12];                 /* of the row, "" when it has none */
	char letter;                    /* B C A S D Z X of an appointment, N of a new file, ' ' */
	int64_t staff_id, end_at;
	char staff[96];                 /* who did it: name, "" for the program */
	char treated[96];               /* family member or pet it was about, "": the client */
	char *part[TIMELINE_PARTS];     /* owned; "" when there is nothing, never NULL */
};
struct timeline {
	struct timeline_row *v;
	size_t n, cap;
};

#define TIMELINE_PAGE 60
/* Up to LIMIT rows before (BEFORE_AT, BEFORE_KEY); 0, 0 = from the newest. Replaces OUT. Fewer than
 * LIMIT = the end. */
enum err_code timeline_list(struct store *s, int64_t client_id, int64_t before_at,
    int64_t before_key, int limit, struct timeline *out, struct err *e) MUST_CHECK;
/* The same of some kinds alone: KINDS is a set of TIMELINE_BIT. */
enum err_code timeline_list_kinds(struct store *s, int64_t client_id, unsigned kinds,
    int64_t before_at, int64_t before_key, int limit, struct timeline *out, struct err *e)
    MUST_CHECK;
void timeline_free(struct timeline *t);

#endif
