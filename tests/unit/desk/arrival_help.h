#ifndef FD_TEST_ARRIVAL_HELP_H
#define FD_TEST_ARRIVAL_HELP_H
/* What a desk says of somebody who stands at it, for the tests of arrivals. */
#include "desk_help.h"

#include "desk/arrival.h"
#include "desk/arrival_leave.h"

/* A world in which the manager sits here and the consultation leads to the consultant. */
int arrival_setup(void **state);
struct arrival_card card_of(struct desk_world *w, int64_t client, int64_t appointment);
/* As the card proposes it, of somebody known by sight. */
struct arrival known(const struct arrival_card *c);
int64_t arrive(struct desk_world *w, int64_t client, int64_t appointment);
struct visit_row seen(struct desk_world *w, int64_t visit);
enum err_code step(struct desk_world *w, int64_t visit, const char *state, int64_t room);
enum err_code leave(struct desk_world *w, int64_t visit, const char *outcome, const char *day,
    const char *text);
void led_to(struct desk_world *w, int64_t service, const char *where);
void later(int minutes);

#endif
