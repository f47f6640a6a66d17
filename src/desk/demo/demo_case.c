/*
 * What the clients of the made-up house complained of: one that runs, one that is late, one that
 * ended well, a question, and a review by nobody we know. Nothing here is by chance.
 */
#include "base/buf.h"
#include "base/day.h"
#include "base/zone.h"
#include "data/sequence.h"
#include "demo_priv.h"

#define NOBODY (-1)

/* Days and minutes of the day count from today; a step's text in the language of who wrote it. */
struct told {
	int ago, minute, staff;         /* days; place among the people of the house */
	const char *kind, *text;
	int promised, promised_minute;  /* of a promise: days from today */
	int kept;                       /* -1: not said */
};
static const struct {
	long client;                    /* index */
	int branch, ago, minute, taken_by, owner;
	const char *kind, *level, *channel, *content, *wanted;
	int answer_h, solve_h;
	bool answered, closed;
	const char *result, *cause, *against;
	struct told step[4];
} made[] = {
	{ .client = 3, .ago = 2, .minute = 16 * 60 + 10, .owner = DEMO_MANAGER,
	    .kind = "normal", .level = "serious", .channel = "phone",
	    .content = "左脸不平, 第3天没有人回访, 当时答应了的。",
	    .wanted = "请 Dr Reyes 再看一次, 退还第一次费用", .answer_h = 24, .solve_h = 48,
	    .answered = true, .step = {
		{ 2, 16 * 60 + 40, 0, "answer", "已道歉, 答应周二答复", 0, 0, -1 },
		{ 1, 10 * 60 + 15, DEMO_MANAGER, "step",
		    "查记录: 第3天回访被延后两次, 原因\"忙\"", 0, 0, -1 },
		{ 1, 18 * 60, DEMO_MANAGER, "promise", "Dr Reyes 周二复诊", 0, 15 * 60, -1 } } },
	{ .client = 7, .ago = 4, .minute = 11 * 60, .taken_by = 8, .owner = 8, .kind = "normal",
	    .level = "light", .channel = "callback", .content = "等了四十分钟才进房间。",
	    .wanted = "下次按时", .answer_h = 24, .solve_h = 48 },
	{ .client = 9, .ago = 12, .minute = 14 * 60, .taken_by = 1, .owner = DEMO_MANAGER,
	    .kind = "urgent", .level = "serious", .channel = "house",
	    .content = "激光后起水泡, 打电话没有人接。", .wanted = "当天看医生",
	    .answer_h = 4, .solve_h = 24, .answered = true, .closed = true,
	    .result = "当天 15:30 陈立医生处理, 免费复查两次, 已恢复", .cause = "told",
	    .against = "治疗后联系电话印在注意事项上", .step = {
		{ 12, 14 * 60 + 20, DEMO_MANAGER, "answer", "当面道歉, 请陈立医生", 0, 0, -1 },
		{ 12, 15 * 60 + 30, DEMO_MANAGER, "promise", "两天内电话", -10, 18 * 60, 1 },
		{ 10, 11 * 60, DEMO_MANAGER, "closed", "客户满意, 5 分", 0, 0, -1 } } },
	{ .client = 12, .branch = 1, .minute = 9 * 60 + 50, .taken_by = 12, .owner = 11,
	    .kind = "inquiry", .channel = "message", .answer_h = 24, .solve_h = 48,
	    .content = "Can the package be used for my daughter as well?" },
	{ .client = NOBODY, .ago = 1, .minute = 20 * 60, .taken_by = 8, .owner = 8,
	    .kind = "normal", .level = "light", .channel = "review",
	    .content = "前台态度一般, 环境不错。", .answer_h = 24, .solve_h = 48,
	    .answered = true, .step = {
		{ 0, 10 * 60, 8, "step", "已在平台回复, 请对方留下电话", 0, 0, -1 } } },
};

static enum err_code put_step(struct demo *d, int64_t complaint, const struct told *x,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT];
	int64_t promised = demo_at(d, d->today + x->promised, x->promised_minute);

	demo_int(&r, "complaint_id", complaint);
	demo_text(&r, "day", day_format(d->today - x->ago, day));
	demo_int(&r, "created_at", demo_at(d, d->today - x->ago, x->minute));
	demo_int(&r, "staff_id", d->staff[x->staff]);
	demo_text(&r, "kind", x->kind);
	demo_text(&r, "text", x->text);
	demo_int(&r, "promise_at", x->promised_minute ? promised : 0);
	if (x->kept > 0) {
		demo_int(&r, "kept", 1);
		demo_int(&r, "kept_at", promised - 3600);
		demo_int(&r, "kept_by", d->staff[x->staff]);
	}
	return demo_row_insert(d, "complaint_step", &r, NULL, e);
}

static void put_end(struct demo *d, size_t i, struct demo_row *r)
{
	const struct told *first = &made[i].step[0], *last = first;

	for (size_t k = 0; k < sizeof made[i].step / sizeof *first; k++)
		last = made[i].step[k].kind ? &made[i].step[k] : last;
	if (made[i].answered) {
		demo_int(r, "answered_at", demo_at(d, d->today - first->ago, first->minute));
		demo_int(r, "answered_by", d->staff[first->staff]);
	}
	demo_text(r, "state", made[i].closed ? "closed" : first->kind ? "working" : "open");
	if (!made[i].closed)
		return;
	demo_text(r, "result", made[i].result);
	demo_text(r, "cause", made[i].cause);
	demo_text(r, "against", made[i].against);
	demo_int(r, "satisfied", 5);
	demo_int(r, "closed_at", demo_at(d, d->today - last->ago, last->minute));
	demo_int(r, "closed_by", d->staff[last->staff]);
}

static enum err_code put_complaint(struct demo *d, size_t i, int64_t *id, struct err *e)
{
	int64_t at = demo_at(d, d->today - made[i].ago, made[i].minute), n = 0;
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT], number[24];

	if (sequence_next(d->txn, "complaint", &n, e) != OK)
		return e->code;
	demo_int(&r, "branch_id", d->branch[made[i].branch]);
	demo_int(&r, "client_id", made[i].client == NOBODY ? 0 :
	    d->first_client + made[i].client);
	demo_text(&r, "day", day_format(d->today - made[i].ago, day));
	demo_int(&r, "created_at", at);
	demo_text(&r, "number", text_fmt(number, sizeof number, "C-%04lld", (long long)n));
	demo_text(&r, "kind", made[i].kind);
	demo_text(&r, "level", made[i].level);
	demo_text(&r, "channel", made[i].channel);
	demo_int(&r, "taken_by", d->staff[made[i].taken_by]);
	demo_int(&r, "owner_id", d->staff[made[i].owner]);
	demo_text(&r, "content", made[i].content);
	demo_text(&r, "wanted", made[i].wanted);
	demo_int(&r, "answer_due_at", at + made[i].answer_h * 3600);
	demo_int(&r, "solve_due_at", at + made[i].solve_h * 3600);
	put_end(d, i, &r);
	return demo_row_insert(d, "complaint", &r, id, e);
}

enum err_code demo_cases(struct demo *d, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof made / sizeof *made && rc == OK; i++) {
		int64_t id = 0;

		if (made[i].client >= d->clients)
			continue;
		rc = put_complaint(d, i, &id, e);
		for (size_t k = 0; k < 4 && rc == OK && made[i].step[k].kind; k++)
			rc = put_step(d, id, &made[i].step[k], e);
	}
	return rc;
}
