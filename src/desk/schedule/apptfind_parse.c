/* What is typed to find appointments: parts with a key, and words that are guessed in a fixed
 * order. */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "apptfind_priv.h"
#include "booking_priv.h"
#include "data/branch.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/staff.h"
#include "desk/apptfind.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "desk/rights.h"

enum { WORDS_MAX = 24, WORD_MAX = 120, RUN_MAX = 4 };

struct words {
	char v[WORDS_MAX][WORD_MAX];
	size_t n;
};

void apptfind_init(const struct desk *d, struct apptfind *f)
{
	*f = (struct apptfind){ .branch_id = d->branch_id, .from = DAY_NONE, .to = DAY_NONE,
		.at_min = -1 };
}

/* ---- things, services, states, branches ---- */

static bool same_word(const char *a, const char *b)
{
	return b[0] && !strcasecmp(a, b);
}

/* At least three letters, or two Han, begin the name. */
static bool begins(const char *typed, const char *name)
{
	return utf8_cells(typed) >= 3 && !strncasecmp(typed, name, strlen(typed));
}

/* By the code that people log in with. */
static bool find_person(struct desk *d, struct apptfind *f, const char *code)
{
	struct err none = ERR_INIT;
	struct staff p;
	struct resource r;

	if (staff_by_code(d->store, code, &p, &none) != OK ||
	    resource_by_staff(d->store, p.id, &r, &none) != OK)
		return false;
	f->resource_id = r.id;
	text_copy(f->resource, sizeof f->resource, r.name);
	return true;
}

static bool find_resource(struct desk *d, struct apptfind *f, const char *typed)
{
	struct resource_list l = { 0 };
	struct err none = ERR_INIT;
	bool found = find_person(d, f, typed);

	if (found || resource_list(d->store, f->branch_id, NULL, true, &l, &none) != OK)
		return found;
	for (size_t i = 0; i < l.n && !found; i++)
		if (same_word(typed, l.v[i].code) || same_word(typed, l.v[i].name)) {
			f->resource_id = l.v[i].id;
			text_copy(f->resource, sizeof f->resource, l.v[i].name);
			found = true;
		}
	resource_list_free(&l);
	return found;
}

static bool find_service(struct desk *d, struct apptfind *f, const char *typed)
{
	struct service_list l = { 0 };
	struct err none = ERR_INIT;
	const struct service *hit = NULL;

	if (service_list(d->store, true, &l, &none) != OK)
		return false;
	for (size_t i = 0; i < l.n && !hit; i++)
		if (same_word(typed, l.v[i].code) || same_word(typed, l.v[i].name) ||
		    same_word(typed, l.v[i].name_en))
			hit = &l.v[i];
	for (size_t i = 0; i < l.n && !hit; i++)
		if (begins(typed, l.v[i].name) || begins(typed, l.v[i].name_en))
			hit = &l.v[i];
	if (hit) {
		f->service_id = hit->id;
		text_copy(f->service, sizeof f->service,
		    describe_in_language(hit->name, hit->name_en));
	}
	service_list_free(&l);
	return hit != NULL;
}

static const char *const states[] = { "booked", "confirmed", "arrived", "serving", "done",
	"noshow", "cancelled" };

static bool find_state(struct apptfind *f, const char *typed)
{
	if (same_word(typed, "live") || same_word(typed, tr("live"))) {
		text_copy(f->state, sizeof f->state, "live");
		return true;
	}
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (same_word(typed, states[i]) || same_word(typed,
		    booking_state_label(states[i]))) {
			text_copy(f->state, sizeof f->state, states[i]);
			return true;
		}
	return false;
}

/* By the letter too, where a key says that it is a state. */
static bool find_letter(struct apptfind *f, const char *typed)
{
	for (size_t i = 0; i < sizeof states / sizeof *states && !typed[1]; i++)
		if (appointment_letter(states[i]) == (typed[0] & ~0x20)) {
			text_copy(f->state, sizeof f->state, states[i]);
			return true;
		}
	return find_state(f, typed);
}

static bool find_branch(struct desk *d, struct apptfind *f, const char *typed)
{
	struct branch_list l = { 0 };
	struct err none = ERR_INIT;
	bool found = false;

	if (branch_list(d->store, true, &l, &none) != OK)
		return false;
	for (size_t i = 0; i < l.n && !found; i++)
		if (same_word(typed, l.v[i].code) || same_word(typed, l.v[i].name) ||
		    same_word(typed, l.v[i].name_en)) {
			f->branch_id = l.v[i].id;
			text_copy(f->branch, sizeof f->branch, l.v[i].code);
			found = true;
		}
	branch_list_free(&l);
	return found;
}

