#ifndef FD_DESK_INTAKE_H
#define FD_DESK_INTAKE_H
/*
 * The client file (SPEC 1): opening it, editing it, likely duplicates, what is still to complete,
 * the file number. A screen or a command fills a struct form_edit (form/edit.h); saving it is one
 * action.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct buf;
struct desk;
struct form_edit;
struct conflict_list;
struct term_source;

/* Why two files look like one person, strongest first. Strength 1 stops a new file until it is
 * answered: same telephone and (sound or birthday), same document number. */
struct alike {
	int64_t client_id;
	int strength;                   /* 1 strong, 2 likely, 3 weak */
	unsigned why;                   /* bits of enum alike_why */
};
enum alike_why { ALIKE_DOCUMENT = 1u << 0, ALIKE_PHONE = 1u << 1, ALIKE_NAME = 1u << 2,
	ALIKE_SOUND = 1u << 3, ALIKE_BIRTH = 1u << 4 };
/* "phone, sound, birthday" in the language of the screen / as stored in client_todo.why. */
char *alike_text(unsigned why, char *out, size_t size);
char *alike_words(unsigned why, char *out, size_t size);
/* One of those words in the language of the screen; NULL when it is none. */
const char *alike_word(const char *word);
/* What a work list says of a file (client_todo.why) for people: fields that lack by their labels,
 * likenesses by their words. What is neither stays as it stands. */
char *intake_why_text(const struct desk *d, const char *why, char *out, size_t size);
struct alike_list {
	struct alike v[16];
	size_t n;
};
/* The rule, with its measured recall and precision, stands in duplicate.c's header comment. SELF
 * is left out (0: none). WEAK also finds strength 3: for the eye of a person, not for a work
 * list. */
enum err_code intake_alike(struct desk *d, const struct term_source *who, int64_t self, bool weak,
    struct alike_list *out, struct err *e) MUST_CHECK;

/* The same for the person a form describes so far: what the box of likely doubles shows. */
enum err_code intake_alike_edit(struct desk *d, const struct form_edit *edit, bool weak,
    struct alike_list *out, struct err *e) MUST_CHECK;

/* Opens a file from the form. DISTINCT answers a strong likeness with "another person". *ID =
 * client. ERR_DUPLICATE when one is alike with strength 1 and DISTINCT is false; ERR_INVALID with
 * the field. */
enum err_code intake_add(struct desk *d, struct form_edit *edit, bool distinct, int64_t *id,
    struct err *e) MUST_CHECK;
/* Saves what changed. ERR_CONFLICT fills CONFLICTS and the edit's fields. */
enum err_code intake_save(struct desk *d, struct form_edit *edit, struct conflict_list *conflicts,
    struct err *e) MUST_CHECK;
/* A look at a restricted file, an unmasked number, an export: recorded in `access`. */
enum err_code intake_look(struct desk *d, int64_t client_id, const char *what, const char *reason,
    struct err *e) MUST_CHECK;
/* Opens a restricted file to somebody who does not see it daily: the reason is kept with the
 * look, and the file is shown by name (desk.opened_client) until the caller sets that back.
 * ERR_DENIED, ERR_INVALID without a reason. */
enum err_code intake_ask_restricted(struct desk *d, int64_t client_id, const char *reason,
    struct err *e) MUST_CHECK;
/* What the form wants before somebody is booked for (stage "book", SPEC IN-2) and the file lacks:
 * names of fields with ", " between, for intake_why_text; nothing is appended when none lacks. A
 * person who books is asked for it; what arrives by itself (a reply, a list) is not held up. */
enum err_code intake_lacks_to_book(struct desk *d, int64_t client_id, struct buf *names,
    struct err *e) MUST_CHECK;
/* A dated note. */
enum err_code intake_note(struct desk *d, int64_t client_id, const char *text, struct err *e)
    MUST_CHECK;
/* Gives the file number now, if the file has none. */
enum err_code intake_number(struct desk *d, int64_t client_id, struct err *e) MUST_CHECK;
/* Answers a line of the duplicates list: two persons (dismissed). */
enum err_code intake_todo_done(struct desk *d, int64_t todo_id, const char *state, struct err *e)
    MUST_CHECK;

#endif
