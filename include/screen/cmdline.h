#ifndef FD_SCREEN_CMDLINE_H
#define FD_SCREEN_CMDLINE_H
/*
 * The command line (Ctrl-P or `:`): its grammar as pure text, and what commands get of the words
 * that were typed behind them.
 *
 *	line   = part { ";" part }
 *	part   = [ rows ] verb { word } | client | "#" id | macro
 *	verb   = two-letter code | command name | unique beginning of a name
 *	word   = key "=" value { "," value } | when | duration | rows | client | "#" id | quoted
 *	client = words of a client search | "." (the client at hand) | " " (the one before)
 *	rows   = number [ "-" number ] { "," rows }
 *
 * A screen is a command too (`clients cl`). A command says in its `words` what it takes, blanks
 * between: `client` (exactly one), `find` (free words), `rows`, `when`, `duration`, `id`, and keys
 * by their names (`dr`). Rows are also taken by every command with COMMAND_ROW, a client by every
 * one that needs a client.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/when.h"

struct command;
struct front;
struct screen;

enum {
	CMDLINE_CHARS = 120,            /* of a line */
	CMDLINE_BYTES = 400,            /* of its text with the terminator */
	CMDLINE_PARTS = 12,
	CMDLINE_WORDS = 24,             /* of a part */
	CMDLINE_ROWS = 60,              /* rows named in a part */
};

enum cmdline_kind {
	CMDWORD_PLAIN,
	CMDWORD_QUOTED,                 /* "..." */
	CMDWORD_KEY,                    /* dr=cl,zm */
	CMDWORD_ID,                     /* #26-0412 */
	CMDWORD_AT_HAND,                /* . */
	CMDWORD_BEFORE,                 /* " " in quotes, or a line of blanks only */
};

/* Places are bytes of the line. */
struct cmdline_word {
	enum cmdline_kind kind;
	size_t from, to;                /* as it stands in the line */
	size_t text, end;               /* without quotes, `#`, `key=` */
	char key[8];
	bool open;                      /* its quote is not closed */
};
struct cmdline_part {
	size_t from, to;                /* without the semicolon */
	struct cmdline_word word[CMDLINE_WORDS];
	size_t n;                       /* 0: an empty part, which does nothing */
	bool full;                      /* it has more words than that */
};
struct cmdline {
	const char *line;               /* borrowed */
	struct cmdline_part part[CMDLINE_PARTS];
	size_t n;
	bool full;                      /* it has more parts than that */
};

/* Takes LINE apart; any text will do. LINE must outlive OUT. */
void cmdline_parse(const char *line, struct cmdline *out);
/* The text of a word into OUT; returns OUT. */
char *cmdline_text(const struct cmdline *c, const struct cmdline_word *w, char *out, size_t size);
/* The words I to N - 1 of a part, as typed, blanks between: for a search. */
char *cmdline_words_text(const struct cmdline *c, const struct cmdline_part *p, size_t i, size_t n,
    char *out, size_t size);
/* `3,5-7` as numbers in the order typed, without doubles; 0 when TEXT is not rows, or more than
 * MAX. */
size_t cmdline_rows(const char *text, int *out, size_t max);
/* The part in which the byte AT stands, and the word in it (n when behind all of them). */
size_t cmdline_part_at(const struct cmdline *c, size_t at, size_t *word);

/* ---- what a command gets ---- */

enum { CMDLINE_KEYS = 11, CMDLINE_VALUES = 6 };

/* One key with its values; ids are those of staff, resources, services or branches, by the key. */
struct cmdline_key {
	char key[8], text[80];
	int64_t id[CMDLINE_VALUES];
	size_t n;
};
struct cmdline_words {
	int64_t client_id;              /* 0: none was named */
	char find[CMDLINE_BYTES];       /* words as typed, for `find` and `line` */
	char id[24];                    /* behind `#`, "" none */
	struct when when;               /* where when_said */
	bool when_said;
	int minutes;                    /* a duration, -1 none */
	struct cmdline_key key[CMDLINE_KEYS];
	size_t nkeys;
};
/* What was typed behind the command that is running; NULL when it came by its key. Valid during
 * `run` only. */
const struct cmdline_words *cmdline_words(const struct screen *s);
/* The key by its name, NULL when it was not typed. */
const struct cmdline_key *cmdline_key(const struct cmdline_words *w, const char *key);

/* ---- what the front keeps ---- */

enum { CMDLINE_PINS = 8, CMDLINE_HISTORY = 16 };

/* Several clients fitted TEXT and this one was chosen. */
struct cmdline_pin {
	char text[160];
	int64_t client_id;
};
struct cmdline_pins {
	struct cmdline_pin v[CMDLINE_PINS];
	size_t n;
};

/* Lines of the person at the terminal, of this session. */
struct cmdline_memory {
	char line[CMDLINE_HISTORY][CMDLINE_BYTES];      /* the newest first */
	size_t n;
	char kept[CMDLINE_BYTES];       /* typed and not run */
};

/* The line that is being run. It waits while what a part opened wants an answer. */
struct cmdline_run {
	bool active, waiting;
	char rest[2 * CMDLINE_BYTES];   /* parts still to be run */
	size_t from_macro;              /* so many bytes of it came from a macro */
	char part[CMDLINE_BYTES];       /* the one that runs */
	const struct command *command;  /* of that part, with its words and rows */
	struct cmdline_words words;
	int64_t row[CMDLINE_ROWS];      /* ids */
	size_t rows, row_at;
	unsigned base, waited;          /* serials: where the part ran; what wants the answer */
	unsigned list;                  /* serial of the screen that the rows are on */
	bool was_typing, was_asking;
	unsigned backs;
	struct cmdline_pins pins;
};

/* After each key: does the line go on? */
void cmdline_after(struct front *f);
/* The line that is being run ends here; what is left is said. */
void cmdline_drop(struct front *f);
/* Another person is here: no line of the one before is left. */
void cmdline_forget(struct front *f);

#endif
