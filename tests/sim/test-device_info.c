// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "sim.h"

static void info(void **state)
{
	struct sim *sim = *state;
	struct iommufd_device_info info = { .size = sizeof(info) };
	struct iommufd_region_info region = { .size = sizeof(region) };

	assert_ret(iommufd_device_get_info(sim->dev, &info), 0);
	assert_true(info.flags & IOMMUFD_DEVICE_RESET);
	assert_true(info.flags & IOMMUFD_DEVICE_PLATFORM);
	assert_true(info.num_regions > 0);
	for (uint32_t i = 0; i < info.num_regions; i++)
		assert_ret(iommufd_device_get_region_info(sim->dev, i, &region), 0);
	assert_ret(iommufd_device_get_region_info(sim->dev, info.num_regions, &region), -EINVAL);
}

static void capabilities_of_a_device_without(void **state)
{
	struct sim *sim = *state;
	uint32_t length = 0, flags = 77;

	assert_ret(iommufd_device_get_info_cap(sim->dev, 1, NULL, &length), -ENODATA);
	assert_ret(iommufd_device_get_pci_atomic_comp(sim->dev, &flags), -ENODATA);
	assert_error("iommufd_device_get_pci_atomic_comp", -ENODATA, "no such capability");
	assert_int_equal(flags, 77);
}

static void unbound_device_tells_nothing(void **state)
{
	struct iommufd_device_info info = { .size = sizeof(info), .flags = 77 };
	struct iommufd_device *dev;
	uint32_t length = 0;

	(void)state;
	assert_ret(iommufd_device_open(SECOND_NAME, &dev), 0);
	assert_ret(iommufd_device_get_info(dev, &info), -EINVAL);
	assert_error("iommufd_device_get_info", -EINVAL, "not bound");
	assert_ret(iommufd_device_get_info_cap(dev, 1, NULL, &length), -EINVAL);
	assert_int_equal(info.flags, 77);
	iommufd_device_close(dev);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(info),
		sim_test(capabilities_of_a_device_without),
		sim_test(unbound_device_tells_nothing),
	};

	return RUN_TESTS(tests);
}
