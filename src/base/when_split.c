/* A time and why, in one line as it is said: "tue 15, in a meeting". */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/when.h"

/* Where the first comma or semicolon stands, of either width; *WIDTH its bytes. NULL: none. */
static const char *first_mark(const char *typed, size_t *width)
{
	static const char *const marks[] = { ",", ";", "\xef\xbc\x8c", "\xef\xbc\x9b" };
	const char *first = NULL;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *found = strstr(typed, marks[i]);

		if (found && (!first || found < first)) {
			first = found;
			*width = strlen(marks[i]);
		}
	}
	return first;
}

static bool is_time(const char *typed, size_t n, enum when_kind kind,
    const struct when_base *base)
{
	struct err none = ERR_INIT;
	struct when w;
	char head[200];

	if (n >= sizeof head)
		return false;
	text_copy_n(head, sizeof head, typed, n);
	return when_parse(head, kind, base, &w, &none) == OK;
}

/* Where the words begin that say no time, behind the longest beginning that says one. A figure
 * never begins them: "fri 15 30x" is a slip, not Friday with a remark. */
static const char *first_other_word(const char *typed, enum when_kind kind,
    const struct when_base *base)
{
	for (const char *p = typed + strlen(typed); p > typed; p--)
		if (p[-1] == ' ' && *p && *p != ' ' && !isdigit((unsigned char)*p) &&
		    is_time(typed, (size_t)(p - typed), kind, base))
			return p;
	return NULL;
}

const char *when_split(const char *typed, enum when_kind kind, const struct when_base *base,
    char *when, size_t size)
{
	size_t width = 0;
	const char *rest = first_mark(typed, &width);

	if (!rest && !is_time(typed, strlen(typed), kind, base))
		rest = first_other_word(typed, kind, base);
	if (!rest) {
		text_copy(when, size, typed);
		return NULL;
	}
	text_copy_n(when, size, typed, (size_t)(rest - typed));
	rest += width;
	return rest + strspn(rest, " ");
}
