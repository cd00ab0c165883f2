/* SPDX-License-Identifier: GPL-2.0-only */
/* One device behind an IOMMU. */
#ifndef SIM_DEVICE_H
#define SIM_DEVICE_H

#include <linux/iommu.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/xarray.h>

#include "group.h"
#include "reserved.h"

struct iommu_sim_client;
struct sim_iommu;

/**
 * struct sim_device_config - the fixed attributes of a device
 * @group: devices behind one IOMMU that name the same share a group; empty for one of its own
 * @identity: whether it may be given untranslated access, if its IOMMU allows any
 * @enforce_coherency: its accesses can be made coherent, whatever they ask for
 * @pasid_bits: width of the PASIDs it can send, if its IOMMU has as many; 0 for none
 * @reserved: IOVAs it cannot use, beside those that its IOMMU reserves for all devices
 */
struct sim_device_config {
	char group[SIM_GROUP_NAME];
	bool identity;
	bool enforce_coherency;
	u8 pasid_bits;
	struct sim_reserved reserved;
};

/**
 * struct sim_device - a device whose DMA is simulated
 * @pdev: as the driver core knows it
 * @iommu: the one in front of it
 * @node: in the list of all devices behind it
 * @config: fixed while the device exists
 * @domain: where its DMA without a PASID goes; dma_lock of the IOMMU
 * @pasids: the same for each PASID that is attached; changed under dma_lock of the IOMMU
 * @client_lock: protects @client and @retired
 * @client: how its driver, if any, is asked whether the device may go
 * @retired: the device is going, no driver may take it up again
 */
struct sim_device {
	struct platform_device *pdev;
	struct sim_iommu *iommu;
	struct list_head node;
	struct sim_device_config config;
	struct iommu_domain *domain;
	struct xarray pasids;
	struct mutex client_lock; /* see above */
	const struct iommu_sim_client *client;
	bool retired;
};

struct sim_device *sim_device_create(struct sim_iommu *iommu,
				     const struct sim_device_config *config, int id);
int sim_device_destroy(struct sim_device *device);

struct iommu_device *sim_device_probe(struct device *dev);

#endif
