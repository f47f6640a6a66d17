#include "desk/plan_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "desk/desk.h"
#include "desk/form_env.h"

/* ---- what fields open with ---- */

/* The number at the end of a field's name that begins with WORD; 0: it is another field. */
static int line_of(const char *field, const char *word)
{
	size_t n = strlen(word);

	return strncmp(field, word, n) == 0 && field[n] >= '1' && field[n] <= '9' ?
	    (int)strtol(field + n, NULL, 10) : 0;
}

static void preset_line(const struct plan_draft *p, const char *field, struct value *out)
{
	static const char *const words[] = { "service", "sessions", "apart", "price", "home" };
	int line = 0, word = 0;

	while (word < 5 && !(line = line_of(field, words[word])))
		word++;
	if (word == 4 && line <= (int)p->nhome)
		value_set_text(out, p->home[line - 1]);
	if (word >= 4 || line > (int)p->nitems)
		return;
	switch (word) {
	case 0:
		if (p->item[line - 1].service_id)
			value_set_int(out, p->item[line - 1].service_id);
		break;
	case 1: value_set_int(out, p->item[line - 1].sessions); break;
	case 2: value_set_int(out, p->item[line - 1].days_apart); break;
	default: value_set_int(out, p->item[line - 1].price); break;
	}
}

static void preset(void *arg, const struct form_field *f, struct value *out)
{
	const struct plan_form *form = arg;
	const struct plan_draft *p = form->p;

	if (!strcmp(f->name, "change"))
		value_set_int(out, form->change);
	else if (!strcmp(f->name, "name"))
		value_set_text(out, p->name);
	else if (!strcmp(f->name, "goal"))
		value_set_text(out, p->goal[0] ? p->goal : NULL);
	else if (!strcmp(f->name, "first_day"))
		value_set_text(out, p->first_day[0] ? p->first_day : NULL);
	else
		preset_line(p, f->name, out);
	for (size_t i = 0; i < p->nteam; i++)
		if (!strcmp(p->team[i].role, f->name) && p->team[i].staff_id)
			value_set_int(out, p->team[i].staff_id);
}

static enum err_code lookup(void *arg, const struct form_field *f, const char *typed,
    struct form_options *out, struct err *e)
{
	const struct form_source *base = &((const struct plan_form *)arg)->base.source;

	return base->lookup(base->arg, f, typed, out, e);
}

static void label(void *arg, const struct form_field *f, int64_t id, char *out, size_t size)
{
	const struct form_source *base = &((const struct plan_form *)arg)->base.source;

	base->label(base->arg, f, id, out, size);
}

static bool may(void *arg, const char *right)
{
	const struct form_source *base = &((const struct plan_form *)arg)->base.source;

	return base->may(base->arg, right);
}

void plan_form_env(struct desk *d, const struct plan_draft *p, bool change,
    struct plan_form *form, struct form_env *env)
{
	*form = (struct plan_form){ .p = p, .change = change };
	form_env_make(d, &form->base);
	*env = form->base;
	env->source = (struct form_source){ .arg = form, .lookup = lookup, .label = label,
		.preset = preset, .may = may };
}

/* ---- what they make ---- */

static const struct value *value_of(const struct form_edit *x, const char *name, int line)
{
	static const struct value none;
	char field[40];
	int i;

	if (line)
		text_fmt(field, sizeof field, "%s%d", name, line);
	else
		text_copy(field, sizeof field, name);
	i = form_field_index(form_edit_form(x), field);
	return i < 0 ? &none : &form_edit_field(x, i)->value;
}

static int64_t int_of(const struct form_edit *x, const char *name, int line)
{
	const struct value *v = value_of(x, name, line);

	return v->type == VALUE_INT ? v->i : 0;
}

static const char *text_of(const struct form_edit *x, const char *name, int line)
{
	const struct value *v = value_of(x, name, line);

	return v->type == VALUE_TEXT ? v->s : "";
}

const char *plan_form_why(const struct form_edit *x)
{
	return text_of(x, "why", 0);
}

static enum err_code read_line(const struct form_edit *x, int line, struct plan_draft *p,
    struct err *e)
{
	struct plan_item i = { .line = (int)p->nitems + 1,
		.service_id = int_of(x, "service", line),
		.sessions = (int)int_of(x, "sessions", line),
		.days_apart = (int)int_of(x, "apart", line), .price = int_of(x, "price", line) };
	char field[24];

	if (!i.service_id && !i.sessions)
		return OK;
	text_fmt(field, sizeof field, i.service_id ? "sessions%d" : "service%d", line);
	if (!i.service_id)
		return err_invalid(e, field, "%s", tr("Which service? Down shows them."));
	if (!i.sessions)
		return err_invalid(e, field, "%s", tr("How many sessions?"));
	p->item[p->nitems++] = i;
	return OK;
}

static void read_team(const struct form_edit *x, struct plan_draft *p)
{
	static const char *const roles[] = { "manager", "consultant", "expert", "operator", "nurse",
		"coordinator" };
	struct plan_draft was = *p;

	p->nteam = 0;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		int64_t staff = int_of(x, roles[i], 0);
		bool wanted = staff != 0;

		for (size_t k = 0; k < was.nteam; k++)
			wanted |= !strcmp(was.team[k].role, roles[i]);
		if (!wanted)
			continue;
		text_copy(p->team[p->nteam].role, sizeof p->team[0].role, roles[i]);
		p->team[p->nteam++].staff_id = staff;
	}
}

enum err_code plan_form_read(const struct form_edit *x, struct plan_draft *p, struct err *e)
{
	enum err_code rc = OK;

	text_copy(p->name, sizeof p->name, text_of(x, "name", 0));
	text_copy(p->goal, sizeof p->goal, text_of(x, "goal", 0));
	text_copy(p->first_day, sizeof p->first_day, text_of(x, "first_day", 0));
	p->nitems = p->nhome = 0;
	for (int line = 1; line <= 8 && rc == OK; line++)
		rc = read_line(x, line, p, e);
	read_team(x, p);
	for (int line = 1; line <= 8; line++)
		if (text_of(x, "home", line)[0])
			text_copy(p->home[p->nhome++], sizeof p->home[0],
			    text_of(x, "home", line));
	return rc;
}
