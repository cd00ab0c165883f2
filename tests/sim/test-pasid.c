// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/* DMA with a PASID goes through the page table of that PASID. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <vfio-sim.h>

#include "sim.h"
#include "topology.h"

#define IOVA  UINT64_C(0x10000000)
#define PASID 5u
#define BITS  6u

/* A device with PASIDs of BITS bits, which is all its IOMMU knows, and one without. */
static const char *const topology[] = {
	"test/pasid_bits=6",   "test/live=1",		"test/dev/pasid_bits=20", "test/dev/live=1",
	"test/without/live=1", "test/few/pasid_bits=2", "test/few/live=1",	  NULL,
};

static int setup(void **state)
{
	return topology_setup(state, topology, "test/dev");
}

static int attach(struct iommufd_device *dev, uint32_t pasid, uint32_t pt_id)
{
	return iommufd_device_pasid_attach(dev, pasid, pt_id, NULL);
}

static int detach(struct iommufd_device *dev, uint32_t pasid)
{
	return iommufd_device_pasid_detach(dev, pasid);
}

static void use_pasid(struct sim_device *device, uint32_t pasid)
{
	assert_ret(iommufd_device_region_write(device->dev, &device->regs, VFIO_SIM_REG_PASID,
					       &pasid, sizeof(pasid)),
		   0);
}

static int alloc_hwpt(struct sim *sim, uint32_t dev_id, uint32_t ioas, uint32_t *hwpt)
{
	struct iommufd_hwpt_alloc_opts opts = { .size = sizeof(opts),
						.flags = IOMMUFD_HWPT_ALLOC_PASID };

	return iommufd_hwpt_alloc(sim->ctx, dev_id, ioas, &opts, hwpt);
}

/* A page table for PASIDs with @mem, a page, at IOVA. */
static uint32_t table_with(struct sim *sim, void *mem)
{
	uint64_t iova = IOVA;
	uint32_t ioas, hwpt;

	assert_ret(iommufd_ioas_alloc(sim->ctx, &ioas), 0);
	assert_ret(iommufd_ioas_map(sim->ctx, ioas, mem, PAGE, RW | FIXED, &iova), 0);
	assert_ret(alloc_hwpt(sim, sim->dev_id, ioas, &hwpt), 0);
	return hwpt;
}

static void assert_writes(struct sim_device *device, uint32_t pasid, const char *where)
{
	static uint8_t byte;

	use_pasid(device, pasid);
	assert_ret(sim_device_fill(device, IOVA, ++byte, 1, NULL), 0);
	assert_int_equal((uint8_t)*where, byte);
}

static void assert_blocked(struct sim_device *device, uint32_t pasid)
{
	struct sim_transfer transfer;

	use_pasid(device, pasid);
	assert_ret(sim_device_fill(device, IOVA, 1, 1, &transfer), -EFAULT);
	assert_int_equal(transfer.fault_reason, VFIO_SIM_FAULT_BLOCKED);
	assert_int_equal(transfer.fault_iova, IOVA);
}

static struct iommufd_device *bind_named(struct sim *sim, const char *name,
					 struct sim_device *device, uint32_t *id)
{
	char *file = topology_file(name);
	struct iommufd_device *dev = sim_bind(sim, file, id);

	assert_ret(sim_device_init(device, dev), 0);
	free(file);
	return dev;
}

static void width_is_as_configured(void **state)
{
	struct iommufd_hw_info info = { .size = sizeof(info) };
	struct sim *sim = *state;
	struct sim_device device;
	struct iommufd_device *few, *without;
	uint32_t id, hwpt;

	assert_ret(iommufd_get_hw_info(sim->ctx, sim->dev_id, 0, &info, NULL, 0), 0);
	assert_int_equal(info.max_pasid_log2, BITS);
	few = bind_named(sim, "test/few", &device, &id);
	assert_ret(iommufd_get_hw_info(sim->ctx, id, 0, &info, NULL, 0), 0);
	assert_int_equal(info.max_pasid_log2, 2);
	without = bind_named(sim, "test/without", &device, &id);
	assert_ret(iommufd_get_hw_info(sim->ctx, id, 0, &info, NULL, 0), 0);
	assert_int_equal(info.max_pasid_log2, 0);
	assert_ret(alloc_hwpt(sim, id, sim->ioas, &hwpt), -EOPNOTSUPP);
	iommufd_device_close(few);
	iommufd_device_close(without);
}

static void each_has_its_own_table(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(3 * PAGE);

	assert_ret(attach(sim->dev, PASID, table_with(sim, mem + PAGE)), 0);
	assert_blocked(&sim->device, 0);
	assert_ret(iommufd_device_attach(sim->dev, table_with(sim, mem), NULL), 0);
	assert_ret(attach(sim->dev, (1u << BITS) - 1, table_with(sim, mem + 2 * PAGE)), 0);
	assert_writes(&sim->device, 0, mem);
	assert_writes(&sim->device, PASID, mem + PAGE);
	assert_writes(&sim->device, (1u << BITS) - 1, mem + 2 * PAGE);
	assert_blocked(&sim->device, PASID + 1);
	assert_blocked(&sim->device, UINT32_MAX);
	munmap(mem, 3 * PAGE);
}

