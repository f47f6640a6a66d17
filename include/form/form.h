#ifndef FD_FORM_FORM_H
#define FD_FORM_FORM_H
/*
 * A form as it stands in forms/NAME.cfg: what is asked, where it is kept, when it is required.
 * Loaded once, never changed afterwards; drawn by screen/formview, edited through form/form_edit.h.
 *
 *   form:
 *   {
 *     name = "client"; title = "Client file"; table = "client"; label_width = 11;
 *     sections = (
 *       { name = "file"; title = "File"; fields = (
 *         { name = "name"; label = "Name"; kind = "text"; path = "name"; width = 20;
 *           check = "name"; required = ["save", "book"]; },
 *         { name = "gender"; label = "Gender"; kind = "choice"; path = "gender"; one_key = true;
 *           choices = ( { code = "f"; label = "female"; }, { code = "m"; label = "male"; } ); }
 *       ); }
 *     );
 *   };
 *
 * Paths (TABLE is the form's):
 *   name                    a column of TABLE
 *   phone[self].number      of the row of TABLE_phone whose key (table_def.child_key) is "self"
 *   phone[guardian=1].name  ... of the first row whose column `guardian` is 1
 *   phone[+1].number        ... of the first row that no other field names (+2: the second)
 *   flag[quiet]             the row itself: a bool field, on while such a row is there
 *   none                    an answer: kept by the name of the field, choices by their code
 *
 * An interview (`interview = true;` before the sections) is asked while somebody talks: its
 * questions are numbered, digits and first letters answer, `.` is the answer of last time, and `"`
 * adds a remark. A field that `several = true` takes several choices: codes with a blank between.
 * kind = "matrix" is short for rows of one-key choices that share their columns:
 *
 *   { name = "daily"; kind = "matrix"; label = "Habits, a day"; since = true; instead = true;
 *     columns = ( { code = "none"; label = "none"; }, .. ); rows = ( { code = "coffee"; .. } ); }
 *
 * makes a static `daily`, a choice `daily_coffee`, and texts `daily_coffee_since`, `.._instead`.
 *
 * `before_plan = "tested";` in the sheet of a consultation: no plan of a service with that sheet
 * before the choice `tested` is answered, and not by the code `no`.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/value.h"
#include "data/catalog.h"
#include "form/check.h"
#include "form/config_file.h"
#include "form/expr.h"
#include "form/fault.h"
#include "form/label.h"

#define FORM_FIELDS_MAX 400
#define FORM_SEVERAL_MAX 60     /* choices of a field that takes several */
#define FORM_COLUMNS 78         /* cells of a page; a field must end inside */

enum field_kind {
	FIELD_TEXT, FIELD_MEMO,         /* one line; several lines */
	FIELD_INT, FIELD_NUMBER,        /* whole; with decimals */
	FIELD_MONEY,                    /* whole minor units of the site's currency (base/money.h);
					 * min and max are of whole major ones */
	FIELD_DATE,                     /* YYYY-MM-DD */
	FIELD_BIRTH,                    /* YYYY, YYYY-MM or YYYY-MM-DD */
	FIELD_TIME,                     /* minute of the day */
	FIELD_BOOL,                     /* 0 or 1 */
	FIELD_CHOICE,                   /* code of one of `choices` */
	FIELD_LOOKUP,                   /* id of a row of the kind in `lookup` */
	FIELD_PHONE,                    /* form/check.h */
	FIELD_STAFF, FIELD_BRANCH,      /* id */
	FIELD_STATIC,                   /* only a text on the page */
};
#define FIELD_KINDS (FIELD_STATIC + 1)
extern const char *const field_kind_names[];    /* by enum, ended by NULL */

/* When a field must be filled. Only `save` refuses to save. */
enum form_stage {
	STAGE_SAVE = 1u << 0,           /* without it there is no record */
	STAGE_BOOK = 1u << 1,           /* before a first appointment */
	STAGE_COMPLETE = 1u << 2,       /* before the file counts as complete */
};
extern const char *const form_stage_names[];    /* by bit number, ended by NULL */

struct form_choice {
	const char *code;
	struct label label;
};

enum path_key { PATH_COLUMN, PATH_CHILD, PATH_WHERE, PATH_NTH, PATH_NONE };

/* Where a field is kept. `table` and `column` are set by form_bind. */
struct form_path {
	enum path_key how;
	char child[32];                 /* phone */
	char key_column[32];            /* PATH_WHERE: guardian; PATH_CHILD: table_def.child_key */
	char key[32];                   /* self, 1 */
	int nth;                        /* PATH_NTH: 1, 2 .. */
	char column_name[32];           /* "" for the row itself */
	const struct table_def *table;  /* NULL: an answer, or not bound */
	int column;                     /* index into table->columns, -1: the row itself */
};

