#include "app/who.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cmd/pin.h"
#include "data/site.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/signin.h"

enum who_how who_decide(bool owner, const char *staff)
{
	if (owner)
		return staff ? WHO_OWNER_AS : WHO_OWNER;
	return staff ? WHO_ASK_PIN : WHO_LOGIN;
}

bool who_owns(const char *path, uid_t uid)
{
	struct stat st;
	const char *slash = strrchr(path, '/');
	char *folder;
	bool owns;

	if (uid == 0)
		return true;
	if (stat(path, &st) == 0)
		return st.st_uid == uid;
	folder = slash ? mem_dup_n(path, slash == path ? 1 : (size_t)(slash - path)) : mem_dup(".");
	owns = stat(folder, &st) == 0 && st.st_uid == uid;
	mem_free(folder);
	return owns;
}

/* The real person, whatever the environment says. */
static const char *unix_name(uid_t uid)
{
	const struct passwd *p = getpwuid(uid);

	return p ? p->pw_name : "";
}

char *who_peer(uid_t uid, const char *address, char *out, size_t size)
{
	return text_fmt(out, size, "uid %u (%s)%s%s", (unsigned)uid, unix_name(uid),
	    address[0] ? " " : "", address);
}

static enum err_code become(struct desk *d, const char *code, struct err *e)
{
	struct staff s;
	enum err_code rc = staff_by_code(d->store, code, &s, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return err_set(e, ERR_NOTFOUND,
		    tr("Nobody here has the code \"%.40s\". frontdesk staff list "
		       "names all."),
		    code);
	}
	return rc == OK ? desk_become(d, s.id, e) : rc;
}

static enum err_code ask_pin(struct desk *d, const char *code, struct err *e)
{
	char pin[PIN_MAX], prompt[80];
	int64_t id = 0;
	enum err_code rc =
	    pin_ask(false, text_fmt(prompt, sizeof prompt, tr("PIN of %.40s"), code), pin, e);

	if (rc == ERR_USAGE) {
		err_clear(e);
		return err_set(e, ERR_DENIED, "%s",
		    tr("-u needs that person's PIN, and there is no terminal "
		       "to ask for it."));
	}
	if (rc == OK)
		rc = signin_check(d, code, pin, &id, e);
	pin_forget(pin);
	return rc == OK ? desk_become(d, id, e) : rc;
}

/* At the terminals of the house a name is not enough: the log-in begins with it, asking the PIN. */
static enum err_code expect(struct desk *d, const struct staff *s, int64_t *expected)
{
	if (strcmp(s->state, "on") != 0)
		return OK;
	*expected = s->id;
	if (s->language[0])
		text_copy(d->language, sizeof d->language, s->language);
	return OK;
}

static enum err_code by_login(struct desk *d, enum who_for what, int64_t *expected, struct err *e)
{
	struct staff s;
	const char *name = unix_name(getuid());
	enum err_code rc = *name ? staff_by_login(d->store, name, &s, e) : ERR_NOTFOUND;

	if (rc == OK && what == WHO_SCREENS)
		return expect(d, &s, expected);
	if (rc == OK)
		return desk_become(d, s.id, e);
	if (rc != ERR_NOTFOUND)
		return rc;
	err_clear(e);
	if (what != WHO_COMMAND)
		return OK; /* the log-in asks */
	return err_set(e, ERR_DENIED,
	    tr("Nobody here has the Unix name %.40s. -u CODE says who works."), name);
}

/* A made-up site opens as one of its people: there is nobody to ask for a PIN. */
static enum err_code by_demo(struct desk *d, enum who_for what, int64_t *expected, struct err *e)
{
	char code[32];
	enum err_code rc = setting_get(d->store, "demo_staff", code, sizeof code, e);

	if (rc == OK && code[0])
		return become(d, code, e);
	return rc == OK ? by_login(d, what, expected, e) : rc;
}

enum err_code who_enter(struct desk *d, const char *staff, enum who_for what, int64_t *expected,
    struct err *e)
{
	bool screens = what != WHO_COMMAND;

	*expected = 0;
	switch (who_decide(d->owner, staff)) {
	case WHO_OWNER:
		d->admin = !screens;
		return screens ? by_demo(d, what, expected, e) : OK;
	case WHO_OWNER_AS: d->admin = !screens; return become(d, staff, e);
	case WHO_ASK_PIN: return ask_pin(d, staff, e);
	case WHO_LOGIN: return by_login(d, what, expected, e);
	}
	return OK;
}
