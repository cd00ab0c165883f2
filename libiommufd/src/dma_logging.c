// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <stddef.h>

#include <iommufd/dma_logging.h>

#include "../uapi/vfio.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

/* The kernel reads the caller's array itself. */
SAME_SIZE(iommufd_dma_logging_range, vfio_device_feature_dma_logging_range);
SAME_MEMBER(iommufd_dma_logging_range, vfio_device_feature_dma_logging_range, iova);
SAME_MEMBER(iommufd_dma_logging_range, vfio_device_feature_dma_logging_range, length);

EXPORT int iommufd_device_dma_logging_start(struct iommufd_device *dev, uint64_t *page_size,
					    const struct iommufd_dma_logging_range *ranges,
					    uint32_t num_ranges)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_dma_logging_start",
						     VFIO_DEVICE_FEATURE) };
	struct {
		struct vfio_device_feature head;
		struct vfio_device_feature_dma_logging_control data;
	} cmd = {
		.head = { sizeof(cmd),
			  VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_LOGGING_START },
		.data = { .num_ranges = num_ranges, .ranges = user_ptr(ranges) },
	};
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!page_size)
		return iommufd__error_null(__func__, "page_size");
	if (!ranges)
		return iommufd__error_null(__func__, "ranges");
	cmd.data.page_size = *page_size;
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	*page_size = cmd.data.page_size;
	return 0;
}

EXPORT int iommufd_device_dma_logging_stop(struct iommufd_device *dev)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_dma_logging_stop",
						     VFIO_DEVICE_FEATURE) };
	struct vfio_device_feature cmd = {
		.argsz = sizeof(cmd),
		.flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP,
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return iommufd__device_call(dev, &op, &cmd);
}

struct report {
	struct vfio_device_feature head;
	struct vfio_device_feature_dma_logging_report data;
};

EXPORT int iommufd_device_dma_logging_report(struct iommufd_device *dev, uint64_t iova,
					     uint64_t length, uint64_t page_size, uint64_t *bitmap)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_device_dma_logging_report", VFIO_DEVICE_FEATURE),
		.iova = offsetof(struct report, data.iova),
		.length = offsetof(struct report, data.length),
	};
	struct report cmd = {
		.head = { sizeof(cmd),
			  VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT },
		.data = { iova, length, page_size, user_ptr(bitmap) },
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!bitmap)
		return iommufd__error_null(__func__, "bitmap");
	return iommufd__device_call(dev, &op, &cmd);
}
