// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/* IOVAs that an IOMMU or a device keeps for itself. */
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "sim.h"
#include "topology.h"

/* The IOMMU's, the device's, and what is beyond 39 bits. */
#define MSI	 UINT64_C(0xfee00000)
#define MSI_LAST UINT64_C(0xfeefffff)
#define LAST	 ((UINT64_C(1) << 39) - 1)

static const char *const topology[] = {
	"test/address_width=39",
	"test/reserved_regions=0xfee00000-0xfeefffff:msi",
	"test/live=1",
	"test/dev/reserved_regions=0-0xffff:direct-relaxable,0x20000-0x2ffff:reserved",
	"test/dev/live=1",
	"test/other/live=1",
	"test/direct/reserved_regions=0-0xffff:direct",
	"test/direct/live=1",
	NULL,
};

static int setup(void **state)
{
	return topology_setup(state, topology, "test/dev");
}

static void assert_ranges(struct sim *sim, const struct iommufd_iova_range *expected, uint32_t n)
{
	struct iommufd_iova_range ranges[8];
	uint32_t num = 8;

	assert_ret(iommufd_ioas_iova_ranges(sim->ctx, sim->ioas, ranges, &num, NULL), 0);
	assert_int_equal(num, n);
	for (uint32_t i = 0; i < n; i++) {
		assert_int_equal(ranges[i].start, expected[i].start);
		assert_int_equal(ranges[i].last, expected[i].last);
	}
}

static struct iommufd_device *bind_other(struct sim *sim, uint32_t *id)
{
	char *file = topology_file("test/other");
	struct iommufd_device *other = sim_bind(sim, file, id);

	free(file);
	return other;
}

/* What a system can do without while a device is in user space's hands is free there. */
static void ranges_leave_them_out(void **state)
{
	const struct iommufd_iova_range dev[] = { { 0, 0x1ffff },
						  { 0x30000, MSI - 1 },
						  { MSI_LAST + 1, LAST } };
	const struct iommufd_iova_range others[] = { { 0, MSI - 1 }, { MSI_LAST + 1, LAST } };
	struct sim *sim = *state;
	struct iommufd_device *other;
	uint32_t id;

	other = bind_other(sim, &id);
	assert_ret(iommufd_device_attach(other, sim->ioas, NULL), 0);
	assert_ranges(sim, others, 2);
	sim_attach(sim);
	assert_ranges(sim, dev, 3);
	assert_ret(iommufd_device_detach(sim->dev), 0);
	assert_ranges(sim, others, 2);
	iommufd_device_close(other);
}

static void nothing_is_mapped_there(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(4 * PAGE);

	sim_attach(sim);
	assert_ret(sim_map(sim, mem, PAGE, MSI, RW), -EINVAL);
	assert_ret(sim_map(sim, mem, 2 * PAGE, MSI - PAGE, RW), -EINVAL);
	assert_ret(sim_map(sim, mem, PAGE, MSI_LAST + 1 - PAGE, RW), -EINVAL);
	assert_ret(sim_map(sim, mem, PAGE, 0x20000, RW), -EINVAL);
	assert_ret(sim_map(sim, mem, PAGE, MSI - PAGE, RW), 0);
	assert_ret(sim_map(sim, mem + PAGE, PAGE, MSI_LAST + 1, RW), 0);
	assert_ret(sim_map(sim, mem + 2 * PAGE, PAGE, 0x30000, RW), 0);
	assert_ret(sim_map(sim, mem + 3 * PAGE, PAGE, 0x1000, RW), 0);
	assert_ret(sim_device_copy(&sim->device, MSI_LAST + 1, MSI - PAGE, PAGE, NULL), 0);
	munmap(mem, 4 * PAGE);
}

static void what_is_mapped_already_keeps_the_device_out(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	struct iommufd_device *other;
	uint32_t id;

	other = bind_other(sim, &id);
	assert_ret(iommufd_device_attach(other, sim->ioas, NULL), 0);
	assert_ret(sim_map(sim, mem, PAGE, 0x21000, RW), 0);
	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, NULL), -EADDRINUSE);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, 0x21000, PAGE, NULL), 0);
	sim_attach(sim);
	iommufd_device_close(other);
	munmap(mem, PAGE);
}

/* Its firmware relies on the mapping, so DMA is never blocked and user space gets none of it. */
static void a_device_with_a_direct_region_is_refused(void **state)
{
	struct sim *sim = *state;
	char *file = topology_file("test/direct");
	struct iommufd_device *direct;
	uint32_t id;

	assert_ret(iommufd_device_open(file, &direct), 0);
	assert_ret(iommufd_device_bind(direct, sim->ctx, NULL, &id), -EINVAL);
	iommufd_device_close(direct);
	free(file);
}

#define reserved_test(function) cmocka_unit_test_setup_teardown(function, setup, topology_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		reserved_test(ranges_leave_them_out),
		reserved_test(nothing_is_mapped_there),
		reserved_test(what_is_mapped_already_keeps_the_device_out),
		reserved_test(a_device_with_a_direct_region_is_refused),
	};

	return RUN_TESTS(tests);
}
