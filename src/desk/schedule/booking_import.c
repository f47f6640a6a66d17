#include "desk/booking_import.h"

#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "booking_priv.h"
#include "booking_wish_priv.h"
#include "data/action.h"
#include "data/client.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/desk.h"
#include "desk/find.h"
#include "desk/rights.h"

/* Others wait for the lock meanwhile: short enough not to be noticed. */
#define BATCH 100

enum column { COL_CLIENT_NAME, COL_SERVICE, COL_START, COL_STAFF, COL_ROOM, COL_DEVICE,
	COL_CHANNEL, COL_NEEDS, COL_NOTE, COL_N };
#define TEXT_BYTES 4000
#define NEEDED 3                /* the first of them must be there */

static const char *const names[COL_N] = {
	[COL_CLIENT_NAME] = "client", [COL_SERVICE] = "service", [COL_START] = "start",
	[COL_STAFF] = "staff", [COL_ROOM] = "room", [COL_DEVICE] = "device",
	[COL_CHANNEL] = "channel", [COL_NEEDS] = "needs", [COL_NOTE] = "note",
};

struct line {
	long number;
	char *raw;
	char *text[3];                  /* channel, needs, note: the wish borrows them */
	struct booking_wish wish;
	bool refused;
};

struct import {
	struct desk *d;
	const struct booking_import_options *o;
	struct booking_import_report *report;
	struct csv_reader *csv;
	int at[COL_N];                  /* position in the list, -1: not there */
	struct line line[BATCH];
	size_t n;
};

static void refuse(struct import *im, struct line *l, const char *why)
{
	l->refused = true;
	im->report->refused++;
	if (im->o->refused)
		im->o->refused(im->o->ctx, l->number, l->raw, why);
}

/* ---- the header ---- */

static enum err_code read_column(struct import *im, const char *head, int place, struct err *e)
{
	struct buf folded = BUF_INIT;
	int found = -1;

	utf8_fold(&folded, head);
	for (int k = 0; k < COL_N; k++)
		if (!strcmp(folded.s, names[k]))
			found = k;
	buf_free(&folded);
	if (found < 0)
		return err_set(e, ERR_INVALID,
		    tr("No column of appointments is called \"%.40s\". Take it out of the list."),
		    head);
	if (im->at[found] >= 0)
		return err_set(e, ERR_INVALID, tr("The column %s stands twice."), names[found]);
	im->at[found] = place;
	return OK;
}

static enum err_code read_header(struct import *im, struct err *e)
{
	struct csv_row row;
	bool more;
	enum err_code rc = csv_next(im->csv, &row, &more, e);

	for (int k = 0; k < COL_N; k++)
		im->at[k] = -1;
	if (rc == OK && !more)
		rc = err_set(e, ERR_INVALID, "%s", tr("The list is empty."));
	for (size_t i = 0; rc == OK && i < row.n; i++)
		rc = read_column(im, row.v[i], (int)i, e);
	for (int k = 0; k < NEEDED && rc == OK; k++)
		if (im->at[k] < 0)
			rc = err_set(e, ERR_INVALID,
			    tr("The list has no column %s. It needs client, service and start."),
			    names[k]);
	return rc;
}

/* ---- a line ---- */

static const char *cell(const struct import *im, const struct csv_row *row, enum column k)
{
	return im->at[k] >= 0 && (size_t)im->at[k] < row->n ? row->v[im->at[k]] : "";
}

static enum err_code find_by_text(struct desk *d, const char *text, int64_t *id, struct err *e)
{
	struct search_result hits = { .n = 0 };
	enum err_code rc = find_clients(d, text, 2, &hits, e);

	if (rc == OK && hits.n != 1)
		rc = err_set(e, ERR_NOTFOUND, hits.n ? tr("Several clients match \"%.60s\".") :
		    tr("No client matches \"%.60s\"."), text);
	*id = rc == OK ? hits.v[0].client_id : 0;
	return rc;
}

static enum err_code find_client(struct desk *d, const char *text, int64_t *id, struct err *e)
{
	struct client c = { 0 };
	struct err none = ERR_INIT;
	size_t digits = strspn(text, "0123456789");
	enum err_code rc = ERR_NOTFOUND;

