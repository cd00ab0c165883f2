/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_REGION_H
#define LIBIOMMUFD_IOMMUFD_REGION_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iommufd_device;

/* struct iommufd_region_info's flags; the kernel's values (VFIO_REGION_INFO_FLAG_*). */
#define IOMMUFD_REGION_READ  0x1u /* iommufd_device_region_read() works */
#define IOMMUFD_REGION_WRITE 0x2u /* iommufd_device_region_write() works */
#define IOMMUFD_REGION_MMAP  0x4u /* iommufd_device_region_mmap() works, perhaps in parts only */
#define IOMMUFD_REGION_CAPS  0x8u /* it has capabilities: iommufd_device_get_region_cap() */

/**
 * struct iommufd_region_info - a region of a device: a BAR, its configuration space, ...
 * @size: sizeof(struct iommufd_region_info), set by the caller
 * @index: the region's number
 * @flags: IOMMUFD_REGION_*
 * @reserved: 0
 * @length: bytes; 0 if the device does not have this region
 * @file_offset: where it begins in the device's file
 *
 * New members are added at the end.
 */
struct iommufd_region_info {
	uint32_t size;
	uint32_t index;
	uint32_t flags;
	uint32_t reserved;
	uint64_t length;
	uint64_t file_offset;
};

/**
 * iommufd_device_get_region_info() - where a region of a device is and what can be done with it
 * @dev: a bound device
 * @index: the region; for a PCI device 0 to 5 are the BARs, 6 the ROM, 7 the configuration space
 * @info: filled in; @info->size says how much the caller knows of the struct
 *
 * Wire: VFIO_DEVICE_GET_REGION_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev or @info is NULL; @info->size is too small; @dev is not bound; there is no region
 *   @index.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_region_info(struct iommufd_device *dev, uint32_t index,
				   struct iommufd_region_info *info);

/**
 * iommufd_device_region_read() - read from a region
 * @dev: a bound device
 * @region: the region, from iommufd_device_get_region_info()
 * @offset: first byte within the region
 * @data: receives the bytes
 * @length: bytes; 1, 2, 4 or 8 at a multiple of that are one access of the device
 *
 * Costs one pread().
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev, @region or @data is NULL; the region cannot be read; @offset or @length is
 *   something the device does not take; @dev is not bound.
 * * -ERANGE: @offset and @length reach beyond the region; the device was not asked.
 * * -EIO: the device answered for a part only; @data may be partly written.
 * * -EFAULT: @data is not writable.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_region_read(struct iommufd_device *dev, const struct iommufd_region_info *region,
			       uint64_t offset, void *data, uint64_t length);

/**
 * iommufd_device_region_write() - write to a region
 * @dev: a bound device
 * @region: the region, from iommufd_device_get_region_info()
 * @offset: first byte within the region
 * @data: the bytes
 * @length: bytes; 1, 2, 4 or 8 at a multiple of that are one access of the device
 *
 * Costs one pwrite().
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or what iommufd_device_region_read() returns (-EIO: the device took a part only).
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_region_write(struct iommufd_device *dev,
				const struct iommufd_region_info *region, uint64_t offset,
				const void *data, uint64_t length);

/* Capabilities of a region; the kernel's values (VFIO_REGION_INFO_CAP_*). */
#define IOMMUFD_REGION_CAP_SPARSE_MMAP	 1u /* iommufd_device_get_region_mmap_areas() */
#define IOMMUFD_REGION_CAP_TYPE		 2u /* iommufd_device_get_region_type() */
#define IOMMUFD_REGION_CAP_MSIX_MAPPABLE 3u /* mmap() may cover the MSI-X table */

