// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/*
 * Causes were read from
 * drivers/iommu/iommufd/{io_pagetable,ioas,hw_pagetable,device,pages,vfio_compat,viommu,eventq}.c
 * and drivers/vfio/{device_cdev,vfio_main}.c of Linux 7.2.
 */
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include <iommufd/error.h>

#include "hint.h"
#include "ioctl.h"

struct hint {
	const char *ioctl; /* by name: VFIO gives one number to two; NULL: any */
	int error;
	const char *text;
};

#define NO_IOAS	  "no IOAS of this context has this id"
#define NO_DEVICE "no device bound to this context has this id"
#define WRONG_MAP                                                                              \
	"the range must be aligned and lie within what iommufd_ioas_iova_ranges() tells, its " \
	"length must not be 0, and the flags must ask for READABLE, WRITEABLE or both"
#define MAPPED	       "part of the range is mapped already: unmap that first, or choose another IOVA"
#define NO_VIOMMU      "no vIOMMU of this context has this id"
#define TOO_MANY_FILES "the process has too many files open: raise RLIMIT_NOFILE (ulimit -n)"
#define TOO_FAR	       "the range ends beyond the 64-bit address space"
#define MEMLOCK                                                                          \
	"out of memory, or the limit of locked memory is reached: raise RLIMIT_MEMLOCK " \
	"(ulimit -l), or map less at a time"
#define NO_VFIO_IOAS   "the context has no compatibility IOAS: iommufd_vfio_ioas_set() one"
#define NO_SPACE       "no free stretch of IOVA is long enough: unmap something"
#define NO_PAGING_HWPT "no HWPT of this context that holds the mappings of an IOAS has this id"
#define NO_DIRTY_TRACKING                                                                        \
	"the HWPT was allocated without IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING, or this kernel does " \
	"not know one of the flags"
#define NO_FLAG	     "this kernel does not know one of the flags"
#define NO_PASID     "the device's driver, or its IOMMU, does not know PASIDs"
#define NO_PCI	     "the device is no PCI device"
#define NO_HOT_RESET "neither the slot nor the bus of the device can be reset"
#define NO_OPERATION "the device's driver does not have this operation"

