#include "desk/find.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/term.h"
#include "data/card.h"
#include "data/client.h"
#include "data/store.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "desk/rights.h"

#define AGAIN_SECONDS 600       /* typing on is the same look */

/* Without blanks and letter case: how a name is typed when it is known. */
static void squeeze(const char *text, struct buf *out)
{
	buf_clear(out);
	for (; *text; text++)
		if (*text != ' ')
			buf_putc(out, *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text);
}

static bool is_whole(const char *typed, const char *name)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool same;

	squeeze(typed, &a);
	squeeze(name, &b);
	same = a.n && !strcmp(buf_str(&a), buf_str(&b));
	buf_free(&a);
	buf_free(&b);
	return same;
}

static bool knows_name(const char *typed, const struct client *c)
{
	char sound[CLIENT_NAME];

	term_pinyin(c->name, sound, sizeof sound);
	return is_whole(typed, c->name) || is_whole(typed, sound) ||
	    (c->pinyin && is_whole(typed, c->pinyin));
}

static bool fits_alias(const char *typed, const struct client *c)
{
	struct term_query query;
	struct term_list terms = { 0 };
	bool fits;

	term_query_parse(typed, &query);
	term_make(&(struct term_source){ .name = cover_text(c->alias) }, &terms);
	fits = term_match(&query, &terms, NULL);
	term_list_free(&terms);
	return fits;
}

/* Figures find by number, whoever it is. */
static bool has_letter(const char *typed)
{
	return typed[strcspn(typed, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")] ||
	    typed[strspn(typed, "\t !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~")];
}

static bool looked_lately(struct desk *d, int64_t client_id)
{
	int64_t now = clock_now();
	size_t n = sizeof d->found / sizeof d->found[0];
	struct desk_found *oldest = &d->found[0];

	for (size_t i = 0; i < n; i++) {
		struct desk_found *f = &d->found[i];

		if (f->client_id == client_id && f->staff_id == d->who.staff_id &&
		    now - f->at < AGAIN_SECONDS && f->at <= now)
			return true;
		if (f->at < oldest->at)
			oldest = f;
	}
	*oldest = (struct desk_found){ client_id, d->who.staff_id, now };
	return false;
}

/* Where nothing can be written, the file itself is not found by name either. */
static bool may_look(struct desk *d, int64_t client_id)
{
	struct err e = ERR_INIT;

	if (store_is_read_only(d->store))
		return false;
	if (looked_lately(d, client_id) ||
	    intake_look(d, client_id, "restricted", "found by name", &e) == OK)
		return true;
	memset(d->found, 0, sizeof d->found);   /* not recorded: asked again next time */
	log_line(LOG_WARN, "a look was not recorded: %s", e.detail);
	return false;
}

static bool may_find(struct desk *d, const char *typed, const struct search_hit *hit)
{
	struct client c;
	struct err none = ERR_INIT;
	bool may;

	if (hit->via[0] || !cover_hides_id(d, hit->client_id))
		return true;
	if (client_get(d->store, hit->client_id, &c, &none) != OK)
		return false;
	may = fits_alias(typed, &c) || (knows_name(typed, &c) && may_look(d, c.id));
	client_free(&c);
	return may;
}

/* The number on a prepaid card names its owner, where nothing else fits. */
static void add_owner(struct desk *d, const char *typed, struct search_result *out)
{
	char number[24];
	struct card c;
	struct err none = ERR_INIT;
	size_t n = 0;

	for (const char *t = typed; *t && n < sizeof number - 1; t++)
		if (*t != ' ')
			number[n++] = (char)(*t >= 'a' && *t <= 'z' ? *t - 'a' + 'A' : *t);
	number[n] = '\0';
	if (!n || card_by_number(d->store, number, &c, &none) != OK)
		return;
	out->v[0].client_id = c.client_id;
	text_copy(out->v[0].via, sizeof out->v[0].via, "prepaid");
	out->n = 1;
}

enum err_code find_page(struct desk *d, const struct find_want *want, int limit,
    const struct class_place *after, struct search_result *out, struct err *e)
{
	char today[11];
	size_t kept = 0;
	enum err_code rc = OK;

	*out = (struct search_result){ .n = 0 };
	if (want->unknown[0])
		return OK;
	rc = search_find_class(d->store, want->text, desk_today_text(d, today), limit, &want->of,
	    after, out, e);
	if (rc == OK && !out->n && !want->classes)
		add_owner(d, want->text, out);
	if (rc != OK || rights_may(d, "see-restricted") || !has_letter(want->text))
		return rc;
	for (size_t i = 0; i < out->n; i++)
		if (may_find(d, want->text, &out->v[i]))
			out->v[kept++] = out->v[i];
	out->n = kept;
	return OK;
}

enum err_code find_clients(struct desk *d, const char *typed, int limit,
    struct search_result *out, struct err *e)
{
	struct find_want want;

	find_parse(d, typed, &want);
	return find_page(d, &want, limit, NULL, out, e);
}
