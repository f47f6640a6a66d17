/* free: the next times for a service with everything they take, or the days on which several
 * services fit one after another. Its columns are a contract. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "cmd_priv.h"
#include "data/resource.h"
#include "data/service.h"
#include "desk/desk.h"
#include "desk/free.h"

enum { A_SERVICE, A_STAFF, A_FROM, A_DAYS, A_COUNT, A_N };

static const struct arg table[A_N] = {
	[A_SERVICE] = { .name = "service", .value = "CODE,...", .needed = true },
	[A_STAFF] = { .name = "staff", .value = "CODE,..." },
	[A_FROM] = { .name = "from", .value = "DAY", .kind = ARG_DAY },
	[A_DAYS] = { .name = "days", .value = "N", .kind = ARG_INT,
		.min = 1, .max = 366, .number = 14 },
	[A_COUNT] = { .name = "count", .value = "N", .kind = ARG_INT,
		.min = 1, .max = 1000, .number = 20 },
};

static const struct table_col columns[] = {
	{ "start", 16, false },
	{ "end", 16, false },
	{ "branch", -1, false },
	{ "staff_id", -1, true },
	{ "staff", 18, false },
	{ "room_id", -1, true },
	{ "room", 10, false },
	{ "device_id", -1, true },
	{ "device", 12, false },
	{ "service", 12, false },
	{ "wait_min", -1, true },
};

/* ---- rows ---- */

/* Everybody and everything of KIND that T takes, blank between; *ID = the first. */
static enum err_code name_parts(struct cmd_context *c, const struct free_time *t,
    const char *kind, struct buf *out, int64_t *id, struct err *e)
{
	*id = 0;
	for (size_t i = 0; i < t->nparts; i++) {
		struct resource r;
		enum err_code rc;

		if (t->part[i].part > 1)
			continue;       /* the same one once more */
		rc = resource_get(c->store, t->part[i].resource_id, &r, e);
		if (rc != OK)
			return rc;
		if (strcmp(r.kind, kind) != 0)
			continue;
		buf_printf(out, "%s%s", out->n ? " " : "", r.name);
		if (!*id)
			*id = r.staff_id ? r.staff_id : r.id;
	}
	return OK;
}

static enum err_code put_time(struct cmd_context *c, struct table_out *t,
    const struct free_time *time, int wait_min, struct err *e)
{
	static const char *const kinds[] = { "staff", "room", "device" };
	struct buf name = BUF_INIT;
	struct service v;
	int64_t id;
	enum err_code rc = service_get(c->store, time->service_id, &v, e);

	if (rc != OK)
		return rc;
	table_time(t, time->start_at);
	table_time(t, time->end_at);
	table_text(t, c->desk->branch_code);
	for (size_t i = 0; i < COUNT(kinds); i++) {
		buf_clear(&name);
		if (rc == OK)
			rc = name_parts(c, time, kinds[i], &name, &id, e);
		table_int_or_empty(t, id);
		table_text(t, buf_str(&name));
	}
	table_text(t, v.code);
	table_int(t, wait_min);
	table_row(t);
	buf_free(&name);
	return rc;
}

static void end_table(struct table_out *t, enum err_code rc, const char *why)
{
	char empty[300];

	if (rc == OK)
		table_end(t, text_fmt(empty, sizeof empty, tr("Nothing fits. %s"), why));
	else
		table_drop(t);
}

static enum err_code put_times(struct cmd_context *c, const struct free_wish *w, struct err *e)
{
	struct free_list l = { 0 };
	struct table_out *t;
	enum err_code rc = free_find(c->desk, w, &l, e);

	if (rc == OK) {
		t = table_begin(c, columns, COUNT(columns));
		for (size_t i = 0; i < l.n && rc == OK; i++)
			rc = put_time(c, t, &l.v[i], 0, e);
		end_table(t, rc, l.why);
	}
	free_list_free(&l);
	return rc;
}

static enum err_code put_day(struct cmd_context *c, struct table_out *t,
    const struct free_day *day, struct err *e)
{
	int64_t last = day->time[0].start_at;
	enum err_code rc = OK;

	for (size_t k = 0; k < day->n && rc == OK; k++) {
		rc = put_time(c, t, &day->time[k], (int)((day->time[k].start_at - last) / 60), e);
		last = day->time[k].end_at;
	}
	return rc;
}

static enum err_code put_days(struct cmd_context *c, const struct free_wish *w, struct err *e)
{
	struct free_day_list l = { 0 };
	struct table_out *t;
	enum err_code rc = free_find_days(c->desk, w, &l, e);

	if (rc == OK) {
		t = table_begin(c, columns, COUNT(columns));
		for (size_t i = 0; i < l.n && rc == OK; i++)
			rc = put_day(c, t, &l.v[i], e);
		end_table(t, rc, l.why);
	}
	free_day_list_free(&l);
	return rc;
}

/* ---- words ---- */

static enum err_code read_services(struct cmd_context *c, const char *text, struct free_wish *w,
    struct err *e)
{
	enum err_code rc = OK;

	while (*text && rc == OK) {
		size_t n = strcspn(text, ",");
		char word[64];

		text_fmt(word, sizeof word, "%.*s", (int)n, text);
		text += n + (text[n] == ',');
		if (w->nservices == FREE_SERVICES)
			return err_set(e, ERR_USAGE, tr("At most %d services at once."),
			    FREE_SERVICES);
		rc = service_named(c, word, &w->service[w->nservices++], e);
	}
	return rc;
}

static enum err_code read_staff(struct cmd_context *c, const char *text, struct free_wish *w,
    struct err *e)
{
	/* "" is nobody, not anybody: it comes from a script whose variable was empty. */
	do {
		size_t n = strcspn(text, ",");
		char word[64];
		enum err_code rc;

		text_fmt(word, sizeof word, "%.*s", (int)n, text);
		text += n + (text[n] == ',');
		if (w->nwith == BOOKING_PARTS)
			return err_set(e, ERR_USAGE, tr("At most %d people at once."),
			    BOOKING_PARTS);
		rc = staff_resource_named(c, word, &w->with[w->nwith++], e);
		if (rc != OK)
			return rc;
	} while (*text);
	return OK;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	const struct arg *a = c->args;
	struct free_wish w = { .nservices = 0 };
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	if (!a[A_SERVICE].given || !a[A_SERVICE].text[0])
		rc = err_set(e, ERR_USAGE, "%s",
		    tr("Say for which service: frontdesk free --service CODE."));
	if (rc == OK)
		rc = read_services(c, a[A_SERVICE].text, &w, e);
	if (rc == OK && a[A_STAFF].given)
		rc = read_staff(c, a[A_STAFF].text, &w, e);
	if (rc != OK)
		return rc;
	w.from_day = a[A_FROM].day;
	w.days = (int)a[A_DAYS].number;
	w.count = (size_t)a[A_COUNT].number;
	return w.nservices > 1 ? put_days(c, &w, e) : put_times(c, &w, e);
}

const struct cmd cmd_free = {
	.name = "free",
	.words = "",
	.args = table,
	.nargs = COUNT(table),
	.help = N_("Finds the next times for a service, or days on which several services fit."),
	.needs = CMD_FILE | CMD_DESK,
	.run = run,
};
