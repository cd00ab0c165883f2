// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>

#include <iommufd/dirty.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

SAME_VALUE(IOMMUFD_HWPT_DIRTY_TRACKING_ENABLE, IOMMU_HWPT_DIRTY_TRACKING_ENABLE);
SAME_VALUE(IOMMUFD_HWPT_GET_DIRTY_BITMAP_NO_CLEAR, IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR);

EXPORT int iommufd_hwpt_set_dirty_tracking(struct iommufd *ctx, uint32_t hwpt_id, uint32_t flags)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_hwpt_set_dirty_tracking", IOMMU_HWPT_SET_DIRTY_TRACKING),
		.id = offsetof(struct iommu_hwpt_set_dirty_tracking, hwpt_id),
	};
	struct iommu_hwpt_set_dirty_tracking cmd = {
		.size = sizeof(cmd),
		.flags = flags,
		.hwpt_id = hwpt_id,
	};

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	return iommufd__ioctl_call(ctx->fd, &op, &cmd);
}

EXPORT int iommufd_hwpt_get_dirty_bitmap(struct iommufd *ctx, uint32_t hwpt_id, uint64_t iova,
					 uint64_t length, uint64_t page_size, uint32_t flags,
					 uint64_t *bitmap)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_hwpt_get_dirty_bitmap", IOMMU_HWPT_GET_DIRTY_BITMAP),
		.id = offsetof(struct iommu_hwpt_get_dirty_bitmap, hwpt_id),
		.iova = offsetof(struct iommu_hwpt_get_dirty_bitmap, iova),
		.length = offsetof(struct iommu_hwpt_get_dirty_bitmap, length),
	};
	struct iommu_hwpt_get_dirty_bitmap cmd = {
		.size = sizeof(cmd),
		.hwpt_id = hwpt_id,
		.flags = flags,
		.iova = iova,
		.length = length,
		.page_size = page_size,
		.data = user_ptr(bitmap),
	};

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!bitmap)
		return iommufd__error_null(__func__, "bitmap");
	/*
	 * At IOVA 0 the kernel takes no length for the whole address space, and fills that bitmap.
	 */
	if (!length)
		return iommufd__error_argument(__func__, "length", -EINVAL, "it must not be 0");
	return iommufd__ioctl_call(ctx->fd, &op, &cmd);
}
