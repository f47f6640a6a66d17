#include "form/form_catalog.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/tr.h"
#include "form_priv.h"

/* One file of the directory; `form` is NULL for other kinds and for forms that were never good. */
struct entry {
	char *path;
	struct timespec changed;
	off_t size;
	ino_t inode;
	struct form *form;
	bool seen;
};

struct form_catalog {
	char *dir;
	struct entry *v;
	size_t n, cap;
};

/* ---- the directory ---- */

static bool is_config(const char *name)
{
	size_t n = strlen(name);
	return name[0] != '.' && n > 4 && strcmp(name + n - 4, ".cfg") == 0;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

enum err_code form_dir_list(const char *dir, struct path_list *out, struct err *e)
{
	DIR *d = opendir(dir);
	if (d == NULL && (errno == ENOENT || errno == ENOTDIR))
		return err_set(e, ERR_NOTFOUND, tr("There is no directory %s."), dir);
	if (d == NULL)
		return err_set(e, ERR_IO, tr("%s cannot be read: %s."), dir, strerror(errno));
	for (struct dirent *one; (one = readdir(d)) != NULL;) {
		if (!is_config(one->d_name))
			continue;
		struct buf path = BUF_INIT;
		buf_printf(&path, "%s/%s", dir, one->d_name);
		*vec_push(out) = buf_take(&path);
	}
	closedir(d);
	if (out->n > 0)
		qsort(out->v, out->n, sizeof *out->v, by_bytes);
	return OK;
}

void path_list_free(struct path_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		mem_free(l->v[i]);
	vec_free(l);
}

/* ---- kinds of files ---- */

static const char *const file_kinds[] = { "form", "roles", "mapping", "callbacks", "segments",
	"scripts", "messages", "checklists", "plans", "complaints", NULL };

const char *config_file_kind(const struct config_file *f)
{
	for (size_t i = 0; file_kinds[i] != NULL; i++) {
		if (config_node_get(config_file_root(f), file_kinds[i]) != NULL)
			return file_kinds[i];
	}
	return NULL;
}

static enum err_code unknown_kind(const struct config_file *f, struct fault_list *faults,
    struct err *e)
{
	const struct config_node *root = config_file_root(f);
	char hint[96];
	if (config_node_count(root) == 0)
		fault_add(faults, config_file_name(f), 0, tr("the file is empty"));
	else
		fault_add(faults, config_file_name(f), config_node_line(config_node_at(root, 0)),
		    tr("no kind of file begins with \"%.64s\"%s"),
		    config_node_name(config_node_at(root, 0)),
		    config_hint(config_near(config_node_name(config_node_at(root, 0)), file_kinds),
		    hint, sizeof hint));
	return fault_list_err(faults, e);
}

/* ---- loading ---- */

/* *OUT stays NULL for a file of another kind. */
static enum err_code load_one(const char *path, struct form **out, struct fault_list *faults,
    struct err *e)
{
	struct config_file *file;
	*out = NULL;
	if (config_file_read(path, &file, faults, e) != OK) {
		if (e->code != ERR_CONFIG)
			fault_add(faults, path, 0, "%s", e->text);
		return e->code;
	}
	const char *kind = config_file_kind(file);
	if (kind == NULL || strcmp(kind, "form") != 0) {
		enum err_code rc = kind == NULL ? unknown_kind(file, faults, e) : OK;
		config_file_free(file);
		return rc;
	}
	if (form_from_file(file, out, faults, e) != OK)
		return e->code;
	if (form_bind(*out, faults, e) == OK)
		return OK;
	form_free(*out);
	*out = NULL;
	return e->code;
}

static bool name_taken(const struct form_catalog *c, const struct entry *self, const char *name)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct form *f = c->v[i].form;
		if (&c->v[i] != self && c->v[i].seen && f != NULL && strcmp(f->name, name) == 0)
			return true;
	}
	return false;
}

