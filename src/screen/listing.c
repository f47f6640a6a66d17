#include "screen/listing.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/feed.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "desk/desk.h"
#include "desk/export.h"
#include "screen/front.h"
#include "tui/dialog.h"

enum { CELLS_MAX = 40, PRINT_SECONDS = 20 };

struct listing {
	char name[40], title[200], ask[300];
	const char *columns[LISTING_COLUMNS];
	size_t ncolumns;
	struct {
		char **v;
		size_t n, cap;
	} cells;
	char *document;                 /* instead of cells; NULL: a table */
	size_t document_rows;
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
		l->columns[i] = columns[i];
	return l;
}

struct listing *listing_document(const char *name, const char *title, const char *text,
    size_t rows)
{
	static const char *const none[] = { "" };
	struct listing *l = listing_new(name, title, none, 1);

	l->document = mem_dup(text);
	l->document_rows = rows;
	return l;
}

void listing_cell(struct listing *l, const char *text)
{
	*vec_push(&l->cells) = mem_dup(text ? text : "");
}

size_t listing_rows(const struct listing *l)
{
	return l->document ? l->document_rows : l->cells.n / l->ncolumns;
}

void listing_free(struct listing *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->cells.n; i++)
		mem_free(l->cells.v[i]);
	vec_free(&l->cells);
	mem_free(l->document);
	mem_free(l);
}

/* ---- as text ---- */

static int width_of(const struct listing *l, size_t column)
{
	int width = utf8_cells(tr(l->columns[column]));

	for (size_t i = column; i < l->cells.n; i += l->ncolumns)
		if (utf8_cells(l->cells.v[i]) > width)
			width = utf8_cells(l->cells.v[i]);
	return width < CELLS_MAX ? width : CELLS_MAX;
}

/* Of the last column nothing is cut: the paper is wide enough, or the printer wraps. */
static void put_line(const struct listing *l, const int *widths, const char *const *cells,
    struct buf *out)
{
	for (size_t i = 0; i < l->ncolumns; i++) {
		if (i + 1 < l->ncolumns)
			buf_cell(out, cells[i], widths[i]);
		else
			buf_puts(out, cells[i]);
		buf_puts(out, "  ");
	}
	while (out->n && out->s[out->n - 1] == ' ')
		buf_cut(out, out->n - 1);
	buf_putc(out, '\n');
}

static void put_head(const struct listing *l, const struct desk *d, struct buf *out)
{
	char day[11], clock[16];
	int64_t now = clock_now();

	buf_printf(out, "%s\n%s/%s  %s %s  %s\n\n", l->title, d->site_name, d->branch_name,
	    desk_day_of(d, now, day), desk_clock_text(d, now, clock, sizeof clock), d->staff_name);
}

static void put_table(const struct listing *l, struct buf *out)
{
	int widths[LISTING_COLUMNS];
	const char *heads[LISTING_COLUMNS];

	for (size_t i = 0; i < l->ncolumns; i++) {
		widths[i] = width_of(l, i);
		heads[i] = tr(l->columns[i]);
	}
	put_line(l, widths, heads, out);
	for (size_t i = 0; i < l->cells.n; i += l->ncolumns)
		put_line(l, widths, (const char *const *)&l->cells.v[i], out);
	buf_putc(out, '\n');
	buf_printf(out, tr("%zu rows"), listing_rows(l));
	buf_putc(out, '\n');
}

void listing_text(const struct listing *l, const struct desk *d, struct buf *out)
{
	put_head(l, d, out);
	if (l->document)
		buf_puts(out, l->document);
	else
		put_table(l, out);
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
	char name[40];

	text_copy(name, sizeof name, l->name);
	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '-';
	text_fmt(out, size, "%s/%s-%04d%02d%02d-%02d%02d%02d-%s.%s", folder(f), name, d.year,
	    d.month, d.day, at.second / 3600, at.second / 60 % 60, at.second % 60,
	    f->desk->staff_code, l->how == EXPORT_CSV ? "csv" : "txt");
}

static enum err_code put_out(struct screen *s, const struct listing *l, struct err *e)
{
	struct front *f = front_of(s);
	struct buf text = { 0 };
	char path[4200];
	enum err_code rc;

	if (l->how == EXPORT_CSV)
		listing_csv(l, &text);
	else
		listing_text(l, f->desk, &text);
	if (l->how == EXPORT_PRINT) {
		rc = feed_command(f->print_command, buf_str(&text), text.n, PRINT_SECONDS, e);
		if (rc == OK)
			screen_done(s, tr("Sent %zu rows to the printer."), listing_rows(l));
	} else {
		name_file(f, l, path, sizeof path);
		rc = user_file_write(path, buf_str(&text), text.n, e);
		if (rc == OK)
			screen_done(s, tr("Wrote %zu rows to %s"), listing_rows(l), path);
	}
	buf_free(&text);
	return rc;
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
		text_fmt(l->ask, sizeof l->ask, tr("%s: %zu rows leave the house"), l->title,
		    listing_rows(l));
		return front_second(s, &(struct second_ask){ .right = "export", .text = l->ask,
		    .done = leave_house }, e);
	}
	if (rc == OK)
		rc = put_out(s, l, e);
	drop(f);
	return rc;
}

static void answered(struct screen *s, int answer, int64_t ref)
{
	static const enum export_how hows[] = { [1] = EXPORT_PRINT, [2] = EXPORT_CSV,
		[3] = EXPORT_TEXT };
	struct front *f = front_of(s);
	struct err e = ERR_INIT;

	(void)ref;
	if (answer == 4 && f->listing && f->listing->document &&
	    dialog_tell(s, f->listing->title, f->listing->document, &e) != OK)
		screen_refuse(s, &e);
	if (answer < 1 || answer > 3 || !f->listing) {
		drop(f);
		return;
	}
	f->listing->how = hows[answer];
	if (leave_house(s, &e) != OK)
		screen_refuse(s, &e);
}

enum err_code listing_ask(struct screen *s, struct listing *l, int64_t client_id, struct err *e)
{
	struct front *f = front_of(s);
	char text[400];
	struct dialog box = {
		.title = tr("Print or export"), .text = text,
		.choices = { { 1, tr("print"), f->print_command ? NULL :
		    tr("no print command in frontdesk.ini") },
		    { 2, tr("file for spreadsheets (CSV)"), NULL }, { 3, tr("text file"), NULL } },
		.enter = f->print_command ? 1 : 2, .done = answered,
	};
	enum err_code rc;

	drop(f);
	if (l->document) {
		box.choices[1].why_off = tr("it is no table");
		box.choices[3] = (struct dialog_choice){ 4, tr("on the screen"), NULL };
		box.enter = f->print_command ? 1 : 3;
	}
	l->client_id = client_id;
	f->listing = l;
	text_fmt(text, sizeof text,
	    tr("%s: %zu rows, as they are shown. It is noted who and when."), l->title,
	    listing_rows(l));
	if (!listing_rows(l))
		rc = err_set(e, ERR_NOTFOUND, "%s", tr("The list is empty: nothing to print."));
	else
		rc = dialog_open(s, &box, e);
	if (rc != OK)
		drop(f);
	return rc;
}
