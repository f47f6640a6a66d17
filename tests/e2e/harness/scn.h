#ifndef FD_E2E_SCN_H
#define FD_E2E_SCN_H
/*
 * A scenario file as a list of lines. The language is described in tests/e2e/README.md.
 * Only form is checked here (words, escapes, include, repeat ... end); what a verb means and how
 * many words it takes is the runner's.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct scn_word {
	char *text;             /* unescaped; n may count zero bytes inside */
	size_t n;
	bool quoted;
};

struct scn_line {
	const char *file;       /* owned by the scenario */
	int number;
	char *source;           /* as written, without indent */
	char *seat;             /* "b" of "@b key F2"; NULL: the terminal that is at hand */
	char *verb;
	char *bang;             /* "3" of "other!3", "" of "other!", NULL without */
	struct scn_word *word;
	int count;
	size_t mate;            /* repeat: index of its end; end: of its repeat */
};

struct scn {
	char *path;
	struct scn_line *v;
	size_t n, cap;
	struct {
		char **v;
		size_t n, cap;
	} files;                /* names of included files */
};

/* False: PROBLEM says file:line and what cannot be understood. Free in both cases. */
bool scn_load(struct scn *s, const char *path, struct buf *problem);
void scn_free(struct scn *s);

/* "dir/of/FROM/NAME", or NAME when it is absolute. Caller frees. */
char *scn_beside(const char *from, const char *name);
/* Whole file appended to OUT; false with errno. */
bool scn_slurp(const char *path, struct buf *out);

#endif
