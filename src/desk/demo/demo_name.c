/*
 * Names of nobody: surnames about as common as they are in life, given names of one or two
 * characters, Latin names, and a few that are hard: two-character surnames, surnames that are read
 * unusually, characters beyond the basic plane, dotted names.
 */
#include <string.h>

#include "base/buf.h"
#include "demo_priv.h"

#define N(a) (long)(sizeof(a) / sizeof((a)[0]))

/* The first ones are so much commoner that each of them stands for a share of its own. */
static const char *const surnames[] = {
	"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马",
	"朱", "胡", "郭", "何", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许",
	"邓", "韩", "冯", "曹", "彭", "曾", "肖", "田", "董", "潘", "袁", "蔡", "蒋",
	"余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁", "任", "卢", "姚", "沈",
	"钟", "姜", "崔", "谭", "陆", "范", "汪", "廖", "石", "金", "韦", "贾", "夏",
	"付", "方", "邹", "熊", "白", "孟", "秦", "邱", "侯", "江", "尹", "薛", "闫",
	"段", "雷", "龙", "黎", "史", "陶", "贺", "毛", "郝", "顾", "龚", "邵", "万",
	"覃", "武", "钱", "戴", "严",
};

static const char *const rare_surnames[] = {
	"单", "仇", "解", "查", "盖", "区", "翟", "朴", "缪", "牟", "冼", "曲", "种",
	"召", "员", "贠", "欧阳", "司马", "诸葛", "上官", "尉迟", "万俟", "司徒", "慕容",
	"令狐", "皇甫", "夏侯", "东方",
};

static const char *const female_first[] = {
	"思", "晓", "雨", "欣", "佳", "梦", "诗", "雅", "婉", "静", "美", "秀", "丽",
	"玉", "春", "海", "子", "紫", "若", "心", "可", "依", "嘉", "语", "慧", "文",
	"淑", "桂", "凤", "艳", "红", "小",
};
static const char *const female_second[] = {
	"雨", "婷", "敏", "燕", "芳", "琳", "娜", "颖", "怡", "涵", "萱", "洁", "慧",
	"英", "华", "兰", "霞", "莉", "娟", "琪", "晴", "彤", "妍", "瑶", "珊", "悦",
	"宁", "蕾", "菲", "玲", "梅", "月",
};
static const char *const male_first[] = {
	"建", "国", "志", "文", "明", "俊", "浩", "子", "宇", "家", "海", "永", "伟",
	"晓", "天", "立", "振", "德", "光", "少", "小", "嘉", "睿", "泽", "一", "云",
	"世", "大", "金", "庆", "春", "新",
};
static const char *const male_second[] = {
	"明", "强", "军", "伟", "杰", "涛", "超", "勇", "磊", "鹏", "华", "平", "辉",
	"刚", "斌", "波", "宇", "轩", "豪", "博", "然", "辰", "阳", "峰", "林", "龙",
	"生", "民", "东", "亮", "飞", "远",
};

static const char *const latin_female[] = {
	"Anna", "Maria", "Emily", "Sophie", "Laura", "Julia", "Sarah", "Chloé", "Zoë",
	"Ingrid", "Olivia", "Hannah", "Claire", "Yuki", "Ji-woo", "Fatima", "Elena",
	"Nadia", "Grace", "Ruth",
};
static const char *const latin_male[] = {
	"John", "James", "Peter", "Michael", "David", "Thomas", "Lukas", "José", "Søren",
	"Marco", "Daniel", "Robert", "Kenji", "Min-jun", "Omar", "Ivan", "Paul",
	"Andrew", "Hugo", "Noah",
};
static const char *const latin_surnames[] = {
	"Smith", "Lopez", "Müller", "Martin", "Brown", "Jensen", "Rossi", "Kowalski",
	"O'Brien", "Tanaka", "Kim", "Nguyen", "García", "Dubois", "Andersson", "Novák",
	"Wilson", "Taylor", "van der Berg", "McDonald", "Singh", "Cohen", "Petrov",
	"Silva", "Lee", "Tan", "Wong",
};

