// SPDX-License-Identifier: GPL-2.0-only
/* DMA of the devices: translate and touch memory under the lock that attach and sync wait for. */
#include <linux/export.h>
#include <linux/io.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include "device.h"
#include "iommu-sim.h"
#include "iommu.h"
#include "paging.h"
#include "walk.h"

/* Where an access goes; NULL if its PASID is attached to nothing. */
static struct iommu_domain *domain_of(struct sim_device *device, u32 pasid)
{
	return pasid == IOMMU_NO_PASID ? device->domain : xa_load(&device->pasids, pasid);
}

static enum iommu_sim_reason translate(struct iommu_domain *domain, u64 iova, unsigned int access,
				       phys_addr_t *phys)
{
	if (!domain)
		return IOMMU_SIM_BLOCKED;
	switch (domain->type) {
	case IOMMU_DOMAIN_BLOCKED:
		return IOMMU_SIM_BLOCKED;
	case IOMMU_DOMAIN_IDENTITY:
		*phys = iova;
		return IOMMU_SIM_OK;
	default:
		return sim_walk_vtdss(to_sim_paging(domain), iova, access, phys);
	}
}

/* The kernel address of what the device finds at @iova, NULL with @fault filled in if nothing. */
static void *reach(struct sim_device *device, u32 pasid, u64 iova, unsigned int access,
		   struct iommu_sim_fault *fault)
{
	enum iommu_sim_reason reason;
	phys_addr_t phys;

	reason = translate(domain_of(device, pasid), iova, access, &phys);
	/*
	 * Only memory answers. Nothing a device can be told to do reaches registers of real devices
	 * or an interrupt controller.
	 */
	if (reason == IOMMU_SIM_OK && !pfn_valid(PHYS_PFN(phys)))
		reason = IOMMU_SIM_BUS;
	if (reason == IOMMU_SIM_OK)
		return phys_to_virt(phys);
	*fault = (struct iommu_sim_fault){ .iova = iova, .access = access, .reason = reason };
	return NULL;
}

static u64 left_in_page(u64 iova)
{
	return SZ_4K - (iova & (SZ_4K - 1));
}

int iommu_sim_copy(struct device *dev, u32 pasid, u64 dst, u64 src, u64 len,
		   struct iommu_sim_fault *fault)
{
	struct sim_device *device = dev_iommu_priv_get(dev);
	size_t n = min3(len, left_in_page(src), left_in_page(dst));
	unsigned long flags;
	void *from, *to;

	read_lock_irqsave(&device->iommu->dma_lock, flags);
	from = reach(device, pasid, src, IOMMU_READ, fault);
	to = from ? reach(device, pasid, dst, IOMMU_WRITE, fault) : NULL;
	if (to)
		memcpy(to, from, n);
	read_unlock_irqrestore(&device->iommu->dma_lock, flags);
	return to ? n : -EFAULT;
}
EXPORT_SYMBOL_NS_GPL(iommu_sim_copy, "IOMMU_SIM");

int iommu_sim_fill(struct device *dev, u32 pasid, u64 dst, u8 byte, u64 len,
		   struct iommu_sim_fault *fault)
{
	struct sim_device *device = dev_iommu_priv_get(dev);
	size_t n = min(len, left_in_page(dst));
	unsigned long flags;
	void *to;

	read_lock_irqsave(&device->iommu->dma_lock, flags);
	to = reach(device, pasid, dst, IOMMU_WRITE, fault);
	if (to)
		memset(to, byte, n);
	read_unlock_irqrestore(&device->iommu->dma_lock, flags);
	return to ? n : -EFAULT;
}
EXPORT_SYMBOL_NS_GPL(iommu_sim_fill, "IOMMU_SIM");
