#ifndef FD_FORM_MAPPING_PRIV_H
#define FD_FORM_MAPPING_PRIV_H
/* What the parts of mapping share. */
#include "form/mapping.h"

/* Where one entry finds its cells. */
struct column_plan {
	int *cell; /* headers: every one that is there, in order; join: one a part, -1 */
	size_t n;
};

struct mapping_plan {
	const struct mapping *m;
	struct column_plan *columns;    /* one an entry of the mapping */
	int key;                        /* -1: the list has no number */
	char **header;                  /* as they stand in the file */
	bool *known;
	size_t n;
};

/* A header ready to be compared: folded, blanks and signs between words as one blank. */
char *mapping_fold(const char *header);

/* TEXT by one of the formats, as YYYY, YYYY-MM or YYYY-MM-DD. */
bool mapping_date(const char *text, const struct config_words *formats, char out[11]);

#endif
