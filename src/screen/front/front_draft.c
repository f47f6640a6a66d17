/* Drafts: what is being typed is written a second after it was typed; at one terminal at a time. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/store.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "front_priv.h"
#include "tui/loop.h"

enum { WRITE_MS = 1000, LOOK_MS = 2000 };
/* While somebody types, others who hold the file are not waited for; it is tried again so often
 * before the person hears of it. */
enum { TRY_MS = 100, BUSY_TRIES = 10 };

void front_draft_watch(struct front *f, struct draft_source *d)
{
	d->next = f->drafts;
	f->drafts = d;
}

void front_draft_unwatch(struct front *f, struct draft_source *d)
{
	for (struct draft_source **p = &f->drafts; *p; p = &(*p)->next)
		if (*p == d) {
			*p = d->next;
			return;
		}
}

/* Counted from the first key that is not written yet: who types without a pause loses no more. */
void front_draft_typed(struct front *f, struct draft_source *d)
{
	(void)f;
	if (!d->dirty)
		d->typed_ms = clock_mono_ms();
	d->dirty = true;
	d->taken = false;
}

/* It goes on at another terminal. What is typed here from now on is a draft of its own. */
static void let_go(struct front *f, struct draft_source *d, const struct err *e)
{
	d->draft_id = 0;
	d->taken = true;
	if (!loop_hung_up(f->loop))
		screen_say(screen_top(f->loop), STYLE_MSG_INFO,
		    tr("%s What is typed here from now on is kept as another job."), e->text);
}

static enum err_code save(struct front *f, struct draft_source *d, struct draft *row,
    struct err *e)
{
	enum err_code rc = drafts_save(f->desk, row, e);

	if (rc != ERR_TAKEN)
		return rc;
	let_go(f, d, e);
	err_clear(e);
	row->id = 0;                    /* what was typed since must not be lost */
	return drafts_save(f->desk, row, e);
}

/* A draft that cannot be written is tried again; the person is told once, not each time. */
static void tell_failed(struct front *f, struct draft_source *d, bool now, const struct err *e)
{
	log_line(LOG_ERROR, "draft not written: %s", e->detail);
	d->typed_ms = clock_mono_ms();
	d->failed++;
	if ((now || d->failed == (e->code == ERR_BUSY ? BUSY_TRIES : 1)) && !loop_hung_up(f->loop))
		screen_refuse(screen_top(f->loop), e);
}

/* NOW: this is the last moment, others are waited for. */
static bool write_draft(struct front *f, struct draft_source *d, bool now)
{
	struct buf title = { 0 }, body = { 0 }, cursor = { 0 };
	struct draft row = { .id = d->draft_id, .ref_id = d->ref_id };
	struct err e = ERR_INIT;

	d->write(d->ctx, &title, &body, &cursor);
	text_copy(row.form, sizeof row.form, d->form);
	text_copy(row.title, sizeof row.title, buf_str(&title));
	text_copy(row.cursor, sizeof row.cursor, buf_str(&cursor));
	text_copy(row.state, sizeof row.state, d->line ? "line" : "open");
	row.body = mem_dup(buf_str(&body));
	if (save(f, d, &row, &e) == OK) {
		d->draft_id = row.id;
		d->dirty = d->taken = false;
		d->failed = 0;
		d->renewed_ms = clock_mono_ms();
	} else {
		tell_failed(f, d, now, &e);
	}
	mem_free(row.body);
	buf_free(&title);
	buf_free(&body);
	buf_free(&cursor);
	return !d->dirty;
}

static void write_dirty(struct front *f, bool now)
{
	for (struct draft_source *d = f->drafts; d; d = d->next)
		if (d->dirty && f->desk->who.staff_id)
			write_draft(f, d, now);
}

void front_draft_flush(struct front *f)
{
	write_dirty(f, true);
}

void front_draft_try(struct front *f)
{
	int before = store_patience(f->desk->store, TRY_MS);

	write_dirty(f, false);
	store_patience(f->desk->store, before);
}

/* Still here? The claim is prolonged now and then, the row looked at more often. */
static void look_after(struct front *f, struct draft_source *d, int64_t mono_ms)
{
	struct err e = ERR_INIT;

	if (!d->draft_id || mono_ms - d->looked_ms < LOOK_MS)
		return;
	d->looked_ms = mono_ms;
	if (mono_ms - d->renewed_ms < DRAFTS_RENEW_S * 1000 && drafts_mine(f->desk, d->draft_id))
		return;
	d->renewed_ms = mono_ms;
	if (drafts_renew(f->desk, d->draft_id, &e) == ERR_TAKEN)
		let_go(f, d, &e);
	else if (e.code)
		log_line(LOG_WARN, "claim not renewed: %s", e.detail);
}

void front_draft_tick(struct front *f, int64_t mono_ms)
{
	int before;

	if (!f->desk->who.staff_id)
		return;
	before = store_patience(f->desk->store, TRY_MS);
	for (struct draft_source *d = f->drafts; d; d = d->next) {
		if (d->dirty && mono_ms - d->typed_ms >= WRITE_MS)
			write_draft(f, d, false);
		look_after(f, d, mono_ms);
	}
	store_patience(f->desk->store, before);
}

static enum err_code park(struct front *f, struct draft_source *d, struct err *e)
{
	if (!d->draft_id || d->line || !drafts_mine(f->desk, d->draft_id))
		return OK;
	return drafts_set_state(f->desk, d->draft_id, "parked", e);
}

void front_draft_park(struct front *f)
{
	struct err e = ERR_INIT;

	for (struct draft_source *d = f->drafts; d && f->desk->who.staff_id; d = d->next)
		if (park(f, d, &e) != OK) {
			log_line(LOG_ERROR, "draft not parked: %s", e.detail);
			err_clear(&e);
		}
}

void front_draft_unpark(struct front *f)
{
	struct err e = ERR_INIT;

	for (struct draft_source *d = f->drafts; d; d = d->next) {
		if (!d->draft_id)
			continue;
		if (drafts_renew(f->desk, d->draft_id, &e) == ERR_TAKEN)
			let_go(f, d, &e);
		else if (!e.code && drafts_take(f->desk, d->draft_id, &e) != OK)
			log_line(LOG_ERROR, "draft not opened again: %s", e.detail);
		err_clear(&e);
	}
}

bool front_draft_leave(struct front *f, struct draft_source *d)
{
	struct err e = ERR_INIT;
	int64_t id;

	if (!d->dirty && (d->taken || (d->draft_id && !drafts_mine(f->desk, d->draft_id))))
		return true;            /* it goes on elsewhere as it is */
	d->dirty = true;                /* with the cursor where it is now */
	if (!write_draft(f, d, true))
		return false;
	id = d->draft_id;
	if (park(f, d, &e) != OK)
		screen_refuse(screen_top(f->loop), &e);
	else
		front_say_parked(f, id);
	f->badges_ms = 0;
	return true;
}

void front_draft_done(struct front *f, struct draft_source *d)
{
	struct err e = ERR_INIT;

	d->dirty = d->taken = false;
	if (d->draft_id && drafts_mine(f->desk, d->draft_id) &&
	    drafts_set_state(f->desk, d->draft_id, "dropped", &e) != OK)
		log_line(LOG_ERROR, "draft not dropped: %s", e.detail);
	d->draft_id = 0;
}
