// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/iommufd.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd ctx = { .fd = 77 };

static void answer(void *wire)
{
	struct iommu_hw_info *cmd = wire;

	cmd->data_len = 100;
	cmd->out_data_type = 2;
	cmd->out_max_pasid_log2 = 20;
	cmd->out_capabilities = UINT64_C(1) << 63;
}

static void bad_parameters(void **state)
{
	struct iommufd_hw_info info = { .size = sizeof(info) };

	(void)state;
	assert_refuses_null(iommufd_get_hw_info(NULL, 1, 0, &info, NULL, 0), "ctx");
	assert_refuses_null(iommufd_get_hw_info(&ctx, 1, 0, NULL, NULL, 0), "info");
	assert_refuses_null(iommufd_get_hw_info(&ctx, 1, 0, &info, NULL, 4), "data");
	info.size = 4;
	fake_ioctl_expect(0);
	assert_ret(iommufd_get_hw_info(&ctx, 1, 0, &info, NULL, 0), -EINVAL);
	assert_error("iommufd_get_hw_info", -EINVAL, "size");
	assert_int_equal(fake_ioctl.calls, 0);
}

static void everything_is_handed_over(void **state)
{
	struct iommufd_hw_info info = { .size = sizeof(info), .data_type = 77 };
	struct iommu_hw_info *wire = (struct iommu_hw_info *)fake_ioctl.wire;
	char data[16];

	(void)state;
	fake_ioctl_expect(ENOENT, 0);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_get_hw_info(&ctx, 1, 0, &info, data, sizeof(data)), -ENOENT);
	assert_int_equal(info.data_type, 77);
	assert_ret(iommufd_get_hw_info(&ctx, 1, 0, &info, data, sizeof(data)), 0);
	assert_int_equal(wire->flags, 0);
	assert_int_equal(wire->in_data_type, 0);
	assert_int_equal(wire->dev_id, 1);
	assert_int_equal(wire->data_len, sizeof(data));
	assert_true(wire->data_uptr == (uintptr_t)data);
	assert_int_equal(info.size, sizeof(info));
	assert_int_equal(info.data_type, 2);
	assert_int_equal(info.data_len, 100);
	assert_int_equal(info.max_pasid_log2, 20);
	assert_true(info.capabilities == UINT64_C(1) << 63);
}

static void a_type_is_asked_for(void **state)
{
	struct iommufd_hw_info info = { .size = sizeof(info) };
	struct iommu_hw_info *wire = (struct iommu_hw_info *)fake_ioctl.wire;

	(void)state;
	fake_ioctl_expect(0);
	fake_ioctl.answer = answer;
	assert_ret(
		iommufd_get_hw_info(&ctx, 1, IOMMUFD_HW_INFO_TYPE_TEGRA241_CMDQV, &info, NULL, 0),
		0);
	assert_int_equal(wire->flags, IOMMU_HW_INFO_FLAG_INPUT_TYPE);
	assert_int_equal(wire->in_data_type, 3);
	assert_int_equal(info.data_type, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_parameters),
		cmocka_unit_test(everything_is_handed_over),
		cmocka_unit_test(a_type_is_asked_for),
	};

	return RUN_TESTS(tests);
}
