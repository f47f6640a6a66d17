/*
 * Searching as people type, held against the plain rule: a client is found when term_match says
 * so of its terms. The people are made up from common surnames and given names, so that many
 * share a part.
 */
#include "store_help.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/phone.h"
#include "data/search.h"

#define CLIENTS 400

static uint64_t seed;

static size_t pick(size_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % n;
}

#define ONE_OF(list) (list)[pick(sizeof (list) / sizeof *(list))]

static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "欧阳", "单",
	"吕", "曾", "吴" };
static const char *const given[] = { "小", "明", "晓", "梅", "伟", "思", "雨", "静", "丽", "国" };
static const char *const first[] = { "Anna", "John", "Maria", "José", "Anne", "Johann" };
static const char *const last[] = { "Smith", "Lopez", "O'Neil", "Schmidt", "García", "Smit" };

struct person {
	char name[64], phone[16], card[16], email[40], file_no[16];
	int64_t id;
};
static struct person people[CLIENTS];

static void make_person(struct person *p, int i)
{
	if (pick(5) == 0)
		snprintf(p->name, sizeof p->name, "%s %s", ONE_OF(first), ONE_OF(last));
	else
		snprintf(p->name, sizeof p->name, "%s%s%s", ONE_OF(surnames), ONE_OF(given),
		    pick(3) ? ONE_OF(given) : "");
	snprintf(p->phone, sizeof p->phone, "13%09zu", pick(1000000000));
	snprintf(p->card, sizeof p->card, "VIP%07zu", pick(10000000));
	snprintf(p->email, sizeof p->email, "user%d@example.org", i);
	snprintf(p->file_no, sizeof p->file_no, "%02zu-%04d", 20 + pick(6), i);
}

static void add_phone(struct world *w, struct txn *t, int64_t client, const char *relation,
    const char *number, const char *name)
{
	struct phone p = { .client_id = client };
	int64_t id;

	snprintf(p.relation, sizeof p.relation, "%s", relation);
	snprintf(p.number, sizeof p.number, "%s", number);
	snprintf(p.name, sizeof p.name, "%s", name);
	must(w, phone_insert(t, &p, &id, &w->e));
}

static int64_t add_file(struct world *w, struct txn *t, struct person *p)
{
	struct client c = { .branch_id = 1, .day = mem_dup(HELP_DAY), .name = mem_dup(p->name),
		.card_no = mem_dup(p->card), .email = mem_dup(p->email),
		.file_no = mem_dup(p->file_no) };

	must(w, client_insert(t, &c, &p->id, &w->e));
	client_free(&c);
	add_phone(w, t, p->id, "self", p->phone, "");
	return p->id;
}

static void add_relatives(struct world *w, struct txn *t, int64_t client, int i)
{
	struct dependant d = { .client_id = client, .kind = "pet" };
	char number[16];
	int64_t id;

	snprintf(number, sizeof number, "15%09zu", pick(1000000000));
	if (i % 4 == 0)
		add_phone(w, t, client, "mother", number, i % 8 ? "" : "李静");
	snprintf(d.name, sizeof d.name, "%s", i % 20 ? "旺财" : "Rex");
	if (i % 10 == 0)
		must(w, dependant_insert(t, &d, &id, &w->e));
}

/* Some files are closed, some merged into others, some expected today. */
static void add_fates(struct world *w, struct txn *t)
{
	for (int i = 0; i < CLIENTS; i++) {
		if (i % 23 == 7)
			must(w, client_set_state(t, people[i].id, "closed", &w->e));
		else if (i % 17 == 5)
			must(w, client_set_merged(t, people[i].id, people[i + 1].id, &w->e));
		else if (i % 9 == 4)
			add_appointment(w, t, people[i].id, 0, i % 10);
	}
}

static int town_setup(void **state)
{
	struct world *w;
	struct txn *t;

	if (world_setup(state) != 0)
		return -1;
	w = *state;
	seed = 88172645463325252u;
	t = begin(w);
	for (int i = 0; i < CLIENTS; i++) {
		make_person(&people[i], i);
		add_file(w, t, &people[i]);
		add_relatives(w, t, people[i].id, i);
	}
	add_fates(w, t);
	commit(w, t);
	return 0;
}

