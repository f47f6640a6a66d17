#ifndef FD_SCREEN_VITALS_H
#define FD_SCREEN_VITALS_H
/* Values over time of one person. Screens of this floor only. */
#include <stdint.h>

#include "tui/screen.h"

/* ARG: struct vitals_arg. */
struct vitals_arg {
	int64_t client_id, dependant_id;
	const char *chart;              /* word of the chart to begin with, NULL: the first */
};
extern const struct screen_type vitals_screen;

#endif
