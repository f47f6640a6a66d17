#include "desk/script.h"

#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/branch.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/outbox.h"
#include "desk/segment.h"
#include "form/messages.h"
#include "form/scripts.h"
#include "form/segment.h"
#include "desk/messages/outbox_priv.h"
#include "desk/clients/segment_priv.h"

/* ---- words ---- */

/* What it is about in LANGUAGE: that of the client in the lines, of the screen above them. */
static const char *service_in(const struct script_call *c, const char *language)
{
	return c->service_en && c->service_en[0] && !strcmp(language, "en") ? c->service_en :
	    c->service;
}

struct day_words {
	char day[48], when[64], days[12];
};

/* What happened on DAY, said on TODAY: a line that is true on any day on which the call is made. */
static void say_when(int32_t day, int32_t today, const char *language, char *out, size_t size)
{
	static const char *const near[][2] = { { "today", "今天" }, { "yesterday", "昨天" },
		{ "the day before yesterday", "前天" } };
	static const char *const zh[] = { "", "周一", "周二", "周三", "周四", "周五", "周六",
		"周日" };
	static const char *const en[] = { "", "Monday", "Tuesday", "Wednesday", "Thursday",
		"Friday", "Saturday", "Sunday" };
	bool in_zh = !strcmp(language, "zh");
	char date[48];

	if (day <= today && today - day < (int)(sizeof near / sizeof *near))
		text_copy(out, size, near[today - day][in_zh]);
	else if (day < today && today - day < 7)
		text_fmt(out, size, in_zh ? "%s" : "on %s",
		    (in_zh ? zh : en)[day_weekday(day)]);
	else
		text_fmt(out, size, in_zh ? "%s" : "on %s",
		    told_day_text(day, language, date, sizeof date));
}

static void say_day(const struct desk *d, int64_t at, const char *language, struct day_words *out)
{
	int32_t day = zone_local(d->zone, at).day, today = desk_today(d);

	told_day_text(day, language, out->day, sizeof out->day);
	say_when(day, today, language, out->when, sizeof out->when);
	text_fmt(out->days, sizeof out->days, "%d", today > day ? today - day : 0);
}

/* As in messages: who is known by an alias is addressed by it alone. */
static void fill_words(struct desk *d, const struct script_call *c, struct told *x,
    const char *language, struct day_words *day, const char *values[SCRIPT_WORDS])
{
	told_fill(d, x, language);
	if (c->at)
		say_day(d, c->at, language, day);
	values[SCRIPT_CLIENT] = x->client;
	values[SCRIPT_ADDRESS_FORM] = x->value[MESSAGE_ADDRESS_FORM];
	values[SCRIPT_STAFF] = d->staff_name;
	values[SCRIPT_SERVICE] = service_in(c, language);
	values[SCRIPT_DAY] = day->day;
	values[SCRIPT_WHEN] = day->when;
	values[SCRIPT_DAYS] = day->days;
	values[SCRIPT_PHONE] = x->branch.phone;
	values[SCRIPT_HOUSE] = x->value[MESSAGE_BRANCH];
}

/* ---- which lines ---- */

static void put_line(struct script_said *out, const char *line, const char *const *values)
{
	struct buf text = BUF_INIT;

	script_fill(line, values, &text);
	out->line[out->n++] = buf_take(&text);
}

/* The caller says at once whom it is about. */
static void put_opening(const char *line, const char *about, const char *const *values,
    struct script_said *out)
{
	struct buf both = BUF_INIT;

	buf_printf(&both, "%s%s%s", line, about ? " " : "", about ? about : "");
	put_line(out, buf_str(&both), values);
	buf_free(&both);
}

static void put_lines(const struct scripts_file *f, const struct script *s,
    const struct script_text *text, bool zh, const char *const *values, struct script_said *out)
{
	const struct label *about = &f->patient_opening;
	const struct label *opening = out->quiet ? &f->quiet_opening :
	    s->opening.en ? &s->opening : &f->opening;
	const struct config_words *lines = zh ? &text->zh : &text->en;

	out->line = mem_array(lines->n + 1, sizeof *out->line);
	put_opening(zh ? opening->zh : opening->en,
	    !out->whom[0] ? NULL : zh ? about->zh : about->en, values, out);
	for (size_t i = 0; i < lines->n; i++)
		put_line(out, lines->v[i], values);
}

