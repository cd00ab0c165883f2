// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include "../test.h"

static void is_the_projects(void **state)
{
	(void)state;
	assert_string_equal(iommufd_version(), LIBIOMMUFD_VERSION);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(is_the_projects) };

	return RUN_TESTS(tests);
}
