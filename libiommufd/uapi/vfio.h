/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/*
 * The part of the wire ABI of VFIO device files that belongs to iommufd. The remarks in
 * uapi/iommufd.h hold here too.
 */
#ifndef LIBIOMMUFD_UAPI_VFIO_H
#define LIBIOMMUFD_UAPI_VFIO_H

#include <stdint.h>
#include <sys/ioctl.h>

#define VFIO_TYPE ';'

#define VFIO_CHECK_EXTENSION		   _IO(VFIO_TYPE, 101)
#define VFIO_DEVICE_GET_INFO		   _IO(VFIO_TYPE, 107)
#define VFIO_DEVICE_GET_REGION_INFO	   _IO(VFIO_TYPE, 108)
#define VFIO_DEVICE_GET_IRQ_INFO	   _IO(VFIO_TYPE, 109)
#define VFIO_DEVICE_SET_IRQS		   _IO(VFIO_TYPE, 110)
#define VFIO_DEVICE_RESET		   _IO(VFIO_TYPE, 111)
#define VFIO_DEVICE_GET_PCI_HOT_RESET_INFO _IO(VFIO_TYPE, 112)
#define VFIO_IOMMU_GET_INFO		   _IO(VFIO_TYPE, 112)
#define VFIO_DEVICE_PCI_HOT_RESET	   _IO(VFIO_TYPE, 113)
#define VFIO_DEVICE_FEATURE		   _IO(VFIO_TYPE, 117)
#define VFIO_DEVICE_BIND_IOMMUFD	   _IO(VFIO_TYPE, 118)
#define VFIO_DEVICE_ATTACH_IOMMUFD_PT	   _IO(VFIO_TYPE, 119)
#define VFIO_DEVICE_DETACH_IOMMUFD_PT	   _IO(VFIO_TYPE, 120)
#define VFIO_MIG_GET_PRECOPY_INFO	   _IO(VFIO_TYPE, 121)

struct vfio_info_cap_header {
	uint16_t id;
	uint16_t version;
	uint32_t next;
};

#define VFIO_DEVICE_FLAGS_RESET	   0x1u
#define VFIO_DEVICE_FLAGS_PCI	   0x2u
#define VFIO_DEVICE_FLAGS_PLATFORM 0x4u
#define VFIO_DEVICE_FLAGS_AMBA	   0x8u
#define VFIO_DEVICE_FLAGS_CCW	   0x10u
#define VFIO_DEVICE_FLAGS_AP	   0x20u
#define VFIO_DEVICE_FLAGS_FSL_MC   0x40u
#define VFIO_DEVICE_FLAGS_CAPS	   0x80u
#define VFIO_DEVICE_FLAGS_CDX	   0x100u

struct vfio_device_info {
	uint32_t argsz;
	uint32_t flags;
	uint32_t num_regions;
	uint32_t num_irqs;
	uint32_t cap_offset;
	uint32_t pad;
};

#define VFIO_DEVICE_INFO_CAP_ZPCI_BASE	     1
#define VFIO_DEVICE_INFO_CAP_ZPCI_GROUP	     2
#define VFIO_DEVICE_INFO_CAP_ZPCI_UTIL	     3
#define VFIO_DEVICE_INFO_CAP_ZPCI_PFIP	     4
#define VFIO_DEVICE_INFO_CAP_PCI_ATOMIC_COMP 5

#define VFIO_PCI_ATOMIC_COMP32	0x1u
#define VFIO_PCI_ATOMIC_COMP64	0x2u
#define VFIO_PCI_ATOMIC_COMP128 0x4u

struct vfio_device_info_cap_pci_atomic_comp {
	struct vfio_info_cap_header header;
	uint32_t flags;
	uint32_t reserved;
};

/* The argument of VFIO_CHECK_EXTENSION, itself and not a pointer to it. */
#define VFIO_TYPE1_IOMMU   1u
#define VFIO_TYPE1v2_IOMMU 3u
#define VFIO_DMA_CC_IOMMU  4u
#define VFIO_NOIOMMU_IOMMU 8u
#define VFIO_UNMAP_ALL	   9u

