#include "app/station.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/secure.h"
#include "base/buf.h"
#include "base/mem.h"

#define AT(member) offsetof(struct station, member)

const struct station_option station_options[] = {
	{ "frontdesk", "database", STATION_PATH_TYPE, 0, 0, "/var/lib/frontdesk/frontdesk.db",
	    "The one file of the site, on a disk of this machine.", AT(database) },
	{ "frontdesk", "base", STATION_PATH_TYPE, 0, 0, NULL,
	    "Copy of the file as init made it, where verify --replay starts; without the key the "
	    "database's name with .base behind it.",
	    AT(base) },
	{ "frontdesk", "forms", STATION_PATH_TYPE, 0, 0, NULL,
	    "Folder of the form files; without the key the one that was installed.", AT(forms) },
	{ "frontdesk", "language", STATION_LANGUAGE, 0, 0, NULL,
	    "zh or en; without the key each person's own, else the site's.", AT(language) },
	{ "frontdesk", "mouse", STATION_INT, 0, 1, "0",
	    "1: clicks choose rows, tabs and keys of the bar, the wheel moves the cursor; marking "
	    "text with the mouse then needs Shift. 0: the mouse is the terminal's own.",
	    AT(mouse) },
	{ "log", "file", STATION_PATH_TYPE, 0, 0, NULL,
	    "Log for whoever looks after the program; no client's text ever stands in it.",
	    AT(log_file) },
	{ "log", "level", STATION_LEVEL, 0, 0, "info", "debug, info, warn or error.",
	    AT(log_level) },
	{ "pin", "length", STATION_INT, 4, 20, "6", "Least figures of a PIN.", AT(pin_min) },
	{ "pin", "cost", STATION_INT, 1, 11, "7",
	    "Cost of yescrypt for new PINs; each step doubles the time of a try.", AT(pin_cost) },
	{ "pin", "ssh", STATION_INT, 0, 1, "0",
	    "1: who comes over SSH with a Unix account of his own is asked for the PIN as well; 0: "
	    "the key is enough.",
	    AT(pin_ssh) },
	{ "lock", "idle", STATION_INT, 0, 86400, "180",
	    "Seconds without a key until the terminal locks; 0 never.", AT(idle_lock_s) },
	{ "lock", "logout", STATION_INT, 0, 86400, "1800",
	    "Seconds without a key until the person is logged out; 0 never.", AT(idle_logout_s) },
	{ "undo", "minutes", STATION_INT, 0, 1440, "30",
	    "How long one's own action goes back without a second person.", AT(undo_minutes) },
	{ "print", "command", STATION_TEXT, 1, 1000, NULL,
	    "Takes a document as PDF on standard input; words parted by blanks, no shell. %p is "
	    "the name of the printer, %t a word for what is printed.",
	    AT(print_command) },
	{ "print", "printer", STATION_TEXT, 1, 100, NULL,
	    "Name of the printer for %p, where a terminal has none of its own.", AT(printer) },
	{ "print", "places", STATION_PLACES, 1, 1000, NULL,
	    "Printers where an appointment's slip is needed, PLACE=PRINTER parted by blanks: the "
	    "code of a room, of a device or of who serves, and office for the back office.",
	    AT(printer_places) },
	{ "export", "folder", STATION_PATH_TYPE, 0, 0, NULL,
	    "Folder for lists that are exported on the screens; without the key the home of the "
	    "Unix account.",
	    AT(export_folder) },
	{ "export", "rows", STATION_INT, 0, 1000000, "100",
	    "Rows of a list up to which nobody else must sign for it.", AT(export_rows) },
	{ "sheets", "folder", STATION_PATH_TYPE, 0, 0, NULL,
	    "Folder in which tick keeps the lists of today and of the next open day as text, "
	    "written anew each hour, for when nothing else works; without the key none are kept.",
	    AT(sheets_folder) },
	{ "spool", "command", STATION_TEXT, 1, 1000, NULL,
	    "Hands a message on: number as argument, text on standard input; words parted by "
	    "blanks, no shell.",
	    AT(spool_command) },
	{ "limits", "disk", STATION_INT, 0, 1000000, "200",
	    "Free megabytes below which doctor warns.", AT(disk_warn_mb) },
	{ "station.*", "name", STATION_TEXT, 1, 30, NULL,
	    "Name of the terminal, as it stands in the list of actions.", AT(name) },
	{ "station.*", "branch", STATION_TEXT, 1, 23, NULL,
	    "Code of the branch where the terminal stands.", AT(branch) },
	{ "station.*", "printer", STATION_TEXT, 1, 100, NULL,
	    "Name of the printer at this terminal, for %p of the print command.", AT(own_printer) },
};
const size_t station_options_count = sizeof station_options / sizeof station_options[0];

/* disk_warn_mb is a long, the other numbers are int. */
_Static_assert(sizeof(enum log_level) == sizeof(int), "levels are stored as int");

void station_default(struct station *out)
{
	struct err e = ERR_INIT;

	if (station_load(NULL, "", out, &e) != OK)
		BUG("a preset of the station table does not fit: %s", e.text);
}

void station_free(struct station *s)
{
	for (size_t i = 0; i < station_options_count; i++) {
		const struct station_option *o = &station_options[i];

		if (o->type == STATION_TEXT || o->type == STATION_PATH_TYPE ||
		    o->type == STATION_PLACES)
			mem_free(*(char **)(void *)((char *)s + o->offset));
	}
	*s = (struct station){ .database = NULL };
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *station_forms(const struct station *s, char *out, size_t size)
{
	char self[PATH_MAX], path[PATH_MAX + 16], real[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;

	if (s->forms)
		return text_copy(out, size, s->forms);
	self[n > 0 ? n : 0] = '\0';
	slash = strrchr(self, '/');
	/* Rights come from these files: with a group's rights only from where they were
	 * installed. */
	if (slash && !secure_is_privileged()) {
		*slash = '\0';
		text_fmt(path, sizeof path, "%s/../forms", self);
		if (is_folder(path) && realpath(path, real))
			return text_copy(out, size, real);
	}
	return text_fmt(out, size, "%s/forms", FD_DATADIR);
}

char *station_tty(int fd, char *out, size_t size)
{
	char path[128] = "";

	if (ttyname_r(fd, path, sizeof path) != 0)
		path[0] = '\0';
	text_copy(out, size, strncmp(path, "/dev/", 5) ? path : path + 5);
	for (char *p = out; *p; p++)
		*p = *p == '/' ? '-' : *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
	return out;
}
