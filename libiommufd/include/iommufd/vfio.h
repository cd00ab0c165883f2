/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_VFIO_H
#define LIBIOMMUFD_IOMMUFD_VFIO_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * An iommufd answers the ioctls of VFIO's container (/dev/vfio/vfio) as well, for one IOAS of its
 * own, the compatibility IOAS. Here is what concerns programs that use iommufd itself.
 */

/* Extensions for iommufd_vfio_check_extension(); the kernel's values (VFIO_*_IOMMU, ...). */
#define IOMMUFD_VFIO_TYPE1     1u /* the type 1 interface of VFIO */
#define IOMMUFD_VFIO_TYPE1V2   3u /* its version 2 */
#define IOMMUFD_VFIO_DMA_CC    4u /* DMA is cache coherent, whatever the device asks for */
#define IOMMUFD_VFIO_NOIOMMU   8u /* devices without an IOMMU */
#define IOMMUFD_VFIO_UNMAP_ALL 9u /* everything can be unmapped at once */

/**
 * iommufd_vfio_ioas_get() - which IOAS is the compatibility IOAS
 * @ctx: the context
 * @ioas_id: receives its id
 *
 * Wire: IOMMU_VFIO_IOAS, IOMMU_VFIO_IOAS_GET.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @ioas_id is NULL.
 * * -ENODEV: there is none.
 *
 * Since: kernel 6.2.
 */
int iommufd_vfio_ioas_get(struct iommufd *ctx, uint32_t *ioas_id);

/**
 * iommufd_vfio_ioas_set() - make an IOAS the compatibility IOAS
 * @ctx: the context
 * @ioas_id: the IOAS; it takes the place of one set before, which is not destroyed
 *
 * Wire: IOMMU_VFIO_IOAS, IOMMU_VFIO_IOAS_SET.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx is NULL.
 * * -ENOENT: no IOAS has this id.
 *
 * Since: kernel 6.2.
 */
int iommufd_vfio_ioas_set(struct iommufd *ctx, uint32_t ioas_id);

/**
 * iommufd_vfio_ioas_clear() - have no compatibility IOAS
 * @ctx: the context
 *
 * The IOAS is not destroyed. If there is none, nothing happens.
 *
 * Wire: IOMMU_VFIO_IOAS, IOMMU_VFIO_IOAS_CLEAR.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx is NULL.
 *
 * Since: kernel 6.2.
 */
int iommufd_vfio_ioas_clear(struct iommufd *ctx);

/**
 * iommufd_vfio_check_extension() - ask what VFIO compatibility supports
 * @ctx: the context
 * @extension: IOMMUFD_VFIO_*, or another of VFIO's numbers
 * @supported: receives 1 or 0; 0 also for an extension the kernel does not know
 *
 * IOMMUFD_VFIO_DMA_CC is of use to everyone, and asked nowhere else: is the DMA of every page table
 * of the compatibility IOAS coherent with the processors' caches even if a device asks for accesses
 * that are not (PCI's no-snoop)? Where not, a VMM has to let the guest flush caches. Make the IOAS
 * in question the compatibility IOAS before with iommufd_vfio_ioas_set(), and ask again when a
 * device was attached: an IOAS without page tables answers 1.
 *
 * Wire: VFIO_CHECK_EXTENSION.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @supported is NULL.
 * * -ENODEV: IOMMUFD_VFIO_DMA_CC was asked and there is no compatibility IOAS.
 *
 * Since: kernel 6.2.
 */
int iommufd_vfio_check_extension(struct iommufd *ctx, uint32_t extension, uint32_t *supported);

/**
 * iommufd_vfio_get_page_sizes() - which sizes the entries of page tables can have
 * @ctx: the context
 * @page_sizes: receives the sizes that every page table of the compatibility IOAS has, as bits: the
 *	bit 12 is set for 4 KiB, and so on
 *
 * Mappings that are that long, with IOVA and memory aligned to a large size, need fewer entries.
 * An IOAS without page tables answers with all sizes from the processor's page on.
 *
 * Wire: VFIO_IOMMU_GET_INFO. What that tells beside, iommufd_ioas_iova_ranges() tells too.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @page_sizes is NULL.
 * * -ENODEV: there is no compatibility IOAS.
 *
 * Since: kernel 6.2.
 */
int iommufd_vfio_get_page_sizes(struct iommufd *ctx, uint64_t *page_sizes);

#ifdef __cplusplus
}
#endif

#endif
