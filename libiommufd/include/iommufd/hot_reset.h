/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_HOT_RESET_H
#define LIBIOMMUFD_IOMMUFD_HOT_RESET_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iommufd_device;

/* struct iommufd_pci_hot_reset_device's dev_id where it is no id. */
#define IOMMUFD_PCI_HOT_RESET_OWNED	0u /* not open, but of a group that the context owns */
#define IOMMUFD_PCI_HOT_RESET_NOT_OWNED 0xffffffffu /* this one forbids the reset */

/**
 * struct iommufd_pci_hot_reset_device - a PCI device that another one's hot reset would reset too
 * @dev_id: the device's id in the context, or IOMMUFD_PCI_HOT_RESET_*
 * @segment: where it is: the PCI segment (domain),
 * @bus: the bus,
 * @devfn: and device << 3 | function
 */
struct iommufd_pci_hot_reset_device {
	uint32_t dev_id;
	uint16_t segment;
	uint8_t bus;
	uint8_t devfn;
};

/**
 * iommufd_device_get_pci_hot_reset_info() - which devices a hot reset of this one would reset
 * @dev: a bound PCI device; it is among them
 * @devices: receives them; may be NULL if *@num_devices is 0
 * @num_devices: room in @devices; receives how many there are
 * @allowed: receives 1 if all of them belong to the context, so that
 *	iommufd_device_pci_hot_reset() may work, else 0
 *
 * Nothing is allocated for up to 62 devices.
 *
 * Wire: VFIO_DEVICE_GET_PCI_HOT_RESET_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound.
 * * -ENOSPC: @devices is too small; *@num_devices now says how many there are.
 * * -EAGAIN: a device came while the kernel counted; try again.
 * * -ENODEV: neither its slot nor its bus can be reset.
 * * -ENOTTY: the device is no PCI device.
 * * -EOVERFLOW: *@num_devices is more than the ioctl can tell.
 * * -ENOMEM.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_pci_hot_reset_info(struct iommufd_device *dev,
					  struct iommufd_pci_hot_reset_device *devices,
					  uint32_t *num_devices, uint32_t *allowed);

/**
 * iommufd_device_pci_hot_reset() - reset a PCI device by its slot or bus, with what else is there
 * @dev: a bound PCI device
 *
 * Wire: VFIO_DEVICE_PCI_HOT_RESET.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound; or an affected device is not the context's or has no VFIO
 *   driver: iommufd_device_get_pci_hot_reset_info() says which.
 * * -ENODEV: neither its slot nor its bus can be reset.
 * * -ENOTTY: the device is no PCI device.
 * * -EAGAIN: a device is in use by the kernel right now; try again.
 * * and what the reset returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_pci_hot_reset(struct iommufd_device *dev);

#ifdef __cplusplus
}
#endif

#endif
