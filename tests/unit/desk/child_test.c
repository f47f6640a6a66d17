/* What hangs under a client's file: family, pets and usual goods through their shipped forms;
 * answers; a restricted file opened with a reason; a telephone that rings. */
#include "desk_help.h"

#include <string.h>

#include "base/buf.h"
#include "data/access.h"
#include "data/dependant.h"
#include "data/goods.h"
#include "desk/arrival.h"
#include "desk/booking.h"
#include "desk/changes.h"
#include "desk/child.h"
#include "desk/describe.h"
#include "desk/form_env.h"
#include "desk/intake.h"
#include "desk/rights.h"
#include "desk/ring.h"
#include "desk/undo.h"
#include "form/form_catalog.h"
#include "form/form_edit.h"

static struct form *shipped(struct desk_world *w, const char *path)
{
	struct fault_list faults = { 0 };
	struct form *f = NULL;

	must(w, form_load(path, &f, &faults, &w->e));
	must(w, form_bind(f, &faults, &w->e));
	fault_list_free(&faults);
	return f;
}

static void type(struct desk_world *w, struct form_edit *x, const char *name, const char *text)
{
	must(w, form_edit_set_text(x, form_field_index(form_edit_form(x), name), text, &w->e));
}

static struct form_edit *new_row(struct desk_world *w, const char *path)
{
	struct form *f = shipped(w, path);
	struct form_env env;
	struct form_edit *x;

	form_env_make(&w->d, &env);
	x = form_edit_new(f, &env);
	form_free(f);
	return x;
}

static struct form_edit *open_row(struct desk_world *w, const char *path, int64_t id)
{
	struct form *f = shipped(w, path);
	struct form_env env;
	struct form_edit *x;

	form_env_make(&w->d, &env);
	must(w, form_edit_open(f, &env, id, &x, &w->e));
	form_free(f);
	return x;
}

static int64_t save(struct desk_world *w, struct form_edit *x, int64_t client)
{
	struct conflict_list none = { 0 };
	int64_t id;

	must(w, child_save(&w->d, x, client, &none, &id, &w->e));
	conflict_list_free(&none);
	form_edit_free(x);
	return id;
}

static int64_t add_pet(struct desk_world *w, int64_t client, const char *name)
{
	struct form_edit *x = new_row(w, "forms/dependant.cfg");

	type(w, x, "kind", "pet");
	type(w, x, "name", name);
	type(w, x, "species", "cat");
	type(w, x, "breed", "British Shorthair");
	return save(w, x, client);
}

/* ---- family and pets ---- */

static void a_pet_hangs_under_its_owner(void **state)
{
	struct desk_world *w = *state;
	int64_t id = add_pet(w, w->ann, "咪咪");
	char words[200];

	assert_int_equal(number(w, "SELECT count(*) FROM dependant WHERE id = %lld AND client_id ="
	    " %lld AND kind = 'pet' AND species = 'cat' AND breed = 'British Shorthair'"
	    " AND relation IS NULL AND rev = %lld", (long long)id, (long long)w->ann,
	    (long long)last_action(w)), 1);
	assert_string_equal(undo_describe(&w->d, last_action(w), words, sizeof words),
	    "changed family and pets of 王小明");
	/* and its owner is found by its name */
	assert_int_equal(number(w, "SELECT count(*) FROM client_term WHERE term = 'n咪咪'"
	    " AND client_id = %lld", (long long)w->ann), 1);
}

static void what_a_pet_and_a_child_need(void **state)
{
	struct desk_world *w = *state;
	struct conflict_list none = { 0 };
	struct form_edit *x = new_row(w, "forms/dependant.cfg");
	int64_t id, before = last_action(w);

	type(w, x, "name", "旺财");
	refused(w, child_save(&w->d, x, w->ann, &none, &id, &w->e), ERR_INVALID, "Relation");
	type(w, x, "kind", "pet");
	refused(w, child_save(&w->d, x, w->ann, &none, &id, &w->e), ERR_INVALID, "Species");
	type(w, x, "species", "dog");
	must(w, child_save(&w->d, x, w->ann, &none, &id, &w->e));
	form_edit_free(x);
	assert_int_equal(last_action(w), before + 1); /* a refusal leaves no action */
}

