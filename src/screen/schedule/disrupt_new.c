/* Recording who is away or what is out of order: in a line, from the tab or by name. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/resource.h"
#include "desk/absence.h"
#include "disrupt_priv.h"
#include "screen/cmdline.h"
#include "tui/textline.h"

static enum err_code show(struct screen *s, int64_t absence_id, struct err *e)
{
	if (s->type == &disrupt_screen) {
		struct disrupt_tab *st = s->state;

		st->absence_id = absence_id ? absence_id : st->absence_id;
		list_renew(&st->list);
		screen_dirty(s, DIRTY_LOAD);
		return OK;
	}
	return screen_goto(s->loop, &disrupt_screen, &absence_id, e);
}

static void echo(const struct desk *d, const struct absence *a, char *out, size_t size)
{
	char from[48], to[48];

	text_fmt(out, size, "%s - %s", desk_time_text(d, a->start_at, from, sizeof from),
	    disrupt_time(d, a->end_at, a->start_at, to, sizeof to));
}

/* KIND NULL: ill for people, out of order for things. */
static enum err_code record(struct screen *s, const char *kind, const char *words, struct err *e)
{
	struct desk *d = front_desk(s);
	struct absence a = { .id = 0 };
	struct absence_result done;
	struct resource r;
	struct loop *loop = s->loop;
	char text[200], span[120];
	enum err_code rc = disrupt_parse(d, words, &a, e);

	if (rc == OK)
		rc = resource_get(d->store, a.resource_id, &r, e);
	if (rc != OK)
		return rc;
	if (!kind)
		kind = !strcmp(r.kind, "staff") ? "ill" : "out";
	text_copy(a.kind, sizeof a.kind, kind);
	rc = absence_add(d, &a, &done, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	rc = show(s, done.id, e);
	if (rc != OK)
		return rc;
	echo(d, &a, span, sizeof span);
	screen_done(screen_top(loop), tr("%s %s %s: %s. Ctrl-Z takes it back."), r.name,
	    absence_kind_text(kind), span, absence_result_text(&done, text, sizeof text));
	return OK;
}

/* ---- in a line ---- */

static void note(struct screen *s, const char *text, struct buf *out)
{
	struct desk *d = front_desk(s);
	struct absence a = { .id = 0 };
	struct err none = ERR_INIT;
	char span[120];

	if (!text[0])
		buf_puts(out, tr("cl 1300 +1, hifu t 13..18, zm"));
	if (!text[0] || disrupt_parse(d, text, &a, &none) != OK)
		return;
	echo(d, &a, span, sizeof span);
	buf_printf(out, "= %s", span);
}

static enum err_code typed(struct screen *s, const char *text, struct err *e)
{
	return text ? record(s, NULL, text, e) : OK;
}

enum err_code disrupt_new(struct screen *s, struct err *e)
{
	struct textline ask = { .label = tr("Who is away"), .max_cp = 80, .note = note,
		.done = typed };

	if (front_may(s, "appt-disrupt", e) != OK)
		return e->code;
	textline_ask(s, &ask);
	return OK;
}

/* ---- by name ---- */

/* s->command->arg: 0 ill, 1 out of order. */
enum err_code disrupt_run_record(struct screen *s, struct err *e)
{
	const struct cmdline_words *w = cmdline_words(s);

	if (!w || !w->find[0])
		return show(s, 0, e);
	return record(s, s->command->arg ? "out" : "ill", w->find, e);
}

enum err_code disrupt_run_over(struct screen *s, struct err *e)
{
	const struct cmdline_words *w = cmdline_words(s);
	struct desk *d = front_desk(s);
	struct loop *loop = s->loop;
	struct absence_result done;
	struct absence a;
	struct resource r;
	char text[200];
	enum err_code rc;

	if (!w || !w->find[0])
		return err_set(e, ERR_INVALID, "%s", tr("Who or what is back? Type over zm."));
	rc = disrupt_find(d, w->find, &r, e);
	if (rc == OK)
		rc = disrupt_running(d, r.id, &a, e);
	if (rc == OK)
		rc = absence_end(d, a.id, NULL, &done, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	rc = show(s, a.id, e);
	if (rc == OK)
		screen_done(screen_top(loop), tr("%s is back: %s. Ctrl-Z takes it back."), r.name,
		    absence_result_text(&done, text, sizeof text));
	return rc;
}
