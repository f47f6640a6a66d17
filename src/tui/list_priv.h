#ifndef FD_TUI_LIST_PRIV_H
#define FD_TUI_LIST_PRIV_H
/* Shared by list.c (rows, selection) and list_view.c (keys, drawing). */
#include "tui/list.h"

struct list_number {
	int64_t id;
	int number;
};

int list_places(const struct list *l);          /* rows shown, the ghost among them */
int list_row_at(const struct list *l, int place);       /* -1: the ghost, or outside */
int64_t list_id_at(const struct list *l, int place);    /* 0: the ghost, or outside */

#endif
