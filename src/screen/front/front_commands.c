/* The commands that work on every screen, and the list of all screens. */
#include "base/buf.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "data/treatment.h"
#include "data/visit.h"
#include "desk/undo.h"
#include "front_priv.h"
#include "screen/area.h"
#include "screen/arrival.h"
#include "screen/calls.h"
#include "screen/admin.h"
#include "screen/askform.h"
#include "screen/cases.h"
#include "screen/consult.h"
#include "screen/messages.h"
#include "screen/money.h"
#include "screen/plan.h"
#include "screen/product.h"
#include "screen/queue.h"
#include "screen/reports.h"
#include "screen/screens.h"
#include "screen/survey.h"
#include "screen/treat.h"
#include "screen/vitals.h"
#include "tui/dialog.h"
#include "tui/help.h"
#include "tui/loop.h"

const struct screen_type *const front_screens[] = {
	&lock_screen, &today_screen, &clients_screen, &client_new_screen, &client_screen,
	&row_screen, &cmdline_screen, &log_screen, &jobs_screen, &preview_screen,
	&papers_screen,
	&conflict_screen, &draft_screen, &second_screen, &sign_screen, &history_screen,
	    &compare_screen,
	&actions_screen, &action_screen, &past_screen, &merge_screen,
	&day_screen, &week_screen, &lines_screen, &free_screen, &requests_screen, &book_screen,
	&cancel_screen, &appointment_screen,
	&disrupt_screen, &waitlist_screen, &offer_screen, &wait_screen,
	&late_screen,
	&admin_screen, &roster_screen,
	&arrivals_screen, &visit_screen,
	&confirm_screen, &prepare_screen, &experts_screen, &rebook_screen, &inbox_screen,
	&failed_screen, &finding_screen, &messages_screen, &compose_screen,
	&treat_screen, &notes_screen, &treat_start_screen, &waits_screen,
	&records_screen, &consult_screen, &orders_screen, &money_screen,
	&calls_screen, &queue_screen,
	&cases_screen, &survey_screen,
	&product_screen, &askform_screen, &calllist_screen, &dayclose_screen,
	&plan_screen, &plan_edit_screen, &vitals_screen, &case_screen,
	&kpi_screen, &peak_screen, &times_screen, &persons_screen, &pyramid_screen,
	&complaint_report_screen, &survey_report_screen, &loads_screen, &kpi_rows_screen,
};
const size_t front_screens_count = sizeof front_screens / sizeof front_screens[0];

static enum err_code run_help(struct screen *s, struct err *e)
{
	return help_open(s, e);
}

static enum err_code run_menu(struct screen *s, struct err *e)
{
	return menu_open(s, e);
}

static enum err_code run_area(struct screen *s, struct err *e)
{
	static const struct screen_type *const areas[] = { &today_screen, &clients_screen,
		&admin_screen, &roster_screen, &actions_screen, &day_screen,
		&disrupt_screen, &waitlist_screen, &week_screen, &lines_screen,
		&requests_screen, &messages_screen };

	const struct cmdline_words *words = cmdline_words(s);
	struct clients_arg find = { .find = words ? words->find : NULL };
	const struct screen_type *type = areas[s->command->arg];

	return screen_goto(s->loop, type, type == &clients_screen ? &find : NULL, e);
}

static enum err_code run_arrivals(struct screen *s, struct err *e)
{
	return screen_goto(s->loop, &arrivals_screen, s->command->arg ? "rooms" : NULL, e);
}

static enum err_code run_records(struct screen *s, struct err *e)
{
	static const struct screen_type *const areas[] = { &records_screen, &orders_screen,
		&cases_screen };

	return screen_goto(s->loop, areas[s->command->arg], NULL, e);
}

/* Callbacks: the queue, or the tab of that name. */
static enum err_code run_calls(struct screen *s, struct err *e)
{
	static const char *const tabs[] = { "queue", "calls", "close" };

	return s->command->arg ? area_goto(s, &calls_screen, tabs[s->command->arg], e) :
	    queue_enter(s, e);
}

