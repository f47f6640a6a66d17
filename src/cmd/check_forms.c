/* check-forms: every fault of every file of forms/; --strings: every text that people see. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "desk/rights.h"
#include "form/callbacks.h"
#include "form/checklists.h"
#include "form/fault.h"
#include "form/form_catalog.h"
#include "form/mapping.h"
#include "form/messages.h"
#include "form/complaints.h"
#include "form/plans.h"
#include "form/roles.h"
#include "form/scripts.h"
#include "form/segment.h"

static const struct arg table[] = {
	{ .name = "strings", .kind = ARG_SWITCH },
};

/* ---- faults ---- */

static const char **known_rights(void)
{
	const char **known = mem_array(rights_count + 1, sizeof *known);

	for (size_t i = 0; i < rights_count; i++)
		known[i] = rights[i].name;
	return known;
}

static enum err_code load_roles(const char *dir, struct fault_list *faults, struct err *e)
{
	const char **known = known_rights();
	struct roles_file *roles = NULL;
	struct buf path = BUF_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/roles.cfg", dir);
	rc = roles_load(path.s, (const char *const *)known, &roles, faults, e);
	roles_free(roles);
	buf_free(&path);
	mem_free(known);
	return rc;
}

static enum err_code load_messages(const char *dir, struct fault_list *faults, struct err *e)
{
	struct messages_file *messages = NULL;
	struct buf path = BUF_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/messages.cfg", dir);
	rc = messages_load(path.s, &messages, faults, e);
	messages_free(messages);
	buf_free(&path);
	return rc;
}

static enum err_code load_checklists(const char *dir, struct fault_list *faults, struct err *e)
{
	struct checklists_file *checklists = NULL;
	struct buf path = BUF_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/checklists.cfg", dir);
	rc = checklists_load(path.s, &checklists, faults, e);
	checklists_free(checklists);
	buf_free(&path);
	return rc;
}

static enum err_code load_plans(const char *dir, struct fault_list *faults, struct err *e)
{
	struct plans_file *plans = NULL;
	struct buf path = BUF_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/plans.cfg", dir);
	rc = plans_load(path.s, &plans, faults, e);
	plans_free(plans);
	buf_free(&path);
	return rc;
}

/* A script may name segments; whether there are such is known only when both were read. */
static void check_segment_words(const struct scripts_file *scripts,
    const struct segments_file *segments, struct fault_list *faults)
{
	const char *words[SEGMENTS_MAX + 1] = { NULL };
	char hint[96];

	for (size_t i = 0; i < segments->segments.n; i++)
		words[i] = segments->segments.v[i].code;
	for (size_t i = 0; i < scripts->n; i++)
		for (size_t k = 0; k < scripts->v[i].nsegments; k++) {
			const struct script_segment *s = &scripts->v[i].segment[k];

			if (!segment_rule_find(&segments->segments, s->segment))
				fault_add(faults, "scripts.cfg", s->line,
				    tr("segments.cfg has no segment \"%s\"%s"), s->segment,
				    config_hint(config_near(s->segment, words), hint,
					sizeof hint));
		}
}

static enum err_code load_scripts(const char *dir, struct fault_list *faults, struct err *e)
{
	struct segments_file *segments = NULL;
	struct scripts_file *scripts = NULL;
	struct buf path = BUF_INIT;
	struct err one = ERR_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/segments.cfg", dir);
	rc = segments_load(path.s, &segments, faults, e);
	buf_clear(&path);
	buf_printf(&path, "%s/scripts.cfg", dir);
	if (scripts_load(path.s, &scripts, faults, &one) != OK && rc == OK)
		rc = err_copy(e, &one);
	if (segments && scripts)
		check_segment_words(scripts, segments, faults);
	segments_free(segments);
	scripts_free(scripts);
	buf_free(&path);
	return rc;
}

/* A rule names words of other files; a house without such a file has none of them. */
struct named_in {
	struct segments_file *segments;
	struct scripts_file *scripts;
	struct messages_file *messages;
};

