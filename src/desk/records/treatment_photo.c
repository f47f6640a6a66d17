/* Photographs of a session: they stay where they are, their path and sum are kept. */
#include <string.h>

#include "base/buf.h"
#include "treatment_priv.h"

/* What was found may name files: words that are whole paths. Read before anything is written, so
 * that nobody waits for a large file. */
enum err_code treatment_photos_read(const char *finding, struct treatment_photos *out,
    struct err *e)
{
	enum err_code rc = OK;

	out->n = 0;
	while (finding && *finding && out->n < TREATMENT_PHOTOS && rc == OK) {
		size_t n = strcspn(finding, " ");
		struct buf path = BUF_INIT;

		buf_add(&path, finding, n);
		if (path.n && path.s[0] == '/')
			rc = attach_read(buf_str(&path), &out->v[out->n++], e);
		buf_free(&path);
		finding += n + strspn(finding + n, " ");
	}
	return rc;
}

enum err_code treatment_photos_keep(struct desk *d, struct txn *t, const struct treatment_view *v,
    const struct treatment_item *i, const struct treatment_photos *p, struct err *e)
{
	const char *kind = i->is ? i->is->photo : NULL;
	char title[120], step[200], text[300];
	enum err_code rc = OK;

	text_fmt(text, sizeof text, "%s, %s", treatment_title(d, &v->t, title, sizeof title),
	    treatment_step_name(i, step, sizeof step));
	for (size_t k = 0; kind && k < p->n && rc == OK; k++) {
		int64_t id;

		rc = attach_in(t, d, v->t.line.client_id, kind, &p->v[k], text, &id, e);
	}
	return rc;
}
