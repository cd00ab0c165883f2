// SPDX-License-Identifier: GPL-2.0-only
/*
 * Walking a VT-d second-stage table as the hardware does, see "Second-Stage Paging Entries" in the
 * VT-d specification. Tables change under the walk: an entry is read once.
 */
#include <linux/bits.h>
#include <linux/io.h>
#include <linux/iommu.h>

#include "paging.h"
#include "walk.h"

#define SS_READ	 BIT_ULL(0)
#define SS_WRITE BIT_ULL(1)
#define SS_PAGE	 BIT_ULL(7)
#define SS_ADDR	 GENMASK_ULL(51, 12)

static u64 required_bits(unsigned int access)
{
	return access == IOMMU_WRITE ? SS_WRITE : SS_READ;
}

/* The caller holds the IOMMU's dma_lock, which keeps the tables from being freed. */
enum iommu_sim_reason sim_walk_vtdss(const struct sim_paging *paging, u64 iova, unsigned int access,
				     phys_addr_t *phys)
{
	const u64 required = required_bits(access);
	phys_addr_t table = paging->root;

	if (iova > paging->domain.geometry.aperture_end)
		return IOMMU_SIM_NOT_PRESENT;
	for (int level = paging->levels - 1;; level--) {
		unsigned int shift = 12 + 9 * level;
		const u64 *entries = phys_to_virt(table);
		u64 entry = READ_ONCE(entries[(iova >> shift) & 511]);

		/* There is no present bit: an entry that permits nothing is none. */
		if (!(entry & (SS_READ | SS_WRITE)))
			return IOMMU_SIM_NOT_PRESENT;
		if (!(entry & required))
			return IOMMU_SIM_PERMISSION;
		table = entry & SS_ADDR;
		if (!level || entry & SS_PAGE) {
			*phys = table | (iova & GENMASK_ULL(shift - 1, 0));
			return IOMMU_SIM_OK;
		}
	}
}
