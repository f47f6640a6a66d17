/* Messages out and replies in, with a spool command of the test's own: what may leave, what becomes
 * of it, and that a death at any point neither loses a message nor sends it twice unseen. */
#include "desk_help.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "data/action.h"
#include "data/flag.h"
#include "data/message_send.h"
#include "data/reply.h"
#include "data/store.h"
#include "desk/outbox.h"
#include "desk/settings.h"
#include "desk/sms.h"
#include "form/messages.h"

/* The last two figures of a number say what the command does with it. What it took stands in the
 * file `log`; `states` and `replies` are what it answers. */
static const char script[] =
	"d=$1; n=$2\n"
	"case $n in\n"
	"--states) cat >$d/asked; cat $d/states 2>/dev/null; exit 0;;\n"
	"--replies) echo \"$3\" >>$d/places; cat $d/replies 2>/dev/null || printf 'place\\t%s\\n' "
	"\"$3\"; exit 0;;\n"
	"*64) echo 'no such number' >&2; exit 64;;\n"
	"*75) echo 'later, not now' >&2; exit 75;;\n"
	"*98) kill -9 $PPID; exit 0;;\n"
	"esac\n"
	"text=$(cat); id=$(($(cat $d/id 2>/dev/null || echo 0)+1)); echo $id >$d/id\n"
	"printf '%s %s %s %s\\n' \"$id\" \"$n\" \"$LC_ALL\" \"$text\" >>$d/log\n"
	"case $n in *99) kill -9 $PPID; exit 0;; *97) exit 0;; *96) exit 1;; esac\n"
	"echo talk; echo $id\n";

struct spool {
	char dir[64], command[200];
};
static struct spool spool;

