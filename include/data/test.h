#ifndef FD_DATA_TEST_H
#define FD_DATA_TEST_H
/*
 * Tests: the catalogue, what was ordered, and how far it is, step by step. The order of steps and
 * who may take them is desk/testing.h's.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct test_type {
	int64_t id, price, kit_id;      /* minor units; kit 0: none */
	int report_days, review_days, cycle_days;
	char code[24], name[120], name_en[120], sample[120], laboratory[120];
	char guide[600], guide_en[600];
};
struct test_type_list {
	struct test_type *v;
	size_t n, cap;
};
/* Those in force, by rank. Lists replace OUT. */
enum err_code test_type_list(struct store *s, struct test_type_list *out, struct err *e)
    MUST_CHECK;
void test_type_list_free(struct test_type_list *l);
enum err_code test_type_get(struct store *s, int64_t id, struct test_type *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND, likewise below */
enum err_code test_type_by_code(struct store *s, const char *code, struct test_type *out,
    struct err *e) MUST_CHECK;

struct test {
	int64_t id, rev, branch_id, client_id, created_at, line_id, test_type_id, stage_at;
	int64_t dependant_id, expert_id, report_id, appointment_id, order_id;   /* 0: none */
	int kits;                       /* sent; above 1: unfit before */
	char day[12], number[16];       /* T-0877 */
	char stage[12];                 /* ordered sent testing review reviewed report paper given
					 * explained cancelled */
	char due_day[12];               /* of the next step, "" */
	char given_to[200], reason[300];
	char order[16], name[120], name_en[120], expert[96];
	char final[4000];               /* the expert's report */
};
struct test_list {
	struct test *v;
	size_t n, cap;
};
void test_list_free(struct test_list *l);
enum err_code test_get(struct store *s, int64_t id, struct test *out, struct err *e) MUST_CHECK;
enum err_code test_by_number(struct store *s, const char *number, struct test *out,
    struct err *e) MUST_CHECK;
/* Of one client, newest first. */
enum err_code test_list_client(struct store *s, int64_t client_id, struct test_list *out,
    struct err *e) MUST_CHECK;
/* Open ones of a branch (0: all), the one due first at the top. */
enum err_code test_list_open(struct store *s, int64_t branch_id, struct test_list *out,
    struct err *e) MUST_CHECK;
/* Of one order, one line after the other. */
enum err_code test_list_order(struct store *s, int64_t order_id, struct test_list *out,
    struct err *e) MUST_CHECK;
/* Inserts X: branch, client, dependant, day, number, line, kind, expert, due_day count. */
enum err_code test_insert(struct txn *t, const struct test *x, int64_t *id, struct err *e)
    MUST_CHECK;
/* All that changes with a step: stage, due_day, kits, report, final, given_to, appointment, reason.
 * ERR_CONFLICT: it is no longer in the stage WAS. */
enum err_code test_update(struct txn *t, const char *was, const struct test *x, struct err *e)
    MUST_CHECK;

struct test_event {
	int64_t id, test_id, at, staff_id;
	char what[25], text[300], staff[96];
};
struct test_event_list {
	struct test_event *v;
	size_t n, cap;
};
enum err_code test_event_list(struct store *s, int64_t test_id, struct test_event_list *out,
    struct err *e) MUST_CHECK;          /* oldest first */
void test_event_list_free(struct test_event_list *l);
enum err_code test_event_insert(struct txn *t, int64_t test_id, const char *what,
    const char *text, struct err *e) MUST_CHECK;

/* ---- results as they come in ---- */

struct lab_file {
	int64_t id, branch_id, created_at, bytes, test_id;
	char day[12], hash[65], number[24], state[12];  /* open, matched, dismissed */
	char name[256], reason[300];
	char path[1001], line[1000];
};
struct lab_file_list {
	struct lab_file *v;
	size_t n, cap;
};
void lab_file_list_free(struct lab_file_list *l);
/* Those that wait for somebody, oldest first; of a test. */
enum err_code lab_file_list_open(struct store *s, int64_t branch_id, struct lab_file_list *out,
    struct err *e) MUST_CHECK;
enum err_code lab_file_list_test(struct store *s, int64_t test_id, struct lab_file_list *out,
    struct err *e) MUST_CHECK;
enum err_code lab_file_get(struct store *s, int64_t id, struct lab_file *out, struct err *e)
    MUST_CHECK;
/* *YES: a file of that content came already. */
enum err_code lab_file_known(struct store *s, const char *hash, bool *yes, struct err *e)
    MUST_CHECK;
enum err_code lab_file_insert(struct txn *t, const struct lab_file *f, int64_t *id,
    struct err *e) MUST_CHECK;
/* Matched to TEST or dismissed. ERR_CONFLICT: it waits no longer. */
enum err_code lab_file_end(struct txn *t, int64_t id, const char *state, int64_t test_id,
    const char *reason, struct err *e) MUST_CHECK;

#endif
