#include "form/scripts.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])
#define LINE_MAX_BYTES 300

const char *const script_words[] = {
	[SCRIPT_CLIENT] = "client",
	[SCRIPT_PATIENT] = "patient",
	[SCRIPT_ADDRESS_FORM] = "form_of_address",
	[SCRIPT_STAFF] = "staff",
	[SCRIPT_SERVICE] = "service",
	[SCRIPT_DAY] = "day",
	[SCRIPT_WHEN] = "when",
	[SCRIPT_DAYS] = "days",
	[SCRIPT_PHONE] = "phone",
	[SCRIPT_HOUSE] = "house",
	[SCRIPT_WORDS] = NULL,
};

/* ---- words in braces ---- */

static int word_at(const char *p, size_t n)
{
	int i = 0;

	while (script_words[i] && (strlen(script_words[i]) != n || strncmp(script_words[i], p, n)))
		i++;
	return script_words[i] ? i : -1;
}

/* HOUSE: the name of the house may be said. */
static void check_line(struct config_reader *r, const struct config_node *n, const char *text,
    bool house)
{
	char name[40], hint[96];

	for (const char *p = strchr(text, '{'); p; p = strchr(p, '{')) {
		size_t len = strcspn(++p, "}");
		int word = word_at(p, len);

		text_fmt(name, sizeof name, "%.*s", (int)(len < 39 ? len : 39), p);
		if (!p[len])
			config_fault(r, n, tr("a { without its }"));
		else if (word < 0)
			config_fault(r, n, tr("nothing is known as {%s}%s"), name,
			    config_hint(config_near(name, script_words), hint, sizeof hint));
		else if (word == SCRIPT_HOUSE && !house)
			config_fault(r, n, tr("{house} stands in \"opening\" only: the others are "
			    "also said to those who must not hear it"));
	}
}

/* ---- openings ---- */

static void read_opening(struct config_reader *r, struct label *l, const struct config_node *v,
    bool house)
{
	static const struct attr both[] = {
		{ .name = "en", .type = ATTR_TEXT, .required = true, .min = 1,
		    .max = LINE_MAX_BYTES, AT(struct label, en) },
		{ .name = "zh", .type = ATTR_TEXT, .required = true, .min = 1,
		    .max = LINE_MAX_BYTES, AT(struct label, zh) },
	};

	if (!config_read_group(r, v, both, COUNT(both), l))
		return;
	check_line(r, v, l->en, house);
	check_line(r, v, l->zh, house);
}

static void set_opening(struct config_reader *r, void *file, const struct config_node *v)
{
	read_opening(r, &((struct scripts_file *)file)->opening, v, true);
}

static void set_quiet(struct config_reader *r, void *file, const struct config_node *v)
{
	read_opening(r, &((struct scripts_file *)file)->quiet_opening, v, false);
}

static void set_patient(struct config_reader *r, void *file, const struct config_node *v)
{
	read_opening(r, &((struct scripts_file *)file)->patient_opening, v, false);
}

static void set_own_opening(struct config_reader *r, void *script, const struct config_node *v)
{
	read_opening(r, &((struct script *)script)->opening, v, true);
}

/* ---- lines ---- */

static void read_lines(struct config_reader *r, struct config_words *out,
    const struct config_node *v)
{
	static const struct attr lines = { .name = "lines", .type = ATTR_WORDS };

	if (!config_read_value(r, v, &lines, out))
		return;
	if (out->n < 1 || out->n > SCRIPT_LINES)
		config_fault(r, v, tr("a script has 1 to %d lines"), SCRIPT_LINES);
	for (size_t i = 0; i < out->n; i++) {
		if (!out->v[i][0] || strlen(out->v[i]) > LINE_MAX_BYTES)
			config_fault(r, v, tr("a line has 1 to %d bytes"), LINE_MAX_BYTES);
		check_line(r, v, out->v[i], false);
	}
}

static void set_en(struct config_reader *r, void *script, const struct config_node *v)
{
	read_lines(r, &((struct script *)script)->text.en, v);
}

static void set_zh(struct config_reader *r, void *script, const struct config_node *v)
{
	read_lines(r, &((struct script *)script)->text.zh, v);
}

static void set_segment_en(struct config_reader *r, void *s, const struct config_node *v)
{
	read_lines(r, &((struct script_segment *)s)->text.en, v);
}

static void set_segment_zh(struct config_reader *r, void *s, const struct config_node *v)
{
	read_lines(r, &((struct script_segment *)s)->text.zh, v);
}

/* Said in one language alone, half the clients would hear nothing. */
static void check_both(struct config_reader *r, const struct config_node *n,
    const struct script_text *t)
{
	if (!t->en.n != !t->zh.n)
		config_fault(r, n, tr("lines in one language alone: en and zh are both needed"));
}

static const struct attr segment_attrs[] = {
	{ .name = "segment", .type = ATTR_NAME, .required = true, .max = 27,
	    AT(struct script_segment, segment), .help = "word of forms/segments.cfg" },
	{ .name = "en", .type = ATTR_WORDS, .set = set_segment_en, .help = "the lines in English" },
	{ .name = "zh", .type = ATTR_WORDS, .set = set_segment_zh, .help = "the lines in Chinese" },
};

