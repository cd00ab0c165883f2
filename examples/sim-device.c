// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>

#include <vfio-sim.h>

#include "sim-device.h"

static int read32(struct sim_device *sim, uint64_t reg, uint32_t *value)
{
	return iommufd_device_region_read(sim->dev, &sim->regs, reg, value, sizeof(*value));
}

static int read64(struct sim_device *sim, uint64_t reg, uint64_t *value)
{
	return iommufd_device_region_read(sim->dev, &sim->regs, reg, value, sizeof(*value));
}

static int write32(struct sim_device *sim, uint64_t reg, uint32_t value)
{
	return iommufd_device_region_write(sim->dev, &sim->regs, reg, &value, sizeof(value));
}

static int write64(struct sim_device *sim, uint64_t reg, uint64_t value)
{
	return iommufd_device_region_write(sim->dev, &sim->regs, reg, &value, sizeof(value));
}

int sim_device_init(struct sim_device *sim, struct iommufd_device *dev)
{
	uint32_t magic;
	int ret;

	*sim = (struct sim_device){ .dev = dev, .regs = { .size = sizeof(sim->regs) } };
	ret = iommufd_device_get_region_info(dev, VFIO_SIM_REGION_INDEX, &sim->regs);
	if (ret)
		return ret;
	ret = read32(sim, VFIO_SIM_REG_MAGIC, &magic);
	if (ret)
		return ret;
	return magic == VFIO_SIM_MAGIC ? 0 : -ENODEV;
}

static int run(struct sim_device *sim, uint32_t command, struct sim_transfer *transfer)
{
	struct sim_transfer t = { 0 };
	int ret = write32(sim, VFIO_SIM_REG_COMMAND, command);

	do {
		ret = ret ? ret : read32(sim, VFIO_SIM_REG_STATUS, &t.status);
	} while (!ret && t.status == VFIO_SIM_STATUS_BUSY);

	ret = ret ? ret : read32(sim, VFIO_SIM_REG_FAULT_REASON, &t.fault_reason);
	ret = ret ? ret : read32(sim, VFIO_SIM_REG_FAULT_ACCESS, &t.fault_access);
	ret = ret ? ret : read64(sim, VFIO_SIM_REG_FAULT_IOVA, &t.fault_iova);
	ret = ret ? ret : read64(sim, VFIO_SIM_REG_DONE, &t.done);
	if (ret)
		return ret;
	if (transfer)
		*transfer = t;
	return t.status == VFIO_SIM_STATUS_DONE ? 0 : -EFAULT;
}

int sim_device_copy(struct sim_device *sim, uint64_t dst, uint64_t src, uint64_t length,
		    struct sim_transfer *transfer)
{
	int ret = write64(sim, VFIO_SIM_REG_SRC, src);

	ret = ret ? ret : write64(sim, VFIO_SIM_REG_DST, dst);
	ret = ret ? ret : write64(sim, VFIO_SIM_REG_LEN, length);
	return ret ? ret : run(sim, VFIO_SIM_COMMAND_COPY, transfer);
}

int sim_device_fill(struct sim_device *sim, uint64_t dst, uint8_t byte, uint64_t length,
		    struct sim_transfer *transfer)
{
	int ret = write32(sim, VFIO_SIM_REG_PATTERN, byte);

	ret = ret ? ret : write64(sim, VFIO_SIM_REG_DST, dst);
	ret = ret ? ret : write64(sim, VFIO_SIM_REG_LEN, length);
	return ret ? ret : run(sim, VFIO_SIM_COMMAND_FILL, transfer);
}

const char *sim_fault_text(uint32_t fault_reason)
{
	switch (fault_reason) {
	case VFIO_SIM_FAULT_NONE:
		return "no fault";
	case VFIO_SIM_FAULT_BLOCKED:
		return "the device is attached to no page table";
	case VFIO_SIM_FAULT_NOT_PRESENT:
		return "nothing is mapped there";
	case VFIO_SIM_FAULT_PERMISSION:
		return "the mapping forbids the access";
	case VFIO_SIM_FAULT_BUS:
		return "the address is not memory";
	default:
		return "unknown fault";
	}
}
