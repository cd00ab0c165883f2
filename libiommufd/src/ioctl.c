// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <sys/ioctl.h>

#include "error.h"
#include "ioctl.h"
#include "private.h"

/* What the ioctl returns, or a negative errno. */
static int answer(int fd, unsigned long request, void *wire)
{
	int ret;

	do {
		ret = ioctl(fd, request, wire);
	} while (ret < 0 && errno == EINTR);
	return ret < 0 ? -errno : ret;
}

int iommufd__ioctl(int fd, unsigned long request, void *wire)
{
	int ret = answer(fd, request, wire);

	return ret < 0 ? ret : 0;
}

int iommufd__ioctl_call(int fd, const struct ioctl_op *op, void *wire)
{
	int ret = iommufd__ioctl(fd, op->request, wire);

	return ret ? iommufd__error_ioctl(op, wire, ret) : 0;
}

int iommufd__device_call_value(const struct iommufd_device *dev, const struct ioctl_op *op,
			       void *wire)
{
	int ret = answer(dev->fd, op->request, wire);

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
