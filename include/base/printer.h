#ifndef FD_BASE_PRINTER_H
#define FD_BASE_PRINTER_H
/*
 * A document on its way to paper: frontdesk-print makes PDF of it, the print command of
 * frontdesk.ini takes that. Both run as feed_run() runs programs. Nobody waits longer than half a
 * minute; nothing of a document is ever in the words of a command line, where others could read it.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct buf;
struct document;

struct printer {
	const char *program;            /* frontdesk-print; NULL: beside the program that runs */
	const char *command;            /* words parted by blanks, no shell; NULL: none is set */
	const char *name;               /* stands for %p in the command; NULL: "" */
	/* Printers that stand elsewhere, "R1=r1-laser ly=treatment office=back": PLACE=PRINTER,
	 * parted by blanks; NULL: none. */
	const char *places;
};

/* Does PLACES have a form that printer_at() reads? */
bool printer_places_ok(const char *places);
/* Name of the printer at PLACE. "": there is none. Returns OUT. */
char *printer_at(const struct printer *p, const char *place, char *out, size_t size);

/* DOC as PDF, appended to OUT. ERR_INVALID: it was refused, a sign has no font; ERR_NOTFOUND: there
 * is no such program; ERR_IO. */
enum err_code printer_pdf(const struct printer *p, const struct document *doc, struct buf *out,
    struct err *e) MUST_CHECK;
/* The N bytes of PDF to the printer. WHAT, a stable word ("slip"), stands for %t in the command.
 * JOB gets the name that the printing system gave it ("a5-2"), "" where it says none. ERR_NOTFOUND:
 * no command is set, or it cannot be run; ERR_IO with what the command says. */
enum err_code printer_send(const struct printer *p, const char *what, const char *pdf, size_t n,
    char *job, size_t size, struct err *e) MUST_CHECK;
/* Both. */
enum err_code printer_print(const struct printer *p, const char *what, const struct document *doc,
    char *job, size_t size, struct err *e) MUST_CHECK;
/* Path of frontdesk-print. Returns OUT. */
char *printer_program(const struct printer *p, char *out, size_t size);
/* Is the program there, and a font with Chinese signs? The sentence says what is missing. */
enum err_code printer_check(const struct printer *p, struct err *e) MUST_CHECK;

#endif
