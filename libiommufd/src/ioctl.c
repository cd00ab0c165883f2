// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <sys/ioctl.h>

#include "error.h"
#include "ioctl.h"

int iommufd__ioctl(int fd, unsigned long request, void *wire)
{
	int ret;

	do {
		ret = ioctl(fd, request, wire);
	} while (ret < 0 && errno == EINTR);
	return ret < 0 ? -errno : 0;
}

int iommufd__ioctl_call(int fd, const struct ioctl_op *op, void *wire)
{
	int ret = iommufd__ioctl(fd, op->request, wire);

	return ret ? iommufd__error_ioctl(op, wire, ret) : 0;
}
