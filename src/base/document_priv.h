#ifndef FD_BASE_DOCUMENT_PRIV_H
#define FD_BASE_DOCUMENT_PRIV_H
/* Shared by document.c (making), document_format.c (the format) and document_text.c (as text). */
#include "base/document.h"

/* A new line at the end; one of those that stand once, emptied; the next text of a line, copied
 * and cleaned. */
struct document_line *document_add(struct document *doc, enum document_kind kind);
struct document_line *document_once(struct document *doc, enum document_kind kind);
void document_put(struct document_line *line, const char *text);

extern const char *const document_align_words[DOCUMENT_ALIGNS];

#endif
