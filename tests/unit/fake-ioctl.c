// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "fake-ioctl.h"

struct fake_ioctl fake_ioctl;

void fake_ioctl_reset(const int *errors, size_t num_errors)
{
	static int copy[8];

	memcpy(copy, errors, num_errors * sizeof(*errors));
	fake_ioctl = (struct fake_ioctl){ .errors = copy, .num_errors = num_errors };
}

int __wrap_ioctl(int fd, unsigned long request, ...);

int __wrap_ioctl(int fd, unsigned long request, ...)
{
	size_t nth = fake_ioctl.calls++;
	va_list args;
	void *wire;
	uint32_t size;

	va_start(args, request);
	wire = va_arg(args, void *);
	va_end(args);
	memcpy(&size, wire, sizeof(size));
	fake_ioctl.fd = fd;
	fake_ioctl.request = request;
	if (size <= sizeof(fake_ioctl.wire))
		memcpy(fake_ioctl.wire, wire, size);
	if (fake_ioctl.answer)
		fake_ioctl.answer(wire);
	if (nth >= fake_ioctl.num_errors)
		nth = fake_ioctl.num_errors - 1;
	errno = fake_ioctl.errors[nth];
	return errno ? -1 : fake_ioctl.value;
}
