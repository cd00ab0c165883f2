/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The contract between iommu-sim, which makes the devices and translates their DMA, and the driver
 * that plays such a device. Symbols are in the namespace "IOMMU_SIM".
 *
 * Every function takes the platform device the driver is bound to and may be called from probe()
 * until remove() returns.
 */
#ifndef IOMMU_SIM_H
#define IOMMU_SIM_H

#include <linux/types.h>

struct device;
struct module;

/* The name of the platform devices, for the driver's id_table. */
#define IOMMU_SIM_DEVICE_NAME "iommu-sim-dev"

enum iommu_sim_reason {
	IOMMU_SIM_OK,
	IOMMU_SIM_BLOCKED,
	IOMMU_SIM_NOT_PRESENT,
	IOMMU_SIM_PERMISSION,
	IOMMU_SIM_BUS,
};

/**
 * struct iommu_sim_fault - an access the IOMMU refused
 * @iova: the first address of the refused access
 * @access: IOMMU_READ or IOMMU_WRITE
 * @reason: why
 */
struct iommu_sim_fault {
	u64 iova;
	unsigned int access;
	enum iommu_sim_reason reason;
};

/**
 * struct iommu_sim_client - the driver of a device, as iommu-sim sees it
 * @owner: module that stays loaded while the client is registered
 * @retire: the device is about to be removed. Either return 0, and from then on let nobody begin to
 *	use it, or change nothing and return -EBUSY. May sleep.
 */
struct iommu_sim_client {
	struct module *owner;
	int (*retire)(struct device *dev);
};

int iommu_sim_register_client(struct device *dev, const struct iommu_sim_client *client);
void iommu_sim_unregister_client(struct device *dev);

/*
 * DMA by the device. One call moves what lies within one 4 KiB page of each address, at most @len
 * bytes, which is not 0, and never sleeps: a caller loops, and decides between two calls whether to
 * reschedule or to stop. Attaching another page table and unmapping wait for calls under way, not
 * for the loop. @pasid is the PASID the access carries, 0 if none: then the page table that is
 * attached to the device counts.
 *
 * Returns the number of bytes moved, or -EFAULT with @fault filled in and nothing moved.
 */
int iommu_sim_copy(struct device *dev, u32 pasid, u64 dst, u64 src, u64 len,
		   struct iommu_sim_fault *fault);
int iommu_sim_fill(struct device *dev, u32 pasid, u64 dst, u8 byte, u64 len,
		   struct iommu_sim_fault *fault);

#endif
