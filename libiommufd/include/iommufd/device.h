/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_DEVICE_H
#define LIBIOMMUFD_IOMMUFD_DEVICE_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct iommufd_device - an open VFIO character device (/dev/vfio/devices/vfioN)
 */
struct iommufd_device;

/**
 * iommufd_device_open() - open a VFIO character device
 * @name: a path, if it has a slash in it; else a name below /dev/vfio/devices, such as "vfio0"
 * @dev: receives the device, which the caller owns; iommufd_device_close() it
 *
 * The device can do nothing before it is bound. The file is opened with O_CLOEXEC.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @name or @dev is NULL, or @name is empty.
 * * -ENAMETOOLONG: @name is longer than a path can be.
 * * -ENOENT: no such file: the device is not bound to a VFIO driver, or the kernel was built
 * without CONFIG_VFIO_DEVICE_CDEV.
 * * -EACCES, -EPERM: the caller may not open it.
 * * -ENOTTY: the file is no VFIO device.
 * * -ENOMEM, and what else open(2) returns.
 *
 * Since: kernel 6.6.
 */
int iommufd_device_open(const char *name, struct iommufd_device **dev);

/**
 * iommufd_device_adopt() - make a device of a VFIO character device that is open already
 * @fd: its file descriptor, for example one received over a Unix socket
 * @dev: receives the device, which the caller owns; iommufd_device_close() it
 *
 * On success the device owns @fd and will close it. On failure it stays the caller's. Its flags
 * are left as they are.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL.
 * * -EBADF: @fd is not open.
 * * -ENOTTY: @fd is no VFIO device.
 * * -ENOMEM.
 *
 * Since: kernel 6.6.
 */
int iommufd_device_adopt(int fd, struct iommufd_device **dev);

/**
 * iommufd_device_fd() - the file descriptor of a device
 * @dev: the device
 *
 * It remains the device's: do not close it.
 *
 * Thread safety: any thread at any time.
 *
 * Return: the descriptor, or -EINVAL if @dev is NULL.
 */
int iommufd_device_fd(const struct iommufd_device *dev);

/**
 * iommufd_device_close() - close a device
 * @dev: the device; NULL does nothing
 *
 * The kernel detaches and unbinds it; its id is gone from the context. The pointer is dead
 * afterwards.
 *
 * Thread safety: no other thread may use @dev now or later.
 */
void iommufd_device_close(struct iommufd_device *dev);

/**
 * iommufd_device_bind() - bind a device to a context
 * @dev: the device
 * @ctx: the context; the device keeps the kernel's side of it alive, but not this handle
 * @dev_id: receives the device's id in the context, for iommufd_hwpt_alloc() and others
 *
 * Until it is attached the device's DMA is blocked. A binding lasts until the device is closed.
 *
 * Wire: VFIO_DEVICE_BIND_IOMMUFD.
 *
 * Thread safety: not at once with another iommufd_device_bind() of the same device.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; the device is bound already; its IOMMU cannot keep DMA cache
 *   coherent.
 * * -EPERM: the platform does not isolate the device's interrupts (no interrupt remapping).
 * * -EBADF, -EBADFD: the file descriptor of @ctx was closed (and is another file's now).
 * * -EBUSY: a driver or another process uses a device of the same IOMMU group.
 * * -ENODEV: the device is going away.
 * * -ENOMEM.
 *
 * Since: kernel 6.6.
 */
int iommufd_device_bind(struct iommufd_device *dev, struct iommufd *ctx, uint32_t *dev_id);

/**
 * iommufd_device_attach() - give a device's DMA a page table
 * @dev: a bound device
 * @pt_id: an HWPT, or an IOAS: then the kernel finds or allocates an HWPT that fits
 * @hwpt_id: receives the HWPT that is attached now; may be NULL
 *
 * On an attached device this replaces the page table, in one step: each access of the device goes
 * through the old one or the new one, none is refused. If that fails, the old one stays. The
 * devices of one IOMMU group share one page table.
 *
 * Wire: VFIO_DEVICE_ATTACH_IOMMUFD_PT.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound; or the page table does not fit the device: allocate one
 * with iommufd_hwpt_alloc() for this device.
 * * -ENOENT: no object has the id @pt_id.
 * * -EADDRINUSE: the IOAS has mappings where the device has reserved regions, or beyond what its
 *   IOMMU can address.
 * * -EBUSY: the device, or one of its group, is being reset.
 * * -ENOMEM: out of memory, or pinning what the IOAS has mapped exceeds RLIMIT_MEMLOCK.
 * * -EFAULT: memory that the IOAS has mapped cannot be pinned.
 *
 * Since: kernel 6.6.
 */
int iommufd_device_attach(struct iommufd_device *dev, uint32_t pt_id, uint32_t *hwpt_id);

/**
 * iommufd_device_detach() - block a device's DMA again
 * @dev: a bound device; one that is not attached is left as it is
 *
 * When the call returns, the device reaches no memory any more.
 *
 * Wire: VFIO_DEVICE_DETACH_IOMMUFD_PT.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound.
 *
 * Since: kernel 6.6.
 */
int iommufd_device_detach(struct iommufd_device *dev);

/* struct iommufd_region_info's flags; the kernel's values (VFIO_REGION_INFO_FLAG_*). */
#define IOMMUFD_REGION_READ  0x1u /* iommufd_device_region_read() works */
#define IOMMUFD_REGION_WRITE 0x2u /* iommufd_device_region_write() works */
#define IOMMUFD_REGION_MMAP  0x4u /* mmap() of the device's file at @file_offset works */

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

#ifdef __cplusplus
}
#endif

#endif
