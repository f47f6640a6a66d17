#ifndef FD_DESK_PAPERS_DOC_PRIV_H
#define FD_DESK_PAPERS_DOC_PRIV_H
/* What the papers of doc_*.c have in common. */
#include "desk/document.h"
#include "desk/papers.h"

struct appointment_list;
struct appointment_row;
struct desk;

/* "M 34", "14:00-14:45"; what must be known in few words: flags, first visit, needs. */
char *doc_person(const struct desk *d, const struct appointment_row *a, char *out, size_t size);
char *doc_day_text(const char *day, char *out, size_t size);    /* "Fri 27 Nov 2026" */
char *doc_span(const struct desk *d, int64_t from, int64_t to, char *out, size_t size);
char *doc_remark(const struct desk *d, const struct appointment_row *a, char *out, size_t size);
/* The live appointments of the day that REF names ("" today) in the branch at hand; DAY gets it.
 * ALL: cancelled and missed ones too. ERR_USAGE: no day. Replaces OUT. */
enum err_code doc_day(struct desk *d, const struct paper_ref *ref, bool all, char day[11],
    struct appointment_list *out, struct err *e) MUST_CHECK;
/* Who it is as another house asks: name, number of the file, sex and age, day of birth. */
enum err_code doc_put_person(struct document *doc, struct desk *d, int64_t client_id,
    struct err *e) MUST_CHECK;
/* A page for each open test of the order: the application that goes to the laboratory. */
enum err_code doc_put_applications(struct document *doc, struct desk *d, int64_t order_id,
    struct err *e) MUST_CHECK;
/* A4 with "TITLE, Fri 27 Nov 2026" over it. TITLE is tr()ed. */
struct document *doc_day_start(struct desk *d, const char *title, const char *day);

#endif
