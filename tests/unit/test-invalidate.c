// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/iommufd.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd ctx = { .fd = 77 };

static const uint32_t entries[4][3];

static void handled_two(void *wire)
{
	((struct iommu_hwpt_invalidate *)wire)->entry_num = 2;
}

static void null_parameters(void **state)
{
	uint32_t num = 1;

	(void)state;
	assert_refuses_null(iommufd_hwpt_invalidate(NULL, 3, 1, entries, 12, &num), "ctx");
	assert_refuses_null(iommufd_hwpt_invalidate(&ctx, 3, 1, NULL, 12, &num), "entries");
	assert_refuses_null(iommufd_hwpt_invalidate(&ctx, 3, 1, entries, 12, NULL), "num_entries");
	assert_int_equal(num, 1);
}

static void everything_is_on_the_wire(void **state)
{
	struct iommu_hwpt_invalidate *wire = (struct iommu_hwpt_invalidate *)fake_ioctl.wire;
	uint32_t num = 4;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(
		iommufd_hwpt_invalidate(&ctx, 3, IOMMUFD_INVALIDATE_ARM_SMMUV3, entries, 12, &num),
		0);
	assert_int_equal(num, 4);
	assert_int_equal(fake_ioctl.request, IOMMU_HWPT_INVALIDATE);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->hwpt_id, 3);
	assert_int_equal(wire->data_type, 1);
	assert_true(wire->data_uptr == (uintptr_t)entries);
	assert_int_equal(wire->entry_len, 12);
	assert_int_equal(wire->entry_num, 4);
	assert_int_equal(wire->__reserved, 0);
	num = 0;
	assert_ret(iommufd_hwpt_invalidate(&ctx, 3, IOMMUFD_INVALIDATE_VTD_S1, NULL, 0, &num), 0);
	assert_int_equal(wire->data_type, 0);
	assert_int_equal(wire->entry_num, 0);
}

static void what_was_handled_is_told_on_failure(void **state)
{
	uint32_t num = 4;

	(void)state;
	fake_ioctl_expect(EIO);
	fake_ioctl.answer = handled_two;
	assert_ret(iommufd_hwpt_invalidate(&ctx, 3, 1, entries, 12, &num), -EIO);
	assert_int_equal(num, 2);
}

static void nothing_is_handled_by_nobody(void **state)
{
	uint32_t num = 4;

	(void)state;
	fake_ioctl_expect(ENOTTY, EBADF);
	assert_ret(iommufd_hwpt_invalidate(&ctx, 3, 1, entries, 12, &num), -ENOTTY);
	assert_int_equal(num, 0);
	num = 4;
	assert_ret(iommufd_hwpt_invalidate(&ctx, 3, 1, entries, 12, &num), -EBADF);
	assert_int_equal(num, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(everything_is_on_the_wire),
		cmocka_unit_test(what_was_handled_is_told_on_failure),
		cmocka_unit_test(nothing_is_handled_by_nobody),
	};

	return RUN_TESTS(tests);
}
