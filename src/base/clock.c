#include "base/clock.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"

#define DAY_SECONDS INT64_C(86400)

static struct {
	int64_t fixed;          /* by clock_fix(); 0: not */
	int64_t from_file;      /* what FRONTDESK_CLOCK last said */
	bool has_file, looked;
} the_clock;

/* Two figures of a clock below LIMIT behind SIGN; -1 when there is something else. */
static int two_figures(const char *s, char sign, int limit)
{
	int v;

	if (s[0] != sign || s[1] < '0' || s[1] > '9' || s[2] < '0' || s[2] > '9')
		return -1;
	v = (s[1] - '0') * 10 + (s[2] - '0');
	return v < limit ? v : -1;
}

/* YYYY-MM-DDTHH:MM[:SS]Z */
static bool parse_instant(const char *s, int64_t *out)
{
	size_t n = strlen(s);
	char date[DAY_TEXT] = "";
	int32_t day;
	int hour, minute, second = 0;

	if ((n != 17 && n != 20) || s[n - 1] != 'Z')
		return false;
	memcpy(date, s, DAY_TEXT - 1);
	day = day_parse(date);
	hour = two_figures(s + 10, 'T', 24);
	minute = two_figures(s + 13, ':', 60);
	if (n == 20)
		second = two_figures(s + 16, ':', 60);
	if (day == DAY_NONE || hour < 0 || minute < 0 || second < 0)
		return false;
	*out = day * DAY_SECONDS + hour * 3600 + minute * 60 + second;
	return true;
}

static bool parse_seconds(const char *s, int64_t *out)
{
	char *end;
	long long v;

	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno || end == s || *end)
		return false;
	*out = v;
	return true;
}

/* The file's words without the line end; false when it cannot be read. */
static bool read_words(const char *path, char *out, size_t size)
{
	size_t n;
	char *text = file_read(path, size - 1, &n);

	if (!text)
		return false;
	memcpy(out, text, n + 1);
	out[strcspn(out, " \r\n")] = '\0';
	mem_free(text);
	return n > 0;
}

/* A file that is being rewritten may be empty for a moment: then the last time stays. */
void clock_refresh(void)
{
	const char *path = secure_getenv("FRONTDESK_CLOCK");
	char words[64];
	int64_t at;

	the_clock.looked = true;
	if (!path || !*path) {
		the_clock.has_file = false;
		return;
	}
	if (!read_words(path, words, sizeof words))
		return;
	if (!parse_instant(words, &at) && !parse_seconds(words, &at))
		return;
	the_clock.from_file = at;
	the_clock.has_file = true;
}

int64_t clock_now(void)
{
	struct timespec ts;

	if (the_clock.fixed)
		return the_clock.fixed;
	if (!the_clock.looked)
		clock_refresh();
	if (the_clock.has_file)
		return the_clock.from_file;
	clock_gettime(CLOCK_REALTIME, &ts);
	return ts.tv_sec;
}

void clock_fix(int64_t at)
{
	the_clock.fixed = at;
}

int64_t clock_mono_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t clock_mono_ms(void)
{
	return clock_mono_us() / 1000;
}
