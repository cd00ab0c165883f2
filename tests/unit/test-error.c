// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd ctx = { .fd = 77 };

static struct iommufd_error last_error(void)
{
	struct iommufd_error error = { .size = sizeof(error) };

	assert_ret(iommufd_error_get(&error), 0);
	return error;
}

static void *look(void *seen)
{
	*(int *)seen = last_error().code || *iommufd_error_message();
	return NULL;
}

static void each_thread_has_its_own(void **state)
{
	pthread_t thread;
	int seen = 1;

	(void)state;
	fake_ioctl_expect(ENOENT);
	assert_ret(iommufd_destroy(&ctx, 5), -ENOENT);
	assert_int_equal(pthread_create(&thread, NULL, look, &seen), 0);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_false(seen);
	assert_int_equal(last_error().code, -ENOENT);
}

static void facts_of_an_ioctl(void **state)
{
	struct iommufd_error error;
	uint64_t iova = (UINT64_C(1) << 63) + 1;
	char byte;

	(void)state;
	fake_ioctl_expect(EEXIST);
	assert_ret(iommufd_ioas_map(&ctx, 3, &byte, 0x2000,
				    IOMMUFD_IOAS_MAP_READABLE | IOMMUFD_IOAS_MAP_FIXED_IOVA, &iova),
		   -EEXIST);
	error = last_error();
	assert_string_equal(error.function, "iommufd_ioas_map");
	assert_string_equal(error.ioctl, "IOMMU_IOAS_MAP");
	assert_null(error.argument);
	assert_null(error.path);
	assert_int_equal(error.id, 3);
	assert_int_equal(error.pt_id, 0);
	assert_true(error.start == (UINT64_C(1) << 63) + 1);
	assert_int_equal(error.length, 0x2000);
	assert_non_null(error.hint);
	assert_string_equal(iommufd_error_message(),
			    "iommufd_ioas_map: IOMMU_IOAS_MAP: EEXIST (File exists), id 3, start "
			    "0x8000000000000001, length 0x2000: part of the range is mapped "
			    "already: unmap that first, or choose another IOVA");
}

static void facts_of_a_bound_device(void **state)
{
	struct iommufd_device dev = { .fd = 5, .dev_id = 9 };

	(void)state;
	fake_ioctl_expect(ENOENT);
	assert_ret(iommufd_device_attach(&dev, 4, NULL), -ENOENT);
	assert_int_equal(last_error().id, 9);
	assert_int_equal(last_error().pt_id, 4);
	assert_contains(iommufd_error_message(), "id 9, page table 4: ");
}

static void success_keeps_the_last_failure(void **state)
{
	(void)state;
	fake_ioctl_expect(EBUSY, 0);
	assert_ret(iommufd_destroy(&ctx, 5), -EBUSY);
	assert_ret(iommufd_destroy(&ctx, 6), 0);
	assert_int_equal(last_error().code, -EBUSY);
	assert_int_equal(last_error().id, 5);
}

static void unknown_errno_is_told_all_the_same(void **state)
{
	(void)state;
	fake_ioctl_expect(4000);
	assert_ret(iommufd_destroy(&ctx, 5), -4000);
	assert_null(last_error().hint);
	assert_contains(iommufd_error_message(), "errno 4000");
}

static void a_closed_fd_has_a_hint_whatever_the_request(void **state)
{
	(void)state;
	fake_ioctl_expect(EBADF);
	assert_ret(iommufd_destroy(&ctx, 5), -EBADF);
	assert_contains(last_error().hint, "closed");
}

/* VFIO gives the number 112 to an ioctl of contexts and to one of devices. */
static void hints_are_of_the_ioctl_not_of_its_number(void **state)
{
	struct iommufd_device dev = { .fd = 5, .dev_id = 9 };
	uint32_t num = 0, allowed;
	uint64_t sizes;

	(void)state;
	fake_ioctl_expect(ENODEV);
	assert_ret(iommufd_vfio_get_page_sizes(&ctx, &sizes), -ENODEV);
	assert_contains(last_error().hint, "compatibility IOAS");
	assert_ret(iommufd_device_get_pci_hot_reset_info(&dev, NULL, &num, &allowed), -ENODEV);
	assert_contains(last_error().hint, "slot");
}

static void get_refuses_what_it_cannot_fill(void **state)
{
	struct iommufd_error error = { .size = 8, .code = 1 };

	(void)state;
	assert_ret(iommufd_error_get(NULL), -EINVAL);
	assert_ret(iommufd_error_get(&error), -EINVAL);
	assert_int_equal(error.code, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_thread_has_its_own),
		cmocka_unit_test(facts_of_an_ioctl),
		cmocka_unit_test(facts_of_a_bound_device),
		cmocka_unit_test(success_keeps_the_last_failure),
		cmocka_unit_test(unknown_errno_is_told_all_the_same),
		cmocka_unit_test(a_closed_fd_has_a_hint_whatever_the_request),
		cmocka_unit_test(hints_are_of_the_ioctl_not_of_its_number),
		cmocka_unit_test(get_refuses_what_it_cannot_fill),
	};

	return RUN_TESTS(tests);
}
