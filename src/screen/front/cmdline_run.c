/* Running a line: part after part, each where the one before left off. What wants an answer is
 * waited for; the rest goes on behind it, or is dropped when somebody steps back. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmdline_priv.h"
#include "desk/desk.h"
#include "screen/screens.h"
#include "tui/list.h"
#include "tui/loop.h"
#include "tui/textline.h"

const struct cmdline_words *cmdline_words(const struct screen *s)
{
	return front_of(s)->words;
}

const struct cmdline_key *cmdline_key(const struct cmdline_words *w, const char *key)
{
	for (size_t i = 0; w && i < w->nkeys; i++)
		if (!strcmp(w->key[i].key, key))
			return &w->key[i];
	return NULL;
}

/* ---- the end ---- */

static void finish(struct front *f)
{
	memset(&f->run, 0, sizeof f->run);
	desk_set_command(f->desk, NULL);
}

static bool is_blank(const char *text)
{
	return !text[strspn(text, " \t;")];
}

void cmdline_drop(struct front *f)
{
	const struct cmdline_run *run = &f->run;
	char rest[CMDLINE_BYTES];

	if (!run->active)
		return;
	text_copy(rest, sizeof rest, run->rest + strspn(run->rest, " \t;"));
	if (run->row_at < run->rows)
		screen_say(screen_top(f->loop), STYLE_MSG_INFO,
		    tr("Dropped: the other rows of \"%s\"."), run->part);
	else if (!is_blank(rest))
		screen_say(screen_top(f->loop), STYLE_MSG_INFO, tr("Dropped, not run: \"%s\"."),
		    rest);
	finish(f);
}

void cmdline_forget(struct front *f)
{
	finish(f);
	memset(&f->lines, 0, sizeof f->lines);
}

/* Refused on the way: what was not run stays for the next time. */
static void stop(struct front *f, const struct err *e)
{
	struct cmdline_run *run = &f->run;

	screen_refuse(screen_top(f->loop), e);
	text_fmt(f->lines.kept, sizeof f->lines.kept, "%s%s%s", run->part,
	    is_blank(run->rest) ? "" : ";", is_blank(run->rest) ? "" : run->rest);
	finish(f);
}

/* ---- waiting ---- */

static struct screen *by_serial(const struct loop *l, unsigned serial)
{
	struct screen *s = screen_top(l);

	while (s && s->serial != serial)
		s = screen_under(s);
	return s;
}

static bool is_typing(const struct screen *s)
{
	return s->type->typing && s->type->typing(s);
}

static bool wants_answer(const struct front *f)
{
	const struct cmdline_run *run = &f->run;
	const struct screen *top = screen_top(f->loop), *waited;

	if (textline_active(f->loop) && !run->was_asking)
		return true;
	if ((top->type->flags & SCREEN_OVERLAY) && top->serial != run->base)
		return true;
	waited = run->waited ? by_serial(f->loop, run->waited) : NULL;
	if (waited && run->waited == run->base)
		return is_typing(waited) && !run->was_typing;
	return waited;
}

static void note_before(struct front *f)
{
	struct cmdline_run *run = &f->run;
	const struct screen *s = screen_top(f->loop);

	run->base = s->serial;
	run->waited = 0;
	run->was_typing = is_typing(s);
	run->was_asking = textline_active(f->loop);
}

/* A form that a part opened wants an answer until it is gone; a screen with a line to search in,
 * which `area-...` opens, does not. */
static void note_after(struct front *f)
{
	struct cmdline_run *run = &f->run;
	const struct screen *s = screen_top(f->loop);
	bool area = run->command && !strncmp(run->command->name, "area-", 5);

	if (s->serial == run->base || (is_typing(s) && !area))
		run->waited = s->serial;
	run->waiting = !area && wants_answer(f);
	run->backs = loop_backs(f->loop);
}

/* ---- one part ---- */

