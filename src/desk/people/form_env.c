#include "desk/form_env.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/branch.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/flag.h"
#include "data/phone.h"
#include "data/product.h"
#include "data/resource.h"
#include "data/search.h"
#include "data/service.h"
#include "data/sheet.h"
#include "data/staff.h"
#include "data/test.h"
#include "desk/complaint.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "desk/rights.h"
#include "desk/roster.h"
#include "form/segment.h"
#include "rights_priv.h"

static enum err_code env_record(void *arg, const char *table, int64_t id, struct record *out,
    struct err *e)
{
	struct desk *d = arg;

	return record_load(d->store, table, id, out, e);
}

/* ---- child rows ---- */

struct ids {
	int64_t *v;
	size_t n, cap;
};

static enum err_code phone_ids(struct store *s, int64_t client, struct ids *out, struct err *e)
{
	struct phone_list l = { 0 };
	enum err_code rc = phone_list(s, client, &l, e);

	for (size_t i = 0; i < l.n; i++)
		*vec_push(out) = l.v[i].id;
	phone_list_free(&l);
	return rc;
}

static enum err_code flag_ids(struct store *s, int64_t client, struct ids *out, struct err *e)
{
	struct flag_list l = { 0 };
	enum err_code rc = flag_list(s, client, &l, e);

	for (size_t i = 0; i < l.n; i++)
		*vec_push(out) = l.v[i].id;
	flag_list_free(&l);
	return rc;
}

static enum err_code dependant_ids(struct store *s, int64_t client, struct ids *out, struct err *e)
{
	struct dependant_list l = { 0 };
	enum err_code rc = dependant_list(s, client, &l, e);

	for (size_t i = 0; i < l.n; i++)
		*vec_push(out) = l.v[i].id;
	dependant_list_free(&l);
	return rc;
}

static const struct {
	const char *table;
	enum err_code (*ids)(struct store *, int64_t, struct ids *, struct err *);
} children[] = {
	{ "client_phone", phone_ids },
	{ "client_flag", flag_ids },
	{ "dependant", dependant_ids },
};

static int older(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static enum err_code env_children(void *arg, const char *table, int64_t parent, int64_t **out,
    size_t *n, struct err *e)
{
	struct desk *d = arg;
	struct ids found = { 0 };

	for (size_t i = 0; i < sizeof children / sizeof children[0]; i++) {
		if (strcmp(children[i].table, table) != 0)
			continue;
		if (children[i].ids(d->store, parent, &found, e) != OK) {
			vec_free(&found);
			return e->code;
		}
		if (found.n)
			qsort(found.v, found.n, sizeof found.v[0], older);
		*out = found.v;
		*n = found.n;
		return OK;
	}
	BUG("no form can reach into table %s", table);
}

static enum err_code env_answer(void *arg, const struct form *f, int64_t parent,
    const char *field, struct value *out, struct err *e)
{
	struct desk *d = arg;
	int64_t sheet;
	int i;
	enum err_code rc = sheet_latest(d->store, parent, f->name, &sheet, e);

	value_free(out);
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc == OK)
		rc = sheet_answer(d->store, sheet, field, out, e);
	/* Numbers are kept alike; what the field holds is the field's to say. */
	i = form_field_index(f, field);
	if (rc == OK && out->type == VALUE_REAL && field_kind_type(f->fields[i].kind) == VALUE_INT)
		value_set_int(out, (int64_t)out->d);
	return rc;
}

/* ---- choices ---- */

bool form_env_fits(const char *typed, const char *name, const char *other, const char *code)
{
	const char *const codes[] = { code, NULL };
	struct term_query query;
	struct term_list terms = { 0 };
	bool match;

	if (!typed[0])
		return true;
	term_query_parse(typed, &query);
	term_make(&(struct term_source){ .name = name, .alias = other && other[0] ? other : NULL,
	    .codes = codes }, &terms);
	match = term_match(&query, &terms, NULL);
	term_list_free(&terms);
	return match;
}

static void offer(struct form_options *out, int64_t id, const char *label, const char *remark)
{
	struct value v = { .type = VALUE_INT, .i = id };

	form_options_add(out, &v, label, remark);
}

static enum err_code staff_options(struct desk *d, const char *typed, struct form_options *out,
    struct err *e)
{
	struct staff_list all = { 0 };
	enum err_code rc = staff_list(d->store, 0, false, &all, e);

	/* Those of this branch first. */
	for (int here = 1; here >= 0; here--)
		for (size_t i = 0; i < all.n; i++)
			if ((all.v[i].branch_id == d->branch_id) == here &&
			    form_env_fits(typed, all.v[i].name, all.v[i].name_en, all.v[i].code))
				offer(out, all.v[i].id, all.v[i].name, all.v[i].name_en);
	staff_list_free(&all);
	return rc;
}

static enum err_code branch_options(struct desk *d, const char *typed, struct form_options *out,
    struct err *e)
{
	struct branch_list all = { 0 };
	enum err_code rc = branch_list(d->store, false, &all, e);

