#ifndef FD_DESK_FORM_ENV_H
#define FD_DESK_FORM_ENV_H
/*
 * What a form needs of the world (form/form_edit.h): the clock and hours of the branch at hand,
 * rows of the store, choices of people, branches, services and clients, rights. Reads only.
 */
#include "form/form_edit.h"

struct desk;

/* D must outlive every edit that was made with OUT. */
void form_env_make(struct desk *d, struct form_env *out);
/* Does a choice of that name fit what was typed: by word, pinyin, initials, the OTHER name or CODE?
 * OTHER and CODE may be NULL; "" fits all. */
bool form_env_fits(const char *typed, const char *name, const char *other, const char *code);

#endif
