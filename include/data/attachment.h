#ifndef FD_DATA_ATTACHMENT_H
#define FD_DATA_ATTACHMENT_H
/*
 * Files of a client that are kept elsewhere: by path, size and SHA-256 of the content. Written by
 * desk/attach.h.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"

struct store;
struct txn;

#define ATTACHMENT_PATH 1000

struct attachment {
	int64_t id, rev, branch_id, client_id, created_at, bytes, staff_id;
	char day[12];
	char kind[12];                  /* before, after, consent, report, paper, other */
	char hash[HASH_HEX];
	char state[12];
	char text[300], staff[96];
	char path[ATTACHMENT_PATH + 1];
};
struct attachment_list {
	struct attachment *v;
	size_t n, cap;
};
enum err_code attachment_get(struct store *s, int64_t id, struct attachment *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND */
/* Those of a client, newest first. Replaces OUT. */
enum err_code attachment_list(struct store *s, int64_t client_id, struct attachment_list *out,
    struct err *e) MUST_CHECK;
void attachment_list_free(struct attachment_list *l);
/* Inserts A: branch, client, day, kind, path, hash, bytes, text count. */
enum err_code attachment_insert(struct txn *t, const struct attachment *a, int64_t *id,
    struct err *e) MUST_CHECK;

#endif
