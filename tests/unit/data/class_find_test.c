/* Finding by class, held against the plain rule over the rows. */
#include "store_help.h"

#include <stdio.h>
#include <string.h>

#include "data/class_find.h"
#include "data/ephemeral.h"
#include "data/segment.h"

#define ALL 400

static const char *const tiers[] = { "", "key", "potential", "general" };
static const char *const growths[] = { "", "loyal", "dormant" };
static const char *const segments[] = { "new", "special", "complaint" };
static struct client_class made[ALL + 1];
static uint64_t seed = 7;

static size_t pick(size_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % n;
}

/* Rows of nobody will do: what is derived knows no foreign keys. */
static void make(struct world *w)
{
	struct txn *t;

	must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
	for (int i = 1; i <= ALL; i++) {
		struct client_class *c = &made[i];

		*c = (struct client_class){ .client_id = 10000 + i, .at = 1,
			.spent = (int64_t)pick(40) };
		snprintf(c->tier, sizeof c->tier, "%s", tiers[pick(4)]);
		snprintf(c->growth, sizeof c->growth, "%s", growths[pick(3)]);
		for (size_t k = 0; k < 3; k++) {
			size_t n = strlen(c->segments);

			if (!pick(2))
				snprintf(c->segments + n, sizeof c->segments - n, "%s%s ",
				    n ? "" : " ", segments[k]);
		}
		must(w, class_put(t, c, &w->e));
	}
	must(w, ephemeral_commit(t, &w->e));
}

static bool plain_fits(const struct client_class *c, const struct class_filter *f)
{
	for (int i = 0; i < f->nsegment; i++) {
		char padded[40];

		snprintf(padded, sizeof padded, " %s ", f->segment[i]);
		if (!strstr(c->segments, padded))
			return false;
	}
	return (!f->tier[0] || !strcmp(c->tier, f->tier)) &&
	    (!f->growth[0] || !strcmp(c->growth, f->growth));
}

static void any_filter(struct class_filter *f)
{
	*f = (struct class_filter){ .nsegment = (int)pick(3) };
	snprintf(f->tier, sizeof f->tier, "%s", tiers[pick(4)]);
	snprintf(f->growth, sizeof f->growth, "%s", growths[pick(3)]);
	for (int i = 0; i < f->nsegment; i++)
		snprintf(f->segment[i], sizeof f->segment[i], "%s", segments[pick(3)]);
}

static size_t count_plain(const struct class_filter *f)
{
	size_t n = 0;

	for (int i = 1; i <= ALL; i++)
		n += plain_fits(&made[i], f);
	return n;
}

/* Every page holds those that fit, in order, and all pages together everybody once. */
static void check_pages(struct world *w, const struct class_filter *f, size_t size)
{
	struct class_place page[64], at = { INT64_MAX, INT64_MAX };
	size_t all = 0, n;
	bool more = true;

	while (more) {
		must(w, class_page(w->s, f, all ? &at : NULL, page, size, &n, &more, &w->e));
		assert_true(n <= size && (n || !more));
		for (size_t i = 0; i < n; i++) {
			const struct client_class *c = &made[page[i].client_id - 10000];

			assert_true(plain_fits(c, f));
			assert_int_equal(c->spent, page[i].spent);
			assert_true(c->spent < at.spent || (c->spent == at.spent &&
			    c->client_id < at.client_id));
			at = page[i];
		}
		all += n;
	}
	assert_int_equal(all, count_plain(f));
}

static void pages_are_what_the_rows_say(void **state)
{
	struct world *w = *state;

	make(w);
	for (int i = 0; i < 300; i++) {
		struct class_filter f;

		any_filter(&f);
		if (class_filter_any(&f))
			check_pages(w, &f, 1 + pick(40));
	}
}

/* A page that is just full is not told to have another one behind it. */
static void a_full_page_may_be_the_last(void **state)
{
	struct world *w = *state;
	struct class_place page[ALL];

	for (int i = 0; i < 50; i++) {
		struct class_filter f;
		size_t all, n;
		bool more;

		any_filter(&f);
		f.nsegment = f.nsegment > 1 ? 1 : f.nsegment;
		all = count_plain(&f);
		if (!class_filter_any(&f) || all < 2)
			continue;
		must(w, class_page(w->s, &f, NULL, page, all, &n, &more, &w->e));
		assert_int_equal(n, all);
		assert_false(more);
		must(w, class_page(w->s, &f, NULL, page, all - 1, &n, &more, &w->e));
		assert_int_equal(n, all - 1);
		assert_true(more);
	}
}

static void one_file_fits_as_its_row_does(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < 200; i++) {
		struct class_filter f;
		int who = 1 + (int)pick(ALL);
		bool fits;

		any_filter(&f);
		must(w, class_fits(w->s, 10000 + who, &f, &fits, &w->e));
		assert_int_equal(fits, plain_fits(&made[who], &f));
	}
}

static void few_are_told_from_many(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < 100; i++) {
		struct class_filter f;
		size_t max = pick(200);
		bool small;

		any_filter(&f);
		f.nsegment = f.nsegment > 1 ? 1 : f.nsegment;
		if (!class_filter_any(&f))
			continue;
		must(w, class_is_small(w->s, &f, max, &small, &w->e));
		assert_int_equal(small, count_plain(&f) <= max);
	}
}

/* The words follow the row: another class, and a row that goes. */
static void the_words_follow_the_row(void **state)
{
	struct world *w = *state;
	struct class_filter f = { .segment = { "complaint" }, .nsegment = 1 };
	size_t before = count_plain(&f);
	struct txn *t;

	for (int i = 1; i <= ALL; i++) {
		if (!strstr(made[i].segments, "complaint"))
			continue;
		must(w, ephemeral_begin(w->s, &w->me, &t, &w->e));
		made[i].segments[0] = 0;
		must(w, i % 2 ? class_put(t, &made[i], &w->e) :
		    class_drop(t, made[i].client_id, &w->e));
		must(w, ephemeral_commit(t, &w->e));
		if (i % 2 == 0)
			made[i].tier[0] = made[i].growth[0] = 0;
		assert_int_equal(count_plain(&f), --before);
		check_pages(w, &f, 64);
	}
}

static void its_statements_read_indexes(void **state)
{
	check_plans(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_what_the_rows_say),
		cmocka_unit_test(a_full_page_may_be_the_last),
		cmocka_unit_test(one_file_fits_as_its_row_does),
		cmocka_unit_test(few_are_told_from_many),
		cmocka_unit_test(the_words_follow_the_row),
		cmocka_unit_test(its_statements_read_indexes),
	};

	return cmocka_run_group_tests(tests, world_setup, world_teardown);
}
