#ifndef FD_DATA_FLAG_H
#define FD_DATA_FLAG_H
/*
 * Flags of a client: what must be seen before anything is done (allergy, contraindication, quiet,
 * key, no_call ...; kinds are codes of the form). One row a kind and client: setting it again
 * changes it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

#define FLAG_TEXT 1024                  /* bytes, more than the longest field of a form takes */

struct flag {
	int64_t id, rev, client_id;
	char kind[24];
	char text[FLAG_TEXT];
	char since[12];                 /* day, "" */
};
struct flag_list {
	struct flag *v;
	size_t n, cap;
};

/* Flags in force, by kind. Replaces OUT. */
enum err_code flag_list(struct store *s, int64_t client_id, struct flag_list *out, struct err *e)
    MUST_CHECK;
void flag_list_free(struct flag_list *l);
/* The kinds alone, blank between, into OUT (cut at whole words); with them what follows from other
 * rows: complaint (one is open), asked (a question to an expert is not solved yet). */
enum err_code flag_kinds(struct store *s, int64_t client_id, char *out, size_t size, struct err *e)
    MUST_CHECK;

/* Sets the flag KIND of a client: a new row, or the existing one with TEXT (NULL allowed) and
 * SINCE. */
enum err_code flag_set(struct txn *t, int64_t client_id, const char *kind, const char *text,
    const char *since, int64_t *id, struct err *e) MUST_CHECK;
/* Takes the flag back; the row stays, retired. None in force is OK. */
enum err_code flag_clear(struct txn *t, int64_t client_id, const char *kind, struct err *e)
    MUST_CHECK;

#endif
