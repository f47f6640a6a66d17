#ifndef FD_DESK_TREATMENT_NOTE_H
#define FD_DESK_TREATMENT_NOTE_H
/*
 * What the roles noted in a session, the summary that follow-up and the next session start from
 * (SPEC TR-8), and adverse reactions (TR-5). Notes may follow after the session has ended, on the
 * same day. The summary is a text of its own: it is made from the notes until somebody has edited
 * it, and never made over an edit.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/treatment.h"

struct buf;
struct desk;

#define TREATMENT_ROLES 5
extern const char *const treatment_roles[TREATMENT_ROLES];      /* operator nurse consultant expert
								 * manager */

/* The line of each role, those that are open too. */
struct treatment_notes {
	struct treatment_role {
		const char *role;       /* code */
		struct role_note note;  /* text "": not written yet */
		bool mine;              /* the acting person may write it */
	} v[TREATMENT_ROLES];
	int written;
	struct treatment t;
	char made[TREATMENT_TEXT];      /* the summary as it would be made now */
	bool from_record;               /* no note yet: made from the steps */
	bool edited;                    /* somebody wrote t.summary */
};
enum err_code treatment_notes(struct desk *d, int64_t id, struct treatment_notes *out,
    struct err *e) MUST_CHECK;
/* The acting person's own line. WAS = as it was read ("": open). ERR_DENIED: another role's;
 * ERR_CONFLICT: changed meanwhile. Right note-write. */
enum err_code treatment_note(struct desk *d, int64_t id, const char *role, const char *was,
    const char *text, struct err *e) MUST_CHECK;
/* Edits the summary; WAS = the stored one as it was read, "" where none was. ERR_CONFLICT. */
enum err_code treatment_summary(struct desk *d, int64_t id, const char *was, const char *text,
    struct err *e) MUST_CHECK;

/* ---- adverse reactions (right treat-adverse) ---- */

struct adverse_report {
	int64_t id;                     /* 0: a new one */
	int64_t treatment_id;
	const char *sign, *measure, *outcome;   /* NULL: stays */
	int64_t at;                     /* 0: now */
	bool over;
};
/* The expert of the treatment is told of a new one. *ID = the row. */
enum err_code treatment_adverse(struct desk *d, const struct adverse_report *r, int64_t *id,
    struct err *e) MUST_CHECK;

#endif