/* A tab of Cases by its name. */
static enum err_code run_cases_tab(struct screen *s, struct err *e)
{
	return area_goto(s, &cases_screen, s->command->name, e);
}

/* Reports: a tab of theirs, of the days and the branch that were typed. */
static enum err_code run_reports(struct screen *s, struct err *e)
{
	static const char *const report_tabs[] = { "kpi", "peak", "pyramid" };
	const struct cmdline_words *words = cmdline_words(s);
	enum err_code rc = words && words->find[0] ? reports_take_words(s, words->find, e) : OK;

	return rc == OK ? reports_enter(s, report_tabs[s->command->arg], e) : rc;
}

static enum err_code run_take_case(struct screen *s, struct err *e)
{
	return case_take(s, front_of(s)->client_id, NULL, 0, e);
}

static enum err_code run_asked_tab(struct screen *s, struct err *e)
{
	return area_goto(s, &calls_screen, "asked", e);
}

/* A tab of Orders by its name. */
static enum err_code run_orders_tab(struct screen *s, struct err *e)
{
	struct area_arg arg = { .tab = s->command->name };

	return screen_goto(s->loop, &orders_screen, &arg, e);
}

/* The treatment of the client at hand: of the visit while the person is here, else the last one. */
static enum err_code run_treat(struct screen *s, struct err *e)
{
	struct front *f = front_of(s);
	struct treatment_list l = { 0 };
	struct visit_row v;
	struct err none = ERR_INIT;
	int64_t id = 0;
	enum err_code rc;

	if (visit_of_person(f->desk->store, f->client_id, f->dependant_id, &v, &none) == OK)
		return treat_enter(s, v.id, e);
	rc = treatment_list_client(f->desk->store, f->client_id, 1, &l, e);
	if (l.n)
		id = l.v[0].id;
	treatment_list_free(&l);
	if (rc == OK && !id)
		rc = err_set(e, ERR_NOTFOUND, "%s",
		    tr("No treatment yet. It begins at the arrivals: F4 y."));
	return rc == OK ? treat_open(s, id, e) : rc;
}

/* Lists without a key of their own: by name, by code, from Today. */
static enum err_code run_list(struct screen *s, struct err *e)
{
	static const struct screen_type *const lists[] = { &confirm_screen, &prepare_screen,
		&experts_screen, &rebook_screen, &inbox_screen, &failed_screen, &finding_screen,
		&waits_screen };
	const struct cmdline_words *words = cmdline_words(s);
	const struct screen_type *type = lists[s->command->arg];

	return screen_goto(s->loop, type, type == &finding_screen && words && words->find[0] ?
	    words->find : NULL, e);
}

/* The client at hand; lists have a command of the same name for the client of their row. */
static enum err_code run_pay(struct screen *s, struct err *e)
{
	return money_pay(s, front_of(s)->client_id, 0, e);
}

static enum err_code run_client(struct screen *s, struct err *e)
{
	struct client_arg arg = { .client_id = front_of(s)->client_id };

	return screen_open(s->loop, &client_screen, &arg, e);
}

static enum err_code run_book(struct screen *s, struct err *e)
{
	const struct cmdline_words *words = cmdline_words(s);
	struct book_arg arg = { .client_id = words ? words->client_id : 0 };

	return schedule_book(s, &arg, e);
}

static enum err_code run_wait(struct screen *s, struct err *e)
{
	return schedule_wait(s, front_of(s)->client_id, 0, e);
}

/* Nothing is asked: what was typed is kept. */
static enum err_code run_quit(struct screen *s, struct err *e)
{
	(void)e;
	loop_quit(s->loop);
	return OK;
}

static enum err_code run_merge(struct screen *s, struct err *e)
{
	return merge_ask(s, front_of(s)->client_id, e);
}

static enum err_code run_asked(struct screen *s, struct err *e)
{
	if (screen_top(s->loop)->type == &sign_screen)
		return OK;
	return screen_open(s->loop, &sign_screen, NULL, e);
}

static enum err_code run_back(struct screen *s, struct err *e)
{
	(void)e;
	/* Today is the lowest: there Esc does nothing, so that nobody falls out of the program. */
	if (screen_under(s))
		screen_back(s);
	return OK;
}

