#ifndef FD_FORM_SEGMENT_H
#define FD_FORM_SEGMENT_H
/*
 * forms/segments.cfg: how clients are told apart (IN-8): tiers, types of growth, segments.
 *
 *   period_months = 12;
 *   score = { form = "client-score"; fields = ["budget", "wish"]; };
 *   tiers = (
 *     { code = "key"; label = { en = "key client"; zh = "关键客户"; };
 *       short = { en = "key"; zh = "关键"; }; when = "spent >= 20000"; weight = 2; },
 *     { code = "general"; label = ..; }
 *   );
 *   growth = ( .. );
 *   segments = ( { code = "high-spend"; .. } );
 *
 * Of tiers and growth the first whose condition holds is the client's, one without a condition
 * always holds; of segments all that hold, in the order of the file: the first is the one that
 * counts most. A condition (form/expr.h) speaks of the figures below. `weight` goes before others
 * in the queue of callbacks: the weights of everything that holds are added.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/config_file.h"
#include "form/fault.h"
#include "form/label.h"

struct expr;

#define SEGMENTS_MAX 8          /* of each kind in one file */

/* What conditions can speak of. A figure that is not known is empty: no comparison holds. */
enum segment_figure {
	SEGMENT_SPENT,          /* spent: whole units of the currency, in the period */
	SEGMENT_VISITS,         /* visits: days with a visit or a service done, in the period */
	SEGMENT_RISE,           /* rise: those of its later half less those of the earlier one */
	SEGMENT_LAST_DAYS,      /* last_days: since the last one ever; empty: none yet */
	SEGMENT_AGE_DAYS,       /* age_days: since the file was opened */
	SEGMENT_REFERRED,       /* referred: clients who came through them, ever */
	SEGMENT_COMPLAINTS,     /* complaints: complaints and inquiries in the period */
	SEGMENT_OPEN,           /* open: complaints that are not closed, of any time */
	SEGMENT_SPECIAL,        /* special: goods that need instruction, bought in the period */
	SEGMENT_SCORE,          /* score: of the site's form, or by hand; empty: none */
	SEGMENT_FIGURES
};
extern const char *const segment_figures[];     /* by enum, ended by NULL */

struct segment_rule {
	const char *code;
	struct label label;     /* "high spend" */
	struct label brief;     /* `short`: one word for the head of a file; none: nothing there */
	struct label measure;   /* of growth: what is done for such a client; of segments: what to
				 * see to when one is called; none: nothing */
	struct expr *when;      /* NULL: always */
	const char *when_text;  /* as written, NULL */
	int weight;             /* 0 .. 9 */
	int line;
};
struct segment_rules {
	struct segment_rule *v;
	size_t n;
};
struct segments_file {
	int period_months;
	const char *score_form; /* NULL: scores are by hand only */
	struct config_words score_fields;       /* their numbers are added */
	struct segment_rules tiers, growth, segments;
	struct config_file *file;
};

/* ERR_NOTFOUND, ERR_IO, ERR_CONFIG. */
enum err_code segments_load(const char *path, struct segments_file **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
enum err_code segments_parse_text(const char *name, const char *text, size_t n,
    struct segments_file **out, struct fault_list *faults, struct err *e) MUST_CHECK;
void segments_free(struct segments_file *f);            /* NULL is fine */
/* NULL: none of that code. */
const struct segment_rule *segment_rule_find(const struct segment_rules *r, const char *code);
/* Does R hold with FIGURES ("" where not known)? */
bool segment_rule_holds(const struct segment_rule *r, const char *const figures[SEGMENT_FIGURES]);

#endif