/* ---- the plain rule ---- */

struct expected {
	int64_t id[CLIENTS + 10];
	size_t n;
};

static bool in_list(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Everybody's terms, as the rows stand when a test begins. */
static struct everybody {
	int64_t id[CLIENTS + 10], survivor[CLIENTS + 10];
	struct term_list terms[CLIENTS + 10];
	size_t n;
} all;

static void forget_everybody(void)
{
	for (size_t i = 0; i < all.n; i++)
		term_list_free(&all.terms[i]);
	all.n = 0;
}

static void know_everybody(struct world *w)
{
	forget_everybody();
	must(w, client_list_ids(w->s, 0, all.id, CLIENTS + 10, &all.n, &w->e));
	for (size_t i = 0; i < all.n; i++) {
		must(w, search_terms_of(w->s, all.id[i], &all.terms[i], &w->e));
		must(w, client_survivor(w->s, all.id[i], &all.survivor[i], &w->e));
	}
}

/* The best rank of a client and of those merged into it. */
static int rank_of(const struct term_query *q, int64_t id)
{
	int best = -1, rank;

	for (size_t i = 0; i < all.n; i++) {
		if (all.survivor[i] == id && term_match(q, &all.terms[i], &rank)
		    && (best < 0 || rank < best))
			best = rank;
	}
	assert_true(best >= 0);
	return best;
}

static void by_rule(const char *typed, struct expected *out)
{
	struct term_query q;

	out->n = 0;
	term_query_parse(typed, &q);
	for (size_t i = 0; i < all.n; i++) {
		if (term_match(&q, &all.terms[i], NULL)
		    && !in_list(out->id, out->n, all.survivor[i]))
			out->id[out->n++] = all.survivor[i];
	}
}

static bool is_closed(struct world *w, int64_t id)
{
	char text[100];

	snprintf(text, sizeof text, "SELECT state = 'closed' FROM client WHERE id = %lld",
	    (long long)id);
	return number(w, text) == 1;
}

static bool is_today(struct world *w, int64_t id)
{
	char text[100];

	snprintf(text, sizeof text, "SELECT count(*) FROM appointment WHERE client_id = %lld",
	    (long long)id);
	return number(w, text) > 0;
}

static void check_order(struct world *w, const struct search_result *r)
{
	int stage = 0;          /* 0 expected today, 1 others, 2 closed */

	for (size_t i = 0; i < r->n; i++) {
		int64_t id = r->v[i].client_id;
		int now = is_closed(w, id) ? 2 : is_today(w, id) ? 0 : 1;

		assert_true(now >= stage || (now == 0 && stage == 1 && r->v[i].via[0]));
		stage = now;
	}
}

/* Among the others, who has a word as a whole comes before who only begins with it. */
static void check_rank(struct world *w, const char *typed, const struct search_result *r)
{
	struct term_query q;
	int last_rank = 0, rank;

	term_query_parse(typed, &q);
	for (size_t i = 0; i < r->n; i++) {
		int64_t id = r->v[i].client_id;

		if (r->v[i].via[0] || is_closed(w, id) || is_today(w, id))
			continue;
		rank = rank_of(&q, id);
		if (rank < last_rank)
			fail_msg("\"%s\": client %lld stands too low", typed, (long long)id);
		last_rank = rank;
	}
}

static void check(struct world *w, const char *typed)
{
	struct expected want;
	struct search_result got;

	by_rule(typed, &want);
	must(w, search_find(w->s, typed, HELP_DAY, 64, &got, &w->e));
	if (want.n <= 64 && (got.n != want.n || got.more))
		fail_msg("\"%s\": %zu found, %zu by the rule", typed, got.n, want.n);
	if (want.n > 64 && (got.n != 64 || !got.more))
		fail_msg("\"%s\": %zu found of %zu, more %d", typed, got.n, want.n, got.more);
	for (size_t i = 0; i < got.n; i++) {
		if (!in_list(want.id, want.n, got.v[i].client_id))
			fail_msg("\"%s\" found client %lld", typed, (long long)got.v[i].client_id);
		for (size_t j = 0; j < i; j++)
			assert_true(got.v[i].client_id != got.v[j].client_id);
	}
	check_order(w, &got);
	check_rank(w, typed, &got);
}

/* ---- what people type ---- */

static bool is_han(const struct person *p)
{
	return (unsigned char)p->name[0] >= 0x80 && strlen(p->name) >= 6;
}

/* Whom all words of a query are of; NULL: each of somebody else. */
static const struct person *meant;

static const struct person *anyone(void)
{
	return meant ? meant : &people[pick(CLIENTS)];
}

static const struct person *someone(bool han)
{
	const struct person *p = anyone();

	while (is_han(p) != han)
		p = &people[pick(CLIENTS)];
	return p;
}

/* Pinyin in small letters without blanks, or only the first letters. */
static void pinyin(const char *name, bool initials, char *out, size_t size)
{
	char spaced[100];
	size_t n = 0;

	term_pinyin(name, spaced, sizeof spaced);
	for (const char *p = spaced; *p && n + 1 < size; p++) {
		if (*p != ' ' && (!initials || p == spaced || p[-1] == ' '))
			out[n++] = (char)tolower((unsigned char)*p);
	}
	out[n] = '\0';
}

static void han_first_two(char *q)
{
	snprintf(q, 80, "%.6s", someone(true)->name);
}

static void han_one(char *q)
{
	snprintf(q, 80, "%.3s", someone(true)->name);
}

static void han_whole(char *q)
{
	snprintf(q, 80, "%s", someone(true)->name);
}


static void han_last_two(char *q)
{
	const char *name = someone(true)->name;

	snprintf(q, 80, "%s", name + strlen(name) - 6);
}

static void pinyin_whole(char *q)
{
	pinyin(someone(true)->name, false, q, 80);
}

static void initials(char *q)
{
	pinyin(someone(true)->name, true, q, 80);
}

static void latin_whole(char *q)
{
	snprintf(q, 80, "%s", someone(false)->name);
}

static void latin_part(char *q)
{
	snprintf(q, 80, "%.4s", someone(false)->name);
}


static void pinyin_part(char *q)
{
	pinyin_whole(q);
	q[2 + pick(strlen(q) - 1)] = '\0';
}

static void one_letter(char *q)
{
	pinyin_whole(q);
	q[1] = '\0';
}

static void surname_and_letter(char *q)
{
	char spaced[100], *blank;

	term_pinyin(someone(true)->name, spaced, sizeof spaced);
	blank = strchr(spaced, ' ');
	assert_non_null(blank);
	memmove(blank, blank + 1, 1);
	blank[1] = '\0';
	text_copy(q, 80, spaced);
}

static void phone_last_four(char *q)
{
	snprintf(q, 80, "%s", anyone()->phone + 7);
}

static void phone_whole(char *q)
{
	snprintf(q, 80, "%s", anyone()->phone);
}

static void phone_inner_three(char *q)
{
	snprintf(q, 80, "%.3s", anyone()->phone + pick(9));
}

static void phone_inner_six(char *q)
{
	snprintf(q, 80, "%.6s", anyone()->phone + pick(6));
}

static void card(char *q)
{
	snprintf(q, 80, "%s", anyone()->card);
}

static void card_figures(char *q)
{
	snprintf(q, 80, "%s", anyone()->card + 3);
}

static void file_no(char *q)
{
	snprintf(q, 80, "%s", anyone()->file_no);
}

static void email(char *q)
{
	snprintf(q, 80, "%s", anyone()->email);
}


static void initials_and_phone(char *q)
{
	const struct person *p = someone(true);

	pinyin(p->name, true, q, 60);
	snprintf(q + strlen(q), 20, "%s%s", pick(2) ? " " : "", p->phone + 7);
}

static void words_apart(char *q)
{
	const struct person *p = someone(true);
	char spaced[100];

	term_pinyin(p->name, spaced, sizeof spaced);
	text_copy(q, 80, spaced);
}

/* Of 王小明 xiaoming or ming. */
static void given_syllables(char *q)
{
	char spaced[100], *blank;

	term_pinyin(someone(true)->name, spaced, sizeof spaced);
	blank = strchr(spaced, ' ');
	assert_non_null(blank);
	text_copy(q, 80, blank + 1);
	*q = (char)tolower((unsigned char)*q);
}

static void latin_word(char *q)
{
	text_copy(q, 80, someone(false)->name);
	q[strcspn(q, " ")] = '\0';
}

static void phone_two(char *q)
{
	snprintf(q, 80, "%.2s", anyone()->phone + pick(9));
}

static void email_name(char *q)
{
	snprintf(q, 80, "%.*s", 2 + (int)pick(4), anyone()->email);
}

static void relatives_name(char *q)
{
	static const char *const names[] = { "李静", "李", "lijing", "li", "lj", "旺财", "wangc",
		"rex", "jing", "cai" };

	text_copy(q, 80, ONE_OF(names));
}

static void name_then_figures(char *q)
{
	const struct person *p = someone(true);

	snprintf(q, 80, "%.3s 1%zu", p->name, pick(10));
}

static void (*const typed[])(char *q) = {
	han_first_two, han_one, han_whole, han_last_two, pinyin_whole, pinyin_part, initials,
	one_letter, surname_and_letter, latin_whole, latin_part, phone_last_four, phone_whole,
	phone_inner_three, phone_inner_six, card, card_figures, file_no, email, initials_and_phone,
	words_apart, name_then_figures,
};

static void every_kind_of_query_finds_what_the_rule_says(void **state)
{
	char q[80];

	know_everybody(*state);
	for (size_t k = 0; k < sizeof typed / sizeof *typed; k++) {
		for (int i = 0; i < 12; i++) {
			typed[k](q);
			check(*state, q);
		}
	}
}

/* One word of somebody: whole or a beginning of it, as far as people type. */
static void word_of(char *q)
{
	static void (*const part[])(char *q) = {
		han_first_two, han_one, han_last_two, pinyin_part, initials, one_letter,
		surname_and_letter, given_syllables, latin_word, latin_part, phone_last_four,
		phone_inner_three, phone_inner_six, phone_two, card, card_figures, file_no,
		email_name, relatives_name,
	};

	ONE_OF(part)(q);
}

/* Most queries are of one person, as people type them; the others mostly find nobody. */
static void every_mixture_of_words_finds_what_the_rule_says(void **state)
{
	char q[400], word[80];
	size_t found[3] = { 0 };

	know_everybody(*state);
	for (int i = 0; i < 2000; i++) {
		size_t words = 2 + pick(10) / 4;
		struct expected want;

		*q = '\0';
		meant = pick(4) ? &people[pick(CLIENTS)] : NULL;
		for (size_t k = 0; k < words; k++) {
			word_of(word);
			snprintf(q + strlen(q), 90, "%s%s", k ? pick(8) ? " " : "" : "", word);
		}
		check(*state, q);
		by_rule(q, &want);
		found[want.n == 0 ? 0 : want.n <= 64 ? 1 : 2]++;
	}
	meant = NULL;
	for (int i = 0; i < 3; i++) {
		assert_true(found[i] >= 10);
	}
}

static void nobody_has_it(void **state)
{
	struct world *w = *state;
	struct search_result r;
	static const char *const queries[] = { "zzqxj", "99999999999", "龘", "!?", "%", "'; --" };

	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		must(w, search_find(w->s, queries[i], HELP_DAY, 20, &r, &w->e));
		assert_int_equal(r.n, 0);
		assert_false(r.more);
	}
}

