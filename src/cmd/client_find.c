/* client find: any one item finds the client. Its columns are a contract. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/term.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "data/search.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/find.h"

enum { OPT_LIMIT, OPT_TIER, OPT_SEGMENT, OPT_GROWTH };
static const struct arg table[] = {
	[OPT_LIMIT] = { .name = "limit", .value = "N", .kind = ARG_INT, .min = 1, .max = 64,
	    .number = 20 },
	[OPT_TIER] = { .name = "tier", .value = "T" },
	[OPT_SEGMENT] = { .name = "segment", .value = "S" },
	[OPT_GROWTH] = { .name = "growth", .value = "G" },
};

static const struct table_col columns[] = {
	{ "id", 6, true },
	{ "file_no", 8, false },
	{ "name", 18, false },
	{ "pinyin", -1, false },
	{ "gender", 1, false },
	{ "birth_date", 10, false },
	{ "phone", 12, false },
	{ "branch", -1, false },
	{ "last_day", -1, false },
	{ "next_at", 16, false },
	{ "flags", -1, false },
	{ "via", 0, false },
};

static const char *pinyin_of(const struct client_card *card, char *out, size_t size)
{
	if (card->pinyin[0])
		return card->pinyin;
	term_pinyin(card->name, out, size);
	return out;
}

static void put_card(
    struct cmd_context *c, struct table_out *t, const struct client_card *card, const char *via)
{
	/* A restricted file is found by whoever knows whom to look for, and tells nothing more. */
	bool hidden = cover_hides(c->desk, cover_of_card(card));
	char pinyin[CLIENT_NAME], phone[32];

	table_int(t, card->id);
	table_text(t, card->file_no);
	table_text(t, shown_name(c, card));
	table_text(t, hidden ? "" : pinyin_of(card, pinyin, sizeof pinyin));
	table_text(t, card->gender);
	table_text(t, hidden ? "" : shown_column(c, "birth", card->birth));
	table_text(t, hidden ? "" : shown_phone(c, card->phone, phone, sizeof phone));
	table_text(t, card->branch);
	table_text(t, card->last_day);
	table_time(t, card->next_at);
	table_text(t, card->flags);
	table_text(t, via);
	table_row(t);
}

static const char *via_of(const struct search_result *hits, int64_t id)
{
	for (size_t i = 0; i < hits->n; i++)
		if (hits->v[i].client_id == id)
			return hits->v[i].via;
	return "";
}

static enum err_code put_hits(
    struct cmd_context *c, const struct search_result *hits, struct err *e)
{
	struct client_card_list cards = { .n = 0 };
	struct table_out *t;
	int64_t ids[COUNT(hits->v)];
	enum err_code rc;

	for (size_t i = 0; i < hits->n; i++)
		ids[i] = hits->v[i].client_id;
	rc = client_cards(c->store, ids, hits->n, clock_now(), &cards, e);
	if (rc != OK)
		return rc;
	t = table_begin(c, columns, COUNT(columns));
	for (size_t i = 0; i < cards.n; i++)
		put_card(c, t, &cards.v[i], via_of(hits, cards.v[i].id));
	table_end(t, tr("No one matches."));
	client_card_list_free(&cards);
	if (hits->more && c->format == FORMAT_TEXT)
		say_aside(c, "%s", tr("There are more. Type more of the name, or --limit."));
	return OK;
}

/* The options say the same as words of a class among TEXT. */
static void add_words(struct cmd_context *c, struct buf *typed)
{
	static const struct {
		int opt;
		const char *word;
	} words[] = { { OPT_TIER, "tier" }, { OPT_SEGMENT, "seg" }, { OPT_GROWTH, "type" } };

	for (size_t i = 0; i < COUNT(words); i++)
		if (c->args[words[i].opt].given)
			buf_printf(typed, " %s:%s", words[i].word, c->args[words[i].opt].text);
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct search_result hits = { .n = 0 };
	struct buf typed = BUF_INIT;
	struct find_want want;
	enum err_code rc = class_words(c, &a[OPT_TIER], &a[OPT_SEGMENT], &a[OPT_GROWTH], e);

	(void)argc;
	buf_puts(&typed, argv[0]);
	add_words(c, &typed);
	find_parse(c->desk, buf_str(&typed), &want);
	buf_free(&typed);
	if (rc == OK && want.unknown[0])
		rc = err_set(e, ERR_USAGE, "%s", want.unknown);
	if (rc == OK)
		rc = find_page(c->desk, &want, (int)a[OPT_LIMIT].number, NULL, &hits, e);
	return rc == OK ? put_hits(c, &hits, e) : rc;
}

const struct cmd cmd_client_find = {
	.name = "client find",
	.words = "TEXT",
	.min = 1,
	.max = 1,
	.args = table,
	.nargs = COUNT(table),
	.help = N_(
	    "Finds clients by part of a name, pinyin, initials, telephone, card or file number; "
	    "--tier, --segment, --growth, or tier:key type:loyal seg:new among TEXT: those of them "
	    "who are so; without other words everybody who is, most spent first."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
