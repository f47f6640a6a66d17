/* See selftest.h. */
#include <stdio.h>
#include <string.h>

#include "../tty.h"
#include "selftest.h"

static bool sound;

static void hold(bool truth, const char *what)
{
	if (truth)
		return;
	printf("FAIL selftest: %s\n", what);
	sound = false;
}

static const struct {
	const char *name, *bytes;       /* NULL: no such key */
} keys[] = {
	{ "a", "a" }, { "张", "张" }, { "Enter", "\r" }, { "Tab", "\t" }, { "S-Tab", "\033[Z" },
	{ "Esc", "\033" }, { "Backspace", "\177" }, { "Space", " " }, { "C-p", "\020" },
	{ "C-i", "\t" }, { "C-/", "\037" }, { "Alt-1", "\0331" }, { "A-x", "\033x" }, { "-", "-" },
	{ "Up", "\033[A" }, { "F1", "\033OP" }, { "F5", "\033[15~" }, { "F12", "\033[24~" },
	{ "C-Right", "\033[1;5C" }, { "PgDn", "\033[6~" },
	{ "Entre", NULL }, { "F99", NULL }, { "C-张", NULL }, { "", NULL },
};

static void try_keys(void)
{
	struct vt *v = vt_new(24, 80, NULL, NULL);
	struct buf out = { .n = 0 };

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		buf_clear(&out);
		if (vt_key(v, keys[i].name, &out))
			hold(keys[i].bytes && !strcmp(out.s, keys[i].bytes), keys[i].name);
		else
			hold(!keys[i].bytes, keys[i].name);
	}
	vt_feed(v, "\033[?1h", 5);      /* application cursor keys: the same key, other bytes */
	buf_clear(&out);
	hold(vt_key(v, "Up", &out) && !strcmp(out.s, "\033OA"), "Up in application mode");
	buf_free(&out);
	vt_free(v);
}

/* A program that knows nothing of us: output has ended when it has been quiet. */
static void try_foreign(void)
{
	static const char *const argv[] = {
		"sh", "-c", "stty raw -echo; printf ready; exec cat", NULL,
	};
	struct tty *t = tty_spawn(&(struct tty_options){ .argv = argv, .rows = 5, .cols = 20 });
	struct tty_timing took;
	struct vt_line line = { .col = NULL };

	hold(t, "a terminal for cat");
	if (!t)
		return;
	for (int i = 0; i < 50 && strcmp(buf_str(&line.text), "ready"); i++) {
		tty_settle(t, 20, 5000);
		vt_line(t->vt, 0, &line);
	}
	hold(!strcmp(buf_str(&line.text), "ready"), "cat comes up");
	hold(tty_measure(t, "x", 20, 5000, &took) == TTY_READY, "cat answers a key");
	hold(took.bytes == 1 && took.reads == 1, "one key, one byte");
	hold(took.first_us >= 0 && took.settled_us >= took.first_us, "times are in order");
	hold(took.settled_us < 5000000, "the quiet time is not counted");
	vt_line(t->vt, 0, &line);
	hold(!strcmp(buf_str(&line.text), "readyx"), "the key is on the screen");
	hold(vt_line_column(&line, line.text.n) == 6, "the column behind the text");
	vt_line_free(&line);
	tty_close(t, 2000);
}

static void try_missing(void)
{
	static const char *const argv[] = { "/nowhere/at/all", NULL };
	struct tty *t = tty_spawn(&(struct tty_options){ .argv = argv, .rows = 5, .cols = 60 });
	struct vt_line line = { .col = NULL };

	hold(t && tty_wait_exit(t, 5000), "a missing program ends");
	if (!t)
		return;
	vt_line(t->vt, 0, &line);
	hold(strstr(buf_str(&line.text), "/nowhere/at/all") != NULL, "and is named on the screen");
	vt_line_free(&line);
	hold(tty_close(t, 0) == 127 << 8, "with status 127");
}

bool selftest_library(void)
{
	sound = true;
	try_keys();
	try_foreign();
	try_missing();
	return sound;
}
