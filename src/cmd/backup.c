/* backup FILE: a whole copy while others work. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tr.h"
#include "cmd_priv.h"
#include "data/store.h"

#define ID_OFFSET 68 /* application id in the head of the file: sqlite.org/fileformat2.html */

/* A slip of the hand must not replace somebody's letter by a copy of the store. */
static bool may_replace(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	unsigned char id[4];
	struct stat st;
	bool ours;

	if (fd < 0)
		return errno == ENOENT;
	ours = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (!st.st_size ||
		(pread(fd, id, 4, ID_OFFSET) == 4 &&
		    ((uint32_t)id[0] << 24 | id[1] << 16 | id[2] << 8 | id[3]) ==
			STORE_APPLICATION_ID));
	close(fd);
	return ours;
}

/* Where the proof by replay starts: not to be had a second time. */
static bool is_base(const struct cmd_context *c, const char *path)
{
	struct stat base, to;

	return c->base_path && stat(c->base_path, &base) == 0 && stat(path, &to) == 0 &&
	    base.st_dev == to.st_dev && base.st_ino == to.st_ino;
}

static enum err_code run(struct cmd_context *c, int argc, char **argv, struct err *e)
{
	struct stat st;
	enum err_code rc = OK;

	(void)argc;
	if (!may_replace(argv[0]))
		rc = err_set(e, ERR_DUPLICATE,
		    tr("%s is something else than a copy of frontdesk and stays as "
		       "it is. Choose another name."),
		    argv[0]);
	if (rc == OK && is_base(c, argv[0]))
		rc = err_set(e, ERR_DUPLICATE,
		    tr("%s is where verify --replay starts. Choose another name for the copy."),
		    argv[0]);
	if (rc == OK)
		rc = store_backup(c->store, argv[0], e);
	if (rc == OK && stat(argv[0], &st) == 0)
		say(c, tr("Copied to %s, %lld kB, read back and whole."), argv[0],
		    (long long)(st.st_size + 1023) / 1024);
	return rc;
}

const struct cmd cmd_backup = {
	.name = "backup",
	.words = "FILE",
	.min = 1,
	.max = 1,
	.help = N_("Copies the whole file while others work; the copy is read back."),
	.needs = CMD_FILE | CMD_OWNER,
	.run = run,
};
