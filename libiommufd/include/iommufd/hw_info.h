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

/* struct iommufd_hw_info_vtd's flags; the kernel's values (enum iommu_hw_info_vtd_flags). */

/* Intel's erratum 772415: a nest parent must not have mappings that are only readable. */
#define IOMMUFD_HW_INFO_VTD_ERRATA_772415_SPR17 0x1u

/**
 * struct iommufd_hw_info_vtd - registers of an Intel VT-d IOMMU
 * @flags: IOMMUFD_HW_INFO_VTD_*
 * @reserved: 0
 * @cap_reg: Intel Virtualization Technology for Directed I/O, 11.4.2 Capability Register
 * @ecap_reg: 11.4.3 Extended Capability Register
 */
struct iommufd_hw_info_vtd {
	uint32_t flags;
	uint32_t reserved;
	uint64_t cap_reg;
	uint64_t ecap_reg;
};

/*
 * A flag of struct iommufd_hw_info_arm_smmuv3, the kernel's value: erratum T264-SMMU-3, commands
 * TLBI and CFGI with their SYNC have to be given twice. Since kernel 7.3.
 */
#define IOMMUFD_HW_INFO_ARM_SMMUV3_ERRATA_REPEAT_TLBI_CFGI 0x1u

/**
 * struct iommufd_hw_info_arm_smmuv3 - registers of an ARM SMMUv3
 * @flags: 0, or IOMMUFD_HW_INFO_ARM_SMMUV3_*
 * @reserved: 0
 * @idr: SMMU_IDR0 to SMMU_IDR5; SMMU architecture version 3, 6.3.1 to 6.3.6. They are raw. Of use
 *	to a VMM are ST_LEVEL, TERM_MODEL, STALL_MODEL, TTENDIAN, CD2L, ASID16, TTF (of the first),
 *	SIDSIZE, SSIDSIZE (second), BBML, RIL (fourth), VAX, GRAN64K, GRAN16K, GRAN4K, DS (sixth)
 * @iidr: SMMU_IIDR, implementer and implementation
 * @aidr: SMMU_AIDR, the version of the architecture
 */
struct iommufd_hw_info_arm_smmuv3 {
	uint32_t flags;
	uint32_t reserved;
	uint32_t idr[6];
	uint32_t iidr;
	uint32_t aidr;
};

/**
 * struct iommufd_hw_info_tegra241_cmdqv - the command queue extension of an NVIDIA Tegra241
 * @flags: 0
 * @version: bits 3:0 of the register PARAM
 * @log2vcmdqs: bits 7:4, the logarithm of how many virtual command queues there are
 * @log2vsids: bits 15:12, the logarithm of how many stream ids can be replaced
 * @reserved: 0
 */
struct iommufd_hw_info_tegra241_cmdqv {
	uint32_t flags;
	uint8_t version;
	uint8_t log2vcmdqs;
	uint8_t log2vsids;
	uint8_t reserved;
};

/**
 * struct iommufd_hw_info_amd - registers of an AMD IOMMU
 * @efr: AMD I/O Virtualization Technology (IOMMU) Specification, MMIO Offset 0030h IOMMU Extended
 *	Feature Register. It is raw: of use to a VMM are GTSup, GASup, GioSup, PPRSup, EPHSup, GATS,
 *	GLX and PASmax
 * @efr2: MMIO Offset 01A0h IOMMU Extended Feature 2 Register
 */
struct iommufd_hw_info_amd {
	uint64_t efr;
	uint64_t efr2;
};

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
