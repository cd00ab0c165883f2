// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/iommufd.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd ctx = { .fd = 77 };

static void null_parameters(void **state)
{
	uint32_t id;

	(void)state;
	assert_refuses_null(iommufd_viommu_alloc(NULL, 1, 2, 1, NULL, 0, &id), "ctx");
	assert_refuses_null(iommufd_viommu_alloc(&ctx, 1, 2, 1, NULL, 8, &id), "data");
	assert_refuses_null(iommufd_viommu_alloc(&ctx, 1, 2, 1, NULL, 0, NULL), "viommu_id");
	assert_refuses_null(iommufd_vdevice_alloc(NULL, 3, 1, 9, &id), "ctx");
	assert_refuses_null(iommufd_vdevice_alloc(&ctx, 3, 1, 9, NULL), "vdevice_id");
	assert_refuses_null(iommufd_hw_queue_alloc(NULL, 3, 1, 0, 0, 1, &id), "ctx");
	assert_refuses_null(iommufd_hw_queue_alloc(&ctx, 3, 1, 0, 0, 1, NULL), "hw_queue_id");
}

static void answer_viommu(void *wire)
{
	((struct iommu_viommu_alloc *)wire)->out_viommu_id = 42;
}

static void viommu(void **state)
{
	struct iommu_viommu_alloc *wire = (struct iommu_viommu_alloc *)fake_ioctl.wire;
	uint64_t data[2];
	uint32_t id = 5;

	(void)state;
	fake_ioctl_expect(EOPNOTSUPP, 0);
	fake_ioctl.answer = answer_viommu;
	assert_ret(iommufd_viommu_alloc(&ctx, 1, 2, IOMMUFD_VIOMMU_TYPE_TEGRA241_CMDQV, data,
					sizeof(data), &id),
		   -EOPNOTSUPP);
	assert_int_equal(id, 5);
	assert_ret(iommufd_viommu_alloc(&ctx, 1, 2, IOMMUFD_VIOMMU_TYPE_TEGRA241_CMDQV, data,
					sizeof(data), &id),
		   0);
	assert_int_equal(id, 42);
	assert_int_equal(fake_ioctl.request, IOMMU_VIOMMU_ALLOC);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->flags, 0);
	assert_int_equal(wire->type, 2);
	assert_int_equal(wire->dev_id, 1);
	assert_int_equal(wire->hwpt_id, 2);
	assert_int_equal(wire->data_len, 16);
	assert_true(wire->data_uptr == (uintptr_t)data);
	assert_int_equal(wire->__reserved, 0);
}

static void answer_vdevice(void *wire)
{
	((struct iommu_vdevice_alloc *)wire)->out_vdevice_id = 42;
}

static void vdevice(void **state)
{
	struct iommu_vdevice_alloc *wire = (struct iommu_vdevice_alloc *)fake_ioctl.wire;
	uint32_t id = 5;

	(void)state;
	fake_ioctl_expect(EEXIST, 0);
	fake_ioctl.answer = answer_vdevice;
	assert_ret(iommufd_vdevice_alloc(&ctx, 3, 1, UINT64_MAX, &id), -EEXIST);
	assert_int_equal(id, 5);
	assert_ret(iommufd_vdevice_alloc(&ctx, 3, 1, UINT64_MAX, &id), 0);
	assert_int_equal(id, 42);
	assert_int_equal(fake_ioctl.request, IOMMU_VDEVICE_ALLOC);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->viommu_id, 3);
	assert_int_equal(wire->dev_id, 1);
	assert_true(wire->virt_id == UINT64_MAX);
}

static void answer_hw_queue(void *wire)
{
	((struct iommu_hw_queue_alloc *)wire)->out_hw_queue_id = 42;
}

static void hw_queue(void **state)
{
	struct iommu_hw_queue_alloc *wire = (struct iommu_hw_queue_alloc *)fake_ioctl.wire;
	uint32_t id = 5;

	(void)state;
	fake_ioctl_expect(EIO, 0);
	fake_ioctl.answer = answer_hw_queue;
	assert_ret(iommufd_hw_queue_alloc(&ctx, 3, 1, 7, 0x9000, 0x1000, &id), -EIO);
	assert_int_equal(id, 5);
	assert_ret(iommufd_hw_queue_alloc(&ctx, 3, 1, 7, 0x9000, 0x1000, &id), 0);
	assert_int_equal(id, 42);
	assert_int_equal(fake_ioctl.request, IOMMU_HW_QUEUE_ALLOC);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->flags, 0);
	assert_int_equal(wire->viommu_id, 3);
	assert_int_equal(wire->type, 1);
	assert_int_equal(wire->index, 7);
	assert_int_equal(wire->nesting_parent_iova, 0x9000);
	assert_int_equal(wire->length, 0x1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(viommu),
		cmocka_unit_test(vdevice),
		cmocka_unit_test(hw_queue),
	};

	return RUN_TESTS(tests);
}
