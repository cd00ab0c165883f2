/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* A context with a device of the sim bound to it, fresh for each test. */
#ifndef SIM_H
#define SIM_H

#include "../test.h"
#include "sim-device.h"

#define DEVICE_NAME "vfio0"
#define SECOND_NAME "vfio1"
#define PAGE	    4096ul
#define RW	    (IOMMUFD_IOAS_MAP_READABLE | IOMMUFD_IOAS_MAP_WRITEABLE)
#define FIXED	    IOMMUFD_IOAS_MAP_FIXED_IOVA

struct sim {
	struct iommufd *ctx;
	struct iommufd_device *dev;
	uint32_t dev_id;
	uint32_t ioas;
	struct sim_device device;
};

/* cmocka set-up and tear-down: *@state is a struct sim. */
int sim_setup(void **state);
int sim_teardown(void **state);

/* The same for another device than DEVICE_NAME. */
int sim_setup_with(void **state, const char *name);

/* Bind @name to sim's context, as a second device. */
struct iommufd_device *sim_bind(struct sim *sim, const char *name, uint32_t *dev_id);

/* Zeroed memory of this process, whole pages. */
void *sim_memory(size_t length);

/* Attach sim's device to sim's IOAS. */
void sim_attach(struct sim *sim);

/* Map @length bytes at @addr to @iova in sim->ioas. */
int sim_map(struct sim *sim, void *addr, size_t length, uint64_t iova, uint32_t flags);

#define sim_test(function) cmocka_unit_test_setup_teardown(function, sim_setup, sim_teardown)

#endif
