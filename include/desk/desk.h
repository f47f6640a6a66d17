#ifndef FD_DESK_DESK_H
#define FD_DESK_DESK_H
/*
 * The desk: everything a use case needs to know about where it happens. One a process, made by
 * the app floor; screens and commands get a pointer and hand it to the use cases of this floor.
 *
 * The desk installs itself as the gate of the store: no action begins without rights_may().
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/when.h"
#include "data/txn.h"

struct callbacks_file;          /* form/callbacks.h */
struct checklists_file;         /* form/checklists.h */
struct complaints_file;         /* form/complaints.h */
struct form_catalog;            /* form/form.h */
struct messages_file;           /* form/messages.h */
struct plans_file;              /* form/plans.h */
struct roles_file;                 /* form/roles.h */
struct scripts_file;            /* form/scripts.h */
struct segments_file;           /* form/segment.h */
struct store;
struct zone;

/* From the ini file and the command line; texts borrowed until desk_close. */
struct desk_config {
	const char *forms_dir;          /* forms/ beside the program, or
					 * /usr/share/frontdesk/forms */
	const char *station;            /* name of this terminal, "" = made from the tty */
	const char *branch;             /* code; NULL: the own one of who works, else the first */
	bool branch_named;              /* by the person (-b), not by where the terminal stands */
	const char *origin;             /* ui, cli, import ... */
	const char *peer;               /* uid and address */
	int pin_cost;                   /* yescrypt, 1 .. 11 */
	int pin_min;                    /* figures of a PIN */
	int export_rows;                /* a list of more rows needs a second person to leave */
	const char *spool_command;      /* hands messages on (desk/sms.h), NULL: nothing leaves */
	const char *sheets_folder;      /* where tick keeps the sheets of the day, NULL: nowhere */
	int undo_minutes;               /* how long one's own action goes back without a second
					 * person */
};

#define DESK_FREED 16
#define DESK_RIGHTS 192         /* room for the rights of desk/rights.h */

struct desk {
	struct store *store;
	struct actor who;               /* staff_id 0 until somebody logged in */
	const struct zone *zone;        /* of the branch at hand */
	int64_t branch_id;
	char branch_code[24], branch_name[96], site_name[200];
	int open_min, close_min;        /* of the branch, minutes of the day */
	char staff_name[96], staff_code[24], language[8];
	char site_language[8];          /* of those without a language of their own */
	char country[8];                /* of telephone numbers typed without one: "86" */
	char currency[8];               /* of every sum of money: "CNY" */
	struct form_catalog *forms;
	struct roles_file *roles;
	struct messages_file *messages; /* NULL: the site sends none */
	struct plans_file *plans;       /* templates of plans; NULL: none */
	struct segments_file *segments; /* NULL: clients have no classes */
	struct scripts_file *scripts;   /* what is said in callbacks; NULL: nothing */
	struct callbacks_file *callbacks;       /* rules of callbacks; NULL: none */
	struct checklists_file *checklists;     /* NULL: the site has none */
	struct complaints_file *complaints;     /* NULL: the site takes none */
	struct checklists_file *old_checklists; /* those of records that were looked at */
	struct desk_config config;
	char command[400];              /* the line that is being run: who.command points here */
	/* A restricted file that the acting person opened with a reason: shown by name until
	 * whoever opened it closes it. 0: none. */
	int64_t opened_client;
	/* Restricted files that were found by name lately: those looks are recorded (desk/find). */
	struct desk_found {
		int64_t client_id, staff_id, at;
	} found[8];
	/* Times that the last move or cancellation here has freed (desk/wait.h). */
	struct desk_freed {
		int64_t branch_id, resource_id, start_at, end_at, client_id;
	} freed[DESK_FREED];
	size_t nfreed;
	int64_t freed_by;               /* the action */
	bool sees_restricted;           /* at the last rights_look: drawing asks no file */
	uint64_t shows[DESK_RIGHTS / 64];       /* the others, by place in rights[]: likewise */
	bool for_all;                   /* what is made lies about for whoever finds it: restricted
					 * files go by their alias, whoever makes it */
	bool owner;                     /* the process belongs to the owner of the database file */
	bool admin;                     /* that owner at the command line: every right, no second
					 * person */
};

/* Reads site, branch, forms and roles. ERR_CONFIG names every fault of the files; ERR_NOTFOUND the
 * branch. The desk belongs to the caller: desk_close frees what it holds, not the store. */
enum err_code desk_open(struct store *s, const struct desk_config *config, struct desk *out,
    struct err *e) MUST_CHECK;
void desk_close(struct desk *d);
/* Makes STAFF the acting person (after signin_check, or by the owner's -u). ERR_DENIED: has left,
 * or named a branch that is not the person's to see. */
enum err_code desk_become(struct desk *d, int64_t staff_id, struct err *e) MUST_CHECK;
/* ERR_DENIED: that branch is not the person's to see. */
enum err_code desk_may_see_branch(const struct desk *d, int64_t branch_id, struct err *e)
    MUST_CHECK;
enum err_code desk_set_branch(struct desk *d, int64_t branch_id, struct err *e) MUST_CHECK;

/* LINE as typed stands in every action from now on; NULL: no more. Cut at a character. */
void desk_set_command(struct desk *d, const char *line);

/* Nobody is at the desk any more (lock, log-out). */
void desk_leave(struct desk *d);

int32_t desk_today(const struct desk *d);               /* local civil day now */
/* What dates are read against here and now, with no value before (base/when.h). */
struct when_base desk_when(const struct desk *d);
const char *desk_today_text(const struct desk *d, char out[11]);        /* YYYY-MM-DD */
const char *desk_day_of(const struct desk *d, int64_t at, char out[11]);
char *desk_clock_text(const struct desk *d, int64_t at, char *out, size_t size);        /* 14:32 */
/* "Fri 27 Nov 14:32" / "11-27 周五 14:32"; the date is left out today. */
char *desk_time_text(const struct desk *d, int64_t at, char *out, size_t size);
/* DAY as kept (YYYY-MM-DD): "Fri 27 Nov" / "11-27 周五", with the year when it is another; "" stays
 * "-". */
char *desk_date_text(const struct desk *d, const char *day, char *out, size_t size);
/* A sum in the site's currency for people, base/money.h: "1,200". */
char *desk_money(const struct desk *d, int64_t amount, char *out, size_t size);
/* The same for the eyes of whoever works here: "-" without the right see-money. For lists, files
 * and histories; what a client is told, what somebody must pay now and papers say desk_money.
 * `_full` with all decimals, `_plain` for machines (base/money.h). */
char *desk_sum(const struct desk *d, int64_t amount, char *out, size_t size);
char *desk_sum_full(const struct desk *d, int64_t amount, char *out, size_t size);
char *desk_sum_plain(const struct desk *d, int64_t amount, char *out, size_t size);

#endif
