// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>

#include <iommufd/migration.h>

#include "../uapi/vfio.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"
#include "sized.h"

SAME_VALUE(IOMMUFD_MIGRATION_STOP_COPY, VFIO_MIGRATION_STOP_COPY);
SAME_VALUE(IOMMUFD_MIGRATION_P2P, VFIO_MIGRATION_P2P);
SAME_VALUE(IOMMUFD_MIGRATION_PRE_COPY, VFIO_MIGRATION_PRE_COPY);
SAME_VALUE(IOMMUFD_MIG_STATE_ERROR, VFIO_DEVICE_STATE_ERROR);
SAME_VALUE(IOMMUFD_MIG_STATE_STOP, VFIO_DEVICE_STATE_STOP);
SAME_VALUE(IOMMUFD_MIG_STATE_RUNNING, VFIO_DEVICE_STATE_RUNNING);
SAME_VALUE(IOMMUFD_MIG_STATE_STOP_COPY, VFIO_DEVICE_STATE_STOP_COPY);
SAME_VALUE(IOMMUFD_MIG_STATE_RESUMING, VFIO_DEVICE_STATE_RESUMING);
SAME_VALUE(IOMMUFD_MIG_STATE_RUNNING_P2P, VFIO_DEVICE_STATE_RUNNING_P2P);
SAME_VALUE(IOMMUFD_MIG_STATE_PRE_COPY, VFIO_DEVICE_STATE_PRE_COPY);
SAME_VALUE(IOMMUFD_MIG_STATE_PRE_COPY_P2P, VFIO_DEVICE_STATE_PRE_COPY_P2P);
SAME_VALUE(IOMMUFD_PRECOPY_INFO_REINIT, VFIO_PRECOPY_INFO_REINIT);

EXPORT int iommufd_device_get_migration(struct iommufd_device *dev, uint64_t *flags)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_migration",
						     VFIO_DEVICE_FEATURE) };
	struct {
		struct vfio_device_feature head;
		struct vfio_device_feature_migration data;
	} cmd = {
		.head = { sizeof(cmd), VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIGRATION },
	};
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!flags)
		return iommufd__error_null(__func__, "flags");
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	*flags = cmd.data.flags;
	return 0;
}

/* The feature that is both read and written. */
struct mig_state {
	struct vfio_device_feature head;
	struct vfio_device_feature_mig_state data;
};

EXPORT int iommufd_device_get_mig_state(struct iommufd_device *dev, uint32_t *mig_state)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_mig_state",
						     VFIO_DEVICE_FEATURE) };
	struct mig_state cmd = {
		.head = { sizeof(cmd),
			  VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE },
	};
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!mig_state)
		return iommufd__error_null(__func__, "mig_state");
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	*mig_state = cmd.data.device_state;
	return 0;
}

EXPORT int iommufd_device_set_mig_state(struct iommufd_device *dev, uint32_t mig_state,
					int32_t *data_fd)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_set_mig_state",
						     VFIO_DEVICE_FEATURE) };
	struct mig_state cmd = {
		.head = { sizeof(cmd),
			  VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE },
		.data = { .device_state = mig_state, .data_fd = -1 },
	};
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!data_fd)
		return iommufd__error_null(__func__, "data_fd");
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	*data_fd = cmd.data.data_fd;
	return 0;
}

EXPORT int iommufd_device_get_mig_data_size(struct iommufd_device *dev, uint64_t *length)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_mig_data_size",
						     VFIO_DEVICE_FEATURE) };
	struct {
		struct vfio_device_feature head;
		struct vfio_device_feature_mig_data_size data;
	} cmd = {
		.head = { sizeof(cmd),
			  VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIG_DATA_SIZE },
	};
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!length)
		return iommufd__error_null(__func__, "length");
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	*length = cmd.data.stop_copy_length;
	return 0;
}

EXPORT int iommufd_device_set_mig_precopy_info_v2(struct iommufd_device *dev)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_set_mig_precopy_info_v2",
						     VFIO_DEVICE_FEATURE) };
	struct vfio_device_feature cmd = {
		.argsz = sizeof(cmd),
		.flags = VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2,
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return iommufd__device_call(dev, &op, &cmd);
}

EXPORT int iommufd_mig_get_precopy_info(int data_fd, struct iommufd_precopy_info *info)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_mig_get_precopy_info",
						     VFIO_MIG_GET_PRECOPY_INFO) };
	struct vfio_precopy_info cmd = { .argsz = sizeof(cmd) };
	int ret;

	if (!info)
		return iommufd__error_null(__func__, "info");
	if (info->size < SIZE_TO(struct iommufd_precopy_info, dirty_bytes))
		return iommufd__error_sized(__func__, "info", -EINVAL);
	ret = iommufd__ioctl_call(data_fd, &op, &cmd);
	if (ret)
		return ret;
	iommufd__sized_copy_out(info,
				&(struct iommufd_precopy_info){
					.flags = cmd.flags,
					.initial_bytes = cmd.initial_bytes,
					.dirty_bytes = cmd.dirty_bytes,
				},
				sizeof(*info));
	return 0;
}
