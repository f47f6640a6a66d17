#ifndef FD_LINT_BANNED_H
#define FD_LINT_BANNED_H
/*
 * Forced into every file of src/ (gcc -include). First the system's own headers, so that their
 * declarations stay as they are; then each banned function becomes a name that does not exist, and
 * the compiler's message says which it was. The right ways: base/buf.h for strings, base/mem.h for
 * memory, base/clock.h and base/zone.h for time, strtol-like readers that check, mkstemp.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <wchar.h>

#define BANNED(f) f##_is_banned_here_see_tests_lint_banned_h

#undef strcpy
#define strcpy(...) BANNED(strcpy)
#undef strcat
#define strcat(...) BANNED(strcat)
#undef strncpy
#define strncpy(...) BANNED(strncpy)
#undef strncat
#define strncat(...) BANNED(strncat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(...) BANNED(strtok)
#undef gets
#define gets(...) BANNED(gets)
#undef atoi
#define atoi(...) BANNED(atoi)
#undef atol
#define atol(...) BANNED(atol)
#undef atoll
#define atoll(...) BANNED(atoll)
#undef atof
#define atof(...) BANNED(atof)
#undef system
#define system(...) BANNED(system)
#undef mktemp
#define mktemp(...) BANNED(mktemp)
#undef tmpnam
#define tmpnam(...) BANNED(tmpnam)
#undef tempnam
#define tempnam(...) BANNED(tempnam)
#undef localtime
#define localtime(...) BANNED(localtime)
#undef gmtime
#define gmtime(...) BANNED(gmtime)
#undef mktime
#define mktime(...) BANNED(mktime)
#undef ctime
#define ctime(...) BANNED(ctime)
#undef asctime
#define asctime(...) BANNED(asctime)

#ifndef FD_MAY_MALLOC
#undef malloc
#define malloc(...) BANNED(malloc)
#undef calloc
#define calloc(...) BANNED(calloc)
#undef realloc
#define realloc(...) BANNED(realloc)
#undef reallocarray
#define reallocarray(...) BANNED(reallocarray)
#undef strdup
#define strdup(...) BANNED(strdup)
#undef strndup
#define strndup(...) BANNED(strndup)
#endif

#ifndef FD_MAY_TIME
#undef time
#define time(...) BANNED(time)
#endif

/* The store only: a hook that the undo log owns, and a text that would put clients into the log. */
#ifdef FD_BANNED_SQLITE
#include <sqlite3.h>
#define sqlite3_preupdate_hook(...) BANNED(sqlite3_preupdate_hook)
#define sqlite3_expanded_sql(...) BANNED(sqlite3_expanded_sql)
#endif

#endif
