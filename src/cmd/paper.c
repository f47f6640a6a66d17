/* paper: slips, lists of a day, the file, receipts, papers to fill in; as text, PDF or on paper. */
#include <string.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/mem.h"
#include "base/printer.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "cmd/safe.h"
#include "cmd_priv.h"
#include "desk/desk.h"
#include "desk/export.h"
#include "desk/papers.h"

enum { TEXT_CELLS = 100 };
enum { A_PDF, A_PRINT, A_PLACES };

const struct arg paper_args[3] = {
	[A_PDF] = { .name = "pdf", .value = "FILE" },
	[A_PRINT] = { .name = "print", .kind = ARG_SWITCH },
	[A_PLACES] = { .name = "places", .kind = ARG_SWITCH },
};

static const char *about_word(enum paper_about about)
{
	static const char *const words[] = { [PAPER_NOTHING] = "", [PAPER_APPOINTMENT] = "ID",
		[PAPER_VISIT] = "ID", [PAPER_CLIENT] = "CLIENT", [PAPER_DAY] = "[DAY]",
		[PAPER_RECEIPT] = "NUMBER", [PAPER_TREATMENT] = "ID",
		[PAPER_PLAN] = "PLAN", [PAPER_ORDER] = "NUMBER", [PAPER_SHIFT] = "ID",
		[PAPER_TEST] = "NUMBER", [PAPER_CASE] = "NUMBER",
		[PAPER_MONTH] = "[MONTH]" };

	return words[about];
}

static enum err_code list(struct cmd_context *c)
{
	static const struct table_col columns[] = { { "paper", 14, false }, { "of", 8, false },
		{ "what", 0, false } };
	struct table_out *t = table_begin(c, columns, COUNT(columns));

	for (size_t i = 0; i < papers_count; i++) {
		table_text(t, papers[i].name);
		table_text(t, about_word(papers[i].about));
		table_text(t, tr(papers[i].help));
		table_row(t);
	}
	table_end(t, "");
	return OK;
}

/* What the paper is about, by its word. */
static enum err_code take_word(struct cmd_context *c, const struct paper *p, const char *word,
    struct paper_ref *ref, struct err *e)
{
	*ref = (struct paper_ref){ .word = word };
	if (!word)
		return p->about == PAPER_NOTHING || p->about == PAPER_DAY ||
		    p->about == PAPER_MONTH ? OK :
		    err_set(e, ERR_USAGE, tr("paper %s needs %s."), p->name, about_word(p->about));
	switch (p->about) {
	case PAPER_CLIENT: return args_client(c, word, &ref->id, e);
	case PAPER_APPOINTMENT: case PAPER_VISIT: case PAPER_TREATMENT:
	case PAPER_SHIFT:
		return args_id(word, &ref->id) ? OK :
		    err_set(e, ERR_USAGE, tr("paper %s needs a number."), p->name);
	case PAPER_NOTHING:
		return err_set(e, ERR_USAGE, tr("paper %s is about nothing."), p->name);
	case PAPER_DAY: case PAPER_RECEIPT: case PAPER_PLAN:
	case PAPER_ORDER: case PAPER_TEST: case PAPER_CASE: case PAPER_MONTH: return OK;
	}
	return OK;
}

static size_t rows_of(const struct document *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->lines.n; i++)
		n += doc->lines.v[i].kind == DOCUMENT_ROW;
	return n ? n : 1;
}

static void put_text(struct cmd_context *c, const struct document *doc)
{
	struct buf text = BUF_INIT, safe = BUF_INIT;

	document_text(doc, TEXT_CELLS, &text);
	safe_put(&safe, text.s, SAFE_TEXT);
	fwrite(buf_str(&safe), 1, safe.n, c->out);
	buf_free(&text);
	buf_free(&safe);
}

static enum err_code put_pdf(struct cmd_context *c, const struct document *doc, const char *path,
    struct err *e)
{
	struct buf pdf = BUF_INIT;
	enum err_code rc = printer_pdf(&c->printer, doc, &pdf, e);