#define VFIO_IOMMU_INFO_PGSIZES 0x1u

struct vfio_iommu_type1_info {
	uint32_t argsz;
	uint32_t flags;
	uint64_t iova_pgsizes __attribute__((aligned(8)));
	uint32_t cap_offset;
	uint32_t pad;
};

#define VFIO_REGION_INFO_FLAG_READ  0x1u
#define VFIO_REGION_INFO_FLAG_WRITE 0x2u
#define VFIO_REGION_INFO_FLAG_MMAP  0x4u
#define VFIO_REGION_INFO_FLAG_CAPS  0x8u

struct vfio_region_info {
	uint32_t argsz;
	uint32_t flags;
	uint32_t index;
	uint32_t cap_offset;
	uint64_t size __attribute__((aligned(8)));
	uint64_t offset __attribute__((aligned(8)));
};

#define VFIO_REGION_INFO_CAP_SPARSE_MMAP   1
#define VFIO_REGION_INFO_CAP_TYPE	   2
#define VFIO_REGION_INFO_CAP_MSIX_MAPPABLE 3

struct vfio_region_sparse_mmap_area {
	uint64_t offset __attribute__((aligned(8)));
	uint64_t size __attribute__((aligned(8)));
};

struct vfio_region_info_cap_sparse_mmap {
	struct vfio_info_cap_header header;
	uint32_t nr_areas;
	uint32_t reserved;
};

struct vfio_region_info_cap_type {
	struct vfio_info_cap_header header;
	uint32_t type;
	uint32_t subtype;
};

#define VFIO_IRQ_INFO_EVENTFD	 0x1u
#define VFIO_IRQ_INFO_MASKABLE	 0x2u
#define VFIO_IRQ_INFO_AUTOMASKED 0x4u
#define VFIO_IRQ_INFO_NORESIZE	 0x8u

struct vfio_irq_info {
	uint32_t argsz;
	uint32_t flags;
	uint32_t index;
	uint32_t count;
};

#define VFIO_IRQ_SET_DATA_NONE	    0x1u
#define VFIO_IRQ_SET_DATA_BOOL	    0x2u
#define VFIO_IRQ_SET_DATA_EVENTFD   0x4u
#define VFIO_IRQ_SET_ACTION_MASK    0x8u
#define VFIO_IRQ_SET_ACTION_UNMASK  0x10u
#define VFIO_IRQ_SET_ACTION_TRIGGER 0x20u

/* Data follows. */
struct vfio_irq_set {
	uint32_t argsz;
	uint32_t flags;
	uint32_t index;
	uint32_t start;
	uint32_t count;
};

#define VFIO_PCI_HOT_RESET_FLAG_DEV_ID	     0x1u
#define VFIO_PCI_HOT_RESET_FLAG_DEV_ID_OWNED 0x2u

#define VFIO_PCI_DEVID_OWNED	 0
#define VFIO_PCI_DEVID_NOT_OWNED -1

struct vfio_pci_dependent_device {
	uint32_t devid;
	uint16_t segment;
	uint8_t bus;
	uint8_t devfn;
};

/* The devices follow. */
struct vfio_pci_hot_reset_info {
	uint32_t argsz;
	uint32_t flags;
	uint32_t count;
};

struct vfio_pci_hot_reset {
	uint32_t argsz;
	uint32_t flags;
	uint32_t count;
};

#define VFIO_DEVICE_FEATURE_GET	  0x10000u
#define VFIO_DEVICE_FEATURE_SET	  0x20000u
#define VFIO_DEVICE_FEATURE_PROBE 0x40000u

#define VFIO_DEVICE_FEATURE_PCI_VF_TOKEN		0
#define VFIO_DEVICE_FEATURE_MIGRATION			1
#define VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE		2
#define VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY		3
#define VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP 4
#define VFIO_DEVICE_FEATURE_LOW_POWER_EXIT		5
#define VFIO_DEVICE_FEATURE_DMA_LOGGING_START		6
#define VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP		7
#define VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT		8
#define VFIO_DEVICE_FEATURE_MIG_DATA_SIZE		9
#define VFIO_DEVICE_FEATURE_BUS_MASTER			10
#define VFIO_DEVICE_FEATURE_DMA_BUF			11
#define VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2		12
#define VFIO_DEVICE_FEATURE_ZPCI_ERROR			13

