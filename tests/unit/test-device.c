// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../test.h"
#include "private.h"

static struct iommufd_device *const untouched = (struct iommufd_device *)0x1234;

static void null_parameters(void **state)
{
	struct iommufd_region_info region = { .size = sizeof(region), .length = 8 };
	struct iommufd_device dev = { .fd = -1 };
	struct iommufd ctx = { .fd = -1 };
	uint32_t id;

	(void)state;
	assert_refuses_null(iommufd_device_open(NULL, NULL), "name");
	assert_refuses_null(iommufd_device_open("vfio0", NULL), "dev");
	assert_refuses_null(iommufd_device_adopt(0, NULL), "dev");
	assert_refuses_null(iommufd_device_fd(NULL), "dev");
	assert_refuses_null(iommufd_device_bind(NULL, &ctx, &id), "dev");
	assert_refuses_null(iommufd_device_bind(&dev, NULL, &id), "ctx");
	assert_refuses_null(iommufd_device_bind(&dev, &ctx, NULL), "dev_id");
	assert_refuses_null(iommufd_device_attach(NULL, 1, NULL), "dev");
	assert_refuses_null(iommufd_device_detach(NULL), "dev");
	assert_refuses_null(iommufd_device_get_region_info(NULL, 0, &region), "dev");
	assert_refuses_null(iommufd_device_get_region_info(&dev, 0, NULL), "info");
	assert_refuses_null(iommufd_device_region_read(NULL, &region, 0, &id, 4), "dev");
	assert_refuses_null(iommufd_device_region_read(&dev, NULL, 0, &id, 4), "region");
	assert_refuses_null(iommufd_device_region_read(&dev, &region, 0, NULL, 4), "data");
	assert_refuses_null(iommufd_device_region_write(&dev, &region, 0, NULL, 4), "data");
	iommufd_device_close(NULL);
}

static void names_and_paths(void **state)
{
	struct iommufd_device *dev = untouched;
	char longest[PATH_MAX];

	(void)state;
	assert_ret(iommufd_device_open("", &dev), -EINVAL);
	assert_error("iommufd_device_open", -EINVAL, "name: EINVAL");
	assert_ret(iommufd_device_open("no-such-device", &dev), -ENOENT);
	assert_error("iommufd_device_open", -ENOENT, "/dev/vfio/devices/no-such-device: ENOENT");
	assert_ret(iommufd_device_open("/no/such/file", &dev), -ENOENT);
	assert_error("iommufd_device_open", -ENOENT, " /no/such/file: ENOENT");
	assert_ret(iommufd_device_open("/dev/null", &dev), -ENOTTY);
	assert_error("iommufd_device_open", -ENOTTY, "no VFIO device");
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = 0;
	assert_ret(iommufd_device_open(longest, &dev), -ENAMETOOLONG);
	assert_ptr_equal(dev, untouched);
}

static void adopt_what_is_no_device(void **state)
{
	struct iommufd_device *dev = untouched;
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	(void)state;
	assert_ret(iommufd_device_adopt(-1, &dev), -EBADF);
	assert_ret(iommufd_device_adopt(fd, &dev), -ENOTTY);
	assert_ptr_equal(dev, untouched);
	assert_int_equal(close(fd), 0);
}

static void region_info_of_another_version(void **state)
{
	struct iommufd_region_info region = { .size = 8, .length = 7 };
	struct iommufd_device dev = { .fd = -1 };

	(void)state;
	assert_ret(iommufd_device_get_region_info(&dev, 0, &region), -EINVAL);
	assert_error("iommufd_device_get_region_info", -EINVAL, "size");
	assert_int_equal(region.length, 7);
}

/* A file stands for the device: what is tested is where in it an access goes. */
static int backing_file(struct iommufd_device *dev)
{
	dev->fd = memfd_create("region", MFD_CLOEXEC);
	assert_true(dev->fd >= 0);
	return ftruncate(dev->fd, 0x3000);
}

static void region_access_goes_where_the_region_is(void **state)
{
	struct iommufd_region_info region = { .length = 0x1000, .file_offset = 0x1000 };
	struct iommufd_device dev;
	uint32_t value = 0x12345678, back = 0;

	(void)state;
	assert_int_equal(backing_file(&dev), 0);
	assert_ret(iommufd_device_region_write(&dev, &region, 0xffc, &value, 4), 0);
	assert_int_equal(pread(dev.fd, &back, 4, 0x1ffc), 4);
	assert_int_equal(back, value);
	back = 0;
	assert_ret(iommufd_device_region_read(&dev, &region, 0xffc, &back, 4), 0);
	assert_int_equal(back, value);
	assert_ret(iommufd_device_region_read(&dev, &region, 0x1000, &back, 0), 0);
	close(dev.fd);
}

static void region_access_stays_in_the_region(void **state)
{
	struct iommufd_region_info region = { .length = 0x1000, .file_offset = 0x1000 };
	const struct {
		uint64_t offset, length;
	} beyond[] = {
		{ 0xffd, 4 }, { 0x1000, 1 }, { UINT64_MAX, 2 }, { 2, UINT64_MAX }, { 0, 0x1001 },
	};
	struct iommufd_device dev;
	uint64_t value = 1;

	(void)state;
	assert_int_equal(backing_file(&dev), 0);
	for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
		assert_ret(iommufd_device_region_read(&dev, &region, beyond[i].offset, &value,
						      beyond[i].length),
			   -ERANGE);
		assert_ret(iommufd_device_region_write(&dev, &region, beyond[i].offset, &value,
						       beyond[i].length),
			   -ERANGE);
		assert_error("iommufd_device_region_write", -ERANGE, "offset: ERANGE");
	}
	assert_int_equal(value, 1);
	close(dev.fd);
}

static void region_that_ends_early(void **state)
{
	struct iommufd_region_info region = { .length = 0x10000 };
	struct iommufd_device dev;
	char data[0x4000];

	(void)state;
	assert_int_equal(backing_file(&dev), 0);
	assert_ret(iommufd_device_region_read(&dev, &region, 0, data, sizeof(data)), -EIO);
	close(dev.fd);
	assert_ret(iommufd_device_region_read(&dev, &region, 0, data, sizeof(data)), -EBADF);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(names_and_paths),
		cmocka_unit_test(adopt_what_is_no_device),
		cmocka_unit_test(region_info_of_another_version),
		cmocka_unit_test(region_access_goes_where_the_region_is),
		cmocka_unit_test(region_access_stays_in_the_region),
		cmocka_unit_test(region_that_ends_early),
	};

	return RUN_TESTS(tests);
}