	for (size_t i = 0; i < all.n; i++)
		if (form_env_fits(typed, all.v[i].name, all.v[i].name_en, all.v[i].code))
			offer(out, all.v[i].id, all.v[i].name, all.v[i].code);
	branch_list_free(&all);
	return rc;
}

static enum err_code client_options(struct desk *d, const char *typed, struct form_options *out,
    struct err *e)
{
	struct client_card_list cards = { 0 };
	struct search_result hits = { 0 };
	int64_t ids[20];
	char name[200];
	enum err_code rc = find_clients(d, typed, 20, &hits, e);

	for (size_t i = 0; i < hits.n && i < 20; i++)
		ids[i] = hits.v[i].client_id;
	if (rc == OK)
		rc = client_cards(d->store, ids, hits.n, clock_now(), &cards, e);
	for (size_t i = 0; i < cards.n; i++)
		offer(out, cards.v[i].id, describe_client(d, cards.v[i].id, name, sizeof name),
		    cards.v[i].file_no);
	client_card_list_free(&cards);
	return rc;
}

static enum err_code service_options(struct desk *d, const char *typed, struct form_options *out,
    struct err *e)
{
	struct service_list all = { 0 };
	enum err_code rc = service_list(d->store, false, &all, e);

	for (size_t i = 0; i < all.n; i++) {
		char minutes[24];

		text_fmt(minutes, sizeof minutes, tr("%d min"), all.v[i].minutes);
		if (form_env_fits(typed, all.v[i].name, all.v[i].name_en, all.v[i].code))
			offer(out, all.v[i].id,
			    describe_in_language(all.v[i].name, all.v[i].name_en), minutes);
	}
	service_list_free(&all);
	return rc;
}

static enum err_code product_options(struct desk *d, const char *typed, struct form_options *out,
    struct err *e)
{
	struct product_list all = { 0 };
	enum err_code rc = product_list(d->store, NULL, false, &all, e);

	for (size_t i = 0; i < all.n; i++)
		if (form_env_fits(typed, all.v[i].name, all.v[i].name_en, all.v[i].code))
			offer(out, all.v[i].id,
			    describe_in_language(all.v[i].name, all.v[i].name_en), all.v[i].unit);
	product_list_free(&all);
	return rc;
}

static enum err_code test_options(struct desk *d, const char *typed, struct form_options *out,
    struct err *e)
{
	struct test_type_list all = { 0 };
	char price[MONEY_TEXT];
	enum err_code rc = test_type_list(d->store, &all, e);

	for (size_t i = 0; i < all.n; i++)
		if (form_env_fits(typed, all.v[i].name, all.v[i].name_en, all.v[i].code))
			offer(out, all.v[i].id,
			    describe_in_language(all.v[i].name, all.v[i].name_en),
			    desk_money(d, all.v[i].price, price, sizeof price));
	test_type_list_free(&all);
	return rc;
}

/* People, rooms or devices that can be booked in this branch. KIND "resource": all of them. */
static enum err_code resource_options(struct desk *d, const char *kind, const char *typed,
    struct form_options *out, struct err *e)
{
	struct resource_list all = { 0 };
	enum err_code rc = resource_list(d->store, d->branch_id,
	    strcmp(kind, "resource") ? kind : NULL, false, &all, e);

	for (size_t i = 0; i < all.n; i++)
		if (form_env_fits(typed, all.v[i].name, NULL, all.v[i].code))
			offer(out, all.v[i].id, all.v[i].name, all.v[i].code);
	resource_list_free(&all);
	return rc;
}

static bool names_resource(const char *lookup)
{
	return !strcmp(lookup, "staff") || !strcmp(lookup, "room") || !strcmp(lookup, "device") ||
	    !strcmp(lookup, "resource");
}

static void weekday_options(const char *typed, struct form_options *out)
{
	char digit[2] = "0";

	for (int day = 0; day <= 7; day++) {
		digit[0] = (char)('0' + day);
		if (form_env_fits(typed, roster_day_text(day), NULL, digit))
			offer(out, day, roster_day_text(day), "");
	}
}

/* Words of complaints.cfg, by their place. */
static int words_of_complaints(const char *lookup)
{
	static const char *const words[] = { [COMPLAINT_KIND] = "complaint-kind",
		[COMPLAINT_LEVEL] = "complaint-level", [COMPLAINT_CHANNEL] = "complaint-channel",
		[COMPLAINT_CAUSE] = "complaint-cause" };

	for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
		if (!strcmp(words[i], lookup))
			return i;
	return -1;
}

static void complaint_options(const struct desk *d, enum complaint_words_of of,
    const char *typed, struct form_options *out)
{
	const char *code;
	char place[24];

	for (int64_t n = 1; (code = complaint_code(d, of, n)); n++) {
		const char *label = complaint_word(d, of, code);

		text_fmt(place, sizeof place, "%lld", (long long)n);
		if (form_env_fits(typed, label, code, place))
			offer(out, n, label, "");
	}
}

