// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "sim.h"

/* Whatever the library can do with a feature, the kernel says first whether there is one. */
static void features_of_a_device_without(void **state)
{
	struct sim *sim = *state;
	const struct iommufd_region_area area = { 0, PAGE };
	uint8_t token[16] = { 1 };
	int fd = 77;

	assert_ret(iommufd_device_set_vf_token(sim->dev, token), -ENOTTY);
	assert_error("iommufd_device_set_vf_token", -ENOTTY, "does not have this feature");
	assert_ret(iommufd_device_set_bus_master(sim->dev, 1), -ENOTTY);
	assert_ret(iommufd_device_low_power_entry(sim->dev), -ENOTTY);
	assert_ret(iommufd_device_low_power_entry_with_wakeup(sim->dev, fd), -ENOTTY);
	assert_ret(iommufd_device_low_power_exit(sim->dev), -ENOTTY);
	assert_ret(iommufd_device_get_zpci_error(sim->dev, token), -ENOTTY);
	assert_ret(iommufd_device_region_dma_buf(sim->dev, 0, &area, 1, &fd), -ENOTTY);
	assert_error("iommufd_device_region_dma_buf", -ENOTTY, "does not have this feature");
	assert_int_equal(fd, 77);
}

static void probing(void **state)
{
	struct sim *sim = *state;

	for (uint32_t feature = 0; feature <= IOMMUFD_FEATURE_ZPCI_ERROR; feature++) {
		if (feature == IOMMUFD_FEATURE_MIG_PRECOPY_INFO_V2)
			continue;
		assert_ret(iommufd_device_feature_probe(sim->dev, feature, 0), -ENOTTY);
	}
	assert_ret(iommufd_device_feature_probe(sim->dev, 0xffff, IOMMUFD_FEATURE_GET), -ENOTTY);
	assert_error("iommufd_device_feature_probe", -ENOTTY, "does not have this feature");
}

/* The kernel looks at the flags before it looks for the feature. */
static void raw_door(void **state)
{
	struct sim *sim = *state;
	char data[1000] = "xxxx";

	assert_ret(
		iommufd_device_feature(sim->dev, IOMMUFD_FEATURE_GET | 0xffff, data, sizeof(data)),
		-ENOTTY);
	assert_ret(iommufd_device_feature(sim->dev, IOMMUFD_FEATURE_GET | IOMMUFD_FEATURE_SET, data,
					  4),
		   -EINVAL);
	assert_ret(iommufd_device_feature(sim->dev, 1u << 31, data, 4), -EINVAL);
	assert_ret(iommufd_device_feature(sim->dev, IOMMUFD_FEATURE_PROBE | 0xffff, NULL, 0),
		   -ENOTTY);
	assert_string_equal(data, "xxxx");
}

static void an_unbound_device(void **state)
{
	struct iommufd_device *dev;

	(void)state;
	assert_ret(iommufd_device_open(SECOND_NAME, &dev), 0);
	assert_ret(iommufd_device_feature_probe(dev, IOMMUFD_FEATURE_MIGRATION, 0), -EINVAL);
	assert_error("iommufd_device_feature_probe", -EINVAL, "not bound");
	iommufd_device_close(dev);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(features_of_a_device_without),
		sim_test(probing),
		sim_test(raw_door),
		sim_test(an_unbound_device),
	};

	return RUN_TESTS(tests);
}
