/* base/term.h: what is stored of a client and what typed text finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/pinyin.h"
#include "base/term.h"
#include "base/utf8.h"

#define NAMES "tests/fixtures/names-zh.txt"
#define PERSONS "tests/fixtures/febrl-persons.csv"

static bool has(const struct term_list *l, const char *term)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i], term) == 0)
			return true;
	return false;
}

static bool finds_client(const char *typed, const struct term_source *src, int *rank)
{
	struct term_query q;
	struct term_list l = { 0 };
	bool found;

	term_query_parse(typed, &q);
	term_make(src, &l);
	found = term_match(&q, &l, rank);
	term_list_free(&l);
	return found;
}

static bool finds(const char *typed, const char *name)
{
	return finds_client(typed, &(struct term_source){ .name = name }, NULL);
}

#define assert_finds(typed, name) do { \
	if (!finds(typed, name)) \
		fail_msg("%s does not find %s", typed, name); \
} while (0)
#define assert_finds_not(typed, name) do { \
	if (finds(typed, name)) \
		fail_msg("%s finds %s", typed, name); \
} while (0)

static const char *const PHONES[] = { "13812340823", NULL };
static const char *const CODES[] = { "VIP0007919", "26-0412", "me.wang@qq.com", NULL };
static const struct term_source WANG = {
	.name = "王小明", .phones = PHONES, .codes = CODES, .birth = "1992-03-15",
	.document = "31010119920315123X",
};

#define assert_wang(typed) do { \
	if (!finds_client(typed, &WANG, NULL)) \
		fail_msg("%s does not find the client", typed); \
} while (0)

/* ---- what is stored ---- */

static void a_han_name_is_stored_by_character_syllable_and_initial(void **state)
{
	static const char *const WANTED[] = {
		"n张三丰", "m三丰", "m丰", "nzhangsanfeng", "msanfeng", "mfeng", "nzhangsf", "nzsf",
		"msf", "szan-san-fen",
	};
	struct term_list l = { 0 };

	(void)state;
	term_make(&(struct term_source){ .name = "张三丰" }, &l);
	for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++)
		if (!has(&l, WANTED[i]))
			fail_msg("%s is missing", WANTED[i]);
	assert_int_equal(l.n, 10);
	term_list_free(&l);
}

static void terms_are_sorted_without_doubles_and_the_list_can_be_used_again(void **state)
{
	struct term_list l = { 0 };

	(void)state;
	term_make(&WANG, &l);
	for (size_t i = 1; i < l.n; i++)
		assert_true(strcmp(l.v[i - 1], l.v[i]) < 0);
	term_make(&(struct term_source){ .codes = (const char *const[]){ "7", NULL } }, &l);
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0], "c7");
	term_make(&(struct term_source){ 0 }, &l);
	assert_int_equal(l.n, 0);
	term_list_free(&l);
}

static void a_phone_is_stored_by_its_ends(void **state)
{
	static const char *const SAME[] = {
		"13812340823", "+86 138 1234 0823", "0086-138-1234-0823",
		"８６１３８１２３４０８２３",
		"(+86) 138 1234 0823",
	};

	(void)state;
	for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++) {
		struct term_list l = { 0 };
		const char *const phones[] = { SAME[i], NULL };

		term_make(&(struct term_source){ .phones = phones }, &l);
		assert_int_equal(l.n, 9);
		assert_true(has(&l, "p13812340823"));
		assert_true(has(&l, "p0823"));
		assert_true(has(&l, "p823"));
		term_list_free(&l);
	}
}

static void numbers_are_stored_as_typed_and_bare(void **state)
{
	struct term_list l = { 0 };

	(void)state;
	term_make(&WANG, &l);
	assert_true(has(&l, "cvip0007919"));
	assert_true(has(&l, "c0007919"));
	assert_true(has(&l, "c7919"));
	assert_true(has(&l, "c26-0412"));
	assert_true(has(&l, "c260412"));
	assert_true(has(&l, "c0412"));
	assert_true(has(&l, "cme.wang@qq.com"));
	assert_true(has(&l, "cme.wang"));
	assert_true(has(&l, "d19920315"));
	assert_true(has(&l, "x31010119920315123x"));
	term_list_free(&l);
}

