#include "form/config_file.h"

#include <errno.h>
#include <libconfig.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/tr.h"
#include "config_priv.h"

struct config_file {
	config_t config;
	char *name;
	char *text;
	size_t n;
};

/* A config_node is libconfig's setting; the cast stays in this file. */
static const config_setting_t *setting(const struct config_node *n)
{
	return (const config_setting_t *)n;
}

static const struct config_node *node(const config_setting_t *s)
{
	return (const struct config_node *)s;
}

/* ---- reading the file ---- */

static enum err_code not_read(const char *path, int os, struct err *e)
{
	if (os == ENOENT)
		return err_set(e, ERR_NOTFOUND, tr("There is no file %s."), path);
	if (os == EINVAL)
		return err_set(e, ERR_IO, tr("%s is not a regular file."), path);
	return err_set(e, ERR_IO, tr("%s cannot be read: %s."), path, strerror(os));
}

static void too_long(const char *path, struct fault_list *faults)
{
	fault_add(faults, path, 0, tr("the file is too long (at most %d bytes)"), CONFIG_FILE_MAX);
}

enum err_code config_file_read(const char *path, struct config_file **out,
    struct fault_list *faults, struct err *e)
{
	size_t n;
	char *text = file_read(path, CONFIG_FILE_MAX, &n);
	int os = errno;
	enum err_code rc;
	*out = NULL;
	if (text == NULL && os == EFBIG) {
		too_long(path, faults);
		return fault_list_err(faults, e);
	}
	if (text == NULL)
		return not_read(path, os, e);
	rc = config_file_parse(path, text, n, out, faults, e);
	mem_free(text);
	return rc;
}

/* ---- parsing ---- */

/* libconfig's words and what they mean for who wrote the file. */
static const struct {
	const char *theirs, *ours;
} parse_words[] = {
	{ "duplicate setting name", N_("this name stands twice in its group") },
	{ "mismatched element type in array",
	    N_("an array [ ] holds values of one kind only") },
};

static const char *parse_word(const char *theirs)
{
	for (size_t i = 0; i < sizeof parse_words / sizeof parse_words[0]; i++) {
		if (strcmp(parse_words[i].theirs, theirs) == 0)
			return tr(parse_words[i].ours);
	}
	return theirs;
}

/* An escape may have made bytes that were not in the file: \xff, \f; a carriage return stands at
 * the ends of lines alone. */
static void check_texts(const struct config_file *f, const struct config_node *n,
    struct fault_list *faults)
{
	const char *text = config_node_text(n);
	size_t len = text == NULL ? 0 : strlen(text);
	if (text != NULL && (config_bad_byte(text, len) < len || strchr(text, '\r') != NULL))
		fault_add(faults, f->name, config_node_line(n), tr("an escape (\\x..) in this"
		    " text makes a control character, or no UTF-8: take it out"));
	if (len > CONFIG_TEXT_MAX)
		fault_add(faults, f->name, config_node_line(n),
		    tr("a text of %zu bytes is too long (at most %d)"), len, CONFIG_TEXT_MAX);
	for (size_t i = 0; i < config_node_count(n); i++)
		check_texts(f, config_node_at(n, i), faults);
}

static bool parse(struct config_file *f, struct fault_list *faults)
{
	if (f->n > CONFIG_FILE_MAX) {
		too_long(f->name, faults);
		return false;
	}
	if (!config_scan(f->name, f->text, f->n, faults))
		return false;
	if (config_read_string(&f->config, f->text) != CONFIG_TRUE) {
		fault_add(faults, f->name, config_error_line(&f->config), "%s",
		    parse_word(config_error_text(&f->config)));
		return false;
	}
	size_t before = faults->n + faults->more;
	check_texts(f, config_file_root(f), faults);
	return faults->n + faults->more == before;
}

enum err_code config_file_parse(const char *name, const char *text, size_t n,
    struct config_file **out, struct fault_list *faults, struct err *e)
{
	struct config_file *f = mem_alloc(sizeof *f);
	config_init(&f->config);
	f->name = mem_dup(name);
	f->n = n;
	f->text = mem_alloc(n + 1);
	memcpy(f->text, text, n);
	*out = f;
	if (parse(f, faults))
		return OK;
	config_file_free(f);
	*out = NULL;
	return fault_list_err(faults, e);
}

void config_file_free(struct config_file *f)
{
	if (f == NULL)
		return;
	config_destroy(&f->config);
	mem_free(f->name);
	mem_free(f->text);
	mem_free(f);
}

const char *config_file_name(const struct config_file *f)
{
	return f->name;
}

const char *config_file_text(const struct config_file *f, size_t *n)
{
	*n = f->n;
	return f->text;
}

const struct config_node *config_file_root(const struct config_file *f)
{
	return node(config_root_setting(&f->config));
}

/* ---- walking ---- */

enum config_type config_node_type(const struct config_node *n)
{
	switch (config_setting_type(setting(n))) {
	case CONFIG_TYPE_STRING: return CONFIG_TEXT;
	case CONFIG_TYPE_INT: return CONFIG_INT;
	case CONFIG_TYPE_INT64: return CONFIG_INT;
	case CONFIG_TYPE_FLOAT: return CONFIG_REAL;
	case CONFIG_TYPE_BOOL: return CONFIG_BOOL;
	case CONFIG_TYPE_ARRAY: return CONFIG_ARRAY;
	case CONFIG_TYPE_LIST: return CONFIG_LIST;
	case CONFIG_TYPE_GROUP: return CONFIG_GROUP;
	default: return CONFIG_NONE;
	}
}

const char *config_node_name(const struct config_node *n)
{
	return config_setting_name(setting(n));
}

int config_node_line(const struct config_node *n)
{
	return (int)config_setting_source_line(setting(n));
}

size_t config_node_count(const struct config_node *n)
{
	return config_setting_is_aggregate(setting(n)) ? (size_t)config_setting_length(setting(n))
						       : 0;
}

const struct config_node *config_node_at(const struct config_node *n, size_t i)
{
	return node(config_setting_get_elem(setting(n), (unsigned)i));
}

const struct config_node *config_node_get(const struct config_node *n, const char *name)
{
	if (config_node_type(n) != CONFIG_GROUP)
		return NULL;
	return node(config_setting_get_member(setting(n), name));
}

const char *config_node_text(const struct config_node *n)
{
	return config_node_type(n) == CONFIG_TEXT ? config_setting_get_string(setting(n)) : NULL;
}

int64_t config_node_int(const struct config_node *n)
{
	switch (config_setting_type(setting(n))) {
	case CONFIG_TYPE_INT: return config_setting_get_int(setting(n));
	case CONFIG_TYPE_INT64: return config_setting_get_int64(setting(n));
	case CONFIG_TYPE_BOOL: return config_setting_get_bool(setting(n));
	default: return 0;
	}
}
