#include "form/expr.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

/* = and != are IN with one word, NOT around it; the others compare figures */
enum op { OP_OR, OP_AND, OP_NOT, OP_IN, OP_LESS, OP_LESS_SAME, OP_MORE, OP_MORE_SAME };

#define NAME_BYTES 40
#define WORD_BYTES 64

struct word_list {
	char (*v)[WORD_BYTES];
	size_t n, cap;
};

struct expr {
	enum op op;
	struct expr *left, *right;      /* OR, AND; NOT has left */
	char name[NAME_BYTES];
	struct word_list words;
	double figure;                  /* of a comparison */
};

/* ---- signs and words ---- */

struct parser {
	const char *text, *p;
	int depth;
	struct err *e;
};

static void skip_blanks(struct parser *s)
{
	while (*s->p == ' ' || *s->p == '\t')
		s->p++;
}

static struct expr *expected(struct parser *s, const char *what)
{
	if (s->e->code == OK)
		err_set(s->e, ERR_CONFIG, tr("condition \"%.80s\": %s expected before \"%.20s\""),
		    s->text, what, *s->p == '\0' ? tr("the end") : s->p);
	return NULL;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("-_.+@", c) != NULL) || (unsigned char)c >= 0x80;
}

static size_t word_length(const struct parser *s)
{
	size_t n = 0;
	while (is_word(s->p[n]))
		n++;
	return n;
}

static bool accept(struct parser *s, const char *sign)
{
	skip_blanks(s);
	size_t n = strlen(sign);
	if (strncmp(s->p, sign, n) != 0 || (is_word(sign[0]) && word_length(s) != n))
		return false;
	s->p += n;
	return true;
}

static bool take_bytes(struct parser *s, size_t n, char *out, size_t size)
{
	if (n >= size)
		return false;
	memcpy(out, s->p, n);
	out[n] = '\0';
	s->p += n;
	return true;
}

static bool parse_word(struct parser *s, char *out, size_t size)
{
	skip_blanks(s);
	if (*s->p != '\'') {
		size_t n = word_length(s);
		return n > 0 && take_bytes(s, n, out, size);
	}
	const char *end = strchr(s->p + 1, '\'');
	if (end == NULL)
		return false;
	s->p++;
	if (!take_bytes(s, (size_t)(end - s->p), out, size))
		return false;
	s->p++;
	return true;
}

/* ---- grammar ---- */

static struct expr *parse_or(struct parser *s);

static struct expr *make(enum op op, struct expr *left, struct expr *right)
{
	struct expr *x = mem_alloc(sizeof *x);
	*x = (struct expr){ .op = op, .left = left, .right = right };
	return x;
}

static bool add_word(struct parser *s, struct expr *x)
{
	if (parse_word(s, *vec_push(&x->words), WORD_BYTES))
		return true;
	expected(s, tr("a word"));
	return false;
}

static bool parse_list(struct parser *s, struct expr *x)
{
	if (!accept(s, "(")) {
		expected(s, "\"(\"");
		return false;
	}
	do {
		if (!add_word(s, x))
			return false;
	} while (accept(s, ","));
	if (accept(s, ")"))
		return true;
	expected(s, tr("\",\" or \")\""));
	return false;
}

/* TEXT as a figure: digits with at most one point, a minus before them. "" and words are none. */
static bool is_figure(const char *text, double *out)
{
	const char *p = text + (text[0] == '-');
	size_t whole = strspn(p, "0123456789");
	size_t rest = p[whole] == '.' ? strspn(p + whole + 1, "0123456789") : 0;

	if (whole == 0 || whole > 15 || p[whole + (rest > 0 ? rest + 1 : 0)] != '\0')
		return false;
	*out = strtod(text, NULL);
	return true;
}

/* The longer signs first: >= begins with >. */
static const struct comparison {
	const char *sign;
	enum op op;
} comparisons[] = {
	{ ">=", OP_MORE_SAME }, { "<=", OP_LESS_SAME }, { ">", OP_MORE }, { "<", OP_LESS },
};

static bool accept_comparison(struct parser *s, struct expr *x)
{
	for (size_t i = 0; i < sizeof comparisons / sizeof comparisons[0]; i++) {
		if (accept(s, comparisons[i].sign)) {
			x->op = comparisons[i].op;
			return true;
		}
	}
	return false;
}

static bool take_figure(struct parser *s, struct expr *x)
{
	const char *from = s->p;
	char word[WORD_BYTES];

	if (parse_word(s, word, sizeof word) && is_figure(word, &x->figure))
		return true;
	s->p = from;
	skip_blanks(s);
	expected(s, tr("a figure"));
	return false;
}

