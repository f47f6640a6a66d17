/* Any bytes and codes into the key decoder: it takes them all, and a plain letter still arrives. */
#include <stdlib.h>

#include "tui/keyin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void drain(struct keyin *in)
{
	struct key k;

	while (keyin_next(in, &k))
		if (k.kind == KEV_PASTE && k.n > 0 && !k.text)
			abort();
}

/* A byte 0xf8 and above, never part of UTF-8, stands for what curses decodes itself. */
static int code_of(uint8_t byte)
{
	static const int codes[] = { KEYIN_PASTE_BEGIN, KEYIN_PASTE_END, KEYIN_RESIZE,
		KEYIN_FUNC + K_F5, KEYIN_FUNC + K_UP };

	return byte >= 0xf8 && byte < 0xfd ? codes[byte - 0xf8] : byte;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct keyin in;
	struct key last = { .kind = KEV_NONE }, k;

	keyin_init(&in, size && (data[0] & 1));
	for (size_t i = 1; i < size; i++) {
		if (data[i] == 0xfd) {
			keyin_burst_end(&in, (int64_t)i);
			drain(&in);
		} else {
			keyin_feed(&in, code_of(data[i]), (int64_t)i);
		}
	}
	keyin_burst_end(&in, (int64_t)size);
	keyin_tick(&in, (int64_t)size + KEYIN_PASTE_MS);
	drain(&in);
	keyin_feed(&in, KEYIN_FUNC + K_ENTER, (int64_t)size);
	keyin_feed(&in, 'z', (int64_t)size);
	keyin_burst_end(&in, (int64_t)size);
	while (keyin_next(&in, &k))
		last = k;
	if (!key_equal(last, key_char('z')))
		abort();
	keyin_free(&in);
	return 0;
}
