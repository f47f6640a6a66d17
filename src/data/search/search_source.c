/* What is known of a client for searching: rows to terms, and which row a hit is owed to. */
#include <string.h>

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/phone.h"
#include "data/store/row_priv.h"
#include "search_priv.h"

static const char source_sql[] =
	"SELECT name, pinyin, alias, card_no, file_no, email, origin_key, birth, document_no"
	"  FROM client WHERE id = :client";

/* "febrl:rec-561-org": the mapping's name is nothing that people type. */
static char *old_number(const char *origin_key)
{
	const char *colon = strchr(origin_key, ':');

	return colon && colon[1] ? mem_dup(colon + 1) : NULL;
}

static void read_client(struct stmt *q, struct search_source *src)
{
	src->name = row_dup(q, 0);
	src->pinyin = row_dup(q, 1);
	src->alias = row_dup(q, 2);
	src->card = row_dup(q, 3);
	src->file_no = row_dup(q, 4);
	src->email = row_dup(q, 5);
	src->old_no = old_number(stmt_col_text(q, 6));
	src->birth = row_dup(q, 7);
	src->document = row_dup(q, 8);
}

/* Both in the order of their index, so that nothing has to be sorted. */
static const char phones_sql[] =
	"SELECT relation, number, name FROM client_phone"
	"  WHERE client_id = :client AND state = 'on' ORDER BY id";
static const char served_sql[] =
	"SELECT coalesce(relation, kind), NULL, name FROM dependant"
	"  WHERE client_id = :client AND state = 'on' ORDER BY id";

static enum err_code read_persons(struct store *s, const char *sql, int64_t client_id,
    struct search_source *src, struct err *e)
{
	struct stmt *q = stmt_get(s, sql);

	stmt_int(q, ":client", client_id);
	while (stmt_row(q, e)) {
		struct search_person *p = vec_push(src);

		stmt_col_copy(q, 0, p->relation, sizeof p->relation);
		p->number = row_dup(q, 1);
		p->name = row_dup(q, 2);
	}
	return stmt_done(q, e);
}

enum err_code search_source_persons(struct store *s, int64_t client_id, struct search_source *src,
    struct err *e)
{
	enum err_code rc = read_persons(s, phones_sql, client_id, src, e);

	return rc == OK ? read_persons(s, served_sql, client_id, src, e) : rc;
}

enum err_code search_source_client(struct store *s, int64_t client_id, struct search_source *out,
    struct err *e)
{
	struct stmt *q = stmt_get(s, source_sql);
	bool found;

	*out = (struct search_source){ .n = 0 };
	stmt_int(q, ":client", client_id);
	found = stmt_row(q, e);
	if (found)
		read_client(q, out);
	return row_end(q, found, N_("There is no such file. Search for it (F2)."), e);
}

enum err_code search_source_load(struct store *s, int64_t client_id, struct search_source *out,
    struct err *e)
{
	enum err_code rc = search_source_client(s, client_id, out, e);

	return rc == OK ? search_source_persons(s, client_id, out, e) : rc;
}

void search_source_free(struct search_source *src)
{
	char *const texts[] = { src->name, src->pinyin, src->alias, src->card, src->file_no,
		src->email, src->old_no, src->birth, src->document };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		mem_free(texts[i]);
	for (size_t i = 0; i < src->n; i++) {
		mem_free(src->v[i].name);
		mem_free(src->v[i].pinyin);
		mem_free(src->v[i].number);
	}
	vec_free(src);
	*src = (struct search_source){ .n = 0 };
}

/* ---- terms ---------------------------------------------------------------------------------- */

