// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "mock.h"
#include "sim.h"

static void alone(void **state)
{
	struct mock *mock = *state;
	uint32_t parent = mock_parent(mock), viommu = mock_viommu(mock, parent), nested;

	nested = mock_nested(mock, viommu, 0x1234);
	assert_ret(mock_check_iotlb(mock, nested, 0, 0x1234), 0);
	assert_ret(iommufd_destroy(mock->ctx, parent), -EBUSY);
	assert_ret(iommufd_destroy(mock->ctx, viommu), -EBUSY);
	assert_ret(iommufd_destroy(mock->ctx, nested), 0);
	assert_ret(iommufd_destroy(mock->ctx, viommu), 0);
	assert_ret(iommufd_destroy(mock->ctx, parent), 0);
}

static void data_and_a_page(void **state)
{
	struct mock_viommu data = { .in = 0x1234 };
	struct mock *mock = *state;
	uint32_t viommu;
	uint32_t *page;

	assert_ret(iommufd_viommu_alloc(mock->ctx, mock->dev_id, mock_parent(mock), MOCK_VIOMMU,
					&data, sizeof(data), &viommu),
		   0);
	assert_int_equal(data.out, 0x1234);
	page = mmap(NULL, data.mmap_length, PROT_READ, MAP_SHARED, iommufd_fd(mock->ctx),
		    (off_t)data.mmap_offset);
	assert_true(page != MAP_FAILED);
	assert_int_equal(*page, 0x1234);
	assert_ret(iommufd_destroy(mock->ctx, viommu), -EBUSY);
	munmap(page, data.mmap_length);
	assert_ret(iommufd_destroy(mock->ctx, viommu), 0);
}

static int viommu_alloc(struct mock *mock, uint32_t dev_id, uint32_t hwpt_id, uint32_t type,
			void *data, uint32_t data_len)
{
	uint32_t viommu = 77;
	int ret = iommufd_viommu_alloc(mock->ctx, dev_id, hwpt_id, type, data, data_len, &viommu);

	assert_int_equal(viommu, 77);
	return ret;
}

static void viommu_alloc_refuses(void **state)
{
	struct mock *mock = *state;
	uint32_t parent = mock_parent(mock), dev = mock->dev_id;
	uint64_t data[4] = { 0 };

	assert_ret(viommu_alloc(mock, dev, parent, 0, NULL, 0), -EOPNOTSUPP);
	assert_ret(viommu_alloc(mock, dev, parent, IOMMUFD_VIOMMU_TYPE_ARM_SMMUV3, NULL, 0),
		   -EOPNOTSUPP);
	assert_error("iommufd_viommu_alloc", -EOPNOTSUPP, "no vIOMMUs of this type");
	assert_ret(viommu_alloc(mock, 0xfffff, parent, MOCK_VIOMMU, NULL, 0), -ENOENT);
	assert_error("iommufd_viommu_alloc", -ENOENT, "no device bound");
	assert_ret(viommu_alloc(mock, dev, 0xfffff, MOCK_VIOMMU, NULL, 0), -ENOENT);
	assert_ret(viommu_alloc(mock, dev, mock->hwpt, MOCK_VIOMMU, NULL, 0), -EINVAL);
	assert_error("iommufd_viommu_alloc", -EINVAL, "IOMMUFD_HWPT_ALLOC_NEST_PARENT");
	assert_ret(viommu_alloc(mock, dev, parent, MOCK_VIOMMU, data, 1), -EINVAL);
	assert_ret(
		viommu_alloc(mock, dev, parent, MOCK_VIOMMU, (void *)8, sizeof(struct mock_viommu)),
		-EFAULT);
}

