// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <stddef.h>

#include <iommufd/veventq.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

SAME_SIZE(iommufd_vevent, iommufd_vevent_header);
SAME_MEMBER(iommufd_vevent, iommufd_vevent_header, flags);
SAME_MEMBER(iommufd_vevent, iommufd_vevent_header, sequence);
SAME_VALUE(IOMMUFD_VEVENT_LOST_EVENTS, IOMMU_VEVENTQ_FLAG_LOST_EVENTS);
SAME_VALUE(IOMMUFD_VEVENTQ_TYPE_ARM_SMMUV3, IOMMU_VEVENTQ_TYPE_ARM_SMMUV3);
SAME_VALUE(IOMMUFD_VEVENTQ_TYPE_TEGRA241_CMDQV, IOMMU_VEVENTQ_TYPE_TEGRA241_CMDQV);

SAME_SIZE(iommufd_vevent_arm_smmuv3, iommu_vevent_arm_smmuv3);
SAME_MEMBER(iommufd_vevent_arm_smmuv3, iommu_vevent_arm_smmuv3, evt);
SAME_SIZE(iommufd_vevent_tegra241_cmdqv, iommu_vevent_tegra241_cmdqv);
SAME_MEMBER(iommufd_vevent_tegra241_cmdqv, iommu_vevent_tegra241_cmdqv, lvcmdq_err_map);

EXPORT int iommufd_veventq_alloc(struct iommufd *ctx, uint32_t viommu_id, uint32_t type,
				 uint32_t depth, uint32_t *veventq_id, int *fd)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_veventq_alloc", IOMMU_VEVENTQ_ALLOC),
		.id = offsetof(struct iommu_veventq_alloc, viommu_id),
	};
	struct iommu_veventq_alloc cmd = {
		.size = sizeof(cmd),
		.viommu_id = viommu_id,
		.type = type,
		.veventq_depth = depth,
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!veventq_id)
		return iommufd__error_null(__func__, "veventq_id");
	if (!fd)
		return iommufd__error_null(__func__, "fd");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*veventq_id = cmd.out_veventq_id;
	*fd = (int)cmd.out_veventq_fd;
	return 0;
}
