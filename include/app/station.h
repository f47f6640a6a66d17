#ifndef FD_APP_STATION_H
#define FD_APP_STATION_H
/*
 * frontdesk.ini: what this machine and its terminals are. One table of options: the reader, the
 * ranges and frontdesk.ini(5) come from it. An unknown, doubled or empty key and a value out of
 * range are ERR_CONFIG with the key's name: a typing slip must not silently leave a default in
 * force.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/log.h"

#define STATION_PATH "/etc/frontdesk/frontdesk.ini"
#define STATION_FILE_MAX 65536          /* bytes of the file */

struct station {
	char *database;                 /* absolute */
	char *base;                     /* where verify --replay starts; NULL: DATABASE.base */
	char *forms;                    /* NULL: found by station_forms */
	char language[8];               /* "": the person's, the site's */
	char *log_file;                 /* NULL: memory only */
	enum log_level log_level;
	int pin_min, pin_cost, pin_ssh;
	int idle_lock_s, idle_logout_s;
	int undo_minutes, export_rows, mouse;
	char *print_command, *spool_command;    /* NULL: none */
	char *printer;                          /* name for the command; NULL: none */
	char *printer_places;                   /* PLACE=PRINTER ...; NULL: none */
	char *sheets_folder;                    /* NULL: no sheets are kept */
	char *export_folder;                    /* NULL: the home of the Unix account */
	long disk_warn_mb;
	/* Of [station.TTY], the terminal at hand. */
	char *name, *branch, *own_printer;      /* NULL: none set */
};

enum station_type { STATION_TEXT, STATION_PATH_TYPE, STATION_INT, STATION_LEVEL, STATION_LANGUAGE,
	STATION_PLACES };

struct station_option {
	const char *section, *key;      /* section "station.*": one a terminal */
	enum station_type type;
	long min, max;
	const char *preset;             /* NULL: none */
	const char *help;               /* one line, English, for frontdesk.ini(5) */
	size_t offset;                  /* in struct station */
};
extern const struct station_option station_options[];
extern const size_t station_options_count;

/* Everything as the table presets it. */
void station_default(struct station *out);
/* Reads PATH over the defaults. TTY = name of the terminal as station_tty gives it.
 * ERR_NOTFOUND, ERR_DENIED, ERR_CONFIG. OUT must be freed whatever came out. */
enum err_code station_load(const char *path, const char *tty, struct station *out, struct err *e)
    MUST_CHECK;
void station_free(struct station *s);

/* The folder of forms: the ini's, else ../forms of the program's folder (a build tree), else
 * DATADIR's. Writes the first that exists to OUT, else the last. */
char *station_forms(const struct station *s, char *out, size_t size);
/* "tty1", "pts-3", "ttys0": the terminal of FD in small letters, as sections are; "" when it is
 * none. */
char *station_tty(int fd, char *out, size_t size);

#endif
