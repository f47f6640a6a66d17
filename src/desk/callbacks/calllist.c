/* Callbacks as a list: each in its section of the day, with its window, in words. */
#include "desk/calllist.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/branch.h"
#include "data/client.h"
#include "data/dependant.h"
#include "desk/callback_make.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/window.h"
#include "form/callbacks.h"
#include "form/roles.h"

/* ---- in words ---- */

struct word {
	const char *word, *label;
};

static const char *find_word(const struct word *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(words[i].word, word))
			return tr(words[i].label);
	return word;
}

#define WORD_OF(table, word) find_word(table, sizeof(table) / sizeof *(table), word)

const char *calllist_section_word(enum calllist_section section)
{
	static const char *const words[CALLS_SECTIONS] = {
		[CALLS_NOW] = N_("now"), [CALLS_LEFT] = N_("left of today, no window any more"),
		[CALLS_LATER] = N_("later today"), [CALLS_EXPERT] = N_("with the expert"),
		[CALLS_MESSAGE] = N_("message on its way"), [CALLS_TOMORROW] = N_("tomorrow"),
		[CALLS_AHEAD] = N_("later on"), [CALLS_DONE] = N_("done today"),
		[CALLS_ENDED] = N_("ended"),
	};

	return tr(words[section]);
}

const char *calllist_role_word(struct desk *d, const char *role)
{
	const struct role *r = roles_find(d->roles, role);

	return r ? label_text(&r->label) : role;
}

const char *calllist_role_brief(struct desk *d, const char *role)
{
	const struct role *r = roles_find(d->roles, role);

	return r && r->brief.en ? label_text(&r->brief) : calllist_role_word(d, role);
}

const char *calllist_state_word(const char *state)
{
	static const struct word words[] = { { "open", N_("to do") }, { "done", N_("done") },
		{ "expired", N_("lapsed") }, { "cancelled", N_("cancelled") },
		{ "merged", N_("merged") }, { "ended", N_("ended") }, { "any", N_("all states") } };

	return WORD_OF(words, state);
}

const char *calllist_step_word(const char *kind, const char *result)
{
	if (!kind[0])
		return "";
	return !strcmp(kind, "call") ? callback_result_words(result) : callback_step_words(kind);
}

char *calllist_what(struct desk *d, const struct callback_row *c, char *out, size_t size)
{
	const struct callback_rule *rule = callbacks_find(d->callbacks, c->rule);
	const char *about = cover_about(d, c->event, c->client_id, c->staff_id,
	    describe_in_language(c->about, c->about_en));
	char whom[DEPENDANT_NAME];

	cover_dependant(d, c->client_id, c->dependant_id, whom, sizeof whom);
	return text_fmt(out, size, "%s%s%s%s%s", whom, whom[0] ? ": " : "", about,
	    about[0] && rule ? " " : "", rule ? label_text(&rule->label) : "");
}

/* "Mon" in the week around today, else "11-17"; "" for today itself. */
static char *short_day(struct desk *d, int32_t day, char *out, size_t size)
{
	static const char *const words[] = { "", N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
		N_("Fri"), N_("Sat"), N_("Sun") };
	int32_t today = desk_today(d);
	char text[16];

	if (day == today)
		return text_copy(out, size, "");
	if (day > today - 7 && day < today + 7)
		return text_fmt(out, size, "%s ", tr(words[day_weekday(day)]));
	return text_fmt(out, size, "%s ", day_short(day, text, sizeof text));
}

char *calllist_window(struct desk *d, const struct calllist_row *r, char *out, size_t size)
{
	char day[24], from[16], to[16];
	struct local_time local = zone_local(d->zone, r->open_from);
	const char *wish = r->own_wish ? " *" : "";
	bool said = r->section == CALLS_TOMORROW && local.day == desk_today(d) + 1;

	if (!strcmp(r->c.held, "expert"))
		return text_copy(out, size, tr("expert answers"));
	if (!r->open_from || strcmp(r->c.state, "open") != 0)
		return text_copy(out, size, "");
	desk_clock_text(d, r->open_to, to, sizeof to);
	if (r->section == CALLS_NOW && local.day == desk_today(d))
		return text_fmt(out, size, tr("until %s%s"), to, wish);
	return text_fmt(out, size, "%s%s-%s%s", said ? "" :
	    short_day(d, local.day, day, sizeof day),
	    desk_clock_text(d, r->open_from, from, sizeof from), to, wish);
}

char *calllist_due(struct desk *d, const struct callback_row *c, char *out, size_t size)
{
	int64_t at = c->done_at ? c->done_at : c->due_at;
	char day[24], clock[16];

	return text_fmt(out, size, "%s%s", short_day(d, zone_local(d->zone, at).day, day,
	    sizeof day), desk_clock_text(d, at, clock, sizeof clock));
}

