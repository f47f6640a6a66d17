#include "app/options.h"

#include <stddef.h>
#include <string.h>

#include "base/tr.h"

/* With a value: TARGET; without: ASK. */
static const struct option {
	const char *letter, *name;
	enum app_ask ask;
	size_t target;
	bool value;
} table[] = {
	{ "-c", "--config", ASK_RUN, offsetof(struct app_options, ini), true },
	{ "-d", "--database", ASK_RUN, offsetof(struct app_options, database), true },
	{ "-b", "--branch", ASK_RUN, offsetof(struct app_options, branch), true },
	{ "-u", "--user", ASK_RUN, offsetof(struct app_options, staff), true },
	{ "-h", "--help", ASK_HELP, 0, false },
	{ "-V", "--version", ASK_VERSION, 0, false },
	{ "", "--dump-keys", ASK_DUMP_KEYS, 0, false },
	{ "", "--print-schema", ASK_PRINT_SCHEMA, 0, false },
};

/* The row of WORD; *VALUE = what is glued to it (-dFILE, --database=FILE), NULL: nothing. */
static const struct option *find(const char *word, const char **value)
{
	const char *equals = word[1] == '-' ? strchr(word, '=') : NULL;
	size_t n = equals ? (size_t)(equals - word) : strlen(word);

	*value = equals ? equals + 1 : NULL;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		const struct option *o = &table[i];

		if (strlen(o->name) == n && !strncmp(o->name, word, n))
			return o;
		if (word[1] == '-' || word[1] != o->letter[o->letter[0] ? 1 : 0] || !o->letter[0])
			continue;
		*value = word[2] ? word + 2 : NULL;
		return o;
	}
	return NULL;
}

static enum err_code set(
    struct app_options *out, const struct option *o, const char *value, struct err *e)
{
	const char **slot = (const char **)(void *)((char *)out + o->target);

	if (!value || !*value)
		return err_set(
		    e, ERR_USAGE, tr("%s needs a value. frontdesk --help says which."), o->name);
	if (*slot)
		return err_set(e, ERR_USAGE, tr("%s is given twice."), o->name);
	*slot = value;
	return OK;
}

enum err_code options_parse(int argc, char **argv, struct app_options *out, struct err *e)
{
	int i;

	*out = (struct app_options){ .ask = ASK_RUN };
	for (i = 1; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
		const char *value;
		const struct option *o = find(argv[i], &value);

		if (!strcmp(argv[i], "--")) {
			i++;
			break;
		}
		if (!o)
			return err_set(e, ERR_USAGE,
			    tr("There is no option %.40s. frontdesk --help lists what "
			       "there is."),
			    argv[i]);
		if (!o->value && value)
			return err_set(e, ERR_USAGE, tr("%s takes no value."), o->name);
		if (!o->value) {
			out->ask = o->ask;
			continue;
		}
		if (!value && i + 1 < argc)
			value = argv[++i];
		if (set(out, o, value, e) != OK)
			return e->code;
	}
	out->argc = argc > i ? argc - i : 0;
	out->argv = argv + i;
	return OK;
}
