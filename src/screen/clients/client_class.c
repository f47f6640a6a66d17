/* The tab Tier of a client's file: tier, growth and segments, where they come from, and what a
 * person knows better. */
#include <string.h>

#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "client_priv.h"
#include "desk/desk.h"
#include "desk/segment.h"
#include "form/form_edit.h"
#include "form/segment.h"
#include "tui/loop.h"

enum { CELL_IS = 1, CELL_FROM = 2 };
enum { KIND_FOUND, KIND_SET, KIND_FIGURE };

static void put_line(struct client_file *st, const struct segment_line *l, size_t i)
{
	int kind = l->override_id ? KIND_SET : l->figure ? KIND_FIGURE : KIND_FOUND;
	struct side_row *r = client_side_add(st, kind,
	    l->override_id ? l->override_id : (int64_t)i + 1);

	/* By its place: what is set by hand stays the row that it was. */
	r->id = ((int64_t)i + 1) * SIDE_KINDS;
	r->own = l->override_id != 0;
	side_put(r, 0, l->what);
	side_put(r, CELL_IS, l->is);
	side_put(r, CELL_FROM, l->from);
}

static enum err_code load(struct client_file *st, size_t *count, struct err *e)
{
	struct segment_lines l = { 0 };
	size_t figures = 0;
	enum err_code rc = segment_why(st->desk, st->client_id, &l, e);

	(void)count;
	for (size_t i = 0; rc == OK && i < l.n; i++) {
		put_line(st, &l.v[i], i);
		if (!figures && l.v[i].figure)
			figures = i;
	}
	if (figures)
		client_side_section(st, figures, tr("figures"));
	segment_lines_free(&l);
	return rc;
}

static void foot(const struct client_file *st, const struct side_row *r, struct buf *out)
{
	(void)st;
	if (r && r->own)
		buf_printf(out, tr("x takes it back. %s"), r->cell[CELL_FROM]);
	else
		buf_puts(out, tr("n sets something by hand, e scores."));
}

static enum err_code enter(struct screen *s, const struct side_row *r, struct err *e)
{
	char title[200];

	text_fmt(title, sizeof title, "%s: %s", r->cell[0], r->cell[CELL_IS]);
	return history_tell(s, title, r->cell[CELL_FROM], e);
}

/* ---- by hand ---- */

static const char *word_of(const struct desk *d, const struct form_edit *x, const char *kind)
{
	const struct segments_file *f = d->segments;
	const struct segment_rules *rules = !strcmp(kind, "tier") ? &f->tiers :
	    !strcmp(kind, "growth") ? &f->growth : &f->segments;
	int64_t at = askform_int(x, kind);

	return at > 0 && (size_t)at <= rules->n ? rules->v[at - 1].code : "";
}

static enum err_code do_set(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	struct client_file *st = owner->state;
	const char *what = askform_text(x, "what"), *until = askform_text(x, "until");
	bool not_so = !strcmp(what, "not"), score = !strcmp(what, "score");
	struct segment_draft s = { .client_id = *(int64_t *)ctx, .kind = not_so ? "segment" : what,
		.not_so = not_so, .why = askform_text(x, "why"),
		.until = until[0] ? until : NULL };
	char number[16], end[16];
	enum err_code rc;

	text_fmt(number, sizeof number, "%lld", (long long)askform_int(x, "score"));
	s.value = score ? number : word_of(st->desk, x, s.kind);
	rc = segment_set(st->desk, &s, NULL, e);
	if (rc == OK)
		screen_done(owner, tr("Set by hand. Ctrl-Z undoes until %s."),
		    client_undo_until(st->desk, end, sizeof end));
	return rc;
}

static enum err_code add(struct screen *s, struct err *e)
{
	struct client_file *st = s->state;

	if (!st->desk->segments)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("This site has no segments.cfg. Write it first."));
	return askform_open(s, &(struct askform){ .form = "class-set",
	    .title = tr("What the client is, by hand"), .right = "segment-set",
	    .ctx = &st->client_id, .size = sizeof st->client_id, .done = do_set,
	    .draft = "class-set", .draft_ref = st->client_id }, e);
}

static enum err_code end(struct screen *s, const struct side_row *r, const char *reason,
    struct err *e)
{
	return segment_take_back(((struct client_file *)s->state)->desk, r->ref, reason, e);
}

/* ---- the score ---- */

static enum err_code do_score(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	struct client_file *st = owner->state;
	char until[16];
	enum err_code rc = segment_score(st->desk, *(int64_t *)ctx, x, e);

	if (rc == OK)
		screen_done(owner, tr("Scored. Ctrl-Z undoes until %s."),
		    client_undo_until(st->desk, until, sizeof until));
	return rc;
}

static enum err_code edit(struct screen *s, const struct side_row *r, struct err *e)
{
	struct client_file *st = s->state;
	const char *form = segment_score_form(st->desk);

	(void)r;
	if (!form)
		return err_set(e, ERR_NOTFOUND, "%s",
		    tr("This site scores by hand only: n sets a score."));
	return askform_open(s, &(struct askform){ .form = form,
	    .title = tr("What the client may bring"), .right = "segment-score",
	    .ctx = &st->client_id, .size = sizeof st->client_id, .done = do_score,
	    .draft = "class-score", .draft_ref = st->client_id }, e);
}

/* ---- going on: over the file of the client ---- */

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	struct client_arg file = { .client_id = at->ref, .tab = "class" };
	struct loop *l = s->loop;
	enum err_code rc = screen_open(l, &client_screen, &file, e);

	if (rc != OK)
		return rc;
	return strcmp(at->word, "class-set") ? edit(screen_top(l), NULL, e) :
	    add(screen_top(l), e);
}

static int64_t whose_file(struct desk *d, int64_t client_id)
{
	(void)d;
	return client_id;
}

static const struct askform_again again[] = {
	{ "class-set", "class-set", NULL, NULL, run_again, whose_file },
	{ "class-score", NULL, NULL, NULL, run_again, whose_file },
};
ASKFORM_AGAIN(class_again, again);

const struct client_side client_class = {
	.name = "class", .title = N_("Tier"), .load = load,
	.columns = { { N_("what"), 0 }, { N_("result"), 18 }, { N_("by which rule"), 37 } },
	.empty = N_("This site has no segments.cfg: clients have no classes."),
	.change = "segment-set", .name_cell = CELL_IS, .foot = foot, .enter = enter,
	.add = add, .edit = edit, .end = end,
};
