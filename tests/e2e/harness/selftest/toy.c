/*
 * The toy desk. `toy -d DB [-u NAME] [COMMAND]`: init, demo [WORD...], say TEXT, show; no command:
 * the screen.
 *
 *	row 1     Toy desk  NAME  HH:MM           reverse; the time is the clock file's, UTC
 *	row 2     > what is being typed           the cursor is here
 *	row 3 on  the lines in the database       read again when somebody else wrote
 *	last but one: a message. Last: a key bar, bold
 *
 * Enter adds the typed text to the database. Text that begins with / is an order (see `orders`),
 * C-p begins one. A sequence that starts with Esc is named in the message by its bytes.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "selftest.h"

#define TICK_MS 50

static struct {
	const char *path, *user;
	sqlite3 *db;
	int version;            /* PRAGMA data_version last seen */
	int rows, cols;
	char typed[512];
	char message[512];
	char now[16];           /* the time on the screen */
	int idle;
	bool sip;               /* take one byte at a time */
	bool quiet;             /* stop telling that we are at rest */
	bool over;
	int status;
	struct buf out;
} toy;

static volatile sig_atomic_t hung_up, resized;

/* --- database -------------------------------------------------------------------------------- */

static bool run_sql(const char *sql, const char *text)
{
	sqlite3_stmt *st;
	bool done = sqlite3_prepare_v2(toy.db, sql, -1, &st, NULL) == SQLITE_OK;

	if (done && text)
		sqlite3_bind_text(st, 1, text, -1, SQLITE_TRANSIENT);
	done = done && sqlite3_step(st) == SQLITE_DONE;
	sqlite3_finalize(st);
	return done;
}

