// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/* Two devices in one IOMMU group: what happens to one happens to the other. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <vfio-sim.h>

#include "sim.h"
#include "topology.h"

#define IOVA UINT64_C(0x10000000)

static const char *const topology[] = {
	"test/live=1",	       "test/one/group=pair", "test/one/live=1",
	"test/two/group=pair", "test/two/live=1",     NULL,
};

static int setup(void **state)
{
	return topology_setup(state, topology, "test/one");
}

/* The second device of the group, bound to sim's context. */
static struct iommufd_device *bind_other(struct sim *sim, struct sim_device *device)
{
	char *file = topology_file("test/two");
	struct iommufd_device *dev;
	uint32_t id;

	dev = sim_bind(sim, file, &id);
	assert_ret(sim_device_init(device, dev), 0);
	free(file);
	return dev;
}

static void assert_blocked(struct sim_device *device)
{
	struct sim_transfer transfer;

	assert_ret(sim_device_fill(device, IOVA, 1, 1, &transfer), -EFAULT);
	assert_int_equal(transfer.fault_reason, VFIO_SIM_FAULT_BLOCKED);
}

static void one_attaches_both(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	struct iommufd_device *other;
	struct sim_device device;

	other = bind_other(sim, &device);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_blocked(&device);
	sim_attach(sim);
	assert_ret(sim_device_fill(&device, IOVA, 'o', 1, NULL), 0);
	assert_int_equal(mem[0], 'o');
	assert_ret(iommufd_device_detach(sim->dev), 0);
	assert_blocked(&device);
	assert_blocked(&sim->device);
	iommufd_device_close(other);
	munmap(mem, PAGE);
}

static void the_last_to_detach_detaches_both(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	struct iommufd_device *other;
	struct sim_device device;

	other = bind_other(sim, &device);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	sim_attach(sim);
	assert_ret(iommufd_device_attach(other, sim->ioas, NULL), 0);
	assert_ret(iommufd_device_detach(sim->dev), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 'a', 1, NULL), 0);
	assert_ret(sim_device_fill(&device, IOVA, 'b', 1, NULL), 0);
	iommufd_device_close(other);
	assert_blocked(&sim->device);
	munmap(mem, PAGE);
}

static void the_second_goes_nowhere_else(void **state)
{
	struct sim *sim = *state;
	struct iommufd_device *other;
	struct sim_device device;
	uint32_t elsewhere, hwpt, other_hwpt;

	other = bind_other(sim, &device);
	assert_ret(iommufd_ioas_alloc(sim->ctx, &elsewhere), 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &hwpt), 0);
	assert_ret(iommufd_device_attach(sim->dev, hwpt, NULL), 0);
	assert_ret(iommufd_device_attach(other, elsewhere, NULL), -EINVAL);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, elsewhere, NULL, &other_hwpt), 0);
	assert_ret(iommufd_device_attach(other, other_hwpt, NULL), -EINVAL);
	assert_ret(iommufd_device_attach(other, hwpt, NULL), 0);
	iommufd_device_close(other);
}

static void both_follow_a_replace(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);
	struct iommufd_device *other;
	struct sim_device device;
	uint64_t iova = IOVA;
	uint32_t next;

	other = bind_other(sim, &device);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(iommufd_ioas_alloc(sim->ctx, &next), 0);
	assert_ret(iommufd_ioas_map(sim->ctx, next, mem + PAGE, PAGE, RW | FIXED, &iova), 0);
	sim_attach(sim);
	assert_ret(iommufd_device_attach(other, sim->ioas, NULL), 0);
	assert_ret(iommufd_device_attach(sim->dev, next, NULL), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 'a', 1, NULL), 0);
	assert_ret(sim_device_fill(&device, IOVA + 1, 'b', 1, NULL), 0);
	assert_string_equal(mem, "");
	assert_string_equal(mem + PAGE, "ab");
	iommufd_device_close(other);
	munmap(mem, 2 * PAGE);
}

static void a_newcomer_joins_what_the_group_is_attached_to(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	struct iommufd_device *third;
	struct sim_device device;
	uint32_t id;
	char *file;

	sim_attach(sim);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(topology_set("test/three/group", "pair"), 0);
	assert_ret(topology_set("test/three/live", "1"), 0);
	file = topology_file("test/three");
	third = sim_bind(sim, file, &id);
	assert_ret(sim_device_init(&device, third), 0);
	assert_ret(sim_device_fill(&device, IOVA, 't', 1, NULL), 0);
	assert_int_equal(mem[0], 't');
	iommufd_device_close(third);
	assert_ret(topology_set("test/three/live", "0"), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 's', 1, NULL), 0);
	free(file);
	munmap(mem, PAGE);
}

static void a_second_context_gets_none_of_it(void **state)
{
	struct sim *sim = *state;
	char *file = topology_file("test/two");
	struct iommufd_device *other;
	struct iommufd *second;
	uint32_t id;

	assert_ret(iommufd_open(NULL, &second), 0);
	assert_ret(iommufd_device_open(file, &other), 0);
	assert_ret(iommufd_device_bind(other, second, NULL, &id), -EPERM);
	assert_ret(iommufd_device_bind(other, sim->ctx, NULL, &id), 0);
	iommufd_device_close(other);
	iommufd_close(second);
	free(file);
}

#define group_test(function) cmocka_unit_test_setup_teardown(function, setup, topology_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		group_test(one_attaches_both),
		group_test(the_last_to_detach_detaches_both),
		group_test(the_second_goes_nowhere_else),
		group_test(both_follow_a_replace),
		group_test(a_newcomer_joins_what_the_group_is_attached_to),
		group_test(a_second_context_gets_none_of_it),
	};

	return RUN_TESTS(tests);
}
