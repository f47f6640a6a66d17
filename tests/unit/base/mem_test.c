/* base/mem.h: memory that is zeroed, counted without overflow, and grows in arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"

static void fresh_memory_is_zeroed(void **state)
{
	unsigned char *p = mem_array(100, 3);

	(void)state;
	for (int i = 0; i < 300; i++)
		assert_int_equal(p[i], 0);
	mem_free(p);
}

static void size_zero_gives_a_pointer(void **state)
{
	void *p = mem_alloc(0);

	(void)state;
	assert_non_null(p);
	p = mem_resize(p, 0, 8);
	assert_non_null(p);
	mem_free(p);
	mem_free(NULL);
}

static void copies_are_terminated_and_stop_at_the_end_of_the_text(void **state)
{
	char *whole = mem_dup("张三"), *part = mem_dup_n("abcdef", 3),
	     *shorter = mem_dup_n("ab", 9);

	(void)state;
	assert_string_equal(whole, "张三");
	assert_string_equal(part, "abc");
	assert_string_equal(shorter, "ab");
	assert_null(mem_dup(NULL));
	mem_free(whole);
	mem_free(part);
	mem_free(shorter);
}

static void a_growing_array_keeps_its_elements(void **state)
{
	struct { struct point { int x, y; } *v; size_t n, cap; } list = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct point *p = vec_push(&list);

		assert_int_equal(p->y, 0);      /* zeroed, also after growing */
		p->x = i;
	}
	assert_int_equal(list.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list.v[i].x, i);
	vec_free(&list);
	assert_null(list.v);
	assert_int_equal(list.n + list.cap, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fresh_memory_is_zeroed),
		cmocka_unit_test(size_zero_gives_a_pointer),
		cmocka_unit_test(copies_are_terminated_and_stop_at_the_end_of_the_text),
		cmocka_unit_test(a_growing_array_keeps_its_elements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
