/* How a line is known again: by the list's own number, else by what stands in it. */
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "import_priv.h"

void import_seen_free(struct import_seen *s)
{
	mem_free(s->v);
	*s = (struct import_seen){ 0 };
}

static size_t slot_of(const struct import_seen *s, uint64_t hash)
{
	size_t i = hash & (s->cap - 1);

	while (s->v[i].n && s->v[i].hash != hash)
		i = (i + 1) & (s->cap - 1);
	return i;
}

static void grow(struct import_seen *s)
{
	struct import_seen old = *s;

	s->cap = old.cap ? old.cap * 2 : 1024;
	s->v = mem_array(s->cap, sizeof *s->v);
	for (size_t i = 0; i < old.cap; i++)
		if (old.v[i].n)
			s->v[slot_of(s, old.v[i].hash)] = old.v[i];
	mem_free(old.v);
}

/* 1 for the first line with this content, 2 for the second ... */
static uint32_t count(struct import_seen *s, uint64_t hash)
{
	size_t i;

	if (s->n * 2 >= s->cap)
		grow(s);
	i = slot_of(s, hash);
	if (!s->v[i].n)
		s->n++;
	s->v[i].hash = hash;
	return ++s->v[i].n;
}

void import_key(struct import_seen *seen, const char *mapping, const struct mapped_row *row,
    char *out, size_t size)
{
	unsigned char digest[HASH_SIZE];
	char hex[HASH_HEX];
	struct hash *h;
	uint64_t small;
	uint32_t nth;

	if (row->origin_key) {
		text_copy(out, size, row->origin_key);
		return;
	}
	h = hash_new();
	for (size_t i = 0; i < row->n; i++) {
		hash_text(h, row->v[i].path);
		hash_text(h, row->v[i].value);
	}
	hash_end(h, digest);
	memcpy(&small, digest, sizeof small);
	nth = count(seen, small);
	text_fmt(out, size, "%s#%.32s", mapping, hash_hex(digest, hex));
	if (nth > 1)
		text_fmt(out, size, "%s#%.32s.%u", mapping, hex, nth);
}
