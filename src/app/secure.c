#include "app/secure.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/tr.h"

bool secure_is_privileged(void)
{
	return getauxval(AT_SECURE) != 0;
}

enum err_code secure_check(
    bool privileged, const struct app_options *o, char *const *environment, struct err *e)
{
	const char *option = o->ini ? "-c" : o->database ? "-d" : NULL;

	if (!privileged)
		return OK;
	if (option)
		return err_set(e, ERR_DENIED,
		    tr("%s may not be used: this program runs with the rights of "
		       "its group and opens only the files of frontdesk.ini."),
		    option);
	for (; environment && *environment; environment++)
		if (!strncmp(*environment, "FRONTDESK_", strlen("FRONTDESK_")))
			return err_set(e, ERR_DENIED,
			    tr("%.*s may not be set: this program runs with the rights "
			       "of its group. Unset it."),
			    (int)strcspn(*environment, "="), *environment);
	return OK;
}

bool secure_term_is_sane(const char *term)
{
	static const char known[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-";
	size_t n = term ? strlen(term) : 0;

	return n && n <= 40 && strspn(term, known) == n && term[0] != '.' && term[0] != '-';
}

/* One that is closed is given something that only fails: the next file opened would take its
 * number, and what is printed would be written into the store. */
void secure_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(1);
}

/* The kernel does so by itself, but for machines that are set to debug such programs. */
void secure_memory(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	prctl(PR_SET_DUMPABLE, 0);
}

/* The C library has dropped the most dangerous by itself; HOME, LANGUAGE, TZ, SQLITE_TMPDIR and
 * others are still the caller's. */
void secure_environment(void)
{
	const char *given = getenv("TERM");
	char term[41] = "";

	if (secure_term_is_sane(given))
		text_copy(term, sizeof term, given);
	clearenv();
	setenv("PATH", "/usr/bin:/bin", 1);
	setenv("LANG", "C.UTF-8", 1);
	if (term[0])
		setenv("TERM", term, 1);
}