static enum err_code run_lock(struct screen *s, struct err *e)
{
	(void)e;
	front_lock(front_of(s));
	return OK;
}

static enum err_code run_redraw(struct screen *s, struct err *e)
{
	(void)e;
	loop_redraw(s->loop);
	return OK;
}

static enum err_code run_language(struct screen *s, struct err *e)
{
	const struct cmdline_words *words = cmdline_words(s);
	const char *other = tr_language()[0] == 'z' ? "en" : "zh";

	return front_set_language(front_of(s), words && words->find[0] ? words->find : other, e);
}

/* ---- undo ---- */

static void undo_answered(struct screen *owner, int answer, int64_t ref)
{
	struct front *f = front_of(owner);
	struct err e = ERR_INIT;
	char words[200];
	int64_t id;

	if (answer != 1)
		return;
	undo_describe(f->desk, ref, words, sizeof words);
	if (undo_action(f->desk, ref, false, NULL, &id, &e) != OK) {
		screen_refuse(owner, &e);
		return;
	}
	screen_done(owner, tr("Taken back: %s."), words);
	front_wrote(owner);
}

static enum err_code run_undo(struct screen *s, struct err *e)
{
	struct front *f = front_of(s);
	int64_t id;
	bool done;
	char words[200], text[300];
	struct dialog box = {
		.title = tr("Undo"), .text = text,
		.choices = { { 1, tr("take it back"), NULL }, { 2, tr("leave it"), NULL } },
		.in_row = true, .enter = 1, .f10 = 1, .done = undo_answered,
	};

	/* A box already asks something, perhaps this very thing: the key was pressed twice. */
	if (s->type->flags & SCREEN_OVERLAY)
		return OK;
	if (front_bring_back(s, &done, e) != OK || done)
		return e->code;
	box.ref = id = undo_last(f->desk);
	if (!id) {
		screen_say(s, STYLE_MSG_INFO, "%s",
		    tr("Nothing of yours to take back here. F12 has older actions."));
		return OK;
	}
	undo_describe(f->desk, id, words, sizeof words);
	text_fmt(text, sizeof text, tr("Last action: %s. Enter takes it back, Esc leaves it."),
	    words);
	return dialog_open(s, &box, e);
}

