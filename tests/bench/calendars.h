#ifndef FD_BENCH_CALENDARS_H
#define FD_BENCH_CALENDARS_H
/*
 * Programs that keep calendars, beside ours in the same run and with the same appointments:
 * calcurse, khal, remind. Those that are not installed are left out.
 */
struct desk;

/* Writes the appointments of D in the form of each into FOLDER, unless they are there: those of a
 * month, and those of ten years for the programs that keep them in one file. */
void calendars_write(struct desk *d, const char *folder);
/* The table; SITE is the file of the program itself. */
void calendars_compare(const char *site, const char *folder);

#endif
