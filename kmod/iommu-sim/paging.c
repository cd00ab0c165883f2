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

static const struct iommu_domain_ops paging_ops = {
	IOMMU_PT_DOMAIN_OPS(vtdss),
	.attach_dev = sim_domain_attach,
	.iotlb_sync = paging_iotlb_sync,
	.flush_iotlb_all = paging_flush_iotlb_all,
	.free = paging_free,
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

struct iommu_domain *sim_paging_alloc(struct device *dev)
{
	struct sim_device *device = dev_iommu_priv_get(dev);
	struct sim_iommu *iommu = device->iommu;
	struct sim_paging *paging;
	int ret;

	paging = kzalloc_obj(*paging, GFP_KERNEL_ACCOUNT);
	if (!paging)
		return ERR_PTR(-ENOMEM);
	paging->domain.ops = &paging_ops;
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
