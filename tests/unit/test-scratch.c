// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <string.h>

#include "../test.h"
#include "scratch.h"

static void assert_zeroed(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		assert_int_equal(bytes[i], 0);
}

static void small_ones_cost_no_allocation(void **state)
{
	struct scratch scratch = { 0 };
	char *bytes;

	(void)state;
	bytes = iommufd__scratch_get(&scratch, sizeof(scratch.small));
	assert_ptr_equal(bytes, scratch.small);
	assert_zeroed(bytes, sizeof(scratch.small));
	memset(bytes, 'x', sizeof(scratch.small));
	assert_zeroed(iommufd__scratch_get(&scratch, 16), 16);
	iommufd__scratch_put(&scratch);
	assert_null(scratch.ptr);
}

static void large_ones_come_and_go(void **state)
{
	struct scratch scratch = { 0 };
	char *bytes;

	(void)state;
	for (size_t length = sizeof(scratch.small) + 1; length < 100000; length *= 7) {
		bytes = iommufd__scratch_get(&scratch, length);
		assert_non_null(bytes);
		assert_ptr_not_equal(bytes, scratch.small);
		assert_zeroed(bytes, length);
		memset(bytes, 'x', length);
	}
	assert_ptr_equal(iommufd__scratch_get(&scratch, 8), scratch.small);
	iommufd__scratch_put(&scratch);
	iommufd__scratch_put(&scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_ones_cost_no_allocation),
		cmocka_unit_test(large_ones_come_and_go),
	};

	return RUN_TESTS(tests);
}
