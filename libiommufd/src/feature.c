// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include <iommufd/feature.h>

#include "../uapi/vfio.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"
#include "scratch.h"

SAME_VALUE(IOMMUFD_FEATURE_PCI_VF_TOKEN, VFIO_DEVICE_FEATURE_PCI_VF_TOKEN);
SAME_VALUE(IOMMUFD_FEATURE_MIGRATION, VFIO_DEVICE_FEATURE_MIGRATION);
SAME_VALUE(IOMMUFD_FEATURE_MIG_DEVICE_STATE, VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE);
SAME_VALUE(IOMMUFD_FEATURE_LOW_POWER_ENTRY, VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY);
SAME_VALUE(IOMMUFD_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP,
	   VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP);
SAME_VALUE(IOMMUFD_FEATURE_LOW_POWER_EXIT, VFIO_DEVICE_FEATURE_LOW_POWER_EXIT);
SAME_VALUE(IOMMUFD_FEATURE_DMA_LOGGING_START, VFIO_DEVICE_FEATURE_DMA_LOGGING_START);
SAME_VALUE(IOMMUFD_FEATURE_DMA_LOGGING_STOP, VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP);
SAME_VALUE(IOMMUFD_FEATURE_DMA_LOGGING_REPORT, VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT);
SAME_VALUE(IOMMUFD_FEATURE_MIG_DATA_SIZE, VFIO_DEVICE_FEATURE_MIG_DATA_SIZE);
SAME_VALUE(IOMMUFD_FEATURE_BUS_MASTER, VFIO_DEVICE_FEATURE_BUS_MASTER);
SAME_VALUE(IOMMUFD_FEATURE_DMA_BUF, VFIO_DEVICE_FEATURE_DMA_BUF);
SAME_VALUE(IOMMUFD_FEATURE_ZPCI_ERROR, VFIO_DEVICE_FEATURE_ZPCI_ERROR);
SAME_VALUE(IOMMUFD_FEATURE_GET, VFIO_DEVICE_FEATURE_GET);
SAME_VALUE(IOMMUFD_FEATURE_SET, VFIO_DEVICE_FEATURE_SET);
SAME_VALUE(IOMMUFD_FEATURE_PROBE, VFIO_DEVICE_FEATURE_PROBE);
SAME_VALUE(IOMMUFD_FEATURE_MIG_PRECOPY_INFO_V2, VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2);

static int feature_without_data(struct iommufd_device *dev, const struct ioctl_op *op,
				uint32_t flags)
{
	struct vfio_device_feature cmd = { .argsz = sizeof(cmd), .flags = flags };

	if (!dev)
		return iommufd__error_null(op->function, "dev");
	return iommufd__device_call(dev, op, &cmd);
}

EXPORT int iommufd_device_feature_probe(struct iommufd_device *dev, uint32_t feature,
					uint32_t access)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_feature_probe",
						     VFIO_DEVICE_FEATURE) };

	if (feature > UINT16_MAX)
		return iommufd__error_argument(__func__, "feature", -EINVAL,
					       "features have 16-bit numbers");
	if (access & ~(IOMMUFD_FEATURE_GET | IOMMUFD_FEATURE_SET))
		return iommufd__error_argument(__func__, "access", -EINVAL,
					       "it is GET, SET, both or 0");
	return feature_without_data(dev, &op, feature | access | VFIO_DEVICE_FEATURE_PROBE);
}

EXPORT int iommufd_device_feature(struct iommufd_device *dev, uint32_t flags, void *data,
				  uint32_t length)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_feature",
						     VFIO_DEVICE_FEATURE) };
	struct scratch scratch = { 0 };
	struct vfio_device_feature *cmd;
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!data && length)
		return iommufd__error_null(__func__, "data");
	if (length > UINT32_MAX - sizeof(*cmd))
		return iommufd__error_argument(__func__, "length", -EOVERFLOW,
					       "it is more than the ioctl can tell");
	cmd = iommufd__scratch_get(&scratch, sizeof(*cmd) + (size_t)length);
	if (!cmd)
		return iommufd__error_system(__func__, NULL, -ENOMEM, NULL);
	cmd->argsz = (uint32_t)sizeof(*cmd) + length;
	cmd->flags = flags;
	if (length)
		memcpy(cmd + 1, data, length);
	ret = iommufd__device_call_value(dev, &op, cmd);
	if (ret >= 0 && length)
		memcpy(data, cmd + 1, length);
	iommufd__scratch_put(&scratch);
	return ret;
}

EXPORT int iommufd_device_set_vf_token(struct iommufd_device *dev, const uint8_t *token)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_set_vf_token",
						     VFIO_DEVICE_FEATURE) };
	struct {
		struct vfio_device_feature head;
		uint8_t token[16];
	} cmd = {
		.head = { sizeof(cmd), VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_PCI_VF_TOKEN },
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!token)
		return iommufd__error_null(__func__, "token");
	memcpy(cmd.token, token, sizeof(cmd.token));
	return iommufd__device_call(dev, &op, &cmd);
}

EXPORT int iommufd_device_set_bus_master(struct iommufd_device *dev, uint32_t enable)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_set_bus_master",
						     VFIO_DEVICE_FEATURE) };
	struct {
		struct vfio_device_feature head;
		struct vfio_device_feature_bus_master data;
	} cmd = {
		.head = { sizeof(cmd), VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_BUS_MASTER },
		.data.op = enable,
	};

	static_assert(VFIO_DEVICE_FEATURE_SET_MASTER == 1 && VFIO_DEVICE_FEATURE_CLEAR_MASTER == 0,
		      "the operation is a truth value");
	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return iommufd__device_call(dev, &op, &cmd);
}

EXPORT int iommufd_device_low_power_entry(struct iommufd_device *dev)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_low_power_entry",
						     VFIO_DEVICE_FEATURE) };

	return feature_without_data(dev, &op,
				    VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY);
}

EXPORT int iommufd_device_low_power_entry_with_wakeup(struct iommufd_device *dev, int eventfd)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_low_power_entry_with_wakeup",
						     VFIO_DEVICE_FEATURE) };
	struct {
		struct vfio_device_feature head;
		struct vfio_device_low_power_entry_with_wakeup data;
	} cmd = {
		.head = { sizeof(cmd), VFIO_DEVICE_FEATURE_SET |
					       VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP },
		.data.wakeup_eventfd = eventfd,
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return iommufd__device_call(dev, &op, &cmd);
}

EXPORT int iommufd_device_low_power_exit(struct iommufd_device *dev)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_low_power_exit",
						     VFIO_DEVICE_FEATURE) };

	return feature_without_data(dev, &op,
				    VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_LOW_POWER_EXIT);
}

EXPORT int iommufd_device_get_zpci_error(struct iommufd_device *dev, void *data)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_zpci_error",
						     VFIO_DEVICE_FEATURE) };
	struct {
		struct vfio_device_feature head;
		struct vfio_device_feature_zpci_err data;
	} cmd = {
		.head = { sizeof(cmd), VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_ZPCI_ERROR },
		.data.data = user_ptr(data),
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!data)
		return iommufd__error_null(__func__, "data");
	return iommufd__device_call(dev, &op, &cmd);
}
