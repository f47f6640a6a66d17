#include "form/callbacks.h"

#include <string.h>

#include "base/mem.h"
#include "base/tr.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNT(a) (sizeof (a) / sizeof (a)[0])

/* What happens in the house. `hand` is what a person asks for; it has at most one rule, for its
 * script and priority. */
const char *const callback_events[] = { "treated", "bought-first", "using", "finished", "goods-out",
	"consulted", "booked-deposit", "noshow", "test-cycle", "survey", "top-ten", "partner",
	"indicator", "complaint", "promise", "growth", "hand", NULL };
const char *const callback_roles[] = { "service", "consultant", "nurse", "expert", NULL };
const char *const callback_channels[] = { "call", "message", "mail", "face", "visit", NULL };
/* first, tailored, partner: 1 or 0; service: its code; kind: word of the event; branch: its code;
 * branch_kind: direct, franchise, partner; pet: 1 where a dependant is the one treated. */
const char *const callback_facts[] = { "first", "service", "kind", "tailored", "branch",
	"branch_kind", "dependant", NULL };

/* ---- words ---- */

/* The word of WORDS that the text is, NULL with a fault. */
static const char *known_word(struct config_reader *r, const struct config_node *v,
    const char *const *words)
{
	const char *text = config_node_text(v);
	const char *near = config_near(text, words);
	char hint[96];

	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], text))
			return words[i];
	config_fault(r, v, tr("%s \"%.40s\" is not known%s"), config_node_name(v), text,
	    config_hint(near, hint, sizeof hint));
	return NULL;
}

static void set_event(struct config_reader *r, void *target, const struct config_node *v)
{
	((struct callback_rule *)target)->event = known_word(r, v, callback_events);
}

static void set_role(struct config_reader *r, void *target, const struct config_node *v)
{
	((struct callback_rule *)target)->role = known_word(r, v, callback_roles);
}

static void set_channel(struct config_reader *r, void *target, const struct config_node *v)
{
	((struct callback_rule *)target)->channel = known_word(r, v, callback_channels);
}

static void read_delay(struct config_reader *r, const struct config_node *v, struct delay *out)
{
	if (!delay_parse(config_node_text(v), out))
		config_fault(r, v,
		    tr("%s = \"%.20s\" is no delay: 30min, 2h, 3d, 1m (months), to five years"),
		    config_node_name(v), config_node_text(v));
}

static void set_from(struct config_reader *r, void *target, const struct config_node *v)
{
	read_delay(r, v, &((struct callback_rule *)target)->from);
}

static void set_by(struct config_reader *r, void *target, const struct config_node *v)
{
	read_delay(r, v, &((struct callback_rule *)target)->by);
}

static void set_expire(struct config_reader *r, void *target, const struct config_node *v)
{
	struct delay *d = &((struct callback_rule *)target)->expire;

	read_delay(r, v, d);
	if (d->unit == DELAY_MIN || d->unit == DELAY_HOUR)
		config_fault(r, v, tr("expire counts in days or months, from the last day"));
}

/* "30min", "2h", "none". */
static int read_announce(struct config_reader *r, const struct config_node *v)
{
	struct delay x;
	int min;

	if (!strcmp(config_node_text(v), "none"))
		return CALL_ANNOUNCE_NONE;
	if (delay_parse(config_node_text(v), &x) && (x.unit == DELAY_MIN || x.unit == DELAY_HOUR)) {
		min = x.unit == DELAY_HOUR ? x.n * 60 : x.n;
		if (min <= CALL_ANNOUNCE_MAX)
			return min;
	}
	config_fault(r, v, tr("announce = \"%.20s\" is no time before a call: 30min, 2h, at most "
	    "12h, or none"), config_node_text(v));
	return CALL_ANNOUNCE_NONE;
}

static void set_announce(struct config_reader *r, void *target, const struct config_node *v)
{
	((struct callback_rule *)target)->announce_min = read_announce(r, v);
}

/* ---- the condition ---- */

struct condition {
	struct config_reader *r;
	const struct config_node *node;
};

static void check_fact(void *arg, const char *name)
{
	const struct condition *x = arg;
	char hint[96];

	for (int i = 0; callback_facts[i]; i++)
		if (!strcmp(callback_facts[i], name))
			return;
	if (!strncmp(name, CALLBACK_SEGMENT_FACT, strlen(CALLBACK_SEGMENT_FACT)))
		return;
	config_fault(x->r, x->node, tr("nothing is known as %.40s%s"), name,
	    config_hint(config_near(name, callback_facts), hint, sizeof hint));
}

