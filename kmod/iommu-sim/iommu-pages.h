/* SPDX-License-Identifier: GPL-2.0-only */
/* Exported to modules, but declared in a header that is not. */
#ifndef SIM_IOMMU_PAGES_H
#define SIM_IOMMU_PAGES_H

struct iommu_pages_list;

void iommu_put_pages_list(struct iommu_pages_list *list);

#endif