static void half_a_birthday_is_no_key(void **state)
{
	struct term_list l = { 0 };

	(void)state;
	term_make(&(struct term_source){ .birth = "1992-03" }, &l);
	assert_int_equal(l.n, 0);
	term_list_free(&l);
}

static void a_name_without_end_has_bounded_terms(void **state)
{
	struct buf name = BUF_INIT;
	struct term_list l = { 0 };

	(void)state;
	for (int i = 0; i < 500; i++)
		buf_puts(&name, "单曾 O'Lv");
	term_make(&(struct term_source){ .name = buf_str(&name), .alias = buf_str(&name) }, &l);
	assert_in_range(l.n, 1, 330);
	for (size_t i = 0; i < l.n; i++) {
		assert_in_range(strlen(l.v[i]), 2, 65);
		assert_true(utf8_valid(l.v[i], strlen(l.v[i])));
	}
	assert_true(finds(buf_str(&name), buf_str(&name)));
	buf_free(&name);
	term_list_free(&l);
}

static void a_long_name_is_found_by_its_first_and_later_characters(void **state)
{
	const char *name = "买买提艾力阿卜杜热合曼吐尔逊江伊明巴拉提艾尔肯";

	(void)state;
	assert_finds("买买提", name);
	assert_finds("艾尔肯", name);
	assert_finds(name, name);
	assert_finds("maimaitiaili", name);
	assert_finds("mmtal", name);
}

/* ---- what finds a name ---- */

static void every_way_to_type_a_han_name(void **state)
{
	static const char *const TYPED[] = {
		"王小明", "王", "小明", "明", "王 小明", "wangxiaoming", "wang xiaoming",
		"xiaoming wang",
		"wang xiao ming", "WANG", "ｗａｎｇ", "wangx", "wangxm", "wxm", "wx", "w", "xm",
		"ming",
		"xiaom", "wang x m", "Wang, Xiaoming", "王xm", "小明 wang",
	};

	(void)state;
	for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++)
		assert_finds(TYPED[i], "王小明");
	assert_finds_not("wxn", "王小明");
	assert_finds_not("aoming", "王小明");
	assert_finds_not("王明", "王小明");
	assert_finds_not("", "王小明");
	assert_finds_not("  ,;", "王小明");
}

