#include "base/hash.h"

#include <sys/types.h>

#include <sha2.h>
#include <string.h>

#include "base/mem.h"

struct hash {
	SHA2_CTX ctx;
};

struct hash *hash_new(void)
{
	struct hash *h = mem_alloc(sizeof *h);

	SHA256Init(&h->ctx);
	return h;
}

void hash_bytes(struct hash *h, const void *p, size_t n)
{
	if (n)
		SHA256Update(&h->ctx, p, n);
}

void hash_int(struct hash *h, int64_t v)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)v >> (8 * i));
	hash_bytes(h, bytes, sizeof bytes);
}

void hash_text(struct hash *h, const char *s)
{
	if (s)
		hash_blob(h, s, strlen(s));
	else
		hash_int(h, -1);
}

void hash_blob(struct hash *h, const void *p, size_t n)
{
	hash_int(h, (int64_t)n);
	hash_bytes(h, p, n);
}

void hash_end(struct hash *h, unsigned char out[HASH_SIZE])
{
	SHA256Final(out, &h->ctx);
	mem_free(h);
}

void hash_of(const void *p, size_t n, unsigned char out[HASH_SIZE])
{
	struct hash *h = hash_new();

	hash_bytes(h, p, n);
	hash_end(h, out);
}

char *hash_hex(const unsigned char h[HASH_SIZE], char out[HASH_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < HASH_SIZE; i++) {
		out[2 * i] = digits[h[i] >> 4];
		out[2 * i + 1] = digits[h[i] & 15];
	}
	out[HASH_HEX - 1] = '\0';
	return out;
}
