#ifndef FD_FORM_CHECK_H
#define FD_FORM_CHECK_H
/*
 * What may stand in a field: the named validators of form files (`check = "email"`), the filters
 * for single characters (`filter = "digits"`), and the normal form of telephone numbers. Pure.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum check_grade {
	CHECK_OK,
	CHECK_WARN,             /* said, and saved all the same */
	CHECK_WRONG,            /* the field must be corrected before it can be saved */
};

struct check_env {
	const char *label;      /* of the field, as shown: begins the sentence */
	int32_t today;
	const char *country;    /* calling code of numbers typed without one: "86" */
};

struct validator {
	const char *name;
	/* TEXT is not empty. Writes a sentence to OUT when not CHECK_OK. */
	enum check_grade (*run)(
	    const char *text, const struct check_env *env, char *out, size_t size);
	const char *help;       /* one line for the manual */
};

/* phone landline birth email card document name day hours */
extern const struct validator validators[];
extern const size_t validators_size;
const struct validator *validator_find(const char *name);               /* NULL: unknown */
extern const char *const validator_names[];                             /* ended by NULL */

enum filter { FILTER_NONE, FILTER_DIGITS, FILTER_DATE, FILTER_PHONE, FILTER_LATIN };
extern const char *const filter_names[];                /* by enum, ended by NULL; [0] = "none" */
/* Whether the character may be typed; full-width forms count as their plain ones. */
bool filter_takes(enum filter f, uint32_t cp);

#define PHONE_MAX 24
/*
 * The stored form of a telephone number: digits, or + and digits for another country; 138 0013
 * 1948, 138-0013-1948, +86 138..., 0086138... and full-width figures are all 13800131948 where
 * COUNTRY is 86. Accepts an 11-digit mobile (1[3-9]...), a landline (0 + area, 10 to 12 digits;
 * 7 or 8 digits; 400 and 800 numbers), a foreign one (+ and 7 to 15 digits). For other
 * countries: 5 to 15 digits. CHECK_WRONG with the sentence in WHY; OUT then holds the digits
 * that were found.
 */
enum check_grade phone_normalise(const char *typed, const struct check_env *env,
    char out[PHONE_MAX], char *why, size_t size);
/* For people: 138 0013 1948; others as stored. */
char *phone_display(const char *number, char *out, size_t size);
/* GB 11643-1999: 17 digits, a check digit (ISO 7064 MOD 11-2), a date of birth that exists. */
bool document_gb11643(const char *text);

#endif
