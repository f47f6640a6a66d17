/* A message that is being written is kept like what is typed in a form. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "compose_priv.h"
#include "data/draft.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "form/messages.h"
#include "screen/clientline.h"
#include "tui/loop.h"

const char compose_draft_word[] = "compose";

/* Four numbers, three words, then the text to the end. */
static void write_draft(void *ctx, struct buf *title, struct buf *body, struct buf *cursor)
{
	const struct compose *st = ctx;
	char name[200];

	buf_printf(title, tr("Message to %s"),
	    clientline_name(st->desk, st->arg.client_id, name, sizeof name));
	buf_printf(body, "%lld %lld %lld %lld\n%s\n%s\n%s\n%s",
	    (long long)st->arg.appointment_id, (long long)st->arg.callback_id,
	    (long long)st->arg.replaces, (long long)st->arg.answers,
	    st->chosen < 0 ? "" : st->templates[st->chosen]->code,
	    st->language ? st->language : "", st->arg.by_hand ? "hand" : "",
	    field_text(&st->text));
	buf_printf(cursor, "%zu", st->text.cur);
}

enum { HEAD_LINES = 4 };

const char *compose_of_draft(const char *body)
{
	for (int i = 0; i < HEAD_LINES; i++)
		body += strcspn(body, "\n") + (strchr(body, '\n') != NULL);
	return body;
}

/* The next line of *P, which moves behind it. */
static char *take_line(char **p)
{
	char *line = *p, *end = strchr(line, '\n');

	*p = end ? end + 1 : line + strlen(line);
	if (end)
		*end = '\0';
	return line;
}

static void read_draft(struct compose *st, char *body)
{
	char *p = body, *numbers = take_line(&p), *template = take_line(&p);
	const char *language = take_line(&p);

	st->arg.appointment_id = strtoll(numbers, &numbers, 10);
	st->arg.callback_id = strtoll(numbers, &numbers, 10);
	st->arg.replaces = strtoll(numbers, &numbers, 10);
	st->arg.answers = strtoll(numbers, &numbers, 10);
	for (size_t i = 0; i < st->n; i++)
		if (!strcmp(st->templates[i]->code, template))
			st->chosen = (int)i;
	text_copy(st->other, sizeof st->other, language);
	st->language = st->other[0] ? st->other : NULL;
	st->arg.by_hand = !strcmp(take_line(&p), "hand");
	field_set(&st->text, p);
	st->typing = st->changed = true;
}

static void watch(struct compose *st)
{
	if (st->draft.write)
		return;
	st->draft.ctx = st;
	st->draft.form = compose_draft_word;
	st->draft.ref_id = st->arg.client_id;
	st->draft.write = write_draft;
	front_draft_watch(front_of(st->owner), &st->draft);
}

void compose_typed(struct compose *st)
{
	st->changed = true;
	watch(st);
	if (field_text(&st->text)[0])
		front_draft_typed(front_of(st->owner), &st->draft);
	else
		front_draft_done(front_of(st->owner), &st->draft);
}

enum err_code compose_go_on(struct compose *st, int64_t id, struct err *e)
{
	struct draft d = { 0 };
	enum err_code rc = OK;

	if (!id)
		rc = drafts_find(st->desk, "parked", compose_draft_word, st->arg.client_id, &id, e);
	if (rc != OK || !id)
		return rc;
	rc = draft_get(st->desk->store, id, &d, e);
	if (rc == OK && d.staff_id != st->desk->who.staff_id)
		rc = err_set(e, ERR_DENIED, "%s",
		    tr("Not opened. What was typed there is another's."));
	if (rc == OK)
		rc = drafts_take(st->desk, id, e);
	if (rc == OK) {
		read_draft(st, d.body);
		watch(st);
		st->draft.draft_id = id;
		compose_typed(st);
		screen_say(st->owner, STYLE_MSG_INFO, "%s",
		    tr("Going on with what was typed. F10 sends it."));
	}
	draft_free(&d);
	return rc;
}

enum leave compose_leave(struct screen *s)
{
	struct compose *st = s->state;

	if (!st->draft.write || !st->changed || !field_text(&st->text)[0])
		return LEAVE_GO;
	return front_draft_leave(front_of(s), &st->draft) ? LEAVE_GO : LEAVE_STAY;
}

void compose_sent(struct compose *st)
{
	if (st->draft.write)
		front_draft_done(front_of(st->owner), &st->draft);
	st->changed = false;
}

void compose_forget(struct compose *st)
{
	if (st->draft.write)
		front_draft_unwatch(front_of(st->owner), &st->draft);
}
