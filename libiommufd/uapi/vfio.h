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

#define VFIO_CHECK_EXTENSION	      _IO(VFIO_TYPE, 101)
#define VFIO_DEVICE_GET_REGION_INFO   _IO(VFIO_TYPE, 108)
#define VFIO_IOMMU_GET_INFO	      _IO(VFIO_TYPE, 112)
#define VFIO_DEVICE_BIND_IOMMUFD      _IO(VFIO_TYPE, 118)
#define VFIO_DEVICE_ATTACH_IOMMUFD_PT _IO(VFIO_TYPE, 119)
#define VFIO_DEVICE_DETACH_IOMMUFD_PT _IO(VFIO_TYPE, 120)

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

struct vfio_region_info {
	uint32_t argsz;
	uint32_t flags;
	uint32_t index;
	uint32_t cap_offset;
	uint64_t size __attribute__((aligned(8)));
	uint64_t offset __attribute__((aligned(8)));
};

struct vfio_device_bind_iommufd {
	uint32_t argsz;
	uint32_t flags;
	int32_t iommufd;
	uint32_t out_devid;
};

struct vfio_device_attach_iommufd_pt {
	uint32_t argsz;
	uint32_t flags;
	uint32_t pt_id;
};

struct vfio_device_detach_iommufd_pt {
	uint32_t argsz;
	uint32_t flags;
};

#endif
