/* The answer to a survey that went out as a message: one mark, and perhaps a word. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "form/form_edit.h"
#include "survey_priv.h"

enum { WORDS_MAX = 200 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What people put between the mark and the word. */
static const char *behind_signs(const char *p)
{
	static const char *const signs[] = { " ", ",", ".", ":", "!", "，", "。", "：", "！", "、",
		"分" };

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		size_t n = strlen(signs[i]);

		if (!strncmp(p, signs[i], n))
			return behind_signs(p + n);
	}
	return p;
}

/* 4.5, 10 and 1-5 are no marks: a person reads them. */
int survey_mark_said(const char *text, const char **words)
{
	const char *p = text + strspn(text, " ");
	int mark = *p >= '1' && *p <= '5' ? *p - '0' : 0;

	if (!mark || is_digit(p[1]) || (p[1] && strchr(".,-/", p[1]) && is_digit(p[2])))
		return 0;
	if (words)
		*words = behind_signs(p + 1);
	return mark;
}

static enum err_code put(struct form_edit *edit, int field, struct value *v, struct err *e)
{
	enum err_code rc = form_edit_set_value(edit, field, v, e);

	value_free(v);
	return rc;
}

static enum err_code fill(const struct survey *x, struct form_edit *edit, int mark,
    const char *words, struct err *e)
{
	int how = form_field_index(x->form, "how"), all = form_field_index(x->form, "overall");
	char reason[WORDS_MAX];
	struct value v = { 0 };
	enum err_code rc = OK;

	if (how < 0 || all < 0)
		return err_set(e, ERR_INVALID, tr("The form %s does not ask for one mark. "
		    "Enter the survey by hand."), x->is.form);
	value_set_text(&v, "message");
	rc = put(edit, how, &v, e);
	value_set_int(&v, mark);
	if (rc == OK)
		rc = put(edit, all, &v, e);
	text_copy(reason, sizeof reason, words[0] ? words : mark <= SURVEY_ASKS_WHY ? "-" : "");
	if (rc != OK || !reason[0] || form_edit_remark(edit, all) < 0)
		return rc;
	value_set_text(&v, reason);
	return put(edit, x->form->fields[all].remark, &v, e);
}

enum err_code survey_by_message(struct desk *d, int64_t id, const char *text, struct err *e)
{
	const char *words = "";
	int mark = survey_mark_said(text, &words);
	struct survey_result result;
	struct form_edit *edit = NULL;
	struct survey x;
	enum err_code rc;

	if (!mark)
		return err_set(e, ERR_INVALID, "%s", tr("The answer begins with no mark. Enter the "
		    "survey by hand."));
	rc = survey_open(d, id, &x, e);
	if (rc == OK)
		rc = survey_edit(&x, &edit, e);
	if (rc == OK)
		rc = fill(&x, edit, mark, words, e);
	if (rc == OK)
		rc = survey_save(&x, edit, &result, e);
	form_edit_free(edit);
	return rc;
}
