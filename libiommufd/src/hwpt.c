// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>

#include <iommufd/hwpt.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"
#include "sized.h"

SAME_VALUE(IOMMUFD_HWPT_ALLOC_NEST_PARENT, IOMMU_HWPT_ALLOC_NEST_PARENT);
SAME_VALUE(IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING, IOMMU_HWPT_ALLOC_DIRTY_TRACKING);
SAME_VALUE(IOMMUFD_HWPT_FAULT_ID_VALID, IOMMU_HWPT_FAULT_ID_VALID);
SAME_VALUE(IOMMUFD_HWPT_ALLOC_PASID, IOMMU_HWPT_ALLOC_PASID);

SAME_VALUE(IOMMUFD_HWPT_DATA_NONE, IOMMU_HWPT_DATA_NONE);
SAME_VALUE(IOMMUFD_HWPT_DATA_VTD_S1, IOMMU_HWPT_DATA_VTD_S1);
SAME_VALUE(IOMMUFD_HWPT_DATA_ARM_SMMUV3, IOMMU_HWPT_DATA_ARM_SMMUV3);
SAME_VALUE(IOMMUFD_HWPT_DATA_AMD_GUEST, IOMMU_HWPT_DATA_AMD_GUEST);
SAME_VALUE(IOMMUFD_VTD_S1_SRE, IOMMU_VTD_S1_SRE);
SAME_VALUE(IOMMUFD_VTD_S1_EAFE, IOMMU_VTD_S1_EAFE);
SAME_VALUE(IOMMUFD_VTD_S1_WPE, IOMMU_VTD_S1_WPE);
SAME_SIZE(iommufd_hwpt_vtd_s1, iommu_hwpt_vtd_s1);
SAME_MEMBER(iommufd_hwpt_vtd_s1, iommu_hwpt_vtd_s1, flags);
SAME_MEMBER(iommufd_hwpt_vtd_s1, iommu_hwpt_vtd_s1, pgtbl_addr);
SAME_MEMBER(iommufd_hwpt_vtd_s1, iommu_hwpt_vtd_s1, addr_width);
SAME_SIZE(iommufd_hwpt_arm_smmuv3, iommu_hwpt_arm_smmuv3);
SAME_MEMBER(iommufd_hwpt_arm_smmuv3, iommu_hwpt_arm_smmuv3, ste);
SAME_SIZE(iommufd_hwpt_amd_guest, iommu_hwpt_amd_guest);
SAME_MEMBER(iommufd_hwpt_amd_guest, iommu_hwpt_amd_guest, dte);

EXPORT int iommufd_hwpt_alloc(struct iommufd *ctx, uint32_t dev_id, uint32_t pt_id,
			      const struct iommufd_hwpt_alloc_opts *user_opts, uint32_t *hwpt_id)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_hwpt_alloc", IOMMU_HWPT_ALLOC),
		.id = offsetof(struct iommu_hwpt_alloc, dev_id),
		.pt_id = offsetof(struct iommu_hwpt_alloc, pt_id),
	};
	struct iommu_hwpt_alloc cmd = { .size = sizeof(cmd), .dev_id = dev_id, .pt_id = pt_id };
	struct iommufd_hwpt_alloc_opts opts = { 0 };
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!hwpt_id)
		return iommufd__error_null(__func__, "hwpt_id");
	if (user_opts) {
		ret = iommufd__sized_copy_in(&opts, user_opts,
					     SIZE_TO(struct iommufd_hwpt_alloc_opts, flags),
					     sizeof(opts));
		if (!ret && opts.reserved)
			ret = -E2BIG;
		if (ret)
			return iommufd__error_sized(__func__, "opts", ret);
		if (!opts.data && opts.data_len)
			return iommufd__error_null(__func__, "opts->data");
	}
	cmd.flags = opts.flags;
	cmd.data_type = opts.data_type;
	cmd.data_len = opts.data_len;
	cmd.data_uptr = user_ptr(opts.data);
	cmd.fault_id = opts.fault_id;
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*hwpt_id = cmd.out_hwpt_id;
	return 0;
}