struct form_field {
	const char *name;
	struct label label, hint, help; /* hint: after the field; help: F1, row 23 */
	enum field_kind kind;
	struct form_path path;
	int section;
	int row, col;                   /* of the label, from 1, on the section's page */
	int label_width, width, height; /* cells of the label, cells inside the brackets, rows */
	unsigned required;              /* bits of form_stage */
	struct config_words required_in;/* branch codes; empty: everywhere */
	struct expr *required_if;       /* NULL: always */
	bool has_min, has_max;
	int min, max;                   /* whole and decimal numbers */
	int max_length;                 /* characters */
	struct form_choice *choices;
	size_t nchoices;
	bool one_key;                   /* shown as `1 female 2 male`, one digit answers */
	const char *lookup;             /* word for form_source.lookup: client, service, room ... */
	const char *preset;             /* `default`: today, now, branch, me, a value; @word: the
	                                 * program's (form_source.preset) */
	char preset_number[24];         /* where `default` is written as a number */
	const char *unit;               /* after a number: kg */
	struct expr *visible_if, *readonly_if;
	bool readonly;
	bool several;                   /* of a choice: the value is codes with a blank between */
	const char *indicator;          /* code of what is measured: typed with units, NULL: none */
	int number;                     /* of a question on its page, 0: none */
	bool cell;                      /* a row of a matrix: the digit is the column */
	bool aside;                     /* a remark, since, instead: no question of its own */
	int remark, remark_of;          /* the field of its remark; whose remark it is; -1: none */
	const struct validator *check;
	enum filter filter;
	const char *see, *edit;         /* rights that seeing and changing it need, NULL: none */
	int line;                       /* in the file */
	bool faulty;                    /* while loading: not to be judged further */
};

struct form_section {
	const char *name;
	struct label title;
	int first, count;               /* fields [first, first + count) */
	int rows;                       /* height of its page */
};

struct form {
	const char *name;
	struct label title;
	const char *table;
	int label_width;
	bool interview;
	const char *before_plan;        /* a choice that must be answered before a plan, NULL */
	struct form_section *sections;
	size_t nsections;
	struct form_field *fields;
	size_t nfields;
	const struct table_def *bound;  /* NULL before form_bind */
	char hash[HASH_HEX]; /* SHA-256 of the file's text: the version that answers name */
	struct config_file *file;       /* owns every text above but MADE */
	struct {
		char **v;
		size_t n, cap;
	} made;                         /* names of fields that the file does not write out */
	int holders;
};

/* Loads PATH (or parses TEXT that faults call NAME) with every check that needs no catalogue. All
 * faults of the file go on FAULTS; *OUT is NULL unless there were none. Unbound.
 * ERR_NOTFOUND, ERR_IO, ERR_CONFIG. The text version is the entry for fuzzing. */
enum err_code form_load(const char *path, struct form **out, struct fault_list *faults,
    struct err *e) MUST_CHECK;
enum err_code form_parse_text(const char *name, const char *text, size_t n, struct form **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
/* The same from a file that is open already; takes FILE over in any case. */
enum err_code form_from_file(struct config_file *file, struct form **out, struct fault_list *faults,
    struct err *e) MUST_CHECK;
/* Ties paths to the catalogue: table, column, type; system columns are refused. ERR_CONFIG. */
enum err_code form_bind(struct form *f, struct fault_list *faults, struct err *e) MUST_CHECK;
void form_free(struct form *f);         /* gives one hold back; the last one frees. NULL is fine */
void form_hold(struct form *f);         /* one more user (a catalogue reload must not free it) */

int form_field_index(const struct form *f, const char *name);   /* -1 */
const char *form_choice_label(const struct form_field *f, const char *code);    /* CODE: unknown */
/* The type in which values of the kind are kept. */
enum value_type field_kind_type(enum field_kind kind);
/* "phone[self].number"; "" for an answer. */
char *form_path_text(const struct form_path *p, char *out, size_t size);
/* Parses a path; ERR_CONFIG with the reason. Also for import mappings. */
enum err_code form_path_parse(const char *text, struct form_path *out, struct err *e) MUST_CHECK;
/* Binds one path of TABLE. ERR_CONFIG with the reason and a suggestion. */
enum err_code form_path_bind(struct form_path *p, const struct table_def *table, struct err *e)
    MUST_CHECK;

#endif
