#include "screen/call.h"

#include "base/buf.h"
#include "base/tr.h"
#include "base/value.h"
#include "data/phone.h"
#include "desk/changes.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "desk/rights.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "tui/dialog.h"

static void add_number(struct desk *d, const struct phone *p, bool full, struct buf *out)
{
	char tail[24], relation[80];
	struct value v = { .type = VALUE_NULL };

	value_set_text(&v, p->relation);
	buf_printf(out, "%s  %s %s\n", full ? p->number :
	    clientline_tail(p->number, tail, sizeof tail),
	    change_value_text(d, "phone", "relation", &v, relation, sizeof relation), p->name);
	value_free(&v);
}

enum err_code call_open(struct screen *s, int64_t client_id, const char *why, struct err *e)
{
	struct desk *d = front_desk(s);
	struct phone_list l = { 0 };
	struct buf text = BUF_INIT;
	char name[200], notice[400];
	bool full = rights_may(d, "see-phone");
	enum err_code rc = phone_list(d->store, client_id, &l, e);

	clientline_notice(d, client_id, 0, notice, sizeof notice);
	if (notice[0])
		buf_printf(&text, "%s\n", notice);
	for (size_t i = 0; i < l.n; i++)
		add_number(d, &l.v[i], full, &text);
	if (!l.n)
		buf_puts(&text, tr("No number in the file."));
	if (rc == OK && full && l.n)
		rc = intake_look(d, client_id, "phone", why, e);
	if (rc == OK)
		rc = dialog_tell(s, clientline_name(d, client_id, name, sizeof name), text.s, e);
	buf_free(&text);
	phone_list_free(&l);
	return rc;
}
