#include "desk/sheets.h"

#include "base/buf.h"
#include "base/day.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "data/branch.h"
#include "desk/contact.h"
#include "desk/desk.h"
#include "desk/document.h"
#include "desk/papers.h"

enum { CELLS = 96 };                    /* A4 across in a small type */

static enum err_code write_one(struct desk *d, const char *paper, const char *day, int64_t *n,
    struct err *e)
{
	const struct paper_ref ref = { .word = day };
	struct document *doc;
	struct buf path = BUF_INIT, text = BUF_INIT;
	enum err_code rc = paper_find(paper)->make(d, &ref, &doc, e);

	if (rc != OK)
		return rc;
	buf_printf(&path, "%s/%s-%s-%s.txt", d->config.sheets_folder, d->branch_code, day, paper);
	document_text(doc, CELLS, &text);
	rc = user_file_write(buf_str(&path), buf_str(&text), text.n, e);
	if (rc == OK)
		++*n;
	document_free(doc);
	buf_free(&text);
	buf_free(&path);
	return rc;
}

static enum err_code write_branch(struct desk *d, int64_t branch_id, int64_t *n, struct err *e)
{
	static const char *const kept[] = { "day", "experts" };
	char day[DAY_TEXT];
	int32_t today;
	enum err_code rc = desk_set_branch(d, branch_id, e);

	if (rc != OK)
		return rc;
	today = desk_today(d);
	for (size_t i = 0; i < sizeof kept / sizeof *kept && rc == OK; i++) {
		rc = write_one(d, kept[i], day_format(today, day), n, e);
		if (rc == OK)
			rc = write_one(d, kept[i], day_format(contact_next_open(d, today), day), n,
			    e);
	}
	return rc;
}

enum err_code sheets_write(struct desk *d, int64_t *n, struct err *e)
{
	struct branch_list all = { 0 };
	int64_t here = d->branch_id;
	struct err back = ERR_INIT;
	enum err_code rc = OK;

	*n = 0;
	if (!d->config.sheets_folder || !d->config.sheets_folder[0])
		return OK;
	rc = branch_list(d->store, false, &all, e);
	d->for_all = true;
	for (size_t i = 0; i < all.n && rc == OK; i++)
		rc = write_branch(d, all.v[i].id, n, e);
	d->for_all = false;
	branch_list_free(&all);
	if (desk_set_branch(d, here, &back) != OK && rc == OK)
		rc = err_copy(e, &back);
	return rc;
}
