/* Free times: what the fields ask for, and the rows that come of it. */
#include "free_priv.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "data/branch.h"
#include "data/resource.h"
#include "desk/describe.h"
#include "desk/desk.h"
#include "form/form_edit.h"
#include "tui/picker.h"

#define TIMES 40
#define DAYS_SHOWN 12

static const char *const names[] = { "services", "client", "with", "part", "from", "days",
	"branch" };

int free_field_of(const struct free_screen *st, enum free_field f)
{
	return form_field_index(form_edit_form(st->form.edit), names[f]);
}

static const struct value *value_of(const struct free_screen *st, enum free_field f)
{
	return &form_edit_field(st->form.edit, free_field_of(st, f))->value;
}

int64_t free_id_of(const struct free_screen *st, enum free_field f)
{
	const struct value *v = value_of(st, f);

	return v->type == VALUE_INT ? v->i : 0;
}

static const char *text_of(const struct free_screen *st, enum free_field f)
{
	const struct value *v = value_of(st, f);

	return v->type == VALUE_TEXT ? v->s : "";
}

/* ---- what is wanted ---- */

/* "skin, laser": each by code, by name or by how a name begins. */
static enum err_code find_service(struct free_screen *st, const char *word, struct err *e)
{
	struct service_list all = { 0 };
	const struct service *hit = NULL;
	const char *near = NULL;
	size_t hits = 0;
	enum err_code rc = service_list(st->desk->store, false, &all, e);

	for (size_t i = 0; i < all.n && rc == OK; i++) {
		const char *name = describe_in_language(all.v[i].name, all.v[i].name_en);

		if (!strcmp(all.v[i].code, word) || !strcmp(name, word)) {
			hit = &all.v[i];
			hits = 1;
			break;
		}
		if (picker_fits(word, all.v[i].code, name)) {
			hit = &all.v[i];
			hits++;
		}
		if (!near && all.v[i].code[0] == word[0])
			near = name;
	}
	if (rc == OK && !hits)
		rc = err_set(e, ERR_NOTFOUND, near ?
		    tr("No such service \"%s\". Did you mean %s?") :
		    tr("No such service \"%s\"."), word, near);
	else if (rc == OK && hits > 1)
		rc = err_set(e, ERR_INVALID, tr("\"%s\" fits several services. One more letter."),
		    word);
	else if (rc == OK && st->nservices == FREE_SERVICES)
		rc = err_set(e, ERR_INVALID, tr("At most %d services on one day."), FREE_SERVICES);
	else if (rc == OK)
		st->service[st->nservices++] = *hit;
	service_list_free(&all);
	return rc;
}

static enum err_code read_services(struct free_screen *st, struct err *e)
{
	const char *p = text_of(st, F_SERVICES);
	enum err_code rc = OK;

	st->nservices = 0;
	while (*p && rc == OK) {
		char word[96];
		const char *comma = strpbrk(p, ",;");
		const char *wide = strstr(p, "\xef\xbc\x8c");
		const char *end = wide && (!comma || wide < comma) ? wide : comma;
		size_t n = end ? (size_t)(end - p) : strlen(p);
		struct buf b = { 0 };

		buf_add(&b, p, n);
		buf_trim(&b);
		text_copy(word, sizeof word, buf_str(&b));
		buf_free(&b);
		if (word[0])
			rc = find_service(st, word, e);
		p += n + (end ? end == wide ? 3 : 1 : 0);
	}
	return rc;
}

static enum err_code read_from(struct free_screen *st, struct err *e)
{
	struct when_base base = desk_when(st->desk);
	const char *typed = text_of(st, F_FROM);
	struct when w;
	enum err_code rc;

	st->wish.from_day = desk_today(st->desk);
	if (!typed[0])
		return OK;
	rc = when_parse(typed, WHEN_PLAN, &base, &w, e);
	if (rc == OK && w.day != DAY_NONE)
		st->wish.from_day = w.day;
	return rc;
}

static enum err_code make_wish(struct free_screen *st, struct err *e)
{
	static const struct {
		const char *code;
		int from, to;
	} parts[] = { { "am", 0, 720 }, { "pm", 720, 1080 }, { "eve", 1080, 1440 } };
	enum err_code rc = read_services(st, e);

	st->wish = (struct free_wish){ .branch_id = free_id_of(st, F_BRANCH),
		.client_id = free_id_of(st, F_CLIENT), .dependant_id = st->dependant_id,
		.nservices = st->nservices, .days = (int)free_id_of(st, F_DAYS),
		.other_days = !text_of(st, F_FROM)[0] };
	for (size_t i = 0; i < st->nservices; i++)
		st->wish.service[i] = st->service[i].id;
	if (free_id_of(st, F_WITH)) {
		st->wish.with[0] = free_id_of(st, F_WITH);
		st->wish.nwith = 1;
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strcmp(parts[i].code, text_of(st, F_PART))) {
			st->wish.from_min = parts[i].from;
			st->wish.to_min = parts[i].to;
		}
	return rc == OK ? read_from(st, e) : rc;
}

/* ---- finding ---- */

