/* The templates of a message: by digit, narrowed by letters. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "compose_priv.h"
#include "desk/form_env.h"
#include "form/messages.h"

enum { ON_PAGE = 9 };

void compose_narrow(struct compose *st)
{
	st->nshown = 0;
	st->page = 0;
	for (size_t i = 0; i < st->n; i++) {
		const struct message_template *t = st->templates[i];

		if (!st->find[0] || form_env_fits(st->find, label_text(&t->label),
		    t->label.en, t->code))
			st->shown[st->nshown++] = (int)i;
	}
}

int compose_at(const struct compose *st, int digit)
{
	int at = st->page * ON_PAGE + digit - 1;

	return digit >= 1 && at < st->nshown ? st->shown[at] : -1;
}

int compose_pages(const struct compose *st)
{
	return st->nshown ? (st->nshown + ON_PAGE - 1) / ON_PAGE : 1;
}

static bool is_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || cp > 0x7f;
}

/* A letter that nothing would fit is not taken: what is shown stays. */
bool compose_letter(struct compose *st, const struct key *k)
{
	char before[sizeof st->find];
	char one[8] = "";
	size_t n = strlen(st->find);

	text_copy(before, sizeof before, st->find);
	if (key_is(*k, K_BACKSPACE)) {
		if (!n)
			return false;
		while (n > 0 && ((unsigned char)st->find[--n] & 0xc0) == 0x80)
			continue;
		st->find[n] = '\0';
	} else {
		if (!key_is_text(*k) || !is_letter(k->code))
			return false;
		one[utf8_encode(k->code, one)] = '\0';
		text_fmt(st->find, sizeof st->find, "%s%s", before, one);
	}
	compose_narrow(st);
	if (!st->nshown) {
		text_copy(st->find, sizeof st->find, before);
		compose_narrow(st);
		screen_say(st->owner, STYLE_MSG_INFO, tr("No template \"%s%s\"."), before, one);
	}
	return true;
}

void compose_draw_templates(const struct compose *st, const struct screen *s, struct canvas *c)
{
	int row = s->body.row + 1, last = st->box.row - 2;
	char line[160];

	if (st->find[0])
		text_fmt(line, sizeof line, "%s [%s]", tr("templates"), st->find);
	else if (compose_pages(st) > 1)
		text_fmt(line, sizeof line, tr("templates %d of %d: letters narrow, PgDn turns"),
		    st->page + 1, compose_pages(st));
	else
		text_copy(line, sizeof line, tr("templates (letters narrow)"));
	canvas_rule(c, s->body.row, 0, c->cols, line);
	for (int digit = 1; digit <= ON_PAGE && row <= last; digit++) {
		int at = compose_at(st, digit);

		if (at < 0)
			break;
		text_fmt(line, sizeof line, "%s %d  %s", at == st->chosen ? ">" : " ", digit,
		    label_text(&st->templates[at]->label));
		canvas_put(c, row++, 0, line, at == st->chosen ? STYLE_SELECTED : STYLE_TEXT,
		    c->cols);
	}
}
