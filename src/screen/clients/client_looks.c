/* The tab Looks of a client's file: who saw what is not everybody's, and why. */
#include <string.h>

#include "base/tr.h"
#include "client_priv.h"
#include "data/access.h"
#include "desk/describe.h"
#include "desk/desk.h"

enum { LOOKS_MAX = 200, CELL_REASON = 4 };

static const char *look_word(const char *what)
{
	static const struct {
		const char *what, *word;
	} words[] = {
		{ "phone", N_("numbers in full") }, { "restricted", N_("restricted file") },
		{ "export", N_("export") }, { "print", N_("print") },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i].what, what))
			return tr(words[i].word);
	return what;
}

static enum err_code load(struct client_file *st, size_t *count, struct err *e)
{
	struct access_list l = { 0 };
	char text[120];
	enum err_code rc = access_list(st->desk->store, st->client_id, 0, LOOKS_MAX, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		struct side_row *r = client_side_add(st, 0, l.v[i].id);

		side_put(r, 0, desk_time_text(st->desk, l.v[i].at, text, sizeof text));
		side_put(r, 1, describe_staff(st->desk, l.v[i].staff_id, text, sizeof text));
		side_put(r, 2, look_word(l.v[i].what));
		side_put(r, 3, l.v[i].station);
		side_put(r, 4, l.v[i].reason);
	}
	(void)count;
	access_list_free(&l);
	return rc;
}

static enum err_code enter(struct screen *s, const struct side_row *r, struct err *e)
{
	return history_tell(s, tr("Look"),
	    r->cell[CELL_REASON][0] ? r->cell[CELL_REASON] : tr("No reason was given."), e);
}

const struct client_side client_looks = {
	.name = "looks", .title = N_("Looks"), .right = "see-looks", .when_closed = true,
	.load = load,
	.columns = { { N_("when"), 0 }, { N_("by"), 20 }, { N_("what"), 32 }, { N_("where"), 50 },
	    { N_("reason"), 60 } },
	.empty = N_("Nobody looked at what is recorded."),
	.fixed = N_("Looks are written by the program alone."), .enter = enter,
};
