#ifndef FD_DATA_GOODS_H
#define FD_DATA_GOODS_H
/*
 * What a client usually takes home: how much, since when, for how long it lasts, how to keep it.
 * Rows are written through a form (record_insert, record_update).
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;

struct goods {
	int64_t id, rev, client_id;
	char name[484];
	double amount;                  /* of one purchase, 0: not said */
	char unit[24];                  /* code of the form, "" */
	char bought[12];                /* day of the last purchase, "" */
	int lasts_days;                 /* 0: not said */
	char next[12];                  /* day of the next one as it was said, "" */
	char due[12];                   /* `next`, else the day on which the last one is used up,
					 * "" */
	char storage[400], storage_told[12];
	char note[400];
};
struct goods_list {
	struct goods *v;
	size_t n, cap;
};

/* Those in force, the one due first at the top, those without a day behind. Replaces OUT. */
enum err_code goods_list(struct store *s, int64_t client_id, struct goods_list *out, struct err *e)
    MUST_CHECK;
void goods_list_free(struct goods_list *l);

#endif
