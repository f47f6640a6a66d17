#ifndef FD_BASE_ERR_H
#define FD_BASE_ERR_H
/*
 * The one way to report a failure upward.
 *
 * A function that can fail returns enum err_code and takes a struct err * last (never NULL).
 * `text` is for the person at the desk: what happened, what to do, which key; it goes through
 * tr(). `detail` is for the log. Neither ever holds a client's text unless the caller shows it
 * only to the person who typed it. The first failure wins: setting an error that is already set
 * keeps the old text and appends the new one to `detail`.
 *
 * Four grades: BUG() for a broken promise inside the program (restores the terminal, logs, aborts),
 * a fatal start-up failure (main prints and exits), a returned err, a notice on the message line.
 */
#include <stdbool.h>
#include <stddef.h>

enum err_code {
	OK = 0,
	ERR_USAGE,      /* words of a command line or a file that cannot be understood */
	ERR_INVALID,    /* a value that a rule does not allow; `field` says which */
	ERR_NOTFOUND,   /* no such row, file or name */
	ERR_TAKEN,      /* the time, number or job belongs to somebody else */
	ERR_DUPLICATE,  /* exists already */
	ERR_CONFLICT,   /* somebody changed the same thing since it was read */
	ERR_DENIED,     /* the person has no right to it */
	ERR_SECOND,     /* needs a second person */
	ERR_BUSY,       /* the file was locked for longer than the wait */
	ERR_FULL,       /* no space left */
	ERR_READONLY,   /* the file or its directory cannot be written */
	ERR_IO,         /* anything else the operating system refused */
	ERR_STORE,      /* the database refused for a reason of its own */
	ERR_CORRUPT,    /* damaged file, broken chain */
	ERR_CONFIG,     /* ini, form or catalogue file unusable */
	ERR_CANCELLED,  /* the person stepped back */
};

struct err {
	enum err_code code;
	char field[48];         /* path of the field at fault, "" when none */
	char text[320];         /* for the person, in the language of the screen */
	char detail[320];       /* for the log, English */
	const char *file;       /* where it was set */
	int line;
};

#define ERR_INIT { .code = OK }

/* Records CODE and the text; returns CODE, so that `return err_set(e, ERR_INVALID, ...)` works. */
#define err_set(e, code, ...) err_set_at((e), (code), __FILE__, __LINE__, __VA_ARGS__)

enum err_code err_set_at(struct err *e, enum err_code code, const char *file, int line,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* Adds words for the log to an error that is set. Returns its code. */
enum err_code err_detail(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Names the field at fault. Returns the error's code. */
enum err_code err_field(struct err *e, const char *field);
/* Takes over FROM as it stands (replaces E). Returns its code. */
enum err_code err_copy(struct err *e, const struct err *from);
/* A value that a rule does not allow, in the field FIELD: ERR_INVALID with the text. */
#define err_invalid(e, field, ...) (err_set((e), ERR_INVALID, __VA_ARGS__), err_field((e), (field)))
void err_clear(struct err *e);
/* A fixed lower-case word for logs and JSON: "taken", "denied" ... */
const char *err_word(enum err_code code);

/* Called by BUG() before abort, so that the terminal can be restored. One hook; NULL removes it. */
void bug_set_hook(void (*hook)(void));
void bug_at(const char *file, int line, const char *fmt, ...)
    __attribute__((noreturn, format(printf, 3, 4)));
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
#define ASSERT(cond) do { if (!(cond)) BUG("%s", #cond); } while (0)

#define MUST_CHECK __attribute__((warn_unused_result))

#endif
