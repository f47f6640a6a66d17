#include "form/roles.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

/* ---- words ---- */

/* `appt-*`, `*` or the word itself. */
static bool matches(const char *pattern, const char *right)
{
	size_t n = strlen(pattern);
	if (n > 0 && pattern[n - 1] == '*')
		return strncmp(pattern, right, n - 1) == 0;
	return strcmp(pattern, right) == 0;
}

static bool any_matches(const struct config_words *patterns, const char *right)
{
	for (size_t i = 0; i < patterns->n; i++) {
		if (matches(patterns->v[i], right))
			return true;
	}
	return false;
}

static bool is_known(const struct roles_file *f, const char *pattern)
{
	for (size_t i = 0; i < f->nknown; i++) {
		if (matches(pattern, f->known[i]))
			return true;
	}
	return false;
}

static void check_words(struct config_reader *r, const struct roles_file *f,
    const struct config_node *n, const char *name)
{
	const struct config_node *words = config_node_get(n, name);
	if (words == NULL)
		return;
	bool one = config_node_type(words) == CONFIG_TEXT;
	size_t count = one ? 1 : config_node_count(words);
	for (size_t i = 0; i < count; i++) {
		const struct config_node *w = one ? words : config_node_at(words, i);
		const char *text = config_node_text(w);
		char hint[96];
		if (text == NULL || is_known(f, text))
			continue;
		config_fault(r, w, tr("there is no right \"%.60s\"%s"), text,
		    config_hint(config_near(text, f->known), hint, sizeof hint));
	}
}

/* ---- reading ---- */

static const struct attr role_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, AT(struct role, code),
	    .help = "what is stored with a person; never changed later" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct role, label),
	    .help = "what people see" },
	{ .name = "short", .type = ATTR_LABEL, AT(struct role, brief),
	    .help = "the same where a column is narrow, at most 7 cells" },
	{ .name = "board", .type = ATTR_NAME, AT(struct role, board),
	    .help = "tab of Today that opens first" },
	{ .name = "rights", .type = ATTR_WORDS, AT(struct role, rights),
	    .help = "what it may do; appt-* for all that begin so" },
	{ .name = "except", .type = ATTR_WORDS, AT(struct role, except),
	    .help = "what it may not, of these" },
};

static void fill_may(const struct roles_file *f, struct role *role)
{
	role->may = mem_array(f->nknown, sizeof *role->may);
	for (size_t i = 0; i < f->nknown; i++)
		role->may[i] = any_matches(&role->rights, f->known[i]) &&
		    !any_matches(&role->except, f->known[i]);
}

static void read_role(struct config_reader *r, struct roles_file *f, const struct config_node *n)
{
	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a role is a group: { code = \"..\"; rights = [..]; }"));
		return;
	}
	struct role *role = &f->roles[f->n++];
	const struct config_node *code = config_node_get(n, "code");
	if (code != NULL && config_node_text(code) != NULL)
		text_fmt(r->what, sizeof r->what, tr("role \"%.40s\""), config_node_text(code));
	role->line = config_node_line(n);
	if (config_read_group(r, n, role_attrs, COUNT(role_attrs), role)) {
		check_words(r, f, n, "rights");
		check_words(r, f, n, "except");
		const struct role *first = roles_find(f, role->code);
		if (first != NULL && first != role)
			config_fault(r, n, tr("stands twice (line %d)"), first->line);
	}
	fill_may(f, role);
	r->what[0] = '\0';
}

static void set_roles(struct config_reader *r, void *t, const struct config_node *v)
{
	struct roles_file *f = t;
	f->roles = mem_array(config_node_count(v), sizeof *f->roles);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_role(r, f, config_node_at(v, i));
}

static const struct attr file_attrs[] = {
	{ .name = "second",
	    .type = ATTR_WORDS,
	    AT(struct roles_file, second),
	    .help = "what needs a second person" },
	{ .name = "roles",
	    .type = ATTR_LIST,
	    .required = true,
	    .set = set_roles,
	    .help = "the roles" },
};

static void fill_second(struct roles_file *f)
{
	f->needs_second = mem_array(f->nknown, sizeof *f->needs_second);
	for (size_t i = 0; i < f->nknown; i++)
		f->needs_second[i] = any_matches(&f->second, f->known[i]);
}

static void begin(void *target, const void *with)
{
	struct roles_file *f = target;

	f->known = with;
	while (f->known[f->nknown] != NULL)
		f->nknown++;
}

static void end(struct config_reader *r, void *target)
{
	struct roles_file *f = target;

	check_words(r, f, config_file_root(f->file), "second");
	fill_second(f);
}

static void free_target(void *target)
{
	roles_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct roles_file), .file_at = offsetof(struct roles_file, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs),
	.begin = begin, .end = end, .free = free_target,
};

enum err_code roles_load(const char *path, const char *const *known, struct roles_file **out,
    struct fault_list *faults, struct err *e)
{
	*out = config_load(&kind, path, known, faults, e);
	return *out ? OK : e->code;
}

enum err_code roles_parse_text(const char *name, const char *text, size_t n,
    const char *const *known, struct roles_file **out, struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, known, faults, e);
	return *out ? OK : e->code;
}

void roles_free(struct roles_file *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->n; i++) {
		config_words_free(&f->roles[i].rights);
		config_words_free(&f->roles[i].except);
		mem_free(f->roles[i].may);
	}
	mem_free(f->roles);
	mem_free(f->needs_second);
	config_words_free(&f->second);
	config_file_free(f->file);
	mem_free(f);
}

/* ---- use ---- */

const struct role *roles_find(const struct roles_file *f, const char *code)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->roles[i].code != NULL && strcmp(f->roles[i].code, code) == 0)
			return &f->roles[i];
	}
	return NULL;
}

static size_t right_index(const struct roles_file *f, const char *right)
{
	for (size_t i = 0; i < f->nknown; i++) {
		if (strcmp(f->known[i], right) == 0)
			return i;
	}
	BUG("no right \"%s\"", right);
}

bool roles_may(const struct roles_file *f, const char *role, const char *right)
{
	const struct role *r = roles_find(f, role);
	size_t i = right_index(f, right);
	return r != NULL && r->may[i];
}

bool roles_needs_second(const struct roles_file *f, const char *right)
{
	return f->needs_second[right_index(f, right)];
}
