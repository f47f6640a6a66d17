/* Which callbacks are listed: what is typed, by key or guessed in a fixed order, and in words. */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/branch.h"
#include "data/search.h"
#include "data/staff.h"
#include "desk/calllist.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "desk/rights.h"
#include "form/callbacks.h"

void calllist_init(const struct desk *d, struct calllist *f)
{
	*f = (struct calllist){ .branch_id = d->branch_id };
}

char *calllist_roles(struct desk *d, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; callback_roles[i]; i++)
		if (rights_has_role(d, d->who.staff_id, callback_roles[i]))
			buf_printf(&b, "%s%s", b.n ? " " : "", callback_roles[i]);
	text_copy(out, size, b.n ? buf_str(&b) : "service");
	buf_free(&b);
	return out;
}

static bool same_word(const char *a, const char *b)
{
	return b[0] && !strcasecmp(a, b);
}

/* ---- one part ---- */

static enum err_code set_role(struct desk *d, struct calllist *f, const char *typed, struct err *e)
{
	for (size_t i = 0; callback_roles[i]; i++)
		if (same_word(typed, callback_roles[i]) ||
		    same_word(typed, calllist_role_word(d, callback_roles[i]))) {
			text_copy(f->roles, sizeof f->roles, callback_roles[i]);
			return OK;
		}
	return err_set(e, ERR_INVALID,
	    tr("There is no role \"%s\". Type service, consultant, nurse or expert."), typed);
}

static enum err_code set_state(struct desk *d, struct calllist *f, const char *typed,
    struct err *e)
{
	static const char *const states[] = { "open", "done", "expired", "cancelled", "merged",
		"ended", "any" };

	(void)d;
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (same_word(typed, states[i]) ||
		    same_word(typed, calllist_state_word(states[i]))) {
			text_copy(f->state, sizeof f->state, states[i]);
			return OK;
		}
	return err_set(e, ERR_INVALID, tr("There is no state \"%s\". Type open, done, expired, "
	    "cancelled, merged, ended or any."), typed);
}

static enum err_code set_person(struct desk *d, struct calllist *f, const char *typed,
    struct err *e)
{
	struct staff_list l = { 0 };
	struct err none = ERR_INIT;
	enum err_code rc = ERR_NOTFOUND;

	if (staff_list(d->store, 0, true, &l, &none) != OK)
		return err_copy(e, &none);
	for (size_t i = 0; i < l.n && rc != OK; i++)
		if (same_word(typed, l.v[i].code) || same_word(typed, l.v[i].name)) {
			f->staff_id = l.v[i].id;
			text_copy(f->person, sizeof f->person, l.v[i].name);
			rc = OK;
		}
	staff_list_free(&l);
	return rc == OK ? OK : err_set(e, rc, tr("There is nobody \"%s\"."), typed);
}

static enum err_code set_branch(struct desk *d, struct calllist *f, const char *typed,
    struct err *e)
{
	struct branch_list l = { 0 };
	int64_t found = same_word(typed, "all") ? 0 : -1;
	enum err_code rc = branch_list(d->store, true, &l, e);

	for (size_t i = 0; i < l.n && found < 0; i++)
		if (same_word(typed, l.v[i].code) || same_word(typed, l.v[i].name) ||
		    same_word(typed, l.v[i].name_en))
			found = l.v[i].id;
	branch_list_free(&l);
	if (rc != OK)
		return rc;
	if (found < 0)
		return err_set(e, ERR_NOTFOUND, tr("There is no branch \"%s\"."), typed);
	if (found != d->branch_id && !rights_may(d, "see-branches"))
		return rights_refuse(d, "see-branches", e);
	f->branch_id = found;
	text_copy(f->branch, sizeof f->branch, found ? typed : "all");
	return OK;
}

static enum err_code set_days(struct desk *d, struct calllist *f, const char *typed,
    struct err *e)
{
	struct when_base base = desk_when(d);
	struct when w;
	int32_t from, to;
	enum err_code rc;

	if (when_period(typed, desk_today(d), &from, &to)) {
		day_format(from, f->from);
		day_format(to, f->to);
		return OK;
	}
	rc = when_parse(typed, WHEN_DATE, &base, &w, e);
	if (rc != OK)
		return rc;
	if (!w.day_said || w.day == DAY_NONE)
		return err_set(e, ERR_INVALID, tr("\"%s\" names no day. Type fri, +3, nov, "
		    "13..18."), typed);
	day_format(w.day, f->from);
	day_format(w.last != DAY_NONE ? w.last : w.day, f->to);
	return OK;
}

static enum err_code set_client(struct desk *d, struct calllist *f, const char *typed,
    struct err *e)
{
	struct search_result hits;
	enum err_code rc = find_clients(d, typed, 2, &hits, e);

	if (rc != OK)
		return rc;
	if (hits.n != 1)
		return err_set(e, ERR_NOTFOUND, hits.n ?
		    tr("Several clients match \"%s\". Type more of the name or number.") :
		    tr("No client matches \"%s\"."), typed);
	f->client_id = hits.v[0].client_id;
	return OK;
}

static enum err_code set_late(struct desk *d, struct calllist *f, const char *typed,
    struct err *e)
{
	(void)d;
	(void)e;
	f->late = strcmp(typed, "0") != 0 && strcasecmp(typed, "no") != 0;
	return OK;
}

