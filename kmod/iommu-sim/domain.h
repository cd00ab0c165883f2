/* SPDX-License-Identifier: GPL-2.0-only */
/* What all kinds of domain have in common: attaching. And the two kinds without a page table. */
#ifndef SIM_DOMAIN_H
#define SIM_DOMAIN_H

#include <linux/iommu.h>

struct sim_iommu;

void sim_domain_init_static(struct sim_iommu *iommu);
int sim_domain_attach(struct iommu_domain *domain, struct device *dev, struct iommu_domain *old);
int sim_domain_attach_pasid(struct iommu_domain *domain, struct device *dev, ioasid_t pasid,
			    struct iommu_domain *old);

#endif
