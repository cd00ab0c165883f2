/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/*
 * The wire ABI of /dev/iommu, written from the kernel's documentation so that the library builds on
 * hosts whose headers do not know iommufd. Tags and members carry the kernel's names: that lets
 * tests/abi compare both layouts from one source. Never installed, never included beside
 * linux/iommufd.h.
 */
#ifndef LIBIOMMUFD_UAPI_IOMMUFD_H
#define LIBIOMMUFD_UAPI_IOMMUFD_H

#include <stdint.h>
#include <sys/ioctl.h>

#define IOMMUFD_TYPE ';'

#define IOMMU_DESTROY		      _IO(IOMMUFD_TYPE, 0x80)
#define IOMMU_IOAS_ALLOC	      _IO(IOMMUFD_TYPE, 0x81)
#define IOMMU_IOAS_ALLOW_IOVAS	      _IO(IOMMUFD_TYPE, 0x82)
#define IOMMU_IOAS_COPY		      _IO(IOMMUFD_TYPE, 0x83)
#define IOMMU_IOAS_IOVA_RANGES	      _IO(IOMMUFD_TYPE, 0x84)
#define IOMMU_IOAS_MAP		      _IO(IOMMUFD_TYPE, 0x85)
#define IOMMU_IOAS_UNMAP	      _IO(IOMMUFD_TYPE, 0x86)
#define IOMMU_OPTION		      _IO(IOMMUFD_TYPE, 0x87)
#define IOMMU_VFIO_IOAS		      _IO(IOMMUFD_TYPE, 0x88)
#define IOMMU_HWPT_ALLOC	      _IO(IOMMUFD_TYPE, 0x89)
#define IOMMU_GET_HW_INFO	      _IO(IOMMUFD_TYPE, 0x8a)
#define IOMMU_HWPT_SET_DIRTY_TRACKING _IO(IOMMUFD_TYPE, 0x8b)
#define IOMMU_HWPT_GET_DIRTY_BITMAP   _IO(IOMMUFD_TYPE, 0x8c)
#define IOMMU_HWPT_INVALIDATE	      _IO(IOMMUFD_TYPE, 0x8d)
#define IOMMU_FAULT_QUEUE_ALLOC	      _IO(IOMMUFD_TYPE, 0x8e)
#define IOMMU_IOAS_MAP_FILE	      _IO(IOMMUFD_TYPE, 0x8f)
#define IOMMU_VIOMMU_ALLOC	      _IO(IOMMUFD_TYPE, 0x90)
#define IOMMU_VDEVICE_ALLOC	      _IO(IOMMUFD_TYPE, 0x91)
#define IOMMU_IOAS_CHANGE_PROCESS     _IO(IOMMUFD_TYPE, 0x92)
#define IOMMU_VEVENTQ_ALLOC	      _IO(IOMMUFD_TYPE, 0x93)
#define IOMMU_HW_QUEUE_ALLOC	      _IO(IOMMUFD_TYPE, 0x94)

/* 64-bit members are aligned to 8 bytes on every architecture, also where the C ABI says 4. */
typedef uint64_t uapi_u64 __attribute__((aligned(8)));

struct iommu_destroy {
	uint32_t size;
	uint32_t id;
};

struct iommu_ioas_alloc {
	uint32_t size;
	uint32_t flags;
	uint32_t out_ioas_id;
};

struct iommu_iova_range {
	uapi_u64 start;
	uapi_u64 last;
};

struct iommu_ioas_iova_ranges {
	uint32_t size;
	uint32_t ioas_id;
	uint32_t num_iovas;
	uint32_t __reserved;
	uapi_u64 allowed_iovas;
	uapi_u64 out_iova_alignment;
};

struct iommu_ioas_allow_iovas {
	uint32_t size;
	uint32_t ioas_id;
	uint32_t num_iovas;
	uint32_t __reserved;
	uapi_u64 allowed_iovas;
};

#define IOMMU_IOAS_MAP_FIXED_IOVA 0x1u
#define IOMMU_IOAS_MAP_WRITEABLE  0x2u
#define IOMMU_IOAS_MAP_READABLE	  0x4u

struct iommu_ioas_map {
	uint32_t size;
	uint32_t flags;
	uint32_t ioas_id;
	uint32_t __reserved;
	uapi_u64 user_va;
	uapi_u64 length;
	uapi_u64 iova;
};

struct iommu_ioas_map_file {
	uint32_t size;
	uint32_t flags;
	uint32_t ioas_id;
	int32_t fd;
	uapi_u64 start;
	uapi_u64 length;
	uapi_u64 iova;
};