static struct expr *parse_test(struct parser *s)
{
	struct expr *x = make(OP_IN, NULL, NULL);
	bool differs = false, ok;
	if (!parse_word(s, x->name, sizeof x->name) || x->name[0] == '\0')
		ok = expected(s, tr("the name of a field")) != NULL;
	else if (accept(s, "in"))
		ok = parse_list(s, x);
	else if ((differs = accept(s, "!=")) || accept(s, "="))
		ok = add_word(s, x);
	else if (accept_comparison(s, x))
		ok = take_figure(s, x);
	else
		ok = expected(s, tr("=, !=, in, <, <=, > or >=")) != NULL;
	if (ok)
		return differs ? make(OP_NOT, x, NULL) : x;
	expr_free(x);
	return NULL;
}

static struct expr *parse_brackets(struct parser *s)
{
	if (++s->depth > EXPR_DEPTH) {
		err_set(s->e, ERR_CONFIG,
		    tr("condition \"%.80s\": more than %d brackets inside each"
		       " other"),
		    s->text, EXPR_DEPTH);
		return NULL;
	}
	struct expr *x = parse_or(s);
	s->depth--;
	if (x == NULL || accept(s, ")"))
		return x;
	expr_free(x);
	return expected(s, "\")\"");
}

static struct expr *parse_not(struct parser *s)
{
	bool negated = accept(s, "not");
	struct expr *x = accept(s, "(") ? parse_brackets(s) : parse_test(s);
	return x != NULL && negated ? make(OP_NOT, x, NULL) : x;
}

static struct expr *parse_chain(struct parser *s, const char *sign, enum op op,
    struct expr *(*part)(struct parser *))
{
	struct expr *x = part(s);
	while (x != NULL && accept(s, sign)) {
		struct expr *right = part(s);
		if (right == NULL) {
			expr_free(x);
			return NULL;
		}
		x = make(op, x, right);
	}
	return x;
}

static struct expr *parse_and(struct parser *s)
{
	return parse_chain(s, "and", OP_AND, parse_not);
}

static struct expr *parse_or(struct parser *s)
{
	return parse_chain(s, "or", OP_OR, parse_and);
}

enum err_code expr_parse(const char *text, struct expr **out, struct err *e)
{
	*out = NULL;
	if (strlen(text) > EXPR_MAX)
		return err_set(e, ERR_CONFIG, tr("the condition is too long (at most %d bytes)"),
		    EXPR_MAX);
	struct parser s = { .text = text, .p = text, .e = e };
	struct expr *x = parse_or(&s);
	if (x == NULL)
		return e->code;
	skip_blanks(&s);
	if (*s.p == '\0') {
		*out = x;
		return OK;
	}
	expr_free(x);
	expected(&s, tr("and, or"));
	return e->code;
}

/* ---- use ---- */

static bool is_in(const struct expr *x, const char *text)
{
	for (size_t i = 0; i < x->words.n; i++) {
		if (strcmp(x->words.v[i], text) == 0)
			return true;
	}
	return false;
}

/* What is no figure, "" among it, is neither more nor less than one. */
static bool compares(const struct expr *x, const char *text)
{
	double v;

	if (!is_figure(text, &v))
		return false;
	switch (x->op) {
	case OP_LESS: return v < x->figure;
	case OP_LESS_SAME: return v <= x->figure;
	case OP_MORE: return v > x->figure;
	case OP_MORE_SAME: return v >= x->figure;
	case OP_OR:
	case OP_AND:
	case OP_NOT:
	case OP_IN: break;
	}
	return false;
}

bool expr_true(const struct expr *x, const char *(*value)(void *arg, const char *name), void *arg)
{
	switch (x->op) {
	case OP_OR: return expr_true(x->left, value, arg) || expr_true(x->right, value, arg);
	case OP_AND: return expr_true(x->left, value, arg) && expr_true(x->right, value, arg);
	case OP_NOT: return !expr_true(x->left, value, arg);
	case OP_IN: return is_in(x, value(arg, x->name));
	case OP_LESS:
	case OP_LESS_SAME:
	case OP_MORE:
	case OP_MORE_SAME: return compares(x, value(arg, x->name));
	}
	return false;
}

void expr_names(const struct expr *x, void (*each)(void *arg, const char *name), void *arg)
{
	if (x == NULL)
		return;
	expr_names(x->left, each, arg);
	expr_names(x->right, each, arg);
	if (x->name[0] != '\0')
		each(arg, x->name);
}

void expr_free(struct expr *x)
{
	if (x == NULL)
		return;
	expr_free(x->left);
	expr_free(x->right);
	vec_free(&x->words);
	mem_free(x);
}
