/* Each channel has a person in charge in each branch, who is told once when a request is late. */
#include "desk/channel.h"

#include <string.h>

#include "base/clock.h"
#include "desk/desk.h"
#include "desk/settings.h"
#include "desk_help.h"
#include "form/messages.h"

static int house(void **state)
{
	struct fault_list faults = { 0 };
	struct desk_world *w;

	desk_setup(state);
	w = *state;
	must(w, messages_load("forms/messages.cfg", &w->d.messages, &faults, &w->e));
	fault_list_free(&faults);
	act_as(w, w->admin, 0);
	return 0;
}

static void came(struct desk_world *w, const char *channel, int minutes_ago)
{
	raw(w, "INSERT INTO request(branch_id, day, created_at, came_at, channel, name) VALUES"
	    " (%lld, '" HELP_DAY "', %lld, %lld, '%s', 'Ann')", (long long)w->ja,
	    (long long)HELP_NOW, (long long)HELP_NOW - minutes_ago * 60, channel);
}

static int64_t told(struct desk_world *w, int64_t staff)
{
	return number(w, "SELECT count(*) FROM message WHERE template = 'staff-request-late' AND"
	    " staff_id = %lld AND channel = 'screen'", (long long)staff);
}

static size_t job(struct desk_world *w)
{
	size_t n;

	must(w, channel_tell_late(&w->d, &n, &w->e));
	return n;
}

static void each_channel_has_its_own(void **state)
{
	struct desk_world *w = *state;
	char name[200];
	int64_t who;

	for (int i = 0; channel_words[i]; i++) {
		must(w, channel_charge(&w->d, w->ja, channel_words[i], &who, &w->e));
		assert_int_equal(who, 0);
		must(w, channel_set_charge(&w->d, w->ja, channel_words[i], i % 2 ? w->wf : w->wl,
		    &w->e));
		must(w, channel_charge(&w->d, w->ja, channel_words[i], &who, &w->e));
		assert_int_equal(who, i % 2 ? w->wf : w->wl);
		assert_string_not_equal(channel_text(channel_words[i]), "");
	}
	assert_string_equal(channel_charge_name(&w->d, w->ja, "web", name, sizeof name), "王芳");
	/* Somebody who left is in charge of nothing. */
	raw(w, "UPDATE staff SET state = 'retired' WHERE id = %lld", (long long)w->wf);
	must(w, channel_charge(&w->d, w->ja, "web", &who, &w->e));
	assert_int_equal(who, 0);
	must(w, channel_set_charge(&w->d, w->ja, "phone", 0, &w->e));
	must(w, channel_charge(&w->d, w->ja, "phone", &who, &w->e));
	assert_int_equal(who, 0);
	refused(w, channel_set_charge(&w->d, w->ja, "pigeon", w->wl, &w->e), ERR_INVALID,
	    "no channel");
	must(w, channel_charge(&w->d, w->ja, "pigeon", &who, &w->e));
	assert_int_equal(who, 0);
	act_as(w, w->cl, 0);
	refused(w, channel_set_charge(&w->d, w->ja, "web", w->wl, &w->e), ERR_DENIED, "");
}

static void who_is_in_charge_is_told_once_when_it_is_late(void **state)
{
	struct desk_world *w = *state;
	int limit = (int)setting_of(&w->d, SETTING_REQUEST_MIN);

	must(w, channel_set_charge(&w->d, w->ja, "web", w->wf, &w->e));
	must(w, channel_set_charge(&w->d, w->ja, "wechat", w->wl, &w->e));
	came(w, "web", limit + 1);
	came(w, "wechat", limit - 1);
	came(w, "app", limit + 1);              /* nobody's: seen on the boards alone */
	assert_int_equal(job(w), 2);
	assert_int_equal(told(w, w->wf), 1);
	assert_int_equal(told(w, w->wl), 0);
	assert_int_equal(number(w, "SELECT count(*) FROM message WHERE text LIKE"
	    " iif(language = 'zh', '%%网站%%', '%%website%%')"), 1);
	assert_int_equal(job(w), 0);
	clock_fix(HELP_NOW + 120);
	assert_int_equal(job(w), 1);
	assert_int_equal(told(w, w->wl), 1);
	assert_int_equal(told(w, w->wf), 1);
	/* What was answered is nobody's burden. */
	came(w, "web", limit + 1);
	raw(w, "UPDATE request SET state = 'offered', answered_at = came_at WHERE id ="
	    " (SELECT max(id) FROM request)");
	assert_int_equal(job(w), 0);
	assert_int_equal(told(w, w->wf), 1);
}

#define HOUSE(f) cmocka_unit_test_setup_teardown(f, house, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(each_channel_has_its_own),
		HOUSE(who_is_in_charge_is_told_once_when_it_is_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
