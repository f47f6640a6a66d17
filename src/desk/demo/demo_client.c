/* The made-up clients: files, telephone numbers, flags, notes, family and pets, work lists. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "data/client.h"
#include "data/phone.h"
#include "data/sequence.h"
#include "demo_priv.h"
#include "desk/intake.h"

/* In every made-up site, in this order: what guides and tests speak of. */
static const struct known {
	const char *name, *gender, *birth, *phone;
	const char *flag, *flag_text;
	const char *pet, *species;
} known[] = {
	{ "王小明", "m", "1992-03-14", "13800000823", "allergy", "利多卡因 lidocaine", NULL, NULL },
	{ "Maria Lopez", "f", "1985-06-02", "13900003391", NULL, NULL, NULL, NULL },
	{ "陈思雨", "f", "2000-01-15", "13600001948", NULL, NULL, NULL, NULL },
	{ "欧阳慧", "f", "1981-09-30", "13700002210", "quiet", "勿报来意", NULL, NULL },
	{ "赵国强", "m", "1965-04-21", "13500007766", NULL, NULL, NULL, NULL },
	{ "文雪莫", "f", "1993-11-08", "15800001193", NULL, NULL, NULL, NULL },
	{ "林可欣", "f", "1995-02-27", "15900004410", NULL, NULL, "豆豆", "cat" },
	{ "张伟", "m", "1974-07-19", "18600005521", NULL, NULL, NULL, NULL },
	{ "John Smith", "m", "1988-12-05", "18800006632", NULL, NULL, NULL, NULL },
	{ "何小北", "f", "2002-05-23", "15000007743", NULL, NULL, NULL, NULL },
	{ "高远", "m", "1991-08-11", "15100008854", NULL, NULL, NULL, NULL },
	{ "吴晓敏", "f", "1975-10-03", "15200009965", "key", "重点客户", NULL, NULL },
	{ "孟洁", "f", "1990-04-17", "13300001076", NULL, NULL, NULL, NULL },
	{ "李婷", "f", "1987-01-29", "17700002187", NULL, NULL, NULL, NULL },
	{ "周颖", "f", "1983-03-06", "18900003298", NULL, NULL, NULL, NULL },
	{ "沈雨晴", "f", "1998-09-12", "13100004309", NULL, NULL, NULL, NULL },
};
#define KNOWN (long)(sizeof known / sizeof known[0])

static const char *const prefixes[] = {
	"138", "139", "136", "137", "135", "134", "150", "151", "152", "157", "158", "159", "182",
	"183", "187", "188", "130", "131", "132", "155", "156", "186", "133", "153", "177", "189",
};
static const char *const sources[] = { "friend", "web", "wechat", "walkin", "ad", "phone" };
static const char *const levels[] = { "silver", "gold", "platinum" };
static const char *const streets[] = { "延安路", "南京路", "人民路", "中山路", "解放路", "长宁路" };
static const char *const needs[] = {
	"轮椅", "English spoken", "怕冷, 备毛毯", "靠窗的房间", "请安排女操作师",
	"听力不好, 请慢慢说",
};
static const char *const remarks[] = {
	"周末方便", "老客户介绍", "联系前先发短信", "English preferred", "下午晚些时候来", "住得近",
};
static const char *const notes[] = {
	"首次电话咨询, 已发地址和停车说明。", "想了解激光疗程价格, 下次带上次的照片。",
	"对服务满意, 会介绍同事来。", "Prefers mornings; drives 40 minutes.", "改期一次, 因出差。",
	"皮肤偏敏感, 术后需加强保湿。", "Asked for the invoice in the company's name.",
};
static const struct {
	const char *kind;
	int share;                      /* in 1,000 files */
	const char *text[4];
} flags[] = {
	{ "allergy", 30, { "青霉素 penicillin", "利多卡因 lidocaine", "海鲜", "酒精" } },
	{ "contraindication", 12, { "孕期", "心脏起搏器 pacemaker", "服用抗凝药", "瘢痕体质" } },
	{ "quiet", 12, { "勿报单位", "勿报来意", "只打手机", "家人不知情" } },
	{ "key", 10, { "重点客户", "VIP", "重点客户", "院长亲友" } },
	{ "no_call", 8, { "只发短信", "不接电话", "上课时间", "夜班" } },
	{ "no_photo", 8, { "不拍照", "不拍正脸", "不拍照", "no photographs" } },
};
static const char *const kin[] = { "mother", "father", "spouse", "assistant", "driver" };

