// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "sim.h"

int sim_setup_with(void **state, const char *name)
{
	struct sim *sim = calloc(1, sizeof(*sim));

	assert_non_null(sim);
	assert_ret(iommufd_open(NULL, &sim->ctx), 0);
	sim->dev = sim_bind(sim, name, &sim->dev_id);
	assert_ret(sim_device_init(&sim->device, sim->dev), 0);
	assert_ret(iommufd_ioas_alloc(sim->ctx, &sim->ioas), 0);
	*state = sim;
	return 0;
}

int sim_setup(void **state)
{
	return sim_setup_with(state, DEVICE_NAME);
}

int sim_teardown(void **state)
{
	struct sim *sim = *state;

	iommufd_device_close(sim->dev);
	iommufd_close(sim->ctx);
	free(sim);
	return 0;
}

struct iommufd_device *sim_bind(struct sim *sim, const char *name, uint32_t *dev_id)
{
	struct iommufd_device *dev;

	assert_ret(iommufd_device_open(name, &dev), 0);
	assert_ret(iommufd_device_bind(dev, sim->ctx, NULL, dev_id), 0);
	return dev;
}

void *sim_memory(size_t length)
{
	void *mem = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_true(mem != MAP_FAILED);
	return mem;
}

int sim_map(struct sim *sim, void *addr, size_t length, uint64_t iova, uint32_t flags)
{
	return iommufd_ioas_map(sim->ctx, sim->ioas, addr, length, flags | FIXED, &iova);
}

void sim_attach(struct sim *sim)
{
	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, NULL), 0);
}
