/* What is typed in a one-line prompt is kept, and stands there when the same is asked again. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/draft.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "front_priv.h"
#include "tui/textline.h"

static void write_line(void *ctx, struct buf *title, struct buf *body, struct buf *cursor)
{
	const struct front_prompt *p = ctx;

	(void)cursor;
	buf_puts(title, p->word);
	buf_puts(body, p->text);
}

static bool is_now(const struct front_prompt *p, const struct textline *ask)
{
	return p->word[0] && !strcmp(p->word, ask->keep) && p->source.ref_id == ask->keep_ref;
}

static void stop(struct front *f)
{
	front_draft_unwatch(f, &f->prompt.source);
	f->prompt.word[0] = '\0';
}

/* What was kept of it, wherever that was. */
static int64_t kept(struct front *f, const struct textline *ask)
{
	struct err none = ERR_INIT;
	int64_t id = 0;

	return f->desk->who.staff_id &&
	    drafts_find(f->desk, "line", ask->keep, ask->keep_ref, &id, &none) == OK ? id : 0;
}

static void take_kept(struct front *f, int64_t id, const char *text, struct buf *again)
{
	struct draft d = { 0 };
	struct err none = ERR_INIT;
	char at[48];

	if (drafts_take(f->desk, id, &none) != OK)
		return;
	f->prompt.source.draft_id = id;
	if (again && draft_get(f->desk->store, id, &d, &none) == OK && strcmp(d.body, text) != 0) {
		buf_puts(again, d.body);
		screen_say(screen_top(f->loop), STYLE_MSG_INFO,
		    tr("Typed here %s and not sent. Ctrl-U clears it."),
		    desk_time_text(f->desk, d.saved_at, at, sizeof at));
	}
	draft_free(&d);
}

static void opened(struct front *f, const struct textline *ask, const char *text,
    struct buf *again)
{
	struct front_prompt *p = &f->prompt;
	int64_t id = kept(f, ask);

	if (p->word[0])
		stop(f);
	text_copy(p->text, sizeof p->text, text);
	text_copy(p->word, sizeof p->word, ask->keep);
	p->source = (struct draft_source){ .ctx = p, .form = p->word, .ref_id = ask->keep_ref,
		.line = true, .write = write_line };
	if (id)
		take_kept(f, id, text, again);
	front_draft_watch(f, &p->source);
	if (!again && text[0])
		front_draft_typed(f, &p->source);       /* its answer was refused */
}

static void typed(struct front *f, const char *text)
{
	struct front_prompt *p = &f->prompt;

	text_copy(p->text, sizeof p->text, text);
	if (text[0])
		front_draft_typed(f, &p->source);
	else
		front_draft_done(f, &p->source);
}

static void left(struct front *f)
{
	if (f->prompt.source.dirty && f->desk->who.staff_id)
		front_draft_flush(f);
	stop(f);
}

static void answered(struct front *f, const struct textline *ask)
{
	struct err none = ERR_INIT;
	int64_t id;

	if (is_now(&f->prompt, ask)) {
		front_draft_done(f, &f->prompt.source);
		stop(f);
	} else if ((id = kept(f, ask)) && drafts_set_state(f->desk, id, "dropped", &none) != OK) {
		screen_refuse(screen_top(f->loop), &none);
	}
}

void front_prompt(void *app, enum prompt_event what, const struct textline *ask, const char *text,
    struct buf *again)
{
	struct front *f = app;

	if (what == PROMPT_OPENED)
		opened(f, ask, text, again);
	else if (what == PROMPT_ANSWERED)
		answered(f, ask);
	else if (!is_now(&f->prompt, ask))
		return;
	else if (what == PROMPT_TYPED)
		typed(f, text);
	else
		left(f);
}
