#include "desk/document.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "desk/desk.h"

struct document *document_start(const struct desk *d, enum document_paper paper,
    const char *title)
{
	struct document *doc = document_new(paper, title);
	int64_t now = clock_now();
	char house[320], day[11], clock[16], made[160];

	text_fmt(house, sizeof house, "%s%s%s", d->site_name, d->branch_name[0] ? "/" : "",
	    d->branch_name);
	text_fmt(made, sizeof made, "%s %s  %s", desk_day_of(d, now, day),
	    desk_clock_text(d, now, clock, sizeof clock), d->staff_name);
	document_head(doc, house, NULL);
	document_foot(doc, made, NULL);
	document_pages(doc, tr("Page {n} of {m}"));
	return doc;
}
