// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/*
 * Causes were read from drivers/iommu/iommufd/{io_pagetable,ioas,hw_pagetable,device,pages}.c and
 * drivers/vfio/{device_cdev,vfio_main}.c of Linux 7.2.
 */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include <iommufd/error.h>

#include "../uapi/iommufd.h"
#include "../uapi/vfio.h"
#include "hint.h"
#include "ioctl.h"

struct hint {
	unsigned long request; /* 0: any */
	int error;
	const char *text;
};

#define NO_IOAS	  "no IOAS of this context has this id"
#define NO_DEVICE "no device bound to this context has this id"
#define WRONG_MAP                                                                              \
	"the range must be aligned and lie within what iommufd_ioas_iova_ranges() tells, its " \
	"length must not be 0, and the flags must ask for READABLE, WRITEABLE or both"
#define MAPPED	"part of the range is mapped already: unmap that first, or choose another IOVA"
#define TOO_FAR "the range ends beyond the 64-bit address space"
#define MEMLOCK                                                                          \
	"out of memory, or the limit of locked memory is reached: raise RLIMIT_MEMLOCK " \
	"(ulimit -l), or map less at a time"
#define NO_SPACE     "no free stretch of IOVA is long enough: unmap something"
#define NO_FLAG	     "this kernel does not know one of the flags"
#define NO_PASID     "the device's driver, or its IOMMU, does not know PASIDs"
#define NO_PCI	     "the device is no PCI device"
#define NO_HOT_RESET "neither the slot nor the bus of the device can be reset"
#define NO_OPERATION "the device's driver does not have this operation"