static void set_when(struct config_reader *r, void *target, const struct config_node *v)
{
	struct callback_rule *c = target;
	struct condition x = { .r = r, .node = v };
	struct err e = ERR_INIT;

	expr_free(c->when);
	c->when = NULL;
	if (expr_parse(config_node_text(v), &c->when, &e) != OK)
		config_fault(r, v, "%s", e.text);
	else
		expr_names(c->when, check_fact, &x);
}

/* ---- one rule ---- */

static const struct attr rule_attrs[] = {
	{ .name = "code", .type = ATTR_NAME, .required = true, .max = 31,
	    AT(struct callback_rule, code), .help = "what is stored; never changed later" },
	{ .name = "label", .type = ATTR_LABEL, .required = true, AT(struct callback_rule, label),
	    .help = "what lists call it" },
	{ .name = "event", .type = ATTR_TEXT, .required = true, .set = set_event,
	    .help = "what happened" },
	{ .name = "when", .type = ATTR_TEXT, .max = EXPR_MAX - 1, .set = set_when,
	    .help = "only where this is so: first = 1 and kind != stopped" },
	{ .name = "role", .type = ATTR_TEXT, .required = true, .set = set_role,
	    .help = "whose it is: service, consultant, nurse, expert" },
	{ .name = "personal", .type = ATTR_BOOL, AT(struct callback_rule, personal),
	    .help = "given to the person whom the event names" },
	{ .name = "from", .type = ATTR_TEXT, .set = set_from,
	    .help = "not before: 0min unless said" },
	{ .name = "by", .type = ATTR_TEXT, .required = true, .set = set_by,
	    .help = "at the latest: 2h, 3d, 1m" },
	{ .name = "channel", .type = ATTR_TEXT, .required = true, .set = set_channel,
	    .help = "call, message, mail, face, visit" },
	{ .name = "script", .type = ATTR_NAME, .max = 39, AT(struct callback_rule, script),
	    .help = "what is said: code of scripts.cfg" },
	{ .name = "message", .type = ATTR_NAME, .max = 27, AT(struct callback_rule, message),
	    .help = "template of messages.cfg" },
	{ .name = "asks", .type = ATTR_BOOL, AT(struct callback_rule, asks),
	    .help = "satisfaction is asked" },
	{ .name = "limit_beats_windows", .type = ATTR_BOOL,
	    AT(struct callback_rule, limit_beats_windows),
	    .help = "message at once, call at the nearest allowed minute" },
	{ .name = "priority", .type = ATTR_INT, .min = 1, .max = 5,
	    AT(struct callback_rule, priority), .help = "1 is the first, 3 unless said" },
	{ .name = "expire", .type = ATTR_TEXT, .set = set_expire,
	    .help = "of no use so long after the last day: 14d unless said" },
	{ .name = "announce", .type = ATTR_TEXT, .set = set_announce,
	    .help = "a message so long before the call, or none: as the file says" },
};

static bool is_exact(struct delay x)
{
	return x.unit == DELAY_MIN || x.unit == DELAY_HOUR;
}

/* Days at the least and at the most: two delays of different units can be compared by them. */
static long least_min(struct delay x)
{
	static const long unit[] = { [DELAY_MIN] = 1, [DELAY_HOUR] = 60, [DELAY_DAY] = 1440,
		[DELAY_MONTH] = 28 * 1440 };

	return x.n * unit[x.unit];
}

/* What must agree among the settings of one rule. */
static void check_rule(struct config_reader *r, const struct callback_rule *c,
    const struct config_node *n)
{
	if (c->from.n && is_exact(c->from) != is_exact(c->by))
		config_fault(r, n, tr("from and by are both times (min, h) or both days (d, m)"));
	else if (least_min(c->from) > least_min(c->by))
		config_fault(r, n, tr("from lies behind by"));
	if (c->limit_beats_windows && (!is_exact(c->by) || strcmp(c->channel, "call") != 0))
		config_fault(r, n,
		    tr("limit_beats_windows is for calls by the hour: by = \"2h\""));
	if (c->limit_beats_windows && !c->message)
		config_fault(r, n, tr("limit_beats_windows needs the message that goes at once"));
	if (!strcmp(c->channel, "message") && !c->message)
		config_fault(r, n, tr("channel message needs its message"));
	if (c->asks && strcmp(c->channel, "message") == 0)
		config_fault(r, n, tr("a message asks no satisfaction"));
	if (c->announce_min >= 0 && strcmp(c->channel, "call") != 0)
		config_fault(r, n, tr("announce is for calls"));
}

