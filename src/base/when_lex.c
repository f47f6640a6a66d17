/* Dates as typed: text to tokens. The words of both languages stand in one table. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "when_priv.h"

struct word {
	const char *text;
	char class;             /* 0: says nothing */
	int value;
};

static const struct word LATIN[] = {
	{ "t", 't', 0 }, { "today", 't', 0 }, { "tm", 't', 1 }, { "tmr", 't', 1 },
	{ "tomorrow", 't', 1 }, { "y", 'y', -1 }, { "yesterday", 't', -1 },
	{ "mon", 'd', 1 }, { "monday", 'd', 1 }, { "tue", 'd', 2 }, { "tues", 'd', 2 },
	{ "tuesday", 'd', 2 }, { "wed", 'd', 3 }, { "wednesday", 'd', 3 }, { "thu", 'd', 4 },
	{ "thur", 'd', 4 }, { "thurs", 'd', 4 }, { "thursday", 'd', 4 }, { "fri", 'd', 5 },
	{ "friday", 'd', 5 }, { "sat", 'd', 6 }, { "saturday", 'd', 6 }, { "sun", 'd', 7 },
	{ "sunday", 'd', 7 },
	{ "jan", 'M', 1 }, { "january", 'M', 1 }, { "feb", 'M', 2 }, { "february", 'M', 2 },
	{ "mar", 'M', 3 }, { "march", 'M', 3 }, { "apr", 'M', 4 }, { "april", 'M', 4 },
	{ "may", 'M', 5 }, { "jun", 'M', 6 }, { "june", 'M', 6 }, { "jul", 'M', 7 },
	{ "july", 'M', 7 }, { "aug", 'M', 8 }, { "august", 'M', 8 }, { "sep", 'M', 9 },
	{ "sept", 'M', 9 }, { "september", 'M', 9 }, { "oct", 'M', 10 }, { "october", 'M', 10 },
	{ "nov", 'M', 11 }, { "november", 'M', 11 }, { "dec", 'M', 12 }, { "december", 'M', 12 },
	{ "w", 'w', 0 }, { "wk", 'w', 0 }, { "week", 'w', 0 }, { "weeks", 'w', 0 },
	{ "m", 'm', 0 }, { "q", 'q', 0 }, { "x", 'x', 0 },
	{ "d", 'A', 0 }, { "day", 'A', 0 }, { "days", 'A', 0 },
	{ "h", 'h', 0 }, { "hr", 'h', 0 }, { "hrs", 'h', 0 }, { "hour", 'h', 0 },
	{ "hours", 'h', 0 }, { "min", 'i', 0 }, { "mins", 'i', 0 }, { "minute", 'i', 0 },
	{ "minutes", 'i', 0 },
	{ "now", 'N', 0 }, { "am", 'p', WHEN_AM }, { "morning", 'p', WHEN_AM },
	{ "pm", 'p', WHEN_PM }, { "afternoon", 'p', WHEN_PM }, { "eve", 'p', WHEN_EVE },
	{ "evening", 'p', WHEN_EVE },
	{ "later", 'L', 0 }, { "ago", 'B', 0 }, { "weekly", 'W', 7 }, { "daily", 'W', 1 },
	{ "every", 'E', 0 }, { "times", 'T', 0 }, { "years", 'G', 0 }, { "year", 'G', 0 },
	{ "to", 'r', 0 }, { "till", 'r', 0 }, { "until", 'r', 0 },
	{ "first", 'O', 1 }, { "second", 'O', 2 }, { "at", 0, 0 }, { "on", 0, 0 },
};

