#ifndef FD_TEST_HOUSE_H
#define FD_TEST_HOUSE_H
/*
 * A small house with the shipped forms and a screen to look at, without a terminal. It is Tuesday
 * 24 November 2026, 14:32 in Shanghai; 王芳 of the front desk is at T1, in English.
 *
 *	wf    王芳      reception
 *	cl    陈立      expert: sees no telephone number in full
 *	wl    吴磊      manager
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>

#include "base/clock.h"
#include "base/err.h"
#include "desk/desk.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/canvas.h"
#include "tui/loop.h"

#define HOUSE_NOW 1795501920            /* 2026-11-24 14:32 in Shanghai */
#define HOUSE_DAY "2026-11-24"

struct house {
	char dir[64], path[96];
	struct store *s;
	struct desk d;
	struct front f;
	struct loop *l;
	struct err e;
	int64_t wf, cl, wl;
	int64_t ann, bob, cid;          /* clients; bob's file is restricted, alias "Mr B" */
	int64_t doctor, laser;          /* a resource, a service */
};

int house_setup(void **state);
int house_teardown(void **state);
/* A screen of ROWS x COLS with Today on it. */
void house_screen(struct house *h, int rows, int cols);
void house_become(struct house *h, int64_t staff);
/* From here on the screens speak Chinese (until teardown). */
void house_chinese(struct house *h);
void must(struct house *h, enum err_code code);

/* ---- looking ---- */

/* All TEXTS (ended by NULL) are on the screen; shows it when one is not. */
void see_at(struct house *h, const char *file, int line, ...);
void nosee_at(struct house *h, const char *file, int line, ...);
#define see(h, ...) see_at((h), __FILE__, __LINE__, __VA_ARGS__, (char *)NULL)
#define nosee(h, ...) nosee_at((h), __FILE__, __LINE__, __VA_ARGS__, (char *)NULL)
/* The text stands on ROW, counted from 0; negative from the end. */
void see_row_at(struct house *h, const char *file, int line, int row, const char *text);
#define see_row(h, row, text) see_row_at((h), __FILE__, __LINE__, (row), (text))
/* The style of the first cell of TEXT where it stands first. */
enum style style_of(struct house *h, const char *text);
/* Prints the screen when SHOW is set in the environment: for whoever writes tests. */
void show(struct house *h);

/* First column of the first row through a connection of our own. */
int64_t number(struct house *h, const char *sql, ...) __attribute__((format(printf, 2, 3)));
char *text_of(struct house *h, const char *sql, char *out, size_t size);

/* ---- others at work ---- */

int64_t add_client(struct house *h, const char *name, const char *phone, const char *birth);
int64_t add_visit(struct house *h, int64_t client, int64_t start, int minutes);
void add_note(struct house *h, int64_t client, int64_t at, const char *text);
/* 陈立 at T2 changes a column of TABLE, through a connection of its own. */
void change_elsewhere(struct house *h, const char *table, int64_t id, const char *column,
    const char *value);
/* What a poll does when others have written. */
void poll_now(struct house *h);

#endif