static void check_rule_words(const struct callback_rule *r, const struct named_in *in,
    struct fault_list *faults)
{
	if (in->scripts && r->script && !scripts_find(in->scripts, r->script))
		fault_add(faults, "callbacks.cfg", r->line,
		    tr("rule \"%s\": scripts.cfg has no script \"%s\""), r->code, r->script);
	if (in->messages && r->message && !messages_find(in->messages, r->message))
		fault_add(faults, "callbacks.cfg", r->line,
		    tr("rule \"%s\": messages.cfg has no message \"%s\""), r->code,
		    r->message);
}

/* The condition of a rule asks for segments as seg-WORD. */
struct asked_segment {
	const struct callback_rule *rule;
	const struct segments_file *segments;
	struct fault_list *faults;
};

static void check_segment_fact(void *arg, const char *name)
{
	const struct asked_segment *x = arg;
	size_t n = strlen(CALLBACK_SEGMENT_FACT);

	if (!strncmp(name, CALLBACK_SEGMENT_FACT, n) &&
	    !segment_rule_find(&x->segments->segments, name + n))
		fault_add(x->faults, "callbacks.cfg", x->rule->line,
		    tr("rule \"%s\": segments.cfg has no segment \"%s\""), x->rule->code,
		    name + n);
}

/* The faults of the other files are told when they are read themselves. */
static void open_named(const char *dir, struct named_in *in)
{
	struct fault_list known = { .n = 0 };
	struct err one = ERR_INIT, two = ERR_INIT, three = ERR_INIT;
	struct buf path = BUF_INIT;

	*in = (struct named_in){ .messages = NULL };
	buf_printf(&path, "%s/segments.cfg", dir);
	if (segments_load(path.s, &in->segments, &known, &one) != OK)
		in->segments = NULL;
	buf_clear(&path);
	buf_printf(&path, "%s/scripts.cfg", dir);
	if (scripts_load(path.s, &in->scripts, &known, &two) != OK)
		in->scripts = NULL;
	buf_clear(&path);
	buf_printf(&path, "%s/messages.cfg", dir);
	if (messages_load(path.s, &in->messages, &known, &three) != OK)
		in->messages = NULL;
	fault_list_free(&known);
	buf_free(&path);
}

static void check_callbacks(const char *dir, const struct callbacks_file *rules,
    struct fault_list *faults)
{
	struct named_in in;

	open_named(dir, &in);
	for (size_t i = 0; i < rules->n; i++) {
		struct asked_segment x = { .rule = &rules->v[i], .segments = in.segments,
			.faults = faults };

		check_rule_words(&rules->v[i], &in, faults);
		if (rules->v[i].when && in.segments)
			expr_names(rules->v[i].when, check_segment_fact, &x);
	}
	segments_free(in.segments);
	scripts_free(in.scripts);
	messages_free(in.messages);
}

static enum err_code load_callbacks(const char *dir, struct fault_list *faults, struct err *e)
{
	struct callbacks_file *callbacks = NULL;
	struct buf path = BUF_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/callbacks.cfg", dir);
	rc = callbacks_load(path.s, &callbacks, faults, e);
	if (rc == OK)
		check_callbacks(dir, callbacks, faults);
	callbacks_free(callbacks);
	buf_free(&path);
	return rc;
}

static enum err_code load_complaints(const char *dir, struct fault_list *faults, struct err *e)
{
	struct complaints_file *complaints = NULL;
	struct buf path = BUF_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/complaints.cfg", dir);
	rc = complaints_load(path.s, &complaints, faults, e);
	complaints_free(complaints);
	buf_free(&path);
	return rc;
}

/* Files that a site may do without. */
static enum err_code (*const others[])(const char *dir, struct fault_list *faults,
    struct err *e) = { load_messages, load_checklists, load_plans, load_scripts,
	load_callbacks, load_complaints };

