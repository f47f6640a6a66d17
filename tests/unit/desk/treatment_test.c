/* A treatment from the door of the room to its end: what must be so first, step by step, who
 * confirms, what cannot be closed. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/mem.h"
#include "base/user_file.h"
#include "data/action.h"
#include "data/agreement.h"
#include "data/flag.h"
#include "data/message.h"
#include "data/record.h"
#include "desk/arrival.h"
#include "desk/arrival_pay.h"
#include "desk/papers.h"
#include "desk/people/rights_priv.h"
#include "desk/settings.h"
#include "desk/treatment.h"
#include "desk/treatment_note.h"
#include "desk/undo.h"
#include "form/messages.h"
#include "form/roles.h"

static const char laser[] =
	"checklists = ( { code = \"laser\"; title = \"Laser\"; consent = true;\n"
	"  talk = \"sun and drugs\";\n"
	"  contraindications = (\n"
	"    { code = \"preg\"; text = \"pregnancy\"; words = [\"pregnan\"]; stops = true; },\n"
	"    { code = \"numb\"; text = \"numbing cream\"; words = [\"lidocaine\"]; } );\n"
	"  steps = (\n"
	"    { code = \"name\"; phase = \"before\"; title = \"name asked\"; manager = true; },\n"
	"    { code = \"skin\"; phase = \"before\"; title = \"skin check\"; role = \"expert\";\n"
	"      choices = ( { code = \"calm\"; label = \"no reaction\"; },\n"
	"        { code = \"react\"; label = \"reacts\"; } ); },\n"
	"    { code = \"ask\"; phase = \"before\"; title = \"expert decides\"; role = \"expert\";\n"
	"      when = \"skin = react\"; },\n"
	"    { code = \"tea\"; phase = \"before\"; title = \"tea\"; required = false;\n"
	"      photo = \"before\"; },\n"
	"    { code = \"guard\"; phase = \"before\"; title = \"guardian there\";\n"
	"      when = \"@minor = 1\"; },\n"
	"    { code = \"energy\"; phase = \"during\"; title = \"energy\"; manager = true;\n"
	"      figure = { unit = \"J\"; min = 1; max = 40; low = 8; high = 12;\n"
	"        decimals = 1; }; },\n"
	"    { code = \"signs\"; phase = \"during\"; title = \"signs\"; vitals = true;\n"
	"      required = false; },\n"
	"    { code = \"ice\"; phase = \"after\"; title = \"ice\"; wait = 15; } );\n"
	"  after = { ice = 15; paper = true; }; } );\n";

static const char roles[] = "roles = (\n"
	"  { code = \"reception\"; label = \"front desk\"; rights = [\"visit-*\"]; },\n"
	"  { code = \"expert\"; label = \"expert\"; rights = [\"treat-step\", \"undo\"]; },\n"
	"  { code = \"manager\"; label = \"manager\"; rights = [\"*\"]; },\n"
	"  { code = \"admin\"; label = \"administrator\"; rights = [\"*\"]; } );\n";

enum { NAME, SKIN, ASK, TEA, GUARD, ENERGY, SIGNS, ICE };

static int setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	must(w, checklists_parse_text("checklists.cfg", laser, strlen(laser), &w->d.checklists,
	    &faults, &w->e));
	roles_free(w->d.roles);
	must(w, roles_parse_text("roles.cfg", roles, strlen(roles), rights_known(), &w->d.roles,
	    &faults, &w->e));
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	act_as(w, w->wl, 0);
	return 0;
}

static int64_t arrive(struct desk_world *w, int64_t client)
{
	struct arrival_card c;
	int64_t visit;

	must(w, arrival_prepare(&w->d, client, 0, &c, &w->e));
	text_copy(c.is.identity, sizeof c.is.identity, "known");
	text_copy(c.is.allergy, sizeof c.is.allergy, c.allergy_known ? "same" : "none");
	c.is.service_id = w->laser_service;
	text_copy(c.is.wants, sizeof c.is.wants, "less heat");
	must(w, arrival_add(&w->d, &c.is, &visit, &w->e));
	return visit;
}

static int64_t into_room(struct desk_world *w, int64_t client)
{
	int64_t visit = arrive(w, client);

	must(w, arrival_step(&w->d, visit, "waiting", "treating", w->r1, NULL, NULL, &w->e));
	return visit;
}

static struct treatment_ready ready(struct desk_world *w, int64_t visit)
{
	struct treatment_ready r;

	must(w, treatment_prepare(&w->d, &(struct treatment_for){ .visit_id = visit }, &r, &w->e));
	return r;
}

static enum err_code try_start(struct desk_world *w, int64_t visit, const char *seen,
    const char *consent, const char *without, int64_t *id)
{
	struct treatment_begin b = { .is = { .visit_id = visit }, .seen = seen,
		.consent = consent, .without = without };

	return treatment_start(&w->d, &b, id, &w->e);
}

static int64_t start(struct desk_world *w, int64_t client)
{
	int64_t visit = into_room(w, client), id;
	struct treatment_ready r = ready(w, visit);

	must(w, try_start(w, visit, r.seen, "self", NULL, &id));
	return id;
}

static int64_t step_of(struct desk_world *w, int64_t treatment, int line)
{
	return number(w, "SELECT id FROM treatment_step WHERE treatment_id = %lld AND line = %d",
	    (long long)treatment, line + 1);
}

static enum err_code answer(struct desk_world *w, int64_t treatment, int line, const char *finding,
    const char *figure)
{
	struct treatment_answer a = { .finding = finding, .figure = figure };

	return treatment_done(&w->d, step_of(w, treatment, line), &a, NULL, &w->e);
}

static void later(int minutes)
{
	clock_fix(clock_now() + minutes * 60);
}

/* The expert does what is his, the manager the rest. */
static void do_before(struct desk_world *w, int64_t id, const char *skin)
{
	must(w, answer(w, id, NAME, NULL, NULL));
	act_as(w, w->cl, 0);
	must(w, answer(w, id, SKIN, skin, NULL));
	act_as(w, w->wl, 0);
}

