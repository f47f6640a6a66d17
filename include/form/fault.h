#ifndef FD_FORM_FAULT_H
#define FD_FORM_FAULT_H
/*
 * Everything that is wrong with a file of forms/, so that whoever wrote it mends it in one go. A
 * reader goes on after a fault wherever it can; the file counts as unusable when its list is not
 * empty. Texts are in the language of the screen: what is wrong, where, what would be right.
 */
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

#define FAULT_MAX 100           /* of one list; what comes after is only counted */

struct fault {
	char *file;             /* as it was named to the reader */
	int line;               /* 1 = first; 0 = the whole file */
	char *text;
};

/* Zeroed is empty. The owner calls fault_list_free. */
struct fault_list {
	struct fault *v;
	size_t n, cap;
	size_t more;            /* faults beyond FAULT_MAX */
};

void fault_add(struct fault_list *l, const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* "forms/client.cfg:14: field "dob": no column ...", one a line. */
void fault_list_print(const struct fault_list *l, struct buf *out);
/* ERR_CONFIG with the first fault and how many there are; OK when the list is empty. */
enum err_code fault_list_err(const struct fault_list *l, struct err *e) MUST_CHECK;
void fault_list_free(struct fault_list *l);

#endif
