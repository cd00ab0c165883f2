/* SPDX-License-Identifier: GPL-2.0-only */
/* Domains with a page table. */
#ifndef SIM_PAGING_H
#define SIM_PAGING_H

#include <linux/generic_pt/iommu.h>
#include <linux/iommu.h>

struct sim_iommu;

/**
 * struct sim_paging - a domain with a page table
 * @domain: as the core knows it
 * @table: the page table, VT-d second-stage format
 * @iommu: whose it is, held until the domain is freed
 * @root: physical address of the top table, which never changes
 * @levels: how many levels it has
 * @attached: a device is or was attached; dma_lock of the IOMMU
 * @enforces_coherency: only for devices whose accesses can be made coherent; dma_lock of the IOMMU
 * @dirty_tracking: mark the entries that are written through; dma_lock of the IOMMU
 */
struct sim_paging {
	union {
		struct iommu_domain domain;
		struct pt_iommu_vtdss table;
	};
	struct sim_iommu *iommu;
	phys_addr_t root;
	unsigned int levels;
	bool attached;
	bool enforces_coherency;
	bool dirty_tracking;
};

PT_IOMMU_CHECK_DOMAIN(struct sim_paging, table.iommu, domain);

static inline struct sim_paging *to_sim_paging(struct iommu_domain *domain)
{
	return container_of(domain, struct sim_paging, domain);
}

struct iommu_domain *sim_paging_alloc(struct device *dev, u32 flags,
				      const struct iommu_user_data *user_data);

#endif
