/* The lists of the house: one function a tab reads its rows as cells of text. */
#include <string.h>

#include "admin_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/branch.h"
#include "data/disruption.h"
#include "data/hours.h"
#include "data/need.h"
#include "data/record.h"
#include "data/staff.h"
#include "desk/absence.h"
#include "desk/changes.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/roster.h"
#include "desk/rows.h"
#include "desk/settings.h"
#include "form/label.h"
#include "form/roles.h"
#include "screen/clientline.h"

struct admin_row *admin_add(struct admin *st, int64_t id, const char *state)
{
	struct admin_row *r = vec_push(&st->rows);

	r->id = id;
	text_copy(r->state, sizeof r->state, state);
	r->style = !strcmp(state, "on") ? STYLE_TEXT : !strcmp(state, "out") ? STYLE_BROKEN :
	    STYLE_GREY;
	return r;
}

void admin_cell(struct admin_row *r, int cell, const char *text)
{
	text_copy(r->cell[cell], sizeof r->cell[cell], text);
}

static void put_value(struct admin *st, struct admin_row *r, int cell, const struct record *row,
    const char *column)
{
	const struct value *v = record_get(row, column);
	char text[120];

	if (v->type != VALUE_NULL)
		admin_cell(r, cell, change_value_text(st->desk, row->table->name, column, v, text,
		    sizeof text));
}

/* "in force" is the rule: only what is not says so. */
static void put_state(struct admin *st, struct admin_row *r, int cell, const char *table)
{
	struct value v = { 0 };
	char text[60];

	if (!strcmp(r->state, "on"))
		return;
	value_set_text(&v, r->state);
	admin_cell(r, cell, change_value_text(st->desk, table, "state", &v, text, sizeof text));
	value_free(&v);
}

static enum err_code list(struct admin *st, const char *table, const char *order,
    struct record_list *out, struct err *e)
{
	struct record_pick pick = { .retired = st->retired, .order = order };

	return record_list(st->desk->store, table, &pick, out, e);
}

static const char *name_of(const struct record *r)
{
	const char *en = record_text(r, "name_en");

	return tr_language()[0] == 'e' && en[0] ? en : record_text(r, "name");
}

/* ---- people ---- */

static const char *role_label(struct admin *st, const char *code)
{
	const struct role *role = roles_find(st->desk->roles, code);

	return role ? label_text(&role->label) : code;
}

static enum err_code put_roles(struct admin *st, struct admin_row *r, int cell, struct err *e)
{
	struct staff_role_list l = { 0 };
	struct buf text = BUF_INIT;
	enum err_code rc = staff_roles(st->desk->store, r->id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(&text, "%s%s", i ? ", " : "", role_label(st, l.v[i].role));
	admin_cell(r, cell, buf_str(&text));
	buf_free(&text);
	staff_role_list_free(&l);
	return rc;
}

static enum err_code put_person(struct admin *st, const struct record *row, struct err *e)
{
	struct admin_row *r = admin_add(st, row->id, record_text(row, "state"));
	const char *phone = record_text(row, "phone");
	char tail[24];

