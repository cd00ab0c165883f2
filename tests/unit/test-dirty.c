// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/iommufd.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd ctx = { .fd = 77 };

static void bad_parameters(void **state)
{
	uint64_t bitmap;

	(void)state;
	fake_ioctl_expect(0);
	assert_refuses_null(iommufd_hwpt_set_dirty_tracking(NULL, 1, 0), "ctx");
	assert_refuses_null(iommufd_hwpt_get_dirty_bitmap(NULL, 1, 0, 4096, 4096, 0, &bitmap),
			    "ctx");
	assert_refuses_null(iommufd_hwpt_get_dirty_bitmap(&ctx, 1, 0, 4096, 4096, 0, NULL),
			    "bitmap");
	assert_ret(iommufd_hwpt_get_dirty_bitmap(&ctx, 1, 0, 0, 4096, 0, &bitmap), -EINVAL);
	assert_error("iommufd_hwpt_get_dirty_bitmap", -EINVAL, "length: EINVAL");
	assert_int_equal(fake_ioctl.calls, 0);
}

static void tracking(void **state)
{
	struct iommu_hwpt_set_dirty_tracking *wire =
		(struct iommu_hwpt_set_dirty_tracking *)fake_ioctl.wire;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_hwpt_set_dirty_tracking(&ctx, 3, IOMMUFD_HWPT_DIRTY_TRACKING_ENABLE), 0);
	assert_int_equal(fake_ioctl.request, IOMMU_HWPT_SET_DIRTY_TRACKING);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->flags, IOMMU_HWPT_DIRTY_TRACKING_ENABLE);
	assert_int_equal(wire->hwpt_id, 3);
	assert_int_equal(wire->__reserved, 0);
}

static void bitmap(void **state)
{
	struct iommu_hwpt_get_dirty_bitmap *wire =
		(struct iommu_hwpt_get_dirty_bitmap *)fake_ioctl.wire;
	uint64_t words[2] = { 0 };

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_hwpt_get_dirty_bitmap(&ctx, 3, 0x7000, 0x2000, 0x800,
						 IOMMUFD_HWPT_GET_DIRTY_BITMAP_NO_CLEAR, words),
		   0);
	assert_int_equal(fake_ioctl.request, IOMMU_HWPT_GET_DIRTY_BITMAP);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->hwpt_id, 3);
	assert_int_equal(wire->flags, IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR);
	assert_int_equal(wire->iova, 0x7000);
	assert_int_equal(wire->length, 0x2000);
	assert_int_equal(wire->page_size, 0x800);
	assert_true(wire->data == (uintptr_t)words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_parameters),
		cmocka_unit_test(tracking),
		cmocka_unit_test(bitmap),
	};

	return RUN_TESTS(tests);
}
