#ifndef FD_DESK_CONSULT_H
#define FD_DESK_CONSULT_H
/*
 * Consultations (SPEC TR-1, TR-2): a sheet of questions (forms/consult-*.cfg) is filled while
 * talking, by several people at once if need be; the expert adds the diagnosis; of a tailored
 * service the four roles sign that they took part; it ends with an outcome when nothing required is
 * open. From then on only the diagnosis may be added.
 *
 * Course: consult_open; consult_edit; while typing consult_save as often as wanted; consult_end.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/consultation.h"
#include "data/service.h"
#include "form/form_edit.h"

struct buf;
struct desk;

#define CONSULT_FORMS 9         /* sheets to choose from */
#define CONSULT_ROLES 4
extern const char *const consult_roles[CONSULT_ROLES];  /* manager consultant expert operator */

/* What is wanted: an id, else the open one of the visit, else a new one. */
struct consult_what {
	int64_t id;
	int64_t visit_id;               /* 0: none; it brings client, who is treated and service */
	int64_t client_id, dependant_id, service_id;
	const char *form;               /* NULL: the one that the service names */
};

struct consult {
	struct desk *desk;
	struct form *form;              /* held by the catalogue */
	struct consultation is;         /* id 0: not saved yet */
	struct consultation last;       /* the one before of this person, id 0: none */
	struct form_env base;           /* what its world is made of */
};

/* ERR_INVALID with field "form": no sheet is said, choose one of consult_forms. ERR_NOTFOUND,
 * ERR_CONFIG (the form is not loaded), ERR_DENIED (a visit of another branch; a restricted file,
 * unless its client is here and the acting person may fill in the sheet). */
enum err_code consult_open(struct desk *d, const struct consult_what *what, struct consult *out,
    struct err *e) MUST_CHECK;
/* The sheets there are, by name; how many. */
size_t consult_forms(const struct desk *d, struct form **out, size_t max);
/* What a consultation begun without a visit at hand is for: the visit of CLIENT that is not over
 * and has no finished sheet (visit_id), else nothing. */
enum err_code consult_of_client(struct desk *d, int64_t client_id, int64_t dependant_id,
    struct consult_what *out, struct err *e) MUST_CHECK;
/* The services whose first visit is a consultation: with a sheet of their own, or tailored; by
 * name. Replaces OUT. */
enum err_code consult_services(struct desk *d, struct service_list *out, struct err *e)
    MUST_CHECK;
/* Its answers under edit, with those of last time beside them. X must outlive the edit. */
enum err_code consult_edit(struct consult *x, struct form_edit **out, struct err *e) MUST_CHECK;
/* Reads IS again after somebody's change. */
enum err_code consult_reload(struct consult *x, struct err *e) MUST_CHECK;
/* May its answers be changed: open, and consult-edit? */
bool consult_writable(const struct consult *x);

/* Action consult-edit: writes what was changed, also half of it. Figures of fields that name an
 * indicator become measures; one that is corrected is struck. NUMBER (24 bytes) = the file number
 * that this first save gave, else "". ERR_CONFLICT: an answer was changed meanwhile (reload and
 * ask), or it was finished. */
enum err_code consult_save(struct consult *x, struct form_edit *edit, char *number, struct err *e)
    MUST_CHECK;
/* What is required and open, by page and label; how many. */
size_t consult_missing(const struct consult *x, const struct form_edit *edit, struct buf *out);
/* Action consult-end. ERR_INVALID: open questions (field = the first), outcome, reason, a signature
 * or the diagnosis lacks. FOLLOW_DAY may be "". */
enum err_code consult_end(struct consult *x, const struct form_edit *edit, const char *outcome,
    const char *reason, const char *follow_day, struct err *e) MUST_CHECK;

/* Action consult-diagnose, also after the end. */
enum err_code consult_diagnose(struct desk *d, int64_t id, const char *text, struct err *e)
    MUST_CHECK;
/* Somebody who fills the sheet asks for the expert (the client's own, else all of the branch): a
 * message to the staff. Action consult-edit. ERR_INVALID: TEXT is blank. ERR_NOTFOUND: nobody. */
enum err_code consult_call(struct desk *d, int64_t id, const char *text, struct err *e)
    MUST_CHECK;
/* Has the designated expert of the client (none designated: anybody) written a diagnosis? */
bool consult_diagnosed(struct desk *d, int64_t client_id, int64_t dependant_id);

/* Action consult-sign: the acting person took part as ROLE. ERR_DENIED: has not that role.
 * ERR_CONFLICT: signed already. */
enum err_code consult_sign(struct desk *d, int64_t id, const char *role, struct err *e)
    MUST_CHECK;
/* The same by STAFF_CODE at somebody else's terminal: by PIN, in that person's name. The caller
 * wipes the PIN. ERR_DENIED as signin_check. */
enum err_code consult_sign_pin(struct desk *d, int64_t id, const char *role,
    const char *staff_code, const char *pin, struct err *e) MUST_CHECK;
/* Roles that have not signed, in words; "" for none or where nobody must. */
enum err_code consult_unsigned(struct desk *d, const struct consultation *c, struct buf *out,
    struct err *e) MUST_CHECK;

struct consult_outcome {
	const char *code, *label;       /* label: N_() */
	bool reason;                    /* must say why */
	bool treats;                    /* a tailored one needs signatures and diagnosis */
};
#define CONSULT_OUTCOMES 7
extern const struct consult_outcome consult_outcomes[CONSULT_OUTCOMES];
const char *consult_outcome_word(const char *code);

#endif
