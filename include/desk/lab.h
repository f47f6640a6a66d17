#ifndef FD_DESK_LAB_H
#define FD_DESK_LAB_H
/*
 * Results as the laboratory sends them: a folder with one CSV list and the files it names. A line
 * is a result: number of the test, file, and values CODE=VALUE if any. What fits a test that is
 * being tested goes into review with its report; the rest waits on a list until somebody matches it
 * to a test or dismisses it. The same content comes in once. Action lab-import.
 *
 * Nothing outside of the folder is opened: a name with a slash, a link, a pipe or more than
 * ATTACH_MAX bytes is refused with its line.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/test.h"

struct desk;

struct lab_import {
	const char *dir;
	void (*refused)(void *ctx, long line, const char *raw, const char *reason);     /* NULL */
	void *ctx;
};
struct lab_report {
	long lines, matched, waiting, known, refused;
};
/* Columns number, file, values (or 编号, 文件, 结果), in any order. ERR_NOTFOUND, ERR_INVALID: no
 * list, or several. */
enum err_code lab_import(struct desk *d, const struct lab_import *o, struct lab_report *r,
    struct err *e) MUST_CHECK;
/* What waits in the branch at hand. */
enum err_code lab_waiting(struct desk *d, struct lab_file_list *out, struct err *e) MUST_CHECK;
/* It belongs to the test of that number: that goes into review. ERR_INVALID: it is not being
 * tested, ERR_CORRUPT: the file was changed meanwhile. */
enum err_code lab_match(struct desk *d, int64_t file_id, const char *number, struct err *e)
    MUST_CHECK;
enum err_code lab_dismiss(struct desk *d, int64_t file_id, const char *reason, struct err *e)
    MUST_CHECK;

#endif