struct iommu_ioas_copy {
	uint32_t size;
	uint32_t flags;
	uint32_t dst_ioas_id;
	uint32_t src_ioas_id;
	uapi_u64 length;
	uapi_u64 dst_iova;
	uapi_u64 src_iova;
};

struct iommu_ioas_unmap {
	uint32_t size;
	uint32_t ioas_id;
	uapi_u64 iova;
	uapi_u64 length;
};

struct iommu_ioas_change_process {
	uint32_t size;
	uint32_t __reserved;
};

#define IOMMU_OPTION_RLIMIT_MODE 0u
#define IOMMU_OPTION_HUGE_PAGES	 1u

#define IOMMU_OPTION_OP_SET 0u
#define IOMMU_OPTION_OP_GET 1u

struct iommu_option {
	uint32_t size;
	uint32_t option_id;
	uint16_t op;
	uint16_t __reserved;
	uint32_t object_id;
	uapi_u64 val64;
};

#define IOMMU_VFIO_IOAS_GET   0u
#define IOMMU_VFIO_IOAS_SET   1u
#define IOMMU_VFIO_IOAS_CLEAR 2u

struct iommu_vfio_ioas {
	uint32_t size;
	uint32_t ioas_id;
	uint16_t op;
	uint16_t __reserved;
};

#define IOMMU_HWPT_ALLOC_NEST_PARENT	0x1u
#define IOMMU_HWPT_ALLOC_DIRTY_TRACKING 0x2u
#define IOMMU_HWPT_FAULT_ID_VALID	0x4u
#define IOMMU_HWPT_ALLOC_PASID		0x8u

#define IOMMU_HWPT_DATA_NONE	   0u
#define IOMMU_HWPT_DATA_VTD_S1	   1u
#define IOMMU_HWPT_DATA_ARM_SMMUV3 2u
#define IOMMU_HWPT_DATA_AMD_GUEST  3u

#define IOMMU_VTD_S1_SRE  0x1u
#define IOMMU_VTD_S1_EAFE 0x2u
#define IOMMU_VTD_S1_WPE  0x4u

struct iommu_hwpt_vtd_s1 {
	uapi_u64 flags;
	uapi_u64 pgtbl_addr;
	uint32_t addr_width;
	uint32_t __reserved;
};

struct iommu_hwpt_arm_smmuv3 {
	uapi_u64 ste[2];
};

struct iommu_hwpt_amd_guest {
	uapi_u64 dte[4];
};

struct iommu_hwpt_alloc {
	uint32_t size;
	uint32_t flags;
	uint32_t dev_id;
	uint32_t pt_id;
	uint32_t out_hwpt_id;
	uint32_t __reserved;
	uint32_t data_type;
	uint32_t data_len;
	uapi_u64 data_uptr;
	uint32_t fault_id;
	uint32_t __reserved2;
};

#define IOMMU_HW_CAP_DIRTY_TRACKING	   0x1u
#define IOMMU_HW_CAP_PCI_PASID_EXEC	   0x2u
#define IOMMU_HW_CAP_PCI_PASID_PRIV	   0x4u
#define IOMMU_HW_CAP_PCI_ATS_NOT_SUPPORTED 0x8u

#define IOMMU_HW_INFO_TYPE_NONE		  0u
#define IOMMU_HW_INFO_TYPE_INTEL_VTD	  1u
#define IOMMU_HW_INFO_TYPE_ARM_SMMUV3	  2u
#define IOMMU_HW_INFO_TYPE_TEGRA241_CMDQV 3u
#define IOMMU_HW_INFO_TYPE_AMD		  4u

#define IOMMU_HW_INFO_FLAG_INPUT_TYPE 0x1u

#define IOMMU_HW_INFO_VTD_ERRATA_772415_SPR17 0x1u

struct iommu_hw_info_vtd {
	uint32_t flags;
	uint32_t __reserved;
	uapi_u64 cap_reg;
	uapi_u64 ecap_reg;
};

struct iommu_hw_info_arm_smmuv3 {
	uint32_t flags;
	uint32_t __reserved;
	uint32_t idr[6];
	uint32_t iidr;
	uint32_t aidr;
};

struct iommu_hw_info_tegra241_cmdqv {
	uint32_t flags;
	uint8_t version;
	uint8_t log2vcmdqs;
	uint8_t log2vsids;
	uint8_t __reserved;
};

struct iommu_hw_info_amd {
	uapi_u64 efr;
	uapi_u64 efr2;
};

struct iommu_hw_info {
	uint32_t size;
	uint32_t flags;
	uint32_t dev_id;
	uint32_t data_len;
	uapi_u64 data_uptr;
	union {
		uint32_t in_data_type;
		uint32_t out_data_type;
	};
	uint8_t out_max_pasid_log2;
	uint8_t __reserved[3];
	uapi_u64 out_capabilities;
};

