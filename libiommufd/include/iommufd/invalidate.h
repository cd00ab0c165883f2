/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_INVALIDATE_H
#define LIBIOMMUFD_IOMMUFD_INVALIDATE_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Kinds of entries; the kernel's values (enum iommu_hwpt_invalidate_data_type). */
#define IOMMUFD_INVALIDATE_VTD_S1     0u /* struct iommufd_invalidate_vtd_s1 */
#define IOMMUFD_INVALIDATE_ARM_SMMUV3 1u /* struct iommufd_invalidate_arm_smmuv3 */

/* struct iommufd_invalidate_vtd_s1's flags (enum iommu_hwpt_vtd_s1_invalidate_flags). */
#define IOMMUFD_INVALIDATE_VTD_S1_LEAF 0x1u /* leaf entries only */

/**
 * struct iommufd_invalidate_vtd_s1 - forget translations of an Intel VT-d stage-1 page table
 * @addr: first IOVA, a multiple of 4096
 * @npages: how many pages of 4096 bytes; 2^64-1 with @addr 0: everything
 * @flags: IOMMUFD_INVALIDATE_VTD_S1_*
 * @reserved: 0
 *
 * What a guest's PASID-based IOTLB invalidation asks for: Intel Virtualization Technology for
 * Directed I/O, 6.5.2. The device's own TLB is invalidated with it.
 */
struct iommufd_invalidate_vtd_s1 {
	uint64_t addr;
	uint64_t npages;
	uint32_t flags;
	uint32_t reserved;
};

/**
 * struct iommufd_invalidate_arm_smmuv3 - a command of a guest's SMMUv3 command queue
 * @cmd: the command, little-endian
 *
 * SMMU architecture version 3, 4.1 Commands overview. The kernel takes CMD_TLBI_NSNH_ALL, NH_VA,
 * NH_VAA, NH_ALL, NH_ASID, CMD_ATC_INV, CMD_CFGI_CD and CMD_CFGI_CD_ALL, with the guest's stream
 * ids, and refuses others with -EIO.
 */
struct iommufd_invalidate_arm_smmuv3 {
	uint64_t cmd[2];
};

/**
 * iommufd_hwpt_invalidate() - have an IOMMU forget what it cached of user space's page tables
 * @ctx: the context
 * @hwpt_id: a nested HWPT, for its translations; or a vIOMMU, for all that a guest's invalidation
 *	commands mean
 * @data_type: what the entries are: IOMMUFD_INVALIDATE_VTD_S1 for a nested HWPT,
 *	IOMMUFD_INVALIDATE_ARM_SMMUV3 for a vIOMMU
 * @entries: an array of the driver's entries, carried out in order; may be NULL if *@num_entries
 *	is 0
 * @entry_len: bytes of each entry
 * @num_entries: in: how many; out, on failure too: how many were handled
 *
 * Needed after each change of a nested page table that made something invalid or stricter. One call
 * with many entries costs far less than many calls.
 *
 * After a failure the entries from *@num_entries on may have been carried out or not: a driver may
 * have handed them to the hardware together. Give all of them again.
 *
 * An array of 0 entries asks whether the kernel takes @data_type for @hwpt_id.
 *
 * Wire: IOMMU_HWPT_INVALIDATE.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @num_entries is NULL, or @entries is NULL though *@num_entries is not 0
 *   (*@num_entries is untouched then); @hwpt_id is neither a nested HWPT nor a vIOMMU; the driver
 *   does not take @data_type; an entry is not as the driver wants it; @entry_len is 0 or longer
 *   than a page, or there are more than 2^19 entries.
 * * -ENOENT: no object has the id @hwpt_id.
 * * -EOPNOTSUPP: the IOMMU driver has no invalidation for @hwpt_id; an entry asks for what it does
 *   not know.
 * * -E2BIG: entries are longer than the driver knows them, and the unknown part is not 0.
 * * -EFAULT: @entries is not readable.
 * * -EIO: an ARM SMMUv3 cannot take a command; or the hardware reported an error.
 * * -ETIMEDOUT: the hardware did not answer.
 * * -ENOMEM.
 *
 * Since: kernel 6.8; for a vIOMMU 6.13.
 */
int iommufd_hwpt_invalidate(struct iommufd *ctx, uint32_t hwpt_id, uint32_t data_type,
			    const void *entries, uint32_t entry_len, uint32_t *num_entries);

#ifdef __cplusplus
}
#endif

#endif
