// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/iommufd.h"
#include "../../libiommufd/uapi/vfio.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd ctx = { .fd = 77 };

static void answer(void *wire)
{
	((struct iommu_vfio_ioas *)wire)->ioas_id = 42;
}

static void null_parameters(void **state)
{
	uint64_t sizes;
	uint32_t number;

	(void)state;
	assert_refuses_null(iommufd_vfio_ioas_get(NULL, &number), "ctx");
	assert_refuses_null(iommufd_vfio_ioas_get(&ctx, NULL), "ioas_id");
	assert_refuses_null(iommufd_vfio_ioas_set(NULL, 1), "ctx");
	assert_refuses_null(iommufd_vfio_ioas_clear(NULL), "ctx");
	assert_refuses_null(iommufd_vfio_get_page_sizes(NULL, &sizes), "ctx");
	assert_refuses_null(iommufd_vfio_get_page_sizes(&ctx, NULL), "page_sizes");
	assert_refuses_null(iommufd_vfio_check_extension(NULL, 1, &number), "ctx");
	assert_refuses_null(iommufd_vfio_check_extension(&ctx, 1, NULL), "supported");
}

static void compatibility_ioas(void **state)
{
	struct iommu_vfio_ioas *wire = (struct iommu_vfio_ioas *)fake_ioctl.wire;
	uint32_t id = 5;

	(void)state;
	fake_ioctl_expect(ENODEV, 0);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_vfio_ioas_get(&ctx, &id), -ENODEV);
	assert_int_equal(id, 5);
	assert_ret(iommufd_vfio_ioas_get(&ctx, &id), 0);
	assert_int_equal(id, 42);
	assert_int_equal(fake_ioctl.request, IOMMU_VFIO_IOAS);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->op, IOMMU_VFIO_IOAS_GET);
	assert_ret(iommufd_vfio_ioas_set(&ctx, 3), 0);
	assert_int_equal(wire->op, IOMMU_VFIO_IOAS_SET);
	assert_int_equal(wire->ioas_id, 3);
	assert_ret(iommufd_vfio_ioas_clear(&ctx), 0);
	assert_int_equal(wire->op, IOMMU_VFIO_IOAS_CLEAR);
	assert_int_equal(wire->ioas_id, 0);
}

static void extension(void **state)
{
	uint32_t supported = 5;

	(void)state;
	fake_ioctl_expect(EINTR, ENODEV, 0);
	fake_ioctl.by_value = VFIO_CHECK_EXTENSION;
	fake_ioctl.result = 1;
	assert_ret(iommufd_vfio_check_extension(&ctx, IOMMUFD_VFIO_DMA_CC, &supported), -ENODEV);
	assert_error("iommufd_vfio_check_extension", -ENODEV, "VFIO_CHECK_EXTENSION: ENODEV");
	assert_int_equal(supported, 5);
	assert_ret(iommufd_vfio_check_extension(&ctx, IOMMUFD_VFIO_DMA_CC, &supported), 0);
	assert_int_equal(supported, 1);
	assert_int_equal(fake_ioctl.fd, 77);
	assert_int_equal(fake_ioctl.value, VFIO_DMA_CC_IOMMU);
	fake_ioctl.result = 0;
	assert_ret(iommufd_vfio_check_extension(&ctx, UINT32_MAX, &supported), 0);
	assert_int_equal(supported, 0);
	assert_int_equal(fake_ioctl.value, UINT32_MAX);
}

static void answer_info(void *wire)
{
	struct vfio_iommu_type1_info *cmd = wire;

	cmd->flags = VFIO_IOMMU_INFO_PGSIZES;
	cmd->iova_pgsizes = UINT64_MAX - 1;
}

static void page_sizes(void **state)
{
	struct vfio_iommu_type1_info *wire = (struct vfio_iommu_type1_info *)fake_ioctl.wire;
	uint64_t sizes = 5;

	(void)state;
	fake_ioctl_expect(ENODEV, 0);
	fake_ioctl.answer = answer_info;
	assert_ret(iommufd_vfio_get_page_sizes(&ctx, &sizes), -ENODEV);
	assert_int_equal(sizes, 5);
	assert_ret(iommufd_vfio_get_page_sizes(&ctx, &sizes), 0);
	assert_true(sizes == UINT64_MAX - 1);
	assert_int_equal(fake_ioctl.request, VFIO_IOMMU_GET_INFO);
	assert_int_equal(wire->argsz, sizeof(*wire));
	assert_int_equal(wire->flags, 0);
	fake_ioctl.answer = NULL;
	assert_ret(iommufd_vfio_get_page_sizes(&ctx, &sizes), 0);
	assert_int_equal(sizes, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(compatibility_ioas),
		cmocka_unit_test(extension),
		cmocka_unit_test(page_sizes),
	};

	return RUN_TESTS(tests);
}
