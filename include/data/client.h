#ifndef FD_DATA_CLIENT_H
#define FD_DATA_CLIENT_H
/*
 * The client file: one row, its short form for lists, and what a merge does to rows.
 *
 * Reading: anybody. Writing: the desk floor, inside its transaction; every write here says
 * txn_touch_client by itself. Single columns are changed with record_update (data/record.h), which
 * sees conflicts. Errors of all readers: ERR_BUSY, ERR_STORE, ERR_CORRUPT; those named are further.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

#define CLIENT_MERGES_MAX 1000          /* files in a row, each merged into the next */
#define CLIENT_NAME 484                 /* bytes of 120 characters with the terminator */

/* One whole row. Texts are owned, NULL where the column is NULL; numbers are 0 where it is NULL. */
struct client {
	int64_t id, rev, branch_id, created_at, created_by, merged_into, restricted;
	int64_t referrer_id, expert_id, coordinator_id;
	char *day, *state, *file_no, *name, *pinyin, *alias, *gender, *birth;
	char *document_no, *card_no, *card_level, *email, *address, *source;
	char *history, *personality, *interests, *hobbies, *needs, *habits, *wishes, *notes;
	char *origin_key;
};

enum err_code client_get(struct store *s, int64_t id, struct client *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND; OUT is then zeroed */
void client_free(struct client *c);                     /* zeroed is fine */

/* What lists show of a file. Fixed texts: no ownership. */
struct client_card {
	int64_t id, branch_id, merged_into;
	bool restricted;                /* those without the right see `alias`, not `name` */
	char state[12];                 /* active, merged, closed */
	char file_no[24], branch[24];   /* branch: its code */
	char name[CLIENT_NAME], pinyin[CLIENT_NAME], alias[CLIENT_NAME];
	char gender[4], birth[12];
	char phone[24], relation[24];   /* the own number, else the first other one; "" when none */
	char flags[160];                /* kinds in force, blank between: "allergy quiet" */
	char last_day[12];              /* last day on which something was done, "" */
	int64_t next_at;                /* start of the next live appointment from NOW on, 0 */
	/* As last computed (data/segment.h): words of forms/segments.cfg. */
	char tier[28], segments[200];
};
struct client_card_list {
	struct client_card *v;
	size_t n, cap;
};
/* The cards of IDS in the order of IDS; ids without a row are left out. Replaces OUT. */
enum err_code client_cards(struct store *s, const int64_t *ids, size_t n, int64_t now,
    struct client_card_list *out, struct err *e) MUST_CHECK;
void client_card_list_free(struct client_card_list *l);

/* Finding one; ERR_NOTFOUND. Merged files are found too: see client_survivor. */
enum err_code client_by_file_no(struct store *s, const char *file_no, int64_t *id, struct err *e)
    MUST_CHECK;
enum err_code client_by_origin(struct store *s, const char *origin_key, int64_t *id,
    struct err *e) MUST_CHECK;
/* Clients with that number, own or a relative's, newest first; only the digits of NUMBER count and
 * a country code may be missing on either side. *N <= MAX; none is OK. */
enum err_code client_by_phone(struct store *s, const char *number, int64_t *ids, size_t max,
    size_t *n, struct err *e) MUST_CHECK;
/* The file that ID was merged into, followed to its end; ID itself if it was not. ERR_NOTFOUND. */
enum err_code client_survivor(struct store *s, int64_t id, int64_t *survivor, struct err *e)
    MUST_CHECK;
/* Files merged into ID, directly. *N <= MAX. */
enum err_code client_list_merged(struct store *s, int64_t id, int64_t *ids, size_t max, size_t *n,
    struct err *e) MUST_CHECK;
/* Files that ID sent to the house, in order of opening; merged ones are left out. *N <= MAX. */
enum err_code client_list_referred(struct store *s, int64_t id, int64_t *ids, size_t max,
    size_t *n, struct err *e) MUST_CHECK;
/* Files that STAFF's actions touched last, newest first, without doubles. *N <= MAX. */
enum err_code client_list_recent(struct store *s, int64_t staff_id, int64_t *ids, size_t max,
    size_t *n, struct err *e) MUST_CHECK;
/* Files that are not merged, of BRANCH or (0) of all. Counts: for a page that is asked for. */
enum err_code client_count(struct store *s, int64_t branch_id, int64_t *n, struct err *e)
    MUST_CHECK;
/* Ids above AFTER in rising order, for exports and checks over all files: a page of MAX. */
enum err_code client_list_ids(struct store *s, int64_t after, int64_t *ids, size_t max, size_t *n,
    struct err *e) MUST_CHECK;

/* Inserts C: id, rev and merged_into are ignored; created_at 0 = now; state NULL = active.
 * ERR_DUPLICATE when file_no or origin_key exists. */
enum err_code client_insert(struct txn *t, const struct client *c, int64_t *id, struct err *e)
    MUST_CHECK;
/* Gives a file its number. ERR_CONFLICT when it has one already. */
enum err_code client_set_file_no(struct txn *t, int64_t id, const char *file_no, struct err *e)
    MUST_CHECK;
/* active or closed. ERR_CONFLICT for a merged file. */
enum err_code client_set_state(struct txn *t, int64_t id, const char *state, struct err *e)
    MUST_CHECK;
/* Marks ID as merged into INTO; rows are re-pointed with client_repoint. ERR_CONFLICT when ID is
 * not active or INTO is itself merged. */
enum err_code client_set_merged(struct txn *t, int64_t id, int64_t into, struct err *e) MUST_CHECK;
/* Sets TABLE.COLUMN = TO where it is FROM. The table must be recorded and the column be marked in
 * the catalogue as holding a client (COL_CLIENT), else a BUG. `rev` is set where the table has one;
 * *N = rows (may be NULL). client_todo is the exception: what is open about FROM is done with, as
 * it is about a file that went away; the caller looks anew at the one that stays. */
enum err_code client_repoint(struct txn *t, const char *table, const char *column, int64_t from,
    int64_t to, int64_t *n, struct err *e) MUST_CHECK;
/* How many rows client_repoint would change. */
enum err_code client_count_pointed(struct store *s, const char *table, const char *column,
    int64_t id, int64_t *n, struct err *e) MUST_CHECK;

#endif