/* One file while it is put together. */
struct file {
	long index;
	int64_t id, created_at;
	int branch;
	struct demo_name name;
	char phone[16], birth[DAY_TEXT], day[DAY_TEXT];
	bool child;
	const struct known *known;
};

static int64_t rand_desk(struct demo *d)
{
	return d->desk_staff[demo_upto(d, 2)];
}

/* ---- the row ---- */

static void make_phone(struct demo *d, char out[16])
{
	text_fmt(out, 16, "%s%08ld", prefixes[demo_upto(d, sizeof prefixes / sizeof prefixes[0])],
	    demo_upto(d, 100000000));
}

static void make_birth(struct demo *d, struct file *f)
{
	int year = day_split(d->today).year, age;
	int32_t day;

	f->child = f->name.kind == DEMO_CHINESE && demo_chance(d, 20);
	age = f->child ? 4 + (int)demo_upto(d, 11) : 18 + (int)demo_upto(d, 30) +
	    (int)demo_upto(d, 30);
	day = day_of(year - age, 1, 1) + (int32_t)demo_upto(d, 365);
	day_format(day, f->birth);
	if (demo_chance(d, 60))
		f->birth[0] = '\0';
	else if (demo_chance(d, 40))
		f->birth[4] = '\0';     /* only the year is known */
}

static void make_file(struct demo *d, struct file *f, const struct file *before)
{
	f->branch = demo_chance(d, 700) ? 0 : 1;
	demo_name_make(d, &f->name);
	make_phone(d, f->phone);
	make_birth(d, f);
	/* Now and then somebody has a second file: heard a little wrong, the same number or
	 * birthday. */
	if (before->index && demo_chance(d, 8) && demo_name_twin(before->name.text, f->name.text,
	    sizeof f->name.text)) {
		f->name.gender = before->name.gender;
		f->name.kind = before->name.kind;
		f->name.pinyin[0] = '\0';
		text_copy(f->birth, sizeof f->birth, before->birth);
		text_copy(f->phone, sizeof f->phone, before->phone);
	}
}

static void make_known(struct file *f)
{
	f->known = &known[f->index];
	f->name.gender = f->known->gender[0];
	text_copy(f->name.text, sizeof f->name.text, f->known->name);
	text_copy(f->birth, sizeof f->birth, f->known->birth);
	text_copy(f->phone, sizeof f->phone, f->known->phone);
}

static void make_email(struct demo *d, const struct file *f, char *out, size_t size)
{
	char local[64];
	size_t n = 0;

	for (const char *p = f->name.text; *p && n + 1 < sizeof local; p++)
		if (isascii((unsigned char)*p) && isalpha((unsigned char)*p))
			local[n++] = (char)tolower((unsigned char)*p);
	local[n] = '\0';
	text_fmt(out, size, "%s%ld@example.%s", n ? local : "user", 100 + f->index,
	    demo_chance(d, 500) ? "com" : "org");
}

static enum err_code next_number(struct demo *d, const struct file *f, char out[24], struct err *e)
{
	char name[16];
	int64_t n;
	enum err_code rc;

	text_fmt(name, sizeof name, "file:%.2s", f->day + 2);
	rc = sequence_next(d->txn, name, &n, e);
	if (rc == OK)
		text_fmt(out, 24, "%.2s-%04lld", f->day + 2, (long long)n);
	return rc;
}

static void make_extras(struct demo *d, const struct file *f, struct client *c, char texts[4][96])
{
	if (demo_chance(d, 250)) {
		text_fmt(texts[0], 96, "KH%06ld", 10000 + f->index);
		c->card_no = texts[0];
		text_copy(texts[3], 96, levels[demo_upto(d, 3)]);
		c->card_level = texts[3];
	}
	if (demo_chance(d, f->name.kind == DEMO_LATIN ? 800 : 250)) {
		make_email(d, f, texts[1], 96);
		c->email = texts[1];
	}
	if (demo_chance(d, 300)) {
		text_fmt(texts[2], 96, "%s %ld 号", streets[demo_upto(d, 6)],
		    1 + demo_upto(d, 900));
		c->address = texts[2];
	}
	if (demo_chance(d, 60))
		c->referrer_id = d->first_client + demo_upto(d, f->index);
}

