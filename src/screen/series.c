#include "screen/series.h"

#include "base/buf.h"
#include "base/tr.h"
#include "desk/booking.h"
#include "desk/desk.h"
#include "screen/front.h"
#include "tui/dialog.h"

enum err_code series_ask(struct screen *s, int64_t id,
    void (*done)(struct screen *owner, int answer, int64_t id), bool *asked, struct err *e)
{
	size_t later = 0;
	char all[120];
	struct dialog box = { .title = tr("Series"), .text = tr("It is one of a series."),
		.choices = { { SERIES_ONE, tr("only this one"), NULL },
			{ SERIES_LATER, all, NULL } },
		.enter = SERIES_ONE, .f10 = SERIES_ONE, .ref = id, .done = done };
	enum err_code rc = booking_series_later(front_desk(s), id, &later, e);

	*asked = false;
	if (rc != OK || !later)
		return rc;
	text_fmt(all, sizeof all, trn("this one and the %zu after it", "this one and the %zu after "
	    "it", (long)later), later);
	*asked = true;
	return dialog_open(s, &box, e);
}
