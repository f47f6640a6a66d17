#include "user_file_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tr.h"

#define CHUNK 65536

/* Group ids are switched only around the call: everything else still needs the program's group. */
static int open_as_user(const char *path, int flags)
{
	gid_t program = getegid();
	int fd, os;

	if (program != getgid() && setegid(getgid()) != 0)
		return -1;
	fd = open(path, flags | O_CLOEXEC | O_NOCTTY, 0600);
	os = errno;
	if (program != getgid() && setegid(program) != 0)
		BUG("the program's group is lost");
	errno = os;
	return fd;
}

static enum err_code refuse(const char *path, int os, struct err *e)
{
	enum err_code code = os == ENOENT || os == ENOTDIR ? ERR_NOTFOUND
	    : os == EACCES || os == EPERM                  ? ERR_DENIED
	    : os == ENOSPC || os == EDQUOT                 ? ERR_FULL
	    : os == EISDIR                                 ? ERR_INVALID
							   : ERR_IO;

	return err_set(e, code, tr("The file %s cannot be used: %s."), path, strerror(os));
}

static enum err_code read_all(int fd, const char *path, struct buf *out, struct err *e)
{
	static char chunk[CHUNK];
	ssize_t n;

	while ((n = read(fd, chunk, sizeof chunk)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return refuse(path, errno, e);
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
	int fd = from_stdin ? STDIN_FILENO : open_as_user(path, O_RDONLY);
	enum err_code rc;

	if (fd < 0)
		return refuse(path, errno, e);
	rc = read_all(fd, path, out, e);
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
			return refuse(path, errno, e);
		bytes += done;
		n -= (size_t)done;
	}
	return fsync(fd) == 0 || errno == EINVAL ? OK : refuse(path, errno, e);
}

enum err_code user_file_write(const char *path, const char *bytes, size_t n, struct err *e)
{
	int fd = open_as_user(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
	enum err_code rc;

	if (fd < 0)
		return refuse(path, errno, e);
	rc = write_all(fd, path, bytes, n, e);
	if (close(fd) != 0 && rc == OK)
		rc = refuse(path, errno, e);
	return rc;
}
