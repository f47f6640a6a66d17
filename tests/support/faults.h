#ifndef FD_TEST_FAULTS_H
#define FD_TEST_FAULTS_H
/* What a reader of form and rule files tells of a wrong one. */
#include "base/err.h"

struct fault_list;

/* The file was refused: RC says so, FILE is NULL, and FAULTS reads as WANTED, a line each. Frees
 * the list. */
void assert_refused(enum err_code rc, const void *file, struct fault_list *faults,
    const char *wanted);

#endif
