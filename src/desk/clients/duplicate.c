/*
 * When two files look like one person (IN-1).
 *
 *   strength 1  same document number, or same telephone and (same sound or same birthday)
 *   strength 2  same sound (or name) and same full birthday
 *   strength 3  same telephone alone (a family), same name alone
 *
 * `Sound` is base/term.h's key: pinyin with its usual confusions, Soundex with the words in any
 * order, so that 陈思雨 meets 陈思羽 and a swapped given name and surname still meet. A birthday
 * counts when it is a whole date. Strengths 1 and 2 go on the work list; a test holds them
 * against the gold keys of the FEBRL data set 2 (recall 0.90 at precision 0.98 at least). Weak
 * ones are only shown: half a town has the same name.
 *
 * Cost: candidates come from three short index ranges (number, document, birthday), never from the
 * name alone, but for at most 64 of the same name.
 */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/client.h"
#include "data/search.h"
#include "desk/desk.h"
#include "desk/intake.h"

#define CANDIDATES 512          /* born on one day, or with one number: more is a default value */
#define SAME_NAME 64

static const struct {
	unsigned bit;
	const char *word, *label;
} whys[] = {
	{ ALIKE_DOCUMENT, "document", N_("document") },
	{ ALIKE_PHONE, "phone", N_("phone") },
	{ ALIKE_NAME, "name", N_("name") },
	{ ALIKE_SOUND, "sound", N_("sound") },
	{ ALIKE_BIRTH, "birthday", N_("birthday") },
};

static char *join_whys(unsigned why, bool translate, char *out, size_t size)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof whys / sizeof whys[0]; i++)
		if (why & whys[i].bit)
			buf_printf(&b, "%s%s", b.n ? ", " : "",
			    translate ? tr(whys[i].label) : whys[i].word);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}

char *alike_text(unsigned why, char *out, size_t size)
{
	return join_whys(why, true, out, size);
}

char *alike_words(unsigned why, char *out, size_t size)
{
	return join_whys(why, false, out, size);
}

const char *alike_word(const char *word)
{
	for (size_t i = 0; i < sizeof whys / sizeof whys[0]; i++)
		if (!strcmp(whys[i].word, word))
			return tr(whys[i].label);
	return NULL;
}

struct candidate {
	int64_t id;
	unsigned why;
};
struct candidates {
	struct candidate *v;
	size_t n, cap;
};

static void add(struct candidates *c, int64_t id, unsigned why)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].id == id) {
			c->v[i].why |= why;
			return;
		}
	*vec_push(c) = (struct candidate){ id, why };
}

/* All files with one of the terms of KIND; more than MAX is no sign of anything. */
static enum err_code add_by_terms(struct desk *d, const struct term_list *terms, char kind,
    unsigned why, size_t max, struct candidates *out, struct err *e)
{
	int64_t ids[CANDIDATES];
	enum err_code rc = OK;
	size_t n;

	for (size_t i = 0; i < terms->n && rc == OK; i++) {
		if (terms->v[i][0] != kind)
			continue;
		rc = search_by_term(d->store, terms->v[i], ids, max, &n, e);
		for (size_t k = 0; rc == OK && n < max && k < n; k++)
			add(out, ids[k], why);
	}
	return rc;
}

static enum err_code add_by_phones(struct desk *d, const char *const *phones,
    struct candidates *out, struct err *e)
{
	int64_t ids[32];
	enum err_code rc = OK;
	size_t n;

	for (size_t i = 0; phones && phones[i] && rc == OK; i++) {
		rc = client_by_phone(d->store, phones[i], ids, 32, &n, e);
		for (size_t k = 0; rc == OK && n < 32 && k < n; k++)
			add(out, ids[k], ALIKE_PHONE);
	}
	return rc;
}

static bool share_term(const struct term_list *a, const struct term_list *b, char kind)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; a->v[i][0] == kind && k < b->n; k++)
			if (!strcmp(a->v[i], b->v[k]))
				return true;
	return false;
}

