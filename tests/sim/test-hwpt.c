// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(holds_what_the_ioas_has),
		sim_test(serves_two_devices),
		sim_test(alloc_refuses),
		sim_test(memory_that_cannot_be_pinned),
		sim_test(mappings_beyond_the_iommu),
	};

	return RUN_TESTS(tests);
}
