/* The work lists of Today: who sees which, how much is to be done, by when, and what opens. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/branch.h"
#include "data/callback_list.h"
#include "data/cultivation.h"
#include "data/disruption.h"
#include "data/message.h"
#include "data/request.h"
#include "data/staff.h"
#include "data/survey.h"
#include "data/test.h"
#include "data/todo.h"
#include "data/treatment.h"
#include "desk/channel.h"
#include "desk/approve.h"
#include "desk/arrival.h"
#include "desk/callback.h"
#include "desk/calllist.h"
#include "desk/complaint.h"
#include "desk/contact.h"
#include "desk/dayclose.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "desk/escalate.h"
#include "desk/free.h"
#include "desk/inbox.h"
#include "desk/messages.h"
#include "desk/prepare.h"
#include "desk/rights.h"
#include "desk/settings.h"
#include "desk/testing.h"
#include "desk/wait.h"
#include "desk/window.h"
#include "form/roles.h"
#include "screen/front/front_priv.h"
#include "screen/arrival.h"
#include "screen/area.h"
#include "screen/calls.h"
#include "screen/clientline.h"
#include "screen/messages.h"
#include "screen/screens.h"
#include "screen/treat.h"
#include "today_priv.h"

enum { WAITERS_MAX = 12 };

const struct board boards[] = {
	{ "desk", N_("Front desk"), false, { W_REQUESTS, W_WAITING, W_CALLS, W_CONFIRM, W_FREE,
	    W_CASES, W_OUTAGE, W_REBOOK, W_FAILED, W_MINE, W_SIGN, W_COMPLETE, W_DUPLICATES,
	    W_DRAFTS } },
	{ "consultant", N_("Consultant"), true, { W_MINE, W_WAITING, W_CALLS, W_REQUESTS,
	    W_BROKEN, W_CULTIVATE, W_COMPLETE, W_DRAFTS, W_SIGN } },
	{ "expert", N_("Expert"), true, { W_MINE, W_WAITING, W_ASKED, W_TESTS, W_DRAFTS,
	    W_SIGN } },
	{ "nurse", N_("Nurse"), false, { W_PREPARE, W_WAITING, W_CARE, W_CALLS, W_MINE,
	    W_DRAFTS, W_SIGN } },
	{ "service", N_("Service desk"), false, { W_CALLS, W_CASES, W_SURVEYS, W_CULTIVATE,
	    W_REQUESTS, W_CONFIRM, W_PREPARE, W_EXPERTS, W_FREE, W_REBOOK, W_FAILED, W_MINE,
	    W_SIGN, W_COMPLETE, W_DUPLICATES, W_DRAFTS } },
	{ "lab", N_("Lab"), false, { W_TESTS, W_MINE, W_PREPARE, W_DRAFTS, W_SIGN } },
	{ "manager", N_("Manager"), false, { W_SIGN, W_STEPS, W_LATE_CALLS, W_CASES,
	    W_ASKED_ALL, W_CLOSE, W_WAITING, W_REQUESTS, W_OUTAGE, W_REBOOK, W_FAILED,
	    W_EXPERTS, W_CULTIVATE, W_MINE, W_COMPLETE, W_DUPLICATES, W_DRAFTS } },
};
const int boards_count = sizeof boards / sizeof *boards;

int today_board_of(struct desk *d)
{
	struct staff_role_list roles = { 0 };
	struct err none = ERR_INIT;
	const struct role *r = NULL;
	int board = 0;

	if (staff_roles(d->store, d->who.staff_id, &roles, &none) == OK && roles.n)
		r = roles_find(d->roles, roles.v[0].role);
	for (int i = 0; i < boards_count && r && r->board; i++)
		if (!strcmp(boards[i].code, r->board))
			board = i;
	staff_role_list_free(&roles);
	return board;
}

/* ---- counting ---- */

static void by_clock(struct desk *d, int64_t at, struct work *w)
{
	desk_clock_text(d, at, w->by, sizeof w->by);
}

/* The oldest that nobody answered stands for all: the limit counts from its arrival outside. */
static enum err_code count_requests(struct desk *d, struct work *w, struct err *e)
{
	int64_t oldest, limit = setting_of(d, SETTING_REQUEST_MIN) * 60, age;
	struct request_list l = { 0 };
	size_t i = 0;
	enum err_code rc = request_count(d->store, d->branch_id, &w->n, &oldest, e);

