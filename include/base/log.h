#ifndef FD_BASE_LOG_H
#define FD_BASE_LOG_H
/*
 * Log lines for whoever looks after the program. Never a client's text, never expanded SQL.
 * The last 200 lines are kept in memory for `Ctrl-P log` and for the report of a BUG.
 */
enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

void log_open(const char *path);        /* NULL: memory only. Cannot fail: falls back to memory */
void log_close(void);
void log_set_level(enum log_level level);
void log_line(enum log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Line I of the ring, 0 = newest; NULL past the end. Borrowed until the next log_line. */
const char *log_recent(int i);

#endif