static const struct hint hints[] = {
	{ "IOMMU_DESTROY", ENOENT, "no object of this context has this id" },
	{ "IOMMU_DESTROY", EBUSY,
	  "other objects still use it: detach devices from an HWPT or IOAS and destroy HWPTs "
	  "before their IOAS; a bound device goes when its file is closed" },

	{ "IOMMU_IOAS_MAP", EINVAL, WRONG_MAP },
	{ "IOMMU_IOAS_MAP", ENOENT, NO_IOAS },
	{ "IOMMU_IOAS_MAP", EEXIST, MAPPED },
	{ "IOMMU_IOAS_MAP", EOVERFLOW, TOO_FAR },
	{ "IOMMU_IOAS_MAP", ENOMEM, MEMLOCK },
	{ "IOMMU_IOAS_MAP", ENOSPC, NO_SPACE },
	{ "IOMMU_IOAS_MAP", EOPNOTSUPP, NO_FLAG },
	{ "IOMMU_IOAS_MAP", EFAULT,
	  "the memory is not mapped in this process, or is read-only while WRITEABLE was asked, or "
	  "is a device's BAR: that is mapped by its dma-buf with iommufd_ioas_map_file()" },

	{ "IOMMU_IOAS_MAP_FILE", EINVAL, WRONG_MAP ", and the file must be a memfd or dma-buf" },
	{ "IOMMU_IOAS_MAP_FILE", EBADF, "the file descriptor is not open, or no memfd or dma-buf" },
	{ "IOMMU_IOAS_MAP_FILE", ENOENT, NO_IOAS },
	{ "IOMMU_IOAS_MAP_FILE", EEXIST, MAPPED },
	{ "IOMMU_IOAS_MAP_FILE", EOVERFLOW, TOO_FAR },
	{ "IOMMU_IOAS_MAP_FILE", ENOMEM, MEMLOCK },
	{ "IOMMU_IOAS_MAP_FILE", ENOSPC, NO_SPACE },
	{ "IOMMU_IOAS_MAP_FILE", EOPNOTSUPP, NO_FLAG },

	{ "IOMMU_IOAS_UNMAP", EINVAL, "length must not be 0" },
	{ "IOMMU_IOAS_UNMAP", ENOENT,
	  "no IOAS has this id, or nothing is mapped in the range, or a mapping reaches beyond it: "
	  "mappings are unmapped whole" },
	{ "IOMMU_IOAS_UNMAP", EOVERFLOW, TOO_FAR },
	{ "IOMMU_IOAS_UNMAP", EBUSY, "the range is in use, or another thread unmaps it now" },

	{ "IOMMU_IOAS_IOVA_RANGES", ENOENT, NO_IOAS },
	{ "IOMMU_IOAS_IOVA_RANGES", EMSGSIZE,
	  "the array is too small: num_ranges now says how many" },

	{ "IOMMU_IOAS_ALLOW_IOVAS", EINVAL,
	  "each range must end after the IOVA it starts with, and none may overlap another" },
	{ "IOMMU_IOAS_ALLOW_IOVAS", ENOENT, NO_IOAS },
	{ "IOMMU_IOAS_ALLOW_IOVAS", EADDRINUSE,
	  "an attached device cannot use one of the ranges: ask iommufd_ioas_iova_ranges()" },
	{ "IOMMU_IOAS_ALLOW_IOVAS", EFAULT, "the array of ranges is not readable" },

	{ "IOMMU_IOAS_COPY", EINVAL, WRONG_MAP },
	{ "IOMMU_IOAS_COPY", ENOENT,
	  "no IOAS has one of the ids, or part of the range is not mapped in the source" },
	{ "IOMMU_IOAS_COPY", EPERM, "the mapping that is copied is not WRITEABLE" },
	{ "IOMMU_IOAS_COPY", EEXIST, MAPPED },
	{ "IOMMU_IOAS_COPY", EOVERFLOW, TOO_FAR },
	{ "IOMMU_IOAS_COPY", ENOMEM, MEMLOCK },
	{ "IOMMU_IOAS_COPY", ENOSPC, NO_SPACE },
	{ "IOMMU_IOAS_COPY", EOPNOTSUPP, NO_FLAG },

	{ "IOMMU_IOAS_CHANGE_PROCESS", EINVAL,
	  "a mapping made by iommufd_ioas_map() is another process's memory: only mappings of "
	  "files (iommufd_ioas_map_file()) can change hands" },
	{ "IOMMU_IOAS_CHANGE_PROCESS", EBUSY, "another thread is unmapping: try again" },
	{ "IOMMU_IOAS_CHANGE_PROCESS", ENOMEM, MEMLOCK },

	{ "IOMMU_OPTION", EINVAL,
	  "the option does not take this value, or page tables hold mappings already: set the "
	  "option before devices are attached" },
	{ "IOMMU_OPTION", ENOENT, NO_IOAS },
	{ "IOMMU_OPTION", EPERM, "this option needs CAP_SYS_RESOURCE" },
	{ "IOMMU_OPTION", EBUSY,
	  "this option can be set only while the context has no objects: set it at once after "
	  "iommufd_open()" },
	{ "IOMMU_OPTION", EOPNOTSUPP,
	  "this kernel does not know the option, or it is one of the context and takes no object" },

	{ "IOMMU_VFIO_IOAS", ENODEV, NO_VFIO_IOAS },
	{ "IOMMU_VFIO_IOAS", ENOENT, NO_IOAS },
	{ "VFIO_CHECK_EXTENSION", ENODEV, NO_VFIO_IOAS },
	{ "VFIO_IOMMU_GET_INFO", ENODEV, NO_VFIO_IOAS },

	{ "IOMMU_HWPT_ALLOC", ENOENT,
	  "no device bound to this context has this id, or there is no such fault queue" },
	{ "IOMMU_HWPT_ALLOC", EINVAL,
	  "pt_id is no IOAS, vIOMMU or HWPT with IOMMUFD_HWPT_ALLOC_NEST_PARENT of this context, "
	  "or the driver's data is not of the length and form its type has" },
	{ "IOMMU_HWPT_ALLOC", EOPNOTSUPP,
	  "the device's IOMMU does not support one of the flags, or nesting with data of this "
	  "type; a nest parent cannot have a fault queue" },
	{ "IOMMU_HWPT_ALLOC", EIO, "the SMMUv3 cannot take such a stream table entry" },
	{ "IOMMU_HWPT_ALLOC", EFAULT,
	  "memory that the IOAS has mapped cannot be pinned, or the driver's data is not readable" },
	{ "IOMMU_HWPT_ALLOC", EADDRINUSE,
	  "the IOAS has mappings outside what the device's IOMMU can address" },

	{ "IOMMU_GET_HW_INFO", ENOENT, NO_DEVICE },
	{ "IOMMU_GET_HW_INFO", EOPNOTSUPP, "the device's IOMMU has no data of this type" },

	{ "IOMMU_HWPT_INVALIDATE", ENOENT, "no nested HWPT or vIOMMU of this context has this id" },
	{ "IOMMU_HWPT_INVALIDATE", EINVAL,
	  "the object is neither a nested HWPT nor a vIOMMU, or its driver does not take entries of "
	  "this type, length or content; num_entries now says how many were handled" },
	{ "IOMMU_HWPT_INVALIDATE", EOPNOTSUPP,
	  "the IOMMU driver does not know what an entry asks for, or has no invalidation for this "
	  "object; num_entries now says how many were handled" },
	{ "IOMMU_HWPT_INVALIDATE", EIO,
	  "the IOMMU does not take a command, or reported an error: what num_entries does not "
	  "count may or may not have been done, so give it again" },
	{ "IOMMU_HWPT_INVALIDATE", EFAULT, "the array of entries is not readable" },

	{ "IOMMU_FAULT_QUEUE_ALLOC", EMFILE, TOO_MANY_FILES },
	{ "IOMMU_VEVENTQ_ALLOC", EMFILE, TOO_MANY_FILES },
	{ "IOMMU_VEVENTQ_ALLOC", EINVAL, "the depth must be from 1 to 2^19" },
	{ "IOMMU_VEVENTQ_ALLOC", ENOENT, NO_VIOMMU },
	{ "IOMMU_VEVENTQ_ALLOC", EOPNOTSUPP, "there are no vEVENTQs of this type" },
	{ "IOMMU_VEVENTQ_ALLOC", EEXIST, "the vIOMMU has a vEVENTQ of this type already" },

	{ "IOMMU_VIOMMU_ALLOC", ENOENT,
	  "no device bound to this context has this id, or no HWPT that holds the mappings of an "
	  "IOAS" },
	{ "IOMMU_VIOMMU_ALLOC", EINVAL,
	  "the HWPT was allocated without IOMMUFD_HWPT_ALLOC_NEST_PARENT, or the driver's data is "
	  "not of the length and form its type has" },
	{ "IOMMU_VIOMMU_ALLOC", EOPNOTSUPP, "the device's IOMMU has no vIOMMUs of this type" },
	{ "IOMMU_VIOMMU_ALLOC", EFAULT, "the driver's data is not readable and writable" },

	{ "IOMMU_VDEVICE_ALLOC", ENOENT, "there is no such vIOMMU, or no such bound device" },
	{ "IOMMU_VDEVICE_ALLOC", EINVAL, "the device is not behind the IOMMU of the vIOMMU" },
	{ "IOMMU_VDEVICE_ALLOC", EEXIST,
	  "the device has a vDEVICE already, or the vIOMMU has another one of this number" },

	{ "IOMMU_HW_QUEUE_ALLOC", ENOENT,
	  "there is no such vIOMMU, or the range is not mapped in the IOAS of its nest parent" },
	{ "IOMMU_HW_QUEUE_ALLOC", EINVAL,
	  "the vIOMMU has no queue of this index, or its driver does not take this range" },
	{ "IOMMU_HW_QUEUE_ALLOC", EOPNOTSUPP, "the vIOMMU has no hardware queues of this type" },
	{ "IOMMU_HW_QUEUE_ALLOC", EOVERFLOW, TOO_FAR },
	{ "IOMMU_HW_QUEUE_ALLOC", EFAULT,
	  "the queue's memory is not in one piece: back it with one page, a huge one if need be" },
	{ "IOMMU_HW_QUEUE_ALLOC", EEXIST, "this queue is allocated already" },
	{ "IOMMU_HW_QUEUE_ALLOC", EIO,
	  "queues are allocated in the order of their indexes, and the one before is not" },

	{ "IOMMU_HWPT_SET_DIRTY_TRACKING", ENOENT, NO_PAGING_HWPT },
	{ "IOMMU_HWPT_SET_DIRTY_TRACKING", EOPNOTSUPP, NO_DIRTY_TRACKING },
	{ "IOMMU_HWPT_GET_DIRTY_BITMAP", ENOENT, NO_PAGING_HWPT },
	{ "IOMMU_HWPT_GET_DIRTY_BITMAP", EOPNOTSUPP, NO_DIRTY_TRACKING },
	{ "IOMMU_HWPT_GET_DIRTY_BITMAP", EINVAL,
	  "the range must be aligned to the page size, a power of two, and to what "
	  "iommufd_ioas_iova_ranges() tells" },
	{ "IOMMU_HWPT_GET_DIRTY_BITMAP", EOVERFLOW, TOO_FAR },

	{ "VFIO_DEVICE_BIND_IOMMUFD", EINVAL,
	  "the device file is bound already, or its IOMMU cannot keep DMA cache coherent, or it takes "
	  "no VF token" },
	{ "VFIO_DEVICE_BIND_IOMMUFD", EACCES,
	  "the device is a virtual function, or has some in use: bind it with the VF token that its "
	  "physical function was given, or its virtual functions' users know" },
	{ "VFIO_DEVICE_BIND_IOMMUFD", EPERM,
	  "the platform does not isolate the device's interrupts: enable interrupt remapping in "
	  "firmware and kernel, or load iommufd with allow_unsafe_interrupts=1 and trust the device" },
	{ "VFIO_DEVICE_BIND_IOMMUFD", EBUSY,
	  "a driver, or another process, uses a device of the same IOMMU group" },
	{ "VFIO_DEVICE_BIND_IOMMUFD", EBADFD,
	  "the context's file descriptor was closed and its number is another file's now" },
	{ "VFIO_DEVICE_BIND_IOMMUFD", ENODEV, "the device is going away" },

	{ "VFIO_DEVICE_ATTACH_IOMMUFD_PT", EINVAL,
	  "the device is not bound, or the page table does not fit it: allocate an HWPT with "
	  "iommufd_hwpt_alloc() for this very device; devices of one group share one page table" },
	{ "VFIO_DEVICE_ATTACH_IOMMUFD_PT", ENOENT, "no IOAS or HWPT of this context has this id" },
	{ "VFIO_DEVICE_ATTACH_IOMMUFD_PT", EBUSY,
	  "the device, or one of its group, is being reset" },
	{ "VFIO_DEVICE_ATTACH_IOMMUFD_PT", EADDRINUSE,
	  "the IOAS has mappings where the device has reserved regions, or beyond what its IOMMU "
	  "can address" },

	{ "VFIO_DEVICE_ATTACH_IOMMUFD_PT", EOPNOTSUPP, NO_PASID },
	{ "VFIO_DEVICE_ATTACH_IOMMUFD_PT", ENOSPC, "PASIDs have at most 20 bits" },

	{ "VFIO_DEVICE_DETACH_IOMMUFD_PT", EINVAL, "the device is not bound" },
	{ "VFIO_DEVICE_DETACH_IOMMUFD_PT", EOPNOTSUPP, NO_PASID },
	{ "VFIO_DEVICE_GET_INFO", EINVAL, "the device is not bound" },
	{ "VFIO_DEVICE_RESET", EINVAL, "the device is not bound, or cannot be reset by itself" },
	{ "VFIO_DEVICE_RESET", ENOTTY, NO_OPERATION },
	{ "VFIO_DEVICE_GET_IRQ_INFO", EINVAL,
	  "the device is not bound, or has no interrupts with this index" },
	{ "VFIO_DEVICE_GET_IRQ_INFO", ENOTTY, NO_OPERATION },
	{ "VFIO_DEVICE_SET_IRQS", EINVAL,
	  "the device is not bound, or the index does not have these interrupts, or they cannot do "
	  "this: iommufd_device_get_irq_info() tells" },
	{ "VFIO_DEVICE_SET_IRQS", ENOTTY, NO_OPERATION },
	{ "VFIO_DEVICE_SET_IRQS", EBADF, "a descriptor, or the device's, is not open" },
	{ "VFIO_DEVICE_FEATURE", EINVAL,
	  "the device is not bound, or a value is not what the feature takes" },
	{ "VFIO_DEVICE_FEATURE", E2BIG, "there are too many ranges: give fewer, longer ones" },
	{ "VFIO_DEVICE_FEATURE", EOVERFLOW, TOO_FAR },
	{ "VFIO_DEVICE_FEATURE", ENOTTY, "the device, or the kernel, does not have this feature" },
	{ "VFIO_DEVICE_GET_PCI_HOT_RESET_INFO", EINVAL, "the device is not bound" },
	{ "VFIO_DEVICE_GET_PCI_HOT_RESET_INFO", ENOTTY, NO_PCI },
	{ "VFIO_DEVICE_GET_PCI_HOT_RESET_INFO", ENODEV, NO_HOT_RESET },
	{ "VFIO_DEVICE_GET_PCI_HOT_RESET_INFO", ENOSPC,
	  "the array is too small: num_devices now says how many" },
	{ "VFIO_DEVICE_PCI_HOT_RESET", EINVAL,
	  "the device is not bound, or a device that would be reset too is not the context's: "
	  "iommufd_device_get_pci_hot_reset_info() says which" },
	{ "VFIO_DEVICE_PCI_HOT_RESET", ENOTTY, NO_PCI },
	{ "VFIO_DEVICE_PCI_HOT_RESET", ENODEV, NO_HOT_RESET },
	{ "VFIO_MIG_GET_PRECOPY_INFO", EINVAL, "the device is not in PRE_COPY" },
	{ "VFIO_MIG_GET_PRECOPY_INFO", ENOTTY,
	  "the file is no data transfer of a migration, or its device cannot do PRE_COPY" },
	{ "VFIO_DEVICE_RESET", EAGAIN, "the kernel uses the device right now: try again" },
	{ "VFIO_DEVICE_GET_REGION_INFO", EINVAL,
	  "the device is not bound, or has no region with this index" },

	{ NULL, EBADF, "the file descriptor of the context or device was closed" },
	{ 0, ENOTTY,
	  "the running kernel does not have this ioctl, or the file is of another kind" },
	{ NULL, E2BIG, "the running kernel does not know a member that was set" },
};

const char *iommufd__hint_ioctl(const struct ioctl_op *op, const struct iommufd_error *error)
{
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		const struct hint *hint = &hints[i];

		if (hint->error == -error->code && (!hint->ioctl || !strcmp(hint->ioctl, op->name)))
			return hint->text;
	}
	return NULL;
}
