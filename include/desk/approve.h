#ifndef FD_DESK_APPROVE_H
#define FD_DESK_APPROVE_H
/*
 * The second person (PP-5): what some rights need besides the one who acts. Either beside you,
 * with a PIN at this terminal, or at another terminal, where the question is shown and answered
 * by PIN.
 *
 * Whoever gets a staff id from here puts it into desk->who.second_id for exactly one try of the
 * use case; rights_check asks once more then whether that person may.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/approval.h"
#include "data/staff.h"

struct desk;

/* How long a question to another terminal is waited for. */
#define APPROVE_MINUTES 10

/* The right's label in the reader's language, "" for an unknown word. Borrowed. */
const char *approve_label(const char *right);
/* Everybody but the acting person who may sign for RIGHT here, by name. Replaces OUT
 * (staff_list_free). */
enum err_code approve_signers(struct desk *d, const char *right, struct staff_list *out,
    struct err *e) MUST_CHECK;
/* May STAFF sign for the acting person? ERR_SECOND: it is that person itself; ERR_DENIED; with the
 * sentence. */
enum err_code approve_may(struct desk *d, const char *right, int64_t staff_id, struct err *e)
    MUST_CHECK;
/* Signed here by PIN: checks the person as approve_may, then the PIN as signin_check does. Logs
 * nobody in. The caller wipes the PIN. */
enum err_code approve_here(struct desk *d, const char *right, int64_t staff_id, const char *pin,
    struct err *e) MUST_CHECK;

/* ---- at another terminal ---- */

/* Puts the question; ASKED_OF 0 = whoever may. *ID is what the rest is asked with. */
enum err_code approve_ask(struct desk *d, const struct approval *question, int64_t *id,
    struct err *e)
    MUST_CHECK;
/* Where it stands; an open one whose time is over reads as "over". */
enum err_code approve_look(struct desk *d, int64_t id, struct approval *out,
    struct err *e) MUST_CHECK;
/* Takes the own question back. Harmless when it is answered. */
enum err_code approve_withdraw(struct desk *d, int64_t id, struct err *e) MUST_CHECK;
/* Takes the answer to the own question: *BY signs. QUESTION must be what was asked, word by word;
 * ERR_CONFLICT otherwise, or when there is no yes to be used. Nothing is used up by it: the caller
 * puts ID into desk->who.approval_id beside second_id, and the use case uses the signature in the
 * transaction of what was signed. When that fails the signature is whole. */
enum err_code approve_take(struct desk *d, int64_t id, const struct approval *question, int64_t *by,
    struct err *e) MUST_CHECK;
/* Has this been signed at another terminal already, and was not done yet (it failed)? Then *OUT is
 * that question, to be taken. Without asking again nobody loses a signature. */
bool approve_ready(struct desk *d, const char *right, const char *text, struct approval *out);
/* Questions that the acting person may answer now, the longest waiting first. Replaces OUT. */
enum err_code approve_waiting(struct desk *d, struct approval_list *out, struct err *e) MUST_CHECK;
/* Answers as the acting person: yes by PIN, no with the reason. */
enum err_code approve_sign(struct desk *d, int64_t id, const char *pin, struct err *e) MUST_CHECK;
enum err_code approve_refuse(struct desk *d, int64_t id, const char *why, struct err *e) MUST_CHECK;

#endif