static void vdevices(void **state)
{
	struct mock *mock = *state;
	struct mock second = { .ctx = mock->ctx };
	uint32_t viommu = mock_viommu(mock, mock_parent(mock)), first, other;

	assert_ret(mock_add(&second, mock->ioas, 0), 0);
	assert_ret(iommufd_vdevice_alloc(mock->ctx, viommu, mock->dev_id, 0x99, &first), 0);
	assert_ret(iommufd_vdevice_alloc(mock->ctx, viommu, mock->dev_id, 0x98, &other), -EEXIST);
	assert_error("iommufd_vdevice_alloc", -EEXIST, "a vDEVICE already");
	assert_ret(iommufd_vdevice_alloc(mock->ctx, viommu, second.dev_id, 0x99, &other), -EEXIST);
	assert_ret(iommufd_vdevice_alloc(mock->ctx, viommu, second.dev_id, 0x98, &other), 0);
	assert_ret(iommufd_destroy(mock->ctx, viommu), -EBUSY);
	assert_ret(iommufd_destroy(mock->ctx, first), 0);
	assert_ret(iommufd_destroy(mock->ctx, other), 0);
	other = 77;
	assert_ret(iommufd_vdevice_alloc(mock->ctx, viommu, 0xfffff, 0x99, &other), -ENOENT);
	assert_ret(iommufd_vdevice_alloc(mock->ctx, 0xfffff, mock->dev_id, 0x99, &other), -ENOENT);
	assert_int_equal(other, 77);
	assert_ret(iommufd_destroy(mock->ctx, viommu), 0);
}

/* The sim's IOMMU is not the mock's. */
static void a_device_of_another_iommu(void **state)
{
	struct mock *mock = *state;
	struct iommufd_device *dev;
	uint32_t viommu = mock_viommu(mock, mock_parent(mock)), dev_id, vdevice = 77;

	assert_ret(iommufd_device_open(DEVICE_NAME, &dev), 0);
	assert_ret(iommufd_device_bind(dev, mock->ctx, NULL, &dev_id), 0);
	assert_ret(iommufd_vdevice_alloc(mock->ctx, viommu, dev_id, 0x99, &vdevice), -EINVAL);
	assert_error("iommufd_vdevice_alloc", -EINVAL, "not behind the IOMMU");
	assert_int_equal(vdevice, 77);
	iommufd_device_close(dev);
}

/* A parent with two pages of @mem mapped at MOCK_IOVA, and a vIOMMU on it. */
static uint32_t viommu_with_memory(struct mock *mock, void *mem)
{
	uint64_t iova = MOCK_IOVA;
	uint32_t viommu = mock_viommu(mock, mock_parent(mock));

	assert_ret(iommufd_ioas_map(mock->ctx, mock->ioas, mem, 2 * PAGE, RW | FIXED, &iova), 0);
	return viommu;
}

static void hw_queues(void **state)
{
	struct mock *mock = *state;
	char *mem = sim_memory(2 * PAGE);
	uint32_t viommu = viommu_with_memory(mock, mem), first, second;

	assert_ret(iommufd_hw_queue_alloc(mock->ctx, viommu, MOCK_HW_QUEUE, 1, MOCK_IOVA, PAGE,
					  &second),
		   -EIO);
	assert_error("iommufd_hw_queue_alloc", -EIO, "the one before is not");
	assert_ret(iommufd_hw_queue_alloc(mock->ctx, viommu, MOCK_HW_QUEUE, 0, MOCK_IOVA, PAGE,
					  &first),
		   0);
	assert_ret(iommufd_hw_queue_alloc(mock->ctx, viommu, MOCK_HW_QUEUE, 0, MOCK_IOVA, PAGE,
					  &second),
		   -EEXIST);
	assert_ret(iommufd_hw_queue_alloc(mock->ctx, viommu, MOCK_HW_QUEUE, 1, MOCK_IOVA + PAGE,
					  PAGE, &second),
		   0);
	assert_ret(iommufd_ioas_unmap(mock->ctx, mock->ioas, MOCK_IOVA, 2 * PAGE, NULL), -EBUSY);
	assert_ret(iommufd_destroy(mock->ctx, first), -EBUSY);
	assert_ret(iommufd_destroy(mock->ctx, viommu), -EBUSY);
	assert_ret(iommufd_destroy(mock->ctx, second), 0);
	assert_ret(iommufd_destroy(mock->ctx, first), 0);
	assert_ret(iommufd_ioas_unmap(mock->ctx, mock->ioas, MOCK_IOVA, 2 * PAGE, NULL), 0);
	assert_ret(iommufd_destroy(mock->ctx, viommu), 0);
	munmap(mem, 2 * PAGE);
}