/**
 * iommufd_device_get_region_cap() - a capability of a region, whatever it is
 * @dev: a bound device
 * @index: the region
 * @cap: which one: IOMMUFD_REGION_CAP_*, or one that the library does not know yet
 * @data: receives the capability in the kernel's form, its struct vfio_info_cap_header included;
 *	may be NULL if *@length is 0
 * @length: bytes at @data; receives the capability's, which may have some bytes of padding behind
 *
 * Costs two ioctls.
 *
 * Wire: VFIO_DEVICE_GET_REGION_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound; there is no region @index.
 * * -ENODATA: the region has no such capability.
 * * -EMSGSIZE: @length was too small and now says how many bytes the capability has; @data is
 *   untouched.
 * * -EIO: what the kernel answered is no chain of capabilities.
 * * -ENOMEM.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_region_cap(struct iommufd_device *dev, uint32_t index, uint32_t cap,
				  void *data, uint32_t *length);

/**
 * iommufd_device_get_region_type() - what a region is that its index does not say
 * @dev: a bound device
 * @index: the region; for a PCI device one behind the fixed ones, 9 or more
 * @type: receives the kernel's VFIO_REGION_TYPE_*
 * @subtype: receives what the type calls its subtype
 *
 * Costs two ioctls.
 *
 * Wire: VFIO_DEVICE_GET_REGION_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound; there is no region @index.
 * * -ENODATA: the region has no type.
 * * -EIO: what the kernel answered is no chain of capabilities.
 * * -ENOMEM.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_region_type(struct iommufd_device *dev, uint32_t index, uint32_t *type,
				   uint32_t *subtype);

/**
 * struct iommufd_region_area - a part of a region
 * @offset: first byte within the region
 * @length: bytes
 */
struct iommufd_region_area {
	uint64_t offset;
	uint64_t length;
};

/**
 * iommufd_device_get_region_mmap_areas() - which parts of a region can be mapped into the process
 * @dev: a bound device
 * @index: the region
 * @areas: receives the parts; may be NULL if *@num_areas is 0
 * @num_areas: room in @areas; receives how many there are
 *
 * A region that can be mapped whole has one area, one that cannot be mapped has none.
 *
 * Costs up to two ioctls.
 *
 * Wire: VFIO_DEVICE_GET_REGION_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound; there is no region @index.
 * * -EMSGSIZE: @areas is too small; *@num_areas now says how many there are.
 * * -EIO: what the kernel answered is no chain of capabilities.
 * * -ENOMEM.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_region_mmap_areas(struct iommufd_device *dev, uint32_t index,
					 struct iommufd_region_area *areas, uint32_t *num_areas);

/**
 * iommufd_device_region_mmap() - map a part of a region into the process
 * @dev: a bound device
 * @region: the region, from iommufd_device_get_region_info()
 * @offset: first byte within the region, a multiple of the page size
 * @length: bytes
 * @access: IOMMUFD_REGION_READ, IOMMUFD_REGION_WRITE or both
 * @addr: receives where it is; the caller owns the mapping and munmap()s it
 *
 * Accesses must have the width the device wants: use volatile pointers, no memcpy(). The mapping
 * survives iommufd_device_close() and keeps the device in use until it is unmapped.
 *
 * Costs one mmap().
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @access has another bit; @length is 0; @offset or the region's
 *   own place in the file is not a multiple of the page size; @dev is not bound; or the device
 *   does not let this part be mapped (iommufd_device_get_region_mmap_areas() says which).
 * * -ERANGE: @offset and @length reach beyond the region; the device was not asked.
 * * -EBUSY, -ENODEV: the device's driver cannot give the region away.
 * * -ENOMEM, and what else mmap(2) returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_region_mmap(struct iommufd_device *dev, const struct iommufd_region_info *region,
			       uint64_t offset, uint64_t length, uint32_t access, void **addr);

/**
 * iommufd_device_region_dma_buf() - make a dma-buf of parts of a region
 * @dev: a bound device
 * @index: the region; for a PCI device a BAR
 * @areas: its parts, in whole pages; they follow each other in the dma-buf
 * @num_areas: how many, 1 or more
 * @fd: receives the dma-buf's file descriptor, which the caller owns; it has O_CLOEXEC
 *
 * Other devices reach the region through it: iommufd_ioas_map_file() maps it, where
 * iommufd_ioas_map() of an address from iommufd_device_region_mmap() gives -EFAULT. It stands for
 * nothing while the device is reset, or its memory is disabled, and after it was closed.
 *
 * Nothing is allocated for up to 30 areas.
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_DMA_BUF.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @num_areas is 0; an area is empty, not in whole pages or beyond
 *   the region; @dev is not bound.
 * * -ENODEV: the region is no memory of the device's own.
 * * -EOPNOTSUPP: the device cannot do DMA between devices.
 * * -ENOTTY: the device's driver, or the kernel (before 6.19), does not have the feature.
 * * -EOVERFLOW: @num_areas is more than the ioctl can tell.
 * * -EMFILE, -ENFILE, -ENOMEM.
 *
 * Since: kernel 6.19.
 */
int iommufd_device_region_dma_buf(struct iommufd_device *dev, uint32_t index,
				  const struct iommufd_region_area *areas, uint32_t num_areas,
				  int *fd);

#ifdef __cplusplus
}
#endif

#endif
