/* client export: the list of files, for a spreadsheet, or everything about one client. Each run
 * leaves a trace. */

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "client_file_priv.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "data/store.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/intake.h"
#include "desk/rights.h"

#define PAGE 500

static const struct arg table[] = {
	{ .name = "all", .kind = ARG_SWITCH },
	{ .name = "second", .value = "STAFF" },
};

static const struct table_col columns[] = {
	{ "id", 6, true },
	{ "file_no", 8, false },
	{ "name", 18, false },
	{ "pinyin", -1, false },
	{ "gender", 1, false },
	{ "birth_date", 10, false },
	{ "phone", 12, false },
	{ "branch", 6, false },
	{ "last_day", 10, false },
	{ "next_at", 16, false },
	{ "flags", 0, false },
	{ "state", -1, false },
	{ "merged_into", -1, true },
	{ "opened", -1, false },
	{ "document_no", -1, false },
	{ "card_no", -1, false },
	{ "card_level", -1, false },
	{ "email", -1, false },
	{ "address", -1, false },
	{ "source", -1, false },
	{ "expert", -1, false },
	{ "coordinator", -1, false },
	{ "needs", -1, false },
	{ "notes", -1, false },
};

/* Of a restricted file only what a screen would show. */
static void put_rest(
    struct cmd_context *c, struct table_out *t, const struct client *r, bool hidden)
{
	const struct {
		const char *column, *text;
	} private[] = { { "document_no", r->document_no }, { "card_no", r->card_no },
		{ "card_level", r->card_level }, { "email", r->email }, { "address", r->address } };

	table_text(t, r->day);
	for (size_t i = 0; i < COUNT(private); i++)
		table_text(t, hidden ? "" : shown_column(c, private[i].column, private[i].text));
	table_text(t, r->source);
	table_text(t, staff_code_of(c, r->expert_id));
	table_text(t, staff_code_of(c, r->coordinator_id));
	table_text(t, shown_column(c, "needs", r->needs));
	table_text(t, hidden ? "" : shown_column(c, "notes", r->notes));
	table_row(t);
}

static enum err_code put_client(
    struct cmd_context *c, struct table_out *t, const struct client_card *card, struct err *e)
{
	bool hidden = cover_hides(c->desk, cover_of_card(card));
	struct client row = { 0 };
	char phone[32];
	enum err_code rc = client_get(c->store, card->id, &row, e);

	if (rc != OK)
		return rc;
	table_int(t, card->id);
	table_text(t, card->file_no);
	table_text(t, shown_name(c, card));
	table_text(t, hidden ? "" : card->pinyin);
	table_text(t, card->gender);
	table_text(t, hidden ? "" : shown_column(c, "birth", card->birth));
	table_text(t, hidden ? "" : shown_phone(c, card->phone, phone, sizeof phone));
	table_text(t, card->branch);
	table_text(t, card->last_day);
	table_time(t, card->next_at);
	table_text(t, card->flags);
	table_text(t, card->state);
	table_int_or_empty(t, card->merged_into);
	put_rest(c, t, &row, hidden);
	client_free(&row);
	return OK;
}

static enum err_code put_page(struct cmd_context *c, struct table_out *t, const int64_t *ids,
    size_t n, bool all, struct err *e)
{
	struct client_card_list cards = { .n = 0 };
	enum err_code rc = client_cards(c->store, ids, n, clock_now(), &cards, e);

	for (size_t i = 0; i < cards.n && rc == OK; i++)
		if (all || cards.v[i].branch_id == c->desk->branch_id)
			rc = put_client(c, t, &cards.v[i], e);
	client_card_list_free(&cards);
	return rc;
}

static enum err_code put_all(struct cmd_context *c, bool all, struct err *e)
{
	struct table_out *t = table_begin(c, columns, COUNT(columns));
	int64_t ids[PAGE], after = 0;
	enum err_code rc = OK;
	size_t n = PAGE;

	while (rc == OK && n == PAGE) {
		rc = client_list_ids(c->store, after, ids, PAGE, &n, e);
		if (rc == OK && n) {
			after = ids[n - 1];
			rc = put_page(c, t, ids, n, all, e);
		}
	}
	table_end(t, NULL);
	return rc;
}

static enum err_code may(struct cmd_context *c, const struct arg *second, struct err *e)
{
	enum err_code rc = rights_check(c->desk, &c->desk->who, "export", e);

	if (rc != ERR_SECOND || !second->given)
		return rc;
	err_clear(e);
	rc = second_signs(c, second->text, "export", e);
	return rc == OK ? rights_check(c->desk, &c->desk->who, "export", e) : rc;
}

/* A file that can only be read cannot note it; then only its owner exports. */
static enum err_code note(struct cmd_context *c, int64_t client_id, const char *what, struct err *e)
{
	if (store_is_read_only(c->store) && c->owner)
		return OK;
	return intake_look(c->desk, client_id, "export", what, e);
}

static enum err_code export_list(struct cmd_context *c, bool all, struct err *e)
{
	enum err_code rc = OK;

	if (all)
		rc = rights_check(c->desk, &c->desk->who, "see-branches", e);
	if (rc == OK)
		rc = note(c, 0, all ? "all branches" : c->desk->branch_code, e);
	if (rc != OK)
		return rc;
	if (c->format == FORMAT_TEXT) /* a list for spreadsheets */
		c->format = FORMAT_CSV;
	return put_all(c, all, e);
}

/* Everything about one: a restricted file only to those who see its name. */
static enum err_code export_file(struct cmd_context *c, const char *word, struct err *e)
{
	struct client_card card;
	int64_t id;
	enum err_code rc = args_client(c, word, &id, e);

	if (rc == OK && c->format == FORMAT_CSV)
		rc = err_set(e, ERR_USAGE, "%s",
		    tr("One client has many tables. --format=json or --format=text."));
	if (rc == OK)
		rc = card_of(c, id, &card, e);
	if (rc == OK && cover_of_card(&card).on)
		rc = rights_check(c->desk, &c->desk->who, "see-restricted", e);
	if (rc == OK)
		rc = note(c, id, "whole file", e);
	return rc == OK ? client_file_put(c, id, e) : rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;
	enum err_code rc = OK;

	if (argc && args[0].given)
		rc = err_set(e, ERR_USAGE, "%s", tr("One client, or --all files: not both."));
	if (rc == OK)
		rc = may(c, &args[1], e);
	if (rc != OK)
		return rc;
	return argc ? export_file(c, argv[0], e) : export_list(c, args[0].given, e);
}

const struct cmd cmd_client_export = {
	.name = "client export",
	.words = "[CLIENT]",
	.max = 1,
	.args = table,
	.nargs = COUNT(table),
	.usage = "[CLIENT] [--all] [--second STAFF] [--format csv|json|text]",
	.help = N_("Prints the files of the branch, or of --all branches, as CSV; with CLIENT, "
		   "everything that is kept about one."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
