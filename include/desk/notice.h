#ifndef FD_DESK_NOTICE_H
#define FD_DESK_NOTICE_H
/*
 * What whoever serves a client must know, in words, the same on screens and on paper: sex and age,
 * flags, special needs, what the greeter learnt.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct desk;

/* What must be seen first stands first; those that can do harm are written in capitals. */
struct notice_flag {
	const char *kind, *word;        /* WORD: N_() */
	bool risk;
};
extern const struct notice_flag notice_flags[];
extern const size_t notice_flags_count;

/* Is KIND one of the blank-separated KINDS? */
bool notice_has(const char *kinds, const char *kind);
/* "ALLERGY QUIET key": words of the kinds. Returns OUT, likewise below. */
char *notice_kinds(const char *kinds, char *out, size_t size);
/* "F 26" / "女26"; age left out when unknown. */
char *notice_person(const char *gender, const char *birth, int32_t today, char *out, size_t size);
/* In one line: flags with their words, the note of the family member or pet who is treated
 * (DEPENDANT 0: the client is), special needs, wishes. "" when there is nothing. Reads the
 * store. */
char *notice_client(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size);
/* The same, and while the person treated is in the house what the triage card says: what
 * the greeter learnt, what is wanted, what has changed (AR-8). */
char *notice_serving(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size);

#endif