static const struct word HAN[] = {
	{ "今天", 't', 0 }, { "今日", 't', 0 }, { "今", 't', 0 }, { "明天", 't', 1 },
	{ "明日", 't', 1 }, { "明", 't', 1 }, { "后天", 't', 2 }, { "大后天", 't', 3 },
	{ "昨天", 't', -1 }, { "昨日", 't', -1 }, { "昨", 't', -1 }, { "前天", 't', -2 },
	{ "大前天", 't', -3 },
	{ "周", 'k', WEEK_BARE }, { "星期", 'k', WEEK_BARE }, { "礼拜", 'k', WEEK_BARE },
	{ "本周", 'k', 0 }, { "这周", 'k', 0 }, { "这星期", 'k', 0 }, { "本星期", 'k', 0 },
	{ "下周", 'k', 1 }, { "下星期", 'k', 1 }, { "下礼拜", 'k', 1 }, { "下个星期", 'k', 1 },
	{ "下下周", 'k', 2 }, { "上周", 'k', -1 }, { "上星期", 'k', -1 }, { "上礼拜", 'k', -1 },
	{ "上个星期", 'k', -1 },
	{ "月", 'o', 0 }, { "月份", 'o', 0 }, { "个月", 'e', 0 },
	{ "年", 'Y', 0 }, { "日", 'D', 0 }, { "号", 'D', 0 },
	{ "天", 'A', 0 },
	{ "本月", 'U', 0 }, { "这个月", 'U', 0 }, { "下月", 'U', 1 }, { "下个月", 'U', 1 },
	{ "上月", 'U', -1 }, { "上个月", 'U', -1 },
	{ "今年", 'V', 0 }, { "本年", 'V', 0 }, { "明年", 'V', 1 }, { "后年", 'V', 2 },
	{ "去年", 'V', -1 },
	{ "点", 'c', 0 }, { "点钟", 'c', 0 }, { "时", 'c', 0 }, { "小时", 'h', 0 },
	{ "钟头", 'h', 0 }, { "分", 'i', 0 }, { "分钟", 'i', 0 }, { "半", 'H', 0 },
	{ "刻", 'K', 0 }, { "刻钟", 'K', 0 }, { "现在", 'N', 0 },
	{ "上午", 'p', WHEN_AM }, { "早上", 'p', WHEN_AM }, { "早晨", 'p', WHEN_AM },
	{ "早", 'p', WHEN_AM }, { "下午", 'p', WHEN_PM }, { "中午", 'p', WHEN_PM },
	{ "午后", 'p', WHEN_PM }, { "晚上", 'p', WHEN_EVE }, { "傍晚", 'p', WHEN_EVE },
	{ "晚", 'p', WHEN_EVE }, { "凌晨", 'p', PART_NIGHT },
	{ "后", 'L', 2 }, { "以后", 'L', 0 }, { "之后", 'L', 0 }, { "前", 'B', 0 },
	{ "以前", 'B', 0 }, { "之前", 'B', 0 },
	{ "每", 'E', 0 }, { "次", 'T', 0 }, { "岁", 'G', 0 }, { "周岁", 'G', 0 },
	{ "到", 'r', 0 }, { "至", 'r', 0 }, { "第一次", 'O', 1 }, { "第二次", 'O', 2 },
	{ "个", 0, 0 }, { "整", 0, 0 },
};

/* Signs. A class of ' ' only parts what stands beside it. */
static const struct { uint32_t cp; char class; } SIGN[] = {
	{ '+', '+' }, { '-', '-' }, { 0x2212, '-' }, { ':', ':' }, { '/', '/' }, { '.', '.' },
	{ 0x3002, '.' }, { '~', 'r' }, { 0x301C, 'r' }, { 0x2013, 'r' }, { 0x2014, 'r' },
	{ 0x2026, 'r' }, { '*', 'x' }, { 0xD7, 'x' },
	{ ' ', ' ' }, { '\t', ' ' }, { '\n', ' ' }, { 0xA0, ' ' }, { 0x3000, ' ' }, { '@', ' ' },
	{ ',', ' ' }, { ';', ' ' }, { '=', ' ' }, { 0x3001, ' ' },
};

struct lexer {
	const char *p;
	struct token *out;
	int n;
	bool gap;
};

static bool add(struct lexer *l, struct token t)
{
	if (t.class == 0)
		return true;
	if (l->n == WHEN_TOKENS)
		return false;
	t.gap = l->gap || l->n == 0;
	l->out[l->n++] = t;
	l->gap = false;
	return true;
}

static bool lex_figures(struct lexer *l)
{
	struct token t = { .class = 'n' };

	for (; *l->p >= '0' && *l->p <= '9'; l->p++) {
		t.value = t.value * 10 + (*l->p - '0');
		if (++t.width > 8)
			return false;
	}
	return add(l, t);
}

static bool lex_latin(struct lexer *l)
{
	size_t n = strspn(l->p, "abcdefghijklmnopqrstuvwxyz");

	for (size_t i = 0; i < sizeof LATIN / sizeof *LATIN; i++) {
		const struct word *w = &LATIN[i];

		if (strlen(w->text) == n && memcmp(w->text, l->p, n) == 0) {
			l->p += n;
			return add(l, (struct token){ .class = w->class, .value = w->value });
		}
	}
	return false;
}

