#ifndef FD_DESK_SITE_H
#define FD_DESK_SITE_H
/* A new file: the site, its first branch and its first manager, as one base action. */
#include "base/err.h"

struct store;

struct site_options {
	const char *name, *zone, *language;     /* NULL: "frontdesk", "Asia/Shanghai", "zh" */
	const char *branch_code, *branch_name;  /* NULL: "main", the site's name */
	const char *manager_code, *manager_name, *manager_pin;  /* NULL: "admin", "Manager", none */
	int pin_cost;
};
enum err_code site_create(struct store *s, const struct site_options *o, struct err *e) MUST_CHECK;

#endif
