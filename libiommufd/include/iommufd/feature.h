/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_FEATURE_H
#define LIBIOMMUFD_IOMMUFD_FEATURE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iommufd_device;

/* Features of a device; the kernel's values (VFIO_DEVICE_FEATURE_*). */
#define IOMMUFD_FEATURE_PCI_VF_TOKEN		    0u
#define IOMMUFD_FEATURE_MIGRATION		    1u
#define IOMMUFD_FEATURE_MIG_DEVICE_STATE	    2u
#define IOMMUFD_FEATURE_LOW_POWER_ENTRY		    3u
#define IOMMUFD_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP 4u
#define IOMMUFD_FEATURE_LOW_POWER_EXIT		    5u
#define IOMMUFD_FEATURE_DMA_LOGGING_START	    6u
#define IOMMUFD_FEATURE_DMA_LOGGING_STOP	    7u
#define IOMMUFD_FEATURE_DMA_LOGGING_REPORT	    8u
#define IOMMUFD_FEATURE_MIG_DATA_SIZE		    9u
#define IOMMUFD_FEATURE_BUS_MASTER		    10u
#define IOMMUFD_FEATURE_DMA_BUF			    11u
#define IOMMUFD_FEATURE_MIG_PRECOPY_INFO_V2	    12u
#define IOMMUFD_FEATURE_ZPCI_ERROR		    13u

/* What to do with a feature; the kernel's values. */
#define IOMMUFD_FEATURE_GET   0x10000u
#define IOMMUFD_FEATURE_SET   0x20000u
#define IOMMUFD_FEATURE_PROBE 0x40000u

/**
 * iommufd_device_feature_probe() - ask whether a device has a feature, which changes nothing
 * @dev: a bound device
 * @feature: IOMMUFD_FEATURE_*, or one that the library does not know yet
 * @access: IOMMUFD_FEATURE_GET, IOMMUFD_FEATURE_SET or both: it must be possible as well; or 0
 *
 * Wire: VFIO_DEVICE_FEATURE with VFIO_DEVICE_FEATURE_PROBE.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0: it has, or
 * * -ENOTTY: it has not, or the kernel does not know the feature.
 * * -EINVAL: @dev is NULL or not bound; @access is not possible or has an unknown bit; @feature is
 *   65536 or more.
 * * -EOPNOTSUPP: the kernel knows the feature and the device cannot have it (DMA_BUF).
 * * -ENODEV: the same (ZPCI_ERROR).
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_feature_probe(struct iommufd_device *dev, uint32_t feature, uint32_t access);

/**
 * iommufd_device_feature() - use a feature that the library has no function for
 * @dev: a bound device
 * @flags: IOMMUFD_FEATURE_GET or IOMMUFD_FEATURE_SET, and the feature's number
 * @data: what the kernel's header says that goes in and comes out; may be NULL if @length is 0.
 *	Untouched on error
 * @length: bytes at @data
 *
 * Nothing is allocated for up to 504 bytes.
 *
 * Wire: VFIO_DEVICE_FEATURE.
 *
 * Thread safety: as the feature.
 *
 * Return: 0 or what else the feature answers with (DMA_BUF: a file descriptor), or
 * * -EINVAL: @dev is NULL or not bound, @data is NULL though @length is not 0, or the device does
 *   not know these flags, or wants more data.
 * * -ENOTTY: the device, or the kernel, does not have the feature.
 * * -EOVERFLOW: @length is more than the ioctl can tell.
 * * -ENOMEM, and what the feature returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_feature(struct iommufd_device *dev, uint32_t flags, void *data, uint32_t length);

/**
 * iommufd_device_set_vf_token() - the secret that users of a device's virtual functions must know
 * @dev: a bound device, a PCI physical function with SR-IOV enabled
 * @token: a UUID, its 16 bytes in the order in which it is written
 *
 * Virtual functions are bound with it from then on: struct iommufd_device_bind_opts's vf_token.
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_PCI_VF_TOKEN.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev or @token is NULL; @dev is not bound.
 * * -ENOTTY: the device is no such function.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_set_vf_token(struct iommufd_device *dev, const uint8_t *token);

/**
 * iommufd_device_set_bus_master() - let a device do DMA, or not
 * @dev: a bound device, of the CDX bus; a PCI device has a register for it
 * @enable: 1 lets it, 0 blocks its DMA
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_BUS_MASTER.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound; @enable is another number.
 * * -ENOTTY: the device has no such control.
 *
 * Since: kernel 6.7.
 */
int iommufd_device_set_bus_master(struct iommufd_device *dev, uint32_t enable);

/**
 * iommufd_device_low_power_entry() - let a device sleep while nobody uses it
 * @dev: a bound device
 *
 * The kernel wakes it for each access through @dev. Its mapped regions cannot be used until
 * iommufd_device_low_power_exit().
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound; or it may sleep already.
 * * -ENOTTY: the device does not have the feature.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_low_power_entry(struct iommufd_device *dev);

/**
 * iommufd_device_low_power_entry_with_wakeup() - the same, told when it wakes
 * @dev: a bound device
 * @eventfd: signalled when something wakes the device, which does not sleep again of itself then.
 *	The kernel holds its own reference, the caller's stays his
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_LOW_POWER_ENTRY_WITH_WAKEUP.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound; it may sleep already; @eventfd is no eventfd.
 * * -EBADF: @eventfd is not open.
 * * -ENOTTY: the device does not have the feature.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_low_power_entry_with_wakeup(struct iommufd_device *dev, int eventfd);

/**
 * iommufd_device_low_power_exit() - wake a device, and keep it awake
 * @dev: a bound device
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_LOW_POWER_EXIT.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound.
 * * -ENOTTY: the device does not have the feature.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_low_power_exit(struct iommufd_device *dev);

/**
 * iommufd_device_get_zpci_error() - the oldest error of a zPCI device (s390) not fetched yet
 * @dev: a bound device
 * @data: receives what the firmware says of it: as many bytes as the capability
 *	IOMMUFD_DEVICE_CAP_ZPCI_BASE calls ccdf_err_length; the ioctl cannot tell that there is less
 *	room
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_ZPCI_ERROR.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev or @data is NULL; @dev is not bound.
 * * -ENOMSG: there is no error.
 * * -ENOTTY, -ENODEV: the device is no zPCI device, or the kernel is older than 7.3.
 * * -EFAULT: @data is not writable.
 *
 * Since: kernel 7.3.
 */
int iommufd_device_get_zpci_error(struct iommufd_device *dev, void *data);

#ifdef __cplusplus
}
#endif

#endif
