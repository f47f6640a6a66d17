/* What the desk wants to know about the selected file before it is opened: read once a row. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "clients_priv.h"
#include "data/appointment.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "screen/clientline.h"

enum { LOOK_BACK = 60 };        /* appointments that are looked through for the next and the last */

static void say(const struct clients *st, const struct appointment_row *a, char *out, size_t size)
{
	const char *service = describe_in_language(a->service, a->service_en);
	const char *patient = cover_patient(st->desk, cover_of_row(a));
	const char *parts[] = { patient, service, a->staff, a->room };
	struct buf b = { 0 };
	char at[64];

	buf_printf(&b, "%s ", desk_time_text(st->desk, a->start_at, at, sizeof at));
	for (size_t i = 0, n = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i][0])
			buf_printf(&b, "%s%s", n++ ? ", " : " ", parts[i]);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
}

/* Latest first: the next one is the last that is still to come. */
static void load_visits(struct clients *st, int64_t id)
{
	struct appointment_list all = { 0 };
	struct err none = ERR_INIT;
	int64_t now = clock_now();
	bool done = false;

	text_copy(st->next, sizeof st->next, tr("nothing booked"));
	text_copy(st->last, sizeof st->last, tr("never here"));
	if (appointment_list_client(st->desk->store, id, 0, 0, LOOK_BACK, &all, &none) != OK)
		return;
	for (size_t i = 0; i < all.n && !done; i++) {
		const struct appointment_row *a = &all.v[i];

		if (a->live && a->end_at > now)
			say(st, a, st->next, sizeof st->next);
		done = a->letter == 'D';
		if (done)
			say(st, a, st->last, sizeof st->last);
	}
	appointment_list_free(&all);
}

static void load_care(struct clients *st, int64_t id)
{
	struct err none = ERR_INIT;
	char expert[120] = "-", coordinator[120] = "-";
	struct client c;

	st->care[0] = '\0';
	if (client_get(st->desk->store, id, &c, &none) != OK)
		return;
	if (c.expert_id)
		describe_staff(st->desk, c.expert_id, expert, sizeof expert);
	if (c.coordinator_id)
		describe_staff(st->desk, c.coordinator_id, coordinator, sizeof coordinator);
	text_fmt(st->care, sizeof st->care, tr("usual doctor %s, coordinator %s"), expert,
	    coordinator);
	client_free(&c);
}

void clients_preview(struct screen *s)
{
	struct clients *st = s->state;
	const struct client_card *card = clients_card(st);
	int64_t id = card ? card->id : 0;

	if (id == st->preview_of)
		return;
	st->preview_of = id;
	st->notice[0] = st->next[0] = st->last[0] = st->care[0] = '\0';
	if (!id)
		return;
	clientline_notice(st->desk, id, 0, st->notice, sizeof st->notice);
	load_visits(st, id);
	load_care(st, id);
}
