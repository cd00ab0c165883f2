// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/* Devices whose accesses can be made coherent, beside one with which that cannot be done. */
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "sim.h"
#include "topology.h"

#define IOVA UINT64_C(0x10000000)

/* sim's device enforces; so does "other", and "plain" does not. */
static const char *const topology[] = {
	"test/live=1",
	"test/dev/enforce_coherency=1",
	"test/dev/live=1",
	"test/other/enforce_coherency=1",
	"test/other/live=1",
	"test/plain/live=1",
	NULL,
};

static int setup(void **state)
{
	return topology_setup(state, topology, "test/dev");
}

static struct iommufd_device *bind_named(struct sim *sim, const char *name, uint32_t *id)
{
	char *file = topology_file(name);
	struct iommufd_device *dev = sim_bind(sim, file, id);

	free(file);
	return dev;
}

static void those_that_enforce_share_a_table(void **state)
{
	struct sim *sim = *state;
	uint32_t id, first = 0, second = 0;
	struct iommufd_device *other = bind_named(sim, "test/other", &id);

	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, &first), 0);
	assert_ret(iommufd_device_attach(other, sim->ioas, &second), 0);
	assert_int_equal(first, second);
	iommufd_device_close(other);
}

static void one_that_cannot_gets_its_own(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	struct sim_device device;
	uint32_t id, first = 0, second = 0;
	struct iommufd_device *plain = bind_named(sim, "test/plain", &id);

	assert_ret(sim_device_init(&device, plain), 0);
	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, &first), 0);
	assert_ret(iommufd_device_attach(plain, sim->ioas, &second), 0);
	assert_true(first != second);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 'a', 1, NULL), 0);
	assert_ret(sim_device_fill(&device, IOVA + 1, 'b', 1, NULL), 0);
	assert_string_equal(mem, "ab");
	iommufd_device_close(plain);
	munmap(mem, PAGE);
}

static void after_one_that_cannot_one_table_does(void **state)
{
	struct sim *sim = *state;
	uint32_t id, first = 0, second = 0;
	struct iommufd_device *plain = bind_named(sim, "test/plain", &id);

	assert_ret(iommufd_device_attach(plain, sim->ioas, &first), 0);
	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, &second), 0);
	assert_int_equal(first, second);
	iommufd_device_close(plain);
}

static void refused_the_old_table_stays(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	struct sim_device device;
	uint32_t id, enforcing, plain_hwpt;
	struct iommufd_device *plain = bind_named(sim, "test/plain", &id);

	assert_ret(sim_device_init(&device, plain), 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &enforcing), 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, id, sim->ioas, NULL, &plain_hwpt), 0);
	assert_ret(iommufd_device_attach(plain, enforcing, NULL), -EINVAL);
	assert_ret(iommufd_device_attach(plain, plain_hwpt, NULL), 0);
	assert_ret(iommufd_device_attach(plain, enforcing, NULL), -EINVAL);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(sim_device_fill(&device, IOVA, 'p', 1, NULL), 0);
	assert_int_equal(mem[0], 'p');
	assert_ret(iommufd_device_attach(sim->dev, plain_hwpt, NULL), 0);
	assert_ret(iommufd_device_attach(sim->dev, enforcing, NULL), 0);
	iommufd_device_close(plain);
	munmap(mem, PAGE);
}

/* A device that comes into a group gets what the group has, or it does not come at all. */
static void a_group_takes_no_newcomer_that_cannot(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	struct iommufd_device *first;
	struct sim_device device;
	uint32_t id;

	assert_ret(topology_set("test/first/group", "pair"), 0);
	assert_ret(topology_set("test/first/enforce_coherency", "1"), 0);
	assert_ret(topology_set("test/first/live", "1"), 0);
	assert_ret(topology_set("test/second/group", "pair"), 0);
	first = bind_named(sim, "test/first", &id);
	assert_ret(sim_device_init(&device, first), 0);
	assert_ret(iommufd_device_attach(first, sim->ioas, NULL), 0);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(topology_set("test/second/live", "1"), -EIO);
	assert_ret(sim_device_fill(&device, IOVA, 'f', 1, NULL), 0);
	assert_ret(topology_set("test/second/enforce_coherency", "1"), 0);
	assert_ret(topology_set("test/second/live", "1"), 0);
	iommufd_device_close(first);
	munmap(mem, PAGE);
}

#define coherency_test(function) cmocka_unit_test_setup_teardown(function, setup, topology_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		coherency_test(those_that_enforce_share_a_table),
		coherency_test(one_that_cannot_gets_its_own),
		coherency_test(after_one_that_cannot_one_table_does),
		coherency_test(refused_the_old_table_stays),
		coherency_test(a_group_takes_no_newcomer_that_cannot),
	};

	return RUN_TESTS(tests);
}
