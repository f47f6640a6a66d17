/* A remark about the client: a line in row 23, or a long one on the whole screen. Until it is noted
 * it is a draft like all typing: leaving parks it, a lost line keeps it. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "client_priv.h"
#include "data/draft.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "desk/intake.h"
#include "tui/longtext.h"
#include "tui/textline.h"

enum { LINE_MAX_CP = 400, LONG_MAX_CP = 20000 };

static bool is_blank(const char *text)
{
	return !text[strspn(text, " \n")];
}

static struct client_remark *remark_of(struct screen *s)
{
	return &((struct client_file *)s->state)->remark;
}

/* ---- the draft ---- */

static void write_draft(void *ctx, struct buf *title, struct buf *body, struct buf *cursor)
{
	struct screen *s = ctx;
	char name[200];

	(void)cursor;
	buf_printf(title, tr("Remark about %s"), client_name(s->state, name, sizeof name));
	buf_puts(body, buf_str(&remark_of(s)->text));
}

static void watch(struct screen *s)
{
	struct client_remark *r = remark_of(s);

	if (r->watched)
		return;
	r->draft.ctx = s;
	r->draft.form = client_remark_draft;
	r->draft.ref_id = ((struct client_file *)s->state)->client_id;
	r->draft.write = write_draft;
	front_draft_watch(front_of(s), &r->draft);
	r->watched = true;
}

/* It is kept elsewhere, or there is nothing to be kept. */
static void forget(struct screen *s)
{
	struct client_remark *r = remark_of(s);

	if (r->watched)
		front_draft_unwatch(front_of(s), &r->draft);
	r->watched = false;
	r->draft = (struct draft_source){ .ctx = NULL };
	buf_clear(&r->text);
}

void client_remark_free(struct screen *s)
{
	forget(s);
	buf_free(&remark_of(s)->text);
}

static void changed(struct screen *s, const char *text)
{
	struct client_remark *r = remark_of(s);

	if (!strcmp(buf_str(&r->text), text))
		return;
	buf_clear(&r->text);
	buf_puts(&r->text, text);
	watch(s);
	if (is_blank(text))
		front_draft_done(front_of(s), &r->draft);
	else
		front_draft_typed(front_of(s), &r->draft);
}

/* False: it could be kept nowhere, and row 23 says why. */
static bool park(struct screen *s)
{
	struct client_remark *r = remark_of(s);

	if (r->watched && !is_blank(buf_str(&r->text)) &&
	    !front_draft_leave(front_of(s), &r->draft))
		return false;
	forget(s);
	return true;
}

enum leave client_remark_leave(struct screen *s)
{
	return park(s) ? LEAVE_GO : LEAVE_STAY;
}

/* ---- noting ---- */

static enum err_code note(struct screen *s, const char *text, struct err *e)
{
	struct client_file *st = s->state;
	struct front *f = front_of(s);
	char name[200], until[16];
	enum err_code rc;

	if (!is_blank(text)) {
		rc = intake_note(st->desk, st->client_id, text, e);
		if (rc != OK)
			return rc;
		front_wrote(s);
		screen_done(s, tr("Noted about %s. Ctrl-Z undoes until %s."),
		    client_name(st, name, sizeof name),
		    client_undo_until(st->desk, until, sizeof until));
	}
	if (st->remark.watched)
		front_draft_done(f, &st->remark.draft);
	forget(s);
	return OK;
}

static void show_line(struct screen *s, const char *text);

static enum err_code line_done(struct screen *s, const char *text, struct err *e)
{
	char *typed;

	if (text)
		return note(s, text, e);
	typed = mem_dup(buf_str(&remark_of(s)->text));
	if (!park(s))
		show_line(s, typed);    /* the words are nowhere but here */
	mem_free(typed);
	return OK;
}

static void line_changed(struct screen *s, const char *text, struct buf *echo)
{
	(void)echo;
	changed(s, text);
}

static void show_line(struct screen *s, const char *text)
{
	textline_ask(s, &(struct textline){ .label = tr("Remark"), .text = text,
	    .max_cp = LINE_MAX_CP, .note = line_changed, .done = line_done });
}

enum err_code client_remark_ask(struct screen *s, struct err *e)
{
	if (front_may(s, "client-note", e) == OK)
		show_line(s, "");
	return e->code;
}

static enum err_code show_long(struct screen *s, const char *text, struct err *e);

/* Refused by a rule or by a full disk: it becomes a job, else it stands there again. */
static void long_done(struct screen *s, const char *text)
{
	struct err e = ERR_INIT, again = ERR_INIT;
	char *typed;

	changed(s, text);
	if (note(s, text, &e) == OK)
		return;
	typed = mem_dup(text);
	if (!park(s) && show_long(s, typed, &again) != OK)
		err_clear(&again);
	mem_free(typed);
	screen_refuse(s, &e);
}

static enum err_code show_long(struct screen *s, const char *text, struct err *e)
{
	return longtext_open(s, &(struct longtext){ .title = tr("Remark"), .text = text,
	    .max_cp = LONG_MAX_CP, .changed = changed, .done = long_done }, e);
}

enum err_code client_remark_long(struct screen *s, struct err *e)
{
	return front_may(s, "client-note", e) == OK ? show_long(s, NULL, e) : e->code;
}

/* ---- going on ---- */

const char client_remark_draft[] = "remark";

static enum err_code take(struct screen *s, const struct draft *d, struct err *e)
{
	struct client_remark *r = remark_of(s);
	const char *text = d->body ? d->body : "";
	struct front *f = front_of(s);
	enum err_code rc = OK;

	if (d->staff_id != f->desk->who.staff_id)
		return err_set(
		    e, ERR_DENIED, "%s", tr("Not opened. What was typed there is another's."));
	rc = drafts_take(f->desk, d->id, e);
	if (rc != OK)
		return rc;
	buf_puts(&r->text, text);
	watch(s);
	r->draft.draft_id = d->id;
	if (strchr(text, '\n') || utf8_count(text) > LINE_MAX_CP)
		return show_long(s, text, e);
	show_line(s, text);
	return OK;
}

enum err_code client_remark_resume(struct screen *s, int64_t draft_id, struct err *e)
{
	struct draft d;
	enum err_code rc = draft_get(front_desk(s)->store, draft_id, &d, e);

	if (rc == OK)
		rc = take(s, &d, e);
	draft_free(&d);
	return rc;
}
