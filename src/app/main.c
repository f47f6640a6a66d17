/* frontdesk: wiring only. Everything that decides is in a part of its own and tested there. */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/options.h"
#include "app/secure.h"
#include "app/ssh.h"
#include "app/station.h"
#include "app/who.h"
#include "app_priv.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd/cmd.h"

/* Names of people are UTF-8 whatever the locale says; a plain C locale would garble the
 * terminal. */
static void set_locale(void)
{
	if (!setlocale(LC_ALL, "") || !strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968"))
		setlocale(LC_ALL, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
}

/* Of messages before anybody is known, and of commands. */
static void set_language(const struct station *s)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *lang = s->language;
	struct err e = ERR_INIT;

	for (size_t i = 0; !*lang && i < sizeof names / sizeof names[0]; i++)
		lang = getenv(names[i]) ? getenv(names[i]) : "";
	if (tr_set_language(strncmp(lang, "zh", 2) ? "en" : "zh", &e) != OK)
		log_line(LOG_WARN, "language: %s", e.detail);
}

static enum err_code load_station(struct app *a, struct err *e)
{
	const char *path = a->options.ini;

	/* Only where there is none the presets count: one that this account may not see is told. */
	if (!path && (faccessat(AT_FDCWD, STATION_PATH, F_OK, AT_EACCESS) == 0 || errno == EACCES))
		path = STATION_PATH;
	station_tty(STDIN_FILENO, a->tty, sizeof a->tty);
	return station_load(path, a->tty, &a->station, e);
}

static void settle(struct app *a)
{
	const char *log = secure_getenv("FRONTDESK_LOG");
	struct buf base = BUF_INIT;

	a->database = a->options.database ? a->options.database : a->station.database;
	a->owner = who_owns(a->database, getuid());
	station_forms(&a->station, a->forms, sizeof a->forms);
	if (a->station.base)
		buf_puts(&base, a->station.base);
	else
		buf_printf(&base, "%s.base", a->database);
	a->base = buf_take(&base);
	log_set_level(a->station.log_level);
	log_open(log && *log ? log : a->station.log_file);
	if (a->wish[0])
		log_line(LOG_WARN, "not run over SSH, %s: %s", a->peer, a->wish);
}

static enum err_code unknown_command(const char *word, struct err *e)
{
	const char *near = cmd_near(word);

	if (near)
		return err_set(e, ERR_USAGE,
		    tr("There is no command \"%.40s\". Did you mean: frontdesk %s?"), word, near);
	return err_set(
	    e, ERR_USAGE, tr("There is no command \"%.40s\". frontdesk --help lists them."), word);
}

static int fail(const struct err *e)
{
	cmd_say_error(stderr, e);
	return cmd_exit(e->code);
}

static int run(struct app *a)
{
	static char today[] = "today", *board[] = { today, NULL };
	int argc = a->options.argc, used = 0;
	char **argv = a->options.argv;
	const struct cmd *cmd;
	struct err e = ERR_INIT;

	if (!argc && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return screens_run(a);
	if (!argc && a->ssh && !ssh_has_terminal()) {
		err_set(&e, ERR_USAGE, "%s",
		    tr("The screens need a terminal. Connect with: ssh -t"));
		return fail(&e);
	}
	if (!argc) {
		argc = 1;
		argv = board;
	}
	cmd = cmd_find(argc, argv, &used);
	if (!cmd) {
		unknown_command(argv[0], &e);
		return fail(&e);
	}
	return command_run(a, cmd, argc - used, argv + used);
}

/* Before anything reads the environment. */
static enum err_code secure(struct app *a, int argc, char **argv, struct err *e)
{
	char address[SSH_ADDRESS] = "";
	enum err_code rc;

	a->ssh = ssh_serves("/proc", getpid());
	if (a->ssh) {
		ssh_address(getenv("SSH_CONNECTION"), address);
		ssh_wish(getenv("SSH_ORIGINAL_COMMAND"), a->wish, sizeof a->wish);
	}
	a->privileged = secure_is_privileged();
	rc = options_parse(argc, argv, &a->options, e);
	if (rc == OK)
		rc = secure_check(a->privileged, &a->options, environ, e);
	if (a->privileged) {
		secure_memory();
		secure_environment();
	}
	who_peer(getuid(), address, a->peer, sizeof a->peer);
	return rc;
}

int main(int argc, char **argv)
{
	struct app a = { .privileged = false };
	struct err e = ERR_INIT;
	enum err_code rc;
	int status;

	umask(007);
	secure_descriptors();
	rc = secure(&a, argc, argv, &e);
	set_locale();
	if (rc == OK && a.options.ask != ASK_RUN) {
		set_language(&a.station);
		dump_ask(a.options.ask);
		return fflush(stdout) == 0 ? 0 : 1;
	}
	if (rc == OK)
		rc = load_station(&a, &e);
	set_language(&a.station);
	if (rc == OK) {
		settle(&a);
		status = run(&a);
	} else {
		status = fail(&e);
	}
	station_free(&a.station);
	mem_free(a.base);
	log_close();
	return status;
}
