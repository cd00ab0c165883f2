// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "mock.h"

#define ENTRY sizeof(struct mock_invalidate_hwpt)

static int invalidate(struct mock *mock, uint32_t hwpt, const struct mock_invalidate_hwpt *entries,
		      uint32_t *num)
{
	return iommufd_hwpt_invalidate(mock->ctx, hwpt, MOCK_INVALIDATE, entries, ENTRY, num);
}

static void many_entries_at_once(void **state)
{
	const struct mock_invalidate_hwpt entries[] = { { .entry = 0 }, { .entry = 2 } };
	const struct mock_invalidate_hwpt all = { .flags = MOCK_INVALIDATE_ALL };
	struct mock *mock = *state;
	uint32_t nested = mock_nested(mock, mock_parent(mock), 9), num = 2;

	assert_ret(invalidate(mock, nested, entries, &num), 0);
	assert_int_equal(num, 2);
	assert_ret(mock_check_iotlb(mock, nested, 0, 0), 0);
	assert_ret(mock_check_iotlb(mock, nested, 1, 9), 0);
	assert_ret(mock_check_iotlb(mock, nested, 2, 0), 0);
	assert_ret(mock_check_iotlb(mock, nested, 3, 9), 0);
	num = 1;
	assert_ret(invalidate(mock, nested, &all, &num), 0);
	assert_int_equal(num, 1);
	assert_ret(mock_check_iotlb(mock, nested, 3, 0), 0);
}

static void a_failure_tells_how_far_it_came(void **state)
{
	struct mock_invalidate_hwpt entries[] = {
		{ .entry = 0 }, { .entry = 1 }, { .entry = MOCK_NESTED_IOTLB }, { .entry = 3 }
	};
	struct mock *mock = *state;
	uint32_t nested = mock_nested(mock, mock_parent(mock), 9), num = 4;

	assert_ret(invalidate(mock, nested, entries, &num), -EINVAL);
	assert_error("iommufd_hwpt_invalidate", -EINVAL, "num_entries now says");
	assert_int_equal(num, 2);
	assert_ret(mock_check_iotlb(mock, nested, 1, 0), 0);
	assert_ret(mock_check_iotlb(mock, nested, 3, 9), 0);
	entries[2] = (struct mock_invalidate_hwpt){ .flags = 0x80 };
	num = 4;
	assert_ret(invalidate(mock, nested, entries, &num), -EOPNOTSUPP);
	assert_int_equal(num, 2);
}

static void an_empty_array_is_a_question(void **state)
{
	struct mock *mock = *state;
	uint32_t nested = mock_nested(mock, mock_parent(mock), 9), num = 0;

	assert_ret(iommufd_hwpt_invalidate(mock->ctx, nested, MOCK_INVALIDATE, NULL, 0, &num), 0);
	assert_ret(iommufd_hwpt_invalidate(mock->ctx, nested, IOMMUFD_INVALIDATE_ARM_SMMUV3, NULL,
					   0, &num),
		   -EINVAL);
	assert_int_equal(num, 0);
}

static void the_guests_commands(void **state)
{
	struct mock_invalidate_viommu entries[] = { { .virt_id = 0x99, .entry = 0 },
						    { .virt_id = 0x99, .entry = 3 } };
	struct mock *mock = *state;
	uint32_t viommu = mock_viommu(mock, mock_parent(mock)), vdevice, num = 2;

	assert_ret(iommufd_vdevice_alloc(mock->ctx, viommu, mock->dev_id, 0x99, &vdevice), 0);
	assert_ret(mock_check_cache(mock, 0, MOCK_CACHE), 0);
	assert_ret(iommufd_hwpt_invalidate(mock->ctx, viommu, MOCK_INVALIDATE, entries,
					   sizeof(entries[0]), &num),
		   0);
	assert_int_equal(num, 2);
	assert_ret(mock_check_cache(mock, 0, 0), 0);
	assert_ret(mock_check_cache(mock, 1, MOCK_CACHE), 0);
	assert_ret(mock_check_cache(mock, 3, 0), 0);
	entries[0].entry = 1;
	entries[1].virt_id = 0x98;
	assert_ret(iommufd_hwpt_invalidate(mock->ctx, viommu, MOCK_INVALIDATE, entries,
					   sizeof(entries[0]), &num),
		   -EINVAL);
	assert_int_equal(num, 1);
	assert_ret(mock_check_cache(mock, 1, 0), 0);
}

static void refuses(void **state)
{
	const struct mock_invalidate_hwpt entry = { .entry = 0 };
	const struct {
		struct mock_invalidate_hwpt known;
		uint32_t newer;
	} longer = { .newer = 0 };
	struct mock *mock = *state;
	uint32_t parent = mock_parent(mock), nested = mock_nested(mock, parent, 9), num = 1;

	assert_ret(invalidate(mock, 0xfffff, &entry, &num), -ENOENT);
	assert_error("iommufd_hwpt_invalidate", -ENOENT, "no nested HWPT");
	assert_int_equal(num, 0);
	num = 1;
	assert_ret(invalidate(mock, parent, &entry, &num), -EINVAL);
	assert_int_equal(num, 0);
	num = 1;
	assert_ret(
		iommufd_hwpt_invalidate(mock->ctx, nested, MOCK_INVALIDATE, (void *)8, ENTRY, &num),
		-EFAULT);
	assert_error("iommufd_hwpt_invalidate", -EFAULT, "not readable");
	assert_int_equal(num, 0);
	num = 1;
	assert_ret(iommufd_hwpt_invalidate(mock->ctx, nested, MOCK_INVALIDATE, &entry, 0, &num),
		   -EINVAL);
	num = 1;
	assert_ret(iommufd_hwpt_invalidate(mock->ctx, nested, MOCK_INVALIDATE, &longer,
					   sizeof(longer), &num),
		   -EINVAL);
	assert_int_equal(num, 0);
	num = 1;
	assert_ret(iommufd_hwpt_invalidate(mock->ctx, nested, 5, &entry, ENTRY, &num), -EINVAL);
	assert_int_equal(num, 0);
	num = (1u << 19) + 1;
	assert_ret(invalidate(mock, nested, &entry, &num), -EINVAL);
	assert_int_equal(num, 0);
	assert_ret(mock_check_iotlb(mock, nested, 0, 9), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		mock_test(many_entries_at_once),
		mock_test(a_failure_tells_how_far_it_came),
		mock_test(an_empty_array_is_a_question),
		mock_test(the_guests_commands),
		mock_test(refuses),
	};

	return RUN_TESTS(tests);
}