static const struct hint hints[] = {
	{ IOMMU_DESTROY, ENOENT, "no object of this context has this id" },
	{ IOMMU_DESTROY, EBUSY,
	  "other objects still use it: detach devices from an HWPT or IOAS and destroy HWPTs "
	  "before their IOAS; a bound device goes when its file is closed" },

	{ IOMMU_IOAS_MAP, EINVAL, WRONG_MAP },
	{ IOMMU_IOAS_MAP, ENOENT, NO_IOAS },
	{ IOMMU_IOAS_MAP, EEXIST, MAPPED },
	{ IOMMU_IOAS_MAP, EOVERFLOW, TOO_FAR },
	{ IOMMU_IOAS_MAP, ENOMEM, MEMLOCK },
	{ IOMMU_IOAS_MAP, ENOSPC, NO_SPACE },
	{ IOMMU_IOAS_MAP, EOPNOTSUPP, NO_FLAG },
	{ IOMMU_IOAS_MAP, EFAULT,
	  "the memory is not mapped in this process, or is read-only while WRITEABLE was asked, or "
	  "is a device's BAR: that is mapped by its dma-buf with iommufd_ioas_map_file()" },

	{ IOMMU_IOAS_MAP_FILE, EINVAL, WRONG_MAP ", and the file must be a memfd or dma-buf" },
	{ IOMMU_IOAS_MAP_FILE, EBADF, "the file descriptor is not open, or no memfd or dma-buf" },
	{ IOMMU_IOAS_MAP_FILE, ENOENT, NO_IOAS },
	{ IOMMU_IOAS_MAP_FILE, EEXIST, MAPPED },
	{ IOMMU_IOAS_MAP_FILE, EOVERFLOW, TOO_FAR },
	{ IOMMU_IOAS_MAP_FILE, ENOMEM, MEMLOCK },
	{ IOMMU_IOAS_MAP_FILE, ENOSPC, NO_SPACE },
	{ IOMMU_IOAS_MAP_FILE, EOPNOTSUPP, NO_FLAG },

	{ IOMMU_IOAS_UNMAP, EINVAL, "length must not be 0" },
	{ IOMMU_IOAS_UNMAP, ENOENT,
	  "no IOAS has this id, or nothing is mapped in the range, or a mapping reaches beyond it: "
	  "mappings are unmapped whole" },
	{ IOMMU_IOAS_UNMAP, EOVERFLOW, TOO_FAR },
	{ IOMMU_IOAS_UNMAP, EBUSY, "the range is in use, or another thread unmaps it now" },

	{ IOMMU_IOAS_IOVA_RANGES, ENOENT, NO_IOAS },
	{ IOMMU_IOAS_IOVA_RANGES, EMSGSIZE,
	  "the array is too small: num_ranges now says how many" },

	{ IOMMU_HWPT_ALLOC, ENOENT, NO_DEVICE },
	{ IOMMU_HWPT_ALLOC, EINVAL, "pt_id is no IOAS of this context" },
	{ IOMMU_HWPT_ALLOC, EOPNOTSUPP, "the device's IOMMU does not support one of the flags" },
	{ IOMMU_HWPT_ALLOC, EADDRINUSE,
	  "the IOAS has mappings outside what the device's IOMMU can address" },

	{ IOMMU_GET_HW_INFO, ENOENT, NO_DEVICE },

	{ VFIO_DEVICE_BIND_IOMMUFD, EINVAL,
	  "the device file is bound already, or its IOMMU cannot keep DMA cache coherent, or it takes "
	  "no VF token" },
	{ VFIO_DEVICE_BIND_IOMMUFD, EACCES,
	  "the device is a virtual function, or has some in use: bind it with the VF token that its "
	  "physical function was given, or its virtual functions' users know" },
	{ VFIO_DEVICE_BIND_IOMMUFD, EPERM,
	  "the platform does not isolate the device's interrupts: enable interrupt remapping in "
	  "firmware and kernel, or load iommufd with allow_unsafe_interrupts=1 and trust the device" },
	{ VFIO_DEVICE_BIND_IOMMUFD, EBUSY,
	  "a driver, or another process, uses a device of the same IOMMU group" },
	{ VFIO_DEVICE_BIND_IOMMUFD, EBADFD,
	  "the context's file descriptor was closed and its number is another file's now" },
	{ VFIO_DEVICE_BIND_IOMMUFD, ENODEV, "the device is going away" },

	{ VFIO_DEVICE_ATTACH_IOMMUFD_PT, EINVAL,
	  "the device is not bound, or the page table does not fit it: allocate an HWPT with "
	  "iommufd_hwpt_alloc() for this very device; devices of one group share one page table" },
	{ VFIO_DEVICE_ATTACH_IOMMUFD_PT, ENOENT, "no IOAS or HWPT of this context has this id" },
	{ VFIO_DEVICE_ATTACH_IOMMUFD_PT, EBUSY, "the device, or one of its group, is being reset" },
	{ VFIO_DEVICE_ATTACH_IOMMUFD_PT, EADDRINUSE,
	  "the IOAS has mappings where the device has reserved regions, or beyond what its IOMMU "
	  "can address" },

	{ VFIO_DEVICE_ATTACH_IOMMUFD_PT, EOPNOTSUPP, NO_PASID },
	{ VFIO_DEVICE_ATTACH_IOMMUFD_PT, ENOSPC, "PASIDs have at most 20 bits" },

	{ VFIO_DEVICE_DETACH_IOMMUFD_PT, EINVAL, "the device is not bound" },
	{ VFIO_DEVICE_DETACH_IOMMUFD_PT, EOPNOTSUPP, NO_PASID },
	{ VFIO_DEVICE_GET_INFO, EINVAL, "the device is not bound" },
	{ VFIO_DEVICE_RESET, EINVAL, "the device is not bound, or cannot be reset by itself" },
	{ VFIO_DEVICE_RESET, ENOTTY, NO_OPERATION },
	{ VFIO_DEVICE_GET_IRQ_INFO, EINVAL,
	  "the device is not bound, or has no interrupts with this index" },
	{ VFIO_DEVICE_GET_IRQ_INFO, ENOTTY, NO_OPERATION },
	{ VFIO_DEVICE_SET_IRQS, EINVAL,
	  "the device is not bound, or the index does not have these interrupts, or they cannot do "
	  "this: iommufd_device_get_irq_info() tells" },
	{ VFIO_DEVICE_SET_IRQS, ENOTTY, NO_OPERATION },
	{ VFIO_DEVICE_SET_IRQS, EBADF, "a descriptor, or the device's, is not open" },
	{ VFIO_DEVICE_FEATURE, EINVAL,
	  "the device is not bound, or a value is not what the feature takes" },
	{ VFIO_DEVICE_FEATURE, E2BIG, "there are too many ranges: give fewer, longer ones" },
	{ VFIO_DEVICE_FEATURE, EOVERFLOW, TOO_FAR },
	{ VFIO_DEVICE_FEATURE, ENOTTY, "the device, or the kernel, does not have this feature" },
	{ VFIO_DEVICE_GET_PCI_HOT_RESET_INFO, EINVAL, "the device is not bound" },
	{ VFIO_DEVICE_GET_PCI_HOT_RESET_INFO, ENOTTY, NO_PCI },
	{ VFIO_DEVICE_GET_PCI_HOT_RESET_INFO, ENODEV, NO_HOT_RESET },
	{ VFIO_DEVICE_GET_PCI_HOT_RESET_INFO, ENOSPC,
	  "the array is too small: num_devices now says how many" },
	{ VFIO_DEVICE_PCI_HOT_RESET, EINVAL,
	  "the device is not bound, or a device that would be reset too is not the context's: "
	  "iommufd_device_get_pci_hot_reset_info() says which" },
	{ VFIO_DEVICE_PCI_HOT_RESET, ENOTTY, NO_PCI },
	{ VFIO_DEVICE_PCI_HOT_RESET, ENODEV, NO_HOT_RESET },
	{ VFIO_MIG_GET_PRECOPY_INFO, EINVAL, "the device is not in PRE_COPY" },
	{ VFIO_MIG_GET_PRECOPY_INFO, ENOTTY,
	  "the file is no data transfer of a migration, or its device cannot do PRE_COPY" },
	{ VFIO_DEVICE_RESET, EAGAIN, "the kernel uses the device right now: try again" },
	{ VFIO_DEVICE_GET_REGION_INFO, EINVAL,
	  "the device is not bound, or has no region with this index" },

	{ 0, EBADF, "the file descriptor of the context or device was closed" },
	{ 0, ENOTTY,
	  "the running kernel does not have this ioctl, or the file is of another kind" },
	{ 0, E2BIG, "the running kernel does not know a member that was set" },
};

const char *iommufd__hint_ioctl(const struct ioctl_op *op, const struct iommufd_error *error)
{
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		const struct hint *hint = &hints[i];

		if (hint->error == -error->code && (!hint->request || hint->request == op->request))
			return hint->text;
	}
	return NULL;
}
