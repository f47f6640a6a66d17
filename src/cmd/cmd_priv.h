#ifndef FD_CMD_CMD_PRIV_H
#define FD_CMD_CMD_PRIV_H
/* What the files of this floor share: each defines its row of the table, and a few words are said
 * the same way everywhere. */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/args.h"
#include "cmd/cmd.h"
#include "cmd/table.h"

struct client_card;

extern const struct cmd cmd_init, cmd_demo, cmd_today, cmd_day, cmd_free, cmd_client_find,
    cmd_client_show,
    cmd_client_add, cmd_client_import, cmd_client_merge, cmd_client_export,
    cmd_client_duplicates, cmd_client_todo, cmd_ring, cmd_verify, cmd_undo, cmd_actions,
    cmd_tick, cmd_check_forms, cmd_backup, cmd_restore, cmd_doctor, cmd_staff_list,
    cmd_staff_add, cmd_staff_pin, cmd_staff_unlock,
    cmd_staff_set, cmd_staff_role, cmd_staff_retire, cmd_resource_list, cmd_resource_add,
    cmd_resource_set, cmd_resource_skill, cmd_resource_retire, cmd_service_list,
    cmd_service_add, cmd_service_set, cmd_service_retire, cmd_service_need, cmd_roster_show,
    cmd_roster_add, cmd_roster_off, cmd_roster_leave, cmd_roster_open;

extern const struct cmd cmd_request_list, cmd_request_import;
extern const struct cmd cmd_surveys, cmd_suggestions, cmd_improvements, cmd_kpi, cmd_events,
    cmd_event_guests;
extern const struct cmd cmd_channels, cmd_channel_charge;
extern const struct cmd cmd_sms_sync, cmd_messages, cmd_message_send, cmd_message_withdraw;
extern const struct cmd cmd_waitlist, cmd_disrupt, cmd_paper;
extern const struct cmd cmd_cultivation, cmd_cultivation_begin, cmd_cultivation_step;
extern const struct cmd cmd_cultivation_end;
extern const struct cmd cmd_cases, cmd_cases_take, cmd_escalations;
extern const struct cmd cmd_consult_list, cmd_consult_show, cmd_consult_find;
extern const struct cmd cmd_treat_list, cmd_treat_show, cmd_treat_start, cmd_treat_step,
    cmd_treat_confirm, cmd_treat_close;
extern const struct cmd cmd_callbacks, cmd_close_day;
extern const struct cmd cmd_queue, cmd_arrive, cmd_book, cmd_move, cmd_confirm, cmd_cancel,
    cmd_noshow;
extern const struct cmd cmd_order_list, cmd_order_add, cmd_order_cancel, cmd_order_send, cmd_pay,
    cmd_payments, cmd_pay_correct, cmd_card_list, cmd_card_sell, cmd_card_give, cmd_cashup,
    cmd_cashup_begin, cmd_cashup_end;
extern const struct cmd cmd_test_list, cmd_test_show, cmd_test_step, cmd_lab_import,
    cmd_attach_show;
extern const struct cmd cmd_stock_list, cmd_stock_receive, cmd_stock_issue, cmd_stock_count,
    cmd_stock_import;
extern const struct cmd cmd_plan_list, cmd_plan_show, cmd_plan_agree, cmd_plan_stop, cmd_plan_print;
extern const struct cmd cmd_measure_list, cmd_measure_add, cmd_measure_strike, cmd_habit_list,
    cmd_habit_add, cmd_habit_step;
extern const struct cmd cmd_segments, cmd_segment_set, cmd_segment_end, cmd_pyramid;
extern const struct arg paper_args[3];  /* of cmd_paper.run; the last is for slips alone */

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* How many letters to change, add or leave out to make one word of the other; 99: too long. */
int word_distance(const char *a, const char *b);

