/* SPDX-License-Identifier: GPL-2.0-only */
/* The hardware's view of a page table. */
#ifndef SIM_WALK_H
#define SIM_WALK_H

#include <linux/types.h>

#include "iommu-sim.h"

struct sim_paging;

enum iommu_sim_reason sim_walk_vtdss(const struct sim_paging *paging, u64 iova, unsigned int access,
				     phys_addr_t *phys);

#endif
