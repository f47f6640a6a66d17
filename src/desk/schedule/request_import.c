/* Requests of a gateway, line by line. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/request.h"
#include "data/service.h"
#include "desk/desk.h"
#include "desk/request.h"
#include "form/check.h"
#include "form/config_file.h"

enum column { C_KEY, C_CHANNEL, C_CAME, C_NAME, C_PHONE, C_SERVICE, C_WANTS, C_TEXT, C_BRANCH,
	C_COUNT };
static const char *const columns[C_COUNT + 1] = { "key", "channel", "came", "name", "phone",
	"service", "wants", "text", "branch", NULL };

#define LONG_AGO_DAYS 1000

/* "2026-11-24 14:07" on the site's wall, or with a zone: "2026-11-24T14:07:00+08:00", "...Z". */
static bool read_came(const struct desk *d, const char *text, int64_t *at)
{
	int y, mo, da, h, mi, s = 0, zh = 0, zm = 0, n = 0, end = 0;
	char sign = 0;
	int64_t both[2];
	int32_t day;

	if (sscanf(text, "%4d-%2d-%2d%*1[ T]%2d:%2d%n", &y, &mo, &da, &h, &mi, &n) != 5)
		return false;
	text += n;
	if (sscanf(text, ":%2d%n", &s, &n) == 1)
		text += n;
	day = day_of(y, mo, da);
	if (day == DAY_NONE || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 60)
		return false;
	s = s == 60 ? 59 : s;           /* a leap second */
	if (!strcmp(text, "Z") || (sscanf(text, "%c%2d:%2d%n", &sign, &zh, &zm, &end) == 3 &&
	    !text[end] && (sign == '+' || sign == '-') && zh >= 0 && zh < 24 && zm >= 0 &&
	    zm < 60)) {
		*at = (int64_t)day * 86400 + h * 3600 + mi * 60 + s -
		    (sign == '-' ? -1 : 1) * (zh * 3600 + zm * 60);
		return true;
	}
	if (text[0] || zone_instants(d->zone, day, h * 3600 + mi * 60 + s, both) < 1)
		return false;
	*at = both[0];
	return true;
}

/* What comes from outside is shown as text: no control characters, cut at a character. */
static void clean(char *dst, size_t size, const char *src)
{
	struct buf b = { 0 };

	while (*src) {
		uint32_t cp = utf8_next(&src);

		buf_put_cp(&b, cp_steers(cp) ? ' ' : cp);
	}
	buf_trim(&b);
	/* Whoever reads it sees that there was more. */
	if (!text_take(dst, size, buf_str(&b)))
		memcpy(dst + strlen(text_copy(dst, size - 2, buf_str(&b))), "..", 3);
	buf_free(&b);
}

static const char *cell(const struct csv_row *row, const int *at, enum column c)
{
	return at[c] >= 0 && (size_t)at[c] < row->n ? row->v[at[c]] : "";
}

/* A number nobody can read is no reason to lose the wish: it stays as it came. */
static void read_phone(struct desk *d, const char *typed, struct request *r)
{
	struct check_env env = { .label = "", .today = desk_today(d), .country = d->country };
	char number[PHONE_MAX], why[200];

	if (!typed[0])
		return;
	if (phone_normalise(typed, &env, number, why, sizeof why) == CHECK_WRONG)
		clean(r->phone, sizeof r->phone, typed);
	else
		text_copy(r->phone, sizeof r->phone, number);
}

static enum err_code read_line(struct desk *d, const struct csv_row *row, const int *at,
    struct request *r, struct err *e)
{
	struct service service;
	struct branch branch;
	enum err_code rc = OK;

	*r = (struct request){ .branch_id = d->branch_id, .came_at = clock_now() };
	if (cell(row, at, C_CAME)[0] && !read_came(d, cell(row, at, C_CAME), &r->came_at))
		return err_set(e, ERR_INVALID,
		    tr("`came` is no time: \"%s\". Write YYYY-MM-DD HH:MM."),
		    cell(row, at, C_CAME));
	if (r->came_at < clock_now() - (int64_t)LONG_AGO_DAYS * 86400)
		return err_set(e, ERR_INVALID, tr("`came` is years ago: \"%s\"."),
		    cell(row, at, C_CAME));
	if (r->came_at > clock_now() + 300)
		return err_set(e, ERR_INVALID, tr("`came` lies in the future: \"%s\"."),
		    cell(row, at, C_CAME));
	if (cell(row, at, C_BRANCH)[0]) {
		rc = branch_by_code(d->store, cell(row, at, C_BRANCH), &branch, e);
		if (rc != OK)
			return rc;
		r->branch_id = branch.id;
	}
	if (cell(row, at, C_SERVICE)[0]) {
		rc = service_by_code(d->store, cell(row, at, C_SERVICE), &service, e);
		if (rc != OK)
			return rc;
		r->service_id = service.id;
	}
	/* Cut, two numbers could be one, and the second wish be lost. */
	if (strlen(cell(row, at, C_KEY)) >= sizeof r->origin_key)
		return err_set(e, ERR_INVALID, tr("`key` is longer than %zu bytes."),
		    sizeof r->origin_key - 1);
	clean(r->origin_key, sizeof r->origin_key, cell(row, at, C_KEY));
	clean(r->channel, sizeof r->channel, cell(row, at, C_CHANNEL));
	clean(r->name, sizeof r->name, cell(row, at, C_NAME));
	clean(r->wants, sizeof r->wants, cell(row, at, C_WANTS));
	clean(r->text, sizeof r->text, cell(row, at, C_TEXT));
	if (!r->channel[0])
		text_copy(r->channel, sizeof r->channel, "web");
	day_format(zone_local(d->zone, r->came_at).day, r->day);
	if (!r->name[0] && !cell(row, at, C_PHONE)[0] && !r->text[0])
		return err_set(e, ERR_INVALID, "%s",
		    tr("Neither name, phone nor text: nobody to answer."));
	read_phone(d, cell(row, at, C_PHONE), r);
	return OK;
}

