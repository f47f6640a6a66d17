/* Find in one go: who was meant is never guessed from a list that nobody has seen. */
#include "base/buf.h"
#include "base/tr.h"
#include "clients_priv.h"
#include "tui/loop.h"

enum { WHICH_MAX = sizeof ((struct clients *)0)->asked / sizeof ((struct clients *)0)->asked[0] };

/* One who rings was named in row 23 before: F2 Enter means him. */
static bool one_rings(const struct clients *st)
{
	return !field_text(&st->find)[0] && st->callers + clients_lead(st) == 1;
}

static bool unseen(const struct screen *s)
{
	const struct clients *st = s->state;

	return st->tab == TAB_FIND && st->typed_at == loop_pictures(s->loop);
}

static void say_which(struct screen *s, int found, int dropped)
{
	const struct clients *st = s->state;
	char ask[160], rest[120] = "";

	if (!field_text(&st->find)[0])
		text_fmt(ask, sizeof ask, tr("1-%d which?"), st->nasked);
	else
		text_fmt(ask, sizeof ask, st->more ? tr("More than %d match. 1-%d which?") :
		    tr("%d match. 1-%d which?"), found, st->nasked);
	if (dropped)
		text_fmt(rest, sizeof rest, tr("Keys typed ahead and dropped: %d."), dropped);
	screen_say(s, STYLE_MSG_INFO, "%s%s%s", ask, dropped ? " " : "", rest);
}

bool clients_ask_which(struct screen *s)
{
	struct clients *st = s->state;
	int found = (int)st->cards.n;

	if (!unseen(s) || found < 2 || one_rings(st))
		return false;
	st->nasked = found < WHICH_MAX ? found : WHICH_MAX;
	for (int i = 0; i < st->nasked; i++)
		st->asked[i] = st->cards.v[i].id;
	say_which(s, found, loop_drop_keys(s->loop));
	screen_dirty(s, DIRTY_DRAW);
	return true;
}

int clients_which_number(const struct clients *st, int64_t client_id)
{
	for (int i = 0; i < st->nasked; i++)
		if (st->asked[i] == client_id)
			return i + 1;
	return 0;
}

enum key_use clients_which_key(struct screen *s, const struct key *k)
{
	struct clients *st = s->state;
	struct key plain = key_as_command(*k);  /* an input method may be on */
	int digit = key_is_text(plain) && plain.code >= '0' && plain.code <= '9' ?
	    (int)plain.code - '0' : -1;
	struct err e = ERR_INIT;

	if (digit > st->nasked || digit == 0) {
		say_which(s, (int)st->cards.n, 0);
		return KEY_USED;
	}
	if (digit > 0 && clients_open_file(s, st->asked[digit - 1], &e) != OK)
		screen_refuse(s, &e);
	st->nasked = 0;
	screen_dirty(s, DIRTY_DRAW);
	return digit > 0 || key_is(*k, K_ESC) ? KEY_USED : KEY_UNUSED;
}
