/* `key=value` of the command line: which keys there are, and whom or what their values name. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cmdline_priv.h"
#include "data/branch.h"
#include "data/resource.h"
#include "data/service.h"
#include "data/staff.h"
#include "desk/desk.h"

static struct cmdline_value *add(struct cmdline_values *out, int64_t id, const char *code,
    const char *name)
{
	struct cmdline_value *v = vec_push(out);

	v->id = id;
	text_copy(v->code, sizeof v->code, code);
	text_copy(v->name, sizeof v->name, name);
	return v;
}

static void all_staff(struct desk *d, struct cmdline_values *out)
{
	struct staff_list l = { 0 };
	struct err none = ERR_INIT;

	if (staff_list(d->store, 0, false, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++)
			add(out, l.v[i].id, l.v[i].code, l.v[i].name);
	staff_list_free(&l);
}

static void all_resources(struct desk *d, const char *kind, struct cmdline_values *out)
{
	struct resource_list l = { 0 };
	struct err none = ERR_INIT;

	if (resource_list(d->store, d->branch_id, kind, false, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++)
			add(out, l.v[i].id, l.v[i].code, l.v[i].name);
	resource_list_free(&l);
}

static void all_rooms(struct desk *d, struct cmdline_values *out)
{
	all_resources(d, "room", out);
}

static void all_devices(struct desk *d, struct cmdline_values *out)
{
	all_resources(d, "device", out);
}

static void all_services(struct desk *d, struct cmdline_values *out)
{
	struct service_list l = { 0 };
	struct err none = ERR_INIT;

	if (service_list(d->store, false, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++)
			add(out, l.v[i].id, l.v[i].code, l.v[i].name);
	service_list_free(&l);
}

static void all_branches(struct desk *d, struct cmdline_values *out)
{
	struct branch_list l = { 0 };
	struct err none = ERR_INIT;

	if (branch_list(d->store, false, &l, &none) == OK)
		for (size_t i = 0; i < l.n; i++)
			add(out, l.v[i].id, l.v[i].code, l.v[i].name);
	branch_list_free(&l);
}

static const struct key_row {
	const char *key;
	void (*all)(struct desk *d, struct cmdline_values *out);        /* NULL: free text */
} keys[] = {
	{ "dr", all_staff }, { "op", all_staff }, { "rm", all_rooms }, { "dev", all_devices },
	{ "svc", all_services }, { "br", all_branches }, { "ch", NULL }, { "dep", NULL },
	{ "why", NULL }, { "who", all_staff }, { "n", NULL },
};

static const struct key_row *find(const char *key)
{
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (!strcmp(keys[i].key, key))
			return &keys[i];
	return NULL;
}

bool cmdline_key_known(const char *key)
{
	return find(key);
}

const char *cmdline_key_names(void)
{
	return "dr op rm dev svc br ch dep why who n";
}

/* ---- names ---- */

static bool begins(const char *typed, const char *text)
{
	struct buf a = { 0 }, b = { 0 };
	bool yes;

	utf8_fold(&a, typed);
	utf8_fold(&b, text);
	yes = !strncmp(buf_str(&a), buf_str(&b), strlen(buf_str(&a)));
	buf_free(&a);
	buf_free(&b);
	return yes;
}

/* Names are found as clients are: from the start, by pinyin, by initials. */
static bool fits(const struct cmdline_value *v, const char *typed)
{
	struct term_source src = { .name = v->name };
	struct term_list terms = { 0 };
	struct term_query q;
	bool yes;

	if (begins(typed, v->code) || begins(typed, v->name))
		return true;
	term_make(&src, &terms);
	term_query_parse(typed, &q);
	yes = q.nword && term_match(&q, &terms, NULL);
	term_list_free(&terms);
	return yes;
}

void cmdline_key_values(struct desk *d, const char *key, const char *text,
    struct cmdline_values *out)
{
	const struct key_row *row = find(key);
	struct cmdline_values all = { 0 };

	out->n = 0;
	if (!row || !row->all)
		return;
	row->all(d, &all);
	for (size_t i = 0; i < all.n; i++)
		if (!*text || fits(&all.v[i], text))
			*vec_push(out) = all.v[i];
	vec_free(&all);
}

static enum err_code refuse(const struct cmdline_values *l, const char *text, struct err *e)
{
	struct buf names = { 0 };

	if (!l->n)
		return err_set(e, ERR_INVALID, tr("Nobody and nothing is called \"%s\" there."),
		    text);
	for (size_t i = 0; i < l->n && i < 4; i++)
		buf_printf(&names, "%s%s %s", i ? ", " : "", l->v[i].code, l->v[i].name);
	err_set(e, ERR_INVALID, tr("\"%s\" is %s. One more letter."), text, buf_str(&names));
	buf_free(&names);
	return e->code;
}

/* One value: the code in full, else the only one that fits. */
static enum err_code read_one(struct desk *d, const char *key, const char *text,
    struct cmdline_key *out, struct err *e)
{
	struct cmdline_values l = { 0 };
	size_t hit;
	enum err_code rc = OK;

	cmdline_key_values(d, key, text, &l);
	for (hit = 0; hit < l.n && strcmp(l.v[hit].code, text) != 0; hit++)
		;
	if (hit == l.n && l.n == 1)
		hit = 0;
	if (hit == l.n || !*text)
		rc = refuse(&l, text, e);
	else if (out->n == CMDLINE_VALUES)
		rc = err_set(e, ERR_INVALID, tr("At most %d of them."), CMDLINE_VALUES);
	else
		out->id[out->n++] = l.v[hit].id;
	vec_free(&l);
	return rc;
}

enum err_code cmdline_key_read(struct desk *d, const char *key, const char *text,
    struct cmdline_key *out, struct err *e)
{
	const struct key_row *row = find(key);
	enum err_code rc = OK;

	*out = (struct cmdline_key){ .n = 0 };
	text_copy(out->key, sizeof out->key, key);
	text_copy(out->text, sizeof out->text, text);
	if (!row)
		return err_set(e, ERR_INVALID, tr("There is no \"%s=\". There are: %s."), key,
		    cmdline_key_names());
	for (const char *p = text; row->all && rc == OK; p++) {
		size_t n = strcspn(p, ",");
		char one[80];

		text_fmt(one, sizeof one, "%.*s", (int)n, p);
		rc = read_one(d, key, one, out, e);
		p += n;
		if (!*p)
			break;
	}
	return rc;
}
