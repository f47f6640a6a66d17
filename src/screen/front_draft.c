/* Drafts: what is being typed is written a second after the last key. */
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "desk/drafts.h"
#include "front_priv.h"
#include "tui/loop.h"

#define QUIET_MS 1000

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

void front_draft_typed(struct front *f, struct draft_source *d)
{
	(void)f;
	d->dirty = true;
	d->typed_ms = clock_mono_ms();
}

/* A draft that cannot be written is tried again; the person is told once, not at every key. */
static void write_draft(struct front *f, struct draft_source *d)
{
	struct buf title = { 0 }, body = { 0 }, cursor = { 0 };
	struct draft row = { .id = d->draft_id, .ref_id = d->ref_id };
	struct err e = ERR_INIT;

	d->write(d->ctx, &title, &body, &cursor);
	text_copy(row.form, sizeof row.form, d->form);
	text_copy(row.title, sizeof row.title, buf_str(&title));
	text_copy(row.cursor, sizeof row.cursor, buf_str(&cursor));
	text_copy(row.state, sizeof row.state, "open");
	row.body = mem_dup(buf_str(&body));
	if (drafts_save(f->desk, &row, &e) == OK) {
		d->draft_id = row.id;
		d->dirty = false;
	} else {
		log_line(LOG_ERROR, "draft not written: %s", e.detail);
		d->typed_ms = clock_mono_ms();
		if (!loop_hung_up(f->loop))
			screen_refuse(screen_top(f->loop), &e);
	}
	mem_free(row.body);
	buf_free(&title);
	buf_free(&body);
	buf_free(&cursor);
}

void front_draft_flush(struct front *f)
{
	for (struct draft_source *d = f->drafts; d; d = d->next)
		if (d->dirty && f->desk->who.staff_id)
			write_draft(f, d);
}

void front_draft_tick(struct front *f, int64_t mono_ms)
{
	for (struct draft_source *d = f->drafts; d; d = d->next)
		if (d->dirty && mono_ms - d->typed_ms >= QUIET_MS && f->desk->who.staff_id)
			write_draft(f, d);
}

/* Under the lock nobody is logged in, or already the next one: the drafts are of who locked it. */
void front_draft_park(struct front *f)
{
	struct actor *who = &f->desk->who;
	int64_t present = who->staff_id;
	struct err e = ERR_INIT;

	if (f->locked_staff)
		who->staff_id = f->locked_staff;
	for (struct draft_source *d = f->drafts; d; d = d->next) {
		if (!d->draft_id)
			continue;
		if (drafts_set_state(f->desk, d->draft_id, "parked", &e) != OK) {
			log_line(LOG_ERROR, "draft not parked: %s", e.detail);
			err_clear(&e);
		}
	}
	who->staff_id = present;
}

void front_draft_done(struct front *f, struct draft_source *d)
{
	struct err e = ERR_INIT;

	d->dirty = false;
	if (d->draft_id && drafts_set_state(f->desk, d->draft_id, "dropped", &e) != OK)
		log_line(LOG_ERROR, "draft not dropped: %s", e.detail);
	d->draft_id = 0;
}
