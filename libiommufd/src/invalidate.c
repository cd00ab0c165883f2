// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>

#include <iommufd/invalidate.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

SAME_VALUE(IOMMUFD_INVALIDATE_VTD_S1, IOMMU_HWPT_INVALIDATE_DATA_VTD_S1);
SAME_VALUE(IOMMUFD_INVALIDATE_ARM_SMMUV3, IOMMU_VIOMMU_INVALIDATE_DATA_ARM_SMMUV3);

SAME_VALUE(IOMMUFD_INVALIDATE_VTD_S1_LEAF, IOMMU_VTD_INV_FLAGS_LEAF);
SAME_SIZE(iommufd_invalidate_vtd_s1, iommu_hwpt_vtd_s1_invalidate);
SAME_MEMBER(iommufd_invalidate_vtd_s1, iommu_hwpt_vtd_s1_invalidate, addr);
SAME_MEMBER(iommufd_invalidate_vtd_s1, iommu_hwpt_vtd_s1_invalidate, npages);
SAME_MEMBER(iommufd_invalidate_vtd_s1, iommu_hwpt_vtd_s1_invalidate, flags);
SAME_SIZE(iommufd_invalidate_arm_smmuv3, iommu_viommu_arm_smmuv3_invalidate);
SAME_MEMBER(iommufd_invalidate_arm_smmuv3, iommu_viommu_arm_smmuv3_invalidate, cmd);

EXPORT int iommufd_hwpt_invalidate(struct iommufd *ctx, uint32_t hwpt_id, uint32_t data_type,
				   const void *entries, uint32_t entry_len, uint32_t *num_entries)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_hwpt_invalidate", IOMMU_HWPT_INVALIDATE),
		.id = offsetof(struct iommu_hwpt_invalidate, hwpt_id),
	};
	struct iommu_hwpt_invalidate cmd = {
		.size = sizeof(cmd),
		.hwpt_id = hwpt_id,
		.data_uptr = user_ptr(entries),
		.data_type = data_type,
		.entry_len = entry_len,
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!num_entries)
		return iommufd__error_null(__func__, "num_entries");
	if (!entries && *num_entries)
		return iommufd__error_null(__func__, "entries");
	cmd.entry_num = *num_entries;
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	/* Nobody who knows the ioctl has answered then, so the number is still ours. */
	if (ret == -ENOTTY || ret == -EBADF)
		cmd.entry_num = 0;
	*num_entries = cmd.entry_num;
	return ret;
}
