/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_DIRTY_H
#define LIBIOMMUFD_IOMMUFD_DIRTY_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Flags of iommufd_hwpt_set_dirty_tracking(); the kernel's values. */
#define IOMMUFD_HWPT_DIRTY_TRACKING_ENABLE 0x1u /* record writes from now on; else stop */

/* Flags of iommufd_hwpt_get_dirty_bitmap(); the kernel's values. */
#define IOMMUFD_HWPT_GET_DIRTY_BITMAP_NO_CLEAR 0x1u /* leave the record as it is */

/**
 * iommufd_hwpt_set_dirty_tracking() - begin or end recording which pages devices write
 * @ctx: the context
 * @hwpt_id: an HWPT allocated with IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING
 * @flags: IOMMUFD_HWPT_DIRTY_TRACKING_ENABLE, or 0 to end it
 *
 * Recording begins with all pages clean, also if it was on already.
 *
 * Wire: IOMMU_HWPT_SET_DIRTY_TRACKING.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx is NULL.
 * * -ENOENT: no HWPT that holds the mappings of an IOAS has this id.
 * * -EOPNOTSUPP: the HWPT was allocated without IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING, or @flags has a
 *   bit that this kernel does not know.
 * * What else the IOMMU driver returns.
 *
 * Since: kernel 6.7.
 */
int iommufd_hwpt_set_dirty_tracking(struct iommufd *ctx, uint32_t hwpt_id, uint32_t flags);

/**
 * iommufd_hwpt_get_dirty_bitmap() - which pages were written since they were clean last
 * @ctx: the context
 * @hwpt_id: an HWPT allocated with IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING
 * @iova: first IOVA, a multiple of @page_size
 * @length: bytes, a multiple of @page_size
 * @page_size: bytes that each bit stands for, a power of two; smaller or larger than what the IOMMU
 *	records is right too
 * @flags: IOMMUFD_HWPT_GET_DIRTY_BITMAP_NO_CLEAR, or 0 to make the pages clean again
 * @bitmap: one bit for each @page_size, beginning with the lowest of the first word, for
 *	@length / @page_size bits in whole words; the bits of written pages are set, the others stay
 *	as they are: clear them before
 *
 * Reading and cleaning is one step for each page, so that no write is lost. With
 * IOMMUFD_HWPT_GET_DIRTY_BITMAP_NO_CLEAR it is faster, for a range to be unmapped next.
 *
 * All of the range has to be mapped, and @bitmap writable: the kernel (up to 7.3) does not report
 * it when they are not, but tells nothing of pages behind the first gap.
 *
 * Wire: IOMMU_HWPT_GET_DIRTY_BITMAP.
 *
 * Thread safety: any thread at any time, each with a bitmap of its own.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @bitmap is NULL; @length or @page_size is 0; the range is not aligned to
 *   @page_size and to what iommufd_ioas_iova_ranges() tells.
 * * -ENOENT: no HWPT that holds the mappings of an IOAS has this id.
 * * -EOVERFLOW: @iova + @length wraps.
 * * -EOPNOTSUPP: the HWPT was allocated without IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING, or @flags has a
 *   bit that this kernel does not know.
 * * -ENOMEM.
 *
 * Since: kernel 6.7.
 */
int iommufd_hwpt_get_dirty_bitmap(struct iommufd *ctx, uint32_t hwpt_id, uint64_t iova,
				  uint64_t length, uint64_t page_size, uint32_t flags,
				  uint64_t *bitmap);

#ifdef __cplusplus
}
#endif

#endif
