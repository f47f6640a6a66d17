#include "base/mem.h"
#include "form/config_file.h"

/* FILE belongs to the target from here on. */
static void *make(const struct config_kind *k, struct config_file *file, const void *with,
    struct fault_list *faults, struct err *e)
{
	char *target = mem_alloc(k->size);
	struct config_reader r = { .file = config_file_name(file), .faults = faults };
	size_t before = faults->n + faults->more;

	*(struct config_file **)(void *)(target + k->file_at) = file;
	if (k->begin)
		k->begin(target, with);
	config_read_group(&r, config_file_root(file), k->attrs, k->nattrs, target);
	if (k->end)
		k->end(&r, target);
	if (faults->n + faults->more == before)
		return target;
	k->free(target);
	(void)!fault_list_err(faults, e);
	return NULL;
}

void *config_load(const struct config_kind *k, const char *path, const void *with,
    struct fault_list *faults, struct err *e)
{
	struct config_file *file;

	if (config_file_read(path, &file, faults, e) != OK)
		return NULL;
	return make(k, file, with, faults, e);
}

void *config_parse(const struct config_kind *k, const char *name, const char *text, size_t n,
    const void *with, struct fault_list *faults, struct err *e)
{
	struct config_file *file;

	if (config_file_parse(name, text, n, &file, faults, e) != OK)
		return NULL;
	return make(k, file, with, faults, e);
}
