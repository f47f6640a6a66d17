#ifndef FD_DESK_ARRIVAL_ROOM_H
#define FD_DESK_ARRIVAL_ROOM_H
/*
 * The rooms of the branch as they are now: who is in which, until about when, who is next. Reads
 * only; who is led where is arrival_step's (desk/arrival.h). For screens and lists. Instants are
 * Unix seconds.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/visit.h"

struct desk;

struct arrival_room {
	int64_t id;
	char code[24], name[96];
	bool out;                       /* out of order */
	int64_t visit_id;               /* who is in it, 0: free */
	struct visit_row visit;
	int64_t until_at;               /* about; 0: free */
	int64_t next_at;                /* next booked, today, 0 */
	char next[200];                 /* for whom */
};
struct arrival_rooms {
	struct arrival_room *v;
	size_t n, cap;
};
/* Every room of the branch in service order; OUT is emptied first and is freed by the caller. */
enum err_code arrival_rooms(struct desk *d, struct arrival_rooms *out, struct err *e) MUST_CHECK;
void arrival_rooms_free(struct arrival_rooms *l);
/* About when whoever V is leaves the room: the promised end, or as long as the service lasts, if
 * that is later. */
int64_t arrival_until(const struct visit_row *v);

#endif