/* Value of a Chinese figure, 10, 20, 30 for the tens; -1 for anything else. */
static int han_figure(const char *p, size_t *len)
{
	static const struct { const char *han; int value; } FIGURE[] = {
		{ "〇", 0 }, { "零", 0 }, { "一", 1 }, { "二", 2 }, { "两", 2 }, { "三", 3 },
		{ "四", 4 }, { "五", 5 }, { "六", 6 }, { "七", 7 }, { "八", 8 }, { "九", 9 },
		{ "十", 10 }, { "廿", 20 }, { "卅", 30 },
	};

	for (size_t i = 0; i < sizeof FIGURE / sizeof *FIGURE; i++) {
		*len = strlen(FIGURE[i].han);
		if (strncmp(p, FIGURE[i].han, *len) == 0)
			return FIGURE[i].value;
	}
	*len = 0;
	return -1;
}

/* 二〇二六 before 年: four figures in a row, each for itself. */
static int han_year(const char *p, size_t *len)
{
	int year = 0;

	*len = 0;
	for (int i = 0; i < 4; i++) {
		size_t n;
		int v = han_figure(p + *len, &n);

		if (v < 0 || v > 9)
			return -1;
		year = year * 10 + v;
		*len += n;
	}
	return strncmp(p + *len, "年", strlen("年")) == 0 ? year : -1;
}

/* A figure below ten at P after a ten, or 0; moves P on. */
static int han_unit(const char **p)
{
	size_t n;
	int v = han_figure(*p, &n);

	if (v < 1 || v > 9)
		return 0;
	*p += n;
	return v;
}

/* 五, 十, 十五, 二十, 二十七, 廿七, 零五. */
static int han_number(const char **p)
{
	size_t n;
	int v = han_figure(*p, &n), next;
	const char *q;

	*p += n;
	if (v >= 10)
		return v + han_unit(p);
	q = *p;
	next = han_figure(q, &n);
	if (v == 0)
		return han_unit(p);
	if (next != 10)
		return v;
	*p = q + n;
	return v * 10 + han_unit(p);
}

/* After a week word one figure is the weekday: 周五十点 is Friday, ten o'clock. */
static bool is_weekday_figure(const struct lexer *l, int v)
{
	return l->n > 0 && !l->gap && l->out[l->n - 1].class == 'k' && v >= 1 && v <= 6;
}

static bool lex_han_number(struct lexer *l)
{
	const char *start = l->p;
	struct token t = { .class = 'n', .han = true };
	size_t n;
	int v = han_figure(l->p, &n), year;

	if (is_weekday_figure(l, v)) {
		l->p += n;
		t.value = v;
		t.width = 1;
		return add(l, t);
	}
	year = han_year(l->p, &n);
	if (year >= 0) {
		l->p += n;
		t.value = year;
		t.width = 4;
		return add(l, t);
	}
	t.value = han_number(&l->p);
	t.width = t.value < 10 && l->p - start == 3 ? 1 : 2;
	return add(l, t);
}

static bool lex_han(struct lexer *l)
{
	const struct word *best = NULL;
	size_t length = 0, n;

	for (size_t i = 0; i < sizeof HAN / sizeof *HAN; i++) {
		n = strlen(HAN[i].text);
		if (n > length && strncmp(l->p, HAN[i].text, n) == 0) {
			best = &HAN[i];
			length = n;
		}
	}
	if (best == NULL)
		return han_figure(l->p, &n) >= 0 && lex_han_number(l);
	l->p += length;
	return add(l, (struct token){ .class = best->class, .value = best->value });
}

/* False when the character at P is no sign. Two dots or more are a range. */
static bool lex_sign(struct lexer *l, bool *ok)
{
	const char *next = l->p;
	uint32_t cp = utf8_next(&next);

	for (size_t i = 0; i < sizeof SIGN / sizeof *SIGN; i++) {
		struct token t = { .class = SIGN[i].class };

		if (SIGN[i].cp != cp)
			continue;
		if (cp == '.' && *next == '.') {
			next += strspn(next, ".");
			t.class = 'r';
		}
		l->p = next;
		l->gap = l->gap || t.class == ' ';
		*ok = t.class == ' ' || add(l, t);
		return true;
	}
	return false;
}

static bool lex_one(struct lexer *l)
{
	bool ok = true;

	if (*l->p >= '0' && *l->p <= '9')
		return lex_figures(l);
	if (*l->p >= 'a' && *l->p <= 'z')
		return lex_latin(l);
	return lex_sign(l, &ok) ? ok : lex_han(l);
}

int when_lex(const char *typed, struct token out[WHEN_TOKENS])
{
	struct buf text = BUF_INIT;
	struct lexer l = { .out = out };
	bool ok = strlen(typed) <= WHEN_TYPED;

	utf8_fold(&text, typed);
	l.p = buf_str(&text);
	while (ok && *l.p)
		ok = lex_one(&l);
	buf_free(&text);
	return ok ? l.n : -1;
}
