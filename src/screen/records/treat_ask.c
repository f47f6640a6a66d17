/* Lines of a treatment that are asked for in row 23: what was found, remarks, notes. Until they are
 * saved they are drafts: leaving parks them, a lost line keeps them. */
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"
#include "data/draft.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "screen/clientline.h"
#include "screen/treat.h"
#include "treat_priv.h"
#include "tui/longtext.h"
#include "tui/loop.h"
#include "tui/textline.h"

enum { LINE_CP = 120, LONG_CP = 600 };

/* WORD is the draft's. NOTES: of the screen of notes. REF is a step, or with WHOLE the
 * treatment. */
static const struct kind {
	const char *word, *label;
	bool notes, whole, is_long;
	size_t max_cp;
} kinds[ASK_KINDS] = {
	[ASK_FIGURE] = { "figure", N_("Found"), .max_cp = 12 },
	[ASK_VITALS] = { "vitals", N_("118/76 72 36.5"), .max_cp = 40 },
	[ASK_FOUND] = { "found", N_("Found"), .max_cp = LINE_CP },
	[ASK_REMARK] = { "remark", N_("Remark"), .max_cp = LINE_CP },
	[ASK_CALL] = { "call", N_("Expert to the room, why"), .whole = true, .max_cp = 60 },
	[ASK_STOP] = { "stop", N_("Stop: why"), .whole = true, .max_cp = LINE_CP },
	[ASK_AGREED] = { "agreed", N_("Stop: who agreed"), .whole = true, .max_cp = 60 },
	[ASK_REACTION] = { "reaction", N_("Reaction: sign; measure"), .whole = true,
	    .max_cp = LINE_CP },
	[ASK_OUTCOME] = { "outcome", N_("What was done; how it ended"), .whole = true,
	    .max_cp = LINE_CP },
	[ASK_NOTE] = { "note", N_("Note"), .notes = true, .whole = true, .max_cp = 400 },
	[ASK_SUMMARY] = { "summary", N_("Summary"), .notes = true, .whole = true, .is_long = true,
	    .max_cp = LONG_CP },
	[ASK_USE] = { "use", N_("Does not agree with"), .notes = true, .whole = true,
	    .max_cp = LINE_CP },
};

static struct treat_ask *ask_of(const struct screen *s)
{
	return s->state;
}

/* ---- the client in row 2 ---- */

enum err_code treat_ask_open(struct screen *s, int64_t id, struct err *e)
{
	struct treat_ask *a = ask_of(s);
	struct treatment t;
	enum err_code rc;

	a->desk = front_desk(s);
	a->id = id;
	rc = treatment_get(a->desk->store, id, &t, e);
	if (rc == OK)
		rc = client_cards(a->desk->store, &t.line.client_id, 1, 0, &a->card, e);
	if (rc == OK)
		front_at_hand(s, t.line.client_id);
	return rc;
}

void treat_draw_client(const struct screen *s, struct canvas *c)
{
	const struct treat_ask *a = ask_of(s);

	if (a->card.n)
		clientline_header(a->desk, &a->card.v[0], c, SCREEN_ROW_AREA);
}

char *treat_client_name(const struct screen *s, char *out, size_t size)
{
	const struct treat_ask *a = ask_of(s);

	return text_copy(out, size, a->card.n ? cover_name(a->desk, cover_of_card(&a->card.v[0])) :
	    "");
}

/* ---- the draft ---- */

static void write_draft(void *ctx, struct buf *title, struct buf *body, struct buf *cursor)
{
	struct screen *s = ctx;
	struct treat_ask *a = ask_of(s);
	char name[200];

	(void)cursor;
	buf_printf(title, "%s: %s", tr(kinds[a->kind].label), treat_client_name(s, name,
	    sizeof name));
	if (a->head[0])
		buf_printf(body, "%s\n", a->head);
	buf_puts(body, buf_str(&a->text));
}