#define TAKES(field) \
	static enum err_code set_##field(struct desk *d, struct calllist *f, const char *typed, \
	    struct err *e) \
	{ \
		(void)d; \
		if (text_take(f->field, sizeof f->field, typed)) \
			return OK; \
		return err_set(e, ERR_INVALID, "%s", tr("That word is too long.")); \
	}
TAKES(rule)
TAKES(event)
TAKES(channel)
TAKES(segment)
TAKES(about)

static const struct {
	const char *key;
	enum err_code (*set)(struct desk *d, struct calllist *f, const char *typed,
	    struct err *e);
} keys[] = {
	{ "role", set_role }, { "who", set_person }, { "st", set_state }, { "rule", set_rule },
	{ "ev", set_event }, { "ch", set_channel }, { "seg", set_segment }, { "svc", set_about },
	{ "br", set_branch }, { "on", set_days }, { "c", set_client }, { "late", set_late },
};

enum err_code calllist_set(struct desk *d, struct calllist *f, const char *key, const char *value,
    struct err *e)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (same_word(key, keys[i].key))
			return keys[i].set(d, f, value, e);
	return err_set(e, ERR_INVALID, tr("There is no key \"%s=\". Type role= who= st= rule= ev= "
	    "ch= seg= svc= br= on= c= or late=."), key);
}

/* ---- a line ---- */

/* A name of several words: "skin test". */
static enum err_code add_about(struct desk *d, struct calllist *f, const char *word, struct err *e)
{
	char all[sizeof f->about + 120];

	text_fmt(all, sizeof all, "%s%s%s", f->about, f->about[0] ? " " : "", word);
	return set_about(d, f, all, e);
}

/* What a word without a key may be, in this order; what nothing takes is part of the service. */
static enum err_code guess(struct desk *d, struct calllist *f, const char *word, struct err *e)
{
	static enum err_code (*const tries[])(struct desk *, struct calllist *, const char *,
	    struct err *) = { set_role, set_state, set_person, set_days, set_branch, set_client };

	if (same_word(word, "late") || same_word(word, tr("late")))
		return set_late(d, f, "1", e);
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct err none = ERR_INIT;
		enum err_code rc = tries[i](d, f, word, &none);

		if (rc == OK || rc == ERR_DENIED)
			return rc == OK ? OK : err_copy(e, &none);
	}
	return add_about(d, f, word, e);
}

/* Two or three words that are one thing: "this week", "Julia Brown". */
static bool guess_some(struct desk *d, struct calllist *f, const char *words)
{
	static enum err_code (*const tries[])(struct desk *, struct calllist *, const char *,
	    struct err *) = { set_days, set_person, set_client };

	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct err none = ERR_INIT;

		if (tries[i](d, f, words, &none) == OK)
			return true;
	}
	return false;
}

static enum err_code take_word(struct desk *d, struct calllist *f, const char *word,
    struct err *e)
{
	const char *sign = strchr(word, '=');
	char key[16];

	if (!sign || sign == word || (size_t)(sign - word) >= sizeof key)
		return guess(d, f, word, e);
	text_copy_n(key, sizeof key, word, (size_t)(sign - word));
	return calllist_set(d, f, key, sign + 1, e);
}

/* How long the first WORDS words of TYPED are, 0: there are fewer, or one has a key. */
static size_t words_long(const char *typed, int words)
{
	const char *p = typed;

	for (int i = 0; i < words; i++) {
		p += i ? strspn(p, " ") : 0;
		if (!*p || memchr(p, '=', strcspn(p, " ")))
			return 0;
		p += strcspn(p, " ");
	}
	return (size_t)(p - typed);
}

enum err_code calllist_parse(struct desk *d, const char *typed, struct calllist *f, struct err *e)
{
	char word[120];
	enum err_code rc = OK;

	while (*(typed += strspn(typed, " ")) && rc == OK) {
		size_t n = 0;

		for (int words = 3; words > 1 && !n; words--) {
			n = words_long(typed, words);
			if (n && !guess_some(d, f, text_copy_n(word, sizeof word, typed, n)))
				n = 0;
		}
		if (!n) {
			n = strcspn(typed, " ");
			rc = take_word(d, f, text_copy_n(word, sizeof word, typed, n), e);
		}
		typed += n;
	}
	return rc;
}

static void add(struct buf *b, const char *text)
{
	if (text[0])
		buf_printf(b, "%s%s", b->n ? ", " : "", text);
}

static void add_days(struct desk *d, const struct calllist *f, struct buf *b)
{
	char from[48], to[48];

	if (!f->from[0])
		return;
	add(b, day_echo(day_parse(f->from), desk_today(d), from, sizeof from));
	if (strcmp(f->from, f->to) != 0)
		buf_printf(b, " - %s", day_echo(day_parse(f->to), desk_today(d), to, sizeof to));
}

char *calllist_say(struct desk *d, const struct calllist *f, char *out, size_t size)
{
	const char *const texts[] = { f->person, f->state[0] ? calllist_state_word(f->state) : "",
		f->late ? tr("late") : "", f->rule, f->event, f->channel, f->segment, f->about,
		f->branch };
	struct buf b = BUF_INIT;
	char name[128];

	if (f->roles[0] && !f->mine)
		add(&b, calllist_role_word(d, f->roles));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add(&b, texts[i]);
	if (f->client_id)
		add(&b, describe_client(d, f->client_id, name, sizeof name));
	add_days(d, f, &b);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}
