#include "screen/front.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/tr.h"
#include "data/catalog.h"
#include "data/store.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "front_priv.h"
#include "screen/listing.h"
#include "tui/command.h"
#include "tui/loop.h"
#include "tui/term.h"

struct front *front_of(const struct screen *s)
{
	return screen_app(s);
}

struct desk *front_desk(const struct screen *s)
{
	return front_of(s)->desk;
}

/* ---- what the loop asks ---- */

static unsigned poll_areas(void *app)
{
	struct front *f = app;

	unsigned areas = store_poll(f->desk->store) | store_own_changes(f->desk->store);

	if (areas)
		rights_look(f->desk);

	f->ring_look |= areas & AREA_JOBS;
	return areas;
}

static unsigned facts(void *app)
{
	const struct front *f = app;

	return (store_is_read_only(f->desk->store) ? 0 : NEED_WRITE) |
	    (f->desk->who.staff_id ? NEED_LOGIN : 0) | (f->client_id ? NEED_CLIENT : 0);
}

static const char *why_not(void *app, unsigned missing)
{
	static const struct {
		unsigned bit;
		const char *text;
	} whys[] = {
		{ NEED_LOGIN, N_("Nobody is logged in.") },
		{ NEED_WRITE, N_("The file can only be read. Call the administrator.") },
		{ NEED_ROW, N_("No row is selected.") },
		{ NEED_CLIENT, N_("No client is at hand. F2 finds one.") },
		{ NEED_CLEAN, N_("Something is not saved yet. F10 saves it.") },
		{ NEED_TEXT, N_("The cursor is not in a text.") },
		{ NEED_NO_TEXT, N_("The cursor is in a text.") },
	};

	(void)app;
	for (size_t i = 0; i < sizeof whys / sizeof whys[0]; i++)
		if (missing & whys[i].bit)
			return tr(whys[i].text);
	return tr("Not for what is selected here. F1 says what each key is for.");
}

static bool may(void *app, const char *right, struct err *e)
{
	struct front *f = app;

	if (!e)
		return rights_shows(f->desk, right);
	if (rights_check(f->desk, &f->desk->who, right, e) == ERR_SECOND)
		err_clear(e);           /* asked for when it is done */
	return e->code == OK;
}

static void hangup(void *app)
{
	struct front *f = app;

	log_line(LOG_INFO, "terminal gone");
	front_draft_flush(f);
	front_draft_park(f);
}

void front_pressed(struct front *f)
{
	f->pressed_ms = clock_mono_ms();
	f->pressed_at = clock_now();
}

/* Seconds without a key. A machine that slept does not count them by the one clock; somebody who
 * sets the other one back must not keep a terminal open. */
static int64_t idle_s(const struct front *f, int64_t mono_ms)
{
	int64_t counted = (mono_ms - f->pressed_ms) / 1000, shown = clock_now() - f->pressed_at;

	return shown > counted ? shown : counted;
}

static void lock_when_idle(struct front *f, int64_t mono_ms)
{
	if (f->idle_lock_s && f->desk->who.staff_id && idle_s(f, mono_ms) > f->idle_lock_s)
		front_lock(f);
}

/* Nobody is here: what was being typed waits for its owner, at whatever terminal. */
static void log_out(struct front *f)
{
	log_line(LOG_INFO, "nobody here, logged out");
	front_draft_flush(f);
	front_draft_park(f);
	loop_quit(f->loop);
}

static void tick(void *app, int64_t mono_ms)
{
	struct front *f = app;
	int64_t minute = clock_now() / 60;

	front_draft_tick(f, mono_ms);
	if (minute != f->minute) {
		f->minute = minute;
		screen_dirty(screen_top(f->loop), DIRTY_DRAW);
	}
	front_badges_tick(f, mono_ms);
	front_ring_tick(f);
	lock_when_idle(f, mono_ms);
	if (f->idle_logout_s && idle_s(f, mono_ms) > f->idle_logout_s)
		log_out(f);
}

/* The key that wakes a machine, or a line that stood still, may come before the tick that locks:
 * it goes to the lock. */
