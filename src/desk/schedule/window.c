#include "desk/window.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/zone.h"
#include "calendar_priv.h"
#include "data/flag.h"
#include "desk/callback_due.h"
#include "desk/desk.h"

/* A site without callbacks.cfg has no windows: its opening hours stand for them. */
static void all_day(const struct calendar_place *p, struct call_windows *out)
{
	*out = (struct call_windows){ .n = 1,
		.v = { { .from_min = p->open_min, .to_min = p->close_min } } };
}

enum err_code window_site_open(struct desk *d, int64_t branch_id, struct window_site *out,
    struct err *e)
{
	struct calendar_place *place = mem_alloc(sizeof *place);
	enum err_code rc = calendar_place_open(d, branch_id, place, e);

	*out = (struct window_site){ .place = place, .branch_id = place->branch_id,
		.zone = place->zone };
	if (d->callbacks)
		out->windows = d->callbacks->windows;
	else
		all_day(place, &out->windows);
	if (rc != OK)
		window_site_close(out);
	return rc;
}

void window_site_close(struct window_site *s)
{
	if (s->place)
		calendar_place_close(s->place);
	mem_free(s->place);
	*s = (struct window_site){ .branch_id = 0 };
}

bool window_site_works(const struct window_site *s, int32_t day)
{
	struct open_hours h;

	if (!s->place)
		return false;
	calendar_place_hours(s->place, day, &h);
	return h.open_min < h.close_min;
}

bool window_site_hours(const struct window_site *s, const char *wish, struct call_windows *out)
{
	if (wish && call_windows_parse(wish, &s->windows, out))
		return true;
	*out = s->windows;
	return false;
}

static bool works(void *arg, int32_t day)
{
	return window_site_works(arg, day);
}

static struct due_place place_of(struct window_site *s, const char *wish)
{
	struct due_place p = { .zone = s->zone, .works = works, .arg = s };

	p.wish = window_site_hours(s, wish, &p.windows);
	return p;
}

void window_site_at(const struct window_site *s, const char *wish, int64_t at,
    struct window_now *out)
{
	struct window_site copy = *s;   /* what the sum asks through is not changed by it */
	struct due_place p = place_of(&copy, wish);

	*out = (struct window_now){ .own_wish = p.wish };
	if (!s->zone)
		return;
	out->open = due_window(&p, at, &out->from, &out->to);
	if (!out->open)
		out->from = due_next(&p, at, &out->to);
}

enum err_code window_wish(struct desk *d, int64_t client_id, char *out, size_t size, struct err *e)
{
	struct flag_list flags = { 0 };
	enum err_code rc = client_id ? flag_list(d->store, client_id, &flags, e) : OK;

	text_copy(out, size, "");
	for (size_t i = 0; i < flags.n && rc == OK; i++)
		if (!strcmp(flags.v[i].kind, WINDOW_FLAG))
			text_copy(out, size, flags.v[i].text);
	flag_list_free(&flags);
	return rc;
}

enum err_code window_at(struct desk *d, int64_t branch_id, int64_t client_id, int64_t at,
    struct window_now *out, struct err *e)
{
	struct window_site site = { 0 };
	char wish[FLAG_TEXT];
	enum err_code rc = window_wish(d, client_id, wish, sizeof wish, e);

	*out = (struct window_now){ .open = false };
	if (rc == OK)
		rc = window_site_open(d, branch_id, &site, e);
	if (rc == OK)
		window_site_at(&site, wish, at, out);
	window_site_close(&site);
	return rc;
}

enum err_code window_last(struct desk *d, int64_t branch_id, int64_t client_id, int32_t day,
    int64_t *end, struct err *e)
{
	struct window_site site = { 0 };
	char wish[FLAG_TEXT];
	int64_t from, to = 0;
	enum err_code rc = window_wish(d, client_id, wish, sizeof wish, e);

	*end = 0;
	if (rc == OK)
		rc = window_site_open(d, branch_id, &site, e);
	if (rc == OK) {
		struct due_place p = place_of(&site, wish);

		if (due_day_ends(&p, day, &from, &to))
			*end = to;
	}
	window_site_close(&site);
	return rc;
}
