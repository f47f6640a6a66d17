/* doctor: what whoever looks after the machine should know. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/zone.h"
#include "cmd_priv.h"
#include "data/branch.h"
#include "data/history.h"
#include "data/job.h"
#include "data/staff.h"
#include "data/store.h"
#include "desk/desk.h"
#include "desk/signin.h"
#include "doctor_priv.h"

static const struct table_col columns[] = {
	{ "check", 10, false },
	{ "result", 6, false },
	{ "detail", 0, false },
};

void find_at(struct finding *f, enum grade grade, const char *text)
{
	if (grade > f->grade)
		f->grade = grade;
	if (f->detail.n)
		buf_puts(&f->detail, "; ");
	buf_puts(&f->detail, text);
}

static enum err_code look_file(struct cmd_context *c, struct finding *f, struct err *e)
{
	struct stat st;
	char text[160];

	if (stat(c->database, &st) != 0)
		return err_set(e, ERR_IO, tr("The file %s cannot be looked at."), c->database);
	find_at(f, st.st_mode & 07 ? BAD : FINE,
	    text_fmt(text, sizeof text, tr("%lld kB, mode %03o"), (long long)st.st_size / 1024,
		st.st_mode & 0777));
	if (st.st_mode & 07)
		find_at(f, BAD, tr("everybody on this machine can open it: chmod 660"));
	if (store_quick_check(c->store, e) == ERR_CORRUPT) {
		find_at(f, BAD, e->detail[0] ? e->detail : e->text);
		err_clear(e);
	}
	return e->code;
}

static enum err_code look_disk(struct cmd_context *c, struct finding *f, struct err *e)
{
	long mb = (long)(store_free_bytes(c->store) >> 20);
	char text[96];

	(void)e;
	find_at(f, mb < c->disk_warn_mb ? LOOK : FINE,
	    text_fmt(text, sizeof text, tr("%ld MB free"), mb));
	if (mb < c->disk_warn_mb)
		find_at(f, LOOK, tr("make room before nothing can be saved"));
	return OK;
}

static enum err_code look_chain(struct cmd_context *c, struct finding *f, struct err *e)
{
	struct chain_result chain = { .count = 0 };
	char text[96];

	if (chain_verify(c->store, &chain, e) != OK)
		return e->code;
	if (chain.bad)
		find_at(f, BAD,
		    text_fmt(text, sizeof text, tr("action %lld is not as it was written"),
			(long long)chain.bad));
	else
		find_at(f, FINE,
		    text_fmt(text, sizeof text, tr("%lld actions"), (long long)chain.count));
	return OK;
}

static enum err_code look_base(struct cmd_context *c, struct finding *f, struct err *e)
{
	bool there = c->base_path && access(c->base_path, R_OK) == 0;

	(void)e;
	find_at(f, there ? FINE : LOOK,
	    there ? c->base_path : tr("no base copy: verify --replay cannot start"));
	return OK;
}

static enum err_code look_zones(struct cmd_context *c, struct finding *f, struct err *e)
{
	struct branch_list l = { .n = 0 };
	const struct zone *zone;
	enum err_code rc = branch_list(c->store, false, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++) {
		if (!l.v[i].zone[0] || zone_open(l.v[i].zone, &zone, e) == OK)
			continue;
		find_at(f, BAD, e->text);
		err_clear(e);
	}
	branch_list_free(&l);
	if (rc == OK)
		find_at(f, FINE, zone_name(c->desk->zone));
	return rc;
}

static enum err_code look_people(struct cmd_context *c, struct finding *f, struct err *e)
{
	struct staff_list l = { .n = 0 };
	enum err_code rc = staff_list(c->store, 0, false, &l, e);
	size_t without = 0;
	char text[96];

	for (size_t i = 0; i < l.n; i++)
		without += !signin_has_pin(c->desk, l.v[i].id);
	if (rc == OK)
		find_at(f, without ? LOOK : FINE,
		    text_fmt(text, sizeof text, tr("%zu people, %zu without a PIN"), l.n, without));
	staff_list_free(&l);
	return rc;
}

static enum err_code look_tick(struct cmd_context *c, struct finding *f, struct err *e)
{
	struct job_list due = { .n = 0 };
	enum err_code rc = job_list_due(c->store, clock_now() - 86400, &due, e);
	char text[120];

	if (rc == OK && due.n)
		find_at(f, LOOK,
		    text_fmt(text, sizeof text,
			tr("%s is due since a day: does cron run frontdesk tick?"), due.v[0].name));
	else if (rc == OK)
		find_at(f, FINE, tr("nothing is overdue"));
	job_list_free(&due);
	return rc;
}

/* The first word of a command line; quotes are not known there (frontdesk.ini(5)). */
static void look_command(struct finding *f, const char *what, const char *command)
{
	size_t n = command ? strcspn(command, " ") : 0;
	char *path = n ? mem_dup_n(command, n) : NULL;
	char text[200];

	if (!path)
		find_at(f, FINE, text_fmt(text, sizeof text, tr("%s: none set"), what));
	else if (path[0] != '/' || access(path, X_OK) != 0)
		find_at(
		    f, BAD, text_fmt(text, sizeof text, tr("%s: %s cannot be run"), what, path));
	else
		find_at(f, FINE, text_fmt(text, sizeof text, "%s: %s", what, path));
	mem_free(path);
}

