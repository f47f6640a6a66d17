#ifndef FD_DESK_CHANGES_H
#define FD_DESK_CHANGES_H
/*
 * What an action changed, in words: tables and columns by the catalogue's labels, people, files,
 * rooms and services by name, instants as dates, codes by the words of the forms. What the
 * acting person may not see (private columns without `see-private`, anything that names a
 * restricted file without `see-restricted`) is told as changed, without the text. Read only.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/value.h"
#include "data/history.h"

struct desk;

/* One column of one row. */
struct change_word {
	char row[160];                  /* the row in words: "client 王小明" */
	char column[120];               /* its label; with the table where not the subject's */
	char *before, *after;           /* owned; "-" where there was nothing, NULL when hidden */
	enum change_op op;
	bool by_rule;
	bool minor;                     /* plumbing: only for a page with everything */
	bool first;                     /* the first line of its row */
};
struct change_words {
	struct change_word *v;
	size_t n, cap;
};

/* All columns that the action changed, in the order of the rows. Replaces OUT. ERR_NOTFOUND. */
enum err_code changes_in_words(struct desk *d, int64_t action, struct change_words *out,
    struct err *e)
    MUST_CHECK;
void change_words_free(struct change_words *w);

/* A value of TABLE.COLUMN in words, "-" for null. Appends nothing else. Returns OUT. Says
 * whatever the value says: who may see it is the caller's to ask. */
char *change_value_text(struct desk *d, const char *table, const char *column,
    const struct value *v,
    char *out, size_t size);

#endif
