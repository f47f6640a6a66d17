/* doctor: who on this machine can come in, and who could come past the program: frontdesk(8). */
#include <grp.h>
#include <locale.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "data/staff.h"
#include "doctor_priv.h"

#define SELF "/proc/self/exe"

/* The program with the group's rights, where it is set up so. */
static bool is_shared(struct stat *self)
{
	return stat(SELF, self) == 0 && self->st_mode & S_ISGID;
}

static const char *group_name(gid_t gid)
{
	const struct group *g = getgrgid(gid);

	return g ? g->gr_name : "?";
}

/* ---- folder ---- */

static void look_group_folder(struct finding *f, const struct stat *st)
{
	struct stat self;

	if (!is_shared(&self))
		return;
	if (st->st_mode & 05)
		find_at(f, BAD, tr("others can look into it: chmod 2770"));
	if (!(st->st_mode & S_ISGID) || st->st_gid != self.st_gid)
		find_at(f, BAD,
		    tr("new files get another group: chgrp as the program, chmod 2770"));
}

enum err_code look_folder(struct cmd_context *c, struct finding *f, struct err *e)
{
	char *dir = mem_dup(c->database), *slash = strrchr(dir, '/');
	struct stat st;
	char text[64];

	(void)e;
	if (slash)
		slash[slash == dir] = '\0';
	if (stat(slash ? dir : ".", &st) == 0) {
		find_at(f, FINE, text_fmt(text, sizeof text, tr("mode %04o"), st.st_mode & 07777));
		if (st.st_mode & 02)
			find_at(f, BAD, tr("everybody can put files there: chmod 2770"));
		look_group_folder(f, &st);
	}
	mem_free(dir);
	return OK;
}

/* ---- program ---- */

/* Rights stand in these files: who can change them can do everything. */
static void look_unchanged(struct finding *f, const char *folder, const char *name)
{
	char path[4400], text[4500];
	struct stat st;

	text_fmt(path, sizeof path, "%s/%s", folder, name);
	if (stat(path, &st) == 0 && st.st_mode & 022)
		find_at(f, BAD,
		    text_fmt(text, sizeof text, tr("others can change %s: chmod go-w"), path));
}

static void look_shared(struct cmd_context *c, struct finding *f, const struct stat *self)
{
	struct stat file;
	struct statvfs fs;

	if (stat(c->database, &file) == 0 && file.st_gid != self->st_gid)
		find_at(f, BAD, tr("the file belongs to another group: chgrp one of the two"));
	if (self->st_mode & S_ISUID)
		find_at(f, BAD, tr("set-user-id as well: chmod 2755"));
	if (self->st_mode & 022)
		find_at(f, BAD, tr("others can change it: chmod 2755"));
	if (statvfs(SELF, &fs) == 0 && fs.f_flag & ST_NOSUID)
		find_at(f, BAD, tr("mounted nosuid: the group does not count there"));
	look_unchanged(f, c->forms_dir, ".");
	look_unchanged(f, c->forms_dir, "roles.cfg");
}

enum err_code look_program(struct cmd_context *c, struct finding *f, struct err *e)
{
	struct stat self;
	char text[120];

	(void)e;
	if (!is_shared(&self)) {
		find_at(f, FINE, tr("not set-group-id: for the owner of the file alone"));
		return OK;
	}
	find_at(f, FINE,
	    text_fmt(text, sizeof text, tr("set-group-id %s"), group_name(self.st_gid)));
	look_shared(c, f, &self);
	return OK;
}

/* ---- accounts ---- */

static bool is_member(const struct passwd *p, gid_t gid)
{
	const struct group *g = getgrgid(gid);
	bool found = p->pw_gid == gid;

	for (char **m = g ? g->gr_mem : NULL; m && *m && !found; m++)
		found = !strcmp(*m, p->pw_name);
	return found;
}

static void look_account(struct finding *f, const char *login, const struct stat *self, bool shared)
{
	const struct passwd *p = getpwnam(login);
	char text[160];

	if (!p)
		find_at(f, LOOK,
		    text_fmt(text, sizeof text, tr("there is no account %s here"), login));
	else if (shared && is_member(p, self->st_gid))
		find_at(f, BAD,
		    text_fmt(text, sizeof text,
			tr("%s can open the file with any program: gpasswd -d %s %s"), login, login,
			group_name(self->st_gid)));
}

enum err_code look_accounts(struct cmd_context *c, struct finding *f, struct err *e)
{
	struct staff_list l = { .n = 0 };
	struct stat self;
	bool shared = is_shared(&self);
	size_t n = 0;
	char text[96];
	enum err_code rc = staff_list(c->store, 0, false, &l, e);

	for (size_t i = 0; i < l.n; i++)
		n += l.v[i].login[0] != '\0';
	if (rc == OK)
		find_at(f, FINE,
		    text_fmt(text, sizeof text,
			trn("%d person with an account", "%d people with an account", (long)n),
			(int)n));
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].login[0])
			look_account(f, l.v[i].login, &self, shared);
	staff_list_free(&l);
	return rc;
}

/* ---- locale ---- */

enum err_code look_locale(struct cmd_context *c, struct finding *f, struct err *e)
{
	locale_t l = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);

	(void)c;
	(void)e;
	if (l)
		freelocale(l);
	find_at(f, l ? FINE : BAD,
	    l ? "C.UTF-8" : tr("no C.UTF-8: Chinese cannot be shown, install libc-bin"));
	return OK;
}
