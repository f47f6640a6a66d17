#ifndef FD_DATA_CLIENTS_TIMELINE_PRIV_H
#define FD_DATA_CLIENTS_TIMELINE_PRIV_H
/* What the sources of the timeline share: timeline.c, timeline_rows.c. */
#include "data/timeline.h"
#include "data/store/stmt_priv.h"

/* What a page of one source is asked for. */
struct timeline_page {
	struct store *s;
	int64_t client_id;              /* whose rows: the file's own, or of one merged into it */
	int64_t at, key;                /* rows before these */
	int limit;
	unsigned kinds;
	struct timeline *out;
};

/* :client, :at, :id of a source of KIND. */
void timeline_bind(struct stmt *q, const struct timeline_page *p, enum timeline_kind kind);
struct timeline_row *timeline_add(const struct timeline_page *p, enum timeline_kind kind,
    int64_t at, int64_t id, const char *table);
void timeline_part(struct timeline_row *r, int i, const char *text);

/* timeline_rows.c: all kinds from TIMELINE_VISIT on. */
enum err_code timeline_read_rows(const struct timeline_page *p, struct err *e) MUST_CHECK;

#endif