	if (rc != OK || !w->n)
		return rc;
	rc = request_list_open(d->store, d->branch_id, &l, e);
	while (oldest && i < l.n && l.v[i].answered_at)
		i++;
	if (rc == OK && i < l.n)
		channel_charge_name(d, d->branch_id, l.v[i].channel, w->who, sizeof w->who);
	request_list_free(&l);
	if (rc != OK || !oldest)
		return rc;
	age = clock_now() - oldest;
	w->late = age > limit;
	by_clock(d, oldest + limit, w);
	text_fmt(w->oldest, sizeof w->oldest, tr("%lld h %02lld of %lld h %02lld"),
	    (long long)age / 3600, (long long)age / 60 % 60, (long long)limit / 3600,
	    (long long)limit / 60 % 60);
	return rc;
}

static enum err_code count_waiting(struct desk *d, struct work *w, struct err *e)
{
	struct arrival_figures f;
	enum err_code rc = arrival_figures(d, &f, e);

	text_fmt(w->label, sizeof w->label, tr("Waiting over %lld min, not greeted"),
	    (long long)setting_of(d, SETTING_WAIT_MIN));
	text_copy(w->who, sizeof w->who, tr("greeter"));
	if (rc != OK)
		return rc;
	w->n = f.late;
	w->late = f.late > 0;
	if (!f.late)
		return OK;
	text_copy(w->by, sizeof w->by, tr("now"));
	text_fmt(w->oldest, sizeof w->oldest, tr("%lld min %s"), (long long)f.longest,
	    f.longest_greeter);
	return OK;
}

static enum err_code count_confirm(struct desk *d, struct work *w, struct err *e)
{
	int32_t today = desk_today(d), day = contact_next_open(d, today);
	struct contact_day n = { 0, 0 };
	char text[DAY_TEXT], echo[48];
	enum err_code rc = contact_count(d, day_format(day, text), &n, e);

	if (day == today + 1)
		text_copy(w->label, sizeof w->label, tr("Confirm tomorrow"));
	else
		text_fmt(w->label, sizeof w->label, tr("Confirm %s"),
		    day_echo(day, today, echo, sizeof echo));
	/* The count is what is done of all, as the list has it. */
	w->n = rc == OK ? n.confirmed : -1;
	w->of = n.all;
	text_fmt(w->by, sizeof w->by, "%02d:%02d", d->close_min / 60, d->close_min % 60);
	if (n.all > n.confirmed)
		text_fmt(w->oldest, sizeof w->oldest, tr("%lld still open"),
		    (long long)(n.all - n.confirmed));
	return rc;
}

static enum err_code count_prepare(struct desk *d, struct work *w, struct err *e)
{
	struct prepare_day l = { 0 };
	char text[DAY_TEXT];
	int open = 0;
	enum err_code rc = prepare_list(d,
	    day_format(contact_next_open(d, desk_today(d)), text), &l, e);

	w->n = 0;
	w->of = (int64_t)l.n;
	for (size_t i = 0; i < l.n; i++) {
		w->n += l.v[i].wanted && l.v[i].ticked == l.v[i].wanted;
		open += prepare_stands_out(&l.v[i]);
	}
	if (open)
		text_fmt(w->oldest, sizeof w->oldest, tr("%d with open items"), open);
	prepare_free(&l);
	return rc;
}

static enum err_code count_experts(struct desk *d, struct work *w, struct err *e)
{
	char text[DAY_TEXT];
	size_t told, all;
	enum err_code rc = inbox_reminded(d,
	    day_format(contact_next_open(d, desk_today(d)), text), &told, &all, e);

	w->n = (int64_t)told;
	w->of = (int64_t)all;
	return rc;
}

/* Would this one fit somewhere in the rest of today? */
static bool fits_today(struct desk *d, const struct waiter *x, int64_t *at)
{
	struct free_wish wish = { .branch_id = x->branch_id, .client_id = x->client_id,
		.dependant_id = x->dependant_id, .service = { x->service_id }, .nservices = 1,
		.with = { x->resource_id }, .nwith = x->resource_id != 0, .from_day = DAY_NONE,
		.days = 1, .from_min = x->from_min, .to_min = x->to_min,
		.weekdays = x->weekdays, .except = x->appointment_id, .count = 1 };
	struct free_list found = { 0 };
	struct err none = ERR_INIT;
	char today[DAY_TEXT];
	bool wanted;

	desk_today_text(d, today);
	wanted = (!x->from_day[0] || strcmp(x->from_day, today) <= 0) &&
	    (!x->put_off_until[0] || strcmp(x->put_off_until, today) <= 0);
	if (wanted && free_find(d, &wish, &found, &none) == OK && found.n &&
	    (!*at || found.v[0].start_at < *at))
		*at = found.v[0].start_at;
	wanted = wanted && found.n;
	free_list_free(&found);
	return wanted;
}

