/* Reads compiled time zones: TZif, RFC 8536, versions 1 to 4. */
#include <string.h>

#include "base/mem.h"
#include "zone_priv.h"

#define HEADER 44
#define OFFSET_MIN (-89999)     /* RFC 8536 section 3.2: more than -25 h, less than 26 h */
#define OFFSET_MAX 93599

struct input {
	const unsigned char *p;
	size_t left;
};

/* Counts of the header, in their order in the file. */
struct counts {
	uint32_t ut, standard, leap, time, type, text;
};

static const unsigned char *take(struct input *in, size_t n)
{
	const unsigned char *p = in->p;

	if (n > in->left)
		return NULL;
	in->p += n;
	in->left -= n;
	return p;
}

/* A signed big-endian number of SIZE bytes. */
static int64_t number(const unsigned char *p, size_t size)
{
	uint64_t v = *p & 0x80 ? UINT64_MAX : 0;

	while (size--)
		v = v << 8 | *p++;
	return (int64_t)v;
}

static bool read_header(struct input *in, char *version, struct counts *c)
{
	const unsigned char *p = take(in, HEADER);
	uint32_t *const fields[] = { &c->ut, &c->standard, &c->leap, &c->time, &c->type, &c->text };

	if (!p || memcmp(p, "TZif", 4))
		return false;
	*version = (char)p[4];
	for (size_t i = 0; i < 6; i++) {
		*fields[i] = (uint32_t)number(p + 20 + 4 * i, 4);
		if (*fields[i] > UINT16_MAX)
			return false;
	}
	return true;
}

static size_t block_size(const struct counts *c, size_t time_size)
{
	return c->time * (time_size + 1) + c->type * 6u + c->text + c->leap * (time_size + 4)
	    + c->standard + c->ut;
}

static bool read_times(const unsigned char *p, size_t time_size, struct zone *out)
{
	for (size_t i = 0; i < out->n; i++) {
		out->at[i] = number(p + i * time_size, time_size);
		if (i && out->at[i] <= out->at[i - 1])
			return false;
	}
	return true;
}

static bool read_types(const unsigned char *p, size_t count, struct zone *out)
{
	for (size_t i = 0; i < count; i++) {
		out->offset[i] = (int32_t)number(p + 6 * i, 4);
		if (out->offset[i] < OFFSET_MIN || out->offset[i] > OFFSET_MAX)
			return false;
	}
	for (size_t i = 0; i < out->n; i++)
		if (out->type[i] >= count)
			return false;
	return true;
}

/* A zone with leap seconds counts another time than Unix seconds: refused. */
static bool read_block(struct input *in, const struct counts *c, size_t time_size, struct zone *out)
{
	const unsigned char *p = take(in, block_size(c, time_size));

	if (!p || c->type == 0 || c->type > ZONE_TYPES || c->leap)
		return false;
	out->n = c->time;
	out->at = mem_array(out->n, sizeof *out->at);
	out->type = mem_array(out->n, 1);
	memcpy(out->type, p + out->n * time_size, out->n);
	return read_times(p, time_size, out) &&
	    read_types(p + out->n * (time_size + 1), c->type, out);
}

/* The rule stands between two line ends at the end of the file. */
static bool read_footer(const struct input *in, struct zone *out)
{
	const char *text = (const char *)in->p, *end;

	if (in->left < 2 || text[0] != '\n')
		return false;
	end = memchr(text + 1, '\n', in->left - 1);
	return end && zone_rule_read(text + 1, (size_t)(end - text - 1), &out->rule);
}

bool zone_read(const void *bytes, size_t size, struct zone *out)
{
	struct input in = { .p = bytes, .left = size };
	struct counts c = { 0 };
	char version;

	if (!read_header(&in, &version, &c))
		return false;
	if (version == '\0')
		return read_block(&in, &c, 4, out);
	/* from version 2 on the first block, of 32 bits, is for old readers */
	if (!take(&in, block_size(&c, 4)) || !read_header(&in, &version, &c))
		return false;
	return read_block(&in, &c, 8, out) && read_footer(&in, out);
}

void zone_clear(struct zone *z)
{
	mem_free(z->at);
	mem_free(z->type);
	z->at = NULL;
	z->type = NULL;
	z->n = 0;
}
