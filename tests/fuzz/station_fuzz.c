/* Any bytes as frontdesk.ini: it is read or refused by name, and numbers keep to their ranges. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/station.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_ranges(const struct station *s)
{
	for (size_t i = 0; i < station_options_count; i++) {
		const struct station_option *o = &station_options[i];
		int n;

		if (o->type != STATION_INT || o->offset == offsetof(struct station, disk_warn_mb))
			continue;
		n = *(const int *)(const void *)((const char *)s + o->offset);
		if (n < o->min || n > o->max)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("ini", MFD_CLOEXEC);
	char path[40];
	struct station s;
	struct err e = ERR_INIT;

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (station_load(path, "tty1", &s, &e) == OK)
		check_ranges(&s);
	else if (e.code == OK || !e.text[0])
		abort();
	station_free(&s);
	close(fd);
	return 0;
}
