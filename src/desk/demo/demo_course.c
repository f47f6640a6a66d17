/*
 * Made-up plans in each of their states, values over months and habits. Of clients whom the visits
 * of these days leave alone, so that what is due at the cash desk stays what it was.
 */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "data/measure.h"
#include "data/sequence.h"
#include "data/txn.h"
#include "demo_priv.h"

enum { PLANS = 24, SERIES = 20, WEEKS = 26 };
/* Places among the staff. */
enum { EXPERT = 2, CONSULTANT = 5, OPERATOR = 6, NURSE = 7, MANAGER = DEMO_MANAGER, BEFORE = 14 };

static const struct course {
	const char *template, *name, *goal;
	int service, sessions, apart, price;    /* price: whole yuan of one session */
	int serves;                             /* place among the staff */
	const char *role;
	const char *home[2];
	int part[3];                            /* per cent */
} courses[] = {
	{ "laser-6", "激光六次", "肤色均匀，红印消退", 1, 6, 28, 1200, OPERATOR, "operator",
	    { "每天两次防晒，阴天也不例外", "每次治疗后一周内不用酸类与磨砂" }, { 40, 30, 30 } },
	{ "drip-8", "营养点滴八周", "恢复精力，改善睡眠", 6, 8, 7, 680, NURSE, "nurse",
	    { "来前先进食", NULL }, { 100, 0, 0 } },
	{ "hifu-2", "HIFU 两次", "轮廓紧致", 3, 2, 90, 4500, OPERATOR, "operator",
	    { "两周内不蒸桑拿", NULL }, { 100, 0, 0 } },
};

/* How far a plan has got; the first session AGO days before today. A laser plan with the last one
 * 95 days ago is broken off. */
static const struct shape {
	int course;
	const char *state;
	int used, ago;
} shapes[] = {
	{ 0, "agreed", 2, 50 }, { 1, "draft", 0, -3 }, { 0, "agreed", 1, 95 },
	{ 1, "agreed", 4, 30 }, { 2, "agreed", 1, 40 }, { 0, "done", 6, 170 },
	{ 1, "stopped", 3, 120 }, { 0, "draft", 0, -7 },
};

struct made {
	const struct course *c;
	const struct shape *s;
	int64_t id, client, order;
	int32_t first;                  /* day of the first session */
};

static bool came(const struct demo *d, long client)
{
	for (size_t i = 0; i < d->came.n; i++)
		if (d->came.v[i].client == client)
			return true;
	return false;
}

/* The next client from *AT on who was here by DAY and did not come these days; -1: there is
 * none. */
static long next_client(struct demo *d, long *at, int32_t day)
{
	for (long tries = 0; tries < d->clients; tries++) {
		long i = *at;

		*at = (*at + 7) % d->clients;
		if (demo_opened(d, i) <= day && !came(d, i))
			return i;
	}
	return -1;
}

static bool is(const struct made *m, const char *state)
{
	return !strcmp(m->s->state, state);
}

/* ---- a plan ---- */

static int64_t whole_price(const struct made *m)
{
	return INT64_C(100) * m->c->price * m->c->sessions;
}

/* A week before its first session, or today's morning of one that is not agreed. */
static int32_t made_on(const struct demo *d, const struct made *m)
{
	int32_t day = m->first - 7;

	return day < d->today ? day : d->today - 1;
}

static enum err_code put_version(struct demo *d, const struct made *m, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "plan_id", m->id);
	demo_int(&r, "version", 1);
	demo_int(&r, "at", demo_at(d, made_on(d, m), 650));
	demo_int(&r, "staff_id", d->staff[CONSULTANT]);
	demo_text(&r, "goal", m->c->goal);
	demo_int(&r, "price", whole_price(m));
	if (demo_row_insert(d, "plan_version", &r, NULL, e) != OK)
		return e->code;
	demo_int(&r, "plan_id", m->id);
	demo_int(&r, "version", 1);
	demo_int(&r, "line", 1);
	demo_int(&r, "service_id", d->service[m->c->service].id);
	demo_int(&r, "sessions", m->c->sessions);
	demo_int(&r, "price", INT64_C(100) * m->c->price);
	demo_int(&r, "days_apart", m->c->apart);
	return demo_row_insert(d, "plan_item", &r, NULL, e);
}