static int hw_queue(struct mock *mock, uint32_t viommu, uint32_t type, uint32_t index,
		    uint64_t iova, uint64_t length)
{
	uint32_t queue = 77;
	int ret = iommufd_hw_queue_alloc(mock->ctx, viommu, type, index, iova, length, &queue);

	assert_int_equal(queue, 77);
	return ret;
}

static void hw_queue_alloc_refuses(void **state)
{
	struct mock *mock = *state;
	char *mem = sim_memory(2 * PAGE);
	uint32_t viommu = viommu_with_memory(mock, mem);

	assert_ret(hw_queue(mock, viommu, 0, 0, MOCK_IOVA, PAGE), -EOPNOTSUPP);
	assert_ret(hw_queue(mock, viommu, IOMMUFD_HW_QUEUE_TYPE_TEGRA241_CMDQV, 0, MOCK_IOVA, PAGE),
		   -EOPNOTSUPP);
	assert_error("iommufd_hw_queue_alloc", -EOPNOTSUPP, "no hardware queues of this type");
	assert_ret(hw_queue(mock, viommu, MOCK_HW_QUEUE, 2, MOCK_IOVA, PAGE), -EINVAL);
	assert_error("iommufd_hw_queue_alloc", -EINVAL, "no queue of this index");
	assert_ret(hw_queue(mock, viommu, MOCK_HW_QUEUE, 0, MOCK_IOVA, 0), -EINVAL);
	assert_ret(hw_queue(mock, viommu, MOCK_HW_QUEUE, 0, UINT64_MAX, PAGE), -EOVERFLOW);
	assert_ret(hw_queue(mock, viommu, MOCK_HW_QUEUE, 0, MOCK_IOVA + 2 * PAGE, PAGE), -ENOENT);
	assert_error("iommufd_hw_queue_alloc", -ENOENT, "not mapped");
	assert_ret(hw_queue(mock, 0xfffff, MOCK_HW_QUEUE, 0, MOCK_IOVA, PAGE), -ENOENT);
	munmap(mem, 2 * PAGE);
}

/* The same page twice is not in one piece. */
static void a_hw_queue_in_pieces(void **state)
{
	struct mock *mock = *state;
	char *mem = sim_memory(PAGE);
	uint64_t iova = MOCK_IOVA;
	uint32_t viommu = mock_viommu(mock, mock_parent(mock));

	assert_ret(iommufd_ioas_map(mock->ctx, mock->ioas, mem, PAGE, RW | FIXED, &iova), 0);
	iova += PAGE;
	assert_ret(iommufd_ioas_map(mock->ctx, mock->ioas, mem, PAGE, RW | FIXED, &iova), 0);
	assert_ret(hw_queue(mock, viommu, MOCK_HW_QUEUE, 0, MOCK_IOVA, 2 * PAGE), -EFAULT);
	assert_error("iommufd_hw_queue_alloc", -EFAULT, "not in one piece");
	munmap(mem, PAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		mock_test(alone),
		mock_test(data_and_a_page),
		mock_test(viommu_alloc_refuses),
		mock_test(vdevices),
		mock_test(a_device_of_another_iommu),
		mock_test(hw_queues),
		mock_test(hw_queue_alloc_refuses),
		mock_test(a_hw_queue_in_pieces),
	};

	return RUN_TESTS(tests);
}
