#ifndef FD_BASE_TR_H
#define FD_BASE_TR_H
/*
 * Texts in the language of the screen. English is the source; a catalogue is a GNU .mo file that we
 * read ourselves, so that no locale need be installed and the language can change at any moment.
 * A result is borrowed until the next tr_load(): call at draw time, never keep it.
 * Every msgid is a literal in tr(), trn() or N_(), or a label in a form file.
 */
#include "base/err.h"

#define N_(text) (text)                 /* marks a literal in a table for xgettext */

const char *tr(const char *text) __attribute__((format_arg(1)));
/* By number; a language without plural forms has one text. */
const char *trn(const char *one, const char *many, long n)
    __attribute__((format_arg(1), format_arg(2)));
/* Loads PATH as the catalogue; NULL goes back to English. On error the old one stays.
 * ERR_NOTFOUND, ERR_CORRUPT (truncated or foreign file). */
enum err_code tr_load(const char *path, struct err *e) MUST_CHECK;
/* Finds the catalogue of LANG ("zh", "en") in the known places and loads it. */
enum err_code tr_set_language(const char *lang, struct err *e) MUST_CHECK;
const char *tr_language(void);          /* "en" or "zh" */

#endif