/* Who waits longest is looked at first; beyond a dozen the list itself tells more. */
static enum err_code count_free(struct desk *d, struct work *w, struct err *e)
{
	struct waiter_list l = { 0 };
	enum err_code rc = waiter_list_open(d->store, d->branch_id, 0, &l, e);
	int64_t at = 0;

	w->n = 0;
	for (size_t i = 0; i < l.n && i < WAITERS_MAX && rc == OK; i++)
		w->n += fits_today(d, &l.v[i], &at);
	if (at)
		by_clock(d, at, w);
	if (l.n)
		text_fmt(w->oldest, sizeof w->oldest, tr("%lld of %zu who wait fit"),
		    (long long)w->n, l.n);
	waiter_list_free(&l);
	return rc;
}

static enum err_code count_outage(struct desk *d, struct work *w, struct err *e)
{
	struct disruption_open x;
	char at[48];
	enum err_code rc = disruption_count_open(d->store, d->branch_id, &x, e);

	if (rc != OK)
		return rc;
	w->n = x.n;
	if (!x.n)
		return OK;
	w->late = desk_today(d) >= zone_local(d->zone, x.first_at).day;
	text_copy(w->by, sizeof w->by, w->late ? tr("today") : desk_time_text(d, x.first_at, at,
	    sizeof at));
	text_copy(w->oldest, sizeof w->oldest, x.resource);
	return OK;
}

static enum err_code count_todo(struct desk *d, const char *kind, struct work *w, struct err *e)
{
	struct todo_list first = { 0 };
	enum err_code rc = todo_count(d->store, kind, d->branch_id, &w->n, e);

	if (rc == OK && w->n && todo_list_open(d->store, kind, d->branch_id, NULL, 0, 1, &first,
	    e) == OK && first.n)
		clientline_name(d, first.v[0].client_id, w->oldest, sizeof w->oldest);
	todo_list_free(&first);
	return rc;
}

static enum err_code count_rebook(struct desk *d, struct work *w, struct err *e)
{
	return count_todo(d, "rebook", w, e);
}

static enum err_code count_broken(struct desk *d, struct work *w, struct err *e)
{
	return count_todo(d, "plan", w, e);
}

static enum err_code count_complete(struct desk *d, struct work *w, struct err *e)
{
	return count_todo(d, "complete", w, e);
}

static enum err_code count_duplicates(struct desk *d, struct work *w, struct err *e)
{
	return count_todo(d, "duplicate", w, e);
}

static enum err_code count_failed(struct desk *d, struct work *w, struct err *e)
{
	struct message_list l = { 0 };
	enum err_code rc = messages_open(d, &w->n, e);

	if (rc == OK && w->n)
		rc = message_list_failed(d->store, d->branch_id, 1, &l, e);
	if (l.n && l.v[0].client_id)
		clientline_name(d, l.v[0].client_id, w->oldest, sizeof w->oldest);
	w->late = w->n > 0;
	message_list_free(&l);
	return rc;
}

static enum err_code count_mine(struct desk *d, struct work *w, struct err *e)
{
	struct message_list l = { 0 };
	enum err_code rc = message_count_staff(d->store, d->who.staff_id, &w->n, e);

	text_copy(w->who, sizeof w->who, d->staff_name);
	if (rc == OK && w->n)
		rc = message_list_staff(d->store, d->who.staff_id, 1, &l, e);
	if (l.n)
		text_copy(w->oldest, sizeof w->oldest, l.v[0].text);
	message_list_free(&l);
	return rc;
}

/* Steps of treatments that the manager is to see, at the time. */
static enum err_code count_steps(struct desk *d, struct work *w, struct err *e)
{
	int64_t since;
	enum err_code rc = treatment_wait_count(d->store, d->branch_id, &w->n, &since, e);

	if (rc != OK || !w->n)
		return rc;
	by_clock(d, since + setting_of(d, SETTING_CONFIRM_MIN) * 60, w);
	w->late = clock_now() > since + setting_of(d, SETTING_CONFIRM_MIN) * 60;
	return OK;
}

