/* What is asked about tests: who sees what, how late, why; and what comes of waiting. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/action.h"
#include "data/appointment.h"
#include "data/measure.h"
#include "data/service.h"
#include "data/staff.h"
#include "data/todo.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "order_priv.h"
#include "testing_priv.h"

/* ---- who sees what ---- */

bool testing_sees_report(struct desk *d, const struct test *x)
{
	int place = testing_place(x->stage), reviewed = testing_place("reviewed");

	return place >= reviewed || rights_may(d, "see-report");
}

int testing_late(struct desk *d, const struct test *x)
{
	int32_t due = day_parse(x->due_day), today = desk_today(d);

	return due != DAY_NONE && testing_next(x->stage) && due < today ? today - due : 0;
}

enum err_code testing_why(struct desk *d, int64_t id, struct buf *out, struct err *e)
{
	const struct testing_step *s;
	struct test_type type;
	struct test x;
	char since[48], names[160];
	enum err_code rc = test_get(d->store, id, &x, e);

	if (rc == OK)
		rc = test_type_get(d->store, x.test_type_id, &type, e);
	if (rc != OK)
		return rc;
	s = testing_next(x.stage);
	if (!s) {
		buf_puts(out, tr("Nothing is left to be done."));
		return OK;
	}
	buf_printf(out, tr("At \"%s\" since %s; next: %s, by %s."), testing_stage_word(x.stage),
	    desk_time_text(d, x.stage_at, since, sizeof since), tr(s->what), x.due_day);
	buf_printf(out, tr(" %s may: %s."), tr(s->who),
	    testing_who(d, s->right, names, sizeof names));
	if (testing_late(d, &x))
		buf_printf(out, tr(" Late by %d days: u asks them."), testing_late(d, &x));
	if (s->ask == TESTING_REPORT)
		buf_printf(out, tr(" The laboratory (%s) has %d days."), type.laboratory,
		    type.report_days);
	if (x.kits > 1)
		buf_printf(out, tr(" %d kits were sent."), x.kits);
	return OK;
}

/* ---- asking those who hold it up ---- */

enum err_code testing_escalate(struct desk *d, int64_t id, size_t *n, struct err *e)
{
	const struct testing_step *s = NULL;
	struct staff_list l = { 0 };
	struct test x;
	struct txn *t;
	enum err_code rc = testing_begin(d, "test-tell", NULL, id, 0, &t, e);

	*n = 0;
	if (rc != OK)
		return rc;
	rc = test_get(d->store, id, &x, e);
	s = rc == OK ? testing_next(x.stage) : NULL;
	if (rc == OK && !s)
		rc = err_set(e, ERR_CONFLICT, "%s", tr("Not done. The test has ended."));
	if (rc == OK)
		rc = staff_list(d->store, 0, false, &l, e);
	for (size_t i = 0; rc == OK && i < l.n; i++) {
		bool own = s->ask == TESTING_FINAL || s->ask == TESTING_EXPLAIN;

		if (!rights_other_may(d, l.v[i].id, s->right) ||
		    (own && x.expert_id && l.v[i].id != x.expert_id))
			continue;
		rc = testing_tell(t, d, &x, l.v[i].id, tr("is urgent, it waits for you"), e);
		*n += rc == OK;
	}
	staff_list_free(&l);
	if (rc == OK)
		rc = test_event_insert(t, id, "told", tr(s->who), e);
	return order_end(t, rc, NULL, e);
}

/* ---- kits that do not come back ---- */

static enum err_code put_todo(struct txn *t, struct desk *d, const struct test *x, struct err *e)
{
	struct todo w = { .branch_id = x->branch_id, .client_id = x->client_id,
		.other_id = x->id };

	desk_day_of(d, txn_now(t), w.day);
	text_copy(w.kind, sizeof w.kind, "kit");
	text_fmt(w.why, sizeof w.why, "%s %s", x->number, x->due_day);
	return todo_insert(t, &w, false, NULL, e);
}

/* Of one that came back, was cancelled, or went out anew. */
static enum err_code end_todos(struct txn *t, struct desk *d, size_t *n, struct err *e)
{
	struct todo_list l = { 0 };
	enum err_code rc = todo_list_open(d->store, "kit", 0, NULL, 0, 500, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++) {
		struct test x;