static enum err_code put_plan(struct demo *d, struct made *m, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char number[24], day[DAY_TEXT];
	int64_t n;

	if (sequence_next(d->txn, "plan", &n, e) != OK)
		return e->code;
	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", m->client);
	demo_text(&r, "day", day_format(made_on(d, m), day));
	demo_int(&r, "created_at", demo_at(d, made_on(d, m), 650));
	demo_int(&r, "created_by", d->staff[CONSULTANT]);
	demo_text(&r, "number", text_fmt(number, sizeof number, "P-%04lld", (long long)n));
	demo_text(&r, "name", m->c->name);
	demo_text(&r, "goal", m->c->goal);
	demo_text(&r, "template", m->c->template);
	demo_text(&r, "state", m->s->state);
	demo_text(&r, "reason", is(m, "stopped") ? "搬家离开上海" : "");
	if (demo_row_insert(d, "plan", &r, &m->id, e) != OK)
		return e->code;
	return put_version(d, m, e);
}

static enum err_code put_sessions(struct demo *d, const struct made *m, struct err *e)
{
	enum err_code rc = OK;

	for (int i = 0; i < m->c->sessions && rc == OK; i++) {
		int32_t on = m->first + i * m->c->apart;
		bool used = i < m->s->used;
		struct demo_row r = { .n = 0 };
		char day[DAY_TEXT];

		demo_int(&r, "plan_id", m->id);
		demo_int(&r, "number", i + 1);
		demo_int(&r, "line", 1);
		demo_int(&r, "service_id", d->service[m->c->service].id);
		demo_int(&r, "price", INT64_C(100) * m->c->price);
		demo_text(&r, "planned_day", day_format(on, day));
		demo_text(&r, "state", used ? "used" : is(m, "stopped") ? "dropped" : "open");
		demo_int(&r, "used_at", used ? demo_at(d, on, 700) : 0);
		rc = demo_row_insert(d, "plan_session", &r, NULL, e);
	}
	return rc;
}

static enum err_code put_member(struct demo *d, const struct made *m, const char *role, int who,
    int64_t from, int64_t until, const char *reason, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "plan_id", m->id);
	demo_text(&r, "role", role);
	demo_int(&r, "staff_id", d->staff[who]);
	demo_int(&r, "from_at", from);
	demo_int(&r, "until_at", until);
	demo_int(&r, "changed_by", reason ? d->staff[MANAGER] : 0);
	demo_text(&r, "reason", reason);
	demo_text(&r, "told", reason ? "电话告知" : NULL);
	return demo_row_insert(d, "plan_member", &r, NULL, e);
}

static enum err_code put_team(struct demo *d, const struct made *m, struct err *e)
{
	int64_t from = demo_at(d, made_on(d, m), 650), change = demo_at(d, m->first + 3, 600);
	bool changed = m->s == &shapes[0];
	enum err_code rc = put_member(d, m, "expert", EXPERT, from, 0, NULL, e);

	if (rc == OK)
		rc = put_member(d, m, "consultant", CONSULTANT, from, 0, NULL, e);
	if (rc == OK && changed)
		rc = put_member(d, m, m->c->role, BEFORE, from, change, NULL, e);
	if (rc != OK)
		return rc;
	return put_member(d, m, m->c->role, m->c->serves, changed ? change : from, 0,
	    changed ? "原操作员休假" : NULL, e);
}

static enum err_code put_asked(struct demo *d, const struct made *m, struct err *e)
{
	static const char *const kinds[] = { "advice", "told", "price" };
	int64_t at = demo_at(d, made_on(d, m), 660);
	enum err_code rc = OK;

	for (int i = 0; i < 3 && rc == OK; i++) {
		bool open = is(m, "draft") && i > 0;
		struct demo_row r = { .n = 0 };
		char day[DAY_TEXT];

		demo_int(&r, "branch_id", d->branch[0]);
		demo_int(&r, "client_id", m->client);
		demo_text(&r, "day", day_format(made_on(d, m), day));
		demo_int(&r, "created_at", at - 600);
		demo_text(&r, "kind", kinds[i]);
		demo_int(&r, "plan_id", m->id);
		demo_int(&r, "version", 1);
		demo_text(&r, "answer", open ? "open" : "yes");
		demo_int(&r, "at", open ? 0 : at + i * 60);
		demo_text(&r, "signed_by", open ? NULL : "self");
		demo_int(&r, "staff_id", open ? 0 : d->staff[CONSULTANT]);
		rc = demo_row_insert(d, "agreement", &r, NULL, e);
	}
	return rc;
}

