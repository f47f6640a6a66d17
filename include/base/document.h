#ifndef FD_BASE_DOCUMENT_H
#define FD_BASE_DOCUMENT_H
/*
 * A document for paper: a slip, a list, an order with its signature line. It is a list of lines;
 * each is a word and its texts. The same document goes three ways: to the program frontdesk-print
 * in the format of frontdesk-document(5) (document_write), to the screen or a text file
 * (document_text), and back from the format (document_read). Pure text, no files.
 *
 *	struct document *doc = document_new(DOCUMENT_A5, tr("Product order 26-0412"));
 *	document_head(doc, "Kanghe / Jing'an", "Tue 24 Nov 2026");
 *	document_pair(doc, tr("Client"), name);
 *	document_column(doc, tr("Product"), 4, DOCUMENT_LEFT);
 *	document_column(doc, tr("Amount"), 1, DOCUMENT_RIGHT);
 *	for each line of the order: {
 *		document_row(doc);
 *		document_cell(doc, product);
 *		document_cellf(doc, "%d", amount);
 *	}
 *	document_total(doc);
 *	document_cell(doc, tr("Total"));
 *	document_cell(doc, money);
 *	document_sign(doc, tr("Client"), tr("Front desk"), NULL);
 *	... document_free(doc);
 *
 * With the heading of the house and the foot on it: document_start() of desk/document.h.
 *
 * Texts are copied as they are added: bad bytes become U+FFFD, tabs blanks, invisible signs vanish;
 * \n is a new line. So a client may be called anything.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct buf;

enum document_paper { DOCUMENT_A4, DOCUMENT_A5, DOCUMENT_A4_WIDE, DOCUMENT_A5_WIDE,
	DOCUMENT_PAPERS };
enum document_align { DOCUMENT_LEFT, DOCUMENT_RIGHT, DOCUMENT_CENTRE, DOCUMENT_ALIGNS };

/* The first ones stand once in a document, in front of all others. */
enum document_kind {
	DOCUMENT_TITLE, DOCUMENT_HEAD, DOCUMENT_FOOT, DOCUMENT_PAGES,
	DOCUMENT_ONCE,
	DOCUMENT_HEADING = DOCUMENT_ONCE, DOCUMENT_PAIR, DOCUMENT_PARA, DOCUMENT_SMALL,
	DOCUMENT_BIG, DOCUMENT_ITEM, DOCUMENT_CHECK, DOCUMENT_BLANK, DOCUMENT_LINES, DOCUMENT_SIGN,
	DOCUMENT_RULE, DOCUMENT_BREAK, DOCUMENT_COLUMN, DOCUMENT_ROW, DOCUMENT_GROUP,
	DOCUMENT_TOTAL,
	DOCUMENT_KINDS,
};

#define DOCUMENT_COLUMNS 16             /* of a table */
#define DOCUMENT_WEIGHT 1000            /* of a column, at most */
#define DOCUMENT_BYTES (32u << 20)      /* of a document in its format, at most */

struct document_line {
	enum document_kind kind;
	struct {
		char **v;
		size_t n, cap;
	} text;
};
struct document {
	enum document_paper paper;
	struct document_line once[DOCUMENT_ONCE];       /* without texts where it was not said */
	struct {
		struct document_line *v;
		size_t n, cap;
	} lines;
	size_t columns;                 /* of the table that is being made */
};

/* ---- making one ---- */

struct document *document_new(enum document_paper paper, const char *title);
void document_free(struct document *doc);               /* NULL is fine */

/* At the top and at the bottom of every page; either side may be NULL. */
void document_head(struct document *doc, const char *left, const char *right);
void document_foot(struct document *doc, const char *left, const char *right);
/* In the middle of the foot; {n} is the page and {m} how many there are. */
void document_pages(struct document *doc, const char *text);

void document_heading(struct document *doc, const char *text);  /* of a part */
/* LABEL and VALUE beside each other; those that follow each other are aligned. A VALUE that is NULL
 * or "" leaves the line out. */
void document_pair(struct document *doc, const char *label, const char *value);
void document_pairf(struct document *doc, const char *label, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Two of them on one line; an empty one leaves its place free, both the line out. */
void document_pair2(struct document *doc, const char *label, const char *value,
    const char *label2, const char *value2);
void document_para(struct document *doc, const char *text);     /* NULL and "" add nothing */
void document_small(struct document *doc, const char *text);    /* the same in small print */
void document_big(struct document *doc, const char *text);      /* a queue number */
void document_item(struct document *doc, const char *text);     /* of a list with dots */
/* A box, ticked or not; NOTE (who, when) stands behind the text and may be NULL. */
void document_check(struct document *doc, bool done, const char *text, const char *note);
/* Labels with room to write behind them, side by side; the second may be NULL. */
void document_blank(struct document *doc, const char *label, const char *label2);
void document_lines(struct document *doc, int n);               /* N lines to write on, 1 .. 60 */
/* Where people sign, side by side; the second and third may be NULL. */
void document_sign(struct document *doc, const char *a, const char *b, const char *c);
void document_rule(struct document *doc);
void document_break(struct document *doc);                      /* goes on on a new page */

/*
 * A table: its columns, then rows cell by cell. A column after anything else but a column begins a
 * new table. Widths are shared out by WEIGHT (1 .. DOCUMENT_WEIGHT); the header stands on every
 * page; a row stays whole where a page can hold it. Cells that are left out are empty, with `blank`
 * rows a table to fill in by hand is made.
 */
void document_column(struct document *doc, const char *title, int weight,
    enum document_align align);
void document_row(struct document *doc);
void document_group(struct document *doc, const char *text);    /* a band across the table */
void document_total(struct document *doc);                      /* a row, in bold, under a rule */
void document_cell(struct document *doc, const char *text);     /* next one of row or total */
void document_cellf(struct document *doc, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Takes the lines from LINE on away again: a heading with nothing under it. */
void document_drop(struct document *doc, size_t line);

/* ---- the format, frontdesk-document(5) ---- */

void document_write(const struct document *doc, struct buf *out);       /* appends */
/* ERR_INVALID names the line and what is wrong with it. *OUT is the caller's: document_free. */
enum err_code document_read(const char *bytes, size_t n, struct document **out, struct err *e)
    MUST_CHECK;
/* The words of the format: "pair", "a5 portrait", "left". */
const char *document_word(enum document_kind kind);
const char *document_paper_word(enum document_paper paper);
bool document_is_wide(enum document_paper paper);

/* What a line says, for those who draw it: text I, "" where there is none; borrowed. */
const char *document_text_at(const struct document_line *line, size_t i);
int document_number(const struct document_line *line);  /* weight of a column, N of lines */
enum document_align document_align_of(const struct document_line *column);
/* How many columns begin at LINE, the first of a table. */
size_t document_columns_at(const struct document *doc, size_t line);

/* ---- as text ---- */

/* For the screen, text files and commands: in CELLS cells (20 at least), as if it were one page.
 * Appends lines, each ended. */
void document_text(const struct document *doc, int cells, struct buf *out);

#endif
