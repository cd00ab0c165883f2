// SPDX-License-Identifier: GPL-2.0-only
/*
 * VFIO lets its driver know of a user only when the device is bound, and unregistering waits
 * without end for whoever merely opened the character device. A device that is to be removed only
 * when nobody has it open needs to be asked first and to stay unopened from then on. So opening is
 * preceded by a check here; the file that results is VFIO's own in every respect.
 */
#include <linux/cdev.h>
#include <linux/cleanup.h>
#include <linux/fs.h>
#include <linux/module.h>

#include "door.h"
#include "vfio.h"

#if !IS_ENABLED(CONFIG_VFIO_DEVICE_CDEV)
#error "vfio-sim needs a kernel with CONFIG_VFIO_DEVICE_CDEV"
#endif

static int door_open(struct inode *inode, struct file *file)
{
	struct vfio_sim *sim = container_of(inode->i_cdev, struct vfio_sim, vdev.cdev);

	guard(mutex)(&sim->door.lock);
	if (sim->door.shut)
		return -ENODEV;
	replace_fops(file, fops_get(sim->door.fops));
	return file->f_op->open(inode, file);
}

static const struct file_operations door_fops = {
	.owner = THIS_MODULE,
	.open = door_open,
};

void door_init(struct door *door)
{
	mutex_init(&door->lock);
}

/* To be called when the device has been registered: VFIO sets its file operations there. */
void door_hang(struct vfio_sim *sim)
{
	sim->door.fops = sim->vdev.cdev.ops;
	/* Who opens through door_fops finds the others in place. */
	smp_store_release(&sim->vdev.cdev.ops, &door_fops);
}

void door_shut(struct door *door)
{
	guard(mutex)(&door->lock);
	door->shut = true;
}

/*
 * Every open file holds one reference more than the registration itself. When the door is shut
 * already the driver is on its way out, has given up that one and may be waiting for files.
 */
int door_shut_if_unused(struct vfio_sim *sim)
{
	guard(mutex)(&sim->door.lock);
	if (sim->door.shut || refcount_read(&sim->vdev.refcount) > 1)
		return -EBUSY;
	sim->door.shut = true;
	return 0;
}

/* For what does not come through the character device: VFIO groups, and files open before. */
bool door_is_shut(struct door *door)
{
	guard(mutex)(&door->lock);
	return door->shut;
}
