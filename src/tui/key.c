#include "tui/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

static const char *const func_names[K_FUNC_COUNT] = {
	[K_NONE] = "", [K_ENTER] = "Enter", [K_ESC] = "Esc", [K_TAB] = "Tab",
	[K_BACKSPACE] = "Backspace", [K_DELETE] = "Del", [K_INSERT] = "Ins", [K_UP] = "Up",
	[K_DOWN] = "Down", [K_LEFT] = "Left", [K_RIGHT] = "Right", [K_HOME] = "Home",
	[K_END] = "End", [K_PGUP] = "PgUp", [K_PGDN] = "PgDn", [K_F1] = "F1", [K_F2] = "F2",
	[K_F3] = "F3", [K_F4] = "F4", [K_F5] = "F5", [K_F6] = "F6", [K_F7] = "F7", [K_F8] = "F8",
	[K_F9] = "F9", [K_F10] = "F10", [K_F11] = "F11", [K_F12] = "F12",
};

static const struct prefix {
	const char *text;
	unsigned mod;
} prefixes[] = {
	{ "^", MOD_CTRL }, { "Ctrl-", MOD_CTRL }, { "Alt-", MOD_ALT },
	{ "S-", MOD_SHIFT }, { "Shift-", MOD_SHIFT },
};

struct key key_char(uint32_t cp)
{
	return (struct key){ .kind = KEV_CHAR, .code = cp };
}

struct key key_ctrl(char letter)
{
	return (struct key){ .kind = KEV_CHAR, .code = (unsigned char)letter, .mods = MOD_CTRL };
}

struct key key_func(enum key_func func)
{
	return (struct key){ .kind = KEV_FUNC, .code = func };
}

bool key_equal(struct key a, struct key b)
{
	return a.kind == b.kind && a.code == b.code && a.mods == b.mods &&
	    (a.kind == KEV_CHAR || a.kind == KEV_FUNC);
}

bool key_is(struct key k, enum key_func func)
{
	return k.kind == KEV_FUNC && k.code == func && k.mods == 0;
}

bool key_is_ctrl(struct key k, char letter)
{
	return key_equal(k, key_ctrl(letter));
}

bool key_is_text(struct key k)
{
	return k.kind == KEV_CHAR && k.mods == 0;
}

static unsigned take_prefixes(const char **name, size_t *n)
{
	unsigned mods = 0;

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t len = strlen(prefixes[i].text);

		/* A prefix with nothing behind it is the key itself: "^". */
		if (*n <= len || strncasecmp(*name, prefixes[i].text, len) != 0)
			continue;
		mods |= prefixes[i].mod;
		*name += len;
		*n -= len;
		i = (size_t)-1;
	}
	return mods;
}

static enum key_func func_by_name(const char *name, size_t n)
{
	for (int f = K_NONE + 1; f < K_FUNC_COUNT; f++)
		if (strlen(func_names[f]) == n && strncasecmp(func_names[f], name, n) == 0)
			return (enum key_func)f;
	return K_NONE;
}

static uint32_t lower(uint32_t cp)
{
	return cp >= 'A' && cp <= 'Z' ? cp + 'a' - 'A' : cp;
}

bool key_parse(const char *name, size_t n, struct key *out)
{
	unsigned mods = take_prefixes(&name, &n);
	enum key_func func = func_by_name(name, n);
	size_t len = 0;
	uint32_t cp;

	if (n == 0)
		return false;
	if (func != K_NONE) {
		*out = key_func(func);
	} else if (n == 5 && strncasecmp(name, "Space", n) == 0) {
		*out = key_char(' ');
	} else {
		cp = utf8_decode(name, name + n, &len);
		if (len != n || cp == UTF8_BAD || cp < ' ')
			return false;
		*out = key_char(mods & MOD_CTRL ? lower(cp) : cp);
	}
	out->mods = mods;
	return true;
}

const char *key_format(struct key k, char out[KEY_NAME_MAX])
{
	char cp[5] = "";
	const char *name = cp;
	bool plain_ctrl = k.kind == KEV_CHAR && (k.mods & MOD_CTRL);

	if (k.kind == KEV_FUNC && k.code < K_FUNC_COUNT)
		name = func_names[k.code];
	else if (k.kind == KEV_CHAR && k.code == ' ')
		name = "Space";
	else if (k.kind == KEV_CHAR)
		cp[utf8_encode(plain_ctrl && k.code >= 'a' && k.code <= 'z' ?
			    k.code - 'a' + 'A' : k.code, cp)] = '\0';
	return text_fmt(out, KEY_NAME_MAX, "%s%s%s%s%s",
	    k.mods & MOD_ALT ? "Alt-" : "", plain_ctrl ? "^" : "",
	    (k.mods & MOD_CTRL) && !plain_ctrl ? "Ctrl-" : "",
	    k.mods & MOD_SHIFT ? "S-" : "", name);
}

struct key key_alt_as_func(struct key k)
{
	if (k.kind != KEV_CHAR || k.mods != MOD_ALT)
		return k;
	if (k.code >= '1' && k.code <= '9')
		return key_func((enum key_func)(K_F1 + (k.code - '1')));
	if (k.code == '0')
		return key_func(K_F10);
	return k.code == '=' ? key_func(K_F12) : k;
}

/* What an input method sends for the keys that carry commands, beside the full-width block. */
static const struct {
	uint32_t from;
	char to;
} chinese_keys[] = {
	{ 0x3002, '.' }, { 0x3010, '[' }, { 0x3011, ']' }, { 0x300a, '<' }, { 0x300b, '>' },
	{ 0xffe5, '$' }, { 0x00a5, '$' }, { 0x3001, '/' }, { 0x300c, '[' }, { 0x300d, ']' },
};

struct key key_as_command(struct key k)
{
	k = key_alt_as_func(k);
	if (k.kind != KEV_CHAR)
		return k;
	k.code = cp_narrow(k.code);
	for (size_t i = 0; i < sizeof chinese_keys / sizeof *chinese_keys; i++)
		if (chinese_keys[i].from == k.code)
			k.code = (unsigned char)chinese_keys[i].to;
	k.code = lower(k.code);
	return k;
}
