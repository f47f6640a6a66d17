#ifndef FD_FORM_SCRIPTS_H
#define FD_FORM_SCRIPTS_H
/*
 * forms/scripts.cfg: what is said in a callback, by occasion and segment (CB-4, CB-9).
 *
 *   opening = { en = "Hello {form_of_address} {client}, this is {staff} of .."; zh = ..; };
 *   quiet_opening = { en = "Hello {form_of_address} {client}, this is {staff}. .."; zh = ..; };
 *   patient_opening = { en = "It is about {patient}."; zh = ..; };
 *   scripts = (
 *     { code = "treat-d3"; label = { en = "day 3"; zh = "第 3 天"; };
 *       en = ["Has the swelling gone?", ..]; zh = ["肿胀消了吗?", ..];
 *       segments = ( { segment = "new"; en = [..]; zh = [..]; } ); }
 *   );
 *
 * A script begins with the opening of the file, or its own. Who must not be told who is calling is
 * greeted by quiet_opening, and {house} may stand in `opening` alone: so the name of the house
 * cannot slip into the lines behind it. Behind either patient_opening follows, where it is about
 * somebody who hangs under the client. A segment (forms/segments.cfg) without lines of its own
 * gets the general ones.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "form/config_file.h"
#include "form/fault.h"
#include "form/label.h"

#define SCRIPT_LINES 8          /* of one script, besides the opening */

/* What may stand in braces. */
enum script_word {
	SCRIPT_CLIENT,          /* {client}: the name, the alias of a restricted file */
	SCRIPT_PATIENT,         /* {patient}: who was treated, a child, a pet; else the client */
	SCRIPT_ADDRESS_FORM,    /* {form_of_address}: Ms, 女士; nothing where unknown */
	SCRIPT_STAFF,           /* {staff}: who calls */
	SCRIPT_SERVICE,         /* {service}: what it is about */
	SCRIPT_DAY,             /* {day}: when that was, as a date */
	SCRIPT_WHEN,            /* {when}: the same as one says it: today, yesterday, on Tuesday */
	SCRIPT_DAYS,            /* {days}: how many days ago, as a figure */
	SCRIPT_PHONE,           /* {phone}: of the branch */
	SCRIPT_HOUSE,           /* {house}: name of the branch; in `opening` only */
	SCRIPT_WORDS
};
extern const char *const script_words[];        /* by enum, ended by NULL */

struct script_text {
	struct config_words en, zh;
};
struct script_segment {
	const char *segment;
	struct script_text text;
	int line;
};
struct script {
	const char *code;
	struct label label;
	struct label opening;           /* en NULL: the file's */
	struct script_text text;        /* the general one */
	struct script_segment *segment;
	size_t nsegments;
	int line;
};
struct scripts_file {
	struct label opening, quiet_opening;
	struct label patient_opening;   /* en NULL: nothing is added */
	struct script *v;
	size_t n;
	struct config_file *file;
};

/* ERR_NOTFOUND, ERR_IO, ERR_CONFIG. */
enum err_code scripts_load(const char *path, struct scripts_file **out, struct fault_list *faults,
    struct err *e) MUST_CHECK;
enum err_code scripts_parse_text(const char *name, const char *text, size_t n,
    struct scripts_file **out, struct fault_list *faults, struct err *e) MUST_CHECK;
void scripts_free(struct scripts_file *f);              /* NULL is fine */
/* NULL: none of that code; also for F NULL. */
const struct script *scripts_find(const struct scripts_file *f, const char *code);

/* The lines for a client of SEGMENTS (words between blanks, the one that counts most first): those
 * of the first segment that has some, *SEGMENT is its word; else the general ones, *SEGMENT "". */
const struct script_text *script_pick(const struct script *s, const char *segments,
    const char **segment);
/* LINE with VALUES for its words (NULL: nothing); blanks that an empty word leaves behind go.
 * Replaces OUT. */
void script_fill(const char *line, const char *const values[SCRIPT_WORDS], struct buf *out);

#endif
