#include "base/zone.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/tr.h"
#include "zone_priv.h"

#define FOLDER "/usr/share/zoneinfo"
#define MAX_SIZE (1u << 20)
#define DAY_SECONDS INT64_C(86400)

static struct zone *zones;      /* all that were opened */

/* A name becomes part of a path: only what names of zones are made of. */
static bool name_ok(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n < ZONE_NAME && name[0] != '/' &&
	    strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") == n;
}

static enum err_code load(const char *name, struct zone *z, struct err *e)
{
	char path[sizeof FOLDER + ZONE_NAME];
	size_t size = 0;
	void *bytes;
	bool ok;

	text_fmt(path, sizeof path, "%s/%s", FOLDER, name);
	bytes = file_read(path, MAX_SIZE, &size);
	if (!bytes) {
		err_set(e, ERR_NOTFOUND,
		    tr("There is no time zone \"%s\". Type a name such as Asia/Shanghai."), name);
		return err_detail(e, "%s: %s", path, strerror(errno));
	}
	ok = zone_read(bytes, size, z);
	mem_free(bytes);
	if (!ok)
		return err_set(e, ERR_CORRUPT,
		    tr("The file of time zone \"%s\" is damaged. Install tzdata again."), name);
	text_copy(z->name, sizeof z->name, name);
	return OK;
}

enum err_code zone_open(const char *name, const struct zone **out, struct err *e)
{
	struct zone *z;

	*out = NULL;
	if (!name || !name_ok(name))
		return err_set(e, ERR_INVALID,
		    tr("\"%.60s\" is no name of a time zone. Type a name such as Asia/Shanghai."),
		    name ? name : "");
	for (z = zones; z && strcmp(z->name, name); z = z->next)
		;
	if (!z) {
		z = mem_alloc(sizeof *z);
		if (load(name, z, e) != OK) {
			zone_clear(z);
			mem_free(z);
			return e->code;
		}
		z->next = zones;
		zones = z;
	}
	*out = z;
	return OK;
}

const char *zone_name(const struct zone *z)
{
	return z->name;
}

/* How many transitions lie at or before AT. */
static size_t transitions_before(const struct zone *z, int64_t at)
{
	size_t low = 0, high = z->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (z->at[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int offset_at(const struct zone *z, int64_t at)
{
	size_t n = transitions_before(z, at);

	if (n == z->n && z->rule.known)
		return zone_rule_offset(&z->rule, at);
	return z->offset[n ? z->type[n - 1] : 0];
}

/* Dates end at the years 1 and 9999; with a year to spare, every zone stays inside. */
static int64_t clamp(int64_t at)
{
	int64_t first = day_of(2, 1, 2) * DAY_SECONDS, last = day_of(9998, 12, 30) * DAY_SECONDS;

	return at < first ? first : at > last ? last : at;
}

/* Seconds since 1970-01-01 00:00 on the clocks of Z. */
static int64_t wall_at(const struct zone *z, int64_t at)
{
	return at + offset_at(z, at);
}

struct local_time zone_local(const struct zone *z, int64_t at)
{
	int64_t wall, day;

	at = clamp(at);
	wall = wall_at(z, at);
	day = wall / DAY_SECONDS - (wall % DAY_SECONDS < 0);
	return (struct local_time){
		.day = (int32_t)day,
		.second = (int)(wall - day * DAY_SECONDS),
		.offset = (int)(wall - at),
	};
}

/* Adds AT to the N instants found, in order and once. */
static int add_instant(int64_t out[2], int n, int64_t at)
{
	if (n == 2 || (n == 1 && out[0] == at))
		return n;
	out[n] = at;
	if (n == 1 && out[0] > at) {
		out[1] = out[0];
		out[0] = at;
	}
	return n + 1;
}

/* Zones lie within 16 hours of UTC and never change twice in two days, so the offset looked for is
 * the one of a day before, of now or of a day after. */
int zone_instants(const struct zone *z, int32_t day, int second, int64_t out[2])
{
	int64_t wall = clamp(day * DAY_SECONDS + second);
	int n = 0;

	for (int64_t beside = -DAY_SECONDS; beside <= DAY_SECONDS; beside += DAY_SECONDS) {
		int64_t at = wall - offset_at(z, clamp(wall + beside));

		if (wall_at(z, at) == wall)
			n = add_instant(out, n, at);
	}
	return n;
}

int64_t zone_day_start(const struct zone *z, int32_t day)
{
	int64_t wall = clamp(day * DAY_SECONDS), low, high, out[2];

	if (zone_instants(z, day, 0, out) > 0)
		return out[0];
	/* skipped: the clocks jump over it in between, and only forward */
	low = wall - DAY_SECONDS;
	high = wall + DAY_SECONDS;
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (wall_at(z, middle) < wall)
			low = middle;
		else
			high = middle;
	}
	return high;
}

int64_t zone_instant(const struct zone *z, int32_t day, int second)
{
	int64_t at[2];

	if (zone_instants(z, day, second, at) > 0)
		return at[0];
	return zone_day_start(z, day) + second;
}