static enum err_code put_home(struct demo *d, const struct made *m, struct err *e)
{
	enum err_code rc = OK;

	for (int i = 0; i < 2 && m->c->home[i] && rc == OK; i++) {
		struct demo_row r = { .n = 0 };
		bool told = !is(m, "draft") && i == 0;

		demo_int(&r, "plan_id", m->id);
		demo_int(&r, "line", i + 1);
		demo_text(&r, "text", m->c->home[i]);
		demo_int(&r, "confirmed_at", told ? demo_at(d, made_on(d, m), 670) : 0);
		demo_int(&r, "staff_id", told ? d->staff[CONSULTANT] : 0);
		rc = demo_row_insert(d, "plan_home", &r, NULL, e);
	}
	return rc;
}

/* ---- what it costs ---- */

static enum err_code put_line(struct demo *d, const struct made *m, int line, int quantity,
    int64_t price, const char *text, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "order_id", m->order);
	demo_int(&r, "line", line);
	demo_int(&r, "service_id", text ? 0 : d->service[m->c->service].id);
	demo_text(&r, "text", text);
	demo_int(&r, "quantity", quantity);
	demo_int(&r, "price", price);
	return demo_row_insert(d, "order_line", &r, NULL, e);
}

static enum err_code put_parts(struct demo *d, const struct made *m, struct err *e)
{
	enum err_code rc = OK;

	for (int i = 0; i < 3 && m->c->part[0] < 100 && rc == OK; i++) {
		struct demo_row r = { .n = 0 };
		char day[DAY_TEXT];

		demo_int(&r, "order_id", m->order);
		demo_int(&r, "line", i + 1);
		demo_text(&r, "due_day", day_format(made_on(d, m) + 30 * i, day));
		demo_int(&r, "amount", whole_price(m) / 100 * m->c->part[i]);
		rc = demo_row_insert(d, "instalment", &r, NULL, e);
	}
	return rc;
}

static enum err_code put_payment(struct demo *d, const struct made *m, int64_t amount,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT];

	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", m->client);
	demo_text(&r, "day", day_format(made_on(d, m), day));
	demo_int(&r, "created_at", demo_at(d, made_on(d, m), 680));
	demo_text(&r, "kind", "due");
	demo_text(&r, "method", "card");
	demo_int(&r, "amount", amount);
	demo_int(&r, "staff_id", d->desk_staff[0]);
	demo_int(&r, "order_id", m->order);
	return demo_row_insert(d, "payment", &r, NULL, e);
}

static enum err_code put_order(struct demo *d, struct made *m, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char number[24], day[DAY_TEXT];
	int64_t n;

	if (sequence_next(d->txn, "order", &n, e) != OK)
		return e->code;
	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", m->client);
	demo_text(&r, "day", day_format(made_on(d, m), day));
	demo_int(&r, "created_at", demo_at(d, made_on(d, m), 662));
	demo_int(&r, "created_by", d->staff[CONSULTANT]);
	demo_text(&r, "number", text_fmt(number, sizeof number, "O-%04lld", (long long)n));
	demo_text(&r, "kind", "plan");
	demo_int(&r, "plan_id", m->id);
	return demo_row_insert(d, "client_order", &r, &m->order, e);
}

/* Paid: all of it, the first part, or of a stopped one what was used. */
static enum err_code charge(struct demo *d, struct made *m, struct err *e)
{
	int64_t one = INT64_C(100) * m->c->price, paid = whole_price(m);
	int left = m->c->sessions - m->s->used;
	enum err_code rc = put_order(d, m, e);

	if (rc == OK)
		rc = put_line(d, m, 1, m->c->sessions, one, NULL, e);
	if (rc == OK && is(m, "stopped"))
		rc = put_line(d, m, 2, 1, -one * left, "停止: 搬家离开上海", e);
	if (is(m, "stopped"))
		paid = one * m->s->used;
	else if (is(m, "agreed"))
		paid = paid / 100 * m->c->part[0];
	if (rc == OK && !is(m, "stopped"))
		rc = put_parts(d, m, e);
	return rc == OK ? put_payment(d, m, paid, e) : rc;
}

static enum err_code one_plan(struct demo *d, int i, long client, struct err *e)
{
	const struct shape *s = &shapes[(size_t)i % (sizeof shapes / sizeof *shapes)];
	struct made m = { .c = &courses[s->course], .s = s, .client = d->first_client + client,
		.first = d->today - s->ago };
	enum err_code rc = put_plan(d, &m, e);

