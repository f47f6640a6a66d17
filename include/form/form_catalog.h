#ifndef FD_FORM_FORM_CATALOG_H
#define FD_FORM_FORM_CATALOG_H
/*
 * All forms of a directory, loaded and bound, by name. Files of other kinds (roles, mappings,
 * rules) lie in the same directory and are passed over; a file of no known kind is a fault.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "form/fault.h"
#include "form/form.h"

struct form_catalog;

/* Loads every *.cfg of DIR, in order of names. Faults go on FAULTS, and the forms without any
 * are there all the same: *OUT is set also with ERR_CONFIG. ERR_NOTFOUND, ERR_IO: no such
 * directory (*OUT NULL). */
enum err_code form_catalog_open(const char *dir, struct form_catalog **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
/* Loads again what changed on disk. A file that is at fault now keeps its last good form.
 * Forms that were replaced live on while somebody holds them. */
enum err_code form_catalog_reload(struct form_catalog *c, bool *changed, struct fault_list *faults,
    struct err *e) MUST_CHECK;
/* NULL: none. Borrowed until the next reload: whoever keeps it calls form_hold. */
struct form *form_catalog_find(const struct form_catalog *c, const char *name);
size_t form_catalog_count(const struct form_catalog *c);
struct form *form_catalog_at(const struct form_catalog *c, size_t i);
void form_catalog_free(struct form_catalog *c);

/* What a file of forms/ holds, by its first setting: "form", "roles", "mapping" ...; NULL:
 * unknown. */
const char *config_file_kind(const struct config_file *f);

/* Every text of DIR that people see (label, title, hint, help of any file), as C source for
 * `xgettext -L C -kN_`: #line N "file", then N_("text"). */
enum err_code forms_strings(const char *dir, struct buf *out, struct fault_list *faults,
    struct err *e) MUST_CHECK;

#endif
