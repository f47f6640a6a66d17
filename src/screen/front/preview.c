/* What goes on paper, as text: the same lines that frontdesk-print draws. */
#include "base/buf.h"
#include "base/document.h"
#include "base/tr.h"
#include "screen/front.h"
#include "screen/listing.h"
#include "screen/screens.h"
#include "tui/viewport.h"

enum { CELLS_MOST = 120 };

struct preview {
	struct listing *listing;
	int64_t client_id;
	struct viewport text;
};

static enum err_code preview_open(struct screen *s, const void *arg, struct err *e)
{
	const struct preview_arg *a = arg;
	struct preview *st = s->state;

	viewport_init(&st->text);
	if (!a)
		return err_set(e, ERR_NOTFOUND, "%s", tr("The list is empty: nothing to print."));
	st->listing = listing_hold(a->listing);
	st->client_id = a->client_id;
	return OK;
}

static void preview_close(struct screen *s)
{
	struct preview *st = s->state;

	listing_free(st->listing);
	viewport_free(&st->text);
}

static void preview_layout(struct screen *s, struct rect body)
{
	struct preview *st = s->state;
	struct buf text = BUF_INIT;
	int top = st->text.top;

	viewport_clear(&st->text);
	listing_text(st->listing, front_desk(s),
	    body.cols < CELLS_MOST ? body.cols : CELLS_MOST, &text);
	viewport_layout(&st->text, body);
	for (char *line = text.s, *end; *line; line = end + 1) {
		for (end = line; *end != '\n'; end++)
			;
		*end = '\0';
		viewport_add(&st->text, STYLE_TEXT, 0, line);
	}
	st->text.top = top;
	viewport_layout(&st->text, body);
	buf_free(&text);
}

static const char *paper_word(enum document_paper paper)
{
	static const char *const words[DOCUMENT_PAPERS] = { [DOCUMENT_A4] = N_("A4"),
		[DOCUMENT_A5] = N_("A5"), [DOCUMENT_A4_WIDE] = N_("A4 across"),
		[DOCUMENT_A5_WIDE] = N_("A5 across") };

	return tr(words[paper]);
}

static void preview_draw(const struct screen *s, struct canvas *c)
{
	const struct preview *st = s->state;
	int used = canvas_put(c, SCREEN_ROW_AREA, 0, listing_title(st->listing), STYLE_TAB,
	    c->cols - 12);

	canvas_put(c, SCREEN_ROW_AREA, used + 2,
	    paper_word(listing_made(st->listing, front_desk(s))->paper), STYLE_GREY, CANVAS_REST);
	viewport_draw(&st->text, c);
}

static enum key_use preview_key(struct screen *s, const struct key *k)
{
	return viewport_key(&((struct preview *)s->state)->text, k);
}

static unsigned preview_facts(const struct screen *s)
{
	(void)s;
	return NEED_NO_TEXT;
}

static enum err_code run_print(struct screen *s, struct err *e)
{
	struct preview *st = s->state;

	return listing_ask(s, listing_hold(st->listing), st->client_id, e);
}

static const struct command commands[] = {
	{ .name = "list-print", .code = "pr", .keys = "p", .label = N_("print"),
	  .help = N_("Prints it, or writes it to a file."), .run = run_print },
};

static void preview_page(const struct screen *s, struct buf *out)
{
	(void)s;
	buf_puts(out, tr(
	    "What goes on paper, to look at before. Up, Down and the page keys move through it; "
	    "pages stand below each other. p prints it or writes it to a file, Esc goes back."));
}

const struct screen_type preview_screen = {
	.name = "preview", .title = N_("Preview"), .state_size = sizeof(struct preview),
	.commands = KEYMAP_INIT(commands), .open = preview_open, .facts = preview_facts,
	.layout = preview_layout, .draw = preview_draw, .key = preview_key,
	.close = preview_close, .page = preview_page,
};