		rc = test_get(d->store, l.v[i].other_id, &x, e);
		if (rc != OK || (!strcmp(x.stage, "sent") && testing_late(d, &x)))
			continue;
		rc = todo_set_state(t, l.v[i].id, "done", e);
		*n += rc == OK;
	}
	todo_list_free(&l);
	return rc;
}

enum err_code testing_kits(struct desk *d, size_t *n, struct err *e)
{
	struct action_head head = { .name = "tick" };
	struct actor who = { .branch_id = d->branch_id, .station = d->who.station,
		.origin = "tick", .peer = d->who.peer };
	struct test_list l = { 0 };
	struct txn *t;
	enum err_code rc = action_begin(d->store, &who, &head, &t, e);

	*n = 0;
	if (rc != OK)
		return rc;
	rc = test_list_open(d->store, 0, &l, e);
	for (size_t i = 0; rc == OK && i < l.n; i++) {
		if (strcmp(l.v[i].stage, "sent") != 0 || !testing_late(d, &l.v[i]))
			continue;
		rc = put_todo(t, d, &l.v[i], e);
		*n += rc == OK;
	}
	test_list_free(&l);
	if (rc == OK)
		rc = end_todos(t, d, n, e);
	return order_end(t, rc, NULL, e);
}

/* ---- the reading ---- */

enum { APPOINTMENTS = 60 };

enum err_code testing_find_reading(struct desk *d, const struct test *x, int64_t *id,
    struct err *e)
{
	struct appointment_list l = { 0 };
	struct service report;
	struct err none = ERR_INIT;
	enum err_code rc;

	if (service_by_code(d->store, "report", &report, &none) != OK)
		return OK;
	rc = appointment_list_client(d->store, x->client_id, 0, 0, APPOINTMENTS, &l, e);
	for (size_t i = 0; rc == OK && i < l.n; i++)
		if (l.v[i].service_id == report.id && l.v[i].start_at >= x->created_at &&
		    (l.v[i].live || !strcmp(l.v[i].state, "done"))) {
			*id = l.v[i].id;
			break;
		}
	appointment_list_free(&l);
	return rc;
}

/* ---- values that came with the report ---- */

static enum err_code put_value(struct txn *t, struct desk *d, const struct test *x,
    const char *code, const char *text, struct err *e)
{
	struct measure m = { .branch_id = x->branch_id, .client_id = x->client_id,
		.dependant_id = x->dependant_id, .at = txn_now(t), .source = "laboratory" };
	struct err none = ERR_INIT;
	struct indicator i;
	char *end;

	m.value = strtod(text, &end);
	if (end == text || *end || !isfinite(m.value) ||
	    indicator_by_code(d->store, code, &i, &none) != OK || m.value < i.min ||
	    m.value > i.max)
		return OK;              /* stands in the report itself */
	m.indicator_id = i.id;
	desk_day_of(d, txn_now(t), m.day);
	text_copy(m.remark, sizeof m.remark, x->number);
	return measure_insert(t, &m, NULL, e);
}

/* Words CODE=VALUE of the line as it came, whatever parts them. */
static enum err_code put_line(struct txn *t, struct desk *d, const struct test *x,
    const char *line, struct err *e)
{
	static const char parts[] = " ,;\t\"";
	enum err_code rc = OK;

	while (*line && rc == OK) {
		size_t n = strcspn(line, parts);
		char word[80], *equal;

		if (n < sizeof word && n) {
			text_copy_n(word, sizeof word, line, n);
			equal = strchr(word, '=');
			if (equal) {
				*equal = '\0';
				rc = put_value(t, d, x, word, equal + 1, e);
			}
		}
		line += n;
		line += strspn(line, parts);
	}
	return rc;
}

enum err_code testing_measures_in(struct txn *t, struct desk *d, const struct test *x,
    struct err *e)
{
	struct lab_file_list l = { 0 };
	enum err_code rc = lab_file_list_test(d->store, x->id, &l, e);

	for (size_t i = 0; rc == OK && i < l.n; i++)
		if (!strcmp(l.v[i].state, "matched"))
			rc = put_line(t, d, x, l.v[i].line, e);
	lab_file_list_free(&l);
	return rc;
}
