/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether a device can be opened. */
#ifndef VFIO_SIM_DOOR_H
#define VFIO_SIM_DOOR_H

#include <linux/mutex.h>

struct file_operations;
struct vfio_sim;

/**
 * struct door - what opening a device passes through
 * @lock: held while a file is being opened and while the door is being shut
 * @shut: nobody can open the device any more
 * @fops: VFIO's own file operations
 */
struct door {
	struct mutex lock; /* see above */
	bool shut;
	const struct file_operations *fops;
};

void door_init(struct door *door);
void door_hang(struct vfio_sim *sim);
void door_shut(struct door *door);
int door_shut_if_unused(struct vfio_sim *sim);
bool door_is_shut(struct door *door);

#endif
