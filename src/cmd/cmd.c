#include "cmd/cmd.h"

#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/tr.h"
#include "cmd_priv.h"

/* Characters of a synopsis that still fit behind an error's sentence. */
#define USAGE_IN_ERROR 200

/* In the order of the manual. */
const struct cmd *const cmd_table[] = {
	&cmd_init,
	&cmd_demo,
	&cmd_today,
	&cmd_day,
	&cmd_free,
	&cmd_book,
	&cmd_move,
	&cmd_confirm,
	&cmd_cancel,
	&cmd_noshow,
	&cmd_client_find,
	&cmd_client_show,
	&cmd_client_add,
	&cmd_client_import,
	&cmd_client_merge,
	&cmd_client_export,
	&cmd_client_duplicates,
	&cmd_client_todo,
	&cmd_queue,
	&cmd_callbacks,
	&cmd_close_day,
	&cmd_consult_list,
	&cmd_consult_show,
	&cmd_consult_find,
	&cmd_treat_list,
	&cmd_treat_show,
	&cmd_treat_start,
	&cmd_treat_step,
	&cmd_treat_confirm,
	&cmd_treat_close,
	&cmd_paper,
	&cmd_arrive,
	&cmd_plan_list,
	&cmd_plan_show,
	&cmd_plan_agree,
	&cmd_plan_stop,
	&cmd_plan_print,
	&cmd_measure_list,
	&cmd_measure_add,
	&cmd_measure_strike,
	&cmd_habit_list,
	&cmd_habit_add,
	&cmd_habit_step,
	&cmd_order_list,
	&cmd_order_add,
	&cmd_order_cancel,
	&cmd_order_send,
	&cmd_pay,
	&cmd_pay_correct,
	&cmd_payments,
	&cmd_card_list,
	&cmd_card_sell,
	&cmd_card_give,
	&cmd_cashup_begin,
	&cmd_cashup_end,
	&cmd_cashup,
	&cmd_kpi,
	&cmd_pyramid,
	&cmd_surveys,
	&cmd_suggestions,
	&cmd_improvements,
	&cmd_events,
	&cmd_event_guests,
	&cmd_test_list,
	&cmd_test_show,
	&cmd_test_step,
	&cmd_lab_import,
	&cmd_attach_show,
	&cmd_segments,
	&cmd_segment_set,
	&cmd_segment_end,
	&cmd_cultivation_begin,
	&cmd_cultivation_step,
	&cmd_cultivation_end,
	&cmd_cultivation,
	&cmd_stock_list,
	&cmd_stock_receive,
	&cmd_stock_issue,
	&cmd_stock_count,
	&cmd_stock_import,
	&cmd_staff_list,
	&cmd_staff_add,
	&cmd_staff_pin,
	&cmd_staff_unlock,
	&cmd_staff_set,
	&cmd_staff_role,
	&cmd_staff_retire,
	&cmd_resource_list,
	&cmd_resource_add,
	&cmd_resource_set,
	&cmd_resource_skill,
	&cmd_resource_retire,
	&cmd_service_list,
	&cmd_service_add,
	&cmd_service_set,
	&cmd_service_need,
	&cmd_service_retire,
	&cmd_roster_show,
	&cmd_roster_add,
	&cmd_roster_off,
	&cmd_roster_leave,
	&cmd_roster_open,
	&cmd_actions,
	&cmd_undo,
	&cmd_verify,
	&cmd_tick,
	&cmd_sms_sync,
	&cmd_messages,
	&cmd_message_send,
	&cmd_message_withdraw,
	&cmd_ring, &cmd_channels, &cmd_channel_charge, &cmd_request_list, &cmd_request_import,
	&cmd_waitlist, &cmd_disrupt,
	&cmd_cases_take, &cmd_cases, &cmd_escalations,
	&cmd_backup,
	&cmd_restore,
	&cmd_doctor,
	&cmd_check_forms,
};
const size_t cmd_count = COUNT(cmd_table);

/* How many words of ARGV are the words of NAME; 0: they are not. */
static int words_of(const char *name, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		size_t n = strcspn(name, " ");

		if (strlen(argv[i]) != n || strncmp(argv[i], name, n) != 0)
			return 0;
		if (!name[n])
			return i + 1;
		name += n + 1;
	}
	return 0;
}

const struct cmd *cmd_find(int argc, char **argv, int *used)
{
	for (size_t i = 0; i < cmd_count; i++) {
		*used = words_of(cmd_table[i]->name, argc, argv);
		if (*used)
			return cmd_table[i];
	}
	*used = 0;
	return NULL;
}

