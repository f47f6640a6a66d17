#ifndef FD_DESK_FIND_H
#define FD_DESK_FIND_H
/*
 * Finding clients as the acting person may (IN-4, IN-11): data/search.h with one rule on top. Of a
 * restricted file whose name is not for the acting person, part of the real name finds nothing: a
 * surname typed must not tell whom an alias stands for. Who types the whole name, as written or as
 * pinyin, knows whom to look for: the file is found, shown by its alias, and the look is recorded
 * (access `restricted`, "found by name"), once in ten minutes. Alias, telephone, card, file number
 * and family find it for everybody.
 *
 * Screens and commands search through here alone (tests/lint/cover.sh).
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/search.h"

struct desk;

/*
 * Words of a class (IN-8) stand among the others and narrow what is found: tier:key, type:dormant,
 * seg:complaint, 分层:关键, 类型:睡眠, 客群:特殊; by the code of forms/segments.cfg or how its name
 * begins, in either language. Alone they give everybody of that class, most spent first.
 */
struct find_want {
	char text[400];                 /* the other words */
	struct class_filter of;
	bool classes;                   /* a word of a class was typed */
	char unknown[400];              /* one that is none: which there are; "" all are known */
};
void find_parse(const struct desk *d, const char *typed, struct find_want *out);
/* "key client, special goods" */
char *find_said(const struct desk *d, const struct find_want *w, char *out, size_t size);

/* As search_find, with today's date of the branch. Where nobody fits, the number of a prepaid card
 * (C-0042) finds its owner, via "prepaid". A class that is not known finds nobody. */
enum err_code find_clients(struct desk *d, const char *typed, int limit,
    struct search_result *out, struct err *e) MUST_CHECK;
/* The same; by class alone, those behind AFTER (NULL: from the start), OUT->next is the next
 * page. */
enum err_code find_page(struct desk *d, const struct find_want *want, int limit,
    const struct class_place *after, struct search_result *out, struct err *e) MUST_CHECK;

#endif
