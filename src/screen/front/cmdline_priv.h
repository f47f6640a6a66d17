#ifndef FD_SCREEN_FRONT_CMDLINE_PRIV_H
#define FD_SCREEN_FRONT_CMDLINE_PRIV_H
/*
 * What the files of the command line share: which command a word names, what a part means, the line
 * that is being run, the picture.
 */
#include "base/err.h"
#include "data/client.h"
#include "desk/macros.h"
#include "screen/cmdline.h"
#include "screen/front.h"
#include "tui/command.h"
#include "tui/field.h"
#include "tui/screen.h"

/* ---- which command ---- */

enum { CMDLINE_MATCHES = 8 };

/* Where a command was found; one of the client's file opens that file first. */
enum cmdline_via { VIA_OWN, VIA_GLOBAL, VIA_FILE, VIA_COUNT };

struct cmdline_verb {
	const struct command *command;
	enum cmdline_via via;
};
struct cmdline_match {
	struct cmdline_verb v[CMDLINE_MATCHES];
	size_t n;                       /* all that fit, may be more than stand in v */
	bool exact;                     /* a whole name or code, not the beginning of one */
};

/* Which commands WORD can mean: by code or name, then by label, by the part of the name behind its
 * first hyphen, then by the beginning of any of these. MAPS by enum cmdline_via, empty ones are
 * fine; a command of an earlier one hides those of the same name. */
void cmdline_find_verb(const struct keymap maps[VIA_COUNT], const char *word,
    struct cmdline_match *out);
/* Those whose name is spelled a little like WORD, the nearest first. */
void cmdline_find_near(const struct keymap maps[VIA_COUNT], const char *word,
    struct cmdline_match *out);
/* Has a map before VIA a command of the name of C? */
bool cmdline_is_hidden(const struct keymap maps[VIA_COUNT], enum cmdline_via via,
    const struct command *c);
/* "book (bk)"; returns OUT. */
char *cmdline_verb_name(const struct command *c, char *out, size_t size);
/* The spelling of C that begins with WORD, in full: what completes it. */
const char *cmdline_spelling(const struct command *c, const char *word);
/* The same with the code: "book (bk)". Returns OUT. */
char *cmdline_spelled(const struct command *c, const char *word, char *out, size_t size);
/* Is WORD one of the blank-separated words that C takes? */
bool cmdline_says(const struct command *c, const char *word);   /* in its `words` */
bool cmdline_takes(const struct command *c, const char *word);
/* Is there any command of exactly that name or code, on any screen? */
bool cmdline_is_command(const char *word);

/* ---- what a part means ---- */

enum { CMDLINE_HITS = 9, CMDLINE_NOTES = 14 };

/* A row of explanation: what was typed, what it means. */
struct cmdline_note {
	char what[48], text[200];
	enum style style;
	bool first;                     /* of its part */
	size_t part;
};

enum cmdline_meaning {
	MEANS_NOTHING,                  /* an empty part */
	MEANS_VERB, MEANS_CLIENT, MEANS_MACRO,
	MEANS_LATER,                    /* depends on what the part before leaves open */
	MEANS_UNKNOWN,                  /* refused: see err */
};

struct cmdline_reading {
	enum cmdline_meaning meaning;
	struct cmdline_verb verb;
	bool by_beginning;              /* the verb was not typed in full */
	int row[CMDLINE_ROWS];
	size_t rows;
	struct cmdline_words words;     /* client_id is also that of MEANS_CLIENT */
	int64_t hit[CMDLINE_HITS];      /* clients that fit, when there is not exactly one */
	size_t hits;
	size_t hit_from, hit_to;        /* the words they fit, bytes of the line */
	char macro[MACRO_NAME], body[MACRO_LINE];
	const struct screen_type *leaves;       /* screen that is then on top; NULL: not known */
	struct err err;                 /* why it cannot run */
	bool sure;                      /* the refusal holds whatever comes before */
};

/* Where a part would run. */
struct cmdline_place {
	struct front *front;
	const struct screen_type *type; /* on top then; NULL: not known */
	const struct screen *screen;    /* on top now, when nothing comes before; else NULL */
	int64_t client_id;              /* at hand then */
	const struct cmdline_pins *pins;
	bool macros;                    /* may a word be the name of a macro? */
};

/* What part I of C means at P. */
void cmdline_read(const struct cmdline *c, size_t i, const struct cmdline_place *p,
    struct cmdline_reading *out);
/* Adds the rows that explain it; returns how many there are then (at most CMDLINE_NOTES). */
size_t cmdline_explain(const struct cmdline *c, size_t i, const struct cmdline_place *p,
    const struct cmdline_reading *r, struct cmdline_note *notes, size_t n);
/* P as it is after a part that means R. */
void cmdline_step(struct cmdline_place *p, const struct cmdline_reading *r);
/* The tables in which a verb is looked for at P; that of the client's file where a client is
 * named. */
void cmdline_maps(const struct cmdline_place *p, bool with_file, struct keymap maps[VIA_COUNT]);

/* ---- keys with values ---- */

struct cmdline_value {
	int64_t id;
	char code[24], name[96];
};
struct cmdline_values {
	struct cmdline_value *v;
	size_t n, cap;
};
/* Is there such a key? */
bool cmdline_key_known(const char *key);
/* "dr op rm ..." */
const char *cmdline_key_names(void);
/* Names of KEY that begin with TEXT (code, name, initials); all for "". None for keys with free
 * text. An exact code stands alone. Replaces OUT. */
void cmdline_key_values(struct desk *d, const char *key, const char *text,
    struct cmdline_values *out);
/* Understands `a,b`; ERR_INVALID says what is near. */
enum err_code cmdline_key_read(struct desk *d, const char *key, const char *text,
    struct cmdline_key *out, struct err *e) MUST_CHECK;

/* ---- running ---- */

/* LINE as typed, on the screen that is on top now. */
void cmdline_start(struct front *f, const char *line, const struct cmdline_pins *pins);

/* ---- the box ---- */

struct cmdline_choice {
	char insert[160];               /* what comes into the line */
	char what[40], text[160];       /* how it reads */
	int64_t client_id;              /* then it is pinned */
	bool off;                       /* cannot run now */
};
struct cmdline_box {
	struct field text;
	bool kept;                      /* the text is of last time: typing replaces it */
	bool ran;
	int recall;                     /* line of the history that is shown, -1 none */
	struct cmdline parsed;
	struct cmdline_reading reading[CMDLINE_PARTS];
	struct cmdline_note note[CMDLINE_NOTES];
	size_t notes;
	struct cmdline_pins pins;
	struct {
		struct cmdline_choice *v;
		size_t n, cap;
	} choices;
	size_t from, to;                /* bytes of the line that a choice replaces */
	int sel, top;                   /* chosen one, -1: no choices are open */
	char refused[320];
	struct rect box;
};

/* Fills the choices for the word with the cursor. */
void cmdline_choose(const struct screen *s);
/* Where part I of the box's line would run. */
struct cmdline_place cmdline_box_place(const struct screen *s, size_t i);
void cmdline_layout(struct screen *s, struct rect body);
void cmdline_draw(const struct screen *s, struct canvas *c);
/* Rows between the line and the hint. */
int cmdline_body_rows(const struct cmdline_box *st);

#endif
