// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <iommufd/context.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "private.h"

static const char *open_hint(int error)
{
	switch (error) {
	case ENOENT:
		return "the kernel has no iommufd (CONFIG_IOMMUFD), or its module is not loaded "
		       "(modprobe iommufd)";
	case EACCES:
	case EPERM:
		return "only root may open it by default: give the user access to the file, or "
		       "receive an open descriptor and iommufd_adopt() it";
	default:
		return NULL;
	}
}

/*
 * Reading an option that every iommufd has changes nothing, and no other file answers it. What
 * others say differs: an unbound VFIO device file, for one, answers everything with EINVAL.
 */
static int check_is_iommufd(int fd)
{
	struct iommu_option cmd = {
		.size = sizeof(cmd),
		.option_id = IOMMU_OPTION_RLIMIT_MODE,
		.op = IOMMU_OPTION_OP_GET,
	};
	int ret = iommufd__ioctl(fd, IOMMU_OPTION, &cmd);

	return !ret || ret == -EBADF ? ret : -ENOTTY;
}

static int context_new(const char *function, const char *path, int fd, struct iommufd **out)
{
	struct iommufd *ctx;
	int ret = check_is_iommufd(fd);

	if (ret == -EBADF)
		return iommufd__error_argument(function, "fd", ret,
					       "the file descriptor is not open");
	if (ret)
		return iommufd__error_system(function, path, ret,
					     "the file is no iommufd (/dev/iommu)");
	ctx = malloc(sizeof(*ctx));
	if (!ctx)
		return iommufd__error_system(function, path, -ENOMEM, NULL);
	ctx->fd = fd;
	*out = ctx;
	return 0;
}

EXPORT int iommufd_open(const char *path, struct iommufd **ctx)
{
	int fd, ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!path)
		path = "/dev/iommu";
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return iommufd__error_system(__func__, path, -errno, open_hint(errno));
	ret = context_new(__func__, path, fd, ctx);
	if (ret)
		close(fd);
	return ret;
}

EXPORT int iommufd_adopt(int fd, struct iommufd **ctx)
{
	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	return context_new(__func__, NULL, fd, ctx);
}

EXPORT int iommufd_fd(const struct iommufd *ctx)
{
	return ctx ? ctx->fd : iommufd__error_null(__func__, "ctx");
}

EXPORT void iommufd_close(struct iommufd *ctx)
{
	if (!ctx)
		return;
	close(ctx->fd);
	free(ctx);
}

EXPORT int iommufd_destroy(struct iommufd *ctx, uint32_t id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_destroy", IOMMU_DESTROY),
		.id = offsetof(struct iommu_destroy, id),
	};
	struct iommu_destroy cmd = { .size = sizeof(cmd), .id = id };

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	return iommufd__ioctl_call(ctx->fd, &op, &cmd);
}
