// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "mock.h"
#include "sim.h"

static void the_generic_sim_has_no_data(void **state)
{
	struct sim *sim = *state;
	struct iommufd_hw_info info = { .size = sizeof(info), .data_type = 77 };
	unsigned char data[8];

	memset(data, 0xaa, sizeof(data));
	assert_ret(iommufd_get_hw_info(sim->ctx, sim->dev_id, 0, &info, data, sizeof(data)), 0);
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

	assert_ret(iommufd_get_hw_info(sim->ctx, 0xfffff, 0, &info, NULL, 0), -ENOENT);
	assert_error("iommufd_get_hw_info", -ENOENT, "no device bound");
	assert_ret(iommufd_get_hw_info(sim->ctx, sim->ioas, 0, &info, NULL, 0), -ENOENT);
	assert_ret(iommufd_get_hw_info(sim->ctx, sim->dev_id, 0, &info, (void *)8, 8), -EFAULT);
	assert_int_equal(info.data_type, 77);
}

static void the_mock_has_one_type(void **state)
{
	struct mock *mock = *state;
	struct iommufd_hw_info info = { .size = sizeof(info), .data_type = 77 };
	struct mock_hw_info data = { 0 };

	assert_ret(iommufd_get_hw_info(mock->ctx, mock->dev_id, 0, &info, &data, sizeof(data)), 0);
	assert_int_equal(info.data_type, MOCK_HW_INFO);
	assert_int_equal(info.data_len, sizeof(data));
	assert_int_equal(data.reg, MOCK_HW_INFO_REG);
	assert_true(info.capabilities & IOMMUFD_HW_CAP_DIRTY_TRACKING);
	data.reg = 0;
	assert_ret(iommufd_get_hw_info(mock->ctx, mock->dev_id, MOCK_HW_INFO, &info, &data,
				       sizeof(data)),
		   0);
	assert_int_equal(data.reg, MOCK_HW_INFO_REG);
	assert_ret(iommufd_get_hw_info(mock->ctx, mock->dev_id, IOMMUFD_HW_INFO_TYPE_AMD, &info,
				       NULL, 0),
		   -EOPNOTSUPP);
	assert_error("iommufd_get_hw_info", -EOPNOTSUPP, "no data of this type");
	assert_int_equal(info.data_type, MOCK_HW_INFO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(the_generic_sim_has_no_data),
		sim_test(refuses),
		mock_test(the_mock_has_one_type),
	};

	return RUN_TESTS(tests);
}
