#include "tui/keyin.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Inside an escape sequence (ECMA-48): nothing, after ESC, after ESC [, after ESC O. */
enum { PLAIN, AFTER_ESC, IN_CSI, IN_SS3 };

enum { ESC = 0x1b, SEQUENCE_MAX = 32 };

void keyin_init(struct keyin *in, bool guard)
{
	*in = (struct keyin){ .guard = guard };
}

void keyin_free(struct keyin *in)
{
	for (size_t i = 0; i < in->pastes.n; i++)
		buf_free(&in->pastes.v[i]);
	vec_free(&in->pastes);
	vec_free(&in->queue);
	buf_free(&in->seq);
	buf_free(&in->paste);
	buf_free(&in->given);
	buf_free(&in->burst);
}

void keyin_push(struct keyin *in, struct key k)
{
	*vec_push(&in->queue) = k;
}

static void push_paste(struct keyin *in, struct buf *text)
{
	*vec_push(&in->pastes) = *text;
	*text = (struct buf){ .s = NULL };
	keyin_push(in, (struct key){ .kind = KEV_PASTE });
}

/* ---- one character ---- */

static struct key control_key(unsigned char c)
{
	switch (c) {
	case '\r':
	case '\n': return key_func(K_ENTER);
	case '\t': return key_func(K_TAB);
	case ESC: return key_func(K_ESC);
	case 8:
	case 127: return key_func(K_BACKSPACE);
	case 0: return key_ctrl(' ');
	default: return key_ctrl((char)(c < 27 ? c - 1 + 'a' : c + '@'));
	}
}

static void push_char(struct keyin *in, uint32_t cp)
{
	struct key k = cp < 0x20 || cp == 0x7f ? control_key((unsigned char)cp) : key_char(cp);

	if (in->alt)
		k.mods |= MOD_ALT;
	in->alt = false;
	keyin_push(in, k);
}

/* Bytes that a character needs, by its first (RFC 3629); 0 = cannot start one. */
static int bytes_needed(unsigned char b)
{
	if (b >= 0xc2 && b <= 0xdf)
		return 2;
	if ((b & 0xf0) == 0xe0)
		return 3;
	return b >= 0xf0 && b <= 0xf4 ? 4 : 0;
}

/* May B follow the bytes so far? The second byte decides on overlong forms and surrogates. */
static bool may_follow(const struct keyin *in, unsigned char b)
{
	unsigned char low = 0x80, high = 0xbf;

	if (in->part_n == 1) {
		if (in->part[0] == 0xe0)
			low = 0xa0;
		else if (in->part[0] == 0xed)
			high = 0x9f;
		else if (in->part[0] == 0xf0)
			low = 0x90;
		else if (in->part[0] == 0xf4)
			high = 0x8f;
	}
	return b >= low && b <= high;
}

/* Each byte of a character that broke off is one replacement character. */
static void drop_part(struct keyin *in)
{
	int n = in->part_n;

	in->part_n = in->part_need = 0;
	while (n-- > 0)
		push_char(in, UTF8_BAD);
}

static void add_text_byte(struct keyin *in, unsigned char b)
{
	size_t len;

	if (in->part_need && !may_follow(in, b))
		drop_part(in);
	if (!in->part_need) {
		if (b < 0x80) {
			push_char(in, b);
			return;
		}
		in->part_need = bytes_needed(b);
		in->part_n = 0;
		if (!in->part_need) {
			push_char(in, UTF8_BAD);
			return;
		}
	}
	in->part[in->part_n++] = b;
	if (in->part_n == in->part_need) {
		char text[4];

		memcpy(text, in->part, sizeof text);
		len = (size_t)in->part_need;
		in->part_n = in->part_need = 0;
		push_char(in, utf8_decode(text, text + len, &len));
	}
}

/* ---- escape sequences ---- */

static int read_number(const char **p)
{
	int n = 0;

	for (; **p >= '0' && **p <= '9'; (*p)++)
		if (n < 100000)
			n = n * 10 + (**p - '0');
	return n;
}

/* The sequence is complete. Only the cursor report is known: ESC [ row ; col R. */
static void end_sequence(struct keyin *in)
{
	const char *p = buf_str(&in->seq);
	struct key k = { .kind = KEV_NONE };
	int row = read_number(&p), col = 0;

	if (*p == ';') {
		p++;
		col = read_number(&p);
	}
	if (in->state == IN_CSI && p[0] == 'R' && p[1] == '\0' && row > 0 && col > 0)
		k = (struct key){ .kind = KEV_REPORT, .row = row, .col = col };
	in->state = PLAIN;
	buf_clear(&in->seq);
	keyin_push(in, k);
}

static void add_sequence_byte(struct keyin *in, unsigned char b)
{
	/* ESC [ [ A is the Linux console's F1: the second bracket does not end it. */
	bool console = in->state == IN_CSI && b == '[' && in->seq.n == 0;

	buf_putc(&in->seq, (char)b);
	if ((b >= 0x40 && b <= 0x7e && !console) || in->seq.n >= SEQUENCE_MAX)
		end_sequence(in);
}

