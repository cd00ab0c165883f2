// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <stddef.h>

#include <iommufd/viommu.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

SAME_VALUE(IOMMUFD_VIOMMU_TYPE_ARM_SMMUV3, IOMMU_VIOMMU_TYPE_ARM_SMMUV3);
SAME_VALUE(IOMMUFD_VIOMMU_TYPE_TEGRA241_CMDQV, IOMMU_VIOMMU_TYPE_TEGRA241_CMDQV);
SAME_VALUE(IOMMUFD_HW_QUEUE_TYPE_TEGRA241_CMDQV, IOMMU_HW_QUEUE_TYPE_TEGRA241_CMDQV);

SAME_SIZE(iommufd_viommu_tegra241_cmdqv, iommu_viommu_tegra241_cmdqv);
SAME_MEMBER(iommufd_viommu_tegra241_cmdqv, iommu_viommu_tegra241_cmdqv, out_vintf_mmap_offset);
SAME_MEMBER(iommufd_viommu_tegra241_cmdqv, iommu_viommu_tegra241_cmdqv, out_vintf_mmap_length);

EXPORT int iommufd_viommu_alloc(struct iommufd *ctx, uint32_t dev_id, uint32_t hwpt_id,
				uint32_t type, void *data, uint32_t data_len, uint32_t *viommu_id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_viommu_alloc", IOMMU_VIOMMU_ALLOC),
		.id = offsetof(struct iommu_viommu_alloc, dev_id),
		.pt_id = offsetof(struct iommu_viommu_alloc, hwpt_id),
	};
	struct iommu_viommu_alloc cmd = {
		.size = sizeof(cmd),
		.type = type,
		.dev_id = dev_id,
		.hwpt_id = hwpt_id,
		.data_len = data_len,
		.data_uptr = user_ptr(data),
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!data && data_len)
		return iommufd__error_null(__func__, "data");
	if (!viommu_id)
		return iommufd__error_null(__func__, "viommu_id");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*viommu_id = cmd.out_viommu_id;
	return 0;
}

EXPORT int iommufd_vdevice_alloc(struct iommufd *ctx, uint32_t viommu_id, uint32_t dev_id,
				 uint64_t virt_id, uint32_t *vdevice_id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_vdevice_alloc", IOMMU_VDEVICE_ALLOC),
		.id = offsetof(struct iommu_vdevice_alloc, dev_id),
	};
	struct iommu_vdevice_alloc cmd = {
		.size = sizeof(cmd),
		.viommu_id = viommu_id,
		.dev_id = dev_id,
		.virt_id = virt_id,
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!vdevice_id)
		return iommufd__error_null(__func__, "vdevice_id");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*vdevice_id = cmd.out_vdevice_id;
	return 0;
}

EXPORT int iommufd_hw_queue_alloc(struct iommufd *ctx, uint32_t viommu_id, uint32_t type,
				  uint32_t index, uint64_t iova, uint64_t length,
				  uint32_t *hw_queue_id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_hw_queue_alloc", IOMMU_HW_QUEUE_ALLOC),
		.id = offsetof(struct iommu_hw_queue_alloc, viommu_id),
		.iova = offsetof(struct iommu_hw_queue_alloc, nesting_parent_iova),
		.length = offsetof(struct iommu_hw_queue_alloc, length),
	};
	struct iommu_hw_queue_alloc cmd = {
		.size = sizeof(cmd),
		.viommu_id = viommu_id,
		.type = type,
		.index = index,
		.nesting_parent_iova = iova,
		.length = length,
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!hw_queue_id)
		return iommufd__error_null(__func__, "hw_queue_id");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*hw_queue_id = cmd.out_hw_queue_id;
	return 0;
}