static bool may_see(const struct desk *d, int64_t branch_id)
{
	return branch_id == d->branch_id || rights_may(d, "see-branches");
}

static enum err_code set_branch(struct desk *d, struct apptfind *f, const char *typed,
    struct err *e)
{
	if (same_word(typed, "all"))
		f->branch_id = 0;
	else if (!find_branch(d, f, typed))
		return err_set(e, ERR_NOTFOUND, tr("There is no branch \"%s\"."), typed);
	if (may_see(d, f->branch_id))
		return OK;
	f->branch_id = d->branch_id;
	return rights_refuse(d, "see-branches", e);
}

/* ---- the client ---- */

/* A client comes to whatever branch suits: all are looked through. */
static enum err_code set_client(struct desk *d, struct apptfind *f, const char *typed,
    struct err *e)
{
	struct search_result hits;
	enum err_code rc = find_clients(d, typed, FIND_CLIENTS, &hits, e);

	if (rc != OK)
		return rc;
	f->of_client = true;
	text_copy(f->who, sizeof f->who, typed);
	f->nclient = 0;
	for (size_t i = 0; i < hits.n && i < FIND_CLIENTS; i++)
		f->client[f->nclient++] = hits.v[i].client_id;
	if (!f->branch[0])
		f->branch_id = 0;
	return OK;
}

/* ---- by key ---- */

enum key { K_CLIENT_WORD, K_THING, K_SERVICE, K_STATE, K_BRANCH, K_ON, K_NONE };

static enum key key_of(const char *word)
{
	static const struct {
		const char *word;
		enum key key;
	} keys[] = { { "c", K_CLIENT_WORD }, { "dr", K_THING }, { "op", K_THING },
		{ "rm", K_THING }, { "dev", K_THING }, { "svc", K_SERVICE }, { "st", K_STATE },
		{ "br", K_BRANCH }, { "on", K_ON } };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!strcasecmp(keys[i].word, word))
			return keys[i].key;
	return K_NONE;
}

enum err_code apptfind_set(struct desk *d, struct apptfind *f, const char *key, const char *value,
    struct err *e)
{
	switch (key_of(key)) {
	case K_CLIENT_WORD:
		return set_client(d, f, value, e);
	case K_THING:
		return find_resource(d, f, value) ? OK :
		    err_set(e, ERR_NOTFOUND, tr("There is no \"%s\" among people, rooms, devices."),
		    value);
	case K_SERVICE:
		return find_service(d, f, value) ? OK :
		    err_set(e, ERR_NOTFOUND, tr("There is no service \"%s\"."), value);
	case K_STATE:
		return find_letter(f, value) ? OK :
		    err_set(e, ERR_INVALID,
		    tr("There is no state \"%s\". Type live, booked, confirmed, done, noshow."),
		    value);
	case K_BRANCH:
		return set_branch(d, f, value, e);
	case K_ON:
		return apptfind_slot(d, f, value) ? OK : apptfind_when(d, f, value, e);
	case K_NONE:
		break;
	}
	return err_set(e, ERR_INVALID,
	    tr("There is no key \"%s=\". Type c= dr= rm= dev= svc= st= br= or on=."), key);
}

/* ---- a line ---- */

static bool is_figures(const char *word)
{
	return word[0] && !word[strspn(word, "0123456789")];
}

/* Blanks of Chinese keyboards count. */
static void split(const char *typed, struct words *out)
{
	size_t n = 0;

	out->n = 0;
	while (*typed && out->n < WORDS_MAX) {
		bool wide = !strncmp(typed, "\u3000", 3);

		if (*typed != ' ' && !wide && n + 1 < WORD_MAX) {
			out->v[out->n][n++] = *typed++;
			continue;
		}
		typed += wide ? 3 : 1;
		out->v[out->n][n] = '\0';
		out->n += n > 0;
		n = 0;
	}
	if (n && out->n < WORDS_MAX)
		out->v[out->n++][n] = '\0';
}

static void join(const struct words *w, size_t from, size_t n, char *out, size_t size)
{
	struct buf b = { 0 };

	for (size_t i = from; i < from + n; i++)
		buf_printf(&b, "%s%s", i > from ? " " : "", w->v[i]);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
}

/* One run of words as a date or an hour; figures alone are none ("25 nov" is). */
static bool take_when(struct desk *d, struct apptfind *f, const char *text, const char *first)
{
	struct err none = ERR_INIT;
	struct apptfind was = *f;

	if (is_figures(first) && !strpbrk(text, "abcdefghijklmnopqrstuvwxyz"))
		return false;
	if (apptfind_slot(d, f, text))
		return true;
	if (apptfind_when(d, f, text, &none) == OK && (!is_figures(first) || f->from != was.from))
		return true;
	*f = was;
	return !strchr(text, ' ') && apptfind_part(d, f, text);
}

