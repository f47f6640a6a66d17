/* What a part of the command line means where it would run: a command with its words, a client, a
 * macro. Two possible meanings are a refusal, never a guess. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmdline_priv.h"
#include "data/appointment.h"
#include "data/search.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "screen/screens.h"

/* One part being read. */
struct reader {
	const struct cmdline *c;
	const struct cmdline_part *part;
	const struct cmdline_place *place;
	struct cmdline_reading *out;
	size_t verb;                    /* word that names the command */
	size_t client_from, client_to;  /* words that name a client, when client_to > 0 */
};

static enum err_code refuse(struct cmdline_reading *out, bool sure)
{
	out->meaning = MEANS_UNKNOWN;
	out->sure = sure;
	return out->err.code;
}

static char *word_text(const struct reader *r, size_t i, char *out, size_t size)
{
	return cmdline_text(r->c, &r->part->word[i], out, size);
}

/* ---- clients ---- */

static void not_found(struct reader *r, const char *text)
{
	err_set(&r->out->err, ERR_NOTFOUND,
	    tr("No screen, command or client \"%s\". Tab shows what is near."), text);
	refuse(r->out, true);
}

static void several(struct reader *r, const struct search_result *hits, const char *text)
{
	r->out->hits = hits->n;
	for (size_t i = 0; i < hits->n && i < CMDLINE_HITS; i++)
		r->out->hit[i] = hits->v[i].client_id;
	if (hits->more)
		err_set(&r->out->err, ERR_INVALID,
		    tr("More than %d clients fit \"%s\". Down chooses one, or type more."),
		    CMDLINE_HITS, text);
	else
		err_set(&r->out->err, ERR_INVALID,
		    trn("%zu client fits \"%s\". Down chooses.",
		    "%zu clients fit \"%s\". Down chooses one.", (long)hits->n), hits->n, text);
	refuse(r->out, true);
}

static int64_t pinned(const struct reader *r, const char *text)
{
	const struct cmdline_pins *pins = r->place->pins;

	for (size_t i = 0; pins && i < pins->n; i++)
		if (!strcmp(pins->v[i].text, text))
			return pins->v[i].client_id;
	return 0;
}

/* The words FROM to TO - 1 as a search that must find exactly one. */
static void search_client(struct reader *r, size_t from, size_t to)
{
	struct cmdline_reading *out = r->out;
	struct desk *d = r->place->front->desk;
	struct search_result hits = { .n = 0 };
	char text[160];

	cmdline_words_text(r->c, r->part, from, to, text, sizeof text);
	out->hit_from = r->part->word[from].from;
	out->hit_to = r->part->word[to - 1].to;
	out->words.client_id = pinned(r, text);
	if (out->words.client_id)
		return;
	if (find_clients(d, text, CMDLINE_HITS, &hits,
	    &out->err) != OK)
		refuse(out, true);
	else if (!hits.n)
		not_found(r, text);
	else if (hits.n > 1 || hits.more)
		several(r, &hits, text);
	else
		out->words.client_id = hits.v[0].client_id;
}

static void at_hand(struct reader *r)
{
	r->out->words.client_id = r->place->client_id;
	if (r->place->client_id)
		return;
	err_set(&r->out->err, ERR_NOTFOUND, "%s", tr("No client is at hand. F2 finds one."));
	refuse(r->out, r->place->screen);
}

static void before(struct reader *r)
{
	const struct front *f = r->place->front;

	r->out->words.client_id = f->last_client_id;
	if (f->last_client_id)
		return;
	err_set(&r->out->err, ERR_NOTFOUND, "%s", tr("No client was opened before this one."));
	refuse(r->out, true);
}

/* A file number, else the number of an appointment: its client. */
static void by_number(struct reader *r, size_t i)
{
	struct store *s = r->place->front->desk->store;
	struct appointment a = { 0 };
	struct err none = ERR_INIT;
	char text[48];
	char *end;
	long long id;

	word_text(r, i, text, sizeof text);
	if (client_by_file_no(s, text, &r->out->words.client_id, &none) == OK)
		return;
	err_clear(&none);
	id = strtoll(text, &end, 10);
	if (id > 0 && !*end && appointment_get(s, id, &a, &none) == OK)
		r->out->words.client_id = a.client_id;
	appointment_free(&a);
	if (r->out->words.client_id)
		return;
	err_set(&r->out->err, ERR_NOTFOUND, tr("No file and no appointment has the number \"%s\"."),
	    text);
	refuse(r->out, true);
}

