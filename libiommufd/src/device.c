// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
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
#include "layout.h"
#include "private.h"
#include "sized.h"

SAME_VALUE(IOMMUFD_DEVICE_BIND_VF_TOKEN, VFIO_DEVICE_BIND_FLAG_TOKEN);

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

/*
 * A VFIO device file refuses a struct that is too short, bound or not; other files do not know it.
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

EXPORT int iommufd_device_bind(struct iommufd_device *dev, struct iommufd *ctx,
			       const struct iommufd_device_bind_opts *user_opts, uint32_t *dev_id)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_bind",
						     VFIO_DEVICE_BIND_IOMMUFD) };
	struct vfio_device_bind_iommufd cmd = { .argsz = sizeof(cmd) };
	struct iommufd_device_bind_opts opts = { 0 };
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!dev_id)
		return iommufd__error_null(__func__, "dev_id");
	if (user_opts) {
		ret = iommufd__sized_copy_in(&opts, user_opts,
					     SIZE_TO(struct iommufd_device_bind_opts, vf_token),
					     sizeof(opts));
		if (ret)
			return iommufd__error_sized(__func__, "opts", ret);
	}
	cmd.iommufd = ctx->fd;
	cmd.flags = opts.flags;
	if (opts.flags & IOMMUFD_DEVICE_BIND_VF_TOKEN)
		cmd.token_uuid_ptr = user_ptr(opts.vf_token);
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	dev->dev_id = cmd.out_devid;
	*dev_id = cmd.out_devid;
	return 0;
}

static int attach(struct iommufd_device *dev, const struct ioctl_op *op,
		  struct vfio_device_attach_iommufd_pt *cmd, uint32_t *hwpt_id)
{
	int ret;

	if (!dev)
		return iommufd__error_null(op->function, "dev");
	ret = iommufd__device_call(dev, op, cmd);
	if (ret)
		return ret;
	if (hwpt_id)
		*hwpt_id = cmd->pt_id;
	return 0;
}

EXPORT int iommufd_device_attach(struct iommufd_device *dev, uint32_t pt_id, uint32_t *hwpt_id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_device_attach", VFIO_DEVICE_ATTACH_IOMMUFD_PT),
		.pt_id = offsetof(struct vfio_device_attach_iommufd_pt, pt_id),
	};
	struct vfio_device_attach_iommufd_pt cmd = { .argsz = sizeof(cmd), .pt_id = pt_id };

	return attach(dev, &op, &cmd, hwpt_id);
}

EXPORT int iommufd_device_pasid_attach(struct iommufd_device *dev, uint32_t pasid, uint32_t pt_id,
				       uint32_t *hwpt_id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_device_pasid_attach", VFIO_DEVICE_ATTACH_IOMMUFD_PT),
		.pt_id = offsetof(struct vfio_device_attach_iommufd_pt, pt_id),
	};
	struct vfio_device_attach_iommufd_pt cmd = {
		.argsz = sizeof(cmd),
		.flags = VFIO_DEVICE_ATTACH_PASID,
		.pt_id = pt_id,
		.pasid = pasid,
	};

	return attach(dev, &op, &cmd, hwpt_id);
}

EXPORT int iommufd_device_detach(struct iommufd_device *dev)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_detach",
						     VFIO_DEVICE_DETACH_IOMMUFD_PT) };
	struct vfio_device_detach_iommufd_pt cmd = { .argsz = sizeof(cmd) };

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return iommufd__device_call(dev, &op, &cmd);
}

EXPORT int iommufd_device_pasid_detach(struct iommufd_device *dev, uint32_t pasid)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_pasid_detach",
						     VFIO_DEVICE_DETACH_IOMMUFD_PT) };
	struct vfio_device_detach_iommufd_pt cmd = {
		.argsz = sizeof(cmd),
		.flags = VFIO_DEVICE_DETACH_PASID,
		.pasid = pasid,
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return iommufd__device_call(dev, &op, &cmd);
}

EXPORT int iommufd_device_reset(struct iommufd_device *dev)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_reset", VFIO_DEVICE_RESET) };
	uint32_t none = 0; /* the ioctl takes no argument */

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return iommufd__device_call(dev, &op, &none);
}
