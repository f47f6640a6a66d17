#include "desk/notice.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/flag.h"
#include "data/visit.h"
#include "desk/cover.h"
#include "desk/desk.h"

const struct notice_flag notice_flags[] = {
	{ "quiet", N_("QUIET"), true },
	{ "allergy", N_("ALLERGY"), true },
	{ "contraindication", N_("CONTRAINDICATION"), true },
	/* Who looks over a shoulder reads no word of a complaint (CP-1). */
	{ "complaint", N_("P"), true },
	{ "asked", N_("EXPERT ASKED"), true },
	{ "key", N_("key"), false },
	{ "no_call", N_("no calls"), false },
	{ "call_hours", N_("call only"), false },
	{ "no_message", N_("no messages"), false },
	{ "no_marketing", N_("no news"), false },
	{ "no_photo", N_("no photographs"), false },
	{ "no_companion", N_("tell no companion"), false },
};
const size_t notice_flags_count = sizeof notice_flags / sizeof notice_flags[0];

bool notice_has(const char *kinds, const char *kind)
{
	size_t n = strlen(kind);

	for (const char *p = kinds; (p = strstr(p, kind)); p += n)
		if ((p == kinds || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

char *notice_person(const char *gender, const char *birth, int32_t today, char *out,
    size_t size)
{
	const char *sex = !strcmp(gender, "f") ? tr("F") : !strcmp(gender, "m") ? tr("M") : "";
	int age = birth[0] ? birth_age(birth, today) : -1;

	if (age < 0)
		return text_copy(out, size, sex);
	if (tr_language()[0] == 'z')
		return text_fmt(out, size, "%s%d", sex, age);
	return text_fmt(out, size, "%s%s%d", sex, sex[0] ? " " : "", age);
}

char *notice_kinds(const char *kinds, char *out, size_t size)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < notice_flags_count; i++)
		if (notice_has(kinds, notice_flags[i].kind))
			buf_printf(&b, "%s%s", b.n ? " " : "", tr(notice_flags[i].word));
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
	return out;
}

static void add_flags(struct desk *d, int64_t client_id, struct buf *b)
{
	struct flag_list l = { 0 };
	struct err none = ERR_INIT;

	if (flag_list(d->store, client_id, &l, &none) != OK)
		err_clear(&none);       /* the kinds stand in row 2 all the same */
	for (size_t k = 0; k < notice_flags_count; k++)
		for (size_t i = 0; i < l.n; i++)
			if (!strcmp(l.v[i].kind, notice_flags[k].kind) && l.v[i].text[0])
				buf_printf(b, "%s%s: %s", b->n ? "; " : "",
				    tr(notice_flags[k].word), l.v[i].text);
	flag_list_free(&l);
}

static void add_said(struct buf *b, const char *label, const char *text)
{
	if (text && text[0])
		buf_printf(b, "%s%s: %s", b->n ? "; " : "", label, text);
}

/* Allergies and fears of whoever is treated; under an alias nobody of the family is named. */
static void add_dependant(struct desk *d, int64_t client_id, int64_t dependant_id, struct buf *b)
{
	struct err none = ERR_INIT;
	struct dependant x;

	if (dependant_id && !cover_hides_id(d, client_id) &&
	    dependant_get(d->store, dependant_id, &x, &none) == OK)
		add_said(b, x.name, x.note);
}

static void add_wishes(struct desk *d, int64_t client_id, struct buf *b)
{
	struct err none = ERR_INIT;
	struct client c;

	if (client_get(d->store, client_id, &c, &none) != OK)
		return;
	add_said(b, tr("needs"), c.needs);
	add_said(b, tr("wishes"), c.wishes);
	client_free(&c);
}

static char *one_line(struct buf *b, char *out, size_t size)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->s[i] == '\n')
			b->s[i] = ' ';
	text_copy(out, size, buf_str(b));
	buf_free(b);
	return out;
}

char *notice_client(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size)
{
	struct buf b = { 0 };

	add_flags(d, client_id, &b);
	add_dependant(d, client_id, dependant_id, &b);
	add_wishes(d, client_id, &b);
	return one_line(&b, out, size);
}

char *notice_serving(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size)
{
	struct buf b = { 0 };
	struct err none = ERR_INIT;
	struct visit_row v;

	/* Flags first: what may harm is never the end that is cut off. */
	add_flags(d, client_id, &b);
	add_dependant(d, client_id, dependant_id, &b);
	if (!cover_hides_id(d, client_id) &&
	    visit_of_person(d->store, client_id, dependant_id, &v, &none) == OK) {
		add_said(&b, tr("learnt"), v.learnt);
		add_said(&b, tr("wants"), v.wants);
		add_said(&b, tr("changed"), v.changed);
	}
	add_wishes(d, client_id, &b);
	return one_line(&b, out, size);
}
