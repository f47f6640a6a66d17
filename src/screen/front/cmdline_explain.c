/* The rows that say what a line means while it is typed. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmdline_priv.h"
#include "desk/desk.h"
#include "screen/clientline.h"

struct writer {
	const struct cmdline *c;
	const struct cmdline_part *part;
	size_t index;
	const struct cmdline_place *place;
	struct cmdline_note *notes;
	size_t n;
	bool begun;                     /* the part has its first row */
};

static struct cmdline_note *add(struct writer *w, const char *what, enum style style)
{
	static struct cmdline_note scrap;
	struct cmdline_note *note = w->n < CMDLINE_NOTES ? &w->notes[w->n++] : &scrap;

	*note = (struct cmdline_note){ .style = style, .first = !w->begun, .part = w->index };
	text_copy(note->what, sizeof note->what, what);
	w->begun = true;
	return note;
}

/* "沈雨晴 Shen Yuqing  F 37  25-0640  ..2208  next: none" */
static void put_client(struct desk *d, int64_t id, char *out, size_t size)
{
	struct client_card_list cards = { 0 };
	struct err none = ERR_INIT;
	char name[600], person[16], tail[16], when[48];
	const struct client_card *k;

	text_copy(out, size, "");
	if (client_cards(d->store, &id, 1, clock_now(), &cards, &none) == OK && cards.n) {
		k = &cards.v[0];
		clientline_full_name(d, k, name, sizeof name);
		clientline_person(k->gender, k->birth, desk_today(d), person, sizeof person);
		clientline_tail(k->phone, tail, sizeof tail);
		text_fmt(out, size, "%s  %s  %s  %s  %s %s", name, person,
		    k->file_no[0] ? k->file_no : "-", tail, tr("next:"), k->next_at ?
		    desk_time_text(d, k->next_at, when, sizeof when) : tr("none"));
	}
	client_card_list_free(&cards);
}

static void note_client(struct writer *w, const char *what, int64_t id)
{
	struct cmdline_note *note = add(w, what, STYLE_TEXT);

	put_client(w->place->front->desk, id, note->text, sizeof note->text);
}

static void note_when(struct writer *w, const struct cmdline_words *words)
{
	struct desk *d = w->place->front->desk;
	struct when_base base = desk_when(d);
	struct cmdline_note *note;

	if (words->when_said) {
		note = add(w, "", STYLE_PROPOSED);
		when_echo(&words->when, WHEN_PLAN, &base, note->text, sizeof note->text);
	}
	if (words->minutes >= 0) {
		note = add(w, "", STYLE_PROPOSED);
		text_fmt(note->text, sizeof note->text, tr("= %d min"), words->minutes);
	}
}

static void put_name(struct writer *w, const struct cmdline_key *k, int64_t id, struct buf *out)
{
	struct cmdline_values all = { 0 };

	cmdline_key_values(w->place->front->desk, k->key, "", &all);
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			buf_printf(out, "%s%s", out->n ? ", " : "", all.v[i].name);
	vec_free(&all);
}

static void note_keys(struct writer *w, const struct cmdline_words *words)
{
	for (size_t i = 0; i < words->nkeys; i++) {
		const struct cmdline_key *k = &words->key[i];
		struct buf names = { 0 };
		char what[48];
		struct cmdline_note *note;

		text_fmt(what, sizeof what, "%s=%s", k->key, k->text);
		note = add(w, what, STYLE_TEXT);
		for (size_t v = 0; v < k->n; v++)
			put_name(w, k, k->id[v], &names);
		text_copy(note->text, sizeof note->text, buf_str(&names));
		buf_free(&names);
	}
}

static void note_rows(struct writer *w, const struct cmdline_reading *r)
{
	struct buf rows = { 0 };

	for (size_t i = 0; i < r->rows; i++)
		buf_printf(&rows, "%s%d", i ? ", " : "", r->row[i]);
	text_fmt(add(w, "", STYLE_TEXT)->text, sizeof w->notes->text,
	    trn("row %s", "rows %s", (long)r->rows), buf_str(&rows));
	buf_free(&rows);
}

static void note_verb(struct writer *w, const struct cmdline_reading *r)
{
	char name[80];
	struct cmdline_note *note = add(w, cmdline_verb_name(r->verb.command, name, sizeof name),
	    STYLE_TEXT);

	text_copy(note->text, sizeof note->text, tr(r->verb.command->help));
	if (r->rows)
		note_rows(w, r);
	if (r->words.client_id)
		note_client(w, r->words.find, r->words.client_id);
	note_when(w, &r->words);
	note_keys(w, &r->words);
}

static void note_refusal(struct writer *w, const char *what, const struct cmdline_reading *r)
{
	struct cmdline_note *note = add(w, what, STYLE_MSG_REFUSED);

	text_copy(note->text, sizeof note->text, r->err.text);
}

size_t cmdline_explain(const struct cmdline *c, size_t i, const struct cmdline_place *p,
    const struct cmdline_reading *r, struct cmdline_note *notes, size_t n)
{
	struct writer w = { .c = c, .part = &c->part[i], .index = i, .place = p, .notes = notes,
		.n = n };
	char typed[160];

	cmdline_words_text(c, w.part, 0, w.part->n, typed, sizeof typed);
	switch (r->meaning) {
	case MEANS_NOTHING:
		break;
	case MEANS_VERB:
		note_verb(&w, r);
		break;
	case MEANS_CLIENT:
		note_client(&w, typed, r->words.client_id);
		break;
	case MEANS_MACRO:
		text_fmt(add(&w, r->macro, STYLE_PROPOSED)->text, sizeof notes->text, "= %s",
		    r->body);
		break;
	case MEANS_LATER:
		text_copy(add(&w, typed, STYLE_GREY)->text, sizeof notes->text,
		    tr("is understood when its turn comes"));
		break;
	case MEANS_UNKNOWN:
		note_refusal(&w, typed, r);
		break;
	}
	return w.n;
}