static int version(void)
{
	sqlite3_stmt *st;
	int n = 0;

	if (sqlite3_prepare_v2(toy.db, "PRAGMA data_version", -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return n;
}

/* --- painting -------------------------------------------------------------------------------- */

static void at(int row, const char *style, const char *text)
{
	buf_printf(&toy.out, "\033[%d;1H\033[0;%sm%s\033[0m\033[K", row, style, text);
}

static void paint_lines(void)
{
	sqlite3_stmt *st;
	int row = 3;

	if (sqlite3_prepare_v2(toy.db, "SELECT text FROM line ORDER BY id DESC", -1, &st, NULL) !=
	    SQLITE_OK)
		return;
	while (row < toy.rows - 1 && sqlite3_step(st) == SQLITE_ROW)
		at(row++, "", (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
}

static void clock_text(char *out, size_t size)
{
	const char *path = getenv("FRONTDESK_CLOCK");
	FILE *f = path ? fopen(path, "re") : NULL;
	long long now;

	text_copy(out, size, "--:--");
	if (!f)
		return;
	if (fscanf(f, "%lld", &now) == 1)
		text_fmt(out, size, "%02lld:%02lld", now / 3600 % 24, now / 60 % 60);
	fclose(f);
}

static void flush_out(void)
{
	for (size_t n = 0; n < toy.out.n;) {
		ssize_t done = write(1, toy.out.s + n, toy.out.n - n);
		if (done < 0 && errno != EINTR)
			break;
		n += done > 0 ? (size_t)done : 0;
	}
	buf_clear(&toy.out);
}

static void paint(void)
{
	char text[600];

	clock_text(toy.now, sizeof toy.now);
	buf_puts(&toy.out, "\033[?25l");
	at(1, "7", text_fmt(text, sizeof text, "Toy desk  %s  %s", toy.user, toy.now));
	paint_lines();
	at(toy.rows - 1, "", toy.message);
	at(toy.rows, "1;34", "F2 list  C-p quit");
	at(2, "", text_fmt(text, sizeof text, "> %s", toy.typed));
	buf_printf(&toy.out, "\033[2;1H> %s\033[?25h", toy.typed);
	flush_out();
}

static void rest(char why)
{
	if (toy.idle >= 0 && !toy.quiet && write(toy.idle, &why, 1) < 0 && errno != EAGAIN)
		toy.idle = -1;
}

/* --- orders ---------------------------------------------------------------------------------- */

static void order_quit(const char *arg)
{
	toy.over = true;
	toy.status = (int)strtol(arg, NULL, 10);
}

static void order_slow(const char *arg)
{
	poll(NULL, 0, (int)strtol(arg, NULL, 10));
	text_copy(toy.message, sizeof toy.message, "slow but sure");
}

/* Says that it is at rest after a reload, as it may in the same moment as a key arrives. */
static void order_early(const char *arg)
{
	rest('r');
	order_slow(arg);
}

/* From here on one byte at a time, slowly, at rest after each. */
static void order_sip(const char *arg)
{
	(void)arg;
	toy.sip = true;
}

static void order_hang(const char *arg)
{
	(void)arg;
	toy.quiet = true;
}

static void order_crash(const char *arg)
{
	(void)arg;
	abort();
}

/* A report as a sanitizer leaves it. */
static void order_leak(const char *arg)
{
	const char *options = getenv("ASAN_OPTIONS");
	const char *path = options ? strstr(options, "log_path=") : NULL;
	char name[512];
	FILE *f;

	(void)arg;
	text_fmt(name, sizeof name, "%s.1", path ? path + strlen("log_path=") : "/dev/null");
	f = fopen(name, "we");
	if (!f)
		return;
	fputs("ERROR: a leak, for instance\n", f);
	fclose(f);
}

/* A narrow character over half of a wide one: a terminal blanks the other half. */
static void order_torn(const char *arg)
{
	(void)arg;
	buf_puts(&toy.out, "\033[8;1H\033[K张三\033[8;4Hx|\033[9;1H\033[K张三|\033[9;1Hy");
}

static void order_log(const char *arg)
{
	const char *path = getenv("FRONTDESK_LOG");
	FILE *f = path ? fopen(path, "ae") : NULL;

	if (!f)
		return;
	fprintf(f, "%s\n", arg);
	fclose(f);
}

static void order_flood(const char *arg)
{
	for (long n = strtol(arg, NULL, 10); n > 0; n--)
		buf_puts(&toy.out, "\033[0;1m\033[0m");
}

static void order_ignore(const char *arg)
{
	(void)arg;
	signal(SIGHUP, SIG_IGN);
	hung_up = -1;
}

static const struct {
	const char *name;
	void (*run)(const char *arg);
} orders[] = {
	{ "quit", order_quit }, { "slow", order_slow }, { "early", order_early },
	{ "sip", order_sip }, { "hang", order_hang }, { "crash", order_crash },
	{ "torn", order_torn }, { "log", order_log }, { "flood", order_flood },
	{ "leak", order_leak }, { "ignore", order_ignore },
};

static void enter(void)
{
	char *typed = toy.typed;
	size_t n = strcspn(typed, " ");

	if (typed[0] != '/') {
		if (!run_sql("INSERT INTO line(text) VALUES (?)", typed))
			text_copy(toy.message, sizeof toy.message, sqlite3_errmsg(toy.db));
		*typed = '\0';
		return;
	}
	for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
		if (strlen(orders[i].name) == n - 1 && !strncmp(typed + 1, orders[i].name, n - 1))
			orders[i].run(typed + n + (typed[n] == ' '));
	*typed = '\0';
}

/* --- input ----------------------------------------------------------------------------------- */

static void erase_char(void)
{
	size_t n = strlen(toy.typed);

	while (n && (toy.typed[--n] & 0xC0) == 0x80)
		continue;
	toy.typed[n] = '\0';
}

static void take_char(char c)
{
	size_t n = strlen(toy.typed);

	if (c == '\r')
		enter();
	else if (c == 127)
		erase_char();
	else if (c == 16)
		text_copy(toy.typed, sizeof toy.typed, "/");
	else if ((unsigned char)c >= ' ' && n + 1 < sizeof toy.typed)
		toy.typed[n] = c, toy.typed[n + 1] = '\0';
	else
		text_fmt(toy.message, sizeof toy.message, "got %02x", (unsigned char)c);
}

/* Esc and all that was read with it, but for an answer of the terminal. */
static void take_sequence(const char *p, size_t n)
{
	struct buf text = { .n = 0 };
	const char *end = n > 6 ? memmem(p, n, "\033[201~", 6) : NULL;

	buf_puts(&text, "got");
	if (end && !memcmp(p, "\033[200~", 6)) {
		buf_printf(&text, " a paste of %d bytes", (int)(end - p) - 6);
	} else if (n > 3 && p[1] == '[' && p[n - 1] == 'R') {
		buf_printf(&text, " the answer %.*s", (int)n - 3, p + 2);
	} else {
		for (size_t i = 0; i < n; i++)
			buf_printf(&text, " %02x", (unsigned char)p[i]);
	}
	text_copy(toy.message, sizeof toy.message, text.s);
	buf_free(&text);
}

static void take_input(const char *p, size_t n)
{
	const char *escape = memchr(p, '\033', n);
	size_t plain = escape ? (size_t)(escape - p) : n;

	for (size_t i = 0; i < plain; i++)
		take_char(p[i]);
	if (escape)
		take_sequence(escape, n - plain);
}

/* --- the loop -------------------------------------------------------------------------------- */

static void on_signal(int sig)
{
	if (sig == SIGWINCH)
		resized = 1;
	else if (hung_up == 0)
		hung_up = 1;
}

static void measure(void)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	ioctl(1, TIOCGWINSZ, &size);
	toy.rows = size.ws_row;
	toy.cols = size.ws_col;
	buf_puts(&toy.out, "\033[0m\033[2J");
	if (toy.rows < 10)
		text_copy(toy.message, sizeof toy.message, "too small");
	resized = 0;
}

/* Line away or told to go: what was typed is kept. */
static void keep_draft(void)
{
	char path[512];
	FILE *f;

	text_fmt(path, sizeof path, "%s/draft", getenv("HOME"));
	f = fopen(path, "we");
	if (!f)
		return;
	fputs(toy.typed, f);
	fclose(f);
}

static bool read_all(void)
{
	char bytes[4096];
	bool any = false;

	for (struct pollfd p = { .fd = 0, .events = POLLIN }; poll(&p, 1, 0) > 0;) {
		ssize_t n = read(0, bytes, toy.sip ? 1 : sizeof bytes);
		if (n <= 0) {
			toy.over = hung_up >= 0;
			break;
		}
		take_input(bytes, (size_t)n);
		any = true;
		if (toy.sip && !poll(NULL, 0, 20))
			break;
	}
	return any;
}

static void turn(void)
{
	struct pollfd p = { .fd = hung_up < 0 ? -1 : 0, .events = POLLIN };
	char now[16];
	bool input = false;

	poll(&p, 1, TICK_MS);
	if (resized) {
		measure();
		input = true;
	}
	if (p.revents)
		input = read_all() || input;
	clock_text(now, sizeof now);
	if (input || version() != toy.version || strcmp(toy.now, now)) {
		toy.version = version();
		paint();
		rest(input ? 'k' : 'r');
	}
}

static int screen(void)
{
	const char *fd = getenv("FRONTDESK_IDLE_FD");
	struct termios saved, raw;

	toy.idle = fd ? (int)strtol(fd, NULL, 10) : -1;
	signal(SIGHUP, on_signal);
	signal(SIGTERM, on_signal);
	signal(SIGWINCH, on_signal);
	tcgetattr(0, &saved);
	raw = saved;
	cfmakeraw(&raw);
	tcsetattr(0, TCSANOW, &raw);
	buf_puts(&toy.out, "\033[?1049h\033[?2004h");
	measure();
	toy.version = version();
	paint();
	buf_puts(&toy.out, "\033[6n");          /* where is the cursor? */
	flush_out();
	rest('k');
	while (!toy.over && hung_up <= 0)
		turn();
	if (hung_up > 0)
		keep_draft();
	buf_puts(&toy.out, "\033[?2004l\033[?1049l");
	flush_out();
	tcsetattr(0, TCSANOW, &saved);
	return toy.status;
}

/* --- commands -------------------------------------------------------------------------------- */

static int command(int count, char **word)
{
	if (!strcmp(word[0], "init"))
		return !run_sql("CREATE TABLE line(id INTEGER PRIMARY KEY, "
		    "text TEXT NOT NULL CHECK (text <> 'no'))", NULL);
	if (!strcmp(word[0], "demo")) {
		bool done = run_sql("INSERT INTO line(text) VALUES ('王晓敏 arrived')", NULL);
		for (int i = 1; i < count; i++)
			done = run_sql("INSERT INTO line(text) VALUES (?)", word[i]) && done;
		return !done;
	}
	if (!strcmp(word[0], "say") && count > 1) {
		if (!run_sql("INSERT INTO line(text) VALUES (?)", word[1])) {
			printf("refused: %s\n", sqlite3_errmsg(toy.db));
			return 3;
		}
		printf("said %s\n", word[1]);
		return 0;
	}
	return 2;
}

bool toy_is_called(const char *argv0)
{
	const char *slash = strrchr(argv0, '/');

	return !strcmp(slash ? slash + 1 : argv0, "toy");
}

int toy_main(int argc, char **argv)
{
	int status;

	toy.user = "nobody";
	for (int c; (c = getopt(argc, argv, "+d:u:")) != -1;)
		if (c == 'd')
			toy.path = optarg;
		else if (c == 'u')
			toy.user = optarg;
	if (!toy.path || sqlite3_open(toy.path, &toy.db) != SQLITE_OK)
		return 1;
	sqlite3_busy_timeout(toy.db, 2000);
	status = optind < argc ? command(argc - optind, argv + optind) : screen();
	sqlite3_close(toy.db);
	buf_free(&toy.out);
	return status;
}