static void detached_it_reaches_nothing(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);
	uint32_t hwpt = table_with(sim, mem + PAGE);

	assert_ret(iommufd_device_attach(sim->dev, table_with(sim, mem), NULL), 0);
	assert_ret(attach(sim->dev, PASID, hwpt), 0);
	assert_ret(attach(sim->dev, PASID + 1, hwpt), 0);
	assert_ret(detach(sim->dev, PASID), 0);
	assert_blocked(&sim->device, PASID);
	assert_writes(&sim->device, PASID + 1, mem + PAGE);
	assert_writes(&sim->device, 0, mem);
	assert_ret(iommufd_device_detach(sim->dev), 0);
	assert_blocked(&sim->device, 0);
	assert_writes(&sim->device, PASID + 1, mem + PAGE);
	munmap(mem, 2 * PAGE);
}

static void replace_moves_one_alone(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(3 * PAGE);
	uint32_t other = table_with(sim, mem + 2 * PAGE);

	assert_ret(iommufd_device_attach(sim->dev, table_with(sim, mem), NULL), 0);
	assert_ret(attach(sim->dev, PASID, table_with(sim, mem + PAGE)), 0);
	assert_ret(attach(sim->dev, PASID, other), 0);
	assert_writes(&sim->device, PASID, mem + 2 * PAGE);
	assert_writes(&sim->device, 0, mem);
	assert_ret(iommufd_device_attach(sim->dev, other, NULL), 0);
	assert_writes(&sim->device, 0, mem + 2 * PAGE);
	munmap(mem, 3 * PAGE);
}

static void refused_the_old_stays(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	uint32_t hwpt = table_with(sim, mem), plain;

	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &plain), 0);
	assert_ret(attach(sim->dev, PASID, plain), -EINVAL);
	assert_blocked(&sim->device, PASID);
	assert_ret(attach(sim->dev, 1u << BITS, hwpt), -EINVAL);
	assert_ret(attach(sim->dev, PASID, 0xfffff), -ENOENT);
	assert_ret(attach(sim->dev, PASID, hwpt), 0);
	assert_ret(attach(sim->dev, PASID, plain), -EINVAL);
	assert_ret(attach(sim->dev, PASID, 0xfffff), -ENOENT);
	assert_ret(iommufd_device_attach(sim->dev, plain, NULL), -EINVAL);
	assert_ret(iommufd_destroy(sim->ctx, hwpt), -EBUSY);
	assert_writes(&sim->device, PASID, mem);
	munmap(mem, PAGE);
}

static void closing_detaches_and_reset_clears(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	uint32_t hwpt = table_with(sim, mem), id, pasid = 77;
	struct iommufd_device *few;
	struct sim_device device;

	few = bind_named(sim, "test/few", &device, &id);
	assert_ret(attach(few, 3, hwpt), 0);
	assert_writes(&device, 3, mem);
	iommufd_device_close(few);
	assert_ret(iommufd_destroy(sim->ctx, hwpt), 0);
	few = bind_named(sim, "test/few", &device, &id);
	assert_ret(iommufd_device_region_read(few, &device.regs, VFIO_SIM_REG_PASID, &pasid,
					      sizeof(pasid)),
		   0);
	assert_int_equal(pasid, 0);
	assert_blocked(&device, 3);
	iommufd_device_close(few);
	munmap(mem, PAGE);
}

struct mover {
	struct sim_device *device;
	atomic_bool stop;
	atomic_int failed;
	atomic_ulong transfers;
};

static void *move(void *arg)
{
	struct mover *mover = arg;

	while (!atomic_load(&mover->stop) && !mover->failed) {
		mover->failed = sim_device_fill(mover->device, IOVA, 1, PAGE, NULL);
		atomic_fetch_add(&mover->transfers, 1);
	}
	return NULL;
}

static void replacing_under_dma_leaves_no_gap(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);
	uint32_t tables[] = { table_with(sim, mem), table_with(sim, mem + PAGE) };
	struct mover mover = { .device = &sim->device };
	pthread_t thread;

	assert_ret(attach(sim->dev, PASID, tables[1]), 0);
	use_pasid(&sim->device, PASID);
	assert_int_equal(pthread_create(&thread, NULL, move, &mover), 0);
	for (int i = 0; (i < 1000 || mover.transfers < 100) && !mover.failed; i++)
		assert_ret(attach(sim->dev, PASID, tables[i % 2]), 0);
	atomic_store(&mover.stop, true);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_ret(mover.failed, 0);
	munmap(mem, 2 * PAGE);
}

static void detaching_under_dma_ends_it(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	uint32_t hwpt = table_with(sim, mem);
	struct mover mover = { .device = &sim->device };
	pthread_t thread;

	for (int i = 0; i < 50; i++) {
		mover.failed = 0;
		assert_ret(attach(sim->dev, PASID, hwpt), 0);
		use_pasid(&sim->device, PASID);
		assert_int_equal(pthread_create(&thread, NULL, move, &mover), 0);
		assert_ret(detach(sim->dev, PASID), 0);
		memset(mem, 7, PAGE);
		for (size_t j = 0; j < PAGE; j++)
			assert_int_equal(mem[j], 7);
		assert_int_equal(pthread_join(thread, NULL), 0);
		assert_ret(mover.failed, -EFAULT);
		assert_int_equal(mem[0], 7);
	}
	munmap(mem, PAGE);
}

#define pasid_test(function) cmocka_unit_test_setup_teardown(function, setup, topology_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		pasid_test(width_is_as_configured),
		pasid_test(each_has_its_own_table),
		pasid_test(detached_it_reaches_nothing),
		pasid_test(replace_moves_one_alone),
		pasid_test(refused_the_old_stays),
		pasid_test(closing_detaches_and_reset_clears),
		pasid_test(replacing_under_dma_leaves_no_gap),
		pasid_test(detaching_under_dma_ends_it),
	};

	return RUN_TESTS(tests);
}
