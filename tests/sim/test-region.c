// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include <vfio-sim.h>

#include "sim.h"

static void region_info(void **state)
{
	struct sim *sim = *state;
	struct iommufd_region_info region = { .size = sizeof(region) };

	assert_ret(iommufd_device_get_region_info(sim->dev, VFIO_SIM_REGION_INDEX, &region), 0);
	assert_int_equal(region.index, VFIO_SIM_REGION_INDEX);
	assert_int_equal(region.length, VFIO_SIM_REGION_SIZE);
	assert_int_equal(region.flags, IOMMUFD_REGION_READ | IOMMUFD_REGION_WRITE);
	assert_ret(iommufd_device_get_region_info(sim->dev, 0xffff, &region), -EINVAL);
	assert_error("iommufd_device_get_region_info", -EINVAL, "no region");
	assert_int_equal(region.length, VFIO_SIM_REGION_SIZE);
}

static void registers(void **state)
{
	struct sim *sim = *state;
	const struct iommufd_region_info *regs = &sim->device.regs;
	uint64_t value = UINT64_C(0x8000000000000001), back = 0;
	uint32_t half = 77;

	assert_ret(iommufd_device_region_write(sim->dev, regs, VFIO_SIM_REG_SRC, &value, 8), 0);
	assert_ret(iommufd_device_region_read(sim->dev, regs, VFIO_SIM_REG_SRC, &back, 8), 0);
	assert_true(back == value);
	assert_ret(iommufd_device_region_read(sim->dev, regs, VFIO_SIM_REG_SRC, &half, 4), -EINVAL);
	assert_ret(iommufd_device_region_read(sim->dev, regs, VFIO_SIM_REG_SRC + 4, &half, 4),
		   -EINVAL);
	assert_ret(iommufd_device_region_read(sim->dev, regs, 0xff8, &half, 4), -EINVAL);
	assert_ret(iommufd_device_region_read(sim->dev, regs, 0x1000, &half, 4), -ERANGE);
	assert_ret(iommufd_device_region_write(sim->dev, regs, VFIO_SIM_REG_STATUS, &half, 4),
		   -EINVAL);
	assert_ret(iommufd_device_region_write(sim->dev, regs, VFIO_SIM_REG_COMMAND, &half, 4),
		   -EINVAL);
	assert_int_equal(half, 77);
	assert_ret(iommufd_device_region_read(sim->dev, regs, VFIO_SIM_REG_SRC, (void *)8, 8),
		   -EFAULT);
}

static void capabilities_of_a_region_without(void **state)
{
	struct sim *sim = *state;
	uint32_t type = 77, subtype = 77, length = 0;

	assert_ret(iommufd_device_get_region_cap(sim->dev, VFIO_SIM_REGION_INDEX, 1, NULL, &length),
		   -ENODATA);
	assert_ret(iommufd_device_get_region_type(sim->dev, VFIO_SIM_REGION_INDEX, &type, &subtype),
		   -ENODATA);
	assert_error("iommufd_device_get_region_type", -ENODATA, "no such capability");
	assert_ret(iommufd_device_get_region_type(sim->dev, 0xffff, &type, &subtype), -EINVAL);
	assert_error("iommufd_device_get_region_type", -EINVAL, "no region");
	assert_int_equal(type, 77);
	assert_int_equal(subtype, 77);
}

static void region_that_cannot_be_mapped(void **state)
{
	struct sim *sim = *state;
	const struct iommufd_region_info *regs = &sim->device.regs;
	struct iommufd_region_area area;
	uint32_t num = 1;
	void *addr = &num;

	assert_ret(
		iommufd_device_get_region_mmap_areas(sim->dev, VFIO_SIM_REGION_INDEX, &area, &num),
		0);
	assert_int_equal(num, 0);
	assert_ret(iommufd_device_get_region_mmap_areas(sim->dev, 0xffff, &area, &num), -EINVAL);
	assert_ret(iommufd_device_region_mmap(sim->dev, regs, 0, PAGE, IOMMUFD_REGION_READ, &addr),
		   -EINVAL);
	assert_error("iommufd_device_region_mmap", -EINVAL, "does not let this part be mapped");
	assert_ret(
		iommufd_device_region_mmap(sim->dev, regs, 0, 2 * PAGE, IOMMUFD_REGION_READ, &addr),
		-ERANGE);
	assert_ptr_equal(addr, &num);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(region_info),
		sim_test(registers),
		sim_test(capabilities_of_a_region_without),
		sim_test(region_that_cannot_be_mapped),
	};

	return RUN_TESTS(tests);
}