	admin_cell(r, 0, record_text(row, "code"));
	admin_cell(r, 1, record_text(row, "name"));
	if (record_int(row, "branch_id"))
		put_value(st, r, 3, row, "branch_id");
	else
		admin_cell(r, 3, tr("head office"));
	admin_cell(r, 4, rights_may(st->desk, "see-phone") ? phone :
	    clientline_tail(phone, tail, sizeof tail));
	put_state(st, r, 5, "staff");
	if (!r->cell[5][0] && !record_int(row, "full_time"))
		admin_cell(r, 5, tr("part time"));
	return put_roles(st, r, 2, e);
}

enum err_code admin_load_people(struct admin *st, struct err *e)
{
	struct record_list l = { 0 };
	enum err_code rc = list(st, "staff", "name", &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = put_person(st, &l.v[i], e);
	record_list_free(&l);
	return rc == OK ? kpi_ratings(st->desk, &st->ratings, e) : rc;
}

/* ---- rooms, devices, and people who can be booked ---- */

static enum err_code put_skills(struct admin *st, struct admin_row *r, int cell, struct err *e)
{
	struct skill_list l = { 0 };
	struct buf text = BUF_INIT;
	char word[96];
	enum err_code rc = skill_list(st->desk->store, r->id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(&text, "%s%s", i ? ", " : "",
		    describe_ability(st->desk, l.v[i].word, word, sizeof word));
	admin_cell(r, cell, buf_str(&text));
	buf_free(&text);
	skill_list_free(&l);
	return rc;
}

static enum err_code put_room(struct admin *st, const struct record *row, struct err *e)
{
	struct admin_row *r = admin_add(st, row->id, record_text(row, "state"));
	enum err_code rc;

	admin_cell(r, 0, record_text(row, "code"));
	admin_cell(r, 1, record_text(row, "name"));
	put_value(st, r, 2, row, "kind");
	if (record_int(row, "branch_id"))
		put_value(st, r, 3, row, "branch_id");
	else
		admin_cell(r, 3, tr("all branches"));
	rc = put_skills(st, r, 4, e);
	if (!r->cell[4][0] && record_int(row, "staff_id"))
		admin_cell(r, 4, tr("by role"));
	put_state(st, r, 5, "resource");
	return rc;
}

enum err_code admin_load_rooms(struct admin *st, struct err *e)
{
	static const char *const kinds[] = { "room", "device", "staff" };
	struct record_list l = { 0 };
	enum err_code rc = list(st, "resource", "rank", &l, e);

	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; i < l.n && rc == OK; i++)
			if (!strcmp(record_text(&l.v[i], "kind"), kinds[k]))
				rc = put_room(st, &l.v[i], e);
	record_list_free(&l);
	return rc;
}

/* ---- services ---- */

static enum err_code put_needs(struct admin *st, struct admin_row *r, int cell, struct err *e)
{
	struct need_list l = { 0 };
	struct buf text = BUF_INIT;
	char word[96];
	enum err_code rc = need_list(st->desk->store, r->id, false, &l, e);

	for (size_t i = 0; i < l.n; i++)
		buf_printf(&text, "%s%s", i ? ", " : "", l.v[i].skill[0] ?
		    describe_ability(st->desk, l.v[i].skill, word, sizeof word) :
		    need_kind_text(l.v[i].kind));
	admin_cell(r, cell, text.n ? buf_str(&text) : tr("nobody yet !"));
	buf_free(&text);
	need_list_free(&l);
	return rc;
}

static enum err_code put_service(struct admin *st, const struct record *row, struct err *e)
{
	struct admin_row *r = admin_add(st, row->id, record_text(row, "state"));
	int64_t deposit = record_int(row, "deposit");
	char text[40];