char *calllist_late(const struct calllist_row *r, char *out, size_t size)
{
	if (!r->late_s)
		return text_copy(out, size, "");
	if (r->late_s < 3600)
		return text_fmt(out, size, tr("late %lld min"), (long long)r->late_s / 60);
	if (r->late_s < 48 * 3600)
		return text_fmt(out, size, tr("late %lld h"), (long long)r->late_s / 3600);
	return text_fmt(out, size, tr("late %lld days"), (long long)r->late_s / 86400);
}

/* ---- reading ---- */

static struct callback_wish wish_of(struct desk *d, const struct calllist *f, const char *roles)
{
	struct callback_wish w = { .branch_id = f->branch_id, .state = f->state,
		.from_day = f->from, .to_day = f->to, .roles = f->roles, .staff_id = f->staff_id,
		.client_id = f->client_id, .rule = f->rule, .event = f->event,
		.channel = f->channel, .segment = f->segment, .about = f->about,
		.late_at = f->late ? clock_now() : 0 };

	if (f->mine) {
		w.mine = d->who.staff_id;
		w.roles = roles;
	}
	return w;
}

/* The sites of the branches whose rows are read: as a rule one. */
struct sites {
	struct {
		struct window_site *v;
		size_t n, cap;
	} of;
};

static struct window_site *site_of(struct desk *d, struct sites *s, int64_t branch_id,
    struct err *e)
{
	struct window_site *x;

	for (size_t i = 0; i < s->of.n; i++)
		if (s->of.v[i].branch_id == branch_id)
			return &s->of.v[i];
	x = vec_push(&s->of);
	return window_site_open(d, branch_id, x, e) == OK ? x : NULL;
}

static void sites_free(struct sites *s)
{
	for (size_t i = 0; i < s->of.n; i++)
		window_site_close(&s->of.v[i]);
	vec_free(&s->of);
}

/* Where an open one stands: its own beginning first, then the window of its client. */
static enum calllist_section section_of(struct desk *d, const struct calllist_row *r,
    bool open, int64_t now)
{
	int64_t begin = r->c.from_at > now ? r->c.from_at : now;
	int64_t from = open || strcmp(r->c.channel, "call") != 0 ? begin : r->open_from;
	int32_t today = desk_today(d), day = from ? zone_local(d->zone, from).day : today + 2;

	if (!strcmp(r->c.held, "expert"))
		return CALLS_EXPERT;
	if (!strcmp(r->c.held, "message"))
		return CALLS_MESSAGE;
	if (r->c.from_at <= now && (open || strcmp(r->c.channel, "call") != 0))
		return CALLS_NOW;
	if (day <= today)
		return CALLS_LATER;
	if (r->c.from_at <= now && zone_local(d->zone, r->c.due_at).day <= today)
		return CALLS_LEFT;
	return day == today + 1 ? CALLS_TOMORROW : CALLS_AHEAD;
}

static enum err_code place(struct desk *d, struct sites *s, struct calllist_row *r,
    const struct client_card *card, struct err *e)
{
	struct window_site *site = site_of(d, s, r->c.branch_id, e);
	struct window_now w = { .open = false };
	int64_t now = clock_now();
	char wish[200] = "";

	if (!site)
		return e->code;
	if (strcmp(r->c.state, "open") != 0) {
		bool today = zone_local(d->zone, r->c.done_at).day == desk_today(d);

		r->section = today && !strcmp(r->c.state, "done") ? CALLS_DONE : CALLS_ENDED;
		return OK;
	}
	if (card && strstr(card->flags, WINDOW_FLAG) &&
	    window_wish(d, card->id, wish, sizeof wish, e) != OK)
		return e->code;
	window_site_at(site, wish, r->c.from_at > now ? r->c.from_at : now, &w);
	r->open_from = w.from;
	r->open_to = w.to;
	r->own_wish = w.own_wish;
	r->late_s = now > r->c.due_at ? now - r->c.due_at : 0;
	r->section = section_of(d, r, w.open, now);
	return OK;
}

/* A partner is a house of the chain, or beside it. */
static enum err_code name_partner(struct desk *d, struct calllist_row *r, struct err *e)
{
	struct branch b;
	enum err_code rc = branch_get(d->store, r->c.partner_id, &b, e);

	if (rc == OK)
		text_copy(r->who, sizeof r->who, describe_in_language(b.name, b.name_en));
	return rc;
}

static void put_phone(struct desk *d, const struct client_card *card, struct calllist_row *r)
{
	const char *number = cover_hides(d, cover_of_card(card)) ? "" : card->phone;
	size_t n = strlen(number);

	if (n && !rights_may(d, "see-phone"))
		text_fmt(r->phone, sizeof r->phone, "..%s", number + (n > 4 ? n - 4 : 0));
	else
		text_copy(r->phone, sizeof r->phone, number);
}

static enum err_code name_client(struct desk *d, const struct client_card *card,
    struct calllist_row *r, struct err *e)
{
	if (!r->c.client_id)
		return name_partner(d, r, e);
	if (!card)
		return OK;
	text_copy(r->who, sizeof r->who, cover_name(d, cover_of_card(card)));
	text_copy(r->file_no, sizeof r->file_no, card->file_no);
	r->quiet = strstr(card->flags, "quiet") != NULL;
	put_phone(d, card, r);
	return OK;
}

