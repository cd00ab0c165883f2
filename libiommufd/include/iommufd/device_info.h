/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_DEVICE_INFO_H
#define LIBIOMMUFD_IOMMUFD_DEVICE_INFO_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iommufd_device;

/* struct iommufd_device_info's flags; the kernel's values (VFIO_DEVICE_FLAGS_*). */
#define IOMMUFD_DEVICE_RESET	0x1u   /* iommufd_device_reset() works */
#define IOMMUFD_DEVICE_PCI	0x2u   /* what kind of device it is: vfio-pci, */
#define IOMMUFD_DEVICE_PLATFORM 0x4u   /* vfio-platform, */
#define IOMMUFD_DEVICE_AMBA	0x8u   /* vfio-amba, */
#define IOMMUFD_DEVICE_CCW	0x10u  /* vfio-ccw, */
#define IOMMUFD_DEVICE_AP	0x20u  /* vfio-ap, */
#define IOMMUFD_DEVICE_FSL_MC	0x40u  /* vfio-fsl-mc, */
#define IOMMUFD_DEVICE_CAPS	0x80u  /* it has capabilities */
#define IOMMUFD_DEVICE_CDX	0x100u /* or vfio-cdx */

/**
 * struct iommufd_device_info - what a VFIO device is
 * @size: sizeof(struct iommufd_device_info), set by the caller
 * @flags: IOMMUFD_DEVICE_*
 * @num_regions: the highest region's index and 1
 * @num_irqs: the highest interrupt index and 1
 *
 * New members are added at the end.
 */
struct iommufd_device_info {
	uint32_t size;
	uint32_t flags;
	uint32_t num_regions;
	uint32_t num_irqs;
};

/**
 * iommufd_device_get_info() - what a device is, and how many regions and interrupts it has
 * @dev: a bound device
 * @info: filled in; @info->size says how much the caller knows of the struct
 *
 * Wire: VFIO_DEVICE_GET_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev or @info is NULL; @info->size is too small; @dev is not bound.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_info(struct iommufd_device *dev, struct iommufd_device_info *info);

/* Capabilities of a device; the kernel's values (VFIO_DEVICE_INFO_CAP_*). */
#define IOMMUFD_DEVICE_CAP_ZPCI_BASE	   1u /* zPCI (s390): linux/vfio_zdev.h has the structs */
#define IOMMUFD_DEVICE_CAP_ZPCI_GROUP	   2u
#define IOMMUFD_DEVICE_CAP_ZPCI_UTIL	   3u
#define IOMMUFD_DEVICE_CAP_ZPCI_PFIP	   4u
#define IOMMUFD_DEVICE_CAP_PCI_ATOMIC_COMP 5u

/**
 * iommufd_device_get_info_cap() - a capability of a device, whatever it is
 * @dev: a bound device
 * @cap: which one: IOMMUFD_DEVICE_CAP_*, or one that the library does not know yet
 * @data: receives the capability in the kernel's form, its struct vfio_info_cap_header included;
 *	may be NULL if *@length is 0
 * @length: bytes at @data; receives the capability's, which may have some bytes of padding behind
 *
 * Costs two ioctls.
 *
 * Wire: VFIO_DEVICE_GET_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound.
 * * -ENODATA: the device has no such capability.
 * * -EMSGSIZE: @length was too small and now says how many bytes the capability has; @data is
 *   untouched.
 * * -EIO: what the kernel answered is no chain of capabilities.
 * * -ENOMEM.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_info_cap(struct iommufd_device *dev, uint32_t cap, void *data,
				uint32_t *length);

/* iommufd_device_get_pci_atomic_comp(); the kernel's values (VFIO_PCI_ATOMIC_COMP*). */
#define IOMMUFD_PCI_ATOMIC_COMP32  0x1u
#define IOMMUFD_PCI_ATOMIC_COMP64  0x2u
#define IOMMUFD_PCI_ATOMIC_COMP128 0x4u

/**
 * iommufd_device_get_pci_atomic_comp() - the PCIe AtomicOps that memory completes for a device
 * @dev: a bound device
 * @flags: receives IOMMUFD_PCI_ATOMIC_COMP*: the widths, in bits
 *
 * Wire: VFIO_DEVICE_GET_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound.
 * * -ENODATA: no width is completed, or the device is no PCI device.
 * * -EIO: what the kernel answered is no chain of capabilities.
 * * -ENOMEM.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_pci_atomic_comp(struct iommufd_device *dev, uint32_t *flags);

#ifdef __cplusplus
}
#endif

#endif