static enum err_code open_file(struct front *f, int64_t client_id, struct err *e)
{
	struct client_arg arg = { .client_id = client_id };
	struct screen *top = screen_top(f->loop);

	if (top->type == &client_screen && f->client_id == client_id)
		return OK;
	front_at_hand(top, client_id);
	return screen_open(f->loop, &client_screen, &arg, e);
}

static enum err_code run_command(struct front *f, struct err *e)
{
	struct cmdline_run *run = &f->run;
	struct screen *s = screen_top(f->loop);
	enum err_code rc;

	f->words = &run->words;
	rc = screen_run(s, run->command, e);
	f->words = NULL;
	return rc;
}

static struct list *list_of(struct screen *s)
{
	return s->type->list ? s->type->list(s) : NULL;
}

static enum err_code select_row(struct front *f, int64_t id, struct err *e)
{
	struct list *l = list_of(screen_top(f->loop));

	if (screen_top(f->loop)->serial != f->run.list || !l)
		return err_set(e, ERR_INVALID, "%s",
		    tr("The list is no longer in front. The other rows were left."));
	if (!list_select(l, id))
		return err_set(e, ERR_NOTFOUND, "%s", tr("That row left the list meanwhile."));
	return OK;
}

/* Row numbers belong to ids: all are looked up before the first is done, because rows may leave. */
static enum err_code take_rows(struct front *f, const struct cmdline_reading *r, struct err *e)
{
	struct cmdline_run *run = &f->run;
	struct list *l = list_of(screen_top(f->loop));

	if (!l || !(l->flags & LIST_NUMBERED))
		return err_set(e, ERR_INVALID, "%s", tr("The rows here have no numbers."));
	for (size_t i = 0; i < r->rows; i++) {
		run->row[i] = list_by_number(l, r->row[i]);
		if (!run->row[i])
			return err_set(e, ERR_NOTFOUND, tr("There is no row %d in this list."),
			    r->row[i]);
	}
	run->rows = r->rows;
	run->list = screen_top(f->loop)->serial;
	if (!(l->flags & LIST_MARKS) || r->rows == 1)
		return OK;
	list_unmark_all(l);
	for (size_t i = 0; i < r->rows; i++)
		list_mark(l, run->row[i], true);
	run->rows = 1;                  /* once, for all that are marked */
	return OK;
}

static enum err_code run_row(struct front *f, struct err *e)
{
	struct cmdline_run *run = &f->run;
	enum err_code rc = OK;

	if (run->rows)
		rc = select_row(f, run->row[run->row_at], e);
	if (rc == OK)
		rc = run_command(f, e);
	run->row_at++;
	return rc;
}

static enum err_code run_verb(struct front *f, const struct cmdline_reading *r, struct err *e)
{
	struct cmdline_run *run = &f->run;
	enum err_code rc = OK;

	if (r->verb.via == VIA_FILE)
		rc = open_file(f, r->words.client_id, e);
	else if (r->words.client_id)
		front_at_hand(screen_top(f->loop), r->words.client_id);
	if (rc != OK)
		return rc;
	note_before(f);
	run->command = r->verb.command;
	run->words = r->words;
	run->rows = run->row_at = 0;
	if (r->rows)
		rc = take_rows(f, r, e);
	if (rc == OK)
		rc = run_row(f, e);
	if (rc == OK && run->active)
		note_after(f);
	return rc;
}

/* The macro's line stands where its name stood; a name in it is no macro any more. */
static void put_macro(struct cmdline_run *run, const struct cmdline_reading *r)
{
	char rest[sizeof run->rest];

	text_copy(rest, sizeof rest, run->rest);
	text_fmt(run->rest, sizeof run->rest, "%s;%s", r->body, rest);
	run->from_macro = strlen(r->body) + 1;
}