/* The whole part as a client. */
static void read_client(struct reader *r)
{
	const struct cmdline_part *part = r->part;
	struct cmdline_reading *out = r->out;

	out->meaning = MEANS_CLIENT;
	out->leaves = &client_screen;
	if (part->n > 1 || part->word[0].kind == CMDWORD_PLAIN ||
	    part->word[0].kind == CMDWORD_QUOTED)
		search_client(r, 0, part->n);
	else if (part->word[0].kind == CMDWORD_AT_HAND)
		at_hand(r);
	else if (part->word[0].kind == CMDWORD_BEFORE)
		before(r);
	else if (part->word[0].kind == CMDWORD_ID)
		by_number(r, 0);
	else
		not_found(r, part->word[0].key);
}

/* ---- words behind a verb ---- */

static const struct command *verb_of(const struct reader *r)
{
	return r->out->verb.command;
}

static void no_use(struct reader *r, size_t i)
{
	char name[80], text[120];

	text_fmt(text, sizeof text, "%.*s", (int)(r->part->word[i].to - r->part->word[i].from),
	    r->c->line + r->part->word[i].from);
	err_set(&r->out->err, ERR_INVALID, tr("\"%s\" has no use behind %s."), text,
	    cmdline_verb_name(verb_of(r), name, sizeof name));
	refuse(r->out, true);
}

static void read_key(struct reader *r, size_t i)
{
	struct cmdline_words *w = &r->out->words;
	struct desk *d = r->place->front->desk;
	const char *key = r->part->word[i].key;
	char text[80];

	word_text(r, i, text, sizeof text);
	if (cmdline_key_known(key) && !cmdline_takes(verb_of(r), key)) {
		no_use(r, i);
	} else if (w->nkeys == CMDLINE_KEYS ||
	    cmdline_key_read(d, key, text, &w->key[w->nkeys], &r->out->err) != OK) {
		if (!r->out->err.code)
			err_set(&r->out->err, ERR_INVALID, "%s", tr("That is said twice."));
		refuse(r->out, true);
	} else {
		w->nkeys++;
	}
}

/* The words I to N - 1 as one date or time, or one duration. */
static bool read_when(struct reader *r, size_t i, size_t n)
{
	struct cmdline_words *w = &r->out->words;
	struct when_base base = desk_when(r->place->front->desk);
	struct when when;
	struct err none = ERR_INIT;
	char text[80];

	cmdline_words_text(r->c, r->part, i, n, text, sizeof text);
	if (!w->when_said && cmdline_takes(verb_of(r), "when") &&
	    when_parse(text, WHEN_PLAN, &base, &when, &none) == OK) {
		w->when = when;
		w->when_said = true;
		return true;
	}
	err_clear(&none);
	if (w->minutes < 0 && cmdline_takes(verb_of(r), "duration") &&
	    when_parse(text, WHEN_DURATION, &base, &when, &none) == OK) {
		w->minutes = when.duration;
		return true;
	}
	return false;
}

static bool read_rows(struct reader *r, size_t i)
{
	char text[120];
	size_t n;

	if (r->out->rows || !cmdline_takes(verb_of(r), "rows"))
		return false;
	n = cmdline_rows(word_text(r, i, text, sizeof text), r->out->row, CMDLINE_ROWS);
	r->out->rows = n;
	return n > 0;
}

static const struct command *same_name(struct keymap map, const struct command *c)
{
	for (size_t i = 0; i < map.n; i++)
		if (!strcmp(map.rows[i].name, c->name))
			return &map.rows[i];
	return NULL;
}

/* What the client's file can do too is done there, on any client. */
static bool takes_client(const struct command *c)
{
	return cmdline_takes(c, "client") || same_name(client_screen.commands, c);
}

/* Free words and clients: the words lie side by side, so that several make one search. */
static bool read_named(struct reader *r, size_t i)
{
	const struct command *c = verb_of(r);

	if (!takes_client(c) && !cmdline_takes(c, "find"))
		return false;
	if (r->client_to && r->client_to != i)
		return false;
	if (!r->client_to)
		r->client_from = i;
	r->client_to = i + 1;
	return true;
}

/* Takes what stands at I; returns the word behind it. */
static size_t read_word(struct reader *r, size_t i)
{
	const struct cmdline_word *w = &r->part->word[i];
	size_t n = r->part->n;

	if (w->kind == CMDWORD_KEY) {
		read_key(r, i);
		return i + 1;
	}
	if (w->kind == CMDWORD_PLAIN) {
		if (read_rows(r, i))
			return i + 1;
		while (n > i + 1 && r->part->word[n - 1].kind != CMDWORD_PLAIN)
			n--;
		for (; n > i; n--)
			if (read_when(r, i, n))
				return n;
	}
	if (w->kind == CMDWORD_ID && cmdline_takes(verb_of(r), "id"))
		word_text(r, i, r->out->words.id, sizeof r->out->words.id);
	else if (!read_named(r, i))
		no_use(r, i);
	return i + 1;
}

