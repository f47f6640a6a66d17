/* Boxes that were left or cut off go on: how each is opened again. */
#include <stdlib.h>
#include <string.h>

#include "askform_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "data/draft.h"
#include "desk/desk.h"
#include "screen/area.h"
#include "screen/front.h"
#include "tui/loop.h"

const struct askform_again_list *const askform_again[] = { &case_again, &asked_again,
	&suggestion_again, &improve_again, &cultivation_again, &event_again, &tests_again,
	&results_again, &class_again, &stock_again, &calllist_again, &close_again,
	&cancel_again, &wait_again };
const size_t askform_again_count = sizeof askform_again / sizeof *askform_again;

char *askform_word(char *out, size_t size, const char *word, int64_t with)
{
	if (!with)
		return text_copy(out, size, word);
	return text_fmt(out, size, "%s+%lld", word, (long long)with);
}

void askform_keep_ids(struct buf *out, const int64_t *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%lld", i ? " " : "", (long long)ids[i]);
}

size_t askform_kept_ids(const char *keep, int64_t *ids, size_t size)
{
	size_t n = 0;

	for (char *end; n < size; keep = end) {
		ids[n] = strtoll(keep, &end, 10);
		if (end == keep)
			break;
		n++;
	}
	return n;
}

const struct askform_again *askform_of_draft(const char *word, int64_t *with)
{
	size_t n = strcspn(word, "+");

	if (with)
		*with = word[n] ? strtoll(word + n + 1, NULL, 10) : 0;
	for (size_t i = 0; i < askform_again_count; i++)
		for (size_t k = 0; k < askform_again[i]->n; k++) {
			const struct askform_again *a = &askform_again[i]->v[k];

			if (strlen(a->word) == n && !strncmp(a->word, word, n))
				return a;
		}
	return NULL;
}

/* The line of BODY that is `#keep`; "" for none. */
static void take_keep(const char *body, struct buf *out)
{
	static const char start[] = "#" ASKFORM_KEEP "\t";
	enum { LONG = sizeof start - 1 };

	for (const char *at = body; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (!strncmp(at, start, LONG)) {
			buf_add(out, at + LONG, strcspn(at + LONG, "\n"));
			return;
		}
	}
}

static enum err_code go_under(struct loop *l, const struct askform_again *a, int64_t ref,
    struct err *e)
{
	return a->area ? screen_goto(l, a->area, &(struct area_arg){ .tab = a->tab,
	    .client_id = -1, .row_id = ref }, e) : OK;
}

enum err_code askform_resume(struct loop *l, const char *word, int64_t ref_id, int64_t draft_id,
    bool *mine, struct err *e)
{
	struct front *f = loop_app_data(l);
	struct askform_place at = { .ref = ref_id };
	const struct askform_again *a = askform_of_draft(word, &at.with);
	struct draft d = { 0 };
	struct buf keep = BUF_INIT;
	enum err_code rc;

	*mine = a != NULL;
	if (!a)
		return OK;
	rc = draft_get(f->desk->store, draft_id, &d, e);
	take_keep(d.body, &keep);
	draft_free(&d);
	if (rc == OK)
		rc = go_under(l, a, ref_id, e);
	at.word = a->word;
	at.keep = buf_str(&keep);
	f->box_draft = draft_id;
	if (rc == OK)
		rc = a->run(screen_top(l), &at, e);
	f->box_draft = 0;
	buf_free(&keep);
	return rc;
}
