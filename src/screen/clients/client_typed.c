/* What stood in Find goes into a new file: figures are a telephone number or its end, a word with @
 * is mail, the rest is the name. */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "client_priv.h"
#include "form/form_edit.h"

static void fill_field(struct form_edit *edit, int field, const char *text)
{
	struct err none = ERR_INIT;

	if (field >= 0 && text[0] && form_edit_set_text(edit, field, text, &none) != OK)
		err_clear(&none);       /* it stays in the field, with the reason */
}

static bool is_number(const char *word)
{
	size_t digits = 0;

	for (const char *p = word; *p; p++) {
		if (*p >= '0' && *p <= '9')
			digits++;
		else if (!strchr("+-()", *p))
			return false;
	}
	return digits >= 2;
}

/* What Find was asked for, by the field it belongs to. */
struct typed {
	struct buf name, phone, mail;
	bool hint;              /* `name` is what one types to find, hardly what one is called */
};

static void add_word(struct buf *to, const char *word, size_t n)
{
	if (to->n)
		buf_putc(to, ' ');
	buf_add(to, word, n);
}

/* Letters and figures as they are typed to find somebody, wxm0823: the end of a number belongs to
 * the telephone. One figure alone may belong to a name. */
static void split_word(struct typed *t, const char *word)
{
	for (const char *p = word; *p;) {
		size_t digits = strspn(p, "0123456789"), n = digits ? digits :
		    strcspn(p, "0123456789");

		add_word(digits >= 2 ? &t->phone : &t->name, p, n);
		t->hint |= digits >= 2 && n < strlen(word);
		p += n;
	}
}

/* wxm, lqj: nobody is called so. */
static bool is_initials(const char *name)
{
	bool any = false;

	for (const char *p = name; *p; p++) {
		if ((unsigned char)*p >= 0x80 || strchr("aeiouyAEIOUY", *p))
			return false;
		any |= (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z';
	}
	return any;
}

static void sort_words(const char *typed, struct typed *t)
{
	struct buf plain = { 0 };

	while (*typed) {
		uint32_t cp = utf8_next(&typed), narrow = cp_narrow(cp);

		buf_put_cp(&plain, narrow >= '0' && narrow <= '9' ? narrow : cp);
	}
	for (const char *p = buf_str(&plain) + strspn(buf_str(&plain), " "); *p;
	     p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		char *word = mem_dup_n(p, n);

		if (strchr(word, '@'))
			add_word(&t->mail, word, n);
		else if (is_number(word))
			add_word(&t->phone, word, n);
		else
			split_word(t, word);
		mem_free(word);
		p += n;
	}
	t->hint |= is_initials(buf_str(&t->name));
	buf_free(&plain);
}

bool client_fill_typed(struct form_edit *edit, const char *typed)
{
	const struct form *f = form_edit_form(edit);
	struct typed t = { .hint = false };

	sort_words(typed, &t);
	fill_field(edit, formview_find(f, NULL, "name"), buf_str(&t.name));
	fill_field(edit, formview_find(f, "phone", "number"), buf_str(&t.phone));
	fill_field(edit, formview_find(f, NULL, "email"), buf_str(&t.mail));
	buf_free(&t.name);
	buf_free(&t.phone);
	buf_free(&t.mail);
	return t.hint;
}
