/* Documents that are kept by path and sum: opened with the person's own rights, and only what is
 * really a file. */
#include "base/user_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tr.h"
#include "user_file_priv.h"

/* O_NONBLOCK: a pipe without a writer must not hold the program. */
enum err_code user_file_read_document(const char *path, size_t max, struct buf *out,
    struct err *e)
{
	int fd = user_file_open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	struct stat st;
	enum err_code rc;

	if (fd < 0)
		return errno == ELOOP ? err_set(e, ERR_INVALID,
		    tr("%s is a link. Name the file itself."), path) :
		    user_file_refuse(path, errno, e);
	if (fstat(fd, &st) != 0)
		rc = user_file_refuse(path, errno, e);
	else if (!S_ISREG(st.st_mode))
		rc = err_set(e, ERR_INVALID, tr("%s is no file."), path);
	else if ((uint64_t)st.st_size > max)
		rc = err_set(e, ERR_INVALID, tr("The file %s is larger than %zu MB."), path,
		    max >> 20);
	else
		rc = user_file_read_all(fd, path, out, e);
	close(fd);
	return rc;
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t n = strlen(name), k = strlen(suffix);

	return n > k && name[0] != '.' && !strcmp(name + n - k, suffix);
}

enum err_code user_file_only(const char *dir, const char *suffix, char *name, size_t size,
    struct err *e)
{
	int fd = user_file_open(dir, O_RDONLY | O_DIRECTORY);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *x;
	int n = 0;

	text_copy(name, size, "");
	if (!d)
		return user_file_refuse(dir, errno, e);
	while ((x = readdir(d)))
		if (ends_in(x->d_name, suffix) && !n++ && !text_take(name, size, x->d_name))
			n = 2;
	closedir(d);
	if (n == 1)
		return OK;
	return n ? err_set(e, ERR_INVALID, tr("%s holds several files *%s: one is read at a time."),
	    dir, suffix) : err_set(e, ERR_NOTFOUND, tr("%s holds no file *%s."), dir, suffix);
}

enum err_code user_file_whole_path(const char *path, struct buf *out, struct err *e)
{
	char whole[PATH_MAX];

	if (!user_file_real(path, whole))
		return user_file_refuse(path, errno, e);
	buf_puts(out, whole);
	return OK;
}
