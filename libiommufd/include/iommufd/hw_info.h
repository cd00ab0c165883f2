/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_HW_INFO_H
#define LIBIOMMUFD_IOMMUFD_HW_INFO_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/* struct iommufd_hw_info's capabilities; the kernel's values (enum iommufd_hw_capabilities). */
#define IOMMUFD_HW_CAP_DIRTY_TRACKING	     0x1u /* HWPTs can record which pages are written */
#define IOMMUFD_HW_CAP_PCI_PASID_EXEC	     0x2u /* PASIDs with execute permission */
#define IOMMUFD_HW_CAP_PCI_PASID_PRIV	     0x4u /* PASIDs in privileged mode */
#define IOMMUFD_HW_CAP_PCI_ATS_NOT_SUPPORTED 0x8u /* the device cannot use ATS */

/* The driver's data; the kernel's values (enum iommu_hw_info_type). */
#define IOMMUFD_HW_INFO_TYPE_NONE	    0u
#define IOMMUFD_HW_INFO_TYPE_INTEL_VTD	    1u
#define IOMMUFD_HW_INFO_TYPE_ARM_SMMUV3	    2u
#define IOMMUFD_HW_INFO_TYPE_TEGRA241_CMDQV 3u
#define IOMMUFD_HW_INFO_TYPE_AMD	    4u

/**
 * struct iommufd_hw_info - the IOMMU behind a device
 * @size: sizeof(struct iommufd_hw_info), set by the caller
 * @data_type: what the driver's data is: IOMMUFD_HW_INFO_TYPE_*
 * @data_len: bytes of driver's data that the kernel has, may be more than was asked for
 * @max_pasid_log2: width of PASIDs in bits; 0: the device has none, or the kernel is older than
 *	6.15
 * @capabilities: IOMMUFD_HW_CAP_*
 *
 * New members are added at the end.
 */
struct iommufd_hw_info {
	uint32_t size;
	uint32_t data_type;
	uint32_t data_len;
	uint32_t max_pasid_log2;
	uint64_t capabilities;
};

/**
 * iommufd_get_hw_info() - what the IOMMU behind a bound device is and can do
 * @ctx: the context
 * @dev_id: the bound device
 * @data_type: which of the driver's data, IOMMUFD_HW_INFO_TYPE_*; 0 for the IOMMU's usual one.
 *	A driver that has no data answers with none, whatever is asked
 * @info: filled in; @info->size says how much the caller knows of the struct
 * @data: receives the driver's own data, @info->data_type says in which form; may be NULL if
 *	@data_len is 0
 * @data_len: bytes at @data; what the kernel has less is zeroed
 *
 * Wire: IOMMU_GET_HW_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @info is NULL, @info->size is too small, or @data is NULL though @data_len is
 *   not 0.
 * * -ENOENT: no bound device has the id @dev_id.
 * * -EOPNOTSUPP: the IOMMU has no data of this type, or the kernel is older than 6.17 and
 *   @data_type not 0.
 * * -EFAULT: @data is not writable.
 * * -ENOMEM, and what the IOMMU driver returns.
 *
 * Since: kernel 6.6; @data_type 6.17.
 */
int iommufd_get_hw_info(struct iommufd *ctx, uint32_t dev_id, uint32_t data_type,
			struct iommufd_hw_info *info, void *data, uint32_t data_len);

#ifdef __cplusplus
}
#endif

#endif
