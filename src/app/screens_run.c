/* The screens, from the file to the exit status. */
#include <stdio.h>

#include "app/who.h"
#include "app_priv.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/tr.h"
#include "cmd/cmd.h"
#include "data/store.h"
#include "desk/desk.h"
#include "screen/front.h"

static void set_language(const struct app *a, struct desk *d)
{
	struct err e = ERR_INIT;

	if (a->station.language[0])
		text_copy(d->language, sizeof d->language, a->station.language);
	if (tr_set_language(d->language, &e) != OK)
		log_line(LOG_WARN, "language %s: %s", d->language, e.detail);
}

static enum err_code run(struct app *a, struct desk *d, struct err *e)
{
	struct front f = { .desk = d,
		.idle_lock_s = a->station.idle_lock_s,
		.idle_logout_s = a->station.idle_logout_s,
		.mouse = a->station.mouse,
		.printer = app_printer(a),
		.export_folder = a->station.export_folder,
		.language = a->station.language };
	enum err_code rc;

	d->owner = a->owner;
	rc = who_enter(d, a->options.staff,
	    a->ssh && !a->station.pin_ssh ? WHO_SCREENS_TRUST : WHO_SCREENS, &f.expected_staff, e);
	if (rc != OK)
		return rc;
	log_line(LOG_INFO, "screens, %s%s", a->peer,
	    d->who.staff_id && a->ssh && !d->owner ? ", logged in by key" : "");
	set_language(a, d);
	return front_run(&f, e);
}

/* A file that cannot be written is shown all the same: the day's list is needed most then. */
static enum err_code open_store(const struct app *a, struct store **out, struct err *e)
{
	enum err_code rc = store_open(a->database, 0, out, e);

	if (rc != ERR_READONLY)
		return rc;
	err_clear(e);
	return store_open(a->database, STORE_READ_ONLY, out, e);
}

int screens_run(struct app *a)
{
	struct desk desk = { .store = NULL };
	struct desk_config config;
	struct store *s = NULL;
	struct err e = ERR_INIT;
	enum err_code rc = open_store(a, &s, &e);

	app_desk_config(a, "ui", &config);
	if (rc == OK)
		rc = desk_open(s, &config, &desk, &e);
	if (rc == OK) {
		rc = run(a, &desk, &e);
		desk_close(&desk);
	}
	store_close(s);
	cmd_say_error(stderr, &e);
	return cmd_exit(rc);
}