static struct free_line *add_line(struct free_screen *st, int64_t start_at, int service, int time)
{
	struct free_line *l = vec_push(&st->lines);

	*l = (struct free_line){ .id = (int64_t)st->lines.n, .start_at = start_at,
		.service = service, .time = time };
	desk_time_text(st->desk, start_at, l->at, sizeof l->at);
	return l;
}

static void add_times(struct free_screen *st)
{
	for (size_t i = 0; i < st->times.n; i++) {
		const struct free_time *t = &st->times.v[i];
		struct free_line *l = add_line(st, t->start_at, 0, (int)i);

		free_names(st->desk, t, "staff", l->staff, sizeof l->staff);
		free_names(st->desk, t, "room", l->room, sizeof l->room);
		free_names(st->desk, t, "device", l->device, sizeof l->device);
		text_fmt(l->rest, sizeof l->rest, "%s%s", t->usual ? tr("usual") : "",
		    t->busy ? tr(" busy day") : "");
	}
}

static const char *service_name(const struct free_screen *st, int64_t id)
{
	for (size_t i = 0; i < st->nservices; i++)
		if (st->service[i].id == id)
			return describe_in_language(st->service[i].name, st->service[i].name_en);
	return "";
}

/* "13:45-14:45 Laser: 周敏 刘洋, R2, Laser-1": a row has no room for that. */
static void say_step(const struct free_screen *st, const struct free_time *t, char *out,
    size_t size)
{
	char from[16], to[16], staff[60], room[30], device[30];

	free_names(st->desk, t, "staff", staff, sizeof staff);
	free_names(st->desk, t, "room", room, sizeof room);
	free_names(st->desk, t, "device", device, sizeof device);
	text_fmt(out, size, "%s-%s  %s: %s%s%s%s%s",
	    desk_clock_text(st->desk, t->start_at, from, sizeof from),
	    desk_clock_text(st->desk, t->end_at, to, sizeof to), service_name(st, t->service_id),
	    staff, room[0] ? ", " : "", room, device[0] ? ", " : "", device);
}

/* The stay first, then each service with whoever leads it. */
static void add_days(struct free_screen *st)
{
	for (size_t i = 0; i < st->days.n; i++) {
		const struct free_day *d = &st->days.v[i];
		struct free_line *l = add_line(st, d->time[0].start_at, -1, (int)i);
		struct buf b = { 0 };
		char at[16];

		buf_printf(&b, tr("%d h %02d, wait %d:"), d->stay_min / 60, d->stay_min % 60,
		    d->wait_min);
		for (size_t k = 0; k < d->n; k++) {
			struct resource lead = { 0 };
			struct err none = ERR_INIT;

			say_step(st, &d->time[k], l->step[k], sizeof l->step[k]);
			if (d->time[k].lead_id && resource_get(st->desk->store,
			    d->time[k].lead_id, &lead, &none) != OK)
				err_clear(&none);
			buf_printf(&b, " %s%s%s %s ", k ? desk_clock_text(st->desk,
			    d->time[k].start_at, at, sizeof at) : "", k ? " " : "",
			    service_name(st, d->time[k].service_id), lead.name);
		}
		text_copy(l->rest, sizeof l->rest, buf_str(&b));
		buf_free(&b);
	}
}

/* What another branch has, where this one has little. */
static void look_elsewhere(struct free_screen *st)
{
	struct branch_list all = { 0 };
	struct err none = ERR_INIT;
	int64_t here = st->wish.branch_id ? st->wish.branch_id : st->desk->branch_id;

	st->other[0] = '\0';
	if (st->lines.n > 3 || branch_list(st->desk->store, false, &all, &none) != OK)
		return;
	for (size_t i = 0; i < all.n && !st->other[0]; i++) {
		struct free_wish w = st->wish;
		struct free_list found = { 0 };
		char at[48];

		w.branch_id = all.v[i].id;
		w.nwith = 0;
		w.count = 1;
		err_clear(&none);
		if (all.v[i].id != here && free_find(st->desk, &w, &found, &none) == OK && found.n)
			text_fmt(st->other, sizeof st->other, tr("%s has %s (v: other branches)."),
			    describe_in_language(all.v[i].name, all.v[i].name_en),
			    desk_time_text(st->desk, found.v[0].start_at, at, sizeof at));
		free_list_free(&found);
	}
	branch_list_free(&all);
}

enum err_code free_find_rows(struct free_screen *st, struct err *e)
{
	enum err_code rc = make_wish(st, e);

	st->lines.n = 0;
	st->why[0] = '\0';
	free_day_list_free(&st->days);
	free_list_free(&st->times);
	if (rc != OK || !st->nservices)
		return rc;
	if (st->nservices > 1) {
		st->wish.count = DAYS_SHOWN;
		rc = free_find_days(st->desk, &st->wish, &st->days, e);
		text_copy(st->why, sizeof st->why, st->days.why);
		add_days(st);
	} else {
		st->wish.count = TIMES;
		rc = free_find(st->desk, &st->wish, &st->times, e);
		text_copy(st->why, sizeof st->why, st->times.why);
		add_times(st);
	}
	if (rc == OK)
		look_elsewhere(st);
	return rc;
}
