/* Groups of a file through tables of attributes. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "form/config_file.h"

/* ---- suggestions ---- */

#define NEAR_MAX 48

static int min3(int a, int b, int c)
{
	int m = a < b ? a : b;
	return m < c ? m : c;
}

/* Edit distance with neighbours exchanged as one edit (optimal string alignment). */
static int distance(const char *a, size_t na, const char *b, size_t nb)
{
	int d[NEAR_MAX + 1][NEAR_MAX + 1];
	for (size_t i = 0; i <= na; i++)
		d[i][0] = (int)i;
	for (size_t j = 0; j <= nb; j++)
		d[0][j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		for (size_t j = 1; j <= nb; j++) {
			int cost = a[i - 1] != b[j - 1];
			d[i][j] = min3(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    d[i - 2][j - 2] + 1 < d[i][j])
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	}
	return d[na][nb];
}

const char *config_near(const char *typed, const char *const *words)
{
	size_t n = strlen(typed);
	const char *best = NULL;
	int least = n < 3 ? 2 : (int)n / 3 + 1;         /* must be below that */
	for (; n <= NEAR_MAX && *words != NULL; words++) {
		size_t len = strlen(*words);
		int d = len > NEAR_MAX ? least : distance(typed, n, *words, len);
		if (d >= least)
			continue;
		least = d;
		best = *words;
	}
	return best;
}

const char *config_hint(const char *near, char *buf, size_t size)
{
	if (near == NULL)
		return "";
	return text_fmt(buf, size, tr(" (did you mean \"%s\"?)"), near);
}

/* ---- faults ---- */

void config_fault(struct config_reader *r, const struct config_node *n, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	if (r->what[0] != '\0')
		buf_printf(&b, "%s: ", r->what);
	va_list ap;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	fault_add(r->faults, r->file, config_node_line(n), "%s", b.s);
	buf_free(&b);
}

/* ---- types ---- */

#define TYPE_BIT(t) (1u << (t))

static const struct {
	unsigned types;
	const char *wanted;
} attr_types[] = {
	[ATTR_TEXT] = { TYPE_BIT(CONFIG_TEXT), N_("a text is wanted: \"...\"") },
	[ATTR_NAME] = { TYPE_BIT(CONFIG_TEXT), N_("a word is wanted: \"...\"") },
	[ATTR_LABEL] = { TYPE_BIT(CONFIG_TEXT) | TYPE_BIT(CONFIG_GROUP),
	    N_("a text is wanted: \"...\"") },
	[ATTR_INT] = { TYPE_BIT(CONFIG_INT), N_("a whole number is wanted") },
	[ATTR_BOOL] = { TYPE_BIT(CONFIG_BOOL), N_("true or false is wanted") },
	[ATTR_WORDS] = { TYPE_BIT(CONFIG_TEXT) | TYPE_BIT(CONFIG_ARRAY) | TYPE_BIT(CONFIG_LIST),
	    N_("texts in brackets are wanted: [\"...\", \"...\"]") },
	[ATTR_LIST] = { TYPE_BIT(CONFIG_LIST), N_("a list is wanted: ( ... )") },
	[ATTR_GROUP] = { TYPE_BIT(CONFIG_GROUP), N_("a group is wanted: { ... }") },
	[ATTR_SCALAR] = { TYPE_BIT(CONFIG_TEXT) | TYPE_BIT(CONFIG_INT) | TYPE_BIT(CONFIG_BOOL),
	    N_("a text, a whole number, true or false is wanted") },
};

static void wanted(struct config_reader *r, const struct attr *a, const struct config_node *v)
{
	config_fault(r, v, "\"%s\": %s", a->name, tr(attr_types[a->type].wanted));
}

static bool is_name(const char *s)
{
	if (*s < 'a' || *s > 'z')
		return false;
	for (; *s != '\0'; s++) {
		bool letter = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
		if (!letter && !(*s >= '0' && *s <= '9') && *s != '-' && *s != '_')
			return false;
	}
	return true;
}

static bool has_limits(const struct attr *a)
{
	return a->min != 0 || a->max != 0;
}

static bool text_ok(struct config_reader *r, const struct attr *a, const struct config_node *v)
{
	const char *text = config_node_text(v);
	int64_t n = (int64_t)strlen(text);
	if (a->type == ATTR_NAME && !is_name(text))
		config_fault(r, v, tr("%s = \"%.40s\": a word begins with a small letter and holds"
		    " letters, figures, - and _"), a->name, text);
	else if (a->type == ATTR_NAME && n > 31)
		config_fault(
		    r, v, tr("%s = \"%.40s\" is too long (at most 31 letters)"), a->name, text);
	else if (has_limits(a) && n < a->min)
		config_fault(r, v, tr("\"%s\" is empty"), a->name);
	else if (has_limits(a) && n > a->max)
		config_fault(r, v, tr("\"%s\" is too long (at most %lld bytes)"), a->name,
		    (long long)a->max);
	else
		return true;
	return false;
}

static bool int_ok(struct config_reader *r, const struct attr *a, const struct config_node *v)
{
	int64_t i = config_node_int(v);
	if (!has_limits(a) || (i >= a->min && i <= a->max))
		return true;
	config_fault(r, v, tr("%s = %lld is out of range (%lld to %lld)"), a->name, (long long)i,
	    (long long)a->min, (long long)a->max);
	return false;
}

static bool words_ok(struct config_reader *r, const struct attr *a, const struct config_node *v)
{
	for (size_t i = 0; i < config_node_count(v); i++) {
		if (config_node_type(config_node_at(v, i)) == CONFIG_TEXT)
			continue;
		wanted(r, a, config_node_at(v, i));
		return false;
	}
	return true;
}

static const struct attr label_attrs[] = {
	{ .name = "en", .type = ATTR_TEXT, .offset = offsetof(struct label, en) },
	{ .name = "zh", .type = ATTR_TEXT, .offset = offsetof(struct label, zh) },
};

static bool value_ok(struct config_reader *r, const struct attr *a, const struct config_node *v)
{
	if ((attr_types[a->type].types & TYPE_BIT(config_node_type(v))) == 0) {
		wanted(r, a, v);
		return false;
	}
	if (config_node_type(v) == CONFIG_TEXT && a->type != ATTR_SCALAR)
		return text_ok(r, a, v);
	if (a->type == ATTR_INT)
		return int_ok(r, a, v);
	if (a->type == ATTR_WORDS)
		return words_ok(r, a, v);
	return true;
}

/* ---- setting ---- */

static void set_words(struct config_words *w, const struct config_node *v)
{
	bool one = config_node_type(v) == CONFIG_TEXT;
	config_words_free(w);
	w->n = one ? 1 : config_node_count(v);
	w->v = mem_array(w->n, sizeof *w->v);
	for (size_t i = 0; i < w->n; i++)
		w->v[i] = config_node_text(one ? v : config_node_at(v, i));
}

static bool set_label(struct config_reader *r, struct label *l, const struct config_node *v)
{
	if (config_node_type(v) == CONFIG_GROUP)
		return config_read_group(r, v, label_attrs, 2, l);
	l->en = config_node_text(v);
	return true;
}

/* What people are to read is never nothing in the language that every text has. */
static void set_text(struct config_reader *r, const struct attr *a, struct label *l,
    const struct config_node *v)
{
	if (set_label(r, l, v) && l->en != NULL && text_is_blank(l->en))
		config_fault(r, v, tr("\"%s\" is empty"), a->name);
}

static bool set_value(struct config_reader *r, const struct attr *a, void *target,
    const struct config_node *v)
{
	char *to = (char *)target + a->offset;
	size_t before = r->faults->n + r->faults->more;
	if (a->set != NULL)
		a->set(r, target, v);
	else if (a->type == ATTR_LABEL)
		set_text(r, a, (struct label *)(void *)to, v);
	else if (a->type == ATTR_INT)
		*(int *)(void *)to = (int)config_node_int(v);
	else if (a->type == ATTR_BOOL)
		*(bool *)to = config_node_int(v) != 0;
	else if (a->type == ATTR_WORDS)
		set_words((struct config_words *)(void *)to, v);
	else
		*(const char **)(void *)to = config_node_text(v);
	return r->faults->n + r->faults->more == before;
}

static const struct attr *find_attr(const struct attr *attrs, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(attrs[i].name, name) == 0)
			return &attrs[i];
	}
	return NULL;
}

