#include "faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/fault.h"

void assert_refused(enum err_code rc, const void *file, struct fault_list *faults,
    const char *wanted)
{
	struct buf told = BUF_INIT;

	assert_int_equal(rc, ERR_CONFIG);
	assert_null(file);
	fault_list_print(faults, &told);
	assert_string_equal(buf_str(&told), wanted);
	buf_free(&told);
	fault_list_free(faults);
}