static enum err_code insert_client(struct demo *d, struct file *f, struct err *e)
{
	char gender[2] = { f->name.gender, '\0' }, texts[4][96], number[24], source[24], alias[24];
	char need[96], remark[96];
	struct client c = {
		.branch_id = d->branch[f->branch], .day = f->day, .created_at = f->created_at,
		.created_by = rand_desk(d), .name = f->name.text, .pinyin = f->name.pinyin,
		.gender = gender, .birth = f->birth, .file_no = number, .source = source,
		.notes = remark,
		.expert_id = d->staff[f->branch ? 13 : 2 + demo_upto(d, 3)],
		.coordinator_id = d->staff[11],
	};
	enum err_code rc = next_number(d, f, number, e);

	text_copy(source, sizeof source, sources[demo_upto(d, 6)]);
	text_copy(remark, sizeof remark, remarks[demo_upto(d, 6)]);
	if (!f->known)
		make_extras(d, f, &c, texts);
	if (!f->known && demo_chance(d, 3)) {
		c.restricted = 1;
		text_fmt(alias, sizeof alias, "贵宾 %03ld", f->index % 1000);
		c.alias = alias;
	}
	if (!f->known && demo_chance(d, 40)) {
		text_copy(need, sizeof need, needs[demo_upto(d, 6)]);
		c.needs = need;
	}
	return rc == OK ? client_insert(d->txn, &c, &f->id, e) : rc;
}

/* ---- what hangs under it ---- */

static enum err_code insert_phones(struct demo *d, const struct file *f, struct err *e)
{
	struct phone p = { .client_id = f->id, .relation = "self", .may_tell = true };
	bool other = f->child || (!f->known && demo_chance(d, 150));
	enum err_code rc = OK;
	int64_t id;

	/* A child has no number of its own, but a guardian's. */
	if (!f->child) {
		text_copy(p.number, sizeof p.number, f->phone);
		rc = phone_insert(d->txn, &p, &id, e);
	}
	if (rc != OK || !other)
		return rc;
	text_copy(p.relation, sizeof p.relation, f->child ? kin[demo_upto(d, 2)] :
	    kin[demo_upto(d, 5)]);
	text_fmt(p.name, sizeof p.name, "%.3s%s", f->name.kind == DEMO_LATIN ? "李" : f->name.text,
	    demo_given(d, p.relation[0] == 'm' ? 'f' : 'm'));
	make_phone(d, p.number);
	if (f->child)
		text_copy(p.number, sizeof p.number, f->phone);
	p.guardian = f->child;
	p.may_tell = f->child || demo_chance(d, 700);
	return phone_insert(d->txn, &p, &id, e);
}

static enum err_code insert_flag(struct demo *d, const struct file *f, const char *kind,
    const char *text, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "client_id", f->id);
	demo_text(&r, "kind", kind);
	demo_text(&r, "text", text);
	demo_text(&r, "since", f->day);
	return demo_row_insert(d, "client_flag", &r, NULL, e);
}

static enum err_code insert_flags(struct demo *d, const struct file *f, struct err *e)
{
	enum err_code rc = OK;

	if (f->known)
		return !f->known->flag ? OK :
		    insert_flag(d, f, f->known->flag, f->known->flag_text, e);
	for (size_t i = 0; i < sizeof flags / sizeof flags[0] && rc == OK; i++)
		if (demo_chance(d, flags[i].share))
			rc = insert_flag(d, f, flags[i].kind, flags[i].text[demo_upto(d, 4)], e);
	return rc;
}

static enum err_code insert_note(struct demo *d, const struct file *f, struct err *e)
{
	int32_t day = demo_opened(d, f->index) + (int32_t)demo_upto(d, 30);
	struct demo_row r = { .n = 0 };
	char text[DAY_TEXT];

	if (!demo_chance(d, 250))
		return OK;
	if (day > d->today)
		day = d->today;
	demo_int(&r, "client_id", f->id);
	demo_text(&r, "day", day_format(day, text));
	demo_int(&r, "at", demo_at(d, day, 540 + (int)demo_upto(d, 300)));
	demo_int(&r, "staff_id", rand_desk(d));
	demo_text(&r, "text", notes[demo_upto(d, sizeof notes / sizeof notes[0])]);
	return demo_row_insert(d, "client_note", &r, NULL, e);
}

