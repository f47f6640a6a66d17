/* Orders, tab Results: what came from the laboratory and fits no test. */
#include <string.h>

#include "screen/front/area_priv.h"
#include "screen/front/askform_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "base/value.h"
#include "data/test.h"
#include "desk/desk.h"
#include "desk/lab.h"
#include "form/form_edit.h"
#include "screen/front.h"

struct result_box {
	int64_t id;
	char number[24];
};

static enum err_code load(struct screen *s, struct area_of of, struct area_rows *out,
    struct err *e)
{
	struct desk *d = front_desk(s);
	struct lab_file_list l = { 0 };
	enum err_code rc = lab_waiting(d, &l, e);

	(void)of;
	for (size_t i = 0; rc == OK && i < l.n; i++) {
		struct area_row *r = area_rows_add(out);

		r->id = l.v[i].id;
		desk_time_text(d, l.v[i].created_at, r->cell[0], sizeof r->cell[0]);
		text_copy(r->cell[1], sizeof r->cell[1], l.v[i].number);
		text_copy(r->cell[2], sizeof r->cell[2], l.v[i].name);
		text_copy(r->cell[3], sizeof r->cell[3], l.v[i].reason);
	}
	lab_file_list_free(&l);
	return rc;
}

static enum err_code detail(struct screen *s, int64_t id, struct buf *out, struct err *e)
{
	struct lab_file f;
	enum err_code rc = lab_file_get(front_desk(s)->store, id, &f, e);

	if (rc == OK)
		buf_printf(out, "%s\n%s", f.line, f.path);
	return rc;
}

static void preset(const struct askform *a, const void *ctx, const char *word, struct value *out)
{
	const struct result_box *b = ctx;

	(void)a;
	if (!strcmp(word, "number") && b->number[0])
		value_set_text(out, b->number);
}

static enum err_code do_end(struct screen *owner, const struct form_edit *x, void *ctx,
    struct err *e)
{
	const struct result_box *b = ctx;
	struct desk *d = front_desk(owner);
	bool match = !strcmp(askform_text(x, "what"), "match");
	enum err_code rc = match ? lab_match(d, b->id, askform_text(x, "number"), e) :
	    lab_dismiss(d, b->id, askform_text(x, "reason"), e);

	if (rc == OK)
		screen_done(owner, "%s", match ? tr("Matched. The test is in review.") :
		    tr("Dismissed. Ctrl-Z takes it back."));
	return rc;
}

static enum err_code end(struct screen *s, int64_t id, int64_t client_id, struct err *e)
{
	struct result_box b = { .id = id };
	struct lab_file f;

	(void)client_id;
	if (lab_file_get(front_desk(s)->store, id, &f, e) != OK)
		return e->code;
	if (strlen(f.number) <= 16)
		text_copy(b.number, sizeof b.number, f.number);
	return askform_open(s, &(struct askform){ .form = "lab-result", .title = f.name,
	    .right = "lab-import", .ctx = &b, .size = sizeof b, .preset = preset, .done = do_end,
	    .draft = "lab-result", .draft_ref = id }, e);
}

static enum err_code run_again(struct screen *s, const struct askform_place *at, struct err *e)
{
	return end(s, at->ref, 0, e);
}

static const struct askform_again again[] = {
	{ "lab-result", "lab-result", &orders_screen, "results", run_again, NULL },
};
ASKFORM_AGAIN(results_again, again);

static const struct list_column columns[] = { { N_("when"), 0 }, { N_("number"), 18 },
	{ N_("file"), 30 }, { N_("remark"), 52 } };
static const struct area_act acts[] = {
	{ .command = "row-open", .run = end, .right = "lab-import", .label = N_("match"),
	  .help = N_("Says whose result the file is.") },
	{ .command = "row-next", .run = end, .right = "lab-import", .label = N_("match"),
	  .help = N_("Says whose result the file is.") },
};

const struct area_tab results_tab = {
	.name = "results", .title = N_("Results"), .columns = columns, .ncolumns = 4, .load = load,
	.detail = detail, .acts = acts, .nacts = sizeof acts / sizeof *acts,
	.empty = N_("Nothing waits. Results come in with the command lab import."),
	.page = N_("Results from the laboratory that fit no test: the number is not known, or the "
	    "test is not being tested. y says to which test it belongs, which then goes into "
	    "review, or why it is none of ours."),
};
