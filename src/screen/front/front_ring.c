/* A telephone rings: said once on every terminal of the branch where somebody is. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "data/ring.h"
#include "desk/callback.h"
#include "desk/rights.h"
#include "desk/ring.h"
#include "front_priv.h"
#include "screen/clientline.h"
#include "tui/loop.h"

/* One that the acting person may do is open: whoever rings need not be called any more. */
static bool has_callback(struct front *f, int64_t client_id)
{
	struct err none = ERR_INIT;
	int64_t id = 0;

	return rights_may(f->desk, "callback-do") &&
	    callback_open_for(f->desk, client_id, &id, &none) == OK && id;
}

/* Rings are looked for when somebody wrote among them; the newest is said, once. */
void front_ring_tick(struct front *f)
{
	struct ring_caller c[RING_CALLERS];
	struct err none = ERR_INIT;
	struct screen *top = screen_top(f->loop);
	char name[200], tail[16];
	size_t n;

	if (!f->ring_look || !f->desk->who.staff_id)
		return;
	f->ring_look = false;
	if (ring_callers(f->desk, c, &n, &none) != OK || !n)
		return;
	/* The exchange rings on: the same call within its time is no news. */
	if (c[0].at - f->ring_at < RING_SECONDS && !strcmp(c[0].number, f->ring_number))
		return;
	f->ring_at = c[0].at;
	text_copy(f->ring_number, sizeof f->ring_number, c[0].number);
	clientline_tail(c[0].number, tail, sizeof tail);
	if (c[0].client_id && has_callback(f, c[0].client_id))
		screen_say(top, STYLE_MSG_INFO,
		    tr("%s rings: %s, and a callback is open: F6 opens it."), tail,
		    clientline_name(f->desk, c[0].client_id, name, sizeof name));
	else if (c[0].client_id)
		screen_say(top, STYLE_MSG_INFO, tr("%s rings: %s. F2 Enter opens the file."), tail,
		    clientline_name(f->desk, c[0].client_id, name, sizeof name));
	else
		screen_say(top, STYLE_MSG_INFO,
		    tr("%s rings, in no file yet. F2 Enter opens a new one."), tail);
	screen_dirty(top, DIRTY_LOAD | DIRTY_DRAW);
}
