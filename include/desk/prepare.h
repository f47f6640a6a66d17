#ifndef FD_DESK_PREPARE_H
#define FD_DESK_PREPARE_H
/*
 * The preparation of a day (AR-1): for each visit what is laid ready, ticked with who and when
 * (desk/daylist.h), and what stands out: what the file lacks, what is owed, a first visit.
 *
 * What is laid ready: the first section of the form `prepare` for every visit (`room` and `device`
 * only where it has one), and what the service names in service.prepare, words with blanks between:
 * fields of the other sections, or words of its own. The field `asked`, whether the arrival was
 * asked again, is of the day itself: before it is shown, but neither counted nor ticked.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/appointment.h"
#include "desk/daylist.h"

struct desk;

struct prepare_visit {
	struct appointment_row a;
	struct day_items items;
	size_t ticked, wanted;          /* of those that can be done by now */
	char lacks[200];                /* what the file lacks, in words; "" nothing */
	int64_t owes, deposit;          /* open from earlier visits; asked with the booking and not
					 * paid. Minor units */
	bool first;                     /* comes for the first time */
};
struct prepare_day {
	struct prepare_visit *v;
	size_t n, cap;
};
/* What is laid ready for one appointment, with its ticks. Adds to OUT. ERR_NOTFOUND. */
enum err_code prepare_items(struct desk *d, int64_t appointment_id, struct day_items *out,
    struct err *e) MUST_CHECK;
/* The live visits of DAY in the branch at hand, by start. Replaces OUT. */
enum err_code prepare_list(struct desk *d, const char *day, struct prepare_day *out,
    struct err *e) MUST_CHECK;
void prepare_free(struct prepare_day *l);
/* Something of it is still open and must be seen: lacks, owes, deposit. */
bool prepare_stands_out(const struct prepare_visit *v);
/* In words: "file lacks birthday; owes 1,200; first visit". */
char *prepare_say(const struct desk *d, const struct prepare_visit *v, char *out, size_t size);
/* All of V on (right day-mark), one action for each that was off. */
enum err_code prepare_all(struct desk *d, const struct prepare_visit *v, struct err *e)
    MUST_CHECK;

#endif