	admin_cell(r, 0, record_text(row, "code"));
	admin_cell(r, 1, name_of(row));
	admin_cell(r, 2, text_fmt(text, sizeof text, tr("%d min"),
	    (int)record_int(row, "minutes")));
	if (deposit)
		admin_cell(r, 4, desk_money(st->desk, deposit, text, sizeof text));
	put_state(st, r, 5, "service");
	return put_needs(st, r, 3, e);
}

enum err_code admin_load_services(struct admin *st, struct err *e)
{
	struct record_list l = { 0 };
	enum err_code rc = list(st, "service", "rank", &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = put_service(st, &l.v[i], e);
	record_list_free(&l);
	return rc;
}

/* ---- products ---- */

static void put_product(struct admin *st, const struct record *row)
{
	struct admin_row *r = admin_add(st, row->id, record_text(row, "state"));
	char text[40];

	admin_cell(r, 0, record_text(row, "code"));
	admin_cell(r, 1, name_of(row));
	put_value(st, r, 2, row, "kind");
	admin_cell(r, 3, desk_money(st->desk, record_int(row, "price"), text, sizeof text));
	admin_cell(r, 4, record_text(row, "unit"));
	put_state(st, r, 5, "product");
}

enum err_code admin_load_products(struct admin *st, struct err *e)
{
	struct record_list l = { 0 };
	enum err_code rc = list(st, "product", "rank", &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		put_product(st, &l.v[i]);
	record_list_free(&l);
	return rc;
}

/* ---- indicators ---- */

/* "90 - 140", "- 30", "" */
static void put_band(struct admin_row *r, int cell, const struct record *row)
{
	const struct value *low = record_get(row, "low"), *high = record_get(row, "high");
	char from[40] = "", to[40] = "", text[100];

	if (low->type == VALUE_REAL)
		text_fmt(from, sizeof from, "%g ", low->d);
	if (high->type == VALUE_REAL)
		text_fmt(to, sizeof to, " %g", high->d);
	if (from[0] || to[0])
		admin_cell(r, cell, text_fmt(text, sizeof text, "%s-%s", from, to));
}

static void put_indicator(struct admin *st, const struct record *row)
{
	struct admin_row *r = admin_add(st, row->id, record_text(row, "state"));

	admin_cell(r, 0, record_text(row, "code"));
	admin_cell(r, 1, name_of(row));
	admin_cell(r, 2, record_text(row, "chart"));
	admin_cell(r, 3, record_text(row, "unit"));
	put_band(r, 4, row);
	put_state(st, r, 5, "indicator");
}

enum err_code admin_load_indicators(struct admin *st, struct err *e)
{
	struct record_list l = { 0 };
	enum err_code rc = list(st, "indicator", "rank", &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		put_indicator(st, &l.v[i]);
	record_list_free(&l);
	return rc;
}

/* ---- absences ---- */

static enum err_code put_absence(struct admin *st, const struct absence *a, struct err *e)
{
	struct admin_row *r = admin_add(st, a->id, "on");
	int64_t all, open, now = clock_now();
	char text[120];
	enum err_code rc = disruption_count(st->desk->store, a->id, &all, &open, e);

