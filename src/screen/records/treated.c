#include "screen/treated.h"

#include "base/buf.h"
#include "base/tr.h"
#include "data/dependant.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "screen/front.h"
#include "tui/dialog.h"

/* Stands for the family as it was shown: an answer by number means nobody else later. */
static int64_t mark_of(const struct dependant_list *l)
{
	uint64_t mark = 1;

	for (size_t i = 0; i < l->n; i++)
		mark = mark * 31 + (uint64_t)l->v[i].id;
	return (int64_t)(mark & INT64_MAX);
}

enum err_code treated_ask(struct screen *s, int64_t client_id,
    void (*done)(struct screen *s, int answer, int64_t ref), bool *asked, struct err *e)
{
	struct desk *d = front_desk(s);
	struct dependant_list l = { 0 };
	struct dialog box = { .title = tr("Who is treated?"), .text = "", .done = done };
	char client[200];
	enum err_code rc = OK;

	*asked = false;
	if (cover_hides_id(d, client_id))
		return OK;
	rc = dependant_list(d->store, client_id, &l, e);
	box.ref = mark_of(&l);
	box.choices[0] = (struct dialog_choice){ .digit = 1,
		.label = clientline_name(d, client_id, client, sizeof client) };
	for (size_t i = 0; i < l.n && i + 1 < DIALOG_CHOICES; i++) {
		box.choices[i + 1] = (struct dialog_choice){ .digit = (int)i + 2,
			.label = l.v[i].name };
		if (front_of(s)->client_id == client_id && front_of(s)->dependant_id == l.v[i].id)
			box.enter = (int)i + 2;
	}
	front_at_hand(s, client_id);
	if (rc == OK && !l.n)
		front_of(s)->dependant_id = 0;
	if (rc == OK && l.n) {
		rc = dialog_open(s, &box, e);
		*asked = rc == OK;
	}
	dependant_list_free(&l);
	return rc;
}

enum err_code treated_answer(struct screen *s, int answer, int64_t ref, int64_t *dependant_id,
    struct err *e)
{
	struct front *f = front_of(s);
	struct dependant_list l = { 0 };
	enum err_code rc = dependant_list(front_desk(s)->store, f->client_id, &l, e);

	*dependant_id = 0;
	if (rc == OK && (mark_of(&l) != ref || answer < 1 || (size_t)answer > l.n + 1))
		rc = err_set(e, ERR_CONFLICT, "%s",
		    tr("The family was changed meanwhile. Ask once more."));
	if (rc == OK && answer > 1)
		*dependant_id = l.v[answer - 2].id;
	if (rc == OK)
		f->dependant_id = *dependant_id;
	dependant_list_free(&l);
	return rc;
}

char *treated_text(struct desk *d, int64_t client_id, int64_t dependant_id, char *out, size_t size)
{
	char name[DEPENDANT_NAME];

	cover_dependant(d, client_id, dependant_id, name, sizeof name);
	return name[0] ? text_fmt(out, size, tr("for %s"), name) : text_copy(out, size, "");
}
