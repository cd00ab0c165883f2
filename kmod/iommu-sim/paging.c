// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>
#include <linux/slab.h>

#include "device.h"
#include "domain.h"
#include "iommu-pages.h"
#include "iommu.h"
#include "paging.h"

static void paging_free(struct iommu_domain *domain)
{
	struct sim_paging *paging = to_sim_paging(domain);
	struct sim_iommu *iommu = paging->iommu;

	pt_iommu_deinit(&paging->table.iommu);
	kfree(paging);
	sim_iommu_put(iommu);
}

/* Tables removed from the tree may be freed only when no walk that started before is under way. */
static void paging_iotlb_sync(struct iommu_domain *domain, struct iommu_iotlb_gather *gather)
{
	sim_iommu_wait_for_dma(to_sim_paging(domain)->iommu);
	iommu_put_pages_list(&gather->freelist);
}

static void paging_flush_iotlb_all(struct iommu_domain *domain)
{
	sim_iommu_wait_for_dma(to_sim_paging(domain)->iommu);
}

/* Whether @dev may use the table; after that it is decided what the table enforces. */
static int admit(struct sim_paging *paging, struct device *dev)
{
	const struct sim_device *device = dev_iommu_priv_get(dev);
	unsigned long flags;
	int ret = 0;

	write_lock_irqsave(&paging->iommu->dma_lock, flags);
	if (paging->enforces_coherency && !device->config.enforce_coherency)
		ret = -EINVAL;
	else
		paging->attached = true;
	write_unlock_irqrestore(&paging->iommu->dma_lock, flags);
	return ret;
}

static int paging_attach(struct iommu_domain *domain, struct device *dev, struct iommu_domain *old)
{
	return admit(to_sim_paging(domain), dev) ?: sim_domain_attach(domain, dev, old);
}

static int paging_attach_pasid(struct iommu_domain *domain, struct device *dev, ioasid_t pasid,
			       struct iommu_domain *old)
{
	return admit(to_sim_paging(domain), dev)
		       ?: sim_domain_attach_pasid(domain, dev, pasid, old);
}

/* Not once it is attached, because there may be a device for which it cannot be enforced. */
static bool paging_enforce_coherency(struct iommu_domain *domain)
{
	struct sim_paging *paging = to_sim_paging(domain);
	unsigned long flags;
	bool enforced;

	write_lock_irqsave(&paging->iommu->dma_lock, flags);
	if (!paging->attached)
		paging->enforces_coherency = true;
	enforced = paging->enforces_coherency;
	write_unlock_irqrestore(&paging->iommu->dma_lock, flags);
	return enforced;
}

static const struct iommu_domain_ops paging_ops = {
	IOMMU_PT_DOMAIN_OPS(vtdss),
	.attach_dev = paging_attach,
	.set_dev_pasid = paging_attach_pasid,
	.enforce_cache_coherency = paging_enforce_coherency,
	.iotlb_sync = paging_iotlb_sync,
	.flush_iotlb_all = paging_flush_iotlb_all,
	.free = paging_free,
};

/* When this returns, every access under way marks what it writes, or none does any more. */
static int paging_set_dirty_tracking(struct iommu_domain *domain, bool enabled)
{
	struct sim_paging *paging = to_sim_paging(domain);
	unsigned long flags;

	write_lock_irqsave(&paging->iommu->dma_lock, flags);
	paging->dirty_tracking = enabled;
	write_unlock_irqrestore(&paging->iommu->dma_lock, flags);
	return 0;
}

/*
 * What is found dirty is reported and made clean at once, while DMA goes on. Accesses that had seen
 * the entry dirty do not mark it again; paging_iotlb_sync() waits for their last byte before the
 * report reaches anyone.
 */
static const struct iommu_dirty_ops paging_dirty_ops = {
	IOMMU_PT_DIRTY_OPS(vtdss),
	.set_dirty_tracking = paging_set_dirty_tracking,
};

static int init_table(struct sim_paging *paging, u8 address_width)
{
	const struct pt_iommu_vtdss_cfg cfg = {
		.common.features = BIT(PT_FEAT_FLUSH_RANGE),
		.common.hw_max_vasz_lg2 = address_width,
		.common.hw_max_oasz_lg2 = 52,
		/* 9 bits a level above the 12 of a page, the lowest being level 0 */
		.top_level = (address_width - 12) / 9 - 1,
	};
	struct pt_iommu_vtdss_hw_info info;
	int ret;

	paging->table.iommu.nid = NUMA_NO_NODE;
	ret = pt_iommu_vtdss_init(&paging->table, &cfg, GFP_KERNEL_ACCOUNT);
	if (ret)
		return ret;
	pt_iommu_vtdss_hw_info(&paging->table, &info);
	paging->root = info.ssptptr;
	paging->levels = cfg.top_level + 1;
	return 0;
}

/* A table for PASIDs is like any other. */
static u32 supported_flags(const struct sim_device *device)
{
	u32 flags = 0;

	if (device->iommu->config.dirty_tracking)
		flags |= IOMMU_HWPT_ALLOC_DIRTY_TRACKING;
	if (device->pdev->dev.iommu->max_pasids)
		flags |= IOMMU_HWPT_ALLOC_PASID;
	return flags;
}

struct iommu_domain *sim_paging_alloc(struct device *dev, u32 flags,
				      const struct iommu_user_data *user_data)
{
	struct sim_device *device = dev_iommu_priv_get(dev);
	struct sim_iommu *iommu = device->iommu;
	struct sim_paging *paging;
	int ret;

	if (flags & ~supported_flags(device) || user_data)
		return ERR_PTR(-EOPNOTSUPP);
	paging = kzalloc_obj(*paging, GFP_KERNEL_ACCOUNT);
	if (!paging)
		return ERR_PTR(-ENOMEM);
	paging->domain.ops = &paging_ops;
	if (flags & IOMMU_HWPT_ALLOC_DIRTY_TRACKING)
		paging->domain.dirty_ops = &paging_dirty_ops;
	ret = init_table(paging, iommu->config.address_width);
	if (ret) {
		kfree(paging);
		return ERR_PTR(ret);
	}
	sim_iommu_get(iommu);
	paging->iommu = iommu;
	return &paging->domain;
}

MODULE_IMPORT_NS("GENERIC_PT_IOMMU");
