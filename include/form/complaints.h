#ifndef FD_FORM_COMPLAINTS_H
#define FD_FORM_COMPLAINTS_H
/*
 * forms/complaints.cfg: kinds of complaints and inquiries with their two limits, how grave they
 * are, where they come from, what causes them (CP-1).
 *
 *   complaints = (
 *     { code = "urgent"; label = { en = "urgent"; zh = "紧急"; }; answer = 4; solve = 24; },
 *     { code = "house"; label = "about the house"; answer = 8; solve = 16; working = true; }
 *   );
 *   levels = ( { code = "light"; label = "light"; }, ... );
 *   channels = ( ... );   causes = ( ... );
 *
 * Limits are hours from the complaint: as the clock goes, or with `working` only those in which the
 * branch is open. The first kind and the first channel are what is proposed.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/config_file.h"
#include "form/fault.h"
#include "form/label.h"

#define COMPLAINT_HOURS_MAX 8760

struct complaint_kind {
	const char *code;
	struct label label;
	int answer, solve;              /* hours: the first answer, the end; answer <= solve */
	bool working;                   /* hours in which the branch is open */
	int line;
};
struct complaint_word {
	const char *code;
	struct label label;
	int line;
};
struct complaint_words {
	struct complaint_word *v;
	size_t n;
};
struct complaints_file {
	struct complaint_kind *kinds;
	size_t nkinds;
	struct complaint_words levels, channels, causes;
	struct config_file *file;
};

/* ERR_NOTFOUND, ERR_IO, ERR_CONFIG. */
enum err_code complaints_load(const char *path, struct complaints_file **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
enum err_code complaints_parse_text(const char *name, const char *text, size_t n,
    struct complaints_file **out, struct fault_list *faults, struct err *e) MUST_CHECK;
void complaints_free(struct complaints_file *f);        /* NULL is fine */
/* NULL: no such word; also for F NULL. */
const struct complaint_kind *complaints_kind(const struct complaints_file *f, const char *code);
const struct complaint_word *complaint_word_find(const struct complaint_words *w, const char *code);

#endif
