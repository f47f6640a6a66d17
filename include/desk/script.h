#ifndef FD_DESK_SCRIPT_H
#define FD_DESK_SCRIPT_H
/*
 * What the caller says: the script of forms/scripts.cfg for this occasion and this client's
 * segment, its words filled in (CB-4, CB-9). Reads only.
 *
 * Who must not be told who is calling (flag `quiet`) is greeted without the name of the house. A
 * restricted file is addressed by its alias, as in messages.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct desk;

struct script_call {
	const char *script;     /* word of the rule */
	int64_t client_id;      /* 0: a partner; then the general lines */
	int64_t dependant_id;   /* who was treated, 0: the client */
	const char *segments;   /* words between blanks; NULL: those of the client now */
	const char *language;   /* "zh", "en"; NULL: the client's, as messages are written */
	const char *service;    /* what it is about; NULL: nothing */
	const char *service_en; /* the same in English; NULL or "": as it is */
	int64_t at;             /* when that was, 0: not said */
};
struct script_said {
	char title[640];        /* "HIFU, day 3, high spend": in the language of the screen */
	char whom[484];         /* who was treated, "" the client: stands in the title first */
	char **line;            /* the opening first */
	size_t n;
	bool quiet;             /* the house is not named */
	bool general;           /* the client's segment has no lines of its own */
	char segment[40];       /* word of that segment, "" */
	char focus[160];        /* what to see to with clients of the segment that counts most, in
				 * the language of the screen; "" nothing is said */
};

/* ERR_NOTFOUND: the site has no script of that word. OUT is to be freed in any case. */
enum err_code script_lines(struct desk *d, const struct script_call *c, struct script_said *out,
    struct err *e) MUST_CHECK;
void script_said_free(struct script_said *s);           /* zeroed is fine */
/* `Rule d9 has no script for segment "new": general one used (callbacks.cfg:41).`; "" where the
 * segment has its own. LINE of the rule. */
char *script_remark(const struct script_said *s, const char *rule, int line, char *out,
    size_t size);

#endif
