// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../test.h"

static struct iommufd *const untouched = (struct iommufd *)0x1234;

static void null_parameters(void **state)
{
	(void)state;
	assert_refuses_null(iommufd_open(NULL, NULL), "ctx");
	assert_refuses_null(iommufd_adopt(0, NULL), "ctx");
	assert_refuses_null(iommufd_fd(NULL), "ctx");
	assert_refuses_null(iommufd_destroy(NULL, 1), "ctx");
	iommufd_close(NULL);
}

static void open_without_a_file(void **state)
{
	struct iommufd *ctx = untouched;

	(void)state;
	assert_ret(iommufd_open("/dev/no/such/file", &ctx), -ENOENT);
	assert_ptr_equal(ctx, untouched);
	assert_error("iommufd_open", -ENOENT, "/dev/no/such/file: ENOENT");
	assert_contains(iommufd_error_message(), "modprobe iommufd");
}

static void open_another_kind_of_file(void **state)
{
	struct iommufd *ctx = untouched;

	(void)state;
	assert_ret(iommufd_open("/dev/null", &ctx), -ENOTTY);
	assert_ptr_equal(ctx, untouched);
	assert_error("iommufd_open", -ENOTTY, "/dev/null: ENOTTY");
}

static int count_fds(void)
{
	int n = 0;

	for (int fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static void failed_open_leaks_no_fd(void **state)
{
	int before = count_fds();
	struct iommufd *ctx;

	(void)state;
	assert_ret(iommufd_open("/dev/null", &ctx), -ENOTTY);
	assert_int_equal(count_fds(), before);
}

static void adopt_a_closed_fd(void **state)
{
	struct iommufd *ctx = untouched;

	(void)state;
	assert_ret(iommufd_adopt(-1, &ctx), -EBADF);
	assert_ptr_equal(ctx, untouched);
	assert_error("iommufd_adopt", -EBADF, "fd: EBADF");
}

static void adopt_another_kind_leaves_it_open(void **state)
{
	struct iommufd *ctx = untouched;
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_ret(iommufd_adopt(fds[0], &ctx), -ENOTTY);
	assert_ptr_equal(ctx, untouched);
	assert_true(fcntl(fds[0], F_GETFD) >= 0);
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(open_without_a_file),
		cmocka_unit_test(open_another_kind_of_file),
		cmocka_unit_test(failed_open_leaks_no_fd),
		cmocka_unit_test(adopt_a_closed_fd),
		cmocka_unit_test(adopt_another_kind_leaves_it_open),
	};

	return RUN_TESTS(tests);
}