static void read_rule(struct config_reader *r, struct callbacks_file *f,
    const struct config_node *n)
{
	struct callback_rule *c = &f->v[f->n];
	const struct callback_rule *first;

	if (config_node_type(n) != CONFIG_GROUP) {
		config_fault(r, n, tr("a rule is a group: { code = \"..\"; event = ..; }"));
		return;
	}
	f->n++;
	*c = (struct callback_rule){ .line = config_node_line(n), .priority = 3,
		.from = { 0, DELAY_MIN }, .expire = { 14, DELAY_DAY },
		.announce_min = CALL_ANNOUNCE_FILE };
	if (!config_read_group(r, n, rule_attrs, COUNT(rule_attrs), c) || !c->channel)
		return;
	check_rule(r, c, n);
	first = callbacks_find(f, c->code);
	if (first && first != c)
		config_fault(r, n, tr("stands twice (line %d)"), first->line);
}

/* ---- the file ---- */

static void set_rules(struct config_reader *r, void *target, const struct config_node *v)
{
	struct callbacks_file *f = target;
	size_t n = config_node_count(v);

	if (n > CALLBACK_RULES) {
		config_fault(r, v, tr("more than %d rules"), CALLBACK_RULES);
		return;
	}
	f->v = mem_array(n, sizeof *f->v);
	for (size_t i = 0; i < n; i++)
		read_rule(r, f, config_node_at(v, i));
}

static void set_windows(struct config_reader *r, void *target, const struct config_node *v)
{
	struct call_windows *w = &((struct callbacks_file *)target)->windows;
	struct config_words words = { .n = 0 };
	static const struct attr text = { .name = "windows", .type = ATTR_WORDS };

	if (!config_read_value(r, v, &text, &words))
		return;
	if (!words.n || words.n > CALL_WINDOWS)
		config_fault(r, v, tr("1 to %d windows, not %zu"), CALL_WINDOWS, words.n);
	for (size_t i = 0; i < words.n && i < CALL_WINDOWS; i++) {
		struct call_windows one;

		if (!call_windows_parse(words.v[i], NULL, &one) || one.n != 1)
			config_fault(r, v, tr("window \"%.40s\" is no time of the day: "
			    "11:00-12:30, from 06:00 on"), words.v[i]);
		else if (w->n && one.v[0].from_min < w->v[w->n - 1].to_min)
			config_fault(r, v, tr("window \"%.40s\" begins before the one before it "
			    "ends"), words.v[i]);
		else
			w->v[w->n++] = one.v[0];
	}
	config_words_free(&words);
}

static void set_file_announce(struct config_reader *r, void *target,
    const struct config_node *v)
{
	((struct callbacks_file *)target)->announce = read_announce(r, v) + 1;
}

static const struct attr file_attrs[] = {
	{ .name = "windows", .type = ATTR_WORDS, .required = true, .set = set_windows,
	    .help = "when clients may be called, unless they wish otherwise" },
	{ .name = "announce", .type = ATTR_TEXT, .set = set_file_announce,
	    .help = "a message so long before each call: 30min, none; none unless said" },
	{ .name = "callbacks", .type = ATTR_LIST, .required = true, .set = set_rules,
	    .help = "which contact is owed to whom, by when" },
};

static void free_target(void *target)
{
	callbacks_free(target);
}

static const struct config_kind kind = {
	.size = sizeof(struct callbacks_file), .file_at = offsetof(struct callbacks_file, file),
	.attrs = file_attrs, .nattrs = COUNT(file_attrs), .free = free_target,
};

enum err_code callbacks_load(const char *path, struct callbacks_file **out,
    struct fault_list *faults, struct err *e)
{
	*out = config_load(&kind, path, NULL, faults, e);
	return *out ? OK : e->code;
}

enum err_code callbacks_parse_text(const char *name, const char *text, size_t n,
    struct callbacks_file **out, struct fault_list *faults, struct err *e)
{
	*out = config_parse(&kind, name, text, n, NULL, faults, e);
	return *out ? OK : e->code;
}

void callbacks_free(struct callbacks_file *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++)
		expr_free(f->v[i].when);
	mem_free(f->v);
	config_file_free(f->file);
	mem_free(f);
}

const struct callback_rule *callbacks_find(const struct callbacks_file *f, const char *code)
{
	for (size_t i = 0; f && i < f->n; i++)
		if (f->v[i].code && !strcmp(f->v[i].code, code))
			return &f->v[i];
	return NULL;
}

int callbacks_announce_min(const struct callbacks_file *f, const char *code)
{
	const struct callback_rule *r = callbacks_find(f, code);

	if (r && r->announce_min != CALL_ANNOUNCE_FILE)
		return r->announce_min;
	return f ? f->announce - 1 : CALL_ANNOUNCE_NONE;
}
