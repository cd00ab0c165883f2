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

/* struct iommufd_device_bind_opts's flags; the kernel's values (VFIO_DEVICE_BIND_FLAG_*). */
#define IOMMUFD_DEVICE_BIND_VF_TOKEN 0x1u /* @vf_token is given */

/**
 * struct iommufd_device_bind_opts - how to bind a device
 * @size: sizeof(struct iommufd_device_bind_opts), set by the caller
 * @flags: IOMMUFD_DEVICE_BIND_*
 * @vf_token: for a virtual function whose physical function is used by a VFIO driver as well: the
 *	secret that the physical function's user gave to iommufd_device_set_vf_token(); for a
 *	physical function with virtual functions in use: the one their users know. A UUID, its 16
 *	bytes in the order in which it is written
 *
 * New members are added at the end.
 */
struct iommufd_device_bind_opts {
	uint32_t size;
	uint32_t flags;
	uint8_t vf_token[16];
};

/**
 * iommufd_device_bind() - bind a device to a context
 * @dev: the device
 * @ctx: the context; the device keeps the kernel's side of it alive, but not this handle
 * @opts: NULL for the defaults
 * @dev_id: receives the device's id in the context, for iommufd_hwpt_alloc() and others
 *
 * Until it is attached the device's DMA is blocked. A binding lasts until the device is closed.
 *
 * Wire: VFIO_DEVICE_BIND_IOMMUFD.
 *
 * Thread safety: not at once with another iommufd_device_bind() of the same device.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @opts->size is too small; the device is bound already; its IOMMU
 *   cannot keep DMA cache coherent; a token was given that the device does not take, or to a kernel
 *   that does not know any (before 6.17); an unknown flag.
 * * -E2BIG: a member of @opts that the library does not know is not 0.
 * * -EACCES: the device needs a token, and none or the wrong one was given.
 * * -EPERM: the platform does not isolate the device's interrupts (no interrupt remapping).
 * * -EBADF, -EBADFD: the file descriptor of @ctx was closed (and is another file's now).
 * * -EBUSY: a driver or another process uses a device of the same IOMMU group.
 * * -ENODEV: the device is going away.
 * * -ENOMEM.
 *
 * Since: kernel 6.6.
 */
int iommufd_device_bind(struct iommufd_device *dev, struct iommufd *ctx,
			const struct iommufd_device_bind_opts *opts, uint32_t *dev_id);

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

/**
 * iommufd_device_pasid_attach() - give the DMA that a device tags with a PASID a page table
 * @dev: a bound device
 * @pasid: the PASID, 1 or more and narrower than struct iommufd_hw_info's max_pasid_log2
 * @pt_id: an HWPT allocated with IOMMUFD_HWPT_ALLOC_PASID, or a nested one
 * @hwpt_id: receives the HWPT that is attached now; may be NULL
 *
 * On an attached PASID this replaces the page table, as iommufd_device_attach() does. The page
 * table of DMA without a PASID has to be allocated with IOMMUFD_HWPT_ALLOC_PASID as well.
 *
 * Wire: VFIO_DEVICE_ATTACH_IOMMUFD_PT with VFIO_DEVICE_ATTACH_PASID.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EOPNOTSUPP: the device's driver does not know PASIDs, or its IOMMU does not.
 * * -EINVAL: @dev is NULL or not bound; @pasid is 0 or too wide; the page table does not fit the
 *   device or was not allocated for PASIDs; or the kernel is older than 6.15.
 * * -ENOENT: no object has the id @pt_id.
 * * -ENOSPC: @pasid is 2^31 or more.
 * * -EBUSY: the device, or one of its group, is being reset.
 * * -ENOMEM.
 *
 * Since: kernel 6.15.
 */
int iommufd_device_pasid_attach(struct iommufd_device *dev, uint32_t pasid, uint32_t pt_id,
				uint32_t *hwpt_id);

/**
 * iommufd_device_pasid_detach() - block the DMA that a device tags with a PASID
 * @dev: a bound device
 * @pasid: the PASID; one that is not attached is left as it is
 *
 * Wire: VFIO_DEVICE_DETACH_IOMMUFD_PT with VFIO_DEVICE_DETACH_PASID.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EOPNOTSUPP: the device's driver does not know PASIDs.
 * * -EINVAL: @dev is NULL or not bound; or the kernel is older than 6.15.
 *
 * Since: kernel 6.15.
 */
int iommufd_device_pasid_detach(struct iommufd_device *dev, uint32_t pasid);

/**
 * iommufd_device_reset() - set a device back to the state it had before its first use
 * @dev: a bound device whose struct iommufd_device_info has IOMMUFD_DEVICE_RESET
 *
 * What the device is doing ends; what it is attached to stays.
 *
 * Wire: VFIO_DEVICE_RESET.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound; or the device cannot be reset by itself.
 * * -ENOTTY: the device's driver has no reset.
 * * -EAGAIN: the device, or what it hangs on, is in use by the kernel right now; try again.
 * * and what the device's driver returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_reset(struct iommufd_device *dev);

#ifdef __cplusplus
}
#endif

#endif