/* Each surname by what people say and by what a table of characters says. */
static void surnames_of_several_readings_are_found_by_each(void **state)
{
	static const struct { const char *name, *typed[4]; } CASE[] = {
		{ "单雄信", { "shanxx", "danxx", "shanxiongxin", "sxx" } },
		{ "仇英", { "qiuying", "chouying", "qy", "cy" } },
		{ "曾国藩", { "zenggf", "cengguofan" } }, { "解晓东", { "xiexd", "jiexiaodong" } },
		{ "查良镛", { "zhaly", "chaliangyong" } }, { "盖叫天", { "gejt", "gaijiaotian" } },
		{ "区志伟", { "ouzw", "quzhiwei", "ozw" } }, { "區志偉", { "ouzw", "quzhiwei" } },
		{ "任静", { "renjing", "rj" } }, { "朴树", { "piaoshu", "pushu" } },
		{ "覃辉", { "qinhui", "tanhui" } }, { "翟天", { "zhaitian", "ditian" } },
		{ "乐嘉", { "yuejia", "lejia" } }, { "缪群", { "miaoqun", "mouqun", "muqun" } },
		{ "种明", { "chongming", "zhongming" } }, { "召明", { "shaoming", "zhaoming" } },
		{ "员明", { "yunming", "yuanming" } }, { "折明", { "sheming", "zheming" } },
		{ "繁明", { "poming", "fanming" } }, { "牟明", { "muming", "mouming" } },
		{ "洗明", { "xianming", "ximing" } }, { "冼明", { "xianming" } },
		{ "秘明", { "biming", "miming" } }, { "黑明", { "heming", "heiming" } },
		{ "那英", { "naying" } }, { "燕青", { "yanqing" } }, { "应明", { "yingming" } },
		{ "卜明", { "buming", "boming" } }, { "隗明", { "weiming", "kuiming" } },
		{ "郇明", { "xunming", "huanming" } }, { "阚明", { "kanming", "hanming" } },
		{ "郗明", { "ximing", "chiming" } }, { "佴明", { "naiming", "erming" } },
		{ "逄明", { "pangming" } }, { "谌龙", { "chenlong", "shenlong" } },
		{ "车明", { "cheming", "juming" } }, { "句明", { "gouming", "juming" } },
		{ "祭明", { "zhaiming", "jiming" } }, { "适明", { "kuoming", "shiming" } },
		{ "佘诗曼", { "shesm" } }, { "费翔", { "feixiang", "bixiang" } },
		{ "宓明", { "miming", "fuming" } }, { "尉明", { "weiming", "yuming" } },
		{ "撒贝宁", { "sabn" } }, { "盛明", { "shengming", "chengming" } },
		{ "贾明", { "jiaming", "guming" } }, { "薄明", { "boming", "baoming" } },
		{ "逯明", { "luming" } }, { "吕布", { "lvbu", "lubu", "lyubu", "lb" } },
		{ "呂布", { "lvbu", "lubu" } },
		{ "欧阳锋", { "ouyangfeng", "ouyangf", "oyf", "ouyf" } },
		{ "欧阳致远", { "ouyangzy", "ouyzy", "oyzy" } },
		{ "尉迟恭", { "yuchigong", "yuchig", "weichigong", "ycg" } },
		{ "万俟卨", { "moqixie", "moqix", "wansi" } }, { "长孙无忌", { "zhangsunwj",
		"changsun" } },
		{ "令狐冲", { "linghuc", "lhc" } }, { "澹台镜", { "tantaij", "dantai" } },
		{ "单于明", { "chanyum", "shanyum", "danyum" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
		for (int k = 0; k < 4 && CASE[i].typed[k]; k++)
			assert_finds(CASE[i].typed[k], CASE[i].name);
}

static void given_names_have_several_readings_too(void **state)
{
	(void)state;
	assert_finds("wangsheng", "王晟");
	assert_finds("wangcheng", "王晟");
	assert_finds("liqian", "李茜");
	assert_finds("lixi", "李茜");
	assert_finds("zhangchongyang", "张重阳");
	assert_finds("zhangzhongyang", "张重阳");
	assert_finds("lile", "李乐");
	assert_finds("liyue", "李乐");
	assert_finds("zengshanle", "曾单乐");    /* each of three the less usual way */
}

static void letters_and_figures_part(void **state)
{
	static const char *const TYPED[] = {
		"wxm0823", "wxm082", "wxm08", "wxm0", "wxm 0823", "0823 wxm", "小明08", "wang0823",
		"wxm1381234", "WXM0823", "xm823",
	};
	struct term_query q;

	(void)state;
	for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++)
		assert_wang(TYPED[i]);
	assert_false(finds_client("wxm0824", &WANG, NULL));
	term_query_parse("wxm0823", &q);
	assert_int_equal(q.nword, 2);
	assert_string_equal(q.word[0].text, "wxm");
	assert_string_equal(q.word[1].text, "0823");
	assert_string_equal(q.whole.text, "wxm0823");
}

static void telephone_numbers_however_grouped(void **state)
{
	static const char *const TYPED[] = {
		"13812340823", "138 1234 0823", "+86 138 1234 0823", "0086 13812340823", "0823",
		"1234",
		"138-1234-0823", "１３８１２３４０８２３", "8613812340823",
	};

	(void)state;
	for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++)
		assert_wang(TYPED[i]);
	assert_false(finds_client("13812340824", &WANG, NULL));
}

static void cards_files_and_addresses(void **state)
{
	static const char *const TYPED[] = {
		"VIP0007919", "vip0007919", "vip000", "7919", "0007919", "vip 0007919", "26-0412",
		"260412", "26-04", "0412", "me.wang@qq.com", "me.wang@", "me.w", "ME.WANG@QQ.COM",
		"0823 26-0412",
	};
	struct term_query q;

	(void)state;
	for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++)
		assert_wang(TYPED[i]);
	assert_false(finds_client("26-0413", &WANG, NULL));
	term_query_parse("26-0412", &q);
	assert_string_equal(q.whole.text, "26-0412");
	term_query_parse("王小明", &q);
	assert_int_equal(q.whole.ntier, 0);
	term_query_parse("wang", &q);
	assert_int_equal(q.whole.ntier, 0);
}

