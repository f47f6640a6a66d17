#ifndef FD_FORM_MAPPING_H
#define FD_FORM_MAPPING_H
/*
 * forms/import-*.cfg: how the columns of somebody's list become fields of a file.
 *
 *   mapping:
 *   {
 *     name = "default"; title = "Usual lists"; table = "client";
 *     key = ["rec_id", "编号"];
 *     dates = ["YYYY-MM-DD", "YYYYMMDD", "D/M/YYYY"];
 *     columns = (
 *       { path = "name"; headers = ["name", "姓名"]; required = true; },
 *       { path = "name"; join = ( ["first name", "given name"], ["surname"] ); with = " "; },
 *       { path = "gender"; headers = ["sex"]; values = ( { to = "m"; from = ["1", "男"]; } ); },
 *       { path = "birth"; headers = ["dob"]; as = "birth"; bad = "note"; },
 *       { path = "source"; value = "import"; }
 *     );
 *     ignore = ["blocking_number"];
 *   };
 *
 * Headers are compared folded (letter case, accents, width) with blanks, `_` and `-` inside
 * taken as one blank. Of several entries for one path the first whose headers are there is used;
 * `value` is used where none is, or where the cell is empty (`default`).
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/config_file.h"
#include "form/fault.h"
#include "form/form.h"
#include "form/label.h"

enum mapping_as { AS_TEXT, AS_NAME, AS_DATE, AS_BIRTH, AS_PHONE, AS_EMAIL };

/* What happens to a value that cannot be used: the row is refused, the value goes into the notes
 * as it stands, or it is left out. Each is reported. */
enum mapping_bad { BAD_REFUSE, BAD_NOTE, BAD_DROP };

struct mapping_value {
	const char *to;
	struct config_words from;
};

struct mapping_column {
	const char *path;
	struct form_path where;
	struct config_words headers;    /* alternatives, the first that is there counts */
	struct config_words *join;      /* parts in order, each with alternatives */
	size_t njoin;
	const char *with;               /* between joined parts, " " */
	const char *value;              /* where the list has nothing */
	struct config_words empty;      /* cells that mean nothing: "none", "-" */
	enum mapping_as as;
	enum mapping_bad bad;
	struct mapping_value *values;   /* anything else in the cell is bad */
	size_t nvalues;
	bool required;                  /* the list must have it, and every row a value */
	int line;
};

struct mapping {
	const char *name;
	struct label title;
	const char *table;
	struct config_words key;        /* headers of the number that makes origin_key */
	struct config_words dates; /* tried in order: YYYY, MM, DD; M and D: without zeros too */
	struct config_words ignore;     /* known, not taken over */
	bool headerless;                /* may also be a single column without a header row */
	struct mapping_column *columns;
	size_t ncolumns;
	struct config_file *file;
};

enum err_code mapping_load(const char *path, struct mapping **out, struct fault_list *faults,
    struct err *e) MUST_CHECK;
enum err_code mapping_parse_text(const char *name, const char *text, size_t n, struct mapping **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
/* Ties the paths to the catalogue. ERR_CONFIG. */
enum err_code mapping_bind(struct mapping *m, struct fault_list *faults, struct err *e) MUST_CHECK;
void mapping_free(struct mapping *m);                   /* NULL is fine */

struct mapping_set {
	struct mapping **v;
	size_t n, cap;
};
/* Every import-*.cfg of DIR, bound. As form_catalog_open: the good ones are there with
 * ERR_CONFIG. */
enum err_code mapping_set_load(const char *dir, struct mapping_set *out, struct fault_list *faults,
    struct err *e) MUST_CHECK;
const struct mapping *mapping_set_find(const struct mapping_set *s, const char *name);
void mapping_set_free(struct mapping_set *s);

/* A mapping tied to the header row of one file. */
struct mapping_plan;

/* Ties M to HEADER. *HAS_HEADER false: the first row is data already (headerless mappings only).
 * ERR_CONFIG: a required header is missing (the text names it). */
enum err_code mapping_plan_new(const struct mapping *m, char *const *header, size_t n,
    bool *has_header, struct mapping_plan **out, struct err *e) MUST_CHECK;
void mapping_plan_free(struct mapping_plan *p);
size_t mapping_plan_known(const struct mapping_plan *p);                /* headers it knows */
bool mapping_plan_knows(const struct mapping_plan *p, size_t column);
/* The mapping that fits HEADER best: all its required headers are there and it knows most of them;
 * among equals the one that knows the fewest others. NULL: none. */
const struct mapping *mapping_choose(const struct mapping_set *s, char *const *header, size_t n);

struct mapped {
	const char *path;               /* of the form; borrowed from the mapping */
	char *value;                    /* as it is stored: dates YYYY-MM-DD, codes, digits */
};
struct mapped_problem {
	const char *path;
	bool refuses;                   /* the row cannot be taken */
	char *text;                     /* `birthday "1990-02-31": no such date` */
};
struct mapped_row {
	struct mapped *v; /* one a path, in the mapping's order; empty values left out */
	size_t n, cap;
	struct {
		struct mapped_problem *v;
		size_t n, cap;
	} problems;
	char *origin_key;               /* "febrl:rec-561-org"; NULL: the list has no number */
	bool refused;
};
/* Turns a row of the file into fields. TODAY bounds birthdays, COUNTRY is for telephone numbers. */
void mapping_apply(const struct mapping_plan *p, char *const *cells, size_t n,
    const struct check_env *env, struct mapped_row *out);
const char *mapped_get(const struct mapped_row *r, const char *path);   /* NULL: not there */
void mapped_row_free(struct mapped_row *r);             /* leaves it empty */

#endif
