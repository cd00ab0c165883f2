/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_HWPT_H
#define LIBIOMMUFD_IOMMUFD_HWPT_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Flags of struct iommufd_hwpt_alloc_opts; the kernel's values (enum iommufd_hwpt_alloc_flags). */
#define IOMMUFD_HWPT_ALLOC_NEST_PARENT	  0x1u /* can be the stage-2 under nested HWPTs */
#define IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING 0x2u /* records which pages devices write */
#define IOMMUFD_HWPT_FAULT_ID_VALID	  0x4u /* page faults go to @fault_id */
#define IOMMUFD_HWPT_ALLOC_PASID	  0x8u /* can be attached to a PASID */

/* The driver's data; the kernel's values (enum iommu_hwpt_data_type). */
#define IOMMUFD_HWPT_DATA_NONE	     0u
#define IOMMUFD_HWPT_DATA_VTD_S1     1u /* struct iommufd_hwpt_vtd_s1 */
#define IOMMUFD_HWPT_DATA_ARM_SMMUV3 2u /* struct iommufd_hwpt_arm_smmuv3 */
#define IOMMUFD_HWPT_DATA_AMD_GUEST  3u /* struct iommufd_hwpt_amd_guest */

/* struct iommufd_hwpt_vtd_s1's flags; the kernel's values (enum iommu_hwpt_vtd_s1_flags). */
#define IOMMUFD_VTD_S1_SRE  0x1u /* supervisor requests */
#define IOMMUFD_VTD_S1_EAFE 0x2u /* extended access flag */
#define IOMMUFD_VTD_S1_WPE  0x4u /* write protection for supervisor requests too */

/**
 * struct iommufd_hwpt_vtd_s1 - a stage-1 page table of Intel VT-d
 * @flags: IOMMUFD_VTD_S1_*
 * @pgtbl_addr: where its top level is, in the guest's physical memory
 * @addr_width: bits of an IOVA
 * @reserved: 0
 *
 * What a guest writes into its scalable-mode PASID table entry: Intel Virtualization Technology for
 * Directed I/O, 9.6. In the machine's byte order.
 */
struct iommufd_hwpt_vtd_s1 {
	uint64_t flags;
	uint64_t pgtbl_addr;
	uint32_t addr_width;
	uint32_t reserved;
};

/**
 * struct iommufd_hwpt_arm_smmuv3 - a stage-1 configuration of an ARM SMMUv3
 * @ste: the first two double words of the guest's Stream Table Entry, little-endian
 *
 * Arm System Memory Management Unit Architecture Specification, SMMU architecture version 3, 5.2
 * Stream Table Entry. The kernel takes V, Config, S1Fmt, S1ContextPtr, S1CDMax, EATS, S1DSS, S1CIR,
 * S1COR, S1CSH, S1STALLD, and refuses others with -EIO. Config chooses stage 1, bypass or abort.
 */
struct iommufd_hwpt_arm_smmuv3 {
	uint64_t ste[2];
};

/**
 * struct iommufd_hwpt_amd_guest - a guest's page table of an AMD IOMMU
 * @dte: the guest's Device Table Entry
 *
 * AMD I/O Virtualization Technology (IOMMU) Specification, 2.2.2.1 Device Table Entry Format.
 */
struct iommufd_hwpt_amd_guest {
	uint64_t dte[4];
};

/**
 * struct iommufd_hwpt_alloc_opts - what iommufd_hwpt_alloc() can be asked for
 * @size: sizeof(struct iommufd_hwpt_alloc_opts)
 * @flags: IOMMUFD_HWPT_ALLOC_*, IOMMUFD_HWPT_FAULT_ID_VALID, or 0
 * @data_type: what @data is: IOMMUFD_HWPT_DATA_*
 * @data_len: bytes at @data
 * @data: what the IOMMU driver has to know of a page table that user space writes
 * @fault_id: the fault queue, with IOMMUFD_HWPT_FAULT_ID_VALID
 * @reserved: 0
 *
 * New members are added at the end; 0 in a new member means what was done before it came.
 */
struct iommufd_hwpt_alloc_opts {
	uint32_t size;
	uint32_t flags;
	uint32_t data_type;
	uint32_t data_len;
	const void *data;
	uint32_t fault_id;
	uint32_t reserved;
};

/**
 * iommufd_hwpt_alloc() - allocate a hardware page table (HWPT)
 * @ctx: the context
 * @dev_id: the bound device whose IOMMU the page table is made for
 * @pt_id: the IOAS whose mappings it holds, now and later; for a nested HWPT its parent, or a
 *	vIOMMU, which has a parent
 * @opts: flags and driver's data, or NULL for none
 * @hwpt_id: receives the id; iommufd_destroy() it before @pt_id
 *
 * The page table fits @dev_id and devices behind the same kind of IOMMU. Attaching a device to an
 * IOAS allocates one on its own; allocating it by hand gives it flags, and lets several devices
 * share it for certain.
 *
 * A nested HWPT is a page table in the memory of user space, a guest's stage 1, whose addresses go
 * through its parent: an HWPT allocated with IOMMUFD_HWPT_ALLOC_NEST_PARENT. @opts->data describes
 * it in the form of the IOMMU's driver.
 *
 * Wire: IOMMU_HWPT_ALLOC.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @hwpt_id is NULL; @opts->size is too small; @opts->data is NULL though
 *   @opts->data_len is not 0; @pt_id is no IOAS, HWPT or vIOMMU, or an HWPT that cannot be a
 *   parent, or of another kind of IOMMU; only one of @opts->data_type and @opts->data_len is 0;
 *   the driver does not take the data.
 * * -E2BIG: @opts is longer than this library knows it, and the unknown part is not 0; the same of
 *   @opts->data and the kernel.
 * * -ENOENT: no bound device has the id @dev_id, or no fault queue the id @opts->fault_id.
 * * -EOPNOTSUPP: the device's IOMMU or the kernel does not support one of the flags, nesting, or
 *   @opts->data_type; a nest parent cannot have a fault queue.
 * * -EIO: ARM SMMUv3 cannot take such a stream table entry.
 * * -EADDRINUSE: the IOAS has mappings outside what the IOMMU can address.
 * * -ENOMEM: out of memory, or pinning what the IOAS has mapped exceeds RLIMIT_MEMLOCK.
 * * -EFAULT: memory that the IOAS has mapped cannot be pinned; @opts->data is not readable.
 *
 * Since: kernel 6.6; nesting and IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING 6.7, IOMMUFD_HWPT_FAULT_ID_VALID
 * 6.11, a vIOMMU as @pt_id 6.13, IOMMUFD_HWPT_ALLOC_PASID 6.14.
 */
int iommufd_hwpt_alloc(struct iommufd *ctx, uint32_t dev_id, uint32_t pt_id,
		       const struct iommufd_hwpt_alloc_opts *opts, uint32_t *hwpt_id);

#ifdef __cplusplus
}
#endif

#endif