static int by_section(const void *a, const void *b)
{
	const struct calllist_row *x = a, *y = b;
	int64_t p = x->section >= CALLS_DONE ? y->c.done_at : x->c.due_at;
	int64_t q = x->section >= CALLS_DONE ? x->c.done_at : y->c.due_at;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (p != q)
		return p < q ? -1 : 1;
	return (x->c.id > y->c.id) - (x->c.id < y->c.id);
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The cards of all clients of a list at once, by id. */
static enum err_code read_cards(struct desk *d, const struct callback_rows *l,
    struct client_card_list *out, struct err *e)
{
	int64_t *ids = mem_array(l->n + 1, sizeof *ids);
	size_t n = 0, kept = 0;
	enum err_code rc;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].client_id)
			ids[n++] = l->v[i].client_id;
	if (n)
		qsort(ids, n, sizeof *ids, by_id);
	for (size_t i = 0; i < n; i++)
		if (!kept || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	rc = client_cards(d->store, ids, kept, clock_now(), out, e);
	mem_free(ids);
	return rc;
}

/* The id is the first member of a card. */
static const struct client_card *card_of(const struct client_card_list *l, int64_t client_id)
{
	return l->n ? bsearch(&client_id, l->v, l->n, sizeof *l->v, by_id) : NULL;
}

static enum err_code add_rows(struct desk *d, struct sites *s, const struct callback_wish *w,
    struct calllist_rows *out, struct err *e)
{
	struct callback_rows l = { 0 };
	struct client_card_list cards = { 0 };
	enum err_code rc = callback_list(d->store, w, &l, e);

	out->more |= l.n == CALLBACK_ROWS;
	if (rc == OK)
		rc = read_cards(d, &l, &cards, e);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const struct client_card *card = card_of(&cards, l.v[i].client_id);
		struct calllist_row *r = vec_push(out);

		r->c = l.v[i];
		rc = place(d, s, r, card, e);
		if (rc == OK)
			rc = name_client(d, card, r, e);
	}
	client_card_list_free(&cards);
	callback_rows_free(&l);
	return rc;
}

static enum err_code read_window(struct desk *d, struct sites *s, struct calllist_rows *out,
    struct err *e)
{
	struct window_site *site = site_of(d, s, d->branch_id, e);
	struct window_now w;

	if (!site)
		return e->code;
	window_site_at(site, NULL, clock_now(), &w);
	out->window_open = w.open;
	out->window_from = w.from;
	out->window_to = w.to;
	return OK;
}

enum err_code calllist_load(struct desk *d, const struct calllist *f, bool ahead,
    struct calllist_rows *out, struct err *e)
{
	struct sites sites = { { 0 } };
	char roles[80], today[11];
	struct callback_wish w = wish_of(d, f, calllist_roles(d, roles, sizeof roles));
	enum err_code rc;

	calllist_rows_free(out);
	if (!ahead && !f->from[0])
		w.from_before = zone_day_start(d->zone, desk_today(d) + 2);
	rc = read_window(d, &sites, out, e);
	if (rc == OK)
		rc = add_rows(d, &sites, &w, out, e);
	/* The day as it stands is what is open and what has been done. */
	if (rc == OK && !f->state[0] && !f->from[0] && !f->late) {
		w.state = "done";
		w.from_day = w.to_day = desk_today_text(d, today);
		w.from_before = 0;
		rc = add_rows(d, &sites, &w, out, e);
	}
	sites_free(&sites);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_section);
	for (size_t i = 0; i < out->n; i++) {
		out->count[out->v[i].section]++;
		out->late += out->v[i].late_s > 0;
	}
	return rc;
}

enum err_code calllist_count(struct desk *d, enum calllist_of of, const char *channel,
    struct calllist_counts *out, struct err *e)
{
	struct callback_wish w = { .branch_id = of == CALLLIST_HOUSE ? 0 : d->branch_id,
		.held = "-", .from_before = clock_now() + 1, .channel = channel };
	struct window_now now;
	char roles[80];
	enum err_code rc;

	*out = (struct calllist_counts){ .due = 0 };
	if (of == CALLLIST_MINE && !rights_may(d, "callback-do"))
		return OK;
	if (of == CALLLIST_MINE) {
		w.mine = d->who.staff_id;
		w.roles = calllist_roles(d, roles, sizeof roles);
	}
	rc = callback_count(d->store, &w, &out->due, e);
	w.late_at = clock_now();
	if (rc == OK && out->due)
		rc = callback_count(d->store, &w, &out->late, e);
	if (rc == OK && out->due)
		rc = window_at(d, d->branch_id, 0, clock_now(), &now, e);
	if (rc == OK && out->due && now.open)
		out->until = now.to;
	return rc;
}

void calllist_rows_free(struct calllist_rows *l)
{
	vec_free(l);
	*l = (struct calllist_rows){ .n = 0 };
}
