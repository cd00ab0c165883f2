// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>

#include <iommufd/hw_info.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"
#include "sized.h"

SAME_VALUE(IOMMUFD_HW_INFO_TYPE_NONE, IOMMU_HW_INFO_TYPE_NONE);
SAME_VALUE(IOMMUFD_HW_INFO_TYPE_INTEL_VTD, IOMMU_HW_INFO_TYPE_INTEL_VTD);
SAME_VALUE(IOMMUFD_HW_INFO_TYPE_ARM_SMMUV3, IOMMU_HW_INFO_TYPE_ARM_SMMUV3);
SAME_VALUE(IOMMUFD_HW_INFO_TYPE_TEGRA241_CMDQV, IOMMU_HW_INFO_TYPE_TEGRA241_CMDQV);
SAME_VALUE(IOMMUFD_HW_INFO_TYPE_AMD, IOMMU_HW_INFO_TYPE_AMD);
SAME_VALUE(IOMMUFD_HW_CAP_DIRTY_TRACKING, IOMMU_HW_CAP_DIRTY_TRACKING);
SAME_VALUE(IOMMUFD_HW_CAP_PCI_PASID_EXEC, IOMMU_HW_CAP_PCI_PASID_EXEC);
SAME_VALUE(IOMMUFD_HW_CAP_PCI_PASID_PRIV, IOMMU_HW_CAP_PCI_PASID_PRIV);
SAME_VALUE(IOMMUFD_HW_CAP_PCI_ATS_NOT_SUPPORTED, IOMMU_HW_CAP_PCI_ATS_NOT_SUPPORTED);

SAME_VALUE(IOMMUFD_HW_INFO_VTD_ERRATA_772415_SPR17, IOMMU_HW_INFO_VTD_ERRATA_772415_SPR17);
SAME_SIZE(iommufd_hw_info_vtd, iommu_hw_info_vtd);
SAME_MEMBER(iommufd_hw_info_vtd, iommu_hw_info_vtd, flags);
SAME_MEMBER(iommufd_hw_info_vtd, iommu_hw_info_vtd, cap_reg);
SAME_MEMBER(iommufd_hw_info_vtd, iommu_hw_info_vtd, ecap_reg);
SAME_SIZE(iommufd_hw_info_arm_smmuv3, iommu_hw_info_arm_smmuv3);
SAME_MEMBER(iommufd_hw_info_arm_smmuv3, iommu_hw_info_arm_smmuv3, flags);
SAME_MEMBER(iommufd_hw_info_arm_smmuv3, iommu_hw_info_arm_smmuv3, idr);
SAME_MEMBER(iommufd_hw_info_arm_smmuv3, iommu_hw_info_arm_smmuv3, iidr);
SAME_MEMBER(iommufd_hw_info_arm_smmuv3, iommu_hw_info_arm_smmuv3, aidr);
SAME_SIZE(iommufd_hw_info_tegra241_cmdqv, iommu_hw_info_tegra241_cmdqv);
SAME_MEMBER(iommufd_hw_info_tegra241_cmdqv, iommu_hw_info_tegra241_cmdqv, flags);
SAME_MEMBER(iommufd_hw_info_tegra241_cmdqv, iommu_hw_info_tegra241_cmdqv, version);
SAME_MEMBER(iommufd_hw_info_tegra241_cmdqv, iommu_hw_info_tegra241_cmdqv, log2vcmdqs);
SAME_MEMBER(iommufd_hw_info_tegra241_cmdqv, iommu_hw_info_tegra241_cmdqv, log2vsids);
SAME_SIZE(iommufd_hw_info_amd, iommu_hw_info_amd);
SAME_MEMBER(iommufd_hw_info_amd, iommu_hw_info_amd, efr);
SAME_MEMBER(iommufd_hw_info_amd, iommu_hw_info_amd, efr2);

EXPORT int iommufd_get_hw_info(struct iommufd *ctx, uint32_t dev_id, uint32_t data_type,
			       struct iommufd_hw_info *info, void *data, uint32_t data_len)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_get_hw_info", IOMMU_GET_HW_INFO),
		.id = offsetof(struct iommu_hw_info, dev_id),
	};
	struct iommu_hw_info cmd = {
		.size = sizeof(cmd),
		.flags = data_type ? IOMMU_HW_INFO_FLAG_INPUT_TYPE : 0,
		.dev_id = dev_id,
		.data_len = data_len,
		.data_uptr = user_ptr(data),
		.in_data_type = data_type,
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!info)
		return iommufd__error_null(__func__, "info");
	if (!data && data_len)
		return iommufd__error_null(__func__, "data");
	if (info->size < SIZE_TO(struct iommufd_hw_info, capabilities))
		return iommufd__error_sized(__func__, "info", -EINVAL);
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	iommufd__sized_copy_out(info,
				&(struct iommufd_hw_info){
					.data_type = cmd.out_data_type,
					.data_len = cmd.data_len,
					.max_pasid_log2 = cmd.out_max_pasid_log2,
					.capabilities = cmd.out_capabilities,
				},
				sizeof(*info));
	return 0;
}
