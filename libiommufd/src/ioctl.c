// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <sys/ioctl.h>

#include "error.h"
#include "ioctl.h"
#include "private.h"

/* What the kernel returns, or a negative errno. */
static int issue(int fd, unsigned long request, unsigned long argument)
{
	int ret;

	do {
		ret = ioctl(fd, request, argument);
	} while (ret < 0 && errno == EINTR);
	return ret < 0 ? -errno : ret;
}

int iommufd__ioctl(int fd, unsigned long request, void *wire)
{
	int ret = issue(fd, request, (unsigned long)wire);

	return ret < 0 ? ret : 0;
}

int iommufd__ioctl_call(int fd, const struct ioctl_op *op, void *wire)
{
	int ret = iommufd__ioctl(fd, op->request, wire);

	return ret ? iommufd__error_ioctl(op, wire, ret) : 0;
}

int iommufd__ioctl_value(int fd, const struct ioctl_op *op, unsigned long value)
{
	int ret = issue(fd, op->request, value);

	return ret < 0 ? iommufd__error_ioctl(op, NULL, ret) : ret;
}

int iommufd__device_call_value(const struct iommufd_device *dev, const struct ioctl_op *op,
			       void *wire)
{
	int ret = issue(dev->fd, op->request, (unsigned long)wire);

	if (ret >= 0)
		return ret;
	iommufd__error_ioctl(op, wire, ret);
	return iommufd__error_device(dev->dev_id, ret);
}

int iommufd__device_call(const struct iommufd_device *dev, const struct ioctl_op *op, void *wire)
{
	int ret = iommufd__device_call_value(dev, op, wire);

	return ret < 0 ? ret : 0;
}