/* One line for the person, on c->out, without control characters. */
void say(struct cmd_context *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same on c->err. */
void say_aside(struct cmd_context *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "  42 %" on a terminal, rewritten in place; nothing elsewhere. DONE = ALL ends the line. */
void say_progress(struct cmd_context *c, const char *what, int64_t done, int64_t all);

/* The number as the acting person may see it: whole, or `..0823`. */
char *shown_phone(struct cmd_context *c, const char *number, char *out, size_t size);
/* The name, or the alias of a restricted file. */
const char *shown_name(struct cmd_context *c, const struct client_card *card);
/* A column of the client's row as the acting person may see it: what the client form shows only
 * with a right is "" without it, wherever it is printed. */
const char *shown_column(struct cmd_context *c, const char *column, const char *text);
/* The card of one client; ERR_NOTFOUND. */
enum err_code card_of(struct cmd_context *c, int64_t id, struct client_card *out, struct err *e)
    MUST_CHECK;
/* The code of a person, "" for the program; remembers the last ones asked for. */
const char *staff_code_of(struct cmd_context *c, int64_t staff_id);
/* STAFF signs for RIGHT with the PIN, asked for on the terminal: the acting person's second one
 * from then on. ERR_NOTFOUND, ERR_SECOND, ERR_DENIED, ERR_USAGE without a terminal. */
enum err_code second_signs(struct cmd_context *c, const char *word, const char *right,
    struct err *e) MUST_CHECK;
/* A person by code or by number. ERR_NOTFOUND. */
enum err_code staff_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
    MUST_CHECK;
/* Likewise a service in force; the nearest one is proposed. ERR_NOTFOUND. */
enum err_code service_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
    MUST_CHECK;
/* A person who can be booked: the resource. ERR_NOTFOUND. */
enum err_code staff_resource_named(struct cmd_context *c, const char *word, int64_t *id,
    struct err *e) MUST_CHECK;

/* Likewise a person, room or device that can be booked. ERR_NOTFOUND. */
enum err_code resource_named(struct cmd_context *c, const char *word, int64_t *id, struct err *e)
    MUST_CHECK;
/* The code of a branch, "" for none. Returns OUT. */
const char *branch_code_of(struct cmd_context *c, int64_t id, char *out, size_t size);

/* The words given with --tier, --segment, --growth are those of segments.cfg. ERR_USAGE lists
 * them. */
enum err_code class_words(struct cmd_context *c, const struct arg *tier,
    const struct arg *segment, const struct arg *growth, struct err *e) MUST_CHECK;

/* ---- rows with a form (desk/rows.h) ---- */

struct form_edit;
/* The code that was given is one that the field of the option's name offers in FORM; what was not
 * given, and a form without the field, is fine. ERR_USAGE lists the codes. */
enum err_code form_choice(struct cmd_context *c, const char *form, const struct arg *a,
    struct err *e) MUST_CHECK;
/* FIELD=VALUE into a form, as typed on the screen. ERR_USAGE with the nearest field. */
enum err_code form_set_word(struct form_edit *x, const char *word, const char *usage,
    struct err *e) MUST_CHECK;
struct rows_words {
	const char *form;
	int64_t owner, id;              /* id 0: a new row */
	char **words;
	int n;
};

/* Opens the row, or a new one, sets the words and saves it. *ID = the row. */
enum err_code rows_put_words(struct cmd_context *c, const struct rows_words *w, int64_t *id,
    struct err *e) MUST_CHECK;
/* "12 R9": what was changed. */
enum err_code rows_say(struct cmd_context *c, const char *table, int64_t id) MUST_CHECK;
/* What WORD means goes out of use; NAMED finds it. The command's options are rows_why. */
enum err_code rows_retire_named(struct cmd_context *c, const char *form,
    enum err_code (*named)(struct cmd_context *, const char *, int64_t *, struct err *),
    const char *word, struct err *e) MUST_CHECK;
extern const struct arg rows_why[1];

#endif
