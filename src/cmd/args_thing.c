/* Services and people as they are named on a command line: by code, or by number. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/resource.h"
#include "data/service.h"

/* The nearest code of a service, NULL when none is near. Borrows from L. */
static const char *near_service(const struct service_list *l, const char *word)
{
	const char *near = NULL;
	int best = 3;

	for (size_t i = 0; i < l->n; i++) {
		int far = word_distance(word, l->v[i].code);

		if (far < best) {
			best = far;
			near = l->v[i].code;
		}
	}
	return near;
}

static enum err_code no_service(struct cmd_context *c, const char *word, struct err *e)
{
	struct service_list all = { 0 };
	enum err_code rc = service_list(c->store, false, &all, e);
	const char *near = rc == OK ? near_service(&all, word) : NULL;

	if (rc == OK && near)
		rc = err_set(e, ERR_NOTFOUND, tr("No such service \"%.40s\". Did you mean %s?"),
		    word, near);
	else if (rc == OK)
		rc = err_set(e, ERR_NOTFOUND, tr("No such service \"%.40s\"."), word);
	service_list_free(&all);
	return rc;
}

enum err_code service_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
{
	struct service v;
	struct err none = ERR_INIT;
	enum err_code rc = service_by_code(c->store, word, &v, &none);

	if (rc == ERR_NOTFOUND && args_id(word, id)) {
		err_clear(&none);
		rc = service_get(c->store, *id, &v, &none);
	}
	if (rc == ERR_NOTFOUND || (rc == OK && strcmp(v.state, "on") != 0))
		return no_service(c, word, e);
	*id = rc == OK ? v.id : 0;
	return rc == OK ? OK : err_copy(e, &none);
}

enum err_code staff_resource_named(struct cmd_context *c, const char *word, int64_t *id,
    struct err *e)
{
	struct resource r;
	int64_t staff;
	enum err_code rc = staff_named(c, word, &staff, e);

	if (rc != OK)
		return rc;
	rc = resource_by_staff(c->store, staff, &r, e);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		rc = err_set(e, ERR_NOTFOUND, tr("\"%.40s\" is not booked by anybody."), word);
	}
	*id = rc == OK ? r.id : 0;
	return rc;
}