	admin_cell(r, 0, rows_name(st->desk, "resource", a->resource_id, text, sizeof text));
	admin_cell(r, 1, absence_kind_text(a->kind));
	admin_cell(r, 2, desk_time_text(st->desk, a->start_at, text, sizeof text));
	admin_cell(r, 3, desk_time_text(st->desk, a->end_at, text, sizeof text));
	admin_cell(r, 4, a->reason);
	if (all)
		admin_cell(r, 5, text_fmt(text, sizeof text, open ? "%lld/%lld !" : "%lld/%lld",
		    (long long)open, (long long)all));
	if (open)
		r->style = STYLE_LATE;
	else if (a->start_at <= now)
		r->style = STYLE_AWAY;
	return rc;
}

enum err_code admin_load_absences(struct admin *st, struct err *e)
{
	struct absence_list l = { 0 };
	/* Also what is over: as far back as a month. */
	int64_t since = clock_now() - (st->retired ? 31 * (int64_t)86400 : 0);
	enum err_code rc =
	    absence_list_open(st->desk->store, st->desk->branch_id, since, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		rc = put_absence(st, &l.v[i], e);
	absence_list_free(&l);
	return rc;
}

/* ---- opening hours ---- */

static void put_days(struct admin *st, struct admin_row *r, const struct record *row)
{
	int32_t today = desk_today(st->desk), from = day_parse(record_text(row, "from_day"));
	int32_t to = day_parse(record_text(row, "to_day"));
	int weekday = (int)record_int(row, "weekday");
	struct buf text = BUF_INIT;
	char a[48], b[48];

	if (weekday)
		buf_puts(&text, roster_day_text(weekday));
	/* Days of another year fill the column as figures only. */
	if (to != DAY_NONE && to != from && from != DAY_NONE &&
	    strncmp(day_format(from, a), day_format(today, b), 4) != 0) {
		buf_printf(&text, "%s%s - %s", text.n ? ", " : "", day_format(from, a),
		    day_format(to, b) + (strncmp(a, b, 4) ? 0 : 5));
		from = to = DAY_NONE;
	}
	if (from != DAY_NONE)
		buf_printf(&text, "%s%s", text.n ? ", " : "", day_echo(from, today, a, sizeof a));
	if (to != DAY_NONE && to != from)
		buf_printf(&text, " - %s", day_echo(to, today, b, sizeof b));
	admin_cell(r, 1, buf_str(&text));
	buf_free(&text);
}

static void put_opening(struct admin *st, const struct record *row)
{
	struct admin_row *r = admin_add(st, row->id, record_text(row, "state"));
	bool closed = record_int(row, "open_min") == record_int(row, "close_min");

	if (record_int(row, "branch_id"))
		put_value(st, r, 0, row, "branch_id");
	else
		admin_cell(r, 0, tr("all branches"));
	put_days(st, r, row);
	if (closed)
		admin_cell(r, 2, tr("closed"));
	if (!closed)
		put_value(st, r, 2, row, "open_min");
	if (!closed)
		put_value(st, r, 3, row, "close_min");
	put_value(st, r, 4, row, "reason");
	put_state(st, r, 5, "opening");
}

enum err_code admin_load_hours(struct admin *st, struct err *e)
{
	struct record_list l = { 0 };
	char today[11];
	enum err_code rc = list(st, "opening", "from_day", &l, e);

	desk_today_text(st->desk, today);
	for (size_t i = 0; i < l.n && rc == OK; i++) {
		const char *to = record_text(&l.v[i], "to_day");

		/* What is over only on demand. */
		if (!to[0] || strcmp(to, today) >= 0 || st->retired)
			put_opening(st, &l.v[i]);
	}
	record_list_free(&l);
	return rc;
}

/* ---- branches ---- */

static void put_branch(struct admin *st, const struct record *row)
{
	struct admin_row *r = admin_add(st, row->id, record_text(row, "state"));
	int open = (int)record_int(row, "open_min"), close = (int)record_int(row, "close_min");
	char text[40];

	admin_cell(r, 0, record_text(row, "code"));
	admin_cell(r, 1, name_of(row));
	put_value(st, r, 2, row, "kind");
	admin_cell(r, 3, text_fmt(text, sizeof text, "%02d:%02d-%02d:%02d", open / 60, open % 60,
	    close / 60, close % 60));
	admin_cell(r, 4, record_text(row, "in_charge"));
	put_state(st, r, 5, "branch");
}

enum err_code admin_load_branches(struct admin *st, struct err *e)
{
	struct record_list l = { 0 };
	enum err_code rc = list(st, "branch", NULL, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		put_branch(st, &l.v[i]);
	record_list_free(&l);
	return rc;
}

/* ---- settings ---- */

enum err_code admin_load_settings(struct admin *st, struct err *e)
{
	char text[60];

	(void)e;
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const struct setting_row *row = &setting_rows[i];
		struct admin_row *r = admin_add(st, (int64_t)i + 1, "on");
		int64_t now = setting_of(st->desk, (enum setting_number)i);

		admin_cell(r, 0, tr(row->label));
		admin_cell(r, 1, text_fmt(text, sizeof text, "%lld", (long long)now));
		admin_cell(r, 2, text_fmt(text, sizeof text, "%lld", (long long)row->fallback));
		admin_cell(r, 3, text_fmt(text, sizeof text, "%lld - %lld", (long long)row->min,
		    (long long)row->max));
		if (now != row->fallback)
			admin_cell(r, 4, tr("set here"));
	}
	return OK;
}
