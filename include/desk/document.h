#ifndef FD_DESK_DOCUMENT_H
#define FD_DESK_DOCUMENT_H
/*
 * Documents of the house: base/document.h with what stands on every paper of ours: site and branch
 * at the top, at the foot who printed it, when, and page n of m. The papers are made by the
 * builders of desk/papers.h; a use case with a paper of its own makes it the same way:
 *
 *	struct document *doc = document_start(d, DOCUMENT_A5, tr("Product order"));
 *	document_pair(doc, tr("Client"), cover_name(d, cover_of_card(card)));
 *	...
 *	document_sign(doc, tr("Client"), tr("Expert"), NULL);
 *
 * Nothing of the database is read here. Who may print and what is noted: desk/export.h.
 */
#include <stdint.h>

#include "base/document.h"

struct desk;

/* Anew, with head and foot; the caller's: document_free. */
struct document *document_start(const struct desk *d, enum document_paper paper,
    const char *title);

#endif
