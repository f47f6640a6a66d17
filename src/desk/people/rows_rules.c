/* Every kind of row that has a form: whose right, whose row, what is checked. And their names. */
#include <stdio.h>
#include <string.h>

#include "desk/schedule/absence_priv.h"
#include "base/buf.h"
#include "base/tr.h"
#include "desk/arrivals/daylist_priv.h"
#include "data/branch.h"
#include "data/record.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/callback_events.h"
#include "desk/changes.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "rows_priv.h"

/* ---- sums of money: nothing asked is 0 in the row, empty in the form ---- */

static enum err_code deposit_answer(struct desk *d, int64_t id, const char *field,
    struct value *out, struct err *e)
{
	struct record row;
	enum err_code rc;

	if (strcmp(field, "deposit") != 0 && strcmp(field, "price") != 0)
		return OK;
	rc = record_load(d->store, "service", id, &row, e);
	if (rc == OK) {
		if (record_int(&row, field))
			value_set_int(out, record_int(&row, field));
		record_free(&row);
	}
	return rc;
}

static const char *deposit_column(const char *field, const struct value *v, struct value *out)
{
	static const char *const sums[] = { "deposit", "price" };

	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		if (!strcmp(field, sums[i])) {
			value_set_int(out, v->type == VALUE_INT ? v->i : 0);
			return sums[i];
		}
	return NULL;
}

/* ---- the kinds ---- */

const struct rows_rule rows_rules[] = {
	{ .kind = { "dependant", "dependant", "client-family", "client_id", "client" },
	  .state = rows_state_dependant },
	{ .kind = { "goods", "client_goods", "client-goods", "client_id", "client" },
	  .after = callback_goods_in },
	{ .kind = { "staff", "staff", "staff-edit", NULL, NULL }, .check = rows_check_staff,
	  .state = rows_state_staff },
	{ .kind = { "branch", "branch", "site-edit", NULL, NULL }, .check = rows_check_branch,
	  .state = rows_state_branch },
	{ .kind = { "resource", "resource", "resource-edit", NULL, NULL },
	  .there = rights_check_there, .check = rows_check_resource, .state = rows_state_resource },
	{ .kind = { "service", "service", "resource-edit", NULL, NULL },
	  .check = rows_check_service, .answer = deposit_answer, .column = deposit_column },
	{ .kind = { "product", "product", "resource-edit", NULL, NULL },
	  .check = rows_check_product },
	{ .kind = { "indicator", "indicator", "resource-edit", NULL, NULL },
	  .check = rows_check_indicator },
	{ .kind = { "need", "service_need", "resource-edit", "service_id", "service" },
	  .check = rows_check_need },
	{ .kind = { "opening", "opening", "roster-edit", NULL, NULL },
	  .there = rows_there_opening, .check = rows_check_opening },
	{ .kind = { "roster", "roster", "roster-edit", "resource_id", "resource" },
	  .there = rights_check_there, .check = rows_check_roster },
	{ .kind = { "absence", "absence", "appt-disrupt", "resource_id", "resource" },
	  .save = absence_rows_save, .set_state = absence_rows_state, .answer = absence_answer },
	{ .kind = { "incident", "incident", "incident-add", NULL, NULL },
	  .save = incident_rows_save },
};
const size_t rows_rules_count = sizeof rows_rules / sizeof rows_rules[0];

/* ---- names ---- */

static void clock_words(int minute, char *out, size_t size)
{
	text_fmt(out, size, "%02d:%02d", minute / 60, minute % 60);
}

static void part(struct desk *d, const struct record *r, const char *column, struct buf *out)
{
	const struct value *v = record_get(r, column);
	char text[120];

	if (v->type == VALUE_NULL || (v->type == VALUE_TEXT && !v->n))
		return;
	buf_printf(out, "%s%s", out->n ? " " : "",
	    change_value_text(d, r->table->name, column, v, text, sizeof text));
}

static void hours(const struct record *r, const char *from, const char *to, struct buf *out)
{
	char a[8], b[8];

	clock_words((int)record_int(r, from), a, sizeof a);
	clock_words((int)record_int(r, to), b, sizeof b);
	buf_printf(out, " %s-%s", a, b);
}

/* The columns that tell one row of the table from another, in the order in which they are said. */
static const struct {
	const char *table, *columns[4], *from, *to;
} told[] = {
	{ "dependant", { "name" }, NULL, NULL }, { "client_goods", { "name" }, NULL, NULL },
	{ "staff", { "name" }, NULL, NULL }, { "branch", { "name" }, NULL, NULL },
	{ "resource", { "name" }, NULL, NULL },
	{ "service_need", { "service_id", "kind", "skill" }, NULL, NULL },
	{ "opening", { "branch_id", "weekday", "from_day", "reason" }, "open_min", "close_min" },
	{ "roster", { "resource_id", "kind", "weekday" }, "from_min", "to_min" },
	{ "absence", { "resource_id", "kind", "day" }, NULL, NULL },
};

static void tell(struct desk *d, const struct record *r, struct buf *out)
{
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		if (strcmp(told[i].table, r->table->name) != 0)
			continue;
		for (size_t k = 0; k < 4 && told[i].columns[k]; k++)
			part(d, r, told[i].columns[k], out);
		if (told[i].from)
			hours(r, told[i].from, told[i].to, out);
	}
}

char *rows_name(struct desk *d, const char *table, int64_t id, char *out, size_t size)
{
	struct buf text = BUF_INIT;
	struct err none = ERR_INIT;
	struct record r;

	if (!strcmp(table, "client"))
		return describe_client(d, id, out, size);
	if (record_load(d->store, table, id, &r, &none) != OK)
		return text_fmt(out, size, "%lld", (long long)id);
	if (!strcmp(table, "service") || !strcmp(table, "product") ||
	    !strcmp(table, "indicator"))
		buf_puts(&text, describe_in_language(record_text(&r, "name"),
		    record_text(&r, "name_en")));
	tell(d, &r, &text);
	record_free(&r);
	if (!text.n)
		buf_printf(&text, "%lld", (long long)id);
	text_copy(out, size, buf_str(&text));
	buf_free(&text);
	return out;
}
