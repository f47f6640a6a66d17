/*
 * Random actions over every recorded table, each followed by none, one or two undos of any action,
 * held against an oracle that knows only what the rows were before and after (oracle.h). Without a
 * word: seeds of 150 actions, 1,500 in all; PROPERTY_ACTIONS=12000 for the long run, PROPERTY_SEED
 * for another start.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/history.h"
#include "data/store.h"
#include "desk/demo.h"
#include "desk/undo.h"
#include "property.h"

#define CLIENTS 24

struct past {
	struct oracle_diff diff;        /* nothing: it cannot be taken back */
	int64_t undoes;
	const char *kind;
};

#define TALLIES 11
struct tally {
	union {
		struct {
			int actions, refused, clean, other_column, redone, later, guard, again,
			    rows;
			int wrong, left_over;
		};
		int v[TALLIES];
	};
};

struct run {
	struct property p;
	struct past *past;              /* by number of the action */
	int64_t last;
	struct oracle_dump now;
	struct tally n;
	/* SQL run behind the back of the program right after an undo. */
	const char *sabotage;
	bool quiet;
};

/* ---- the site ---- */

static void open_site(struct property *p, uint64_t seed)
{
	struct site_options site = { .pin_cost = 1 };
	struct demo_options o = { .clients = CLIENTS, .days = 0, .seed = seed,
		.today = day_parse(HELP_DAY) };
	struct desk_config config = { .forms_dir = "forms", .station = "T1", .branch = "ja",
		.origin = "ui", .peer = "", .pin_cost = 1, .pin_min = 6, .undo_minutes = 30 };
	struct desk_world *w = &p->w;
	char base[120];

	clock_fix(HELP_NOW - 6 * 3600);
	p->random = seed * 0x9e3779b97f4a7c15 + 1;
	text_copy(w->dir, sizeof w->dir, "/tmp/fd-property-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	text_fmt(w->path, sizeof w->path, "%s/a.db", w->dir);
	text_fmt(base, sizeof base, "%s/base.db", w->dir);
	must(w, store_create(w->path, &w->e));
	must(w, store_open(w->path, STORE_NO_SYNC, &w->s, &w->e));
	must(w, site_create(w->s, &site, &w->e));
	must(w, demo_fill(w->s, &o, &w->e));
	must(w, store_backup(w->s, base, &w->e));
	must(w, desk_open(w->s, &config, &w->d, &w->e));
	act_as(w, 2, 0);
	w->d.admin = true;              /* rights and second persons have tests of their own */
	oracle_open(&p->o, w->path);
}

static void close_site(struct property *p)
{
	char command[100];

	oracle_close(&p->o);
	desk_close(&p->w.d);
	store_close(p->w.s);
	text_fmt(command, sizeof command, "rm -rf '%s'", p->w.dir);
	assert_int_equal(system(command), 0);
	clock_fix(0);
}

static int64_t last_number(struct run *r)
{
	return oracle_number(&r->p.o, "SELECT max(id) FROM action");
}

/* ---- complaints ---- */

static void wrong(struct run *r, const char *what, int64_t action)
{
	r->n.wrong++;
	if (r->quiet)
		return;
	print_error("%s: action %lld (%s): %s %s\n", what, (long long)action,
	    action && action <= r->last ? r->past[action].kind : "", r->p.w.e.text,
	    r->p.w.e.detail);
}

static void left_over(struct run *r, const char *kind)
{
	r->n.left_over++;
	if (!r->quiet)
		print_error("left over after a refused %s: %s\n", kind, r->p.w.e.text);
}

/* What must hold after everything. */
static void check_whole(struct run *r, int64_t action)
{
	struct buf detail = BUF_INIT;
	int64_t bad = 0;

	if (oracle_violations(&r->p.o))
		wrong(r, "broken by", action);
	if (oracle_derived_wrong(&r->p.o))
		wrong(r, "figures wrong after", action);
	must(&r->p.w, verify_terms(r->p.w.s, &bad, &detail, &r->p.w.e));
	if (bad)
		wrong(r, "search terms wrong after", action);
	buf_free(&detail);
}

/* ---- one action ---- */

static void remember(struct run *r, int64_t id, struct oracle_diff *diff, int64_t undoes,
    const char *kind)
{
	assert_int_equal(id, r->last + 1);
	r->past = mem_resize(r->past, (size_t)id + 1, sizeof *r->past);
	r->past[id] = (struct past){ *diff, undoes, kind };
	r->last = id;
}

static bool is_refusal(enum err_code rc)
{
	return rc == ERR_TAKEN || rc == ERR_CONFLICT || rc == ERR_INVALID || rc == ERR_DUPLICATE ||
	    rc == ERR_NOTFOUND || rc == ERR_DENIED;
}

static void take_over(struct run *r, bool any, struct oracle_dump *next)
{
	if (!any)
		return;
	oracle_dump_free(&r->now);
	r->now = *next;
}

static void act(struct run *r)
{
	const char *kind;
	enum err_code rc = property_action(&r->p, &kind);
	struct oracle_dump next;
	struct oracle_diff diff = { .n = 0 };
	int64_t id = last_number(r);
	bool any = oracle_dump_if_new(&r->p.o, &next);

	if (any)
		oracle_diff(&r->now, &next, &diff);
	if (rc != OK && !is_refusal(rc))
		wrong(r, "strange end of an action", 0);
	if (rc != OK && (id != r->last || diff.n)) {
		left_over(r, kind);
	}
	if ((id != r->last) != (diff.n > 0))
		wrong(r, "rows and actions do not agree", id);
	r->n.refused += rc != OK;
	r->n.actions += rc == OK && diff.n > 0;
	if (id != r->last)
		remember(r, id, &diff, 0, kind);
	else
		oracle_diff_free(&diff);
	take_over(r, any, &next);
	if (r->n.actions % 8 == 0)
		check_whole(r, r->last);
}

/* ---- one undo ---- */

/* Taken back, and that was not taken back in its turn. */
static bool is_undone(const struct run *r, int64_t action)
{
	for (int64_t id = r->last; id > action; id--)
		if (r->past[id].undoes == action)
			return !is_undone(r, id);
	return false;
}

static void check_rows(struct run *r, int64_t action, char **want, const struct oracle_dump *next,
    const struct oracle_diff *changed)
{
	const struct oracle_diff *d = &r->past[action].diff;

	for (size_t i = 0; i < d->n; i++) {
		struct oracle_diff one = { .v = &d->v[i], .n = 1 };
		char *now = NULL;

		/* Read as the rows stand now: it must be what was wanted. */
		for (size_t k = 0; k < next->n; k++)
			if (next->v[k].table == one.v->table && !strcmp(next->v[k].key, one.v->key))
				now = next->v[k].cells;
		if (*want[i] ? !now || strcmp(now, want[i]) != 0 : now != NULL)
			wrong(r, "not as it was", action);
	}
	for (size_t k = 0; k < changed->n; k++) {
		bool own = false;

		for (size_t i = 0; i < d->n; i++)
			own |= changed->v[k].table == d->v[i].table &&
			    !strcmp(changed->v[k].key, d->v[i].key);
		if (!own)
			wrong(r, "a row of somebody else changed", action);
	}
}

static void accepted(struct run *r, int64_t action, enum oracle_verdict verdict, char **want,
    const struct oracle_dump *next)
{
	struct oracle_diff changed;
	int64_t id = last_number(r);

	oracle_diff(&r->now, next, &changed);
	if (verdict == ORACLE_REFUSE || is_undone(r, action)) {
		wrong(r, "accepted though it was changed since", action);
	} else {
		check_rows(r, action, want, next, &changed);
		r->n.clean += verdict == ORACLE_CLEAN;
		r->n.other_column += verdict == ORACLE_OTHER_COLUMN;
		r->n.redone += r->past[action].undoes != 0;
		r->n.rows += (int)r->past[action].diff.n;
	}
	remember(r, id, &changed, action, "undo");
	check_whole(r, action);
}

static void not_accepted(struct run *r, int64_t action, enum oracle_verdict verdict, char **want,
    bool any, const struct oracle_dump *next)
{
	if (last_number(r) != r->last || (any && !oracle_dump_equal(&r->now, next))) {
		left_over(r, "undo");
	}
	if (is_undone(r, action))
		r->n.again++;
	else if (verdict == ORACLE_REFUSE)
		r->n.later++;
	else if (oracle_would_break(&r->p.o, &r->past[action].diff, want))
		r->n.guard++;
	else
		wrong(r, "refused without a reason", action);
}

/* By another connection: the oracle's own would not see its own change of data_version. */
static void sabotage(struct run *r)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(r->p.w.path, &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	if (sqlite3_exec(db, r->sabotage, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", r->sabotage, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void take_back(struct run *r, int64_t action)
{
	struct oracle_diff d = r->past[action].diff;
	char **want = mem_array(d.n + 1, sizeof *want);
	enum oracle_verdict verdict = oracle_expect(&d, &r->now, r->last + 1, want);
	struct oracle_dump next;
	int64_t id;
	enum err_code rc;
	bool any;

	err_clear(&r->p.w.e);
	rc = undo_action(&r->p.w.d, action, false, NULL, &id, &r->p.w.e);
	if (rc != OK && !is_refusal(rc))
		wrong(r, "strange end of an undo", action);
	if (r->sabotage)
		sabotage(r);
	any = oracle_dump_if_new(&r->p.o, &next);
	if (rc == OK)
		accepted(r, action, verdict, want, any ? &next : &r->now);
	else
		not_accepted(r, action, verdict, want, any, &next);
	for (size_t i = 0; i < d.n; i++)
		mem_free(want[i]);
	mem_free(want);
	take_over(r, any, &next);
}

/* ---- a seed ---- */

static void begin_run(struct run *r, uint64_t seed)
{
	struct oracle_diff none = { .n = 0 };

	*r = (struct run){ .last = -1 };
	open_site(&r->p, seed);
	for (int64_t id = 0; id <= 2; id++)
		remember(r, id, &none, 0, "base");
	assert_int_equal(last_number(r), r->last);
	oracle_dump(&r->p.o, &r->now);
}

static void end_run(struct run *r)
{
	struct buf detail = BUF_INIT;
	struct chain_result chain;
	char base[120];
	int64_t bad;

	must(&r->p.w, chain_verify(r->p.w.s, &chain, &r->p.w.e));
	if (chain.bad || chain.count != r->last)
		wrong(r, "chain broken at", chain.bad);
	text_fmt(base, sizeof base, "%s/base.db", r->p.w.dir);
	must(&r->p.w, verify_replay(r->p.w.s, base, &bad, &detail, &r->p.w.e));
	if (bad)
		wrong(r, buf_str(&detail), 0);
	buf_free(&detail);
	for (int64_t id = 0; id <= r->last; id++)
		oracle_diff_free(&r->past[id].diff);
	mem_free(r->past);
	oracle_dump_free(&r->now);
	close_site(&r->p);
}

static void run_seed(uint64_t seed, int actions, struct tally *sum)
{
	struct run r;
	int64_t now = HELP_NOW - 6 * 3600;

	begin_run(&r, seed);
	while (r.n.actions < actions) {
		clock_fix(now += pick(&r.p, 12));
		act(&r);
		for (long n = pick(&r.p, 3); n > 0; n--) {
			int64_t recent = r.last - pick(&r.p, r.last < 12 ? (long)r.last : 12);
			int64_t action = pick(&r.p, 3) ? recent : 1 + pick(&r.p, (long)r.last);

			if (r.past[action].diff.n)
				take_back(&r, action);
		}
	}
	end_run(&r);
	for (size_t i = 0; i < TALLIES; i++)
		sum->v[i] += r.n.v[i];
}

static int from_environment(const char *name, int fallback)
{
	const char *text = getenv(name);

	return text && *text ? (int)strtol(text, NULL, 10) : fallback;
}

/* ---- does the oracle see anything at all ---- */

/* A note on an appointment, a cancellation, and another in its place: actions 3, 4, 5, 6. */
static void begin_small(struct run *r)
{
	struct desk_world *w;
	int64_t id;

	begin_run(r, 1);
	r->quiet = true;
	w = &r->p.w;
	oracle_dump_free(&r->now);
	id = book(w, 1, 1, at(w, 3, 10, 0), 60);
	must(w, booking_set_state(&w->d, id, "confirmed", NULL, &w->e));
	must(w, booking_cancel(&w->d, id, "ill", &w->e));
	book(w, 2, 1, at(w, 3, 10, 30), 60);
	oracle_dump(&r->p.o, &r->now);
}

/* The rows of ACTION as an oracle that had looked would know them: found by taking it back once. */
static void learn(struct run *r, int64_t action)
{
	struct oracle_dump before;
	struct oracle_diff back, none = { .n = 0 };
	int64_t id;

	while (r->last < last_number(r))
		remember(r, r->last + 1, &none, 0, "earlier");
	must(&r->p.w, undo_action(&r->p.w.d, action, false, NULL, &id, &r->p.w.e));
	oracle_dump(&r->p.o, &before);
	oracle_diff(&before, &r->now, &back);
	r->past[action].diff = back;
	must(&r->p.w, undo_action(&r->p.w.d, id, false, NULL, &id, &r->p.w.e));
	oracle_dump_free(&before);
	oracle_dump_free(&r->now);
	oracle_dump(&r->p.o, &r->now);
	remember(r, id - 1, &none, action, "undo");
	remember(r, id, &none, id - 1, "undo");
}

static void end_small(struct run *r)
{
	r->quiet = true;                /* the site was damaged on purpose */
	end_run(r);
}

static void damage_behind_the_back_is_noticed(void **state)
{
	static const char *const damages[] = {
		"UPDATE appointment SET note = 'x' WHERE id = (SELECT max(id) FROM appointment)",
		"UPDATE client SET email = 'x' WHERE id = 3",
		"UPDATE appointment SET state = 'done', live = 0 WHERE id = (SELECT max(id)"
		" FROM appointment WHERE state <> 'done')",
		"UPDATE kpi_day SET n = n + 1 WHERE day > '2026-11-24'",
		"INSERT INTO client_figures VALUES (5, '2026-11-24', 3, 0)",
		"DELETE FROM client_term WHERE client_id = 2 AND term GLOB 'n*'",
		"INSERT INTO client_note(client_id, day, at, text)"
		" VALUES (1, '2026-11-24', 0, 'x')",
		"UPDATE appointment SET rev = rev + 1 WHERE id = 1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
		struct run r;

		begin_small(&r);
		learn(&r, r.last + 4);
		r.sabotage = damages[i];
		take_back(&r, 6);
		if (!r.n.wrong)
			fail_msg("not noticed: %s", damages[i]);
		end_small(&r);
	}
}

static void the_same_without_damage_is_right(void **state)
{
	struct run r;

	(void)state;
	begin_small(&r);
	learn(&r, r.last + 4);
	r.quiet = false;
	take_back(&r, 6);
	assert_int_equal(r.n.wrong, 0);
	assert_int_equal(r.n.clean + r.n.other_column, 1);
	end_small(&r);
}

/* Cancelled, taken by another since: with the guards it does not come back; without them it would,
 * and the oracle sees two in one place. */
static void an_undo_without_guards_is_noticed(void **state)
{
	struct run r;
	struct desk_world *w = &r.p.w;
	int64_t id;

	(void)state;
	begin_small(&r);
	refused(w, undo_action(&w->d, 5, false, NULL, &id, &w->e), ERR_TAKEN, "taken by now");
	assert_int_equal(oracle_violations(&r.p.o), 0);
	oracle_exec(&r.p.o, "DROP TRIGGER appointment_bu; DROP TRIGGER appointment_resource_bu");
	must(w, undo_action(&w->d, 5, false, NULL, &id, &w->e));
	assert_true(oracle_violations(&r.p.o) > 0);
	r.last = last_number(&r);
	r.past = mem_resize(r.past, (size_t)r.last + 1, sizeof *r.past);
	memset(r.past + 3, 0, (size_t)(r.last - 2) * sizeof *r.past);
	end_small(&r);
}

static void a_refusal_without_reason_or_with_traces_is_noticed(void **state)
{
	struct run r;

	(void)state;
	begin_small(&r);
	learn(&r, r.last + 4);
	r.p.w.d.admin = false;
	desk_leave(&r.p.w.d);
	take_back(&r, 6);
	assert_int_equal(r.n.wrong, 1);
	assert_int_equal(r.n.left_over, 0);
	r.sabotage = "UPDATE client SET email = 'x' WHERE id = 3";
	take_back(&r, 6);
	assert_int_equal(r.n.left_over, 1);
	end_small(&r);
}

/* ---- the long walk ---- */

static void every_undo_gives_back_exactly_what_was(void **state)
{
	int all = from_environment("PROPERTY_ACTIONS", 1500),
	    seed = from_environment("PROPERTY_SEED", 1);
	int each = all > 3000 ? 1000 : 150;
	struct tally sum = { .actions = 0 };

	(void)state;
	for (; sum.actions < all; seed++)
		run_seed((uint64_t)seed, each, &sum);
	print_message("%d actions, %d refused; undos: %d clean, %d with another column changed"
	    " since (%d of undos), %d rows;", sum.actions, sum.refused, sum.clean, sum.other_column,
	    sum.redone, sum.rows);
	print_message(" refused: %d changed since, %d by guards, %d taken back already; %d wrong,"
	    " %d left over\n", sum.later, sum.guard, sum.again, sum.wrong, sum.left_over);
	assert_int_equal(sum.wrong, 0);
	assert_int_equal(sum.left_over, 0);
	/* All ways to end were met. */
	assert_true(sum.clean > all / 4);
	assert_true(sum.other_column > 0 && sum.redone > 0 && sum.later > 0 && sum.guard > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_without_damage_is_right),
		cmocka_unit_test(damage_behind_the_back_is_noticed),
		cmocka_unit_test(an_undo_without_guards_is_noticed),
		cmocka_unit_test(a_refusal_without_reason_or_with_traces_is_noticed),
		cmocka_unit_test(every_undo_gives_back_exactly_what_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