static void after_esc(struct keyin *in, unsigned char b)
{
	in->state = b == '[' ? IN_CSI : b == 'O' ? IN_SS3 : PLAIN;
	if (in->state != PLAIN)
		return;
	if (b == ESC) {
		keyin_push(in, key_func(K_ESC));
		in->state = AFTER_ESC;
		return;
	}
	in->alt = true;
	add_text_byte(in, b);
}

static void add_plain_byte(struct keyin *in, unsigned char b)
{
	if (in->state != PLAIN)         /* a sequence broken off by a control: keep the byte */
		end_sequence(in);
	if (b == ESC) {
		drop_part(in);
		in->state = AFTER_ESC;
	} else {
		add_text_byte(in, b);
	}
}

static void add_byte(struct keyin *in, unsigned char b)
{
	if (in->state == AFTER_ESC)
		after_esc(in, b);
	else if (in->state != PLAIN && b >= 0x20 && b < 0x7f)
		add_sequence_byte(in, b);
	else
		add_plain_byte(in, b);
}

/* ---- bursts and pastes ---- */

static void note_burst(struct keyin *in, unsigned char b)
{
	if (in->burst_bytes == 0)
		in->burst_start = in->queue.n;
	in->burst_bytes++;
	if (b == '\r' || b == '\n')
		in->burst_line_end = true;
	if (in->guard)
		buf_putc(&in->burst, (char)b);
}

static void forget_burst(struct keyin *in)
{
	in->burst_bytes = 0;
	in->burst_line_end = false;
	buf_clear(&in->burst);
}

/* A burst of plain bytes is over: so many at once, with a line end, were not typed. */
static void guard_burst(struct keyin *in)
{
	if (in->guard && in->burst_line_end && in->burst_bytes >= KEYIN_GUARD_BYTES) {
		in->queue.n = in->burst_start;
		in->part_n = in->part_need = 0;
		push_paste(in, &in->burst);
	}
	forget_burst(in);
}

static void end_paste(struct keyin *in)
{
	in->pasting = false;
	push_paste(in, &in->paste);
}

static void feed_byte(struct keyin *in, unsigned char b)
{
	if (in->pasting) {
		if (in->paste.n < KEYIN_PASTE_MAX)
			buf_putc(&in->paste, (char)b);
		return;
	}
	if (b == ESC)                   /* keys with ESC are typed, not pasted */
		guard_burst(in);
	else if (in->state == PLAIN)
		note_burst(in, b);
	add_byte(in, b);
}

static void feed_special(struct keyin *in, int code)
{
	guard_burst(in);
	if (in->state != PLAIN)
		keyin_burst_end(in, 0);
	drop_part(in);
	if (code == KEYIN_PASTE_BEGIN) {
		in->pasting = true;
		buf_clear(&in->paste);
	} else if (code == KEYIN_RESIZE) {
		keyin_push(in, (struct key){ .kind = KEV_RESIZE });
	} else if (code >= KEYIN_FUNC && code < KEYIN_PASTE_BEGIN) {
		struct key k = key_func((enum key_func)(code & 0xff));

		k.mods = (unsigned)(code - KEYIN_FUNC) >> 8;
		keyin_push(in, k);
	}
}

void keyin_feed(struct keyin *in, int code, int64_t now_ms)
{
	if (code >= 0 && code <= 255)
		feed_byte(in, (unsigned char)code);
	else if (in->pasting && code == KEYIN_PASTE_END)
		end_paste(in);
	else if (!in->pasting && code != KEYIN_PASTE_END)
		feed_special(in, code);
	if (in->pasting)
		in->paste_at = now_ms;
}

void keyin_bytes(struct keyin *in, const char *bytes, size_t n, int64_t now_ms)
{
	for (size_t i = 0; i < n; i++)
		keyin_feed(in, (unsigned char)bytes[i], now_ms);
}

void keyin_burst_end(struct keyin *in, int64_t now_ms)
{
	(void)now_ms;
	if (in->pasting)
		return;
	guard_burst(in);
	if (in->state == AFTER_ESC)
		keyin_push(in, key_func(K_ESC));
	else if (in->state != PLAIN)
		keyin_push(in, (struct key){ .kind = KEV_NONE });
	in->state = PLAIN;
	buf_clear(&in->seq);
}

int keyin_tick(struct keyin *in, int64_t now_ms)
{
	int64_t left;

	if (!in->pasting)
		return -1;
	left = in->paste_at + KEYIN_PASTE_MS - now_ms;
	if (left > 0)
		return (int)left;
	end_paste(in);
	return -1;
}

/* ---- out ---- */

static void give_paste(struct keyin *in, struct key *k)
{
	buf_free(&in->given);
	in->given = in->pastes.v[0];
	in->pastes.n--;
	memmove(in->pastes.v, in->pastes.v + 1, in->pastes.n * sizeof *in->pastes.v);
	k->text = buf_str(&in->given);
	k->n = in->given.n;
}

bool keyin_next(struct keyin *in, struct key *out)
{
	/* While a burst goes on, the guard may still take its events back. */
	bool held = in->guard && in->burst_bytes > 0;

	if (in->taken == (held ? in->burst_start : in->queue.n)) {
		if (!held)
			in->taken = in->queue.n = 0;
		return false;
	}
	*out = in->queue.v[in->taken++];
	if (out->kind == KEV_PASTE && out->text == NULL && in->pastes.n > 0)
		give_paste(in, out);
	return true;
}
