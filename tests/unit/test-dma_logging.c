// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd_device dev = { .fd = 77, .dev_id = 9 };

static const struct vfio_device_feature *const wire = (struct vfio_device_feature *)fake_ioctl.wire;

static void null_parameters(void **state)
{
	struct iommufd_dma_logging_range range = { 0, 4096 };
	uint64_t page_size = 4096, bitmap = 0;

	(void)state;
	assert_refuses_null(iommufd_device_dma_logging_start(NULL, &page_size, &range, 1), "dev");
	assert_refuses_null(iommufd_device_dma_logging_start(&dev, NULL, &range, 1), "page_size");
	assert_refuses_null(iommufd_device_dma_logging_start(&dev, &page_size, NULL, 1), "ranges");
	assert_refuses_null(iommufd_device_dma_logging_stop(NULL), "dev");
	assert_refuses_null(iommufd_device_dma_logging_report(NULL, 0, 1, 4096, &bitmap), "dev");
	assert_refuses_null(iommufd_device_dma_logging_report(&dev, 0, 1, 4096, NULL), "bitmap");
}

static void answer_start(void *buffer)
{
	struct vfio_device_feature_dma_logging_control *data =
		(void *)((struct vfio_device_feature *)buffer + 1);

	data->page_size = 0x200000;
}

static void start(void **state)
{
	const struct vfio_device_feature_dma_logging_control *data = (const void *)(wire + 1);
	struct iommufd_dma_logging_range ranges[2] = { { 0, 4096 }, { 8192, 4096 } };
	uint64_t page_size = 4096;

	(void)state;
	fake_ioctl_expect(E2BIG, 0);
	fake_ioctl.answer = answer_start;
	assert_ret(iommufd_device_dma_logging_start(&dev, &page_size, ranges, 2), -E2BIG);
	assert_error("iommufd_device_dma_logging_start", -E2BIG, "too many ranges");
	assert_int_equal(page_size, 4096);
	assert_ret(iommufd_device_dma_logging_start(&dev, &page_size, ranges, 2), 0);
	assert_int_equal(page_size, 0x200000);
	assert_int_equal(wire->argsz, sizeof(*wire) + sizeof(*data));
	assert_int_equal(wire->flags, 0x20006);
	assert_int_equal(data->page_size, 4096);
	assert_int_equal(data->num_ranges, 2);
	assert_true(data->ranges == (uintptr_t)ranges);
}

static void stop(void **state)
{
	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_device_dma_logging_stop(&dev), 0);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->flags, 0x20007);
}

static void report(void **state)
{
	const struct vfio_device_feature_dma_logging_report *data = (const void *)(wire + 1);
	uint64_t bitmap = 0;

	(void)state;
	fake_ioctl_expect(EINVAL, 0);
	assert_ret(iommufd_device_dma_logging_report(&dev, 0x100000, 0x40000, 4096, &bitmap),
		   -EINVAL);
	assert_error("iommufd_device_dma_logging_report", -EINVAL,
		     "id 9, start 0x100000, length 0x40000: ");
	assert_ret(iommufd_device_dma_logging_report(&dev, 0x100000, 0x40000, 4096, &bitmap), 0);
	assert_int_equal(wire->argsz, sizeof(*wire) + sizeof(*data));
	assert_int_equal(wire->flags, 0x10008);
	assert_int_equal(data->iova, 0x100000);
	assert_int_equal(data->length, 0x40000);
	assert_int_equal(data->page_size, 4096);
	assert_true(data->bitmap == (uintptr_t)&bitmap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(start),
		cmocka_unit_test(stop),
		cmocka_unit_test(report),
	};

	return RUN_TESTS(tests);
}
