/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_OPTION_H
#define LIBIOMMUFD_IOMMUFD_OPTION_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Options; the kernel's values (enum iommufd_option). */

/*
 * Of the context: what memory a caller without CAP_IPC_LOCK may pin is counted for his user (0, the
 * default) or for his process (1) against RLIMIT_MEMLOCK.
 */
#define IOMMUFD_OPTION_RLIMIT_MODE 0u
/*
 * Of an IOAS: neighbouring pages become large entries in page tables (1, the default) or not (0),
 * which is slower and serves for measuring.
 */
#define IOMMUFD_OPTION_HUGE_PAGES 1u

/**
 * iommufd_option_get() - the value of an option
 * @ctx: the context
 * @option: IOMMUFD_OPTION_*
 * @object_id: the IOAS for IOMMUFD_OPTION_HUGE_PAGES, 0 for an option of the context
 * @value: receives the value
 *
 * Wire: IOMMU_OPTION, IOMMU_OPTION_OP_GET.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @value is NULL.
 * * -ENOENT: no IOAS has the id @object_id.
 * * -EOPNOTSUPP: the kernel does not know the option, or @object_id is not 0 for an option of the
 *   context.
 *
 * Since: kernel 6.2.
 */
int iommufd_option_get(struct iommufd *ctx, uint32_t option, uint32_t object_id, uint64_t *value);

/**
 * iommufd_option_set() - set an option
 * @ctx: the context
 * @option: IOMMUFD_OPTION_*
 * @object_id: the IOAS for IOMMUFD_OPTION_HUGE_PAGES, 0 for an option of the context
 * @value: the new value
 *
 * Wire: IOMMU_OPTION, IOMMU_OPTION_OP_SET.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or (the old value stays)
 * * -EINVAL: @ctx is NULL; the option does not take @value; large entries cannot be forbidden while
 *   page tables hold mappings of the IOAS.
 * * -ENOENT: no IOAS has the id @object_id.
 * * -EPERM: IOMMUFD_OPTION_RLIMIT_MODE needs CAP_SYS_RESOURCE.
 * * -EBUSY: IOMMUFD_OPTION_RLIMIT_MODE can be set only while the context has no objects.
 * * -EOPNOTSUPP: the kernel does not know the option, or @object_id is not 0 for an option of the
 *   context.
 *
 * Since: kernel 6.2.
 */
int iommufd_option_set(struct iommufd *ctx, uint32_t option, uint32_t object_id, uint64_t value);

#ifdef __cplusplus
}
#endif

#endif
