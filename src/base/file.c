#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

/* Fills P; false when the file ends early or cannot be read. */
static bool read_fully(int fd, char *p, size_t n)
{
	while (n > 0) {
		ssize_t got = read(fd, p, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			errno = EIO;    /* it shrank while being read */
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

static char *read_open(int fd, size_t limit, size_t *size)
{
	struct stat st;
	char *p;

	if (fstat(fd, &st) < 0)
		return NULL;
	errno = !S_ISREG(st.st_mode) ? EINVAL : st.st_size > (off_t)limit ? EFBIG : 0;
	if (errno)
		return NULL;
	*size = (size_t)st.st_size;
	p = mem_alloc(*size + 1);
	if (read_fully(fd, p, *size))
		return p;
	mem_free(p);
	return NULL;
}

char *file_read(const char *path, size_t limit, size_t *size)
{
	/* not blocking, or a pipe at that name would hold the program for ever */
	int saved, fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	char *p;

	if (fd < 0)
		return NULL;
	p = read_open(fd, limit, size);
	saved = errno;
	close(fd);
	errno = saved;
	return p;
}
