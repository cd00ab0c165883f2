// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "sim.h"

static void a_device_that_cannot_be_migrated(void **state)
{
	struct sim *sim = *state;
	uint64_t flags = 77, length = 77;
	uint32_t mig_state = 77;
	int32_t fd = 77;

	assert_ret(iommufd_device_get_migration(sim->dev, &flags), -ENOTTY);
	assert_error("iommufd_device_get_migration", -ENOTTY, "does not have this feature");
	assert_ret(iommufd_device_get_mig_state(sim->dev, &mig_state), -ENOTTY);
	assert_ret(iommufd_device_set_mig_state(sim->dev, IOMMUFD_MIG_STATE_STOP, &fd), -ENOTTY);
	assert_ret(iommufd_device_get_mig_data_size(sim->dev, &length), -ENOTTY);
	assert_int_equal(flags, 77);
	assert_int_equal(length, 77);
	assert_int_equal(mig_state, 77);
	assert_int_equal(fd, 77);
}

static void a_device_without_precopy(void **state)
{
	struct sim *sim = *state;

	assert_ret(iommufd_device_set_mig_precopy_info_v2(sim->dev), -EINVAL);
	assert_error("iommufd_device_set_mig_precopy_info_v2", -EINVAL, "feature");
}

static void what_is_no_data_transfer(void **state)
{
	struct iommufd_precopy_info info = { .size = sizeof(info), .dirty_bytes = 77 };
	struct sim *sim = *state;

	assert_ret(iommufd_mig_get_precopy_info(-1, &info), -EBADF);
	assert_ret(iommufd_mig_get_precopy_info(iommufd_fd(sim->ctx), &info), -ENOTTY);
	assert_error("iommufd_mig_get_precopy_info", -ENOTTY, "no data transfer");
	assert_int_equal(info.dirty_bytes, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(a_device_that_cannot_be_migrated),
		sim_test(a_device_without_precopy),
		sim_test(what_is_no_data_transfer),
	};

	return RUN_TESTS(tests);
}