/* Compares with whole names and with their first words: `clent find`, `backpu`, `client fnid`. */
const char *cmd_near(const char *word)
{
	const char *near = NULL;
	int best = 4;

	for (size_t i = 0; i < cmd_count; i++) {
		const char *name = cmd_table[i]->name;
		size_t first = strcspn(name, " ");
		char head[32];
		int far = word_distance(word, name);
		int far_head =
		    word_distance(word, text_fmt(head, sizeof head, "%.*s", (int)first, name));

		if (far_head < far)
			far = far_head;
		if (far < best) {
			best = far;
			near = name;
		}
	}
	return near;
}

int cmd_exit(enum err_code code)
{
	switch (code) {
	case OK: return 0;
	case ERR_USAGE:
	case ERR_CONFIG: return 2;
	case ERR_INVALID:
	case ERR_TAKEN:
	case ERR_DUPLICATE:
	case ERR_CONFLICT:
	case ERR_CANCELLED: return 3;
	case ERR_NOTFOUND: return 4;
	case ERR_DENIED:
	case ERR_SECOND: return 5;
	case ERR_BUSY:
	case ERR_FULL:
	case ERR_READONLY:
	case ERR_IO:
	case ERR_STORE:
	case ERR_CORRUPT: return 1;
	}
	return 1;
}

/* A failed write shows only here: a full disk behind `> clients.csv` must not look like success. */
static enum err_code flush(struct cmd_context *c, struct err *e)
{
	if (fflush(c->out) == 0 && !ferror(c->out))
		return OK;
	return err_set(e, ERR_IO, "%s",
	    tr("What was to be printed could not be written whole. Look at "
	       "the disk or the program that reads it."));
}

static void put_option(const struct arg *a, char *out, size_t size)
{
	size_t n = strlen(out);

	text_fmt(out + n, size - n, "%s%s--%s%s%s%s", n ? " " : "", a->needed ? "" : "[", a->name,
	    a->kind == ARG_SWITCH ? "" : " ", a->kind == ARG_SWITCH ? "" : a->value,
	    a->needed ? "" : "]");
}

char *cmd_usage(const struct cmd *cmd, char *out, size_t size)
{
	text_copy(out, size, cmd->usage ? cmd->usage : cmd->words);
	for (size_t i = 0; !cmd->usage && i < cmd->nargs; i++)
		put_option(&cmd->args[i], out, size);
	return out;
}

/* With the name; of a long one only what must be there: it stands behind an error's sentence. */
static char *usage_line(const struct cmd *cmd, char *out, size_t size)
{
	char synopsis[CMD_USAGE];

	if (strlen(cmd_usage(cmd, synopsis, sizeof synopsis)) > USAGE_IN_ERROR) {
		text_copy(synopsis, sizeof synopsis, cmd->words);
		for (size_t i = 0; i < cmd->nargs; i++)
			if (cmd->args[i].needed)
				put_option(&cmd->args[i], synopsis, sizeof synopsis);
		text_copy(synopsis + strlen(synopsis), sizeof synopsis - strlen(synopsis), " ...");
	}
	return text_fmt(out, size, "%s%s%s", cmd->name, synopsis[0] ? " " : "", synopsis);
}

/* Reads the words and options by the row of the table, then runs. */
static enum err_code start(const struct cmd *cmd, struct cmd_context *c, int argc, char **argv,
    struct err *e)
{
	struct arg args[CMD_ARGS] = { 0 };
	char usage[CMD_USAGE];
	enum err_code rc;

	if (!cmd->words)
		return cmd->run(c, argc, argv, e);
	ASSERT(cmd->nargs <= CMD_ARGS);
	for (size_t i = 0; i < cmd->nargs; i++)
		args[i] = cmd->args[i];
	c->args = args;
	c->usage = usage_line(cmd, usage, sizeof usage);
	rc = args_parse(c, args, cmd->nargs, argc, argv, &argc, e);
	if (rc == OK)
		rc = args_words(argc, cmd->min, cmd->max, c->usage, e);
	if (rc == OK)
		rc = cmd->run(c, argc, argv, e);
	c->args = NULL;
	c->usage = NULL;
	return rc;
}

int cmd_run(const struct cmd *cmd, struct cmd_context *c, int argc, char **argv)
{
	struct err e = ERR_INIT, written = ERR_INIT;
	enum err_code rc = start(cmd, c, argc, argv, &e);

	if (flush(c, &written) != OK && rc == OK) {
		e = written;
		rc = written.code;
	}
	if (rc == OK)
		return 0;
	log_line(LOG_WARN, "%s: %s %s", cmd->name, err_word(rc), e.detail);
	cmd_say_error(c->err, &e);
	return cmd_exit(rc);
}

void cmd_help(FILE *out)
{
	for (size_t i = 0; i < cmd_count; i++) {
		const struct cmd *cmd = cmd_table[i];
		char usage[CMD_USAGE];

		cmd_usage(cmd, usage, sizeof usage);
		fprintf(out, "  %s%s%s\n        %s\n", cmd->name, usage[0] ? " " : "", usage,
		    tr(cmd->help));
	}
}