static void watch(struct screen *s)
{
	struct treat_ask *a = ask_of(s);

	if (a->watched)
		return;
	text_fmt(a->word, sizeof a->word, "treat+%s", kinds[a->kind].word);
	a->draft.ctx = s;
	a->draft.form = a->word;
	a->draft.ref_id = a->ref;
	a->draft.write = write_draft;
	front_draft_watch(front_of(s), &a->draft);
	a->watched = true;
}

static void forget(struct screen *s)
{
	struct treat_ask *a = ask_of(s);

	if (a->watched)
		front_draft_unwatch(front_of(s), &a->draft);
	a->watched = false;
	a->draft = (struct draft_source){ .ctx = NULL };
	a->head[0] = '\0';
	buf_clear(&a->text);
}

void treat_ask_close(struct screen *s)
{
	struct treat_ask *a = ask_of(s);

	if (a->desk)
		forget(s);
	buf_free(&a->text);
	client_card_list_free(&a->card);
}

static void changed(struct screen *s, const char *text)
{
	struct treat_ask *a = ask_of(s);

	if (!strcmp(buf_str(&a->text), text))
		return;
	buf_clear(&a->text);
	buf_puts(&a->text, text);
	watch(s);
	if (text_is_blank(text) && !a->head[0])
		front_draft_done(front_of(s), &a->draft);
	else
		front_draft_typed(front_of(s), &a->draft);
}

static bool park(struct screen *s)
{
	struct treat_ask *a = ask_of(s);

	if (a->watched && !text_is_blank(buf_str(&a->text)) &&
	    !front_draft_leave(front_of(s), &a->draft))
		return false;
	forget(s);
	return true;
}

enum leave treat_ask_leave(struct screen *s)
{
	return park(s) ? LEAVE_GO : LEAVE_STAY;
}

/* ---- asking ---- */

static enum err_code show(struct screen *s, const char *text, struct err *e);

static enum err_code save(struct screen *s, const char *text, struct err *e)
{
	struct treat_ask *a = ask_of(s);
	const struct kind *k = &kinds[a->kind];
	enum treat_kind kind = a->kind;
	char head[sizeof a->head];
	enum err_code rc;

	text_copy(head, sizeof head, a->head);
	rc = k->notes ? notes_save(s, kind, a->ref, text, e) :
	    treat_save(s, kind, a->ref, head, text, e);
	if (rc != OK)
		return rc;
	/* A second line goes on with what the first one said. */
	if (a->kind != kind)
		return OK;
	if (a->watched)
		front_draft_done(front_of(s), &a->draft);
	forget(s);
	return OK;
}

static enum err_code line_done(struct screen *s, const char *text, struct err *e)
{
	char *typed;
	enum err_code rc = OK;

	if (text)
		return save(s, text, e);
	typed = mem_dup(buf_str(&ask_of(s)->text));
	if (!park(s))
		rc = show(s, typed, e);         /* the words are nowhere but here */
	mem_free(typed);
	return rc;
}

static void line_changed(struct screen *s, const char *text, struct buf *echo)
{
	(void)echo;
	changed(s, text);
}

static void long_done(struct screen *s, const char *text)
{
	struct err e = ERR_INIT, again = ERR_INIT;
	char *typed;

	changed(s, text);
	if (text_is_blank(text) || save(s, text, &e) == OK)
		return;
	typed = mem_dup(text);
	if (!park(s) && show(s, typed, &again) != OK)
		err_clear(&again);
	mem_free(typed);
	screen_refuse(s, &e);
}

static void label_of(struct screen *s, char *out, size_t size)
{
	struct treat_ask *a = ask_of(s);
	const struct kind *k = &kinds[a->kind];
	const struct treatment_item *i = NULL;

	if (!k->notes)
		i = treat_item(s->state);
	if (a->kind == ASK_FIGURE && i && i->is)
		text_fmt(out, size, "%s, %d-%d %s", tr(k->label), i->is->figure.min,
		    i->is->figure.max, i->is->figure.unit);
	else if (a->kind == ASK_FOUND && i && i->is && i->is->photo)
		text_copy(out, size, tr("Found, whole paths of photographs"));
	else
		text_copy(out, size, tr(k->label));
}

