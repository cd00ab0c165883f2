// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include <iommufd/irq.h>

#include "../uapi/vfio.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"
#include "scratch.h"
#include "sized.h"

SAME_VALUE(IOMMUFD_IRQ_EVENTFD, VFIO_IRQ_INFO_EVENTFD);
SAME_VALUE(IOMMUFD_IRQ_MASKABLE, VFIO_IRQ_INFO_MASKABLE);
SAME_VALUE(IOMMUFD_IRQ_AUTOMASKED, VFIO_IRQ_INFO_AUTOMASKED);
SAME_VALUE(IOMMUFD_IRQ_NORESIZE, VFIO_IRQ_INFO_NORESIZE);
SAME_VALUE(IOMMUFD_IRQ_MASK, VFIO_IRQ_SET_ACTION_MASK);
SAME_VALUE(IOMMUFD_IRQ_UNMASK, VFIO_IRQ_SET_ACTION_UNMASK);
SAME_VALUE(IOMMUFD_IRQ_TRIGGER, VFIO_IRQ_SET_ACTION_TRIGGER);

EXPORT int iommufd_device_get_irq_info(struct iommufd_device *dev, uint32_t index,
				       struct iommufd_irq_info *info)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_irq_info",
						     VFIO_DEVICE_GET_IRQ_INFO) };
	struct vfio_irq_info cmd = { .argsz = sizeof(cmd), .index = index };
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!info)
		return iommufd__error_null(__func__, "info");
	if (info->size < SIZE_TO(struct iommufd_irq_info, count))
		return iommufd__error_sized(__func__, "info", -EINVAL);
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	iommufd__sized_copy_out(info,
				&(struct iommufd_irq_info){
					.index = index,
					.flags = cmd.flags,
					.count = cmd.count,
				},
				sizeof(*info));
	return 0;
}

/* Who asks for more MSI vectors than there are is told a number, which is no success. */
static int set_irqs(struct iommufd_device *dev, const struct ioctl_op *op, struct vfio_irq_set *cmd)
{
	int ret = iommufd__device_call_value(dev, op, cmd);

	if (ret <= 0)
		return ret;
	iommufd__error_range(
		op->function, "count", cmd->start, (uint32_t)ret, -ENOSPC,
		"the machine has only so many interrupt vectors to give as length says");
	return iommufd__error_device(dev->dev_id, -ENOSPC);
}

/* With @count items of @size bytes behind the struct. */
static int set_irqs_data(struct iommufd_device *dev, const struct ioctl_op *op,
			 const struct vfio_irq_set *head, const void *data, uint32_t size)
{
	uint32_t most = (UINT32_MAX - (uint32_t)sizeof(*head)) / size;
	struct scratch scratch = { 0 };
	struct vfio_irq_set *cmd;
	int ret;

	if (head->count > most)
		return iommufd__error_argument(op->function, "count", -EOVERFLOW,
					       "it is more than the ioctl can tell");
	cmd = iommufd__scratch_get(&scratch, sizeof(*cmd) + (size_t)head->count * size);
	if (!cmd)
		return iommufd__error_system(op->function, NULL, -ENOMEM, NULL);
	*cmd = *head;
	cmd->argsz = (uint32_t)sizeof(*cmd) + head->count * size;
	if (head->count)
		memcpy(cmd + 1, data, (size_t)head->count * size);
	ret = set_irqs(dev, op, cmd);
	iommufd__scratch_put(&scratch);
	return ret;
}

EXPORT int iommufd_device_set_irqs(struct iommufd_device *dev, uint32_t index, uint32_t action,
				   uint32_t start, uint32_t count)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_set_irqs",
						     VFIO_DEVICE_SET_IRQS) };
	struct vfio_irq_set cmd = {
		.argsz = sizeof(cmd),
		.flags = VFIO_IRQ_SET_DATA_NONE | action,
		.index = index,
		.start = start,
		.count = count,
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	return set_irqs(dev, &op, &cmd);
}

EXPORT int iommufd_device_set_irqs_bool(struct iommufd_device *dev, uint32_t index, uint32_t action,
					uint32_t start, const uint8_t *which, uint32_t count)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_set_irqs_bool",
						     VFIO_DEVICE_SET_IRQS) };
	const struct vfio_irq_set head = {
		.flags = VFIO_IRQ_SET_DATA_BOOL | action,
		.index = index,
		.start = start,
		.count = count,
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!which && count)
		return iommufd__error_null(__func__, "which");
	return set_irqs_data(dev, &op, &head, which, sizeof(*which));
}

EXPORT int iommufd_device_set_irqs_eventfd(struct iommufd_device *dev, uint32_t index,
					   uint32_t action, uint32_t start, const int32_t *fds,
					   uint32_t count)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_set_irqs_eventfd",
						     VFIO_DEVICE_SET_IRQS) };
	const struct vfio_irq_set head = {
		.flags = VFIO_IRQ_SET_DATA_EVENTFD | action,
		.index = index,
		.start = start,
		.count = count,
	};

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!fds && count)
		return iommufd__error_null(__func__, "fds");
	return set_irqs_data(dev, &op, &head, fds, sizeof(*fds));
}