static void latin_names(void **state)
{
	static const char *const ONEIL[] = {
		"o'neil", "oneil", "O’Neil", "neil", "garcia", "García", "GARCIA", "oneil garcia",
		"garcia oneil", "garciaon", "og",
	};

	(void)state;
	for (size_t i = 0; i < sizeof ONEIL / sizeof *ONEIL; i++)
		assert_finds(ONEIL[i], "O'Neil García");
	assert_finds("jeanluc", "Jean-Luc Picard");
	assert_finds("jean-luc", "Jean-Luc Picard");
	assert_finds("jean luc", "Jean-Luc Picard");
	assert_finds("luc", "Jean-Luc Picard");
	assert_finds("jlp", "Jean-Luc Picard");
	assert_finds("smith john", "John Smith");
	assert_finds("js", "John Smith");
	assert_finds("gunther", "Günther Groß");
	assert_finds("gross", "Günther Groß");
	assert_finds("test1", "Test1");
	assert_finds("иван", "Иван Петров");
	assert_finds("петр", "Иван Петров");
	assert_finds_not("ohn", "John Smith");
}

static void mixed_names(void **state)
{
	(void)state;
	assert_finds("王小明", "王小明 Wang Xiaoming");
	assert_finds("wxm", "王小明 Wang Xiaoming");
	assert_finds("xiaoming wang", "王小明 Wang Xiaoming");
	assert_finds("老张", "张三(老张)");
	assert_finds("laoz", "张三（老张）");
	assert_finds("zhangsan", "张三(老张)");
	assert_finds("王tom", "王Tom");
	assert_finds("tom", "王Tom");
	assert_finds("阿卜杜拉·买买提", "阿卜杜拉·买买提");
	assert_finds("阿卜杜拉买买提", "阿卜杜拉・买买提");
	assert_finds("买买提", "阿卜杜拉·买买提");
	assert_finds("maimaiti", "阿卜杜拉.买买提");
	assert_finds("abdlmmt", "阿卜杜拉·买买提");
	assert_finds("山田", "山田たろう");
	assert_finds("たろう", "山田たろう");
	assert_finds("홍길동", "홍길동");
	assert_finds("길동", "홍길동");
	assert_finds("明", "明");
	assert_finds("ming", "明");
	assert_finds("m", "明");
}

static void an_alias_and_pinyin_by_hand_find_as_well(void **state)
{
	const struct term_source src = { .name = "陈思羽", .alias = "Lily Chen",
	    .pinyin = "Chen Siyü" };

	(void)state;
	assert_true(finds_client("lily", &src, NULL));
	assert_true(finds_client("csy", &src, NULL));
	assert_true(finds_client("chensiyu", &src, NULL));
	assert_true(finds_client("chensy", &src, NULL));
	assert_true(finds_client("lvyz", &(struct term_source){ .pinyin = "Lǚ Yang Zhi" }, NULL));
	assert_true(finds_client("mcx", &(struct term_source){ .name = "麥",
	    .pinyin = "Mak Chi Xin" },
	    NULL));
}

static void the_better_the_match_the_lower_the_rank(void **state)
{
	int exact, prefix, inside;

	(void)state;
	assert_true(finds_client("wxm", &WANG, &exact));
	assert_true(finds_client("wangx", &WANG, &prefix));
	assert_true(finds_client("xiaoming", &WANG, &inside));
	assert_int_equal(exact, 0);
	assert_int_equal(prefix, 1);
	assert_true(inside > prefix);
	assert_true(finds_client("wxm 138", &WANG, &prefix));
	assert_int_equal(prefix, 2);            /* the worst of its words */
}

/* ---- properties over real names ---- */

static uint32_t seed = 20261124;

static uint32_t next_random(void)
{
	seed = seed * 1664525u + 1013904223u;
	return seed >> 8;
}

typedef void name_fn(const char *name, const struct term_list *terms);

/* Calls FN with every EACH-th name of the list, from a random one on. */
static void for_names(uint32_t each, name_fn *fn)
{
	FILE *f = fopen(NAMES, "r");
	char line[128];
	struct term_list l = { 0 };
	uint32_t i = next_random() % each;
	int done = 0;

	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (i++ % each || !line[0])
			continue;
		term_make(&(struct term_source){ .name = line }, &l);
		fn(line, &l);
		done++;
	}
	fclose(f);
	term_list_free(&l);
	assert_true(done > 100);
}