static enum err_code show(struct screen *s, const char *text, struct err *e)
{
	const struct kind *k = &kinds[ask_of(s)->kind];
	char label[120];

	label_of(s, label, sizeof label);
	if (k->is_long)
		return longtext_open(s, &(struct longtext){ .title = label, .text = text,
		    .max_cp = k->max_cp, .changed = changed, .done = long_done }, e);
	textline_ask(s, &(struct textline){ .label = label, .text = text, .max_cp = k->max_cp,
	    .note = line_changed, .done = line_done });
	return OK;
}

enum err_code treat_ask(struct screen *s, enum treat_kind kind, int64_t ref, const char *text,
    struct err *e)
{
	struct treat_ask *a = ask_of(s);

	if (kind != ASK_AGREED)
		forget(s);
	else if (a->watched)
		front_draft_done(front_of(s), &a->draft), forget(s);
	a->kind = kind;
	a->ref = ref;
	buf_puts(&a->text, text);
	return show(s, text, e);
}

/* ---- going on ---- */

static const struct kind *find_kind(const char *word)
{
	for (size_t i = 0; i < ASK_KINDS; i++)
		if (!strncmp(word, "treat+", 6) && !strcmp(word + 6, kinds[i].word))
			return &kinds[i];
	return NULL;
}

static enum err_code treatment_of(struct desk *d, const struct kind *k, int64_t ref, int64_t *id,
    struct err *e)
{
	struct treatment_step x;
	enum err_code rc = OK;

	*id = ref;
	if (!k->whole) {
		rc = treatment_step_get(d->store, ref, &x, e);
		*id = rc == OK ? x.treatment_id : 0;
	}
	return rc;
}

bool treat_of_draft(const char *word, int64_t ref_id, struct desk *d, int64_t *client_id)
{
	const struct kind *k = find_kind(word);
	struct treatment t;
	struct err none = ERR_INIT;
	int64_t id;

	*client_id = 0;
	if (k && treatment_of(d, k, ref_id, &id, &none) == OK &&
	    treatment_get(d->store, id, &t, &none) == OK)
		*client_id = t.line.client_id;
	return k != NULL;
}

static enum err_code take(struct screen *s, const struct kind *k, int64_t ref,
    const struct draft *d, struct err *e)
{
	struct treat_ask *a = ask_of(s);
	const char *text = d->body ? d->body : "", *line = strchr(text, '\n');
	enum err_code rc;

	if (d->staff_id != a->desk->who.staff_id)
		return err_set(e, ERR_DENIED, "%s",
		    tr("Not opened. What was typed there is another's."));
	rc = drafts_take(a->desk, d->id, e);
	if (rc != OK)
		return rc;
	a->kind = (enum treat_kind)(k - kinds);
	a->ref = ref;
	if ((a->kind == ASK_AGREED || a->kind == ASK_OUTCOME) && line) {
		text_copy_n(a->head, sizeof a->head, text, (size_t)(line - text));
		text = line + 1;
	}
	if (!k->whole) {
		struct treat *st = s->state;

		st->wanted_step = ref;
		list_select(&st->list, ref);
	}
	buf_puts(&a->text, text);
	watch(s);
	a->draft.draft_id = d->id;
	return show(s, text, e);
}

enum err_code treat_resume(struct loop *l, const char *word, int64_t ref_id, int64_t draft_id,
    bool *mine, struct err *e)
{
	const struct kind *k = find_kind(word);
	struct front *f = loop_app_data(l);
	struct draft d;
	int64_t id;
	enum err_code rc;

	*mine = k != NULL;
	if (!k)
		return OK;
	rc = treatment_of(f->desk, k, ref_id, &id, e);
	if (rc == OK)
		rc = draft_get(f->desk->store, draft_id, &d, e);
	if (rc != OK)
		return rc;
	rc = screen_open(l, k->notes ? &notes_screen : &treat_screen, &id, e);
	if (rc == OK)
		rc = take(screen_top(l), k, ref_id, &d, e);
	draft_free(&d);
	return rc;
}