	if (!*text)
		return err_set(e, ERR_INVALID, "%s", tr("The client is missing."));
	if (!strncmp(text, "no:", 3))
		return client_by_file_no(d->store, text + 3, id, e);
	if (!text[digits] && digits < 10) {
		*id = 0;
		for (size_t i = 0; i < digits; i++)
			*id = *id * 10 + (text[i] - '0');
		rc = client_get(d->store, *id, &c, &none);
		client_free(&c);
	}
	return rc == OK ? OK : find_by_text(d, text, id, e);
}

static enum err_code find_service(struct desk *d, const char *text, int64_t *id, struct err *e)
{
	struct service v;
	enum err_code rc = service_by_code(d->store, text, &v, e);

	*id = rc == OK ? v.id : 0;
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	return err_set(e, ERR_NOTFOUND, tr("No such service \"%.40s\"."), text);
}

enum err_code booking_time_parse(const struct desk *d, const char *text, int64_t *at,
    struct err *e)
{
	static const char digits[] = "0123456789";
	char day[DAY_TEXT];
	int64_t found[2];
	int hour = -1, minute = -1;

	text_fmt(day, sizeof day, "%.10s", text);
	if (strlen(text) == 16 && (text[10] == ' ' || text[10] == 'T') &&
	    strspn(text + 11, digits) == 2 && text[13] == ':' && strspn(text + 14, digits) == 2) {
		hour = (text[11] - '0') * 10 + text[12] - '0';
		minute = (text[14] - '0') * 10 + text[15] - '0';
	}
	if (day_parse(day) == DAY_NONE || hour < 0 || hour > 23 || minute > 59)
		return err_set(e, ERR_INVALID, tr("\"%.40s\" is no YYYY-MM-DD HH:MM."), text);
	if (!zone_instants(d->zone, day_parse(day), hour * 3600 + minute * 60, found))
		return err_set(e, ERR_INVALID, tr("%02d:%02d does not exist that night."), hour,
		    minute);
	*at = found[0];
	return OK;
}

static enum err_code find_thing(struct desk *d, const char *kind, const char *code,
    struct booking_wish *w, struct err *e)
{
	struct resource r;
	enum err_code rc;

	if (!*code)
		return OK;
	rc = resource_by_code(d->store, code, &r, e);
	if (rc == ERR_NOTFOUND || (rc == OK && strcmp(r.kind, kind) != 0)) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND, tr("\"%.40s\" is nobody and nothing to be booked."),
		    code);
	}
	if (rc == OK)
		w->with[w->nwith++] = r.id;
	return rc;
}

/* As on a command line: no control characters, and no more than a form would take. */
static enum err_code check_text(const char *column, const char *text, struct err *e)
{
	const char *bad = text;

	while ((unsigned char)*bad >= 0x20 ? *bad != 0x7f : *bad == '\n' || *bad == '\t')
		bad++;
	if (*bad || bad - text > TEXT_BYTES)
		return err_set(e, ERR_INVALID,
		    tr("`%s` is longer than %d bytes or holds control characters."), column,
		    TEXT_BYTES);
	return OK;
}

static enum err_code read_wish(struct import *im, const struct csv_row *row, struct line *l,
    struct err *e)
{
	struct booking_wish *w = &l->wish;
	enum err_code rc = find_client(im->d, cell(im, row, COL_CLIENT_NAME), &w->client_id, e);

	*w = (struct booking_wish){ .client_id = w->client_id, .quiet = true, .silent = true };
	for (int i = 0; i < 3; i++) {
		const char *text = cell(im, row, (enum column)(COL_CHANNEL + i));

		if (rc == OK)
			rc = check_text(names[COL_CHANNEL + i], text, e);
		l->text[i] = *text ? mem_dup(text) : NULL;
	}
	w->channel = l->text[0];
	w->needs = l->text[1];
	w->note = l->text[2];
	w->asked = *cell(im, row, COL_STAFF) != '\0';
	if (rc == OK)
		rc = find_service(im->d, cell(im, row, COL_SERVICE), &w->service_id, e);
	if (rc == OK)
		rc = booking_time_parse(im->d, cell(im, row, COL_START), &w->start_at, e);
	if (rc == OK)
		rc = find_thing(im->d, "staff", cell(im, row, COL_STAFF), w, e);
	if (rc == OK)
		rc = find_thing(im->d, "room", cell(im, row, COL_ROOM), w, e);
	return rc == OK ? find_thing(im->d, "device", cell(im, row, COL_DEVICE), w, e) : rc;
}

