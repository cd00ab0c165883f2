// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include <iommufd/device_info.h>

#include "../uapi/vfio.h"
#include "caps.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"
#include "sized.h"

SAME_VALUE(IOMMUFD_DEVICE_RESET, VFIO_DEVICE_FLAGS_RESET);
SAME_VALUE(IOMMUFD_DEVICE_PCI, VFIO_DEVICE_FLAGS_PCI);
SAME_VALUE(IOMMUFD_DEVICE_PLATFORM, VFIO_DEVICE_FLAGS_PLATFORM);
SAME_VALUE(IOMMUFD_DEVICE_AMBA, VFIO_DEVICE_FLAGS_AMBA);
SAME_VALUE(IOMMUFD_DEVICE_CCW, VFIO_DEVICE_FLAGS_CCW);
SAME_VALUE(IOMMUFD_DEVICE_AP, VFIO_DEVICE_FLAGS_AP);
SAME_VALUE(IOMMUFD_DEVICE_FSL_MC, VFIO_DEVICE_FLAGS_FSL_MC);
SAME_VALUE(IOMMUFD_DEVICE_CAPS, VFIO_DEVICE_FLAGS_CAPS);
SAME_VALUE(IOMMUFD_DEVICE_CDX, VFIO_DEVICE_FLAGS_CDX);
SAME_VALUE(IOMMUFD_DEVICE_CAP_ZPCI_BASE, VFIO_DEVICE_INFO_CAP_ZPCI_BASE);
SAME_VALUE(IOMMUFD_DEVICE_CAP_ZPCI_GROUP, VFIO_DEVICE_INFO_CAP_ZPCI_GROUP);
SAME_VALUE(IOMMUFD_DEVICE_CAP_ZPCI_UTIL, VFIO_DEVICE_INFO_CAP_ZPCI_UTIL);
SAME_VALUE(IOMMUFD_DEVICE_CAP_ZPCI_PFIP, VFIO_DEVICE_INFO_CAP_ZPCI_PFIP);
SAME_VALUE(IOMMUFD_DEVICE_CAP_PCI_ATOMIC_COMP, VFIO_DEVICE_INFO_CAP_PCI_ATOMIC_COMP);
SAME_VALUE(IOMMUFD_PCI_ATOMIC_COMP32, VFIO_PCI_ATOMIC_COMP32);
SAME_VALUE(IOMMUFD_PCI_ATOMIC_COMP64, VFIO_PCI_ATOMIC_COMP64);
SAME_VALUE(IOMMUFD_PCI_ATOMIC_COMP128, VFIO_PCI_ATOMIC_COMP128);

EXPORT int iommufd_device_get_info(struct iommufd_device *dev, struct iommufd_device_info *info)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_info",
						     VFIO_DEVICE_GET_INFO) };
	struct vfio_device_info cmd = { .argsz = sizeof(cmd) };
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!info)
		return iommufd__error_null(__func__, "info");
	if (info->size < SIZE_TO(struct iommufd_device_info, num_irqs))
		return iommufd__error_sized(__func__, "info", -EINVAL);
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	iommufd__sized_copy_out(info,
				&(struct iommufd_device_info){
					.flags = cmd.flags,
					.num_regions = cmd.num_regions,
					.num_irqs = cmd.num_irqs,
				},
				sizeof(*info));
	return 0;
}

static const struct vfio_device_info bare = { .argsz = sizeof(bare) };

#define INFO_QUERY(op)                                                 \
	{                                                              \
		(op), &bare, sizeof(bare), VFIO_DEVICE_FLAGS_CAPS,     \
			offsetof(struct vfio_device_info, cap_offset), \
	}

EXPORT int iommufd_device_get_info_cap(struct iommufd_device *dev, uint32_t cap, void *data,
				       uint32_t *length)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_info_cap",
						     VFIO_DEVICE_GET_INFO) };
	static const struct caps_query query = INFO_QUERY(&op);

	return iommufd__caps_copy(dev, &query, cap, data, length);
}

EXPORT int iommufd_device_get_pci_atomic_comp(struct iommufd_device *dev, uint32_t *flags)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_pci_atomic_comp",
						     VFIO_DEVICE_GET_INFO) };
	static const struct caps_query query = INFO_QUERY(&op);
	struct vfio_device_info_cap_pci_atomic_comp cap;
	int ret;

	if (!flags)
		return iommufd__error_null(__func__, "flags");
	ret = iommufd__caps_fixed(dev, &query, VFIO_DEVICE_INFO_CAP_PCI_ATOMIC_COMP, &cap,
				  sizeof(cap));
	if (ret)
		return ret;
	*flags = cap.flags;
	return 0;
}
