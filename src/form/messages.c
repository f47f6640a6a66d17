#include "form/messages.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])
#define TEXT_MAX 600

const char *const message_words[] = {
	[MESSAGE_CLIENT] = "client",
	[MESSAGE_PATIENT] = "patient",
	[MESSAGE_ADDRESS_FORM] = "form_of_address",
	[MESSAGE_DAY] = "day",
	[MESSAGE_TIME] = "time",
	[MESSAGE_SERVICE] = "service",
	[MESSAGE_STAFF] = "staff",
	[MESSAGE_BRANCH] = "branch",
	[MESSAGE_ADDRESS] = "address",
	[MESSAGE_PHONE] = "phone",
	[MESSAGE_SITE] = "site",
	[MESSAGE_ADVICE] = "advice",
	[MESSAGE_TEXT] = "text",
	[MESSAGE_LIMIT] = "limit",
	[MESSAGE_WORDS] = NULL,
};

/* ---- words in braces ---- */

static int find_word(const char *word, size_t n)
{
	for (int i = 0; i < MESSAGE_WORDS; i++) {
		if (strlen(message_words[i]) == n && strncmp(message_words[i], word, n) == 0)
			return i;
	}
	return -1;
}

static void check_text(struct config_reader *r, const struct config_node *n, const char *text)
{
	for (const char *p = text; (p = strchr(p, '{')) != NULL;) {
		const char *end = strchr(++p, '}');
		char word[40], hint[96];
		if (end == NULL) {
			config_fault(r, n, tr("a { without its }"));
			return;
		}
		text_fmt(word, sizeof word, "%.*s", (int)(end - p < 39 ? end - p : 39), p);
		if (find_word(p, (size_t)(end - p)) < 0)
			config_fault(r, n, tr("nothing is known as {%s}%s"), word,
			    config_hint(config_near(word, message_words), hint, sizeof hint));
		p = end;
	}
}

/* A text in one language alone would go out in it to everybody: both, or one plain text. */
static void set_text(struct config_reader *r, struct label *l, const struct config_node *v)
{
	static const struct attr texts[] = {
		{ .name = "en", .type = ATTR_TEXT, .required = true, .max = TEXT_MAX,
		    AT(struct label, en) },
		{ .name = "zh", .type = ATTR_TEXT, .required = true, .max = TEXT_MAX,
		    AT(struct label, zh) },
	};
	if (config_node_type(v) != CONFIG_GROUP) {
		l->en = l->zh = config_node_text(v);
	} else if (!config_read_group(r, v, texts, COUNT(texts), l)) {
		return;
	}
	check_text(r, v, l->en);
	if (l->zh != l->en)
		check_text(r, v, l->zh);
}

static const char *in_language(const struct label *l, const char *language)
{
	const char *text = strcmp(language, "zh") == 0 ? l->zh : l->en;
	return text == NULL ? "" : text;
}

/* ---- reading ---- */

static void set_template_text(struct config_reader *r, void *t, const struct config_node *v)
{
	set_text(r, &((struct message_template *)t)->text, v);
}

static void set_to(struct config_reader *r, void *t, const struct config_node *v)
{
	static const char *const whom[] = { "client", "staff", NULL };
	const char *text = config_node_text(v);
	char hint[96];
	((struct message_template *)t)->staff = strcmp(text, whom[1]) == 0;
	if (strcmp(text, whom[0]) != 0 && strcmp(text, whom[1]) != 0)
		config_fault(r, v, tr("to = \"%.40s\" is not known%s"), text,
		    config_hint(config_near(text, whom), hint, sizeof hint));
}

static void set_asks(struct config_reader *r, void *t, const struct config_node *v)
{
	static const char *const what[] = { [ASKS_NOTHING] = "nothing", [ASKS_VISIT] = "visit",
		[ASKS_OFFER] = "offer", [ASKS_MOVE] = "move", [ASKS_VALUE] = "value",
		[ASKS_MARK] = "mark", NULL };
	const char *text = config_node_text(v);
	char hint[96];
	for (int i = 0; what[i] != NULL; i++) {
		if (strcmp(text, what[i]) == 0) {
			((struct message_template *)t)->asks = (enum message_asks)i;
			return;
		}
	}
	config_fault(r, v, tr("asks = \"%.40s\" is not known%s"), text,
	    config_hint(config_near(text, what), hint, sizeof hint));
}

