// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../test.h"
#include "sized.h"

/* A struct as this library knows it: @second came later. */
struct known {
	uint32_t size;
	uint32_t first;
	uint32_t second;
};

/* The same, as a newer caller knows it. */
struct newer {
	struct known known;
	uint32_t third;
};

#define FIRST SIZE_TO(struct known, first)

static void in_same_size(void **state)
{
	struct known in = { sizeof(in), 1, 2 }, out;

	(void)state;
	assert_ret(iommufd__sized_copy_in(&out, &in, FIRST, sizeof(out)), 0);
	assert_memory_equal(&in, &out, sizeof(in));
}

static void in_older_caller_has_zeroes(void **state)
{
	struct known in = { FIRST, 1, 99 }, out;

	(void)state;
	assert_ret(iommufd__sized_copy_in(&out, &in, FIRST, sizeof(out)), 0);
	assert_int_equal(out.first, 1);
	assert_int_equal(out.second, 0);
}

static void in_newer_caller_without_use_of_the_new(void **state)
{
	struct newer in = { { sizeof(in), 1, 2 }, 0 };
	struct known out;

	(void)state;
	assert_ret(iommufd__sized_copy_in(&out, &in, FIRST, sizeof(out)), 0);
	assert_int_equal(out.second, 2);
}

static void in_newer_caller_with_use_of_the_new(void **state)
{
	struct newer in = { { sizeof(in), 1, 2 }, 3 };
	struct known out = { 7, 7, 7 };

	(void)state;
	assert_ret(iommufd__sized_copy_in(&out, &in, FIRST, sizeof(out)), -E2BIG);
	assert_int_equal(out.first, 7);
}

static void in_too_short(void **state)
{
	struct known in = { FIRST - 1, 1, 2 }, out = { 7, 7, 7 };

	(void)state;
	assert_ret(iommufd__sized_copy_in(&out, &in, FIRST, sizeof(out)), -EINVAL);
	in.size = 0;
	assert_ret(iommufd__sized_copy_in(&out, &in, FIRST, sizeof(out)), -EINVAL);
	assert_int_equal(out.first, 7);
}

static void out_older_caller_is_not_overrun(void **state)
{
	struct known from = { 0, 1, 2 }, to = { FIRST, 7, 7 };

	(void)state;
	iommufd__sized_copy_out(&to, &from, sizeof(from));
	assert_int_equal(to.size, FIRST);
	assert_int_equal(to.first, 1);
	assert_int_equal(to.second, 7);
}

static void out_newer_caller_gets_zeroes(void **state)
{
	struct known from = { 0, 1, 2 };
	struct newer to = { { sizeof(to), 7, 7 }, 7 };

	(void)state;
	iommufd__sized_copy_out(&to, &from, sizeof(from));
	assert_int_equal(to.known.size, sizeof(to));
	assert_int_equal(to.known.second, 2);
	assert_int_equal(to.third, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_same_size),
		cmocka_unit_test(in_older_caller_has_zeroes),
		cmocka_unit_test(in_newer_caller_without_use_of_the_new),
		cmocka_unit_test(in_newer_caller_with_use_of_the_new),
		cmocka_unit_test(in_too_short),
		cmocka_unit_test(out_older_caller_is_not_overrun),
		cmocka_unit_test(out_newer_caller_gets_zeroes),
	};

	return RUN_TESTS(tests);
}
