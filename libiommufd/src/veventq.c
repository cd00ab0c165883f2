// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <assert.h>
#include <stddef.h>

#include <iommufd/veventq.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "private.h"

static_assert(sizeof(struct iommufd_vevent) == sizeof(struct iommufd_vevent_header) &&
		      offsetof(struct iommufd_vevent, sequence) ==
			      offsetof(struct iommufd_vevent_header, sequence),
	      "the kernel's struct");
static_assert(IOMMUFD_VEVENT_LOST_EVENTS == IOMMU_VEVENTQ_FLAG_LOST_EVENTS, "the kernel's value");
static_assert(IOMMUFD_VEVENTQ_TYPE_ARM_SMMUV3 == IOMMU_VEVENTQ_TYPE_ARM_SMMUV3,
	      "the kernel's value");
static_assert(IOMMUFD_VEVENTQ_TYPE_TEGRA241_CMDQV == IOMMU_VEVENTQ_TYPE_TEGRA241_CMDQV,
	      "the kernel's value");

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
