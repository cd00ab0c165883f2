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
	((struct iommu_option *)wire)->val64 = UINT64_MAX - 1;
}

static void null_parameters(void **state)
{
	uint64_t value;

	(void)state;
	assert_refuses_null(iommufd_option_get(NULL, 0, 0, &value), "ctx");
	assert_refuses_null(iommufd_option_get(&ctx, 0, 0, NULL), "value");
	assert_refuses_null(iommufd_option_set(NULL, 0, 0, 1), "ctx");
}

static void get(void **state)
{
	struct iommu_option *wire = (struct iommu_option *)fake_ioctl.wire;
	uint64_t value = 5;

	(void)state;
	fake_ioctl_expect(EOPNOTSUPP, 0);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_option_get(&ctx, IOMMUFD_OPTION_HUGE_PAGES, 3, &value), -EOPNOTSUPP);
	assert_int_equal(value, 5);
	assert_ret(iommufd_option_get(&ctx, IOMMUFD_OPTION_HUGE_PAGES, 3, &value), 0);
	assert_true(value == UINT64_MAX - 1);
	assert_int_equal(fake_ioctl.request, IOMMU_OPTION);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->option_id, IOMMU_OPTION_HUGE_PAGES);
	assert_int_equal(wire->op, IOMMU_OPTION_OP_GET);
	assert_int_equal(wire->object_id, 3);
	assert_int_equal(wire->val64, 0);
}

static void set(void **state)
{
	struct iommu_option *wire = (struct iommu_option *)fake_ioctl.wire;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_option_set(&ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0, UINT64_MAX), 0);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->option_id, IOMMU_OPTION_RLIMIT_MODE);
	assert_int_equal(wire->op, IOMMU_OPTION_OP_SET);
	assert_int_equal(wire->object_id, 0);
	assert_true(wire->val64 == UINT64_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(get),
		cmocka_unit_test(set),
	};

	return RUN_TESTS(tests);
}
