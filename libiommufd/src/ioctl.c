// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <sys/ioctl.h>

#include "error.h"
#include "ioctl.h"

int iommufd__ioctl_call(int fd, const struct ioctl_op *op, void *wire)
{
	int ret;

	do {
		ret = ioctl(fd, op->request, wire);
	} while (ret < 0 && errno == EINTR);
	if (ret < 0)
		return iommufd__error_ioctl(op, wire, -errno);
	return 0;
}