	if (rc == OK && !strcmp(path, "-"))
		fwrite(pdf.s, 1, pdf.n, c->out);
	else if (rc == OK)
		rc = user_file_write(path, pdf.s, pdf.n, e);
	buf_free(&pdf);
	return rc;
}

static enum err_code put_paper(struct cmd_context *c, const char *name, const struct document *doc,
    struct err *e)
{
	char job[60];
	enum err_code rc = printer_print(&c->printer, name, doc, job, sizeof job, e);

	if (rc == OK && job[0])
		say(c, tr("Queued as %s."), job);
	else if (rc == OK)
		say(c, "%s", tr("Sent to the printer."));
	return rc;
}

/* A slip on each printer that stands where it is needed. */
static enum err_code put_places(struct cmd_context *c, const struct paper_ref *ref,
    const struct document *doc, struct err *e)
{
	struct paper_places places = { 0 };
	struct printer p = c->printer;
	char job[60], name[100];
	size_t sent = 0;
	enum err_code rc = paper_slip_places(c->desk, ref->id, &places, e);

	for (size_t i = 0; i < places.n && rc == OK; i++) {
		if (!printer_at(&c->printer, places.v[i].code, name, sizeof name)[0])
			continue;
		p.name = name;
		rc = printer_print(&p, "slip", doc, job, sizeof job, e);
		if (rc == OK)
			say(c, tr("Sent to the printers of %s."), places.v[i].label);
		sent++;
	}
	vec_free(&places);
	return rc != OK || sent ? rc : err_set(e, ERR_NOTFOUND, "%s",
	    tr("No printer stands where it is needed: places of frontdesk.ini(5)."));
}

/* It is noted before it leaves the house. A paper without anything on it is no secret. */
static enum err_code note(struct cmd_context *c, const struct paper *p, const struct paper_ref *ref,
    const struct document *doc, enum export_how how, struct err *e)
{
	if (p->about == PAPER_NOTHING)
		return OK;
	return export_list(c->desk, paper_client(c->desk, p, ref), p->name, rows_of(doc), how, e);
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *pdf = &c->args[A_PDF], *print = &c->args[A_PRINT];
	bool places = c->args[A_PLACES].given;
	const struct paper *p = argc ? paper_find(argv[0]) : NULL;
	struct document *doc = NULL;
	struct paper_ref ref;
	enum err_code rc;

	if (!argc)
		return list(c);
	if (!p)
		return err_set(e, ERR_USAGE, tr("There is no paper %.40s. frontdesk paper lists "
		    "them."), argv[0]);
	if (pdf->given + print->given + places > 1)
		return err_set(e, ERR_USAGE, "%s", tr("Either --pdf, --print or --places."));
	if (places && strcmp(p->name, "slip") != 0)
		return err_set(e, ERR_USAGE, "%s", tr("Only a slip goes to the --places."));
	rc = take_word(c, p, argc > 1 ? argv[1] : NULL, &ref, e);
	if (rc == OK)
		rc = p->make(c->desk, &ref, &doc, e);
	if (rc == OK)
		rc = note(c, p, &ref, doc, pdf->given ? EXPORT_PDF : print->given || places ?
		    EXPORT_PRINT : EXPORT_TEXT, e);
	if (rc == OK && pdf->given)
		rc = put_pdf(c, doc, pdf->text, e);
	else if (rc == OK && places)
		rc = put_places(c, &ref, doc, e);
	else if (rc == OK && print->given)
		rc = put_paper(c, p->name, doc, e);
	else if (rc == OK)
		put_text(c, doc);
	document_free(doc);
	return rc;
}

const struct cmd cmd_paper = {
	.name = "paper",
	.words = "[PAPER [WORD]]",
	.min = 0,
	.max = 2,
	.args = paper_args,
	.nargs = COUNT(paper_args),
	.help = N_("A slip, a list of a day, a file, a receipt or a paper to fill in: as text, PDF "
	    "or on the printer."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
