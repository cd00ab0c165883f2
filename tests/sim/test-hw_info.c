// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "sim.h"

static void the_generic_sim_has_no_data(void **state)
{
	struct sim *sim = *state;
	struct iommufd_hw_info info = { .size = sizeof(info), .data_type = 77 };
	unsigned char data[8];

	memset(data, 0xaa, sizeof(data));
	assert_ret(iommufd_get_hw_info(sim->ctx, sim->dev_id, &info, data, sizeof(data)), 0);
	assert_int_equal(info.data_type, 0);
	assert_int_equal(info.data_len, 0);
	assert_int_equal(info.max_pasid_log2, 0);
	for (size_t i = 0; i < sizeof(data); i++)
		assert_int_equal(data[i], 0);
}

static void refuses(void **state)
{
	struct sim *sim = *state;
	struct iommufd_hw_info info = { .size = sizeof(info), .data_type = 77 };

	assert_ret(iommufd_get_hw_info(sim->ctx, 0xfffff, &info, NULL, 0), -ENOENT);
	assert_error("iommufd_get_hw_info", -ENOENT, "no device bound");
	assert_ret(iommufd_get_hw_info(sim->ctx, sim->ioas, &info, NULL, 0), -ENOENT);
	assert_ret(iommufd_get_hw_info(sim->ctx, sim->dev_id, &info, (void *)8, 8), -EFAULT);
	assert_int_equal(info.data_type, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(the_generic_sim_has_no_data),
		sim_test(refuses),
	};

	return RUN_TESTS(tests);
}
