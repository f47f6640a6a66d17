/* The texts of form files, for xgettext. */
#include <string.h>

#include "base/mem.h"
#include "form/form_catalog.h"
#include "form_priv.h"

static const char *const shown[] = { "label", "title", "hint", "help", NULL };

static bool is_shown(const char *name)
{
	for (size_t i = 0; name != NULL && shown[i] != NULL; i++) {
		if (strcmp(shown[i], name) == 0)
			return true;
	}
	return false;
}

/* A C string literal. Bytes of UTF-8 go through as they are. */
static void put_literal(struct buf *out, const char *text)
{
	buf_putc(out, '"');
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '\n') {
			buf_puts(out, "\\n");
			continue;
		}
		if (*p == '\t') {
			buf_puts(out, "\\t");
			continue;
		}
		if (*p == '"' || *p == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *p);
	}
	buf_putc(out, '"');
}

static void put_text(struct buf *out, const char *file, const struct config_node *n)
{
	const char *text = config_node_text(n);
	if (text == NULL || text[0] == '\0')
		return;
	buf_printf(out, "#line %d ", config_node_line(n));
	put_literal(out, file);
	buf_puts(out, "\nN_(");
	put_literal(out, text);
	buf_puts(out, ");\n");
}

/* Groups { en, zh } bring their own translation and are left out. */
static void walk(struct buf *out, const char *file, const struct config_node *n)
{
	for (size_t i = 0; i < config_node_count(n); i++) {
		const struct config_node *child = config_node_at(n, i);
		if (is_shown(config_node_name(child)))
			put_text(out, file, child);
		else
			walk(out, file, child);
	}
}

enum err_code forms_strings(const char *dir, struct buf *out, struct fault_list *faults,
    struct err *e)
{
	struct path_list paths = { 0 };
	enum err_code rc = form_dir_list(dir, &paths, e);
	for (size_t i = 0; i < paths.n; i++) {
		struct config_file *file;
		struct err one = ERR_INIT;
		if (config_file_read(paths.v[i], &file, faults, &one) != OK) {
			rc = err_copy(e, &one);
			continue;
		}
		walk(out, paths.v[i], config_file_root(file));
		config_file_free(file);
	}
	path_list_free(&paths);
	return rc;
}