static void put(const char *name, const char *text)
{
	char path[120];
	FILE *f = fopen(text_fmt(path, sizeof path, "%s/%s", spool.dir, name), "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static char *get(const char *name)
{
	char path[120];
	size_t n;
	char *text = file_read(text_fmt(path, sizeof path, "%s/%s", spool.dir, name), 1 << 20, &n);

	return text ? text : mem_dup("");
}

static int sms_setup(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	if (desk_setup(state) != 0)
		return -1;
	w = *state;
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	text_copy(spool.dir, sizeof spool.dir, "/tmp/fd-sms-XXXXXX");
	assert_non_null(mkdtemp(spool.dir));
	put("spool", script);
	text_fmt(spool.command, sizeof spool.command, "sh %s/spool %s", spool.dir, spool.dir);
	w->d.config.spool_command = spool.command;
	return 0;
}

static int sms_teardown(void **state)
{
	static const char *const names[] = { "spool", "id", "log", "states", "asked", "replies",
		"places" };
	char path[120];

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unlink(text_fmt(path, sizeof path, "%s/%s", spool.dir, names[i]));
	assert_int_equal(rmdir(spool.dir), 0);
	return desk_teardown(state);
}

static struct txn *begin(struct desk_world *w)
{
	struct action_head head = { .name = "client-edit" };
	struct txn *t;

	must(w, action_begin(w->s, &w->d.who, &head, &t, &w->e));
	return t;
}

static int64_t queue_of(struct desk_world *w, const char *template, const char *number,
    int64_t appointment)
{
	struct message m = { .branch_id = w->ja, .client_id = w->ann, .channel = "sms",
		.language = "zh", .text = "【康禾】明天见", .appointment_id = appointment,
		.day = HELP_DAY };
	struct txn *t = begin(w);
	int64_t id;

	text_copy(m.template, sizeof m.template, template);
	text_copy(m.number, sizeof m.number, number);
	must(w, message_insert(t, &m, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	return id;
}

static int64_t queue(struct desk_world *w, const char *number)
{
	return queue_of(w, "note", number, 0);
}

static struct message row(struct desk_world *w, int64_t id)
{
	struct message m;

	must(w, message_get(w->s, id, &m, &w->e));
	return m;
}

static struct sms_report sync_now(struct desk_world *w)
{
	struct sms_report r;

	must(w, sms_sync(&w->d, &r, &w->e));
	return r;
}

static void is_state(struct desk_world *w, int64_t id, const char *state)
{
	assert_string_equal(row(w, id).state, state);
}

/* ---- words ---- */

static void parts_are_counted_as_telephones_do(void **state)
{
	static const struct {
		const char *sign;
		int n, parts;
	} cases[] = {
		{ "a", 0, 0 }, { "a", 1, 1 }, { "a", 160, 1 }, { "a", 161, 2 }, { "a", 306, 2 },
		{ "a", 307, 3 }, { "中", 70, 1 }, { "中", 71, 2 }, { "中", 134, 2 },
		{ "中", 135, 3 }, { "€", 80, 1 }, { "€", 81, 2 }, { "é", 160, 1 },
		{ "`", 71, 2 }, { "😀", 35, 1 }, { "😀", 36, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b = BUF_INIT;

		for (int k = 0; k < cases[i].n; k++)
			buf_puts(&b, cases[i].sign);
		if (sms_parts(buf_str(&b), NULL) != cases[i].parts)
			fail_msg("%d times %s: %d parts", cases[i].n, cases[i].sign,
			    sms_parts(buf_str(&b), NULL));
		buf_free(&b);
	}
}

static void an_answer_means_what_it_says_or_nothing(void **state)
{
	static const struct {
		const char *text;
		bool figure;
		const char *meaning;
		double value;
	} cases[] = {
		{ "1", false, "yes", 0 }, { "１", false, "yes", 0 }, { "1。", false, "yes", 0 },
		{ " 好的！", false, "yes", 0 }, { "Y", false, "yes", 0 }, { "2", false, "no", 0 },
		{ "no.", false, "no", 0 }, { "不", false, "no", 0 }, { "1", true, "number", 1 },
		{ "2", true, "number", 2 }, { "37.2", true, "number", 37.2 },
		{ "37，2", true, "number", 37.2 }, { "37.2℃", true, "number", 37.2 },
		{ "118", false, "number", 118 }, { "T", false, "stop", 0 },
		{ "td", false, "stop", 0 }, { "退订", false, "stop", 0 },
		{ "退订", true, "stop", 0 },
		{ "换成下周可以吗", false, "other", 0 }, { "1 or 2", false, "other", 0 },
		{ "12:30", false, "other", 0 }, { "1 2", true, "other", 0 },
		{ "13800000823", true, "number", 13800000823.0 }, { "", false, "other", 0 },
		{ "是不是", false, "other", 0 }, { "好 的", false, "other", 0 },
		{ "37.2.1", true, "other", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		double value;
		const char *got = sms_meaning(cases[i].text, cases[i].figure, &value);

		if (strcmp(got, cases[i].meaning) != 0)
			fail_msg("\"%s\" means %s", cases[i].text, got);
		if (!strcmp(got, "number"))
			assert_true(value > cases[i].value - 1e-6 && value < cases[i].value + 1e-6);
	}
}

/* ---- when ---- */

static void in_the_quiet_hours_only_what_cannot_wait_leaves(void **state)
{
	struct desk_world *w = *state;
	int64_t morning = at(w, 1, 8, 0);
	const struct {
		int64_t now;
		bool urgent;
		int64_t start, until;
	} cases[] = {
		{ at(w, 0, 20, 59), false, 0, 0 }, { at(w, 0, 21, 0), false, 0, morning },
		{ at(w, 0, 21, 0), true, 0, 0 }, { at(w, 1, 3, 0), false, 0, morning },
		{ at(w, 1, 7, 59), false, 0, morning }, { morning, false, 0, 0 },
		/* About an appointment that begins before anybody would read it otherwise. */
		{ at(w, 0, 22, 0), false, at(w, 1, 9, 30), 0 },
		{ at(w, 0, 22, 0), false, at(w, 1, 10, 0), morning },
		{ at(w, 0, 22, 0), false, at(w, 0, 15, 0), morning },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(sms_held_until(&w->d, w->ja, cases[i].urgent, cases[i].start,
		    cases[i].now), cases[i].until);
	act_as(w, w->admin, 0);
	must(w, settings_set(&w->d, SETTING_QUIET_TO, 21, &w->e));
	assert_int_equal(sms_held_until(&w->d, w->ja, false, 0, at(w, 0, 23, 0)), 0);
	must(w, settings_set(&w->d, SETTING_QUIET_FROM, 12, &w->e));
	must(w, settings_set(&w->d, SETTING_QUIET_TO, 14, &w->e));
	assert_int_equal(sms_held_until(&w->d, w->ja, false, 0, at(w, 0, 13, 0)), at(w, 0, 14, 0));
	assert_int_equal(sms_held_until(&w->d, w->ja, false, 0, at(w, 0, 23, 0)), 0);
}

static void what_is_held_leaves_in_the_morning(void **state)
{
	struct desk_world *w = *state;
	struct sms_report r;
	int64_t id, call;

	clock_fix(at(w, 0, 22, 0));
	id = queue(w, "13800000823");
	call = queue_of(w, "no-answer", "13800000823", 0);
	r = sync_now(w);
	assert_int_equal(r.held, 1);
	assert_int_equal(r.sent, 1);
	is_state(w, call, "sent");
	assert_int_equal(row(w, id).due_at, at(w, 1, 8, 0));
	clock_fix(at(w, 1, 8, 0));
	assert_int_equal(sync_now(w).sent, 1);
	is_state(w, id, "sent");
}

/* ---- whether ---- */

static void set_flag(struct desk_world *w, const char *kind, bool on)
{
	struct txn *t = begin(w);

	must(w, on ? flag_set(t, w->ann, kind, NULL, NULL, NULL, &w->e) :
	    flag_clear(t, w->ann, kind, &w->e));
	must(w, action_commit(t, NULL, &w->e));
}

static int64_t queue_news(struct desk_world *w)
{
	struct message m = { .branch_id = w->ja, .client_id = w->ann, .channel = "sms",
		.language = "zh", .text = "活动", .template = "invitation", .purpose = "marketing",
		.number = "13800000823", .day = HELP_DAY };
	struct txn *t = begin(w);
	int64_t id;

	must(w, message_insert(t, &m, &id, &w->e));
	must(w, action_commit(t, NULL, &w->e));
	return id;
}

static void what_the_client_forbids_meanwhile_does_not_leave(void **state)
{
	struct desk_world *w = *state;
	int64_t id = queue(w, "13800000823"), quiet, neutral, news;

	set_flag(w, "no_message", true);
	assert_int_equal(sync_now(w).dropped, 1);
	is_state(w, id, "withdrawn");
	assert_string_equal(row(w, id).why, "forbidden");
	set_flag(w, "no_message", false);
	set_flag(w, "quiet", true);
	quiet = queue(w, "13800000823");
	neutral = queue_of(w, "neutral", "13800000823", 0);
	sync_now(w);
	is_state(w, quiet, "withdrawn");
	is_state(w, neutral, "sent");
	set_flag(w, "quiet", false);
	news = queue_news(w);
	sync_now(w);
	assert_string_equal(row(w, news).why, "no news wished");
	set_flag(w, "news", true);
	news = queue_news(w);
	sync_now(w);
	is_state(w, news, "sent");
	set_flag(w, "no_marketing", true);
	news = queue_news(w);
	sync_now(w);
	is_state(w, news, "withdrawn");
}

static void what_is_of_no_use_any_more_is_told_to_the_desk(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	int64_t remind = queue_of(w, "remind", "13800000823", visit);
	int64_t thanks = queue_of(w, "thanks", "13800000823", visit);
	int64_t call = queue_of(w, "before-call", "13800000823", 0);
	int64_t nobody = queue(w, "138 0000");

	clock_fix(at(w, 1, 15, 0));
	sync_now(w);
	is_state(w, remind, "failed");
	assert_string_equal(row(w, remind).why, "too late");
	is_state(w, call, "failed");
	is_state(w, thanks, "sent");
	is_state(w, nobody, "failed");
	assert_string_equal(row(w, nobody).why, "no number");
}

/* ---- handing over ---- */

static void each_answer_leads_where_the_contract_says(void **state)
{
	struct desk_world *w = *state;
	int64_t good = queue(w, "13800000001"), never = queue(w, "13800000064");
	int64_t later = queue(w, "13800000075"), none = queue(w, "13800000097");
	int64_t odd = queue(w, "13800000096");
	struct sms_report r = sync_now(w);
	char *log = get("log");

	assert_int_equal(r.sent, 1);
	assert_int_equal(r.refused, 1);
	assert_int_equal(r.later, 1);
	assert_int_equal(r.unsure, 2);
	is_state(w, good, "sent");
	assert_string_equal(row(w, good).provider_id, "1");
	assert_non_null(strstr(log, "1 13800000001 C.UTF-8 【康禾】明天见\n"));
	mem_free(log);
	is_state(w, never, "failed");
	assert_string_equal(row(w, never).why, "no such number");
	is_state(w, later, "queued");
	assert_string_equal(row(w, later).why, "later, not now");
	assert_int_equal(row(w, later).due_at, HELP_NOW + 60);
	is_state(w, none, "unsure");
	is_state(w, odd, "unsure");
	/* Nothing of it goes out again by itself. */
	r = sync_now(w);
	assert_int_equal(r.sent + r.later + r.refused + r.unsure, 0);
}

static void later_comes_later_each_time_and_ends(void **state)
{
	static const int wait[] = { 1, 5, 15, 60, 60, 60, 60, 60, 60 };
	struct desk_world *w = *state;
	int64_t id = queue(w, "13800000075"), now = at(w, 1, 9, 0);

	for (int i = 0; i < 9; i++) {
		clock_fix(now);
		assert_int_equal(sync_now(w).later, 1);
		assert_int_equal(row(w, id).due_at, now + wait[i] * 60);
		assert_int_equal(row(w, id).tries, i + 1);
		clock_fix(now + wait[i] * 60 - 1);
		assert_int_equal(sync_now(w).later, 0);
		now += wait[i] * 60;
	}
	clock_fix(now);
	assert_int_equal(sync_now(w).refused, 1);
	is_state(w, id, "failed");
}

static void a_command_that_cannot_be_run_costs_no_try_of_all(void **state)
{
	struct desk_world *w = *state;
	struct sms_report r;
	int64_t id[5];

	for (int i = 0; i < 5; i++)
		id[i] = queue(w, "13800000001");
	w->d.config.spool_command = "/nowhere/spool";
	r = sync_now(w);
	assert_int_equal(r.later, 3);
	assert_string_equal(r.said, "cannot be run");
	for (int i = 0; i < 5; i++)
		is_state(w, id[i], "queued");
	w->d.config.spool_command = NULL;
	r = sync_now(w);
	assert_true(r.silent);
	assert_int_equal(r.later, 0);
}

/* ---- what became of it ---- */

static void states_are_asked_in_one_call_and_kept(void **state)
{
	struct desk_world *w = *state;
	int64_t id[6];
	struct sms_report r;
	char *asked;

	for (int i = 0; i < 6; i++)
		id[i] = queue(w, "13800000001");
	assert_int_equal(sync_now(w).sent, 6);
	put("states", "1\tdelivered\n2\tfailed\tnot reachable\n3\tlost\n4\tsent\n"
	    "5\tundelivered\n77\tdelivered\nnonsense\n6\twhatever\n");
	r = sync_now(w);
	asked = get("asked");
	assert_string_equal(asked, "1\n2\n3\n4\n5\n6\n");
	mem_free(asked);
	assert_int_equal(r.delivered, 1);
	assert_int_equal(r.again, 1);
	assert_int_equal(r.lost, 1);
	assert_int_equal(r.failed, 1);
	is_state(w, id[0], "delivered");
	is_state(w, id[1], "queued");
	assert_string_equal(row(w, id[1]).why, "not reachable");
	is_state(w, id[2], "lost");
	is_state(w, id[3], "sent");
	is_state(w, id[4], "failed");
	is_state(w, id[5], "sent");
}

/* What left nothing behind is tried again, as often as the site says; then a person hears of it. */
static void a_message_that_fails_is_tried_thrice(void **state)
{
	struct desk_world *w = *state;
	int64_t id = queue(w, "13800000001"), n;
	char states[40];

	for (int i = 1; i <= 3; i++) {
		clock_fix(row(w, id).due_at);
		assert_int_equal(sync_now(w).sent, 1);
		put("states", text_fmt(states, sizeof states, "%d\tfailed\n", i));
		sync_now(w);
		is_state(w, id, i < 3 ? "queued" : "failed");
	}
	assert_int_equal(row(w, id).tries, 3);
	must(w, message_count_failed(w->s, w->ja, &n, &w->e));
	assert_int_equal(n, 1);
}

/* ---- a death at any point ---- */

static void sync_and_die(struct desk_world *w)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		struct sms_report r;
		struct err e = ERR_INIT;
		struct desk d;

		struct store *s;

		/* A connection of its own: SQLite's does not go through a fork. */
		if (store_open(w->path, 0, &s, &e) != OK ||
		    desk_open(s, &w->d.config, &d, &e) != OK)
			_exit(2);
		d.messages = w->d.messages;
		d.config.spool_command = spool.command;
		_exit(sms_sync(&d, &r, &e) == OK ? 0 : 1);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static int times_taken(const char *number)
{
	char *log = get("log");
	int n = 0;

	for (const char *p = log; (p = strstr(p, number)); p += strlen(number))
		n++;
	mem_free(log);
	return n;
}

static void who_dies_while_handing_over_leaves_it_to_a_person(void **state)
{
	static const struct {
		const char *number;
		int taken;
	} points[] = { { "13800000098", 0 }, { "13800000099", 1 } };
	struct desk_world *w = *state;

	for (int i = 0; i < 2; i++) {
		int64_t id = queue(w, points[i].number), after;
		struct sms_report r;

		sync_and_die(w);
		is_state(w, id, "handing");
		after = queue(w, "13800000001");
		r = sync_now(w);
		assert_int_equal(r.unsure, 1);
		assert_int_equal(r.sent, 1);
		is_state(w, after, "sent");
		is_state(w, id, "unsure");
		assert_int_equal(times_taken(points[i].number), points[i].taken);
		for (int k = 0; k < 3; k++)
			sync_now(w);
		assert_int_equal(times_taken(points[i].number), points[i].taken);
	}
}

/* ---- replies ---- */

static void replies_are_taken_in_once_and_find_their_client(void **state)
{
	struct desk_world *w = *state;
	int64_t visit = book(w, w->ann, w->r_cl, at(w, 1, 15, 0), 30);
	int64_t remind = queue_of(w, "remind", "13800000823", visit);
	struct reply_list l = { 0 };
	struct sms_report r;
	char *places;

	sync_now(w);
	put("replies", "in-1\t+8613800000823\t1795507100\t1\n"
	    "in-2\t13800000823\t1795507110\t换成下周可以吗\\n谢谢\n"
	    "in-3\t+4915112345678\t1795507120\t???\n"
	    "in-4\t13800000823\tyesterday\tbroken\n"
	    "place\t9\n");
	r = sync_now(w);
	assert_int_equal(r.replies, 3);
	must(w, reply_list_board(w->s, w->ja, HELP_DAY, 9, &l, &w->e));
	assert_int_equal(l.n, 3);
	assert_int_equal(l.v[0].client_id, w->ann);
	assert_int_equal(l.v[0].message_id, remind);
	assert_string_equal(l.v[0].meaning, "yes");
	assert_string_equal(l.v[1].text, "换成下周可以吗\n谢谢");
	assert_string_equal(l.v[1].meaning, "other");
	assert_int_equal(l.v[2].client_id, 0);
	/* Told again, they are the same. */
	assert_int_equal(sync_now(w).replies, 0);
	places = get("places");
	assert_string_equal(places, "0\n0\n9\n");
	mem_free(places);
	reply_list_free(&l);
}

/* Anybody can send one, and a gateway passes on what it got. */
static void what_a_stranger_sends_is_words_and_nothing_else(void **state)
{
	struct desk_world *w = *state;
	struct reply_list l = { 0 };

	put("replies", "in-1\x1b[31m\t138\x1b[2J00000823\t253402300799\t\x1b]0;x\x07\xc2\x9b" "31m"
	    "\xe2\x80\xae" "ok\xff\nplace\t1\n");
	assert_int_equal(sync_now(w).replies, 1);
	must(w, reply_list_board(w->s, w->ja, HELP_DAY, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].text, "]0;x31mok\xef\xbf\xbd");
	assert_string_equal(l.v[0].number, "138[2J00000823");
	assert_string_equal(l.v[0].provider_id, "in-1[31m");
	assert_true(l.v[0].created_at <= clock_now());
	reply_list_free(&l);
}

static void who_wants_no_more_news_gets_none_at_once(void **state)
{
	struct desk_world *w = *state;
	struct reply_list l = { 0 };
	char kinds[160];

	put("replies", "in-1\t13800000823\t1795507100\tTD\nplace\t1\n");
	sync_now(w);
	must(w, reply_list_client(w->s, w->ann, 9, &l, &w->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].meaning, "stop");
	assert_string_equal(l.v[0].state, "done");
	must(w, flag_kinds(w->s, w->ann, kinds, sizeof kinds, &w->e));
	assert_non_null(strstr(kinds, "no_marketing"));
	put("replies", "in-2\t13800000823\t1795507200\tSTART\nplace\t2\n");
	sync_now(w);
	must(w, flag_kinds(w->s, w->ann, kinds, sizeof kinds, &w->e));
	assert_null(strstr(kinds, "no_marketing"));
	/* Told once more by the provider: what was said since then stands. */
	put("replies", "in-1\t13800000823\t1795507100\tTD\nplace\t3\n");
	assert_int_equal(sync_now(w).replies, 0);
	must(w, flag_kinds(w->s, w->ann, kinds, sizeof kinds, &w->e));
	assert_null(strstr(kinds, "no_marketing"));
	reply_list_free(&l);
}

static void how_it_went_is_kept_for_the_screens(void **state)
{
	struct desk_world *w = *state;
	struct sms_health h;

	must(w, sms_health(&w->d, &h, &w->e));
	assert_int_equal(h.at, 0);
	sync_now(w);
	must(w, sms_health(&w->d, &h, &w->e));
	assert_true(h.set && h.well);
	assert_int_equal(h.at, HELP_NOW);
	queue(w, "13800000075");
	sync_now(w);
	must(w, sms_health(&w->d, &h, &w->e));
	assert_false(h.well);
	assert_string_equal(h.said, "75 later, not now");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, sms_setup, sms_teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_are_counted_as_telephones_do),
		cmocka_unit_test(an_answer_means_what_it_says_or_nothing),
		T(in_the_quiet_hours_only_what_cannot_wait_leaves),
		T(what_is_held_leaves_in_the_morning),
		T(what_the_client_forbids_meanwhile_does_not_leave),
		T(what_is_of_no_use_any_more_is_told_to_the_desk),
		T(each_answer_leads_where_the_contract_says),
		T(later_comes_later_each_time_and_ends),
		T(a_command_that_cannot_be_run_costs_no_try_of_all),
		T(states_are_asked_in_one_call_and_kept),
		T(a_message_that_fails_is_tried_thrice),
		T(who_dies_while_handing_over_leaves_it_to_a_person),
		T(replies_are_taken_in_once_and_find_their_client),
		T(what_a_stranger_sends_is_words_and_nothing_else),
		T(who_wants_no_more_news_gets_none_at_once),
		T(how_it_went_is_kept_for_the_screens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