static void set_flag(struct desk_world *w, const char *kind, const char *text)
{
	struct action_head head = { .name = "client-edit" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	must(w, flag_set(t, w->ann, kind, text, HELP_DAY, NULL, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

/* ---- before it begins ---- */

static void nothing_begins_before_it_was_seen_and_agreed_to(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = into_room(w, w->ann), id;
	struct treatment_ready r = ready(w, visit);
	struct treatment t;

	assert_non_null(strstr(r.seen, "Ask: pregnancy; numbing cream"));
	assert_non_null(strstr(r.seen, "Talk over: sun and drugs"));
	assert_int_equal(r.ngaps, 1);
	assert_string_equal(r.gap[0].code, "consent");
	refused(w, try_start(w, visit, NULL, "self", NULL, &id), ERR_INVALID, "Read what must not");
	refused(w, try_start(w, visit, r.seen, NULL, NULL, &id), ERR_INVALID, "consent");
	must(w, try_start(w, visit, r.seen, "self", NULL, &id));
	must(w, treatment_get(w->s, id, &t, &w->e));
	assert_string_equal(t.seen_text, r.seen);
	assert_int_equal(t.seen_by, w->wl);
	assert_string_equal(t.wanted, "less heat");
	assert_string_equal(t.started_why, "");
	/* Signed once, it holds. */
	r = ready(w, visit);
	assert_int_equal(r.ngaps, 0);
	assert_int_equal(r.running, id);
	refused(w, try_start(w, visit, r.seen, NULL, NULL, &id), ERR_DUPLICATE, "began it");
}

static void a_consent_holds_for_a_year(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_ready r;

	must(w, treatment_stop(&w->d, id, "ill", "she", &w->e));
	r = ready(w, number(w, "SELECT max(id) FROM visit"));
	assert_int_equal(r.ngaps, 0);
	later(366 * 24 * 60);
	r = ready(w, number(w, "SELECT max(id) FROM visit"));
	assert_string_equal(r.gap[0].code, "consent");
}

/* What was acknowledged must be what stands there when it begins. */
static void what_changed_since_is_read_again(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = into_room(w, w->ann), id;
	struct treatment_ready r = ready(w, visit);

	set_flag(w, "allergy", "lidocaine");
	refused(w, try_start(w, visit, r.seen, "self", NULL, &id), ERR_CONFLICT, "Read it again");
	r = ready(w, visit);
	assert_non_null(strstr(r.seen, "ALLERGY lidocaine"));
	assert_non_null(strstr(r.seen, "IN THE FILE: numbing cream"));
	must(w, try_start(w, visit, r.seen, "self", NULL, &id));
}

static void what_the_file_forbids_is_allowed_by_a_second_person(void **state)
{
	struct desk_world *w = *state;
	int64_t visit, id;
	struct treatment_ready r;
	struct treatment t;

	set_flag(w, "contraindication", "pregnant, 3rd month");
	visit = into_room(w, w->ann);
	r = ready(w, visit);
	assert_string_equal(r.gap[0].code, "contra");
	refused(w, try_start(w, visit, r.seen, "self", NULL, &id), ERR_INVALID, "pregnancy");
	refused(w, try_start(w, visit, r.seen, "self", "only the hand", &id), ERR_SECOND,
	    "second person");
	act_as(w, w->wl, w->wl);
	refused(w, try_start(w, visit, r.seen, "self", "only the hand", &id), ERR_SECOND,
	    "Somebody else");
	act_as(w, w->wl, w->wf);
	refused(w, try_start(w, visit, r.seen, "self", "only the hand", &id), ERR_DENIED,
	    "may not");
	act_as(w, w->wl, w->admin);
	must(w, try_start(w, visit, r.seen, "self", "only the hand", &id));
	must(w, treatment_get(w->s, id, &t, &w->e));
	assert_non_null(strstr(t.started_why, "pregnancy"));
	assert_non_null(strstr(t.started_why, "only the hand"));
}

static void what_is_due_is_paid_first(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = into_room(w, w->ann), id;
	struct treatment_ready r;

	must(w, arrival_pay(&w->d, visit, 80000, 0, NULL, &w->e));
	r = ready(w, visit);
	assert_int_equal(r.due, 80000);
	refused(w, try_start(w, visit, r.seen, "self", NULL, &id), ERR_INVALID, "to be paid");
	must(w, arrival_pay(&w->d, visit, -1, 80000, "cash", &w->e));
	must(w, try_start(w, visit, r.seen, "self", NULL, &id));
}

static void a_minor_needs_guardian_and_the_guardians_signature(void **state)
{
	struct desk_world *w = *state;
	int64_t child = add_client(w, "小豆", "13900000001", "2015-05-01"), id;
	int64_t visit = into_room(w, child);
	struct treatment_ready r = ready(w, visit);

	assert_true(r.minor);
	assert_int_equal(r.ngaps, 2);
	refused(w, try_start(w, visit, r.seen, "self", NULL, &id), ERR_INVALID, "guardian");
	refused(w, try_start(w, visit, r.seen, "guardian", NULL, &id), ERR_INVALID, "guardian");
	act_as(w, w->wl, w->admin);
	must(w, try_start(w, visit, r.seen, "guardian", "mother is on her way", &id));
	assert_int_equal(number(w, "SELECT count(*) FROM agreement WHERE signed_by = 'guardian'"),
	    1);
}

/* The guardian is named to whoever may see the name of the file, to nobody else. */
static void a_guardian_is_not_named_under_an_alias(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = into_room(w, add_client(w, "小豆", "13900000001", "2015-05-01"));

	raw(w, "UPDATE client_phone SET guardian = 1, name = '豆妈妈'");
	act_as(w, w->wf, 0);
	assert_non_null(strstr(ready(w, visit).gap[0].text, "豆妈妈"));
	raw(w, "UPDATE client SET restricted = 1");
	assert_null(strstr(ready(w, visit).gap[0].text, "豆妈妈"));
}

static void it_begins_in_a_room_alone(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = arrive(w, w->ann), id;
	struct treatment_ready r = ready(w, visit);

	refused(w, try_start(w, visit, r.seen, "self", NULL, &id), ERR_INVALID, "leads into");
}

static void afterwards_it_is_entered_without_a_visit(void **state)
{
	struct desk_world *w = *state;
	struct treatment_begin b = { .is = { .client_id = w->ann,
	    .service_id = w->laser_service }, .consent = "self",
	    .started_at = at(w, -1, 10, 0) };
	struct treatment_ready r;
	struct treatment t;
	int64_t id;

	must(w, treatment_prepare(&w->d, &b.is, &r, &w->e));
	b.seen = r.seen;
	b.started_at = clock_now() + 60;
	refused(w, treatment_start(&w->d, &b, &id, &w->e), ERR_INVALID, "later than now");
	b.started_at = at(w, -1, 10, 0);
	act_as(w, w->wf, 0);
	refused(w, treatment_start(&w->d, &b, &id, &w->e), ERR_DENIED, "afterwards");
	act_as(w, w->wl, 0);
	must(w, treatment_start(&w->d, &b, &id, &w->e));
	must(w, treatment_get(w->s, id, &t, &w->e));
	assert_string_equal(t.line.day, "2026-11-23");
}

/* ---- steps ---- */

static void a_step_is_its_roles(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);

	refused(w, answer(w, id, SKIN, "calm", NULL), ERR_DENIED, "is for: expert");
	act_as(w, w->cl, 0);
	refused(w, answer(w, id, SKIN, "blue", NULL), ERR_INVALID, "1-2");
	refused(w, answer(w, id, SKIN, NULL, NULL), ERR_INVALID, "what was found");
	must(w, answer(w, id, SKIN, "calm", NULL));
	refused(w, answer(w, id, SKIN, "calm", NULL), ERR_CONFLICT, "already");
}

static void phases_keep_their_order(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);

	refused(w, answer(w, id, ENERGY, NULL, "9"), ERR_INVALID,
	    "Step 1 (name asked) comes before");
	do_before(w, id, "calm");
	must(w, answer(w, id, ENERGY, NULL, "9"));
}

static void a_figure_is_wanted_and_in_range(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_view v;
	char found[40];

	do_before(w, id, "calm");
	refused(w, answer(w, id, ENERGY, NULL, NULL), ERR_INVALID, "wants a figure: 1-40 J");
	refused(w, answer(w, id, ENERGY, NULL, "9x"), ERR_INVALID, "no figure");
	refused(w, answer(w, id, ENERGY, NULL, "nan"), ERR_INVALID, "no figure");
	refused(w, answer(w, id, ENERGY, NULL, "41"), ERR_INVALID, "out of 1-40");
	must(w, answer(w, id, ENERGY, NULL, "12,5"));
	must(w, treatment_view(&w->d, id, &v, &w->e));
	assert_true(v.v[ENERGY].out);
	assert_string_equal(treatment_found(&w->d, &v.v[ENERGY], found, sizeof found), "12.5 J !");
	treatment_view_free(&v);
}

static void a_conditional_step_comes_and_goes(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_view v;
	struct treatment_answer other = { .finding = "calm" };

	must(w, treatment_view(&w->d, id, &v, &w->e));
	assert_false(v.v[ASK].applies);
	assert_false(v.v[GUARD].applies);
	assert_int_equal(v.steps, 6);
	/* A list counts as the checklist does. */
	v.t.line.steps = 99;
	must(w, treatment_count_called(&w->d, &v.t.line, &w->e));
	assert_int_equal(v.t.line.steps, 6);
	assert_int_equal(v.t.line.done, 0);
	treatment_view_free(&v);
	do_before(w, id, "react");
	must(w, treatment_view(&w->d, id, &v, &w->e));
	assert_true(v.v[ASK].applies);
	assert_int_equal(v.next, ASK);
	refused(w, answer(w, id, ENERGY, NULL, "9"), ERR_INVALID, "expert decides");
	act_as(w, w->cl, 0);
	must(w, treatment_note_step(&w->d, &v.v[SKIN].step, &other, &w->e));
	treatment_view_free(&v);
	act_as(w, w->wl, 0);
	must(w, answer(w, id, ENERGY, NULL, "9"));
}

static void a_wait_begins_and_is_not_over_before(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_answer none = { 0 };
	struct treatment_view v;
	char found[40];
	bool begun;

	do_before(w, id, "calm");
	must(w, answer(w, id, ENERGY, NULL, "9"));
	must(w, treatment_done(&w->d, step_of(w, id, ICE), &none, &begun, &w->e));
	assert_true(begun);
	must(w, treatment_view(&w->d, id, &v, &w->e));
	assert_string_equal(treatment_found(&w->d, &v.v[ICE], found, sizeof found), "till 14:47");
	treatment_view_free(&v);
	later(14);
	refused(w, answer(w, id, ICE, NULL, NULL), ERR_INVALID, "runs until 14:47");
	later(1);
	must(w, treatment_done(&w->d, step_of(w, id, ICE), &none, &begun, &w->e));
	assert_false(begun);
}

/* They stand in the client's series, with the treatment. */
static void vital_signs_go_into_the_series(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);

	do_before(w, id, "calm");
	refused(w, answer(w, id, SIGNS, NULL, "118/766 72"), ERR_INVALID, "");
	assert_int_equal(number(w, "SELECT count(*) FROM measure"), 0);
	must(w, answer(w, id, SIGNS, NULL, "118/76 72"));
	assert_int_equal(number(w, "SELECT count(*) FROM measure WHERE treatment_id = %lld",
	    (long long)id), 3);
	assert_int_equal(number(w, "SELECT count(*) FROM treatment_step"
	    " WHERE finding = '118/76 72'"), 1);
}

static void a_vital_sign_is_corrected_on_its_step(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_answer better = { .finding = "128/76 72" }, bad = { .finding = "128/766" };
	struct treatment_step was;

	do_before(w, id, "calm");
	must(w, answer(w, id, SIGNS, NULL, "118/76 72"));
	later(4);
	must(w, treatment_step_get(w->s, step_of(w, id, SIGNS), &was, &w->e));
	refused(w, treatment_note_step(&w->d, &was, &bad, &w->e), ERR_INVALID, "");
	assert_int_equal(number(w, "SELECT count(*) FROM measure WHERE state = 'struck'"), 0);
	must(w, treatment_note_step(&w->d, &was, &better, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM measure WHERE state = 'struck'"), 3);
	assert_int_equal(number(w, "SELECT count(*) FROM measure WHERE state = 'on'"), 3);
	assert_int_equal(number(w, "SELECT sum(value) FROM measure WHERE state = 'on'"), 276);
	assert_int_equal(number(w, "SELECT count(DISTINCT at) FROM measure"), 1);
}

/* The step `tea` asks for photographs in this test's house. */
static void photographs_stay_where_they_are_and_are_kept_by_their_sum(void **state)
{
	struct desk_world *w = *state;
	char path[200], words[300];
	struct treatment_answer a = { .finding = words };
	int64_t id = start(w, w->ann);

	text_fmt(path, sizeof path, "%s/left.jpg", w->dir);
	must(w, user_file_write(path, "light", 5, &w->e));
	text_fmt(words, sizeof words, "%s /no/such/file.jpg", path);
	act_as(w, w->wl, 0);
	refused(w, treatment_done(&w->d, step_of(w, id, NAME), &a, NULL, &w->e), ERR_NOTFOUND,
	    "no/such");
	assert_int_equal(number(w, "SELECT count(*) FROM attachment"), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM treatment_step WHERE state = 'done'"), 0);
	text_fmt(words, sizeof words, "two views %s", path);
	/* A step that asks for none keeps the words alone. */
	must(w, treatment_done(&w->d, step_of(w, id, NAME), &a, NULL, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM attachment"), 0);
	must(w, treatment_done(&w->d, step_of(w, id, TEA), &a, NULL, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM attachment WHERE kind = 'before'"
	    " AND bytes = 5 AND client_id = %lld", (long long)w->ann), 1);
}

static void two_who_change_one_finding_are_told(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_answer mine = { .remark = "warm" }, theirs = { .remark = "cold" };
	struct treatment_step was;

	must(w, answer(w, id, NAME, NULL, NULL));
	must(w, treatment_step_get(w->s, step_of(w, id, NAME), &was, &w->e));
	must(w, treatment_note_step(&w->d, &was, &theirs, &w->e));
	assert_int_equal(treatment_note_step(&w->d, &was, &mine, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(number(w, "SELECT count(*) FROM treatment_step WHERE remark = 'cold'"), 1);
}

/* ---- the manager ---- */

static void the_manager_confirms_at_the_time_or_late(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_view v;
	struct treatment_wait_list l = { .n = 0 };

	act_as(w, w->admin, 0);
	refused(w, treatment_confirm(&w->d, step_of(w, id, NAME), &w->e), ERR_INVALID, "not done");
	must(w, answer(w, id, NAME, NULL, NULL));
	refused(w, treatment_confirm(&w->d, step_of(w, id, NAME), &w->e), ERR_INVALID,
	    "the same person");
	must(w, treatment_wait_list(w->s, w->ja, &l, &w->e));
	assert_int_equal(l.n, 1);
	treatment_wait_list_free(&l);
	later(12);
	act_as(w, w->wl, 0);
	must(w, treatment_confirm(&w->d, step_of(w, id, NAME), &w->e));
	refused(w, treatment_confirm(&w->d, step_of(w, id, NAME), &w->e), ERR_CONFLICT, "already");
	must(w, treatment_view(&w->d, id, &v, &w->e));
	assert_int_equal(v.v[NAME].late, 2);
	assert_int_equal(v.confirmed, 1);
	treatment_view_free(&v);
}

/* At the operator's terminal, with the PIN: it is the manager who confirmed. */
static void a_manager_who_stands_beside_confirms_by_name(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);

	act_as(w, w->admin, 0);
	must(w, answer(w, id, NAME, NULL, NULL));
	act_as(w, w->cl, 0);
	refused(w, treatment_confirm(&w->d, step_of(w, id, NAME), &w->e), ERR_SECOND, "manager");
	act_as(w, w->cl, w->wf);
	refused(w, treatment_confirm(&w->d, step_of(w, id, NAME), &w->e), ERR_DENIED, "may not");
	act_as(w, w->cl, w->wl);
	must(w, treatment_confirm(&w->d, step_of(w, id, NAME), &w->e));
	assert_int_equal(number(w, "SELECT confirmed_by FROM treatment_step WHERE line = 1"),
	    w->wl);
}

/* ---- the end ---- */

static void do_all(struct desk_world *w, int64_t id)
{
	do_before(w, id, "calm");
	must(w, answer(w, id, ENERGY, NULL, "9"));
	must(w, answer(w, id, ICE, NULL, NULL));
	later(15);
	must(w, answer(w, id, ICE, NULL, NULL));
}

static void it_closes_when_all_is_done_and_the_client_agrees(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment t;

	do_before(w, id, "calm");
	refused(w, treatment_close(&w->d, id, &w->e), ERR_INVALID, "Step 6 (energy) is required");
	must(w, answer(w, id, ENERGY, NULL, "9"));
	must(w, answer(w, id, ICE, NULL, NULL));
	later(15);
	must(w, answer(w, id, ICE, NULL, NULL));
	refused(w, treatment_close(&w->d, id, &w->e), ERR_INVALID, "confirms what was used");
	refused(w, treatment_use_answer(&w->d, id, "no", NULL, "", &w->e), ERR_INVALID, "does not");
	must(w, treatment_use_answer(&w->d, id, "yes", "self", NULL, &w->e));
	refused(w, treatment_use_answer(&w->d, id, "no", NULL, "twice", &w->e), ERR_CONFLICT,
	    "already");
	must(w, treatment_close(&w->d, id, &w->e));
	must(w, treatment_get(w->s, id, &t, &w->e));
	assert_string_equal(t.line.state, "done");
	assert_non_null(strstr(t.summary, "From the record:"));
	assert_int_equal(t.summary_by, 0);
	assert_int_equal(number(w, "SELECT count(*) FROM treatment_step WHERE state = 'dropped'"),
	    4);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'consumption'"),
	    1);
	refused(w, answer(w, id, TEA, NULL, NULL), ERR_CONFLICT, "done");
}

static void who_still_owes_goes_to_the_cash_desk(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann), visit = number(w, "SELECT max(id) FROM visit");
	struct visit_row v;

	must(w, arrival_pay(&w->d, visit, 5000, 0, NULL, &w->e));
	do_all(w, id);
	must(w, treatment_use_answer(&w->d, id, "yes", "spoken", NULL, &w->e));
	must(w, treatment_close(&w->d, id, &w->e));
	must(w, visit_get(w->s, visit, &v, &w->e));
	assert_string_equal(v.state, "paying");
}

static void it_is_stopped_with_reason_and_who_agreed(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment t;

	refused(w, treatment_stop(&w->d, id, " ", "she", &w->e), ERR_INVALID, "why");
	refused(w, treatment_stop(&w->d, id, "dizzy", "", &w->e), ERR_INVALID, "who agreed");
	must(w, treatment_stop(&w->d, id, "dizzy", "she and 陈立", &w->e));
	must(w, treatment_get(w->s, id, &t, &w->e));
	assert_string_equal(t.line.state, "stopped");
	assert_string_equal(t.agreed, "she and 陈立");
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'consumption'"),
	    0);
}

static void another_room_leaves_its_trace(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);

	refused(w, treatment_change(&w->d, id, "room", w->r2, "", &w->e), ERR_INVALID, "why");
	refused(w, treatment_change(&w->d, id, "room", w->laser, "warm", &w->e), ERR_INVALID,
	    "cannot be used");
	must(w, treatment_change(&w->d, id, "room", w->r2, "air was warm", &w->e));
	assert_int_equal(number(w, "SELECT room_id FROM treatment"), w->r2);
	assert_int_equal(number(w,
	    "SELECT count(*) FROM visit_event WHERE what = 'room'"
	    " AND text LIKE '%%: air was warm'"), 1);
	must(w, treatment_change(&w->d, id, "operator", w->cl, "went home", &w->e));
	assert_int_equal(number(w, "SELECT operator_id FROM treatment"), w->cl);
}

/* ---- the record stays as it was ---- */

static void another_checklist_does_not_change_a_record(void **state)
{
	struct desk_world *w = *state;
	static const char other[] = "checklists = ( { code = \"laser\"; title = \"New\";\n"
	    "steps = ( { code = \"x\"; phase = \"before\"; title = \"x\"; } ); } );";
	int64_t id = start(w, w->ann);
	struct fault_list faults = { 0 };
	struct treatment_view v;

	checklists_free(w->d.checklists);
	must(w, checklists_parse_text("c.cfg", other, strlen(other), &w->d.checklists, &faults,
	    &w->e));
	must(w, treatment_view(&w->d, id, &v, &w->e));
	assert_int_equal(v.n, 8);
	assert_string_equal(label_text(&v.v[ENERGY].is->title), "energy");
	treatment_view_free(&v);
	do_before(w, id, "calm");
	must(w, answer(w, id, ENERGY, NULL, "9"));
}

static void a_step_goes_back_for_whoever_did_it(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann), action;
	struct treatment_view v;

	must(w, answer(w, id, NAME, NULL, NULL));
	must(w, undo_action(&w->d, undo_last(&w->d), false, NULL, &action, &w->e));
	must(w, treatment_view(&w->d, id, &v, &w->e));
	assert_int_equal(v.done, 0);
	assert_int_equal(v.next, NAME);
	treatment_view_free(&v);
}

/* Where the service asks for one, the certificate is a page behind the card, for the pen. */
static void the_in_patient_certificate_goes_with_the_card(void **state)
{
	struct desk_world *w = *state;
	struct paper_ref ref = { .id = start(w, w->ann) };
	struct buf text = BUF_INIT;
	struct document *doc;
	const char *page;

	must(w, paper_after_care(&w->d, &ref, &doc, &w->e));
	document_text(doc, 100, &text);
	page = strstr(buf_str(&text), "In-patient certificate");
	assert_non_null(page);
	assert_non_null(strstr(page, "王小明"));
	assert_non_null(strstr(page, "In hospital from"));
	document_free(doc);
	buf_free(&text);
}

/* ---- notes ---- */

static void each_role_writes_its_own_line(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_notes n;

	refused(w, treatment_note(&w->d, id, "expert", "", "good", &w->e), ERR_DENIED,
	    "another role");
	must(w, treatment_note(&w->d, id, "manager", "", "on time", &w->e));
	act_as(w, w->cl, 0);
	refused(w, treatment_note(&w->d, id, "expert", "", "good", &w->e), ERR_DENIED, "Not your");
	act_as(w, w->wl, 0);
	must(w, treatment_notes(&w->d, id, &n, &w->e));
	assert_int_equal(n.written, 1);
	assert_string_equal(n.made, "manager: on time");
	assert_false(n.from_record);
	assert_true(n.v[4].mine);
	assert_false(n.v[0].mine);
	refused(w, treatment_note(&w->d, id, "manager", "", "late", &w->e), ERR_CONFLICT,
	    "meanwhile");
}

static void the_summary_is_never_made_over_an_edit(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_notes n;

	must(w, treatment_notes(&w->d, id, &n, &w->e));
	assert_true(n.from_record);
	must(w, treatment_summary(&w->d, id, "", "Good. Next with 9 J.", &w->e));
	refused(w, treatment_summary(&w->d, id, "", "mine", &w->e), ERR_CONFLICT, "吴磊");
	must(w, treatment_note(&w->d, id, "manager", "", "on time", &w->e));
	do_all(w, id);
	must(w, treatment_use_answer(&w->d, id, "yes", "self", NULL, &w->e));
	must(w, treatment_close(&w->d, id, &w->e));
	must(w, treatment_notes(&w->d, id, &n, &w->e));
	assert_true(n.edited);
	assert_string_equal(n.t.summary, "Good. Next with 9 J.");
	later(24 * 60);
	refused(w, treatment_note(&w->d, id, "manager", "on time", "late", &w->e), ERR_INVALID,
	    "on the day");
}

static void the_next_session_opens_with_the_last_summary(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann);
	struct treatment_ready r;

	must(w, treatment_summary(&w->d, id, "", "less heat next time", &w->e));
	must(w, treatment_stop(&w->d, id, "dizzy", "she", &w->e));
	later(60);
	r = ready(w, number(w, "SELECT max(id) FROM visit"));
	assert_non_null(strstr(r.seen, "Last time: less heat next time"));
	assert_false(r.first);
}

static void a_reaction_calls_the_expert_and_is_followed(void **state)
{
	struct desk_world *w = *state;
	int64_t id = start(w, w->ann), reaction;
	struct adverse_report r = { .treatment_id = id, .sign = "blister", .measure = "cooled" };

	must(w, treatment_adverse(&w->d, &r, &reaction, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'staff-come'"
	    " AND staff_id = %lld", (long long)w->cl), 1);
	r = (struct adverse_report){ .id = reaction, .treatment_id = id, .outcome = "healed",
		.over = true };
	must(w, treatment_adverse(&w->d, &r, &reaction, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM adverse WHERE state = 'over'"), 1);
	must(w, treatment_call(&w->d, id, "skin turns white", &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE template = 'staff-come'"
	    " AND staff_id = %lld", (long long)w->cl), 2);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_begins_before_it_was_seen_and_agreed_to),
		TEST(a_consent_holds_for_a_year),
		TEST(what_changed_since_is_read_again),
		TEST(what_the_file_forbids_is_allowed_by_a_second_person),
		TEST(what_is_due_is_paid_first),
		TEST(a_minor_needs_guardian_and_the_guardians_signature),
		TEST(a_guardian_is_not_named_under_an_alias),
		TEST(it_begins_in_a_room_alone),
		TEST(afterwards_it_is_entered_without_a_visit),
		TEST(a_step_is_its_roles),
		TEST(phases_keep_their_order),
		TEST(a_figure_is_wanted_and_in_range),
		TEST(a_conditional_step_comes_and_goes),
		TEST(a_wait_begins_and_is_not_over_before),
		TEST(vital_signs_go_into_the_series),
		TEST(a_vital_sign_is_corrected_on_its_step),
		TEST(photographs_stay_where_they_are_and_are_kept_by_their_sum),
		TEST(two_who_change_one_finding_are_told),
		TEST(the_manager_confirms_at_the_time_or_late),
		TEST(a_manager_who_stands_beside_confirms_by_name),
		TEST(it_closes_when_all_is_done_and_the_client_agrees),
		TEST(who_still_owes_goes_to_the_cash_desk),
		TEST(it_is_stopped_with_reason_and_who_agreed),
		TEST(another_room_leaves_its_trace),
		TEST(another_checklist_does_not_change_a_record),
		TEST(a_step_goes_back_for_whoever_did_it),
		TEST(the_in_patient_certificate_goes_with_the_card),
		TEST(each_role_writes_its_own_line),
		TEST(the_summary_is_never_made_over_an_edit),
		TEST(the_next_session_opens_with_the_last_summary),
		TEST(a_reaction_calls_the_expert_and_is_followed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