static void add_terms(struct term_list *out, const struct term_list *from, const char *kinds)
{
	for (size_t i = 0; i < from->n; i++) {
		if (strchr(kinds, from->v[i][0]))
			memcpy(vec_push(out), from->v[i], TERM_MAX);
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void sort_unique(struct term_list *l)
{
	size_t n = 0;

	if (l->n)
		qsort(l->v, l->n, sizeof *l->v, by_text);
	for (size_t i = 0; i < l->n; i++) {
		if (n > 0 && strcmp(l->v[n - 1], l->v[i]) == 0)
			continue;
		if (n != i)
			memcpy(l->v[n], l->v[i], TERM_MAX);
		n++;
	}
	l->n = n;
}

/* Mothers and dogs are found by name, but they are not the client: no sound, no birthday. */
static bool add_names(const struct search_source *src, struct term_list *out)
{
	struct term_list one = { 0 };
	bool any = false;

	for (size_t i = 0; i < src->n; i++) {
		struct term_source who = { .name = src->v[i].name };

		if (!who.name)
			continue;
		term_make(&who, &one);
		add_terms(out, &one, "nm");
		any = true;
	}
	term_list_free(&one);
	return any;
}

bool search_source_has_others(const struct search_source *src)
{
	for (size_t i = 0; i < src->n; i++) {
		if (src->v[i].name && *src->v[i].name)
			return true;
	}
	return false;
}

/* Only a whole birthday is a term: a year alone is shared by thousands. */
static const char *whole_birth(const char *birth)
{
	return birth && strlen(birth) == 10 ? birth : NULL;
}

void search_source_terms(const struct search_source *src, struct term_list *out)
{
	const char **phones = mem_array(src->n + 1, sizeof *phones);
	const char *codes[5] = { NULL };
	struct term_source all = { .name = src->name, .alias = src->alias, .pinyin = src->pinyin,
		.phones = phones, .codes = codes, .birth = whole_birth(src->birth),
		.document = src->document };
	const char *const known[] = { src->card, src->file_no, src->email, src->old_no };
	size_t n = 0;

	for (size_t i = 0; i < src->n; i++) {
		if (src->v[i].number)
			phones[n++] = src->v[i].number;
	}
	n = 0;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i])
			codes[n++] = known[i];
	}
	term_make(&all, out);
	if (add_names(src, out))
		sort_unique(out);
	mem_free(phones);
}

/* ---- via ------------------------------------------------------------------------------------ */

/* A part of a file that a query may be owed to. Its terms are made when they are first asked for:
 * most hits are told by the first parts. */
struct clue {
	const char *via;                /* "" the client's own name or number */
	const char *name, *alias, *pinyin, *phone, *code;       /* what it is made of, most NULL */
	struct term_list terms;
	bool made;
};
struct clue_list {
	struct clue *v;
	size_t n, cap;
};

static bool clue_matches(struct clue *c, const struct term_query *q)
{
	const char *const phones[] = { c->phone, NULL }, *const codes[] = { c->code, NULL };
	const struct term_source src = { .name = c->name, .alias = c->alias, .pinyin = c->pinyin,
		.phones = phones, .codes = codes };

	if (!c->made)
		term_make(&src, &c->terms);
	c->made = true;
	return term_match(q, &c->terms, NULL);
}

static struct clue own_name(const struct search_source *src)
{
	return (struct clue){ .via = "", .name = src->name, .alias = src->alias,
		.pinyin = src->pinyin };
}

bool search_source_is_own(const struct search_source *src, const struct term_query *q)
{
	struct clue own = own_name(src);
	bool yes = clue_matches(&own, q);

	term_list_free(&own.terms);
	return yes;
}

/* The parts of a file in the order in which people mean them. */
static void list_clues(const struct search_source *src, struct clue_list *out)
{
	const struct {
		const char *code, *via;
	} codes[] = {
		{ src->card, "card" }, { src->file_no, "file" }, { src->email, "mail" },
		{ src->old_no, "number" },
	};

	*vec_push(out) = own_name(src);
	for (size_t i = 0; i < src->n; i++) {
		const struct search_person *p = &src->v[i];

		if (p->number)
			*vec_push(out) = (struct clue){ .phone = p->number,
				.via = phone_is_own(p->relation) ? "" : p->relation };
		if (p->name)
			*vec_push(out) = (struct clue){ .name = p->name, .via = p->relation };
	}
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		if (codes[i].code)
			*vec_push(out) = (struct clue){ .code = codes[i].code,
				.via = codes[i].via };
	}
}

/* NULL: no part alone has all of Q. */
static const char *clue_of(struct clue_list *l, const struct term_query *q)
{
	for (size_t i = 0; i < l->n; i++) {
		if (clue_matches(&l->v[i], q))
			return l->v[i].via;
	}
	return NULL;
}

static struct term_query query_of(const struct term_word *w)
{
	struct term_query q = { .nword = 1 };

	q.word[0] = *w;
	return q;
}

void search_source_via(const struct search_source *src, const struct term_query *q, char *via,
    size_t size)
{
	struct clue_list clues = { 0 };
	const char *clue;

	list_clues(src, &clues);
	clue = clue_of(&clues, q);
	/* Two words may be owed to two parts: the first that is not the client's own is said. */
	for (int i = 0; !clue && i < q->nword; i++) {
		struct term_query one = query_of(&q->word[i]);

		clue = clue_of(&clues, &one);
		if (clue && !*clue)
			clue = NULL;
	}
	text_copy(via, size, clue);
	for (size_t i = 0; i < clues.n; i++)
		term_list_free(&clues.v[i].terms);
	vec_free(&clues);
}