static bool has_marks(const struct term_word *w, const struct term_list *terms)
{
	uint64_t marks = term_marks_of_word(w);

	return (term_marks(terms) & marks) == marks;
}

/* Whatever has a word has its marks. */
static bool list_found(const char *typed, const struct term_list *terms)
{
	struct term_query q;

	term_query_parse(typed, &q);
	for (int i = 0; i < q.nword; i++) {
		if (term_word_rank(&q.word[i], terms) >= 0 && !has_marks(&q.word[i], terms))
			fail_msg("%s: a word is there and its marks are not", typed);
	}
	return term_match(&q, terms, NULL);
}

static void assert_prefixes(const char *name, const char *typed, const struct term_list *terms)
{
	char prefix[128];

	for (size_t n = 1; n <= strlen(typed); n++) {
		snprintf(prefix, sizeof prefix, "%.*s", (int)n, typed);
		if (!list_found(prefix, terms))
			fail_msg("%s does not find %s", prefix, name);
	}
}

/* Every choice of readings, the oracle: a counter over the first two readings of each character. */
static void pinyin_prefixes_find(const char *name, const struct term_list *terms)
{
	struct pinyin p[8];
	const char *s = name;
	int n = 0, choices = 1;

	while (*s && n < 4)
		pinyin_of(utf8_next(&s), &p[n++]);
	for (int i = 0; i < n; i++)
		choices *= p[i].n < 2 ? 1 : 2;
	for (int c = 0; c < choices && choices <= 8; c++) {
		char joined[64] = "", initials[8] = "";
		size_t len = 0;
		int bit = c;

		for (int i = 0; i < n; i++) {
			const char *syllable = "";

			if (p[i].n >= 2) {
				syllable = p[i].v[bit & 1];
				bit >>= 1;
			} else if (p[i].n == 1) {
				syllable = p[i].v[0];
			}
			initials[i] = syllable[0];
			len += (size_t)snprintf(joined + len, sizeof joined - len, "%s", syllable);
		}
		if (strlen(initials) != (size_t)n)
			return;         /* a character without any reading */
		assert_prefixes(name, joined, terms);
		assert_prefixes(name, initials, terms);
	}
}

static void every_beginning_of_the_pinyin_finds_the_name(void **state)
{
	(void)state;
	for_names(7, pinyin_prefixes_find);
}

static void every_part_in_han_finds(const char *name, const struct term_list *terms)
{
	for (const char *s = name; *s; utf8_next(&s)) {
		for (const char *e = s; *e;) {
			char part[64];

			utf8_next(&e);
			snprintf(part, sizeof part, "%.*s", (int)(e - s), s);
			if (!list_found(part, terms))
				fail_msg("%s does not find %s", part, name);
		}
	}
}

static void every_run_of_characters_finds_the_name(void **state)
{
	(void)state;
	for_names(3, every_part_in_han_finds);
}

static void foreign_text_finds_nothing(const char *name, const struct term_list *terms)
{
	static const char *const TYPED[] = {
		"vvv", "qqqq", "smith", "0823", "VIP0007919", "x@y.cn", "鰯鰯", "иван", "i", "u",
	};

	for (size_t i = 0; i < sizeof TYPED / sizeof *TYPED; i++)
		if (list_found(TYPED[i], terms))
			fail_msg("%s finds %s", TYPED[i], name);
}

static void unrelated_text_does_not_find_the_name(void **state)
{
	(void)state;
	for_names(3, foreign_text_finds_nothing);
}

