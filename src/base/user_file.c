#include "base/user_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tr.h"
#include "user_file_priv.h"

#define CHUNK 65536

/* Group ids are switched only around the calls: everything else still needs the program's group. */
static bool become_user(gid_t *program)
{
	*program = getegid();
	return *program == getgid() || setegid(getgid()) == 0;
}

static void become_program(gid_t program)
{
	int os = errno;

	if (program != getegid() && setegid(program) != 0)
		BUG("the program's group is lost");
	errno = os;
}

int user_file_open(const char *path, int flags)
{
	gid_t program;
	int fd;

	if (!become_user(&program))
		return -1;
	fd = open(path, flags | O_CLOEXEC | O_NOCTTY, 0600);
	become_program(program);
	return fd;
}

bool user_file_real(const char *path, char whole[PATH_MAX])
{
	gid_t program;
	bool done;

	if (!become_user(&program))
		return false;
	done = realpath(path, whole) != NULL;
	become_program(program);
	return done;
}

/* TEMP becomes PATH, or goes. */
static int publish_as_user(const char *temp, const char *path, bool whole)
{
	gid_t program;
	int rc = -1, os;

	if (!become_user(&program))
		return -1;
	if (whole)
		rc = rename(temp, path);
	os = errno;
	if (rc != 0)
		unlink(temp);
	errno = os;
	become_program(program);
	return rc;
}

enum err_code user_file_refuse(const char *path, int os, struct err *e)
{
	enum err_code code = os == ENOENT || os == ENOTDIR ? ERR_NOTFOUND
	    : os == EACCES || os == EPERM                  ? ERR_DENIED
	    : os == ENOSPC || os == EDQUOT                 ? ERR_FULL
	    : os == EISDIR                                 ? ERR_INVALID
							   : ERR_IO;

	return err_set(e, code, tr("The file %s cannot be used: %s."), path, strerror(os));
}

enum err_code user_file_read_all(int fd, const char *path, struct buf *out, struct err *e)
{
	static char chunk[CHUNK];
	ssize_t n;

	while ((n = read(fd, chunk, sizeof chunk)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return user_file_refuse(path, errno, e);
		if (out->n + (size_t)n > USER_FILE_MAX)
			return err_set(e, ERR_INVALID,
			    tr("The file %s is larger than %u MB. Divide it."), path,
			    USER_FILE_MAX >> 20);
		buf_add(out, chunk, (size_t)n);
	}
	return OK;
}

enum err_code user_file_read(const char *path, struct buf *out, struct err *e)
{
	bool from_stdin = !strcmp(path, "-");
	int fd = from_stdin ? STDIN_FILENO : user_file_open(path, O_RDONLY);
	enum err_code rc;

	if (fd < 0)
		return user_file_refuse(path, errno, e);
	rc = user_file_read_all(fd, path, out, e);
	if (!from_stdin)
		close(fd);
	return rc;
}

static enum err_code write_all(int fd, const char *path, const char *bytes, size_t n, struct err *e)
{
	while (n) {
		ssize_t done = write(fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return user_file_refuse(path, errno, e);
		bytes += done;
		n -= (size_t)done;
	}
	return fsync(fd) == 0 || errno == EINVAL ? OK : user_file_refuse(path, errno, e);
}

/* A file of its own, then the name: what stands there already may be somebody else's to read, or a
 * pipe that nobody empties. */
enum err_code user_file_write(const char *path, const char *bytes, size_t n, struct err *e)
{
	struct buf temp = BUF_INIT;
	enum err_code rc = OK;
	int fd;

	buf_printf(&temp, "%s.new-%d", path, (int)getpid());
	fd = user_file_open(temp.s, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
	if (fd < 0) {
		rc = user_file_refuse(path, errno, e);
	} else {
		rc = write_all(fd, path, bytes, n, e);
		if (close(fd) != 0 && rc == OK)
			rc = user_file_refuse(path, errno, e);
		if (publish_as_user(temp.s, path, rc == OK) != 0 && rc == OK)
			rc = user_file_refuse(path, errno, e);
	}
	buf_free(&temp);
	return rc;
}
