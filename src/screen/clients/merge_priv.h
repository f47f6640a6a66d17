#ifndef FD_SCREEN_CLIENTS_MERGE_PRIV_H
#define FD_SCREEN_CLIENTS_MERGE_PRIV_H
/* Merging in two files: what it does (merge.c), how it looks (merge_view.c). */
#include <stdbool.h>
#include <stdint.h>

#include "data/client.h"
#include "desk/merge.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/list.h"

enum { TAKE_KEEP = 1, TAKE_GONE = 2, TAKE_BOTH = 3, CHOICES_MAX = 40 };
enum { NEED_CHOICE = 1u << 16, NEED_JOIN = 1u << 17 };

/* A column for which the other side, or both, was chosen. What is not here keeps the survivor's. */
struct merge_taken {
	const char *column;
	int side;                       /* TAKE_GONE or TAKE_BOTH */
};

struct merge {
	struct desk *desk;
	int64_t keep, gone;             /* left: the survivor */
	struct merge_preview view;
	struct client_card_list cards;  /* of the two, in this order */
	struct { char (*v)[2][300]; size_t n, cap; } texts;     /* of each field, left and right */
	struct merge_taken taken[CHOICES_MAX];
	size_t ntaken;
	struct list list;
	bool all;                       /* also what is the same in both */
	int64_t keep_rev, gone_rev;     /* as the second person saw them */
	struct rect foot;
};

/* Rows shown: the first ones of the preview, those that are equal left out unless all are
 * wanted. */
size_t merge_rows(const struct merge *st);
const struct merge_field *merge_row(const struct merge *st);            /* selected; NULL */
int merge_side(const struct merge *st, const struct merge_field *f);    /* TAKE_... */

void merge_list_init(struct screen *s);
void merge_layout(struct screen *s, struct rect body);
void merge_draw(const struct screen *s, struct canvas *c);
/* "2 telephones move" in one line: "telephone 2, appointment 1". */
char *merge_moves_text(const struct merge *st, char *out, size_t size);

#endif