/* Those that wait for me: due by now or not, the late ones count as late. */
static enum err_code count_tests(struct desk *d, struct work *w, struct err *e)
{
	struct test_list l = { 0 };
	enum err_code rc = test_list_open(d->store, d->branch_id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		const struct testing_step *s = testing_next(l.v[i].stage);

		if (!s || !rights_may(d, s->right))
			continue;
		if (!w->n++)
			text_fmt(w->oldest, sizeof w->oldest, "%s %s", l.v[i].number,
			    testing_stage_word(l.v[i].stage));
		w->late |= testing_late(d, &l.v[i]) > 0;
	}
	test_list_free(&l);
	return rc;
}

/* What others wait for, and who has waited longest. */
static enum err_code count_sign(struct desk *d, struct work *w, struct err *e)
{
	struct approval_list asked = { 0 };
	struct staff p;
	struct err none = ERR_INIT;
	enum err_code rc = approve_waiting(d, &asked, e);

	w->n = (int64_t)asked.n;
	w->late = asked.n > 0;
	if (w->n > 0 && staff_get(d->store, asked.v[0].staff_id, &p, &none) == OK)
		text_fmt(w->oldest, sizeof w->oldest, "%s, %s", p.name, asked.v[0].station);
	approval_list_free(&asked);
	return rc;
}

static void put_calls(struct desk *d, const struct calllist_counts *x, struct work *w)
{
	w->n = x->due;
	w->late = x->late > 0;
	if (x->until)
		by_clock(d, x->until, w);
	if (x->late)
		text_fmt(w->oldest, sizeof w->oldest, tr("late %lld !"), (long long)x->late);
}

/* As the badge has it: those that may be called this minute. */
static enum err_code count_calls(struct desk *d, struct work *w, struct err *e)
{
	struct callback_who mine = { .whose = CALLBACK_MINE };
	struct callback_counts n = { 0 };
	struct window_now now = { .open = false };
	enum err_code rc = OK;

	if (rights_may(d, "callback-do"))
		rc = callback_counts(d, &mine, &n, e);
	if (rc == OK)
		rc = window_at(d, d->branch_id, 0, clock_now(), &now, e);
	put_calls(d, &(struct calllist_counts){ .due = (int64_t)n.now, .late = (int64_t)n.late,
	    .until = now.open ? now.to : 0 }, w);
	return rc;
}

static enum err_code count_care(struct desk *d, struct work *w, struct err *e)
{
	struct calllist_counts x;
	enum err_code rc = calllist_count(d, CALLLIST_MINE, "message", &x, e);

	put_calls(d, &x, w);
	return rc;
}

/* Where one sees all branches: of all, with how many each has. */
static enum err_code count_late_calls(struct desk *d, struct work *w, struct err *e)
{
	bool all = rights_may(d, "see-branches");
	struct branch_list l = { 0 };
	struct buf b = BUF_INIT;
	struct calllist_counts x;
	enum err_code rc = calllist_count(d, all ? CALLLIST_HOUSE : CALLLIST_BRANCH, NULL, &x, e);

	w->n = x.late;
	w->late = x.late > 0;
	if (rc == OK && all && x.late)
		rc = branch_list(d->store, false, &l, e);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		struct callback_wish of = { .branch_id = l.v[i].id, .late_at = clock_now(),
			.held = "-" };
		int64_t n;

		rc = callback_count(d->store, &of, &n, e);
		if (rc == OK && n)
			buf_printf(&b, "%s%s %lld", b.n ? ", " : "", l.v[i].code, (long long)n);
	}
	text_copy(w->oldest, sizeof w->oldest, buf_str(&b));
	buf_free(&b);
	branch_list_free(&l);
	return rc;
}

static enum err_code count_cases(struct desk *d, struct work *w, struct err *e)
{
	enum { HOUR_S = 3600 };
	struct complaint_counts n = { .open = 0 };
	enum err_code rc = complaint_count(d, &n, e);
	char day[11], today[11];
	int64_t left;

