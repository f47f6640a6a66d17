#ifndef FD_TEST_STORE_HELP_H
#define FD_TEST_STORE_HELP_H
/*
 * A store in a folder of its own, with a site, two branches, two people, a room, a device and three
 * clients.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <stdbool.h>

#include "base/err.h"
#include "data/action.h"
#include "data/catalog.h"
#include "data/ephemeral.h"
#include "data/history.h"
#include "data/record.h"
#include "data/store.h"
#include "data/txn.h"

#define HELP_NOW 1795507200 /* 2026-11-24 08:00 UTC */
#define HELP_DAY "2026-11-24"
#define HOUR 3600

struct world {
	char dir[64], path[96];
	struct store *s;
	struct err e;
	struct actor me, other; /* 王芳 (1) at T1, 陈立 (2) at T2 */
	int64_t ann, bob, cid;  /* clients */
	int64_t room, laser;    /* resources */
};

extern const struct action_head help_do; /* name "test-do" */

int world_setup(void **state);
int world_teardown(void **state);
int world_teardown_plans(void **state);         /* check_plans first */
/* As world_setup, but without rows. */
int world_setup_empty(void **state);

/* The text of the error is shown when CODE is not OK. */
void must(struct world *w, enum err_code code);
struct txn *begin(struct world *w); /* action of `me` */
struct txn *begin_as(struct world *w, struct store *s, const struct actor *who);
int64_t commit(struct world *w, struct txn *t); /* the action's id */
void sql(struct txn *t, const char *text);      /* must succeed */
enum err_code try_sql(struct txn *t, const char *text, struct err *e);
/* From outside, as an administrator's shell would: another connection. */
void shell(struct world *w, const char *text);
int64_t number(struct world *w, const char *text); /* first column of the first row */
char *text_of(struct world *w, const char *text, char *out, size_t size);
struct store *open_again(struct world *w); /* another connection; gate open */
/* Whole recorded tables as text, without rev; for comparing before and after. Owned by the
 * caller. */
char *snapshot(struct world *w);

/* Holds the plan of every statement that was used so far against the rule: nothing is walked
 * through, rows are not sorted, but where the SQL says why. */
void check_plans(struct world *w);
bool plan_is_bad(struct world *w, const char *text);

int64_t add_client(struct world *w, struct txn *t, const char *name);
/* An appointment of CLIENT in RESOURCE, H hours after HELP_NOW, one hour long. */
int64_t add_appointment(struct world *w, struct txn *t, int64_t client, int64_t resource, int h);
/* One column of one row, as the screens do. */
enum err_code change_text(struct world *w, struct txn *t, const char *table, int64_t id,
    const char *column, const char *base, const char *value);
/* Takes ACTION back as `me`; the id of the undoing action in *ID. */
enum err_code undo(struct world *w, int64_t action, int64_t *id);

#endif