static void set_segments(struct config_reader *r, void *target, const struct config_node *v)
{
	struct script *s = target;

	s->segment = mem_array(config_node_count(v), sizeof *s->segment);
	for (size_t i = 0; i < config_node_count(v); i++) {
		const struct config_node *one = config_node_at(v, i);
		struct script_segment *part = &s->segment[s->nsegments];

		if (config_node_type(one) != CONFIG_GROUP) {
			config_fault(r, one,
			    tr("a segment is a group: { segment = \"..\"; en = [..]; .. }"));
			continue;
		}
		s->nsegments++;
		part->line = config_node_line(one);
		config_read_group(r, one, segment_attrs, COUNT(segment_attrs), part);
		check_both(r, one, &part->text);
		for (size_t k = 0; part->segment && k + 1 < s->nsegments; k++)
			if (s->segment[k].segment && !strcmp(s->segment[k].segment, part->segment))
				config_fault(r, one, tr("segment \"%s\" stands twice (line %d)"),
				    part->segment, s->segment[k].line);
	}
}

/* ---- one script ---- */

static const struct attr script_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 39, AT(struct script, code),
	    .help = "the word by which a rule of callbacks.cfg asks for it" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct script, label),
	    .help = "what the screen calls it" },
	{ .name = "opening", .type = ATTR_GROUP, .set = set_own_opening,
	    .help = "instead of the file's: { en = ..; zh = ..; }" },
	{ .name = "en", .type = ATTR_WORDS, .required = true, .set = set_en,
	    .help = "the lines in English" },
	{ .name = "zh", .type = ATTR_WORDS, .required = true, .set = set_zh,
	    .help = "the lines in Chinese" },
	{ .name = "segments", .type = ATTR_LIST, .set = set_segments,
	    .help = "lines of their own for clients of a segment" },
};

static void read_script(struct config_reader *r, struct scripts_file *f,
    const struct config_node *n)
{
	const struct config_node *code = config_node_get(n, "code");
	struct script *s = &f->v[f->n];
	const struct script *first;

	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a script is a group: { code = \"..\"; en = [..]; .. }"));
		return;
	}
	f->n++;
	s->line = config_node_line(n);
	if (code && config_node_text(code))
		text_fmt(r->what, sizeof r->what, tr("script \"%.40s\""), config_node_text(code));
	if (config_read_group(r, n, script_attrs, COUNT(script_attrs), s)) {
		first = scripts_find(f, s->code);
		if (first && first != s)
			config_fault(r, n, tr("stands twice (line %d)"), first->line);
	}
	r->what[0] = '\0';
}

static void set_scripts(struct config_reader *r, void *file, const struct config_node *v)
{
	struct scripts_file *f = file;

	f->v = mem_array(config_node_count(v), sizeof *f->v);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_script(r, f, config_node_at(v, i));
}

/* ---- the file ---- */

static const struct attr file_attrs[] = {
	{ .name = "opening", .type = ATTR_GROUP, .required = true, .set = set_opening,
	    .help = "how a call begins" },
	{ .name = "quiet_opening", .type = ATTR_GROUP, .required = true, .set = set_quiet,
	    .help = "the same to those who must not be told who is calling" },
	{ .name = "patient_opening", .type = ATTR_GROUP, .set = set_patient,
	    .help = "follows where a child or a pet was treated" },
	{ .name = "scripts", .type = ATTR_LIST, .required = true, .set = set_scripts,
	    .help = "what is said, by occasion" },
};

static void free_target(void *target)
{
	scripts_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct scripts_file), .file_at = offsetof(struct scripts_file, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs), .free = free_target,
};

enum err_code scripts_load(const char *path, struct scripts_file **out, struct fault_list *faults,
    struct err *e)
{
	*out = config_load(&kind, path, NULL, faults, e);
	return *out ? OK : e->code;
}

enum err_code scripts_parse_text(const char *name, const char *text, size_t n,
    struct scripts_file **out, struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, NULL, faults, e);
	return *out ? OK : e->code;
}

static void free_text(struct script_text *t)
{
	config_words_free(&t->en);
	config_words_free(&t->zh);
}

void scripts_free(struct scripts_file *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++) {
		free_text(&f->v[i].text);
		for (size_t k = 0; k < f->v[i].nsegments; k++)
			free_text(&f->v[i].segment[k].text);
		mem_free(f->v[i].segment);
	}
	mem_free(f->v);
	config_file_free(f->file);
	mem_free(f);
}

/* ---- use ---- */

const struct script *scripts_find(const struct scripts_file *f, const char *code)
{
	for (size_t i = 0; f && i < f->n; i++)
		if (f->v[i].code && !strcmp(f->v[i].code, code))
			return &f->v[i];
	return NULL;
}

static const struct script_segment *own_lines(const struct script *s, const char *word, size_t n)
{
	for (size_t i = 0; i < s->nsegments; i++)
		if (strlen(s->segment[i].segment) == n && !strncmp(s->segment[i].segment, word, n))
			return &s->segment[i];
	return NULL;
}

const struct script_text *script_pick(const struct script *s, const char *segments,
    const char **segment)
{
	for (const char *p = segments; *(p += strspn(p, " "));) {
		size_t n = strcspn(p, " ");
		const struct script_segment *own = own_lines(s, p, n);

		if (own) {
			*segment = own->segment;
			return &own->text;
		}
		p += n;
	}
	*segment = "";
	return &s->text;
}

void script_fill(const char *line, const char *const values[SCRIPT_WORDS], struct buf *out)
{
	buf_clear(out);
	for (const char *p = line; *p; p++) {
		size_t len = *p == '{' ? strcspn(p + 1, "}") : 0;
		int word = len && p[1 + len] ? word_at(p + 1, len) : -1;

		if (word >= 0) {
			buf_puts(out, values[word]);
			p += len + 1;
		} else if (*p != ' ' || (out->n && out->s[out->n - 1] != ' ')) {
			buf_putc(out, *p);
		}
	}
}