static void load_entry(struct form_catalog *c, struct entry *x, struct fault_list *faults)
{
	struct err e = ERR_INIT;
	struct form *f;
	if (load_one(x->path, &f, faults, &e) != OK)
		return;                         /* the last good form stays */
	if (f != NULL && name_taken(c, x, f->name)) {
		fault_add(
		    faults, x->path, 0, tr("another file has a form \"%s\" already"), f->name);
		form_free(f);
		return;
	}
	form_free(x->form);
	x->form = f;
}

static struct entry *find_entry(struct form_catalog *c, const char *path)
{
	for (size_t i = 0; i < c->n; i++) {
		if (strcmp(c->v[i].path, path) == 0)
			return &c->v[i];
	}
	struct entry *x = vec_push(c);
	x->path = mem_dup(path);
	x->size = -1;
	return x;
}

/* True when PATH is not the file that was read last. */
static bool moved_on(struct entry *x)
{
	struct stat st = { .st_size = -1 };
	if (stat(x->path, &st) == 0 && st.st_size == x->size && st.st_ino == x->inode &&
	    st.st_mtim.tv_sec == x->changed.tv_sec && st.st_mtim.tv_nsec == x->changed.tv_nsec)
		return false;
	x->size = st.st_size;
	x->inode = st.st_ino;
	x->changed = st.st_mtim;
	return true;
}

static bool drop_gone(struct form_catalog *c)
{
	size_t kept = 0;
	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].seen) {
			c->v[kept++] = c->v[i];
			continue;
		}
		form_free(c->v[i].form);
		mem_free(c->v[i].path);
	}
	bool gone = kept < c->n;
	c->n = kept;
	return gone;
}

enum err_code form_catalog_reload(struct form_catalog *c, bool *changed, struct fault_list *faults,
    struct err *e)
{
	struct path_list paths = { 0 };
	size_t before = faults->n + faults->more;
	*changed = false;
	if (form_dir_list(c->dir, &paths, e) != OK)
		return e->code;
	for (size_t i = 0; i < c->n; i++)
		c->v[i].seen = false;
	for (size_t i = 0; i < paths.n; i++)
		find_entry(c, paths.v[i])->seen = true;
	*changed = drop_gone(c);
	for (size_t i = 0; i < paths.n; i++) {
		struct entry *x = find_entry(c, paths.v[i]);
		if (!moved_on(x))
			continue;
		load_entry(c, x, faults);
		*changed = true;
	}
	path_list_free(&paths);
	return faults->n + faults->more == before ? OK : fault_list_err(faults, e);
}

enum err_code form_catalog_open(const char *dir, struct form_catalog **out,
    struct fault_list *faults, struct err *e)
{
	struct form_catalog *c = mem_alloc(sizeof *c);
	bool changed;
	c->dir = mem_dup(dir);
	*out = c;
	enum err_code rc = form_catalog_reload(c, &changed, faults, e);
	if (rc == OK || rc == ERR_CONFIG)
		return rc;
	form_catalog_free(c);
	*out = NULL;
	return rc;
}

/* ---- use ---- */

struct form *form_catalog_find(const struct form_catalog *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].form != NULL && strcmp(c->v[i].form->name, name) == 0)
			return c->v[i].form;
	}
	return NULL;
}

size_t form_catalog_count(const struct form_catalog *c)
{
	size_t n = 0;
	for (size_t i = 0; i < c->n; i++)
		n += c->v[i].form != NULL;
	return n;
}

struct form *form_catalog_at(const struct form_catalog *c, size_t at)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].form != NULL && at-- == 0)
			return c->v[i].form;
	}
	return NULL;
}

void form_catalog_free(struct form_catalog *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->n; i++) {
		form_free(c->v[i].form);
		mem_free(c->v[i].path);
	}
	vec_free(c);
	mem_free(c->dir);
	mem_free(c);
}