static void pressed(void *app)
{
	lock_when_idle(app, clock_mono_ms());
	front_pressed(app);
}

static void after(void *app)
{
	cmdline_after(app);
}

/* ---- running ---- */

static struct loop_app front_app(struct front *f)
{
	return (struct loop_app){ .app = f, .global = front_global(), .poll_areas = poll_areas,
		.facts = facts, .header = front_header, .why_not = why_not, .may = may,
		.hangup = hangup, .tick = tick, .prompt = front_prompt, .pressed = pressed,
		.after = after };
}

static enum err_code start(struct front *f, struct err *e)
{
	enum err_code rc;

	front_pressed(f);
	f->minute = clock_now() / 60;
	if (f->desk->language[0] && tr_set_language(f->desk->language, e) != OK)
		err_clear(e);           /* English still serves */
	rc = screen_open(f->loop, &today_screen, NULL, e);
	if (rc == OK && f->desk->who.staff_id)
		return front_login(f, f->desk->who.staff_id, e);
	return rc == OK ? screen_open(f->loop, &lock_screen, NULL, e) : rc;
}

/* A key that means two things, or a command without help, is found before anybody is served. */
enum err_code front_check_keys(struct err *e)
{
	enum err_code rc = command_check("global", front_global(), (struct keymap){ 0 }, e);

	for (size_t i = 0; i < front_screens_count && rc == OK; i++)
		rc = command_check(front_screens[i]->name, front_screens[i]->commands,
		    front_global(), e);
	return rc;
}

enum err_code front_run(struct front *f, struct err *e)
{
	struct loop_app app = front_app(f);
	struct term *term;
	enum err_code rc = front_check_keys(e);

	if (rc == OK)
		rc = term_open(&(struct term_options){ .lines = TERM_LINES_AUTO,
		    .mouse = f->mouse }, &term, e);
	if (rc != OK)
		return rc;
	f->loop = loop_new(&app, &term_ops, term, 0, 0);
	rc = start(f, e);
	if (rc == OK)
		rc = loop_run(f->loop, e);
	loop_free(f->loop);
	listing_free(f->listing);
	term_close(term);
	f->loop = NULL;
	return rc;
}

struct loop *front_loop(struct front *f, int rows, int cols)
{
	struct loop_app app = front_app(f);
	struct err e = ERR_INIT;

	f->loop = loop_new(&app, NULL, NULL, rows, cols);
	if (start(f, &e) != OK)
		BUG("%s", e.text);
	return f->loop;
}

/* ---- shared by screens ---- */

enum err_code front_may(const struct screen *s, const char *right, struct err *e)
{
	(void)may(front_of(s), right, e);
	return e->code;
}

void front_wrote(struct screen *s)
{
	struct front *f = front_of(s);

	f->badges_ms = 0;
	loop_moved(f->loop, store_own_changes(f->desk->store));
}

void front_at_hand(struct screen *s, int64_t client_id)
{
	struct front *f = front_of(s);

	if (client_id && client_id != f->client_id)
		f->last_client_id = f->client_id ? f->client_id : client_id;
	if (client_id != f->client_id)
		f->dependant_id = 0;
	f->client_id = client_id;
}

enum key_use front_bracket(struct screen *s, const struct key *k)
{
	struct key plain = key_as_command(*k);
	struct err e = ERR_INIT;

	if (!key_is_text(*k) || (plain.code != '[' && plain.code != ']'))
		return KEY_UNUSED;
	if (screen_run(s, screen_command(s, plain.code == ']' ? "tab-next" : "tab-prev"), &e) != OK)
		return KEY_USED;                /* row 23 says why */
	return KEY_USED;
}

enum err_code front_set_language(struct front *f, const char *language, struct err *e)
{
	enum err_code rc = tr_set_language(language, e);

	if (rc != OK)
		return rc;
	text_copy(f->desk->language, sizeof f->desk->language, language);
	f->language_chosen = !f->desk->who.staff_id;
	loop_refresh_all(f->loop);
	return OK;
}