	if (rc == OK)
		rc = put_sessions(d, &m, e);
	if (rc == OK)
		rc = put_team(d, &m, e);
	if (rc == OK)
		rc = put_asked(d, &m, e);
	if (rc == OK)
		rc = put_home(d, &m, e);
	return rc == OK && !is(&m, "draft") ? charge(d, &m, e) : rc;
}

/* ---- values and habits ---- */

/* Falls and rises a little around a line that goes down. */
static const struct series {
	const char *code;
	int every;                      /* weeks */
	double from, to, noise;
} series[] = {
	{ "sys", 1, 146, 122, 8 }, { "dia", 1, 94, 79, 5 }, { "pulse", 1, 78, 70, 6 },
	{ "weight", 4, 71.5, 66.8, 0.8 }, { "moisture", 4, 34, 47, 4 },
	{ "sleep", 2, 5.6, 7.2, 0.8 },
};

static enum err_code put_value(struct demo *d, int64_t client, const struct indicator *i,
    int32_t on, double value, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT];
	int64_t at = demo_at(d, on, 560);

	demo_int(&r, "branch_id", d->branch[0]);
	demo_int(&r, "client_id", client);
	demo_text(&r, "day", day_format(on, day));
	demo_int(&r, "created_at", at);
	demo_int(&r, "indicator_id", i->id);
	demo_int(&r, "at", at);
	demo_real(&r, "value", value);
	demo_text(&r, "source", "here");
	demo_int(&r, "staff_id", d->staff[NURSE]);
	return demo_row_insert(d, "measure", &r, NULL, e);
}

static enum err_code one_series(struct demo *d, int64_t client, const struct series *x,
    struct err *e)
{
	struct indicator i;
	enum err_code rc = indicator_by_code(txn_store(d->txn), x->code, &i, e);

	for (int week = WEEKS; week > 0 && rc == OK; week -= x->every) {
		double step = i.decimals ? 10 : 1,
		       value = x->to + (x->from - x->to) * week / WEEKS +
		    x->noise * ((double)demo_upto(d, 100) - 50) / 100;

		value = (double)(int64_t)(value * step + 0.5) / step;
		rc = put_value(d, client, &i, d->today - 7 * week + 3, value, e);
	}
	return rc;
}

static const struct {
	const char *name, *amount, *since, *instead, *state;
	int replaced;                   /* days ago */
} habits[] = {
	{ "咖啡", "每天 3 杯", "2019", "绿茶", "open", 0 },
	{ "熬夜", "一点以后睡", "2020", "十一点前就寝", "open", 0 },
	{ "冷饮", "每天", "2015", "温水", "replaced", 40 },
	{ "可乐", "每天 1 听", "2016", "白开水", "dropped", 0 },
};

static enum err_code one_habit(struct demo *d, int64_t client, size_t i, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT], replaced[DAY_TEXT];

	demo_int(&r, "client_id", client);
	demo_text(&r, "day", day_format(d->today - 90, day));
	demo_int(&r, "created_at", demo_at(d, d->today - 90, 600));
	demo_text(&r, "name", habits[i].name);
	demo_text(&r, "amount", habits[i].amount);
	demo_text(&r, "since", habits[i].since);
	demo_text(&r, "instead", habits[i].instead);
	demo_text(&r, "state", habits[i].state);
	demo_text(&r, "replaced_day", habits[i].replaced ?
	    day_format(d->today - habits[i].replaced, replaced) : NULL);
	demo_int(&r, "staff_id", d->staff[CONSULTANT]);
	return demo_row_insert(d, "habit", &r, NULL, e);
}

static enum err_code one_person(struct demo *d, int n, int64_t client, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof series / sizeof *series && rc == OK; i++)
		rc = one_series(d, client, &series[i], e);
	for (size_t i = 0; i < 2 && rc == OK; i++)
		rc = one_habit(d, client, ((size_t)n + i) % (sizeof habits / sizeof *habits), e);
	return rc;
}

enum err_code demo_courses(struct demo *d, struct err *e)
{
	long at = d->clients > 11 ? 11 : 0, client;
	enum err_code rc = OK;

	for (int i = 0; i < PLANS && i < d->clients / 10 && rc == OK; i++) {
		client = next_client(d, &at, d->today - 200);
		if (client < 0)
			break;
		rc = one_plan(d, i, client, e);
		if (rc == OK && i < SERIES)
			rc = one_person(d, i, d->first_client + client, e);
	}
	return rc;
}
