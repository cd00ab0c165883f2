// SPDX-License-Identifier: GPL-2.0-only
/*
 * Walking a VT-d second-stage table as the hardware does, see "Second-Stage Paging Entries" in the
 * VT-d specification. Tables change under the walk: an entry is read once, and marked only if it
 * is still the same.
 */
#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/io.h>
#include <linux/iommu.h>

#include "paging.h"
#include "walk.h"

#define SS_READ	 BIT_ULL(0)
#define SS_WRITE BIT_ULL(1)
#define SS_PAGE	 BIT_ULL(7)
#define SS_DIRTY BIT_ULL(9)
#define SS_ADDR	 GENMASK_ULL(51, 12)

static u64 required_bits(unsigned int access)
{
	return access == IOMMU_WRITE ? SS_WRITE : SS_READ;
}

struct leaf {
	u64 *slot;
	u64 entry;
	unsigned int shift;
};

static enum iommu_sim_reason find_leaf(const struct sim_paging *paging, u64 iova, u64 required,
				       struct leaf *leaf)
{
	phys_addr_t table = paging->root;

	for (int level = paging->levels - 1;; level--) {
		unsigned int shift = 12 + 9 * level;
		u64 *slot = (u64 *)phys_to_virt(table) + ((iova >> shift) & 511);
		u64 entry = READ_ONCE(*slot);

		/* There is no present bit: an entry that permits nothing is none. */
		if (!(entry & (SS_READ | SS_WRITE)))
			return IOMMU_SIM_NOT_PRESENT;
		if (!(entry & required))
			return IOMMU_SIM_PERMISSION;
		if (!level || entry & SS_PAGE) {
			*leaf = (struct leaf){ .slot = slot, .entry = entry, .shift = shift };
			return IOMMU_SIM_OK;
		}
		table = entry & SS_ADDR;
	}
}

/* False if the entry is another one meanwhile. */
static bool mark_dirty(struct leaf *leaf)
{
	return leaf->entry & SS_DIRTY ||
	       try_cmpxchg64(leaf->slot, &leaf->entry, leaf->entry | SS_DIRTY);
}

/* The caller holds the IOMMU's dma_lock, which keeps the tables from being freed. */
enum iommu_sim_reason sim_walk_vtdss(const struct sim_paging *paging, u64 iova, unsigned int access,
				     phys_addr_t *phys)
{
	const bool marks = access == IOMMU_WRITE && paging->dirty_tracking;
	enum iommu_sim_reason reason;
	struct leaf leaf;

	if (iova > paging->domain.geometry.aperture_end)
		return IOMMU_SIM_NOT_PRESENT;
	do {
		reason = find_leaf(paging, iova, required_bits(access), &leaf);
		if (reason != IOMMU_SIM_OK)
			return reason;
	} while (marks && !mark_dirty(&leaf));
	*phys = (leaf.entry & SS_ADDR) | (iova & GENMASK_ULL(leaf.shift - 1, 0));
	return IOMMU_SIM_OK;
}
