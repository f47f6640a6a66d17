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
#include "base/err.h"
#include "data/search.h"

struct desk;

/* As search_find, with today's date of the branch. Where nobody fits, the number of a prepaid card
 * (C-0042) finds its owner, via "prepaid". */
enum err_code find_clients(struct desk *d, const char *typed, int limit,
    struct search_result *out, struct err *e) MUST_CHECK;

#endif
