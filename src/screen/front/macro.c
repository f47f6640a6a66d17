/* `macro NAME = LINE`: a manager gives a line of the command line a name. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmdline_priv.h"
#include "desk/macros.h"
#include "front_priv.h"
#include "tui/dialog.h"

static enum err_code tell_all(struct screen *s, struct err *e)
{
	struct macro_list all = { 0 };
	struct buf text = { 0 };
	enum err_code rc = macros_list(front_desk(s), &all, e);

	for (size_t i = 0; i < all.n; i++)
		buf_printf(&text, "%s = %s\n", all.v[i].name, all.v[i].line);
	if (!all.n)
		buf_puts(&text, tr("No macros yet. macro NAME = LINE makes one."));
	if (rc == OK)
		rc = dialog_tell(s, tr("Macros"), buf_str(&text), e);
	macro_list_free(&all);
	buf_free(&text);
	return rc;
}

/* NAME = LINE; false without the `=`. */
static bool split(const char *typed, char name[MACRO_NAME], const char **line)
{
	const char *equals = strchr(typed, '='), *end = equals;

	if (!equals)
		return false;
	text_trim(&typed, &end);
	text_fmt(name, MACRO_NAME, "%.*s", (int)(end - typed), typed);
	*line = equals + 1 + strspn(equals + 1, " ");
	return true;
}

static enum err_code set(struct screen *s, const char *name, const char *line, struct err *e)
{
	enum err_code rc;

	if (cmdline_is_command(name))
		return err_set(e, ERR_DUPLICATE, tr("\"%s\" is a command. Choose another name."),
		    name);
	rc = macros_set(front_desk(s), name, line, e);
	if (rc != OK)
		return rc;
	front_wrote(s);
	if (*line)
		screen_done(s, tr("Macro %s is now: %s"), name, line);
	else
		screen_done(s, tr("Macro %s was taken away. Ctrl-Z brings it back."), name);
	return OK;
}

enum err_code front_run_macro(struct screen *s, struct err *e)
{
	const struct cmdline_words *words = cmdline_words(s);
	char name[MACRO_NAME];
	const char *line;

	if (!words || !words->find[0])
		return tell_all(s, e);
	if (!split(words->find, name, &line))
		return err_set(e, ERR_INVALID, "%s",
		    tr("macro NAME = LINE, for example: macro morning = cl; td"));
	return set(s, name, line, e);
}
