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
	((struct iommu_hwpt_alloc *)wire)->out_hwpt_id = 42;
}

static void null_parameters(void **state)
{
	uint32_t id;

	(void)state;
	assert_refuses_null(iommufd_hwpt_alloc(NULL, 1, 2, NULL, &id), "ctx");
	assert_refuses_null(iommufd_hwpt_alloc(&ctx, 1, 2, NULL, NULL), "hwpt_id");
}

static void defaults(void **state)
{
	struct iommu_hwpt_alloc *wire = (struct iommu_hwpt_alloc *)fake_ioctl.wire;
	uint32_t id = 5;

	(void)state;
	fake_ioctl_expect(EOPNOTSUPP, 0);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, NULL, &id), -EOPNOTSUPP);
	assert_int_equal(id, 5);
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, NULL, &id), 0);
	assert_int_equal(id, 42);
	assert_int_equal(wire->dev_id, 1);
	assert_int_equal(wire->pt_id, 2);
	assert_int_equal(wire->flags, 0);
}

static void flags(void **state)
{
	struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_HWPT_ALLOC_NEST_PARENT | IOMMUFD_HWPT_ALLOC_PASID,
	};
	struct iommu_hwpt_alloc *wire = (struct iommu_hwpt_alloc *)fake_ioctl.wire;
	uint32_t id;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, &opts, &id), 0);
	assert_int_equal(wire->flags, 9);
}

static void driver_data(void **state)
{
	const uint64_t data[2] = { 1, 2 };
	struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_HWPT_FAULT_ID_VALID,
		.data_type = 2,
		.data_len = sizeof(data),
		.data = data,
		.fault_id = 9,
	};
	struct iommu_hwpt_alloc *wire = (struct iommu_hwpt_alloc *)fake_ioctl.wire;
	uint32_t id;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, &opts, &id), 0);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->flags, 4);
	assert_int_equal(wire->data_type, 2);
	assert_int_equal(wire->data_len, 16);
	assert_true(wire->data_uptr == (uintptr_t)data);
	assert_int_equal(wire->fault_id, 9);
	assert_int_equal(wire->__reserved, 0);
	assert_int_equal(wire->__reserved2, 0);
	opts.data = NULL;
	assert_refuses_null(iommufd_hwpt_alloc(&ctx, 1, 2, &opts, &id), "opts->data");
}

/* What the struct was at first: flags and nothing behind. */
static void opts_of_the_first_version(void **state)
{
	struct iommufd_hwpt_alloc_opts opts = { .size = 8, .flags = 1, .data_type = 7 };
	struct iommu_hwpt_alloc *wire = (struct iommu_hwpt_alloc *)fake_ioctl.wire;
	uint32_t id;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, &opts, &id), 0);
	assert_int_equal(wire->flags, 1);
	assert_int_equal(wire->data_type, 0);
}

static void opts_of_another_version(void **state)
{
	struct {
		struct iommufd_hwpt_alloc_opts known;
		uint32_t newer;
	} opts = { { .size = sizeof(opts) }, .newer = 0 };
	uint32_t id = 5;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, &opts.known, &id), 0);
	fake_ioctl_expect(0);
	opts.newer = 1;
	id = 5;
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, &opts.known, &id), -E2BIG);
	assert_error("iommufd_hwpt_alloc", -E2BIG, "opts: E2BIG");
	opts.newer = 0;
	opts.known.reserved = 1;
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, &opts.known, &id), -E2BIG);
	opts.known.reserved = 0;
	opts.known.size = 0;
	assert_ret(iommufd_hwpt_alloc(&ctx, 1, 2, &opts.known, &id), -EINVAL);
	assert_error("iommufd_hwpt_alloc", -EINVAL, "opts: EINVAL");
	assert_int_equal(id, 5);
	assert_int_equal(fake_ioctl.calls, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(defaults),
		cmocka_unit_test(flags),
		cmocka_unit_test(driver_data),
		cmocka_unit_test(opts_of_the_first_version),
		cmocka_unit_test(opts_of_another_version),
	};

	return RUN_TESTS(tests);
}
