/* What commands say to people: names, numbers and messages, the same everywhere. */
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "cmd/safe.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "data/staff.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "form/form.h"
#include "form/form_catalog.h"

static void say_to(FILE *f, const char *fmt, va_list ap)
{
	struct buf raw = BUF_INIT, clean = BUF_INIT;

	buf_vprintf(&raw, fmt, ap);
	safe_put(&clean, raw.s, SAFE_LINE);
	fprintf(f, "%s\n", clean.s);
	buf_free(&raw);
	buf_free(&clean);
}

void say(struct cmd_context *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say_to(c->out, fmt, ap);
	va_end(ap);
}

void say_aside(struct cmd_context *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say_to(c->err, fmt, ap);
	va_end(ap);
}

void cmd_say_error(FILE *err, const struct err *e)
{
	struct buf clean = BUF_INIT;

	if (e->code == OK)
		return;
	safe_put(&clean, e->text, SAFE_LINE);
	fprintf(err, "frontdesk: %s\n", clean.s);
	buf_free(&clean);
}

/* Ten times a second at most: a terminal over a slow line is no place to wait. */
void say_progress(struct cmd_context *c, const char *what, int64_t done, int64_t all)
{
	static int64_t last_ms = -1000;
	int64_t now = clock_mono_ms();

	if (!c->err_tty || all <= 0 || (now - last_ms < 100 && done < all))
		return;
	last_ms = now;
	fprintf(
	    c->err, "\r%s %lld %%%s", what, (long long)(done * 100 / all), done < all ? "" : "\n");
	fflush(c->err);
}

char *shown_phone(struct cmd_context *c, const char *number, char *out, size_t size)
{
	size_t n = strlen(number), tail = n < 8 ? n / 2 : 4;

	if (!n || rights_may(c->desk, "see-phone"))
		return text_copy(out, size, number);
	return text_fmt(out, size, "..%s", number + n - tail);
}

const char *shown_name(struct cmd_context *c, const struct client_card *card)
{
	return cover_name(c->desk, cover_of_card(card));
}

/* The right that the form asks for before it shows COLUMN; NULL: none. */
static const char *right_of(const struct form *form, const char *column)
{
	for (size_t i = 0; form && i < form->nfields; i++) {
		const struct form_field *f = &form->fields[i];

		if (f->see && f->path.how == PATH_COLUMN && !strcmp(f->path.column_name, column))
			return f->see;
	}
	return NULL;
}

const char *shown_column(struct cmd_context *c, const char *column, const char *text)
{
	const char *right = right_of(form_catalog_find(c->desk->forms, "client"), column);

	return !right || rights_may(c->desk, right) ? text : "";
}

enum err_code card_of(struct cmd_context *c, int64_t id, struct client_card *out, struct err *e)
{
	struct client_card_list l = { .n = 0 };
	enum err_code rc = client_cards(c->store, &id, 1, clock_now(), &l, e);

	if (rc == OK && !l.n)
		rc = err_set(e, ERR_NOTFOUND, tr("There is no client %lld."), (long long)id);
	if (rc == OK)
		*out = l.v[0];
	client_card_list_free(&l);
	return rc;
}

const char *staff_code_of(struct cmd_context *c, int64_t staff_id)
{
	size_t i = (size_t)staff_id % COUNT(c->codes);
	struct err e = ERR_INIT;
	struct staff s;

	if (!staff_id)
		return "";
	if (c->codes[i].id != staff_id) {
		c->codes[i].id = staff_id;
		text_fmt(c->codes[i].code, sizeof c->codes[i].code, "#%lld", (long long)staff_id);
		if (staff_get(c->store, staff_id, &s, &e) == OK)
			text_copy(c->codes[i].code, sizeof c->codes[i].code, s.code);
	}
	return c->codes[i].code;
}

enum err_code staff_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
{
	struct staff s;
	enum err_code rc = staff_by_code(c->store, word, &s, e);

	if (rc == ERR_NOTFOUND && args_id(word, id)) {
		err_clear(e);
		rc = staff_get(c->store, *id, &s, e);
	}
	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND,
		    tr("Nobody here has the code \"%.40s\". "
		       "frontdesk staff list names all."),
		    word);
	}
	*id = rc == OK ? s.id : 0;
	return rc;
}
