#include <string.h>

#include "base/buf.h"
#include "data/resource.h"
#include "desk/desk.h"
#include "desk/free.h"

char *free_names(struct desk *d, const struct free_time *t, const char *kind, char *out,
    size_t size)
{
	struct buf names = BUF_INIT;

	for (size_t i = 0; i < t->nparts; i++) {
		struct resource r;
		struct err none = ERR_INIT;

		if (t->part[i].part > 1)
			continue;       /* the same one once more */
		if (resource_get(d->store, t->part[i].resource_id, &r, &none) == OK &&
		    !strcmp(r.kind, kind))
			buf_printf(&names, "%s%s", names.n ? " " : "", r.name);
	}
	text_copy(out, size, buf_str(&names));
	buf_free(&names);
	return out;
}
