#include "screen/listing.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/printer.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/desk.h"
#include "desk/document.h"
#include "desk/export.h"
#include "screen/front.h"
#include "screen/screens.h"
#include "tui/dialog.h"

/* Of a column; of a page on its short side; of a text file. */
enum { CELLS_MAX = 40, PAGE_CELLS = 95, FILE_CELLS = 120 };

struct listing {
	char name[40], title[200], ask[300];
	char *columns[LISTING_COLUMNS]; /* owned: a branch goes when its screen reads anew */
	size_t ncolumns;
	struct {
		char **v;
		size_t n, cap;
	} cells;
	struct document *doc;           /* NULL: not made of the cells yet */
	bool paper;                     /* it never had cells */
	size_t paper_rows;
	struct {
		struct there {
			char name[100], labels[200];
		} *v;
		size_t n, cap;
	} there;                        /* printers at the places that it concerns */
	bool to_there;
	int held;                       /* by others than the first one */
	int64_t client_id;
	enum export_how how;
};

struct listing *listing_new(const char *name, const char *title, const char *const *columns,
    size_t n)
{
	struct listing *l = mem_alloc(sizeof *l);

	ASSERT(n && n <= LISTING_COLUMNS);
	*l = (struct listing){ .ncolumns = n };
	text_copy(l->name, sizeof l->name, name);
	text_copy(l->title, sizeof l->title, title);
	for (size_t i = 0; i < n; i++)
		l->columns[i] = mem_dup(columns[i]);
	return l;
}

struct listing *listing_paper(const char *name, struct document *doc, size_t rows)
{
	static const char *const none[] = { "" };
	struct listing *l = listing_new(name, document_text_at(&doc->once[DOCUMENT_TITLE], 0), none,
	    1);

	l->doc = doc;
	l->paper = true;
	l->paper_rows = rows;
	return l;
}

void listing_set_document(struct listing *l, struct document *doc)
{
	document_free(l->doc);
	l->doc = doc;
}

struct listing *listing_hold(struct listing *l)
{
	l->held++;
	return l;
}

const char *listing_title(const struct listing *l)
{
	return l->title;
}

void listing_cell(struct listing *l, const char *text)
{
	*vec_push(&l->cells) = mem_dup(text ? text : "");
}

size_t listing_rows(const struct listing *l)
{
	return l->paper ? l->paper_rows : l->cells.n / l->ncolumns;
}

void listing_add_printer(struct listing *l, const char *name, const char *label)
{
	struct there *t = NULL;
	char was[200];

	for (size_t i = 0; i < l->there.n; i++)
		if (!strcmp(l->there.v[i].name, name))
			t = &l->there.v[i];
	if (!t) {
		t = vec_push(&l->there);
		text_copy(t->name, sizeof t->name, name);
		text_copy(t->labels, sizeof t->labels, label);
		return;
	}
	text_copy(was, sizeof was, t->labels);
	text_fmt(t->labels, sizeof t->labels, "%s, %s", was, label);
}

void listing_free(struct listing *l)
{
	if (!l || l->held-- > 0)
		return;
	for (size_t i = 0; i < l->cells.n; i++)
		mem_free(l->cells.v[i]);
	vec_free(&l->cells);
	vec_free(&l->there);
	for (size_t i = 0; i < l->ncolumns; i++)
		mem_free(l->columns[i]);
	document_free(l->doc);
	mem_free(l);
}

/* ---- as a document ---- */

static int width_of(const struct listing *l, size_t column)
{
	int width = utf8_cells(tr(l->columns[column]));

	for (size_t i = column; i < l->cells.n; i += l->ncolumns)
		if (utf8_cells(l->cells.v[i]) > width)
			width = utf8_cells(l->cells.v[i]);
	return width < 1 ? 1 : width < CELLS_MAX ? width : CELLS_MAX;
}

static struct document *make(const struct listing *l, const struct desk *d)
{
	int widths[LISTING_COLUMNS], sum = 0;
	struct document *doc;
	char count[80];

	for (size_t i = 0; i < l->ncolumns; i++)
		sum += widths[i] = width_of(l, i);
	doc = document_start(d, sum <= PAGE_CELLS ? DOCUMENT_A4 : DOCUMENT_A4_WIDE, l->title);
	for (size_t i = 0; i < l->ncolumns; i++)
		document_column(doc, tr(l->columns[i]), widths[i], DOCUMENT_LEFT);
	for (size_t i = 0; i < l->cells.n; i++) {
		if (i % l->ncolumns == 0)
			document_row(doc);
		document_cell(doc, l->cells.v[i]);
	}
	document_small(doc, text_fmt(count, sizeof count, trn("%zu row", "%zu rows",
	    (long)listing_rows(l)), listing_rows(l)));
	return doc;
}

