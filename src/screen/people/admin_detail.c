/* What belongs to the selected row: its columns in words, and the small rows that hang on it. */
#include <string.h>

#include "admin_priv.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/appointment.h"
#include "data/branch.h"
#include "data/disruption.h"
#include "data/hours.h"
#include "data/need.h"
#include "data/record.h"
#include "data/resource.h"
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
#include "tui/viewport.h"

enum { LABEL_CELLS = 20, LABEL_NARROW = 15 };

int admin_label_cells(int cols)
{
	return cols < 60 ? LABEL_NARROW : LABEL_CELLS;
}

/* ---- lines ---- */

static struct detail_row *add_line(struct admin *st, enum detail_kind kind, const char *label,
    const char *text)
{
	struct detail_row *r = vec_push(&st->lines);

	r->id = (int64_t)st->lines.n;
	r->kind = kind;
	text_copy(r->label, sizeof r->label, label);
	text_copy(r->text, sizeof r->text, text);
	return r;
}

/* A text that is longer than a line goes on below it. */
static void add_text(struct admin *st, const char *label, const char *text)
{
	int cells = st->width - admin_label_cells(st->width) - 3;
	bool first = true;

	while (*text) {
		size_t skip, n = text_wrap(text, cells > 10 ? cells : 10, &skip);
		char part[240];
		struct detail_row *r;

		text_fmt(part, sizeof part, "%.*s", (int)n, text);
		r = add_line(st, DETAIL_TEXT, first ? label : "", part);
		r->go_on = !first;
		first = false;
		text += skip;
	}
}

/* Columns that stand in the list above already, or say nothing to people. */
static bool is_plain(const struct record *r, size_t i)
{
	static const char *const left_out[] = { "id", "rev", "created_at", "state", "name", "code",
		"created_by", "day", "start_at", "end_at", "branch_id", "resource_id", "kind",
		"staff_id", "minutes", "deposit" };
	const struct value *v = &r->v[i];

	for (size_t k = 0; k < sizeof left_out / sizeof left_out[0]; k++)
		if (!strcmp(left_out[k], r->table->columns[i].name))
			return false;
	return v->type != VALUE_NULL && (v->type != VALUE_TEXT || v->n);
}

static bool may_see(const struct admin *st, const struct column_def *c)
{
	return !(c->flags & COL_PRIVATE) || rights_may(st->desk, "see-phone");
}

static enum err_code add_columns(struct admin *st, const char *table, int64_t id, struct err *e)
{
	struct record r;
	char text[2100];
	enum err_code rc = record_load(st->desk->store, table, id, &r, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; i < r.table->ncolumns; i++)
		if (is_plain(&r, i) && may_see(st, &r.table->columns[i]))
			add_text(st, tr(r.table->columns[i].label),
			    change_value_text(st->desk, table, r.table->columns[i].name,
				&r.v[i], text, sizeof text));
	record_free(&r);
	return OK;
}

static void branch_words(struct admin *st, int64_t id, char *out, size_t size)
{
	struct branch b;
	struct err none = ERR_INIT;

	if (!id)
		text_copy(out, size, tr("all branches"));
	else if (branch_get(st->desk->store, id, &b, &none) == OK)
		text_copy(out, size, describe_in_language(b.name, b.name_en));
	else
		text_copy(out, size, "");
}

/* ---- what somebody is good for, and when ---- */

static enum err_code add_skills(struct admin *st, int64_t resource_id, struct err *e)
{
	struct skill_list l = { 0 };
	enum err_code rc = skill_list(st->desk->store, resource_id, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		char word[96];
		struct detail_row *r = add_line(st, DETAIL_SKILL, tr("good for"),
		    describe_ability(st->desk, l.v[i].word, word, sizeof word));

		r->ref = resource_id;
		text_copy(r->word, sizeof r->word, l.v[i].word);
	}
	skill_list_free(&l);
	return rc;
}

/* Every branch where the person has hours. */
static enum err_code add_hours(struct admin *st, int64_t resource_id, struct err *e)
{
	struct branch_list branches = { 0 };
	enum err_code rc = branch_list(st->desk->store, false, &branches, e);

