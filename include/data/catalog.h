#ifndef FD_DATA_CATALOG_H
#define FD_DATA_CATALOG_H
/*
 * The table catalogue: one row a table of schema.sql, one row a column. It is the only list of
 * what can be bound by forms, updated by groups, recorded, merged, shown in the timeline and
 * announced to other screens; a unit test holds it against the schema. Constant data: anybody may
 * read it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/value.h"

enum table_class {
	TABLE_RECORDED,         /* what people did: under the session, undoable, replayable */
	TABLE_DERIVED,          /* computed from recorded rows, rebuilt by key */
	TABLE_EPHEMERAL,        /* ends by the clock or only rises: never in undo or proof */
	TABLE_TRAIL,            /* the action log and looks: append-only, outside the session */
	TABLE_CODE,             /* fixed words of the schema, written by it alone */
};

/* What a screen can watch; whoever commits adds 1 to `pulse` of the areas it touched. */
enum area {
	AREA_CLIENT = 1u << 0,
	AREA_SCHEDULE = 1u << 1,
	AREA_ARRIVALS = 1u << 2,
	AREA_RECORDS = 1u << 3,
	AREA_CALLBACKS = 1u << 4,
	AREA_ORDERS = 1u << 5,
	AREA_CASES = 1u << 6,
	AREA_MESSAGES = 1u << 7,
	AREA_PEOPLE = 1u << 8,          /* staff, branches, resources, catalogue, settings */
	AREA_JOBS = 1u << 9,            /* parked jobs, second person's questions */
};
#define AREA_COUNT 10
const char *area_name(unsigned bit);            /* "client" ...; NULL for a bit without one */

enum column_flag {
	COL_KEY = 1u << 0,              /* part of the primary key */
	COL_SYSTEM = 1u << 1,           /* set by the program: no form may bind it */
	COL_PRIVATE = 1u << 2,          /* shown as "changed" to those without the right */
	COL_REQUIRED = 1u << 3,         /* NOT NULL without default */
	COL_SEARCH = 1u << 4,           /* its text gives search terms */
	COL_CLIENT = 1u << 5,           /* holds a client id (merge re-points it) */
};

struct column_def {
	const char *name;
	enum value_type type;
	unsigned flags;
	const char *group;              /* columns that change together (start+end); NULL: itself */
	const char *label;              /* for the action screen and errors, N_() */
};

struct table_def {
	const char *name;
	enum table_class cls;
	const char *root;               /* table whose file it belongs to: "client", "staff" */
	/* "id", "client_id", "appointment_id>appointment.client_id", several with commas between,
	 * NULL; read by catalog_client_path */
	const char *client_path;
	unsigned areas;
	const char *day_column;         /* NULL when it has none */
	bool has_rev;
	bool recheck;                   /* guards are run again after an undo by a no-op UPDATE */
	const char *child_key;          /* column that names a child row in a form path, or NULL */
	const char *label;              /* N_("client"), N_("telephone") */
	const struct column_def *columns;
	size_t ncolumns;
};

extern const struct table_def catalog[];
extern const size_t catalog_size;

const struct table_def *catalog_table(const char *name);                /* NULL: unknown */
const struct column_def *catalog_column(const struct table_def *t, const char *name);
int catalog_column_index(const struct table_def *t, const char *name);  /* position, -1 */
bool catalog_recorded(const char *table);               /* the session filter: default is yes */
bool catalog_searched(const struct table_def *t);      /* has a column with COL_SEARCH */
const char *column_group(const struct column_def *c);   /* its own name when it has no group */

/* One way from a row to a client: COLUMN holds the client's id, or, when TABLE is not empty, the
 * id of a row of TABLE whose TARGET holds it. */
struct client_path {
	char column[32], table[32], target[32];
};
/* The I-th path of T, from 0; false past the end. */
bool catalog_client_path(const struct table_def *t, size_t i, struct client_path *out);

/* The nearest names to WORD for "did you mean"; NULL when nothing is near. */
const char *catalog_near_column(const struct table_def *t, const char *word);

#endif
