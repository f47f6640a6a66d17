/* Free words about a restricted file: for who may see its name, and for whose hands the matter is
 * in; for others what stands for them. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/complaint.h"
#include "data/cultivation.h"
#include "data/escalation.h"
#include "data/message.h"
#include "data/reply.h"
#include "data/suggestion.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/escalate.h"

const char *cover_words(const struct desk *d, int64_t client_id, const char *text)
{
	return text[0] && cover_hides_id(d, client_id) ? tr("(restricted)") : text;
}

static bool is_me(const struct desk *d, int64_t staff_id)
{
	return staff_id && staff_id == d->who.staff_id;
}

static void put(char *text, size_t size)
{
	if (text[0])
		text_copy(text, size, tr("(restricted)"));
}
#define PUT(text) put((text), sizeof(text))

bool cover_hides_complaint(const struct desk *d, const struct complaint *c)
{
	return !is_me(d, c->owner_id) && !is_me(d, c->taken_by) && cover_hides_id(d, c->client_id);
}

void cover_complaint(const struct desk *d, struct complaint *c)
{
	if (!cover_hides_complaint(d, c))
		return;
	PUT(c->content);
	PUT(c->wanted);
	PUT(c->result);
	PUT(c->against);
}

void cover_complaint_steps(const struct desk *d, const struct complaint *c,
    struct complaint_step_list *steps)
{
	if (!steps->n || !cover_hides_complaint(d, c))
		return;
	for (size_t i = 0; i < steps->n; i++)
		PUT(steps->v[i].text);
}

void cover_escalation(struct desk *d, struct escalation *x)
{
	if (is_me(d, x->raised_by) || is_me(d, x->staff_id) || is_me(d, x->answered_by) ||
	    escalate_is_mine(d, x) || !cover_hides_id(d, x->client_id))
		return;
	PUT(x->text);
	PUT(x->answer);
	PUT(x->result);
	PUT(x->about);
	PUT(x->about_en);
}

const char *cover_about(const struct desk *d, const char *event, int64_t client_id,
    int64_t staff_id, const char *about)
{
	bool own_words = !strcmp(event, "hand") || !strcmp(event, "promise");

	return own_words && !is_me(d, staff_id) ? cover_words(d, client_id, about) : about;
}

bool cover_hides_message(const struct desk *d, const struct message *m)
{
	return !is_me(d, m->by_id) && cover_hides_id(d, m->client_id);
}

void cover_message(const struct desk *d, struct message *m)
{
	if (cover_hides_message(d, m))
		PUT(m->text);
}

void cover_reply(const struct desk *d, struct reply *r)
{
	if (cover_hides_id(d, r->client_id))
		PUT(r->text);
}

void cover_suggestion(const struct desk *d, struct suggestion_row *r)
{
	if (is_me(d, r->staff_id) || !cover_hides(d, cover_of_suggestion(r)))
		return;
	PUT(r->text);
	PUT(r->reason);
	PUT(r->answer);
}

bool cover_hides_cultivation(const struct desk *d, const struct cultivation_row *r)
{
	return !is_me(d, r->owner_id) && !is_me(d, r->staff_id) && cover_hides_id(d, r->client_id);
}

void cover_cultivation(const struct desk *d, struct cultivation_row *r)
{
	if (!cover_hides_cultivation(d, r))
		return;
	PUT(r->measure);
	PUT(r->result);
}

void cover_cultivation_steps(const struct desk *d, const struct cultivation_row *r,
    struct cultivation_steps *steps)
{
	if (!steps->n || !cover_hides_cultivation(d, r))
		return;
	for (size_t i = 0; i < steps->n; i++)
		PUT(steps->v[i].text);
}
