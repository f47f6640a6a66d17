/* Any bytes as a catalogue of texts: taken or refused, and looking up stays inside of it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/tr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each piece of the file that ends with zero is asked for, too. */
static void look_up(const char *bytes, size_t size)
{
	size_t total = strlen(tr("Nothing to do.")) + strlen(trn("one", "many", 2));

	for (size_t at = 0; at < size; at += strnlen(bytes + at, size - at) + 1) {
		char *piece = mem_dup_n(bytes + at, size - at);

		total += strlen(tr(piece));
		mem_free(piece);
	}
	if (total == 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("mo", MFD_CLOEXEC);
	char path[40];
	struct err e = ERR_INIT;

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (tr_load(path, &e) == OK)
		look_up((const char *)data, size);
	err_clear(&e);
	if (tr_load(NULL, &e) != OK)
		abort();
	close(fd);
	return 0;
}