static void unknown(struct config_reader *r, const struct config_node *v,
    const struct attr *attrs, size_t n)
{
	const char **names = mem_array(n + 1, sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[i] = attrs[i].name;
	char hint[96];
	config_fault(r, v, tr("unknown setting \"%.64s\"%s"), config_node_name(v),
	    config_hint(config_near(config_node_name(v), names), hint, sizeof hint));
	mem_free(names);
}

bool config_read_value(struct config_reader *r, const struct config_node *value,
    const struct attr *a, void *target)
{
	return value_ok(r, a, value) && set_value(r, a, target, value);
}

static bool read_one(struct config_reader *r, const struct config_node *v,
    const struct attr *attrs, size_t n, void *target)
{
	const struct attr *a = find_attr(attrs, n, config_node_name(v));
	if (a == NULL) {
		unknown(r, v, attrs, n);
		return false;
	}
	return config_read_value(r, v, a, target);
}

bool config_read_group(struct config_reader *r, const struct config_node *group,
    const struct attr *attrs, size_t nattrs, void *target)
{
	bool ok = true;
	for (size_t i = 0; i < config_node_count(group); i++)
		ok &= read_one(r, config_node_at(group, i), attrs, nattrs, target);
	for (size_t i = 0; i < nattrs; i++) {
		if (!attrs[i].required || config_node_get(group, attrs[i].name) != NULL)
			continue;
		config_fault(r, group, tr("\"%s\" is missing"), attrs[i].name);
		ok = false;
	}
	return ok;
}

void config_words_free(struct config_words *w)
{
	mem_free(w->v);
	*w = (struct config_words){ 0 };
}

bool config_words_has(const struct config_words *w, const char *word)
{
	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->v[i], word) == 0)
			return true;
	}
	return false;
}
