#ifndef FD_DESK_PAPERS_H
#define FD_DESK_PAPERS_H
/*
 * The papers of the house: what is read here is what stands on them, with names as the acting
 * person may see them (desk/cover.h). Each gives a document of desk/document.h, the caller's:
 * document_free. *OUT is NULL on error. Printing one is noted by export_list (desk/export.h).
 *
 * By name, for commands and screens: papers[]. One of another module is a row there.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;
struct document;

enum paper_about { PAPER_NOTHING, PAPER_APPOINTMENT, PAPER_VISIT, PAPER_CLIENT, PAPER_DAY,
	PAPER_RECEIPT, PAPER_TREATMENT, PAPER_PLAN, PAPER_ORDER, PAPER_SHIFT, PAPER_TEST,
	PAPER_CASE, PAPER_MONTH };

/* What it is about: an id, or a word (a day YYYY-MM-DD, "" today; the number of a receipt,
 * of a plan, of a complaint). */
struct paper_ref {
	int64_t id;
	const char *word;
};
struct paper {
	const char *name;               /* "slip": on command lines and in the trace */
	const char *help;               /* N_(), one sentence */
	enum paper_about about;
	/* ROWS and CLIENT are for export_list. */
	enum err_code (*make)(struct desk *d, const struct paper_ref *ref, struct document **out,
	    struct err *e);
};
extern const struct paper papers[];
extern const size_t papers_count;
/* NULL: there is none. */
const struct paper *paper_find(const char *name);
/* Whose file a paper is about, 0: nobody's in particular. */
int64_t paper_client(struct desk *d, const struct paper *p, const struct paper_ref *ref);

/* For the departments concerned (SC-9): what, when, where, with what, what they must know.
 * ERR_NOTFOUND, likewise below. */
enum err_code paper_slip(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* Where that slip is needed: who serves, the rooms and devices it takes, the back office. CODE is
 * what frontdesk.ini calls the place ([print] places), LABEL what people call it. */
struct paper_place {
	char code[24], label[96];
};
struct paper_places {
	struct paper_place *v;
	size_t n, cap;
};
enum err_code paper_slip_places(struct desk *d, int64_t appointment_id, struct paper_places *out,
    struct err *e) MUST_CHECK;          /* replaces OUT: vec_free(out) */
/* An order to be signed, tests as a fee voucher with a page of application for each that is open;
 * a shift that was counted. */
enum err_code paper_order(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
enum err_code paper_shift(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* A month (YYYY-MM, "" this one) of the branch at hand: its problems and what is done about
 * them. */
enum err_code paper_month(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* For whoever waits: the number. */
enum err_code paper_queue_slip(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* Of a day in the branch at hand: all appointments by time; the live ones by expert; who must still
 * be asked; what is laid ready. */
enum err_code paper_day(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
enum err_code paper_experts(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
enum err_code paper_confirm(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* Who is to be called back in the branch at hand, with room for what came of it: what there is to
 * do, or what was due on a day; the rows of a list as it was read. */
struct calllist_rows;
enum err_code paper_callbacks(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
struct document *paper_calls_of(struct desk *d, const struct calllist_rows *l);
/* The end of a day (RP-4): its nine lines, who is open, tomorrow by expert, who signed. */
enum err_code paper_close(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
enum err_code paper_prepare(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* What was done in a session, with what was found and seen (desk/treatment.h); what the client and
 * whoever came along are told for afterwards. */
enum err_code paper_treatment(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
enum err_code paper_after_care(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* The client's file as the acting person sees it. ERR_DENIED for a restricted one. */
enum err_code paper_file(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* What was taken under one number. */
enum err_code paper_receipt(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* A plan by its number, to be signed. */
enum err_code paper_plan(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* How the samples of an order's tests are taken; the expert's report of a test. */
enum err_code paper_guide(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
enum err_code paper_report(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* Proof page of a complaint by its number. */
enum err_code paper_case(struct desk *d, const struct paper_ref *ref, struct document **out,
    struct err *e) MUST_CHECK;
/* To be filled in by hand when the power is gone (RN-4). */
enum err_code paper_blank_triage(struct desk *d, const struct paper_ref *ref,
    struct document **out, struct err *e) MUST_CHECK;
enum err_code paper_blank_record(struct desk *d, const struct paper_ref *ref,
    struct document **out, struct err *e) MUST_CHECK;
enum err_code paper_blank_receipt(struct desk *d, const struct paper_ref *ref,
    struct document **out, struct err *e) MUST_CHECK;

#endif
