/*
 * client export CLIENT: everything that is kept about one client as one document, for whoever asks
 * for it. The tables come from the catalogue, so that none can be forgotten; with them every action
 * that touched the client, before and after, and every look.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "client_file_priv.h"
#include "cmd/safe.h"
#include "cmd_priv.h"
#include "data/client.h"
#include "data/dossier.h"
#include "data/history.h"
#include "desk/changes.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "json_priv.h"

#define MERGED_MAX 64
#define ACTIONS_PAGE 200

/* The client's file and those that were merged into it. */
struct ids {
	int64_t v[MERGED_MAX];
	size_t n;
};

struct strings {
	char **v;
	size_t n, cap;
};

struct whole_file {
	struct cmd_context *c;
	bool json;
	struct ids files;
	struct strings rows;            /* "table:key" of every row in it, sorted for the actions */
	struct buf out;
	size_t of_table;                /* rows of the table at hand */
};

static void flush(struct whole_file *d)
{
	struct buf safe = BUF_INIT;

	if (d->json) {
		fwrite(buf_str(&d->out), 1, d->out.n, d->c->out);
	} else {
		safe_put(&safe, buf_str(&d->out), SAFE_TEXT);
		fwrite(buf_str(&safe), 1, safe.n, d->c->out);
	}
	buf_free(&safe);
	buf_clear(&d->out);
}

/* ---- values ---- */

static void put_time(struct whole_file *d, int64_t at)
{
	struct local_time local = zone_local(d->c->desk->zone, at);
	char day[DAY_TEXT];

	buf_printf(&d->out, "%s %02d:%02d", day_format(local.day, day), local.second / 3600,
	    local.second / 60 % 60);
}

static const char *in_words(struct whole_file *d, const char *table, const char *column,
    const struct value *v, char *out, size_t size)
{
	return change_value_text(d->c->desk, table, column, v, out, size);
}

/* As it is stored; what stands for something else also in words. */
static void put_json_column(struct whole_file *d, const char *table, const struct column_def *c,
    const struct value *v)
{
	char words[400], number[32], name[80];

	json_put_name(&d->out, c->name);
	json_put_value(&d->out, v);
	if (v->type == VALUE_NULL || v->type == VALUE_BLOB)
		return;
	in_words(d, table, c->name, v, words, sizeof words);
	if (!strcmp(words, value_text(v, number, sizeof number)) ||
	    strlen(words) + 1 == sizeof words)
		return;
	json_put_name(&d->out, text_fmt(name, sizeof name, "%s_text", c->name));
	json_put_text(&d->out, words);
}

static void put_text_column(struct whole_file *d, const char *table, const struct column_def *c,
    const struct value *v)
{
	char words[400], number[32];
	const char *text = in_words(d, table, c->name, v, words, sizeof words);

	if (v->type == VALUE_NULL || v->type == VALUE_BLOB || !text[0] || !strcmp(c->name, "rev"))
		return;
	if (v->type == VALUE_TEXT && strlen(v->s) + 1 >= sizeof words)
		text = value_text(v, number, sizeof number);
	buf_printf(&d->out, "  %-22s %s\n", tr(c->label), text);
}

/* ---- rows ---- */

static void note_row(struct whole_file *d, const struct table_def *t, const struct value *row)
{
	struct buf key = BUF_INIT;
	char number[32];

	buf_printf(&key, "%s:", t->name);
	for (size_t i = 0, n = 0; i < t->ncolumns; i++)
		if (t->columns[i].flags & COL_KEY)
			buf_printf(&key, "%s%s", n++ ? "," : "",
			    value_text(&row[i], number, sizeof number));
	*vec_push(&d->rows) = buf_take(&key);
}

static bool put_row(void *ctx, const struct table_def *t, const struct value *row)
{
	struct whole_file *d = ctx;

	note_row(d, t, row);
	if (d->json)
		buf_puts(&d->out, d->of_table ? ",\n    {" : "\n    {");
	else if (!d->of_table)
		buf_printf(&d->out, "\n== %s ==\n", tr(t->label));
	else
		buf_putc(&d->out, '\n');
	d->of_table++;
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (d->json)
			put_json_column(d, t->name, &t->columns[i], &row[i]);
		else
			put_text_column(d, t->name, &t->columns[i], &row[i]);
	}
	if (d->json)
		buf_putc(&d->out, '}');
	flush(d);
	return true;
}

