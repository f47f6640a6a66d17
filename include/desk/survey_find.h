#ifndef FD_DESK_SURVEY_FIND_H
#define FD_DESK_SURVEY_FIND_H
/*
 * Which surveys are meant (SPEC CP-2: who is due can be filtered), by one line as people type it or
 * by key and value. The grammar is that of appointments (desk/apptfind.h), of the visit that is
 * asked about:
 *
 *	laser  cl  t  11.16..11.22  service, person who served, days of the visit, counted back
 *	wxm 0823                    whose
 *	new  key  loyal             segment, tier, growth of the client, by word or label
 *	br=all                      another branch; all, for who may see them
 *
 * Keys: those of appointments but st= (c= op= dr= svc= br= on=), and seg= tier= growth=.
 * Anybody may find; names are covered where they are shown.
 */
#include "base/err.h"
#include "data/survey.h"
#include "desk/apptfind.h"

struct desk;

struct survey_find {
	struct apptfind is;             /* days, person, service, branch, client */
	int64_t rated_id;               /* staff that is.resource_id is, 0 */
	char class[40];                 /* word of a tier, growth or segment, "" any */
};
/* Nothing asked, in the branch at hand. */
void survey_find_init(const struct desk *d, struct survey_find *f);
/* ERR_NOTFOUND, ERR_INVALID, ERR_DENIED with the sentence, likewise below. */
enum err_code survey_find_set(struct desk *d, struct survey_find *f, const char *key,
    const char *value, struct err *e) MUST_CHECK;
/* A whole line; replaces F. */
enum err_code survey_find_parse(struct desk *d, const char *typed, struct survey_find *f,
    struct err *e) MUST_CHECK;
/* What F asks for in words, "" for nothing. Returns OUT. */
char *survey_find_say(struct desk *d, const struct survey_find *f, char *out, size_t size);

/* Those of F that are due or out; with BACK_FROM (YYYY-MM-DD) those that came back from then to
 * BACK_TO. Replaces OUT. */
enum err_code survey_find_run(struct desk *d, const struct survey_find *f, const char *back_from,
    const char *back_to, struct survey_list *out, struct err *e) MUST_CHECK;
/* Their rates; the days are those from FROM to TO unless F says some. */
enum err_code survey_find_rates(struct desk *d, const struct survey_find *f, enum survey_by by,
    const char *from, const char *to, struct survey_rates *out, struct err *e) MUST_CHECK;

#endif
