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
#define IOMMUFD_HWPT_ALLOC_PASID	  0x8u /* can be attached to a PASID */

/**
 * struct iommufd_hwpt_alloc_opts - what iommufd_hwpt_alloc() can be asked for
 * @size: sizeof(struct iommufd_hwpt_alloc_opts)
 * @flags: IOMMUFD_HWPT_ALLOC_*, or 0
 *
 * New members are added at the end; 0 in a new member means what was done before it came.
 */
struct iommufd_hwpt_alloc_opts {
	uint32_t size;
	uint32_t flags;
};

/**
 * iommufd_hwpt_alloc() - allocate a hardware page table (HWPT)
 * @ctx: the context
 * @dev_id: the bound device whose IOMMU the page table is made for
 * @pt_id: the IOAS whose mappings it holds, now and later
 * @opts: flags, or NULL for none
 * @hwpt_id: receives the id; iommufd_destroy() it before the IOAS
 *
 * The page table fits @dev_id and devices behind the same kind of IOMMU. Attaching a device to an
 * IOAS allocates one on its own; allocating it by hand gives it flags, and lets several devices
 * share it for certain.
 *
 * Wire: IOMMU_HWPT_ALLOC.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @hwpt_id is NULL; @opts->size is too small; @pt_id is no IOAS.
 * * -E2BIG: @opts is longer than this library knows it, and the unknown part is not 0.
 * * -ENOENT: no bound device has the id @dev_id.
 * * -EOPNOTSUPP: the device's IOMMU or the kernel does not support one of the flags.
 * * -EADDRINUSE: the IOAS has mappings outside what the IOMMU can address.
 * * -ENOMEM: out of memory, or pinning what the IOAS has mapped exceeds RLIMIT_MEMLOCK.
 * * -EFAULT: memory that the IOAS has mapped cannot be pinned.
 *
 * Since: kernel 6.6; IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING 6.7, IOMMUFD_HWPT_ALLOC_PASID 6.14.
 */
int iommufd_hwpt_alloc(struct iommufd *ctx, uint32_t dev_id, uint32_t pt_id,
		       const struct iommufd_hwpt_alloc_opts *opts, uint32_t *hwpt_id);

#ifdef __cplusplus
}
#endif

#endif