	left = n.next_at ? n.next_at - clock_now() : 0;
	w->n = (int64_t)n.open;
	w->late = n.late > 0 || (n.soon && left <= HOUR_S);
	if (n.next_at && strcmp(desk_day_of(d, n.next_at, day), desk_today_text(d, today)) != 0)
		day_short(day_parse(day), w->by, sizeof w->by);
	else if (n.next_at)
		desk_clock_text(d, n.next_at, w->by, sizeof w->by);
	if (n.late)
		text_fmt(w->oldest, sizeof w->oldest, tr("late %lld !"), (long long)n.late);
	else if (n.soon)
		text_fmt(w->oldest, sizeof w->oldest, tr("%zu due in %lld h %02lld"), n.soon,
		    (long long)(left / HOUR_S), (long long)(left / 60 % 60));
	return rc;
}

static enum err_code count_surveys(struct desk *d, struct work *w, struct err *e)
{
	return survey_count_due(d->store, d->branch_id, clock_now(), &w->n, e);
}

static enum err_code count_cultivation(struct desk *d, struct work *w, struct err *e)
{
	char today[11], oldest[12], echo[48];
	enum err_code rc = cultivation_count_due(d->store, d->who.staff_id,
	    desk_today_text(d, today), &w->n, oldest, e);

	text_copy(w->who, sizeof w->who, d->staff_name);
	w->late = w->n && strcmp(oldest, today) < 0;
	if (w->n)
		text_fmt(w->oldest, sizeof w->oldest, tr("since %s"),
		    day_echo(day_parse(oldest), desk_today(d), echo, sizeof echo));
	return rc;
}

static enum err_code put_asked(struct desk *d, bool all, struct work *w, struct err *e)
{
	struct escalate_counts n = { .open = 0 };
	enum err_code rc = escalate_count(d, &n, e);

	w->n = (int64_t)(all ? n.open : n.mine);
	w->late = w->n && n.late;
	if (w->late)
		text_fmt(w->oldest, sizeof w->oldest, tr("late %lld !"), (long long)n.late);
	return rc;
}

static enum err_code count_asked(struct desk *d, struct work *w, struct err *e)
{
	return put_asked(d, false, w, e);
}

static enum err_code count_asked_all(struct desk *d, struct work *w, struct err *e)
{
	return put_asked(d, true, w, e);
}

/* The day that is to be signed: lines that are open; the day before stays until it is. */
static enum err_code count_close(struct desk *d, struct work *w, struct err *e)
{
	int32_t day = dayclose_day(d);
	struct dayclose c;
	char text[DAY_TEXT], echo[48];
	enum err_code rc = dayclose_load(d, day_format(day, text), &c, e);

	if (rc != OK)
		return rc;
	w->n = c.signed_off.id ? 0 : c.open_lines;
	w->late = w->n && day < desk_today(d);
	text_fmt(w->label, sizeof w->label, tr("Open lines of %s"),
	    day_echo(day, desk_today(d), echo, sizeof echo));
	if (w->n)
		text_copy(w->oldest, sizeof w->oldest, c.v[c.first_open - 1].label);
	return OK;
}

static void count_drafts(struct screen *s, struct work *w)
{
	struct draft_job_list jobs = { 0 };
	struct err none = ERR_INIT;

	text_copy(w->who, sizeof w->who, front_desk(s)->staff_name);
	w->n = front_jobs(front_of(s), &jobs, &none) == OK ? (int64_t)jobs.n : -1;
	if (w->n > 0)
		text_copy(w->oldest, sizeof w->oldest, jobs.v[jobs.n - 1].d.title);
	draft_job_list_free(&jobs);
}

/* ---- the lines ---- */