#define IOMMU_HWPT_DIRTY_TRACKING_ENABLE 0x1u

struct iommu_hwpt_set_dirty_tracking {
	uint32_t size;
	uint32_t flags;
	uint32_t hwpt_id;
	uint32_t __reserved;
};

#define IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR 0x1u

struct iommu_hwpt_get_dirty_bitmap {
	uint32_t size;
	uint32_t hwpt_id;
	uint32_t flags;
	uint32_t __reserved;
	uapi_u64 iova;
	uapi_u64 length;
	uapi_u64 page_size;
	uapi_u64 data;
};

#define IOMMU_HWPT_INVALIDATE_DATA_VTD_S1	0u
#define IOMMU_VIOMMU_INVALIDATE_DATA_ARM_SMMUV3 1u

#define IOMMU_VTD_INV_FLAGS_LEAF 0x1u

struct iommu_hwpt_vtd_s1_invalidate {
	uapi_u64 addr;
	uapi_u64 npages;
	uint32_t flags;
	uint32_t __reserved;
};

struct iommu_viommu_arm_smmuv3_invalidate {
	uapi_u64 cmd[2];
};

struct iommu_hwpt_invalidate {
	uint32_t size;
	uint32_t hwpt_id;
	uapi_u64 data_uptr;
	uint32_t data_type;
	uint32_t entry_len;
	uint32_t entry_num;
	uint32_t __reserved;
};

struct iommu_fault_alloc {
	uint32_t size;
	uint32_t flags;
	uint32_t out_fault_id;
	uint32_t out_fault_fd;
};

#define IOMMU_PGFAULT_FLAGS_PASID_VALID 0x1u
#define IOMMU_PGFAULT_FLAGS_LAST_PAGE	0x2u

#define IOMMU_PGFAULT_PERM_READ	 0x1u
#define IOMMU_PGFAULT_PERM_WRITE 0x2u
#define IOMMU_PGFAULT_PERM_EXEC	 0x4u
#define IOMMU_PGFAULT_PERM_PRIV	 0x8u

struct iommu_hwpt_pgfault {
	uint32_t flags;
	uint32_t dev_id;
	uint32_t pasid;
	uint32_t grpid;
	uint32_t perm;
	uint32_t __reserved;
	uapi_u64 addr;
	uint32_t length;
	uint32_t cookie;
};

#define IOMMUFD_PAGE_RESP_SUCCESS 0u
#define IOMMUFD_PAGE_RESP_INVALID 1u

struct iommu_hwpt_page_response {
	uint32_t cookie;
	uint32_t code;
};

#define IOMMU_VIOMMU_TYPE_ARM_SMMUV3	 1u
#define IOMMU_VIOMMU_TYPE_TEGRA241_CMDQV 2u

struct iommu_viommu_tegra241_cmdqv {
	uapi_u64 out_vintf_mmap_offset;
	uapi_u64 out_vintf_mmap_length;
};

struct iommu_viommu_alloc {
	uint32_t size;
	uint32_t flags;
	uint32_t type;
	uint32_t dev_id;
	uint32_t hwpt_id;
	uint32_t out_viommu_id;
	uint32_t data_len;
	uint32_t __reserved;
	uapi_u64 data_uptr;
};

struct iommu_vdevice_alloc {
	uint32_t size;
	uint32_t viommu_id;
	uint32_t dev_id;
	uint32_t out_vdevice_id;
	uapi_u64 virt_id;
};

#define IOMMU_VEVENTQ_FLAG_LOST_EVENTS 0x1u

struct iommufd_vevent_header {
	uint32_t flags;
	uint32_t sequence;
};

#define IOMMU_VEVENTQ_TYPE_ARM_SMMUV3	  1u
#define IOMMU_VEVENTQ_TYPE_TEGRA241_CMDQV 2u

struct iommu_vevent_arm_smmuv3 {
	uapi_u64 evt[4];
};

struct iommu_vevent_tegra241_cmdqv {
	uapi_u64 lvcmdq_err_map[2];
};

struct iommu_veventq_alloc {
	uint32_t size;
	uint32_t flags;
	uint32_t viommu_id;
	uint32_t type;
	uint32_t veventq_depth;
	uint32_t out_veventq_id;
	uint32_t out_veventq_fd;
	uint32_t __reserved;
};

#define IOMMU_HW_QUEUE_TYPE_TEGRA241_CMDQV 1u

struct iommu_hw_queue_alloc {
	uint32_t size;
	uint32_t flags;
	uint32_t viommu_id;
	uint32_t type;
	uint32_t index;
	uint32_t out_hw_queue_id;
	uapi_u64 nesting_parent_iova;
	uapi_u64 length;
};

#endif