static enum err_code load_all(const char *dir, struct fault_list *faults, struct err *e)
{
	struct form_catalog *forms = NULL;
	struct mapping_set mappings = { .n = 0 };
	struct err one = ERR_INIT;
	enum err_code rc = form_catalog_open(dir, &forms, faults, e);

	form_catalog_free(forms);
	if (rc != OK && rc != ERR_CONFIG)
		return rc;
	if (load_roles(dir, faults, &one) != OK && one.code != ERR_CONFIG)
		return err_copy(e, &one);
	err_clear(&one);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (others[i](dir, faults, &one) != OK && one.code != ERR_CONFIG &&
		    one.code != ERR_NOTFOUND)
			return err_copy(e, &one);
		err_clear(&one);
	}
	if (mapping_set_load(dir, &mappings, faults, &one) != OK && one.code != ERR_CONFIG)
		rc = err_copy(e, &one);
	mapping_set_free(&mappings);
	return rc;
}

static void print_faults(struct cmd_context *c, const struct fault_list *faults)
{
	for (size_t i = 0; i < faults->n; i++)
		say_aside(c, "%s:%d: %s", faults->v[i].file, faults->v[i].line, faults->v[i].text);
	if (faults->more)
		say_aside(c, tr("and %zu more"), faults->more);
}

static enum err_code check(struct cmd_context *c, struct err *e)
{
	struct fault_list faults = { .n = 0 };
	enum err_code rc = load_all(c->forms_dir, &faults, e);

	print_faults(c, &faults);
	if (faults.n) {
		err_clear(e);
		rc = err_set(e, ERR_CONFIG,
		    trn("%zu fault in %s. Mend it there.", "%zu faults in %s. Mend them there.",
			(long)faults.n),
		    faults.n + faults.more, c->forms_dir);
	} else if (rc == OK) {
		say(c, tr("The files in %s are in order."), c->forms_dir);
	}
	fault_list_free(&faults);
	return rc;
}

/* ---- texts ---- */

/* Reads a C literal at P, escapes as they stand but for \" and \\; moves P behind it. */
static void take_literal(const char **p, struct buf *out)
{
	buf_clear(out);
	for ((*p)++; **p && **p != '"'; (*p)++) {
		if (**p == '\\' && ((*p)[1] == '"' || (*p)[1] == '\\'))
			(*p)++;
		buf_putc(out, **p);
	}
	if (**p)
		(*p)++;
}

/* From `#line N "file"` and `N_("text");` to `file:N<tab>text`. */
static void print_strings(struct cmd_context *c, const char *source)
{
	struct buf file = BUF_INIT, text = BUF_INIT;
	long line = 0;

	for (const char *p = source; p && *p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL) {
		const char *quote = strchr(p, '"');

		if (!quote)
			break;
		if (!strncmp(p, "#line ", 6)) {
			line = strtol(p + 6, NULL, 10);
			take_literal(&quote, &file);
			p = quote;
		} else if (!strncmp(p, "N_(", 3)) {
			take_literal(&quote, &text);
			fprintf(c->out, "%s:%ld\t%s\n", file.s, line, text.s);
			p = quote;
		}
	}
	buf_free(&file);
	buf_free(&text);
}

static enum err_code strings(struct cmd_context *c, struct err *e)
{
	struct fault_list faults = { .n = 0 };
	struct buf source = BUF_INIT;
	enum err_code rc = forms_strings(c->forms_dir, &source, &faults, e);

	if (rc == OK)
		print_strings(c, source.s);
	print_faults(c, &faults);
	buf_free(&source);
	fault_list_free(&faults);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *args = c->args;

	(void)argc;
	(void)argv;
	return args[0].given ? strings(c, e) : check(c, e);
}

const struct cmd cmd_check_forms = {
	.name = "check-forms",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Names every fault of every form file; --strings lists the texts people see."),
	.needs = CMD_FORMS,
	.run = run,
};