static bool read_batch(struct import *im)
{
	struct csv_row row;
	bool more = true;

	while (im->n < BATCH && more) {
		struct err why = ERR_INIT;
		enum err_code rc = csv_next(im->csv, &row, &more, &why);
		struct line *l = &im->line[im->n];

		if (rc == OK && !more)
			break;
		im->n++;
		im->report->lines++;
		*l = (struct line){ .number = row.line, .raw = mem_dup(row.raw) };
		if (rc == OK)
			rc = read_wish(im, &row, l, &why);
		if (rc != OK)
			refuse(im, l, why.text);
	}
	return more;
}

static void drop_batch(struct import *im)
{
	for (size_t i = 0; i < im->n; i++) {
		mem_free(im->line[i].raw);
		for (int k = 0; k < 3; k++)
			mem_free(im->line[i].text[k]);
	}
	im->n = 0;
}

/* ---- writing ---- */

/* Faults of one line; anything else stops the import. */
static bool is_line_fault(enum err_code code)
{
	return code == ERR_INVALID || code == ERR_TAKEN || code == ERR_CONFLICT ||
	    code == ERR_NOTFOUND || code == ERR_DUPLICATE || code == ERR_STORE;
}

static enum err_code write_line(struct import *im, struct txn *t, struct line *l, struct err *e)
{
	const struct booking_wish *w = &l->wish;
	struct err none = ERR_INIT;
	struct wish_made made;
	int64_t same;
	enum err_code rc = appointment_same(im->d->store, w->client_id, w->dependant_id,
	    w->service_id, w->start_at, &same, &none);

	if (rc == OK)
		im->report->known++;
	if (rc != ERR_NOTFOUND)
		return rc == OK ? OK : err_copy(e, &none);
	rc = booking_wish_write(im->d, t, w, &made, e);
	im->report->added += rc == OK;
	return rc;
}

static enum err_code write_or_refuse(struct import *im, struct txn *t, struct line *l,
    struct err *e)
{
	struct err why = ERR_INIT;
	enum err_code rc = txn_part_begin(t, e);

	if (rc != OK)
		return rc;
	if (write_line(im, t, l, &why) == OK)
		return txn_part_keep(t, e);
	if (!is_line_fault(why.code))
		return err_copy(e, &why);
	refuse(im, l, why.text);
	return txn_part_drop(t, e);
}

static enum err_code write_batch(struct import *im, struct err *e)
{
	struct action_head head = { .name = "appt-import" };
	struct txn *t;
	enum err_code rc = action_begin(im->d->store, &im->d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	for (size_t i = 0; i < im->n && rc == OK; i++)
		if (!im->line[i].refused)
			rc = write_or_refuse(im, t, &im->line[i], e);
	/* A trial is a batch that is not kept: lines of one batch see each other as they will. */
	if (rc == OK && !im->o->dry)
		return action_commit(t, NULL, e);
	action_rollback(t);
	return rc;
}

static enum err_code run(struct import *im, struct err *e)
{
	bool more = true;
	enum err_code rc = read_header(im, e);

	while (rc == OK && more) {
		more = read_batch(im);
		if (im->n)
			rc = write_batch(im, e);
		drop_batch(im);
		if (rc == OK && im->o->progress)
			im->o->progress(im->o->ctx, csv_offset(im->csv), im->o->size);
	}
	return rc;
}

enum err_code booking_import(struct desk *d, const struct booking_import_options *o,
    struct booking_import_report *out, struct err *e)
{
	struct import *im = mem_alloc(sizeof *im);
	enum err_code rc = rights_check(d, &d->who, "appt-import", e);

	*out = (struct booking_import_report){ 0 };
	im->d = d;
	im->o = o;
	im->report = out;
	if (rc == OK)
		rc = csv_open(o->bytes, o->size, &im->csv, e);
	if (rc == OK)
		rc = run(im, e);
	csv_close(im->csv);
	mem_free(im);
	return rc;
}