static enum err_code put_table(struct whole_file *d, const struct table_def *t, bool first,
    struct err *e)
{
	enum err_code rc = OK;

	d->of_table = 0;
	if (d->json) {
		buf_puts(&d->out, first ? "\n  " : ",\n  ");
		json_put_text(&d->out, t->name);
		buf_puts(&d->out, ": [");
	}
	for (size_t i = 0; i < d->files.n && rc == OK; i++)
		rc = dossier_each(d->c->store, t, d->files.v[i], put_row, d, e);
	if (d->json)
		buf_puts(&d->out, d->of_table ? "\n  ]" : "]");
	return rc;
}

static enum err_code put_tables(struct whole_file *d, struct err *e)
{
	enum err_code rc = OK;
	bool first = true;

	for (size_t i = 0; i < catalog_size && rc == OK; i++) {
		if (!dossier_has(&catalog[i]))
			continue;
		rc = put_table(d, &catalog[i], first, e);
		first = false;
	}
	return rc;
}

/* ---- actions ---- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_his(const struct whole_file *d, const struct change_line *line)
{
	char key[96];
	const char *wanted = text_fmt(key, sizeof key, "%s:%s", line->table, line->key);

	return d->rows.n && bsearch(&wanted, d->rows.v, d->rows.n, sizeof *d->rows.v, by_text);
}

static void put_json_change(struct whole_file *d, const struct change_line *line)
{
	buf_puts(&d->out, d->of_table ? ", {" : "{");
	json_put_name(&d->out, "table");
	json_put_text(&d->out, line->table);
	json_put_name(&d->out, "key");
	json_put_text(&d->out, line->key);
	json_put_name(&d->out, "column");
	json_put_text(&d->out, line->column);
	json_put_name(&d->out, "before");
	json_put_value(&d->out, &line->before);
	json_put_name(&d->out, "after");
	json_put_value(&d->out, &line->after);
	buf_putc(&d->out, '}');
}

/* An import or a merge touches others too: their rows are nobody's business here. */
static bool put_change(void *ctx, const struct change_line *line)
{
	struct whole_file *d = ctx;
	const struct table_def *t = catalog_table(line->table);
	const struct column_def *c = t ? catalog_column(t, line->column) : NULL;
	char before[400], after[400];

	if (!c || !is_his(d, line))
		return true;
	if (d->json)
		put_json_change(d, line);
	else
		buf_printf(&d->out, "    %s, %s: %s -> %s\n", tr(t->label), tr(c->label),
		    in_words(d, line->table, line->column, &line->before, before, sizeof before),
		    in_words(d, line->table, line->column, &line->after, after, sizeof after));
	d->of_table++;
	return true;
}

static void put_json_action(struct whole_file *d, const struct action_row *a, const char *sentence)
{
	const struct {
		const char *name, *text;
	} texts[] = {
		{ "name", a->name }, { "what", sentence },
		{ "who", staff_code_of(d->c, a->staff_id) },
		{ "station", a->station }, { "origin", a->origin }, { "reason", a->reason },
	};

	buf_printf(&d->out, "{\"id\": %lld, \"at_unix\": %lld, \"at\": \"", (long long)a->id,
	    (long long)a->at);
	put_time(d, a->at);
	buf_putc(&d->out, '"');
	for (size_t i = 0; i < COUNT(texts); i++) {
		json_put_name(&d->out, texts[i].name);
		json_put_text(&d->out, texts[i].text);
	}
	json_put_name(&d->out, "second");
	json_put_text(&d->out, staff_code_of(d->c, a->second_id));
	json_put_name(&d->out, "changes");
	buf_putc(&d->out, '[');
}

static enum err_code put_action(struct whole_file *d, const struct action_row *a, bool first,
    struct err *e)
{
	char sentence[300];
	enum err_code rc;

	describe_action(d->c->desk, a, sentence, sizeof sentence);
	if (d->json) {
		buf_puts(&d->out, first ? "\n    " : ",\n    ");
		put_json_action(d, a, sentence);
	} else {
		buf_printf(&d->out, "\n  %lld  ", (long long)a->id);
		put_time(d, a->at);
		buf_printf(&d->out, "  %s  %s%s%s\n", staff_code_of(d->c, a->staff_id), sentence,
		    a->reason[0] ? ": " : "", describe_reason(d->c->desk, a->reason));
	}
	d->of_table = 0;
	rc = action_each_change(d->c->store, a->id, put_change, d, e);
	if (d->json)
		buf_puts(&d->out, "]}");
	flush(d);
	return rc;
}

