#ifndef FD_FORM_CONFIG_PRIV_H
#define FD_FORM_CONFIG_PRIV_H
/* What the parts of config_file share. */
#include <stdbool.h>
#include <stddef.h>

#include "form/config_file.h"

/* Looks at a text before libconfig does. False: it must not see it; the reasons are on FAULTS. */
bool config_scan(const char *name, const char *text, size_t n, struct fault_list *faults);
/* The first byte of S that is no UTF-8, or where a control character other than \n, \t and \r or
 * one that turns or ends the line begins; N: none. */
size_t config_bad_byte(const char *s, size_t n);

#endif
