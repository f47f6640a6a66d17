#include "cmd/table.h"

#include <string.h>

#include "base/csv.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/zone.h"
#include "base/tr.h"
#include "cmd/safe.h"
#include "desk/desk.h"
#include "json_priv.h"

struct table_out {
	FILE *out;
	enum cmd_format format;
	const struct zone *zone; /* NULL: times in UTC */
	const struct table_col *cols;
	size_t n, at;
	long rows;
	struct buf line, cell;
};

/* ---- text ---- */

/* Flush right, or cut and padded; a column without width stands as it is. */
static void put_text(struct table_out *t, const struct table_col *col, const char *text)
{
	struct buf plain = BUF_INIT;

	if (col->width < 0)
		return;
	if (t->line.n)
		buf_puts(&t->line, "  ");
	safe_put(&plain, text, SAFE_LINE);
	if (!col->width)
		buf_puts(&t->line, plain.s);
	else if (col->number)
		buf_printf(&t->line, "%*s", col->width, plain.s);
	else
		buf_cell(&t->line, plain.s, col->width);
	buf_free(&plain);
}

/* A name wider than its column is cut without a sign: nothing is lost that anybody needs. */
static void put_names(struct table_out *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct table_col *col = &t->cols[i];
		int width = col->width;

		if (width < 0)
			continue;
		if (t->line.n)
			buf_puts(&t->line, "  ");
		if (!width || (int)strlen(col->name) <= width)
			buf_printf(&t->line, "%*s", col->number ? width : -width, col->name);
		else
			buf_add(&t->line, col->name, (size_t)width);
	}
}

/* ---- JSON ---- */

static void put_key(struct table_out *t, const char *name)
{
	buf_puts(&t->line, t->line.n > 1 ? ", " : "");
	json_put_text(&t->line, name);
	buf_puts(&t->line, ": ");
}

/* The integer beside a time: start -> start_at, next_at -> next_unix. */
static void put_instant(struct table_out *t, const char *name, int64_t at)
{
	size_t n = strlen(name);
	char key[64];

	if (n > 3 && !strcmp(name + n - 3, "_at"))
		text_fmt(key, sizeof key, "%.*s_unix", (int)(n - 3), name);
	else
		text_fmt(key, sizeof key, "%s_at", name);
	put_key(t, key);
	if (at)
		buf_printf(&t->line, "%lld", (long long)at);
	else
		buf_puts(&t->line, "null");
}

/* ---- all forms ---- */

static const struct table_col *next_col(struct table_out *t)
{
	if (t->at >= t->n)
		BUG("table: more cells than columns");
	if (!t->at && t->format == FORMAT_JSON)
		buf_putc(&t->line, '{');
	return &t->cols[t->at++];
}

/* BARE: a number or null in JSON. */
static void put_cell(struct table_out *t, const char *text, bool bare)
{
	const struct table_col *col = next_col(t);

	switch (t->format) {
	case FORMAT_TEXT: put_text(t, col, text); break;
	case FORMAT_CSV:
		buf_clear(&t->cell);
		safe_put(&t->cell, text, SAFE_TEXT);
		csv_put(&t->line, t->cell.s, t->at == 1);
		break;
	case FORMAT_JSON:
		put_key(t, col->name);
		if (bare)
			buf_puts(&t->line, *text ? text : "null");
		else
			json_put_text(&t->line, text);
		break;
	}
}

static void flush_line(struct table_out *t)
{
	if (t->format == FORMAT_TEXT) {
		while (t->line.n && t->line.s[t->line.n - 1] == ' ')
			buf_cut(&t->line, t->line.n - 1);
		buf_putc(&t->line, '\n');
	}
	fwrite(t->line.s, 1, t->line.n, t->out);
	buf_clear(&t->line);
}

static void put_head(struct table_out *t)
{
	if (t->format == FORMAT_JSON) {
		fputs("[", t->out);
		return;
	}
	if (t->format == FORMAT_CSV) {
		for (size_t i = 0; i < t->n; i++)
			csv_put(&t->line, t->cols[i].name, i == 0);
		csv_end(&t->line);
	} else {
		put_names(t);
	}
	flush_line(t);
}

struct table_out *table_begin(struct cmd_context *c, const struct table_col *cols, size_t n)
{
	struct table_out *t = mem_alloc(sizeof *t);

	*t = (struct table_out){ .out = c->out,
		.format = c->format,
		.cols = cols,
		.n = n,
		.zone = c->desk ? c->desk->zone : NULL,
		.line = BUF_INIT,
		.cell = BUF_INIT };
	if (t->format != FORMAT_TEXT)
		put_head(t);
	return t;
}

void table_text(struct table_out *t, const char *text)
{
	put_cell(t, text ? text : "", false);
}

void table_int(struct table_out *t, int64_t v)
{
	char text[24];

	put_cell(t, text_fmt(text, sizeof text, "%lld", (long long)v), true);
}

void table_int_or_empty(struct table_out *t, int64_t v)
{
	if (v)
		table_int(t, v);
	else
		put_cell(t, "", true);
}

static struct local_time local_of(const struct table_out *t, int64_t at)
{
	int64_t day = at / 86400 - (at % 86400 < 0);

	if (t->zone)
		return zone_local(t->zone, at);
	return (struct local_time){ .day = (int32_t)day, .second = (int)(at - day * 86400) };
}

void table_time(struct table_out *t, int64_t at)
{
	struct local_time local = local_of(t, at);
	const char *name = t->at < t->n ? t->cols[t->at].name : "";
	char date[DAY_TEXT], text[32] = "";

	if (at)
		text_fmt(text, sizeof text, "%s %02d:%02d", day_format(local.day, date),
		    local.second / 3600, local.second / 60 % 60);
	put_cell(t, text, t->format == FORMAT_JSON && !at);
	if (t->format == FORMAT_JSON)
		put_instant(t, name, at);
}

void table_row(struct table_out *t)
{
	struct buf row = t->line;

	if (t->at != t->n)
		BUG("table: %zu cells of %zu", t->at, t->n);
	if (t->format == FORMAT_TEXT && !t->rows) { /* names only above rows */
		buf_init(&t->line);
		put_head(t);
		buf_free(&t->line);
		t->line = row;
	}
	if (t->format == FORMAT_JSON) {
		fputs(t->rows ? ",\n" : "\n", t->out);
		buf_putc(&t->line, '}');
	}
	if (t->format == FORMAT_CSV)
		csv_end(&t->line);
	flush_line(t);
	t->at = 0;
	t->rows++;
}

void table_drop(struct table_out *t)
{
	buf_free(&t->line);
	buf_free(&t->cell);
	mem_free(t);
}

void table_end(struct table_out *t, const char *empty)
{
	ASSERT(t->at == 0);
	if (t->format == FORMAT_JSON)
		fputs(t->rows ? "\n]\n" : "]\n", t->out);
	else if (t->format == FORMAT_TEXT && !t->rows && empty)
		fprintf(t->out, "%s\n", empty);
	table_drop(t);
}

enum err_code table_list(struct cmd_context *c, const struct table_list *l, const void *items,
    size_t n, size_t size, struct err *e)
{
	struct table_out *t = table_begin(c, l->cols, l->ncols);
	enum err_code rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++)
		rc = l->put(c, t, (const char *)items + i * size, e);
	if (rc == OK)
		table_end(t, tr(l->empty));
	else
		table_drop(t);
	return rc;
}