/* With the pinyin where a reader could not guess it. */
static const struct {
	const char *name, *pinyin;
	char gender;
} rare_names[] = {
	{ "阿依古丽·买买提", "Ayguli Maimaiti", 'f' },
	{ "迪力木拉提·艾山", "Dilimulati Aishan", 'm' },
	{ "王𬱖", "Wang Di", 'm' },
	{ "李𬭎", "Li Hong", 'm' },
	{ "张垚", "Zhang Yao", 'm' },
	{ "赵龘", "Zhao Da", 'm' },
	{ "林 Lily", "", 'f' },
	{ "Kevin 陈", "", 'm' },
	{ "黄 Anna", "", 'f' },
	{ "茜茜", "", 'f' },
	{ "朴智妍", "Piao Zhiyan", 'f' },
	{ "乐乐", "Yue Le", 'm' },
};

/* Pairs that are confused when a name is heard. */
static const char *const twins[][2] = {
	{ "雨", "羽" }, { "婷", "亭" }, { "静", "婧" }, { "颖", "莹" }, { "慧", "惠" },
	{ "琳", "林" }, { "明", "鸣" }, { "伟", "玮" }, { "杰", "洁" }, { "阳", "洋" },
	{ "宇", "雨" }, { "佳", "嘉" }, { "晓", "小" }, { "思", "诗" }, { "文", "雯" },
	{ "建", "健" }, { "志", "智" }, { "华", "桦" },
};

#define PICK(d, a) ((a)[demo_upto((d), N(a))])

/* Two draws, the smaller one counts: the front of the list comes oftener, the end still comes. */
static const char *pick_surname(struct demo *d)
{
	long a = demo_upto(d, N(surnames)), b = demo_upto(d, N(surnames));

	return surnames[a < b ? a : b];
}

static void chinese_given(struct demo *d, char gender, char *out, size_t size)
{
	const char *first = gender == 'f' ? PICK(d, female_first) : PICK(d, male_first);
	const char *second = gender == 'f' ? PICK(d, female_second) : PICK(d, male_second);

	if (demo_chance(d, 150))
		text_copy(out, size, second);
	else
		text_fmt(out, size, "%s%s", first, second);
}

static void make_chinese(struct demo *d, const char *surname, struct demo_name *out)
{
	char given[24];

	chinese_given(d, out->gender, given, sizeof given);
	text_fmt(out->text, sizeof out->text, "%s%s", surname, given);
}

static void make_latin(struct demo *d, struct demo_name *out)
{
	const char *given = out->gender == 'f' ? PICK(d, latin_female) : PICK(d, latin_male);

	out->kind = DEMO_LATIN;
	text_fmt(out->text, sizeof out->text, "%s %s", given, PICK(d, latin_surnames));
}

static void make_rare(struct demo *d, struct demo_name *out)
{
	long i = demo_upto(d, 2 * N(rare_names));

	out->kind = DEMO_RARE;
	if (i >= N(rare_names)) {
		make_chinese(d, PICK(d, rare_surnames), out);
		return;
	}
	out->gender = rare_names[i].gender;
	text_copy(out->text, sizeof out->text, rare_names[i].name);
	text_copy(out->pinyin, sizeof out->pinyin, rare_names[i].pinyin);
}

void demo_name_make(struct demo *d, struct demo_name *out)
{
	long kind = demo_upto(d, 1000);

	*out = (struct demo_name){ .gender = demo_chance(d, 720) ? 'f' : 'm',
	    .kind = DEMO_CHINESE };
	if (kind < 20)
		make_rare(d, out);
	else if (kind < 100)
		make_latin(d, out);
	else
		make_chinese(d, pick_surname(d), out);
}

bool demo_name_twin(const char *name, char *out, size_t size)
{
	for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++) {
		const char *at = strstr(name, twins[i][0]);

		/* Not the surname: that is heard right. */
		if (!at || at == name)
			continue;
		text_fmt(out, size, "%.*s%s%s", (int)(at - name), name, twins[i][1],
		    at + strlen(twins[i][0]));
		return true;
	}
	return false;
}

const char *demo_given(struct demo *d, char gender)
{
	return gender == 'f' ? PICK(d, female_second) : PICK(d, male_second);
}