/* The client that was named: by words, ".", " ", "#". */
static void read_named_client(struct reader *r)
{
	size_t from = r->client_from, to = r->client_to;
	enum cmdline_kind kind = r->part->word[from].kind;

	cmdline_words_text(r->c, r->part, from, to, r->out->words.find, sizeof r->out->words.find);
	if (!takes_client(verb_of(r)))
		return;
	if (to - from == 1 && kind == CMDWORD_AT_HAND)
		at_hand(r);
	else if (to - from == 1 && kind == CMDWORD_BEFORE)
		before(r);
	else if (to - from == 1 && kind == CMDWORD_ID)
		by_number(r, from);
	else
		search_client(r, from, to);
}

/* The rest of the line, with its semicolons. */
static void read_rest(struct reader *r)
{
	const struct cmdline_part *p = r->part;

	if (p->n > r->verb + 1)
		text_copy(r->out->words.find, sizeof r->out->words.find,
		    r->c->line + p->word[r->verb + 1].from);
}

static void read_words(struct reader *r)
{
	if (cmdline_takes(verb_of(r), "line")) {
		read_rest(r);
		return;
	}
	for (size_t i = r->verb + 1; i < r->part->n && !r->out->err.code;)
		i = read_word(r, i);
	if (r->client_to && !r->out->err.code)
		read_named_client(r);
}

/* A command of a list acts on its row; with another client named it is done by the command of
 * that name that works everywhere, or in that client's file. */
static void redirect(struct reader *r)
{
	struct cmdline_reading *out = r->out;
	const struct command *c = out->verb.command, *other;

	if (out->verb.via != VIA_OWN || cmdline_says(c, "client") ||
	    (r->place->type == &client_screen && r->place->client_id == out->words.client_id))
		return;
	out->verb.via = VIA_GLOBAL;
	other = same_name(front_global(), c);
	if (!other) {
		out->verb.via = VIA_FILE;
		other = same_name(client_screen.commands, c);
	}
	if (other)
		out->verb.command = other;
	else
		no_use(r, r->client_from);
}

/* ---- verbs ---- */

void cmdline_maps(const struct cmdline_place *p, bool with_file, struct keymap maps[VIA_COUNT])
{
	maps[VIA_OWN] = p->type ? p->type->commands : (struct keymap){ 0 };
	maps[VIA_GLOBAL] = front_global();
	maps[VIA_FILE] = with_file ? client_screen.commands : (struct keymap){ 0 };
}

/* `"b" is book (bk) or board (bo). One more letter.` */
static void ambiguous(struct reader *r, const struct cmdline_match *m, const char *word)
{
	struct buf names = { 0 };
	char name[80];
	size_t n = m->n <= 4 ? m->n : 3;

	for (size_t i = 0; i < n; i++)
		buf_printf(&names, "%s%s", i == 0 ? "" : i + 1 == m->n ? tr(" or ") : ", ",
		    cmdline_spelled(m->v[i].command, word, name, sizeof name));
	if (m->n > n)
		buf_printf(&names, tr(" or %zu more"), m->n - n);
	if (m->exact)
		err_set(&r->out->err, ERR_INVALID, tr("\"%s\" is %s. Type the whole name."), word,
		    buf_str(&names));
	else
		err_set(&r->out->err, ERR_INVALID, tr("\"%s\" is %s. One more letter."), word,
		    buf_str(&names));
	refuse(r->out, true);
	buf_free(&names);
}

/* What the command needs and neither the screen nor the words give. */
static void check_needs(struct reader *r)
{
	const struct cmdline_place *p = r->place;
	struct cmdline_reading *out = r->out;
	struct command asked = *out->verb.command;
	unsigned facts;

	if (!p->screen || out->verb.via == VIA_FILE)
		return;
	facts = screen_facts(p->screen) | (out->words.client_id ? NEED_CLIENT | NEED_ROW : 0) |
	    (out->rows ? NEED_ROW : 0);
	asked.needs = command_missing(&asked, facts);
	if (screen_may(p->screen, &asked, &out->err) != OK)
		refuse(out, true);
}

/* "area-clients" leaves the clients, what is done with a file leaves that file. */
static const struct screen_type *leaves(const struct cmdline_reading *out)
{
	const struct command *c = out->verb.command;

	if (out->verb.via == VIA_FILE || !strcmp(c->name, "client-open"))
		return &client_screen;
	for (size_t i = 0; !strncmp(c->name, "area-", 5) && i < front_screens_count; i++)
		if (!strcmp(front_screens[i]->name, c->name + 5))
			return front_screens[i];
	return NULL;
}