static enum err_code run_reading(struct front *f, const struct cmdline_reading *r, struct err *e)
{
	switch (r->meaning) {
	case MEANS_CLIENT:
		return open_file(f, r->words.client_id, e);
	case MEANS_MACRO:
		put_macro(&f->run, r);
		return OK;
	case MEANS_VERB:
		return r->err.code ? err_copy(e, &r->err) : run_verb(f, r, e);
	case MEANS_UNKNOWN:
		return err_copy(e, &r->err);
	case MEANS_NOTHING:
	case MEANS_LATER:
		break;
	}
	return OK;
}

/* Takes the first part off what is left. */
static void cut_part(struct cmdline_run *run, const struct cmdline *c,
    const struct cmdline_reading *r)
{
	size_t to = c->part[0].to, behind;
	char rest[sizeof run->rest];

	if (r->meaning == MEANS_VERB && cmdline_takes(r->verb.command, "line"))
		to = strlen(c->line);
	behind = to + (c->line[to] == ';');
	text_fmt(run->part, sizeof run->part, "%.*s", (int)to, c->line + strspn(c->line, " \t"));
	text_copy(rest, sizeof rest, c->line + behind);
	text_copy(run->rest, sizeof run->rest, rest);
	run->from_macro = run->from_macro > behind ? run->from_macro - behind : 0;
}

static enum err_code run_next(struct front *f, struct err *e)
{
	struct cmdline_run *run = &f->run;
	char line[sizeof run->rest];
	struct screen *top = screen_top(f->loop);
	struct cmdline_place place = { .front = f, .type = top->type, .screen = top,
		.client_id = f->client_id, .pins = &run->pins, .macros = !run->from_macro };
	struct cmdline_reading r;
	struct cmdline c;

	text_copy(line, sizeof line, run->rest);
	cmdline_parse(line, &c);
	cmdline_read(&c, 0, &place, &r);
	cut_part(run, &c, &r);
	run->rows = run->row_at = 0;
	run->command = NULL;
	return run_reading(f, &r, e);
}

static void go_on(struct front *f)
{
	struct cmdline_run *run = &f->run;

	while (run->active && !run->waiting) {
		bool more_rows = run->row_at < run->rows;
		struct err e = ERR_INIT;
		enum err_code rc;

		if (!more_rows && !run->rest[0]) {
			finish(f);
			return;
		}
		loop_settle(f->loop);   /* the next part acts on what this one brought up */
		if (more_rows) {
			note_before(f);
			rc = run_row(f, &e);
			if (rc == OK && run->active)
				note_after(f);
		} else {
			rc = run_next(f, &e);
		}
		if (rc != OK && run->active)
			stop(f, &e);
		if (!f->desk->who.staff_id)
			finish(f);      /* that was the lock: nothing goes on behind it */
	}
}

/* ---- from outside ---- */

void cmdline_after(struct front *f)
{
	struct cmdline_run *run = &f->run;

	if (!run->active || !run->waiting || !f->desk->who.staff_id)
		return;
	if (wants_answer(f)) {
		run->backs = loop_backs(f->loop);
		return;
	}
	if (run->backs != loop_backs(f->loop)) {
		cmdline_drop(f);
		return;
	}
	run->waiting = false;
	go_on(f);
}

static void remember(struct cmdline_memory *m, const char *line)
{
	if (m->n && !strcmp(m->line[0], line))
		return;
	memmove(m->line[1], m->line[0], sizeof m->line - sizeof m->line[0]);
	text_copy(m->line[0], sizeof m->line[0], line);
	if (m->n < CMDLINE_HISTORY)
		m->n++;
}

void cmdline_start(struct front *f, const char *line, const struct cmdline_pins *pins)
{
	cmdline_drop(f);
	remember(&f->lines, line);
	f->lines.kept[0] = '\0';
	f->run = (struct cmdline_run){ .active = true, .pins = *pins };
	text_copy(f->run.rest, sizeof f->run.rest, line);
	desk_set_command(f->desk, line);
	go_on(f);
}