static void set_purpose(struct config_reader *r, void *t, const struct config_node *v)
{
	static const char *const purposes[] = { "service", "marketing", NULL };
	const char *text = config_node_text(v);
	char hint[96];
	((struct message_template *)t)->marketing = strcmp(text, purposes[1]) == 0;
	if (strcmp(text, purposes[0]) != 0 && strcmp(text, purposes[1]) != 0)
		config_fault(r, v, tr("purpose = \"%.40s\" is not known%s"), text,
		    config_hint(config_near(text, purposes), hint, sizeof hint));
}

static const struct attr template_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 27,
	    AT(struct message_template, code),
	    .help = "what happened: booked, moved; staff- and the same for those who serve" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct message_template, label),
	    .help = "what lists call it" },
	{ .name = "to", .type = ATTR_TEXT, .set = set_to, .help = "client (unless said) or staff" },
	{ .name = "urgent", .type = ATTR_BOOL, AT(struct message_template, urgent),
	    .help = "leaves in the quiet hours too" },
	{ .name = "purpose", .type = ATTR_TEXT, .set = set_purpose,
	    .help = "service (unless said), or marketing: only to who wants news" },
	{ .name = "before_start", .type = ATTR_BOOL, AT(struct message_template, before_start),
	    .help = "of no use once the appointment has begun" },
	{ .name = "expires", .type = ATTR_INT, .max = 10080,
	    AT(struct message_template, expires_min),
	    .help = "minutes after which it is of no use any more" },
	{ .name = "asks", .type = ATTR_TEXT, .set = set_asks,
	    .help = "what an answer is about: visit (1 comes, 2 does not), offer, move, value" },
	{ .name = "neutral", .type = ATTR_BOOL, AT(struct message_template, neutral),
	    .help = "for those to whom the house must not be named: no signature" },
	{ .name = "text", .type = ATTR_LABEL, .required = true, .set = set_template_text,
	    .help = "what is said, in both languages, with words in braces" },
};

/* Words that say who writes. */
static bool names_house(const char *text)
{
	static const char *const words[] = { "{site}", "{branch}", "{address}", "{service}",
		"{advice}" };
	for (size_t i = 0; text != NULL && i < COUNT(words); i++) {
		if (strstr(text, words[i]) != NULL)
			return true;
	}
	return false;
}

static void read_template(struct config_reader *r, struct messages_file *f,
    const struct config_node *n)
{
	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a message is a group: { code = \"..\"; text = ..; }"));
		return;
	}
	struct message_template *m = &f->templates[f->n++];
	const struct config_node *code = config_node_get(n, "code");
	if (code != NULL && config_node_text(code) != NULL)
		text_fmt(r->what, sizeof r->what, tr("message \"%.40s\""), config_node_text(code));
	m->line = config_node_line(n);
	if (config_read_group(r, n, template_attrs, COUNT(template_attrs), m)) {
		const struct message_template *first = messages_find(f, m->code);
		if (first != NULL && first != m)
			config_fault(r, n, tr("stands twice (line %d)"), first->line);
		if (m->neutral && (names_house(m->text.en) || names_house(m->text.zh)))
			config_fault(r, n, tr("a neutral text names neither house nor service"));
	}
	r->what[0] = '\0';
}

static void set_messages(struct config_reader *r, void *t, const struct config_node *v)
{
	struct messages_file *f = t;
	f->templates = mem_array(config_node_count(v), sizeof *f->templates);
	for (size_t i = 0; i < config_node_count(v); i++)
		read_template(r, f, config_node_at(v, i));
}

static void set_address_text(struct config_reader *r, void *t, const struct config_node *v)
{
	set_text(r, &((struct message_address *)t)->text, v);
}