static void read_verb(struct reader *r, const struct cmdline_match *m, const char *word)
{
	struct cmdline_reading *out = r->out;

	if (m->n > 1) {
		ambiguous(r, m, word);
		return;
	}
	out->meaning = MEANS_VERB;
	out->verb = m->v[0];
	out->by_beginning = !m->exact;
	read_words(r);
	if (!out->err.code && out->verb.via == VIA_FILE && !out->words.client_id)
		at_hand(r);
	if (!out->err.code && out->words.client_id)
		redirect(r);
	if (!out->err.code)
		check_needs(r);
	out->leaves = leaves(out);
}

/* Does the word I name a command? Those of the client's file too when more words follow. */
static bool find_verb(struct reader *r, size_t i, struct cmdline_match *m)
{
	struct keymap maps[VIA_COUNT];
	char word[80];

	if (i >= r->part->n || r->part->word[i].kind != CMDWORD_PLAIN)
		return false;
	word_text(r, i, word, sizeof word);
	cmdline_maps(r->place, false, maps);
	cmdline_find_verb(maps, word, m);
	if (!m->n && r->part->n > i + 1) {
		cmdline_maps(r->place, true, maps);
		cmdline_find_verb(maps, word, m);
	}
	return m->n > 0;
}

static bool read_macro(struct reader *r)
{
	struct cmdline_reading *out = r->out;
	struct err none = ERR_INIT;
	char word[80];

	if (!r->place->macros || r->part->n != 1 || r->part->word[0].kind != CMDWORD_PLAIN)
		return false;
	word_text(r, 0, word, sizeof word);
	if (macros_get(r->place->front->desk, word, out->body, &none) != OK || !out->body[0])
		return false;
	text_copy(out->macro, sizeof out->macro, word);
	out->meaning = MEANS_MACRO;
	return true;
}

/* Only the beginning of a name, and the words behind do not fit: perhaps a client was meant. */
static void try_client(struct reader *r)
{
	struct cmdline_reading verb = *r->out;

	memset(r->out, 0, sizeof *r->out);
	r->out->words.minutes = -1;
	r->client_to = 0;
	read_client(r);
	if (r->out->err.code && !r->out->hits)
		*r->out = verb;
}

static void start(struct reader *r)
{
	memset(r->out, 0, sizeof *r->out);
	r->out->words.minutes = -1;
}

/* Rows before the verb: `3,5-7 ar`. */
static bool rows_first(struct reader *r, struct cmdline_match *m)
{
	char text[120];
	size_t n = 0;

	if (r->part->n > 1 && r->part->word[0].kind == CMDWORD_PLAIN)
		n = cmdline_rows(word_text(r, 0, text, sizeof text), r->out->row, CMDLINE_ROWS);
	if (!n || !find_verb(r, 1, m))
		return false;
	r->out->rows = n;
	r->verb = 1;
	return true;
}

void cmdline_read(const struct cmdline *c, size_t i, const struct cmdline_place *p,
    struct cmdline_reading *out)
{
	struct reader r = { .c = c, .part = &c->part[i], .place = p, .out = out };
	struct cmdline_match m = { .n = 0 };
	char word[80];
	bool verb;

	start(&r);
	if (!r.part->n)
		return;
	if (r.part->full) {
		err_set(&out->err, ERR_INVALID, "%s", tr("Too many words. Put a ; between parts."));
		refuse(out, true);
		return;
	}
	verb = find_verb(&r, 0, &m) || rows_first(&r, &m);
	if (!(verb && m.exact) && read_macro(&r))
		return;
	if (!verb) {
		read_client(&r);
	} else {
		read_verb(&r, &m, word_text(&r, r.verb, word, sizeof word));
		if (out->rows && out->meaning == MEANS_VERB && !out->err.code &&
		    !cmdline_takes(out->verb.command, "rows"))
			no_use(&r, 0);
		if (out->err.code && !m.exact && r.part->n > 1)
			try_client(&r);
	}
	/* What was not found may be a command of a screen that is not open yet. */
	if (out->err.code == ERR_NOTFOUND && !p->type && !out->hits) {
		start(&r);
		out->meaning = MEANS_LATER;
	}
}

void cmdline_step(struct cmdline_place *p, const struct cmdline_reading *r)
{
	if (r->meaning == MEANS_NOTHING)
		return;
	p->screen = NULL;
	p->type = r->leaves;
	if (r->words.client_id)
		p->client_id = r->words.client_id;
}
