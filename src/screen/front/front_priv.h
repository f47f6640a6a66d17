#ifndef FD_SCREEN_FRONT_FRONT_PRIV_H
#define FD_SCREEN_FRONT_FRONT_PRIV_H
/* What the files of the front share: row 1, drafts, the screens that it opens itself. */
#include <stdint.h>

#include "desk/drafts.h"
#include "screen/front.h"
#include "tui/loop.h"

struct buf;
struct canvas;

/* A key was pressed: nobody is away. */
void front_pressed(struct front *f);
void front_header(void *app, const struct screen *top, struct canvas *c, int row);
/* Reads the badges again, at most once a second. */
void front_badges_tick(struct front *f, int64_t mono_ms);

/* Says who rings, once. */
void front_ring_tick(struct front *f);

/* Writes what was typed and not touched for a second. */
void front_draft_tick(struct front *f, int64_t mono_ms);
/* Marks all written ones as parked: the terminal is gone. */
void front_draft_park(struct front *f);

/* The same person is back: they go on here, but for those taken over elsewhere. */
void front_draft_unpark(struct front *f);

/* Keeps what is typed in prompts that have a word: loop_app.prompt. */
void front_prompt(void *app, enum prompt_event what, const struct textline *ask, const char *text,
    struct buf *again);

/* ---- jobs ---- */

/* Jobs of the person that are not on this screen, saved last first. Replaces OUT. */
enum err_code front_jobs(struct front *f, struct draft_job_list *out, struct err *e) MUST_CHECK;
/* "Kept as job 2: New client 刘佳. Ctrl-T Enter goes back." */
void front_say_parked(struct front *f, int64_t draft_id);
/* Throws a job away, for a week; Ctrl-Z brings it back. */
enum err_code front_throw_job(struct screen *s, const struct draft *d, struct err *e) MUST_CHECK;
/* Brings back what was thrown away last, when nothing was done since; *DONE says whether. */
enum err_code front_bring_back(struct screen *s, bool *done, struct err *e) MUST_CHECK;
/* What D holds field by field, and what others changed since; *CLASHES (may be NULL) = fields
 * that both changed. */
enum err_code front_job_text(struct desk *d, int64_t draft_id, struct buf *out, size_t *clashes,
    struct err *e) MUST_CHECK;
/* One sentence about the record of D: merged, closed, changed since; "" for nothing. Returns
 * OUT. */
char *front_job_since(struct desk *d, const struct draft *w, char *out, size_t size);

/* Opens the list of kept drafts over the present screen, if there are any. */
enum err_code front_offer_drafts(struct front *f, struct err *e) MUST_CHECK;

enum err_code front_check_keys(struct err *e) MUST_CHECK;

/* Goes to Today of another branch: what was open is parked. ERR_DENIED: not the person's to see. */
enum err_code front_go_branch(struct screen *s, int64_t branch_id, struct err *e) MUST_CHECK;
/* Somebody else logs in: the terminal stands where it stands. */
enum err_code front_home_branch(struct front *f, struct err *e) MUST_CHECK;

/* Run by the global commands of these names. */
enum err_code front_run_branch(struct screen *s, struct err *e);
enum err_code front_run_cmdline(struct screen *s, struct err *e);
enum err_code front_run_log(struct screen *s, struct err *e);
enum err_code front_run_jobs(struct screen *s, struct err *e);
enum err_code front_run_macro(struct screen *s, struct err *e);
enum err_code front_run_papers(struct screen *s, struct err *e);

extern const struct screen_type cmdline_screen, log_screen, jobs_screen, papers_screen;

extern const struct screen_type lock_screen, today_screen, draft_screen, second_screen;

#endif