static const struct attr address_attrs[] = {
	{ .name = "gender", .type = ATTR_NAME, .required = true, AT(struct message_address, gender),
	    .help = "f, m or x" },
	{ .name = "text", .type = ATTR_LABEL, .required = true, .set = set_address_text,
	    .help = "how they are addressed" },
};

static void set_addresses(struct config_reader *r, void *t, const struct config_node *v)
{
	struct messages_file *f = t;
	f->addresses = mem_array(config_node_count(v), sizeof *f->addresses);
	for (size_t i = 0; i < config_node_count(v); i++) {
		const struct config_node *one = config_node_at(v, i);
		if (config_node_type(one) != CONFIG_GROUP)
			config_fault(r, one,
			    tr("a form of address is a group: { gender = \"f\"; text = ..; }"));
		else
			config_read_group(r, one, address_attrs, COUNT(address_attrs),
			    &f->addresses[f->naddresses++]);
	}
}

static void set_signature(struct config_reader *r, void *t, const struct config_node *v)
{
	set_text(r, &((struct messages_file *)t)->signature, v);
}

static const struct attr file_attrs[] = {
	{ .name = "signature", .type = ATTR_LABEL, .set = set_signature,
	    .help = "begins what goes to clients" },
	{ .name = "forms_of_address", .type = ATTR_LIST, .set = set_addresses,
	    .help = "how clients are addressed, by gender" },
	{ .name = "messages", .type = ATTR_LIST, .required = true, .set = set_messages,
	    .help = "the texts" },
};

static void free_target(void *target)
{
	messages_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct messages_file), .file_at = offsetof(struct messages_file, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs), .free = free_target,
};

enum err_code messages_load(const char *path, struct messages_file **out,
    struct fault_list *faults, struct err *e)
{
	*out = config_load(&kind, path, NULL, faults, e);
	return *out ? OK : e->code;
}

enum err_code messages_parse_text(const char *name, const char *text, size_t n,
    struct messages_file **out, struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, NULL, faults, e);
	return *out ? OK : e->code;
}

void messages_free(struct messages_file *f)
{
	if (f == NULL)
		return;
	mem_free(f->templates);
	mem_free(f->addresses);
	config_file_free(f->file);
	mem_free(f);
}

/* ---- use ---- */

const struct message_template *messages_find(const struct messages_file *f, const char *code)
{
	for (size_t i = 0; f != NULL && i < f->n; i++) {
		if (f->templates[i].code != NULL && strcmp(f->templates[i].code, code) == 0)
			return &f->templates[i];
	}
	return NULL;
}

const char *messages_address(const struct messages_file *f, const char *gender,
    const char *language)
{
	for (size_t i = 0; i < f->naddresses; i++) {
		if (strcmp(f->addresses[i].gender, gender) == 0)
			return in_language(&f->addresses[i].text, language);
	}
	return "";
}

/* A blank is left out at the beginning and after another one. */
static void put_char(struct buf *out, char c)
{
	if (c == ' ' && (out->n == 0 || out->s[out->n - 1] == ' '))
		return;
	buf_putc(out, c);
}

static void put_text(struct buf *out, const char *text, const char *const *values)
{
	for (const char *p = text; *p != '\0'; p++) {
		const char *end = *p == '{' && values != NULL ? strchr(p, '}') : NULL;
		int word = end == NULL ? -1 : find_word(p + 1, (size_t)(end - p - 1));
		if (word < 0) {
			put_char(out, *p);
			continue;
		}
		/* What stands for a word is text, also where it has braces itself. */
		if (values[word] != NULL)
			put_text(out, values[word], NULL);
		p = end;
	}
}

void messages_fill(const struct messages_file *f, const struct message_template *m,
    const char *language, const char *const values[MESSAGE_WORDS], struct buf *out)
{
	buf_clear(out);
	if (!m->staff && !m->neutral)
		put_text(out, in_language(&f->signature, language), values);
	put_text(out, in_language(&m->text, language), values);
	buf_trim(out);
}
