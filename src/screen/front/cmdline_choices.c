/* What can stand at the cursor of the command line: commands, clients, macros, keys, their
 * values. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cmdline_priv.h"
#include "desk/desk.h"
#include "screen/clientline.h"

struct chooser {
	struct cmdline_box *st;
	struct front *f;
	struct cmdline_place place;
	const struct cmdline_part *part;
	const struct cmdline_reading *reading;
	size_t index, word;             /* the part and the word with the cursor */
	char typed[160];                /* of that word */
};

static struct cmdline_choice *add(struct chooser *h, const char *insert, const char *what,
    const char *text)
{
	struct cmdline_choice *c = vec_push(&h->st->choices);

	text_copy(c->insert, sizeof c->insert, insert);
	text_copy(c->what, sizeof c->what, what);
	text_copy(c->text, sizeof c->text, text);
	return c;
}

struct cmdline_place cmdline_box_place(const struct screen *s, size_t i)
{
	const struct cmdline_box *st = s->state;
	const struct screen *under = screen_under(s);
	struct cmdline_place p = { .front = front_of(s), .type = under ? under->type : NULL,
		.screen = under, .client_id = front_of(s)->client_id, .pins = &st->pins,
		.macros = true };

	for (size_t k = 0; k < i; k++)
		cmdline_step(&p, &st->reading[k]);
	return p;
}

/* ---- clients ---- */

static void add_clients(struct chooser *h)
{
	const struct cmdline_reading *r = h->reading;
	struct desk *d = h->f->desk;
	struct client_card_list cards = { 0 };
	struct err none = ERR_INIT;
	char name[600], person[16], tail[16], text[160];
	size_t n = r->hits < CMDLINE_HITS ? r->hits : CMDLINE_HITS;

	h->st->from = r->hit_from;
	h->st->to = r->hit_to;
	if (client_cards(d->store, r->hit, n, clock_now(), &cards, &none) == OK)
		for (size_t i = 0; i < cards.n; i++) {
			const struct client_card *k = &cards.v[i];

			clientline_full_name(d, k, name, sizeof name);
			clientline_person(k->gender, k->birth, desk_today(d), person,
			    sizeof person);
			clientline_tail(k->phone, tail, sizeof tail);
			text_fmt(text, sizeof text, "%s  %s  %s", person,
			    k->file_no[0] ? k->file_no : "-", tail);
			add(h, "", name, text)->client_id = k->id;
		}
	client_card_list_free(&cards);
}

/* ---- commands ---- */

static void add_command(struct chooser *h, const struct command *c)
{
	struct err none = ERR_INIT;
	const struct screen *s = h->place.screen;
	char name[80];
	struct cmdline_choice *choice = add(h, h->typed[0] || !c->code ?
	    cmdline_spelling(c, h->typed) : c->code, cmdline_verb_name(c, name, sizeof name),
	    tr(c->help));

	choice->off = s && screen_may(s, c, &none) != OK;
}

/* Those of the screen, then the screens and what works everywhere. What has neither code nor label
 * moves a cursor: nobody types that. */
static void add_all_commands(struct chooser *h)
{
	struct keymap maps[VIA_COUNT];

	cmdline_maps(&h->place, false, maps);
	for (int coded = 1; coded >= 0; coded--)
		for (int m = 0; m < VIA_FILE; m++)
			for (size_t i = 0; i < maps[m].n; i++) {
				const struct command *c = &maps[m].rows[i];

				if ((c->code != NULL) == coded && (c->label || c->code) &&
				    !(c->flags & COMMAND_BAR_LAST) &&
				    !cmdline_is_hidden(maps, (enum cmdline_via)m, c))
					add_command(h, c);
			}
}

static void add_macros(struct chooser *h)
{
	struct macro_list all = { 0 };
	struct err none = ERR_INIT;
	char line[160];

	if (macros_list(h->f->desk, &all, &none) == OK)
		for (size_t i = 0; i < all.n; i++)
			if (!strncmp(all.v[i].name, h->typed, strlen(h->typed)))
				add(h, all.v[i].name, all.v[i].name,
				    text_fmt(line, sizeof line, "= %s", all.v[i].line));
	macro_list_free(&all);
}

static void add_commands(struct chooser *h)
{
	struct keymap maps[VIA_COUNT];
	struct cmdline_match m;
	size_t n;

	if (!h->typed[0]) {
		add_all_commands(h);
		add_macros(h);
		return;
	}
	cmdline_maps(&h->place, false, maps);
	cmdline_find_verb(maps, h->typed, &m);
	if (!m.n)
		cmdline_find_near(maps, h->typed, &m);
	n = m.n < CMDLINE_MATCHES ? m.n : CMDLINE_MATCHES;
	for (size_t i = 0; i < n; i++)
		add_command(h, m.v[i].command);
	add_macros(h);
}

/* ---- keys and values ---- */

/* Only what stands behind the last comma is completed. */
static void add_values(struct chooser *h)
{
	const struct cmdline_word *w = &h->part->word[h->word];
	const char *comma = strrchr(h->typed, ','), *last = comma ? comma + 1 : h->typed;
	struct cmdline_values values = { 0 };

	h->st->from = w->end - strlen(last);
	h->st->to = w->to;
	cmdline_key_values(h->f->desk, w->key, last, &values);
	for (size_t i = 0; i < values.n; i++)
		add(h, values.v[i].code, values.v[i].code, values.v[i].name);
	vec_free(&values);
}

static void add_keys(struct chooser *h)
{
	const char *p = cmdline_key_names();
	const struct command *c = h->reading->verb.command;
	char key[8], insert[12];

	for (; c && *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");

		text_fmt(key, sizeof key, "%.*s", (int)n, p);
		p += n;
		if (!cmdline_takes(c, key) || strncmp(key, h->typed, strlen(h->typed)) != 0)
			continue;
		text_fmt(insert, sizeof insert, "%s=", key);
		add(h, insert, insert, "");
	}
}

/* ---- */

/* Does the word with the cursor name the command? It is the first, or the second behind rows. */
static bool at_verb(const struct chooser *h)
{
	int rows[CMDLINE_ROWS];
	char text[160];

	if (h->word == 0)
		return true;
	return h->word == 1 && h->part->word[0].kind == CMDWORD_PLAIN &&
	    cmdline_rows(cmdline_text(&h->st->parsed, &h->part->word[0], text, sizeof text), rows,
	    CMDLINE_ROWS);
}

static void take_word(struct chooser *h)
{
	struct cmdline_box *st = h->st;
	const struct cmdline_word *w = &h->part->word[h->word];

	st->from = st->to = st->text.cur;
	if (h->word >= h->part->n || w->from > st->text.cur)
		return;
	st->from = w->from;
	st->to = w->to;
	cmdline_text(&st->parsed, w, h->typed, sizeof h->typed);
}

void cmdline_choose(const struct screen *s)
{
	struct cmdline_box *st = s->state;
	struct chooser h = { .st = st, .f = front_of(s) };

	st->choices.n = 0;
	h.index = cmdline_part_at(&st->parsed, st->text.cur, &h.word);
	h.part = &st->parsed.part[h.index];
	h.reading = &st->reading[h.index];
	h.place = cmdline_box_place(s, h.index);
	take_word(&h);
	if (h.reading->hits)
		add_clients(&h);
	else if (h.word < h.part->n && h.part->word[h.word].kind == CMDWORD_KEY)
		add_values(&h);
	else if (at_verb(&h))
		add_commands(&h);
	else
		add_keys(&h);
	st->sel = -1;
	st->top = 0;
}