static const struct line {
	const char *label;
	enum err_code (*count)(struct desk *d, struct work *w, struct err *e);
	const struct screen_type *type; /* NULL: not opened as a screen alone */
} lines[] = {
	[W_REQUESTS] = { N_("Requests to answer"), count_requests, &requests_screen },
	[W_WAITING] = { N_("Waiting, not greeted"), count_waiting, &arrivals_screen },
	[W_CONFIRM] = { N_("Confirm tomorrow"), count_confirm, &confirm_screen },
	[W_FREE] = { N_("Free places today, with waiters"), count_free, &waitlist_screen },
	[W_OUTAGE] = { N_("Appointments hit by an outage"), count_outage, &disrupt_screen },
	[W_REBOOK] = { N_("To be rebooked"), count_rebook, &rebook_screen },
	[W_FAILED] = { N_("Messages failed, replies"), count_failed, &messages_screen },
	[W_MINE] = { N_("Messages for me"), count_mine, &inbox_screen },
	[W_COMPLETE] = { N_("Files to complete"), count_complete, NULL },
	[W_DUPLICATES] = { N_("Perhaps one person twice"), count_duplicates, NULL },
	[W_DRAFTS] = { N_("Kept for you: not saved yet"), NULL, NULL },
	[W_SIGN] = { N_("Asked of you to sign"), count_sign, NULL },
	[W_PREPARE] = { N_("Prepare the next day"), count_prepare, &prepare_screen },
	[W_EXPERTS] = { N_("Experts reminded of their day"), count_experts, &experts_screen },
	[W_STEPS] = { N_("Steps of treatments to confirm"), count_steps, &waits_screen },
	[W_TESTS] = { N_("Tests whose next step is mine"), count_tests, &orders_screen },
	[W_CALLS] = { N_("Calls due in this window"), count_calls, NULL },
	[W_CARE] = { N_("After-care messages"), count_care, NULL },
	[W_LATE_CALLS] = { N_("Callbacks late"), count_late_calls, NULL },
	[W_SURVEYS] = { N_("Surveys due"), count_surveys, NULL },
	[W_CULTIVATE] = { N_("Cultivation: reviews due"), count_cultivation, NULL },
	[W_CASES] = { N_("Complaints open"), count_cases, NULL },
	[W_ASKED] = { N_("Escalations to answer today"), count_asked, NULL },
	[W_ASKED_ALL] = { N_("Escalations not answered"), count_asked_all, NULL },
	[W_CLOSE] = { N_("Lines open before the day is signed"), count_close, &dayclose_screen },
	[W_BROKEN] = { N_("Plans broken off"), count_broken, &records_screen },
};

/* The house's plans, with the cursor on the one that was broken off first. */
static enum err_code open_broken(struct screen *s, struct err *e)
{
	struct desk *d = front_desk(s);
	struct area_arg arg = { .tab = "plans", .client_id = -1 };
	struct todo_list l = { 0 };
	enum err_code rc = todo_list_open(d->store, "plan", d->branch_id, NULL, 0, 1, &l, e);

	if (rc == OK && l.n)
		arg.row_id = l.v[0].other_id;
	todo_list_free(&l);
	return rc == OK ? screen_goto(s->loop, &records_screen, &arg, e) : rc;
}

void today_count(struct screen *s, enum work_id id, struct work *out, struct err *e)
{
	const struct line *l = &lines[id];

	*out = (struct work){ .id = id };
	text_copy(out->label, sizeof out->label, tr(l->label));
	text_copy(out->who, sizeof out->who, tr("any"));
	if (!l->count)
		count_drafts(s, out);
	else if (l->count(front_desk(s), out, e) != OK)
		out->n = -1;
}

enum err_code today_open_work(struct screen *s, enum work_id id, struct err *e)
{
	struct clients_arg arg = { .tab = id == W_COMPLETE ? "complete" : "duplicates" };

	if (id == W_DRAFTS)
		return front_run_jobs(s, e);
	if (id == W_SIGN)
		return screen_open(s->loop, &sign_screen, NULL, e);
	if (id == W_CALLS)
		return area_goto(s, &calls_screen, "queue", e);
	if (id == W_CASES || id == W_SURVEYS)
		return area_goto(s, &cases_screen, id == W_CASES ? "complaints" : "surveys", e);
	if (id == W_CULTIVATE)
		return screen_goto(s->loop, &cases_screen, &(struct area_arg){
		    .tab = "cultivation", .client_id = -1 }, e);
	if (id == W_ASKED || id == W_ASKED_ALL)
		return area_goto(s, &calls_screen, "asked", e);
	if (id == W_CARE)
		return screen_goto(s->loop, &calllist_screen, &(struct calllist_arg){
		    .find = "ch=message", .mine = true }, e);
	if (id == W_LATE_CALLS)
		return screen_goto(s->loop, &calllist_screen, &(struct calllist_arg){
		    .find = rights_may(front_desk(s), "see-branches") ? "late br=all" : "late" },
		    e);
	if (id == W_BROKEN)
		return open_broken(s, e);
	if (id == W_TESTS)
		return screen_goto(s->loop, &orders_screen, &(struct area_arg){ .tab = "tests",
		    .client_id = -1 }, e);
	if (lines[id].type)
		return screen_goto(s->loop, lines[id].type, NULL, e);
	return screen_goto(s->loop, &clients_screen, &arg, e);
}