	for (size_t i = 0; i < branches.n && rc == OK; i++) {
		struct roster_line l;
		char text[400], label[60];

		rc = roster_read(st->desk, resource_id, branches.v[i].id, true, &l, e);
		if (rc != OK || !l.n)
			continue;
		text_fmt(label, sizeof label, tr("hours, %s"),
		    describe_in_language(branches.v[i].name, branches.v[i].name_en));
		add_text(st, label, roster_line_text(&l, text, sizeof text));
	}
	branch_list_free(&branches);
	return rc;
}

static enum err_code add_away(struct admin *st, int64_t resource_id, struct err *e)
{
	struct absence_list l = { 0 };
	int64_t now = clock_now();
	enum err_code rc = absence_list(
	    st->desk->store, &resource_id, 1, now, now + 366 * (int64_t)86400, &l, e);

	for (size_t i = 0; i < l.n && i < 5; i++) {
		char from[48], to[48], text[200];

		text_fmt(text, sizeof text, tr("%s - %s  %s"),
		    desk_time_text(st->desk, l.v[i].start_at, from, sizeof from),
		    desk_time_text(st->desk, l.v[i].end_at, to, sizeof to), l.v[i].reason);
		add_text(st, absence_kind_text(l.v[i].kind), text);
	}
	absence_list_free(&l);
	return rc;
}

/* ---- the tabs ---- */

static enum err_code add_roles(struct admin *st, int64_t staff_id, struct err *e)
{
	struct staff_role_list l = { 0 };
	enum err_code rc = staff_roles(st->desk->store, staff_id, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		const struct role *role = roles_find(st->desk->roles, l.v[i].role);
		char where[96], text[200];
		struct detail_row *r;

		branch_words(st, l.v[i].branch_id, where, sizeof where);
		text_fmt(text, sizeof text, "%s, %s%s", role ? label_text(&role->label) :
		    l.v[i].role, where, l.v[i].main ? tr(" (main)") : "");
		r = add_line(st, DETAIL_ROLE, i ? "" : tr("roles"), text);
		r->ref = l.v[i].branch_id;
		text_copy(r->word, sizeof r->word, l.v[i].role);
	}
	staff_role_list_free(&l);
	return rc;
}

enum err_code admin_detail_people(struct admin *st, int64_t id, struct err *e)
{
	struct resource r;
	struct err none = ERR_INIT;
	char rating[80];
	enum err_code rc = add_roles(st, id, e);

	add_text(st, tr("ratings"), kpi_rating_text(&st->ratings, id, rating, sizeof rating));
	if (rc == OK && resource_by_staff(st->desk->store, id, &r, &none) == OK &&
	    !strcmp(r.state, "on")) {
		rc = add_skills(st, r.id, e);
		if (rc == OK)
			rc = add_hours(st, r.id, e);
		if (rc == OK)
			rc = add_away(st, r.id, e);
	} else if (rc == OK) {
		add_text(st, tr("booking"), tr("cannot be booked; y changes that"));
	}
	return rc == OK ? add_columns(st, "staff", id, e) : rc;
}

enum err_code admin_detail_rooms(struct admin *st, int64_t id, struct err *e)
{
	enum err_code rc = add_skills(st, id, e);

	if (rc == OK)
		rc = add_hours(st, id, e);
	if (rc == OK)
		rc = add_away(st, id, e);
	return rc == OK ? add_columns(st, "resource", id, e) : rc;
}

const char *need_kind_text(const char *kind)
{
	static const struct { const char *kind, *word; } kinds[] = { { "staff", N_("person") },
		{ "room", N_("room") }, { "device", N_("device") } };

	for (size_t i = 0; i < 3; i++)
		if (!strcmp(kinds[i].kind, kind))
			return tr(kinds[i].word);
	return kind;
}

/* "person: expert, the first 20 min, 5 min after" */
static void need_words(struct admin *st, const struct need *n, struct buf *out)
{
	char word[96];

	buf_printf(out, "%s: %s", need_kind_text(n->kind), n->skill[0] ?
	    describe_ability(st->desk, n->skill, word, sizeof word) : tr("any"));
	if (n->same_line)
		buf_printf(out, tr(", as in line %d"), n->same_line);
	if (n->from_min)
		buf_printf(out, tr(", after %d min"), n->from_min);
	if (n->for_min)
		buf_printf(out, tr(", for %d min"), n->for_min);
	if (n->prep_min)
		buf_printf(out, tr(", %d min before"), n->prep_min);
	if (n->clean_min)
		buf_printf(out, tr(", %d min after"), n->clean_min);
}