/* Written alike, whatever the capitals and accents. */
static bool same_name(const char *a, const char *b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	utf8_fold(&x, a);
	utf8_fold(&y, b);
	same = !strcmp(buf_str(&x), buf_str(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

/* What the two share beyond what made it a candidate. */
static enum err_code compare(struct desk *d, const struct term_source *who,
    const struct term_list *mine, struct candidate *c, struct err *e)
{
	struct term_list theirs = { 0 };
	struct client row;
	enum err_code rc = client_get(d->store, c->id, &row, e);

	if (rc != OK)
		return rc;
	if (!strcmp(row.state, "merged")) {
		c->why = 0;
	} else {
		rc = search_terms_of(d->store, c->id, &theirs, e);
		if (rc == OK) {
			c->why |= who->name && same_name(row.name, who->name) ? ALIKE_NAME : 0;
			c->why |= share_term(mine, &theirs, 's') ? ALIKE_SOUND : 0;
			c->why |= share_term(mine, &theirs, 'd') ? ALIKE_BIRTH : 0;
			c->why |= share_term(mine, &theirs, 'x') ? ALIKE_DOCUMENT : 0;
		}
	}
	term_list_free(&theirs);
	client_free(&row);
	return rc;
}

static int strength(unsigned why)
{
	bool named = why & (ALIKE_NAME | ALIKE_SOUND);

	if (why & ALIKE_DOCUMENT)
		return 1;
	if (why & ALIKE_PHONE && (named || why & ALIKE_BIRTH))
		return 1;
	if (why & ALIKE_BIRTH && named)
		return 2;
	return why & (ALIKE_PHONE | ALIKE_NAME) ? 3 : 0;
}

/* Keeps the strongest ones, in order of strength, then the newest file first. */
static void keep(struct alike_list *out, const struct candidate *c)
{
	struct alike a = { c->id, strength(c->why), c->why };
	size_t at = out->n, room = sizeof out->v / sizeof out->v[0];

	while (at > 0 && (out->v[at - 1].strength > a.strength ||
	    (out->v[at - 1].strength == a.strength && out->v[at - 1].client_id < a.client_id)))
		at--;
	if (at >= room)
		return;
	if (out->n < room)
		out->n++;
	memmove(&out->v[at + 1], &out->v[at], (out->n - 1 - at) * sizeof out->v[0]);
	out->v[at] = a;
}

static enum err_code find_candidates(struct desk *d, const struct term_source *who,
    const struct term_list *mine, bool weak, struct candidates *out, struct err *e)
{
	enum err_code rc = add_by_phones(d, who->phones, out, e);

	if (rc == OK)
		rc = add_by_terms(d, mine, 'x', ALIKE_DOCUMENT, CANDIDATES, out, e);
	if (rc == OK)
		rc = add_by_terms(d, mine, 'd', ALIKE_BIRTH, CANDIDATES, out, e);
	if (rc == OK && weak)
		rc = add_by_terms(d, mine, 's', ALIKE_SOUND, SAME_NAME, out, e);
	return rc;
}

enum err_code intake_alike(struct desk *d, const struct term_source *who, int64_t self, bool weak,
    struct alike_list *out, struct err *e)
{
	struct candidates found = { 0 };
	struct term_list mine = { 0 };
	enum err_code rc;

	out->n = 0;
	term_make(who, &mine);
	rc = find_candidates(d, who, &mine, weak, &found, e);
	for (size_t i = 0; i < found.n && rc == OK; i++) {
		if (found.v[i].id == self)
			continue;
		rc = compare(d, who, &mine, &found.v[i], e);
		if (rc == OK && strength(found.v[i].why) && (weak || strength(found.v[i].why) < 3))
			keep(out, &found.v[i]);
	}
	term_list_free(&mine);
	vec_free(&found);
	return rc;
}
