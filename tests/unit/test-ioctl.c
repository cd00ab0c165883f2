// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd ctx = { .fd = 77 };

static void success_is_zero(void **state)
{
	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_destroy(&ctx, 5), 0);
	assert_int_equal(fake_ioctl.calls, 1);
	assert_int_equal(fake_ioctl.fd, 77);
	assert_int_equal(fake_ioctl.request, 0x3b80);
}

static void failure_is_negative_errno(void **state)
{
	(void)state;
	fake_ioctl_expect(EBUSY);
	assert_ret(iommufd_destroy(&ctx, 5), -EBUSY);
	assert_int_equal(fake_ioctl.calls, 1);
}

static void interrupted_call_is_made_again(void **state)
{
	(void)state;
	fake_ioctl_expect(EINTR, EINTR, 0);
	assert_ret(iommufd_destroy(&ctx, 5), 0);
	assert_int_equal(fake_ioctl.calls, 3);
}

static void the_kernels_distinctions_survive(void **state)
{
	static const int errors[] = { ENOTTY, E2BIG, EOPNOTSUPP, EINVAL, ENOENT, EBUSY };

	(void)state;
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		fake_ioctl_expect(errors[i]);
		assert_ret(iommufd_destroy(&ctx, 5), -errors[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(success_is_zero),
		cmocka_unit_test(failure_is_negative_errno),
		cmocka_unit_test(interrupted_call_is_made_again),
		cmocka_unit_test(the_kernels_distinctions_survive),
	};

	return RUN_TESTS(tests);
}
