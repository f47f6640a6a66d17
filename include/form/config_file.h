#ifndef FD_FORM_CONFIG_FILE_H
#define FD_FORM_CONFIG_FILE_H
/*
 * Reading a libconfig file that a stranger may have written. Before libconfig sees the text it is
 * checked here: regular file, at most CONFIG_FILE_MAX bytes, UTF-8 without BOM and control
 * characters, no @include, no integer that libconfig would wrap silently, texts closed on their
 * line, nesting and settings of one group limited (libconfig compares each new name with all
 * others of its group). After it every group is read through a table of attributes: a name that
 * is not in the table is a fault with the nearest known name, a value must have exactly its
 * type, numbers their range.
 *
 * For the loaders of this floor; other floors see their results only.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "form/fault.h"
#include "form/label.h"

#define CONFIG_FILE_MAX 1048576 /* bytes of a file */
#define CONFIG_TEXT_MAX 16384   /* bytes of one text between quotation marks */
#define CONFIG_DEPTH_MAX 16     /* groups and lists inside each other */
#define CONFIG_GROUP_MAX 256    /* settings of one group */
#define CONFIG_LIST_MAX 4096    /* elements of one list or array */

struct config_file;
struct config_node;             /* a setting; belongs to its file */

/* Reads PATH, or parses N bytes of TEXT that faults shall call NAME. Faults go on FAULTS; *OUT
 * is NULL when nothing could be parsed. ERR_NOTFOUND, ERR_IO, ERR_CONFIG (FAULTS is not empty
 * then). */
enum err_code config_file_read(const char *path, struct config_file **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
enum err_code config_file_parse(const char *name, const char *text, size_t n,
    struct config_file **out, struct fault_list *faults, struct err *e) MUST_CHECK;
void config_file_free(struct config_file *f);           /* NULL is fine */
const char *config_file_name(const struct config_file *f);
const char *config_file_text(const struct config_file *f, size_t *n);   /* the bytes as read */
const struct config_node *config_file_root(const struct config_file *f);

/* ---- walking ---- */

enum config_type { CONFIG_NONE, CONFIG_TEXT, CONFIG_INT, CONFIG_REAL, CONFIG_BOOL, CONFIG_ARRAY,
	CONFIG_LIST, CONFIG_GROUP };
enum config_type config_node_type(const struct config_node *n);
const char *config_node_name(const struct config_node *n);              /* NULL in a list */
int config_node_line(const struct config_node *n);
size_t config_node_count(const struct config_node *n);                  /* 0 for a scalar */
const struct config_node *config_node_at(const struct config_node *n, size_t i);
const struct config_node *config_node_get(const struct config_node *n, const char *name);
const char *config_node_text(const struct config_node *n);              /* NULL: not a text */
int64_t config_node_int(const struct config_node *n);                   /* 0: not a number */

/* ---- reading groups by tables ---- */

struct config_words {
	const char **v;         /* borrowed texts, owned array: config_words_free */
	size_t n;
};
void config_words_free(struct config_words *w);
bool config_words_has(const struct config_words *w, const char *word);

/* The reading of one file: where faults go and what the group at hand is called in them. */
struct config_reader {
	const char *file;
	struct fault_list *faults;
	char what[96];          /* `field "dob"`; "" at the top */
};

enum attr_type {
	ATTR_TEXT,              /* const char *, borrowed from the file; min..max = bytes */
	ATTR_NAME,              /* likewise: lower-case letter, then letters, digits, - and _ */
	ATTR_LABEL,             /* struct label */
	ATTR_INT,               /* int; min..max */
	ATTR_BOOL,              /* bool */
	ATTR_WORDS,             /* struct config_words: an array of texts, or one text */
	ATTR_LIST,              /* list: only through `set` */
	ATTR_GROUP,             /* group: only through `set` */
	ATTR_SCALAR,            /* text, whole number or bool: only through `set` */
};

struct attr {
	const char *name;
	enum attr_type type;
	bool required;
	int64_t min, max;       /* both 0: no limit but the file's */
	size_t offset;          /* into the target; not used where `set` is given */
	/* The value has the type; the setter checks the rest and puts it into TARGET. */
	void (*set)(struct config_reader *r, void *target, const struct config_node *value);
	const char *help;       /* one line for the manual, English */
};

/* Reads GROUP into TARGET. False when anything of it was at fault (what was right is set). */
bool config_read_group(struct config_reader *r, const struct config_node *group,
    const struct attr *attrs, size_t nattrs, void *target);
/* One value alone, as if it stood in a group under the attribute's name. */
bool config_read_value(struct config_reader *r, const struct config_node *value,
    const struct attr *a, void *target);
/* Adds a fault at NODE, `what` before the text. */
void config_fault(struct config_reader *r, const struct config_node *node, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The word of WORDS (ended by NULL) nearest to TYPED, NULL when none is near. */
const char *config_near(const char *typed, const char *const *words);
/* " (did you mean "birth"?)" or "", in BUF. */
const char *config_hint(const char *near, char *buf, size_t size);

/* ---- a whole file ---- */

/* What a file becomes: a target of SIZE bytes that keeps its file, since texts are borrowed. */
struct config_kind {
	size_t size;
	size_t file_at;         /* where the target keeps its struct config_file * */
	const struct attr *attrs;
	size_t nattrs;
	void (*begin)(void *target, const void *with);          /* defaults; NULL: all zero */
	/* What no single value shows; also behind faults, so that one go mends all. NULL: none */
	void (*end)(struct config_reader *r, void *target);
	void (*free)(void *target);                             /* frees the file, too */
};
/* Reads PATH, or N bytes of TEXT called NAME in faults. The target, owned by the caller: the
 * kind's free. NULL: E says why (as config_file_read), FAULTS all of it. WITH is for `begin`. */
void *config_load(const struct config_kind *k, const char *path, const void *with,
    struct fault_list *faults, struct err *e) MUST_CHECK;
void *config_parse(const struct config_kind *k, const char *name, const char *text, size_t n,
    const void *with, struct fault_list *faults, struct err *e) MUST_CHECK;

#endif
