/*
 * What reached the second branch of the made-up house from outside: two that wait for an answer,
 * one that was offered a time, one that could not be. Nothing here is by chance.
 */
#include "base/day.h"
#include "demo_priv.h"

enum { PUDONG = 1, GREETER = 12 };      /* places among branches and people */

#define NOBODY (-1)

static const struct {
	long client;                    /* index */
	int ago, minute;                /* days, when it came */
	size_t service;                 /* place among the services */
	const char *channel, *name, *phone, *wants, *text;
	const char *state;
	int answered;                   /* minute of that day, 0: not yet */
	const char *reason;
} made[] = {
	{ NOBODY, 1, 17 * 60 + 5, 3, "wechat", "何晓琳", "13500002761", "今晚",
	    "今晚可以做 HIFU 吗?", "declined", 17 * 60 + 30, "浦东没有 HIFU, 客户不去静安" },
	{ NOBODY, 0, 10 * 60 + 20, 1, "web", "Emma Clarke", "13900005518", "Thu afternoon",
	    "Is a laser session possible on Thursday after 2 pm?", "offered", 10 * 60 + 45,
	    "Thu 14:30, Thu 16:00" },
	{ 12, 0, 13 * 60 + 20, 4, "wechat", NULL, NULL, "周五上午",
	    "想请林医生复查, 周五上午最好。", "open", 0, NULL },
	{ NOBODY, 0, 14 * 60 + 10, 0, "app", "孔令怡", "15800003347", "周末",
	    "第一次来, 想咨询祛斑。", "open", 0, NULL },
};

static enum err_code put(struct demo *d, size_t i, struct err *e)
{
	int32_t on = d->today - made[i].ago;
	int64_t came = demo_at(d, on, made[i].minute);
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT];

	demo_int(&r, "branch_id", d->branch[PUDONG]);
	demo_int(&r, "client_id", made[i].client == NOBODY ? 0 :
	    d->first_client + made[i].client);
	demo_text(&r, "day", day_format(on, day));
	demo_int(&r, "created_at", came);
	demo_int(&r, "came_at", came);
	demo_text(&r, "channel", made[i].channel);
	demo_text(&r, "name", made[i].name);
	demo_text(&r, "phone", made[i].phone);
	demo_int(&r, "service_id", d->service[made[i].service].id);
	demo_text(&r, "wants", made[i].wants);
	demo_text(&r, "text", made[i].text);
	demo_text(&r, "state", made[i].state);
	if (made[i].answered) {
		demo_int(&r, "answered_at", demo_at(d, on, made[i].answered));
		demo_int(&r, "answered_by", d->staff[GREETER]);
	}
	demo_text(&r, "reason", made[i].reason);
	return demo_row_insert(d, "request", &r, NULL, e);
}

enum err_code demo_requests(struct demo *d, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof made / sizeof *made && rc == OK; i++)
		if (made[i].client < d->clients)
			rc = put(d, i, e);
	return rc;
}
