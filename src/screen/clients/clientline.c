#include "screen/clientline.h"

#include <string.h>

#include "base/buf.h"
#include "base/term.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/client.h"
#include "desk/cover.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/notice.h"
#include "desk/segment.h"
#include "tui/style.h"

char *clientline_name(struct desk *d, int64_t client_id, char *out, size_t size)
{
	return describe_client(d, client_id, out, size);
}

char *clientline_tail(const char *number, char *out, size_t size)
{
	size_t n = strlen(number);

	if (!n)
		return text_copy(out, size, "");
	return text_fmt(out, size, "..%s", number + (n > 4 ? n - 4 : 0));
}

char *clientline_person(const char *gender, const char *birth, int32_t today, char *out,
    size_t size)
{
	return notice_person(gender, birth, today, out, size);
}

char *clientline_flags(const char *kinds, char *out, size_t size)
{
	return notice_kinds(kinds, out, size);
}

char *clientline_notice(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size)
{
	return notice_client(d, client_id, dependant_id, out, size);
}

char *clientline_serving(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size)
{
	return notice_serving(d, client_id, dependant_id, out, size);
}

enum style clientline_flag_style(const char *kinds)
{
	for (size_t i = 0; i < notice_flags_count; i++)
		if (notice_has(kinds, notice_flags[i].kind))
			return notice_flags[i].risk ? STYLE_RISK : STYLE_NOTE;
	return STYLE_TEXT;
}

enum style clientline_state_style(char letter)
{
	static const struct {
		char letter;
		enum style style;
	} styles[] = {
		{ 'B', STYLE_PLANNED }, { 'C', STYLE_AGREED }, { 'A', STYLE_PRESENT },
		{ 'S', STYLE_RUNNING }, { 'D', STYLE_DONE }, { 'Z', STYLE_MISSED },
		{ 'X', STYLE_DROPPED }, { 'H', STYLE_HELD },
	};

	for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
		if (styles[i].letter == letter)
			return styles[i].style;
	return STYLE_TEXT;
}

void clientline_appointment(struct desk *d, const struct appointment_row *a, struct canvas *c,
    struct rect w)
{
	const char *service = describe_in_language(a->service, a->service_en);
	char clock[8], person[16], flags[120], letter[2] = { a->letter, '\0' };
	int col = w.col, extra = w.cols > 100 ? 8 : 0;

	desk_clock_text(d, a->start_at, clock, sizeof clock);
	clientline_person(a->gender, a->birth, desk_today(d), person, sizeof person);
	clientline_flags(a->flags, flags, sizeof flags);
	canvas_put(c, w.row, col, clock, STYLE_TEXT, 5);
	canvas_put(c, w.row, col + 7, letter, clientline_state_style(a->letter), 1);
	col += 9;
	canvas_pad(c, w.row, col, cover_treated(d, cover_of_row(a)), STYLE_TEXT, 14 + extra);
	col += 15 + extra;
	canvas_pad(c, w.row, col, person, STYLE_TEXT, 5);
	col += 6;
	canvas_pad(c, w.row, col, service, STYLE_TEXT, 14 + extra);
	col += 15 + extra;
	canvas_pad(c, w.row, col, a->staff, STYLE_TEXT, 10 + extra);
	col += 11 + extra;
	canvas_pad(c, w.row, col, a->room, STYLE_TEXT, 5);
	col += 6;
	canvas_put(c, w.row, col, flags, clientline_flag_style(a->flags), w.col + w.cols - col);
}

/* The name as it is written, and how it sounds where that is not the same thing. */
char *clientline_full_name(struct desk *d, const struct client_card *card, char *out, size_t size)
{
	char made[CLIENT_NAME];

	if (cover_hides(d, cover_of_card(card)))
		return text_copy(out, size, cover_name(d, cover_of_card(card)));
	if (!card->pinyin[0])
		term_pinyin(card->name, made, sizeof made);
	else
		text_copy(made, sizeof made, card->pinyin);
	if (!made[0] || !strcmp(made, card->name))
		return text_copy(out, size, card->name);
	return text_fmt(out, size, "%s %s", card->name, made);
}

/* QUIET says in full what it asks for; what is dangerous stands before it, so that it is seen. */
static void header_flags(const char *kinds, char *out, size_t size)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < notice_flags_count; i++)
		if (notice_flags[i].risk && notice_has(kinds, notice_flags[i].kind) &&
		    strcmp(notice_flags[i].kind, "quiet") != 0)
			buf_printf(&b, "%s ", tr(notice_flags[i].word));
	if (notice_has(kinds, "quiet"))
		buf_printf(&b, "%s ", tr("QUIET: do not say who is calling"));
	for (size_t i = 0; i < notice_flags_count; i++)
		if (!notice_flags[i].risk && notice_has(kinds, notice_flags[i].kind))
			buf_printf(&b, "%s ", tr(notice_flags[i].word));
	buf_trim(&b);
	text_copy(out, size, buf_str(&b));
	buf_free(&b);
}

/* What the rules, or a person, say of the client: once where a mark says it too. */
char *clientline_class(struct desk *d, const struct client_card *card, char *out, size_t size)
{
	struct client_class k = { .client_id = card->id };

	if (!notice_has(card->flags, "key"))
		text_copy(k.tier, sizeof k.tier, card->tier);
	text_copy(k.segments, sizeof k.segments, card->segments);
	return segment_head(d, &k, out, size);
}

void clientline_header(struct desk *d, const struct client_card *card, struct canvas *c, int row)
{
	char name[600], person[16], tail[16], text[800], flags[200], class[200];
	bool quiet = notice_has(card->flags, "quiet");
	int used;

	canvas_fill(c, (struct rect){ row, 0, 1, c->cols }, STYLE_SUBJECT);
	clientline_full_name(d, card, name, sizeof name);
	clientline_person(card->gender, card->birth, desk_today(d), person, sizeof person);
	clientline_tail(card->phone, tail, sizeof tail);
	/* Nobody dials before having read QUIET: it stands before the number. */
	text_fmt(text, sizeof text, "%s  %s  %s  %s", name, person,
	    card->file_no[0] ? card->file_no : tr("no number"), quiet ? "" : tail);
	used = canvas_put(c, row, 0, text, STYLE_SUBJECT, c->cols - 2);
	header_flags(card->flags, flags, sizeof flags);
	if (flags[0])
		used += canvas_put(c, row, used + (quiet ? 0 : 2), flags,
		    clientline_flag_style(card->flags), CANVAS_REST);
	if (quiet)
		used += canvas_put(c, row, used + 2, tail, STYLE_SUBJECT, CANVAS_REST) + 2;
	clientline_class(d, card, class, sizeof class);
	if (class[0])
		canvas_put(c, row, used + (flags[0] && !quiet ? 3 : 2), class, STYLE_SUBJECT,
		    CANVAS_REST);
}
