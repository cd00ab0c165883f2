// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <stddef.h>

#include <iommufd/option.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

SAME_VALUE(IOMMUFD_OPTION_RLIMIT_MODE, IOMMU_OPTION_RLIMIT_MODE);
SAME_VALUE(IOMMUFD_OPTION_HUGE_PAGES, IOMMU_OPTION_HUGE_PAGES);

EXPORT int iommufd_option_get(struct iommufd *ctx, uint32_t option, uint32_t object_id,
			      uint64_t *value)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_option_get", IOMMU_OPTION),
		.id = offsetof(struct iommu_option, object_id),
	};
	struct iommu_option cmd = {
		.size = sizeof(cmd),
		.option_id = option,
		.op = IOMMU_OPTION_OP_GET,
		.object_id = object_id,
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!value)
		return iommufd__error_null(__func__, "value");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*value = cmd.val64;
	return 0;
}

EXPORT int iommufd_option_set(struct iommufd *ctx, uint32_t option, uint32_t object_id,
			      uint64_t value)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_option_set", IOMMU_OPTION),
		.id = offsetof(struct iommu_option, object_id),
	};
	struct iommu_option cmd = {
		.size = sizeof(cmd),
		.option_id = option,
		.op = IOMMU_OPTION_OP_SET,
		.object_id = object_id,
		.val64 = value,
	};

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	return iommufd__ioctl_call(ctx->fd, &op, &cmd);
}
