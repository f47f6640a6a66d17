#ifndef FD_TEST_DESK_HELP_H
#define FD_TEST_DESK_HELP_H
/*
 * A small house in a folder of its own: two branches, five people, a few rooms and devices, three
 * clients. It is Tuesday 24 November 2026, 14:32 in Shanghai; 王芳 of the front desk of 静安 is at
 * T1.
 *
 *	wf    王芳      reception            in ja
 *	lt    李婷      reception            in pd alone
 *	cl    陈立      expert               in ja
 *	wl    吴磊      manager              in every branch
 *	admin          everything           in every branch
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>

#include "base/clock.h"
#include "base/err.h"
#include "desk/booking.h"
#include "desk/desk.h"
#include "desk/site.h"

#define HELP_NOW 1795501920             /* 2026-11-24 14:32 in Shanghai */
#define HELP_DAY "2026-11-24"
#define HELP_PIN "271828"

struct desk_world {
	char dir[64], path[96], forms[96];
	struct store *s;
	struct desk d;
	struct err e;
	int64_t ja, pd;                         /* branches */
	int64_t admin, wf, lt, cl, wl;          /* staff */
	int64_t r_cl, r_ly, r1, r2, laser, p1;  /* resources; p1 is a room of pd */
	int64_t consult, laser_service;
	/* Clients of ja; bob's file is restricted, alias "Mr B". */
	int64_t ann, bob, cid;
};

int desk_setup(void **state);
int desk_teardown(void **state);
/* As desk_setup in another zone, with an hour to open and to close. */
int desk_setup_in(void **state, const char *zone, int64_t now);

/* The text of the error is shown when CODE is not OK. */
void must(struct desk_world *w, enum err_code code);
/* CODE is WANT and the sentence has PART in it; the error is cleared for the next one. */
void refused(struct desk_world *w, enum err_code code, enum err_code want, const char *part);
/* Who is at the desk, and who stands beside (0: nobody). */
void act_as(struct desk_world *w, int64_t staff, int64_t second);
/* A second terminal of the same house; close it with desk_close. */
struct desk *other_terminal(struct desk_world *w, struct desk *out, int64_t staff,
    const char *station);

/* ---- times ---- */

/* The instant that shows HOUR:MINUTE on the wall, PLUS days from today. */
int64_t at(struct desk_world *w, int plus, int hour, int minute);

/* ---- rows ---- */

int64_t add_client(struct desk_world *w, const char *name, const char *phone, const char *birth);
int64_t add_dependant(struct desk_world *w, int64_t client, const char *name);
/* Books CLIENT for MINUTES with RESOURCE (0: none); asserts success. */
int64_t book(struct desk_world *w, int64_t client, int64_t resource, int64_t start, int minutes);
enum err_code try_book(struct desk_world *w, int64_t client, int64_t resource, int64_t start,
    int minutes, int64_t *id);
int64_t last_action(struct desk_world *w);

/* ---- looking, past the program ---- */

/* First column of the first row through a connection of our own. */
int64_t number(struct desk_world *w, const char *sql, ...) __attribute__((format(printf, 2, 3)));
/* SQL that no action does: unrecorded. */
void raw(struct desk_world *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *text_of(struct desk_world *w, const char *sql, char *out, size_t size);
/* All recorded tables as text, without rev. Owned by the caller (mem_free). */
char *snapshot(struct desk_world *w);

#endif