/* 23-0038, 021-6277-1234: the number of a file or a telephone, never a date. */
static bool is_number(const char *word)
{
	const char *dash = strchr(word, '-');

	return dash && dash > word && !word[strspn(word, "0123456789-")] &&
	    strspn(dash + 1, "0123456789") >= 4;
}

/* The name of a branch that one may not see is a word like any other. */
static size_t take_branch(struct desk *d, struct apptfind *f, const char *word)
{
	struct apptfind was = *f;

	if (find_branch(d, f, word) && may_see(d, f->branch_id))
		return 1;
	*f = was;
	return 0;
}

/* How many words from I on are one part; 0: the client's. */
static size_t take_part(struct desk *d, struct apptfind *f, const struct words *w, size_t i)
{
	size_t most = w->n - i < RUN_MAX ? w->n - i : RUN_MAX;
	size_t dated = 0;
	char text[RUN_MAX * WORD_MAX];

	while (dated < most && !is_number(w->v[i + dated]))
		dated++;
	for (size_t n = dated; n > 0; n--) {
		join(w, i, n, text, sizeof text);
		if (take_when(d, f, text, w->v[i]))
			return n;
	}
	for (size_t n = most; n > 0; n--) {
		join(w, i, n, text, sizeof text);
		if (find_state(f, text) || find_resource(d, f, text) || find_service(d, f, text))
			return n;
	}
	return take_branch(d, f, w->v[i]);
}

/* key=value; *RC = what became of it. */
static bool take_key(struct desk *d, struct apptfind *f, const char *word, enum err_code *rc,
    struct err *e)
{
	const char *is = strchr(word, '=');
	char key[WORD_MAX];

	if (!is || is == word)
		return false;
	text_fmt(key, sizeof key, "%.*s", (int)(is - word), word);
	*rc = apptfind_set(d, f, key, is + 1, e);
	return true;
}

enum err_code apptfind_parse(struct desk *d, const char *typed, struct apptfind *f, struct err *e)
{
	struct words w;
	struct buf who = { 0 };
	enum err_code rc = OK;

	apptfind_init(d, f);
	split(typed, &w);
	for (size_t i = 0, n; i < w.n && rc == OK; i += n) {
		n = 1;
		if (take_key(d, f, w.v[i], &rc, e))
			continue;
		n = take_part(d, f, &w, i);
		if (n)
			continue;
		buf_printf(&who, "%s%s", who.n ? " " : "", w.v[i]);
		n = 1;
	}
	if (rc == OK && who.n)
		rc = set_client(d, f, buf_str(&who), e);
	buf_free(&who);
	return rc;
}

/* ---- in words ---- */

static void say_days(struct desk *d, const struct apptfind *f, struct buf *b)
{
	int32_t today = desk_today(d);
	char from[48], to[48];

	if (f->from == DAY_NONE && f->of_client)
		buf_puts(b, tr("all days"));
	else if (f->from == DAY_NONE)
		buf_printf(b, tr("%d days from today"), APPTFIND_DAYS);
	else if (f->to == f->from)
		buf_puts(b, day_echo(f->from, today, from, sizeof from));
	else
		buf_printf(b, "%s - %s", day_echo(f->from, today, from, sizeof from),
		    day_echo(f->to, today, to, sizeof to));
	if (f->at_min >= 0)
		buf_printf(b, " %02d:%02d", f->at_min / 60, f->at_min % 60);
	else if (f->to_min > f->from_min)
		buf_printf(b, " %02d:%02d-%02d:%02d", f->from_min / 60, f->from_min % 60,
		    f->to_min / 60, f->to_min % 60);
}

char *apptfind_say(struct desk *d, const struct apptfind *f, char *out, size_t size)
{
	const char *parts[] = { f->branch, f->resource, f->service,
		!strcmp(f->state, "live") ? tr("live") :
		f->state[0] ? booking_state_label(f->state) : "" };
	struct buf b = { 0 };

	say_days(d, f, &b);
	if (!f->branch_id && !f->of_client)
		buf_printf(&b, ", %s", tr("all branches"));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i][0])
			buf_printf(&b, ", %s", parts[i]);
	if (f->of_client) {
		buf_printf(&b, "; %s: ", f->who);
		buf_printf(&b, trn("%zu client", "%zu clients", (long)f->nclient), f->nclient);
	}
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}