static enum err_code look_commands(struct cmd_context *c, struct finding *f, struct err *e)
{
	(void)e;
	look_command(f, "print", c->printer.command);
	look_command(f, "spool", c->spool_command);
	return OK;
}

/* Paper is what is left when the power fails: it is tried before. */
static enum err_code look_paper(struct cmd_context *c, struct finding *f, struct err *e)
{
	struct err why = ERR_INIT;

	(void)e;
	if (printer_check(&c->printer, &why) == OK)
		find_at(f, FINE, tr("frontdesk-print is there, and a font with Chinese signs"));
	else
		find_at(f, LOOK, why.text);
	return OK;
}

static const struct {
	const char *name;
	enum err_code (*run)(struct cmd_context *c, struct finding *f, struct err *e);
} looks[] = {
	{ "file", look_file },
	{ "folder", look_folder },
	{ "program", look_program },
	{ "accounts", look_accounts },
	{ "locale", look_locale },
	{ "disk", look_disk },
	{ "chain", look_chain },
	{ "base", look_base },
	{ "zones", look_zones },
	{ "people", look_people },
	{ "tick", look_tick },
	{ "commands", look_commands },
	{ "paper", look_paper },
};

static enum err_code look(
    struct cmd_context *c, size_t i, struct table_out *t, bool *bad, struct err *e)
{
	static const char *const words[] = { [FINE] = "ok", [LOOK] = "look", [BAD] = "BAD" };
	struct finding f = { .detail = BUF_INIT };
	enum err_code rc = looks[i].run(c, &f, e);

	if (rc == OK) {
		table_text(t, looks[i].name);
		table_text(t, words[f.grade]);
		table_text(t, f.detail.s);
		table_row(t);
		*bad = *bad || f.grade == BAD;
	}
	buf_free(&f.detail);
	return rc;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct table_out *t;
	bool bad = false;
	enum err_code rc = OK;

	(void)argc;
	(void)argv;
	t = table_begin(c, columns, COUNT(columns));
	for (size_t i = 0; i < COUNT(looks) && rc == OK; i++)
		rc = look(c, i, t, &bad, e);
	if (rc != OK) {
		table_drop(t);
		return rc;
	}
	table_end(t, NULL);
	if (bad)
		return err_set(
		    e, ERR_CORRUPT, "%s", tr("Something above is BAD and wants mending."));
	return OK;
}

const struct cmd cmd_doctor = {
	.name = "doctor",
	.words = "",
	.help = N_(
	    "Looks at file, folder, program, Unix accounts, disk, chain, zones, PINs, cron and "
	    "commands, and says what to mend."),
	.needs = CMD_FILE | CMD_DESK | CMD_OWNER,
	.run = run,
};
