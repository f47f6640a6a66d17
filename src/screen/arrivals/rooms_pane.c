/* The side pane of Today and Arrivals: the rooms as they are now. */
#include "rooms_priv.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "desk/arrival.h"
#include "desk/cover.h"
#include "desk/desk.h"

enum { NAME = 8 };

/* A room with somebody in it takes a second row: since when, until when. */
int rooms_rows(const struct arrival_rooms *rooms)
{
	int n = 1;

	for (size_t i = 0; i < rooms->n; i++)
		n += rooms->v[i].visit_id ? 2 : 1;
	return n;
}

static void draw_next(struct desk *d, const struct arrival_room *r, bool for_visitors,
    struct canvas *c, struct rect w)
{
	char text[300], at[16];
	int used = canvas_put(c, w.row, w.col + NAME, r->out ? tr("out of order") : tr("nobody"),
	    r->out ? STYLE_BROKEN : STYLE_GREY, w.cols - NAME);

	if (!r->next_at || for_visitors)
		return;
	text_fmt(text, sizeof text, tr("then %s %s"), desk_clock_text(d, r->next_at, at,
	    sizeof at), r->next);
	canvas_put(c, w.row, w.col + NAME + used + 2, text, STYLE_TEXT, w.cols - NAME - used - 2);
}

static void draw_in(struct desk *d, const struct arrival_room *r, bool for_visitors,
    struct canvas *c, struct rect w)
{
	const struct visit_row *v = &r->visit;
	char text[300], at[16], wait[32], until[32];
	int used = canvas_put(c, w.row, w.col + NAME, for_visitors ? v->number :
	    cover_treated(d, cover_of_visit(v)), STYLE_TEXT, w.cols - NAME);

	if (!for_visitors)
		canvas_put(c, w.row, w.col + NAME + used + 2, v->staff, STYLE_GREY,
		    w.cols - NAME - used - 2);
	text_fmt(wait, sizeof wait, tr("%lld min%s"),
	    (long long)arrival_minutes(v, clock_now()), "");
	text_fmt(until, sizeof until, tr("until %s"), desk_clock_text(d, r->until_at, at,
	    sizeof at));
	text_fmt(text, sizeof text, "%s, %s", wait, until);
	canvas_put(c, w.row + 1, w.col + NAME, text, STYLE_NOTE, w.cols - NAME);
}

void rooms_draw(struct desk *d, const struct arrival_rooms *rooms, bool for_visitors,
    struct canvas *c, struct rect where)
{
	int end = where.row + where.rows;
	struct rect w = { where.row + 1, where.col, 2, where.cols };

	canvas_rule(c, where.row, where.col, where.cols, tr("rooms now"));
	for (size_t i = 0; i < rooms->n; i++) {
		const struct arrival_room *r = &rooms->v[i];

		w.rows = r->visit_id ? 2 : 1;
		if (w.row + w.rows > end)
			return;
		canvas_put(c, w.row, w.col, r->name, r->out ? STYLE_BROKEN : r->visit_id ?
		    STYLE_RUNNING : STYLE_FREE, NAME - 1);
		(r->visit_id ? draw_in : draw_next)(d, r, for_visitors, c, w);
		w.row += w.rows;
	}
	if (!rooms->n && where.rows > 1)
		canvas_put(c, w.row, w.col, tr("This branch has no rooms."), STYLE_GREY,
		    where.cols);
}
