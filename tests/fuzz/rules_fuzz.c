/* Any text as a file of what a house decides for itself (plans, complaints, messages, scripts,
 * segments): read or refused with its faults, one or the other; what was read can be looked up,
 * filled with any words, and asked with any figures. */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "form/complaints.h"
#include "form/config_file.h"
#include "form/messages.h"
#include "form/plans.h"
#include "form/scripts.h"
#include "form/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Refused without a reason, or taken with faults: neither can be. */
static void check(enum err_code rc, const void *out, struct fault_list *faults)
{
	bool good = rc == OK;

	if (good != (out != NULL) || good != (faults->n == 0))
		abort();
	fault_list_free(faults);
}

static void read_plans(const char *text, size_t n)
{
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct plans_file *f = NULL;

	check(plans_parse_text("p", text, n, &f, &faults, &e), f, &faults);
	for (size_t i = 0; f && i < f->n; i++)
		if (plans_find(f, f->v[i].code) != &f->v[i])
			abort();
	plans_free(f);
}

static void read_complaints(const char *text, size_t n)
{
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct complaints_file *f = NULL;

	check(complaints_parse_text("c", text, n, &f, &faults, &e), f, &faults);
	if (f && complaints_kind(f, "no-such-kind"))
		abort();
	complaints_free(f);
}

/* The words that go in are written by clients, too. */
static void read_messages(const char *text, size_t n)
{
	const char *words[MESSAGE_WORDS] = { "{client}", "%n%s", "{", "", "}{" };
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct messages_file *f = NULL;
	struct buf out = BUF_INIT;

	check(messages_parse_text("m", text, n, &f, &faults, &e), f, &faults);
	for (size_t i = 0; f && i < f->n; i++) {
		messages_fill(f, &f->templates[i], "zh", words, &out);
		messages_fill(f, &f->templates[i], "en", words, &out);
	}
	if (f)
		(void)messages_address(f, "f", "en");
	buf_free(&out);
	messages_free(f);
}

static void fill_lines(const struct config_words *lines)
{
	const char *words[SCRIPT_WORDS] = { "{client}", "%n%s", "{", "" };
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < lines->n; i++)
		script_fill(lines->v[i], words, &out);
	buf_free(&out);
}

static void read_scripts(const char *text, size_t n)
{
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct scripts_file *f = NULL;
	const char *segment;

	check(scripts_parse_text("s", text, n, &f, &faults, &e), f, &faults);
	for (size_t i = 0; f && i < f->n; i++) {
		const struct script_text *x = script_pick(&f->v[i], "new  high-spend ", &segment);

		if (scripts_find(f, f->v[i].code) != &f->v[i])
			abort();
		fill_lines(&x->en);
		fill_lines(&x->zh);
	}
	scripts_free(f);
}

static void ask(const struct segment_rules *rules)
{
	const char *figures[SEGMENT_FIGURES] = { "", "-1", "99999999999999999999", "x",
		"0.5" };

	for (size_t i = SEGMENT_REFERRED; i < SEGMENT_FIGURES; i++)
		figures[i] = "";
	for (size_t i = 0; i < rules->n; i++) {
		if (segment_rule_find(rules, rules->v[i].code) != &rules->v[i])
			abort();
		(void)segment_rule_holds(&rules->v[i], figures);
	}
}

static void read_segments(const char *text, size_t n)
{
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct segments_file *f = NULL;

	check(segments_parse_text("s", text, n, &f, &faults, &e), f, &faults);
	if (f) {
		ask(&f->tiers);
		ask(&f->growth);
		ask(&f->segments);
	}
	segments_free(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	read_plans(text, size);
	read_complaints(text, size);
	read_messages(text, size);
	read_scripts(text, size);
	read_segments(text, size);
	return 0;
}
