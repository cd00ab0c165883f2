// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <stddef.h>

#include <iommufd/vfio.h>

#include "../uapi/iommufd.h"
#include "../uapi/vfio.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

SAME_VALUE(IOMMUFD_VFIO_TYPE1, VFIO_TYPE1_IOMMU);
SAME_VALUE(IOMMUFD_VFIO_TYPE1V2, VFIO_TYPE1v2_IOMMU);
SAME_VALUE(IOMMUFD_VFIO_DMA_CC, VFIO_DMA_CC_IOMMU);
SAME_VALUE(IOMMUFD_VFIO_NOIOMMU, VFIO_NOIOMMU_IOMMU);
SAME_VALUE(IOMMUFD_VFIO_UNMAP_ALL, VFIO_UNMAP_ALL);

EXPORT int iommufd_vfio_ioas_get(struct iommufd *ctx, uint32_t *ioas_id)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_vfio_ioas_get", IOMMU_VFIO_IOAS) };
	struct iommu_vfio_ioas cmd = { .size = sizeof(cmd), .op = IOMMU_VFIO_IOAS_GET };
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!ioas_id)
		return iommufd__error_null(__func__, "ioas_id");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*ioas_id = cmd.ioas_id;
	return 0;
}

EXPORT int iommufd_vfio_ioas_set(struct iommufd *ctx, uint32_t ioas_id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_vfio_ioas_set", IOMMU_VFIO_IOAS),
		.id = offsetof(struct iommu_vfio_ioas, ioas_id),
	};
	struct iommu_vfio_ioas cmd = {
		.size = sizeof(cmd),
		.ioas_id = ioas_id,
		.op = IOMMU_VFIO_IOAS_SET,
	};

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	return iommufd__ioctl_call(ctx->fd, &op, &cmd);
}

EXPORT int iommufd_vfio_ioas_clear(struct iommufd *ctx)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_vfio_ioas_clear", IOMMU_VFIO_IOAS) };
	struct iommu_vfio_ioas cmd = { .size = sizeof(cmd), .op = IOMMU_VFIO_IOAS_CLEAR };

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	return iommufd__ioctl_call(ctx->fd, &op, &cmd);
}

EXPORT int iommufd_vfio_check_extension(struct iommufd *ctx, uint32_t extension,
					uint32_t *supported)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_vfio_check_extension",
						     VFIO_CHECK_EXTENSION) };
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!supported)
		return iommufd__error_null(__func__, "supported");
	ret = iommufd__ioctl_value(ctx->fd, &op, extension);
	if (ret < 0)
		return ret;
	*supported = (uint32_t)ret;
	return 0;
}

EXPORT int iommufd_vfio_get_page_sizes(struct iommufd *ctx, uint64_t *page_sizes)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_vfio_get_page_sizes",
						     VFIO_IOMMU_GET_INFO) };
	struct vfio_iommu_type1_info cmd = { .argsz = sizeof(cmd) };
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!page_sizes)
		return iommufd__error_null(__func__, "page_sizes");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*page_sizes = cmd.flags & VFIO_IOMMU_INFO_PGSIZES ? cmd.iova_pgsizes : 0;
	return 0;
}