/* No text, however odd, breaks the caps or the encoding, or leads out of a buffer. */
static void any_bytes_can_be_typed_and_stored(void **state)
{
	static const char *const PIECE[] = {
		"张", "单", "a", "Z", "9", "0", "-", "'", "·", "@", " ", "(", "+86", "\xFF",
		"\xE5\xBC",
		"\xF0\xA0\xAE\xB7", "é", "e\xCC\x81", "\xE2\x80\x8D", "😀", "가", "ß", "\t", "ü",
		"26-0412",
	};

	(void)state;
	for (int i = 0; i < 4000; i++) {
		struct buf text = BUF_INIT;
		struct term_list l = { 0 };
		char out[TERM_MAX];

		for (uint32_t n = next_random() % 40; n > 0; n--) {
			char c = (char)(next_random() % 255 + 1);

			if (i % 2)
				buf_putc(&text, c);
			else
				buf_puts(&text,
				    PIECE[next_random() % (sizeof PIECE / sizeof *PIECE)]);
		}
		const char *const list[] = { buf_str(&text), NULL };
		term_make(&(struct term_source){ buf_str(&text), buf_str(&text), buf_str(&text),
		    list,
		    list, buf_str(&text), buf_str(&text) }, &l);
		for (size_t k = 0; k < l.n; k++)
			assert_true(utf8_valid(l.v[k], strlen(l.v[k])) && strlen(l.v[k]) <= 65);
		list_found(buf_str(&text), &l);
		term_pinyin(buf_str(&text), out, sizeof out);
		assert_true(utf8_valid(out, strlen(out)));
		term_list_free(&l);
		buf_free(&text);
	}
}

/* ---- shown and by sound ---- */

static void assert_pinyin(const char *name, const char *wanted)
{
	char out[128];

	term_pinyin(name, out, sizeof out);
	assert_string_equal(out, wanted);
}

static void display_pinyin(void **state)
{
	char small[8];

	(void)state;
	assert_pinyin("王小明", "Wang Xiaoming");
	assert_pinyin("单雄信", "Shan Xiongxin");
	assert_pinyin("欧阳慧", "Ouyang Hui");
	assert_pinyin("吕布", "Lü Bu");
	assert_pinyin("李西安", "Li Xi'an");
	assert_pinyin("阿卜杜拉·买买提", "Abudula Maimaiti");
	assert_pinyin("王小明 Wang Xiaoming", "Wang Xiaoming");
	assert_pinyin("张三(老张)", "Zhang San");
	assert_pinyin("明", "Ming");
	assert_pinyin("Maria Lopez", "");
	assert_pinyin("", "");
	term_pinyin("王小明", small, sizeof small);
	assert_string_equal(small, "Wang Xi");
}

static bool same_sound(const char *a, const char *b)
{
	char x[TERM_MAX], y[TERM_MAX];

	term_sound(a, x, sizeof x);
	term_sound(b, y, sizeof y);
	return x[0] && strcmp(x, y) == 0;
}

static void names_that_sound_alike(void **state)
{
	(void)state;
	assert_true(same_sound("陈思雨", "陈思羽"));
	assert_true(same_sound("陈静", "程金"));        /* -n, -ng */
	assert_true(same_sound("张红", "臧宏"));        /* zh, z */
	assert_true(same_sound("刘娜", "牛拉"));        /* l, n */
	assert_true(same_sound("John Smith", "Smyth Jon"));
	assert_true(same_sound("Jean-Luc O'Neil", "oneil jeanluc"));
	assert_false(same_sound("陈思雨", "陈雨思"));   /* the order counts */
	assert_false(same_sound("王红", "王华"));
	assert_false(same_sound("", ""));
	assert_false(same_sound("John Smith", "John Miller"));
}

/* A client entered in Han and again in pinyin by hand meets under one key. */
static void han_and_its_pinyin_share_a_sound(void **state)
{
	struct term_list l = { 0 };

	(void)state;
	term_make(&(struct term_source){ .name = "Chen, Siyu", .pinyin = "Chen Siyu" }, &l);
	assert_true(has(&l, "scen-si-yu"));
	term_make(&(struct term_source){ .name = "陈思羽" }, &l);
	assert_true(has(&l, "scen-si-yu"));
	term_list_free(&l);
}

/* ---- likely duplicates ---- */

struct person {
	int entity;
	char sound[TERM_MAX], birth[16], number[16];
};

