#ifndef FD_DESK_DESCRIBE_H
#define FD_DESK_DESCRIBE_H
/*
 * Sentences about actions, made when shown, in the reader's language: the log itself holds only
 * stable words. Names of restricted files are shown as the acting person may see them.
 */
#include <stddef.h>
#include <stdint.h>

#include "data/history.h"

struct desk;

/* "booked Fri 27 Nov 15:30 for 王小明". Returns OUT. */
char *describe_action(struct desk *d, const struct action_row *a, char *out, size_t size);
/* The name to show for a client by id, as desk/cover has it. */
char *describe_client(struct desk *d, int64_t client_id, char *out, size_t size);
/* "Fri 27 Nov 15:30 for 王小明". */
char *describe_appointment(struct desk *d, int64_t id, char *out, size_t size);
/* A person's name; 0 is the program itself. */
char *describe_staff(struct desk *d, int64_t id, char *out, size_t size);
/* What has a name and perhaps an English one (a service, a room), in the language of the screen.
 * Borrowed. */
const char *describe_in_language(const char *name, const char *name_en);
/* What somebody or something is good for, as the rules of the house name it: a role, a service, or
 * one of the words that rooms are shipped with; else the word itself. Returns OUT. */
char *describe_ability(struct desk *d, const char *word, char *out, size_t size);
/* The reason of a cancellation: what was chosen is kept as its code in cancel.cfg and said in the
 * reader's language, what was typed is said as it stands. Borrowed. */
const char *describe_reason(const struct desk *d, const char *reason);
/* "(use case)" in words, without the subject: "book", "merge two files". Borrowed, tr()ed. */
const char *describe_name(const char *action_name);
/* How it was entered: "on a screen", "by the clock". An unknown word as it stands. Borrowed. */
const char *describe_origin(const char *origin);

#endif