/* The word of the segment that counts most. */
static void first_word(const char *segments, char *out, size_t size)
{
	segments += strspn(segments, " ");
	text_fmt(out, size, "%.*s", (int)strcspn(segments, " "), segments);
}

/* Said also where the segment has no lines of its own. */
static void set_focus(const struct desk *d, const char *word, struct script_said *out)
{
	const struct segment_rule *r = d->segments ?
	    segment_rule_find(&d->segments->segments, word) : NULL;

	text_copy(out->focus, sizeof out->focus, r ? label_text(&r->measure) : "");
}

static void set_title(const struct desk *d, const struct script_call *c, const struct script *s,
    const char *segment, struct script_said *out)
{
	const char *service = service_in(c, tr_language());
	struct buf title = BUF_INIT;

	if (out->whom[0])
		buf_printf(&title, "%s, ", out->whom);
	if (service && service[0])
		buf_printf(&title, "%s, ", service);
	buf_puts(&title, label_text(&s->label));
	if (segment[0])
		buf_printf(&title, ", %s", segment_text(d, segment));
	text_copy(out->title, sizeof out->title, buf_str(&title));
	buf_free(&title);
}

static enum err_code load_segments(struct desk *d, const struct script_call *c, char *out,
    size_t size, struct err *e)
{
	struct client_class found = { .at = 0 };
	enum err_code rc = OK;

	if (!c->segments && c->client_id)
		rc = segment_of(d, c->client_id, &found, e);
	text_copy(out, size, c->segments ? c->segments : found.segments);
	return rc;
}

enum err_code script_lines(struct desk *d, const struct script_call *c, struct script_said *out,
    struct err *e)
{
	const struct script *s = scripts_find(d->scripts, c->script);
	const char *values[SCRIPT_WORDS] = { NULL }, *segment, *language;
	const struct script_text *text;
	struct day_words day = { .day = "" };
	char segments[200];
	struct told x = { .client_id = 0 };
	enum err_code rc;

	*out = (struct script_said){ .n = 0 };
	if (!s)
		return err_set(e, ERR_NOTFOUND, tr("There is no script \"%s\" in scripts.cfg."),
		    c->script);
	rc = load_segments(d, c, segments, sizeof segments, e);
	if (rc == OK && c->client_id)
		rc = told_load(d, &(struct tell_about){ .client_id = c->client_id }, &x, e);
	else if (rc == OK)
		rc = branch_get(d->store, d->branch_id, &x.branch, e);
	if (rc != OK)
		return rc;
	language = c->language ? c->language : c->client_id ? told_language(&x) : tr_language();
	out->quiet = segment_in(x.flags, "quiet");
	text = script_pick(s, segments, &segment);
	first_word(segments, out->segment, sizeof out->segment);
	set_focus(d, out->segment, out);
	out->general = out->segment[0] && !segment[0];
	cover_dependant(d, c->client_id, c->dependant_id, out->whom, sizeof out->whom);
	set_title(d, c, s, segment, out);
	fill_words(d, c, &x, language, &day, values);
	values[SCRIPT_PATIENT] = out->whom[0] ? out->whom : x.client;
	put_lines(d->scripts, s, text, !strcmp(language, "zh"), values, out);
	return OK;
}

void script_said_free(struct script_said *s)
{
	for (size_t i = 0; i < s->n; i++)
		mem_free(s->line[i]);
	mem_free(s->line);
	*s = (struct script_said){ .n = 0 };
}

char *script_remark(const struct script_said *s, const char *rule, int line, char *out,
    size_t size)
{
	if (!s->general)
		return text_copy(out, size, "");
	return text_fmt(out, size,
	    tr("Rule %s has no script for segment \"%s\": general one used (callbacks.cfg:%d)."),
	    rule, s->segment, line);
}
