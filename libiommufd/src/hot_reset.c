// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include <iommufd/hot_reset.h>

#include "../uapi/vfio.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"
#include "scratch.h"

SAME_VALUE(IOMMUFD_PCI_HOT_RESET_OWNED, VFIO_PCI_DEVID_OWNED);
SAME_VALUE(IOMMUFD_PCI_HOT_RESET_NOT_OWNED, (uint32_t)VFIO_PCI_DEVID_NOT_OWNED);

/* Devices are copied as they are. */
#define SAME(ours, kernels)                                     \
	(offsetof(struct iommufd_pci_hot_reset_device, ours) == \
	 offsetof(struct vfio_pci_dependent_device, kernels))
static_assert(sizeof(struct iommufd_pci_hot_reset_device) ==
			      sizeof(struct vfio_pci_dependent_device) &&
		      SAME(dev_id, devid) && SAME(segment, segment) && SAME(bus, bus) &&
		      SAME(devfn, devfn),
	      "struct iommufd_pci_hot_reset_device is the kernel's");

#define ALL_OWNED (VFIO_PCI_HOT_RESET_FLAG_DEV_ID | VFIO_PCI_HOT_RESET_FLAG_DEV_ID_OWNED)

EXPORT int iommufd_device_get_pci_hot_reset_info(struct iommufd_device *dev,
						 struct iommufd_pci_hot_reset_device *devices,
						 uint32_t *num_devices, uint32_t *allowed)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_pci_hot_reset_info",
						     VFIO_DEVICE_GET_PCI_HOT_RESET_INFO) };
	struct scratch scratch = { 0 };
	struct vfio_pci_hot_reset_info *cmd;
	size_t size;
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!num_devices)
		return iommufd__error_null(__func__, "num_devices");
	if (!devices && *num_devices)
		return iommufd__error_null(__func__, "devices");
	if (!allowed)
		return iommufd__error_null(__func__, "allowed");
	if (*num_devices > (UINT32_MAX - sizeof(*cmd)) / sizeof(*devices))
		return iommufd__error_argument(__func__, "num_devices", -EOVERFLOW,
					       "it is more than the ioctl can tell");
	size = sizeof(*cmd) + *num_devices * sizeof(*devices);
	cmd = iommufd__scratch_get(&scratch, size);
	if (!cmd)
		return iommufd__error_system(__func__, NULL, -ENOMEM, NULL);
	cmd->argsz = (uint32_t)size;
	ret = iommufd__device_call(dev, &op, cmd);
	if (!ret && cmd->count > *num_devices)
		ret = iommufd__error_ioctl(&op, cmd, -ENOSPC);
	if (!ret) {
		if (cmd->count)
			memcpy(devices, cmd + 1, cmd->count * sizeof(*devices));
		*allowed = (cmd->flags & ALL_OWNED) == ALL_OWNED;
	}
	if (!ret || ret == -ENOSPC)
		*num_devices = cmd->count;
	iommufd__scratch_put(&scratch);
	return ret;
}

EXPORT int iommufd_device_pci_hot_reset(struct iommufd_device *dev)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_pci_hot_reset",
						     VFIO_DEVICE_PCI_HOT_RESET) };
	struct vfio_pci_hot_reset cmd = { .argsz = sizeof(cmd) };

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return iommufd__device_call(dev, &op, &cmd);
}
