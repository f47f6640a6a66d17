/* base/hash.h: SHA-256, and fields that cannot be shifted into their neighbours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"

/* FIPS 180-2, appendix B, and the empty text. */
static void known_answers(void **state)
{
	static const struct { const char *text, *hex; } known[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};
	unsigned char out[HASH_SIZE];
	char hex[HASH_HEX];

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		hash_of(known[i].text, strlen(known[i].text), out);
		assert_string_equal(hash_hex(out, hex), known[i].hex);
	}
	hash_of(NULL, 0, out);
	assert_string_equal(hash_hex(out, hex), known[0].hex);
}

static void numbers_and_texts_have_one_form_of_bytes(void **state)
{
	static const unsigned char bytes[] = {
		0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,         /* -2 */
		3, 0, 0, 0, 0, 0, 0, 0, 'a', 'b', 'c',                  /* "abc" */
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,         /* NULL */
		2, 0, 0, 0, 0, 0, 0, 0, 0, 1,                           /* a blob */
	};
	unsigned char once[HASH_SIZE], fields[HASH_SIZE];
	struct hash *h = hash_new();

	(void)state;
	hash_int(h, -2);
	hash_text(h, "abc");
	hash_text(h, NULL);
	hash_blob(h, "\0\1", 2);
	hash_end(h, fields);
	hash_of(bytes, sizeof bytes, once);
	assert_memory_equal(fields, once, HASH_SIZE);
}

static void of_two(const char *a, const char *b, unsigned char out[HASH_SIZE])
{
	struct hash *h = hash_new();

	hash_text(h, a);
	hash_text(h, b);
	hash_end(h, out);
}

static void nothing_can_be_moved_into_the_next_field(void **state)
{
	static const struct { const char *a, *b; } pairs[] = {
		{ "ab", "c" }, { "a", "bc" }, { "abc", "" }, { "", "abc" }, { "abc", NULL },
		{ NULL, "abc" },
	};
	unsigned char hash[6][HASH_SIZE];

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		of_two(pairs[i].a, pairs[i].b, hash[i]);
		for (size_t k = 0; k < i; k++)
			assert_memory_not_equal(hash[i], hash[k], HASH_SIZE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_answers),
		cmocka_unit_test(numbers_and_texts_have_one_form_of_bytes),
		cmocka_unit_test(nothing_can_be_moved_into_the_next_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