static const struct command commands[] = {
	{ .name = "help", .keys = "F1 ?", .label = N_("help"), .flags = COMMAND_BAR_FIRST,
	  .help = N_("Shows the keys of this screen; twice: its page."), .run = run_help },
	{ .name = "area-today", .code = "td", .keys = "Alt-t", .needs = NEED_LOGIN,
	  .label = N_("today"), .flags = COMMAND_NO_BAR, .arg = 0,
	  .help = N_("Goes to Today."), .run = run_area },
	{ .name = "area-clients", .code = "cl", .keys = "F2", .needs = NEED_LOGIN,
	  .label = N_("clients"), .arg = 1, .words = "find",
	  .help = N_("Goes to the clients, with the cursor in Find."), .run = run_area },
	{ .name = "area-arrivals", .code = "bo", .keys = "F4", .needs = NEED_LOGIN,
	  .label = N_("arrivals"),
	  .help = N_("Goes to the arrivals: who waits, who is expected."), .run = run_arrivals },
	{ .name = "rooms", .code = "rm", .keys = "", .label = N_("rooms"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .arg = 1,
	  .help = N_("Goes to the arrivals, tab Rooms: who is in which."), .run = run_arrivals },
	{ .name = "area-schedule", .code = "da", .keys = "F3", .needs = NEED_LOGIN,
	  .label = N_("schedule"), .arg = 5,
	  .help = N_("Goes to the schedule, on the day."), .run = run_area },
	{ .name = "area-records", .code = "re", .keys = "F5", .needs = NEED_LOGIN,
	  .label = N_("records"), .flags = COMMAND_NO_BAR,
	  .help = N_("Goes to the records: of the client at hand, else of the house."),
	  .run = run_records },
	{ .name = "queue", .code = "qu", .keys = "F6", .needs = NEED_LOGIN, .words = "find",
	  .label = N_("calls"), .flags = COMMAND_NO_BAR, .arg = 0,
	  .help = N_("Goes to the callbacks: the next one that may be called now."),
	  .run = run_calls },
	{ .name = "calls", .code = "cx", .keys = "", .needs = NEED_LOGIN, .words = "line",
	  .label = N_("lists"), .flags = COMMAND_NO_BAR, .arg = 1,
	  .help = N_("Callbacks, tab Lists: all that is due."), .run = run_calls },
	{ .name = "close", .code = "cd", .keys = "", .needs = NEED_LOGIN,
	  .label = N_("day end"), .flags = COMMAND_NO_BAR, .arg = 2,
	  .help = N_("Callbacks, tab End of day: what is left, and the signature."),
	  .run = run_calls },
	{ .name = "area-orders", .code = "or", .keys = "F7", .needs = NEED_LOGIN,
	  .label = N_("orders"), .flags = COMMAND_NO_BAR, .arg = 1,
	  .help = N_("Goes to orders, tests, money and stock: of the client at hand, else of the "
	      "house."), .run = run_records },
	{ .name = "area-cases", .code = "cs", .keys = "F8", .needs = NEED_LOGIN,
	  .label = N_("cases"), .flags = COMMAND_NO_BAR, .arg = 2,
	  .help = N_("Goes to complaints, surveys and suggestions: of the client at hand, else of "
	      "the house."), .run = run_records },
	{ .name = "week", .code = "wk", .keys = "", .label = N_("week"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .arg = 8,
	  .help = N_("Goes to the week of one person, room or device."), .run = run_area },
	{ .name = "lines", .code = "li", .keys = "", .label = N_("lines"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .arg = 9,
	  .help = N_("Goes to the one-line days: where there is room in two weeks."),
	  .run = run_area },
	{ .name = "requests", .code = "rq", .keys = "", .label = N_("requests"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .arg = 10,
	  .help = N_("Goes to the requests from outside that wait for an answer."),
	  .run = run_area },
	{ .name = "kpi", .code = "kp", .keys = "F9", .label = N_("reports"), .needs = NEED_LOGIN,
	  .flags = COMMAND_NO_BAR, .words = "line",
	  .help = N_("Goes to the reports: figures of the house. kp nov br=all."),
	  .run = run_reports },
	{ .name = "peak", .code = "pk", .keys = "", .label = N_("peak"), .needs = NEED_LOGIN,
	  .flags = COMMAND_NO_BAR, .words = "line", .arg = 1,
	  .help = N_("Goes to the peak hours. pk w-4..t."), .run = run_reports },
	{ .name = "pyramid", .code = "vp", .keys = "", .label = N_("pyramid"), .arg = 2,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .words = "line",
	  .help = N_("Goes to the value pyramid."), .run = run_reports },
	{ .name = "area-confirm", .code = "cf", .keys = "", .label = N_("confirm"), .arg = 0,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Whom to confirm on the next open day."), .run = run_list },
	{ .name = "area-prepare", .code = "pp", .keys = "", .label = N_("prepare"), .arg = 1,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("What to lay ready for the next open day."), .run = run_list },
	{ .name = "area-experts", .code = "ex", .keys = "", .label = N_("experts"), .arg = 2,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("The next open day by expert, and their reminder."), .run = run_list },
	{ .name = "area-rebook", .code = "rb", .keys = "", .label = N_("rebook"), .arg = 3,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Who is to be offered another time."), .run = run_list },
	{ .name = "area-inbox", .code = "ib", .keys = "", .label = N_("for me"), .arg = 4,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("What was said to you and is not seen yet."), .run = run_list },
	{ .name = "area-failed", .code = "nd", .keys = "", .label = N_("failed"), .arg = 5,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Messages that reached no client."), .run = run_list },
	{ .name = "area-appointments", .code = "ap", .keys = "", .label = N_("bookings"), .arg = 6,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .words = "find",
	  .help = N_("Finds and counts appointments by anything known of them."),
	  .run = run_list },
	{ .name = "confirm-steps", .code = "sx", .keys = "", .label = N_("steps"), .arg = 7,
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Steps of treatments that wait for the manager."), .run = run_list },
	{ .name = "treat", .code = "tr", .keys = "", .label = N_("treatment"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_CLIENT,
	  .help = N_("The treatment of the client at hand."), .run = run_treat },
	{ .name = "area-admin", .code = "sf", .keys = "F12", .needs = NEED_LOGIN,
	  .label = N_("admin"), .arg = 2,
	  .help = N_("Goes to the house: people, rooms, services, rosters, actions."),
	  .run = run_area },
	{ .name = "roster", .code = "ro", .keys = "", .label = N_("roster"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .arg = 3,
	  .help = N_("Goes to the rosters: who works when."), .run = run_area },
	{ .name = "messages", .code = "ms", .keys = "", .label = N_("messages"), .arg = 11,
	  .needs = NEED_LOGIN, .flags = COMMAND_NO_BAR,
	  .help = N_("Messages to clients: what waits, what failed, what came back."),
	  .run = run_area },
	{ .name = "actions", .code = "an", .keys = "", .label = N_("actions"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .arg = 4,
	  .help = N_("Goes to the actions: who did what."), .run = run_area },
	{ .name = "disrupt", .code = "di", .keys = "", .label = N_("disrupt"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .arg = 6,
	  .help = N_("Goes to the disruptions: what absences touch."), .run = run_area },
	{ .name = "absence-ill", .keys = "", .label = N_("ill"), .words = "find",
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE, .arg = 0,
	  .help = N_("Somebody is ill: ill zm 1300 +1. Lists all that it touches."),
	  .run = disrupt_run_record },
	{ .name = "absence-out", .keys = "", .label = N_("out"), .words = "find",
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE, .arg = 1,
	  .help = N_("Something is out of order: out hifu t 13..18."),
	  .run = disrupt_run_record },
	{ .name = "absence-over", .keys = "", .label = N_("over"), .words = "find",
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE,
	  .help = N_("Whoever or whatever was away is back: over zm."),
	  .run = disrupt_run_over },
	{ .name = "staff-late", .keys = "Alt-d", .label = N_("delay"), .words = "find",
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Somebody runs late: late cl 20; alone, whoever the cursor is on."),
	  .run = late_run },
	{ .name = "waitlist", .code = "wt", .keys = "", .label = N_("waitlist"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN, .arg = 7,
	  .help = N_("Goes to the waiting list: who would come sooner."), .run = run_area },
	{ .name = "wait-offer", .keys = "Alt-w", .label = N_("offer"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE,
	  .help = N_("Offers the time that the last move or cancellation has freed."),
	  .run = schedule_run_offer },
	{ .name = "wait-add", .code = "wl", .keys = "l", .label = N_("waitlist"), .words = "client",
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE | NEED_CLIENT,
	  .help = N_("Puts the client at hand on the waiting list."), .run = run_wait },
	{ .name = "row-actions", .keys = "^O .", .label = N_("actions"), .flags = COMMAND_NO_BAR,
	  .needs = NEED_LOGIN,
	  .help = N_("Lists all that can be done to this row, by number."), .run = run_menu },
	{ .name = "undo", .keys = "^Z", .label = N_("undo"), .flags = COMMAND_NO_BAR,
	  .needs = NEED_LOGIN | NEED_WRITE,
	  .help = N_("Names your last action here; Enter takes it back."), .run = run_undo },
	{ .name = "sign-asked", .code = "sg", .keys = "Alt-s", .label = N_("sign"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE,
	  .help = N_("Shows what others ask you to sign."), .run = run_asked },
	{ .name = "lock", .keys = "^Q", .label = N_("lock"),
	  .flags = COMMAND_ALWAYS, .needs = NEED_LOGIN,
	  .help = N_("Locks this terminal; nothing is lost."), .run = run_lock },
	{ .name = "command-line", .keys = "^P :", .label = N_("command"), .needs = NEED_LOGIN,
	  .help = N_("Any screen, command or client by name, several in a row."),
	  .run = front_run_cmdline },
	{ .name = "jobs", .code = "jb", .keys = "^T", .label = N_("jobs"), .flags = COMMAND_NO_BAR,
	  .needs = NEED_LOGIN, .words = "find",
	  .help = N_("Parked jobs; Ctrl-T Enter goes back to the last one."),
	  .run = front_run_jobs },
	{ .name = "tests", .code = "te", .keys = "", .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Orders, tab Tests."), .run = run_orders_tab },
	{ .name = "stock", .code = "st", .keys = "", .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Orders, tab Stock."), .run = run_orders_tab },
	{ .name = "asked", .code = "eq", .keys = "", .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Callbacks, tab Expert: questions that wait for an answer."),
	  .run = run_asked_tab },
	{ .name = "case-take", .code = "ct", .keys = "", .label = N_("complaint"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE,
	  .help = N_("Takes a complaint of the client at hand."), .run = run_take_case },
	{ .name = "surveys", .code = "su", .keys = "", .flags = COMMAND_NO_BAR,
	  .needs = NEED_LOGIN, .help = N_("Cases, tab Surveys."), .run = run_cases_tab },
	{ .name = "pay-take", .code = "py", .keys = "$", .label = N_("pay"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_CLIENT | NEED_WRITE | NEED_NO_TEXT,
	  .help = N_("Takes money of the client at hand, gives it back, corrects a slip."),
	  .run = run_pay },
	{ .name = "client-open", .code = "in", .keys = "", .label = N_("file"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_CLIENT,
	  .help = N_("Opens the file of the client at hand."), .run = run_client },
	{ .name = "papers", .code = "pa", .keys = "", .label = N_("papers"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Lists of the day on paper, and papers to fill in by hand."),
	  .run = front_run_papers },
	{ .name = "appt-book", .code = "bk", .keys = "", .label = N_("book"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE, .words = SCHEDULE_BOOK_WORDS,
	  .help = N_("Books a time: bk wxm fri 15 dr=cl svc=laser."), .run = run_book },
	{ .name = "log", .code = "lg", .keys = "", .label = N_("log"), .flags = COMMAND_NO_BAR,
	  .needs = NEED_LOGIN,
	  .help = N_("Shows the messages of this session and the lines of the program's log."),
	  .run = front_run_log },
	{ .name = "macro", .keys = "", .label = N_("macro"), .flags = COMMAND_NO_BAR,
	  .needs = NEED_LOGIN, .words = "line",
	  .help = N_("NAME = LINE gives a line a name, NAME = takes it away, alone: lists them."),
	  .run = front_run_macro },
	{ .name = "quit", .keys = "", .label = N_("quit"), .flags = COMMAND_NO_BAR,
	  .help = N_("Ends the program here; what was typed is kept for the next log-in."),
	  .run = run_quit },
	{ .name = "language", .keys = "Alt-l", .label = N_("language"), .words = "find",
	  .flags = COMMAND_NO_BAR,
	  .help = N_("Switches between Chinese and English."), .run = run_language },
	{ .name = "branch", .keys = "Alt-b", .label = N_("branch"), .words = "find",
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN,
	  .help = N_("Another branch at this terminal, where you belong to several: branch pd."),
	  .run = front_run_branch },
	{ .name = "client-merge", .code = "mg", .keys = "Alt-m", .label = N_("merge"),
	  .flags = COMMAND_NO_BAR, .needs = NEED_LOGIN | NEED_WRITE | NEED_CLIENT,
	  .help = N_("Asks for another file of the client at hand and shows both side by side."),
	  .run = run_merge },
	{ .name = "redraw", .keys = "^L", .label = N_("redraw"), .flags = COMMAND_NO_BAR,
	  .help = N_("Paints the screen again."), .run = run_redraw },
	{ .name = "screen-back", .keys = "Esc q ^C", .label = N_("back"),
	  .flags = COMMAND_BAR_LAST,
	  .help = N_("One step back to the same cursor; nothing is lost."), .run = run_back },
};

struct keymap front_global(void)
{
	return KEYMAP(commands);
}