const struct document *listing_made(struct listing *l, const struct desk *d)
{
	if (!l->doc)
		l->doc = make(l, d);
	return l->doc;
}

void listing_text(struct listing *l, const struct desk *d, int cells, struct buf *out)
{
	document_text(listing_made(l, d), cells, out);
}

void listing_csv(const struct listing *l, struct buf *out)
{
	for (size_t i = 0; i < l->ncolumns; i++)
		csv_put(out, tr(l->columns[i]), i == 0);
	csv_end(out);
	for (size_t i = 0; i < l->cells.n; i++) {
		csv_put(out, l->cells.v[i], i % l->ncolumns == 0);
		if (i % l->ncolumns + 1 == l->ncolumns)
			csv_end(out);
	}
}

/* ---- doing it ---- */

/* The folder of the settings, else the home of the account: no variable that somebody set. */
static const char *folder(const struct front *f)
{
	const struct passwd *who = getpwuid(getuid());

	if (f->export_folder)
		return f->export_folder;
	return who && who->pw_dir && who->pw_dir[0] == '/' ? who->pw_dir : "/tmp";
}

/* FOLDER/clients-find-20261124-143200-wf.csv */
static void name_file(const struct front *f, const struct listing *l, char *out, size_t size)
{
	int64_t now = clock_now();
	struct local_time at = zone_local(f->desk->zone, now);
	struct ymd d = day_split(at.day);
	static const char *const ends[] = { [EXPORT_CSV] = "csv", [EXPORT_TEXT] = "txt",
		[EXPORT_PDF] = "pdf" };
	char name[40];

	text_copy(name, sizeof name, l->name);
	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '-';
	text_fmt(out, size, "%s/%s-%04d%02d%02d-%02d%02d%02d-%s.%s", folder(f), name, d.year,
	    d.month, d.day, at.second / 3600, at.second / 60 % 60, at.second % 60,
	    f->desk->staff_code, ends[l->how]);
}

static enum err_code to_printer(struct screen *s, struct listing *l, struct err *e)
{
	struct front *f = front_of(s);
	char job[60];
	enum err_code rc = printer_print(&f->printer, l->name, listing_made(l, f->desk), job,
	    sizeof job, e);

	if (rc != OK)
		return rc;
	if (job[0])
		screen_done(s, tr("Queued as %s: %s."), job, l->title);
	else
		screen_done(s, tr("Sent to the printer: %s."), l->title);
	return OK;
}

/* On every printer of the places; those that came before one that fails are told. */
static enum err_code to_places(struct screen *s, struct listing *l, struct err *e)
{
	struct front *f = front_of(s);
	struct printer p = f->printer;
	struct buf pdf = BUF_INIT, done = BUF_INIT;
	char job[60], why[400];
	enum err_code rc = printer_pdf(&p, listing_made(l, f->desk), &pdf, e);

	for (size_t i = 0; i < l->there.n && rc == OK; i++) {
		p.name = l->there.v[i].name;
		rc = printer_send(&p, l->name, pdf.s, pdf.n, job, sizeof job, e);
		if (rc == OK)
			buf_printf(&done, "%s%s", done.n ? "; " : "", l->there.v[i].labels);
	}
	if (rc == OK) {
		screen_done(s, tr("Sent to the printers of %s."), buf_str(&done));
	} else if (done.n) {
		text_copy(why, sizeof why, e->text);
		err_clear(e);
		rc = err_set(e, rc, tr("Only sent to %s. %s"), buf_str(&done), why);
	}
	buf_free(&pdf);
	buf_free(&done);
	return rc;
}

static enum err_code to_file(struct screen *s, struct listing *l, struct err *e)
{
	struct front *f = front_of(s);
	struct buf text = BUF_INIT;
	char path[4200];
	enum err_code rc = OK;

	/* Spreadsheets take Han for something else without this mark. */
	if (l->how == EXPORT_CSV) {
		buf_puts(&text, "\xef\xbb\xbf");
		listing_csv(l, &text);
	} else if (l->how == EXPORT_TEXT) {
		listing_text(l, f->desk, FILE_CELLS, &text);
	} else {
		rc = printer_pdf(&f->printer, listing_made(l, f->desk), &text, e);
	}
	name_file(f, l, path, sizeof path);
	if (rc == OK)
		rc = user_file_write(path, text.s, text.n, e);
	if (rc == OK && l->paper)
		screen_done(s, tr("Wrote %s"), path);
	else if (rc == OK)
		screen_done(s, trn("Wrote %zu row to %s", "Wrote %zu rows to %s",
		    (long)listing_rows(l)), listing_rows(l), path);
	buf_free(&text);
	return rc;
}