static void make_pet(struct demo *d, struct demo_row *r)
{
	static const char *const pets[][2] = { { "豆豆", "cat" }, { "咪咪", "cat" },
		{ "旺财", "dog" }, { "可乐", "dog" }, { "Lucky", "dog" }, { "团子", "rabbit" } };
	long i = demo_upto(d, 6);

	demo_text(r, "kind", "pet");
	demo_text(r, "name", pets[i][0]);
	demo_text(r, "species", pets[i][1]);
}

static void make_family(struct demo *d, const struct file *f, struct demo_row *r)
{
	char gender[2] = { demo_chance(d, 500) ? 'f' : 'm', '\0' }, name[40], birth[8];

	text_fmt(name, sizeof name, "%.3s%s", f->name.kind == DEMO_LATIN ? "李" : f->name.text,
	    demo_given(d, gender[0]));
	text_fmt(birth, sizeof birth, "%d", day_split(d->today).year - 2 - (int)demo_upto(d, 12));
	demo_text(r, "kind", "family");
	demo_text(r, "relation", "child");
	demo_text(r, "name", name);
	demo_text(r, "gender", gender);
	demo_text(r, "birth", birth);
}

static enum err_code insert_dependant(struct demo *d, const struct file *f, struct err *e)
{
	struct demo_row r = { .n = 0 };
	struct demo_dependant *made;

	if (f->known ? !f->known->pet : f->child || !demo_chance(d, 50))
		return OK;
	if (f->known) {
		demo_text(&r, "kind", "pet");
		demo_text(&r, "name", f->known->pet);
		demo_text(&r, "species", f->known->species);
	} else if (demo_chance(d, 600)) {
		make_pet(d, &r);
	} else {
		make_family(d, f, &r);
	}
	demo_int(&r, "client_id", f->id);
	demo_int(&r, "created_at", f->created_at);
	made = vec_push(&d->dependants);
	made->client = f->index;
	return demo_row_insert(d, "dependant", &r, &made->id, e);
}

/* ---- work lists ---- */

static enum err_code insert_todo(struct demo *d, const struct file *f, const char *kind,
    int64_t other, const char *why, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "branch_id", d->branch[f->branch]);
	demo_int(&r, "client_id", f->id);
	demo_text(&r, "day", f->day);
	demo_int(&r, "created_at", f->created_at);
	demo_text(&r, "kind", kind);
	demo_int(&r, "other_id", other);
	demo_text(&r, "why", why);
	return demo_row_insert(d, "client_todo", &r, NULL, e);
}

static enum err_code insert_todos(struct demo *d, const struct file *f, const struct file *before,
    struct err *e)
{
	unsigned why = ALIKE_PHONE | ALIKE_SOUND;
	enum err_code rc = OK;
	char words[64];

	if (!f->birth[0])
		rc = insert_todo(d, f, "complete", 0, "birth", e);
	if (rc == OK && before->id && !strcmp(f->phone, before->phone)) {
		if (strlen(f->birth) == 10)
			why |= ALIKE_BIRTH;
		alike_words(why, words, sizeof words);
		rc = insert_todo(d, f, "duplicate", before->id, words, e);
	}
	return rc;
}

/* ---- all of them ---- */

static enum err_code make_client(struct demo *d, struct file *f, const struct file *before,
    struct err *e)
{
	enum err_code rc;

	day_format(demo_opened(d, f->index), f->day);
	f->created_at = demo_at(d, demo_opened(d, f->index), 540 + (int)demo_upto(d, 600));
	if (f->index < KNOWN)
		make_known(f);
	else
		make_file(d, f, before);
	rc = insert_client(d, f, e);
	if (rc == OK)
		rc = insert_phones(d, f, e);
	if (rc == OK)
		rc = insert_flags(d, f, e);
	if (rc == OK)
		rc = insert_note(d, f, e);
	if (rc == OK)
		rc = insert_dependant(d, f, e);
	return rc == OK ? insert_todos(d, f, before, e) : rc;
}

enum err_code demo_clients(struct demo *d, struct err *e)
{
	struct file before = { .index = 0 };
	enum err_code rc = OK;

	for (long i = 0; i < d->clients && rc == OK; i++) {
		struct file f = { .index = i };

		rc = make_client(d, &f, &before, e);
		if (!i)
			d->first_client = f.id;
		before = f;
		if (d->options->progress && i % 1000 == 0)
			d->options->progress(d->options->ctx, i, d->clients);
	}
	return rc;
}
