/* What the figures are called, what they mean, and how they are told. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "desk/kpi.h"

enum { FULL_WAIT_MIN = 15 };
_Static_assert(KPI_PROMISE_S == 600 && KPI_BACK_S == 90 * 86400 && KPI_AGAIN_S == 30 * 86400,
    "the definitions name these");

const struct kpi_info kpi_info[KPI_COUNT] = {
	[KPI_CLIENT_ON_TIME] = { "client-on-time", N_("Clients on time"),
	    N_("came at the time of the appointment or before"),
	    N_("Visits with an appointment whose client arrived not after its start."),
	    KPI_PERCENT, 1, 100, KPI_VISIT },
	[KPI_HOUSE_ON_TIME] = { "house-on-time", N_("House on time"),
	    N_("led on within 10 minutes of the promise"),
	    N_("Visits with an appointment, led to a consultation or treatment within 10 minutes "
	    "of its start, or of the arrival where the client came later."),
	    KPI_PERCENT, 1, 100, KPI_VISIT },
	[KPI_CONTENT] = { "content", N_("Clients content"),
	    N_("percent of the best mark, of answers"),
	    N_("Marks of the surveys of these visits, in percent of the best mark, a question "
	    "each."),
	    KPI_POINTS, 1, 100, KPI_SURVEY },
	[KPI_BACK] = { "came-back", N_("Came back in 90 days"),
	    N_("visits of who had been here within 90 days"),
	    N_("Visits whose client had been here before, within 90 days."),
	    KPI_PERCENT, 1, 100, KPI_VISIT },
	[KPI_NOSHOW] = { "no-show", N_("No-shows"), N_("appointments nobody came to"),
	    N_("Appointments nobody came to, of those that were not cancelled."),
	    KPI_PERCENT, -1, 100, KPI_APPOINTMENT },
	[KPI_CONVERSION] = { "conversion", N_("Consultation to plan"),
	    N_("consultations that led to a plan, treatment or test"),
	    N_("Consultations finished, with a visit or without, that ended in a plan, a "
	    "treatment or a test, or from which a plan was agreed later."),
	    KPI_PERCENT, 1, 100, KPI_CONSULTATION },
	[KPI_CALLS] = { "calls-on-time", N_("Callbacks on time"), N_("done by their due time"),
	    N_("Callbacks done by their due time, of those that were done or expired."),
	    KPI_PERCENT, 1, 100, KPI_CALLBACK },
	[KPI_WAIT] = { "wait", N_("Waiting time"), N_("minutes in all, of visits"),
	    N_("Minutes from the arrival to the first consultation or treatment, the mean of all "
	    "visits that were led there. A full bar is 15 minutes."),
	    KPI_MINUTES, -1, FULL_WAIT_MIN, KPI_VISIT },
	[KPI_REWORK] = { "rework", N_("Rework"), N_("treatments that had to be put right"),
	    N_("Treatments that were stopped, brought an adverse reaction or a complaint, or were "
	    "done again for nothing within 30 days. Corrections in a record do not count."),
	    KPI_PERCENT, -1, 100, KPI_TREATMENT },
	[KPI_UNFIT] = { "unfit", N_("Samples unfit"), N_("kits sent again"),
	    N_("Kits sent out again because the sample was unfit, of all kits sent for the tests "
	    "ordered then."),
	    KPI_PERCENT, -1, 100, KPI_TEST },
	[KPI_STAFF_LOAD] = { "staff-load", N_("Load of staff"),
	    N_("minutes taken, of those on duty"),
	    N_("Minutes that appointments took (not cancelled, not missed), of those that people "
	    "were on duty: opening hours, rosters, leave."),
	    KPI_PERCENT, 0, 100, KPI_APPOINTMENT },
	[KPI_ROOM_LOAD] = { "room-load", N_("Load of rooms"),
	    N_("minutes taken, of those open"),
	    N_("Minutes that appointments took (not cancelled, not missed), of those that rooms "
	    "could be used: opening hours, rosters, out of order."),
	    KPI_PERCENT, 0, 100, KPI_APPOINTMENT },
	[KPI_DEVICE_LOAD] = { "device-load", N_("Load of devices"),
	    N_("minutes taken, of those open"),
	    N_("Minutes that appointments took (not cancelled, not missed), of those that devices "
	    "could be used: opening hours, rosters, out of order."),
	    KPI_PERCENT, 0, 100, KPI_APPOINTMENT },
};

const char *const kpi_stage_codes[KPI_STAGE_COUNT] = {
	"card", "wait", "consult", "pay", "ready", "room", "leave", "whole",
};
const char *const kpi_stage_labels[KPI_STAGE_COUNT] = {
	N_("arrived to card"), N_("card to led on"), N_("consultation"), N_("cash desk"),
	N_("ready to room"), N_("in the room"), N_("done to left"), N_("whole visit"),
};

enum kpi_figure kpi_by_code(const char *code)
{
	int f = 0;

	while (f < KPI_COUNT && strcmp(kpi_info[f].code, code) != 0)
		f++;
	return (enum kpi_figure)f;
}

int kpi_tenths(enum kpi_figure f, const struct kpi_share *x)
{
	static const struct {
		int64_t times, by;
	} rule[] = {
		[KPI_PERCENT] = { 1000, 1 }, [KPI_POINTS] = { 10, 1 }, [KPI_MINUTES] = { 10, 60 },
	};
	int64_t by = x->of * rule[kpi_info[f].unit].by;

	return by > 0 ? (int)((x->n * rule[kpi_info[f].unit].times + by / 2) / by) : -1;
}

char *kpi_text(enum kpi_figure f, const struct kpi_share *x, char *out, size_t size)
{
	int tenths = kpi_tenths(f, x);

	if (tenths < 0)
		return text_fmt(out, size, "-");
	if (kpi_info[f].unit == KPI_MINUTES)
		return text_fmt(out, size, tr("%d.%d min"), tenths / 10, tenths % 10);
	return text_fmt(out, size, "%d %%", (tenths + 5) / 10);
}

char *kpi_of_text(enum kpi_figure f, const struct kpi_share *x, char *out, size_t size)
{
	if (!x->of)
		return text_fmt(out, size, "%s", tr("Nothing to count in this period."));
	if (kpi_info[f].unit == KPI_MINUTES)
		return text_fmt(out, size, tr("%lld minutes in all, of %lld visits"),
		    (long long)((x->n + 30) / 60), (long long)x->of);
	if (kpi_info[f].unit == KPI_POINTS)
		return text_fmt(out, size, tr("%lld answers: %s"), (long long)x->of,
		    tr("percent of the best mark"));
	return text_fmt(out, size, tr("%lld of %lld: %s"), (long long)x->n, (long long)x->of,
	    tr(kpi_info[f].what));
}