static enum err_code put_out(struct screen *s, struct listing *l, struct err *e)
{
	if (l->how != EXPORT_PRINT)
		return to_file(s, l, e);
	return l->to_there ? to_places(s, l, e) : to_printer(s, l, e);
}

static void drop(struct front *f)
{
	listing_free(f->listing);
	f->listing = NULL;
}

/* Runs again when somebody has signed. */
static enum err_code leave_house(struct screen *s, struct err *e)
{
	struct front *f = front_of(s);
	struct listing *l = f->listing;
	enum err_code rc;

	if (!l)
		return OK;
	rc = export_list(f->desk, l->client_id, l->name, listing_rows(l), l->how, e);
	if (rc == ERR_SECOND) {
		text_fmt(l->ask, sizeof l->ask, trn("%s: %zu row leaves the house",
		    "%s: %zu rows leave the house", (long)listing_rows(l)), l->title,
		    listing_rows(l));
		return front_second(s, &(struct second_ask){ .right = "export", .text = l->ask,
		    .done = leave_house }, e);
	}
	if (rc == OK)
		rc = put_out(s, l, e);
	drop(f);
	return rc;
}

enum { ANSWER_PRINT = 1, ANSWER_CSV, ANSWER_TEXT, ANSWER_LOOK, ANSWER_PDF,
	ANSWER_THERE };

static void answered(struct screen *s, int answer, int64_t ref)
{
	static const enum export_how hows[] = { [ANSWER_PRINT] = EXPORT_PRINT,
		[ANSWER_CSV] = EXPORT_CSV, [ANSWER_TEXT] = EXPORT_TEXT, [ANSWER_PDF] = EXPORT_PDF,
		[ANSWER_THERE] = EXPORT_PRINT };
	struct front *f = front_of(s);
	struct err e = ERR_INIT;
	enum err_code rc = OK;

	(void)ref;
	if (answer == ANSWER_LOOK && f->listing) {
		struct preview_arg arg = { .listing = f->listing,
			.client_id = f->listing->client_id };

		rc = screen_open(s->loop, &preview_screen, &arg, &e);
	} else if (answer != ANSWER_BACK && f->listing) {
		f->listing->how = hows[answer];
		f->listing->to_there = answer == ANSWER_THERE;
		rc = leave_house(s, &e);
		if (rc != OK)
			screen_refuse(s, &e);
		return;
	}
	drop(f);
	if (rc != OK)
		screen_refuse(s, &e);
}

/* "print where it is needed: R2; 刘洋" */
static char *there_text(const struct listing *l, char *out, size_t size)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < l->there.n; i++)
		buf_printf(&b, "%s%s", b.n ? "; " : "", l->there.v[i].labels);
	text_fmt(out, size, tr("print where it is needed: %s"), buf_str(&b));
	buf_free(&b);
	return out;
}

enum err_code listing_ask(struct screen *s, struct listing *l, int64_t client_id, struct err *e)
{
	struct front *f = front_of(s);
	char text[400], there[300];
	struct dialog box = {
		.title = tr("Print or export"), .text = text,
		.choices = { { ANSWER_PRINT, tr("print"), f->printer.command ? NULL :
		    tr("no print command in frontdesk.ini") },
		    { ANSWER_CSV, tr("file for spreadsheets (CSV)"), l->paper ?
		    tr("it is no table") : NULL }, { ANSWER_TEXT, tr("text file"), NULL },
		    { ANSWER_LOOK, tr("on the screen"), NULL },
		    { ANSWER_PDF, tr("PDF file"), NULL } },
		.enter = f->printer.command ? ANSWER_PRINT : l->paper ? ANSWER_PDF : ANSWER_CSV,
		.done = answered,
	};
	enum err_code rc;

	drop(f);
	if (s->type == &preview_screen)
		box.choices[ANSWER_LOOK - 1].why_off = tr("it is there");
	if (l->there.n)
		box.choices[ANSWER_THERE - 1] = (struct dialog_choice){ ANSWER_THERE,
			there_text(l, there, sizeof there), box.choices[0].why_off };
	l->client_id = client_id;
	f->listing = l;
	if (l->paper)
		text_fmt(text, sizeof text, tr("%s. It is noted who and when."), l->title);
	else
		text_fmt(text, sizeof text,
		    trn("%s: %zu row, as it is shown. It is noted who and when.",
		    "%s: %zu rows, as they are shown. It is noted who and when.",
		    (long)listing_rows(l)), l->title, listing_rows(l));
	if (!listing_rows(l))
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("The list is empty: nothing to print."));
	else
		rc = dialog_open(s, &box, e);
	if (rc != OK)
		drop(f);
	return rc;
}