/* One request is one action: what is in is in, whatever comes behind it. */
static enum err_code add(struct desk *d, struct request *r, struct request_report *out,
    struct err *e)
{
	struct action_head head = { .name = "appt-request" };
	struct txn *t;
	int64_t id;
	enum err_code rc = action_begin(d->store, &d->who, &head, &t, e);

	if (rc != OK)
		return rc;
	r->client_id = request_guess(d, r);
	rc = request_insert(t, r, &id, e);
	if (rc != OK || !id) {
		action_rollback(t);
		out->known += rc == OK;
		return rc;
	}
	out->added++;
	action_subject(t, "request", id);
	return action_commit(t, NULL, e);
}

/* A misnamed column would lose what stands in it, and a lost `came` would give every wish its two
 * hours anew: the whole file is refused. */
static enum err_code read_column(const char *head, int place, int *at, struct err *e)
{
	struct buf folded = BUF_INIT;
	const char *near;
	enum err_code rc = OK;
	int found = -1;

	utf8_fold(&folded, head);
	buf_trim(&folded);
	for (int c = 0; c < C_COUNT; c++)
		if (!strcmp(buf_str(&folded), columns[c]))
			found = c;
	near = found < 0 ? config_near(buf_str(&folded), columns) : NULL;
	if (found < 0)
		rc = near ? err_set(e, ERR_INVALID,
		    tr("No column of requests is called \"%.40s\". Did you mean %s?"), head,
		    near) : err_set(e, ERR_INVALID,
		    tr("No column of requests is called \"%.40s\". Take it out of the list."),
		    head);
	else if (at[found] >= 0)
		rc = err_set(e, ERR_INVALID, tr("The column %s stands twice."), columns[found]);
	else
		at[found] = place;
	buf_free(&folded);
	return rc;
}

static enum err_code read_header(const struct csv_row *row, int *at, struct err *e)
{
	enum err_code rc = OK;

	for (int c = 0; c < C_COUNT; c++)
		at[c] = -1;
	for (size_t i = 0; i < row->n && rc == OK; i++)
		rc = read_column(row->v[i], (int)i, at, e);
	if (rc == OK && at[C_NAME] < 0 && at[C_PHONE] < 0 && at[C_TEXT] < 0)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Nobody could be answered: the list needs a column name, phone or text."));
	return rc;
}

enum err_code request_import(struct desk *d, const char *bytes, size_t size,
    void (*refused)(void *ctx, long line, const char *raw, const char *reason), void *ctx,
    struct request_report *out, struct err *e)
{
	struct csv_reader *csv;
	struct csv_row row;
	int at[C_COUNT];
	bool more = true;
	enum err_code rc = csv_open(bytes, size, &csv, e);

	*out = (struct request_report){ 0 };
	if (rc != OK)
		return rc;
	rc = csv_next(csv, &row, &more, e);
	if (rc == OK && !more)
		rc = err_set(e, ERR_INVALID, "%s", tr("The file is empty."));
	if (rc == OK)
		rc = read_header(&row, at, e);
	while (rc == OK) {
		struct err line = ERR_INIT;
		struct request r;
		enum err_code one = csv_next(csv, &row, &more, &line);

		if (one == OK && !more)
			break;
		out->lines++;
		if (one == OK)
			one = read_line(d, &row, at, &r, &line);
		if (one == OK)
			one = add(d, &r, out, &line);
		if (one == ERR_BUSY || one == ERR_FULL || one == ERR_READONLY || one == ERR_IO ||
		    one == ERR_DENIED) {
			rc = err_copy(e, &line);
		} else if (one != OK) {
			out->refused++;
			if (refused)
				refused(ctx, row.line, row.raw, line.text);
		}
	}
	csv_close(csv);
	return rc;
}
