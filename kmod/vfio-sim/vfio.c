// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <linux/uaccess.h>

#include "registers.h"
#include "vfio-sim.h"
#include "vfio.h"

static struct vfio_sim *to_vfio_sim(struct vfio_device *vdev)
{
	return container_of(vdev, struct vfio_sim, vdev);
}

static int vfio_sim_init(struct vfio_device *vdev)
{
	struct vfio_sim *sim = to_vfio_sim(vdev);

	door_init(&sim->door);
	engine_init(&sim->engine, vdev->dev);
	return 0;
}

static int vfio_sim_open(struct vfio_device *vdev)
{
	struct vfio_sim *sim = to_vfio_sim(vdev);

	if (door_is_shut(&sim->door))
		return -ENODEV;
	return engine_reset(&sim->engine);
}

static ssize_t vfio_sim_read(struct vfio_device *vdev, char __user *buf, size_t count, loff_t *pos)
{
	__le64 bytes;
	u64 value;
	int ret;

	ret = registers_read(&to_vfio_sim(vdev)->engine, *pos, count, &value);
	if (ret)
		return ret;
	bytes = cpu_to_le64(value);
	if (copy_to_user(buf, &bytes, count))
		return -EFAULT;
	*pos += count;
	return count;
}

static ssize_t vfio_sim_write(struct vfio_device *vdev, const char __user *buf, size_t count,
			      loff_t *pos)
{
	__le64 bytes = 0;
	int ret;

	if (count > sizeof(bytes))
		return -EINVAL;
	if (copy_from_user(&bytes, buf, count))
		return -EFAULT;
	ret = registers_write(&to_vfio_sim(vdev)->engine, *pos, count, le64_to_cpu(bytes));
	if (ret)
		return ret;
	*pos += count;
	return count;
}

static int vfio_sim_get_region_info(struct vfio_device *vdev, struct vfio_region_info *info,
				    struct vfio_info_cap *caps)
{
	if (info->index != VFIO_SIM_REGION_INDEX)
		return -EINVAL;
	info->offset = 0;
	info->size = VFIO_SIM_REGION_SIZE;
	info->flags = VFIO_REGION_INFO_FLAG_READ | VFIO_REGION_INFO_FLAG_WRITE;
	return 0;
}

static int get_info(struct vfio_device_info __user *arg)
{
	const size_t minsz = offsetofend(struct vfio_device_info, num_irqs);
	struct vfio_device_info info = {};

	if (copy_from_user(&info, arg, minsz))
		return -EFAULT;
	if (info.argsz < minsz)
		return -EINVAL;
	info.flags = VFIO_DEVICE_FLAGS_PLATFORM | VFIO_DEVICE_FLAGS_RESET;
	info.num_regions = 1;
	info.num_irqs = 0;
	return copy_to_user(arg, &info, minsz) ? -EFAULT : 0;
}

static long vfio_sim_ioctl(struct vfio_device *vdev, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case VFIO_DEVICE_GET_INFO:
		return get_info((struct vfio_device_info __user *)arg);
	case VFIO_DEVICE_RESET:
		return engine_reset(&to_vfio_sim(vdev)->engine);
	default:
		return -ENOTTY;
	}
}

const struct vfio_device_ops vfio_sim_ops = {
	.name = "vfio-sim",
	.init = vfio_sim_init,
	.open_device = vfio_sim_open,
	.read = vfio_sim_read,
	.write = vfio_sim_write,
	.ioctl = vfio_sim_ioctl,
	.get_region_info_caps = vfio_sim_get_region_info,
	.bind_iommufd = vfio_iommufd_physical_bind,
	.unbind_iommufd = vfio_iommufd_physical_unbind,
	.attach_ioas = vfio_iommufd_physical_attach_ioas,
	.detach_ioas = vfio_iommufd_physical_detach_ioas,
	.pasid_attach_ioas = vfio_iommufd_physical_pasid_attach_ioas,
	.pasid_detach_ioas = vfio_iommufd_physical_pasid_detach_ioas,
};