static bool has_file(const struct whole_file *d, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (d->files.v[i] == id)
			return true;
	return false;
}

/* Of FILE, the newest first; those that touched a file told of before are there already. */
static enum err_code put_actions_of(struct whole_file *d, size_t file, bool *first,
    struct strings *told, struct err *e)
{
	struct action_filter f = { .client_id = d->files.v[file], .limit = ACTIONS_PAGE };
	struct action_list page = { 0 };
	enum err_code rc = OK;

	do {
		rc = action_list_find(d->c->store, &f, &page, e);
		for (size_t i = 0; i < page.n && rc == OK; i++) {
			char id[24], *key = text_fmt(id, sizeof id, "%lld",
			    (long long)page.v[i].id);
			bool known = false;

			for (size_t k = 0; k < told->n && !known; k++)
				known = !strcmp(told->v[k], key);
			if (known || !strcmp(page.v[i].origin, "base"))
				continue;
			*vec_push(told) = mem_dup(key);
			rc = put_action(d, &page.v[i], *first, e);
			*first = false;
		}
		if (page.n)
			f.before_id = page.v[page.n - 1].id;
	} while (rc == OK && page.n == ACTIONS_PAGE);
	action_list_free(&page);
	return rc;
}

static void free_strings(struct strings *s)
{
	for (size_t i = 0; i < s->n; i++)
		mem_free(s->v[i]);
	vec_free(s);
}

static enum err_code put_actions(struct whole_file *d, struct err *e)
{
	struct strings told = { 0 };
	enum err_code rc = OK;
	bool first = true;

	if (d->rows.n)
		qsort(d->rows.v, d->rows.n, sizeof *d->rows.v, by_text);
	if (d->json)
		buf_puts(&d->out, ",\n  \"actions\": [");
	else
		buf_printf(&d->out, "\n== %s ==\n", tr("actions"));
	for (size_t i = 0; i < d->files.n && rc == OK; i++)
		rc = put_actions_of(d, i, &first, &told, e);
	if (d->json)
		buf_puts(&d->out, first ? "]" : "\n  ]");
	free_strings(&told);
	return rc;
}

/* ---- the whole ---- */

static enum err_code collect_files(struct whole_file *d, int64_t id, struct err *e)
{
	int64_t more[MERGED_MAX];
	size_t n;
	enum err_code rc = client_survivor(d->c->store, id, &d->files.v[0], e);

	d->files.n = 1;
	for (size_t i = 0; i < d->files.n && rc == OK; i++) {
		rc = client_list_merged(d->c->store, d->files.v[i], more, MERGED_MAX, &n, e);
		for (size_t k = 0; k < n && d->files.n < MERGED_MAX; k++)
			if (!has_file(d, d->files.n, more[k]))
				d->files.v[d->files.n++] = more[k];
	}
	return rc;
}

static void put_head(struct whole_file *d)
{
	struct cmd_context *c = d->c;
	char name[200];

	describe_client(c->desk, d->files.v[0], name, sizeof name);
	if (d->json) {
		buf_printf(&d->out, "{\"id\": %lld", (long long)d->files.v[0]);
		json_put_name(&d->out, "name");
		json_put_text(&d->out, name);
		json_put_name(&d->out, "site");
		json_put_text(&d->out, c->desk->site_name);
		buf_puts(&d->out, ", \"made\": \"");
		put_time(d, clock_now());
		buf_puts(&d->out, "\",");
	} else {
		buf_printf(&d->out, "%s\n%s\n", name,
		    tr("Everything that is kept about this client"));
		buf_printf(&d->out, "%s, ", c->desk->site_name);
		put_time(d, clock_now());
		buf_putc(&d->out, '\n');
	}
}

enum err_code client_file_put(struct cmd_context *c, int64_t id, struct err *e)
{
	struct whole_file d = { .c = c, .json = c->format == FORMAT_JSON };
	enum err_code rc = collect_files(&d, id, e);

	if (rc == OK) {
		put_head(&d);
		rc = put_tables(&d, e);
	}
	if (rc == OK)
		rc = put_actions(&d, e);
	if (rc == OK) {
		buf_puts(&d.out, d.json ? "\n}\n" : "");
		flush(&d);
	}
	free_strings(&d.rows);
	buf_free(&d.out);
	return rc;
}
