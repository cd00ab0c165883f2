/* SPDX-License-Identifier: GPL-2.0-only */
/* One IOMMU: what a live instance is. */
#ifndef SIM_IOMMU_H
#define SIM_IOMMU_H

#include <linux/iommu.h>
#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>

#include "reserved.h"

struct sim_personality;

/**
 * struct sim_iommu_config - the fixed attributes of an IOMMU
 * @personality: which kind it is
 * @address_width: bits of an IOVA
 * @identity: whether devices may be given untranslated access
 * @dirty_tracking: whether page tables can tell what was written through them
 * @pasid_bits: width of the PASIDs it knows, 0 for none
 * @reserved: IOVAs no device can use
 */
struct sim_iommu_config {
	const struct sim_personality *personality;
	u8 address_width;
	bool identity;
	bool dirty_tracking;
	u8 pasid_bits;
	struct sim_reserved reserved;
};

/**
 * struct sim_iommu - a registered IOMMU
 * @iommu: as the core knows it
 * @ops: a copy of the personality's, because what is offered differs between instances
 * @blocked: the domain without any access
 * @identity: the domain without translation
 * @config: fixed while the IOMMU exists
 * @devices: those behind it; whoever creates and destroys them does it one at a time
 * @dma_lock: held for reading by DMA from translation to the last byte of a piece, and for writing
 *	by whoever changes what DMA may reach. So once a writer has had it, no access can be under
 *	way that was translated before: what hardware promises when an invalidation has completed.
 *	Taken in the DMA API's unmap path, hence never without interrupts disabled.
 * @users: one, and one for each device and each paging domain. Page tables outlive the device they
 *	were allocated for.
 */
struct sim_iommu {
	struct iommu_device iommu;
	struct iommu_ops ops;
	struct iommu_domain blocked;
	struct iommu_domain identity;
	struct sim_iommu_config config;
	struct list_head devices;
	rwlock_t dma_lock;
	refcount_t users;
};

struct sim_iommu *sim_iommu_create(const struct sim_iommu_config *config, int id);
int sim_iommu_destroy(struct sim_iommu *iommu);

static inline void sim_iommu_get(struct sim_iommu *iommu)
{
	refcount_inc(&iommu->users);
}

/* The owner's own reference is dropped by sim_iommu_destroy() alone, so this is never the last. */
static inline void sim_iommu_put(struct sim_iommu *iommu)
{
	refcount_dec(&iommu->users);
}

void sim_iommu_wait_for_dma(struct sim_iommu *iommu);

#endif
