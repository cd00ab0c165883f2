// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <iommufd/device.h>

#include "../uapi/vfio.h"
#include "error.h"
#include "ioctl.h"
#include "private.h"
#include "sized.h"

static_assert(IOMMUFD_REGION_READ == VFIO_REGION_INFO_FLAG_READ, "the kernel's value");
static_assert(IOMMUFD_REGION_WRITE == VFIO_REGION_INFO_FLAG_WRITE, "the kernel's value");
static_assert(IOMMUFD_REGION_MMAP == VFIO_REGION_INFO_FLAG_MMAP, "the kernel's value");

static const char *open_hint(int error)
{
	switch (error) {
	case ENOENT:
		return "bind the device to a VFIO driver (vfio-pci); the kernel needs "
		       "CONFIG_VFIO_DEVICE_CDEV";
	case EACCES:
	case EPERM:
		return "only root may open it by default: give the user access to the file, or "
		       "receive an open descriptor and iommufd_device_adopt() it";
	default:
		return NULL;
	}
}

/* A VFIO device file refuses a struct that is too short, bound or not; other files do not know it.
 */
static int check_is_vfio(int fd)
{
	struct vfio_device_bind_iommufd cmd = { .argsz = 0 };
	int ret = iommufd__ioctl(fd, VFIO_DEVICE_BIND_IOMMUFD, &cmd);

	switch (ret) {
	case -EINVAL:
		return 0;
	case -EBADF:
		return ret;
	default:
		return -ENOTTY;
	}
}

static int device_new(const char *function, const char *path, int fd, struct iommufd_device **out)
{
	struct iommufd_device *dev;
	int ret = check_is_vfio(fd);

	if (ret == -EBADF)
		return iommufd__error_argument(function, "fd", ret,
					       "the file descriptor is not open");
	if (ret)
		return iommufd__error_system(
			function, path, ret,
			"the file is no VFIO device (/dev/vfio/devices/vfioN)");
	dev = calloc(1, sizeof(*dev));
	if (!dev)
		return iommufd__error_system(function, path, -ENOMEM, NULL);
	dev->fd = fd;
	*out = dev;
	return 0;
}

EXPORT int iommufd_device_open(const char *name, struct iommufd_device **dev)
{
	char path[PATH_MAX];
	int fd, ret;

	if (!name)
		return iommufd__error_null(__func__, "name");
	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!*name)
		return iommufd__error_argument(__func__, "name", -EINVAL, "it is empty");
	ret = snprintf(path, sizeof(path), "%s%s", strchr(name, '/') ? "" : "/dev/vfio/devices/",
		       name);
	if (ret < 0 || (size_t)ret >= sizeof(path))
		return iommufd__error_argument(__func__, "name", -ENAMETOOLONG, NULL);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return iommufd__error_system(__func__, path, -errno, open_hint(errno));
	ret = device_new(__func__, path, fd, dev);
	if (ret)
		close(fd);
	return ret;
}

EXPORT int iommufd_device_adopt(int fd, struct iommufd_device **dev)
{
	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return device_new(__func__, NULL, fd, dev);
}

EXPORT int iommufd_device_fd(const struct iommufd_device *dev)
{
	return dev ? dev->fd : iommufd__error_null(__func__, "dev");
}

EXPORT void iommufd_device_close(struct iommufd_device *dev)
{
	if (!dev)
		return;
	close(dev->fd);
	free(dev);
}

static int device_call(const struct iommufd_device *dev, const struct ioctl_op *op, void *wire)
{
	int ret = iommufd__ioctl_call(dev->fd, op, wire);

	return ret ? iommufd__error_device(dev->dev_id, ret) : 0;
}

EXPORT int iommufd_device_bind(struct iommufd_device *dev, struct iommufd *ctx, uint32_t *dev_id)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_bind",
						     VFIO_DEVICE_BIND_IOMMUFD) };
	struct vfio_device_bind_iommufd cmd = { .argsz = sizeof(cmd) };
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!dev_id)
		return iommufd__error_null(__func__, "dev_id");
	cmd.iommufd = ctx->fd;
	ret = device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	dev->dev_id = cmd.out_devid;
	*dev_id = cmd.out_devid;
	return 0;
}

EXPORT int iommufd_device_attach(struct iommufd_device *dev, uint32_t pt_id, uint32_t *hwpt_id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_device_attach", VFIO_DEVICE_ATTACH_IOMMUFD_PT),
		.pt_id = offsetof(struct vfio_device_attach_iommufd_pt, pt_id),
	};
	struct vfio_device_attach_iommufd_pt cmd = { .argsz = sizeof(cmd), .pt_id = pt_id };
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	ret = device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	if (hwpt_id)
		*hwpt_id = cmd.pt_id;
	return 0;
}

EXPORT int iommufd_device_detach(struct iommufd_device *dev)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_detach",
						     VFIO_DEVICE_DETACH_IOMMUFD_PT) };
	struct vfio_device_detach_iommufd_pt cmd = { .argsz = sizeof(cmd) };

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return device_call(dev, &op, &cmd);
}

EXPORT int iommufd_device_get_region_info(struct iommufd_device *dev, uint32_t index,
					  struct iommufd_region_info *info)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_region_info",
						     VFIO_DEVICE_GET_REGION_INFO) };
	struct vfio_region_info cmd = { .argsz = sizeof(cmd), .index = index };
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!info)
		return iommufd__error_null(__func__, "info");
	if (info->size < SIZE_TO(struct iommufd_region_info, file_offset))
		return iommufd__error_sized(__func__, "info", -EINVAL);
	ret = device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	iommufd__sized_copy_out(
		info,
		&(struct iommufd_region_info){
			.index = index,
			.flags = cmd.flags &
				 (IOMMUFD_REGION_READ | IOMMUFD_REGION_WRITE | IOMMUFD_REGION_MMAP),
			.length = cmd.size,
			.file_offset = cmd.offset,
		},
		sizeof(*info));
	return 0;
}

/* pread() or pwrite() within a region, whole. The kernel moves at most 2 GiB in one go. */
static int region_io(const char *function, struct iommufd_device *dev,
		     const struct iommufd_region_info *region, uint64_t offset, void *in,
		     const void *out, uint64_t length)
{
	uint64_t done = 0;

	if (!dev)
		return iommufd__error_null(function, "dev");
	if (!region)
		return iommufd__error_null(function, "region");
	if (!in && !out)
		return iommufd__error_null(function, "data");
	if (length > region->length || offset > region->length - length)
		return iommufd__error_range(function, "offset", offset, length, -ERANGE,
					    "the region is shorter");
	while (done < length) {
		off_t at = (off_t)(region->file_offset + offset + done);
		ssize_t n = in ? pread(dev->fd, (char *)in + done, length - done, at)
			       : pwrite(dev->fd, (const char *)out + done, length - done, at);

		if (n > 0)
			done += (uint64_t)n;
		else if (!n || errno != EINTR)
			return iommufd__error_range(function, NULL, offset, length,
						    n ? -errno : -EIO,
						    "the device does not take such an access");
	}
	return 0;
}

EXPORT int iommufd_device_region_read(struct iommufd_device *dev,
				      const struct iommufd_region_info *region, uint64_t offset,
				      void *data, uint64_t length)
{
	return region_io(__func__, dev, region, offset, data, NULL, length);
}

EXPORT int iommufd_device_region_write(struct iommufd_device *dev,
				       const struct iommufd_region_info *region, uint64_t offset,
				       const void *data, uint64_t length)
{
	return region_io(__func__, dev, region, offset, NULL, data, length);
}