static void a_limit_is_kept_and_said(void **state)
{
	struct world *w = *state;
	struct search_result r;

	must(w, search_find(w->s, "13", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 20);
	assert_true(r.more);
	must(w, search_find(w->s, "user123@example.org", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 1);
	assert_false(r.more);
	assert_string_equal(r.v[0].via, "mail");
}

/* The search of a screen that lies open: what another person does is seen at once. */
static void what_is_expected_today_is_kept_up_to_date(void **state)
{
	struct world *w = *state;
	struct search_result r;
	struct txn *t;
	int64_t id;

	must(w, search_find(w->s, "A", HELP_DAY, 64, &r, &w->e));
	assert_false(r.n > 0 && r.v[0].client_id == w->ann);
	t = begin(w);
	id = add_appointment(w, t, w->ann, 0, -20);
	commit(w, t);
	must(w, search_find(w->s, "A", HELP_DAY, 64, &r, &w->e));
	assert_int_equal(r.v[0].client_id, w->ann);
	t = begin(w);
	must(w, change_text(w, t, "client", w->ann, "name", "Ann", "Zoe"));
	commit(w, t);
	must(w, search_find(w->s, "A", HELP_DAY, 64, &r, &w->e));
	for (size_t i = 0; i < r.n; i++)
		assert_true(r.v[i].client_id != w->ann);
	must(w, search_find(w->s, "Zo", HELP_DAY, 64, &r, &w->e));
	assert_int_equal(r.n, 1);
	must(w, search_find(w->s, "", "2026-11-25", 64, &r, &w->e));
	assert_true(r.n > 0);
	(void)id;
}

/* Not committed is not known: a search in the middle of a transaction leaves nothing behind. */
static void a_rollback_leaves_nothing_behind(void **state)
{
	struct world *w = *state;
	struct search_result r;
	struct txn *t = begin(w);

	must(w, change_text(w, t, "client", w->bob, "name", "Bob", "Quentin"));
	add_appointment(w, t, w->bob, 0, 1);
	must(w, search_find(w->s, "B", HELP_DAY, 20, &r, &w->e));
	action_rollback(t);
	must(w, search_find(w->s, "Quentin", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 0);
	must(w, search_find(w->s, "Bob", HELP_DAY, 20, &r, &w->e));
	assert_int_equal(r.n, 1);
}

static void two_files_open_do_not_mix(void **state)
{
	struct world *w = *state, *other;
	void *mine = NULL;
	struct search_result r;
	struct txn *t;

	assert_int_equal(world_setup(&mine), 0);
	other = mine;
	t = begin(other);
	add_appointment(other, t, other->cid, 0, 1);
	commit(other, t);
	for (int i = 0; i < 3; i++) {
		must(other, search_find(other->s, "C", HELP_DAY, 20, &r, &other->e));
		assert_int_equal(r.n, 1);
		assert_int_equal(r.v[0].client_id, other->cid);
		must(w, search_find(w->s, "C", HELP_DAY, 64, &r, &w->e));
		assert_true(r.n > 1);
	}
	world_teardown(&mine);
	must(w, search_find(w->s, "C", HELP_DAY, 64, &r, &w->e));
	assert_true(r.n > 1);
}

static void nothing_typed_shows_today_then_what_was_touched_last(void **state)
{
	struct world *w = *state;
	struct search_result r;
	struct txn *t;

	must(w, search_find(w->s, "  ", "2026-11-30", 64, &r, &w->e));
	assert_true(r.n > 0);
	t = begin(w);
	must(w, change_text(w, t, "client", w->cid, "email", NULL, "c@example.org"));
	commit(w, t);
	must(w, search_find(w->s, "", "2026-11-30", 64, &r, &w->e));
	assert_int_equal(r.v[0].client_id, w->cid);
	must(w, search_find(w->s, "", HELP_DAY, 64, &r, &w->e));
	assert_true(is_today(w, r.v[0].client_id));
}

/* ---- why somebody was found ---- */

static void via_is(struct world *w, const char *query, int64_t id, const char *via)
{
	struct search_result r;

	must(w, search_find(w->s, query, HELP_DAY, 20, &r, &w->e));
	for (size_t i = 0; i < r.n; i++) {
		if (r.v[i].client_id != id)
			continue;
		if (strcmp(r.v[i].via, via) != 0)
			fail_msg("\"%s\" via \"%s\", not \"%s\"", query, r.v[i].via, via);
		return;
	}
	fail_msg("\"%s\" does not find client %lld", query, (long long)id);
}

static void says_why_somebody_was_found(void **state)
{
	struct world *w = *state;
	struct client c = { .branch_id = 1, .day = mem_dup(HELP_DAY), .name = mem_dup("沈雨晴"),
		.card_no = mem_dup("GOLD-7788"), .file_no = mem_dup("25-0640"),
		.email = mem_dup("syq@example.cn"), .origin_key = mem_dup("oldlist:K9912") };
	struct dependant d = { .client_id = 0, .kind = "pet", .name = "毛毛" };
	struct txn *t = begin(w);
	int64_t id, pet;

	must(w, client_insert(t, &c, &id, &w->e));
	client_free(&c);
	add_phone(w, t, id, "self", "13800132208", "");
	add_phone(w, t, id, "landline", "02165531234", "");
	add_phone(w, t, id, "mother", "13911117766", "周兰");
	d.client_id = id;
	must(w, dependant_insert(t, &d, &pet, &w->e));
	commit(w, t);
	via_is(w, "syq", id, "");
	via_is(w, "沈雨", id, "");
	via_is(w, "2208", id, "");
	via_is(w, "65531234", id, "");
	via_is(w, "7766", id, "mother");
	via_is(w, "周兰", id, "mother");
	via_is(w, "syq 7766", id, "mother");
	via_is(w, "毛毛", id, "pet");
	via_is(w, "gold7788", id, "card");
	via_is(w, "25-0640", id, "file");
	via_is(w, "syq@example.cn", id, "mail");
	via_is(w, "k9912", id, "number");
	t = begin(w);
	must(w, client_set_merged(t, id, w->bob, &w->e));
	commit(w, t);
	via_is(w, "25-0640", w->bob, "merged");
	via_is(w, "Bob", w->bob, "");
	t = begin(w);
	must(w, dependant_set_state(t, pet, "retired", &w->e));
	commit(w, t);
	know_everybody(w);
	check(w, "毛毛");
}

/* ---- the index ---- */

static void terms_follow_the_rows(void **state)
{
	struct world *w = *state;
	struct buf detail = { 0 };
	int64_t bad, ids[4];
	size_t n;

	must(w, verify_terms(w->s, &bad, &detail, &w->e));
	if (bad)
		fail_msg("%s", buf_str(&detail));
	buf_free(&detail);
	must(w, search_by_term(w->s, "cuser7", ids, 4, &n, &w->e));
	assert_int_equal(n, 1);
	assert_int_equal(ids[0], people[7].id);
}

static void many_at_once_gives_the_same_rows(void **state)
{
	struct world *w = *state;
	struct txn *t = begin(w);
	int64_t ids[50], before, after;

	before = number(w, "SELECT count(*) FROM client_term");
	for (int i = 0; i < 50; i++) {
		ids[i] = people[i].id;
		must(w, search_drop(t, ids[i], &w->e));
	}
	assert_true(number(w, "SELECT count(*) FROM client_term") < before);
	must(w, search_add_many(t, ids, 50, &w->e));
	after = number(w, "SELECT count(*) FROM client_term");
	assert_int_equal(after, before);
	action_rollback(t);
}

static int town_teardown(void **state)
{
	check_plans(*state);
	forget_everybody();
	return world_teardown(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_query_finds_what_the_rule_says),
		cmocka_unit_test(every_mixture_of_words_finds_what_the_rule_says),
		cmocka_unit_test(nobody_has_it),
		cmocka_unit_test(a_limit_is_kept_and_said),
		cmocka_unit_test(a_rollback_leaves_nothing_behind),
		cmocka_unit_test(two_files_open_do_not_mix),
		cmocka_unit_test(terms_follow_the_rows),
		cmocka_unit_test(many_at_once_gives_the_same_rows),
		cmocka_unit_test(what_is_expected_today_is_kept_up_to_date),
		cmocka_unit_test(nothing_typed_shows_today_then_what_was_touched_last),
		cmocka_unit_test(says_why_somebody_was_found),
	};

	return cmocka_run_group_tests(tests, town_setup, town_teardown);
}
