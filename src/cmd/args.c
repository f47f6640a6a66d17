#include "cmd/args.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd_priv.h"

static const char *const format_names[] = { "text", "csv", "json" };

static struct arg *find(struct arg *args, size_t nargs, const char *name, size_t n)
{
	for (size_t i = 0; i < nargs; i++)
		if (strlen(args[i].name) == n && !strncmp(args[i].name, name, n))
			return &args[i];
	return NULL;
}

const struct arg *args_get(const struct arg *args, size_t nargs, const char *name)
{
	for (size_t i = 0; i < nargs; i++)
		if (!strcmp(args[i].name, name))
			return &args[i];
	BUG("no option --%s in the table", name);
}

static enum err_code unknown(
    const struct arg *args, size_t nargs, const char *name, size_t n, struct err *e)
{
	const char *near = NULL;
	int best = 3;
	char typed[48];

	text_fmt(typed, sizeof typed, "%.*s", (int)(n < 40 ? n : 40), name);
	for (size_t i = 0; i <= nargs; i++) {
		const char *known = i < nargs ? args[i].name : "format";
		int far = word_distance(typed, known);

		if (far < best) {
			best = far;
			near = known;
		}
	}
	if (near)
		return err_set(e, ERR_USAGE, tr("There is no option --%s here. Did you mean --%s?"),
		    typed, near);
	return err_set(
	    e, ERR_USAGE, tr("There is no option --%s here. --help lists what there is."), typed);
}

static bool is_clean(const char *text)
{
	size_t n = strlen(text);

	if (n > ARG_MAX_BYTES || !utf8_valid(text, n))
		return false;
	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		if (*p < 0x20 || *p == 0x7f)
			return false;
	return true;
}

static enum err_code set_number(struct arg *a, const char *value, struct err *e)
{
	char *end;

	errno = 0;
	a->number = strtol(value, &end, 10);
	if (errno || end == value || *end || a->number < a->min || a->number > a->max)
		return err_set(e, ERR_USAGE, tr("--%s takes a whole number from %ld to %ld."),
		    a->name, a->min, a->max);
	return OK;
}

static enum err_code set_value(struct arg *a, const char *value, struct err *e)
{
	a->given = true;
	a->text = value;
	if (a->kind == ARG_INT)
		return set_number(a, value, e);
	if (a->kind == ARG_DAY) {
		a->day = day_parse(value);
		if (a->day == DAY_NONE)
			return err_set(
			    e, ERR_USAGE, tr("--%s takes a day as YYYY-MM-DD."), a->name);
	}
	return OK;
}

static enum err_code set_format(struct cmd_context *c, const char *value, struct err *e)
{
	for (int i = 0; i < 3; i++)
		if (!strcmp(value, format_names[i])) {
			c->format = (enum cmd_format)i;
			return OK;
		}
	return err_set(e, ERR_USAGE, "%s", tr("--format takes text, csv or json."));
}

/* The value of --NAME: behind the = or the next word. NULL: there is none. */
static const char *value_of(const char *equals, int argc, char **argv, int *i)
{
	if (equals)
		return equals + 1;
	return *i + 1 < argc ? argv[++*i] : NULL;
}

static enum err_code take_option(struct cmd_context *c, struct arg *args, size_t nargs, int argc,
    char **argv, int *i, struct err *e)
{
	const char *name = argv[*i] + 2, *equals = strchr(name, '='), *value;
	size_t n = equals ? (size_t)(equals - name) : strlen(name);
	bool format = n == 6 && !strncmp(name, "format", n);
	struct arg *a = find(args, nargs, name, n);

	if (!a && !format)
		return unknown(args, nargs, name, n, e);
	if (a && a->kind == ARG_SWITCH) {
		if (equals)
			return err_set(e, ERR_USAGE, tr("--%s takes no value."), a->name);
		a->given = true;
		return OK;
	}
	value = value_of(equals, argc, argv, i);
	if (!value)
		return err_set(e, ERR_USAGE, tr("--%s needs a value."), a ? a->name : "format");
	return a ? set_value(a, value, e) : set_format(c, value, e);
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] && !(word[1] >= '0' && word[1] <= '9');
}

enum err_code args_parse(struct cmd_context *c, struct arg *args, size_t nargs, int argc,
    char **argv, int *rest, struct err *e)
{
	bool options = true;

	*rest = 0;
	for (size_t i = 0; i < nargs; i++)
		if (args[i].kind == ARG_DAY && !args[i].day)
			args[i].day = DAY_NONE;
	for (int i = 0; i < argc; i++)
		if (!is_clean(argv[i]))
			return err_set(e, ERR_USAGE,
			    tr("Word %d cannot be read: it is too long, not "
			       "UTF-8, or holds control characters."),
			    i + 1);
	for (int i = 0; i < argc; i++) {
		if (options && !strcmp(argv[i], "--")) {
			options = false;
			continue;
		}
		if (!options || !is_option(argv[i])) {
			argv[(*rest)++] = argv[i];
			continue;
		}
		if (argv[i][1] != '-')
			return err_set(e, ERR_USAGE,
			    tr("There is no option %.20s here. -c, -d, -b and "
			       "-u stand before the command."),
			    argv[i]);
		if (take_option(c, args, nargs, argc, argv, &i, e) != OK)
			return e->code;
	}
	return OK;
}

enum err_code args_words(int rest, int min, int max, const char *usage, struct err *e)
{
	if (rest < min)
		return err_set(e, ERR_USAGE, tr("A word is missing. Usage: frontdesk %s"), usage);
	if (rest > max)
		return err_set(
		    e, ERR_USAGE, tr("There are too many words. Usage: frontdesk %s"), usage);
	return OK;
}

bool args_id(const char *text, int64_t *id)
{
	size_t n = strspn(text, "0123456789");

	if (!n || n > 18 || text[n])
		return false;
	*id = strtoll(text, NULL, 10);
	return true;
}
