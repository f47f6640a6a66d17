#include "form/check.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "form/callbacks.h"

/* ---- filters ---- */

const char *const filter_names[] = { "none", "digits", "date", "phone", "latin", NULL };

static bool among(uint32_t cp, const char *signs)
{
	return cp > 0 && cp < 0x80 && strchr(signs, (int)cp) != NULL;
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

bool filter_takes(enum filter f, uint32_t typed)
{
	uint32_t cp = cp_narrow(typed);
	switch (f) {
	case FILTER_NONE: return true;
	case FILTER_DIGITS: return is_digit(cp);
	/* dates are also typed in words: fri, 3月15日 */
	case FILTER_DATE: return cp >= 0x80 || is_digit(cp) || among(cp, "-./+:@ ") ||
	    (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
	case FILTER_PHONE: return is_digit(cp) || among(cp, "+-(). /");
	case FILTER_LATIN: return cp >= 0x20 && cp < 0x250;
	}
	return false;
}

/* ---- telephone numbers ---- */

/* Digits of TYPED, + kept in front; false when there is anything that no number has. */
static bool phone_digits(const char *typed, char *out, size_t size)
{
	size_t n = 0;
	for (const char *p = typed; *p != '\0';) {
		uint32_t cp = cp_narrow(utf8_next(&p));
		if (is_digit(cp) || (cp == '+' && n == 0)) {
			if (n + 1 >= size)
				return false;
			out[n++] = (char)cp;
		} else if (!among(cp, " -()./") && cp != 0xa0 && (cp < 0x2010 || cp > 0x2015)) {
			return false;
		}
	}
	out[n] = '\0';
	return n > 0;
}

/* 0086... and +86... of one's own country lose the code; 00... of another one becomes +. */
static void drop_country(char *number, const char *country)
{
	size_t lead = number[0] == '+' ? 1 : strncmp(number, "00", 2) == 0 ? 2 : 0;
	size_t code = strlen(country);
	if (lead == 0)
		return;
	if (code > 0 && strncmp(number + lead, country, code) == 0) {
		const char *rest = number + lead + code;
		bool landline = strcmp(country, "86") == 0 && rest[0] >= '2' && rest[0] <= '9';
		char own[PHONE_MAX];
		text_fmt(own, sizeof own, "%s%s", landline ? "0" : "", rest);
		text_copy(number, PHONE_MAX, own);
	} else if (lead == 2) {
		char foreign[PHONE_MAX];
		text_fmt(foreign, sizeof foreign, "+%s", number + 2);
		text_copy(number, PHONE_MAX, foreign);
	}
}

static bool is_mobile_start(const char *n)
{
	return n[0] == '1' && n[1] >= '3' && n[1] <= '9';
}

static bool is_landline(const char *n, size_t len)
{
	if (n[0] == '0')
		return n[1] != '0' && len >= 10 && len <= 12;
	if (strncmp(n, "400", 3) == 0 || strncmp(n, "800", 3) == 0)
		return len == 10;
	return n[0] >= '2' && (len == 7 || len == 8);
}

static enum check_grade wrong_length(
    const char *n, int len, const char *label, char *why, size_t size)
{
	if (n[0] == '+')
		text_fmt(why, size, tr("%s has %d digits after +, a number abroad has 7 to 15."
		    " Correct it."), label, len - 1);
	else if (n[0] == '0')
		text_fmt(why, size,
		    tr("%s has %d digits, a landline has 10 to 12 with its area code."
		       " Correct it."),
		    label, len);
	else if (n[0] == '1')
		text_fmt(why, size, trn("%s has %d digit, a mobile has 11. Correct it.",
		    "%s has %d digits, a mobile has 11. Correct it.", len), label, len);
	else
		text_fmt(why, size, tr("%s has %d digits, a mobile has 11, a landline 7 or 8."
		    " Correct it."), label, len);
	return CHECK_WRONG;
}

enum check_grade phone_normalise(const char *typed, const struct check_env *env,
    char out[PHONE_MAX], char *why, size_t size)
{
	out[0] = why[0] = '\0';
	if (!phone_digits(typed, out, PHONE_MAX)) {
		text_fmt(why, size, tr("%s holds something that is no digit, or too many. Type the"
		    " digits of one number."), env->label);
		return CHECK_WRONG;
	}
	const char *country = env->country == NULL ? "86" : env->country;
	drop_country(out, country);
	size_t len = strlen(out);
	bool good;
	if (out[0] == '+')
		good = len >= 8 && len <= 16;
	else if (strcmp(country, "86") != 0)
		good = len >= 5 && len <= 15;
	else
		good = is_mobile_start(out) ? len == 11 : is_landline(out, len);
	return good ? CHECK_OK : wrong_length(out, (int)len, env->label, why, size);
}

char *phone_display(const char *number, char *out, size_t size)
{
	if (strlen(number) == 11 && is_mobile_start(number))
		return text_fmt(out, size, "%.3s %.4s %s", number, number + 3, number + 7);
	return text_copy(out, size, number);
}

/* ---- validators ---- */

static enum check_grade check_phone(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	char number[PHONE_MAX];
	return phone_normalise(text, env, number, out, size);
}

static enum check_grade check_landline(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	char number[PHONE_MAX];
	if (phone_normalise(text, env, number, out, size) != CHECK_OK || !is_mobile_start(number))
		return out[0] == '\0' ? CHECK_OK : CHECK_WRONG;
	text_fmt(
	    out, size, tr("%s looks like a mobile. It belongs under the own number."), env->label);
	return CHECK_WARN;
}

static enum check_grade check_birth(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	if (!birth_valid(text, env->today)) {
		text_fmt(out, size, tr("%s is no day in the past. Type it as 920315 or as an age."),
		    env->label);
		return CHECK_WRONG;
	}
	int age = birth_age(text, env->today);
	if (age <= 120)
		return CHECK_OK;
	text_fmt(out, size, tr("%s makes an age of %d. Correct it."), env->label, age);
	return CHECK_WRONG;
}

static enum check_grade check_day(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	if (day_parse(text) != DAY_NONE)
		return CHECK_OK;
	text_fmt(out, size, tr("%s is no date. Type it as 2026-11-24 or 1124."), env->label);
	return CHECK_WRONG;
}

/* What mail programs accept without quoting (RFC 5322 dot-atom), a domain of two parts or more. */
static bool is_email(const char *text)
{
	const char *sign = strchr(text, '@');
	size_t n = strlen(text);
	if (sign == NULL || sign == text || n > 254 || sign - text > 64 || strchr(sign + 1, '@'))
		return false;
	const char *dot = strrchr(sign, '.');
	if (dot == NULL || dot == sign + 1 || strlen(dot) < 3 || strstr(text, "..") != NULL)
		return false;
	for (const char *p = text; *p != '\0'; p++) {
		if ((unsigned char)*p <= ' ' || strchr("\"(),:;<>[\\]", *p) != NULL)
			return false;
	}
	return text[0] != '.' && sign[-1] != '.' && sign[1] != '.' && sign[1] != '-';
}

static enum check_grade check_email(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	if (is_email(text))
		return CHECK_OK;
	text_fmt(out, size, tr("%s is no address of the form name@example.cn. Correct it."),
	    env->label);
	return CHECK_WRONG;
}

static enum check_grade check_card(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	size_t n = strlen(text), good = 0;
	for (const char *p = text; *p != '\0'; p++) {
		bool letter = (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z');
		good += letter || is_digit((uint32_t)(unsigned char)*p) || *p == '-';
	}
	if (n <= 32 && good == n)
		return CHECK_OK;
	text_fmt(out, size, tr("%s holds letters, figures and - only, at most 32. Correct it."),
	    env->label);
	return CHECK_WRONG;
}

bool document_gb11643(const char *text)
{
	static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;
	if (strlen(text) != 18)
		return false;
	for (int i = 0; i < 17; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		sum += weights[i] * (text[i] - '0');
	}
	char born[DAY_TEXT];
	text_fmt(born, sizeof born, "%.4s-%.2s-%.2s", text + 6, text + 10, text + 12);
	char last = text[17] == 'x' ? 'X' : text[17];
	return day_parse(born) != DAY_NONE && "10X98765432"[sum % 11] == last;
}

/* A number of 18 signs claims to be a Chinese one; others belong to other countries. Only a
 * warning: the number may stand so on the paper. */
static enum check_grade check_document(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	if (strlen(text) != 18 || strspn(text, "0123456789") < 17 || document_gb11643(text))
		return CHECK_OK;
	text_fmt(out, size,
	    tr("%s does not add up: a figure is mistyped. Compare it with the card."), env->label);
	return CHECK_WARN;
}

static bool has_letter(const char *text)
{
	for (const char *p = text; *p != '\0';) {
		uint32_t cp = cp_narrow(utf8_next(&p));
		if ((cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
		    (cp >= 0xc0 && cp != 0x3000))
			return true;
	}
	return false;
}

static enum check_grade check_name(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	if (has_letter(text))
		return CHECK_OK;
	text_fmt(out, size, tr("%s has no letter. Type the name."), env->label);
	return CHECK_WRONG;
}

static enum check_grade check_hours(const char *text, const struct check_env *env, char *out,
    size_t size)
{
	struct call_windows w;
	if (call_windows_parse(text, NULL, &w))
		return CHECK_OK;
	text_fmt(out, size, tr("%s are no hours from 6:00 on. Type them as 15:00-18:00 or 15:00-."),
	    env->label);
	return CHECK_WRONG;
}

const struct validator validators[] = {
	{ "phone", check_phone, "a mobile of 11 digits, a landline, or + and a number abroad" },
	{ "landline", check_landline, "as phone, with a warning for a mobile" },
	{ "birth", check_birth, "a year, month or day in the past that makes an age to 120" },
	{ "day", check_day, "a date" },
	{ "email", check_email, "name@example.cn" },
	{ "card", check_card, "letters, figures and -, at most 32" },
	{ "document", check_document, "warns when an 18-figure identity number does not add up" },
	{ "name", check_name, "has a letter" },
	{ "hours", check_hours, "hours of the day: 15:00-18:00, 9:00-11:00, 19:00-" },
};
const size_t validators_size = sizeof validators / sizeof validators[0];
const char *const validator_names[] = { "phone", "landline", "birth", "day", "email", "card",
	"document", "name", "hours", NULL };

const struct validator *validator_find(const char *name)
{
	for (size_t i = 0; i < validators_size; i++) {
		if (strcmp(validators[i].name, name) == 0)
			return &validators[i];
	}
	return NULL;
}
