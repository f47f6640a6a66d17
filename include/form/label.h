#ifndef FD_FORM_LABEL_H
#define FD_FORM_LABEL_H
/*
 * A text of a form file. Shipped files hold English, which the catalogue translates; a house
 * that writes its own may put both languages beside each other: label = { en = "Name"; zh =
 * "姓名"; }, or one text that is shown as it stands in either language.
 */
struct label {
	const char *en;         /* NULL: no text */
	const char *zh;         /* NULL: what the catalogue has for en */
};

/* In the language of the screen, "" for none. Borrowed as tr() is: call at draw time. */
const char *label_text(const struct label *l);

#endif