static size_t read_persons(struct person *v, size_t max)
{
	FILE *f = fopen(PERSONS, "r");
	char line[256], name[160], given[64], family[64];
	size_t n = 0;

	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	while (n < max && fgets(line, sizeof line, f)) {
		char *field[5], *p = line;

		line[strcspn(line, "\r\n")] = '\0';
		for (int i = 0; i < 5; i++)
			field[i] = strsep(&p, ",");
		v[n].entity = (int)strtol(field[0] + 4, NULL, 10);
		snprintf(given, sizeof given, "%s", field[1]);
		snprintf(family, sizeof family, "%s", field[2]);
		snprintf(name, sizeof name, "%s %s", given, family);
		term_sound(name, v[n].sound, sizeof v[n].sound);
		snprintf(v[n].birth, sizeof v[n].birth, "%s", field[3]);
		snprintf(v[n].number, sizeof v[n].number, "%s", field[4]);
		n++;
	}
	fclose(f);
	return n;
}

static bool likely_same(const struct person *a, const struct person *b)
{
	if (a->number[0] && strcmp(a->number, b->number) == 0)
		return true;
	return a->birth[0] && a->sound[0] && strcmp(a->birth, b->birth) == 0
	    && strcmp(a->sound, b->sound) == 0;
}

/* Same sound and birthday, or same number: on 5,000 records with typing errors whose truth is
 * known. */
static void likely_duplicates_are_found(void **state)
{
	static struct person v[5000];
	size_t n = read_persons(v, 5000);
	int gold = 0, found = 0, right = 0;

	(void)state;
	assert_int_equal(n, 5000);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = i + 1; k < n; k++) {
			bool same = v[i].entity == v[k].entity, hit = likely_same(&v[i], &v[k]);

			gold += same;
			found += hit;
			right += same && hit;
		}
	}
	print_message("recall %.3f, precision %.3f of %d pairs\n", (double)right / gold,
	    (double)right / found, gold);
	assert_true(right >= gold * 0.90);
	assert_true(right >= found * 0.98);
}

static long names_timed;
static int64_t names_us;

static void time_name(const char *name, const struct term_list *terms)
{
	struct term_list l = { 0 };
	int64_t start;

	(void)terms;
	term_make(&(struct term_source){ .name = name }, &l);
	start = clock_mono_us();
	for (int i = 0; i < 20; i++)
		term_make(&(struct term_source){ .name = name }, &l);
	names_us += clock_mono_us() - start;
	names_timed += 20;
	term_list_free(&l);
}

/* Loading 100,000 clients must not take minutes; the bound is far above what it takes. */
static void making_terms_is_quick(void **state)
{
	(void)state;
	for_names(5, time_name);
	print_message("%.2f us a name\n", (double)names_us / (double)names_timed);
	assert_true(names_us < names_timed * 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_han_name_is_stored_by_character_syllable_and_initial),
		cmocka_unit_test(terms_are_sorted_without_doubles_and_the_list_can_be_used_again),
		cmocka_unit_test(a_phone_is_stored_by_its_ends),
		cmocka_unit_test(numbers_are_stored_as_typed_and_bare),
		cmocka_unit_test(half_a_birthday_is_no_key),
		cmocka_unit_test(a_name_without_end_has_bounded_terms),
		cmocka_unit_test(a_long_name_is_found_by_its_first_and_later_characters),
		cmocka_unit_test(every_way_to_type_a_han_name),
		cmocka_unit_test(surnames_of_several_readings_are_found_by_each),
		cmocka_unit_test(given_names_have_several_readings_too),
		cmocka_unit_test(letters_and_figures_part),
		cmocka_unit_test(telephone_numbers_however_grouped),
		cmocka_unit_test(cards_files_and_addresses),
		cmocka_unit_test(latin_names),
		cmocka_unit_test(mixed_names),
		cmocka_unit_test(an_alias_and_pinyin_by_hand_find_as_well),
		cmocka_unit_test(the_better_the_match_the_lower_the_rank),
		cmocka_unit_test(every_beginning_of_the_pinyin_finds_the_name),
		cmocka_unit_test(every_run_of_characters_finds_the_name),
		cmocka_unit_test(unrelated_text_does_not_find_the_name),
		cmocka_unit_test(any_bytes_can_be_typed_and_stored),
		cmocka_unit_test(display_pinyin),
		cmocka_unit_test(names_that_sound_alike),
		cmocka_unit_test(han_and_its_pinyin_share_a_sound),
		cmocka_unit_test(likely_duplicates_are_found),
		cmocka_unit_test(making_terms_is_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
