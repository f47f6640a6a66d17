#include "cmd/pin.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/tr.h"

void pin_forget(char pin[PIN_MAX])
{
	explicit_bzero(pin, PIN_MAX);
}

/* One line, byte by byte: nothing that follows may be lost to a buffer. False: too long or
 * nothing. */
static bool read_line(int fd, char out[PIN_MAX])
{
	size_t n = 0;
	bool fits = true;
	char c;

	while (read(fd, &c, 1) == 1 && c != '\n' && c != '\r') {
		if (n < PIN_MAX - 1)
			out[n++] = c;
		else
			fits = false;
	}
	out[n] = '\0';
	return fits && n > 0;
}

/* The echo comes back whatever ends the question: signals wait until the terminal is as it was. */
static bool ask(int tty, const char *prompt, char out[PIN_MAX])
{
	struct termios was, quiet;
	sigset_t hold, old;
	bool ok;

	if (tcgetattr(tty, &was) != 0)
		return false;
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ISIG);
	sigemptyset(&hold);
	sigaddset(&hold, SIGTERM);
	sigaddset(&hold, SIGINT);
	sigaddset(&hold, SIGTSTP);
	sigprocmask(SIG_BLOCK, &hold, &old);
	tcsetattr(tty, TCSAFLUSH, &quiet);
	ok = write(tty, prompt, strlen(prompt)) >= 0 && write(tty, ": ", 2) >= 0 &&
	    read_line(tty, out);
	tcsetattr(tty, TCSAFLUSH, &was);
	ok = write(tty, "\n", 1) >= 0 && ok;
	sigprocmask(SIG_SETMASK, &old, NULL);
	return ok;
}

enum err_code pin_ask(bool from_stdin, const char *prompt, char out[PIN_MAX], struct err *e)
{
	int tty;
	bool ok;

	out[0] = '\0';
	if (from_stdin) {
		if (read_line(STDIN_FILENO, out))
			return OK;
		pin_forget(out);
		return err_set(e, ERR_USAGE, "%s",
		    tr("No PIN came in. Send it as the first line of standard input."));
	}
	tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (tty < 0)
		return err_set(e, ERR_USAGE, "%s",
		    tr("A PIN is needed and there is no terminal to ask for it."));
	ok = ask(tty, prompt, out);
	close(tty);
	if (ok)
		return OK;
	pin_forget(out);
	return err_set(e, ERR_USAGE, "%s", tr("No PIN was typed. Nothing was done."));
}

enum err_code pin_ask_new(bool from_stdin, char out[PIN_MAX], struct err *e)
{
	char again[PIN_MAX];
	bool same;

	if (pin_ask(from_stdin, tr("New PIN"), out, e) != OK || from_stdin)
		return e->code;
	if (pin_ask(false, tr("New PIN once more"), again, e) != OK) {
		pin_forget(out);
		return e->code;
	}
	same = strcmp(out, again) == 0;
	pin_forget(again);
	if (same)
		return OK;
	pin_forget(out);
	return err_set(e, ERR_INVALID, "%s", tr("The two PINs differ. The old one stays."));
}
