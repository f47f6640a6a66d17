/* today: the day's board as text, for a screen without keys, a printer or a pipe. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/appointment.h"
#include "data/figures.h"
#include "desk/cover.h"
#include "desk/desk.h"

static const struct table_col columns[] = {
	{ "id", 0, true },
	{ "start", 16, false },
	{ "end", 16, false },
	{ "state", 9, false },
	{ "client_id", 0, true },
	{ "client", 20, false },
	{ "patient", 16, false },
	{ "service", 16, false },
	{ "staff_id", 0, true },
	{ "staff", 12, false },
	{ "room", 8, false },
	{ "device", 8, false },
	{ "flags", 0, false },
};

static const char *service_name(const struct appointment_row *r)
{
	return !strcmp(tr_language(), "en") && r->service_en[0] ? r->service_en : r->service;
}

static void put_rows(struct cmd_context *c, const struct appointment_list *l)
{
	struct table_out *t = table_begin(c, columns, COUNT(columns));

	for (size_t i = 0; i < l->n; i++) {
		const struct appointment_row *r = &l->v[i];

		table_int(t, r->id);
		table_time(t, r->start_at);
		table_time(t, r->end_at);
		table_text(t, r->state);
		table_int(t, r->client_id);
		table_text(t, cover_name(c->desk, cover_of_row(r)));
		table_text(t, cover_patient(c->desk, cover_of_row(r)));
		table_text(t, service_name(r));
		table_int_or_empty(t, r->staff_id);
		table_text(t, r->staff);
		table_text(t, r->room);
		table_text(t, r->device);
		table_text(t, r->flags);
		table_row(t);
	}
	table_end(t, NULL);
}

/* ---- the board ---- */

/* The patient stands before the client who brings it. */
static void put_line(struct cmd_context *c, const struct appointment_row *r)
{
	struct buf b = BUF_INIT, who = BUF_INIT;
	char clock[8];

	buf_printf(
	    &b, "%s  %c ", desk_clock_text(c->desk, r->start_at, clock, sizeof clock), r->letter);
	if (cover_patient(c->desk, cover_of_row(r))[0])
		buf_printf(&who, "%s / ", cover_patient(c->desk, cover_of_row(r)));
	buf_puts(&who, cover_name(c->desk, cover_of_row(r)));
	buf_cell(&b, who.s, 22);
	buf_putc(&b, ' ');
	buf_cell(&b, service_name(r), 16);
	buf_putc(&b, ' ');
	buf_cell(&b, r->staff, 12);
	buf_putc(&b, ' ');
	buf_cell(&b, r->room, 8);
	if (r->flags[0])
		buf_printf(&b, " %s", r->flags);
	while (b.n && b.s[b.n - 1] == ' ')
		buf_cut(&b, b.n - 1);
	say(c, "%s", b.s);
	buf_free(&who);
	buf_free(&b);
}

static void put_head(struct cmd_context *c, const char *day, const struct today_counts *n)
{
	char clock[8];

	say(c, "%s/%s  %s %s", c->desk->site_name, c->desk->branch_name, day,
	    desk_clock_text(c->desk, clock_now(), clock, sizeof clock));
	say(c, tr("%lld booked, %lld still to come, %lld here"), (long long)n->booked,
	    (long long)n->to_come, (long long)n->here);
	if (n->complete || n->duplicate)
		say(c, tr("Files: %lld to complete, %lld perhaps double"), (long long)n->complete,
		    (long long)n->duplicate);
	say(c, "%s", "");
}

static enum err_code put_board(
    struct cmd_context *c, const char *day, const struct appointment_list *l, struct err *e)
{
	struct today_counts n = { .booked = 0 };
	enum err_code rc = figures_today(c->store, c->desk->branch_id, day, clock_now(), &n, e);

	if (rc != OK)
		return rc;
	put_head(c, day, &n);
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].state, "cancelled") != 0)
			put_line(c, &l->v[i]);
	if (!n.booked)
		say(c, "%s", tr("Nothing booked today."));
	return OK;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct appointment_list l = { .n = 0 };
	char day[DAY_TEXT];
	enum err_code rc = appointment_list_day(
	    c->store, c->desk->branch_id, desk_today_text(c->desk, day), &l, e);

	(void)argc;
	(void)argv;
	if (rc == OK && c->format != FORMAT_TEXT)
		put_rows(c, &l);
	else if (rc == OK)
		rc = put_board(c, day, &l, e);
	appointment_list_free(&l);
	return rc;
}

const struct cmd cmd_today = {
	.name = "today",
	.words = "",
	.help =
	    N_("Today's board of the branch as text; with --format its appointments as a list."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
