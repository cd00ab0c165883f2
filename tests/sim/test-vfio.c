// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "sim.h"

static uint32_t supports(struct sim *sim, uint32_t extension)
{
	uint32_t supported = 77;

	assert_ret(iommufd_vfio_check_extension(sim->ctx, extension, &supported), 0);
	return supported;
}

static void compatibility_ioas(void **state)
{
	struct sim *sim = *state;
	uint32_t second, id = 77;

	assert_ret(iommufd_vfio_ioas_get(sim->ctx, &id), -ENODEV);
	assert_error("iommufd_vfio_ioas_get", -ENODEV, "no compatibility IOAS");
	assert_int_equal(id, 77);
	assert_ret(iommufd_vfio_ioas_set(sim->ctx, 0xfffff), -ENOENT);
	assert_error("iommufd_vfio_ioas_set", -ENOENT, "no IOAS");
	assert_ret(iommufd_vfio_ioas_set(sim->ctx, sim->dev_id), -ENOENT);
	assert_ret(iommufd_vfio_ioas_set(sim->ctx, sim->ioas), 0);
	assert_ret(iommufd_vfio_ioas_get(sim->ctx, &id), 0);
	assert_int_equal(id, sim->ioas);
	assert_ret(iommufd_ioas_alloc(sim->ctx, &second), 0);
	assert_ret(iommufd_vfio_ioas_set(sim->ctx, second), 0);
	assert_ret(iommufd_vfio_ioas_get(sim->ctx, &id), 0);
	assert_int_equal(id, second);
	assert_ret(iommufd_vfio_ioas_clear(sim->ctx), 0);
	assert_ret(iommufd_vfio_ioas_clear(sim->ctx), 0);
	assert_ret(iommufd_vfio_ioas_get(sim->ctx, &id), -ENODEV);
	assert_ret(iommufd_destroy(sim->ctx, second), 0);
}

/* The sim cannot make a device's accesses coherent that it asks not to be. */
static void cache_coherency(void **state)
{
	struct sim *sim = *state;
	uint32_t supported = 77;

	assert_ret(iommufd_vfio_check_extension(sim->ctx, IOMMUFD_VFIO_DMA_CC, &supported),
		   -ENODEV);
	assert_error("iommufd_vfio_check_extension", -ENODEV, "iommufd_vfio_ioas_set()");
	assert_int_equal(supported, 77);
	assert_ret(iommufd_vfio_ioas_set(sim->ctx, sim->ioas), 0);
	assert_int_equal(supports(sim, IOMMUFD_VFIO_DMA_CC), 1);
	sim_attach(sim);
	assert_int_equal(supports(sim, IOMMUFD_VFIO_DMA_CC), 0);
	assert_ret(iommufd_device_detach(sim->dev), 0);
	assert_int_equal(supports(sim, IOMMUFD_VFIO_DMA_CC), 1);
}

static void other_extensions(void **state)
{
	struct sim *sim = *state;

	assert_int_equal(supports(sim, IOMMUFD_VFIO_TYPE1), 1);
	assert_int_equal(supports(sim, IOMMUFD_VFIO_TYPE1V2), 1);
	assert_int_equal(supports(sim, IOMMUFD_VFIO_UNMAP_ALL), 1);
	assert_in_range(supports(sim, IOMMUFD_VFIO_NOIOMMU), 0, 1);
	assert_int_equal(supports(sim, 0xffff), 0);
}

static void page_sizes(void **state)
{
	struct sim *sim = *state;
	uint64_t sizes = 77;

	assert_ret(iommufd_vfio_get_page_sizes(sim->ctx, &sizes), -ENODEV);
	assert_error("iommufd_vfio_get_page_sizes", -ENODEV, "no compatibility IOAS");
	assert_int_equal(sizes, 77);
	assert_ret(iommufd_vfio_ioas_set(sim->ctx, sim->ioas), 0);
	assert_ret(iommufd_vfio_get_page_sizes(sim->ctx, &sizes), 0);
	assert_true(sizes == ~(PAGE - 1));
	sim_attach(sim);
	assert_ret(iommufd_vfio_get_page_sizes(sim->ctx, &sizes), 0);
	assert_true(sizes & PAGE);
	assert_true(sizes != ~(PAGE - 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(compatibility_ioas),
		sim_test(cache_coherency),
		sim_test(other_extensions),
		sim_test(page_sizes),
	};

	return RUN_TESTS(tests);
}
