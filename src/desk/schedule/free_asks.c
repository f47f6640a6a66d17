/* Special needs: words that a room or a person is good for allot it ahead. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "data/client.h"
#include "desk/desk.h"
#include "free_priv.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* WORD in TEXT, both folded: as a word of its own, and in a script without blanks anywhere. */
static bool says(const char *text, const char *word)
{
	size_t n = strlen(word);
	bool whole = (unsigned char)word[0] < 0x80;

	for (const char *p = text; n && (p = strstr(p, word)); p++)
		if (!whole || ((p == text || !is_letter(p[-1])) && !is_letter(p[n])))
			return true;
	return false;
}

static void add_ask(struct finder *f, const char *word)
{
	for (size_t i = 0; i < f->nasks; i++)
		if (!strcmp(f->ask[i], word))
			return;
	if (f->nasks < FREE_AREAS)
		text_copy(f->ask[f->nasks++], NEED_SKILL, word);
}

/* What is said of the client for good and of this time, folded. */
static enum err_code said(struct finder *f, struct buf *out, struct err *e)
{
	struct client c = { .id = 0 };
	enum err_code rc = f->wish.client_id ?
	    client_get(f->desk->store, f->wish.client_id, &c, e) : OK;

	if (c.needs)
		utf8_fold(out, c.needs);
	buf_putc(out, ' ');
	if (rc == OK && f->wish.needs)
		utf8_fold(out, f->wish.needs);
	client_free(&c);
	return rc;
}

enum err_code finder_read_asks(struct finder *f, const struct good_list *good, struct err *e)
{
	struct buf text = BUF_INIT;
	enum err_code rc = said(f, &text, e);

	for (size_t i = 0; i < good->n && rc == OK; i++) {
		struct buf word = BUF_INIT;

		utf8_fold(&word, good->v[i].word);
		if (strcmp(good->v[i].kind, "device") != 0 && says(buf_str(&text), buf_str(&word)))
			add_ask(f, good->v[i].word);
		buf_free(&word);
	}
	buf_free(&text);
	return rc;
}

static bool good_for(const struct good_list *good, int64_t id, const char *word)
{
	for (size_t i = 0; i < good->n; i++)
		if (good->v[i].resource_id == id && !strcmp(good->v[i].word, word))
			return true;
	return false;
}

static bool is_wanted(const struct finder *f, const struct free_group *g)
{
	for (size_t i = 0; i < g->npick; i++)
		if (f->cand[g->pick[i]].wanted)
			return true;
	return false;
}

/* Only those of G that are good for WORD, where there are any. */
static bool keep_good(const struct finder *f, struct free_group *g, const struct good_list *good,
    const char *word)
{
	size_t n = 0;

	for (size_t i = 0; i < g->npick; i++)
		n += good_for(good, f->cand[g->pick[i]].id, word);
	if (!n)
		return false;
	n = 0;
	for (size_t i = 0; i < g->npick; i++)
		if (good_for(good, f->cand[g->pick[i]].id, word))
			g->pick[n++] = g->pick[i];
	g->npick = n;
	return true;
}

void finder_keep_asked(const struct finder *f, struct free_service *v,
    const struct good_list *good)
{
	for (size_t a = 0; a < f->nasks; a++) {
		bool person = false;            /* one who can is enough */

		for (size_t i = 0; i < v->n; i++) {
			struct free_group *g = &v->group[i];
			bool staff = !strcmp(g->kind, "staff");

			if (!strcmp(g->kind, "device") || (staff && person) || is_wanted(f, g))
				continue;
			if (keep_good(f, g, good, f->ask[a]) && staff)
				person = true;
		}
	}
}
