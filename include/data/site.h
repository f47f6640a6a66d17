#ifndef FD_DATA_SITE_H
#define FD_DATA_SITE_H
/*
 * The one row about the whole house, and the settings a manager makes on a screen. Columns of the
 * site are changed with record_update ("site", 1).
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct store;
struct txn;

struct site {
	int64_t rev;
	char name[200];
	char zone[48];                  /* IANA name */
	char language[8];               /* zh, en */
	char currency[8];
	char country_code[8];           /* of telephone numbers typed without one */
};

enum err_code site_get(struct store *s, struct site *out, struct err *e)
    MUST_CHECK;                         /* ERR_NOTFOUND: an empty file */
/* The first row. "" for language, currency, country_code = their defaults. ERR_DUPLICATE. */
enum err_code site_insert(struct txn *t, const struct site *site, struct err *e) MUST_CHECK;

/* Value of KEY into OUT (cut to SIZE), "" when it is not set. */
enum err_code setting_get(struct store *s, const char *key, char *out, size_t size, struct err *e)
    MUST_CHECK;
/* As a whole number; FALLBACK when it is not set or no number. */
enum err_code setting_get_int(struct store *s, const char *key, int64_t fallback, int64_t *out,
    struct err *e) MUST_CHECK;
/* Those that are set and whose keys begin with PREFIX, by key. Replaces OUT. */
struct setting {
	char key[64], value[400];
};
struct setting_list {
	struct setting *v;
	size_t n, cap;
};
enum err_code setting_list(struct store *s, const char *prefix, struct setting_list *out,
    struct err *e) MUST_CHECK;
void setting_list_free(struct setting_list *l);
/* VALUE NULL: not set any more. */
enum err_code setting_set(struct txn *t, const char *key, const char *value, struct err *e)
    MUST_CHECK;

#endif