/* The feature's data follows. */
struct vfio_device_feature {
	uint32_t argsz;
	uint32_t flags;
};

#define VFIO_DEVICE_BIND_FLAG_TOKEN 0x1u

struct vfio_device_bind_iommufd {
	uint32_t argsz;
	uint32_t flags;
	int32_t iommufd;
	uint32_t out_devid;
	uint64_t token_uuid_ptr __attribute__((aligned(8)));
};

#define VFIO_DEVICE_ATTACH_PASID 0x1u

struct vfio_device_attach_iommufd_pt {
	uint32_t argsz;
	uint32_t flags;
	uint32_t pt_id;
	uint32_t pasid;
};

#define VFIO_DEVICE_DETACH_PASID 0x1u

struct vfio_device_detach_iommufd_pt {
	uint32_t argsz;
	uint32_t flags;
	uint32_t pasid;
};

#define VFIO_MIGRATION_STOP_COPY 0x1u
#define VFIO_MIGRATION_P2P	 0x2u
#define VFIO_MIGRATION_PRE_COPY	 0x4u

struct vfio_device_feature_migration {
	uint64_t flags __attribute__((aligned(8)));
};

#define VFIO_DEVICE_STATE_ERROR	       0
#define VFIO_DEVICE_STATE_STOP	       1
#define VFIO_DEVICE_STATE_RUNNING      2
#define VFIO_DEVICE_STATE_STOP_COPY    3
#define VFIO_DEVICE_STATE_RESUMING     4
#define VFIO_DEVICE_STATE_RUNNING_P2P  5
#define VFIO_DEVICE_STATE_PRE_COPY     6
#define VFIO_DEVICE_STATE_PRE_COPY_P2P 7

struct vfio_device_feature_mig_state {
	uint32_t device_state;
	int32_t data_fd;
};

#define VFIO_PRECOPY_INFO_REINIT 0x1u

struct vfio_precopy_info {
	uint32_t argsz;
	uint32_t flags;
	uint64_t initial_bytes __attribute__((aligned(8)));
	uint64_t dirty_bytes __attribute__((aligned(8)));
};

struct vfio_device_feature_mig_data_size {
	uint64_t stop_copy_length __attribute__((aligned(8)));
};

struct vfio_device_low_power_entry_with_wakeup {
	int32_t wakeup_eventfd;
	uint32_t reserved;
};

struct vfio_device_feature_dma_logging_control {
	uint64_t page_size __attribute__((aligned(8)));
	uint32_t num_ranges;
	uint32_t __reserved;
	uint64_t ranges __attribute__((aligned(8)));
};

struct vfio_device_feature_dma_logging_range {
	uint64_t iova __attribute__((aligned(8)));
	uint64_t length __attribute__((aligned(8)));
};

struct vfio_device_feature_dma_logging_report {
	uint64_t iova __attribute__((aligned(8)));
	uint64_t length __attribute__((aligned(8)));
	uint64_t page_size __attribute__((aligned(8)));
	uint64_t bitmap __attribute__((aligned(8)));
};

#define VFIO_DEVICE_FEATURE_CLEAR_MASTER 0
#define VFIO_DEVICE_FEATURE_SET_MASTER	 1

struct vfio_device_feature_bus_master {
	uint32_t op;
};

struct vfio_device_feature_zpci_err {
	uint64_t data __attribute__((aligned(8)));
};

struct vfio_region_dma_range {
	uint64_t offset;
	uint64_t length;
};

/* The ranges follow. */
struct vfio_device_feature_dma_buf {
	uint32_t region_index;
	uint32_t open_flags;
	uint32_t flags;
	uint32_t nr_ranges;
};

#endif