static void two_desks_change_one_pet(void **state)
{
	struct desk_world *w = *state;
	struct conflict_list clash = { 0 };
	struct desk other;
	int64_t id = add_pet(w, w->ann, "咪咪"), same;
	struct form_edit *mine = open_row(w, "forms/dependant.cfg", id);
	struct form_edit *theirs = open_row(w, "forms/dependant.cfg", id);

	other_terminal(w, &other, w->wl, "T2");
	type(w, theirs, "breed", "Persian");
	must(w, child_save(&other, theirs, w->ann, &clash, &same, &w->e));
	type(w, mine, "note", "shy");
	must(w, child_save(&w->d, mine, w->ann, &clash, &same, &w->e)); /* another field: both
									 * stay */
	form_edit_free(theirs);
	theirs = open_row(w, "forms/dependant.cfg", id);
	type(w, theirs, "breed", "Siamese");
	must(w, child_save(&other, theirs, w->ann, &clash, &same, &w->e));
	type(w, mine, "breed", "mixed");
	assert_int_equal(child_save(&w->d, mine, w->ann, &clash, &same, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(form_edit_open_conflicts(mine), 1);
	assert_int_equal(number(w, "SELECT count(*) FROM dependant WHERE breed = 'Siamese'"
	    " AND note = 'shy'"), 1);
	conflict_list_free(&clash);
	form_edit_free(mine);
	form_edit_free(theirs);
	desk_close(&other);
}

static void who_is_booked_cannot_be_taken_out(void **state)
{
	struct desk_world *w = *state;
	struct dependant_list l = { 0 };
	int64_t id = add_pet(w, w->ann, "咪咪");

	assert_int_equal(number(w, "SELECT count(*) FROM dependant WHERE state = 'on'"), 1);
	book(w, w->ann, 0, at(w, 1, 10, 0), 60);
	must(w, child_retire(&w->d, "dependant", id, "gave it away", &w->e)); /* the owner is
									       * booked, not the
									       * cat */
	must(w, dependant_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 0);
	id = add_dependant(w, w->ann, "小宝");
	must(w, booking_make(&w->d, &(struct booking){ .client_id = w->ann, .dependant_id = id,
	    .start_at = at(w, 1, 14, 0), .end_at = at(w, 1, 15, 0) }, &(int64_t){ 0 }, &w->e));
	refused(w, child_retire(&w->d, "dependant", id, "gave it away", &w->e), ERR_CONFLICT,
	    "Not taken out: booked");
	dependant_list_free(&l);
}

static void who_may_not_change_the_family(void **state)
{
	struct desk_world *w = *state;
	struct conflict_list none = { 0 };
	struct form_edit *x = new_row(w, "forms/dependant.cfg");
	int64_t id;

	type(w, x, "name", "小宝");
	type(w, x, "relation", "child");
	act_as(w, w->cl, 0);
	refused(w, child_save(&w->d, x, w->ann, &none, &id, &w->e), ERR_DENIED,
	    "change family and pets");
	form_edit_free(x);
}

/* ---- who is treated ---- */

static int64_t book_for(struct desk_world *w, int64_t dependant, int64_t start)
{
	struct booking b = { .client_id = w->ann, .dependant_id = dependant, .start_at = start,
		.end_at = start + 1800, .service_id = w->consult, .channel = "phone" };
	int64_t id;

	must(w, booking_make(&w->d, &b, &id, &w->e));
	return id;
}

/* Who was chosen in the file takes the own time, else the client's, never a sister's. */
static void who_was_chosen_in_the_file_arrives(void **state)
{
	struct desk_world *w = *state;
	int64_t kim = add_dependant(w, w->ann, "Kim"), lea = add_dependant(w, w->ann, "Lea"), visit;
	int64_t leas = book_for(w, lea, at(w, 0, 15, 0)), own = book_for(w, 0, at(w, 0, 16, 0));
	struct arrival_card c;
	struct arrival a;

	act_as(w, w->wl, 0);
	must(w, arrival_prepare_for(&w->d, w->ann, kim, 0, &c, &w->e));
	assert_int_equal(c.is.appointment_id, own);
	assert_int_equal(c.is.dependant_id, kim);
	must(w, arrival_prepare_for(&w->d, w->ann, lea, 0, &c, &w->e));
	assert_int_equal(c.is.appointment_id, leas);
	assert_int_equal(c.is.dependant_id, lea);
	must(w, arrival_prepare_for(&w->d, w->ann, 0, leas, &c, &w->e));
	assert_int_equal(c.is.dependant_id, lea); /* a time names its own */
	a = c.is;
	text_copy(a.identity, sizeof a.identity, "known");
	text_copy(a.allergy, sizeof a.allergy, "none");
	must(w, arrival_add(&w->d, &a, &visit, &w->e));
	must(w, arrival_prepare_for(&w->d, w->ann, kim, 0, &c, &w->e));
	assert_int_equal(c.is.visit_id, 0); /* that the sister is here does not matter */
	must(w, arrival_prepare_for(&w->d, w->ann, lea, 0, &c, &w->e));
	assert_int_equal(c.is.visit_id, visit);
}

/* ---- usual goods ---- */

static void goods_are_bought_again(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *x = new_row(w, "forms/goods.cfg");
	struct goods_list l = { 0 };
	struct change_words words = { 0 };
	int64_t id;

	type(w, x, "name", "益生菌");
	type(w, x, "amount", "2.5");
	type(w, x, "unit", "box");
	type(w, x, "bought", "2026-11-01");
	type(w, x, "lasts", "30");
	type(w, x, "next", "2026-11-28");
	type(w, x, "storage", "in the fridge");
	id = save(w, x, w->ann);
	must(w, goods_list(w->s, w->ann, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].due, "2026-11-28");
	must(w, child_goods_bought(&w->d, id, &w->e));
	must(w, goods_list(w->s, w->ann, &l, &w->e));
	assert_string_equal(l.v[0].bought, HELP_DAY);
	assert_string_equal(l.v[0].due, "2026-12-24"); /* the day that was said is over */
	must(w, changes_in_words(&w->d, last_action(w), &words, &w->e));
	assert_string_equal(words.v[0].before, "Sun 1 Nov");
	change_words_free(&words);
	must(w, undo_action(&w->d, last_action(w), false, NULL, &id, &w->e));
	must(w, goods_list(w->s, w->ann, &l, &w->e));
	assert_string_equal(l.v[0].due, "2026-11-28");
	goods_list_free(&l);
}

/* ---- answers ---- */

static struct form_edit *open_file(struct desk_world *w, int64_t id)
{
	struct form_env env;
	struct form_edit *x;

	form_env_make(&w->d, &env);
	must(w, form_edit_open(form_catalog_find(w->d.forms, "client"), &env, id, &x, &w->e));
	return x;
}

/* An answer has no row that could clash: it is compared all the same. */
static void an_answer_is_not_overwritten(void **state)
{
	struct desk_world *w = *state;
	struct form_edit *mine = open_file(w, w->ann), *theirs = open_file(w, w->ann);
	struct conflict_list clash = { 0 };

	type(w, theirs, "tea", "black");
	must(w, intake_save(&w->d, theirs, &clash, &w->e));
	type(w, mine, "tea", "green");
	assert_int_equal(intake_save(&w->d, mine, &clash, &w->e), ERR_CONFLICT);
	err_clear(&w->e);
	assert_int_equal(form_edit_open_conflicts(mine), 1);
	must(w,
	    form_edit_resolve(
		mine, form_field_index(form_edit_form(mine), "tea"), CONFLICT_MINE, &w->e));
	must(w, intake_save(&w->d, mine, &clash, &w->e));
	assert_int_equal(number(w, "SELECT count(*) FROM answer WHERE code = 'green'"), 1);
	conflict_list_free(&clash);
	form_edit_free(mine);
	form_edit_free(theirs);
}

/* ---- a restricted file ---- */

static void a_restricted_file_opens_with_a_reason(void **state)
{
	struct desk_world *w = *state;
	struct access_list looks = { 0 };
	char name[100];

	assert_string_equal(describe_client(&w->d, w->bob, name, sizeof name), "Mr B");
	assert_false(rights_sees_name(&w->d, w->bob));
	refused(w, intake_ask_restricted(&w->d, w->bob, "  ", &w->e), ERR_INVALID,
	    "A reason is needed");
	must(w, intake_ask_restricted(&w->d, w->bob, "is at the desk, card forgotten", &w->e));
	assert_string_not_equal(describe_client(&w->d, w->bob, name, sizeof name), "Mr B");
	assert_true(rights_sees_name(&w->d, w->bob));
	assert_false(rights_sees_name(&w->d, w->ann)); /* that file alone */
	must(w, access_list(w->s, w->bob, 0, 10, &looks, &w->e));
	assert_int_equal(looks.n, 1);
	assert_string_equal(looks.v[0].what, "restricted");
	assert_string_equal(looks.v[0].reason, "is at the desk, card forgotten");
	assert_int_equal(looks.v[0].staff_id, w->wf);
	access_list_free(&looks);
	act_as(w, w->cl, 0); /* the next person does not inherit it */
	assert_string_equal(describe_client(&w->d, w->bob, name, sizeof name), "Mr B");
	refused(w, intake_ask_restricted(&w->d, w->bob, "curious", &w->e), ERR_DENIED,
	    "restricted file");
}

/* ---- a telephone rings ---- */

static void whoever_rings_is_known_by_the_number(void **state)
{
	struct desk_world *w = *state;
	struct ring_caller c[RING_CALLERS];
	int64_t pan = add_client(w, "潘一", "139 1111 2222", NULL);
	size_t n;

	must(w, ring_tell(&w->d, "139-1111-2222", &w->e));
	must(w, ring_tell(&w->d, "+86 139 1111 2222", &w->e)); /* the same telephone */
	must(w, ring_tell(&w->d, "02164371111", &w->e));
	must(w, ring_callers(&w->d, c, &n, &w->e));
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(c[i].client_id, strcmp(c[i].number, "13911112222") ? 0 : pan);
	refused(w, ring_tell(&w->d, "anonymous", &w->e), ERR_INVALID, "no telephone number");
	must(w, desk_set_branch(&w->d, w->pd, &w->e));
	must(w, ring_callers(&w->d, c, &n, &w->e));
	assert_int_equal(n, 0); /* it rings in the other branch */
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
		T(a_pet_hangs_under_its_owner),
		T(what_a_pet_and_a_child_need),
		T(two_desks_change_one_pet),
		T(who_is_booked_cannot_be_taken_out),
		T(who_may_not_change_the_family),
		T(who_was_chosen_in_the_file_arrives),
		T(goods_are_bought_again),
		T(an_answer_is_not_overwritten),
		T(a_restricted_file_opens_with_a_reason),
		T(whoever_rings_is_known_by_the_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
