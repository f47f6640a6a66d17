#include "csv_lines_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"

const char *csv_cell(const struct csv_lines *c, const struct csv_row *row, int column)
{
	int at = c->at[column];

	return at >= 0 && (size_t)at < row->n ? row->v[at] : "";
}

static int column_of(const struct csv_lines *c, const char *head)
{
	struct buf folded = BUF_INIT;
	int found = -1;

	utf8_fold(&folded, head);
	buf_trim(&folded);
	for (int i = 0; i < c->n && found < 0; i++)
		if (!strcmp(buf_str(&folded), c->columns[i].name) ||
		    (c->columns[i].other && !strcmp(buf_str(&folded), c->columns[i].other)))
			found = i;
	buf_free(&folded);
	return found;
}

/* A misnamed column would lose what stands in it: the whole list is refused. */
static enum err_code read_head(struct csv_lines *c, const struct csv_row *row, struct err *e)
{
	for (int i = 0; i < c->n; i++)
		c->at[i] = -1;
	for (size_t i = 0; i < row->n; i++) {
		int found = column_of(c, row->v[i]);

		if (found < 0 && !c->others)
			return err_set(e, ERR_INVALID,
			    tr("No column of this list is called \"%.40s\". Take it out, or name "
			    "it right."), row->v[i]);
		if (found >= 0 && c->at[found] >= 0)
			return err_set(e, ERR_INVALID, tr("The column %s stands twice."),
			    c->columns[found].name);
		if (found >= 0)
			c->at[found] = (int)i;
	}
	for (int i = 0; i < c->n; i++)
		if (c->columns[i].needed && c->at[i] < 0)
			return err_set(e, ERR_INVALID, tr("The list has no column \"%s\"."),
			    c->columns[i].name);
	return OK;
}

/* The first line is needed to the end, the reader forgets it. */
static void keep_head(const struct csv_row *row, struct csv_row *head)
{
	*head = (struct csv_row){ .n = row->n, .line = row->line };
	head->v = mem_array(row->n ? row->n : 1, sizeof *head->v);
	for (size_t i = 0; i < row->n; i++)
		head->v[i] = mem_dup(row->v[i]);
}

static void free_head(struct csv_row *head)
{
	for (size_t i = 0; i < head->n; i++)
		mem_free(head->v[i]);
	mem_free(head->v);
}

/* What a line cannot help. */
static bool ends_all(enum err_code rc)
{
	return rc == ERR_BUSY || rc == ERR_FULL || rc == ERR_READONLY || rc == ERR_IO ||
	    rc == ERR_DENIED || rc == ERR_STORE || rc == ERR_CORRUPT;
}

static enum err_code one_line(struct csv_lines *c, enum err_code rc, const struct csv_row *row,
    struct err *line, struct err *e)
{
	c->lines++;
	if (rc == OK)
		rc = c->line(c->ctx, c, row, line);
	if (ends_all(rc))
		return err_copy(e, line);
	c->done += rc == OK;
	c->known += rc == ERR_DUPLICATE;
	if (rc == OK || rc == ERR_DUPLICATE)
		return OK;
	c->bad++;
	if (c->refused)
		c->refused(c->refused_ctx, row->line, row->raw, line->text);
	return OK;
}

static enum err_code read_lines(struct csv_lines *c, struct csv_reader *csv, struct err *e)
{
	enum err_code rc = OK;

	while (rc == OK) {
		struct err line = ERR_INIT;
		struct csv_row row;
		bool more = true;
		enum err_code one = csv_next(csv, &row, &more, &line);

		if (one == OK && !more)
			break;
		rc = one_line(c, one, &row, &line, e);
	}
	return rc;
}

enum err_code csv_lines_run(struct csv_lines *c, const char *bytes, size_t size, struct err *e)
{
	struct csv_row row = { 0 }, head = { 0 };
	struct csv_reader *csv;
	bool more = true;
	enum err_code rc = csv_open(bytes, size, &csv, e);

	c->lines = c->done = c->known = c->bad = 0;
	if (rc != OK)
		return rc;
	rc = csv_next(csv, &row, &more, e);
	if (rc == OK && !more)
		rc = err_set(e, ERR_INVALID, "%s", tr("The file is empty."));
	if (rc == OK)
		rc = read_head(c, &row, e);
	if (rc == OK) {
		keep_head(&row, &head);
		c->head = &head;
		rc = read_lines(c, csv, e);
	}
	c->head = NULL;
	free_head(&head);
	csv_close(csv);
	return rc;
}