/* Tiers, growth and segments of the site, by their place in its file. */
static const struct segment_rules *class_rules(const struct desk *d, const char *lookup)
{
	const struct segments_file *f = d->segments;

	if (!f)
		return NULL;
	return !strcmp(lookup, "tier") ? &f->tiers : !strcmp(lookup, "growth") ? &f->growth :
	    !strcmp(lookup, "segment") ? &f->segments : NULL;
}

static void class_options(const struct segment_rules *rules, const char *typed,
    struct form_options *out)
{
	for (size_t i = 0; rules && i < rules->n; i++)
		if (form_env_fits(typed, label_text(&rules->v[i].label), NULL, rules->v[i].code))
			offer(out, (int64_t)i + 1, label_text(&rules->v[i].label),
			    rules->v[i].when_text ? rules->v[i].when_text : "");
}

static enum err_code env_lookup(void *arg, const struct form_field *f, const char *typed,
    struct form_options *out, struct err *e)
{
	struct desk *d = arg;

	if (f->kind == FIELD_STAFF)
		return staff_options(d, typed, out, e);
	if (f->kind == FIELD_BRANCH)
		return branch_options(d, typed, out, e);
	if (!f->lookup)
		return OK;
	if (!strcmp(f->lookup, "client"))
		return client_options(d, typed, out, e);
	if (!strcmp(f->lookup, "service"))
		return service_options(d, typed, out, e);
	if (!strcmp(f->lookup, "product"))
		return product_options(d, typed, out, e);
	if (!strcmp(f->lookup, "test"))
		return test_options(d, typed, out, e);
	if (names_resource(f->lookup))
		return resource_options(d, f->lookup, typed, out, e);
	if (!strcmp(f->lookup, "weekday"))
		weekday_options(typed, out);
	if (words_of_complaints(f->lookup) >= 0)
		complaint_options(d, (enum complaint_words_of)words_of_complaints(f->lookup), typed,
		    out);
	class_options(class_rules(d, f->lookup), typed, out);
	return OK;
}

static void lookup_label(struct desk *d, const char *lookup, int64_t id, char *out, size_t size)
{
	struct err none = ERR_INIT;
	struct resource resource;
	struct service service;
	struct product product;
	struct test_type test;

	if (!strcmp(lookup, "client"))
		describe_client(d, id, out, size);
	else if (!strcmp(lookup, "service") && service_get(d->store, id, &service, &none) == OK)
		text_copy(out, size, describe_in_language(service.name, service.name_en));
	else if (!strcmp(lookup, "product") && product_get(d->store, id, &product, &none) == OK)
		text_copy(out, size, describe_in_language(product.name, product.name_en));
	else if (!strcmp(lookup, "test") && test_type_get(d->store, id, &test, &none) == OK)
		text_copy(out, size, describe_in_language(test.name, test.name_en));
	else if (names_resource(lookup) && resource_get(d->store, id, &resource, &none) == OK)
		text_copy(out, size, resource.name);
	else if (!strcmp(lookup, "weekday"))
		text_copy(out, size, roster_day_text((int)id));
	else if (words_of_complaints(lookup) >= 0) {
		enum complaint_words_of of = (enum complaint_words_of)words_of_complaints(lookup);
		const char *code = complaint_code(d, of, id);

		text_copy(out, size, code ? complaint_word(d, of, code) : "");
	} else if (class_rules(d, lookup) && id > 0 && (size_t)id <= class_rules(d, lookup)->n)
		text_copy(out, size, label_text(&class_rules(d, lookup)->v[id - 1].label));
}

static void env_label(void *arg, const struct form_field *f, int64_t id, char *out, size_t size)
{
	struct desk *d = arg;
	struct err none = ERR_INIT;
	struct branch branch;
	struct staff staff;

	text_copy(out, size, "");
	if (f->kind == FIELD_STAFF && staff_get(d->store, id, &staff, &none) == OK)
		text_copy(out, size, staff.name);
	else if (f->kind == FIELD_BRANCH && branch_get(d->store, id, &branch, &none) == OK)
		text_copy(out, size, branch.name);
	else if (f->kind == FIELD_LOOKUP && f->lookup)
		lookup_label(d, f->lookup, id, out, size);
}

static bool env_may(void *arg, const char *right)
{
	return rights_find(right) && rights_may(arg, right);
}

void form_env_make(struct desk *d, struct form_env *out)
{
	*out = (struct form_env){
		.when = desk_when(d),
		.today = desk_today(d), .branch_id = d->branch_id, .staff_id = d->who.staff_id,
		.branch = d->branch_code, .country = d->country, .currency = d->currency,
		.source = { .arg = d, .record = env_record, .children = env_children,
			.answer = env_answer, .lookup = env_lookup, .label = env_label,
			.may = env_may },
	};
}
