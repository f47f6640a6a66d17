/* The tab Family of a client's file: family members and pets, files that belong together. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "client_priv.h"
#include "data/dependant.h"
#include "desk/desk.h"
#include "screen/clientline.h"
#include "tui/loop.h"

enum { RELATED_MAX = 60 };
enum family_kind { FAMILY_DEPENDANT, FAMILY_REFERRER, FAMILY_OWNER, FAMILY_REFERRED };

int64_t client_treated(const struct client_file *st)
{
	const struct front *f = front_of(st->side.list.owner);

	return f->client_id == st->client_id ? f->dependant_id : 0;
}

/* ---- rows ---- */

static void add_dependant(struct client_file *st, const struct dependant *d)
{
	struct side_row *r = client_side_add(st, FAMILY_DEPENDANT, d->id);
	bool pet = !strcmp(d->kind, "pet");
	char text[120], name[120];

	r->own = true;
	side_put(r, 0, d->name);
	side_word(st, "dependant", pet ? "species" : "relation",
	    pet ? d->species : d->relation, text, sizeof text);
	side_put(r, 1, text[0] ? text : pet ? tr("pet") : tr("family member"));
	clientline_person(d->gender, d->birth, desk_today(st->desk), text, sizeof text);
	side_put(r, 2, text);
	if (d->file_id && d->file_id != st->client_id) {
		text_fmt(text, sizeof text, tr("own file: %s"),
		    clientline_name(st->desk, d->file_id, name, sizeof name));
		side_put(r, 3, text);
	} else {
		text_fmt(text, sizeof text, "%s%s%s", d->breed,
		    d->breed[0] && d->note[0] ? "; " : "", d->note);
		side_put(r, 3, text);
	}
	r->file_id = d->file_id;
}

static enum err_code add_file(struct client_file *st, enum family_kind kind, int64_t id,
    const char *why, struct err *e)
{
	struct client_card_list card = { 0 };
	enum err_code rc = client_cards(st->desk->store, &id, 1, clock_now(), &card, e);
	struct side_row *r;
	char text[600];

	if (rc != OK || !card.n) {
		client_card_list_free(&card);
		return rc;
	}
	r = client_side_add(st, kind, id);
	r->file_id = id;
	side_put(r, 0, clientline_name(st->desk, id, text, sizeof text));
	side_put(r, 1, why);
	side_put(r, 2, clientline_person(card.v[0].gender, card.v[0].birth,
	    desk_today(st->desk), text, sizeof text));
	side_put(r, 3, card.v[0].file_no);
	client_card_list_free(&card);
	return OK;
}

static enum err_code add_files(struct client_file *st, enum family_kind kind, const int64_t *ids,
    size_t n, const char *why, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		rc = add_file(st, kind, ids[i], why, e);
	return rc;
}

/* Who sent the client, whom the client sent, whose family it belongs to. */
static enum err_code add_related(struct client_file *st, struct err *e)
{
	struct store *s = st->desk->store;
	int64_t ids[RELATED_MAX];
	struct client c = { 0 };
	size_t n = 0;
	enum err_code rc = client_get(s, st->client_id, &c, e);

	if (rc == OK && c.referrer_id)
		rc = add_file(st, FAMILY_REFERRER, c.referrer_id, tr("sent this client"), e);
	if (rc == OK)
		rc = dependant_list_owners(s, st->client_id, ids, RELATED_MAX, &n, e);
	if (rc == OK)
		rc = add_files(st, FAMILY_OWNER, ids, n, tr("family file"), e);
	if (rc == OK)
		rc = client_list_referred(s, st->client_id, ids, RELATED_MAX, &n, e);
	if (rc == OK)
		rc = add_files(st, FAMILY_REFERRED, ids, n, tr("sent by this one"), e);
	st->side.sent = n;
	client_free(&c);
	return rc;
}

static enum err_code load(struct client_file *st, size_t *count, struct err *e)
{
	struct dependant_list l = { 0 };
	enum err_code rc = dependant_list(st->desk->store, st->client_id, &l, e);
	size_t before;

	st->side.treated[0] = '\0';
	for (size_t i = 0; i < l.n; i++) {
		add_dependant(st, &l.v[i]);
		if (l.v[i].id == client_treated(st))
			text_copy(st->side.treated, sizeof st->side.treated, l.v[i].name);
	}
	*count = l.n;
	dependant_list_free(&l);
	before = st->side.rows.n;
	if (rc == OK)
		rc = add_related(st, e);
	if (st->side.rows.n > before)
		client_side_section(st, before, tr("files that belong to this one"));
	return rc;
}

/* ---- what is done with them ---- */

static void foot(const struct client_file *st, const struct side_row *r, struct buf *out)
{
	if (st->side.sent)
		buf_printf(out, tr("This client sent %zu others. "), st->side.sent);
	if (r && r->own)
		buf_puts(out, tr("Enter: this one is treated. e changes, x takes out."));
	else if (r && r->file_id)
		buf_puts(out, tr("Enter opens that file."));
}

static const char *mark(const struct client_file *st, const struct side_row *r)
{
	return r->own && r->ref == client_treated(st) ? N_("is treated") : NULL;
}

/* The one who is treated stays in front: booking and arrival take it from there. */
static void treat(struct screen *s, const struct side_row *r)
{
	struct client_file *st = s->state;
	struct front *f = front_of(s);

	if (f->dependant_id == r->ref) {
		f->dependant_id = 0;
		screen_done(s, "%s", tr("The client is the one treated again."));
	} else {
		front_at_hand(s, st->client_id);
		f->dependant_id = r->ref;
		screen_done(s, tr("%s is the one treated. Enter again: the client."), r->cell[0]);
	}
	screen_dirty(s, DIRTY_LOAD | DIRTY_DRAW);
}

static enum err_code enter(struct screen *s, const struct side_row *r, struct err *e)
{
	struct client_arg arg = { .client_id = r->file_id };

	if (!r->own)
		return screen_open(s->loop, &client_screen, &arg, e);
	treat(s, r);
	return OK;
}

static void gone(struct screen *s, const struct side_row *r)
{
	if (front_of(s)->dependant_id == r->ref)
		front_of(s)->dependant_id = 0;
}

const struct client_side client_family = {
	.name = "family", .title = N_("Family"), .counted = true, .load = load,
	.columns = { { N_("name"), 0 }, { N_("relation"), 20 }, { N_("age"), 38 },
	    { N_("remark"), 46 } },
	.empty = N_("No family members or pets yet. n enters one."),
	.form = "dependant", .table = "dependant", .change = "client-family",
	.foot = foot, .mark = mark, .enter = enter, .gone = gone,
};
