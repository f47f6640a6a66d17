/* Boxes of the cashier's shift: taking over, and counting at its end. */
#include <string.h>

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "desk/cashup.h"
#include "desk/desk.h"
#include "desk/pay.h"
#include "form/form_edit.h"
#include "money_priv.h"

static enum err_code begin_open(struct money *m, struct err *e)
{
	struct cashup now = { .n = 0 };
	enum err_code rc = cashup_now(m->desk, 0, &now, e);

	if (rc == OK && now.shift.id)
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("A shift is open already. F10 ends it first."));
	if (rc == OK && now.unread.id)
		text_fmt(m->extra, sizeof m->extra, "%s: %s", now.unread.staff, now.unread.note);
	cashup_free(&now);
	return rc;
}

static void begin_line(const struct money *m, struct buf *out)
{
	buf_puts(out, m->extra[0] ? tr("F10 begins the shift; the note above counts as read.") :
	    tr("F10 begins the shift."));
}

static enum err_code begin_save(struct money *m, struct buf *done, struct err *e)
{
	struct cashup now = { .n = 0 };
	int64_t id;
	enum err_code rc = cashup_begin(m->desk, money_int(m, "float"), &id, e);

	if (rc == OK)
		rc = cashup_now(m->desk, 0, &now, e);
	if (rc == OK && now.unread.id)
		rc = cashup_read(m->desk, now.unread.id, e);
	cashup_free(&now);
	if (rc == OK)
		buf_puts(done, tr("The shift has begun."));
	return rc;
}

const struct money_kind money_shift_begin_kind = {
	.form = "shift-begin", .right = "cashup", .open = begin_open, .line = begin_line,
	.save = begin_save,
	.page = N_("Whoever takes over says what lies in the drawer and reads the note of "
	    "whoever was "
	    "there before. What the same person has taken since the last shift counts with it."),
};

/* ---- its end ---- */

static enum err_code end_open(struct money *m, struct err *e)
{
	struct cashup now = { .n = 0 };
	char money[MONEY_TEXT];
	enum err_code rc = cashup_now(m->desk, 0, &now, e);

	if (rc == OK && !now.shift.id)
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("No shift is open. n begins one."));
	if (rc == OK)
		text_fmt(m->extra, sizeof m->extra, tr("Change at first %s. Count first, then "
		    "compare."), desk_money(m->desk, now.shift.float_amount, money,
		    sizeof money));
	cashup_free(&now);
	return rc;
}

static void end_line(const struct money *m, struct buf *out)
{
	(void)m;
	buf_puts(out, tr("F10 ends the shift; what differs needs a reason."));
}

static enum err_code end_save(struct money *m, struct buf *done, struct err *e)
{
	struct cashup_counted x[16];
	size_t n = 0;
	enum err_code rc;

	for (size_t i = 0; i < pay_methods_count && n < 16; i++)
		if (pay_methods[i].counted && money_said(m, pay_methods[i].code))
			x[n++] = (struct cashup_counted){ .method = pay_methods[i].code,
				.amount = money_int(m, pay_methods[i].code),
				.reason = money_code(m, "reason") };
	rc = cashup_end(m->desk, x, n, money_code(m, "note"), e);
	if (rc == OK)
		buf_puts(done, tr("The shift is counted and over."));
	return rc;
}

const struct money_kind money_shift_end_kind = {
	.form = "shift-end", .right = "cashup", .open = end_open, .line = end_line,
	.save = end_save,
	.page = N_("Every way of paying of the shift is counted, cash with the change that was "
	    "there. "
	    "What differs from the payments needs a reason and stands on the sheet. The note is "
	    "shown to whoever begins the next shift."),
};