enum err_code admin_detail_services(struct admin *st, int64_t id, struct err *e)
{
	struct need_list l = { 0 };
	enum err_code rc = need_list(st->desk->store, id, false, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		struct buf text = BUF_INIT;
		char label[40];

		need_words(st, &l.v[i], &text);
		text_fmt(label, sizeof label, tr("takes %d"), l.v[i].line);
		add_line(st, DETAIL_NEED, label, buf_str(&text))->ref = l.v[i].id;
		buf_free(&text);
	}
	need_list_free(&l);
	return rc == OK ? add_columns(st, "service", id, e) : rc;
}

enum err_code admin_detail_products(struct admin *st, int64_t id, struct err *e)
{
	return add_columns(st, "product", id, e);
}

enum err_code admin_detail_indicators(struct admin *st, int64_t id, struct err *e)
{
	return add_columns(st, "indicator", id, e);
}

static const char *disruption_word(const char *state)
{
	static const struct { const char *state, *word; } words[] = {
		{ "open", N_("open !") }, { "asked", N_("client asked") }, { "moved", N_("moved") },
		{ "cancelled", N_("cancelled") }, { "kept", N_("stays") },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcmp(words[i].state, state))
			return tr(words[i].word);
	return state;
}

static void add_touched(struct admin *st, const struct disruption *d, const char *label)
{
	struct appointment_row a;
	struct err none = ERR_INIT;
	char at[48], name[200], text[240];
	struct detail_row *r;

	if (appointment_row_get(st->desk->store, d->appointment_id, &a, &none) != OK)
		return;
	text_fmt(text, sizeof text, "%s  %s  %s  %s",
	    desk_time_text(st->desk, a.start_at, at, sizeof at),
	    clientline_name(st->desk, a.client_id, name, sizeof name),
	    describe_in_language(a.service, a.service_en), disruption_word(d->state));
	r = add_line(st, DETAIL_APPOINTMENT, label, text);
	r->ref = a.client_id;
	if (!strcmp(d->state, "open"))
		r->style = STYLE_LATE;
}

enum err_code admin_detail_absences(struct admin *st, int64_t id, struct err *e)
{
	struct disruption_list l = { 0 };
	enum err_code rc = disruption_list(st->desk->store, id, &l, e);

	for (size_t i = 0; i < l.n; i++)
		add_touched(st, &l.v[i], i ? "" : tr("appointments"));
	if (!l.n)
		add_text(st, tr("appointments"), tr("none is touched"));
	disruption_list_free(&l);
	return rc == OK ? add_columns(st, "absence", id, e) : rc;
}

enum err_code admin_detail_hours(struct admin *st, int64_t id, struct err *e)
{
	return add_columns(st, "opening", id, e);
}

static enum err_code add_ways(struct admin *st, int64_t id, struct err *e)
{
	struct travel_list l = { 0 };
	enum err_code rc = travel_list(st->desk->store, id, &l, e);

	for (size_t i = 0; i < l.n; i++) {
		char where[96], text[160];
		struct detail_row *r;

		branch_words(st, l.v[i].other_id, where, sizeof where);
		text_fmt(text, sizeof text, tr("%d min to %s"), l.v[i].minutes, where);
		r = add_line(st, DETAIL_WAY, tr("on the way"), text);
		r->ref = l.v[i].other_id;
	}
	travel_list_free(&l);
	return rc;
}

enum err_code admin_detail_branches(struct admin *st, int64_t id, struct err *e)
{
	enum err_code rc = add_ways(st, id, e);

	return rc == OK ? add_columns(st, "branch", id, e) : rc;
}

enum err_code admin_detail_settings(struct admin *st, int64_t id, struct err *e)
{
	const struct setting_row *row = &setting_rows[id - 1];
	char text[160];

	(void)e;
	add_text(st, tr("what"), tr(row->label));
	add_text(st, tr("name"), row->key);
	add_text(st, tr("may be"), text_fmt(text, sizeof text, tr("%lld to %lld, as shipped %lld"),
	    (long long)row->min, (long long)row->max, (long long)row->fallback));
	return OK;
}
