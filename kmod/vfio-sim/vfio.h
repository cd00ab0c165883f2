/* SPDX-License-Identifier: GPL-2.0-only */
/* The device as VFIO and its users see it. */
#ifndef VFIO_SIM_VFIO_H
#define VFIO_SIM_VFIO_H

#include <linux/vfio.h>

#include "door.h"
#include "engine.h"

/**
 * struct vfio_sim - a device offered to user space
 * @vdev: as VFIO knows it
 * @door: whether it can still be opened
 * @engine: what it does
 */
struct vfio_sim {
	struct vfio_device vdev; /* first, VFIO frees it */
	struct door door;
	struct engine engine;
};

extern const struct vfio_device_ops vfio_sim_ops;

#endif
