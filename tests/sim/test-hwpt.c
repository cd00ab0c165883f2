// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "mock.h"
#include "sim.h"

#define IOVA UINT64_C(0x10000000)

static void holds_what_the_ioas_has(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);
	uint32_t hwpt, attached = 0;

	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &hwpt), 0);
	assert_ret(sim_map(sim, mem + PAGE, PAGE, IOVA + PAGE, RW), 0);
	assert_ret(iommufd_device_attach(sim->dev, hwpt, &attached), 0);
	assert_int_equal(attached, hwpt);
	strcpy(mem, "moved");
	assert_ret(sim_device_copy(&sim->device, IOVA + PAGE, IOVA, 6, NULL), 0);
	assert_string_equal(mem + PAGE, "moved");
	munmap(mem, 2 * PAGE);
}

static void serves_two_devices(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);
	struct iommufd_device *second;
	struct sim_device device;
	uint32_t hwpt, id;

	second = sim_bind(sim, SECOND_NAME, &id);
	assert_ret(sim_device_init(&device, second), 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &hwpt), 0);
	assert_ret(iommufd_device_attach(second, hwpt, NULL), 0);
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, RW), 0);
	strcpy(mem, "moved");
	assert_ret(sim_device_copy(&device, IOVA + PAGE, IOVA, 6, NULL), 0);
	assert_string_equal(mem + PAGE, "moved");
	iommufd_device_close(second);
	munmap(mem, 2 * PAGE);
}

static void alloc_refuses(void **state)
{
	struct sim *sim = *state;
	struct iommufd_hwpt_alloc_opts opts = { .size = sizeof(opts), .flags = 1u << 30 };
	uint32_t hwpt = 77;

	assert_ret(iommufd_hwpt_alloc(sim->ctx, 0xfffff, sim->ioas, NULL, &hwpt), -ENOENT);
	assert_error("iommufd_hwpt_alloc", -ENOENT, "no device bound");
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->ioas, sim->ioas, NULL, &hwpt), -ENOENT);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, 0xfffff, NULL, &hwpt), -EINVAL);
	assert_error("iommufd_hwpt_alloc", -EINVAL, "page table 1048575");
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->dev_id, NULL, &hwpt), -EINVAL);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, &opts, &hwpt), -EOPNOTSUPP);
	assert_int_equal(hwpt, 77);
	assert_ret(iommufd_destroy(sim->ctx, sim->ioas), 0);
}

static void memory_that_cannot_be_pinned(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	uint32_t hwpt = 77;

	/* Without a page table nothing is pinned, so nothing is noticed yet. */
	munmap(mem, PAGE);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &hwpt), -EFAULT);
	assert_int_equal(hwpt, 77);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA, PAGE, NULL), 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &hwpt), 0);
}

static void mappings_beyond_the_iommu(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	uint32_t hwpt;

	assert_ret(sim_map(sim, mem, PAGE, UINT64_MAX - 2 * PAGE + 1, RW), 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &hwpt), -EADDRINUSE);
	assert_error("iommufd_hwpt_alloc", -EADDRINUSE, "outside");
	munmap(mem, PAGE);
}

static void nested_in_a_parent(void **state)
{
	struct mock *mock = *state;
	uint32_t parent = mock_parent(mock), nested = mock_nested(mock, parent, 0x1234);

	for (uint32_t i = 0; i < MOCK_NESTED_IOTLB; i++)
		assert_ret(mock_check_iotlb(mock, nested, i, 0x1234), 0);
	assert_ret(mock_replace(mock, parent), 0);
	assert_ret(mock_replace(mock, nested), 0);
	assert_ret(iommufd_destroy(mock->ctx, parent), -EBUSY);
	assert_ret(mock_replace(mock, mock->ioas), 0);
	assert_ret(iommufd_destroy(mock->ctx, nested), 0);
	assert_ret(iommufd_destroy(mock->ctx, parent), 0);
}

static void nesting_refuses(void **state)
{
	struct mock *mock = *state;
	struct mock_nested data = { 0 };
	struct iommufd_hwpt_alloc_opts good = {
		.size = sizeof(good),
		.data_type = MOCK_NESTED,
		.data_len = sizeof(data),
		.data = &data,
	};
	struct iommufd_hwpt_alloc_opts opts = good;
	uint32_t parent = mock_parent(mock), nested = mock_nested(mock, parent, 0), hwpt = 77;

	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, mock->hwpt, &opts, &hwpt), -EINVAL);
	assert_error("iommufd_hwpt_alloc", -EINVAL, "IOMMUFD_HWPT_ALLOC_NEST_PARENT");
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, nested, &opts, &hwpt), -EINVAL);
	opts.data_type = 1;
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, parent, &opts, &hwpt), -EOPNOTSUPP);
	assert_error("iommufd_hwpt_alloc", -EOPNOTSUPP, "data of this type");
	opts.data_type = 0;
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, parent, &opts, &hwpt), -EINVAL);
	opts = good;
	opts.data_len = 0;
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, parent, &opts, &hwpt), -EINVAL);
	opts.data_len = 1;
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, parent, &opts, &hwpt), -EINVAL);
	opts = good;
	opts.data = (void *)8;
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, parent, &opts, &hwpt), -EFAULT);
	assert_error("iommufd_hwpt_alloc", -EFAULT, "not readable");
	opts = good;
	opts.flags = IOMMUFD_HWPT_ALLOC_NEST_PARENT;
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, parent, &opts, &hwpt), -EOPNOTSUPP);
	opts.flags = IOMMUFD_HWPT_FAULT_ID_VALID;
	opts.fault_id = 0xfffff;
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, parent, &opts, &hwpt), -ENOENT);
	assert_error("iommufd_hwpt_alloc", -ENOENT, "no such fault queue");
	assert_int_equal(hwpt, 77);
}

static void for_pasids(void **state)
{
	const struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_HWPT_ALLOC_PASID,
	};
	struct mock *mock = *state;
	uint32_t hwpt;

	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, mock->ioas, &opts, &hwpt), 0);
	assert_ret(mock_replace(mock, hwpt), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(holds_what_the_ioas_has),
		sim_test(serves_two_devices),
		sim_test(alloc_refuses),
		sim_test(memory_that_cannot_be_pinned),
		sim_test(mappings_beyond_the_iommu),
		mock_test(nested_in_a_parent),
		mock_test(nesting_refuses),
		mock_test(for_pasids),
	};

	return RUN_TESTS(tests);
}
